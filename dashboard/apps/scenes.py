"""The office's scenes: a view is saved as one, and the scenes of a story are put in order."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from flask import Flask, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.apps.office import bound, html, office_of
from dashboard.apps.parks import Parks
from dashboard.apps.scene_visit import OF_THE_OFFICE, Room, Visit, as_problem, kept, park_asked, visit_of
from dashboard.apps.scene_words import picture_of, scene_of, texts_of
from dashboard.errors import ParkError
from dashboard.i18n import LANGUAGES
from dashboard.i18n.translate import words
from dashboard.ingest.picture_sent import cleaned
from dashboard.ingest.story_desk import Change, Told, moved
from dashboard.render.answer import answer
from dashboard.render.scene_draft import case_of, drafted_scene, paired_charts, suited_charts
from dashboard.render.wall import told as sentence
from dashboard.views.import_page import page
from dashboard.views.scene_form import SceneForm, form_part
from dashboard.views.scene_page import (
    DONE,
    Problem,
    StoryRow,
    done_part,
    problem_parts,
    story_parts,
)
from dashboard.views.tree import Node, el

TOO_WIDE, ALONE = "“{name}” needs the whole wall.", "Choose it alone, or two narrower charts."
OF_A_CASE = (
    "A card is open: the scene shows this one project with its stages and a picture. "
    "Close the card for a scene of the whole view."
)


def add_routes(server: Flask, parks: Parks, told: Path) -> None:
    """Add the office's pages of scenes; ``told`` is where stories are laid over."""
    room = Room(parks, told)
    routes: tuple[tuple[str, str, Callable[..., Any]], ...] = (
        ("/scenes", "GET", start_scenes),
        ("/scenes", "POST", save_scene),
        ("/scenes/<name>/<int:at>", "GET", show_scene),
        ("/scenes/<name>/<int:at>", "POST", change_scene),
        ("/scenes/<name>/<int:at>/move", "POST", move_scene),
        ("/scenes/<name>/<int:at>/remove", "POST", remove_scene),
        ("/scenes/<name>/restore", "POST", restore_story),
    )
    for path, method, act in routes:
        view = bound(act, room, lambda: office_of(park_asked(parks), "scenes", OF_THE_OFFICE))
        server.add_url_rule(path, act.__name__, view, methods=[method])


def start_scenes(room: Room) -> Response:
    """Show the form for the view, and the stories."""
    return html(_start(visit_of(room)))


def _start(visit: Visit, problems: list[Problem] | None = None, scene: dict[str, Any] | None = None) -> str:
    office, text = visit.office, visit.office.words.text
    done = request.args.get("done", "")
    parts: list[Node] = problem_parts(office, problems or [])
    if done in DONE and not parts:
        parts.append(done_part(office, done, request.args.get("shown", "")))
    notes = [el("p", text(note.key, **dict(note.facts)), cls="message") for note in visit.state.notes]
    view = sentence(answer(visit.board, visit.state, "stage")).replace("\n", " · ")
    stories = visit.desk.stories(visit.source)
    form = _new_form(visit, stories, scene or drafted_scene(visit.board, visit.state))
    look = el("a", text("Look at it"), href=office.board())
    case = el("p", text(OF_A_CASE)) if case_of(visit.board, visit.state) else None
    about = el("div", el("p", text("The view: {view}", view=view), " ", look), case)
    saving = el("section", el("h2", text("Save this view as a scene")), about, form_part(office, "", form))
    rows = [_row(one, visit.lang) for one in stories.values()]
    return page(office, "", *parts, *notes, saving, *story_parts(office, rows))


