"""The WSGI server: waitress, which runs wherever Python does. Measured limits: docs/decisions/0001."""

from __future__ import annotations

import select

from dash import Dash
from waitress import serve as serve_wsgi

THREADS = 8
CONNECTIONS_WITH_POLL = 1000
CONNECTIONS_WITH_SELECT = 400
IDLE_SECONDS = 30


def serve(app: Dash, *, host: str, port: int) -> None:
    """Serve until stopped. Slow or half-sent requests are buffered and block nobody."""
    poll = hasattr(select, "poll")
    serve_wsgi(
        app.server,
        host=host,
        port=port,
        threads=THREADS,
        connection_limit=CONNECTIONS_WITH_POLL if poll else CONNECTIONS_WITH_SELECT,
        asyncore_use_poll=poll,
        channel_timeout=IDLE_SECONDS,
        ident="park-dashboard",
    )
