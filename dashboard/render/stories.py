"""What only the whole board can judge in a story: its addresses, its views, its key figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dashboard.contract.issues import Issue, ValidationReport, shown
from dashboard.contract.stories import PICTURES
from dashboard.figures import BY_KEY
from dashboard.render.board import Board
from dashboard.render.kpis import kpi_keys
from dashboard.render.questions import finding_of
from dashboard.state import ViewState, from_search
from dashboard.story import Scene, Story

OF_MONEY = "amount"
PARTS = ("value", "total", "rows", "published", "first")
OF_THE_WALL = ("lang", "theme", "park", "scene")
BAD_ADDRESS = (
    "Scene “{scene}” has an address this park cannot show.",
    "Open the board, choose the view, and copy the part after “?” without lang, theme, park and scene.",
)
BAD_VIEW = ("Scene “{scene}” names a view that is not there.", "Name a chart of the board or a picture.")
BAD_KPI = ("Scene “{scene}” names a key figure that is not there.", "Name a key figure of /view.json.")


def scene_state(board: Board, scene: Scene, lang: str, theme: str, stop: int = 0) -> ViewState:
    """Return the state of one stop of a scene, in a language and a room."""
    return from_search(scene.stops[stop], board.vocabulary).changed(lang=lang, theme=theme)


def story_issues(board: Board) -> tuple[Issue, ...]:
    """Return what is wrong with the addresses, views and key figures of a park's stories."""
    return tuple(issue for story in board.stories.values() for issue in _problems(board, story))


def of_stories(report: ValidationReport) -> tuple[Issue, ...]:
    """Return what a report says of stories: those laid over a park that were left out."""
    return tuple(issue for issue in report.issues if issue.code == "bad_story")


def _problems(board: Board, story: Story) -> Iterator[Issue]:
    for scene in story.scenes:
        for address in scene.stops:
            if not _can_be_shown(board, address):
                yield _issue(story, scene.key, "address", BAD_ADDRESS, address)
        for view in (*scene.views, *(one.view for one in scene.steps if one.view)):
            if view not in (*BY_KEY, *PICTURES):
                yield _issue(story, scene.key, "views", BAD_VIEW, view)
        for one in scene.figures.values():
            if one.kpi and (one.kpi not in (OF_MONEY, *kpi_keys(board)) or one.part not in PARTS):
                yield _issue(story, scene.key, "figures", BAD_KPI, f"{one.kpi}.{one.part}")
            if one.question and one.part not in _counts(board, scene, one.question):
                yield _issue(story, scene.key, "figures", BAD_KPI, f"{one.question}.{one.part}")
    for question in story.questions:
        if not _can_be_shown(board, question.address):
            yield _issue(story, "question", "address", BAD_ADDRESS, question.address)


def _counts(board: Board, scene: Scene, question: str) -> frozenset[str]:
    """Return what a question counts on this park in the scene's first state; nothing when it is not asked."""
    if question not in board.vocabulary.questions:
        return frozenset()
    state = scene_state(board, scene, board.vocabulary.lang, "light").changed(ask=question)
    found = finding_of(board.at(state), state)
    return frozenset(found.counts) if found else frozenset()


def _can_be_shown(board: Board, address: str) -> bool:
    keys = {part.partition("=")[0] for part in address.split("&")}
    return not from_search(address, board.vocabulary).notes and not keys & set(OF_THE_WALL)


def _issue(story: Story, scene: str, column: str, why: tuple[str, str], value: str) -> Issue:
    told = Issue("error", "bad_story", f"stories/{story.key}.toml", *why, facts={"scene": scene})
    return replace(told, column=column, value=shown(value))
