"""The pictures of views, for whoever shares an address."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlencode

from flask import Flask, Response, request

from callbacks.routing import FOREVER, read_address
from data.reference_lists import Reference
from data.store import Store
from layouts.frame import problem
from layouts.frame.picture import png
from layouts.frame.told import whole
from layouts.words.text import offered

KEPT = 16  # pictures kept per worker, about 60 kB each


def register(server: Flask, reference: Reference, store: Store) -> None:
    """Attach `/picture/<build>/<lang>.png?page=<path>&<query of the page>`; kept by its address."""

    @lru_cache(maxsize=KEPT)
    def body(path: str, search: str) -> bytes:
        ctx, _ = read_address(path, search, reference, store)
        found = png(whole(ctx))
        store.mapped.unmap()
        return found

    @server.get("/picture/<build>/<lang>.png")
    def picture(build: str, lang: str) -> Response:
        kept = [(k, v) for k, v in request.args.items() if k not in ("page", "lang")]
        path, search = request.args.get("page", "/"), urlencode([("lang", lang), *kept])
        ctx, problems = read_address(path, search, reference, store)
        if problems or lang not in offered(reference.languages):
            return Response(problem.in_words(ctx, problems), 404, mimetype="text/plain")
        response = Response(body(path, search), mimetype="image/png")
        response.headers["Cache-Control"] = FOREVER if build == store.build_id else "no-store"
        return response
