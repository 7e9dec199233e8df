"""Figure of the heat table: cells in the colours of their classes, with words, signs and dashes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import floor, inf

import numpy as np
import plotly.graph_objects as go

from layouts.charts import looks, over_years, printed, scales, tables, template
from layouts.charts.asked import Asked
from layouts.charts.over_years import Line, tooltip
from layouts.charts.record import JSON, Look, Mark, Marks
from layouts.charts.rows import missing_text, names_of
from layouts.series.series import series_of
from layouts.words.values import Words

GRADED = ("binary", "ordinal")  # answers and grades keep the classes of the indicator
CELL_PX, ROW_PX, NAME_CHARS = 46, 30, 22
WIDTH_PX, NARROW_PX = 900, 340  # of a card; a wider chart scrolls
GAP_PX = 2  # between cells
TEXT_PX, SIGN_PX, EDGE_PX = 12, 9, 20
CORNER, EDGE = (0.36, -0.28), (-0.42, 0.0)  # where signs stand, from the middle of a cell


@dataclass(frozen=True)
class Classes:
    """Classes of the values drawn: upper bounds ascending, and a colour for each."""

    uppers: tuple[float, ...]
    colours: tuple[str, ...]

    def of(self, value: float) -> int:
        """The first class whose bound is not below a value; values above all are in the last."""
        at = int(np.searchsorted(self.uppers, value, side="left"))
        return min(at, len(self.uppers) - 1)

    def colour(self, value: float) -> str:
        """The colour of a value."""
        return self.colours[self.of(value)]


@dataclass(frozen=True)
class Grid:
    """Which rows and columns the chart has: places with a value, years with one."""

    marks: Marks

    @cached_property
    def lines(self) -> list[Line]:
        """A line of values per row."""
        return over_years.lines(self.marks.each)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Years in which one of the places has a value."""
        return tuple(sorted({mark.year for mark in self.marks.each}))

    @cached_property
    def column(self) -> dict[int, int]:
        """Column of a year."""
        return {year: k for k, year in enumerate(self.years)}


def classes_of(marks: Marks, dark: bool) -> Classes:
    """Answers and grades keep the classes of the indicator.

    Other values fall into equal shares of those drawn that lead, so that the colours tell these
    places apart.
    """
    asked = marks.view
    series = series_of(asked.ctx, asked.indicator_id, asked.part)
    assert series is not None  # noqa: S101 - its marks are drawn
    scale, uppers = series.classes.colours(dark), series.classes.uppers
    if asked.main.of.kind in GRADED:
        return Classes(uppers, scale)
    led = [mark.drawn for mark in marks.each if mark.leads]
    if not led:
        return Classes((inf,), scale[:1])
    shares = [(i + 1) / len(scale) for i in range(len(scale))]
    cuts = tuple(np.unique(np.quantile(led, shares)).tolist())
    step = (len(scale) - 1) / max(1, len(cuts) - 1)
    picked = [0 if len(cuts) == 1 else floor(i * step + 0.5) for i in range(len(cuts))]
    return Classes(cuts, tuple(scale[i] for i in picked))


def figure(marks: Marks, look: Look) -> go.Figure:
    """A row per place; signs in the corners of cells whose values are not like the others."""
    grid, words = Grid(marks), Words(look.lang)
    classes = classes_of(marks, look.dark and not look.printed)
    traces = [_cells(grid, classes), *_values(grid, classes, look)]
    traces += [*_signs(grid, classes, look), *_missing(marks.view, grid, words, look)]
    rows, columns = len(grid.lines), len(grid.years)
    names = [tooltip(scales.short(line.first.area, NAME_CHARS)) for line in grid.lines]
    left = scales.left_margin({"ticktext": names})
    wide = left + columns * CELL_PX > (NARROW_PX if look.narrow else WIDTH_PX)
    around = printed.ABOVE_TICKS if look.printed else 42
    layout: JSON = {
        "hovermode": "closest",
        "height": rows * ROW_PX + around,
        "margin": {"l": left, "r": left if wide else 8, "t": 34, "b": 8},
        "xaxis": {
            "side": "top",
            "range": (-0.5, columns - 0.5),
            "tickvals": list(range(columns)),
            "ticktext": [str(year) for year in grid.years],
        },
        "yaxis": {
            "range": (rows - 0.5, -0.5),
            "tickvals": list(range(rows)),
            "ticktext": names,
        },
    }
    if wide:
        layout |= {"width": 2 * left + columns * CELL_PX, "autosize": False}
        layout["annotations"] = _names(names, template.colours(look)["soft"])
    return template.figure(traces, layout, look)


