"""Events → address: a wish of the reader becomes the next query string."""

from __future__ import annotations

from dash import ClientsideFunction, Dash, Input, Output

from dashboard.views import ids


def register(app: Dash) -> None:
    """Let a wish move the address."""
    app.clientside_callback(
        ClientsideFunction("linking", "navigate"),
        Output(ids.LOCATION, "search"),
        Input(ids.WISH, "data"),
        prevent_initial_call=True,
    )
