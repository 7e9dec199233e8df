"""Numbers over HTTP: series for the browser code, and files for people."""

from __future__ import annotations

import gzip
from functools import lru_cache
from html import escape

import brotli
from flask import Flask, Response, request

from callbacks.routing import FOREVER, read_address
from data.catalog import Reference
from data.store import Store
from layouts import exports as export
from layouts.frame import problem
from layouts.pieces.areas import area_list
from layouts.request.context import Context
from layouts.request.state import ViewState
from layouts.series import payload
from layouts.series.series import series_of
from layouts.words.text import languages

KEPT_BODIES = 64  # compressed series kept per worker, about 30 kB each
BROTLI_QUALITY = 5  # 9 takes ten times as long for the same number of bytes


def register(server: Flask, reference: Reference, store: Store) -> None:
    """Attach `/data/<build>/<lang>/...` (cached forever) and `/export/<chart>.csv`."""

    @lru_cache(maxsize=KEPT_BODIES)
    def body(lang: str, name: str, encoding: str) -> bytes | None:
        ctx = Context(reference, store, ViewState(lang=lang))
        raw = area_list(ctx) if name == "areas.json" else _series_bytes(ctx, name)
        if raw is None:
            return None
        if encoding == "br":
            return brotli.compress(raw, quality=BROTLI_QUALITY)
        return gzip.compress(raw, mtime=0) if encoding == "gzip" else raw

    @server.get("/data/<build>/<lang>/<name>")
    def numbers(build: str, lang: str, name: str) -> Response:
        encoding = _encoding()
        found = body(lang, name, encoding) if lang in languages() else None
        if found is None:
            text = f"No series {escape(name[:80])} in {escape(lang[:20])}."
            return Response(text, 404, mimetype="text/plain")
        kind = "application/json" if name.endswith(".json") else "application/octet-stream"
        response = Response(found, mimetype=kind)
        response.headers["Vary"] = "Accept-Encoding"
        fresh = build == store.build_id
        response.headers["Cache-Control"] = FOREVER if fresh else "no-store"
        if encoding:
            response.headers["Content-Encoding"] = encoding
        return response

    @server.get("/export/<chart>.csv")
    def table(chart: str) -> Response:
        path = request.args.get("page", "/")
        search = request.query_string.decode("utf-8", "replace")
        ctx, problems = read_address(path, search, reference, store)
        if problems or chart not in export.CHARTS:
            known = f"{chart[:40]}? Charts: {', '.join(export.CHARTS)}."
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


def _encoding() -> str:
    accepted = request.headers.get("Accept-Encoding", "")
    return "br" if "br" in accepted else "gzip" if "gzip" in accepted else ""
