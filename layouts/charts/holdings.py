"""What is there: each indicator in each region, or in each country of a group, and why not.

Drawn as heat maps, one a class: of a region the cell holds its number, of a country its shape says
which class it is, so that colour is never the only difference. Nothing is added up or ranked.
"""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from layouts.charts import scales, template
from layouts.charts.holdings_axes import edges, places
from layouts.charts.holdings_levels import LEVELS, MISSING, THERE
from layouts.charts.holdings_rows import HoldingMark, HoldingMarks, held
from layouts.charts.holdings_view import FEW
from layouts.charts.over_years import tooltip
from layouts.charts.palettes import mixed
from layouts.charts.printed import ABOVE_TICKS
from layouts.charts.record import JSON, Chart, Item, Look, Takes
from layouts.charts.tables import NONE, Table
from layouts.progress.groups import whole_shares
from layouts.request.context import Context
from layouts.tokens import ramp
from layouts.words.format import number, percent
from layouts.words.values import Words

STATES = ("since", "before", "never")
ROW_PX, SHADES = 19, 4
LEFT_PX, NAME_CHARS = {False: 330, True: 134}, {False: 50, True: 17}
COLUMN_PX, THIN_PX = 13, 4  # of a country that is named, and of one of very many
WIDE_PX = {False: 1110, True: 340}  # of the board where it is wide; from so many countries on
MANY = {False: 24, True: 16}
ACROSS, ACROSS_PX = {False: 8, True: 3}, 78  # names that stand across, and their room
LETTER_PX = 6.4
UNFILLED = ("published", "outside", "absent")
IN_REGIONS = {
    "published": NONE,
    "outside": "\u00b7\u00b7\u00b7\u00b7",
    "kept_out": NONE,
    "absent": "",
}
TEXT_PX = {False: 11, True: 9}


def marks(ctx: Context) -> HoldingMarks:
    """Every indicator of the theme in every column."""
    return held(ctx)


def figure(marks: HoldingMarks, look: Look) -> go.Figure:
    """A heat map a class, and over them one that is not seen, which readers point at."""
    rows, many = len(marks.lines), len(marks.view.columns)
    upright = many > ACROSS[look.narrow]
    named = places(marks, upright)
    levels = [level for level in LEVELS if any(mark.level == level for mark in marks.each)]
    most = NAME_CHARS[look.narrow]
    longest = max(len(line) for text in named["ticktext"] for line in text.split("<br>"))
    top = round(16 + LETTER_PX * longest) if upright else ACROSS_PX
    names = [tooltip(scales.short(line[0].indicator, most)) for line in marks.lines]
    layout: JSON = {
        "meta": {"strips": True},
        "height": ROW_PX * rows + (ABOVE_TICKS if look.printed else top + 8),
        "margin": {"l": LEFT_PX[look.narrow], "r": 10, "t": top, "b": 8},
        "xaxis2": {
            "type": "category",
            "side": "top",
            "anchor": "y2",
            "range": (-0.5, many - 0.5),
            "tickangle": -90 if upright else 0,
            "tickfont": {"size": template.size("small") if upright else TEXT_PX[False]},
            **named,
        },
        "yaxis2": scales.rows_axis(names, "x2", look),
        "shapes": edges(marks, look),
        **_width(marks, look),
    }
    drawn = [_cells(marks, level, look) for level in levels]
    return template.figure([*drawn, _whole(marks, Words(look.lang))], layout, look)


def _width(marks: HoldingMarks, look: Look) -> JSON:
    """The width of a board of many countries, which scrolls where there is less room."""
    many = len(marks.view.columns)
    if not marks.view.single or many <= MANY[look.narrow]:
        return {}
    own = LEFT_PX[look.narrow] + 10 + many * (COLUMN_PX if many <= FEW else THIN_PX)
    return {"width": max(own, WIDE_PX[look.narrow]), "autosize": False}


def _colour(level: str, single: bool, look: Look) -> str:
    own = LEVELS[level]
    if own.ink or level in MISSING:
        return str(template.colours(look)[own.ink or "clear"])
    shade = max(1, own.shade) if single else own.shade  # the palest is too pale for small cells
    return mixed(ramp("teal", look.dark and not look.printed), SHADES)[shade]


def _cells(marks: HoldingMarks, level: str, look: Look) -> JSON:
    """The cells of one class: their shape, of regions their number."""
    own, single = LEVELS[level], marks.view.single
    colour = _colour(level, single, look)
    if not single and level in UNFILLED:
        colour = template.clear()  # a sign in the cell, not a filled one
    drawn = [[mark.level == level for mark in line] for line in marks.lines]
    pixels = COLUMN_PX if len(marks.view.columns) <= FEW else THIN_PX
    high, wide = (own.high, own.wide) if single else (1.0, 1.0)
    trace: JSON = {
        **_axes(marks),
        "meta": {"role": "missing" if level in MISSING else "value", "level": level},
        "z": np.where(np.array(drawn), 1.0, np.nan),
        "colorscale": [[0, colour], [1, colour]],
        "xgap": 1 + round((1 - wide) * (pixels - 2)),
        "ygap": 1 + round((1 - high) * (ROW_PX - 2)),
        "hoverinfo": "skip",
    }
    if single:
        return trace
    ink = _ink(level, look) if level in MISSING else template.ink_on(colour)
    text = [[_number(mark, look) if mark.level == level else "" for mark in line]
            for line in marks.lines]  # fmt: skip
    font = {"size": TEXT_PX[look.narrow], "color": ink}
    return trace | {"text": text, "texttemplate": "%{text}", "textfont": font}


