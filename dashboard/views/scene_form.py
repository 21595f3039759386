"""The form of a scene: its words in every language, its seconds, its charts and its picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dashboard.i18n import LANGUAGES
from dashboard.i18n.translate import words as words_of
from dashboard.views.import_page import Office
from dashboard.views.tree import Node, el

TITLES = {
    "name": "Name",
    "title": "Headline",
    "label": "What the figure counts",
    "text": "Small text",
    "source": "Source line",
    "say": "Say",
    "asked": "If asked",
}
STORY_TITLE = "Title of the story"
LONG = ("title", "text", "source", "say", "asked")
LONGEST, MOST_SECONDS = "600", "3600"
PICTURE_FILES = "image/jpeg,image/png,image/webp"
Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class SceneForm:
    """What a form shows: a scene as its file would hold it, and between what one may choose.

    ``charts`` is empty where the charts stay as they are, ``pairs`` are those that leave room for a second;
    ``stories`` gives key, title and mark of each.
    """

    scene: Mapping[str, Any]
    charts: Choices = ()
    pairs: Choices = ()
    stories: Sequence[tuple[str, str, str]] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    seen: str = ""
    sent: Mapping[str, str] = field(default_factory=dict)


def form_part(office: Office, path: str, form: SceneForm, *more: Node) -> Node:
    """Return the form; it works without a script."""
    text = office.words.text
    own = words_of(office.words.lang).rules["name"]
    fill = el("input", type="checkbox", name="fill", checked="fill" in form.sent)
    return el(
        "form",
        el("input", type="hidden", name="seen", value=form.seen) if form.seen else None,
        *more,
        *_where(office, form),
        _charts(office, form),
        el("h3", text("Words")),
        el("p", text("Numbers are never typed; these braces are filled: {names}", names=_gaps(form))),
        *[_texts(office, key, form.scene[key]) for key in TITLES if key in form.scene],
        _seconds(office, form.scene.get("seconds", {})),
        el("label", fill, " ", text("Fill what is empty with the words in {language}", language=own)),
        _picture(office, form),
        el("p", el("button", text("Save"), cls="main")),
        method="post",
        enctype="multipart/form-data",
        action=office.to(path),
        cls="scene",
    )


def _gaps(form: SceneForm) -> str:
    return " ".join(f"{{{name}}}" for name in form.scene["figures"])


def ordered(lang: str) -> list[str]:
    """Return the languages, that of the page first.

    Examples
    --------
    >>> ordered("ja")[:2]
    ['ja', 'zh-Hans']
    """
    return [lang, *(one for one in LANGUAGES if one != lang)]


def _where(office: Office, form: SceneForm) -> list[Node]:
    if not form.titles:
        return []
    text = office.words.text
    chosen = form.sent.get("story", "")
    options = [
        el("option", f"{title} ({key})", value=key, selected=key == chosen or None)
        for key, title, _ in form.stories
    ]
    place = el("input", type="number", name="place", min="1", max="99", value=form.sent.get("place", ""))
    new = el(
        "input", name="new", value=form.sent.get("new", ""), pattern="[a-z][a-z0-9\\-]{0,30}", maxlength="31"
    )
    return [
        *[el("input", type="hidden", name=f"seen.{key}", value=mark) for key, _, mark in form.stories],
        el(
            "p",
            el("label", text("Story"), el("select", *options, name="story")) if options else None,
            el("label", text("Place in the order (empty: at the end)"), place),
            cls="fields",
        ),
        el(
            "details",
            el("summary", text("A new story instead")),
            el("p", el("label", text("Key of the new story (small letters)"), new), cls="fields"),
            _texts(office, "story", form.titles),
            open=bool(form.sent.get("new")) or not options,
        ),
    ]


def _charts(office: Office, form: SceneForm) -> Node | None:
    if not form.charts:
        return None
    text, views = office.words.text, [*form.scene.get("views", ()), "", ""]
    none = ("", text("none"))
    return el(
        "p",
        _select(text("Chart"), "view", form.charts, views[0]),
        _select(text("Second chart"), "second", [none, *form.pairs], views[1]),
        cls="fields",
    )


def _select(label: str, name: str, options: Choices, chosen: str) -> Node:
    made = [el("option", said, value=key, selected=key == chosen or None) for key, said in options]
    return el("label", label, el("select", *made, name=name))


def _texts(office: Office, key: str, texts: Mapping[str, str]) -> Node:
    """Return one text in every language, that of the page first."""
    name = office.words.text(TITLES.get(key, STORY_TITLE))
    fields = [
        _text(f"{key}.{lang}", lang, texts.get(lang, ""), key in LONG) for lang in ordered(office.words.lang)
    ]
    return el("fieldset", el("legend", name), *fields, cls="words")


def _text(name: str, lang: str, value: str, long: bool) -> Node:
    rules = words_of(lang).rules
    box = (
        el("textarea", value, name=name, rows="3", maxlength=LONGEST, lang=rules["html_lang"])
        if long
        else el("input", name=name, value=value, maxlength=LONGEST, lang=rules["html_lang"])
    )
    return el("label", el("span", rules["name"]), box)


def _seconds(office: Office, seconds: Mapping[str, Any]) -> Node:
    fields = [
        el(
            "label",
            el("span", words_of(lang).rules["name"]),
            el(
                "input",
                type="number",
                name=f"seconds.{lang}",
                value=str(seconds.get(lang, "")),
                min="1",
                max=MOST_SECONDS,
            ),
        )
        for lang in ordered(office.words.lang)
    ]
    return el("fieldset", el("legend", office.words.text("Planned seconds")), *fields, cls="words")


def _picture(office: Office, form: SceneForm) -> Node:
    """Return the fields of the one picture a scene may carry."""
    text, found = office.words.text, form.scene.get("picture") or {}
    sent = form.sent.get
    consent = bool(found.get("consent")) if not form.sent else "consent" in form.sent
    box = el("input", type="checkbox", name="consent", checked=consent)
    names = {
        lang: (found.get("name") or {}).get(lang, sent(f"picture.name.{lang}", "")) for lang in LANGUAGES
    }
    parts = [
        el("p", text("Now: {file}", file=found["file"])) if found.get("file") else None,
        el(
            "p",
            el(
                "label",
                text("JPEG, PNG or WebP; 5 MB and 6000 pixels at most"),
                el("input", type="file", name="file", accept=PICTURE_FILES),
            ),
            _line(text("Made by"), "credit", found.get("credit") or sent("credit", "")),
            _line(text("Licence"), "licence", found.get("licence") or sent("licence", "")),
            cls="fields",
        ),
        _texts_of_picture(office, names),
        el("label", box, " ", text("Those shown have agreed")),
        _take_away(office) if found.get("file") else None,
    ]
    opened = bool(found) or bool(sent("credit"))
    return el("details", el("summary", text("A picture")), *parts, open=opened)


def _take_away(office: Office) -> Node:
    box = el("input", type="checkbox", name="no_picture")
    return el("label", box, " ", office.words.text("Take the picture away"))


def _line(label: str, name: str, value: str) -> Node:
    return el("label", label, el("input", name=name, value=value, maxlength="120"))


def _texts_of_picture(office: Office, names: Mapping[str, str]) -> Node:
    fields = [_text(f"picture.name.{lang}", lang, names[lang], False) for lang in ordered(office.words.lang)]
    return el("fieldset", el("legend", office.words.text("What the picture shows")), *fields, cls="words")
