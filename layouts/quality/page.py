"""The page of doubts: which published values are doubted and why, with what raised each doubt.

Everything under the head is drawn anew when a filter of the address changes; filters are links.
"""

from __future__ import annotations

from itertools import islice
from typing import Any

from dash import html
from dash.development.base_component import Component

from data.quality import CAUTIONS, FLAGS
from layouts.pieces import ids
from layouts.pieces.components import details, section, table
from layouts.quality.filters import FEW, area_name, counts, filters, indicator_name
from layouts.quality.rows import Flagged, flags_asked, level_of, most_shown, places, rows
from layouts.quality.rules import rules_section
from layouts.request.context import Context
from layouts.words.doubts import figure, flag_name
from layouts.words.format import number

SHOWN_DIGITS = 7  # of a value; files hold all of them


def title(ctx: Context) -> str:
    """Document title."""
    return ctx.t("quality.document_title")


def data(ctx: Context) -> dict[str, Any]:
    """What the browser code needs: no numbers, and no indicator that it could draw by itself."""
    return {"page": "quality", "view": "part", "slug": "", "indicators": [], "defaultIndicator": ""}


def layout(ctx: Context) -> list[Component]:
    """The page, top to bottom."""
    return [
        html.Div(
            [
                html.H1(ctx.t("quality.title")),
                html.P(ctx.t("quality.lead"), className="lead"),
                html.P(ctx.t("quality.lead_switch")),
            ],
            className="hero",
        ),
        html.Div(part(ctx), id=ids.PART),
    ]


def part(ctx: Context) -> list[Component]:
    """Filters, counts, the list, cautions and rules, for the filters of the address."""
    return [
        html.Div(
            [filters(ctx), counts(ctx), _list(ctx), _cautions(ctx), rules_section(ctx)],
            className="quality",
            **{"data-shown": _told(ctx)},
        )
    ]


def _told(ctx: Context) -> str:
    """The filters as the browser notes what is drawn."""
    state = ctx.state
    options = [state.option(name) for name in ("flag", "provider", "rows")]
    return "|".join(["quality", *options, state.indicator, ",".join(state.areas)])


# -- the list


def _list(ctx: Context) -> Component:
    """The rows, as many as are asked for, and the files that hold all of them."""
    at = places(ctx, flags_asked(ctx))
    level = level_of(flags_asked(ctx)[0])
    if not len(at):
        return section(
            ctx.t(f"quality.list_{level}"),
            html.P(ctx.t("quality.nothing"), className="empty-line"),
            html.P(html.A(ctx.t("quality.clear"), href=_bare(ctx), **{"data-areas": "1"})),
            id_="list",
        )
    most = most_shown(ctx)
    lines = [_line(ctx, row) for row in islice(rows(ctx, at[:most]), most)]
    return section(
        ctx.t(f"quality.list_{level}"),
        _files(ctx),
        *_tables(ctx, level, lines),
        _extent(ctx, len(lines), len(at)),
        id_="list",
        lead=ctx.t(f"quality.list_{level}_lead"),
    )


def _tables(ctx: Context, level: str, lines: list[list[Any]]) -> list[Component]:
    """The first lines, and the others folded, unless the whole list is asked for."""
    head = [ctx.t(f"quality.column.{c}") for c in ("indicator", "area", "year", "value", "why")]
    caption = ctx.t(f"quality.list_{level}")
    first = table(head, lines[:FEW], caption, "quality-table")
    if len(lines) <= FEW:
        return [first]
    others = ctx.t("quality.rest", caption=caption)
    rest = table(head, lines[FEW:], others, "quality-table named-above")
    more = ctx.t("quality.more_lines", count=number(len(lines) - FEW, ctx.lang))
    return [first, details(more, rest, open_=ctx.state.option("rows") == "all")]


def _line(ctx: Context, row: Flagged) -> list[Any]:
    doubt = row.doubt
    value = (
        "\u2014"
        if row.value is None
        else f"{figure(row.value, ctx.lang, SHOWN_DIGITS)} {row.unit_short}".strip()
    )
    breakdown = f" ({doubt.breakdown})" if doubt.breakdown else ""
    return [
        [_chart_link(ctx, row), breakdown],
        area_name(ctx, doubt.area_code),
        str(doubt.year),
        value,
        [
            html.Strong(flag_name(doubt.flag, ctx.lang)),
            html.Br(),
            row.why,
            html.Br(),
            html.Span(ctx.reference.sources[doubt.source_id].title, className="muted"),
        ],
    ]


def _chart_link(ctx: Context, row: Flagged) -> Component:
    """The page of the indicator with the row's place on its chart."""
    doubt = row.doubt
    return html.A(
        indicator_name(ctx, doubt.indicator_id),
        href=ctx.link_to("indicator", doubt.indicator_id, areas=(doubt.area_code,)),
        **{"data-areas": "1"},
    )


def _files(ctx: Context) -> Component:
    query = ctx.href().partition("?")[2]
    return html.Div(
        [
            html.A(
                ctx.t(f"quality.{kind}"),
                href=f"/export/quality.{kind}?{query}" if query else f"/export/quality.{kind}",
                className="button-quiet",
                download="",
            )
            for kind in ("csv", "json")
        ],
        className="actions",
    )


def _extent(ctx: Context, shown: int, all_: int) -> Component:
    """How much of the list stands on the page, and how to see the rest."""
    if shown == all_:
        lines = ctx.counted("lines", all_)
        return html.P(ctx.t("quality.whole", lines=lines), className="muted")
    counts = {"shown": number(shown, ctx.lang), "all": number(all_, ctx.lang)}
    words: list[Any] = [ctx.t("quality.some", **counts), " "]
    if ctx.state.option("rows") != "all":
        words.append(html.A(ctx.t("quality.show_all"), href=ctx.href(rows="all")))
    return html.P(words, className="muted")


# -- cautions


def _cautions(ctx: Context) -> Component:
    """Values that may lead and still need a word, apart from the doubts."""
    lines = []
    for flag in (flag for flag in FLAGS if flag in CAUTIONS):
        at = places(ctx, (flag,))
        sources = ctx.store.mapped.doubts.sizes("source_id", at)
        words = ctx.listed(
            f"{ctx.reference.sources[s].title} {number(n, ctx.lang)}" for s, n in sources.items()
        )
        link = html.A(flag_name(flag, ctx.lang), href=f"{ctx.href(flag=flag)}#list")
        count = number(len(at), ctx.lang)
        lines.append([link, count, words or "\u2014", ctx.t(f"quality.rule.{flag}")])
    head = [ctx.t(f"quality.column.{c}") for c in ("flag", "count", "sources", "rule")]
    return section(
        ctx.t("quality.cautions"),
        table(head, lines, ctx.t("quality.cautions"), "rules-table stacked"),
        id_="cautions",
        lead=ctx.t("quality.cautions_lead"),
    )


def _bare(ctx: Context) -> str:
    return ctx.href(flag="", provider="", rows="first", indicator="", areas=(), year=None)
