"""The rules that raise doubts: what each one asks, and how many values it flags."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from data.quality import FLAGS
from layouts.components import section, table
from layouts.context import Context
from layouts.format import number
from layouts.quality_rows import level_of
from layouts.quality_words import flag_name


def rules_section(ctx: Context) -> Component:
    """One line a rule: its words, what follows from it, and its flags in all tables."""
    head = [ctx.t(f"quality.column.{c}") for c in ("flag", "rule", "follows", "count")]
    doubts = ctx.store.every_doubt
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
        table(head, lines, ctx.t("quality.rules"), "rules-table"),
        id_="rules",
        lead=ctx.t("quality.rules_lead"),
    )
