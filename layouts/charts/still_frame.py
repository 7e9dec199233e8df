"""Where things stand in a still picture: axes as shares of the room between the margins.

The picture is as wide as its place: sideways everything is a share in per cent, upwards pixels, so
that it stands exactly where plotly draws the same figure. Of a given width all are pixels.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape, unescape
from math import isfinite, log10
from typing import Any

from layouts.charts.record import JSON

SHARES = 1000  # units of a drawing that is stretched over the whole room
TAG = re.compile(r"<(/?)(\w+)[^>]*>")


@dataclass(frozen=True)
class Scale:
    """From numbers of an axis to shares of the room: from the left, or from above."""

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def at(self, value: Any) -> float | None:
        """The share of a value; None where an axis has no place for it."""
        if not isinstance(value, int | float) or not isfinite(value) or (self.log and value <= 0):
            return None
        number = log10(value) if self.log else float(value)
        span = (self.high - self.low) or 1.0
        return self.start + (number - self.low) / span * (self.end - self.start)


@dataclass(frozen=True)
class Frame:
    """The room between the margins, and its axes by the names that traces and notes use.

    `width` in pixels; None for a picture as wide as its place.
    """

    room: float
    width: float | None
    scales: dict[str, Scale]

    def x(self, share: float) -> str:
        """A place or a length sideways, as an attribute of SVG."""
        return f"{share * 100:.1f}%" if self.width is None else f"{share * self.width:.1f}"

    def y(self, share: float) -> str:
        """A place or a length upwards, in pixels."""
        return f"{share * self.room:.1f}"

    def share(self, told: JSON, key: str) -> float | None:
        """The share of what a note or shape has under `x0` or the like, on its axis or paper."""
        ref = told.get(f"{key[0]}ref", key[0])
        if ref != "paper":
            return self.scales[ref].at(told.get(key))
        return float(told[key]) if key[0] == "x" else 1 - float(told[key])

    def stretched(self, paths: Iterable[str]) -> str:
        """Paths whose points are shares sideways, over the whole room."""
        drawn = "".join(paths)
        if not drawn or self.width is not None:
            return drawn
        box = f'viewBox="0 0 {SHARES} {self.room:.0f}" width="100%" height="{self.room:.0f}"'
        return f'<svg {box} preserveAspectRatio="none" overflow="visible">{drawn}</svg>'

    def point(self, x: float, y: float) -> str:
        """A point of a path in `stretched`."""
        return f"{x * (SHARES if self.width is None else self.width):.0f} {y * self.room:.0f}"


def scales(layout: JSON) -> dict[str, Scale] | None:
    """The axes of a figure; None where one is no scale of numbers between two bounds."""
    found = {}
    for name in ("xaxis", "yaxis", *(key for key in layout if re.fullmatch(r"[xy]axis\d+", key))):
        axis = layout.get(name, {})
        bounds = axis.get("range", ())
        kind = axis.get("type", "linear")
        if kind not in ("linear", "log") or not all(isinstance(v, int | float) for v in bounds):
            return None
        if len(bounds) != 2:
            return None
        start, end = axis.get("domain", (0.0, 1.0))
        if name.startswith("y"):
            start, end = 1 - start, 1 - end
        low, high = (float(bound) for bound in bounds)
        found[name.replace("axis", "")] = Scale(low, high, start, end, kind == "log")
    return found


def item(value: Any, i: int) -> Any:
    """The item of a list, or the value that holds for all."""
    return value[i] if hasattr(value, "__len__") and not isinstance(value, str) else value


def lines(text: object) -> list[str]:
    """Words of plotly as lines of SVG: bold stays bold; links lead from the words of the page."""
    return [_spans(line) for line in str(text).split("<br>")]


def _spans(line: str) -> str:
    made, end = [], 0
    for tag in TAG.finditer(line):
        made.append(_safe(line[end : tag.start()]))
        end = tag.end()
        if tag[2] == "b":
            made.append("</tspan>" if tag[1] else '<tspan font-weight="bold">')
    return "".join([*made, _safe(line[end:])])


def _safe(words: str) -> str:
    return escape(unescape(words), quote=False)


def said(where: str, text: object, size: float, colour: str | None, shift: float = 0) -> str:
    """Words at a place, whose first base line is `shift` pixels below it."""
    each = lines(text)
    look = f'fill="{escape(colour, quote=True)}"' if colour else 'fill="currentColor"'
    return "".join(
        f'<text {where} dy="{shift + k * size * 1.3:.1f}" font-size="{size:g}" {look}>{line}</text>'
        for k, line in enumerate(each)
    )
