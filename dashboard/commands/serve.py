"""``serve``: the board in a browser."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dashboard.commands import BAD_DATA, FINE, LOOPBACK, WRONG_USE
from dashboard.errors import ParkError
from dashboard.i18n.translate import words
from dashboard.settings import bundled_parks, read_settings, snapshot_folder, story_folder

DEFAULT_PORT = 8050


def add_arguments(verbs: Any) -> None:
    """Add the verb to the grammar."""
    serve = verbs.add_parser("serve", help="serve the board in a browser")
    serve.add_argument(
        "--park", action="append", type=Path, metavar="DIR", help="a park folder; may be repeated"
    )
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, help="default: $PORT, else 8050")
    serve.add_argument("--json", action="store_true", help="say where it serves as JSON")
    serve.add_argument(
        "--public-url",
        metavar="URL",
        help="where phones find this board (default: $PARK_PUBLIC_URL): short links, QR codes on the wall; "
        "an address that anybody can reach asks for the map review number of every real park",
    )
    serve.add_argument(
        "--audience",
        choices=("public", "internal"),
        default="public",
        help="internal also shows who is in charge; it serves on this machine only",
    )
    serve.add_argument(
        "--app",
        choices=("public", "admin"),
        default="public",
        help="admin also imports ledgers, publishes and saves scenes; it serves on this machine only",
    )
    serve.add_argument(
        "--watch",
        action="store_true",
        help="also follow changes of the park folders themselves and of the office's stories",
    )


def run(asked: argparse.Namespace) -> int:
    """Serve the parks; a folder that does not validate is told here and on its page."""
    from dashboard.apps.admin import OfficeParks, make_admin
    from dashboard.apps.map_review import refused
    from dashboard.apps.parks import Parks
    from dashboard.apps.public import make_app
    from dashboard.apps.serving import serve
    from dashboard.apps.watching import Watcher
    from dashboard.contract.issues import ValidationReport
    from dashboard.render.sharing import public_address
    from dashboard.render.stories import of_stories, story_issues

    settings = read_settings()
    folders = asked.park or bundled_parks(settings)
    wrong = _wrong_use(asked, folders)
    if wrong:
        return _said(wrong, WRONG_USE)
    try:
        public = public_address(settings.public_url if asked.public_url is None else asked.public_url)
    except ParkError as problem:
        return _said(str(problem), WRONG_USE)
    internal, office, root = asked.audience == "internal", asked.app == "admin", snapshot_folder(settings)
    kind = OfficeParks if office else Parks
    parks = kind(folders, internal=internal, root=root, told=story_folder(settings), public_url=public)
    if no_number := refused(parks):
        return _said("\n".join(no_number), BAD_DATA)
    Watcher(parks, files=asked.watch).start()
    for park in parks:
        stories = (*story_issues(park.board), *of_stories(park.report)) if park.board else ()
        wrong_with = ValidationReport(stories) if park.board else park.report
        if wrong_with.issues:
            print(wrong_with.as_text(words("en")), file=sys.stderr)
    port = asked.port or settings.port or DEFAULT_PORT
    address = f"http://{asked.host}:{port}"
    told = {"address": address, "parks": [park.key for park in parks]}
    told |= {"import": f"{address}/import"} if office else {}
    line = f"Serving {', '.join(told['parks'])} at {address}" + f", import at {address}/import" * office
    print(json.dumps(told) if asked.json else line, flush=True)
    app = make_admin(parks, root) if isinstance(parks, OfficeParks) else make_app(parks)
    serve(app, host=asked.host, port=port)
    return FINE


def _wrong_use(asked: argparse.Namespace, folders: Sequence[Path]) -> str:
    """Return what makes the command impossible; "" when nothing does."""
    missing = [str(folder) for folder in folders if not folder.is_dir()]
    if missing or not folders:
        return f"no such park folder: {', '.join(missing) or '(none bundled)'}"
    inside = [f"--audience {asked.audience}"] * (asked.audience == "internal")
    inside += [f"--app {asked.app}"] * (asked.app == "admin")
    if inside and asked.host not in LOOPBACK:
        return f"{inside[0]} serves on this machine only, not on {asked.host}"
    return ""


def _said(text: str, code: int) -> int:
    print(text, file=sys.stderr)
    return code
