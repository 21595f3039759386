"""What should be looked at, what is only told, and what waits for a person."""

from __future__ import annotations

ROW_WARNING = {
    "unknown_sector": (
        "“{value}” is not on the park’s list of sectors; the row counts as unclassified.",
        "Did you mean {nearest}? Write a sector of the list.",
    ),
    "unknown_stage": (
        "“{value}” is not a known stage; the stage counts as not stated.",
        "Did you mean {nearest}? Write a stage of the list.",
    ),
    "unknown_place": (
        "“{value}” is not on the park’s list of places; the row counts, without a place.",
        "Did you mean {nearest}? Write a place of the list.",
    ),
    "unknown_code": (
        "“{value}” is not known in the column {column} and is left empty.",
        "Did you mean {nearest}?",
    ),
    "bad_count": (
        "“{value}” is not a number; it counts as unknown.",
        "Write a number; leave the cell empty when unknown.",
    ),
    "bad_date": (
        "“{value}” is not a date; the date counts as unknown.",
        "Write it as 2024-05-31 or 2024-05.",
    ),
    "impossible_date": (
        "“{value}” is a day that does not exist; the date counts as unknown.",
        "Correct the day, the month or the year.",
    ),
    "ambiguous_date": (
        "“{value}” can be read as two dates; it counts as unknown.",
        "Write it as 2024-05-31.",
    ),
    "implied_start": (
        "The project operates, but no start of construction is given.",
        "Add the date if it was built.",
    ),
    "missing_signing": (
        "The project is signed or further, but no signing date is given.",
        "Add the date; until then it is listed apart.",
    ),
    "zero_amount": (
        "The total investment is written as 0; it counts as not disclosed.",
        "Leave the cell empty, or write the amount.",
    ),
    "no_amount": (
        "The total investment is not given; the project counts, its amount does not.",
        "Add the amount when it is known.",
    ),
    "size_of_sector": (
        "{value} is {times} times the middle of its sector.",
        "Check the number and its unit.",
    ),
    "done_fell": (
        "Less is done ({value}) than was last reported ({before}).",
        "Check the amount; sums done to date do not fall.",
    ),
    "done_above_total": (
        "More is done ({value}) than planned in total.",
        "Check both amounts and their units.",
    ),
    "used_above_contracted": ("Utilised capital is above contracted capital.", "Check both amounts."),
    "signed_twice": (
        "Row {row_of} has the same name and investor within two years.",
        "If it was signed again, say so in the decisions.",
    ),
    "town_differs": (
        "The ledger says {value}, the point lies in {other}.",
        "Check the town or the coordinates.",
    ),
    "bad_coordinate": ("“{value}” is no {column}; the point is left out.", "Write degrees such as 120.6389."),
    "half_coordinate": (
        "Only one of longitude and latitude is given; the point is left out.",
        "Write both, or neither.",
    ),
    "outside_park": (
        "The point lies {km} km outside the park and is not drawn; the project counts.",
        "Check the coordinates.",
    ),
    "fits_other": (
        "The point lies outside the park as written, inside when read as {system}; it is not drawn.",
        "Say in which system the coordinates are; they are converted only then.",
    ),
    "vanished": (
        "“{value}” was in the last report of this unit and is missing now.",
        "Say whether it was withdrawn or only not reported.",
    ),
    "long_share": ("The column mixes shares such as 0.85 and 85.", "Write all of them in per cent."),
    "spread_merge": (
        "A merged cell gives its value to every row it spans.",
        "Nothing to do, or fill in each row.",
    ),
    "total_differs": (
        "The total row says {value}, the rows add up to {other}.",
        "Check the total and the rows.",
    ),
    "area_differs": (
        "The stated area is {value} km², the shape measures {other} km².",
        "Check the shape and the stated area.",
    ),
    "overlap": ("The shape overlaps {other} by {km2} km².", "Correct the common border."),
    "gap": ("{km2} km² of the park lie in no area of the layer.", "Close the gap, or send the missing area."),
    "sliver": ("The shape has slivers of {km2} km² in all.", "Correct the common borders."),
    "formula_text": ("The text starts like a formula; it is kept as text.", "Nothing to do."),
}
FILE_NOTE = {
    "no_id_column": (
        "The ledger has no column of project ids; known projects are matched by name.",
        "Add the ids; matches are used only after somebody has looked at them.",
    ),
    "hidden_sheet": ("The sheet is hidden and was not read.", "Show the sheet if it belongs to the report."),
    "hidden_column": (
        "The column {column} is hidden and was not read.",
        "Show the column if it belongs to the report.",
    ),
    "other_sheet": (
        "The sheet has no headings of a ledger and was not read.",
        "Nothing to do, or write the headings of the template.",
    ),
    "unused_column": ("The column {column} is not part of the register and is not used.", "Nothing to do."),
    "encoding": ("The text was read as {encoding}.", "Nothing to do; UTF-8 is safest."),
    "dates_1904": ("The workbook counts its days from 1904; the dates were read that way.", "Nothing to do."),
    "maybe_other_system": (
        "{inside} of {n} points lie in the town written beside them as WGS-84, {better} as {system}.",
        "Say in which system the coordinates are; they are converted only then.",
    ),
    "layer_maybe_other": (
        "Read as {system} the shapes fit the park better ({better} % against {inside} %).",
        "Say in which system the coordinates are; they are converted only then.",
    ),
    "projected_metres": (
        "The coordinates are metres of an unnamed map projection; the points are left out.",
        "Write longitude and latitude in degrees. Landing in this park: {candidates}.",
    ),
    "declared_system": (
        "The heading says the coordinates are {system}; the points are left out.",
        "Agree to the conversion, or write WGS-84.",
    ),
}
ROW_NOTE = {
    "unit_named": (
        "The line above the headings names the reporting unit {value}.",
        "Nothing to do.",
    ),
    "above_headings": ("Title or other lines above the headings.", "Nothing to do."),
    "total_row": ("A row of totals; the totals are worked out anew.", "Nothing to do."),
    "remark_row": ("A remark, not a project.", "Nothing to do."),
    "section_row": ("A heading inside the table.", "Nothing to do."),
    "repeated_headings": ("The headings again.", "Nothing to do."),
}
WAITING = {
    "many_repairs": (
        "{n} of {rows} rows were repaired, more than one in five.",
        "Look at the repairs and confirm them.",
    ),
    "headline_moves": (
        "{figure} moves from {before} to {after} by repairs.",
        "Look at the repairs and confirm them.",
    ),
    "unit_has_fewer": (
        "The unit reported {before} projects last time and {after} now.",
        "Say which were withdrawn, or send the whole ledger.",
    ),
    "example_sheet": (
        "Only the example sheet has rows.",
        "Fill in the first sheet, or confirm that the example is meant.",
    ),
    "matched_by_name": (
        "{n} projects without an id look like known ones.",
        "Look at the matches and confirm them.",
    ),
    "size_differs": (
        "The middle amount is {times} times that of the last report: the unit may be wrong.",
        "Check the unit of the column.",
    ),
}
