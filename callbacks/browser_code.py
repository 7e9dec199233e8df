"""The browser's modules over HTTP, under the address that names their version."""

from __future__ import annotations

from flask import Flask, Response, send_from_directory

from callbacks.routing import FOREVER
from layouts.frame.modules import FOLDER, build


def register(server: Flask) -> None:
    """Attach `/app/<version>/<path of a module>`."""

    @server.get("/app/<version>/<path:name>")
    def module(version: str, name: str) -> Response:
        """A module. Under an older version it is today's, which no browser is to keep."""
        response = send_from_directory(FOLDER, name, mimetype="text/javascript")
        response.headers["Cache-Control"] = FOREVER if version == build() else "no-store"
        return response
