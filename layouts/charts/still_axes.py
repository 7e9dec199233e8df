"""Axes, notes and shapes of a still picture: all that is no mark."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from math import floor, log10
from typing import Any

from layouts.charts import template
from layouts.charts.record import JSON
from layouts.charts.still_frame import Frame, Scale, said

TICKS = 5  # about as many, where the figure names none
DOTS = {"dot": "2 3", "dash": "7 4", "dashdot": "7 3 2 3", "longdash": "10 4"}
GAP, BESIDE = 4, 1  # pixels between an axis and its words: below it, and left of it
BASE = {"top": 0.95, "middle": 0.35, "bottom": -0.35}  # of the size of words: their base line
ENDS = {"left": "start", "right": "end", "center": "middle"}


def axis(name: str, layout: JSON, frame: Frame) -> Iterator[str]:
    """Grid, zero line and words of one axis, such as `x2`."""
    key = f"{name[0]}axis{name[1:]}"
    told, inherited = layout.get(key, {}), layout["template"]["layout"][f"{name[0]}axis"]
    if told.get("visible") is False:
        return
    scale, look = frame.scales[name], {**inherited, **told}
    other = frame.scales[told.get("anchor", "y" if name[0] == "x" else "x")]
    ticks = _ticks(told, scale)
    if look.get("showgrid"):
        for value, _ in ticks:
            yield _rule(frame, name, scale.at(value), other, look["gridcolor"])
    if look.get("zeroline") and not scale.log:
        yield _rule(frame, name, scale.at(0), other, look["zerolinecolor"])
    if look.get("showticklabels") is not False:
        yield from _words(frame, name, ticks, other, look)
    if told.get("title", {}).get("text"):
        yield _title(frame, name, told["title"], other, look)


def _ticks(told: JSON, scale: Scale) -> list[tuple[float, str]]:
    values, texts = told.get("tickvals"), told.get("ticktext")
    if values is None:
        values = list(_steps(*sorted((scale.low, scale.high))))
    texts = texts if texts is not None else [f"{value:g}" for value in values]
    at = [(scale.at(v), v, t) for v, t in zip(values, texts, strict=False)]
    low, high = sorted((scale.start, scale.end))
    return [(v, str(t)) for a, v, t in at if a is not None and low - 1e-6 <= a <= high + 1e-6]


def _steps(low: float, high: float) -> Iterator[float]:
    """Round numbers across a range, about as many as TICKS."""
    span = (high - low) or 1.0
    power = 10 ** floor(log10(span / TICKS))
    step = next(m * power for m in (1, 2, 5, 10) if span / (m * power) <= TICKS + 1)
    value = step * -(-low // step)
    while value <= high:
        yield value
        value += step


def _rule(frame: Frame, name: str, at: float | None, other: Scale, colour: str) -> str:
    """A line across the room at a place of an axis; "" outside of it."""
    low, high = sorted((frame.scales[name].start, frame.scales[name].end))
    if at is None or not low - 1e-6 <= at <= high + 1e-6:
        return ""
    ends = (at, other.start, at, other.end), (other.start, at, other.end, at)
    where = ends[name[0] == "y"]
    return _line(frame, where, colour, 1)


def _line(
    frame: Frame,
    where: tuple[float, float, float, float],
    colour: str,
    width: float,
    dash: str = "",
) -> str:
    x0, y0, x1, y1 = where
    ends = f'x1="{frame.x(x0)}" y1="{frame.y(y0)}" x2="{frame.x(x1)}" y2="{frame.y(y1)}"'
    dashes = f' stroke-dasharray="{DOTS[dash]}"' if dash in DOTS else ""
    return f'<line {ends} stroke="{colour}" stroke-width="{width:g}"{dashes}/>'


def _words(
    frame: Frame, name: str, ticks: list[tuple[float, str]], other: Scale, look: JSON
) -> Iterator[str]:
    size = look.get("tickfont", {}).get("size", template.size("text"))
    gap = look.get("ticklen", 0) if look.get("ticks") else 0
    gap += BESIDE if name[0] == "y" else GAP
    scale = frame.scales[name]
    for value, text in ticks:
        at, count = scale.at(value) or 0.0, text.count("<br>")
        if name[0] == "y":
            where = f'x="{frame.x(other.start)}" y="{frame.y(at)}" dx="-{gap}" text-anchor="end"'
            yield said(where, text, size, None, size * (BASE["middle"] - 0.65 * count))
            continue
        top = look.get("side") == "top"
        edge = min(other.start, other.end) if top else max(other.start, other.end)
        where = f'x="{frame.x(at)}" y="{frame.y(edge)}" text-anchor="middle"'
        shift = -gap - size * (0.1 + 1.3 * count) if top else gap + size * 0.85
        yield said(where, text, size, None, shift)


def _title(frame: Frame, name: str, title: JSON, other: Scale, look: JSON) -> str:
    size = title.get("font", {}).get("size", template.size("text"))
    colour = title.get("font", {}).get("color")
    scale = frame.scales[name]
    middle = (scale.start + scale.end) / 2
    far = title.get("standoff", 0) + template.size("text") + size * 0.9 + BESIDE
    if name[0] == "x":
        edge = max(other.start, other.end)
        where = f'x="{frame.x(middle)}" y="{frame.y(edge)}" text-anchor="middle"'
        return said(where, title["text"], size, colour, far)
    turned = (
        f'text-anchor="middle" transform="translate({-_deep(look)},{frame.y(middle)})rotate(-90)"'
    )
    return said(turned, title["text"], size, colour)


def _deep(look: JSON) -> int:
    """How far left of its axis an upright title stands: beyond the longest of its numbers."""
    longest = max((len(str(text)) for text in look.get("ticktext", ())), default=0)
    return round(longest * template.size("text") * 0.55) + 4 * GAP


def note(told: JSON, frame: Frame) -> str:
    """A name in the figure, at a point of its axes or at a share of the room between them."""
    x, y = frame.share(told, "x"), frame.share(told, "y")
    if x is None or y is None:
        return ""
    font = told.get("font", {})
    size = font.get("size", template.size("text"))
    across = _anchor(told, "x", x, ("left", "center", "right"))
    down = _anchor(told, "y", y, ("top", "middle", "bottom"))
    count = str(told.get("text", "")).count("<br>")
    lifted = {"top": 0.0, "middle": 0.65, "bottom": 1.3}[down] * count
    shift = size * (BASE[down] - lifted) - float(told.get("yshift", 0))
    family = f' font-family="{escape(font["family"], quote=True)}"' if "family" in font else ""
    where = (
        f'x="{frame.x(x)}" y="{frame.y(y)}" dx="{float(told.get("xshift", 0)):g}" '
        f'text-anchor="{ENDS[across]}"{family}'
    )
    return said(where, told.get("text", ""), size, font.get("color"), shift)


def _anchor(told: JSON, axis_of: str, share: float, ends: tuple[str, str, str]) -> str:
    """Where words hang; on paper those without a word for it hang by thirds, as plotly has it."""
    anchor = str(told.get(f"{axis_of}anchor", "auto"))
    if anchor != "auto":
        return anchor
    paper = told.get(f"{axis_of}ref") == "paper"
    return ends[min(2, max(0, floor(share * 3)))] if paper else ends[1]


def shape(told: JSON, frame: Frame) -> str:
    """A line or a rectangle of a figure; others, of pixels, are left out."""
    ends = [frame.share(told, key) for key in ("x0", "y0", "x1", "y1")]
    if told.get("xsizemode") == "pixel" or told.get("ysizemode") == "pixel" or None in ends:
        return ""
    x0, y0, x1, y1 = (float(end or 0) for end in ends)
    line: Any = told.get("line", {})
    if told.get("type") == "line":
        where = (x0, y0, x1, y1)
        return _line(
            frame,
            where,
            line.get("color", "currentColor"),
            line.get("width", 2),
            line.get("dash", ""),
        )
    if told.get("type") != "rect":
        return ""
    box = (
        f'x="{frame.x(min(x0, x1))}" y="{frame.y(min(y0, y1))}" '
        f'width="{frame.x(abs(x1 - x0))}" height="{frame.y(abs(y1 - y0))}"'
    )
    edge = f' stroke="{line["color"]}"' if line.get("width") and line.get("color") else ""
    return f'<rect {box} fill="{told.get("fillcolor", "none")}"{edge}/>'
