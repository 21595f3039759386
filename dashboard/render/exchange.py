"""The rate that amounts are turned with, as a sentence: rule, rate, month, source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.contract.naming import Names
from dashboard.query.exchange import Rates
from dashboard.state import ViewState

if TYPE_CHECKING:
    from dashboard.render.board import Board


def exchange_text(board: Board, state: ViewState, names: Names) -> str:
    """Return the newest rates with their month and source; empty when nothing is converted."""
    table = board.raw.tables["fx_rates"]
    if dict(state.rules).get("fx", "none") == "none" or table.empty:
        return ""
    rates = Rates.of(table)
    parts = []
    for currency in rates.currencies[1:]:
        month = rates.newest(currency)
        parts.append(f"1 {currency} = {rates.table[currency, month]} CNY ({month})")
    sources = ", ".join(sorted(set(table["source_name"])))
    return names.words.text("Newest rates: {rates}; source: {source}", rates=", ".join(parts), source=sources)
