"""One request in the office's room of scenes, and the one way a story is written from there.

Law: nothing is written that ``check`` would refuse; after a refusal the last good story is shown as before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from flask import request

from dashboard.apps.office import office_of
from dashboard.apps.parks import Parks, ServedPark, park_of
from dashboard.apps.scene_words import problems_of
from dashboard.contract.issues import Issue
from dashboard.errors import ParkError
from dashboard.ingest.load import load_park
from dashboard.ingest.story_desk import Change, StoryDesk, bare, gap_problems
from dashboard.render.board import Board
from dashboard.render.scene_draft import view_address
from dashboard.render.stories import story_issues
from dashboard.state import ViewState, from_search
from dashboard.views.import_page import Office
from dashboard.views.scene_page import Problem

OURS = ("done", "shown")
OF_THE_OFFICE = ("import", "scenes")
NO_BOARD = "The park cannot be shown now; its scenes cannot be changed."


@dataclass
class Room:
    """The parks served and the desks of their stories, made when they are first asked for."""

    parks: Parks
    told: Path
    desks: dict[str, StoryDesk] = field(default_factory=dict)


@dataclass(frozen=True)
class Visit:
    """One request: the park as it is served, its desk, the view it came from, the page's language."""

    parks: Parks
    at: int
    park: ServedPark
    board: Board
    desk: StoryDesk
    state: ViewState
    office: Office

    @property
    def source(self) -> Path:
        """Return the folder the park is read from."""
        return self.parks.source(self.at)

    @property
    def lang(self) -> str:
        """Return the page's language."""
        return self.office.words.lang


def park_asked(parks: Parks) -> ServedPark:
    """Return the park a request names."""
    return park_of(parks, request.args.get("park", ""))


def visit_of(room: Room) -> Visit:
    """Return what a request asks for. Raises ParkError for a park that cannot be shown."""
    park = park_asked(room.parks)
    at = [one.key for one in room.parks].index(park.key)
    if park.board is None:
        raise ParkError(NO_BOARD)
    desk = room.desks.setdefault(park.key, StoryDesk(room.told, park.key))
    pairs = request.query_string.decode("utf-8", "replace").split("&")
    address = "&".join(pair for pair in pairs if pair.partition("=")[0] not in OURS)
    state = from_search(address, park.board.vocabulary)
    office = office_of(park, "scenes", OF_THE_OFFICE, view_address(park.board, state))
    state = state.changed(lang=office.words.lang)
    return Visit(room.parks, at, park, park.board, desk, state, office)


def as_problem(visit: Visit, problem: ParkError) -> Problem:
    """Return what a person has to correct as the page tells it."""
    return Problem("", visit.office.words.text(problem.key, **problem.facts), "")


def kept(visit: Visit, change: Change, wrong: Sequence[Problem] = ()) -> list[Problem]:
    """Write a change and show it; or write nothing and return what is wrong, ``wrong`` before it."""
    gaps = list(gap_problems(f"stories/{change.name}.toml", change.content or {}))
    tried = replace(change, content=bare(change.content)) if gaps and change.content else change
    with visit.desk.turn:
        with visit.desk.drafted(visit.source, tried) as root:
            issues = [*gaps, *_judged(visit.source, root, change)]
        if not issues and not wrong:
            visit.desk.keep(visit.source, change)
            visit.parks.swap(visit.at, visit.parks.load(visit.at))
    return [*wrong, *problems_of(issues, visit.office.words)]


def _judged(source: Path, root: Path, change: Change) -> list[Issue]:
    """Return what ``check`` would say of a park with the stories of a draft, for every reader."""
    found = load_park(source, root)
    if found.dataset is None:
        return list(found.report.errors)
    files = {f"stories/{name}.toml" for name in (change.name, (change.content or {}).get("key"))}
    return [one for one in story_issues(Board(found.dataset.for_public())) if one.file in files]
