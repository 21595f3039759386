"""The WSGI server: waitress, which runs wherever Python does. Measured limits: docs/decisions/0001."""

from __future__ import annotations

import select
import threading
from typing import Any

from dash import Dash
from waitress import serve as serve_wsgi
from waitress.server import create_server

THREADS = 8
CONNECTIONS_WITH_POLL = 1000
CONNECTIONS_WITH_SELECT = 400
IDLE_SECONDS = 30
APART_THREADS = 4


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


class Apart:
    """A server in a thread of its own on this machine, on a free port when none is named; ``stop`` ends it.

    Its loop may still be waiting on the sockets that ``stop`` closes; what that raises is its end.
    """

    def __init__(self, wsgi: Any, *, port: int = 0) -> None:
        self._server = create_server(wsgi, host="127.0.0.1", port=port, threads=APART_THREADS)
        self._stopped = False
        self.url = f"http://127.0.0.1:{self._server.effective_port}"
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        try:
            self._server.run()
        except (OSError, ValueError):
            if not self._stopped:
                raise

    def stop(self) -> None:
        """Answer nobody from now on."""
        self._stopped = True
        self._server.close()
