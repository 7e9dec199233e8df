"""The way into a story of a place that a form has chosen."""

from __future__ import annotations

from flask import Flask, Response, request

from callbacks.routing import read_address
from data.reference_lists import Reference
from data.store import Store
from layouts.frame import problem
from layouts.pieces.story_form import START
from layouts.request.pages import PAGES
from layouts.request.stories import step_address


def register(server: Flask, reference: Reference, store: Store) -> None:
    """Attach `/stories/<id>/start?areas=<place>`, which leads to the first step."""
    path = PAGES["story"].path

    @server.get(f"{path}<name>/{START}")
    def start(name: str) -> Response:
        search = request.query_string.decode("utf-8", "replace")
        ctx, problems = read_address(f"{path}{name}", search, reference, store)
        if problems:
            return Response(problem.in_words(ctx, problems), 404, mimetype="text/plain")
        where = step_address(ctx, reference.stories[ctx.state.slug], 1)
        headers = {"Location": where, "Cache-Control": "no-store"}
        return Response(status=302, headers=headers, mimetype="text/plain")
