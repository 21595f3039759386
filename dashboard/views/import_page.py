"""The office's pages around an import: the shell, what is shown while files are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.i18n import LANGUAGES
from dashboard.i18n.translate import Words
from dashboard.i18n.translate import words as words_of
from dashboard.views.html import document
from dashboard.views.tree import Node, el

ROOMS = {"import": "Import", "scenes": "Scenes"}


@dataclass(frozen=True)
class Office:
    """What every page of the office needs: the park, the language, the rooms and which it is in.

    ``query`` is the view of the board it was opened from, as an address without park and language.
    """

    park: str
    title: str
    words: Words
    query: str
    room: str = "import"
    rooms: tuple[str, ...] = ("import",)

    def to(self, path: str = "", **more: str) -> str:
        """Return an address of the room that keeps park, language and view."""
        return f"/{self.room}{path}?{self._kept(**more)}"

    def board(self) -> str:
        """Return the address of the board."""
        return f"/?{self._kept()}"

    def other(self, room: str) -> str:
        """Return the address of another room."""
        return f"/{room}?park={self.park}&lang={self.words.lang}"

    def _kept(self, **more: str) -> str:
        said = {"park": self.park, "lang": self.words.lang, **more}
        return "&".join([*(f"{key}={value}" for key, value in said.items()), *filter(None, [self.query])])


def page(office: Office, path: str, *parts: Node, waiting: bool = False) -> str:
    """Return a page of the office around its parts; a waiting one asks again by itself."""
    text = office.words.text
    languages = [
        el("a", words_of(lang).rules["name"], href=office.to(path, lang=lang), lang=lang)
        for lang in LANGUAGES
    ]
    others = [el("a", text(ROOMS[one]), href=office.other(one)) for one in office.rooms if one != office.room]
    room = text(ROOMS[office.room])
    header = el(
        "header",
        el("h1", el("a", room, href=office.to()), " · ", office.title),
        el("nav", *languages, *others, el("a", text("Board"), href=office.board())),
    )
    head = [
        el("link", rel="stylesheet", href="/import/page.css"),
        el("script", src="/import/page.js", defer=True),
    ]
    body = [header, el("main", *parts, data_waiting="yes" if waiting else None)]
    return document(office.words.rules["html_lang"], f"{room} · {office.title}", head, body)


def head_row(*titles: str) -> Node:
    """Return the heading row of a table."""
    return el("tr", *(el("th", title, scope="col") for title in titles))


def board_of(office: Office, pin: str) -> str:
    """Return the address of the board as a snapshot or an import shows it."""
    return f"/?park={office.park}&lang={office.words.lang}&pin={pin}"


def progress_parts(office: Office, about: Mapping[str, Any]) -> list[Node]:
    """Return what is shown while files are read: how far, and a way to stop."""
    text, share = office.words.text, round(100 * about["progress"])
    stop = el("form", el("button", text("Stop")), method="post", action=office.to(f"/{about['name']}/stop"))
    return [
        el("h2", text("Reading {files}", files=", ".join(about["files"]))),
        el("progress", f"{share} %", value=share, max="100"),
        el("p", f"{share} %", cls="share"),
        stop,
    ]


def halted_parts(office: Office, about: Mapping[str, Any]) -> list[Node]:
    """Return what is shown when reading was stopped or interrupted: a way to read again."""
    text = office.words.text
    again = el(
        "form", el("button", text("Read again")), method="post", action=office.to(f"/{about['name']}/again")
    )
    return [el("h2", office.words.label("import_status", about["status"])), again]
