"""Numbers over HTTP: series for the browser code, and files for people.

Flask-Compress compresses them as it does every answer (app.py). What is kept is the bytes before
that: to make a series takes 11 to 17 ms, to compress it half a millisecond (zstd).
"""

from __future__ import annotations

from functools import lru_cache
from html import escape

from flask import Flask, Response, request

from callbacks.routing import FOREVER, read_address
from data.reference_lists import Reference
from data.store import Store
from layouts import exports as export
from layouts.frame import problem
from layouts.pieces.areas import area_list
from layouts.request.context import Context
from layouts.request.state import ViewState
from layouts.series import payload
from layouts.series.series import series_of
from layouts.words.text import offered

KEPT_BODIES = 32  # series kept per worker, about 90 kB each


def register(server: Flask, reference: Reference, store: Store) -> None:
    """Attach `/series/<build>/<lang>/...` (cached forever) and `/export/<chart>.csv`."""

    @lru_cache(maxsize=KEPT_BODIES)
    def body(lang: str, name: str) -> bytes | None:
        ctx = Context(reference, store, ViewState(lang=lang))
        return area_list(ctx) if name == "areas.json" else _series_bytes(ctx, name)

    @server.get("/series/<build>/<lang>/<name>")
    def numbers(build: str, lang: str, name: str) -> Response:
        found = body(lang, name) if lang in offered(reference.languages) else None
        if found is None:
            text = f"No series {escape(name[:80])} in {escape(lang[:20])}."
            return Response(text, 404, mimetype="text/plain")
        kind = "application/json" if name.endswith(".json") else "application/octet-stream"
        response = Response(found, mimetype=kind)
        fresh = build == store.build_id
        response.headers["Cache-Control"] = FOREVER if fresh else "no-store"
        return response

    @server.get("/export/<chart>.csv")
    def table(chart: str) -> Response:
        path = request.args.get("page", "/")
        search = request.query_string.decode("utf-8", "replace")
        ctx, problems = read_address(path, search, reference, store)
        files = export.offered(ctx.state.page)
        if problems or chart not in files:
            known = f"{chart[:40]}? Charts: {', '.join(files)}."
            text = escape(problem.in_words(ctx, problems) or known)
            return Response(text, 404, mimetype="text/plain")
        name, content = export.csv_file(ctx, chart, request.url_root.rstrip("/"))
        response = Response(content, mimetype="text/csv; charset=utf-8")
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


def _series_bytes(ctx: Context, name: str) -> bytes | None:
    """Bytes of `<indicator>.bin`; None for anything else.

    `<indicator>@<source>` asks for another provider, `~<breakdown>` behind it for a part.
    """
    head, _, breakdown = name.removesuffix(".bin").partition("~")
    indicator_id, _, source_id = head.partition("@")
    if not name.endswith(".bin") or not ctx.store.has_data(indicator_id):
        return None
    series = series_of(ctx, indicator_id, breakdown, source_id)
    return payload.encode(ctx, series) if series else None
