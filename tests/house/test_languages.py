"""Whatever is said in one language is said in all four, with the same facts in it."""

from __future__ import annotations

import ast
import re
import tomllib
from itertools import chain
from pathlib import Path
from types import SimpleNamespace

import pytest

LOCALES = Path(__file__).resolve().parents[2] / "dashboard/i18n/locales"
LANGUAGES = ("zh-Hans", "en", "ja", "th")
TRANSLATED = ("zh-Hans", "ja", "th")
OWN_SECTIONS = {"text", "one"}
ERRORS = {"ParkError", "GeometryError"}
SENTENCE = re.compile(r"[“A-Z{][^\n]* [^\n]* [^\n]*[.…?!]")
WITHOUT_READERS = {
    "dashboard/__main__.py",
    "dashboard/settings.py",
    "dashboard/cache.py",
    "dashboard/apps/security.py",
}
PLACEHOLDER = re.compile(r"\{([a-z_0-9]*)[^}]*\}")


@pytest.fixture(scope="module")
def locales():
    return {lang: tomllib.loads((LOCALES / f"{lang}.toml").read_text(encoding="utf-8")) for lang in LANGUAGES}


@pytest.fixture(scope="module")
def spoken(modules):
    """Every English sentence that the code says, with the places that say it."""
    tables = dict(chain.from_iterable(constants(module.tree) for module in modules))
    said: dict[str, list[str]] = {}
    for module in modules:
        for line, key in chain(sentences(module.tree, tables), prose(module)):
            said.setdefault(key, []).append(f"{module.name}:{line}")
    return said


def constants(tree):
    """Module-level names and the sentences they stand for: a text, a tuple or a dict of texts."""
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if isinstance(target, ast.Name) and target.id.isupper():
                yield target.id, list(literals(node.value, {}))


def literals(node, tables):
    """The texts that an expression may turn out to be, as far as the source shows it."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return [*literals(node.body, tables), *literals(node.orelse, tables)]
    if isinstance(node, ast.Tuple | ast.List | ast.Dict):
        parts = node.values if isinstance(node, ast.Dict) else node.elts
        return [text for part in parts for text in literals(part, tables)]
    if isinstance(node, ast.Subscript):
        return literals(node.value, tables)
    if isinstance(node, ast.Name):
        return tables.get(node.id, [])
    if isinstance(node, ast.Attribute):
        of_many = tables.get(f"{node.attr.upper()}S", [])
        return of_many if len(of_many) > 1 else []
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get":
        return [text for part in (node.func.value, *node.args[1:]) for text in literals(part, tables)]
    return []


def called(node):
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def local_names(tree):
    """Names inside functions and loops, with the expressions that they may stand for."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield node.targets[0].id, node.value
        elif isinstance(node, ast.comprehension | ast.For):
            yield from loop_names(node)


def loop_names(loop):
    """The variables of one loop over literals: each alone, or several from rows of literals."""
    if isinstance(loop.target, ast.Name):
        yield loop.target.id, loop.iter
    rows = loop.iter.elts if isinstance(loop.iter, ast.Tuple | ast.List) else []
    if isinstance(loop.target, ast.Tuple):
        for row in (row for row in rows if isinstance(row, ast.Tuple)):
            named = zip(loop.target.elts, row.elts, strict=False)
            yield from ((name.id, value) for name, value in named if isinstance(name, ast.Name))


def sentences(tree, tables):
    """(line, English sentence) of every text, error and issue that the module may say."""
    known = dict(tables)
    for name, value in local_names(tree):
        if not name.isupper():
            known[name] = [*known.get(name, []), *literals(value, tables)]
    for node in (one for one in ast.walk(tree) if isinstance(one, ast.Call)):
        name = called(node)
        if (name == "text" or name in ERRORS) and node.args:
            yield from ((node.lineno, key) for key in literals(node.args[0], known))
        if name == "Issue":
            told = [keyword.value for keyword in node.keywords if keyword.arg in ("key", "fix")]
            yield from ((node.lineno, key) for value in told for key in literals(value, known))


