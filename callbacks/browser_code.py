"""The browser's modules, under addresses that name their version."""

from __future__ import annotations

from functools import cache
from html import escape

import brotli
from flask import Flask, Response, request

from callbacks.routing import FOREVER
from layouts.frame.modules import FOLDER, build, names


def register(server: Flask) -> None:
    """Attach `/app/<version>/<path of a module>`."""

    @server.get("/app/<version>/<path:name>")
    def module(version: str, name: str) -> Response:
        """A module. Under an older version it is today's, which no browser is to keep."""
        if name not in names():
            return Response(f"No module {escape(name[:80])}.", 404, mimetype="text/plain")
        packed = "br" in request.accept_encodings
        response = Response(_content(name, packed), mimetype="text/javascript")
        response.headers["Vary"] = "Accept-Encoding"
        if packed:
            response.headers["Content-Encoding"] = "br"
        response.headers["Cache-Control"] = FOREVER if version == build() else "no-store"
        return response


@cache
def _content(name: str, packed: bool) -> bytes:
    """Held in memory, and compressed once as far as it goes: sixty small files are a tenth less."""
    found = (FOLDER / name).read_bytes()
    return brotli.compress(found, mode=brotli.MODE_TEXT) if packed else found
