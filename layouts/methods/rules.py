"""The rules that keep verdicts honest, each with how many verdicts of this copy it touches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import html
from dash.development.base_component import Component

from data.progress.bands import REASONS, RIGHT_WAY
from data.progress.traits import FLAGS
from layouts.pieces.components import details, evidence_mark, folded_table, table
from layouts.progress.words import value_text
from layouts.request.context import Context
from layouts.series.series import indicator_of
from layouts.words.format import number

# What a reader should know of a verdict before quoting it, in the order of traits.FLAGS; the
# others say how its method works.
TOLD = (
    *("met_worsening", "within_noise", "dated", "direction_kept", "two_points", "one_pair"),
    *("curves_differ", "covid_decides", "covid_rests", "world_aim", "national_aim", "lost_target"),
    *("near_bound", "mean_of_years", "after_break", "target_year_passed"),
)


def counts(ctx: Context) -> Mapping[str, Any]:
    """The counts that the build made; empty for tables without verdicts."""
    found: Mapping[str, Any] = ctx.store.catalogue.get("verdicts", {}).get("rules", {})
    return found


def rules_section(ctx: Context) -> list[Component]:
    """Every rule with its count, what is declared for single indicators, and places left out."""
    found = counts(ctx)
    lead = ctx.t(
        "methods.rules.lead",
        verdicts=_number(ctx, found.get("verdicts", 0)),
        units=_number(ctx, found.get("units", 0)),
        one=_number(ctx, found.get("one_setting", 0)),
    )
    return [html.P(lead), _rules(ctx, found), *_declared(ctx), *_areas(ctx)]


def _number(ctx: Context, count: int) -> str:
    return number(count, ctx.lang)


def _rules(ctx: Context, found: Mapping[str, Any]) -> Component:
    common, flags = found.get("common", {}), found.get("flags", {})
    reasons = found.get("reasons", {})
    rows: list[list[Any]] = [
        [
            ctx.t("methods.rules.right_way"),
            ctx.t("methods.rules.right_way.effect"),
            _number(ctx, common.get(RIGHT_WAY, 0)),
        ]
    ]
    rows += [
        [
            ctx.t(f"flag.{flag}"),
            ctx.t("methods.rules.marks"),
            _number(ctx, flags.get(flag, 0)),
        ]
        for flag in FLAGS
        if flag in TOLD
    ]
    rows += [
        [
            ctx.t(f"reason.{reason}.title"),
            ctx.t("methods.rules.withholds"),
            _number(ctx, reasons[reason]),
        ]
        for reason in REASONS
        if reasons.get(reason)
    ]
    head = [ctx.t(f"methods.rules.{k}") for k in ("rule", "effect", "count")]
    caption = ctx.t("methods.rules.caption")
    return folded_table(head, rows, caption, "rules-table stacked")


def _declared(ctx: Context) -> list[Component]:
    """Noise floors and aims of single indicators, with why."""
    rows: list[list[Any]] = []
    for own in ctx.reference.verdict_rules.values():
        indicator = indicator_of(ctx, own.indicator_id)
        floors = (
            value_text(ctx, indicator, float(text)) if text else "—"
            for text in (own.noise_floor, own.small)
        )
        since = own.since or "—"
        why = html.Span([own.text("why", ctx.lang), " ", evidence_mark(ctx, own.evidence)])
        rows.append([indicator.text("label", ctx.lang), *floors, since, why])
    head = [ctx.t(f"methods.rules.{k}") for k in ("indicator", "floor", "small", "since", "why")]
    caption = ctx.t("methods.rules.noise_caption")
    return [
        details(ctx.t("methods.rules.noise"), table(head, rows, caption, "noise-table stacked"))
    ]


def _areas(ctx: Context) -> list[Component]:
    names = (
        ctx.reference.areas[code].text("short", ctx.lang) for code in ctx.reference.verdict_areas
    )
    told = ctx.t("methods.rules.areas_lead", areas=ctx.listed(names))
    return [details(ctx.t("methods.rules.areas"), html.P(told))]
