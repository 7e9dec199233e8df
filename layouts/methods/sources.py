"""Every source with its freshness and licence, and what of it is withheld and why."""

from __future__ import annotations

from collections import Counter
from typing import Any

from dash import html
from dash.development.base_component import Component

from data.reference_lists import Source
from layouts.methods.groups import groups_part
from layouts.methods.providers import several_providers
from layouts.pieces.components import details, evidence_mark, outside, table
from layouts.request.context import Context
from layouts.words.format import day, number


def sources_section(ctx: Context) -> list[Component]:
    """One row per source with its edition and last year, then the series kept out."""
    held = ctx.store.catalogue["sources"]
    sources = [s for s in ctx.reference.sources.values() if s.source_id in held]
    absent = [s.title for s in ctx.reference.sources.values() if s.source_id not in held]
    head = [
        ctx.t(f"methods.{k}")
        for k in ("provider", "edition", "last_year", "rows", "licence", "cadence")
    ]
    caption, rows = ctx.t("methods.sources_caption"), [_row(ctx, s) for s in sources]
    told = ctx.t("methods.sources_absent", sources=ctx.listed(absent)) if absent else None
    return [
        details(
            caption, table(head, rows, caption, "sources-table named-above stacked"), html.P(told)
        ),
        groups_part(ctx),
        *several_providers(ctx),
        *_withheld(ctx),
        html.P(ctx.t("methods.not_migrants"), className="callout"),
    ]


def _row(ctx: Context, source: Source) -> list[Any]:
    entry = ctx.store.catalogue["sources"][source.source_id]
    years = _last_years(ctx).get(source.source_id)
    return [
        [
            outside(source.title, source.url),
            html.Br(),
            html.Span(source.text("embedded_note", ctx.lang), className="muted"),
        ],
        [
            str(entry["edition"]),
            html.Br(),
            html.Span(
                ctx.t("methods.retrieved", day=day(str(entry["retrieved_at"])[:10], ctx.lang)),
                className="muted",
            ),
        ],
        str(years or "\u2014"),
        number(entry["rows"], ctx.lang),
        [
            html.A(source.licence, href=source.terms_url, rel="noopener")
            if source.terms_url
            else source.licence,
            " ",
            evidence_mark(ctx, source.licence_evidence),
        ],
        source.text("cadence", ctx.lang),
    ]


def _last_years(ctx: Context) -> dict[str, int]:
    """The latest year of any series of each source."""
    found: dict[str, int] = {}
    for key, entry in ctx.store.catalogue["series"].items():
        source_id = key.split("|")[1]
        found[source_id] = max(found.get(source_id, 0), int(entry["last_year"]))
    for entry in ctx.store.catalogue_indicators.values():
        source_id = entry["source_id"]
        found[source_id] = max(found.get(source_id, 0), int(entry["last_year"]))
    return found


def _withheld(ctx: Context) -> list[Component]:
    """How many provider series are kept out for which reason, and the list of them."""
    withheld = ctx.store.catalogue["withheld"]
    reasons = Counter(w["reason"] for w in withheld)
    titles = {s.source_id: s.title for s in ctx.reference.sources.values()}
    rows = [
        [html.Code(w["source_code"]), titles.get(w["source_id"], w["source_id"]), _why(ctx, w)]
        for w in withheld
    ]
    counted = [
        html.Li([html.Strong(number(n, ctx.lang)), " ", ctx.t(f"methods.withheld.{r}")])
        for r, n in reasons.most_common()
    ]
    head = [ctx.t(f"methods.{k}") for k in ("code", "provider", "why")]
    return [
        html.P(ctx.t("methods.withheld_lead", count=len(withheld))),
        details(
            ctx.t("methods.withheld"),
            html.Ul(counted, className="plain-list"),
            table(head, rows, ctx.t("methods.withheld_list")),
        ),
    ]


def _why(ctx: Context, entry: dict[str, Any]) -> str:
    return ctx.t(f"methods.withheld.{entry['reason']}")
