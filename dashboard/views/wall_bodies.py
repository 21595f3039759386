"""The body of a scene by its layout: pictures, bricks, bars, dots, charts, cards."""

from __future__ import annotations

from dataclasses import replace

from dashboard.contract.stories import PICTURES
from dashboard.figures import BY_KEY
from dashboard.i18n.dates import date_text
from dashboard.render.answer import Answer
from dashboard.render.wall import Wall, figure_of
from dashboard.render.wall_change import changes_of
from dashboard.render.wall_rows import milestones_of, project_name, signings_of
from dashboard.render.wall_years import years_of
from dashboard.story import Picture, Reference
from dashboard.views.kpis import title_of
from dashboard.views.tree import Node, el
from dashboard.views.wall_change import change
from dashboard.views.wall_dots import dots
from dashboard.views.wall_figure import amount, figure, lines, main
from dashboard.views.wall_link import small_link
from dashboard.views.wall_picture import picture
from dashboard.views.wall_rows import photo, signings, track
from dashboard.views.wall_years import years

LIVE = ("projects", "japanese_projects", "operating")
DRAWN = ("change", "years")


def charts_of(wall: Wall) -> list[str]:
    """Return the charts that stand on the wall; a layout that draws its groups itself has none."""
    drawn = wall.scene.layout in DRAWN
    return [] if drawn else [view for view in wall.scene.views if view not in PICTURES]


def _opening(found: Answer, wall: Wall) -> list[Node]:
    return [picture(found, "outline"), main(wall, "great")]


def _windows(found: Answer, wall: Wall) -> list[Node]:
    lang = found.state.lang
    made = []
    for item in wall.items:
        one = wall.figures[item.figure]
        plaque = el("div", el("p", item.name[lang], cls="label"), amount(one), cls="plaque")
        made.append((item.view, plaque))
    if wall.scene.steps:
        step = wall.step or wall.scene.steps[0]
        number = amount(wall.figures[step.figure]) if step.figure else None
        made.append((step.view, el("div", el("p", step.name[lang], cls="label"), number, cls="plaque")))
    following = [*[view for view, _ in made[1:]], _next_view(wall)]
    return [
        el("div", picture(found, view, inner), plaque, cls=f"window {view}")
        for (view, plaque), inner in zip(made, following, strict=True)
    ]


def _next_view(wall: Wall) -> str:
    """Return the picture that the next step opens, whose frame is drawn; empty at the last one."""
    steps = wall.scene.steps
    at = wall.stop + 1
    return steps[at].view if steps and 0 < at < len(steps) else ""


def _bricks(found: Answer, wall: Wall) -> list[Node]:
    lang, made = found.state.lang, []
    for item in wall.items:
        cls = "brick open" if item.open else "brick"
        made += [el("li", item.name[lang], cls=cls) for _ in range(item.open or 1)]
    steps = [[tag, {**rest, "data-step": str(at)}, inside] for at, (tag, rest, inside) in enumerate(made)]
    return [main(wall), el("ol", *steps, cls="bricks")]


def _parts(found: Answer, wall: Wall) -> list[Node]:
    lang = found.state.lang
    most = max((wall.figures[item.figure].value or 0) for item in wall.items)
    rows = []
    for item in wall.items:
        one = wall.figures[item.figure]
        share = 100 * (one.value or 0) / most
        bar = el("i", style=f"width:{share:.2f}%")
        rows.append(el("li", el("span", item.name[lang], cls="name"), el("div", bar, amount(one), cls="bar")))
    return [main(wall), el("ol", *rows, cls="parts")]


def _names(found: Answer, wall: Wall) -> list[Node]:
    lang = found.state.lang
    rows = [el("li", item.name[lang], cls="brick" if item.mark else "brick grey") for item in wall.items]
    return [main(wall, "great"), el("ol", *rows, cls="names")]


def _dots(found: Answer, wall: Wall) -> list[Node]:
    words = found.canvas.words
    points = [
        (item, wall.figures[item.figure], item.name.get(found.state.lang, ""))
        for item in wall.items
        if item.at
    ]
    spoken = ", ".join(date_text(f"{item.at}-01", "month", words) for item, _, _ in points)
    return [main(wall), dots(points, spoken)]


