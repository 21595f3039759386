"""The words and tables of the screen for one answer, by the id of the element they fill."""

from __future__ import annotations

from typing import Any

from dashboard.render.answer import Answer
from dashboard.views import ids
from dashboard.views.card import card_panel
from dashboard.views.filters import empty_note, sentence
from dashboard.views.kpis import kpi_strip
from dashboard.views.lists import district_list, places_list, totals_list, unplaced_list
from dashboard.views.panels import heads, map_notes
from dashboard.views.question import question_panel
from dashboard.views.table import project_table
from dashboard.views.toolbar import footer, header, notes, sections
from dashboard.views.twins import district_twin, events_list, twins


def parts_of(found: Answer) -> dict[str, list[Any]]:
    """Return the children of every element whose words follow the address."""
    parts: dict[str, list[Any]] = {
        ids.HEADER: header(found),
        ids.NOTES: notes(found),
        ids.SENTENCE: sentence(found),
        ids.KPIS: kpi_strip(found),
        ids.EMPTY: empty_note(found),
        ids.CARD: card_panel(found),
        ids.QUESTION: question_panel(found),
        **heads(found),
        **twins(found),
        ids.body("map"): map_notes(found),
        ids.body("table"): _table_body(found),
    }
    return {key: [child for child in children if child is not None] for key, children in parts.items()}


def still_parts(found: Answer) -> dict[str, list[Any]]:
    """Return the children that no filter changes; they come with the templates."""
    return {
        ids.FOOT: footer(found),
        ids.SECTIONS: sections(found),
        ids.twin("district"): district_twin(found),
        ids.EVENTS: events_list(found),
        ids.body("totals"): totals_list(found),
        ids.body("district"): district_list(found),
    }


def _table_body(found: Answer) -> list[Any]:
    if "places" in found.state.tab:
        return places_list(found)
    if "unplaced" in found.state.tab:
        return unplaced_list(found)
    return project_table(found)
