"""The table page over HTTP: blocks of rows, and files of exactly the rows that filters leave."""

from __future__ import annotations

from functools import lru_cache

import orjson
from dash import ClientsideFunction, Dash, Input, Output
from flask import Flask, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from callbacks.routing import read_address
from data.query import Filters, Selection, flows_table, observations_table
from data.reference_lists import Reference
from data.store import Store
from layouts.pieces import ids
from layouts.request.context import Context
from layouts.table.export import csv_lines
from layouts.table.filters import Asked, read_filters
from layouts.table.found import first
from layouts.table.rows import cells, ranks

PAGE = "/table"
LONGEST_NUMBER = 10  # digits of a row's place, at the most
KEPT_SELECTIONS = 2  # per worker; one over all rows in an order of its own takes 8 MB
Order = tuple[tuple[str, bool], ...]


class Rows:
    """The tables, and the few selections that readers page through just now."""

    def __init__(self, reference: Reference, store: Store) -> None:
        """Name the tables of a store; nothing is read yet."""
        self.reference, self.store = reference, store
        self.tables = {
            "observations": observations_table(store.mapped),
            "flows": flows_table(store.mapped),
        }
        self._select = lru_cache(maxsize=KEPT_SELECTIONS)(self._selected)

    def read(self) -> tuple[Context | None, str]:
        """The context of the page whose query the request repeats; None and why without one."""
        search = request.query_string.decode("utf-8", "replace")
        ctx, problems = read_address(PAGE, search, self.reference, self.store)
        if problems:
            return None, "; ".join(f"{p.kind}: {p.given}" for p in problems)
        return ctx, ""

    def chosen(self, ctx: Context, asked: Asked) -> Selection:
        """The rows that an address asks for; kept for the next block."""
        words = (ctx.lang, ctx.state.option("labels")) if asked.order else ("", "")
        return self._select(asked.table, asked.filters(), asked.order, *words)

    def without(self, asked: Asked, key: str) -> int:
        """How many rows there were without one filter."""
        return len(self.tables[asked.table].select(asked.filters(key)))

    def _selected(
        self, table: str, filters: Filters, order: Order, lang: str, labels: str
    ) -> Selection:
        search = f"lang={lang}&labels={labels}"
        ctx, _ = read_address(PAGE, search, self.reference, self.store)
        places = ranks(ctx, self.tables[table], order)
        return self.tables[table].select(filters, order, places)


def register(app: Dash, reference: Reference, store: Store) -> None:
    """Attach `/table/rows.json` and `.csv`, and the browser's grid and indicator chooser."""
    _register_rows(app.server, Rows(reference, store))

    @app.server.before_request
    def slash() -> AnyResponse | None:
        """The page has one address; with a slash behind it, it is the same page."""
        if request.path != f"{PAGE}/":
            return None
        search = request.query_string.decode("utf-8", "replace")
        return redirect(f"{PAGE}?{search}" if search else PAGE, 308)

    app.clientside_callback(
        ClientsideFunction("throughline", "tableRows"),
        Output(ids.TABLE_GRID, "getRowsResponse"),
        Input(ids.TABLE_GRID, "getRowsRequest"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("throughline", "tableIndicators"),
        Output(ids.SINK, "data", allow_duplicate=True),
        Input(ids.TABLE_INDICATORS, "value"),
        prevent_initial_call=True,
    )


def _place(text: str) -> int:
    """The place of a row; 0 for what is no number, or far too long."""
    plain = text.isascii() and text.isdecimal() and len(text) < LONGEST_NUMBER
    return int(text) if plain else 0


def _register_rows(server: Flask, held: Rows) -> None:
    @server.get("/table/rows.json")
    def rows() -> Response:
        ctx, problem = held.read()
        if ctx is None:
            return Response(problem, 404, mimetype="text/plain")
        asked = read_filters(ctx)
        found = held.chosen(ctx, asked)
        table, start = held.tables[asked.table], _place(request.args.get("start", "0"))
        body = {"count": len(found), "columns": cells(ctx, asked, table, found, start)}
        if start == 0:
            body |= first(ctx, asked, table, found, lambda key: held.without(asked, key))
        if asked.order:
            table.let_go()
        return Response(orjson.dumps(body), mimetype="application/json")

    @server.get("/table/rows.csv")
    def file() -> Response:
        ctx, problem = held.read()
        if ctx is None:
            return Response(problem, 404, mimetype="text/plain")
        asked = read_filters(ctx)
        link = request.url_root.rstrip("/") + ctx.href()
        lines = csv_lines(ctx, held.tables[asked.table], held.chosen(ctx, asked), link)
        response = Response(lines, mimetype="text/csv; charset=utf-8")
        name = f"throughline-{asked.table}.csv"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
