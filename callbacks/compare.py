"""The comparing page: the list it draws from, and its choosers of further indicators."""

from __future__ import annotations

from dash import ClientsideFunction, Dash, Input, Output
from flask import Response

from callbacks.routing import FOREVER
from data.reference_lists import Reference
from data.store import Store
from layouts.compare.indicator_list import indicator_list
from layouts.compare.page import DROPDOWNS
from layouts.pieces import ids
from layouts.request.context import Context
from layouts.request.state import ViewState
from layouts.words.text import offered


def register(app: Dash, reference: Reference, store: Store) -> None:
    """Attach `/series/<build>/<lang>/compare.json` and the choosers."""

    @app.server.get("/series/<build>/<lang>/compare.json")
    def known(build: str, lang: str) -> Response:
        if lang not in offered(reference.languages):
            return Response(f"No language {lang!r}.", 404, mimetype="text/plain")
        body = indicator_list(Context(reference, store, ViewState(lang=lang)))
        response = Response(body, mimetype="application/json")
        response.headers["Cache-Control"] = FOREVER if build == store.build_id else "no-store"
        return response

    for name in DROPDOWNS:
        app.clientside_callback(
            ClientsideFunction("throughline", name.removeprefix("compare-")),
            Output(ids.SINK, "data", allow_duplicate=True),
            Input(name, "value"),
            prevent_initial_call=True,
        )
