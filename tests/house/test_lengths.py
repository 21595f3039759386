"""Code stays small enough to be read at one sitting."""

from __future__ import annotations

import ast
import re
import statistics

import pytest

LONGEST_FUNCTION, LONGEST_FILE, MOST_PARAMETERS, MEDIAN_FUNCTION = 40, 300, 5, 10
FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)


def functions(module):
    return [node for node in ast.walk(module.tree) if isinstance(node, FUNCTION)]


def lines_of_code(node):
    documented = ast.get_docstring(node) is not None and len(node.body) > 1
    first_line = node.lineno
    skipped = node.body[0].end_lineno - node.body[0].lineno + 1 if documented else 0
    return node.end_lineno - first_line + 1 - skipped


def parameters(node):
    spec = node.args
    named = [one.arg for one in (*spec.posonlyargs, *spec.args, *spec.kwonlyargs)]
    return [name for name in named if name not in ("self", "cls")]


def test_no_function_is_longer_than_forty_lines_without_its_docstring(modules):
    long = [
        f"{module.name}:{node.lineno} {node.name} has {lines_of_code(node)} lines"
        for module in modules
        for node in functions(module)
        if lines_of_code(node) > LONGEST_FUNCTION
    ]
    assert not long, "\n".join(long)


def test_half_of_all_functions_are_at_most_ten_lines_long(modules):
    assert (
        statistics.median(lines_of_code(node) for one in modules for node in functions(one))
        <= MEDIAN_FUNCTION
    )


def test_no_function_takes_more_than_five_parameters(modules):
    many = [
        f"{module.name}:{node.lineno} {node.name} takes {len(parameters(node))}"
        for module in modules
        for node in functions(module)
        if len(parameters(node)) > MOST_PARAMETERS
    ]
    assert not many, "\n".join(many)


def test_no_module_is_longer_than_three_hundred_lines(modules):
    sizes = {module.name: len(module.text.splitlines()) for module in modules}
    assert sizes
    assert {name: size for name, size in sizes.items() if size > LONGEST_FILE} == {}


def scripts_of(house):
    """The scripts of the board and those of the presenter's and the office's pages."""
    rooms = (house.root / "dashboard/assets", house.root / "dashboard/apps/pages")
    return [path for room in rooms for path in sorted(room.glob("*.js"))]


def test_every_script_is_at_most_three_hundred_lines_long(house):
    scripts = {path.name: path for path in scripts_of(house)}
    assert {"linking.js", "dragging.js", "presenting.js"} <= set(scripts)
    sizes = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in scripts.items()}
    assert {name: size for name, size in sizes.items() if size > LONGEST_FILE} == {}


def test_no_script_knows_a_key_of_the_address_or_a_chart_by_name(house):
    from dashboard.figures import CHARTS
    from dashboard.state import LISTED, PERIODS

    named = {chart.key for chart in CHARTS} | {*LISTED, *PERIODS}
    for path in scripts_of(house):
        text = path.read_text(encoding="utf-8")
        written = {word for pair in re.findall(r'"(\w+)"|`(\w+)`', text) for word in pair}
        assert not named & written, path.name


@pytest.mark.parametrize(
    ("source", "lines"), [("def f():\n    return 1", 2), ('def f():\n    """One."""\n    return 1', 2)]
)
def test_a_docstring_is_not_counted_as_code(source, lines):
    assert lines_of_code(ast.parse(source).body[0]) == lines
