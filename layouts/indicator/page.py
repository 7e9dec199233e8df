"""One indicator: what it says, whose it is, whom it covers, and what leads to it."""

from __future__ import annotations

from typing import Any

import numpy as np
from dash import html
from dash.development.base_component import Component

from data.arithmetic.concepts import AGED
from data.reference_lists import Indicator
from layouts.charts import coverage
from layouts.indicator.backlinks import backlinks, related
from layouts.indicator.facts import cautions, facts, unit_words, value_text
from layouts.indicator.providers import elsewhere, providers_section, shown_instead
from layouts.pieces import ids
from layouts.pieces.components import (
    badge,
    doubts_slot,
    missing_reasons,
    phone_fold,
    section,
    table,
)
from layouts.pieces.definition import definition_section
from layouts.pieces.record_card import record_card
from layouts.request.context import Context
from layouts.request.pages import PAGES
from layouts.series.groups import spread
from layouts.series.leading import led_by_year
from layouts.series.series import Series, indicator_of, series_of, world_words
from layouts.words.text import FALLBACK

# Pages that show one indicator: its numbers, or how its progress is judged.
NUMBERS_ON, VERDICT_ON = ("map", "compare", "table"), ("verdict_map", "verdict")
WORLD = "M49:001"


def title(ctx: Context) -> str:
    """Document title."""
    return ctx.t("indicator.document_title", name=_indicator(ctx).text("label", ctx.lang))


def data(ctx: Context) -> dict[str, Any]:
    """What the browser code needs of the page."""
    held = ctx.store.has_data(ctx.state.slug)
    return {
        "page": "indicator",
        "view": "",
        "slug": ctx.state.slug,
        "indicators": [ctx.state.slug] if held else [],
    }


def layout(ctx: Context) -> list[Component]:
    """The page, top to bottom."""
    indicator = _indicator(ctx)
    series = series_of(ctx, indicator.indicator_id)
    parts = [
        _head(ctx, indicator, series),
        shown_instead(ctx, series),
        html.Div(part(ctx), id=ids.PART),
        _card(ctx) if series else _missing(ctx, indicator),
        *definition_section(ctx, indicator),
        section(ctx.t("indicator.about"), facts(ctx, indicator, series), id_="about"),
        section(ctx.t("indicator.cautions"), cautions(ctx, indicator, series), id_="cautions"),
        providers_section(ctx, series),
        *([_coverage(ctx, series)] if series else []),
        section(
            ctx.t("indicator.links"),
            *backlinks(ctx, indicator),
            id_="links",
            lead=ctx.t("indicator.links_lead"),
        ),
        _related(ctx, indicator),
    ]
    return [shown for shown in parts if shown is not None]


def part(ctx: Context) -> list[Component]:
    """Latest and first values of the chosen areas, in words and numbers."""
    series = series_of(ctx, ctx.state.slug)
    if series is None:
        return []
    chosen = spread(ctx, ctx.state.areas)
    areas = [a for a in chosen or (WORLD,) if chosen or a in series.matrix.areas]
    rows = [_latest(ctx, series, code) for code in areas]
    hint = [] if ctx.state.areas else [html.P(ctx.t("indicator.choose"), className="muted")]
    if not rows:
        return [html.Div(hint, className="latest-values")]
    head = [ctx.t(f"indicator.{k}") for k in ("area", "latest", "latest_year", "first")]
    caption = ctx.t("indicator.followed", unit=unit_words(ctx, _indicator(ctx), series))
    told = world_words(ctx, series) if WORLD in areas else ""
    note = [html.P(told, className="muted")] if told else []
    return [html.Div([table(head, rows, caption), *note, *hint], className="latest-values")]


def _latest(ctx: Context, series: Series, code: str) -> list[str]:
    """The last and the first value that lead; those of another provider where this has none."""
    name = ctx.reference.areas[code].text("short", ctx.lang)
    own, words = series.indicator.indicator_id, ""
    known = led_by_year(ctx, series.matrix, code)
    if not known:
        other = elsewhere(ctx, own, code, series.source.source_id)
        if other is None:
            return [name, ctx.t("js.missing.none"), "\u2014", "\u2014"]
        known, words = led_by_year(ctx, other, code), ctx.reference.sources[other.source_id].title
    (first, start), (last, end) = known[0], known[-1]
    began = f"{value_text(ctx, series, start)} ({first})"
    ended = value_text(ctx, series, end)
    if words:
        ended = ctx.t("providers.elsewhere", value=ended, source=words)
    return [name, ended, str(last), began if first != last else "\u2014"]


def _indicator(ctx: Context) -> Indicator:
    return indicator_of(ctx, ctx.state.slug)


