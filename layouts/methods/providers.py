"""How several providers of one indicator are treated, and World values that are sums made here."""

from __future__ import annotations

from collections import Counter

from dash import html
from dash.development.base_component import Component

from data.arithmetic.sums import ABSENT_MOST_PCT, PEOPLE_ENOUGH_PCT, REPORTERS
from data.providers import LIMIT_PCT, LIMIT_SHARE_PCT, STEPS, WORLD_YEARS
from layouts.pieces.components import details
from layouts.request.context import Context
from layouts.words.format import number


def several_providers(ctx: Context) -> list[Component]:
    """The rule of which source is shown first, with how many indicators each step decides."""
    orders = ctx.store.catalogue.get("leading", {}).values()
    decided = Counter(order[1]["step"] for order in orders if len(order) > 1)
    sums = ctx.store.catalogue.get("sums", {}).values()
    made = sum(entry["kind"] == REPORTERS and bool(entry["years"]) for entry in sums)
    leads = ctx.t(
        "methods.providers.lead",
        limit=number(LIMIT_PCT, ctx.lang),
        share=number(LIMIT_SHARE_PCT, ctx.lang),
    )
    steps = [
        ctx.t(f"methods.providers.{step}", count=number(decided[step], ctx.lang), years=WORLD_YEARS)
        for step in STEPS
    ]
    sums_made = ctx.t(
        "methods.sums.text",
        people=number(PEOPLE_ENOUGH_PCT, ctx.lang),
        absent=number(ABSENT_MOST_PCT, ctx.lang),
        count=number(made, ctx.lang),
    )
    return [
        details(ctx.t("methods.providers"), html.P(leads), html.Ol([*map(html.Li, steps)])),
        details(ctx.t("methods.sums"), html.P(sums_made)),
    ]
