"""What states promised: the answer of every country to one promise, on a map and in a table."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from data.promises import name_of
from data.records_commitments import ProcessEvent
from layouts.charts import promise_map
from layouts.charts.promise_rows import PromiseMarks
from layouts.commitments.choices import filters, picker
from layouts.commitments.table import table
from layouts.pieces import ids
from layouts.pieces.components import evidence_mark, folded_table
from layouts.pieces.record_card import record_card
from layouts.request.context import Context
from layouts.words.format import dated, day_range

DAY = len("2018-12-19")


def title(ctx: Context) -> str:
    """Document title."""
    promise = name_of(ctx.reference, ctx.state.option("promise"), ctx.lang)
    return ctx.t("commitments.document_title", promise=promise)


def data(ctx: Context) -> dict[str, Any]:
    """What the browser code needs: the part and its card are all there is."""
    own = {"page": ctx.state.page, "view": "part", "indicators": [], "defaultIndicator": ""}
    return own | {"slug": ""}


def layout(ctx: Context) -> list[Component]:
    """The page, top to bottom."""
    return [
        html.Div(
            [
                html.H1(ctx.t("commitments.title")),
                html.P(ctx.t("commitments.lead"), className="lead"),
            ],
            className="hero hero-tight",
        ),
        picker(ctx),
        html.Div(part(ctx), id=ids.PART),
        _process(ctx),
    ]


def part(ctx: Context) -> list[Component]:
    """Filters, the answers of the chosen countries, and the map with its table."""
    marks = promise_map.marks(ctx)
    notes = [html.P(text, className="map-note") for text in _notes(ctx, marks)]
    card = record_card(ctx, promise_map.CHART.id, *notes, leads=True, table=table(marks))
    return [filters(ctx, marks), *_own(ctx, marks), card]


def _notes(ctx: Context, marks: PromiseMarks) -> list[str]:
    """What holds for the whole map: of a treaty its title and days, and what is not coloured."""
    about = ctx.t("note.map_short"), ctx.t("commitments.territories")
    treaty = ctx.reference.instruments.get(marks.view.promise)
    if not treaty:
        return [" ".join(about)]
    told = ctx.t(
        "commitments.treaty",
        title=treaty.text("title", ctx.lang),
        depositary=treaty.depositary_ref,
        adopted=dated(treaty.adopted_on, ctx.lang),
        in_force=dated(treaty.in_force_on, ctx.lang),
        evidence=ctx.t(f"evidence.{treaty.in_force_evidence}"),
    )
    return [told, " ".join(about)]


def _own(ctx: Context, marks: PromiseMarks) -> list[Component]:
    """What the countries that the reader has chosen answered, one line each."""
    told = {mark.area_code: mark.spoken for mark in marks.every}
    lines = [html.Li(told[code]) for code in ctx.state.areas if code in told]
    return [html.Ul(lines, className="verdict-sentence")] if lines else []


def _process(ctx: Context) -> Component:
    """How the Compact is followed up, as a table."""
    columns = ("timeline.when", "timeline.what", "timeline.where", "commitments.document")
    return html.Section(
        [
            html.H2(ctx.t("commitments.process"), id="process-title"),
            html.P(ctx.t("commitments.process_lead"), className="section-lead"),
            folded_table(
                [ctx.t(key) for key in (*columns, "timeline.evidence")],
                [_event(ctx, event) for event in ctx.reference.process_events.values()],
                ctx.t("commitments.process_table"),
                "stacked",
            ),
        ],
        id="process",
        className="section",
        **{"aria-labelledby": "process-title"},
    )


def _event(ctx: Context, event: ProcessEvent) -> list[object]:
    whole = len(event.start_on) == DAY
    when = day_range(event.start_on, event.end_on, ctx.lang) if whole else event.start_on
    note = event.text("note", ctx.lang)
    name = event.text("name", ctx.lang)
    return [
        when or dated(event.start_on, ctx.lang),
        f"{name}. {note}" if note else name,
        event.text("place", ctx.lang),
        event.document,
        [evidence_mark(ctx, event.evidence), " ", html.Span(event.source, className="muted")],
    ]
