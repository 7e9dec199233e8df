"""Tables of a profile: figures over the years, and people by place of origin or destination."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from data.progress.rules import CONSULTED
from layouts.profile.reading import Reader, leading, row_text, share_of, sum_of
from layouts.profile.records import Grid, Row, Sentence, Told
from layouts.series.series import indicator_of

NOTHING = "\u2014"
UNKNOWN = "OTH:UNK"  # of flows: where from, or where to, is not known
LEAST_SHARE = 0.1  # per cent
NAMED = 3  # places that a sentence names


def years_grid(reader: Reader, indicators: Iterable[str]) -> tuple[Grid, ...]:
    """Indicators by year since the consultations; the last year before where it is the nearest.

    Values that may not lead are marked; () where none of the indicators has a number.
    """
    held = [(i, _since(reader.points(i))) for i in indicators]
    rows = [(i, {row.year: row for row in points}) for i, points in held if points]
    years = sorted({year for _, own in rows for year in own if year})
    if not years:
        return ()
    lines = tuple(
        (
            Told(indicator_of(reader.ctx, i).text("label", reader.ctx.lang)),
            *(_cell(reader, own.get(year)) for year in years),
        )
        for i, own in rows
    )
    caption = reader.ctx.t("profile.years.caption", year=years[0])
    head = (reader.ctx.t("profile.years.figure"), *map(str, years))
    return (Grid("years", caption, head, lines),)


def _since(points: Sequence[Row]) -> tuple[Row, ...]:
    """Numbers since 2017, and the last one before where there is none of that year."""
    since = [row for row in points if (row.year or 0) >= CONSULTED]
    before = [row for row in points if CONSULTED - 3 <= (row.year or 0) < CONSULTED]
    first = since[0].year if since else None
    return (*(before[-1:] if first != CONSULTED else ()), *since)


def _cell(reader: Reader, row: Row | None) -> Told:
    if row is None:
        return Told(NOTHING)
    told = reader.amount(row)
    if leading(row):
        return told
    return Told(reader.ctx.t("profile.doubted", value=told.text), told.rows)


def known_ends(rows: Iterable[Row], end: str) -> tuple[Row, ...]:
    """Flows whose other end is known, the largest first."""
    return tuple(row for row in rows if getattr(row, end) != UNKNOWN)


def largest(
    reader: Reader, way: str, of: Row | None, rows: Sequence[Row], end: str
) -> tuple[Sentence, ...]:
    """The largest flows with their places, up to three; () where `of` is of another year."""
    named = rows[:NAMED]
    if not named or of is None or of.year != named[0].year:
        return ()
    values: dict[str, Told | str] = {}
    for at, row in enumerate(named, 1):
        values[f"place{at}"] = reader.name(getattr(row, end))
        values[f"value{at}"] = reader.amount(row)
    return (reader.say(f"profile.largest.{way}.{len(named)}", **values),)


def share_told(reader: Reader, part: Row, whole: Row) -> Told:
    """A part as a percentage of a whole; one below LEAST_SHARE is only said to be so."""
    share = share_of(part, whole)
    if share.value is None:
        return Told(NOTHING)
    if 0 < share.value < LEAST_SHARE:
        least = row_text(reader.ctx, replace(share, value=LEAST_SHARE))
        return Told(reader.ctx.t("profile.under", value=least), (share,))
    return Told(row_text(reader.ctx, share), (share,))


def flow_grid(reader: Reader, name: str, rows: Sequence[Row], end: str) -> tuple[Grid, ...]:
    """All flows of a year by place, each with its share of all; () without any."""
    if not rows:
        return ()
    inward = end == "origin"
    ends = ("", reader.code) if inward else (reader.code, "")
    total = sum_of(rows, replace(rows[0], origin=ends[0], destination=ends[1]))
    total = replace(total, area_code=reader.code)
    lines = []
    for row in rows:
        place = Told(reader.name(getattr(row, end)))
        lines.append((place, reader.amount(row), share_told(reader, row, total)))
    ctx, year = reader.ctx, rows[0].year
    head = (
        ctx.t(f"profile.flows.{name}.place"),
        ctx.t("profile.column.people"),
        ctx.t("profile.column.share"),
    )
    return (Grid(name, ctx.t(f"profile.flows.{name}.caption", year=year), head, tuple(lines)),)
