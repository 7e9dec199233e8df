"""The evidence chain of one theme: the card of its record, and a table with every link's source."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from data.reference_lists import Link
from layouts.charts.chain import ChainMark, ChainMarks
from layouts.pieces.components import badge, details, evidence_mark, link_sources, table
from layouts.pieces.link_words import basis_badge, rests_on
from layouts.pieces.record_card import record_card
from layouts.request.context import Context
from layouts.request.keys import LINKS
from layouts.request.state import KEYS


def chain_section(ctx: Context, marks: ChainMarks) -> list[Component]:
    """Folded: switch between direct and all links, the chart, and the table of every path."""
    title = ctx.t("charts.chain.title", theme=marks.view.theme.text("short", ctx.lang))
    return [
        details(
            ctx.t("theme.chain_picture"),
            _links_switch(ctx),
            record_card(ctx, "chain", title=title, heading=html.H3),
            open_=ctx.state.links != KEYS["links"].default,  # the switch draws the page anew
        ),
        details(
            ctx.t("theme.chain_table"),
            table(
                [ctx.t(f"chain.{k}") for k in ("objective", "target", "indicator", "links")],
                _table_rows(ctx, marks),
                ctx.t("theme.chain"),
                "chain-table",
            ),
            name="chain-paths",
        ),
    ]


def _links_switch(ctx: Context) -> Component:
    return html.Ul(
        [
            html.Li(
                html.A(
                    ctx.t(f"links.{value}"),
                    href=ctx.href(links=value),
                    **{"data-keep": "1"},
                    **({"aria-current": "true"} if value == ctx.state.links else {}),
                )
            )
            for value in LINKS
        ],
        className="segmented",
        **{"aria-label": ctx.t("links.label")},
    )


def _table_rows(ctx: Context, marks: ChainMarks) -> list[list[object]]:
    """One table row per path; each link with its strength, evidence, source and reason."""
    reference, lang = ctx.reference, ctx.lang
    out: list[list[object]] = []
    for mark in marks.each:
        objective = reference.objectives[mark.objective_id]
        target = reference.targets.get(mark.target_id)
        goal = reference.goals[target.goal_id].text("short", lang) if target else ""
        out.append(
            [
                f"{mark.objective_id}. {objective.text('title', lang)}",
                f"{mark.target_id} {target.text('label', lang)} ({goal})" if target else "\u2014",
                _indicator_cell(ctx, mark),
                html.Ul(
                    [_link_item(ctx, link) for link in mark.links if link],
                    className="links",
                ),
            ]
        )
    return out


def _indicator_cell(ctx: Context, mark: ChainMark) -> object:
    if not mark.indicator_id:
        return ctx.t("chain.no_indicator")
    indicator = ctx.reference.indicators[mark.indicator_id]
    text = f"{indicator.sdg_indicator} {indicator.text('label', ctx.lang)}"
    if not ctx.store.has_data(mark.indicator_id):
        return [text, " ", badge(ctx.t("chain.no_data"))]
    return html.A(text, href=ctx.href(indicator=mark.indicator_id, year=None))


def _link_item(ctx: Context, link: Link) -> Component:
    return html.Li(
        [
            badge(ctx.t(f"strength.{link.strength}"), link.strength),
            " ",
            *basis_badge(ctx, link),
            evidence_mark(ctx, link.evidence),
            " ",
            link_sources(ctx, link),
            " ",
            html.Span(link.text("rationale", ctx.lang)),
            *rests_on(ctx, link),
        ]
    )
