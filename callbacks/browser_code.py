"""The browser's modules, under addresses that name their version."""

from __future__ import annotations

from functools import cache
from html import escape

from flask import Flask, Response

from callbacks.routing import FOREVER
from layouts.frame.modules import FOLDER, build, names


def register(server: Flask) -> None:
    """Attach `/app/<version>/<path of a module>`."""

    @server.get("/app/<version>/<path:name>")
    def module(version: str, name: str) -> Response:
        """A module. Under an older version it is today's, which no browser is to keep."""
        found = _content(name) if name in names() else None
        if found is None:
            return Response(f"No module {escape(name[:80])}.", 404, mimetype="text/plain")
        response = Response(found, mimetype="text/javascript")
        response.headers["Cache-Control"] = FOREVER if version == build() else "no-store"
        return response


@cache
def _content(name: str) -> bytes:
    """Held in memory, as a file sent as it lies is not compressed by Flask-Compress."""
    return (FOLDER / name).read_bytes()
