"""The page of an address as it is printed: assets/app/frame/paper.js asks for it."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Flask, Response, request

from callbacks.routing import read_address
from data.reference_lists import Reference
from data.store import Store
from layouts.frame.early import paper


def register(server: Flask, reference: Reference, store: Store) -> None:
    """Attach `/paper?page=<path>&<query of the page>`."""

    @server.get("/paper")
    def printed() -> Response:
        path, search = (
            request.args.get("page", "/"),
            request.query_string.decode("utf-8", "replace"),
        )
        ctx, problems = read_address(path, search, reference, store)
        page = paper(ctx, problems, datetime.now(UTC).date().isoformat())
        store.mapped.unmap()
        return Response(page, mimetype="text/html", headers={"Cache-Control": "no-store"})