def _answer(found: Answer, wall: Wall) -> list[Node]:
    charts = [
        el("div", cls="chart ground" if BY_KEY[view].one_shape else "chart", data_chart=view)
        for view in charts_of(wall)
    ]
    return [_figures(found, wall), el("div", *charts, cls="charts")]


def _figures(found: Answer, wall: Wall) -> Node:
    """Return the figures beside a chart: the scene's own, or those of the view somebody has gone to."""
    asked = wall.scene.figures[wall.scene.headline].question
    if not wall.own and not asked:
        return el("div", *[_live(found, key, at) for at, key in enumerate(LIVE)], cls="figures")
    named = [(item.figure, item.name[found.state.lang]) for item in wall.items if item.figure]
    shown = named or [(wall.scene.headline, wall.label)]
    numbers = [
        figure(wall.figures[key], label="\n".join((name, *_before(found, wall, key))), context=at > 0)
        for at, (key, name) in enumerate(shown)
    ]
    return el("div", *numbers, cls="figures")


def _before(found: Answer, wall: Wall, key: str) -> list[str]:
    """Return what a figure was at the first step, when the scene compares and has gone on from it."""
    one, steps = wall.scene.figures[key], wall.scene.steps
    if wall.scene.layout != "change" or wall.stop < 1 or not one.kpi:
        return []
    was = figure_of(found, replace(one, part="first"), wall.scene)
    return [f"{steps[0].name[found.state.lang]}: {was.before}{was.number}"]


def _years(found: Answer, wall: Wall) -> list[Node]:
    return [_figures(found, wall), years(years_of(found), found.canvas.words)]


def _change(found: Answer, wall: Wall) -> list[Node]:
    later = wall.stop != 0
    return [_figures(found, wall), change(changes_of(found, wall), found.canvas.words, later=later)]


def _case(found: Answer, wall: Wall) -> list[Node]:
    shown, lang = wall.scene.picture, found.state.lang
    row = next(item.row for item in wall.items if item.row)
    card = el(
        "div",
        el("h2", project_name(found, row)),
        track(milestones_of(found, row)),
        el("blockquote", *lines(wall.text)) if wall.text else None,
        cls="card",
    )
    main = figure(wall.figures[wall.scene.headline], label=wall.label)
    left = photo(shown, lang, picture_address(found, wall, shown)) if shown else el("span")
    return [left, el("div", main, card, cls="told")]


def picture_address(found: Answer, wall: Wall, shown: Picture) -> str:
    """Return where the browser finds the picture of a scene; the name changes with its bytes."""
    return f"stage/picture/{wall.story.key}/{shown.mark}{shown.kind}?park={found.board.dataset.park.key}"


def _signings(found: Answer, wall: Wall) -> list[Node]:
    return [main(wall), signings(signings_of(found, wall.items), found.canvas.words)]


def _live(found: Answer, key: str, at: int) -> Node:
    one = replace(figure_of(found, Reference(kpi=key)), unit="")
    return figure(one, label=title_of(found, key), context=at > 0)


def _figure(found: Answer, wall: Wall) -> list[Node]:
    if wall.items:
        return [main(wall, "greatest"), _counts(found, wall), *small_link(found)]
    return [main(wall, "greatest"), el("p", *lines(wall.text), cls="aside") if wall.text else el("span")]


def _counts(found: Answer, wall: Wall) -> Node:
    """Return a list of counts, each a number and what it counts."""
    lang = found.state.lang
    rows = [
        el("li", amount(replace(wall.figures[item.figure], unit="")), el("span", item.name[lang]))
        for item in wall.items
    ]
    return el("ol", *rows, cls="counts")


BODIES = {
    "opening": _opening,
    "windows": _windows,
    "bricks": _bricks,
    "parts": _parts,
    "names": _names,
    "dots": _dots,
    "answer": _answer,
    "figure": _figure,
    "years": _years,
    "change": _change,
    "case": _case,
    "signings": _signings,
}
