"""Countries against themes or goals: in each cell one stripe an indicator, in the order of classes.

How high a stripe stands says its class beside its colour; what cannot be judged is a line. It is
counted, never added to a score, and countries stand by name. A cell leads to its indicators.
"""

from __future__ import annotations

from itertools import accumulate
from textwrap import wrap

import numpy as np
import plotly.graph_objects as go

from data.progress.bands import COMMON
from layouts.charts import scales, template
from layouts.charts.board import NOT_PROGRESSING, TONES
from layouts.charts.country_rows import THEMES, CountryMarks, crossed
from layouts.charts.over_years import tooltip
from layouts.charts.printed import ABOVE_TICKS
from layouts.charts.record import JSON, Chart, Item, Look, Takes
from layouts.charts.tables import Table
from layouts.request.context import Context
from layouts.request.pages import SETTINGS
from layouts.words.format import number
from layouts.words.values import Words

UNKNOWN = ""  # class of what cannot be judged
HIGH = dict(zip((*COMMON, UNKNOWN), (1.0, 0.72, 0.48, 0.28, 0.1), strict=True))
SIGNS = dict(zip(HIGH, ("block", "cover-high", "cover", "cover-low", "cover-line"), strict=True))
ROW_PX, GAP = 18, 1  # GAP in stripes, as LEAST, how wide a column is at least
LEAST = {False: 5, True: 8}
LEFT_PX, NAME_CHARS = {False: 190, True: 104}, {False: 28, True: 13}
TOP_PX, COLUMN_CHARS = 132, {False: 18, True: 19}


def marks(ctx: Context) -> CountryMarks:
    """Every country of the group under every theme or goal."""
    return crossed(ctx)


def figure(marks: CountryMarks, look: Look) -> go.Figure:
    """A heat map of stripes for each class; over them whole cells, which readers point at."""
    view, rows = marks.view, len(marks.lines)
    wide, starts = _places(marks, look)
    middles = [start + w / 2 - 0.5 for start, w in zip(starts, wide, strict=True)]
    areas = [mark.area for line in marks.lines for mark in line[:1]]
    names = [tooltip(scales.short(area, NAME_CHARS[look.narrow])) for area in areas]
    layout: JSON = {
        "meta": {"strips": True},
        "height": ROW_PX * rows + (ABOVE_TICKS if look.printed else TOP_PX + 8),
        "margin": {"l": LEFT_PX[look.narrow], "r": 6, "t": TOP_PX, "b": 8},
        "xaxis2": {
            "side": "top",
            "anchor": "y2",
            "range": (-0.5 - GAP, starts[-1] + wide[-1] - 0.5),
            "tickvals": middles,
            "ticktext": [_heading(column.name, look) for column in view.columns],
            "tickangle": -90,
            "tickfont": {"size": template.size("small")},
        },
        "yaxis2": scales.rows_axis(names, "x2", look),
    }
    drawn = [_stripes(marks, name, look) for name in (*COMMON, UNKNOWN)]
    return template.figure([*drawn, _whole(marks, look)], layout, look)


def _places(marks: CountryMarks, look: Look) -> tuple[list[int], list[int]]:
    """How many stripes wide each column is, and where it starts."""
    wide = [max(LEAST[look.narrow], len(column.indicators)) for column in marks.view.columns]
    return wide, [0, *accumulate(w + GAP for w in wide[:-1])]


def _heading(name: str, look: Look) -> str:
    """The name of a column, upright: in two lines, on narrow screens in one."""
    if look.narrow:
        return tooltip(scales.short(name, COLUMN_CHARS[True]))
    lines = wrap(name, COLUMN_CHARS[False])
    shown = [*lines[:1], scales.short(" ".join(lines[1:]), COLUMN_CHARS[False])]
    return "<br>".join(tooltip(line) for line in shown if line)


def _stripes(marks: CountryMarks, name: str, look: Look) -> JSON:
    """The stripes of one class; within a cell classes follow each other in their order."""
    wide, starts = _places(marks, look)
    drawn = np.full((len(marks.lines), starts[-1] + wide[-1]), np.nan)
    order = (*COMMON, UNKNOWN)
    for row, line in enumerate(marks.lines):
        for start, mark in zip(starts, line, strict=True):
            counts = {**dict(mark.classes), UNKNOWN: mark.of - mark.judged}
            at = start + sum(counts.get(before, 0) for before in order[: order.index(name)])
            drawn[row, at : at + counts.get(name, 0)] = 1.0
    colour = _colour(name, look)
    return {
        **_axes(marks),
        "meta": {"role": "value" if name else "missing", "class": name},
        "x": list(range(drawn.shape[1])),
        "z": drawn,
        "colorscale": [[0, colour], [1, colour]],
        "xgap": 0 if look.narrow else 1,
        "ygap": 2 + round((1 - HIGH[name]) * (ROW_PX - 3)),
        "hoverinfo": "skip",
    }


