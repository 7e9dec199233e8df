"""The evidence chain of one theme: as a Sankey, and as a table with every link's source."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

from dash import html
from dash.development.base_component import Component

from data.catalog import ChainRow, Link, Theme
from layouts.charts import evidence_chain
from layouts.pieces import ids
from layouts.pieces.components import badge, details, evidence_mark, link_sources, table
from layouts.pieces.link_words import basis_badge, rests_on, rests_on_words
from layouts.request.context import Context
from layouts.request.pages import LINKS
from layouts.words.format import together

LABEL_LENGTH = 46
HOVER_LENGTH = 60  # characters in a line of a hover text, which does not wrap by itself


def chain_rows(ctx: Context, theme: Theme) -> tuple[ChainRow, ...]:
    """The paths of a theme under the page's choice of links."""
    return ctx.reference.chain(theme.theme_id, direct_only=ctx.state.links == "direct")


def chain_figure(ctx: Context, theme: Theme) -> dict[str, Any]:
    """The Sankey of a theme."""
    rows = chain_rows(ctx, theme)
    return evidence_chain.build(rows, *_words(ctx, theme, rows))


def chain_section(ctx: Context, theme: Theme) -> list[Component]:
    """Switch between direct and all links, the Sankey with its summary, and the table."""
    rows = chain_rows(ctx, theme)
    return [
        _links_switch(ctx),
        _card(ctx, theme, rows),
        details(
            ctx.t("theme.chain_table"),
            table(
                [ctx.t(f"chain.{k}") for k in ("objective", "target", "indicator", "links")],
                _table_rows(ctx, rows),
                ctx.t("theme.chain"),
                "chain-table",
            ),
            name="chain-details",
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


def _card(ctx: Context, theme: Theme, rows: tuple[ChainRow, ...]) -> Component:
    height = evidence_chain.height_of(rows)
    frame = html.Div(
        html.Div(id=ids.CHAIN, style={"height": f"{height}px"}),
        className="sankey-frame",
        role="img",
        **{"aria-labelledby": "chain-section-title", "aria-describedby": "chain-summary"},
    )
    legend = [
        html.Span(className="swatch swatch-direct"),
        ctx.t("links.legend_direct"),
        html.Span(className="swatch swatch-indirect"),
        ctx.t("links.legend_indirect"),
    ]
    if any(row.objective_link and not row.objective_link.counts for row in rows):
        legend += [html.Span(className="swatch swatch-context"), ctx.t("links.legend_context")]
    download = html.A(
        ctx.t("action.csv"),
        href=f"/export/chain.csv{_query(ctx)}page=/themes/{theme.slug}",
        download="",
        className="button-quiet",
        **{"aria-label": f"{ctx.t('action.csv.label')}: {ctx.t('theme.chain')}"},
    )
    return html.Div(
        [
            frame,
            html.Div(legend, className="legend"),
            html.P(_summary(ctx, theme, rows), id="chain-summary", className="summary"),
            html.Div(download, className="actions"),
        ],
        className="card card-chain",
    )


def _query(ctx: Context) -> str:
    """The state's query, ready for one more key."""
    _, _, query = ctx.href().partition("?")
    return f"?{query}&" if query else "?"


def _summary(ctx: Context, theme: Theme, rows: tuple[ChainRow, ...]) -> str:
    ends = {
        "objectives": {r.objective_id for r in rows if r.objective_id},
        "sdg_targets": {r.target_id for r in rows if r.target_id},
        "indicators": {r.indicator_id for r in rows if r.indicator_id},
    }
    things = together((ctx.counted(what, len(found)) for what, found in ends.items()), ctx.lang)
    return ctx.t("theme.chain_summary", theme=theme.text("short", ctx.lang), things=things)


def _words(
    ctx: Context, theme: Theme, rows: tuple[ChainRow, ...]
) -> tuple[dict[str, str], dict[str, str]]:
    """Short labels and full hover texts of every node and band of the Sankey."""
    reference, lang = ctx.reference, ctx.lang
    labels = {f"theme_id:{theme.theme_id}": theme.text("short", lang)}
    hovers = {f"theme_id:{theme.theme_id}": theme.text("title", lang)}
    for row in rows:
        objective = reference.objectives[row.objective_id]
        keys = [f"theme_id:{theme.theme_id}", f"objective_id:{row.objective_id}"]
        labels[keys[1]] = f"{row.objective_id} {objective.text('short', lang)}"
        hovers[keys[1]] = f"{row.objective_id}. {objective.text('title', lang)}"
        if row.target_id:
            keys.append(f"target_id:{row.target_id}")
            text = f"{row.target_id} {reference.targets[row.target_id].text('label', lang)}"
            labels[keys[2]], hovers[keys[2]] = _short(text), text
        if row.indicator_id:
            keys.append(f"indicator_id:{row.indicator_id}")
            indicator = reference.indicators[row.indicator_id]
            text = f"{indicator.sdg_indicator} {indicator.text('label', lang)}"
            labels[keys[3]], hovers[keys[3]] = _short(text), text
        links = (row.theme_link, row.objective_link, row.target_link)
        for a, b, link in zip(keys, keys[1:], links, strict=False):
            if link:
                hovers[f"{a}>{b}"] = _link_hover(ctx, link)
    return labels, hovers


def _short(text: str) -> str:
    return text if len(text) <= LABEL_LENGTH else text[: LABEL_LENGTH - 1].rstrip() + "\u2026"


def _link_hover(ctx: Context, link: Link) -> str:
    strength = ctx.t(f"strength.{link.strength}")
    head = f"<b>{strength}</b> \u00b7 {ctx.t(f'evidence.{link.evidence}')}"
    return "<br>".join(
        [head, *(line for text in rests_on_words(ctx, link) for line in _lines(text))]
    )


def _lines(text: str) -> list[str]:
    return wrap(text, HOVER_LENGTH)


def _table_rows(ctx: Context, rows: tuple[ChainRow, ...]) -> list[list[object]]:
    """One table row per path; each link with its strength, evidence, source and reason."""
    reference, lang = ctx.reference, ctx.lang
    out: list[list[object]] = []
    for row in rows:
        objective = reference.objectives[row.objective_id]
        target = reference.targets.get(row.target_id)
        goal = reference.goals[target.goal_id].text("short", lang) if target else ""
        out.append(
            [
                f"{row.objective_id}. {objective.text('title', lang)}",
                f"{row.target_id} {target.text('label', lang)} ({goal})" if target else "\u2014",
                _indicator_cell(ctx, row),
                html.Ul(
                    [
                        _link_item(ctx, link)
                        for link in (row.theme_link, row.objective_link, row.target_link)
                        if link
                    ],
                    className="links",
                ),
            ]
        )
    return out


def _indicator_cell(ctx: Context, row: ChainRow) -> object:
    if not row.indicator_id:
        return ctx.t("chain.no_indicator")
    indicator = ctx.reference.indicators[row.indicator_id]
    text = f"{indicator.sdg_indicator} {indicator.text('label', ctx.lang)}"
    if not ctx.store.has_data(row.indicator_id):
        return [text, " ", badge(ctx.t("chain.no_data"))]
    return html.A(text, href=ctx.href(indicator=row.indicator_id, year=None))


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
