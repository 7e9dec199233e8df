"""What narrows the list of doubts, and how many doubts there are by indicator and place.

Filters are links to other addresses of the page, so they work by keyboard and can be shared.
"""

from __future__ import annotations

from collections.abc import Iterable

from dash import html
from dash.development.base_component import Component

from data.quality import DOUBTS, FLAGS
from layouts.pieces.components import details, phone_fold, section, table
from layouts.quality.rows import flags_asked, places
from layouts.request.context import Context
from layouts.series.series import indicator_of
from layouts.words.doubts import flag_name
from layouts.words.format import number

MOST_NAMES = 6  # places in a sentence; more are counted
FEW = 12  # lines of a table of counts before the rest is folded away


def filters(ctx: Context) -> Component:
    """Flags and sources with their counts, and what else the list is narrowed to."""
    every = places(ctx, FLAGS)
    by_flag = ctx.store.mapped.doubts.sizes("flag", every)
    sources = ctx.store.mapped.doubts.sizes("source_id", places(ctx, flags_asked(ctx), "provider"))
    titles = ctx.reference.sources
    all_doubts = sum(n for flag, n in by_flag.items() if flag in DOUBTS)
    flags = [("", ctx.t("quality.all_flags"), all_doubts)]
    flags += [(flag, flag_name(flag, ctx.lang), by_flag.get(flag, 0)) for flag in FLAGS]
    holders = [("", ctx.t("quality.all_sources"), sum(sources.values()))]
    holders += [(name, titles[name].title, n) for name, n in sources.items()]
    if (asked := ctx.state.option("provider")) and asked not in sources:
        holders.append((asked, titles[asked].title, 0))
    return html.Nav(
        [
            _chips(ctx, "flag", flags),
            _chips(ctx, "provider", holders),
            _narrowed(ctx),
        ],
        className="quality-filters",
        **{"aria-label": ctx.t("quality.filters")},
    )


def _chips(ctx: Context, key: str, choices: Iterable[tuple[str, str, int]]) -> Component:
    """One filter as a row of links; a choice without any row is left out unless it is chosen."""
    chosen = ctx.state.option(key)
    items = [
        html.Li(
            html.A(
                [words, " ", html.Span(number(count, ctx.lang), className="chip-count")],
                href=ctx.href(**{key: value, "rows": "first"}),
                className="chip here" if value == chosen else "chip",
                **({"aria-current": "true"} if value == chosen else {}),
            )
        )
        for value, words, count in choices
        if count or value in ("", chosen)
    ]
    return html.Div(
        [html.P(ctx.t(f"quality.by_{key}"), className="group-label"), html.Ul(items)],
        className="chips",
    )


def _narrowed(ctx: Context) -> Component | None:
    """Indicator and places that the list is narrowed to, each with a way out of it."""
    state, items = ctx.state, []
    if state.indicator:
        name = indicator_name(ctx, state.indicator)
        items.append((ctx.t("quality.only_indicator", name=name), ctx.href(indicator="")))
    if state.areas:
        names = ctx.first((area_name(ctx, code) for code in state.areas), MOST_NAMES)
        items.append((ctx.t("quality.only_areas", names=names), ctx.href(areas=())))
    if not items:
        return None
    return html.Ul(
        [
            html.Li([words, " ", html.A(ctx.t("quality.all"), href=href, **{"data-areas": "1"})])
            for words, href in items
        ],
        className="narrowed",
    )


def counts(ctx: Context) -> Component:
    """How many values are doubted, by indicator and by place."""
    at = places(ctx, flags_asked(ctx))
    doubts = ctx.store.mapped.doubts
    if not len(at):
        return html.Div()
    by_indicator, by_area = doubts.sizes("indicator_id", at), doubts.sizes("area_code", at)
    return section(
        ctx.t("quality.counts"),
        html.Div(
            [
                _count_table(
                    ctx,
                    "indicator",
                    [
                        (indicator_name(ctx, i), ctx.href(indicator=i, rows="first"), n)
                        for i, n in by_indicator.items()
                    ],
                ),
                _count_table(
                    ctx,
                    "area",
                    [
                        (area_name(ctx, a), ctx.href(areas=(a,), rows="first"), n)
                        for a, n in by_area.items()
                    ],
                ),
            ],
            className="quality-counts",
        ),
        id_="counts",
        lead=ctx.t(
            "quality.counts_lead",
            flags=number(len(at), ctx.lang),
            cells=ctx.counted("values", doubts.cells(at)),
            indicators=ctx.counted("indicators", len(by_indicator)),
            areas=ctx.counted("places", len(by_area)),
        ),
    )


def _count_table(ctx: Context, kind: str, lines: list[tuple[str, str, int]]) -> Component:
    head = [ctx.t(f"quality.column.{kind}"), ctx.t("quality.column.count")]
    caption = ctx.t(f"quality.per_{kind}")
    cells = [
        [html.A(name, href=href, **{"data-areas": "1"}), number(n, ctx.lang)]
        for name, href, n in lines
    ]
    first = table(head, cells[:FEW], caption, "counts-table")
    parts = [first]
    if len(cells) > FEW:
        more = ctx.t("quality.more_lines", count=number(len(cells) - FEW, ctx.lang))
        rest = table(head, cells[FEW:], ctx.t("quality.rest", caption=caption), "counts-table")
        parts.append(details(more, rest))
    return phone_fold(caption, *parts)


def indicator_name(ctx: Context, indicator_id: str) -> str:
    """An indicator as lists name it: its code, where it has one, and its short name."""
    indicator = indicator_of(ctx, indicator_id)
    return f"{indicator.sdg_indicator} {indicator.text('label', ctx.lang)}".strip()


def area_name(ctx: Context, code: str) -> str:
    """The short name of a country, region or group."""
    return ctx.reference.areas[code].text("short", ctx.lang)
