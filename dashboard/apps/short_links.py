"""Short links: ``/s/talk.7.ja`` leads a phone to a scene's view on the board."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Flask, Response, request

from dashboard.apps.parks import ServedPark, park_of
from dashboard.i18n.translate import words
from dashboard.render.sharing import code_address, code_language
from dashboard.views.wall_link import unknown_page

NOT_KEPT = {"Cache-Control": "no-store"}


def add_routes(server: Flask, parks: Sequence[ServedPark]) -> None:
    """Add the short links of these parks."""
    server.add_url_rule("/s/<code>", "short", lambda code: short_reply(parks, code))


def short_reply(parks: Sequence[ServedPark], code: str) -> Response:
    """Send a phone to the view a code stands for; an unknown code is told in words."""
    park, rest = _named(parks, code)
    address = code_address(park.board, rest) if park.board else f"park={park.key}"
    if address is None:
        page = unknown_page(words(code_language(rest) or park.language))
        return Response(page, status=404, mimetype="text/html", headers=NOT_KEPT)
    return Response(status=302, headers={**NOT_KEPT, "Location": f"../?{address}"})


def _named(parks: Sequence[ServedPark], code: str) -> tuple[ServedPark, str]:
    """Return the park of a code and the code without it; without one, the park the address names."""
    first, _, rest = code.partition(".")
    named = next((park for park in parks if park.key.casefold() == first.casefold()), None)
    return (named, rest) if named else (park_of(parks, request.args.get("park", "")), code)
