"""The answer as the screen needs it: words, attributes of the page, templates with their events."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from dashboard.figures import BY_KEY, CHARTS
from dashboard.figures.chart import Chart
from dashboard.render.answer import Answer
from dashboard.render.contract import as_json, bind_part
from dashboard.views.parts import parts_of, still_parts
from dashboard.views.wall import wall_part

SCREEN_FIELDS = ("screen", "bind", "templates", "address", "wall")


def screen_answer(found: Answer, fields: tuple[str, ...]) -> dict[str, Any]:
    """Return the asked parts: those that feed the page, and those of the contract."""
    made: dict[str, Any] = (
        as_json(found, fields) if not set(fields) <= set(SCREEN_FIELDS) or not fields else {}
    )
    if "screen" in fields:
        made["screen"] = screen_part(found)
    if "bind" in fields:
        made["bind"] = bind_part(found)
    if "templates" in fields:
        made["templates"] = templates_part(found)
        made["still"] = still_parts(found)
    if "wall" in fields:
        made["wall"] = wall_with_charts(found)
    if "address" in fields:
        made["address"] = found.address
    return made


def wall_with_charts(found: Answer) -> dict[str, Any] | None:
    """Return the wall of the answer's scene with the templates and arrays of its own charts."""
    made = wall_part(found)
    if made is not None:
        made["charts"] = {key: _chart_on_wall(found, BY_KEY[key]) for key in made["charts"]}
    return made


def _chart_on_wall(found: Answer, chart: Chart) -> dict[str, Any]:
    """Return a chart with its arrays, and the pixels it is laid out for when it has one shape only."""
    size = {"size": list(found.canvas.form.map_px)} if chart.one_shape else {}
    made = _chart(found, chart) | {"bind": found.charts[chart.key].bind} | size
    if found.state.asof and not chart.one_shape:
        made["figure"] = _on_the_scale_of_now(found, chart, made["figure"])
    return made


def _on_the_scale_of_now(found: Answer, chart: Chart, figure: dict[str, Any]) -> dict[str, Any]:
    """Return the figure of another day with the value axis of the present one, so that bars compare."""
    now = found.state.changed(asof="")
    board = found.board.at(now)
    axis = board.template(chart, board.canvas(now, found.canvas.form.name))["layout"]["xaxis"]
    same = {key: axis[key] for key in ("range", "tickvals", "ticktext") if key in axis}
    layout = figure["layout"]
    return {**figure, "layout": {**layout, "xaxis": {**layout["xaxis"], **same}}}


def screen_part(found: Answer) -> dict[str, Any]:
    """Return every word of the page and the attributes that styles follow."""
    words, park = found.canvas.words, found.board.dataset.park
    n, total = found.totals.projects, found.totals.projects_all
    return {
        "lang": words.rules["html_lang"],
        "title": park.title[found.state.lang],
        "data": {
            "theme": found.state.theme,
            "tabs": " ".join(found.state.tab),
            "filtered": "yes" if found.state.filtered() else "no",
            "scale": found.state.scale,
            "form": found.canvas.form.name,
            "empty": "no" if n else "yes",
            "card": "yes" if found.state.card else "no",
            "ask": found.state.ask if found.finding else "no",
            "synthetic": "yes" if park.synthetic else "no",
        },
        "parts": parts_of(found),
        "live": words.text("{n} of {total} projects", n=n, total=total),
        "lost": words.text("The board could not be reached; what you see is the last answer."),
    }


def templates_part(found: Answer) -> dict[str, Any]:
    """Return each chart's template and the event its gestures make."""
    return {chart.key: _chart(found, chart) for chart in CHARTS}


def _chart(found: Answer, chart: Chart) -> dict[str, Any]:
    return {"figure": found.board.template(chart, found.canvas), "event": asdict(chart.event)}
