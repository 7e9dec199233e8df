"""The legend and the table of a status map."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from layouts.pieces.components import details
from layouts.progress.bands import WORSENING, band_name, look, tone_of
from layouts.progress.status import Place, Status
from layouts.progress.words import NOTHING, ratio_text, value_text
from layouts.request.context import Context
from layouts.verdicts.choices import with_state
from layouts.verdicts.look import band_chip, symbol

# The dots of small places on the map, as characters; assets/app/status/page.js draws the same.
DOTS = {
    "met": "\u2605",
    "on_track": "\u25b2",
    "met_worsening": "\u2606",
    "moderate": "\u25c6",
    "marginal": "\u25cf",
    "right_fast": "\u2b22",
    "right": "\u2b1f",
    "right_slow": "\u271a",
    "stagnation": "\u25a0",
    "regression": "\u25bc",
    "too_few": "\u25cb",
    "too_old": "\u25a1",
    "no_base": "\u25c7",
    "no_data": "\u00d7",
    "not_applicable": "\u2013",
}


def legend(ctx: Context, status: Status) -> Component:
    """Classes with symbols and counts; kinds of missing with their patterns, apart."""
    counts = status.counts
    items = [
        html.Li(
            [
                html.Span(symbol(), className=f"key {look}"),
                f"{name} ",
                html.Span(DOTS[tone], className="dot-sign", **{"aria-hidden": "true"}),
                html.Span(f"({counts[b]})", className="muted"),
            ],
            title=title,
            **{"data-class": b, "data-count": str(counts[b])},
        )
        for b in status.classes
        for look, name, tone, title in [_class(ctx, b)]
    ]
    items += [
        html.Li(
            [
                html.Span(className=f"swatch swatch-{kind}", **{"aria-hidden": "true"}),
                f"{ctx.t(f'missing_kind.{kind}')} ",
                html.Span(DOTS[kind], className="dot-sign", **{"aria-hidden": "true"}),
                html.Span(f"({counts[kind]})", className="muted"),
            ],
            title=ctx.t(f"missing_kind.{kind}.title"),
            **{"data-class": kind, "data-count": str(counts[kind])},
        )
        for kind in status.missing
    ]
    return html.Div(
        [
            html.P(ctx.t("status.legend"), className="legend-title"),
            html.Ul(items, className="legend-of-bands", **{"aria-label": ctx.t("status.legend")}),
        ]
    )


def _class(ctx: Context, key: str) -> tuple[str, str, str, str]:
    """Look, name, tone and explanation of a class of verdicts."""
    if key == WORSENING:
        words = (ctx.t("verdict.met_worsening"), key, ctx.t("verdict.met_worsening.title"))
        return (f"tone tone-{key}", *words)
    return look(key), band_name(ctx, key), tone_of(key), ctx.t(f"band.{key}.title")


def table(ctx: Context, status: Status) -> Component:
    """Every country with verdict, base, latest and ratio; each leads to its calculation."""
    head = [ctx.t(f"status.{k}") for k in ("country", "verdict", "base", "latest", "ratio")]
    body = [html.Tr(_row(ctx, status, place)) for place in status.places]
    caption = ctx.t("status.table", indicator=status.indicator.text("label", ctx.lang))
    return details(
        ctx.t("status.all"),
        html.Div(
            html.Table(
                [
                    html.Caption(caption),
                    html.Thead(html.Tr([html.Th(text, scope="col") for text in head])),
                    html.Tbody(body),
                ]
            ),
            className="table-wrap",
            tabIndex="0",
            role="region",
            **{"aria-label": caption},
        ),
        name="status-details",
    )


def _row(ctx: Context, status: Status, place: Place) -> list[Component]:
    code, found, indicator = place.area.area_code, place.found, status.indicator

    def point(value: float | None, year: Any) -> str:
        if value is None or year is None:
            return NOTHING
        return ctx.t("status.point", value=value_text(ctx, indicator, value), year=year)

    link = html.A(
        place.area.text("short", ctx.lang),
        href=with_state(ctx, areas=(code,)).link_to(
            "calculation", indicator=indicator.indicator_id
        ),
        **{"data-areas": "1"},
    )
    cells = (
        band_chip(ctx, "" if place.reason else place.key, place.reason, found),
        point(found.base_value, found.base_year) if found else NOTHING,
        point(found.latest_value, found.latest_year) if found else NOTHING,
        ratio_text(ctx, found),
    )
    return [html.Th(link, scope="row"), *(html.Td(cell) for cell in cells)]
