"""Results while someone types: the first of each kind as JSON."""

from __future__ import annotations

from typing import Any

import orjson
from flask import Flask, Response, request

from data.reference_lists import Reference
from data.search.index import SearchIndex
from data.store import Store
from layouts.request.context import Context
from layouts.request.state import ViewState
from layouts.search.page import group_title, reason
from layouts.search.results import Found, search
from layouts.words.text import offered

SHOWN = 5  # results of one kind
SHOWN_FIRST = 6  # of the best kind
KEPT = "public, max-age=300"


def register(server: Flask, reference: Reference, store: Store) -> None:
    """Attach `/search/<build>/<lang>.json?q=`. The index is made before workers are forked."""
    index = SearchIndex.of(reference, store)

    @server.get("/search/<build>/<lang>.json")
    def typed(build: str, lang: str) -> Response:
        if lang not in offered(reference.languages):
            return Response("There is no such language.", 404, mimetype="text/plain")
        ctx = Context(reference, store, ViewState(lang=lang))
        body = orjson.dumps(_answer(ctx, index, request.args.get("q", "")))
        kept = KEPT if build == store.build_id else "no-store"
        return Response(body, mimetype="application/json", headers={"Cache-Control": kept})


def _answer(ctx: Context, index: SearchIndex, query: str) -> dict[str, Any]:
    """Groups with their first results; the query itself is not sent back."""
    results = search(ctx, index, query)
    groups = [
        {
            "kind": kind,
            "title": group_title(ctx, results, kind),
            "count": len(items),
            "items": [_item(ctx, found) for found in items[: SHOWN if at else SHOWN_FIRST]],
        }
        for at, (kind, items) in enumerate(results.groups)
    ]
    return {
        "count": results.count,
        "groups": groups,
        "without": results.left_out,
        "nearest": results.nearest,
    }


def _item(ctx: Context, found: Found) -> dict[str, Any]:
    return {
        "href": found.href,
        "pieces": found.pieces,
        "note": found.note,
        "reason": reason(ctx, found),
        "held": found.held,
        "areas": found.own_areas,
        "english": found.english,
    }
