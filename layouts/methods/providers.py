"""How several providers of one indicator are treated, and World values that are sums made here."""

from __future__ import annotations

from collections import Counter

from dash import html
from dash.development.base_component import Component

from data.arithmetic.sums import ABSENT_MOST_PCT, PEOPLE_ENOUGH_PCT, REPORTERS
from data.providers import LIMIT_PCT, LIMIT_SHARE_PCT, STEPS, WORLD_YEARS
from layouts.request.context import Context
from layouts.words.format import number


def several_providers(ctx: Context) -> list[Component]:
    """The rule of which source is shown first, with how many indicators each step decides."""
    orders = ctx.store.catalogue.get("leading", {}).values()
    decided = Counter(order[1]["step"] for order in orders if len(order) > 1)
    sums = ctx.store.catalogue.get("sums", {}).values()
    made = sum(entry["kind"] == REPORTERS and bool(entry["years"]) for entry in sums)
    return [
        html.H3(ctx.t("methods.providers")),
        html.P(
            ctx.t(
                "methods.providers.lead",
                limit=number(LIMIT_PCT, ctx.lang),
                share=number(LIMIT_SHARE_PCT, ctx.lang),
            )
        ),
        html.Ol(
            [
                html.Li(
                    ctx.t(
                        f"methods.providers.{step}",
                        count=number(decided[step], ctx.lang),
                        years=WORLD_YEARS,
                    )
                )
                for step in STEPS
            ]
        ),
        html.H3(ctx.t("methods.sums")),
        html.P(
            ctx.t(
                "methods.sums.text",
                people=number(PEOPLE_ENOUGH_PCT, ctx.lang),
                absent=number(ABSENT_MOST_PCT, ctx.lang),
                count=number(made, ctx.lang),
            )
        ),
    ]
