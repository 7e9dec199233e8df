"""Files of a copy that follows its own links or targets carry it in their names."""

from __future__ import annotations

from flask import Flask, Response

from data.store import Store
from layouts.pieces.notice import rules_name


def register(server: Flask, store: Store) -> None:
    """Mark every file for download; nothing under our own rules."""

    @server.after_request
    def mark(response: Response) -> Response:
        name = response.headers.get("Content-Disposition", "")
        if name and rules_name(store):
            own = name.replace("throughline-", "throughline-own-rules-", 1)
            response.headers["Content-Disposition"] = own
        return response
