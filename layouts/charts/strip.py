"""The distribution: every country within its group, with the middle half and the median of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import floor, nan

import plotly.graph_objects as go

from layouts.charts import grouped, looks, notes, ranked, steps, strip_figure, tables
from layouts.charts.asked import Asked, asked_of, at_year
from layouts.charts.record import Chart, Frames, Item, Look, Mark, Marks, Takes
from layouts.charts.rows import rows_of
from layouts.charts.strip_figure import Strip
from layouts.request.context import Context
from layouts.series.counted import places
from layouts.words.values import Words

TAKES = Takes(
    years="one",
    everyone=True,
    options=("form", "axis", "colour"),
    draws=("estimates", "targets", "doubts"),
)
QUARTILES = {"quartile_1": 0.25, "median": 0.5, "quartile_3": 0.75}
HEADS = {"median": "median", "quartile_1": "quarter_low", "quartile_3": "quarter_high"}


def marks(ctx: Context) -> Marks:
    """By group: a row per country with a value in the year, then its quartiles and median."""
    asked = asked_of(ctx, TAKES)
    rows = rows_of(asked, lambda code: "value", (asked.year,))
    return _arranged(asked, rows, grouped.group_of(asked))


def _arranged(asked: Asked, rows: Iterable[Mark], group_of: Mapping[str, str]) -> Marks:
    """Marks of one year by group: as incomes are ordered, else by median; no group comes last."""
    found: dict[str, list[Mark]] = {}
    for mark in rows:
        if mark.area_code in group_of:
            found.setdefault(group_of[mark.area_code], []).append(mark)
    made = [Strip(group, tuple(own), _quartiles(asked, group, own)) for group, own in found.items()]
    order = grouped.INCOMES[::-1] if asked.ctx.state.option("colour") == "income" else ()

    def place(row: Strip) -> tuple[float, float, str]:
        listed = order.index(row.group) if row.group in order else len(order)
        return listed + (row.group == grouped.NO_GROUP), -row.summary[1].drawn, row.group

    made.sort(key=place)
    return Marks(tuple(mark for strip in made for mark in (*strip.own, *strip.summary)), asked)


def strips(marks: Marks) -> list[Strip]:
    """The rows of the chart, from the top."""
    found: list[Strip] = []
    own: list[Mark] = []
    summary: list[Mark] = []
    for mark in marks.each:
        (summary if mark.role in QUARTILES else own).append(mark)
        if len(summary) == len(QUARTILES):
            low, middle, high = summary
            found.append(Strip(middle.area_code, tuple(own), (low, middle, high)))
            own, summary = [], []
    return found


def _quartiles(asked: Asked, group: str, own: list[Mark]) -> tuple[Mark, Mark, Mark]:
    """Quartiles and median of the values that lead; where none does, of all."""
    words, unit = Words(asked.ctx.lang), asked.main.told.unit
    summed = [mark for mark in own if mark.leads] or own
    there = places(asked.ctx.reference.areas, [mark.area_code for mark in summed], words.lang)
    ascending = sorted(mark.drawn for mark in summed)
    low, middle, high = (quantile(ascending, share) for share in QUARTILES.values())
    name = grouped.name_of(asked, group)
    values = {"low": low, "middle": middle, "high": high}
    said = {key: words.value(value, unit) for key, value in values.items()}
    spoken = words.t("js.compare.quartiles", group=name, places=there, **said)
    blank = own[0]._replace(
        area_code=group, area=name, value=nan, status="", quality="", reason="", kind="plain",
        leads=True, spoken=spoken,
    )  # fmt: skip
    return (
        blank._replace(role="quartile_1", drawn=low),
        blank._replace(role="median", drawn=middle),
        blank._replace(role="quartile_3", drawn=high),
    )


def quantile(ascending: list[float], share: float) -> float:
    """Quantile of ascending values, linear between neighbours; NaN of none."""
    if not ascending:
        return nan
    at = (len(ascending) - 1) * share
    low = floor(at)
    if low + 1 >= len(ascending):
        return ascending[low]
    return ascending[low] + (ascending[low + 1] - ascending[low]) * (at - low)


def figure(marks: Marks, look: Look) -> go.Figure:
    """A row per group: its middle half as a band, its countries around it, the chosen named."""
    return strip_figure.figure(strips(marks), marks, look)


def sentence(marks: Marks, words: Words) -> str:
    """Median and middle half of each group, then where the chosen countries stand."""
    asked = marks.view
    told = [mark.spoken for mark in marks.of("median")]
    if not told:
        told = [ranked.nothing(asked, (asked.year,), words)]
    return notes.sentence(marks, words, [*told, *ranked.ranks(marks, words)])


def legend(marks: Marks, look: Look, words: Words) -> list[Item]:
    """A country, the middle half with its median, and kinds of values."""
    if not marks.each:
        return []
    kinds = (looks.least_sure(mark.kind, mark.kind) for mark in marks.of("value"))
    return [
        Item("circle", words.t("js.compare.legend.country")),
        Item("box", words.t("js.compare.legend.quartiles")),
        *looks.legend(kinds, "mark", words),
    ]


def table(marks: Marks, words: Words) -> tables.Table:
    """By group: median, quartiles, then its countries, the highest first."""
    asked = marks.view
    head = [words.t("js.compare.group"), words.t("js.table.area"), str(asked.year)]
    return head, [row for strip in strips(marks) for row in _rows(strip, asked, words)]


def _rows(strip: Strip, asked: Asked, words: Words) -> Iterator[list[str]]:
    part, by_role = asked.main, {mark.role: mark for mark in strip.summary}
    name = by_role["median"].area
    for role, key in HEADS.items():
        yield [name, words.t(f"js.compare.{key}"), tables.cell(by_role[role], part, words)]
    for mark in sorted(strip.own, key=lambda mark: (-mark.drawn, mark.area_code)):
        yield [name, mark.area, tables.cell(mark, part, words)]


def frames(marks: Marks, look: Look) -> Frames:
    """The groups of every year."""
    by_year: dict[int, list[Mark]] = {}
    for mark in rows_of(marks.view, lambda code: "value"):
        by_year.setdefault(mark.year, []).append(mark)
    group_of = grouped.group_of(marks.view)

    def at(year: int) -> Marks:
        return _arranged(at_year(marks.view, year), by_year.get(year, ()), group_of)

    return steps.frames(CHART, marks, look, at)


CHART = Chart(
    id="strip",
    pages=("compare",),
    order=8,
    takes=TAKES,
    marks=marks,
    figure=figure,
    sentence=sentence,
    legend=legend,
    table=table,
    frames=frames,
)
