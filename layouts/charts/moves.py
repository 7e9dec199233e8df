"""Moves of places between two years: which way they go, from where, and the middle of all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log10, nan

import numpy as np

from data.progress.rules import sense
from layouts.charts.asked import Asked
from layouts.charts.forms import TOTAL
from layouts.charts.record import Mark, Marks
from layouts.series.series import indicator_of
from layouts.words.values import Words

EXTREMES = ("good", "bad", "up", "down")
Move = tuple[Mark, Mark]  # the earlier and the later value of a place


def moves(each: Sequence[Mark]) -> list[Move]:
    """The earlier and the later mark of every place; in the first year itself they are one."""
    own = [mark for mark in each if mark.role != "median"]
    if len({mark.year for mark in own}) == 1:
        return [(mark, mark) for mark in own]
    return list(zip(own[::2], own[1::2], strict=True))


def way_of(asked: Asked, start: Mark, end: Mark) -> str:
    """Whether a move is `good` or `bad`; where neither is wanted, `up` or `down`; or `same`."""
    if start.drawn == end.drawn:
        return "same"
    indicator = indicator_of(asked.ctx, asked.indicator_id)
    if not judged(asked):
        return "up" if end.drawn > start.drawn else "down"
    return sense(indicator, start.drawn, end.drawn) or "same"


def judged(asked: Asked) -> bool:
    """Whether a direction is wanted."""
    indicator = indicator_of(asked.ctx, asked.indicator_id)
    return indicator.role != "context" and indicator.direction in ("up", "down", "parity")


def told_since(asked: Asked, start: Mark, end: Mark) -> Mark:
    """The later mark, which also says from where it came, and whether that is wanted."""
    words = Words(asked.ctx.lang)
    way = way_of(asked, start, end)
    said = words.t(f"charts.move.{way}")
    before = words.value(start.drawn, asked.main.told.unit)
    text = words.t("charts.move.since", year=start.year, value=before, way=said)
    return end._replace(spoken=f"{end.spoken} {text}")


def medians(asked: Asked, each: Sequence[Mark]) -> Iterator[Mark]:
    """Of the countries whose two values both lead, the middle one of each year."""
    words, unit = Words(asked.ctx.lang), asked.main.told.unit
    led = [move for move in moves(each) if move[0].leads and move[1].leads]
    countries = [move for move in led if ":" not in move[0].area_code]
    name = words.t("js.compare.total.median", count=len(countries))
    for year, own in {m[0].year: m for m in zip(*countries, strict=True)}.items():
        value = float(np.median([mark.drawn for mark in own]))
        spoken = f"{name}, {year}: {words.value(value, unit)}"
        yield Mark(
            asked.indicator_id, TOTAL, name, year, nan, value, "", "", "", "plain", True,
            "main", "median", spoken,
        )  # fmt: skip


def named(marks: Marks) -> list[Move]:
    """Moves told by name: those of chosen places; without any, the largest of each way."""
    every, asked = moves(marks.each), marks.view
    if asked.places.marked:
        return [move for move in every if move[0].area_code in asked.places.marked]
    found = []
    for way in EXTREMES:
        own = [m for m in every if m[0].leads and m[1].leads and way_of(asked, *m) == way]
        found += sorted(
            own, key=lambda m: (-abs(at_axis(m[1], asked) - at_axis(m[0], asked)), m[0].area_code)
        )[:1]
    return found


def at_axis(mark: Mark, asked: Asked) -> float:
    """Where a value stands on the axis."""
    return log10(mark.drawn) if asked.log else mark.drawn
