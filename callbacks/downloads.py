"""Numbers over HTTP: files for people. Flask-Compress compresses them while they are streamed."""

from __future__ import annotations

from html import escape

from flask import Flask, Response, request

from callbacks.routing import read_address
from data.reference_lists import Reference
from data.store import Store
from layouts import exports as export
from layouts.frame import problem


def register(server: Flask, reference: Reference, store: Store) -> None:
    """Attach `/export/<chart>.csv`."""

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
