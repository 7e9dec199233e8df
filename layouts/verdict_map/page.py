"""Map of verdicts: the verdicts on one indicator in every country, the kinds of missing apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dash import html
from dash.development.base_component import Component

from layouts.charts import verdict_map
from layouts.charts.verdict_places import VerdictMarks
from layouts.pieces import ids
from layouts.pieces.components import counting_rule
from layouts.pieces.record_card import record_card
from layouts.progress.bands import WORSENING
from layouts.progress.verdict_map import VerdictMap
from layouts.progress.words import ORIGINS_ONLY
from layouts.request.context import Context
from layouts.series.counted import shared
from layouts.verdict_map.table import table
from layouts.verdicts.choices import (
    measures_filter,
    page_data,
    page_head,
    page_title,
    settings_bar,
)

AIMS = ("world_aim", "national_aim")


def title(ctx: Context) -> str:
    """Document title."""
    return page_title(ctx, "verdict_map.document_title")


def data(ctx: Context) -> dict[str, Any]:
    """What the browser code needs."""
    return page_data(ctx)


def layout(ctx: Context) -> list[Component]:
    """Title, choice of indicator, and the part that follows settings and areas."""
    return [
        page_head(ctx, ctx.t("verdict_map.title")),
        measures_filter(ctx),
        html.Div(part(ctx), id=ids.PART),
    ]


def part(ctx: Context) -> list[Component]:
    """Settings, and the map with its words and its table."""
    marks = verdict_map.marks(ctx)
    if not marks.view.status.bands:
        return [settings_bar(ctx), _empty(ctx, marks.view.status)]
    return [settings_bar(ctx), _card(ctx, marks)]


def _empty(ctx: Context, status: VerdictMap) -> Component:
    """No country has a verdict: why, and where to go."""
    reason = status.places[0].reason
    label = status.indicator.text("label", ctx.lang)
    return html.Div(
        [
            html.H2(ctx.t("verdict_map.empty", indicator=label)),
            html.P(ctx.t(f"reason.{reason}.title")),
            html.P(ctx.t("verdict_map.empty_do")),
        ],
        className="card empty-state",
        **{"data-shown": "verdict_map|empty"},
    )


def _card(ctx: Context, marks: VerdictMarks) -> Component:
    """The map, what is true of all of it, and every place with its verdict."""
    notes = [html.P(text, className="general-note") for text in _notes(ctx, marks)]
    told = [ctx.t("count.brackets"), " ", ctx.t("verdict_map.keys")]
    keys = html.P(told, className="map-note")
    rule = counting_rule(ctx)
    about = html.P([ctx.t("note.map_short"), " ", ctx.t("note.kosovo")], className="map-note")
    return record_card(
        ctx, verdict_map.CHART.id, keys, *notes, about, rule, leads=True, table=table(marks)
    )


def _notes(ctx: Context, marks: VerdictMarks) -> Iterator[str]:
    """What is worsening, whose aims are missed, and that it is general progress."""
    status = marks.view.status
    worse = [p.area.area_code for p in status.places if p.shown == WORSENING]
    if worse:
        met = [p.area.area_code for p in status.places if p.found and "met" in p.found.flags]
        there = shared(ctx.reference.areas, worse, met, ctx.lang)
        yield ctx.t("verdict_map.worsening", places=there)
    aims = {f for p in status.places if p.found for f in p.found.flags if f in AIMS}
    for aim in sorted(aims):
        yield ctx.t(f"flag.{aim}")
    if status.indicator.measures == "everyone":
        yield ctx.t("verdict_map.general")
    if status.indicator.sdg_indicator in ORIGINS_ONLY:
        yield ctx.t("progress.origins_only")
