"""Lines of places over the years, from rows of marks. Gaps stay gaps and look like gaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from math import nan
from textwrap import wrap
from typing import Any

import numpy as np

from layouts.charts.asked import Asked
from layouts.charts.forms import TOTAL
from layouts.charts.looks import LOOKS, least_sure, symbol
from layouts.charts.record import JSON, Mark

GAP = "gap"
BREAK = -1  # place of no value, at the end of the values of a line
MANY = 40  # values of a line from which on its marks are smaller
WIDE_PX, THIN_PX = 2.25, 1
TOOLTIP_CHARS = 60
LEADING = 6  # places of a group drawn in colour, or told of, where none is chosen
COLOURED = 12  # chosen places at most in colour: more cannot be told apart


def leading(asked: Asked) -> tuple[str, ...]:
    """The places drawn in colour: those chosen; of a group without any, its highest of the year.

    Of more chosen places than can be told apart, the highest of the year are.
    """
    places = asked.places
    summed = tuple(code for code in places.codes if code == TOTAL)
    chosen = places.marked if places.among else places.codes
    own = [code for code in places.codes if code in chosen and code != TOTAL]
    if len(own) > COLOURED:
        first = _highest(asked, COLOURED)
        return (*(code for code in own if code in first), *summed)
    if own or not places.among:
        return (*own, *summed)
    return (*_highest(asked, LEADING), *summed)


def _highest(asked: Asked, count: int) -> tuple[str, ...]:
    """Places with the highest values of the year that lead; of marked ones where there are any."""
    block, marked = asked.main.block, asked.places.marked
    row = block.at(asked.year)
    held = [] if row is None else zip(block.codes, block.drawn[row], block.leads[row], strict=True)
    led = sorted((-v, c) for c, v, leads in held if leads and c != TOTAL)
    return tuple(c for _, c in led if c in marked or not marked)[:count]


@dataclass(frozen=True)
class Line:
    """One place's values of one series, by year."""

    marks: tuple[Mark, ...]

    @property
    def first(self) -> Mark:
        """A mark of the line, for what all of its marks share: place, series, role."""
        return self.marks[0]

    def runs(self) -> Iterator[tuple[str, int]]:
        """Kind of the line to each value from the one before, and the place of that value.

        `gap` where years lie between. None leads to the first value after a break in the series,
        which is not comparable with what was before.
        """
        for i, (before, mark) in enumerate(pairwise(self.marks), start=1):
            if mark.status != "B":
                gap = mark.year - before.year > 1
                yield GAP if gap else least_sure(mark.kind, before.kind), i


def lines(marks: Iterable[Mark]) -> list[Line]:
    """The lines among marks, in their order."""
    found: dict[tuple[str, str], list[Mark]] = {}
    for mark in marks:
        found.setdefault((mark.series, mark.area_code), []).append(mark)
    return [Line(tuple(own)) for own in found.values()]


def has_gap(found: list[Line]) -> bool:
    """Whether one of the lines leads over years without a value."""
    return any(kind == GAP for line in found for kind, _ in line.runs())


def tooltip(spoken: str) -> str:
    """A spoken text as a tooltip: safe, and broken into lines where it is long."""
    if len(spoken) <= TOOLTIP_CHARS:
        return escape(spoken, quote=False)
    return "<br>".join(escape(line, quote=False) for line in wrap(spoken, TOOLTIP_CHARS))


def traces_of(line: Line, colour: str, base: str, axes: JSON | None = None) -> list[JSON]:
    """The traces of one line: what joins its values, by kind, and its marks with their texts.

    Args:
        line: at least one value.
        colour: of the place.
        base: symbol of the place.
        axes: which axes it stands on, as plotly names them; the first where None.
    """
    first = line.first
    common: JSON = {"type": "scatter", "name": first.area, **(axes or {})}
    joined: dict[str, list[int]] = {}
    for kind, i in line.runs():
        run = joined.setdefault(kind, [])
        if not run or run[-1] != i - 1:
            run += [BREAK, i - 1] if run else [i - 1]
        run.append(i)
    years = np.array([*(m.year for m in line.marks), np.nan])
    drawn = np.array([*(m.drawn for m in line.marks), np.nan])
    traces = [
        {
            **common,
            "mode": "lines",
            "hoverinfo": "skip",
            "meta": {"role": "join", "kind": kind, "code": first.area_code},
            "x": years[run],
            "y": drawn[run],
            "line": _line(kind, colour, first.series == "second"),
        }
        for kind, run in joined.items()
    ]
    return [*traces, {**common, **_marks(line, colour, base), "x": years[:-1], "y": drawn[:-1]}]


def _line(kind: str, colour: str, second: bool) -> JSON:
    if kind == GAP:
        return {"color": colour, "width": THIN_PX, "dash": "dot"}
    dash = "longdash" if second and kind == "plain" else LOOKS[kind].dash
    return {"color": colour, "width": WIDE_PX, "dash": dash}


def _marks(line: Line, colour: str, base: str) -> JSON:
    first, kinds = line.first, [mark.kind for mark in line.marks]
    usual = 6 if len(kinds) < MANY else 4
    return {
        "mode": "markers",
        "meta": {"role": first.role, "series": first.series, "code": first.area_code},
        "text": [tooltip(mark.spoken) for mark in line.marks],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {
            "color": colour,
            "size": alike([LOOKS[kind].size or usual for kind in kinds]),
            "symbol": alike([symbol(base, kind) for kind in kinds]),
            "line": {"color": colour, "width": 1.5},
        },
    }


def alike(each: list[Any]) -> Any:
    """One value where all are the same, as plotly takes it: shorter, and sooner drawn."""
    return each[0] if len(set(each)) == 1 else each


def behind(found: list[Line], colour: str) -> JSON:
    """Many places as one grey trace behind the others; a line is broken at gaps and doubts."""
    points: list[tuple[float, float, str, str]] = []
    for line in found:
        joined = {i for kind, i in line.runs() if kind in ("plain", "estimate")}
        for i, mark in enumerate(line.marks):
            if points and i not in joined:
                points.append((nan, nan, "", ""))
            points.append((mark.year, mark.drawn, tooltip(mark.spoken), mark.area_code))
    x, y, text, owner = zip(*points, strict=True)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": np.array(x),
        "y": np.array(y),
        "text": list(text),
        "customdata": list(owner),
        "meta": {"role": "context"},
        "connectgaps": False,
        "line": {"color": colour, "width": THIN_PX},
        "marker": {"color": colour, "size": 3},
        "hovertemplate": "%{text}<extra></extra>",
    }
