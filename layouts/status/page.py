"""Status map: the verdicts on one indicator in every country, the kinds of missing apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import astuple
from typing import Any

import orjson
from dash import html
from dash.development.base_component import Component

from layouts.charts import world_map
from layouts.pieces import ids
from layouts.progress.bands import WORSENING, band_name, tone_of, verdict_name
from layouts.progress.of_area import setting_of
from layouts.progress.status import Place, Status, status_of
from layouts.progress.words import ORIGINS_ONLY, value_text
from layouts.request.context import Context
from layouts.series.series import series_of, source_line
from layouts.status.table import legend, table
from layouts.verdicts.choices import export_link, page_data, page_head, page_title, settings_bar
from layouts.words.format import number, percent

AIMS = ("world_aim", "national_aim")


def title(ctx: Context) -> str:
    """Document title."""
    return page_title(ctx, "status.document_title")


def data(ctx: Context) -> dict[str, Any]:
    """What the browser code needs; the drawing itself travels in the part."""
    return page_data(ctx)


def layout(ctx: Context) -> list[Component]:
    """Title, choice of indicator, and the part that follows settings and areas."""
    return [
        page_head(ctx, ctx.t("status.title")),
        html.Div(part(ctx), id=ids.PART),
    ]


def part(ctx: Context) -> list[Component]:
    """Settings, sentences, map, legend and table."""
    status = status_of(ctx)
    if not status.bands:
        return [settings_bar(ctx), _empty(ctx, status)]
    return [settings_bar(ctx), _card(ctx, status), table(ctx, status)]


def _empty(ctx: Context, status: Status) -> Component:
    """No country has a verdict: why, and where to go."""
    reason = status.places[0].reason
    label = status.indicator.text("label", ctx.lang)
    return html.Div(
        [
            html.H2(ctx.t("status.empty", indicator=label)),
            html.P(ctx.t(f"reason.{reason}.title")),
            html.P(ctx.t("status.empty_do")),
        ],
        className="card empty-state",
        **{"data-shown": "status|empty"},
    )


def _card(ctx: Context, status: Status) -> Component:
    state = "|".join((status.indicator.indicator_id, *astuple(setting_of(ctx))))
    heading = html.H2(ctx.t("status.heading"), id="status-title")
    return html.Article(
        [
            html.Header([heading, *_sentences(ctx, status)]),
            _map(ctx, status, f"{state}|{','.join(ctx.state.areas)}"),
            html.P(
                "\u00a0", className="status-at", **{"data-tl": "status-at", "aria-live": "polite"}
            ),
            html.P(ctx.t("status.keys"), id="status-keys", className="map-note"),
            legend(ctx, status),
            html.P([ctx.t("note.map_short"), " ", ctx.t("note.kosovo")], className="map-note"),
            _source(ctx, status),
            html.Div(
                html.A(
                    ctx.t("action.csv"),
                    href=export_link(ctx, "status.csv"),
                    className="button-quiet",
                    download="",
                    **{"aria-label": ctx.t("status.csv"), "data-tl": "status-csv"},
                ),
                className="actions",
            ),
        ],
        className="card card-status",
        **{"data-verdict-page": f"status|{state}"},
    )


def _map(ctx: Context, status: Status, key: str) -> Component:
    """The frame that takes the keyboard, and in it what the browser draws."""
    return html.Div(
        html.Div(
            id="status-map",
            className="graph graph-map",
            key=key,
            **{"data-status": orjson.dumps(_figure(ctx, status)).decode()},
        ),
        className="graph-frame status-frame",
        tabIndex="0",
        role="group",
        **{"aria-labelledby": "status-title", "aria-describedby": "status-summary status-keys"},
    )


def _sentences(ctx: Context, status: Status) -> list[Component]:
    """Share of countries, share of people, and that it is general progress."""
    shares = status.shares(ctx)
    parts = [
        html.Div(
            [
                html.P(
                    ctx.plural(
                        "status.countries",
                        shares.assessed,
                        total=shares.members,
                        shares=_listed(ctx, status, shares.country_share),
                    )
                ),
                html.P(
                    ctx.t(
                        "status.people",
                        share=_percent(ctx, shares.people_assessed / (shares.people_known or 1)),
                        shares=_listed(ctx, status, shares.people_share),
                    )
                ),
            ],
            id="status-summary",
            className="summary",
        )
    ]
    if worse := status.counts[WORSENING]:
        met = sum(p.found is not None and "met" in p.found.flags for p in status.places)
        told = ctx.t("status.worsening", count=worse, met=met)
        parts.append(html.P(told, className="general-note"))
    aims = {f for p in status.places if p.found for f in p.found.flags if f in AIMS}
    parts += [html.P(ctx.t(f"flag.{aim}"), className="general-note") for aim in sorted(aims)]
    if status.indicator.measures == "everyone":
        parts.append(html.P(ctx.t("status.general"), className="general-note"))
    if status.indicator.sdg_indicator in ORIGINS_ONLY:
        parts.append(html.P(ctx.t("progress.origins_only"), className="general-note"))
    return parts


def _listed(ctx: Context, status: Status, share: Callable[[str], float]) -> str:
    """Each class with its share of what is assessed."""
    return ctx.listed(
        ctx.t("status.share", band=band_name(ctx, b).lower(), share=_percent(ctx, share(b)))
        for b in status.bands
    )


def _percent(ctx: Context, share: float) -> str:
    whole = 0.01 <= share <= 0.99 or share in (0.0, 1.0)
    text = number(100 * share, ctx.lang, 0 if whole else 1)
    return percent(text, ctx.lang)


def _figure(ctx: Context, status: Status) -> dict[str, Any]:
    """The map without colours, the class of each place, and the classes with their looks."""
    figure = world_map.build(ctx.reference.areas, {}, [], ctx.dark)
    classes = [
        {"key": b, "tone": b if b == WORSENING else tone_of(b), "missing": False}
        for b in status.classes
    ]
    classes += [{"key": kind, "tone": kind, "missing": True} for kind in status.missing]
    order = {c["key"]: i for i, c in enumerate(classes)}
    return {
        "figure": figure,
        "classes": classes,
        "indicator": status.indicator.indicator_id,
        "places": {
            p.area.area_code: [order[p.shown], words(ctx, status, p), p.area.lon, p.area.lat]
            for p in status.places
        },
        "chosen": list(ctx.state.areas),
    }


def words(ctx: Context, status: Status, place: Place) -> str:
    """One place in a sentence: name, verdict, and from what to what."""
    name = place.area.text("short", ctx.lang)
    if not place.found or place.reason:
        return ctx.t("status.place_missing", area=name, reason=ctx.t(f"reason.{place.reason}"))
    found = place.found
    verdict = verdict_name(ctx, found)
    latest = value_text(ctx, status.indicator, found.latest_value or 0.0)
    if found.base_year is None or found.base_value is None:
        return ctx.t(
            "status.place_latest", area=name, verdict=verdict, latest=latest, year=found.latest_year
        )
    return ctx.t(
        "status.place",
        area=name,
        verdict=verdict,
        base=value_text(ctx, status.indicator, found.base_value),
        base_year=found.base_year,
        latest=latest,
        year=found.latest_year,
    )


def _source(ctx: Context, status: Status) -> Component:
    series = series_of(ctx, status.indicator.indicator_id)
    return html.P(source_line(ctx, series) if series else "", className="source")
