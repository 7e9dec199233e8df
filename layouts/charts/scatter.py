"""Countries by two indicators, sized by a third, with the ways of chosen ones through the years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from layouts.charts import grouped, looks, notes, tables
from layouts.charts.asked import Asked
from layouts.charts.clouds import Dot, cloud_of, dots_of, part_of, trail_marks, trailed
from layouts.charts.record import JSON, Chart, Frames, Item, Look, Mark, Marks, Takes
from layouts.charts.scatter_figure import axes, dots, figure, held_bounds, left_margin, traces
from layouts.charts.served import texts
from layouts.request.context import Context
from layouts.series.counted import places
from layouts.words.format import number
from layouts.words.values import Words

TAKES = Takes(
    indicators=3,
    years="one",
    everyone=True,
    options=("form", "axis", "x", "xaxis", "size", "colour", "trails"),
    draws=("estimates", "targets", "doubts"),
)
MANY = 10  # countries from which on their common order is told
WEAK, SOME = 0.2, 0.5  # of a rank correlation
HELD = ("range", "tickvals", "ticktext")  # of an axis, as the years begin to move
# What a year changes of a trace.
CHANGED = (
    "textposition",
    "x",
    "y",
    "text",
    "customdata",
    "marker.size",
    "marker.symbol",
    "marker.opacity",
    "marker.line.color",
    "marker.line.width",
)
Trails = Mapping[str, list[Mark]]


def marks(ctx: Context) -> Marks:
    """Rows of each country of the year, one per indicator; then those of trails before it."""
    asked = cloud_of(ctx, TAKES)
    trails = {code: trail_marks(asked, code) for code in trailed(asked)}
    return _marks(asked, dots_of(asked, (asked.year,)).values(), trails)


def _marks(asked: Asked, own: Iterable[Dot], trails: Trails) -> Marks:
    """The marks of the year of `asked`. A trail ends at the mark of its country."""
    rows = [mark for dot in own for mark in dot if mark]
    drawn = {mark.area_code for mark in rows}
    for code, trail in trails.items():
        ends = asked.year - (code in drawn)
        rows += [mark for mark in trail if mark.year <= ends]
    return Marks(tuple(rows), asked)


def sentence(marks: Marks, words: Words) -> str:
    """How many countries, whether they have a common order, and where the chosen ones stand."""
    asked, found = marks.view, dots(marks)
    own = [words.t("js.compare.note.scatter")]
    if not found:
        told = [words.t("js.compare.sum.nothing", year=asked.year)]
        return notes.sentence(marks, words, told, own)
    codes = [dot.main.area_code for dot in found]
    there = places(asked.ctx.reference.areas, codes, words.lang)
    told = [words.t("js.compare.sum.scatter", places=there, year=asked.year)]
    if len(found) >= MANY:
        r = rank_tie([(d.x.drawn, d.main.drawn) for d in found if d.x.leads and d.main.leads])
        size = "weak" if abs(r) < WEAK else "some" if abs(r) < SOME else "strong"
        way = "down" if r < 0 else "up"
        told.append(words.t(f"js.compare.tie.{size}_{way}", r=number(r, words.lang, 2)))
    chosen = {dot.main.area_code: dot for dot in found}
    units = part_of(asked, "x").told.unit, asked.main.told.unit
    for code in [c for c in asked.places.marked if c in chosen][: notes.SAID]:
        dot = chosen[code]
        at = {"x": words.value(dot.x.drawn, units[0]), "y": words.value(dot.main.drawn, units[1])}
        told.append(words.t("js.compare.sum.point", area=dot.main.area, **at))
    return notes.sentence(marks, words, told, own)


def rank_tie(values: list[tuple[float, float]]) -> float:
    """Spearman's rank correlation, with mean ranks for equal values; 0 where all are equal."""
    ranks = pd.DataFrame(values, columns=["x", "y"]).rank()
    found = ranks["x"].corr(ranks["y"]) if len(ranks) > 1 else 0.0
    return float(found) if found == found else 0.0


def legend(marks: Marks, look: Look, words: Words) -> list[Item]:
    """The groups among the countries, and kinds of values."""
    asked, found = marks.view, dots(marks)
    option, items = asked.ctx.state.option("colour"), []
    if option in grouped.ORDERS:
        group = grouped.group_of(asked)
        present = {group.get(dot.main.area_code, grouped.NO_GROUP) for dot in found}
        for name in (*grouped.ORDERS[option], grouped.NO_GROUP):
            if name in present:
                colour, sign = grouped.style_of(asked, name, look)
                items.append(Item(sign, grouped.name_of(asked, name), colour))
    return [*items, *looks.legend((dot.kind for dot in found), "mark", words)]


def table(marks: Marks, words: Words) -> tables.Table:
    """A row per country, the highest on the vertical axis first; a column per indicator."""
    asked = marks.view
    across, main, *size = part_of(asked, "x"), asked.main, *asked.parts[2:]
    parts = (across, main, *size)
    head = [words.t("js.table.area"), *(f"{p.told.label} ({p.told.unit.text})" for p in parts)]
    rows = sorted(dots(marks), key=lambda dot: (-dot.main.drawn, dot.main.area_code))
    return head, [
        [
            dot.main.area,
            *(
                tables.cell(mark, part, words)
                for mark, part in zip((dot.x, dot.main, dot.size), parts, strict=False)
                if mark
            ),
        ]
        for dot in rows
    ]


def frames(marks: Marks, look: Look) -> Frames:
    """Every year, as its own address would draw it, on axes that hold for all of them."""
    asked, words, bounds = marks.view, Words(look.lang), held_bounds(marks.view)
    by_year: dict[int, list[Dot]] = {year: [] for year in asked.years}
    for (_, year), dot in dots_of(asked, asked.years).items():
        by_year[year].append(dot)
    last = replace(asked, year=max(asked.years, default=asked.year))
    trails = {code: trail_marks(last, code) for code in trailed(asked)}
    each = [_marks(replace(asked, year=year), own, trails) for year, own in by_year.items()]
    return Frames(
        asked.years,
        tuple(tuple(_changes(t) for t in traces(own, bounds, look)) for own in each),
        tuple(texts(CHART, own, look, words) for own in each),
        _held(asked, look),
        tuple({"annotations[0].text": str(year)} for year in asked.years),
    )


def _held(asked: Asked, look: Look) -> JSON:
    """Axes that hold for all years, so that movement is movement."""
    found = axes(asked, held_bounds(asked), look)
    held = {f"{axis}.{name}": found[axis][name] for axis in found for name in HELD}
    return {**held, "margin.l": left_margin(found["yaxis"])}


def _changes(trace: JSON) -> JSON:
    """The properties of a trace that differ between years, each wrapped as restyle takes it."""
    found = {}
    for path in CHANGED:
        held: Any = trace
        for name in path.split("."):
            held = held.get(name) if isinstance(held, dict) else None
        if held is not None and not isinstance(held, str | int | float):
            found[path] = [held]
    return found


CHART = Chart(
    id="scatter",
    pages=("compare",),
    order=5,
    takes=TAKES,
    marks=marks,
    figure=figure,
    sentence=sentence,
    legend=legend,
    table=table,
    frames=frames,
)
