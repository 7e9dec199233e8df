"""Results while someone types."""

from __future__ import annotations

import orjson
from flask import Flask, Response, request

from data.area_groups import WORLD
from data.reference_lists import Reference
from data.search.index import SearchIndex
from data.store import Store
from layouts.request.context import Context
from layouts.request.state import ViewState
from layouts.search.results import search
from layouts.search.typed import SHOWN_FIRST, typed
from layouts.words.text import offered

KEPT = "public, max-age=300"


def register(server: Flask, reference: Reference, store: Store) -> None:
    """Attach `/search/<build>/<lang>.json?q=&focus=`; the index is made before workers fork."""
    index = SearchIndex.of(reference, store)

    @server.get("/search/<build>/<lang>.json")
    def found(build: str, lang: str) -> Response:
        if lang not in offered(reference.languages):
            return Response("There is no such language.", 404, mimetype="text/plain")
        ctx = Context(reference, store, ViewState(lang=lang))
        focus = request.args.get("focus", WORLD)
        focus = focus if focus in reference.areas else WORLD
        results = search(ctx, index, request.args.get("q", ""), SHOWN_FIRST, focus)
        body = orjson.dumps(typed(ctx, results))
        kept = KEPT if build == store.build_id else "no-store"
        return Response(body, mimetype="application/json", headers={"Cache-Control": kept})
