"""Marks of a still picture: bars, lines, points and cells, from the traces of a figure."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor
from typing import Any

from layouts.charts import template
from layouts.charts.record import JSON
from layouts.charts.still_axes import BASE, DOTS
from layouts.charts.still_frame import Frame, item, said

SQUARE, DIAMOND, UP, CROSS, EX = (
    "M-.9-.9H.9V.9H-.9Z",
    "M0-1.3 1.3 0 0 1.3-1.3 0Z",
    "M0-1.1 1.15.6H-1.15Z",
    "M-.4-1.2H.4V-.4H1.2V.4H.4V1.2H-.4V.4H-1.2V-.4H-.4Z",
    "M-.85-1.15 0-.3.85-1.15 1.15-.85.3 0 1.15.85.85 1.15 0 .3-.85 1.15-1.15.85-.3 0-1.15-.85Z",
)
SYMBOLS = {"square": SQUARE, "diamond": DIAMOND, "triangle-up": UP, "cross": CROSS, "x": EX}
LONG = {"line-ew": "M-1 0H1", "line-ns": "M0-1V1"}
BESIDE = 4  # pixels between the end of a bar, or a point, and its words
GROUND = "var(--paper)"  # between cells
TYPES = ("bar", "heatmap", "scatter")


def trace(told: JSON, frame: Frame, layout: JSON, before: dict[Any, float]) -> Iterator[str]:
    """What plotly draws of a trace. `before` keeps what earlier traces have left for it."""
    if told.get("visible") in (False, "legendonly") or told.get("opacity") == 0:
        return
    kind = told.get("type", "scatter")
    drawn = {"bar": _bars, "heatmap": _cells, "scatter": _scatter}[kind](
        told, frame, layout, before
    )
    opacity = f' opacity="{told["opacity"]:g}"' if "opacity" in told else ""
    yield f"<g{opacity}>{''.join(drawn)}</g>"


def _axes(told: JSON) -> tuple[str, str]:
    return told.get("xaxis", "x"), told.get("yaxis", "y")


def _plain(values: Any) -> list[Any]:
    return values.tolist() if hasattr(values, "tolist") else list(values)


def _box(frame: Frame, x: tuple[float, float], y: tuple[float, float], look: str) -> str:
    (left, right), (top, bottom) = sorted(x), sorted(y)
    size = f'width="{frame.x(right - left)}" height="{frame.y(bottom - top)}"'
    return f'<rect x="{frame.x(left)}" y="{frame.y(top)}" {size}{look}/>'


def _bars(told: JSON, frame: Frame, layout: JSON, before: dict[Any, float]) -> Iterator[str]:
    across, marker = told.get("orientation") == "h", told.get("marker", {})
    axes = [frame.scales[axis] for axis in _axes(told)]
    length_axis, place_axis = axes if across else axes[::-1]
    places, sizes = (_plain(told[key]) for key in ("yx" if across else "xy"))
    wide = told.get("width", 1 - layout.get("bargap", 0.2))
    stacked = layout.get("barmode") in ("stack", "relative") and "base" not in told
    for i, (place, size) in enumerate(zip(places, sizes, strict=True)):
        if not isinstance(size, int | float) or not isinstance(place, int | float):
            continue
        start = float(item(told.get("base", 0), i))
        if stacked:
            heap = (place, size < 0)
            start = before.get(heap, 0.0)
            before[heap] = start + size
        half, off = float(item(wide, i)) / 2, told.get("offset")
        middle = place if off is None else place + float(item(off, i)) + half
        ends = length_axis.at(start), length_axis.at(start + size)
        sides = place_axis.at(middle - half), place_axis.at(middle + half)
        look = _paint(item(marker.get("color", "currentColor"), i), marker.get("line", {}), i)
        if None in ends or None in sides:
            continue
        a, b = (float(e or 0) for e in ends), (float(s or 0) for s in sides)
        along, thick = tuple(a), tuple(b)
        if look:
            yield _box(frame, *((along, thick) if across else (thick, along)), look)  # type: ignore[arg-type]
        yield _beside(told, frame, i, along, thick, across)


def _beside(told: JSON, frame: Frame, i: int, along: Any, thick: Any, across: bool) -> str:
    """The words in or at the end of a bar, which stand in its `customdata`."""
    where = item(told.get("textposition", "none"), i)
    if where not in ("inside", "outside") or told.get("texttemplate") != "%{customdata}":
        return ""
    font: JSON = told.get(f"{where}textfont") or told.get("textfont") or {}
    size = float(item(font.get("size", template.size("text")), i))
    colour = item(font["color"], i) if "color" in font else None
    middle, words = sum(thick) / 2, item(told["customdata"], i)
    if where == "inside" or not across:
        point = (sum(along) / 2, middle) if across else (middle, sum(along) / 2)
        if where == "outside":
            point = (middle, min(along))
        spot = f'x="{frame.x(point[0])}" y="{frame.y(point[1])}" text-anchor="middle"'
        lift = -BESIDE if where == "outside" else size * BASE["middle"]
        return said(spot, words, size, colour, lift)
    back = along[1] < along[0]
    anchor, dx = ("end", -BESIDE) if back else ("start", BESIDE)
    spot = f'x="{frame.x(along[1])}" y="{frame.y(middle)}" dx="{dx}" text-anchor="{anchor}"'
    return said(spot, words, size, colour, size * BASE["middle"])


def _paint(colour: Any, line: JSON, i: int) -> str:
    """Fill and outline of a mark; "" where neither is seen."""
    edge, width = item(line.get("color"), i), float(item(line.get("width", 0), i) or 0)
    outlined = bool(width) and isinstance(edge, str) and edge != template.clear()
    if colour == template.clear() and not outlined:
        return ""
    fill = "none" if colour == template.clear() else colour
    return f' fill="{fill}"' + (f' stroke="{edge}" stroke-width="{width:g}"' if outlined else "")


def _cells(told: JSON, frame: Frame, layout: JSON, before: dict[Any, float]) -> Iterator[str]:
    """The cells of a heat map, each in the colour of its class."""
    x, y = (frame.scales[axis] for axis in _axes(told))
    low, high = float(told["zmin"]), float(told["zmax"])
    gap = f' stroke="{GROUND}" stroke-width="{told["xgap"]}"' if "xgap" in told else ""
    for row, values in enumerate(_plain(told["z"])):
        down = float(told["y"][row])
        for column, value in enumerate(values):
            if value is None or value != value:  # noqa: PLR0124 - a number that is none
                continue
            across = float(told["x"][column])
            ends = [x.at(across - 0.5), x.at(across + 0.5), y.at(down - 0.5), y.at(down + 0.5)]
            a, b, c, d = (float(end or 0) for end in ends)
            colour = _graded(told["colorscale"], (value - low) / ((high - low) or 1))
            if colour != template.clear():
                yield _box(frame, (a, b), (c, d), f' fill="{colour}"{gap}')


def _graded(scale: list[list[Any]], share: float) -> str:
    """The colour of a share in a scale of steps."""
    return str(next(colour for end, colour in reversed(scale) if share >= end - 1e-9))


def _scatter(told: JSON, frame: Frame, layout: JSON, before: dict[Any, float]) -> Iterator[str]:
    x, y = (frame.scales[axis] for axis in _axes(told))
    pairs = zip(_plain(told.get("x", ())), _plain(told.get("y", ())), strict=False)
    points = [
        (a, b) if (a := x.at(left)) is not None and (b := y.at(up)) is not None else None
        for left, up in pairs
    ]
    mode = told.get("mode", "lines")
    if "lines" in mode:
        yield frame.stretched(_path(told, points, frame))
    if "markers" in mode:
        yield from _points(told, points, frame, before)
    if "text" in mode:
        yield from _texts(told, points, frame)


def _path(told: JSON, points: list[Any], frame: Frame) -> Iterator[str]:
    """The line through points, broken where one is missing; filled where the trace is."""
    steps, broken = [], True
    for point in points:
        if point:
            steps.append(("M" if broken else "L") + frame.point(*point))
        broken = point is None
    if not steps:
        return
    line, fill = told.get("line", {}), "none"
    if told.get("fill") == "toself":
        fill = told.get("fillcolor", "none")
    dashes = f' stroke-dasharray="{DOTS[line["dash"]]}"' if line.get("dash") in DOTS else ""
    ink = f'stroke="{line.get("color", "currentColor")}" stroke-width="{line.get("width", 2):g}"'
    even = ' vector-effect="non-scaling-stroke"' if frame.width is None else ""
    yield f'<path d="{"".join(steps)}" fill="{fill}" {ink}{dashes}{even}/>'


def _points(told: JSON, points: list[Any], frame: Frame, before: Any) -> Iterator[str]:
    marker = told.get("marker", {})
    shown = _shown(told, points, before)
    for i, point in enumerate(points):
        if point is None or i not in shown:
            continue
        size = float(item(marker.get("size", 6), i) or 0) / 2
        colour = item(marker.get("color", "currentColor"), i)
        symbol = str(item(marker.get("symbol", "circle"), i))
        line = marker.get("line", {})
        look = _paint(colour, line, i)
        if "open" in symbol or symbol in LONG:
            wide = float(item(line.get("width", 1), i) or 1)
            look = f' fill="none" stroke="{colour}" stroke-width="{wide:g}"'
        faint = item(marker.get("opacity", 1), i)
        if size and look:
            seen = f' opacity="{faint:g}"' if faint != 1 else ""
            yield _symbol(symbol.removesuffix("-open"), point, size, look + seen, frame)


def _shown(told: JSON, points: list[Any], before: dict[Any, float]) -> set[int]:
    """Which points have a mark, of a line that shows some: plotly's own choice (selectMarkers)."""
    most, here = told.get("marker", {}).get("maxdisplayed"), [i for i, p in enumerate(points) if p]
    if not most or not here:
        return set(here)
    earlier = before.get(_axes(told), 0)
    before[_axes(told)] = earlier + 1
    step = ceil(len(here) / most)
    start = floor(earlier * step / 3 + floor(earlier / 3) * step / 7.1 + 0.5)
    return {i for k, i in enumerate(here) if floor((k + start) % step + 0.5) == 0}


