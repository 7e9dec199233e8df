"""Where the countries and the people of a group stand, as two bars and two sentences."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from data.progress.bands import COMMON
from layouts.bands import symbol
from layouts.context import Context
from layouts.format import number
from layouts.progress_groups import Group, Spread

TONE_OF = {"on_track": "on_track", "too_slow": "marginal", "not_progressing": "stagnation"}
KINDS = ("countries", "people")


def class_look(name: str) -> str:
    """The style classes of a common class; of what is not assessed for ""."""
    return f"tone tone-{TONE_OF.get(name, 'none')}"


def class_name(ctx: Context, name: str) -> str:
    """A common class in words."""
    return ctx.t(f"common.{name}") if name else ctx.t("verdict.not_assessed")


def spread_bars(ctx: Context, group: Group, spread: Spread) -> Component | None:
    """Two bars for a theme: country verdicts, and the same weighted by people; None without any."""
    if not spread.indicators or not group.members:
        return None
    return html.Div(
        [
            html.P(_told(ctx, group, spread), className="counts"),
            *(_bar(ctx, spread, kind) for kind in KINDS),
        ],
        className="spread",
    )


def spread_sentences(ctx: Context, group: Group, indicator_id: str) -> Component | None:
    """Two sentences for one indicator: share of countries, share of people."""
    spread = group.spread((indicator_id,))
    if not spread.indicators:
        return None
    if not group.members:
        return html.P(ctx.t("progress.spread.no_members"), className="verdict-shares")
    if len(spread.countries) == 1 and "" in spread.countries:
        return html.P(ctx.t("progress.spread.none"), className="verdict-shares")
    words = " ".join(
        ctx.t(
            f"progress.spread.{kind}",
            shares=shares_in_words(ctx, spread, kind),
            total=_total(ctx, group, kind),
        )
        for kind in KINDS
    )
    return html.P(words, className="verdict-shares")


def shares_in_words(ctx: Context, spread: Spread, kind: str) -> str:
    """The shares by class as one list of words."""
    return ", ".join(
        ctx.t(
            "progress.spread.share" if share else "progress.spread.under",
            share=share,
            what=ctx.t(f"progress.class.{name or 'none'}"),
        )
        for name, share in spread.shares(kind)
    )


def spread_legend(ctx: Context) -> Component:
    """What the segments of the bars of countries and people mean."""
    items = [
        html.Li([html.Span(symbol(), className=f"key {class_look(name)}"), class_name(ctx, name)])
        for name in (*COMMON, "")
    ]
    return html.Ul(items, className="legend-of-bands", **{"aria-label": ctx.t("progress.legend")})


def _total(ctx: Context, group: Group, kind: str) -> str:
    if kind == "countries":
        return number(len(group.members), ctx.lang)
    millions = sum(group.population.values()) / 1e6
    return ctx.t("progress.millions", number=number(millions, ctx.lang))


def _told(ctx: Context, group: Group, spread: Spread) -> str:
    return ctx.t(
        "progress.spread.counted",
        countries=len(group.members),
        migrants=spread.on_migrants,
        everyone=spread.indicators - spread.on_migrants,
    )


def _bar(ctx: Context, spread: Spread, kind: str) -> Component:
    label = ctx.t(f"progress.spread.label.{kind}")
    segments = [
        html.Li(
            [
                symbol(),
                html.Span(ctx.t("progress.spread.percent", share=share)),
                html.Span(f" {class_name(ctx, name)}", className="visually-hidden"),
            ],
            className=f"segment segment-thin {class_look(name)}",
            style={"flexGrow": share},
            title=ctx.t(
                "progress.pair",
                label=class_name(ctx, name),
                value=ctx.t("progress.spread.percent", share=share),
            ),
        )
        for name, share in spread.shares(kind)
        if share
    ]
    return html.Div(
        [
            html.Span(label, className="spread-label", **{"aria-hidden": "true"}),
            html.Ul(segments, className="bar-of-bands", **{"aria-label": label}),
        ],
        className="spread-row",
    )
