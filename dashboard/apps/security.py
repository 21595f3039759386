"""Headers and limits: nothing is loaded from, sent to, or framed by another host."""

from __future__ import annotations

import json
from collections.abc import Sequence

from flask import Flask, Response, request
from werkzeug.exceptions import BadRequest

MOST_BODY_BYTES = 64 * 1024
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
    "Permissions-Policy": "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), "
    "microphone=(), payment=(), usb=(), interest-cohort=()",
}


def content_policy(script_hashes: Sequence[str]) -> str:
    """Return the content security policy; scripts only of our own, by file or by hash."""
    scripts = " ".join(["'self'", *script_hashes])
    return (
        f"default-src 'none'; script-src {scripts}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self'; "
        "frame-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
    )


def protect(server: Flask, script_hashes: Sequence[str]) -> None:
    """Put headers on every response, limit bodies, and answer malformed ones with 400."""
    policy = content_policy(script_hashes)
    server.config["MAX_CONTENT_LENGTH"] = MOST_BODY_BYTES

    @server.after_request
    def add_headers(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Content-Security-Policy", policy)
        _cache(response)
        return response

    @server.before_request
    def refuse_malformed() -> None:
        if request.path.endswith("/_dash-update-component") and request.method == "POST":
            _check_callback_body()


def _check_callback_body() -> None:
    try:
        json.loads(request.get_data(cache=True))
    except (ValueError, RecursionError) as problem:
        raise BadRequest("The body is not JSON.") from problem
    raise BadRequest("This board has no server callbacks; ask view.json instead.")


def _cache(response: Response) -> None:
    path = request.path
    if "/_dash-component-suites/" in path or "/assets/" in path:
        response.headers["Cache-Control"] = "public, max-age=3600"
    elif path.startswith("/_dash") or path == "/":
        response.headers.setdefault("Cache-Control", "no-cache")
