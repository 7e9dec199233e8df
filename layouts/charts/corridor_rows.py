"""Rows of the charts of corridors: the largest by themselves, the others as one, nothing lost.

The rows of a side add up to its total: what is below the number asked for, or below the least
share, is one row, and what has no known origin or destination is another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from data import corridors
from layouts.charts.corridor_view import (
    ALL,
    IN,
    OUT,
    UNKNOWN,
    Corridors,
    Side,
    corridors_of,
    share_words,
)
from layouts.charts.record import MarksOf
from layouts.request.context import Context
from layouts.words.format import number

KINDS = {"E": "estimate", "F": "forecast", "P": "forecast", "B": "break"}  # of status letters
FOLDED = ("other", "unknown")  # roles of rows that stand for several places


class CorridorMark(NamedTuple):
    """One corridor in one year, or several folded into one row; a row of the file.

    `share` is of the total of its side, in per cent. A folded row has no code where it has no
    place, and `corridors` says how many it stands for.
    """

    way: str  # in, out, world
    origin_code: str
    origin: str
    destination_code: str
    destination: str
    partner: str  # what the row is called beside its bar
    year: int
    value: float
    share: float
    corridors: int
    status: str  # SDMX letter; "" of folded rows
    kind: str  # how it looks: one of record.KINDS
    role: str  # value, other, unknown
    spoken: str


@dataclass(frozen=True)
class CorridorMarks(MarksOf[CorridorMark, Corridors]):
    """Side by side, the largest corridor first, folded rows last; or year by year."""

    shape = CorridorMark
    each: tuple[CorridorMark, ...]
    view: Corridors

    def side(self, way: str) -> list[CorridorMark]:
        """The rows of one side."""
        return [mark for mark in self.each if mark.way == way]

    def drawn(self, mark: CorridorMark) -> float:
        """The number that is drawn of a row."""
        return mark.share if self.view.as_share else mark.value

    @property
    def figured(self) -> list[CorridorMark]:
        """The rows that a figure draws.

        All but the rest of the world's corridors: nine in ten people are in it, and its mark would
        leave no room for others. Sentence, table and file have it.
        """
        return [mark for mark in self.each if mark.way != ALL or mark.role == "value"]


def corridor_marks(ctx: Context) -> CorridorMarks:
    """The rows of an address; none where the tables lack the measure or the place."""
    view = corridors_of(ctx)
    return CorridorMarks(tuple(m for side in view.sides for m in _rows(view, side)), view)


def _rows(view: Corridors, side: Side) -> Iterator[CorridorMark]:
    most, least = int(view.ctx.state.option("top")), float(view.ctx.state.option("least"))
    rest, unknown = [0, 0.0], [0, 0.0]
    kept = 0
    for origin, destination, value, status in side.pairs.each():
        share = 100 * value / side.total if side.total else 0.0
        if UNKNOWN in (origin, destination):
            unknown = [unknown[0] + 1, unknown[1] + value]
        elif kept < most and value and share >= least:
            kept += 1
            yield _known(view, side, (origin, destination), value, status)
        else:
            rest = [rest[0] + 1, rest[1] + value]
    for role, (count, value) in (("other", rest), ("unknown", unknown)):
        if count:
            yield _folded(view, side, role, int(count), value)


def _known(
    view: Corridors, side: Side, ends: tuple[str, str], value: float, status: str
) -> CorridorMark:
    origin, destination = view.name(ends[0]), view.name(ends[1])
    partner = {IN: origin, OUT: destination}.get(side.way, f"{origin} \u2192 {destination}")
    share = 100 * value / side.total if side.total else 0.0
    spoken = view.ctx.t(
        "corridor.spoken",
        origin=origin,
        destination=destination,
        year=view.year,
        value=view.amount(value),
        share=share_words(share, view.lang),
    )
    return CorridorMark(
        side.way, ends[0], origin, ends[1], destination, partner, view.year, value, share, 1,
        status, KINDS.get(status, "plain"), "value", spoken,
    )  # fmt: skip


def _folded(view: Corridors, side: Side, role: str, count: int, value: float) -> CorridorMark:
    """What stands for several corridors; the side of the place in focus keeps its code."""
    ctx, share = view.ctx, 100 * value / side.total if side.total else 0.0
    name = ctx.plural(f"corridor.{role}.{side.way}", count, count=number(count, ctx.lang))
    code = UNKNOWN if role == "unknown" and side.way != ALL else ""
    own = view.place, view.name(view.place) if view.place else name
    (origin_code, origin), (destination_code, destination) = {
        IN: ((code, name), own),
        OUT: (own, (code, name)),
    }.get(side.way, (("", name), ("", name)))
    spoken = ctx.t(
        "corridor.spoken_folded",
        name=name,
        year=view.year,
        value=view.amount(value),
        share=share_words(share, view.lang),
    )
    return CorridorMark(
        side.way, origin_code, origin, destination_code, destination, name, view.year, value,
        share, count, "", "plain", role, spoken,
    )  # fmt: skip


def yearly_marks(ctx: Context) -> CorridorMarks:
    """A pair in every year that has a value, one direction after the other; none without a pair."""
    view = corridors_of(ctx)
    if not view.ends:
        return CorridorMarks((), view)
    each = [
        mark
        for way, ends in ((IN, view.ends), (OUT, view.ends[::-1]))
        for mark in _years(view, way, ends)
    ]
    return CorridorMarks(tuple(each), view)


def _years(view: Corridors, way: str, ends: tuple[str, ...]) -> Iterator[CorridorMark]:
    origin, destination = (view.name(code) for code in ends)
    found = corridors.over_years(view.ctx.store, view.measure, *ends)
    for year, value in found.items():
        spoken = view.ctx.t(
            "corridor.spoken_year",
            origin=origin,
            destination=destination,
            year=year,
            value=view.amount(value),
        )
        yield CorridorMark(
            way, ends[0], origin, ends[1], destination, f"{origin} \u2192 {destination}", year,
            value, float("nan"), 1, "", "plain", "value", spoken,
        )  # fmt: skip
