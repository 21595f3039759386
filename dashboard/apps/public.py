"""The public app: reads parks, shows them, answers ``/view.json`` and ``/rows.csv``. It cannot write."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable, Sequence
from typing import Any

from dash import Dash
from flask import Flask, Response, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.apps import present, short_links
from dashboard.apps.parks import Parks, ServedPark, park_of
from dashboard.apps.security import protect
from dashboard.apps.standing import pull_json, trouble_json, with_trouble
from dashboard.cache import Memory
from dashboard.callbacks import drawing, filtering
from dashboard.figures.theme import FORMS
from dashboard.i18n import LANGUAGES
from dashboard.i18n.translate import words
from dashboard.render.answer import Answer, answer, every_row
from dashboard.render.board import Board
from dashboard.render.columns import STANDARD
from dashboard.render.ledger import cells_csv, csv_bytes
from dashboard.render.questions.orders import orders_csv
from dashboard.settings import PACKAGE
from dashboard.state import ViewState, from_search, to_search
from dashboard.story import charts_of
from dashboard.views.page import page
from dashboard.views.report import report_screen
from dashboard.views.screen import screen_answer

OURS = ("form", "fields")
OF_THE_WALL = {"wall", "address"}
KEPT_ANSWERS = 2000
Reply = tuple[bytes, bytes, str]
Addition = Callable[[Answer, dict[str, Any]], dict[str, Any]]


def make_app(parks: Sequence[ServedPark], add: Addition | None = None) -> Dash:
    """Return the Dash app over these parks; ``app.server`` is what a WSGI server runs.

    ``add`` puts what another app has more into a finished answer.
    """
    app = Dash(
        "dashboard",
        assets_folder=str(PACKAGE / "assets"),
        update_title="",
        title=_title(parks),
        compress=True,
        serve_locally=True,
        suppress_callback_exceptions=False,
    )
    app.layout = page()
    app.index_string = app.index_string.replace("<html>", f'<html lang="{parks[0].language}">')
    filtering.register(app)
    drawing.register(app)
    _add_routes(app.server, parks, add)
    protect(app.server, app.csp_hashes())
    return app


def _title(parks: Sequence[ServedPark]) -> str:
    first = parks[0]
    return first.board.dataset.park.title[first.language] if first.board else first.key


def _add_routes(server: Flask, parks: Sequence[ServedPark], add: Addition | None) -> None:
    memory: Memory[Reply] = Memory(KEPT_ANSWERS)
    server.add_url_rule("/view.json", "view", lambda: view_reply(parks, memory, add))
    server.add_url_rule("/rows.csv", "rows", lambda: rows_reply(parks))
    server.add_url_rule("/question.csv", "question", lambda: question_reply(parks))
    server.add_url_rule("/orders.csv", "orders", lambda: orders_reply(parks))
    present.add_routes(server, lambda: _park(parks))
    short_links.add_routes(server, parks)
    server.add_url_rule("/health", "health", lambda: health_reply(parks))


def _asked() -> tuple[str, str, tuple[str, ...]]:
    """Return the address without our own keys, the class of screen, and the parts asked for."""
    pairs = [pair for pair in request.query_string.decode("utf-8", "replace").split("&") if pair]
    address = "&".join(pair for pair in pairs if pair.split("=")[0] not in OURS)
    form = request.args.get("form", "wide")
    fields = tuple(part for part in request.args.get("fields", "").split(",") if part)
    return address, form if form in FORMS else "wide", fields


def _park(parks: Sequence[ServedPark]) -> ServedPark:
    """Return the park an address names, as the snapshot it pins shows it."""
    park, pin = park_of(parks, request.args.get("park", "")), request.args.get("pin", "")
    return parks.pinned(park, pin) if pin and isinstance(parks, Parks) else park


def view_reply(
    parks: Sequence[ServedPark], memory: Memory[Reply], add: Addition | None = None
) -> AnyResponse:
    """Answer an address: JSON, compressed once, with an ETag; 503 and the issues when there are no data."""
    address, form, fields = _asked()
    park = _park(parks)
    if park.board is None:
        return _no_data(park)
    state = with_trouble(from_search(address, park.board.vocabulary), park)
    key = (park.board.dataset.id, to_search(state, park.board.vocabulary), state.notes, form, fields)
    plain, packed, tag = memory.get(key, lambda: _encode(_answer(park, state, form, fields, add)))
    return _cacheable(plain, packed, tag, "application/json")


def _answer(
    park: ServedPark, state: Any, form: str, fields: tuple[str, ...], add: Addition | None
) -> dict[str, Any]:
    if park.board is None:
        raise ValueError(park.key)
    found = answer(park.board, state, form, _wanted(park.board, state, fields))
    made = screen_answer(found, fields)
    return add(found, made) if add else made


def _wanted(board: Board, state: ViewState, fields: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return the charts an answer needs: on the wall those of its scene, elsewhere all (None)."""
    wall = fields and set(fields) <= OF_THE_WALL
    return charts_of(board.stories, state.scene) if wall else None


