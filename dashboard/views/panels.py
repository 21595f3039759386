"""The heading of each panel: title, message, tabs and switches; and the words around the map."""

from __future__ import annotations

from typing import Any

from dashboard.figures.map_scene import scales_of
from dashboard.i18n import dates, numbers
from dashboard.render.answer import Answer
from dashboard.render.groups import groups_of, unplaced_lines
from dashboard.state import GRAINS, MEASURES
from dashboard.views import ids
from dashboard.views.addresses import address, tab_address
from dashboard.views.table import table_tools
from dashboard.views.tree import Node, el, link

LEFT_TABS = ("totals", "district")
RIGHT_TABS = ("places", "unplaced")


def heads(found: Answer) -> dict[str, list[Any]]:
    """Return the headings by element id."""
    return {
        ids.head("map"): _map_head(found),
        ids.head("timeline"): _timeline_head(found),
        ids.head("sectors"): _sectors_head(found),
        **{ids.head(key): _narrow_head(found, key) for key in ("stages", "home", "places")},
        ids.head("table"): _table_head(found),
    }


def _head(found: Answer, key: str, *extra: Any, named: bool = True) -> list[Any]:
    chart, words = found.charts[key], found.canvas.words
    name = el("b", words.text(chart.chart.title)) if named else None
    title = el("h2", name, el("span", chart.message, cls="message"))
    axis = dates.axis_note(words) if key == "timeline" else ""
    note = el("p", words.text(chart.chart.note), f" · {axis}" if axis else None, cls="how")
    show = el(
        "button",
        words.text("Table"),
        type="button",
        cls="plain as-table",
        data_open=ids.twin(key),
        data_key=f"open-{ids.twin(key)}",
    )
    return [el("div", title, el("div", *extra, show, cls="switches"), cls="head-line"), note]


def _narrow_head(found: Answer, key: str) -> list[Any]:
    line, _ = _head(found, key)
    return [line, el("p", found.charts[key].message, cls="how")]


def switch(found: Answer, key: str, values: tuple[str, ...], labels: dict[str, str]) -> Node:
    """Return a row of links that set one key of the address."""
    now = getattr(found.state, key)
    items = [
        link(
            labels[value],
            address(found, **{key: value}),
            aria_current="true" if value == now else None,
            data_key=f"{key}-{value}",
        )
        for value in values
    ]
    return el("span", *items, cls="switch")


def _map_head(found: Answer) -> list[Any]:
    words = found.canvas.words
    scales = scales_of(found.board.dataset)
    labels = {scale: words.label("scale", scale) for scale in scales}
    drags = (("Lasso", "drag-lasso", "true"), ("Box", "drag-select", "false"))
    buttons = (
        el("button", words.text(name), type="button", data_do=act, cls="plain", aria_pressed=pressed)
        for name, act, pressed in drags
    )
    tools = el("span", *buttons, cls="drag-tools")
    return _head(found, "map", tools, switch(found, "scale", scales, labels) if len(scales) > 1 else None)


def _measures(found: Answer) -> Node:
    words = found.canvas.words
    labels = {"count": words.text("Count"), "amount": words.text("Amount")}
    return switch(found, "measure", MEASURES, labels)


def _currencies(found: Answer) -> Node | None:
    if found.state.measure != "amount":
        return None
    labels = {code: found.canvas.words.label("currency", code) for code in found.board.currencies}
    return switch(found, "currency", found.board.currencies, labels)


def _sectors_head(found: Answer) -> list[Any]:
    words, open_ = found.canvas.words, "codes" in found.state.tab
    text = words.text("Groups") if open_ else words.text("All codes")
    codes = link(
        text, tab_address(found, "" if open_ else "codes", ("codes",)), data_key="tab-codes", cls="plain"
    )
    return _head(found, "sectors", codes, _currencies(found), _measures(found))


def tabs(found: Answer, standing: str, group: tuple[str, ...], labels: dict[str, str]) -> Node:
    """Return the tabs of a panel; the standing one is open when none of the group is in the address."""
    now = next((tab for tab in found.state.tab if tab in group), "")
    items = []
    for tab in ("", *group):
        label = labels[tab or standing]
        items.append(
            link(
                label,
                tab_address(found, tab, group),
                aria_current="true" if tab == now else None,
                data_key=f"tab-{tab or standing}",
            )
        )
    return el("nav", *items, cls="tabs", aria_label=found.canvas.words.text("Views of this panel"))


def open_tab(found: Answer, group: tuple[str, ...]) -> str:
    """Return the open tab of a group, empty for the standing one."""
    return next((tab for tab in found.state.tab if tab in group), "")


def _timeline_head(found: Answer) -> list[Any]:
    words = found.canvas.words
    labels = {
        "timeline": words.text("Signed over time"),
        "totals": words.text("Published totals"),
        "district": words.text("District figures"),
    }
    grains = {"quarter": words.text("Quarter"), "year": words.text("Year"), "month": words.text("Month")}
    parts = _head(
        found,
        "timeline",
        _currencies(found),
        _measures(found),
        switch(found, "grain", GRAINS, grains),
        named=False,
    )
    line = [el("div", tabs(found, "timeline", LEFT_TABS, labels), *parts[0][2], cls="head-line")]
    if open_tab(found, LEFT_TABS):
        return [el("div", tabs(found, "timeline", LEFT_TABS, labels), cls="head-line")]
    return [*line, parts[1]]


def _table_head(found: Answer) -> list[Any]:
    words, totals = found.canvas.words, found.totals
    labels = {
        "table": words.text("Projects {n}", n=numbers.count(totals.projects, words)),
        "places": words.text("Places {n}", n=numbers.count(_places(found), words)),
        "unplaced": words.text("Without a place {n}", n=numbers.count(len(unplaced_lines(found)), words)),
    }
    return [el("div", tabs(found, "table", RIGHT_TABS, labels), table_tools(found), cls="head-line")]


def _places(found: Answer) -> int:
    return sum(1 for group in groups_of(found, "places") if group.n and group.picked)


def map_notes(found: Answer) -> list[Any]:
    """Return the legend, what the dotted cells are not, the credits and the review number."""
    words, settings = found.canvas.words, found.board.dataset.park.map
    number = settings.review_number
    legend = [
        _key("disc lit", words.text("selection")) if found.state.filtered() else None,
        _key("disc", words.text("all projects")),
        *_ground_keys(found),
        *_compared_key(found),
    ]
    credit = el("p", settings.credit[found.state.lang], cls="credit")
    reviewed = words.text("Map review number: {number}", number=number)
    review = el("p", reviewed, cls="review") if number else None
    return [el("ul", *legend, cls="legend"), credit, review]


def _ground_keys(found: Answer) -> list[Node]:
    """Return what the ground shows: official towns and points where there are any, else stand-ins."""
    words, layers = found.canvas.words, found.board.dataset.layers
    if "towns" in layers:
        return [
            _key("dot", words.text("a project at its own point")),
            _key("line", words.text("towns as supplied")),
        ]
    return [
        _key("ring dashed", words.text("approximate position")),
        _key("diamond", words.text("schematic, no outline published")),
        _key("cells", words.text("town cells, not administrative boundaries")),
    ]


def _compared_key(found: Answer) -> list[Node]:
    words = found.canvas.words
    if not found.state.versus:
        return []
    day = dates.date_text(found.state.versus, "day", words)
    return [el("li", el("b", "±", cls="delta"), " ", words.text("difference from {date}", date=day))]


def _key(look: str, text: str) -> Node:
    return el("li", el("i", cls=f"key {look}", aria_hidden="true"), text)
