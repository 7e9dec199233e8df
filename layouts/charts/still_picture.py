"""A figure as a still picture in SVG, for documents that are read before or without scripts.

It draws what plotly draws of bars and of lines with marks, on linear axes whose ranges the figure
names, as ours do. Of other figures (maps, flows, logarithms) there is none: their sentence and
table stand alone. It is no second rule: every number comes out of the figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from math import floor, isfinite, log10
from typing import Any

import plotly.graph_objects as go

from layouts.charts import template
from layouts.charts.record import JSON

WIDTH = 1100
TICKS = 5
DOTS = {"dot": "2 3", "dash": "7 4", "dashdot": "7 3 2 3", "longdash": "10 4"}
BAR_SHARE = 0.8  # of the room of a bar, where the figure names no gap


@dataclass(frozen=True)
class _Scale:
    """From numbers of an axis to pixels."""

    low: float
    high: float
    start: float
    length: float

    def at(self, value: float) -> float:
        return self.start + (value - self.low) / ((self.high - self.low) or 1.0) * self.length


def still_picture(figure: go.Figure) -> str:
    """The SVG of a figure, with no text beside its axes; "" where it cannot be drawn plainly."""
    whole = template.plain(figure)
    data, layout = whole["data"], whole["layout"]
    if not _drawable(data, layout):
        return ""
    height = int(layout["height"])
    margin = {**{"l": 8, "r": 14, "t": 16, "b": 8}, **layout.get("margin", {})}
    x = _scale(layout["xaxis"], margin["l"], WIDTH - margin["l"] - margin["r"])
    room = height - margin["t"] - margin["b"]
    y = _scale(layout["yaxis"], height - margin["b"], -room)
    gap = 1 - float(layout.get("bargap", 1 - BAR_SHARE))
    stacks: dict[float, float] = {}
    drawn = [
        *_axis(layout["xaxis"], x, height - margin["b"], upright=False),
        *_axis(layout["yaxis"], y, margin["l"], upright=True),
        *(part for trace in data for part in _trace(trace, x, y, gap, layout, stacks)),
        *(_note(note, x, y) for note in layout.get("annotations", ())),
    ]
    return (
        f'<svg class="still-picture" viewBox="0 0 {WIDTH} {height}" width="100%" '
        f'aria-hidden="true" font-size="{template.size("small")}">{"".join(drawn)}</svg>'
    )


def _drawable(data: list[JSON], layout: JSON) -> bool:
    axes = [layout.get("xaxis", {}), layout.get("yaxis", {})]
    plain = all(trace.get("type", "scatter") in ("bar", "scatter") for trace in data)
    single = all(t.get("xaxis", "x") == "x" and t.get("yaxis", "y") == "y" for t in data)
    ranged = all(
        axis.get("type", "linear") == "linear" and len(_numbers(axis.get("range", ()))) == 2
        for axis in axes
    )
    return plain and single and ranged


def _numbers(values: Iterable[Any]) -> list[float]:
    return [float(v) for v in values if isinstance(v, int | float) and isfinite(v)]


def _scale(axis: JSON, start: float, length: float) -> _Scale:
    low, high = axis["range"]
    return _Scale(float(low), float(high), start, length)


def _axis(axis: JSON, scale: _Scale, edge: float, upright: bool) -> Iterator[str]:
    """The words of an axis. Links in them stay out: the page has these links beside the picture."""
    if axis.get("visible") is False:
        return
    values = axis.get("tickvals")
    told = axis.get("ticktext")
    if values is None:
        values = list(_steps(min(scale.low, scale.high), max(scale.low, scale.high)))
    texts = told if told is not None else [f"{value:g}" for value in values]
    for value, text in zip(values, texts, strict=False):
        place = scale.at(float(value))
        lines = _bare(str(text)).split("\n")
        for at, line in enumerate(lines):
            shift = (at - (len(lines) - 1) / 2) * 15
            where = (
                f'x="{edge - 6:.0f}" y="{place + shift + 4:.1f}" text-anchor="end"'
                if upright
                else f'x="{place:.1f}" y="{edge + 16:.0f}" text-anchor="middle"'
            )
            yield f'<text {where} fill="currentColor">{escape(line)}</text>'


def _bare(text: str) -> str:
    """Text of plotly without its markup; a break becomes a line."""
    out, inside = [], False
    for letter in text.replace("<br>", "\n"):
        inside = letter == "<" or (inside and letter != ">")
        if not inside and letter != ">":
            out.append(letter)
    return "".join(out)


def _steps(low: float, high: float) -> Iterator[float]:
    """Round numbers across a range, about as many as TICKS."""
    span = (high - low) or 1.0
    power = 10 ** floor(log10(span / TICKS))
    step = next(m * power for m in (1, 2, 5, 10) if span / (m * power) <= TICKS + 1)
    value = step * -(-low // step)
    while value <= high:
        yield value
        value += step


def _trace(
    trace: JSON, x: _Scale, y: _Scale, gap: float, layout: JSON, stacks: dict[float, float]
) -> Iterator[str]:
    if trace.get("visible") in (False, "legendonly") or trace.get("opacity") == 0:
        return
    if trace.get("type") == "bar":
        yield from _bars(trace, x, y, gap, stacks if layout.get("barmode") == "stack" else None)
    else:
        yield from _line(trace, x, y)


def _bars(
    trace: JSON, x: _Scale, y: _Scale, gap: float, stacks: dict[float, float] | None
) -> Iterator[str]:
    across = trace.get("orientation") == "h"
    places, lengths = (trace["y"], trace["x"]) if across else (trace["x"], trace["y"])
    base, marker = trace.get("base", 0), trace.get("marker", {})
    value_axis, place_axis = (x, y) if across else (y, x)
    for i, (place, length) in enumerate(zip(places, lengths, strict=True)):
        if length is None or not isinstance(place, int | float):
            continue
        start = float(_at(base, i))
        if stacks is not None and "base" not in trace:
            start = stacks.get(place, 0.0)
            stacks[place] = start + float(length)
        ends = sorted((value_axis.at(start), value_axis.at(start + float(length))))
        sides = sorted((place_axis.at(place - gap / 2), place_axis.at(place + gap / 2)))
        (left, right), (top, bottom) = (ends, sides) if across else (sides, ends)
        look = _paint(str(_at(marker.get("color", "currentColor"), i)), marker.get("line", {}))
        if look:
            size = f'width="{right - left:.1f}" height="{bottom - top:.1f}"'
            yield f'<rect x="{left:.1f}" y="{top:.1f}" {size}{look}/>'


def _paint(colour: str, line: JSON) -> str:
    """Fill and outline of a bar; "" where neither is seen."""
    seen = colour != template.clear()
    width = line.get("width", 0)
    outlined = bool(width) and isinstance(line.get("color"), str)
    if not seen and not outlined:
        return ""
    fill = f' fill="{colour}"' if seen else ' fill="none"'
    return fill + (f' stroke="{line["color"]}" stroke-width="{width}"' if outlined else "")


def _line(trace: JSON, x: _Scale, y: _Scale) -> Iterator[str]:
    points = [
        (x.at(float(a)), y.at(float(b))) if _numbers((a, b)) == [a, b] else None
        for a, b in zip(trace.get("x", ()), trace.get("y", ()), strict=False)
    ]
    mode, line, marker = trace.get("mode", "lines"), trace.get("line", {}), trace.get("marker", {})
    if "lines" in mode:
        path, broken = [], True
        for point in points:
            if point:
                path.append(f"{'M' if broken else 'L'}{point[0]:.1f} {point[1]:.1f}")
            broken = point is None
        dashes = f' stroke-dasharray="{DOTS[line["dash"]]}"' if line.get("dash") in DOTS else ""
        look = f'stroke="{line.get("color", "currentColor")}" stroke-width="{line.get("width", 2)}"'
        if path:
            yield f'<path d="{"".join(path)}" fill="none" {look}{dashes}/>'
    if "markers" in mode:
        for i, point in enumerate(points):
            if not point:
                continue
            radius = float(_at(marker.get("size", 6), i)) / 2
            colour = str(_at(marker.get("color", "currentColor"), i))
            hollow = "open" in str(_at(marker.get("symbol", "circle"), i))
            look = f'fill="none" stroke="{colour}"' if hollow else f'fill="{colour}"'
            yield f'<circle cx="{point[0]:.1f}" cy="{point[1]:.1f}" r="{radius:.1f}" {look}/>'


def _note(note: JSON, x: _Scale, y: _Scale) -> str:
    """A name in the figure, at a point of its axes or at a share of the room between them."""
    place = _numbers((note.get("x"), note.get("y")))
    if len(place) < 2:
        return ""
    across = _on(x, place[0], note.get("xref", "x")) + float(note.get("xshift", 0))
    down = _on(y, place[1], note.get("yref", "y")) - float(note.get("yshift", 0))
    anchor = {"left": "start", "right": "end"}.get(note.get("xanchor", ""), "middle")
    colour = note.get("font", {}).get("color", "currentColor")
    where = f'x="{across:.1f}" y="{down + 4:.1f}" text-anchor="{anchor}" fill="{colour}"'
    return f"<text {where}>{escape(_bare(str(note.get('text', ''))))}</text>"


def _on(scale: _Scale, value: float, ref: str) -> float:
    return scale.start + value * scale.length if ref == "paper" else scale.at(value)


def _at(value: Any, i: int) -> Any:
    """The item of a list, or the value that holds for all."""
    return value[i] if isinstance(value, list | tuple) else value
