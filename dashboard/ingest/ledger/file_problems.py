"""Why a whole file is not read, by a stable code: what is wrong and what to do."""

from __future__ import annotations

FILE_PROBLEMS = {
    "empty_file": ("The file has no content.", "Save the ledger again and send the new file."),
    "not_a_file": ("This is no ordinary file that can be read.", "Send the ledger as a file of its own."),
    "changed_while_reading": (
        "The file was being written while it was read.",
        "Send it again when it is saved and closed.",
    ),
    "too_large": (
        "The file has {size} MB; at most {most} MB are read.",
        "Split it, or remove pictures and unused sheets.",
    ),
    "damaged_archive": (
        "The file is damaged: its packed content cannot be opened.",
        "Open it, save it again, and send the new file.",
    ),
    "damaged_workbook": (
        "The workbook is damaged or incomplete.",
        "Open it in Excel or WPS, save it again as .xlsx, and send the new file.",
    ),
    "too_many_entries": (
        "The packed file holds {n} entries; at most {most} are read.",
        "Send only the files that belong to the map layer.",
    ),
    "too_large_unpacked": (
        "Unpacked, the file has {size} MB; at most {most} MB are read.",
        "Remove unused sheets, pictures and formatted empty rows.",
    ),
    "too_dense": (
        "The file unpacks to {ratio} times its size; at most {most} times is read.",
        "Copy the table into a new workbook and send that.",
    ),
    "outside_archive": (
        "The packed file points outside itself: {name}.",
        "Pack only the files of the layer, without folders above them.",
    ),
    "locked": ("The file is protected by a password.", "Remove the password and save it again."),
    "old_excel": ("This is an old Excel file (.xls).", "Open it and save it as Excel workbook (.xlsx)."),
    "binary_excel": (
        "This is a binary Excel file (.xlsb).",
        "Open it and save it as Excel workbook (.xlsx).",
    ),
    "macros": ("The workbook contains macros.", "Save it as Excel workbook without macros (.xlsx)."),
    "web_page": (
        "This is a web page, whatever its name says.",
        "Open it in Excel and save it as Excel workbook (.xlsx).",
    ),
    "kmz": ("This is a packed map file (.kmz).", "Save it as .kml, or export the layer as GeoJSON."),
    "gml": ("This is a GML file.", "Export the layer as GeoJSON or GeoPackage."),
    "vrt": (
        "This file only points to other files; nothing they hold is read.",
        "Send the layer itself as GeoJSON or GeoPackage.",
    ),
    "topojson": ("This is TopoJSON, not GeoJSON.", "Export the layer as GeoJSON."),
    "other_json": (
        "This JSON file is no GeoJSON layer.",
        "Export the layer as GeoJSON (a FeatureCollection).",
    ),
    "other_format": (
        "This is a file of the kind {kind}, which is not read.",
        "Send the table as .xlsx or .csv, a map layer as GeoJSON, GeoPackage, Shapefile or KML.",
    ),
    "other_archive": (
        "The packed file holds no map layer.",
        "Send the table as .xlsx or .csv, a Shapefile with its .shp, .shx, .dbf and .prj.",
    ),
    "binary_text": (
        "Line {line} holds bytes that are no text.",
        "Save the table again as .xlsx or CSV UTF-8.",
    ),
    "broken_encoding": (
        "The file says it is {encoding}, but line {line} is not.",
        "Save the table again as CSV UTF-8 or .xlsx.",
    ),
    "mixed_encoding": (
        "From line {line} on the letters are not of one encoding.",
        "Save the table again as CSV UTF-8 or .xlsx.",
    ),
    "open_quote": (
        "A quotation mark opens near line {line} and does not close.",
        "Close it, or save the table as .xlsx.",
    ),
    "too_many_rows": (
        "The sheet has {n} rows; at most {most} are read.",
        "Split the ledger, or delete text far below the table.",
    ),
    "too_many_columns": (
        "The sheet has {n} columns; at most {most} are read.",
        "Delete text far to the right of the table.",
    ),
    "too_many_vertices": (
        "The layer has {n} corner points; at most {most} are read.",
        "Simplify the shapes and export them again.",
    ),
    "too_deep": (
        "The file is nested more than {most} levels deep.",
        "Export the layer again as plain GeoJSON.",
    ),
    "xml_entities": (
        "The file contains instructions that no ledger needs.",
        "Copy the table into a new workbook and send that.",
    ),
    "too_slow": (
        "Reading took longer than {most} seconds and was stopped.",
        "Remove unused sheets and formatted empty rows, or split the ledger.",
    ),
    "too_much_memory": (
        "Reading needed more memory than is allowed.",
        "Remove unused sheets and formatted empty rows, or split the ledger.",
    ),
    "stopped": ("The reading was stopped.", "Send the file again when you want it read."),
    "reading_failed": (
        "The file could not be read to its end.",
        "Open it, save it again, and send the new file.",
    ),
    "no_headings": (
        "No sheet has a row of headings that names an id or a name and other columns.",
        "Write the headings of the template in one row above the table.",
    ),
    "no_rows": ("The table has headings but no rows.", "Check that the right file was sent."),
    "repeated_column": ("Two columns mean the same: {name}.", "Keep one of them, or name them differently."),
    "no_unit": (
        "The column {column} does not say in which unit its amounts are.",
        "Write the unit into the heading, such as 总投资（万元）.",
    ),
    "park_not_ready": (
        "The park’s own data cannot be read, so nothing can be compared with them.",
        "Correct the park’s folder first.",
    ),
    "layer_incomplete": (
        "The packed map layer lacks its {name}.",
        "Pack .shp, .shx, .dbf and .prj together.",
    ),
    "no_layer": ("The file holds no layer with shapes.", "Export the layer again."),
    "layer_damaged": (
        "The map layer cannot be read: it is damaged or incomplete.",
        "Export the layer again.",
    ),
    "view_not_read": (
        "The GeoPackage holds only views; only tables are read.",
        "Export the layer as a table.",
    ),
    "several_layers": ("The file holds several layers: {names}.", "Send each layer as a file of its own."),
    "no_crs": (
        "The layer does not say in which coordinate system it is.",
        "Export it with its coordinate system. Landing in this park: {candidates}.",
    ),
    "wrong_place": (
        "Nothing in the file lies in or near this park.",
        "Check that the right file was sent, and its coordinate system.",
    ),
    "layer_fits_other": (
        "As written nothing lies in this park; read as {system} it does.",
        "Say in which system the coordinates are; they are converted only then.",
    ),
    "layer_not_named": (
        "The file holds areas; it is not said which layer of the park they are.",
        "Name the layer: boundary, towns, core, plots, lakes.",
    ),
    "no_polygons": (
        "The layer holds points or lines where areas are needed.",
        "Export the areas as polygons.",
    ),
}
