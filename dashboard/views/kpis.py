"""The strip of key figures: a rule, red when filtered, black when not, and one number each."""

from __future__ import annotations

from typing import Any

from dashboard.contract.codes import CURRENCIES
from dashboard.i18n import dates, numbers
from dashboard.render.answer import Answer
from dashboard.render.kpis import Kpi, converted_key, minor_units
from dashboard.views.addresses import address
from dashboard.views.tree import Node, el, link

TITLES = {
    "projects": "Projects",
    "projects_with_act": "with a reported act",
    "amount_cny": "Published investment",
    "amount_usd": "Published investment in US dollars",
    "area_stated_km2": "Area as stated",
    "amount_estimated_cny": "plan estimates apart",
    "operating": "Operating",
    "japanese_projects": "Japan-related projects",
    "zone_signed": "China–Japan signings",
    "gdp_cny": "District GDP",
}


CONVERTED = "Published investment, converted"
PLAN = "amount_estimated_cny"
SUMS = ("amount_cny", "amount_usd")


def kpi_strip(found: Answer) -> list[Any]:
    """Return the six figures of the strip; three more stand inside their notes."""
    return [
        _projects(found),
        _money(found),
        _plain(found, "operating", _operating_note(found)),
        _plain(found, "japanese_projects", _japanese_note(found)),
        *(
            _published(found, key)
            for key in ("zone_signed", "gdp_cny")
            if found.board.still_kpis[key].value is not None
        ),
        *([_targets(found, *found.targets)] if found.targets else []),
    ]


def _targets(found: Answer, ahead: int, of: int) -> Node:
    """Return how many targets of the year are on plan; it opens the comparison."""
    words = found.canvas.words
    title = link(words.text("Against the targets"), address(found, ask="targets"), data_key="kpi-targets")
    shown = el("strong", numbers.count(ahead, words), data_value=str(ahead))
    return el(
        "section",
        el("div", el("h2", title), el("span", words.text("not filtered"), cls="aside"), cls="kpi-head"),
        el("p", shown, el("span", "/ " + numbers.count(of, words), cls="of"), cls="figure"),
        el("p", words.text("at or ahead of the plan to date"), cls="note"),
        cls="kpi whole",
    )


def raw(value: float | int | None) -> str:
    """Return a number as the page's data carry it, empty when unknown."""
    return "" if value is None else str(value)


def title_of(found: Answer, key: str) -> str:
    """Return what a key figure is called; a sum in a further currency is one that was converted."""
    return found.canvas.words.text(TITLES.get(key, CONVERTED))


def _title(found: Answer, key: str) -> Node:
    words, label = found.canvas.words, title_of(found, key)
    return el(
        "h2",
        link(
            label,
            address(found, card=f"kpi.{key}"),
            data_key=f"kpi-{key}",
            title=words.text("Definition and rows"),
        ),
    )


def _change(found: Answer, key: str) -> Node | None:
    """Return the difference from the day compared with; nothing without one, or where either is unknown."""
    before = found.before[key].value if found.before and key in found.before else None
    now, words = found.kpis[key].value, found.canvas.words
    if before is None or now is None or not found.kpis[key].filters:
        return None
    delta = now - before
    text = numbers.difference(int(delta), words)
    unit = found.kpis[key].unit
    if unit in CURRENCIES:
        text = text[0] + numbers.short_money(minor_units(abs(delta), unit), unit, words)
    return el("span", text, cls="delta", data_delta=str(delta))


def _box(found: Answer, key: str, figure: list[Any], note: list[Any]) -> Node:
    filters = found.kpis[key].filters
    figure = [*figure, _change(found, key)]
    red = "filtered" if filters and found.state.filtered() else "whole"
    aside = None if filters else el("span", found.canvas.words.text("not filtered"), cls="aside")
    return el(
        "section",
        el("div", _title(found, key), aside, cls="kpi-head"),
        el("p", *figure, cls="figure"),
        el("p", *note, cls="note"),
        cls=f"kpi {red}",
    )


def _number(found: Answer, key: str) -> Node:
    kpi = found.kpis[key]
    value = "–" if kpi.value is None else numbers.count(int(kpi.value), found.canvas.words)
    return el("strong", value, data_kpi=key, data_value=raw(kpi.value))


def _of(found: Answer, kpi: Kpi) -> Node | None:
    if not found.state.filtered() or kpi.total is None:
        return None
    return el("span", "/ " + numbers.count(int(kpi.total), found.canvas.words), cls="of")


