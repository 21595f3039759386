"""Single projects on the wall: a picture with whose it is and a card of dates; signings one by one."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.i18n.translate import Words
from dashboard.render.wall_rows import Milestone, Signing
from dashboard.story import Picture
from dashboard.views.tree import Node, el


def photo(one: Picture, lang: str, source: str) -> Node:
    """Return the picture of a scene; below it what it shows, who made it, under which licence."""
    credit = f"{one.name[lang]} · {one.credit} · {one.licence}"
    return el("figure", el("img", src=source, alt=one.name[lang]), el("figcaption", credit), cls="photo")


def track(milestones: Sequence[Milestone]) -> Node:
    """Return the stages a project has reached, one under the other; the last one is fired."""
    last = len(milestones) - 1
    rows = [
        el("li", el("span", one.stage), el("time", one.when), cls="now" if at == last else None)
        for at, one in enumerate(milestones)
    ]
    return el("ol", *rows, cls="track")


def signings(found: Sequence[Signing], words: Words) -> Node:
    """Return the signings one by one: a formal one is a brick, a framework is a frame that does not count."""
    return el("ol", *[_signing(one, at, words) for at, one in enumerate(found)], cls="signings")


def _signing(one: Signing, at: int, words: Words) -> Node:
    kind = words.label("agreement", "contract") if one.formal else words.text("framework, not counted")
    return el(
        "li",
        el("b", one.name),
        el("span", one.amount, cls="money") if one.amount else None,
        el("small", f"{one.when} · {kind}"),
        cls="signing" if one.formal else "signing open",
        data_step=str(at),
    )
