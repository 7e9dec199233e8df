"""Map of verdicts: the verdicts on one indicator in every country, the kinds of missing apart."""

from __future__ import annotations

from dataclasses import astuple
from typing import Any

import orjson
from dash import html
from dash.development.base_component import Component

from layouts.charts import verdict_map
from layouts.charts.verdict_places import VerdictMarks
from layouts.pieces import ids
from layouts.progress.bands import WORSENING
from layouts.progress.of_area import setting_of
from layouts.progress.verdict_map import VerdictMap
from layouts.progress.words import ORIGINS_ONLY
from layouts.request.context import Context
from layouts.verdict_map.table import legend, table
from layouts.verdicts.choices import export_link, page_data, page_head, page_title, settings_bar
from layouts.words.values import Words

AIMS = ("world_aim", "national_aim")


def title(ctx: Context) -> str:
    """Document title."""
    return page_title(ctx, "verdict_map.document_title")


def data(ctx: Context) -> dict[str, Any]:
    """What the browser code needs; the drawing itself travels in the part."""
    return page_data(ctx)


def layout(ctx: Context) -> list[Component]:
    """Title, choice of indicator, and the part that follows settings and areas."""
    return [
        page_head(ctx, ctx.t("verdict_map.title")),
        html.Div(part(ctx), id=ids.PART),
    ]


def part(ctx: Context) -> list[Component]:
    """Settings, sentences, map, legend and table."""
    marks = verdict_map.marks(ctx)
    if not marks.view.status.bands:
        return [settings_bar(ctx), _empty(ctx, marks.view.status)]
    return [settings_bar(ctx), _card(ctx, marks), table(marks)]


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
    status = marks.view.status
    state = "|".join((status.indicator.indicator_id, *astuple(setting_of(ctx))))
    heading = html.H2(ctx.t("verdict_map.heading"), id="verdict-map-title")
    return html.Article(
        [
            html.Header([heading, *_sentences(ctx, marks)]),
            _map(marks, f"{state}|{','.join(ctx.state.areas)}"),
            html.P(
                "\u00a0",
                className="verdict-map-at",
                **{"data-tl": "verdict-map-at", "aria-live": "polite"},
            ),
            html.P(ctx.t("verdict_map.keys"), id="verdict-map-keys", className="map-note"),
            legend(marks),
            html.P([ctx.t("note.map_short"), " ", ctx.t("note.kosovo")], className="map-note"),
            html.P(marks.view.source(), className="source"),
            html.Div(
                [
                    html.A(
                        ctx.t("action.csv"),
                        href=export_link(ctx, "verdict_map.csv"),
                        className="button-quiet",
                        download="",
                        **{"aria-label": ctx.t("verdict_map.csv"), "data-tl": "verdict-map-csv"},
                    ),
                    *(_picture(ctx, kind) for kind in ("png", "svg")),
                ],
                className="actions",
            ),
        ],
        className="card card-verdict-map",
        **{"data-verdict-page": f"verdict_map|{state}"},
    )


def _map(marks: VerdictMarks, key: str) -> Component:
    """The frame that takes the keyboard, and in it what the browser draws."""
    painted = verdict_map.painted(marks, Words(marks.view.ctx.lang))
    return html.Div(
        html.Div(
            id="verdict-map",
            className="graph graph-map",
            key=key,
            **{"data-verdict-map": orjson.dumps(painted).decode()},
        ),
        className="graph-frame verdict-map-frame",
        tabIndex="0",
        role="group",
        **{
            "aria-labelledby": "verdict-map-title",
            "aria-describedby": "verdict-map-summary verdict-map-keys",
        },
    )


def _sentences(ctx: Context, marks: VerdictMarks) -> list[Component]:
    """Share of countries, share of people, and that it is general progress."""
    status = marks.view.status
    told = [html.P(text) for text in verdict_map.told(marks)]
    parts = [html.Div(told, id="verdict-map-summary", className="summary")]
    if worse := status.counts[WORSENING]:
        met = sum(p.found is not None and "met" in p.found.flags for p in status.places)
        worsening = ctx.t("verdict_map.worsening", count=worse, met=met)
        parts.append(html.P(worsening, className="general-note"))
    aims = {f for p in status.places if p.found for f in p.found.flags if f in AIMS}
    parts += [html.P(ctx.t(f"flag.{aim}"), className="general-note") for aim in sorted(aims)]
    if status.indicator.measures == "everyone":
        parts.append(html.P(ctx.t("verdict_map.general"), className="general-note"))
    if status.indicator.sdg_indicator in ORIGINS_ONLY:
        parts.append(html.P(ctx.t("progress.origins_only"), className="general-note"))
    return parts


def _picture(ctx: Context, kind: str) -> Component:
    """Saves the map as a picture."""
    label = f"{ctx.t(f'action.{kind}.label')}: {ctx.t('verdict_map.heading')}"
    return html.Button(
        ctx.t(f"action.{kind}"),
        type="button",
        className="button-quiet",
        **{"data-verdict-map-picture": kind, "aria-label": label},
    )
