"""Files that let a reader check us: links, words, calculations, maps of verdicts, doubts."""

from __future__ import annotations

from html import escape

from flask import Flask, Response, request

from callbacks.routing import read_address
from data.reference_lists import Reference
from data.store import Store
from layouts.frame import problem
from layouts.indicator import export as definition_export
from layouts.methods import crosswalk
from layouts.quality import export as quality_export
from layouts.request.context import Context
from layouts.request.pages import PAGES
from layouts.verdict import export as verdict_export
from layouts.verdict_map import export as verdict_map_export

KINDS = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


def register(server: Flask, reference: Reference, store: Store) -> None:
    """Attach the files under `/export/`.

    `crosswalk`, `indicators`, `verdict` and `quality` come as .csv and .json, `verdict_map` as
    .csv.
    """
    _reference_files(server, reference)

    def asked(page: str) -> Context | Response:
        search = request.query_string.decode("utf-8", "replace")
        ctx, problems = read_address(PAGES[page].path, search, reference, store)
        return _not_found(problem.in_words(ctx, problems)) if problems else ctx

    @server.get("/export/verdict.<kind>")
    def verdict_file(kind: str) -> Response:
        ctx = asked("verdict") if kind in KINDS else _no_kind(kind)
        if isinstance(ctx, Response):
            return ctx
        name, content = verdict_export.file(ctx, kind, request.url_root.rstrip("/"))
        return _attachment(content, name, kind)

    @server.get("/export/quality.<kind>")
    def quality_file(kind: str) -> Response:
        ctx = asked("quality") if kind in KINDS else _no_kind(kind)
        if isinstance(ctx, Response):
            return ctx
        name, content = quality_export.file(ctx, kind, request.url_root.rstrip("/"))
        return _attachment(content, name, kind)

    @server.get("/export/verdict_map.csv")
    def verdict_map_file() -> Response:
        ctx = asked("verdict_map")
        if isinstance(ctx, Response):
            return ctx
        name, content = verdict_map_export.file(ctx, request.url_root.rstrip("/"))
        return _attachment(content, name, "csv")


def _reference_files(server: Flask, reference: Reference) -> None:
    """What the tables of reference say, whatever is asked for: links and words."""

    @server.get("/export/crosswalk.<kind>")
    def crosswalk_file(kind: str) -> Response:
        if kind not in KINDS:
            return _no_kind(kind)
        content = (
            crosswalk.csv_file(reference)
            if kind == "csv"
            else crosswalk.json_file(reference, f"{request.url_root}methods#crosswalk")
        )
        return _attachment(content, crosswalk.file_name(reference, kind), kind)

    @server.get("/export/indicators.<kind>")
    def indicators_file(kind: str) -> Response:
        if kind not in KINDS:
            return _no_kind(kind)
        content = (
            definition_export.csv_file(reference)
            if kind == "csv"
            else definition_export.json_file(reference, request.base_url)
        )
        return _attachment(content, f"{definition_export.NAME}.{kind}", kind)


def _attachment(content: bytes, name: str, kind: str) -> Response:
    response = Response(content, content_type=KINDS[kind])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _no_kind(kind: str) -> Response:
    return _not_found(f"{kind[:40]}? Kinds: {', '.join(KINDS)}.")


def _not_found(text: str) -> Response:
    return Response(escape(text), 404, mimetype="text/plain")
