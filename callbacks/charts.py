"""Charts over HTTP: one answer holds a figure and every word around it."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from urllib.parse import urlencode

from flask import Flask, Response, request

from callbacks.routing import FOREVER, read_address
from data.reference_lists import Reference
from data.store import Store
from layouts.charts import charts_of
from layouts.charts.asked import NoNumbers
from layouts.charts.record import Look
from layouts.charts.served import frames, served, table, told
from layouts.compare.settings import dressed
from layouts.frame import problem
from layouts.map.panel import panel
from layouts.request.context import Context
from layouts.words.text import offered

KEPT = 64  # charts kept per worker, about 60 kB each; Flask-Compress compresses them
LOOKS = ("dark", "narrow", "print")  # further keys of a chart's address, each 0 or 1
# As well: with 1, nothing but what steps of the year change, the table, the words of every place
# of a map, or what is told of one of them.
PARTS = {"frames": frames, "astable": table, "words": told, "panel": panel}
OWN = ("page", "lang", *LOOKS, *PARTS)  # keys that are not the page's


def register(server: Flask, reference: Reference, store: Store) -> None:
    """Attach `/chart/<build>/<lang>/<id>.json?page=<path>&<query of the page>&dark=0&narrow=0`.

    Kept by its address; for good where the build is the current one. What an address asks for and
    cannot have falls back as on the page, and is named in `refusals`.
    """

    @lru_cache(maxsize=KEPT)
    def body(chart: str, path: str, search: str, look: Look, part: str) -> bytes:
        ctx, _ = read_address(path, search, reference, store)
        make = PARTS.get(part)
        return make(ctx, chart, look) if make else served(ctx, chart, look, part, dressed)

    @server.get("/chart/<build>/<lang>/<chart>.json")
    def chart_json(build: str, lang: str, chart: str) -> Response:
        path, search = request.args.get("page", "/"), _search(lang)
        ctx, problems = read_address(path, search, reference, store)
        if (
            lang not in offered(reference.languages)
            or problems
            or chart not in charts_of(ctx.state.page)
        ):
            return _refused(_why(ctx, chart) or problem.in_words(ctx, problems), 404)
        dark, narrow, printed = (request.args.get(name) == "1" for name in LOOKS)
        look = Look(lang, dark, narrow, printed)
        asked = (name for name in PARTS if request.args.get(name) == "1")
        part = next(asked, request.url_root.rstrip("/") if printed else "")
        try:
            found = body(chart, path, search, look, part)
        except NoNumbers:
            return _refused(ctx.t("charts.no_numbers"), 404)
        response = Response(found, mimetype="application/json")
        response.headers["Cache-Control"] = FOREVER if build == store.build_id else "no-store"
        return response


def _search(lang: str) -> str:
    """The page's own query, in the language of the chart's address."""
    kept = [(k, v) for k, v in request.args.items() if k not in OWN]
    return urlencode([("lang", lang), *kept])


def _why(ctx: Context, chart: str) -> str:
    """That a page has no such chart, with those it has; "" where it has it."""
    known = charts_of(ctx.state.page)
    if chart in known:
        return ""
    names = ", ".join(ctx.t(f"charts.{id_}.name") for id_ in known)
    return ctx.t("charts.unknown", chart=chart[:40], known=names)


def _refused(text: str, status: int) -> Response:
    return Response(escape(text), status, mimetype="text/plain")
