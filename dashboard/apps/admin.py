"""The office's app: the board, and beside it the import of ledgers and the scenes, on this machine only.

Law: every act is a POST from a page of this very host; a file that was sent is never served again.
"""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from dash import Dash
from flask import Flask, Response, abort, redirect, request, send_file
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as AnyResponse

from dashboard.apps import scenes
from dashboard.apps.import_view import changes_of, found_of, reports_of, units_of
from dashboard.apps.office import bound, guard, html, office_of
from dashboard.apps.parks import Parks, ServedPark, park_of
from dashboard.apps.public import make_app
from dashboard.contract.dataset import Dataset
from dashboard.ingest.imports import INTERRUPTED, READING, STOPPED, Desk, Sent
from dashboard.ingest.keeping import Keeper
from dashboard.ingest.load import load_park
from dashboard.ingest.publish import Wanted
from dashboard.render.board import Board
from dashboard.views.import_found import found_parts
from dashboard.views.import_page import Office, halted_parts, page, progress_parts
from dashboard.views.import_start import report_parts, start_parts
from dashboard.views.scene_link import with_scene_link

PAGES = Path(__file__).with_name("pages")
MOST_BODY = {"import": 210 << 20, "scenes": 24 << 20}
KINDS = {"page.css": "text/css", "page.js": "text/javascript"}


class OfficeParks(Parks):
    """Parks whose pinned data may also be an import that is not published yet."""

    def _kept(self, key: str, name: str) -> Board | None:
        found = super()._kept(key, name)
        store = next((store for store in self.stores if store and store.park == key), None)
        if found is not None or store is None:
            return found
        for folder in store.root.glob("imports/*/candidate"):
            result = load_park(folder)
            if result.dataset is not None and result.dataset.id == name:
                dataset = result.dataset if self.internal else result.dataset.for_public()
                return Board(dataset, self._names)
        return None


@dataclass
class Bureau:
    """The desks of the parks served, made when they are first asked for."""

    parks: OfficeParks
    root: Path
    today: date | None = None
    desks: dict[str, Desk] = field(default_factory=dict)

    def desk(self, key: str) -> Desk:
        """Return the desk of a park."""
        if key not in self.desks:
            at = [park.key for park in self.parks].index(key)
            self.desks[key] = Desk(self.parks.folders[at], Keeper(self.root, key), self.today)
        return self.desks[key]


def make_admin(parks: OfficeParks, root: Path, today: date | None = None) -> Dash:
    """Return the office's app over these parks, with snapshots kept under ``root``."""
    app = make_app(parks, add=with_scene_link if parks.told else None)
    _add_routes(app.server, Bureau(parks, root, today))
    if parks.told:
        scenes.add_routes(app.server, parks, parks.told)
    guard(app.server, MOST_BODY)
    return app


def _add_routes(server: Flask, bureau: Bureau) -> None:
    routes: Sequence[tuple[str, str, Any]] = (
        ("/import", "GET", start),
        ("/import", "POST", begin),
        ("/import/rollback", "POST", roll_back),
        ("/import/<name>", "GET", show),
        ("/import/<name>/stop", "POST", stop),
        ("/import/<name>/again", "POST", again),
        ("/import/<name>/publish", "POST", publish),
        ("/import/<name>/corrected/<int:at>", "GET", corrected),
    )
    for path, method, act in routes:
        server.add_url_rule(path, act.__name__, bound(act, bureau, lambda: _office(bureau)), methods=[method])
    server.add_url_rule("/import/page.css", "css", lambda: _page_file("page.css"))
    server.add_url_rule("/import/page.js", "js", lambda: _page_file("page.js"))


def _page_file(name: str) -> Response:
    return Response((PAGES / name).read_text(encoding="utf-8"), mimetype=KINDS[name])


def _park(bureau: Bureau) -> ServedPark:
    return park_of(bureau.parks, request.args.get("park", ""))


def _office(bureau: Bureau) -> Office:
    rooms = ("import", "scenes") if bureau.parks.told else ("import",)
    return office_of(_park(bureau), "import", rooms)


