"""The data table over HTTP: blocks of rows, and files of exactly the rows that filters leave."""

from __future__ import annotations

from functools import lru_cache

import orjson
from dash import ClientsideFunction, Dash, Input, Output
from flask import Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from callbacks.routing import read_address
from data.catalog import Reference
from data.query import Filters, Selection, flows_table, observations_table
from data.store import Store
from layouts import ids
from layouts.context import Context
from layouts.data_csv import csv_lines
from layouts.data_filters import Asked, read_filters
from layouts.data_rows import answer, looser, ranks

PAGE = "/data"
KEPT_SELECTIONS = 3  # per worker; one over all rows in an order of its own takes 8 MB
Order = tuple[tuple[str, bool], ...]


def register(app: Dash, reference: Reference, store: Store) -> None:
    """Attach `/data/rows.json`, `/data/rows.csv` and the indicator chooser of the table."""
    tables = {
        "observations": observations_table(store.layout),
        "flows": flows_table(store.layout),
    }

    @lru_cache(maxsize=KEPT_SELECTIONS)
    def select(table: str, filters: Filters, order: Order, words: str) -> Selection:
        lang, labels = words.split("|")
        ctx, _ = read_address(PAGE, f"lang={lang}&labels={labels}", reference, store)
        return tables[table].select(filters, order, ranks(ctx, tables[table], order))

    def chosen(ctx: Context, asked: Asked, without: str = "") -> Selection:
        words = f"{ctx.lang}|{ctx.state.option('labels')}" if asked.order else "|"
        return select(asked.table, asked.filters(without), asked.order, words)

    @app.server.get("/data/rows.json")
    def rows() -> Response:
        ctx, problem = _read(reference, store)
        if ctx is None:
            return Response(problem, 404, mimetype="text/plain")
        asked = read_filters(ctx)
        found, table = chosen(ctx, asked), tables[asked.table]
        start = request.args.get("start", "0")
        place = int(start) if start.isascii() and start.isdecimal() and len(start) < 10 else 0
        body = answer(ctx, asked, table, found, place)
        body["unknown"] = asked.unknown
        if not len(found):
            body["looser"] = looser(asked, lambda key: len(table.select(asked.filters(key))))
        return Response(orjson.dumps(body), mimetype="application/json")

    @app.server.get("/data/rows.csv")
    def file() -> Response:
        ctx, problem = _read(reference, store)
        if ctx is None:
            return Response(problem, 404, mimetype="text/plain")
        asked = read_filters(ctx)
        link = request.url_root.rstrip("/") + ctx.href()
        lines = csv_lines(ctx, tables[asked.table], chosen(ctx, asked), link)
        response = Response(lines, mimetype="text/csv; charset=utf-8")
        name = f"throughline-{asked.table}.csv"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    @app.server.before_request
    def slash() -> AnyResponse | None:
        """The page has one address; with a slash behind it, it is the same page."""
        if request.path != f"{PAGE}/":
            return None
        search = request.query_string.decode("utf-8", "replace")
        return redirect(f"{PAGE}?{search}" if search else PAGE, 308)

    app.clientside_callback(
        ClientsideFunction("throughline", "dataIndicators"),
        Output(ids.SINK, "data", allow_duplicate=True),
        Input(ids.DATA_INDICATORS, "value"),
        prevent_initial_call=True,
    )


def _read(reference: Reference, store: Store) -> tuple[Context | None, str]:
    """The context of the page whose query the request repeats; None and why where it has none."""
    search = request.query_string.decode("utf-8", "replace")
    ctx, problems = read_address(PAGE, search, reference, store)
    if problems:
        return None, "; ".join(f"{p.kind}: {p.given}" for p in problems)
    return ctx, ""
