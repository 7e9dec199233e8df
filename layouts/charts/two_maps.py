"""Two maps in one scale of classes: two years of an indicator, or two indicators of a year."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from data.progress.rules import CONSULTED
from layouts import tokens
from layouts.charts import looks, notes, palettes, scales, tables, template, world_map
from layouts.charts.asked import Asked, Part, asked_of
from layouts.charts.breaks import Scheme, scheme_of
from layouts.charts.over_years import tooltip
from layouts.charts.record import JSON, Chart, Item, Look, Mark, Marks, Takes
from layouts.charts.rows import rows_of
from layouts.charts.tables import NONE
from layouts.request.context import Context
from layouts.series.classes import BINARY, ZERO
from layouts.series.counted import places
from layouts.series.series import indicator_of
from layouts.tokens import ramp
from layouts.words.values import Words

TAKES = Takes(
    indicators=2,
    years="two",
    since=CONSULTED,
    everyone=True,
    forms=("absolute",),
    axes=("linear",),
    options=("baseyear", "beside"),
    draws=("doubts",),
)
SEQUENTIAL, DIVERGING = "teal", "brown-blue"  # as the map page opens
HEIGHT = {False: 330, True: 450}
TITLE_CHARS = {False: 52, True: 36}
LATITUDES = (-56, 84)
TITLE_SHARE = 0.09  # of the height, above each map
DOT_PX = 6  # of a country without a shape
SIGNED = ("doubt", "part", "forecast")  # kinds that have a sign of their own on the map


def marks(ctx: Context) -> Marks:
    """One row per country and map in which it has a value."""
    asked = asked_of(ctx, TAKES)
    years = (asked.year,) if asked.second else (asked.base, asked.year)
    chosen = set(asked.places.marked)
    rows = rows_of(
        asked, lambda code: "value" if code in chosen or not chosen else "context", years
    )
    areas = ctx.reference.areas
    return Marks(
        tuple(m for m in rows if ":" not in m.area_code and areas[m.area_code].lat is not None),
        asked,
    )


def maps(marks: Marks) -> list[list[Mark]]:
    """The marks of the left and of the right map."""
    asked = marks.view
    if asked.second:
        return [[m for m in marks.each if m.series == name] for name in ("main", "second")]
    return [[m for m in marks.each if m.year == year] for year in (asked.base, asked.year)]


def scheme(asked: Asked) -> Scheme:
    """Classes of all countries and years of what is drawn, so that a colour means one thing."""
    values = np.concatenate([_countries(part) for part in asked.parts])
    return scheme_of(values, indicator_of(asked.ctx, asked.indicator_id).kind)


def _countries(part: Part) -> np.ndarray:
    matrix = part.cells.matrix
    held = [i for i, code in enumerate(matrix.areas) if ":" not in code]
    led = np.where(part.cells.led, matrix.values, np.nan)
    return led[:, held].ravel()


def class_of(found: Scheme, value: float) -> int:
    """Number of the class of a value; 0 is zero where that stands apart."""
    if found.zero and value == 0:
        return 0
    return found.class_of(value) + found.zero


def colours(found: Scheme, dark: bool) -> list[str]:
    """A colour for each class, that of zero first where it stands apart."""
    if found.kind == "binary":
        return list(ramp(BINARY, dark))
    diverging = found.kind == "diverging"
    tones = ramp(DIVERGING if diverging else SEQUENTIAL, dark)
    mixed = palettes.mixed(tones, len(found.uppers))
    return [tokens.colours(dark)[ZERO], *mixed] if found.zero else mixed


def figure(marks: Marks, look: Look) -> go.Figure:
    """The maps side by side, or one above the other where it is narrow, each with its title."""
    found, tone = scheme(marks.view), template.colours(look)
    dark = look.dark and not look.printed
    scale = colours(found, dark)
    both = maps(marks)
    names = ("geo", "geo2")
    traces = [
        t
        for geo, own in zip(names, both, strict=True)
        for t in _map(own, geo, found, scale, marks, look)
    ]
    layout: JSON = {
        "height": HEIGHT[look.narrow],
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "dragmode": False,
        "annotations": [_title(text, i, look) for i, text in enumerate(titles(marks.view))],
    }
    for i, geo in enumerate(names):
        layout[geo] = {
            "domain": _domain(i, look),
            "projection": {"type": "equal earth"},
            "resolution": 110,
            "lataxis": {"range": LATITUDES},
            "showframe": False,
            "showcoastlines": False,
            "showland": True,
            "landcolor": tone["land"],
            "showcountries": False,
            "bgcolor": tone["clear"],
        }
    return template.figure(traces, layout, look)


def titles(asked: Asked) -> list[str]:
    """What each map shows: its year, or its indicator."""
    if asked.second:
        return [asked.main.told.label, asked.second.told.label]
    return [str(asked.base), str(asked.year)]


def _domain(i: int, look: Look) -> JSON:
    if look.narrow:
        start = 0.5 * (1 - i)
        return {"x": (0, 1), "y": (start, start + 0.5 - TITLE_SHARE / 2)}
    return {"x": (0.505 * i, 0.495 + 0.505 * i), "y": (0, 1 - TITLE_SHARE)}


def _title(text: str, i: int, look: Look) -> JSON:
    return {
        "xref": "paper",
        "yref": "paper",
        "x": 0 if look.narrow else 0.505 * i,
        "y": 1 - 0.5 * i if look.narrow else 1,
        "xanchor": "left",
        "yanchor": "top",
        "showarrow": False,
        "text": f"<b>{tooltip(scales.short(text, TITLE_CHARS[look.narrow]))}</b>",
        "font": {"size": 16, "color": template.colours(look)["ink"]},
    }


def _map(
    own: list[Mark], geo: str, found: Scheme, scale: list[str], marks: Marks, look: Look
) -> list[JSON]:
    """Countries as shapes or dots in the colours of their classes; signs on what is not sure."""
    areas, tone = marks.view.ctx.reference.areas, template.colours(look)
    shapes = [m for m in own if areas[m.area_code].shape == "polygon"]
    dots = [m for m in own if areas[m.area_code].shape != "polygon"]
    unsure = [m for m in own if m.kind in SIGNED]
    edge = {"width": 0.5, "color": tone["paper"]}
    shaped = {
        "type": "choropleth",
        "geo": geo,
        "meta": {"role": "value"},
        "locations": [m.area_code for m in shapes],
        "z": [class_of(found, m.drawn) for m in shapes],
        "zmin": -0.5,
        "zmax": len(scale) - 0.5,
        "colorscale": world_map.colour_scale(tuple(scale)),
        "showscale": False,
        "marker": {"line": edge},
        **_texts(shapes),
    }
    dotted = _points(dots, geo, marks) | {
        "meta": {"role": "value"},
        "marker": {
            "size": DOT_PX,
            "color": [scale[class_of(found, m.drawn)] for m in dots],
            "line": {"width": 0.8, "color": tone["soft"]},
        },
        **_texts(dots),
    }
    signs = _points(unsure, geo, marks) | {
        "meta": {"role": "sign"},
        "hoverinfo": "skip",
        "marker": {
            "size": DOT_PX + 1,
            "color": tone["ink"],
            "symbol": [looks.symbol("circle", m.kind) for m in unsure],
        },
    }
    return [shaped, dotted, signs]


def _texts(own: list[Mark]) -> JSON:
    return {"text": [tooltip(m.spoken) for m in own], "hovertemplate": "%{text}<extra></extra>"}


def _points(own: list[Mark], geo: str, marks: Marks) -> JSON:
    areas = marks.view.ctx.reference.areas
    return {
        "type": "scattergeo",
        "geo": geo,
        "mode": "markers",
        "lon": np.array([areas[m.area_code].lon for m in own]),
        "lat": np.array([areas[m.area_code].lat for m in own]),
        "customdata": [m.area_code for m in own],
    }


def sentence(marks: Marks, words: Words) -> str:
    """How many changed their class between the maps, those of chosen places, and the classes."""
    found = scheme(marks.view)
    equal = found.kind != "binary" and not found.single
    also = [words.t("charts.two_maps.classes")] if equal else []
    return notes.sentence(marks, words, _told(marks, words), also)


def _told(marks: Marks, words: Words) -> list[str]:
    asked = marks.view
    if not asked.second and asked.base == asked.year:
        return [words.t("js.compare.sum.one_year", year=asked.year)]
    first, second = ({m.area_code: m for m in own} for own in maps(marks))
    both = [(first[code], second[code]) for code in first if code in second]
    if not both:
        return [words.t("js.compare.sum.nothing", year=asked.year)]
    found = scheme(asked)
    led = [pair for pair in both if all(mark.leads for mark in pair)]
    steps = [class_of(found, b.drawn) - class_of(found, a.drawn) for a, b in led]
    counts = {"up": sum(s > 0 for s in steps), "down": sum(s < 0 for s in steps)}
    there = places(asked.ctx.reference.areas, [one.area_code for one, _ in led], words.lang)
    told = [
        words.t(
            f"charts.two_maps.{'pair' if asked.second else 'classes_moved'}",
            **{**counts, "places": there, "same": len(led) - sum(counts.values())},
            **{"base": asked.base, "year": asked.year},
        )
    ]
    chosen = [pair for pair in both if pair[0].area_code in asked.places.marked]
    for one, other in chosen[: notes.SAID]:
        ends = [words.value(m.drawn, asked.main.told.unit) for m in (one, other)]
        told.append(words.t("charts.two_maps.chosen", area=one.area, left=ends[0], right=ends[1]))
    return told


def legend(marks: Marks, look: Look, words: Words) -> list[Item]:
    """The classes, and the signs on what is not sure."""
    found = scheme(marks.view)
    scale = colours(found, look.dark and not look.printed)
    texts = [_class(found, k, words) for k in range(len(found.uppers))]
    named = ["0", *texts] if found.zero else texts
    items = [Item("block", text, tone) for text, tone in zip(named, scale, strict=True)]
    kinds = (m.kind for m in marks.each if m.kind in SIGNED)
    return [*items, *looks.legend(kinds, "mark", words)]


def _class(found: Scheme, k: int, words: Words) -> str:
    if found.kind == "binary":
        return words.t("progress.yes" if k else "progress.no")
    low, high = found.bounds(k)
    if found.single:
        return words.compact(high)
    return f"{words.compact(low)} \u2013 {words.compact(high)}"


def table(marks: Marks, words: Words) -> tables.Table:
    """A row per place, a column per map."""
    asked = marks.view
    rows: dict[str, list[str]] = {}
    parts = {part.name: part for part in asked.parts}
    for i, own in enumerate(maps(marks)):
        for mark in own:
            row = rows.setdefault(mark.area_code, [mark.area, NONE, NONE])
            row[i + 1] = tables.cell(mark, parts[mark.series], words)
    return [words.t("js.table.area"), *titles(asked)], list(rows.values())


CHART = Chart(
    id="two_maps",
    pages=("compare",),
    order=13,
    takes=TAKES,
    marks=marks,
    figure=figure,
    sentence=sentence,
    legend=legend,
    table=table,
    traces=("choropleth", "scattergeo"),
)
