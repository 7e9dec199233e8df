"""A column per country, as wide as its share of the people and as high as its value.

The surface of a column is value times people. Who has no value takes the room of its people at the
end, so that what nobody knows has a size, too. Amounts are drawn per head: their surface is the
amount.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape

import numpy as np
import plotly.graph_objects as go

from data.arithmetic.concepts import POPULATION
from data.arithmetic.guard import AMOUNTS
from layouts.charts import looks, notes, ranked, scales, steps, tables, template
from layouts.charts.asked import Asked, Part, asked_of, at_year
from layouts.charts.forms import like
from layouts.charts.over_years import tooltip
from layouts.charts.people import (
    SIZE,
    Column,
    columns,
    half,
    places_of,
    reached,
    share_words,
    unknown,
    unknown_share,
)
from layouts.charts.record import JSON, Chart, Frames, Item, Look, Marks, Takes
from layouts.charts.rows import rows_of
from layouts.charts.told import told_of
from layouts.request.context import Context
from layouts.series.cells import cells_of
from layouts.series.concepts import concept
from layouts.series.counted import places
from layouts.words.values import Words

TAKES = Takes(
    years="one",
    everyone=True,
    forms=("absolute", "capita"),
    axes=("linear",),
    draws=("estimates", "targets", "doubts"),
    needs="columns",
    instead="bar",
)
SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)  # of all people, on the axis
NAMES = 7  # of the widest columns where no place is chosen
LETTER_SHARE = {False: 0.0085, True: 0.026}  # of the plot's width, that a letter of a name takes
NAME_CHARS = 18
BOTTOM_PX, TOP_PX = 52, 30


def marks(ctx: Context) -> Marks:
    """Per country with a value and people in the year: its value, the highest first; its people."""
    return _arranged(_asked(ctx))


def _asked(ctx: Context) -> Asked:
    """The choices. An amount is drawn per head, whatever the address says: see the module."""
    asked = asked_of(ctx, TAKES)
    if asked.main.of.kind in AMOUNTS:
        state = replace(ctx.state, options={**ctx.state.options, "form": "capita"})
        per_head = replace(TAKES, options=("form",))
        found = asked_of(replace(ctx, state=state), per_head)
        asked = replace(found, ctx=ctx, takes=TAKES)
    cells, of = cells_of(ctx, POPULATION), concept(ctx, POPULATION)
    if cells is None:
        return asked
    told = told_of(ctx, cells, of, "absolute", asked.base)
    size = Part(SIZE, told, cells, of, like(asked.main.block, cells))
    held = ~np.isnan(asked.main.block.drawn) & (size.block.drawn > 0)
    years = tuple(asked.main.block.years[held.any(axis=1)].tolist())
    year = max((y for y in years if y <= asked.year), default=asked.year)
    return replace(asked, parts=(asked.main, size), years=years, year=year)


def _arranged(asked: Asked) -> Marks:
    chosen, found = set(asked.places.marked), {part.name: part for part in asked.parts}

    def role(code: str) -> str:
        return "value" if code in chosen or not chosen else "context"

    if SIZE not in found:
        return Marks((), asked)
    rows = [
        [
            mark
            for mark in rows_of(replace(asked, parts=(part,)), role, (asked.year,))
            if ":" not in mark.area_code
        ]
        for part in (asked.main, found[SIZE])
    ]
    people = {mark.area_code: mark for mark in rows[1] if mark.drawn > 0}
    values = [mark for mark in rows[0] if mark.area_code in people]
    values.sort(key=lambda mark: (-mark.drawn, mark.area_code))
    return Marks((*values, *(people[mark.area_code] for mark in values)), asked)


def figure(marks: Marks, look: Look) -> go.Figure:
    """Columns side by side, the highest first; then the room of those without a value."""
    found, tone = columns(marks), template.colours(look)
    bounds = ranked.bounds_of([0.0, *(c.main.drawn for c in found)], marks.view)
    shapes, labels = ranked.target_across(marks.view, look)
    end = found[-1].start + found[-1].width
    words = Words(look.lang)
    axis = scales.value_axis(bounds, False, look)
    layout = {
        "bargap": 0,
        "hovermode": "closest",
        "xaxis": {
            "range": (0.0, 1.0),
            "tickvals": list(SHARES),
            "ticktext": [share_words(share, words) for share in SHARES],
            "title": {
                "text": words.t("charts.marimekko.across"),
                "standoff": 6,
                "font": {"size": template.size("small"), "color": tone["soft"]},
            },
            "showgrid": False,
            **scales.CLEAR,
        },
        "yaxis": axis,
        "margin": {"l": scales.left_margin(axis), "r": 22, "t": TOP_PX, "b": BOTTOM_PX},
        "shapes": shapes,
        # Columns fall from left to right: their names need the left of the target's line.
        "annotations": [
            *(label | {"x": 1, "xanchor": "right"} for label in labels),
            *_names(found, marks, look),
            *_gap_name(end, marks, look),
        ],
    }
    return template.figure([_bars(found, look), _gap(end, bounds, tone)], layout, look)


def _bars(found: Sequence[Column], look: Look) -> JSON:
    tone = template.colours(look)
    kinds = [looks.least_sure(column.main.kind, "plain") for column in found]
    return {
        "type": "bar",
        "meta": {"role": "value"},
        "x": np.array([column.start + column.width / 2 for column in found]),
        "y": np.array([column.main.drawn for column in found]),
        "width": np.array([column.width for column in found]),
        "marker": looks.bar_fill(
            [ranked.colour_of(column.main, look) for column in found], kinds, tone["paper"]
        ),
        "text": [tooltip(f"{column.main.spoken}. {column.people.spoken}") for column in found],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
    }


def _gap(end: float, bounds: scales.Range, tone: JSON) -> JSON:
    """The room of people whose country has no value: hatched, over the whole height."""
    return {
        "type": "bar",
        "meta": {"role": "missing"},
        "hoverinfo": "skip",
        "x": [(end + 1) / 2],
        "y": [bounds[1]],
        "width": [max(0.0, 1 - end)],
        "marker": {
            "color": tone["clear"],
            "pattern": {"shape": "/", "fgcolor": tone["quiet"], "size": 7, "solidity": 0.2},
        },
    }


def _names(found: Sequence[Column], marks: Marks, look: Look) -> list[JSON]:
    """Names above the chosen columns, or the widest, where they keep clear of each other."""
    chosen = set(marks.view.places.marked)
    wanted = [c for c in found if not chosen or c.main.area_code in chosen]
    wanted.sort(key=lambda column: -column.width)
    font = {"size": template.size("small"), "color": template.colours(look)["ink"]}
    taken: list[tuple[float, float]] = []
    labels = []
    for column in wanted[:NAMES]:
        text = scales.short(column.main.area, NAME_CHARS)
        wide = len(text) * LETTER_SHARE[look.narrow]
        start = min(column.start, 1 - wide)  # lower columns follow: there is room to the right
        if any(start < right and start + wide > left for left, right in taken):
            continue
        taken.append((start, start + wide))
        at = {"x": start, "xanchor": "left", "y": max(column.main.drawn, 0.0), "yanchor": "bottom"}
        labels.append({**at, "showarrow": False, "text": escape(text, quote=False), "font": font})
    return labels


def _gap_name(end: float, marks: Marks, look: Look) -> list[JSON]:
    """What the hatched room is, where it is wide enough for a word."""
    text = Words(look.lang).t("charts.marimekko.unknown_name")
    if len(unknown(marks)) == 0 or 1 - end < len(text) * LETTER_SHARE[look.narrow]:
        return []
    tone = template.colours(look)
    return [
        {
            "x": (end + 1) / 2,
            "yref": "paper",
            "y": 0.5,
            "showarrow": False,
            "text": text,
            "bgcolor": tone["paper"],
            "font": {"size": template.size("small"), "color": tone["soft"]},
        }
    ]


def sentence(marks: Marks, words: Words) -> str:
    """Half of the people, those who reach the target, chosen countries, and who has no value."""
    return notes.sentence(marks, words, _told(marks, words))


def _told(marks: Marks, words: Words) -> list[str]:
    asked = marks.view
    if not marks.each:
        return [ranked.nothing(asked, (asked.year,), words)]
    led = [column for column in columns(marks) if column.main.leads]
    if not led:
        there = places_of(columns(marks), asked, words)
        return [words.t("doubts.none_lead", year=asked.year, places=there)]
    share = share_words(sum(column.width for column in led), words)
    unit = asked.main.told.unit
    middle = words.value(half(led), unit) + ("" if unit.short else f" {unit.text}")
    told = [
        words.t(
            "charts.marimekko.count",
            year=asked.year,
            places=places_of(led, asked, words),
            share=share,
        ),
        words.t("charts.marimekko.half", value=middle),
        *reached(led, asked, words),
        *ranked.ranks(Marks(tuple(c.main for c in columns(marks)), asked), words),
    ]
    if lost := unknown(marks):
        there, share = (
            places(asked.ctx.reference.areas, lost, words.lang),
            share_words(unknown_share(marks), words),
        )
        told.append(words.t("charts.marimekko.unknown", places=there, share=share))
    return told


def legend(marks: Marks, look: Look, words: Words) -> list[Item]:
    """The chosen among others, those without a value, and kinds of values."""
    tone, items = template.colours(look), []
    if marks.of("context"):
        items.append(Item("square", words.t("js.compare.legend.chosen"), tone["series"][0]))
        items.append(Item("square", words.t("js.compare.legend.country"), tone["quiet"]))
    if unknown(marks):
        items.append(Item("hatched", words.t("charts.marimekko.unknown_name"), tone["quiet"]))
    kinds = (looks.least_sure(column.main.kind, "plain") for column in columns(marks))
    return [*items, *looks.legend(kinds, "bar", words)]


def table(marks: Marks, words: Words) -> tables.Table:
    """A row per country, the highest first: its value, and its people."""
    parts = {part.name: part for part in marks.view.parts}
    head = [
        words.t("js.table.area"),
        *(f"{p.told.label} ({p.told.unit.text})" for p in parts.values()),
    ]
    return head, [
        [
            column.main.area,
            tables.cell(column.main, marks.view.main, words),
            tables.cell(column.people, parts[SIZE], words),
        ]
        for column in columns(marks)
    ]


def frames(marks: Marks, look: Look) -> Frames:
    """The columns of every year."""
    return steps.frames(CHART, marks, look, lambda year: _arranged(at_year(marks.view, year)))


CHART = Chart(
    id="marimekko",
    pages=("compare",),
    order=14,
    takes=TAKES,
    marks=marks,
    figure=figure,
    sentence=sentence,
    legend=legend,
    table=table,
    traces=("bar",),
    frames=frames,
)
