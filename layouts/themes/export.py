"""The consultations as a file: one row per event of the map, with evidence and source."""

from __future__ import annotations

from collections.abc import Iterator

from layouts.charts.consultation_map import marks as marks_of
from layouts.request.context import Context
from layouts.words.format import plain

COLUMNS = (
    *("consultation_id", "type", "event", "start_on", "end_on", "place", "area_code"),
    *("lat", "lon", "organiser", "theme_ids", "theme_evidence", "evidence", "source"),
    *("note", "link"),
)


def consultations_csv(
    ctx: Context, _: str, link: str
) -> tuple[str, tuple[str, ...], Iterator[tuple[object, ...]]]:
    """Name, columns and rows. `lat` and `lon` are empty where the town is not known."""
    rows = (
        (
            *(event.consultation_id, event.type, event.text("name", ctx.lang)),
            *(event.start_on, event.end_on, event.text("place", ctx.lang), event.area_code),
            *(plain(event.lat), plain(event.lon), event.organiser, ";".join(event.theme_ids)),
            *(event.theme_evidence, event.evidence, event.source),
            *(event.text("note", ctx.lang), link),
        )
        for mark in marks_of(ctx).each
        for event in mark.events
    )
    return "throughline-consultations.csv", COLUMNS, rows