def _new_form(visit: Visit, stories: Mapping[str, Told], scene: dict[str, Any]) -> SceneForm:
    sent = dict(request.form) if "place" in request.form else {}
    views, text = scene["views"], visit.office.words.text
    own = {lang: words(lang).text("Scenes of the office") for lang in LANGUAGES}
    return SceneForm(
        scene,
        charts=[(one.key, text(one.title)) for one in suited_charts()] if views else [],
        pairs=[(one.key, text(one.title)) for one in paired_charts()],
        stories=[(one.name, _title(one, visit.lang), one.mark) for one in stories.values()],
        titles=texts_of(sent, "story", visit.lang) if sent else own,
        sent=sent,
    )


def _title(story: Told, lang: str) -> str:
    return str((story.content.get("title") or {}).get(lang, story.name))


def _row(story: Told, lang: str) -> StoryRow:
    whose = "park" if not story.laid_over else "changed" if story.of_the_park else "office"
    scenes = [
        {
            "name": (one.get("name") or {}).get(lang, one.get("key", "")),
            "title": (one.get("title") or {}).get(lang, ""),
            "seconds": str((one.get("seconds") or {}).get(lang, "")),
        }
        for one in story.scenes
    ]
    key = str(story.content.get("key", story.name))
    return StoryRow(story.name, key, _title(story, lang), story.mark, whose, scenes)


def save_scene(room: Room) -> AnyResponse:
    """Save the view as a scene of a story, a new one where a key is given; or say what is wrong."""
    visit, form = visit_of(room), request.form
    scene = scene_of(form, drafted_scene(visit.board, visit.state), visit.lang)
    scene["views"], crowded = _views(visit, scene["views"])
    try:
        name, content, seen = _story_of_form(visit)
    except ParkError as problem:
        return html(_start(visit, [as_problem(visit, problem)], scene))
    used = {str(one.get("key")) for one in content["scene"]}
    key = next(one for at in range(1, 1000) if (one := f"view-{at}") not in used)
    scene, pictures, wrong = _with_picture(visit, {"key": key, **scene})
    place = _place(form.get("place", ""), len(content["scene"]))
    content["scene"] = [*content["scene"][:place], scene, *content["scene"][place:]]
    problems = kept(visit, Change(name, content, seen, pictures), [*crowded, *wrong])
    if problems:
        return html(_start(visit, problems, scene))
    return _done(visit, "saved", f"{content['key']}.{place + 1}")


def _views(visit: Visit, own: list[str]) -> tuple[list[str], list[Problem]]:
    """Return the charts of the form, and a problem where two have no room; none where there are none."""
    form, suited = request.form, {one.key: one.title for one in suited_charts()}
    sent = dict.fromkeys(one for one in (form.get("view", ""), form.get("second", "")) if one in suited)
    pairs = {one.key for one in paired_charts()}
    wide = [one for one in sent if one not in pairs] if len(sent) > 1 else []
    text = visit.office.words.text
    told = [Problem("", text(TOO_WIDE, name=text(suited[one])), text(ALONE)) for one in wide]
    return own and (list(sent) or own), told if own else []


def _place(sent: str, many: int) -> int:
    return min(int(sent), many + 1) - 1 if sent.isascii() and sent.isdigit() and int(sent) else many


def _story_of_form(visit: Visit) -> tuple[str, dict[str, Any], str]:
    """Return name, content and mark of the story a form names, an empty story for a new key."""
    form = request.form
    new = form.get("new", "").strip()
    if new:
        visit.desk.check_key(visit.source, new)
        return new, {"key": new, "title": texts_of(form, "story", visit.lang), "scene": []}, ""
    name = form.get("story", "")
    story = visit.desk.story(visit.source, name)
    return name, {**story.content, "scene": story.scenes}, form.get(f"seen.{name}", "")


