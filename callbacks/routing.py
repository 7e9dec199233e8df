"""From an address to a page, and from the controls to an address.

The browser decides what changed (`assets/app/request/routing.js`): only another page, language, a
key that draws a page, or an invalid address asks the server for a new page; some keys ask for a
part of it; indicator, year and areas are applied in place.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl

from dash import ClientsideFunction, Dash, Input, Output, State, html, no_update
from flask import Flask, Response, request

from data.reference_lists import Reference
from data.store import Store
from layouts.frame import problem, shell, told
from layouts.frame.early import worded
from layouts.frame.story_strip import step_shown, strip
from layouts.pieces import ids
from layouts.pieces.markup import still
from layouts.pieces.terms import with_terms
from layouts.request.context import Context
from layouts.request.problems import Problem
from layouts.request.state import parse
from layouts.request.upgrade import renamed_path, upgrade
from layouts.views import VIEWS

KEPT_PAGES = 24  # of those drawn last; a page takes some hundred kilobytes
NO_PAGES = (
    "/sitemap.xml",
    "/robots.txt",
    "/_dash",
    "/app/",
    "/assets/",
    "/chart/",
    "/export/",
    "/own-country/",
    "/style/",
    "/picture/",
    "/paper",
)
FOREVER = "public, max-age=31536000, immutable"
A_MONTH = "public, max-age=2592000"  # shapes and fonts, whose addresses carry no version


def read_address(
    path: str, search: str, reference: Reference, store: Store, dark: bool = False
) -> tuple[Context, tuple[Problem, ...]]:
    """Context and problems of an address given as path and query string."""
    query = upgrade(path, query_of(search), reference)
    state, problems = parse(renamed_path(path, reference, query), query, reference, store)
    return Context(reference, store, state, dark), problems


def query_of(search: str) -> dict[str, str]:
    """Keys and values of a query string; of a repeated key the last, of empty ones nothing."""
    return dict(parse_qsl(search.lstrip("?"), keep_blank_values=True))


Drawn = tuple[Context, Any, dict[str, Any], Any]


def drawing(reference: Reference, store: Store) -> Callable[[str, str, bool], Drawn]:
    """What draws an address: context, page, its data, header. The last few are kept."""

    @lru_cache(maxsize=KEPT_PAGES)
    def drawn(path: str, search: str, dark: bool) -> Drawn:
        ctx, problems = read_address(path, search, reference, store, dark)
        page = VIEWS[ctx.state.page]
        if problems:
            data = {"title": problem.title(ctx), "page": "problem"}
            return ctx, still(problem.layout(ctx, problems)), data, shell.header(ctx)
        named = {"title": told.title(ctx), "bare": page.title(ctx), "step": step_shown(ctx)}
        data = named | page.data(ctx)
        page_layout = still([*strip(ctx), *worded(ctx, page.layout(ctx))])
        store.mapped.unmap()  # counting verdicts over all settings reads the whole table of them
        return ctx, page_layout, data, shell.header(ctx)

    return drawn


def register(app: Dash, reference: Reference, store: Store) -> None:
    """Attach the router, its browser half, and the HTTP status of unknown addresses."""
    drawn = drawing(reference, store)

    @app.callback(
        Output(ids.PAGE, "children"),
        Output(ids.PAGE_DATA, "data"),
        Output(ids.HEADER, "children"),
        Output(ids.FOOTER, "children"),
        Output(ids.SHELL_DATA, "data"),
        Input(ids.ROUTE, "data"),
        State(ids.SHELL_DATA, "data"),
        prevent_initial_call=True,
    )
    def show(route: dict[str, Any], known: dict[str, Any] | None) -> tuple[Any, ...]:
        ctx, page, data, header = drawn(route["path"], route["search"], route["dark"])
        same_language = known is not None and known["lang"] == ctx.lang
        footer = no_update if same_language else still(shell.footer(ctx))
        texts = no_update if same_language else shell.shell_data(ctx)
        return page, data, header, footer, texts

    @app.callback(
        Output(ids.PART, "children"), Input(ids.PART_QUERY, "data"), prevent_initial_call=True
    )
    def show_part(route: dict[str, Any]) -> Any:
        ctx, _ = read_address(route["path"], route["search"], reference, store, route["dark"])
        title = html.Span(hidden=True, **{"data-title": told.title(ctx)})
        part = still([*with_terms(ctx, VIEWS[ctx.state.page].part(ctx), "part"), title])
        store.mapped.unmap()
        return part

    _register_controls(app)
    _register_answers(app.server, reference, store)


def _register_controls(app: Dash) -> None:
    """Controls and pages that arrived tell the browser code, which owns the address."""
    app.clientside_callback(
        ClientsideFunction("throughline", "boot"), Output(ids.ROUTE, "data"), Input("frame", "id")
    )
    for function, *sources in (
        ("page", Input(ids.PAGE_DATA, "data"), State(ids.SHELL_DATA, "data")),
        ("part", Input(ids.PART, "children")),
        ("indicator", Input(ids.INDICATOR, "value")),
        ("areas", Input(ids.AREAS, "value")),
    ):
        app.clientside_callback(
            ClientsideFunction("throughline", function),
            Output(ids.SINK, "data", allow_duplicate=True),
            *sources,
            prevent_initial_call=True,
        )


def _register_answers(server: Flask, reference: Reference, store: Store) -> None:
    """HTTP status of unknown addresses, and how long browsers keep our files."""

    @server.after_request
    def status(response: Response) -> Response:
        if is_page(request.path) and response.mimetype == "text/html":
            search = request.query_string.decode("utf-8", "replace")
            _, problems = read_address(request.path, search, reference, store)
            if problems and response.status_code == 200:
                response.status_code = 404
        return response

    @server.after_request
    def keep(response: Response) -> Response:
        """Let browsers keep our files: those named by their content's date for good."""
        if request.path.startswith("/assets/") and response.status_code == 200:
            response.headers["Cache-Control"] = FOREVER if "m" in request.args else A_MONTH
        return response


def is_page(path: str) -> bool:
    """Whether a path may be one that people see, not a file or a figure.

    Rows, series and results of a search are never HTML, so that nothing here need know them.
    """
    return not path.startswith(NO_PAGES)
