"""Templates and bindings: every chart, state, language, theme and screen gives a figure Plotly accepts."""

from __future__ import annotations

import copy
import itertools

import plotly.graph_objects as go
import pytest

from dashboard.figures import CHARTS
from dashboard.figures.chart import assemble
from dashboard.figures.theme import FORMS
from dashboard.i18n import LANGUAGES
from dashboard.render.answer import answer
from dashboard.state import from_search

STATES = (
    "",
    "sector=equipment,mobility&signed=2019-01..2024-12&undated=keep",
    "home=USA&sector=culture",
    "measure=amount",
    "measure=amount&currency=USD&tab=codes&place=L029",
    "grain=year&stage=30",
    "area=120.5,31.3;120.7,31.3;120.7,31.5;120.5,31.5",
    "scale=city",
    "scale=delta",
    "scale=eastasia&q=nissan",
    "versus=2022-12-31&asof=2024-12-31&home=JPN",
)


def figures(board, address, form="wide"):
    found = answer(board, from_search(address, board.vocabulary), form)
    return {
        chart.key: (board.template(chart, found.canvas), found.charts[chart.key].bind) for chart in CHARTS
    }


@pytest.mark.parametrize("address", STATES)
def test_every_figure_is_one_that_plotly_accepts(real_board, address):
    for key, (template, binding) in figures(real_board, address).items():
        figure = assemble(template, binding)
        figure["layout"].pop("meta", None)
        assert go.Figure(figure).data, key


@pytest.mark.parametrize(("lang", "theme", "form"), [*itertools.product(LANGUAGES, ("light", "dark"), FORMS)])
def test_every_language_theme_and_screen_draws(real_board, lang, theme, form):
    for template, binding in figures(real_board, f"lang={lang}&theme={theme}&home=JPN", form).values():
        figure = assemble(template, binding)
        figure["layout"].pop("meta", None)
        go.Figure(figure)


@pytest.mark.parametrize("address", STATES[:6])
def test_binding_twice_changes_nothing_and_leaves_the_template_alone(real_board, address):
    for key, (template, binding) in figures(real_board, address).items():
        before = copy.deepcopy(template)
        once = assemble(template, binding)
        assert assemble(once, binding) == once, key
        assert template == before, key


def test_axes_do_not_move_while_a_reader_filters(real_board):
    def axes(address):
        layouts = {key: assemble(*pair)["layout"] for key, pair in figures(real_board, address).items()}
        return {
            (key, name): axis["range"]
            for key, layout in layouts.items()
            for name, axis in layout.items()
            if name.startswith(("xaxis", "yaxis"))
        }

    assert axes("") == axes("sector=mobility") == axes("home=USA&sector=culture")


def test_bars_show_what_the_frame_says(real_board):
    found = answer(real_board, from_search("home=JPN", real_board.vocabulary))
    rows = {row.family: row for row in found.view.frames.records("sectors") if row.projects_all}
    binding = found.charts["sectors"].bind
    segments = [binding[f"data.{place}.x"] for place in (1, 2, 3)]
    assert [sum(parts) for parts in zip(*segments, strict=True)] == [row.projects for row in rows.values()]
    assert binding["data.0.x"] == [row.projects_all for row in rows.values()]
    assert segments[2] == [row.undisclosed for row in rows.values()]


def test_every_badge_counts_its_places_and_none_is_lost(real_board):
    for address in ("", "sector=mobility", "home=JPN&stage=30"):
        found = answer(real_board, from_search(address, real_board.vocabulary))
        from dashboard.figures.map import marks_of
        from dashboard.figures.map_badges import counts_of

        marks = marks_of(found.canvas)
        counts = counts_of(found.view.frames.records("place"), marks)
        assert sum(count.n for count in counts) == found.totals.projects
        assert sum(count.total for count in counts) == found.totals.projects_all
        outside = [count.total for mark, count in zip(marks, counts, strict=True) if mark.outside]
        assert outside == [30]


def test_schematic_positions_are_dashed_and_the_outside_badge_is_no_anchor(real_board):
    template, _ = figures(real_board, "")["map"]
    dashed = [shape for shape in template["layout"]["shapes"] if "px" in str(shape["line"].get("dash", ""))]
    assert any(shape["type"] == "path" for shape in dashed) and any(
        shape["type"] == "circle" for shape in dashed
    )


def test_no_trace_needs_webgl_or_another_host(real_board):
    for template, _ in figures(real_board, "scale=eastasia").values():
        assert {trace["type"] for trace in template["data"]} <= {"scatter", "bar"}
        assert "http" not in str(template)


def test_data_strings_cannot_become_markup(real_board):
    from dashboard.figures.canvas import escaped

    assert escaped("<a href='x'>%{y}</a>") == "&lt;a href='x'&gt;% {y}&lt;/a&gt;"


def test_projects_with_their_own_points_are_dots_and_many_are_clusters(tmp_path):
    from dashboard.ingest.load import load_park
    from dashboard.render.board import Board
    from tests.parks import write_small_park

    folder = write_small_park(tmp_path / "points")
    path = folder / "tables" / "projects.csv"
    header, *lines = path.read_text(encoding="utf-8").splitlines()
    first = lines[0]

    def write(n):
        rows = [
            f"{first.replace('P1', f'X{at}')},{10 + at % 20 / 100},{50 + at // 20 % 15 / 100}"
            for at in range(n)
        ]
        path.write_text(
            "\n".join([header + ",lon,lat", *(f"{line},," for line in lines), *rows]) + "\n", encoding="utf-8"
        )
        return Board(load_park(folder).dataset)

    few = figures(write(40), "sector=tools")["map"][1]
    assert len(few["data.3.x"]) == 40 and few["data.4.x"] == []
    many = figures(write(1600), "")["map"][1]
    assert many["data.3.x"] == [] and 0 < len(many["data.4.x"]) < 400
    assert sum(int(text.replace(",", "")) for text in many["data.4.text"]) == 1600