def _symbol(symbol: str, point: tuple[float, float], size: float, look: str, frame: Frame) -> str:
    x, y = frame.x(point[0]), frame.y(point[1])
    drawn = SYMBOLS.get(symbol) or LONG.get(symbol)
    if drawn is None:
        return f'<circle cx="{x}" cy="{y}" r="{size:.1f}"{look}/>'
    even = 'vector-effect="non-scaling-stroke"'
    return (
        f'<svg x="{x}" y="{y}" overflow="visible">'
        f'<path d="{drawn}" transform="scale({size:.1f})" {even}{look}/></svg>'
    )


def _texts(told: JSON, points: list[Any], frame: Frame) -> Iterator[str]:
    """The words at points: a template's, or each point's own."""
    font = told.get("textfont", {})
    pattern = told.get("texttemplate", "%{text}")
    for i, point in enumerate(points):
        if point is None:
            continue
        words = item(told.get("text", ""), i) if pattern == "%{text}" else pattern
        if pattern == "%{customdata}":
            words = item(told["customdata"], i)
        up, _, side = str(item(told.get("textposition", "middle center"), i)).partition(" ")
        size = float(item(font.get("size", template.size("text")), i))
        colour = item(font["color"], i) if "color" in font else None
        anchor = {"left": "end", "right": "start"}.get(side, "middle")
        mark = told.get("marker", {}).get("size", 0) if "markers" in told["mode"] else 0
        far = float(item(mark, i)) / 1.6 + 1 if item(mark, i) else 0.0
        away = {"end": -far, "start": far}.get(anchor, 0.0)
        lift = {"top": -far - size / 4, "bottom": far + size * 0.75}.get(up, size / 4)
        spot = (
            f'x="{frame.x(point[0])}" y="{frame.y(point[1])}" dx="{away:g}" text-anchor="{anchor}"'
        )
        yield said(spot, words, size, colour, lift)
