"""A view on a phone: the public address, short links to scenes, and the QR code of a link.

Law: a short link stands for a scene's own state only; every other view is shared by its whole address.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit

import segno

from dashboard.errors import ParkError
from dashboard.i18n import LANGUAGES
from dashboard.render.answer import Answer
from dashboard.render.board import Board
from dashboard.render.stories import scene_state
from dashboard.state import ViewState, to_search
from dashboard.story import scene_named

ADDRESS = re.compile(
    r"https?://([a-z0-9-]+(\.[a-z0-9-]+)*|\[[0-9a-f:.]+\])(:\d{1,5})?(/[a-z0-9._~/-]*)?", re.IGNORECASE
)
NO_ADDRESS = (
    "“{address}” is not a public address: http:// or https://, a host, and at most a path are needed."
)
NEAR = tuple(
    ip_network(one)
    for one in (
        *("127.0.0.0/8", "10.0.0.0/8", "192.168.0.0/16", "172.16.0.0/12"),
        *("::1/128", "fc00::/7"),
    )
)
QUIET = 4


@dataclass(frozen=True)
class Qr:
    """A QR code as one path of squares; ``size`` counts its modules with the quiet zone on both sides."""

    path: str
    size: int
    quiet: int = QUIET


@dataclass(frozen=True)
class Link:
    """What a phone opens: the address, how a person reads it, its code; None when it is too long for one."""

    url: str
    text: str
    qr: Qr | None


def public_address(text: str) -> str:
    """Return a public address without a slash at its end; "" for none, ParkError for one of no use."""
    if not text:
        return ""
    try:
        usable = ADDRESS.fullmatch(text) is not None and urlsplit(text).port != 0
    except ValueError:
        usable = False
    if not usable:
        raise ParkError(NO_ADDRESS, address=text)
    return text.rstrip("/")


def is_open(url: str) -> bool:
    """Say whether anybody can reach an address: it is no loopback and no private network's."""
    host = urlsplit(url).hostname or ""
    if host in ("", "localhost"):
        return False
    try:
        address = ip_address(host)
    except ValueError:
        return True
    return not any(address.version == one.version and address in one for one in NEAR)


def link_of(found: Answer) -> Link | None:
    """Return the link of an answer; None while nobody has said where phones find the board."""
    public = found.board.public_url
    if not public:
        return None
    code = scene_code(found)
    url = f"{public}/s/{code}" if code else f"{public}/?{board_address(found.board, found.state)}"
    return Link(url, url.removeprefix("https://"), found.board.kept(("qr", url), lambda: qr_of(url)))


def board_address(board: Board, state: ViewState) -> str:
    """Return the address of a state on the board: no scene, the bright theme, the language written."""
    return to_search(state.changed(scene="", theme="light"), board.vocabulary, shared=True)


def scene_code(found: Answer) -> str:
    """Return the code of the scene whose own state an answer shows; "" for any other state."""
    board, state = found.board, found.state
    named = scene_named(board.stories, state.scene)
    if named is None:
        return ""
    own = scene_state(board, named[0].scenes[named[1]], state.lang, state.theme)
    if own.changed(scene=state.scene) != state:
        return ""
    park = "" if board.vocabulary.parks[0] == board.vocabulary.park else f"{board.vocabulary.park}."
    lang = "" if state.lang == board.vocabulary.lang else f".{state.lang}"
    return f"{park}{state.scene}{lang}"


def code_language(code: str) -> str:
    """Return the language at the end of a code; "" when it names none.

    Examples
    --------
    >>> code_language("talk.7.ja"), code_language("talk.7.ZH-HANS"), code_language("talk.7")
    ('ja', 'zh-Hans', '')
    """
    last = code.rpartition(".")[2].casefold()
    return next((lang for lang in LANGUAGES if lang.casefold() == last), "")


def code_address(board: Board, code: str) -> str | None:
    """Return the address that a code without a park stands for; None when this park has no such scene."""
    lang = code_language(code)
    asked = (code.rpartition(".")[0] if lang else code).casefold()
    for story in board.stories.values():
        for name, scene in zip(story.names, story.scenes, strict=True):
            if name.casefold() == asked:
                return board_address(board, scene_state(board, scene, lang or board.vocabulary.lang, "light"))
    return None


def qr_of(url: str) -> Qr | None:
    """Return the QR code of an address at error level M; None when no code can hold it."""
    try:
        code = segno.make_qr(url, error="m", boost_error=False)
    except segno.DataOverflowError:
        return None
    rows = [bytes(row) for row in code.matrix]
    path = "".join(_runs(row, y + QUIET) for y, row in enumerate(rows))
    return Qr(path, len(rows) + 2 * QUIET)


def _runs(row: bytes, y: int) -> str:
    """Return the dark modules of a row, neighbours joined."""
    runs = re.finditer(rb"\x01+", row)
    return "".join(f"M{one.start() + QUIET} {y}h{len(one[0])}v1h-{len(one[0])}z" for one in runs)
