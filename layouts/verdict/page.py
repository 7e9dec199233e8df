"""The calculation of one verdict: points, steps with numbers, limits, what other settings say."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from layouts.pieces import ids
from layouts.pieces.record_card import record_card
from layouts.progress.opened import OpenedVerdict, verdict_of
from layouts.progress.words import general_note
from layouts.request.context import Context
from layouts.request.places import is_place, page_of
from layouts.verdict.settings import others, told
from layouts.verdict.steps import steps_card
from layouts.verdict.words import sentence
from layouts.verdicts.choices import export_link, page_data, page_head, page_title, settings_bar
from layouts.verdicts.look import band_chip


def title(ctx: Context) -> str:
    """Document title."""
    return page_title(ctx, "verdict.document_title")


def data(ctx: Context) -> dict[str, Any]:
    """What the browser code needs; the chart comes by itself."""
    return page_data(ctx)


def layout(ctx: Context) -> list[Component]:
    """Choice of indicator, and the part that follows area and setting."""
    return [
        page_head(ctx, ctx.t("verdict.kicker")),
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
            className="verdict-page",
        ),
    ]


def _head(ctx: Context, verdict: OpenedVerdict) -> Component:
    """The verdict, one sentence on it, and that it is general progress where it is."""
    band = verdict.found.band if verdict.found and not verdict.reason else ""
    note = general_note(ctx, verdict.indicator)
    return html.Div(
        [
            html.P(
                [
                    html.Strong(_named(ctx, verdict), className="verdict-area"),
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


def _named(ctx: Context, verdict: OpenedVerdict) -> Any:
    """The name of the area, which leads to its page."""
    name, code = verdict.area.text("name", ctx.lang), verdict.area.area_code
    page = page_of(ctx.reference, code)
    if not is_place(ctx.reference, ctx.store, page, code):
        return name
    return html.A(name, href=ctx.link_to(page, code))


def _agreement(ctx: Context, verdict: OpenedVerdict) -> Component:
    return html.A(told(ctx, verdict), href="#other-settings")


def _body(ctx: Context, verdict: OpenedVerdict) -> Component:
    if not verdict.numbers:
        return _empty(ctx, verdict)
    title = ctx.t(
        "charts.calculation.title",
        indicator=verdict.indicator.text("label", ctx.lang),
        area=verdict.area.text("short", ctx.lang),
    )
    return html.Div(
        [record_card(ctx, "calculation", title=title, leads=True), steps_card(ctx, verdict)],
        className="verdict-grid",
    )


def _empty(ctx: Context, verdict: OpenedVerdict) -> Component:
    """Nothing is published for the area: what to do instead."""
    indicator_id = verdict.indicator.indicator_id
    return html.Div(
        [
            html.H2(ctx.t("verdict.empty")),
            html.P(ctx.t("verdict.empty_area")),
            html.Ul(
                [
                    html.Li(
                        html.A(
                            ctx.t("verdict.to_map"),
                            href=ctx.link_to("verdict_map", indicator=indicator_id),
                        )
                    ),
                    html.Li(ctx.t("verdict.empty_indicator")),
                ],
                className="plain-list",
            ),
        ],
        className="card empty-state",
        **{"data-shown": verdict.state},
    )


def _ways(ctx: Context, verdict: OpenedVerdict) -> Component:
    """Downloads, and the pages around this one."""
    indicator_id = verdict.indicator.indicator_id
    files = [
        html.A(
            ctx.t(f"verdict.download_{kind}"),
            href=export_link(ctx, f"verdict.{kind}"),
            className="button-quiet",
            download="",
            **{"data-tl": f"verdict-{kind}"},
        )
        for kind in (("json",) if verdict.numbers else ("csv", "json"))  # the chart has its own
    ]
    links = [
        html.A(
            ctx.t("verdict.to_map"),
            href=ctx.link_to("verdict_map", indicator=indicator_id),
            className="button-quiet",
        ),
        html.A(
            ctx.t("verdict.to_method"),
            href=f"{ctx.link_to('methods')}#method-{verdict.setting.method}",
            className="button-quiet",
        ),
    ]
    return html.Div([*files, *links], className="actions")