def _head(ctx: Context, indicator: Indicator, series: Series | None) -> Component:
    code, lang = indicator.sdg_indicator, ctx.lang
    kicker = ctx.t("indicator.sdg", code=code) if code else ctx.t("indicator.context")
    provider = indicator.family == "catalogue"
    if provider:
        kicker = ctx.t("indicator.catalogue")
    foreign = {"lang": FALLBACK} if provider else {}
    official = indicator.text("title", lang)
    marks = [badge(ctx.t(f"measures.{indicator.measures}"), indicator.measures)]
    if provider:  # nobody has judged whom a catalogue series measures
        marks = []
    marks.append(badge(unit_words(ctx, indicator, series)))
    if not provider:
        marks.append(badge(ctx.t(f"kind.{indicator.kind}")))
    return html.Div(
        [
            html.P(kicker, className="kicker"),
            html.H1(indicator.text("label", lang), **foreign),
            html.P([html.Span(ctx.t("indicator.official"), className="muted"), " ", official])
            if not provider
            else None,
            html.P(marks, className="badges"),
            _ways_on(ctx, indicator, series),
        ],
        className="hero hero-indicator",
    )


def _ways_on(ctx: Context, indicator: Indicator, series: Series | None) -> Component | None:
    """The same indicator on the other pages, and its numbers as a file."""
    own = indicator.indicator_id
    pages = [*(NUMBERS_ON if series else ()), *(VERDICT_ON if _is_judged(ctx, own) else ())]
    ways = {page: ctx.link_to(page, indicator=own) for page in pages if page in PAGES}
    if series and own in AGED:
        ways["ages"] = ctx.link_to("compare", indicator=own, chart="pyramid")
    links = [
        html.A(ctx.t(f"indicator.open_{way}"), href=href, className="button-quiet")
        for way, href in ways.items()
    ]
    if series:
        path = f"/indicators/{own}"
        links.append(
            html.A(
                ctx.t("indicator.csv"),
                href=f"/export/series.csv?page={path}&lang={ctx.lang}{_publisher(ctx)}",
                className="button-quiet",
                download="",
            )
        )
    return html.Div(links, className="actions") if links else None


def _publisher(ctx: Context) -> str:
    asked = ctx.state.option("publisher")
    return f"&publisher={asked}" if asked else ""


def _is_judged(ctx: Context, indicator_id: str) -> bool:
    """Whether progress has a direction to be judged by."""
    known = ctx.reference.indicators.get(indicator_id)
    return known is not None and known.direction != "none"


def _card(ctx: Context) -> Component:
    """The line chart of the chosen areas, drawn by the browser."""
    return html.Div(
        [doubts_slot(ctx), record_card(ctx, ids.LINE, leads=True)],
        className="explorer",
        **{"data-tl": "explorer"},
    )


def _missing(ctx: Context, indicator: Indicator) -> Component:
    reasons = missing_reasons(ctx, indicator.indicator_id)
    return html.Div(
        [
            html.H2(ctx.t("empty.title")),
            html.P(ctx.t("empty.no_series")),
            html.Ul([html.Li(text) for text in reasons])
            if reasons
            else html.P(ctx.t("empty.not_held")),
        ],
        className="card indicator-missing",
    )


def _coverage(ctx: Context, series: Series) -> Component:
    """Who has a value in which year; of a series of regions alone, that no country has any."""
    empty = np.isnan(series.matrix.values[:, series.countries]).all()
    return section(
        ctx.t("indicator.coverage"),
        html.P(ctx.t("coverage.none"), className="summary")
        if empty
        else phone_fold(
            ctx.t("indicator.coverage_show"),
            record_card(ctx, coverage.CHART.id, card="cover", heading=html.H3),
        ),
        id_="coverage",
        lead=ctx.t("indicator.coverage_lead"),
    )


def _related(ctx: Context, indicator: Indicator) -> Component:
    groups = [
        html.Div(
            [
                html.H3(ctx.t(f"indicator.same_{name}")),
                html.Ul([html.Li(_link(ctx, other)) for other in found], className="search-list"),
            ]
        )
        for name, found in related(ctx, indicator).items()
        if found
    ]
    return section(
        ctx.t("indicator.related"),
        html.Div(groups, className="related")
        if groups
        else html.P(ctx.t("indicator.none_related")),
        id_="related",
    )


def _link(ctx: Context, indicator_id: str) -> list[Any]:
    other = indicator_of(ctx, indicator_id)
    foreign = {"lang": FALLBACK} if other.family == "catalogue" else {}
    link = html.A(
        other.text("label", ctx.lang), href=ctx.link_to("indicator", indicator_id), **foreign
    )
    if ctx.store.has_data(indicator_id):
        return [link]
    return [link, " ", badge(ctx.t("chain.no_data"))]