def _cells(grid: Grid, classes: Classes) -> JSON:
    """A cell per place and year in the colour of its class; where there is no value, none."""
    shape = (len(grid.lines), len(grid.years))
    level, said = np.full(shape, np.nan), np.full(shape, "", object)
    for i, line in enumerate(grid.lines):
        for mark in line.marks:
            level[i, grid.column[mark.year]] = classes.of(mark.drawn)
            said[i, grid.column[mark.year]] = tooltip(mark.spoken)
    count = len(classes.colours)
    return {
        "type": "heatmap",
        "meta": {"role": "value"},
        "x": list(range(shape[1])),
        "y": list(range(shape[0])),
        "z": level,
        "zmin": -0.5,
        "zmax": count - 0.5,
        "colorscale": [
            [(k + end) / count, colour]
            for k, colour in enumerate(classes.colours)
            for end in (0, 1)
        ],
        "showscale": False,
        "xgap": GAP_PX,
        "ygap": GAP_PX,
        "text": said.tolist(),
        "hovertemplate": "%{text}<extra></extra>",
    }


def _values(grid: Grid, classes: Classes, look: Look) -> list[JSON]:
    """The value of every cell, in the ink that reads better on it: plotly has one ink for all."""
    words = Words(look.lang)
    held: dict[str, list[tuple[int, int, str]]] = {}
    for i, line in enumerate(grid.lines):
        for mark in line.marks:
            ink = template.ink_on(classes.colour(mark.drawn))
            at = grid.column[mark.year], i, words.compact(mark.drawn)
            held.setdefault(ink, []).append(at)
    return [_written(ink, cells) for ink, cells in held.items()]


def _written(ink: str, cells: list[tuple[int, int, str]]) -> JSON:
    x, y, text = zip(*cells, strict=True)
    return {
        "type": "scatter",
        "mode": "text",
        "meta": {"role": "words"},
        "hoverinfo": "skip",
        "x": np.array(x),
        "y": np.array(y),
        "text": list(text),
        "textfont": {"size": TEXT_PX, "color": ink},
    }


def _signs(grid: Grid, classes: Classes, look: Look) -> list[JSON]:
    """Signs of kinds, by the looks that all charts share."""
    held: dict[str, list[tuple[int, Mark]]] = {}
    for i, line in enumerate(grid.lines):
        for mark in line.marks:
            if looks.LOOKS[mark.kind].corner:
                held.setdefault(mark.kind, []).append((i, mark))
    return [_sign(kind, cells, grid, classes, look) for kind, cells in held.items()]


def _sign(
    kind: str, cells: list[tuple[int, Mark]], grid: Grid, classes: Classes, look: Look
) -> JSON:
    edge = kind == "break"
    right, down = EDGE if edge else CORNER
    return {
        "type": "scatter",
        "mode": "text",
        "meta": {"role": "sign", "kind": kind},
        "hoverinfo": "skip",
        "x": np.array([grid.column[mark.year] + right for _, mark in cells]),
        "y": np.array([i + down for i, _ in cells]),
        "text": [looks.LOOKS[kind].corner] * len(cells),
        "textfont": {
            "size": EDGE_PX if edge else SIGN_PX,
            "color": [template.ink_on(classes.colour(mark.drawn)) for _, mark in cells],
        },
    }


def _missing(asked: Asked, grid: Grid, words: Words, look: Look) -> list[JSON]:
    """A dash in the place of each missing value, which says why there is none."""
    block, names = asked.main.block, names_of(asked)
    at, cells = {code: k for k, code in enumerate(block.codes)}, []
    for i, line in enumerate(grid.lines):
        code, held = line.first.area_code, {mark.year for mark in line.marks}
        for year in (y for y in grid.years if y not in held):
            why = missing_text(words, block.letters[year - int(block.years[0]), at[code]])
            cells.append((grid.column[year], i, tooltip(f"{names[code]}, {year}: {why}")))
    if not cells:
        return []
    x, y, text = zip(*cells, strict=True)
    return [
        {
            "type": "scatter",
            "mode": "text",
            "meta": {"role": "missing"},
            "x": np.array(x),
            "y": np.array(y),
            "text": list(text),
            "texttemplate": tables.NONE,
            "textfont": {"color": template.colours(look)["soft"]},
            "hovertemplate": "%{text}<extra></extra>",
        }
    ]


def _names(names: list[str], colour: str) -> list[JSON]:
    """The names once more, after the last year, where a reader of a wide chart begins."""
    return [
        {
            "xref": "paper",
            "x": 1,
            "xanchor": "left",
            "xshift": 6,
            "y": i,
            "showarrow": False,
            "text": name,
            "font": {"color": colour},
        }
        for i, name in enumerate(names)
    ]
