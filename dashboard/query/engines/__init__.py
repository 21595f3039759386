"""Engines answer queries. One suite of specs runs on every engine named here."""

from __future__ import annotations

from dashboard.query.engines.memory import MemoryEngine

ENGINES = (MemoryEngine,)
