"""Where the countries and the people of a group stand, as two bars and two sentences.

A bar of a theme holds each country once, by what most of its judged indicators say, and says what
it is a share of.
"""

from __future__ import annotations

from collections.abc import Iterable

from dash import html
from dash.development.base_component import Component

from data.progress.bands import COMMON, RIGHT_WAY
from data.progress.themes import BEHIND, ENOUGH_JUDGED, MIXED
from layouts.progress.groups import Group, Spread
from layouts.progress.words import people_text
from layouts.request.context import Context
from layouts.verdicts.look import symbol
from layouts.words.format import number

LOOK_OF = {
    "on_track": "tone-on_track",
    RIGHT_WAY: "tone-right tone-outlined",
    "too_slow": "tone-marginal",
    "not_progressing": "tone-stagnation",
    MIXED: "tone-moderate",
    BEHIND: "tone-stagnation",
}
STANDINGS = ("on_track", MIXED, BEHIND, "")
KINDS = ("countries", "people")


def class_look(name: str) -> str:
    """The style classes of a common class or a standing; of what is not assessed for ""."""
    return f"tone {LOOK_OF.get(name, 'tone-none')}"


def class_name(ctx: Context, name: str) -> str:
    """A common class in words."""
    return ctx.t(f"common.{name}") if name else ctx.t("verdict.not_assessed")


def standing_name(ctx: Context, name: str) -> str:
    """Where a country stands in a theme, in words."""
    return ctx.t(f"standing.class.{name or 'none'}", enough=ENOUGH_JUDGED)


def standing_bars(ctx: Context, group: Group, stands: Spread) -> Component | None:
    """Two bars for a theme: countries, and their people; None where no country can be placed."""
    if stands.countries[""] == len(group.members):
        return None
    return html.Div([_bar(ctx, stands, kind) for kind in KINDS], className="spread")


def standing_counted(ctx: Context, group: Group, spread: Spread) -> str:
    """How many countries and people the two bars of a theme count, and by how many indicators."""
    return ctx.t(
        "standing.counted",
        countries=number(len(group.members), ctx.lang),
        people=_total(ctx, group, "people"),
        migrants=spread.on_migrants,
        everyone=spread.indicators - spread.on_migrants,
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
            shares=shares_in_words(ctx, spread.shares(kind)),
            total=_total(ctx, group, kind),
        )
        for kind in KINDS
    )
    return html.P(words, className="verdict-shares")


def spread_strip(ctx: Context, group: Group, indicator_id: str) -> Component | None:
    """The countries of a group by class as a strip; None where none of them is assessed."""
    spread = group.spread((indicator_id,))
    if not any(spread.countries[name] for name in COMMON):
        return None
    shares = spread.shares("countries")
    words = ctx.t(
        "progress.spread.countries",
        shares=shares_in_words(ctx, shares),
        total=_total(ctx, group, "countries"),
    )
    drawn = strip([(class_look(name), str(share), share) for name, share in shares if share])
    told = html.Span(words, className="visually-hidden")
    return html.Div([drawn, told], className="row-spread", title=words)


def strip(parts: list[tuple[str, str, int]]) -> Component:
    """Looks, texts and weights as a strip; hidden words beside it say the same."""
    return html.Span(
        [
            html.Span([symbol(), text], className=f"sliver {style}", style={"flexGrow": weight})
            for style, text, weight in parts
        ],
        className="strip",
        **{"aria-hidden": "true"},
    )


def shares_in_words(ctx: Context, shares: Iterable[tuple[str, int]]) -> str:
    """The shares by class as one list of words."""
    return ctx.listed(
        ctx.t(
            "progress.spread.share" if share else "progress.spread.under",
            share=share,
            what=ctx.t(f"progress.class.{name or 'none'}"),
        )
        for name, share in shares
    )


def standing_legend(ctx: Context) -> Component:
    """What the segments of the bars of countries and people mean."""
    return _legend(ctx, [(name, standing_name(ctx, name)) for name in STANDINGS])


def spread_legend(ctx: Context) -> Component:
    """What the strips of verdicts on countries mean."""
    return _legend(ctx, [(name, class_name(ctx, name)) for name in (*COMMON, "")])


def _legend(ctx: Context, named: list[tuple[str, str]]) -> Component:
    items = [
        html.Li([html.Span(symbol(), className=f"key {class_look(name)}"), words])
        for name, words in named
    ]
    return html.Ul(items, className="legend-of-bands", **{"aria-label": ctx.t("progress.legend")})


def _total(ctx: Context, group: Group, kind: str) -> str:
    if kind == "countries":
        return number(len(group.members), ctx.lang)
    return people_text(ctx, sum(group.population.values()))


def _bar(ctx: Context, spread: Spread, kind: str) -> Component:
    label = ctx.t(f"progress.spread.label.{kind}")
    segments = [
        html.Li(
            [
                symbol(),
                html.Span(ctx.t("progress.spread.percent", share=share)),
                html.Span(f" {standing_name(ctx, name)}", className="visually-hidden"),
            ],
            className=f"segment segment-thin {class_look(name)}",
            style={"flexGrow": share},
            title=ctx.t(
                "progress.pair",
                label=standing_name(ctx, name),
                value=ctx.t("progress.spread.percent", share=share),
            ),
        )
        for name, share in spread.shares(kind)
        if share
    ]
    return bar_row(label, html.Ul(segments, className="bar-of-bands", **{"aria-label": label}))


def bar_row(label: str, drawn: Component) -> Component:
    """A bar with what it counts in front of it; the bar names itself to those who do not see."""
    return html.Div(
        [html.Span(label, className="spread-label", **{"aria-hidden": "true"}), drawn],
        className="spread-row",
    )
