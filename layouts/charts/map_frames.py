"""What the map's painter takes: all years at once, so that stepping and playing ask for nothing.

Two texts a map, each with one letter for every place and year, place after place, so that runs of
years compress well. Whoever reads them needs no rule:

- `cells`: `0` and on, the class; `@` and on, a kind of nothing in the order of match.NOTHING; 32
  further where the value is drawn apart, 64 further where one with a class is estimated.
- `rows`: the row of the value shown, or of the last one before where none is: a blank where it is
  that of the year itself or where there is none, else `#` for the first row of the series and on.

What is said of a place is asked for by year (map_words.of_places): the words of 250 places in 70
years would take twenty times as many bytes as these.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from data.quality import WAITING
from layouts.charts import template
from layouts.charts.map_rows import MapMarks
from layouts.charts.map_view import MapView
from layouts.charts.map_words import levels, sentence, subtitle, title, years_in_use
from layouts.charts.match import NOTHING, NOWHERE
from layouts.charts.record import JSON
from layouts.charts.world_map import frame
from layouts.series.counted import Counted
from layouts.series.leading import doubted_lead
from layouts.words.values import Words

CLASS, KIND, BLANK, ROW = ord("0"), ord("@"), ord(" "), ord("#")
DOUBTED, ESTIMATED = 32, 64  # further on
TOLD = ("id", "title", "unit", "kind", "caveat", "breakdown")  # of the header of a series


def painted(marks: MapMarks, words: Words) -> JSON:
    """Classes, places and words of every year with values, and what holds for all of them."""
    view = marks.view
    ctx, series = view.ctx, view.series
    years = [year - view.first for year in view.years]
    told = levels(view, words)
    return {
        "series": {name: view.head[name] for name in TOLD} | _series(view, words),
        "source": view.source(),
        "year": series.matrix.opening_year(),
        "years": view.years,
        "first": view.first,
        "codes": view.codes,
        "kinds": NOTHING,
        "inside": view.inside if len(view.inside) < len(view.codes) else None,
        "cells": _text(_cells(view)[years]),
        "rows": _text(_rows(view)[years]),
        "texts": [_year(MapMarks(view, year), words, told) for year in view.years],
        "levels": [{"level": level, "text": text} for level, text in told],
        "colours": [view.colours(dark) for dark in (False, True)],
        "inks": [[template.ink_on(c) for c in view.colours(dark)] for dark in (False, True)],
        "geo": frame(view.region, ctx.state.option("projection")),
        "limits_wrong": view.limits_wrong,
        "doubts": _doubts(view, words),
    }


def _series(view: MapView, words: Words) -> JSON:
    """What stands beside the title of the series, with a tone, and above its legend."""
    measures, kind = view.head["measures"], words.t(f"kind.{view.head['kind']}")
    plain = dict.fromkeys((view.head["unit"], kind))
    key = "map.legend.classes" if view.ctx.state.page == "map" else "legend.title"
    return {
        "badges": [(measures, words.t(f"measures.{measures}")), *(("", text) for text in plain)],
        "legend": words.t(key, unit=view.head["unit"]),
    }


def _text(letters: npt.NDArray[np.int16]) -> str:
    """Letters of years x places, place after place."""
    return "".join(map(chr, letters.T.ravel().tolist()))


def _cells(view: MapView) -> npt.NDArray[np.int16]:
    levels = view.levels.astype(np.int16)
    letters = np.where(levels >= 0, CLASS + levels, KIND - 1 - levels)
    estimated = np.where(view.estimated & (levels >= 0), ESTIMATED, 0)
    return letters + np.where(view.apart, DOUBTED, estimated).astype(np.int16)


def _rows(view: MapView) -> npt.NDArray[np.int16]:
    found = view.found
    row = np.where(found.shown == NOWHERE, found.older, found.shown)
    own = np.arange(len(row), dtype=np.int16)[:, None]
    return np.where((row == own) | (row == NOWHERE), BLANK, ROW + row)


def _year(marks: MapMarks, words: Words, told: list[tuple[int, str]]) -> JSON:
    """The words of one year; countries and territories that each row of the legend stands for."""
    return {
        "title": title(marks.view, marks.year, words),
        "subtitle": subtitle(marks.view, marks.year, words),
        "summary": sentence(marks, words),
        "counts": [marks.of_level(level).short for level, _ in told],
        "doubt": Counted(0, 0).short if marks.view.empty else marks.among(marks.apart).short,
        "estimate": marks.among(marks.estimated).short,
        "years": years_in_use(marks, words),
    }


def _doubts(view: MapView, words: Words) -> JSON:
    """How many values are doubted, whether a reader may let them lead, and where it is told why."""
    ctx, matrix = view.ctx, view.series.matrix
    at = {code: i for i, code in enumerate(matrix.areas)}
    cells = [(year - view.first, at[code]) for code, year in view.reasons]
    apart = [cell for cell in cells if not np.isnan(matrix.values[cell]) and not matrix.leads[cell]]
    offered = any(chr(matrix.status[cell]) not in WAITING for cell in apart)
    key = "js.doubts.which_one" if len(apart) == 1 else "js.doubts.which"
    return {
        "count": len(apart),
        "offered": offered,
        "on": doubted_lead(ctx),
        "text": words.t(key, count=len(apart)),
        "href": ctx.link_to("quality", indicator=matrix.indicator_id),
    }
