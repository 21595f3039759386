"""Components as plain lists, so that one answer can carry words, rows and structure to the browser.

A node is ``[tag, attributes, children]``; a child is a node or text. The browser builds elements
from it and never parses markup, so no data string can become code.
"""

from __future__ import annotations

from typing import Any

Node = list[Any]


def el(tag: str, /, *children: Any, **attributes: Any) -> Node:
    """Return a node; ``cls`` is the class, ``_`` in a name is ``-``, None and False are left out.

    Examples
    --------
    >>> el("b", "39", cls="n", data_kpi="projects")
    ['b', {'class': 'n', 'data-kpi': 'projects'}, ['39']]
    """
    kept = {
        ("class" if key == "cls" else key.rstrip("_").replace("_", "-")): value
        for key, value in attributes.items()
        if value is not None and value is not False
    }
    return [tag, kept, [child for child in children if child is not None and child != ""]]


def link(text: Any, address: str, **attributes: Any) -> Node:
    """Return a link to an address of the board; the browser follows it without loading a page."""
    return el("a", text, href="?" + address, data_go="1", **attributes)


def setter(text: Any, key: str, value: str, **attributes: Any) -> Node:
    """Return a button that sets one key of whatever address is shown when it is pressed."""
    return el("button", text, type="button", data_set=key, data_value=value, **attributes)


def foreign(text: str, lang: str, page_lang: str, tag: str) -> list[Any]:
    """Return a name and, when it is not in the page's language, its ``lang`` and a small tag."""
    if not text or lang == page_lang:
        return [text]
    return [el("span", text, lang=lang), el("span", tag, cls="tag", lang=lang)]
