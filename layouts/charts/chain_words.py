"""What a link of the chain rests on, as lines of text; and how its indicators are named."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from data.reference_lists import Link
from layouts.request.context import Context

HOVER_CHARS = 60  # in a line of a tooltip, which does not wrap by itself


def link_lines(ctx: Context, link: Link) -> Iterator[str]:
    """Strength, evidence and what the link rests on, in lines of a tooltip."""
    yield f"{ctx.t(f'strength.{link.strength}')} \u00b7 {ctx.t(f'evidence.{link.evidence}')}"
    for text in rests_on_words(ctx, link):
        yield from wrap(text, HOVER_CHARS)


def rests_on_words(ctx: Context, link: Link) -> list[str]:
    """Basis, paragraph, quotation and indicators meant; [] but for links from an objective."""
    if link.kind != "objective_target":
        return []
    lines = [ctx.t(f"basis.{link.basis}")] if link.basis else []
    if link.quote:
        where = ctx.t("link.paragraph", paragraph=link.paragraph)
        words = ctx.t("link.quote", quote=link.quote)
        lines += [ctx.t("progress.pair", label=where, value=words)]
        lines += [ctx.t(f"link.quote_evidence.{link.quote_evidence}")]
    return [*lines, *([meant(ctx, link)] if link.indicator_ids else [])]


def meant(ctx: Context, link: Link) -> str:
    """Which indicators of the target count by this link."""
    if not link.counts:
        return ""
    if not link.indicator_ids:
        several = len(ctx.reference.links_from("target_indicator", link.to_id)) > 1
        return ctx.t("link.every") if several else ""
    of = ctx.reference.indicators
    names = (f"{of[i].sdg_indicator} {of[i].text('label', ctx.lang)}" for i in link.indicator_ids)
    return ctx.t("link.only", indicators=ctx.t("progress.list_mark").join(names))
