"""The calculation of one verdict: points, steps with numbers, limits, what other settings say."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from layouts.calculation.chart import chart
from layouts.calculation.settings import others, told
from layouts.calculation.steps import steps_card
from layouts.calculation.words import sentence
from layouts.pieces import ids
from layouts.progress.opened import Verdict, verdict_of
from layouts.progress.words import general_note
from layouts.request.context import Context
from layouts.verdicts.choices import export_link, page_data, page_head, page_title, settings_bar
from layouts.verdicts.look import band_chip


def title(ctx: Context) -> str:
    """Document title."""
    return page_title(ctx, "calculation.document_title")


def data(ctx: Context) -> dict[str, Any]:
    """What the browser code needs; the drawing itself travels in the part."""
    return page_data(ctx)


def layout(ctx: Context) -> list[Component]:
    """Choice of indicator, and the part that follows area and setting."""
    return [
        page_head(ctx, ctx.t("calculation.kicker")),
        html.Div(part(ctx), id=ids.PART),
    ]


def part(ctx: Context) -> list[Component]:
    """The verdict of the chosen area and setting, with everything behind it."""
    verdict = verdict_of(ctx)
    return [
        settings_bar(ctx),
        html.Div(
            [
                _head(ctx, verdict),
                _body(ctx, verdict),
                html.Section(others(ctx, verdict), className="other-settings", id="other-settings"),
                _ways(ctx, verdict),
            ],
            className="calculation",
            **{"data-verdict-page": verdict.state},
        ),
    ]


def _head(ctx: Context, verdict: Verdict) -> Component:
    """The verdict, one sentence on it, and that it is general progress where it is."""
    band = verdict.found.band if verdict.found and not verdict.reason else ""
    note = general_note(ctx, verdict.indicator)
    return html.Div(
        [
            html.P(
                [
                    html.Strong(verdict.area.text("name", ctx.lang), className="verdict-area"),
                    band_chip(ctx, band, verdict.reason, verdict.found),
                    _agreement(ctx, verdict) if band else None,
                    html.Span(note, className="general-note") if note and band else None,
                ],
                className="verdict-line",
            ),
            html.P(sentence(ctx, verdict), className="verdict-sentence"),
        ],
        className="verdict-head",
    )


def _agreement(ctx: Context, verdict: Verdict) -> Component:
    return html.A(told(ctx, verdict), href="#other-settings")


def _body(ctx: Context, verdict: Verdict) -> Component:
    if not verdict.numbers:
        return _empty(ctx, verdict)
    return html.Div([chart(ctx, verdict), steps_card(ctx, verdict)], className="calculation-grid")


def _empty(ctx: Context, verdict: Verdict) -> Component:
    """Nothing is published for the area: what to do instead."""
    indicator_id = verdict.indicator.indicator_id
    return html.Div(
        [
            html.H2(ctx.t("calculation.empty")),
            html.P(ctx.t("calculation.empty_area")),
            html.Ul(
                [
                    html.Li(
                        html.A(
                            ctx.t("calculation.to_map"),
                            href=ctx.link_to("status", indicator=indicator_id),
                        )
                    ),
                    html.Li(ctx.t("calculation.empty_indicator")),
                ],
                className="plain-list",
            ),
        ],
        className="card empty-state",
    )


def _ways(ctx: Context, verdict: Verdict) -> Component:
    """Downloads, and the pages around this one."""
    indicator_id = verdict.indicator.indicator_id
    files = [
        html.A(
            ctx.t(f"calculation.download_{kind}"),
            href=export_link(ctx, f"calculation.{kind}"),
            className="button-quiet",
            download="",
            **{"data-tl": f"calculation-{kind}"},
        )
        for kind in ("csv", "json")
    ]
    links = [
        html.A(
            ctx.t("calculation.to_map"),
            href=ctx.link_to("status", indicator=indicator_id),
            className="button-quiet",
        ),
        html.A(
            ctx.t("calculation.to_method"),
            href=f"{ctx.link_to('methods')}#method-{verdict.setting.method}",
            className="button-quiet",
        ),
        html.Button(
            ctx.t("action.copy"), type="button", className="button-quiet", **{"data-copy": "1"}
        ),
    ]
    return html.Div([*files, *links], className="actions")
