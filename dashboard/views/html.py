"""Nodes as HTML text, for pages the server writes whole; every text and attribute is escaped."""

from __future__ import annotations

from html import escape
from typing import Any

from dashboard.views.tree import Node

VOID = ("input", "link", "meta", "br", "img")


def as_html(node: Node | str) -> str:
    """Return a node as HTML.

    Examples
    --------
    >>> as_html(["p", {"class": "n"}, ["<b>", ["br", {}, []]]])
    '<p class="n">&lt;b&gt;<br></p>'
    """
    if not isinstance(node, list):
        return escape(str(node))
    tag, attributes, children = node
    said = "".join(_attribute(name, value) for name, value in attributes.items())
    if tag in VOID:
        return f"<{tag}{said}>"
    return f"<{tag}{said}>{''.join(as_html(child) for child in children)}</{tag}>"


def _attribute(name: str, value: Any) -> str:
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'


def document(lang: str, title: str, head: list[Node], body: list[Node]) -> str:
    """Return a whole page."""
    top = ["head", {}, [["meta", {"charset": "utf-8"}, []], ["title", {}, [title]], *head]]
    return "<!doctype html>" + as_html(["html", {"lang": lang}, [top, ["body", {}, body]]])
