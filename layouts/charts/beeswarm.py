"""Every country twice, then and now: two hills of dots with every move drawn between them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import plotly.graph_objects as go

from data.progress.rules import CONSULTED
from layouts.charts import hills, looks, notes, scales, steps, tables, template
from layouts.charts.asked import Asked, asked_of, at_year, base_held
from layouts.charts.moves import judged, medians, moves, named, told_since, way_of
from layouts.charts.record import JSON, Chart, Frames, Item, Look, Mark, Marks, Takes
from layouts.charts.refusals import Refusal, why_not
from layouts.charts.rows import rows_of
from layouts.request.context import Context
from layouts.series.counted import places
from layouts.series.series import indicator_of
from layouts.words.values import Words

TAKES = Takes(
    years="two",
    since=CONSULTED,
    everyone=True,
    forms=("absolute", "capita"),
    options=("form", "xaxis", "baseyear"),
    draws=("estimates", "doubts"),
)
LEFT, RIGHT, TOP, BOTTOM = 54, 18, 26, 26  # margins
HEAP_SHARE = 0.2  # of the range, in which half of the values make a heap


def marks(ctx: Context) -> Marks:
    """Two rows per place with a value in both years, then the median of the countries in each."""
    return _marks(_scaled(asked_of(ctx, TAKES)))


def _marks(asked: Asked) -> Marks:
    """The same of choices; one row per place in the first year, where the later years start."""
    if asked.base == asked.year and not base_held(asked.ctx, TAKES):
        return Marks((), asked)
    chosen = set(asked.places.marked)
    rows = rows_of(
        asked,
        lambda code: "value" if code in chosen or not chosen else "context",
        (asked.base, asked.year),
    )
    found: dict[str, list[Mark]] = {}
    for mark in rows:
        found.setdefault(mark.area_code, []).append(mark)
    if asked.base == asked.year:
        each = [mark for own in found.values() for mark in own]
    else:
        both = [sorted(own, key=lambda mark: mark.year) for own in found.values() if len(own) > 1]
        each = [mark for start, end in both for mark in (start, told_since(asked, start, end))]
    return Marks((*each, *medians(asked, each)), asked)


def _scaled(asked: Asked) -> Asked:
    """The axis: logarithmic where asked for, or by itself where most would else stand in a heap."""
    wanted, main = asked.ctx.state.option("xaxis"), asked.main
    verdict = why_not(main.of, "log", main.cells, asked.places.codes)
    refused = wanted == "log" and not verdict.allowed
    refusals = (Refusal("log", verdict.reason, verdict.instead),) if refused else ()
    return replace(
        asked,
        log=verdict.allowed and (wanted == "log" or (wanted == "auto" and _heaped(asked))),
        refusals=(*(r for r in asked.refusals if r.name != "log"), *refusals),
    )


def _heaped(asked: Asked) -> bool:
    """Whether half of the values of the last year stand in the lowest fifth of their range.

    Not of the year drawn: one axis holds for all that the handle passes.
    """
    block = asked.main.block
    row = block.at(asked.years[-1] if asked.years else asked.year)
    values = block.drawn[row][~np.isnan(block.drawn[row])] if row is not None else np.array([])
    if not len(values):
        return False
    low, high = float(values.min()), float(values.max())
    return float(np.median(values)) < low + (high - low) * HEAP_SHARE


def figure(marks: Marks, look: Look) -> go.Figure:
    """The earlier hill grows up, the later one down; moves run through the room between."""
    asked, bounds = marks.view, bounds_of(marks)
    on = hills.stage(marks, look, bounds)
    (own, names), (middle, medians) = hills.told(on), hills.middle(on)
    high = on.edge + hills.room(len(on.heights))
    ends = (-high, high)
    layout = {
        "height": round(2 * high) + TOP + BOTTOM,
        "xaxis": scales.value_axis(bounds, asked.log, look, 4 if look.narrow else 8) | scales.CLEAR,
        "yaxis": {"range": ends, "visible": False},
        "margin": {"l": LEFT, "r": RIGHT, "t": TOP, "b": BOTTOM},
        "shapes": [_base_line(y, on.tone["grid"]) for y in (on.edge, -on.edge)],
        "annotations": [
            _year(asked.base, on.edge, "bottom", on.tone["ink"]),
            _year(asked.year, -on.edge, "top", on.tone["ink"]),
            *_direction(asked, look),
            *names,
            *medians,
        ],
    }
    return template.figure([*hills.flows(on), *hills.dots(on), *own, *middle], layout, look)


def bounds_of(marks: Marks) -> scales.Range:
    """The range of the value axis: all that the years from the first on draw, so that it stays."""
    asked = marks.view
    block = asked.main.block
    drawn = block.drawn[block.years >= asked.base]
    held = drawn[~np.isnan(drawn) & ((drawn > 0) | (not asked.log))]
    return scales.span(held.tolist(), asked.log, False)


def _base_line(y: float, colour: str) -> JSON:
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": y,
        "y1": y,
        "line": {"color": colour, "width": 1},
        "layer": "below",
    }


def _year(year: int, y: float, anchor: str, ink: str) -> JSON:
    """A year beside the line that its hill stands on."""
    return {
        "xref": "paper",
        "x": 0,
        "xanchor": "right",
        "xshift": -10,
        "y": y,
        "yanchor": anchor,
        "showarrow": False,
        "text": f"<b>{year}</b>",
        "font": {"size": 16, "color": ink},
    }


def _direction(asked: Asked, look: Look) -> list[JSON]:
    """Where better is, over the plot, in words and as an arrow."""
    tone = template.colours(look)
    if not judged(asked):
        return []
    way = indicator_of(asked.ctx, asked.indicator_id).direction
    text = Words(look.lang).t(f"charts.beeswarm.better.{way}")
    side = {"up": 1, "down": 0, "parity": 0.5}[way]
    return [
        {
            "xref": "paper",
            "x": side,
            "xanchor": ("left", "center", "right")[round(side * 2)],
            "yref": "paper",
            "y": 1,
            "yanchor": "bottom",
            "yshift": 8,
            "showarrow": False,
            "text": f"<b>{text}</b>",
            "font": {"color": tone["series"][0]},
        }
    ]


def sentence(marks: Marks, words: Words) -> str:
    """How many moved which way, the medians, moves by name, and who has no pair of values."""
    return notes.sentence(marks, words, _told(marks, words))


def _told(marks: Marks, words: Words) -> list[str]:
    asked, years = marks.view, {"base": marks.view.base, "year": marks.view.year}
    every, unit = moves(marks.each), asked.main.told.unit
    if asked.base == asked.year:
        return _start(marks, words, [move[0].area_code for move in every])
    if not every:
        return [words.t("js.compare.sum.nothing", year=f"{asked.base}, {asked.year}")]
    pairs = [m for m in every if m[0].leads and m[1].leads]
    led = [way_of(asked, *m) for m in pairs]
    there = places(asked.ctx.reference.areas, [m[0].area_code for m in pairs], words.lang)
    counts = {way: led.count(way) for way in (*hills.WAYS, "same")}
    key = "judged" if judged(asked) else "told"
    told = [
        words.t(f"charts.beeswarm.{key}", places=there, **years, **counts),
        _wanted(asked, words),
    ]
    if middle := marks.of("median"):
        ends = [words.value(mark.drawn, unit) for mark in middle]
        told.append(words.t("charts.beeswarm.median", **{"from": ends[0], "to": ends[1]}))
    if not asked.places.marked and led:
        told.append(words.t(f"charts.beeswarm.{'most_times' if asked.log else 'most'}"))
    for move in named(marks)[: notes.SAID]:
        ends = [words.value(mark.drawn, unit) for mark in move]
        told.append(
            words.t("js.compare.sum.pair", area=move[0].area, **{"from": ends[0], "to": ends[1]})
        )
    if lost := len(asked.places.codes) - len(every):
        told.append(
            words.t(
                "js.compare.sum.missing",
                years=words.either([str(asked.base), str(asked.year)]),
                count=lost,
            )
        )
    return told


def _start(marks: Marks, words: Words, codes: list[str]) -> list[str]:
    """The first year alone: where everyone stood, and that they will move."""
    asked = marks.view
    if not codes:
        return [words.t("js.compare.sum.one_year", year=asked.year)]
    there = places(asked.ctx.reference.areas, codes, words.lang)
    told = [words.t("charts.beeswarm.start", places=there, year=asked.base), _wanted(asked, words)]
    for mark in marks.of("median"):
        value = words.value(mark.drawn, asked.main.told.unit)
        told.append(words.t("charts.beeswarm.median_start", value=value))
    return told


def _wanted(asked: Asked, words: Words) -> str:
    way = indicator_of(asked.ctx, asked.indicator_id).direction if judged(asked) else "none"
    return words.t(f"charts.beeswarm.wanted.{way}")


def legend(marks: Marks, look: Look, words: Words) -> list[Item]:
    """What the colours of moves mean, the median, and kinds of values."""
    asked, tone = marks.view, template.colours(look)
    found = {way_of(asked, *move) for move in moves(marks.each)}
    items = [
        Item("solid", words.t(f"charts.move.{way}"), hills.colour(way, tone))
        for way in (*hills.WAYS, "same")
        if way in found
    ]
    kinds = (looks.least_sure(mark.kind, "plain") for mark in marks.each)
    return [*items, *looks.legend(kinds, "mark", words)]


def table(marks: Marks, words: Words) -> tables.Table:
    """A row per place, in the order drawn, with the value of both years."""
    years = dict.fromkeys((marks.view.base, marks.view.year))
    return tables.by_place(marks, tuple(years), words)


def frames(marks: Marks, look: Look) -> Frames:
    """Every later year, from the same first one and on the same axis."""
    return steps.frames(CHART, marks, look, lambda year: _marks(at_year(marks.view, year)))


CHART = Chart(
    id="beeswarm",
    pages=("compare", "theme"),
    order=10,
    takes=TAKES,
    marks=marks,
    figure=figure,
    sentence=sentence,
    legend=legend,
    table=table,
    frames=frames,
)