def start(bureau: Bureau) -> Response:
    """Show the form, the imports so far and the snapshots."""
    office, desk = _office(bureau), bureau.desk(_park(bureau).key)
    board = _park(bureau).board
    current = desk.keeper.current_id()
    snapshots = [{**one.about, "current": one.id == current} for one in desk.keeper.kept()]
    units = units_of(board.dataset, office.words.lang) if board else []
    parts = start_parts(office, units, desk.all(), snapshots, getpass.getuser())
    told = report_parts(office, reports_of(board.dataset, office.words.lang)) if board else []
    return html(page(office, "", *told, *parts))


def begin(bureau: Bureau) -> AnyResponse:
    """Take files in and go to their page."""
    office, desk = _office(bureau), bureau.desk(_park(bureau).key)
    files = [_taken(one) for one in request.files.getlist("files") if one.filename]
    if not files:
        return redirect(office.to(), 303)
    form = request.form
    sent = Sent(
        files,
        form.get("who", "")[:60] or getpass.getuser(),
        unit=form.get("unit") or None,
        system=form.get("system") or None,
        lang=office.words.lang,
        layer=form.get("layer", ""),
    )
    return redirect(office.to(f"/{desk.begin(sent)}"), 303)


def _taken(one: FileStorage) -> tuple[str, bytes]:
    with one.stream:
        return Path(one.filename or "").name[:120], one.read()


def show(bureau: Bureau, name: str, message: str = "") -> Response:
    """Show an import: how far it is, or what it found."""
    office, desk = _office(bureau), bureau.desk(_park(bureau).key)
    about = desk.about(name)
    if about["status"] == READING:
        return html(page(office, f"/{name}", *progress_parts(office, about), waiting=True))
    if about["status"] in (STOPPED, INTERRUPTED):
        return html(page(office, f"/{name}", *halted_parts(office, about)))
    changes = changes_of(desk, name, _current(bureau), office.words)
    found = found_of(desk, about, office.words, changes, message)
    return html(page(office, f"/{name}", *found_parts(office, found)))


def _current(bureau: Bureau) -> Dataset | None:
    board = _park(bureau).board
    return board.raw if board else None


def stop(bureau: Bureau, name: str) -> AnyResponse:
    """Stop reading."""
    bureau.desk(_park(bureau).key).stop(name)
    return redirect(_office(bureau).to(f"/{name}"), 303)


def again(bureau: Bureau, name: str) -> AnyResponse:
    """Read again."""
    bureau.desk(_park(bureau).key).again(name)
    return redirect(_office(bureau).to(f"/{name}"), 303)


def publish(bureau: Bureau, name: str) -> AnyResponse:
    """Publish an import, or show what stands in its way."""
    office, desk, form = _office(bureau), bureau.desk(_park(bureau).key), request.form
    wanted = Wanted(
        who=form.get("who", "")[:60] or getpass.getuser(),
        day=date.fromisoformat(desk.about(name)["day"]),
        confirmed="confirmed" in form,
        withdrawn=tuple(form.getlist("withdrawn")),
        reason=form.get("reason", "")[:200],
        layer=desk.about(name)["layer"],
    )
    outcome = desk.publish(name, wanted)
    if outcome.answer in ("published", "same"):
        return redirect(office.to(f"/{name}"), 303)
    return show(bureau, name, office.words.label("publish_answer", outcome.answer))


def roll_back(bureau: Bureau) -> AnyResponse:
    """Serve a kept snapshot again."""
    keeper = bureau.desk(_park(bureau).key).keeper
    keeper.roll_back(request.args.get("snapshot"), request.form.get("who", "")[:60] or getpass.getuser())
    return redirect(_office(bureau).to(), 303)


def corrected(bureau: Bureau, name: str, at: int) -> Response:
    """Return the clerk's workbook with comments in the cells that need a look."""
    desk = bureau.desk(_park(bureau).key)
    about = desk.about(name)
    path = desk.root / name / f"corrected-{at}.xlsx"
    if not path.is_file():
        abort(404)
    title = f"{Path(about['files'][at]).stem}-checked.xlsx"
    return send_file(path, as_attachment=True, download_name=title)
