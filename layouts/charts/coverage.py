"""Who has a value in which year: a row of thin cells per country or territory, region by region.

Cells are as small as they can be: their shape says what kind of value there is, and its number is
read out on hover and by keyboard. What was not published stays empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from layouts.charts import template
from layouts.charts.around import doubts
from layouts.charts.asked import asked_of
from layouts.charts.coverage_cells import Coverage, Region, countries
from layouts.charts.over_years import tooltip
from layouts.charts.record import JSON, Chart, Item, Look, Marks, Takes
from layouts.charts.rows import rows_of
from layouts.charts.tables import NONE, Table
from layouts.request.context import Context
from layouts.series.counted import places, shared
from layouts.words.format import number
from layouts.words.values import Words

TAKES = Takes(
    most=0,
    everyone=True,
    forms=("absolute",),
    axes=("linear",),
    draws=("estimates", "doubts"),
)
ROW_PX, HEAD_PX, FOOT_PX = 5, 48, 26  # of a place; above and below a region
COLUMNS, GUTTER = {False: 3, True: 1}, 0.05  # regions beside each other, and between them
GAPS = {  # a kind's cells: pixels free at their sides and above each other, of ROW_PX
    "plain": (0, 1), "estimate": (2, 1), "part": (2, 3), "forecast": (2, 3), "doubt": (1, 1),
    "hole": (3, 3), "reason": (0, 4),
}  # fmt: skip
SIGNS = {
    "plain": "cover", "estimate": "cover-apart", "part": "cover-dots", "forecast": "cover-dots",
    "doubt": "cover-hole", "reason": "cover-line", "none": "cover-none",
}  # fmt: skip


def marks(ctx: Context) -> Marks:
    """One row per country or territory and year with a value."""
    asked = asked_of(ctx, TAKES)
    known = countries(ctx)
    found = rows_of(asked, lambda code: "value")
    return Marks(tuple(mark for mark in found if mark.area_code in known), asked)


def figure(marks: Marks, look: Look) -> go.Figure:
    """A small heat map per region, three beside each other or one below the other."""
    found, words, tone = Coverage(marks), Words(look.lang), template.colours(look)
    regions, columns = found.regions(words), COLUMNS[look.narrow]
    lines = [regions[i : i + columns] for i in range(0, len(regions), columns)]
    heights = [HEAD_PX + FOOT_PX + ROW_PX * max(len(r.areas) for r in line) for line in lines]
    axes: JSON = {}
    traces: list[JSON] = []
    notes: list[JSON] = []
    for i, region in enumerate(regions):
        row, column = divmod(i, columns)
        width = (1 - GUTTER * (columns - 1)) / columns
        left, top = column * (width + GUTTER), sum(heights[:row]) + HEAD_PX
        ends = [1 - y / sum(heights) for y in (top + ROW_PX * len(region.areas), top)]
        name = str(i + 1) if i else ""
        across = (left, left + width)
        axes |= _axes(name, found.years, len(region.areas), across, ends, tone["line"])
        notes.append(_title(region, left, ends[1], marks, look))
        traces += _traces(region, name, found.years, marks, look)
    layout = {
        **axes,
        "height": sum(heights),
        "margin": {"l": 20, "r": 20, "t": 0, "b": 0},
        "annotations": notes,
    }
    return template.figure(traces, layout, look)


def _axes(
    name: str,
    years: range,
    count: int,
    across: tuple[float, float],
    up: Sequence[float],
    colour: str,
) -> JSON:
    """Axes of a region: its first and its last year; places from above, named when pointed at."""
    ends = sorted({years[0], years[-1]})
    shown = {"tickvals": ends, "ticktext": [str(year) for year in ends]}
    edge = {"showline": True, "mirror": True, "linecolor": colour}
    return {
        f"xaxis{name}": {
            "domain": across,
            "anchor": f"y{name}",
            "range": (years[0] - 0.5, years[-1] + 0.5),
            **shown,
            **edge,
        },
        f"yaxis{name}": {
            "type": "category",
            "domain": up,
            "anchor": f"x{name}",
            "range": (count - 0.5, -0.5),
            "showticklabels": False,
            **edge,
        },
    }


def region_name(code: str, words: Words, ctx: Context) -> str:
    """A region in words."""
    area = ctx.reference.areas.get(code)
    return area.text("short", words.lang) if area else words.t("coverage.elsewhere")


def _title(region: Region, x: float, y: float, marks: Marks, look: Look) -> JSON:
    """The region, and how many of its places have a value."""
    ctx, words = marks.view.ctx, Words(look.lang)
    name = tooltip(region_name(region.code, words, ctx))
    count = shared(ctx.reference.areas, region.known, region.areas, look.lang)
    soft = template.colours(look)["soft"]
    return {
        "xref": "paper", "yref": "paper", "x": x, "y": y, "xanchor": "left", "yanchor": "bottom",
        "align": "left", "showarrow": False,
        "text": f'<b>{name}</b><br><span style="color:{soft}">{tooltip(count)}</span>',
    }  # fmt: skip


def _traces(region: Region, name: str, years: range, marks: Marks, look: Look) -> list[JSON]:
    """Whole cells, with the words of every cell; then a trace for each kind of another shape."""
    areas, words = marks.view.ctx.reference.areas, Words(look.lang)
    tone = template.colours(look)
    base = {
        "type": "heatmap",
        "x": list(years),
        "y": [tooltip(areas[code].text("short", look.lang)) for code in region.areas],
        "xaxis": f"x{name}",
        "yaxis": f"y{name}",
        "showscale": False,
        "zmin": 0,
        "zmax": 1,
    }
    said = words.t("coverage.at", area="%{y}", year="%{x}", text="%{text}")
    plain = (region.kinds == "plain").astype(int)
    whole = _cells("plain", (template.clear(), tone["accent"])) | {
        "meta": {"role": "value"},
        "z": plain,
        "text": region.texts,
        "hovertemplate": f"{said}<extra></extra>",
    }
    found = [base | whole]
    for kind in [kind for kind in SIGNS if kind not in ("plain", "none")]:
        own = region.kinds == kind
        colour = tone["thread" if kind == "reason" else "accent"]
        shapes = [(kind, colour), *([("hole", tone["paper"])] if kind == "doubt" else [])]
        sign = {"z": np.where(own, 1.0, np.nan), "meta": {"role": "sign"}, "hoverinfo": "skip"}
        if own.any():
            found += [base | sign | _cells(shape, (ink, ink)) for shape, ink in shapes]
    return found


def _cells(kind: str, ends: tuple[str, str]) -> JSON:
    """The shape of the cells of a kind, and their colours from none to all."""
    across, up = GAPS[kind]
    colours = [[0, ends[0]], [1, ends[1]]]
    return {"colorscale": colours, "xgap": across, "ygap": up}


def sentence(marks: Marks, words: Words) -> str:
    """How many places and years have a value, the fullest and the newest year; then doubts."""
    found = Coverage(marks)
    counts = found.counts
    if not counts:
        return words.t("coverage.none")
    areas = marks.view.ctx.reference.areas
    newest, fullest = max(counts), max(counts, key=lambda year: (counts[year], year))
    told = marks.view.ctx.plural(
        "coverage.summary",
        len(counts),
        places=shared(areas, found.known, tuple(found.held), words.lang),
        cells=number(len(marks.each), words.lang),
        years=len(counts),
        first=min(counts),
        newest=newest,
        in_newest=_of_year(marks, newest, words),
        fullest=fullest,
        in_fullest=_of_year(marks, fullest, words),
    )
    return " ".join([told, *doubts(marks, words)])


def _of_year(marks: Marks, year: int, words: Words) -> str:
    """The places with a value in a year, in words."""
    codes = [mark.area_code for mark in marks.each if mark.year == year]
    return places(marks.view.ctx.reference.areas, codes, words.lang)


def legend(marks: Marks, look: Look, words: Words) -> list[Item]:
    """The shapes of cells that there are, and what an empty place means."""
    kinds = Coverage(marks).kinds
    tone = template.colours(look)
    named = {"plain": "coverage.value", "reason": "coverage.reason", "none": "coverage.none_short"}
    return [
        Item(
            sign,
            words.t(named.get(kind, f"charts.kind.{kind}")),
            "" if kind == "none" else tone["thread" if kind == "reason" else "accent"],
        )
        for kind, sign in SIGNS.items()
        if kind in kinds or kind == "none"
    ]


def table(marks: Marks, words: Words) -> Table:
    """A row per country and territory: in how many years it has a value, the first and the last."""
    areas = marks.view.ctx.reference.areas
    rows: list[list[Any]] = []
    for code, held in Coverage(marks).held.items():
        ends = [str(min(held)), str(max(held))] if held else [words.t("coverage.never"), NONE]
        rows.append([areas[code].text("short", words.lang), str(len(held)), *ends])
    return [words.t(f"coverage.{name}") for name in ("area", "years", "first", "last")], rows


CHART = Chart(
    id="coverage",
    pages=("indicator",),
    order=50,
    takes=TAKES,
    marks=marks,
    figure=figure,
    sentence=sentence,
    legend=legend,
    table=table,
    traces=("heatmap",),
)
