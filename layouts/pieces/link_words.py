"""What a link from objective to target rests on: basis, paragraph, quotation, indicators meant."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from data.reference_lists import Link
from layouts.charts.chain_words import meant
from layouts.pieces.components import badge
from layouts.request.context import Context


def basis_badge(ctx: Context, link: Link) -> list[Any]:
    """What a link rests on, as a badge and a space; nothing where it does not say."""
    if not link.basis:
        return []
    title = ctx.t(f"basis.{link.basis}.title")
    return [badge(ctx.t(f"basis.{link.basis}"), link.basis, title), " "]


def rests_on(ctx: Context, link: Link) -> list[Component]:
    """The indicators a link speaks of, and its paragraph with the words; nothing for others."""
    if link.kind != "objective_target":
        return []
    parts = [html.Span(f"{meant(ctx, link)} {link.text('indicators_why', ctx.lang)}")]
    if link.quote:
        parts += [
            html.Span(ctx.t("link.paragraph", paragraph=link.paragraph), className="paragraph"),
            html.Q(link.quote, lang="en"),
            html.Span(ctx.t(f"link.quote_evidence.{link.quote_evidence}"), className="muted"),
        ]
    else:
        parts.append(html.Span(ctx.t("link.no_quote"), className="muted"))
    spaced: list[Any] = [x for part in parts for x in (part, " ")]
    return [html.Div(spaced, className="rests-on")]
