"""The presenter's addresses: the wall, the speaker's window, the script, and the story they show."""

from __future__ import annotations

import json
from collections.abc import Callable

from flask import Flask, Response, abort, request, send_from_directory

from dashboard.apps.parks import ServedPark
from dashboard.contract.stories import PICTURE_KINDS
from dashboard.i18n import LANGUAGES
from dashboard.i18n.translate import words
from dashboard.render.answer import answer
from dashboard.render.board import Board
from dashboard.render.stories import scene_state
from dashboard.render.wall import Wall, wall_of
from dashboard.settings import PACKAGE
from dashboard.story import Story, scene_named
from dashboard.views.html import document
from dashboard.views.presenter import story_part
from dashboard.views.script import script_page
from dashboard.views.tree import Node, el

PLOTLY = "_dash-component-suites/plotly/package_data/plotly.min.js"
SHOWING = ("wall.js", "hall.js", "fitting.js", "sharing.js", "presenting.js")
SCRIPTS = {
    "present": (PLOTLY, "assets/answering.js", *(f"stage/{name}" for name in SHOWING)),
    "speaker": (PLOTLY, "assets/answering.js", "stage/wall.js", "stage/speaking.js"),
}
FILES = ("stage.css", "speaker.css", "script.css", "speaking.js", *SHOWING)
PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
Find = Callable[[], ServedPark]


def add_routes(server: Flask, find: Find) -> None:
    """Add the presenter's addresses; ``find`` returns the park a request names."""
    for page in SCRIPTS:
        server.add_url_rule(f"/{page}", page, lambda page=page: _page(page, find()))
    server.add_url_rule("/story.json", "story", lambda: _story_reply(find()))
    server.add_url_rule("/script", "script", lambda: _script_reply(find()))
    server.add_url_rule("/stage/<name>", "stage", _file)
    server.add_url_rule("/stage/picture/<story>/<name>", "picture", lambda **parts: _picture(find(), **parts))


def _file(name: str) -> Response:
    if name not in FILES:
        abort(404)
    return send_from_directory(PACKAGE / "apps" / "pages", name)


def _picture(park: ServedPark, story: str, name: str) -> Response:
    """Return a scene's picture by its mark; its bytes never change, so a browser may keep it."""
    told = park.board.stories.get(story) if park.board else None
    found = [one.picture for one in told.scenes if one.picture] if told else []
    shown = next((one for one in found if one.mark + one.kind == name), None)
    if shown is None:
        abort(404)
    kept = {"Cache-Control": "public, max-age=31536000, immutable", "Content-Security-Policy": PICTURE_POLICY}
    return Response(shown.data, mimetype=PICTURE_KINDS[shown.kind], headers=kept)


def _told(park: ServedPark) -> tuple[Board, Story, str]:
    """Return the board, the story and the scene of a request; 404 for a park without stories."""
    if park.board is None or not park.board.stories:
        abort(404)
    stories = park.board.stories
    asked = request.args.get("scene", "")
    named = scene_named(stories, asked)
    story = named[0] if named else stories.get(request.args.get("story", asked), next(iter(stories.values())))
    return park.board, story, asked if named else story.names[0]


def _language(board: Board, key: str = "lang") -> str:
    asked = request.args.get(key, "")
    return asked if asked in LANGUAGES else board.dataset.park.default_language


def _page(page: str, park: ServedPark) -> Response:
    board, story, scene = _told(park)
    lang = _language(board)
    style = ["stage.css"] if page == "present" else ["stage.css", "speaker.css"]
    head: list[Node] = [el("link", rel="stylesheet", href=f"stage/{name}") for name in style]
    head += [["script", {"src": name, "defer": True}, []] for name in SCRIPTS[page]]
    body = [el("main", id=page, data_story=story.key, data_scene=scene, data_park=board.dataset.park.key)]
    return Response(
        document(words(lang).rules["html_lang"], story.title[lang], head, body), mimetype="text/html"
    )


def _story_reply(park: ServedPark) -> Response:
    board, story, _ = _told(park)
    body = json.dumps(story_part(board, story), ensure_ascii=False)
    return Response(body, mimetype="application/json", headers={"Cache-Control": "no-cache"})


def _script_reply(park: ServedPark) -> Response:
    board, story, _ = _told(park)
    first, second = _language(board), _language(board, "notes")
    columns = [[_wall(board, story, at, lang) for at in range(len(story.scenes))] for lang in (first, second)]
    return Response(script_page(story, (first, second), columns), mimetype="text/html")


def _wall(board: Board, story: Story, at: int, lang: str) -> Wall:
    state = scene_state(board, story.scenes[at], lang, "dark").changed(scene=story.names[at])
    made = wall_of(answer(board, state, "stage"))
    if made is None:
        raise ValueError(story.names[at])
    return made
