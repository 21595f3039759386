"""What is picked, as a sentence: every part can be changed or taken away; an empty result says why."""

from __future__ import annotations

from typing import Any

from dashboard.i18n import numbers
from dashboard.render.answer import Answer
from dashboard.render.chips import CLAUSES, TITLES, Chip
from dashboard.views import ids
from dashboard.views.addresses import search_of
from dashboard.views.basis import basis_line
from dashboard.views.tree import Node, el, link

OWNERS = {"sector": "sectors", "stage": "stages", "home": "home", "place": "places", "signed": "timeline"}


def sentence(found: Answer) -> list[Any]:
    """Return "39 of 107 projects", one part per clause, and a way to clear them all."""
    words, totals = found.canvas.words, found.totals
    n, total = numbers.count(totals.projects, words), numbers.count(totals.projects_all, words)
    filtered = found.state.filtered()
    if filtered:
        start = el(
            "p", el("strong", n), " ", words.text("of {total} projects", total=total), cls="lead filtered"
        )
    else:
        start = el("p", el("strong", total), " ", words.text("projects, no filter"), cls="lead")
    chips = {chip.key: chip for chip in found.chips}
    parts = [_part(found, key, chips.get(key)) for key in CLAUSES if key in OWNERS or key in chips]
    clear = link(
        words.text("Clear all"), search_of(found, found.state.cleared()), cls="plain clear", data_key="clear"
    )
    return [start, el("ul", *parts, cls="clauses"), clear if filtered else None, *basis_line(found)]


def _part(found: Answer, key: str, chip: Chip | None) -> Node:
    words = found.canvas.words
    title = el("span", words.text(TITLES[key]), cls="clause-title")
    opens = ids.twin(OWNERS[key]) if key in OWNERS else None
    if chip is None:
        return el("li", title, _opener(words.text("any"), opens, "any"), data_clause=key)
    note = None
    if chip.note:
        note = link(
            chip.note,
            chip.toggle_undated,
            cls="undated",
            data_key="undated",
            title=words.text("Keep or leave out undated projects"),
        )
    remove = link(
        "×",
        chip.remove,
        cls="remove",
        aria_label=words.text("Remove: {text}", text=f"{chip.title} {chip.text}"),
        data_key=f"remove-{key}",
    )
    return el("li", title, _opener(chip.text, opens, "picked"), note, remove, data_clause=key)


def _opener(text: str, opens: str | None, look: str) -> Node:
    if opens is None:
        return el("span", text, cls=f"clause {look}")
    return el(
        "button",
        text,
        type="button",
        cls=f"clause {look}",
        data_open=opens,
        data_key=f"open-{opens}",
        aria_haspopup="true",
        title=text,
    )


def empty_note(found: Answer) -> list[Any]:
    """Return, when nothing matches, what removing each filter would bring back."""
    if found.totals.projects or not found.chips:
        return []
    words = found.canvas.words
    total = numbers.count(found.totals.projects_all, words)
    rows = [
        el(
            "li",
            link(f"× {chip.title}: {chip.text}", chip.remove, data_key=f"back-{chip.key}"),
            el("strong", words.text("{n} projects", n=numbers.count(chip.back, words))),
        )
        for chip in found.chips
    ]
    return [
        el("h2", words.text("No project matches all filters")),
        el("p", words.text("Grey marks show all {total}. Removing one filter gives:", total=total)),
        el("ul", *rows),
    ]
