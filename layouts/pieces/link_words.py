"""What a link from objective to target rests on: basis, paragraph, quotation, indicators meant."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from data.catalog import Link
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
    parts = [html.Span(f"{_meant(ctx, link)} {link.text('indicators_why', ctx.lang)}")]
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


def rests_on_words(ctx: Context, link: Link) -> list[str]:
    """The same as lines of text, for a hover."""
    if link.kind != "objective_target":
        return []
    lines = [ctx.t(f"basis.{link.basis}")] if link.basis else []
    if link.quote:
        where = ctx.t("link.paragraph", paragraph=link.paragraph)
        words = ctx.t("link.quote", quote=link.quote)
        lines += [ctx.t("progress.pair", label=where, value=words)]
        lines += [ctx.t(f"link.quote_evidence.{link.quote_evidence}")]
    return [*lines, *([_meant(ctx, link)] if link.indicator_ids else [])]


def _meant(ctx: Context, link: Link) -> str:
    """Which indicators of the target count by this link."""
    if not link.counts:
        return ""
    if not link.indicator_ids:
        several = len(ctx.reference.links_from("target_indicator", link.to_id)) > 1
        return ctx.t("link.every") if several else ""
    of = ctx.reference.indicators
    names = (f"{of[i].sdg_indicator} {of[i].text('label', ctx.lang)}" for i in link.indicator_ids)
    return ctx.t("link.only", indicators=ctx.t("progress.list_mark").join(names))
