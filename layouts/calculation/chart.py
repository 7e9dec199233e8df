"""The chart of one verdict: points that count and those dropped, target, path, projection."""

from __future__ import annotations

from typing import Any

import orjson
from dash import html
from dash.development.base_component import Component

from data.progress.calculation import Point
from layouts.calculation.words import means
from layouts.pieces.components import details, table
from layouts.progress.opened import DROPPED, Verdict
from layouts.progress.words import value_text
from layouts.request.context import Context
from layouts.series.series import source_line, unit_text

TRACES = ("used", "dropped", "target", "path", "projection")
MARKED = {"status": "AEPB", "missing": "MLQO"}


def chart(ctx: Context, verdict: Verdict) -> Component:
    """Title, drawing, summary in words, and the points as a table."""
    return html.Article(
        [
            html.H2(_title(ctx, verdict), id="calculation-title"),
            html.P(_unit(ctx, verdict), className="card-sub"),
            html.Div(
                html.Div(
                    id="calculation-chart",
                    className="graph graph-calculation",
                    key=ctx.href(),
                    **{"data-calculation": orjson.dumps(_drawing(ctx, verdict)).decode()},
                ),
                className="graph-frame",
                role="img",
                **{
                    "aria-labelledby": "calculation-title",
                    "aria-describedby": "calculation-summary",
                },
            ),
            html.P(summary(ctx, verdict), id="calculation-summary", className="summary"),
            details(ctx.t("calculation.points_show"), _points(ctx, verdict), name="points-details"),
            html.P(source_line(ctx, verdict.series) if verdict.series else "", className="source"),
        ],
        className="card card-calculation",
    )


def _title(ctx: Context, verdict: Verdict) -> str:
    return ctx.t(
        "calculation.chart_title",
        indicator=verdict.indicator.text("label", ctx.lang),
        area=verdict.area.text("short", ctx.lang),
    )


def _unit(ctx: Context, verdict: Verdict) -> str:
    return unit_text(ctx, verdict.series) if verdict.series else ""


def summary(ctx: Context, verdict: Verdict) -> str:
    """From what to what, where it leads, and how many points were left out."""
    found, shown = verdict.found, []
    if found and found.band and found.base_value is not None and found.latest_value is not None:
        shown.append(
            ctx.t(
                "calculation.summary",
                base=value_text(ctx, verdict.indicator, found.base_value),
                base_year=found.base_year,
                latest=value_text(ctx, verdict.indicator, found.latest_value),
                latest_year=found.latest_year,
            )
        )
        shown += means(ctx, found)
    elif verdict.numbers:
        first, last = verdict.numbers[0], verdict.numbers[-1]
        shown.append(
            ctx.plural(
                "calculation.summary_points",
                len(verdict.numbers),
                first=first.year,
                last=last.year,
            )
        )
    if found and found.band and found.projected is not None:
        projected = value_text(ctx, verdict.indicator, found.projected)
        shown.append(ctx.t("progress.spark.projected", value=projected, year=found.target_year))
    if found and found.target_value is not None:
        target = value_text(ctx, verdict.indicator, found.target_value)
        shown.append(ctx.t("progress.spark.target", target=target, year=found.target_year))
    if dropped := sum(p.use in DROPPED for p in verdict.numbers):
        shown.append(ctx.t("calculation.dropped_count", count=dropped))
    return " ".join(shown)


def role_words(ctx: Context, verdict: Verdict, point: Point) -> str:
    """What a point is to the verdict: base, latest, between, or dropped and why."""
    if point.use in DROPPED:
        reason = ctx.t(f"calculation.dropped.{point.use}")
        return ctx.t("calculation.role.dropped", reason=reason)
    mean = verdict.found is not None and "mean_of_years" in verdict.found.flags
    prefix = "mean_" if mean and point.use else ""
    return ctx.t(f"calculation.role.{prefix}{point.use or 'used'}")


def _points(ctx: Context, verdict: Verdict) -> Component:
    rows = [
        [
            str(p.year),
            "\u2014" if p.value is None else value_text(ctx, verdict.indicator, p.value),
            status_words(ctx, p),
            role_words(ctx, verdict, p),
        ]
        for p in reversed(verdict.points)
    ]
    head = [ctx.t(f"calculation.{k}") for k in ("year", "value", "status", "role")]
    return table(head, rows, ctx.t("calculation.points_caption"), "points-table")


def status_words(ctx: Context, point: Point) -> str:
    """The provider's own mark of a cell."""
    kind = "missing" if point.value is None else "status"
    key = f"js.{kind}.{point.obs_status}"
    return ctx.t(key) if point.obs_status in MARKED[kind] else point.obs_status


def _drawing(ctx: Context, verdict: Verdict) -> dict[str, Any]:
    """Numbers and words for the browser, which draws them in the colours of the page."""
    found, indicator = verdict.found, verdict.indicator
    target = None
    if found and found.target_value is not None:
        text = value_text(ctx, indicator, found.target_value)
        target = {
            "value": found.target_value,
            "year": found.target_year,
            "text": ctx.t("calculation.target_mark", target=text),
        }
    arrived = found is not None and {"met", "lost_target"} & set(found.flags)
    return {
        "state": verdict.state,
        "points": [
            {
                "year": p.year,
                "value": p.value,
                "role": "dropped" if p.use in DROPPED else p.use or "used",
                "text": f"{p.year}: {value_text(ctx, indicator, p.value or 0.0)}"
                f"<br>{role_words(ctx, verdict, p)}",
            }
            for p in verdict.numbers
        ],
        "target": target,
        "path": () if arrived else verdict.worked.line_to_target,
        "projection": verdict.worked.projection,
        "marks": _marks(ctx, verdict),
        "ticks": [[v, value_text(ctx, indicator, v)] for v in (0.0, 1.0)]
        if indicator.kind == "binary"
        else [],
        "words": {k: ctx.t(f"calculation.trace.{k}") for k in TRACES},
    }


def _marks(ctx: Context, verdict: Verdict) -> list[dict[str, Any]]:
    """Base and latest as they enter the verdict; means where it rests on means."""
    found = verdict.found
    if not found or not found.band:
        return []
    mean = "mean_" if "mean_of_years" in found.flags else ""
    ends = (
        ("base", found.base_year, found.base_value),
        ("latest", found.latest_year, found.latest_value),
    )
    return [
        {"year": year, "value": value, "text": ctx.t(f"calculation.mark.{mean}{name}", year=year)}
        for name, year, value in ends
        if year is not None and value is not None
    ]
