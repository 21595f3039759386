"""The script of a talk in two languages, for the interpreter: printed, scene by scene."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.i18n.translate import words
from dashboard.render.wall import Wall
from dashboard.story import Story
from dashboard.views.html import document
from dashboard.views.tree import Node, el


def script_page(story: Story, langs: tuple[str, str], columns: Sequence[Sequence[Wall]]) -> str:
    """Return the script as a page; every sentence is the one the wall shows."""
    rows = [_row(at, langs, walls) for at, walls in enumerate(zip(*columns, strict=True), start=1)]
    heads = [el("th", story.title[lang], lang=words(lang).rules["html_lang"]) for lang in langs]
    table = el("table", el("thead", el("tr", el("th", "№"), *heads)), el("tbody", *rows))
    head = [el("link", rel="stylesheet", href="stage/script.css")]
    return document(words(langs[0]).rules["html_lang"], story.title[langs[0]], head, [el("main", table)])


def _row(at: int, langs: tuple[str, str], walls: tuple[Wall, ...]) -> Node:
    planned = walls[0].scene.seconds[langs[0]]
    cells = [_cell(lang, wall) for lang, wall in zip(langs, walls, strict=True)]
    return el("tr", el("th", f"{at}", el("small", f"{planned // 60}:{planned % 60:02}")), *cells)


def _cell(lang: str, wall: Wall) -> Node:
    text, scene = words(lang).text, wall.scene
    return el(
        "td",
        el("h2", wall.title.replace("\n", " " if lang in ("en", "th") else "")),
        el("p", wall.label.replace("\n", " "), cls="small"),
        el("p", el("b", text("Say")), " ", scene.say[lang]),
        el("p", el("b", text("If asked")), " ", scene.asked[lang]),
        el("p", wall.source, cls="small"),
        lang=words(lang).rules["html_lang"],
    )
