"""What the rooms of the office share: their pages, their refusals, and who may act in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Flask, Response, abort, request

from dashboard.apps.parks import ServedPark
from dashboard.errors import ParkError
from dashboard.i18n import LANGUAGES
from dashboard.i18n.translate import words
from dashboard.views.import_page import Office, page


def office_of(park: ServedPark, room: str, rooms: tuple[str, ...], query: str = "") -> Office:
    """Return what the pages of a room need, in the language a request asks for."""
    asked = request.args.get("lang", park.language)
    speech = words(asked if asked in LANGUAGES else park.language)
    title = park.board.dataset.park.short_name[speech.lang] if park.board else park.key
    return Office(park.key, title, speech, query, room, rooms)


def html(text: str) -> Response:
    """Return a page; it names itself to this host only, so that its forms can be told from others'."""
    kept = {"Cache-Control": "no-store", "Referrer-Policy": "same-origin"}
    return Response(text, mimetype="text/html", headers=kept)


def bound(act: Callable[..., Any], here: Any, office: Callable[[], Office]) -> Callable[..., Any]:
    """Return an act of a room as a view; what a person has to correct is told on a page."""

    def answer(**parts: Any) -> Any:
        try:
            return act(here, **parts)
        except ParkError as problem:
            told = office()
            text = told.words.text(problem.key, **problem.facts)
            return html(page(told, "", ["p", {"class": "message"}, [text]])), 409

    return answer


def guard(server: Flask, bodies: Mapping[str, int]) -> None:
    """Let only pages of this host act in the rooms, and let bodies be as large as each room's limit."""

    @server.before_request
    def refuse() -> None:
        room = request.path.split("/")[1]
        if room not in bodies:
            return
        request.max_content_length = bodies[room]
        if request.method == "POST" and request.headers.get("Origin", "").split("://")[-1] != request.host:
            abort(403)
