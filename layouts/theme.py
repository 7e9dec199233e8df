"""One consultation theme: its evidence chain, and any of its indicators on map and chart."""

from __future__ import annotations

from collections.abc import Iterable

from dash import dcc, html
from dash.development.base_component import Component

from data.catalog import ChainRow, Link, Theme
from layouts import ids
from layouts.components import badge, details, evidence_mark, link_sources, section, table
from layouts.context import Context
from layouts.explorer import cautions, explorer
from layouts.figures import evidence_chain
from layouts.format import day_range
from layouts.urls import LINKS

LABEL_LENGTH = 46


def title(ctx: Context) -> str:
    """Document title."""
    return ctx.t("theme.document_title", theme=_theme(ctx).text("short", ctx.lang))


def layout(ctx: Context) -> list[Component]:
    """The page, top to bottom."""
    theme = _theme(ctx)
    rows = ctx.reference.chain(theme.theme_id, direct_only=ctx.state.links == "direct")
    return [
        _head(ctx, theme),
        _thread(ctx, theme, rows),
        section(
            ctx.t("theme.indicators"),
            *explorer(ctx),
            cautions(ctx),
            id_="explore",
            lead=ctx.t("theme.indicators_lead"),
        ),
        section(
            ctx.t("theme.chain"),
            _links_switch(ctx),
            _sankey(ctx, theme, rows),
            details(
                ctx.t("theme.chain_table"),
                table(
                    [ctx.t(f"chain.{k}") for k in ("objective", "target", "indicator", "links")],
                    _chain_rows(ctx, rows),
                    ctx.t("theme.chain"),
                    "chain-table",
                ),
                name="chain-details",
            ),
            id_="chain-section",
            lead=ctx.t("theme.chain_lead"),
        ),
    ]


def _theme(ctx: Context) -> Theme:
    theme = ctx.reference.theme_by_slug(ctx.state.slug)
    if theme is None:
        raise LookupError(f"no theme has the slug {ctx.state.slug!r}; urls.parse lets none through")
    return theme


def _head(ctx: Context, theme: Theme) -> Component:
    facts = [day_range(theme.start_on, theme.end_on, ctx.lang)] if theme.start_on else []
    facts += [theme.text("venue", ctx.lang)] if theme.text("venue", ctx.lang) else []
    panels = [p for p in ctx.reference.panels if p.theme_id == theme.theme_id]
    siblings = [t for t in ctx.reference.themes.values() if t.kind == theme.kind]
    kicker = ctx.t(f"theme.kicker.{theme.kind}", number=siblings.index(theme) + 1)
    parts: list[Component] = [
        html.P(" \u00b7 ".join([kicker, *facts]), className="kicker"),
        html.H1(theme.text("short", ctx.lang)),
        html.P(
            [
                theme.text("title", ctx.lang),
                " ",
                badge(ctx.t("theme.official"), "", ctx.t("theme.official.title"))
                if ctx.lang == "en"
                else badge(ctx.t("theme.translation"), "", ctx.t("theme.translation.title")),
                " ",
                evidence_mark(
                    ctx, theme.evidence if ctx.lang == "en" else theme.translation_evidence
                ),
            ],
            className="lead",
        ),
        html.P(theme.text("description", ctx.lang)),
    ]
    if theme.co_chairs or panels:
        parts.append(
            details(
                ctx.t("theme.session_details"),
                html.Ul(
                    [
                        html.Li([p.text("title", ctx.lang), " ", evidence_mark(ctx, p.evidence)])
                        for p in panels
                    ]
                ),
                html.P(theme.co_chairs, className="muted"),
                html.P(ctx.t("theme.source", source=theme.source), className="muted"),
            )
        )
    return html.Div(parts, className="hero hero-theme")


def _thread(ctx: Context, theme: Theme, rows: Iterable[ChainRow]) -> Component:
    """The throughline: how far the theme reaches, step by step."""
    rows = list(rows)
    indicators = {r.indicator_id for r in rows if r.indicator_id}
    context = [
        link.to_id
        for link in ctx.reference.links
        if link.kind == "theme_indicator" and link.from_id == theme.theme_id
    ]
    drawn = sum(ctx.store.has_data(i) for i in {*indicators, *context})
    steps = (
        ("theme.step_objectives", len({r.objective_id for r in rows if r.objective_id})),
        ("theme.step_targets", len({r.target_id for r in rows if r.target_id})),
        ("theme.step_indicators", len(indicators)),
        ("theme.step_context", len(context)),
        ("theme.step_drawn", drawn),
    )
    return html.Ol(
        [html.Li([html.Strong(str(n)), html.Span(ctx.t(key))]) for key, n in steps],
        className="thread",
    )


def _links_switch(ctx: Context) -> Component:
    return html.Ul(
        [
            html.Li(
                html.A(
                    ctx.t(f"links.{value}"),
                    href=ctx.href(links=value),
                    **({"aria-current": "true"} if value == ctx.state.links else {}),
                )
            )
            for value in LINKS
        ],
        className="segmented",
        **{"aria-label": ctx.t("links.label")},
    )


def _sankey(ctx: Context, theme: Theme, rows: tuple[ChainRow, ...]) -> Component:
    labels, hovers = _words(ctx, theme, rows)
    figure = evidence_chain.build(rows, labels, hovers)
    height = figure["layout"]["height"]
    return html.Div(
        [
            html.Div(
                dcc.Graph(
                    id=ids.CHAIN,
                    figure=figure,
                    config=evidence_chain.CONFIG,
                    style={"height": f"{height}px"},
                ),
                className="sankey-frame",
                role="img",
                **{
                    "aria-labelledby": "chain-section-title",
                    "aria-describedby": "chain-summary",
                },
            ),
            html.Div(
                [
                    html.Span(className="swatch swatch-direct"),
                    ctx.t("links.legend_direct"),
                    html.Span(className="swatch swatch-indirect"),
                    ctx.t("links.legend_indirect"),
                ],
                className="legend",
            ),
            html.P(_summary(ctx, theme, rows), id="chain-summary", className="summary"),
        ],
        className="card card-chain",
    )


def _summary(ctx: Context, theme: Theme, rows: tuple[ChainRow, ...]) -> str:
    return ctx.t(
        "theme.chain_summary",
        theme=theme.text("short", ctx.lang),
        objectives=len({r.objective_id for r in rows if r.objective_id}),
        targets=len({r.target_id for r in rows if r.target_id}),
        indicators=len({r.indicator_id for r in rows if r.indicator_id}),
    )


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
    return f"<b>{strength}</b> \u00b7 {ctx.t(f'evidence.{link.evidence}')}"


def _chain_rows(ctx: Context, rows: tuple[ChainRow, ...]) -> list[list[object]]:
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
            evidence_mark(ctx, link.evidence),
            " ",
            link_sources(ctx, link),
            " ",
            html.Span(link.text("rationale", ctx.lang)),
        ]
    )
