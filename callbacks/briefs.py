"""The files of briefs: two A4 pages as PDF, and the rows behind their numbers as CSV."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from threading import BoundedSemaphore
from urllib.parse import urlencode

from flask import Flask, Response, request

from callbacks.routing import read_address
from data.reference_lists import Reference
from data.store import Store
from layouts.brief.page import made_of
from layouts.brief.pdf import pdf
from layouts.brief.rows import rows_csv
from layouts.frame import problem
from layouts.request.context import Context
from layouts.words.text import offered

KEPT = 32  # files kept per worker, about 110 kB each
AT_ONCE = 2  # files that are set at the same time, each in a process of its own
PATIENCE = 20  # seconds that a further one waits
PAGE = "brief"
KINDS: dict[str, str] = {"pdf": "application/pdf", "csv": "text/csv"}


def register(server: Flask, reference: Reference, store: Store, site: str) -> None:
    """Attach `/brief/<build>/<lang>.<pdf or csv>?page=<path>&<query of the page>`."""
    room = BoundedSemaphore(AT_ONCE)

    @lru_cache(maxsize=KEPT)
    def body(path: str, search: str, kind: str, day: str) -> bytes:
        ctx, _ = read_address(path, search, reference, store)
        return made(ctx, kind, site)

    @server.get("/brief/<build>/<lang>.<kind>")
    def brief(build: str, lang: str, kind: str) -> Response:
        kept = [(k, v) for k, v in request.args.items() if k not in ("page", "lang")]
        path, search = request.args.get("page", ""), urlencode([("lang", lang), *kept])
        ctx, problems = read_address(path, search, reference, store)
        known = lang in offered(reference.languages) and kind in KINDS
        if problems or not known or ctx.state.page != PAGE:
            return Response(problem.in_words(ctx, problems), 404, mimetype="text/plain")
        return _waited(room, ctx, lambda: body(path, search, kind, _today()), kind)


def made(ctx: Context, kind: str, site: str) -> bytes:
    """One file of the brief of an address."""
    told = made_of(ctx, site)
    return pdf(ctx, told) if kind == "pdf" else ("\ufeff" + rows_csv(told)).encode()


def _waited(room: BoundedSemaphore, ctx: Context, make: Callable[[], bytes], kind: str) -> Response:
    """The file once there is room to make it; 503 where there is none in time."""
    if not room.acquire(timeout=PATIENCE):
        later = {"Retry-After": str(PATIENCE)}
        return Response(ctx.t("brief.busy"), 503, mimetype="text/plain", headers=later)
    try:
        response = Response(make(), mimetype=KINDS[kind])
    finally:
        room.release()
    name = f"{ctx.state.slug}-brief-{ctx.lang}.{kind}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"  # the day stands in it
    return response


def _today() -> str:
    return datetime.now(UTC).date().isoformat()
