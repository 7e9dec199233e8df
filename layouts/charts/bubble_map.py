"""Amounts of one year as circles on the map, the area of each in proportion to its value."""

from __future__ import annotations

from math import floor, log10, sqrt

import numpy as np
import plotly.graph_objects as go

from layouts.charts import looks, notes, tables, template
from layouts.charts.asked import asked_of
from layouts.charts.over_years import tooltip
from layouts.charts.record import JSON, Chart, Item, Look, Mark, Marks, Takes
from layouts.charts.rows import rows_of
from layouts.request.context import Context
from layouts.series.counted import places
from layouts.words.values import Words

TAKES = Takes(
    years="one",
    everyone=True,
    forms=("absolute",),
    axes=("linear",),
    draws=("estimates", "doubts"),
    needs="circles",
    instead="line",
)
LARGEST_PX = {False: 78.0, True: 40.0}  # diameter of the highest value, by narrowness
SMALLEST_PX = 2.5  # of a value that is seen at all
HEIGHT = {False: 510, True: 250}
LATITUDES = (-56, 84)
NAMES = 6  # of the largest circles where no place is chosen
NAMED_PX = 26.0  # of a circle that is large enough for a name
LARGEST_SAID = 3
OPACITY = 0.62
KEY_PX, KEY_UP_PX = 46.0, 14.0  # middle of the key from the left, its foot from below
KEY_SHARES = {False: (1.0, 0.25, 0.05), True: (1.0, 0.1)}  # of the highest value, in the key
LETTER = {False: (2.7, 5.5), True: (7.5, 15.0)}  # of a name: degrees across, and upright


def marks(ctx: Context) -> Marks:
    """One row per country with a value in the year, the highest first."""
    asked = asked_of(ctx, TAKES)
    chosen = set(asked.places.marked)
    rows = rows_of(
        asked,
        lambda code: "value" if code in chosen or not chosen else "context",
        (asked.year,),
    )
    areas = ctx.reference.areas
    held = [m for m in rows if ":" not in m.area_code and areas[m.area_code].lat is not None]
    return Marks(tuple(sorted(held, key=lambda m: (-m.drawn, m.area_code))), asked)


def diameter(value: float, highest: float, look: Look) -> float:
    """Of the circle of a value in pixels: its area is in proportion. 0 for no amount."""
    if value <= 0:
        return 0.0
    return max(SMALLEST_PX, LARGEST_PX[look.narrow] * sqrt(value / highest))


def figure(marks: Marks, look: Look) -> go.Figure:
    """Circles over plain land, the largest behind; names in the largest, and a key of sizes."""
    tone, highest = template.colours(look), highest_of(marks)
    key = _key(highest, look)
    layout = {
        "height": HEIGHT[look.narrow],
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "geo": {
            "projection": {"type": "equal earth"},
            "resolution": 110,
            "lataxis": {"range": LATITUDES},
            "showframe": False,
            "showcoastlines": False,
            "showland": True,
            "landcolor": tone["land"],
            "showcountries": True,
            "countrycolor": tone["paper"],
            "countrywidth": 0.6,
            "bgcolor": tone["clear"],
        },
        "dragmode": False,
        "shapes": [_ring(size, tone) for _, size in key],
        "annotations": [_ring_name(value, size, look) for value, size in key],
    }
    return template.figure([_circles(marks, look), _names(marks, look)], layout, look)


def highest_of(marks: Marks) -> float:
    """The value of the largest circle."""
    return max((mark.drawn for mark in marks.each), default=0.0) or 1.0


def _circles(marks: Marks, look: Look) -> JSON:
    areas, tone, highest = marks.view.ctx.reference.areas, template.colours(look), highest_of(marks)
    kinds = [looks.least_sure(mark.kind, "plain") for mark in marks.each]
    colours = [
        tone["soft"] if mark.role == "context" or mark.drawn <= 0 else tone["series"][0]
        for mark in marks.each
    ]
    return {
        "type": "scattergeo",
        "mode": "markers",
        "meta": {"role": "value"},
        "lon": np.array([areas[mark.area_code].lon for mark in marks.each]),
        "lat": np.array([areas[mark.area_code].lat for mark in marks.each]),
        "customdata": [mark.area_code for mark in marks.each],
        "text": [tooltip(mark.spoken) for mark in marks.each],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {
            "size": [diameter(m.drawn, highest, look) or SMALLEST_PX for m in marks.each],
            "sizemode": "diameter",
            "color": colours,
            "opacity": OPACITY,
            "symbol": [looks.symbol("circle", kind) for kind in kinds],
            "line": {
                "color": [
                    tone["paper"] if k == "plain" else c
                    for c, k in zip(colours, kinds, strict=True)
                ],
                "width": [0.8 if kind == "plain" else 1.5 for kind in kinds],
            },
        },
    }