def _colour(name: str, look: Look) -> str:
    tone = template.colours(look)
    if not name:
        return str(tone["quiet"])
    return str(tone["tone"][TONES.get(name, NOT_PROGRESSING)]["fill"])


def _axes(marks: CountryMarks) -> JSON:
    """What all maps share. A wide figure begins at its start where no axis is the first."""
    return {
        "type": "heatmap",
        "y": [line[0].area_code for line in marks.lines],
        "xaxis": "x2",
        "yaxis": "y2",
        "showscale": False,
        "zmin": 0,
        "zmax": 1,
    }


def _whole(marks: CountryMarks, look: Look) -> JSON:
    """Whole cells, not seen, by their edges: what a reader points at, walks through and opens."""
    wide, starts = _places(marks, look)
    clear = template.clear()
    ends = [start - GAP / 2 - 0.5 for start in starts] + [starts[-1] + wide[-1] - 0.5 + GAP / 2]
    slugs = [column.slug for column in marks.view.columns]
    return {
        **_axes(marks),
        "meta": {"role": "whole", "href": _href(marks)},
        "x": ends,
        "z": np.zeros((len(marks.lines), len(slugs))),
        "colorscale": [[0, clear], [1, clear]],
        "text": [[tooltip(mark.spoken) for mark in line] for line in marks.lines],
        "customdata": [slugs] * len(marks.lines),
        "hovertemplate": "%{text}<extra></extra>",
    }


def _href(marks: CountryMarks) -> str:
    """Where a cell leads, as a template of plotly: its theme's verdicts, or its goal's numbers."""
    ctx, places = marks.view.ctx, {"COLUMN": "%{customdata}", "AREA": "%{y}"}
    if marks.view.across == THEMES:
        found = ctx.link_to("theme", "COLUMN", areas=("AREA",))
    else:
        found = ctx.link_to("table", goal="COLUMN", areas=("AREA",))
    for name, value in places.items():
        found = found.replace(name, value)
    return found


def sentence(marks: CountryMarks, words: Words) -> str:
    """How many verdicts are asked for, how many can be given, and what the others lack."""
    return f"{given(marks, words)} {others(marks, words)}"


def given(marks: CountryMarks, words: Words) -> str:
    """How many verdicts are asked for, and how many can be given."""
    view = marks.view
    asked, found = (sum(getattr(m, name) for m in marks.each) for name in ("of", "judged"))
    return view.ctx.plural(
        f"charts.country_matrix.summary.{view.across}",
        len(view.countries),
        area=view.area,
        columns=len(view.columns),
        asked=number(asked, words.lang),
        given=number(found, words.lang),
    )


def others(marks: CountryMarks, words: Words) -> str:
    """What is missing for the other verdicts, and in how many cells there is none at all."""
    kinds = marks.view.ctx.listed(
        words.t("progress.count", count=number(n, words.lang), what=words.t(f"missing_kind.{name}"))
        for name, n in marks.kinds.most_common()
    )
    empty = sum(mark.role == "missing" for mark in marks.each)
    told = [words.t("charts.country_matrix.others", kinds=kinds)] if kinds else []
    if empty:
        told.append(marks.view.ctx.plural("charts.country_matrix.empty", empty))
    return " ".join(told)


def legend(marks: CountryMarks, look: Look, words: Words) -> list[Item]:
    """The classes in their order, as high as their stripes stand."""
    seen = {name for mark in marks.each for name, _ in mark.classes}
    items = [
        Item(SIGNS[name], words.t(f"common.{name}"), _colour(name, look))
        for name in COMMON
        if name in seen
    ]
    if marks.kinds:
        text = words.t("charts.board.unknown_class")
        items.append(Item(SIGNS[UNKNOWN], text, _colour(UNKNOWN, look)))
    return items


def table(marks: CountryMarks, words: Words) -> Table:
    """A row per country, a column per theme or goal."""
    head = [words.t("charts.holdings.country"), *(column.name for column in marks.view.columns)]
    return head, [[line[0].area, *(mark.short for mark in line)] for line in marks.lines]


CHART: Chart[CountryMarks] = Chart(
    id="country_matrix",
    pages=("coverage", "group"),
    order=2,
    takes=Takes(
        indicators=0, opens=1, forms=("absolute",), axes=("linear",),
        options=("board", "links", *SETTINGS),
    ),
    marks=marks,
    figure=figure,
    sentence=sentence,
    legend=legend,
    table=table,
    traces=("heatmap",),
)  # fmt: skip
