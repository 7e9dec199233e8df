"""Sources with edition and licence, and the notes that hold for every map and number."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from data.reference_lists import Source
from layouts.pieces.components import outside, section
from layouts.request.context import Context

NOTES = ("boundaries", "kosovo", "general_progress", "missing", "relevance")


def title(ctx: Context) -> str:
    """Document title."""
    return ctx.t("sources.document_title")


def data(ctx: Context) -> dict[str, Any]:
    """Nothing: the page has no view of its own in the browser."""
    return {}


def layout(ctx: Context) -> list[Component]:
    """The page, top to bottom."""
    held = ctx.store.catalogue["sources"]
    sources = [s for s in ctx.reference.sources.values() if s.source_id in held]
    return [
        html.Div(
            [
                html.H1(ctx.t("sources.title")),
                html.P(ctx.t("footer.embedded"), className="lead"),
                html.P(html.A(ctx.t("footer.quality"), href=ctx.link_to("quality"))),
                html.P(html.A(ctx.t("commitments.see"), href=ctx.link_to("commitments"))),
            ],
            className="hero hero-tight",
        ),
        html.Ul([_source(ctx, source) for source in sources], className="source-list"),
        section(
            ctx.t("footer.notes"),
            html.Ul([html.Li(ctx.t(f"note.{name}")) for name in NOTES], className="note-list"),
            id_="notes",
        ),
    ]


def _source(ctx: Context, source: Source) -> Component:
    """One source: name, owner, licence, and what its embedded edition holds."""
    return html.Li(
        [
            html.H2(outside(source.title, source.url)),
            html.P(f"{source.attribution.rstrip('.')}. {source.licence}."),
            html.P(source.text("embedded_note", ctx.lang), className="muted"),
        ]
    )
