"""The consultation years as a timeline: one lane per kind of event, and the same as a table."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dash import html
from dash.development.base_component import Component

from data.reference_lists import Consultation
from layouts.pieces.components import details, evidence_mark, phone_fold, table
from layouts.request.context import Context
from layouts.words.format import day_range

NATIONAL = "national_consultation"  # of 2017; those after November 2017 have a lane of their own
FIRST, LAST = date(2016, 9, 1), date(2018, 12, 31)
LANES = (
    "milestone",
    "thematic_session",
    "stakeholder_hearing",
    "regional_consultation",
    "subregional_consultation",
    "civil_society_consultation",
    NATIONAL,
    "national_later",
    "interstate_mechanism",
    "global_dialogue",
    "cities",
    "stocktaking",
    "negotiation",
    "adoption",
)


def timeline(ctx: Context) -> list[Component]:
    """Lanes for a wide screen (a list on a narrow one) and the table behind them."""
    events = sorted(ctx.reference.consultations.values(), key=lambda c: (c.start_on, c.end_on))
    shown = [c for c in events if c.type in LANES and _within(c)]
    lanes = [lane for lane in LANES if any(c.type == lane for c in shown)]
    return [
        phone_fold(
            ctx.t("timeline.events"),
            html.Div(
                [_axis(), *(_lane(ctx, n, [c for c in shown if c.type == n]) for n in lanes)],
                className="timeline",
            ),
        ),
        html.P(ctx.t("timeline.summary", count=len(shown)), className="summary"),
        html.P(ctx.t("timeline.gaps", count=_national(events)), className="muted"),
        details(
            ctx.t("chart.table"),
            table(
                [ctx.t(f"timeline.{k}") for k in ("when", "what", "kind", "where", "evidence")],
                [_row(ctx, c) for c in events if c.type in LANES],
                ctx.t("overview.timeline"),
            ),
        ),
    ]


def _national(events: Iterable[Consultation]) -> int:
    """Countries whose national consultation of 2017 is documented."""
    return len({event.area_code for event in events if event.type == NATIONAL})


def _within(event: Consultation) -> bool:
    return bool(event.start_on) and FIRST.isoformat() <= event.start_on <= LAST.isoformat()


def _place(iso: str) -> float:
    """Position of a day on the axis, in percent."""
    return round(100 * (date.fromisoformat(iso) - FIRST).days / (LAST - FIRST).days, 2)


def _axis() -> Component:
    quarters = [
        date(year, month, 1)
        for year in (2016, 2017, 2018)
        for month in (1, 4, 7, 10)
        if FIRST <= date(year, month, 1) <= LAST
    ]
    return html.Div(
        [
            html.Span(
                f"{q.year}" if q.month == 1 else f"{q.year}-{q.month:02d}",
                className="tick" if q.month == 1 else "tick tick-minor",
                style={"left": f"{_place(q.isoformat())}%"},
            )
            for q in quarters
        ],
        className="timeline-axis",
        **{"aria-hidden": "true"},
    )


def _lane(ctx: Context, lane: str, events: list[Consultation]) -> Component:
    return html.Div(
        [
            html.H3(ctx.t(f"consultation.{lane}"), className="lane-name"),
            html.Ul([_event(ctx, event) for event in events], className="lane"),
        ],
        className=f"lane-row lane-{lane}",
    )


def _event(ctx: Context, event: Consultation) -> Component:
    when = day_range(event.start_on, event.end_on, ctx.lang)
    place = event.text("place", ctx.lang)
    return html.Li(
        html.Span(
            [
                html.Span(className="dot", **{"aria-hidden": "true"}),
                html.Span(
                    [
                        html.Strong(event.text("name", ctx.lang)),
                        html.Span(f"{when} \u00b7 {place}" if place else when),
                    ],
                    className="event-text",
                ),
            ],
            tabIndex="0",
            className="event event-left" if _place(event.start_on) > 55 else "event",
        ),
        style={"--at": f"{_place(event.start_on)}%"},
    )


def _name(ctx: Context, event: Consultation) -> str:
    """What an event is called, and what is not known of its days."""
    name, note = event.text("name", ctx.lang), event.text("note", ctx.lang)
    return f"{name}. {note}" if note else name


def _row(ctx: Context, event: Consultation) -> list[object]:
    return [
        day_range(event.start_on, event.end_on, ctx.lang),
        _name(ctx, event),
        ctx.t(f"consultation.{event.type}"),
        event.text("place", ctx.lang),
        [evidence_mark(ctx, event.evidence), " ", html.Span(event.source, className="muted")],
    ]