def _number(mark: HoldingMark, look: Look) -> str:
    """What the cell of a region holds: its counts, or on narrow screens the first of them."""
    if mark.role == "missing":
        return IN_REGIONS[mark.level]
    if mark.level in ("few", "unmarked"):
        return "?" if mark.level == "unmarked" else "<½"
    if mark.level in ("recent", "since", "older", "oldest"):
        return str(mark.year)
    estimates = "estimates" in mark.level
    part, whole = (mark.estimated, mark.since + mark.before) if estimates else (mark.since, mark.of)
    return str(part) if look.narrow else f"{part}/{whole}"


def _whole(marks: HoldingMarks, words: Words) -> JSON:
    """All cells, not seen: each says what it holds and leads to the page of its indicator."""
    clear, href = template.clear(), _href(marks)
    said = words.t("charts.holdings.at", indicator="%{y}", area="%{x}", text="%{text}")
    return {
        **_axes(marks),
        "meta": {"role": "whole", "href": href},
        "z": np.zeros((len(marks.lines), len(marks.view.columns))),
        "colorscale": [[0, clear], [1, clear]],
        "text": [[tooltip(mark.spoken) for mark in line] for line in marks.lines],
        "customdata": [
            [mark.indicator_id] * len(line) for line in marks.lines for mark in line[:1]
        ],
        "hovertemplate": f"{said}<extra></extra>",
    }


def _href(marks: HoldingMarks) -> str:
    """The page of an indicator, as a template of plotly."""
    return marks.view.ctx.link_to("indicator", "INDICATOR").replace("INDICATOR", "%{customdata}")


def _axes(marks: HoldingMarks) -> JSON:
    """What all maps share. A wide figure begins at its start where no axis is the first."""
    return {
        "type": "heatmap",
        "x": [tooltip(mark.area) for mark in marks.lines[0]],
        "y": [tooltip(line[0].indicator) for line in marks.lines],
        "xaxis": "x2",
        "yaxis": "y2",
        "showscale": False,
        "zmin": 0,
        "zmax": 1,
    }


def sentence(marks: HoldingMarks, words: Words) -> str:
    """What the board shows, counted over all of its cells."""
    view = marks.view
    return view.ctx.plural(
        f"charts.holdings.summary.{view.shows}",
        len(view.countries),
        area=view.area,
        indicators=len(view.indicators),
        **_numbers(marks, words),
    )


def _numbers(marks: HoldingMarks, words: Words) -> dict[str, str]:
    """The numbers of the sentence: shares that add up to 100; of one country counts."""
    counts = marks.counts
    if marks.view.shows == THERE and len(marks.view.countries) > 1:
        shares = dict(whole_shares({name: counts[name] for name in STATES}, STATES))
        return {name: percent(str(shares.get(name, 0)), words.lang) for name in STATES}
    return {name: number(count, words.lang) for name, count in counts.items()}


def legend(marks: HoldingMarks, look: Look, words: Words) -> list[Item]:
    """The classes that occur; of regions all that have numbers are filled alike."""
    seen, single = {mark.level for mark in marks.each}, marks.view.single
    return [
        Item(
            own.sign if single or level in MISSING else "block",
            words.t(f"holdings.level.{level}"),
            _ink(level, look) if level in UNFILLED else _colour(level, single, look),
        )
        for level, own in LEVELS.items()
        if level in seen
    ]


def _ink(level: str, look: Look) -> str:
    """Of signs of what is missing, on the ground of the card."""
    return str(template.colours(look)["thread_text" if level == "published" else "soft"])


def table(marks: HoldingMarks, words: Words) -> Table:
    """An indicator a row and a region a column; of countries an indicator and country a row."""
    head = words.t("charts.holdings.indicator")
    if not marks.view.single:
        places = [f"{column.area.text('short', words.lang)} ({len(column.codes)})"
                  for column in marks.view.columns]  # fmt: skip
        return [head, *places], [
            [line[0].indicator, *(m.short for m in line)] for line in marks.lines
        ]
    names = [words.t(f"charts.holdings.{name}") for name in ("country", "latest", "told")]
    rows = [
        [m.indicator, m.area, NONE if m.role == "missing" else m.short, m.spoken]
        for m in marks.each
    ]
    return [head, *names], rows


CHART = Chart(
    id="holdings",
    pages=("coverage",),
    order=1,
    takes=Takes(
        indicators=0, opens=1, forms=("absolute",), axes=("linear",),
        options=("topic", "shows", "by"),
    ),
    marks=marks,
    figure=figure,
    sentence=sentence,
    legend=legend,
    table=table,
    traces=("heatmap",),
)  # fmt: skip
