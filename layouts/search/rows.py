"""The words of a result, for the list below the search box and for the page of results."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from layouts.pieces.components import badge
from layouts.request.context import Context
from layouts.search.results import Found, Results


def group_title(ctx: Context, results: Results, kind: str) -> str:
    """The heading of a kind; that of indicators for places names the places."""
    if kind != "pair":
        return ctx.t(f"search.kind.{kind}")
    names = [ctx.reference.areas[code].text("short", ctx.lang) for code in results.places]
    return ctx.t("search.kind.pair", places=ctx.listed(names))


def marked(found: Found) -> list[Any]:
    """The name of a result, the words that answered marked."""
    return [html.Mark(text) if hit else text for text, hit in found.pieces]


def beside(ctx: Context, found: Found, *about: Component) -> list[Component]:
    """What stands beside the name: a note, whether numbers are held, `about`, which synonym led."""
    parts = [html.Span(found.note, className="search-note")] if found.note else []
    if not found.held:
        parts.append(badge(ctx.t("chain.no_data")))
    parts += about
    typed, means = found.reason
    if typed:
        reason = ctx.t("search.reason", typed=typed, means=means)
        parts.append(html.Span(reason, className="search-reason"))
    return parts
