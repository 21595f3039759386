"""What the board stands on: which park, which day, compared with which, by which counting rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from dashboard.i18n import dates
from dashboard.query.rules import CHOICES
from dashboard.render.answer import Answer
from dashboard.render.exchange import exchange_text
from dashboard.views.addresses import address, search_of
from dashboard.views.tree import Node, el, link

STEPS = 26


def park_switch(found: Answer) -> Node | None:
    """Return links to the other parks; none when there is only one."""
    parks = found.board.park_names
    if len(parks) < 2:
        return None
    lang = found.state.lang
    links = [
        link(
            names[lang],
            f"lang={lang}" + ("" if at == 0 else f"&park={key}"),
            aria_current="true" if key == found.state.park else None,
            data_key=f"park-{key}",
        )
        for at, (key, names) in enumerate(parks.items())
    ]
    return el("nav", *links, cls="parks", aria_label=found.canvas.words.text("Park"))


def basis_menu(found: Answer) -> Node | None:
    """Return the menu of the day, the day compared with, and the counting rules."""
    words = found.canvas.words
    rules = _rules(found)
    inside = [
        _day(found, "asof", words.text("As of")),
        _day(found, "versus", words.text("Compared with")),
        *rules,
    ]
    summary = el("summary", words.text("Day and rules"), data_key="basis")
    return el(
        "details",
        summary,
        el("div", *inside, cls="drop"),
        cls="drop-menu basis",
        data_menu="1",
        data_keep="basis",
    )


def _days(found: Answer) -> list[str]:
    """Return the Fridays a slider can stop at, the last one being the day the data were compiled."""
    last = date.fromisoformat(found.board.vocabulary.compiled)
    weekly = [last - timedelta(days=7 * back) for back in range(12)]
    quarterly = [weekly[-1] - timedelta(days=91 * back) for back in range(1, STEPS)]
    return [day.isoformat() for day in reversed([*weekly, *quarterly])]


def _day(found: Answer, key: str, label: str) -> Node:
    words, now = found.canvas.words, getattr(found.state, key)
    standing = words.text("today’s data") if key == "asof" else words.text("nothing")
    shown = dates.date_text(now, "day", words) if now else standing
    play = el("button", "▶", type="button", data_do="play", aria_label=words.text("Play"), cls="plain")
    clear = link(words.text("Clear"), address(found, **{key: ""}), cls="plain") if now else None
    return el(
        "p",
        el("b", label),
        " ",
        el("span", shown),
        el("br"),
        _slider(found, key, label, shown),
        play if key == "asof" else None,
        _picker(found, key, label),
        clear,
        cls="day",
    )


def _slider(found: Answer, key: str, label: str, shown: str) -> Node:
    days, now = _days(found), getattr(found.state, key)
    last = len(days) - 1
    at = max((place for place, day in enumerate(days) if day <= now), default=0) if now else last
    return el(
        "input",
        type="range",
        min="0",
        max=str(last),
        value=str(at),
        data_days=",".join(days),
        data_slide=key,
        data_key=f"slide-{key}",
        aria_label=label,
        aria_valuetext=shown,
    )


def _picker(found: Answer, key: str, label: str) -> Node:
    now, last = getattr(found.state, key), found.board.vocabulary.compiled
    place = {"data_slide": key, "data_key": f"date-{key}", "aria_label": label}
    return el("input", type="date", value=now, max=last, **place)


def _rules(found: Answer) -> list[Any]:
    words, standard = found.canvas.words, found.board.vocabulary.rules
    if not standard:
        return []
    now = {**standard, **dict(found.state.rules)}
    rows = []
    for rule, chosen in now.items():
        links = [
            link(
                words.text(VALUES[value]),
                search_of(found, replace(found.state, rules=_with(standard, now, rule, value))),
                aria_current="true" if value == chosen else None,
                data_key=f"rule-{rule}-{value}",
            )
            for value in CHOICES[rule]
        ]
        name = el("span", el("b", rule.upper() if rule != "fx" else "FX"), " ", words.label("rule", rule))
        rows.append(el("li", name, el("span", *links, cls="switch")))
    return [el("p", el("b", words.text("Counting rules"))), el("ul", *rows, cls="rule-list")]


VALUES = {
    "on": "on",
    "off": "off",
    "expand": "expand",
    "collapse": "collapse",
    "lead": "lead town",
    "land": "land share",
    "amount": "amount share",
    "out": "left out",
    "in": "counted",
    "none": "not converted",
    "stage": "month of signing",
    "period": "mean of the year",
    "fixed": "newest rate",
}


def _with(
    standard: Mapping[str, str], now: dict[str, str], rule: str, value: str
) -> tuple[tuple[str, str], ...]:
    chosen = {**now, rule: value}
    return tuple(sorted((name, kept) for name, kept in chosen.items() if kept != standard[name]))


def basis_line(found: Answer) -> list[Any]:
    """Return what differs from the standing view: day, comparison, rules; empty when nothing does."""
    words, state = found.canvas.words, found.state
    parts = []
    if state.asof:
        parts.append(words.text("As of {date}", date=dates.date_text(state.asof, "day", words)))
    if state.versus:
        parts.append(words.text("compared with {date}", date=dates.date_text(state.versus, "day", words)))
    for rule, value in state.rules:
        name = "FX" if rule == "fx" else rule.upper()
        parts.append(f"{name} {words.label('rule', rule)}: {words.text(VALUES[value])}")
    parts += [rate for rate in (exchange_text(found.board, state, found.names),) if rate]
    if not parts:
        return []
    clear = link(
        words.text("Back to today’s view"),
        search_of(found, replace(state, asof="", versus="", rules=())),
        cls="plain",
    )
    return [el("p", el("b", " · ".join(parts)), " ", clear, cls="basis-line", role="status")]
