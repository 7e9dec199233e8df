"""The rules that raise doubts: what each one asks, how many values it flags, what is declared."""

from __future__ import annotations

from collections.abc import Iterator

from dash import html
from dash.development.base_component import Component

from data.quality import FLAGS
from data.quality_rules import QualityRule
from layouts.pieces.components import details, phone_fold, section, table
from layouts.quality.filters import indicator_name
from layouts.quality.rows import level_of
from layouts.request.context import Context
from layouts.words.doubts import figure, flag_name
from layouts.words.format import number

NUMBERS = ("low", "high", "jump", "fewest_people", "tolerance_pct", "tolerance")


def rules_section(ctx: Context) -> Component:
    """One line a rule: its words, what follows from it, and its flags in all tables."""
    head = [ctx.t(f"quality.column.{c}") for c in ("flag", "rule", "follows", "count")]
    doubts = ctx.store.mapped.doubts
    lines = [
        [
            html.A(flag_name(flag, ctx.lang), href=f"{ctx.href(flag=flag)}#list"),
            ctx.t(f"quality.rule.{flag}"),
            ctx.t(f"quality.follows.{level_of(flag)}"),
            number(len(doubts.find((flag,))), ctx.lang),
        ]
        for flag in FLAGS
    ]
    return section(
        ctx.t("quality.rules"),
        phone_fold(
            ctx.t("quality.rules_show", count=number(len(lines), ctx.lang)),
            table(head, lines, ctx.t("quality.rules"), "rules-table stacked"),
        ),
        _declared(ctx),
        id_="rules",
        lead=ctx.t("quality.rules_lead"),
    )


def _declared(ctx: Context) -> Component:
    """What each indicator declares of itself, and why."""
    rules = ctx.reference.quality_rules.values()
    head = [ctx.t(f"quality.column.{c}") for c in ("indicator", "what", "reason")]
    lines = [
        [
            indicator_name(ctx, rule.indicator_id),
            "; ".join(_declares(ctx, rule)),
            rule.text("why", ctx.lang),
        ]
        for rule in rules
    ]
    return details(
        ctx.t("quality.declared", count=number(len(lines), ctx.lang)),
        table(head, lines, ctx.t("quality.declared_caption"), "rules-table stacked"),
    )


def _declares(ctx: Context, rule: QualityRule) -> Iterator[str]:
    for name in NUMBERS:
        value = getattr(rule, name)
        if value is not None:
            yield ctx.t(f"quality.declares.{name}", **{name: figure(value, ctx.lang)})
    if rule.same_as:
        names = ctx.listed(indicator_name(ctx, other) for other in rule.same_as)
        yield ctx.t("quality.declares.same_as", same_as=names)
    if rule.part:
        part, whole = (indicator_name(ctx, x.partition("/")[2]) for x in (rule.part, rule.whole))
        yield ctx.t("quality.declares.parts", part=part, whole=whole)