def _with_picture(
    visit: Visit, scene: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, bytes], list[Problem]]:
    """Return a scene with the picture of the form, the file to lay beside it, and what is wrong with it."""
    form, data = request.form, _file_sent()
    if "no_picture" in form:
        return {key: one for key, one in scene.items() if key != "picture"}, {}, []
    if not data:
        old = scene.get("picture")
        return scene | ({"picture": picture_of(form, old["file"], visit.lang)} if old else {}), {}, []
    try:
        ending, made = cleaned(data)
    except ParkError as problem:
        return scene, {}, [as_problem(visit, problem)]
    file = f"picture-{hashlib.sha256(made).hexdigest()[:12]}.{ending}"
    return scene | {"picture": picture_of(form, file, visit.lang)}, {file: made}, []


def _file_sent() -> bytes:
    """Return the bytes of the file of a form; none where no file was chosen."""
    sent = request.files.get("file")
    if sent is None:
        return b""
    with sent.stream:
        return sent.stream.read()


def _done(visit: Visit, done: str, shown: str = "") -> AnyResponse:
    more = {"done": done, **({"shown": shown} if shown else {})}
    return redirect(visit.office.to("", **more), 303)


def show_scene(room: Room, name: str, at: int) -> Response:
    """Show a scene's words, notes, seconds and picture, to be changed."""
    visit = visit_of(room)
    story = visit.desk.story(visit.source, name)
    return html(_scene_page(visit, story, at, story.scene(at)))


def _scene_page(
    visit: Visit, story: Told, at: int, scene: dict[str, Any], problems: list[Problem] | None = None
) -> str:
    office, text = visit.office, visit.office.words.text
    title = text("Scene {at} of “{story}”", at=at, story=_title(story, visit.lang))
    sent = dict(request.form) if request.method == "POST" else {}
    form = SceneForm(scene, seen=sent.get("seen", story.mark), sent=sent)
    back = el("p", el("a", text("All scenes"), href=office.to()))
    path = f"/{story.name}/{at}"
    parts = [*problem_parts(office, problems or []), back, el("h2", title), form_part(office, path, form)]
    return page(office, path, *parts)


def change_scene(room: Room, name: str, at: int) -> AnyResponse:
    """Write a scene's changed words, or say what is wrong with them."""
    visit, form = visit_of(room), request.form
    story = visit.desk.story(visit.source, name)
    scene, pictures, wrong = _with_picture(visit, scene_of(form, story.scene(at), visit.lang))
    scenes = [*story.scenes[: at - 1], scene, *story.scenes[at:]]
    change = Change(name, {**story.content, "scene": scenes}, form.get("seen", ""), pictures)
    problems = kept(visit, change, wrong)
    if problems:
        return html(_scene_page(visit, story, at, scene, problems))
    return _done(visit, "saved", f"{story.content['key']}.{at}")


def move_scene(room: Room, name: str, at: int) -> AnyResponse:
    """Move a scene by one place."""
    by = 1 if request.form.get("by") == "1" else -1
    return _reordered(visit_of(room), name, at, lambda scenes: moved(scenes, at, by))


def remove_scene(room: Room, name: str, at: int) -> AnyResponse:
    """Take a scene out of a story; the park's own file keeps it."""
    return _reordered(visit_of(room), name, at, lambda scenes: [*scenes[: at - 1], *scenes[at:]])


def _reordered(visit: Visit, name: str, at: int, order: Callable[[list[Any]], list[Any]]) -> AnyResponse:
    story = visit.desk.story(visit.source, name)
    story.scene(at)
    scenes = order(story.scenes)
    change = Change(name, {**story.content, "scene": scenes}, request.form.get("seen", ""))
    problems = kept(visit, change)
    if problems:
        return html(_start(visit, problems))
    return _done(visit, "moved" if len(scenes) == len(story.scenes) else "removed")


def restore_story(room: Room, name: str) -> AnyResponse:
    """Show the park's own story again; a story of the office alone is gone."""
    visit = visit_of(room)
    story = visit.desk.story(visit.source, name)
    problems = kept(visit, Change(name, None, request.form.get("seen", "")))
    if problems:
        return html(_start(visit, problems))
    return _done(visit, "restored" if story.of_the_park else "gone")
