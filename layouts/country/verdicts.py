"""Verdicts by theme: a bar of counts each, how far settings agree, and every calculation."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from data.progress.bands import COMMON
from layouts.pieces.components import details
from layouts.profile.records import Grid, Row, Told
from layouts.request.context import Context
from layouts.series.series import indicator_of
from layouts.verdicts.look import symbol
from layouts.verdicts.spread import class_look, class_name, spread_legend

UNKNOWN = ""  # class of what cannot be judged


def theme_lines(ctx: Context, grid: Grid) -> Component:
    """A line a theme in the order of the consultations, under what their signs mean."""
    themes = ctx.reference.themes.values()
    pairs = zip(themes, grid.lines, strict=True)
    return html.Div(
        [
            spread_legend(ctx),
            html.Ul(
                [html.Li(_line(ctx, theme.slug, line)) for theme, line in pairs],
                className="theme-lines",
                **{"aria-label": grid.caption},
            ),
            _calculations(ctx, grid),
        ]
    )


def _line(ctx: Context, slug: str, line: Sequence[Told]) -> list[Component]:
    name, *counts, firm = line
    href = f"{ctx.link_to('theme', slug, areas=(ctx.state.focus,))}#progress"
    judged = sum(len(count.rows[0].of) for count in counts[:-1])
    agree = ctx.plural("country.agree", judged, firm=firm.text) if judged else ""
    return [
        html.A(name.text, href=href, className="theme-line-name", **{"data-areas": "1"}),
        _bar(ctx, counts),
        html.Span(agree, className="theme-line-agree"),
    ]


def _bar(ctx: Context, counts: Sequence[Told]) -> Component:
    """Counts side by side, each with symbol and number; widths follow the counts."""
    segments = [
        html.Li(
            [
                symbol(),
                html.Span(count.text),
                html.Span(f" {class_name(ctx, name)}", className="visually-hidden"),
            ],
            className=f"segment segment-thin {class_look(name)}",
            style={"flexGrow": int(count.rows[0].number)},
            title=ctx.t("progress.pair", label=class_name(ctx, name), value=count.text),
        )
        for name, count in zip((*COMMON, UNKNOWN), counts, strict=True)
        if count.rows[0].number
    ]
    return html.Ul(segments, className="bar-of-bands")


def _calculations(ctx: Context, grid: Grid) -> Component:
    """Each indicator with a verdict, once, and the way to its calculation."""
    rows: dict[str, Row] = {}
    for line in grid.lines:
        for cell in line[1 : 1 + len(COMMON)]:
            rows |= {row.indicator_id: row for row in cell.rows[0].of}
    items = [
        html.Li(
            [
                html.Span(
                    [symbol(), html.Span(class_name(ctx, row.note))],
                    className=f"chip {class_look(row.note)}",
                ),
                " ",
                html.A(
                    indicator_of(ctx, row.indicator_id).text("label", ctx.lang),
                    href=ctx.link_to(
                        "verdict", indicator=row.indicator_id, areas=(ctx.state.focus,)
                    ),
                    **{"data-areas": "1"},
                ),
            ]
        )
        for row in sorted(rows.values(), key=lambda row: COMMON.index(row.note))
    ]
    if not items:
        return html.P(ctx.t("country.no_verdict"), className="muted")
    return details(
        ctx.plural("country.calculations", len(items)), html.Ul(items, className="cases")
    )