def _names(marks: Marks, look: Look) -> JSON:
    """Names of the chosen places, or in the largest circles, where they keep clear of others."""
    areas, tone, highest = marks.view.ctx.reference.areas, template.colours(look), highest_of(marks)
    chosen = set(marks.view.places.marked)
    own: list[Mark] = []
    for mark in marks.each:
        large = not chosen and diameter(mark.drawn, highest, look) >= NAMED_PX
        wanted = mark.area_code in chosen or large
        if wanted and len(own) < NAMES and all(_clear(mark, other, marks, look) for other in own):
            own.append(mark)
    return {
        "type": "scattergeo",
        "mode": "text",
        "meta": {"role": "name"},
        "hoverinfo": "skip",
        "lon": np.array([areas[mark.area_code].lon for mark in own]),
        "lat": np.array([areas[mark.area_code].lat for mark in own]),
        "customdata": [f"<b>{tooltip(mark.area)}</b>" for mark in own],
        "texttemplate": "%{customdata}",
        "textposition": "middle center",
        "textfont": {"size": template.size("small"), "color": tone["ink"]},
    }


def _clear(one: Mark, other: Mark, marks: Marks, look: Look) -> bool:
    """Whether two names do not run into each other."""
    areas, (wide, high) = marks.view.ctx.reference.areas, LETTER[look.narrow]
    a, b = areas[one.area_code], areas[other.area_code]
    reach = (len(one.area) + len(other.area)) / 2 * wide
    return abs((a.lon or 0) - (b.lon or 0)) > reach or abs((a.lat or 0) - (b.lat or 0)) > high


def _key(highest: float, look: Look) -> list[tuple[float, float]]:
    """Round values and the size of their circles, the largest first."""
    values = dict.fromkeys(_round(highest * share) for share in KEY_SHARES[look.narrow])
    return [(value, diameter(value, highest, look)) for value in values]


def _round(value: float) -> float:
    """The largest of 1, 2 and 5 times a power of ten that a value holds."""
    power = 10.0 ** floor(log10(value))
    return float(f"{max(m for m in (1, 2, 5) if m * power <= value * (1 + 1e-9)) * power:.1g}")


def _ring(size: float, tone: JSON) -> JSON:
    """A circle of the key; all stand on one line."""
    return {
        "type": "circle",
        "xref": "paper",
        "yref": "paper",
        "xsizemode": "pixel",
        "ysizemode": "pixel",
        "xanchor": 0,
        "yanchor": 0,
        "x0": KEY_PX - size / 2,
        "x1": KEY_PX + size / 2,
        "y0": KEY_UP_PX,
        "y1": KEY_UP_PX + size,
        "line": {"color": tone["soft"], "width": 1},
    }


def _ring_name(value: float, size: float, look: Look) -> JSON:
    tone = template.colours(look)
    return {
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 0,
        "xanchor": "left",
        "yanchor": "middle",
        "xshift": KEY_PX + LARGEST_PX[look.narrow] / 2 + 6,
        "yshift": KEY_UP_PX + size,
        "showarrow": False,
        "text": Words(look.lang).compact(value),
        "font": {"size": 11, "color": tone["soft"]},
    }


def sentence(marks: Marks, words: Words) -> str:
    """How many have a value, whose are the largest, those of chosen places, and who has none."""
    return notes.sentence(marks, words, _told(marks, words))


def _told(marks: Marks, words: Words) -> list[str]:
    asked, unit = marks.view, marks.view.main.told.unit
    if not marks.each:
        return [words.t("js.compare.sum.nothing", year=asked.year)]

    def named(mark: Mark) -> str:
        return f"{mark.area} ({words.value(mark.drawn, unit)})"

    led = [mark for mark in marks.each if mark.leads and mark.drawn > 0]
    codes = [mark.area_code for mark in marks.each]
    there = places(asked.ctx.reference.areas, codes, words.lang)
    told = [words.t("charts.bubble_map.count", year=asked.year, places=there)]
    if led:
        largest = words.list([named(mark) for mark in led[:LARGEST_SAID]])
        told.append(words.t("charts.bubble_map.largest", areas=largest))
    chosen = [mark for mark in marks.each if mark.area_code in asked.places.marked]
    if chosen:
        areas = words.first([named(mark) for mark in chosen], notes.SAID)
        told.append(words.t("charts.bubble_map.chosen", areas=areas))
    if zero := sum(mark.drawn == 0 for mark in marks.each):
        told.append(words.t("charts.bubble_map.zero", count=zero))
    countries = [code for code in asked.places.codes if ":" not in code]
    if lost := len(countries) - len(marks.each):
        told.append(words.t("js.compare.sum.missing", years=asked.year, count=lost))
    return told


def legend(marks: Marks, look: Look, words: Words) -> list[Item]:
    """The chosen among others, and kinds of values."""
    tone, items = template.colours(look), []
    if marks.of("context"):
        items.append(Item("square", words.t("js.compare.legend.chosen"), tone["series"][0]))
        items.append(Item("square", words.t("js.compare.legend.country"), tone["soft"]))
    kinds = (looks.least_sure(mark.kind, "plain") for mark in marks.each)
    return [*items, *looks.legend(kinds, "mark", words)]


def table(marks: Marks, words: Words) -> tables.Table:
    """A row per country, the highest first."""
    return tables.by_place(marks, (marks.view.year,), words)


CHART = Chart(
    id="bubble_map",
    pages=("compare",),
    order=12,
    takes=TAKES,
    marks=marks,
    figure=figure,
    sentence=sentence,
    legend=legend,
    table=table,
    traces=("scattergeo",),
)
