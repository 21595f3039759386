"""Address → pictures: one answer is fetched and put into figures and words."""

from __future__ import annotations

from dash import ClientsideFunction, Dash, Input, Output

from dashboard.views import ids


def register(app: Dash) -> None:
    """Draw whenever the address changes: a click, a chip, the back button, a typed link."""
    app.clientside_callback(
        ClientsideFunction("linking", "draw"), Output(ids.DRAWN, "data"), Input(ids.LOCATION, "search")
    )