def prose(module):
    """(line, text) of every literal that reads as a sentence, wherever it is handed on to."""
    if module.name in WITHOUT_READERS:
        return
    silent = {
        id(part) for part in ast.walk(module.tree) if isinstance(part, ast.JoinedStr) for part in part.values
    }
    silent |= {id(node.value) for node in ast.walk(module.tree) if isinstance(node, ast.Expr)}
    texts = [
        node for node in ast.walk(module.tree) if isinstance(node, ast.Constant) and id(node) not in silent
    ]
    for node in texts:
        if isinstance(node.value, str) and SENTENCE.fullmatch(node.value):
            yield node.lineno, node.value


def placeholders(text):
    return set(PLACEHOLDER.findall(text))


def label_sections(locale):
    return {name: set(section) for name, section in locale.items() if name not in OWN_SECTIONS}


@pytest.mark.parametrize("lang", TRANSLATED)
def test_every_sentence_of_one_language_is_in_the_others(locales, lang):
    anywhere = {key for other in LANGUAGES for key in locales[other].get("text", {})}
    assert anywhere
    assert sorted(anywhere - set(locales[lang]["text"])) == []


@pytest.mark.parametrize("lang", TRANSLATED)
def test_every_sentence_in_the_code_is_translated(locales, spoken, lang):
    assert spoken
    lacking = {key: where for key, where in spoken.items() if key and key not in locales[lang]["text"]}
    assert lacking == {}


@pytest.mark.parametrize("lang", TRANSLATED)
def test_every_title_and_note_of_a_chart_is_translated(locales, lang):
    from dashboard.figures import CHARTS

    said = {text for chart in CHARTS for text in (chart.title, chart.note) if text}
    assert said
    assert sorted(said - set(locales[lang]["text"])) == []


@pytest.mark.parametrize("lang", TRANSLATED)
def test_no_translation_is_empty(locales, lang):
    flat = {
        f"{section}.{key}": value
        for section, values in locales[lang].items()
        for key, value in values.items()
    }
    assert [name for name, value in flat.items() if value == "" and not name.startswith("rules.")] == []


@pytest.mark.parametrize("lang", TRANSLATED)
def test_a_translation_holds_the_facts_of_its_sentence(locales, lang):
    texts = locales[lang]["text"]
    assert {key: text for key, text in texts.items() if placeholders(key) != placeholders(text)} == {}


def test_the_english_singulars_belong_to_sentences_and_hold_their_facts(locales):
    singular = locales["en"].get("one", {})
    assert {key: text for key, text in singular.items() if placeholders(text) - placeholders(key)} == {}


@pytest.mark.parametrize("lang", TRANSLATED)
def test_every_code_has_a_label_in_every_language(locales, lang):
    english, other = label_sections(locales["en"]), label_sections(locales[lang])
    assert set(english) == set(other)
    assert {name: english[name] ^ other[name] for name in english if english[name] != other[name]} == {}


@pytest.mark.parametrize(
    ("source", "keys"),
    [
        ('words.text("A {n}", n=1)', ["A {n}"]),
        ('words.text("A" if x else "B")', ["A", "B"]),
        ('T = {"a": "A"}\nwords.text(T[key])', ["A"]),
        ('[text(name) for name in ("A", "B")]', ["A", "B"]),
        ('raise ParkError("A", n=1)', ["A"]),
        ('Issue(code="c", key="A", fix="B")', ["A", "B"]),
        ('key = "A" if x else "B"\nwords.text(key)', ["A", "B"]),
        ('for name, lang in (("A", "en"), ("B", "th")):\n    words.text(name)', ["A", "B"]),
        ('DEFINITIONS = {"a": "A", "b": "B"}\nwords.text(kpi.definition)', ["A", "B"]),
        ("words.text(key)", []),
    ],
)
def test_the_search_finds_every_sentence_that_the_source_shows(source, keys):
    tree = ast.parse(source)
    assert sorted(key for _, key in sentences(tree, dict(constants(tree)))) == keys


def test_a_sentence_handed_on_to_a_helper_is_found_and_a_docstring_is_not():
    source = '"""It is a module."""\ndrop("The part {key} is not known.")'
    module = SimpleNamespace(name="dashboard/drop.py", tree=ast.parse(source))
    assert list(prose(module)) == [(2, "The part {key} is not known.")]
