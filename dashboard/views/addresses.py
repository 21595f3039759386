"""Links to neighbouring views: the same state with one thing changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dashboard.render.answer import Answer
from dashboard.state import ViewState, to_search


def address(found: Answer, **changes: Any) -> str:
    """Return the canonical address of the answer's state with some keys changed."""
    return search_of(found, replace(found.state, **changes))


def search_of(found: Answer, state: ViewState) -> str:
    """Return the canonical address of a state on this board."""
    return to_search(state, found.board.vocabulary)


def shared(found: Answer) -> str:
    """Return the address as a link to send: language and theme are always written."""
    return to_search(found.state, found.board.vocabulary, shared=True)


def tab_address(found: Answer, tab: str, group: tuple[str, ...]) -> str:
    """Return the address with one tab of a group open; an empty ``tab`` opens the standing one."""
    rest = tuple(name for name in found.state.tab if name not in group)
    return address(found, tab=tuple(sorted((*rest, tab))) if tab else rest)


def pick_address(found: Answer, dimension: str, codes: tuple[str, ...]) -> str:
    """Return the address after a row of a dimension was chosen: picked alone, or taken away again."""
    state = found.state
    now = state.picked(dimension)
    following = () if set(now) == set(codes) else codes
    return search_of(found, state.with_pick(dimension, following))
