"""A view handed to phones: the link of a wall, its small QR code, and what an unknown short link is told."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from dashboard.i18n.translate import Words
from dashboard.render.answer import Answer
from dashboard.render.board import Board
from dashboard.render.sharing import Qr, is_open, link_of
from dashboard.views.html import document
from dashboard.views.tree import Node, el


def link_part(found: Answer) -> dict[str, Any]:
    """Return the link of a wall, as its own part; nothing while no public address is known."""
    link = link_of(found)
    return {"link": asdict(link)} if link else {}


def small_link(found: Answer) -> list[Node]:
    """Return the small QR code and its link in text, for a scene that ends a talk."""
    link = link_of(found)
    if link is None or link.qr is None:
        return []
    at = link.text.rindex("/")
    at = link.text.rindex("/", 0, at) if link.text[:at].endswith("/s") else at
    said = el("p", el("span", link.text[:at], cls="line"), el("span", link.text[at:], cls="line"))
    return [el("div", _code(link.qr), said, cls="shared")]


def _code(qr: Qr) -> Node:
    path = el("path", d=qr.path)
    box = f"0 0 {qr.size} {qr.size}"
    style = f"--whole:{qr.size / (qr.size - 2 * qr.quiet):.4f}"
    return el(
        "svg", path, viewBox=box, shape_rendering="crispEdges", cls="qr", style=style, aria_hidden="true"
    )


def contact_lines(board: Board, lang: str) -> list[str]:
    """Return whom to write to, as far as the park says it: name, e-mail, address."""
    contact = board.dataset.park.contact
    return [one for one in (contact.text[lang], contact.email, contact.url) if one]


def public_text(board: Board, words: Words) -> str:
    """Return whether phones find this board, and whether anybody else does."""
    url = board.public_url
    if not url:
        return words.text("Public mode is off: no public address is known, so there is no QR code.")
    if is_open(url):
        return words.text("Public mode is on: phones find this board at {url}.", url=url)
    return words.text("Public mode is off: {url} is found in this network only.", url=url)


def unknown_page(words: Words) -> str:
    """Return the page for a short link that leads nowhere."""
    lang = words.rules["html_lang"]
    title = words.text("This short link is not known here.")
    head = [["meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}, []]]
    style = "font: 1.1rem/1.5 sans-serif; margin: 2rem; color: #14222b"
    way = el("a", words.text("To the board"), href=f"../?lang={words.lang}")
    return document(lang, title, head, [el("main", el("h1", title), el("p", way), style=style)])
