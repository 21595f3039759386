"""What is wrong with a row that is set aside, and what was repaired in one that is used."""

from __future__ import annotations

REJECTED_SHARE = {
    "too_many_set_aside": (
        "{n} of {rows} rows cannot be used, more than one in five.",
        "Correct the rows listed and send the file again.",
    ),
}
ROW = {
    "no_id": (
        "The row has no project id.",
        "Write the id that the project had before; give a new project a new one.",
    ),
    "bad_id": (
        "“{value}” has lost digits: Excel keeps only fifteen of a number.",
        "Format the column as text and type the id again.",
    ),
    "duplicate_id": (
        "Rows {rows} have the same id “{value}” but differ; none is used.",
        "Keep the right row, or give each project its own id.",
    ),
    "no_name": ("The row has no project name.", "Write the name."),
    "bad_number": ("“{value}” is not an amount.", "Write a number; leave the cell empty when unknown."),
    "unknown_unit": ("The unit in “{value}” is not known.", "Write the number in the unit of the heading."),
    "other_currency": (
        "“{value}” is in another currency than the column.",
        "Write it in a column of its own currency; nothing is converted here.",
    ),
    "negative_amount": ("“{value}” is below zero.", "Write the amount without a minus sign."),
    "amount_too_large": (
        "“{value}” would be more than a trillion: the unit looks wrong.",
        "Check the number and the unit of the column.",
    ),
    "no_result": (
        "The formula in this cell was saved without its result.",
        "Open the file in Excel, save it, and send it again.",
    ),
    "error_cell": ("The cell shows the error {value}.", "Correct the formula, or write the value."),
    "future_date": (
        "{value} lies ahead of today, but the project is said to have reached this stage.",
        "Write it as the planned date, or correct it.",
    ),
    "date_order": ("{value} is before {other} ({other_value}).", "Check both dates."),
    "framework_as_signed": (
        "A framework agreement is listed as signed.",
        "Write the stage framework agreement, or the formal contract.",
    ),
    "personal_data": ("The cell holds a phone or identity number.", "Remove it: this column is published."),
    "hidden_row": (
        "The row is hidden in the sheet, so it is not published.",
        "Show the row (clear the filter), or delete it.",
    ),
    "cell_too_long": ("A cell has {n} characters; at most {most} are read.", "Shorten the text."),
    "ragged_row": (
        "The row has {found} cells, the headings have {wanted}.",
        "Check separators and quotation marks in this row.",
    ),
    "bad_share": ("“{value}” is no share between 0 and 100 %.", "Write the share in per cent."),
    "no_unit_cell": (
        "“{value}” has no unit, and the heading names none.",
        "Write the unit into the heading, such as 总投资（万元）.",
    ),
    "other_units_id": (
        "The id “{value}” belongs to a project that {owner} reports.",
        "Give the project its own id, or leave it to that unit.",
    ),
    "no_such_project": ("There is no project “{value}”.", "Check the id."),
    "unknown_measure": (
        "“{value}” is no kind of amount that is known.",
        "Write total investment, registered capital or another of the template’s words.",
    ),
    "not_in_ledger": (
        "The project “{value}” is not in the ledger of this file.",
        "Add the project to the first sheet, or correct the id.",
    ),
    "broken_shape": ("The shape cannot be read: {reason}.", "Draw or export it again."),
    "empty_shape": ("The feature has no shape.", "Draw it, or delete the row."),
    "point_shape": ("The feature is a {kind}; an area is needed.", "Draw the area as a polygon."),
    "repair_too_large": (
        "Repairing the shape would change its area from {before} to {after} km².",
        "Correct the outline near {lon}, {lat} and export it again.",
    ),
    "stray_vertex": (
        "A corner of the shape lies far away, at {lon}, {lat}.",
        "Correct this corner and export the shape again.",
    ),
    "outside_boundary": ("The shape lies outside the park.", "Check its coordinate system and its place."),
}
REPAIR = {
    "copied_row": ("The row repeats row {row_of} word for word.", "Nothing to do; it is used once."),
    "repaired": ("“{before}” is read as “{after}”.", "Nothing to do, or write it that way."),
    "trimmed": ("Characters that cannot be seen were removed from “{before}”.", "Nothing to do."),
    "closed_shape": (
        "The outline was repaired near {lon}, {lat}; the area was {before} and is {after} km².",
        "Look at the shape on the map.",
    ),
    "kept_polygons": (
        "Points and lines in the shape were left out; its areas are kept.",
        "Nothing to do, or export areas only.",
    ),
    "converted": ("The coordinates were converted from {system}, as agreed.", "Nothing to do."),
}