def _encode(made: dict[str, Any]) -> Reply:
    plain = json.dumps(made, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode("utf-8")
    return plain, gzip.compress(plain, 6, mtime=0), hashlib.sha256(plain).hexdigest()[:24]


def _cacheable(plain: bytes, packed: bytes, tag: str, kind: str) -> AnyResponse:
    zipped = "gzip" in request.headers.get("Accept-Encoding", "")
    response = Response(packed if zipped else plain, mimetype=kind)
    if zipped:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = "no-cache"
    response.set_etag(tag)
    return response.make_conditional(request)


def _no_data(park: ServedPark) -> Response:
    asked = request.args.get("lang", park.language)
    lang = asked if asked in LANGUAGES else park.language
    body = json.dumps(report_screen(park.report, words(lang), park.key), ensure_ascii=False)
    return Response(body, status=503, mimetype="application/json", headers={"Cache-Control": "no-store"})


def rows_reply(parks: Sequence[ServedPark]) -> Response:
    """Return all rows of an address as CSV, in the columns and the order of the screen."""
    address, form, _ = _asked()
    park = _park(parks)
    if park.board is None:
        return _no_data(park)
    state = from_search(address, park.board.vocabulary)
    columns = state.cols or STANDARD[form]
    body = csv_bytes(
        every_row(park.board.at(state), state),
        columns,
        words(state.lang),
        synthetic=park.board.dataset.park.synthetic,
    )
    name = f"{park.key}-{park.board.dataset.park.compiled.isoformat()}.csv"
    return Response(
        body,
        mimetype="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def question_reply(parks: Sequence[ServedPark]) -> Response:
    """Return all rows of the question of an address as CSV; 404 when it asks none."""
    address, form, _ = _asked()
    park = _park(parks)
    if park.board is None:
        return _no_data(park)
    found = answer(park.board, from_search(address, park.board.vocabulary), form)
    if found.finding is None:
        return Response(status=404)
    body = cells_csv(
        [row.cells for row in found.finding.rows],
        found.finding.columns,
        found.canvas.words,
        synthetic=found.board.dataset.park.synthetic,
        labels=found.finding.labels,
    )
    name = f"{park.key}-{found.finding.key}-{found.board.dataset.park.compiled.isoformat()}.csv"
    return Response(
        body,
        mimetype="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def orders_reply(parks: Sequence[ServedPark]) -> Response:
    """Return the open problems of an address as the table ``issues``, to be filled in and read back."""
    address, _, _ = _asked()
    park = _park(parks)
    if park.board is None:
        return _no_data(park)
    body = orders_csv(park.board, from_search(address, park.board.vocabulary))
    return Response(
        body,
        mimetype="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="issues.csv"'},
    )


def health_reply(parks: Sequence[ServedPark]) -> Response:
    """Say which parks are served and in which state of the data."""
    now = list(parks)
    state = {park.key: park.board.dataset.id if park.board else None for park in now}
    trouble = {park.key: trouble_json(park) for park in now if park.trouble is not None}
    pull = {park.key: pull_json(park) for park in now if park.pull is not None}
    body = json.dumps({"parks": state, "trouble": trouble, "pull": pull})
    return Response(body, mimetype="application/json")
