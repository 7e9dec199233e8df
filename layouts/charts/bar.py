"""The ranking: one year, a bar per place, the highest first."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from layouts.charts import looks, notes, ranked, scales, steps, tables, template
from layouts.charts.asked import asked_of, at_year
from layouts.charts.forms import TOTAL
from layouts.charts.over_years import alike, tooltip
from layouts.charts.record import JSON, Chart, Frames, Item, Look, Mark, Marks, Takes
from layouts.request.context import Context
from layouts.series.counted import places, shared
from layouts.words.values import NARROW_SPACE, Unit, Words

TAKES = Takes(
    years="one",
    opens=12,
    most=30,
    options=("form", "axis", "total"),
    draws=("estimates", "targets", "doubts"),
)
LABEL_SHARE = 0.1  # of the range, kept free for the number behind the longest bar
OUTLINE_PX = 1.75


def marks(ctx: Context) -> Marks:
    """One row per place with a value in the year, the highest first."""
    asked = asked_of(ctx, TAKES)
    return Marks(ranked.ranked(asked, (asked.year,)), asked)


def figure(marks: Marks, look: Look) -> go.Figure:
    """Bars from left to right, each with its number; what is less sure is hollow or hatched."""
    asked = marks.view
    values = [mark.drawn for mark in marks.each]
    low, high = ranked.bounds_of(values if asked.log else [*values, 0.0], asked)
    room = (low if asked.log else min(low * 1.12, low), high + (high - low) * LABEL_SHARE)
    axis = scales.value_axis(room, asked.log, look, 3 if look.narrow else 6)
    rows = ranked.place_axis([mark.area for mark in marks.each], look)
    layout = {
        **ranked.layout_across(asked, axis, rows, look),
        "height": ranked.tall(len(values)),
        "bargap": 0.25,
    }
    return template.figure([_bars(marks, look)], layout, look)


def _bars(marks: Marks, look: Look) -> JSON:
    unit = marks.view.main.told.unit
    return {
        "type": "bar",
        "orientation": "h",
        "meta": {"role": "value"},
        "x": np.array([mark.drawn for mark in marks.each]),
        "y": np.arange(len(marks.each)),
        "width": 0.72,
        "cliponaxis": False,
        "customdata": [_number(mark, unit, look) for mark in marks.each],
        "texttemplate": "%{customdata}",
        "textposition": "outside",
        "text": [tooltip(mark.spoken) for mark in marks.each],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": _fill(marks, look),
    }


def _number(mark: Mark, unit: Unit, look: Look) -> str:
    """The number behind a bar."""
    percent = f"{NARROW_SPACE}%" if unit.short.startswith("%") else ""
    return Words(look.lang).compact(mark.drawn) + percent


def _fill(marks: Marks, look: Look) -> JSON:
    """How bars are filled: by whose they are and by the kind of their value."""
    tone = template.colours(look)
    kinds = [looks.LOOKS[looks.least_sure(mark.kind, mark.kind)] for mark in marks.each]
    colours = [_colour(mark, look) for mark in marks.each]
    # Hatching is drawn in the colour of a bar, on paper: a hatched bar is hollow by itself.
    fill = [
        tone["clear"] if kind.hollow and not kind.pattern else colour
        for kind, colour in zip(kinds, colours, strict=True)
    ]
    plain = looks.LOOKS["plain"]
    return {
        "color": fill,
        "line": {"color": colours, "width": [OUTLINE_PX * (kind != plain) for kind in kinds]},
        "pattern": {
            "shape": alike([kind.pattern for kind in kinds]),
            "bgcolor": tone["paper"],
            "size": 6,
            "solidity": 0.35,
        },
    }


def _colour(mark: Mark, look: Look) -> str:
    tone = template.colours(look)
    if mark.area_code == TOTAL:
        return str(tone["series"][1])
    return str(tone["soft"]) if ":" in mark.area_code else ranked.colour_of(mark, look)


def sentence(marks: Marks, words: Words) -> str:
    """The highest and the lowest that lead, where the chosen stand, and who has no value."""
    return notes.sentence(marks, words, _told(marks, words))


def _told(marks: Marks, words: Words) -> list[str]:
    asked = marks.view
    unit, year, areas = asked.main.told.unit, asked.year, asked.ctx.reference.areas
    if not marks.each:
        return [ranked.nothing(asked, (year,), words)]
    led = [mark for mark in marks.each if mark.leads]
    ends = [(mark.area, words.value(mark.drawn, unit)) for mark in (*led[:1], *led[-1:])]
    if not led:
        there = shared(areas, [m.area_code for m in marks.each], asked.places.codes, words.lang)
        told = words.t("doubts.none_lead", year=year, places=there)
    elif len(led) == 1:
        told = words.t("js.compare.sum.only", area=ends[0][0], value=ends[0][1], year=year)
    else:
        (first, high), (last, low) = ends
        told = words.t(
            "js.compare.sum.bar",
            year=year,
            places=places(areas, [mark.area_code for mark in led], words.lang),
            first=first,
            high=high,
            last=last,
            low=low,
        )
    return [told, *ranked.ranks(marks, words), *ranked.left_out(marks, (year,), words)]


def legend(marks: Marks, look: Look, words: Words) -> list[Item]:
    """Groups among countries, the chosen among others, and kinds of values."""
    asked, tone, items = marks.view, template.colours(look), []
    groups = {":" in mark.area_code for mark in marks.each if mark.area_code != TOTAL}
    if len(groups) > 1:
        items.append(Item("square", words.t("js.compare.legend.group"), tone["soft"]))
    if asked.places.among and asked.places.marked:
        group = notes.group_name(asked)
        items.append(Item("square", words.t("js.compare.legend.chosen"), tone["series"][0]))
        other = words.t("js.compare.legend.other", group=group)
        items.append(Item("square", other, tone["quiet"]))
    return [*items, *looks.legend((mark.kind for mark in marks.each), "bar", words)]


def table(marks: Marks, words: Words) -> tables.Table:
    """A row per place, in the order of the bars."""
    return tables.by_place(marks, (marks.view.year,), words)


def frames(marks: Marks, look: Look) -> Frames:
    """The ranking of every year."""

    def at(year: int) -> Marks:
        asked = at_year(marks.view, year)
        return Marks(ranked.ranked(asked, (year,)), asked)

    return steps.frames(CHART, marks, look, at)


CHART = Chart(
    id="bar",
    pages=("compare",),
    order=2,
    takes=TAKES,
    marks=marks,
    figure=figure,
    sentence=sentence,
    legend=legend,
    table=table,
    traces=("bar",),
    frames=frames,
)
