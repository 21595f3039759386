"""Why a database cannot be read: one of a few stable codes; never a message of the server or driver."""

from __future__ import annotations

import ssl

from pg8000.exceptions import DatabaseError

from dashboard.errors import ParkError

BY_STATE = {
    "28": "login",
    "3D": "login",
    "42501": "denied",
    "42P01": "schema",
    "42703": "schema",
    "42883": "schema",
    "3F": "schema",
    "57014": "hangs",
    "55P03": "hangs",
    "25P03": "hangs",
    "57": "down",
    "08": "down",
    "53": "down",
}


class DatabaseTrouble(ParkError):
    """A database that cannot be read. ``reason`` is a code; ``table`` says where, when that is known."""

    def __init__(self, reason: str, *, table: str = "", state: str = "") -> None:
        super().__init__(reason)
        self.reason, self.table, self.state = reason, table, state


def reason_of(problem: Exception) -> DatabaseTrouble:
    """Return what a problem of the driver or the network means.

    Examples
    --------
    >>> reason_of(TimeoutError()).reason, reason_of(ConnectionRefusedError()).reason
    ('hangs', 'down')
    """
    if isinstance(problem, DatabaseError):
        told = problem.args[0] if problem.args and isinstance(problem.args[0], dict) else {}
        state = str(told.get("C", ""))
        found = BY_STATE.get(state) or BY_STATE.get(state[:2], "query")
        return DatabaseTrouble(found, state=state)
    causes = (problem, problem.__cause__)
    if any(isinstance(one, ssl.SSLError) for one in causes):
        return DatabaseTrouble("tls")
    if any(isinstance(one, TimeoutError) for one in causes):
        return DatabaseTrouble("hangs")
    return DatabaseTrouble("down")