def _projects(found: Answer) -> Node:
    words, act = found.canvas.words, found.kpis["projects_with_act"]
    note = [
        _number(found, "projects_with_act"),
        " ",
        link(words.text(TITLES["projects_with_act"]), address(found, card="kpi.projects_with_act")),
    ]
    return _box(
        found,
        "projects",
        [_number(found, "projects"), _of(found, found.kpis["projects"])],
        note if act else [],
    )


def _plain(found: Answer, key: str, note: list[Any]) -> Node:
    kpi = found.kpis[key]
    shown = _number(found, key)
    if found.totals.projects == 0:
        shown = el("strong", "–", data_kpi=key, data_value=raw(kpi.value))
    return _box(found, key, [shown, _of(found, kpi)], note)


def _operating_note(found: Answer) -> list[Any]:
    unknown = found.kpis["operating"].excluded["stage.unknown"]
    return [found.canvas.words.text("{n} without a stage", n=numbers.count(unknown, found.canvas.words))]


def _japanese_note(found: Answer) -> list[Any]:
    unknown = found.kpis["japanese_projects"].excluded["home.none"]
    return [
        found.canvas.words.text(
            "joint included; {n} without a country", n=numbers.count(unknown, found.canvas.words)
        )
    ]


def money_figure(found: Answer, key: str) -> Node:
    """Return an amount with its unit at half size, and the raw number beside it."""
    kpi = found.kpis[key]
    before, number, after = _money_parts(found, kpi)
    return el(
        "span",
        el("small", before),
        el("strong", number),
        el("small", after),
        data_kpi=key,
        data_value=raw(kpi.value),
        cls="money",
    )


def _money_parts(found: Answer, kpi: Kpi) -> tuple[str, str, str]:
    if kpi.value is None:
        return "", "–", ""
    return numbers.money_parts(minor_units(kpi.value, kpi.unit), kpi.unit, found.canvas.words)


def opener(found: Answer, key: str, figure: Node) -> Node:
    """Return a figure that opens its definition, what is left out and the rows behind it."""
    title = found.canvas.words.text("Definition and rows")
    card = address(found, card=f"kpi.{key}")
    return link(figure, card, cls="opens", data_key=f"opens-{key}", title=title)


def _sums(found: Answer, keys: tuple[str, ...]) -> list[Any]:
    """Return the currencies side by side; one that nobody published is there for the data only."""
    known = [key for key in keys if found.kpis[key].value is not None] or [keys[0]]
    shown: list[Any] = []
    for key in keys:
        figure = money_figure(found, key)
        if key not in known:
            figure[1]["class"] = "money visually-hidden"
            shown.append(figure)
            continue
        shown += [el("span", "+", cls="plus")] if key != known[0] else []
        shown.append(opener(found, key, figure))
    return shown


def _money(found: Answer) -> Node:
    words, converted = found.canvas.words, converted_key(found.board)
    keys = (converted, *SUMS) if converted else SUMS
    text = words.text(
        "disclosed for {n} of {total}",
        n=numbers.count(sum(found.kpis[key].rows for key in keys), words),
        total=numbers.count(found.totals.projects, words),
    )
    plan = [el("span", words.text(TITLES["amount_estimated_cny"])), " ", _plan(found)]
    gone = "plan visually-hidden" if found.kpis[PLAN].value is None else "plan"
    return _box(found, keys[0], _sums(found, keys), [el("span", text), el("span", *plan, cls=gone)])


def _plan(found: Answer) -> Node:
    figure = money_figure(found, PLAN)
    return figure if found.kpis[PLAN].value is None else opener(found, PLAN, figure)


def _published(found: Answer, key: str) -> Node:
    kpi, words = found.kpis[key], found.canvas.words
    when = period_of(kpi, found)
    figure = [_number(found, key)] if kpi.unit == "projects" else [money_figure(found, key)]
    name = "zone’s own count, newest found" if key == "zone_signed" else "newest actual full year"
    return _box(found, key, [*figure, el("span", when, cls="of")], [words.text(name)])


def period_of(kpi: Kpi, found: Answer) -> str:
    """Return the date or period a figure stands for, as precise as it is published."""
    period, words = kpi.as_of[0], found.canvas.words
    if not period:
        return ""
    precision = {4: "year", 7: "month"}.get(len(period), "day")
    iso = period + {4: "-01-01", 7: "-01"}.get(len(period), "")
    return dates.date_text(iso, precision, words)
