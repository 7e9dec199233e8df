"""The indicators of a theme at both ends of a pair, and what sending money costs there.

It stands as a table of its page: every row has its own unit. Nobody measures these of the people
of the corridor, and its words say so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import nan
from typing import NamedTuple

import numpy as np

from data import corridors
from data.reference_lists import Theme
from layouts.charts.corridor_view import Corridors, corridors_of
from layouts.charts.record import Chart, Item, Look, MarksOf, Takes
from layouts.charts.tables import NONE, Table
from layouts.progress.words import value_text
from layouts.request.context import Context
from layouts.words.format import number, percent
from layouts.words.values import Words

SENT, RECEIVED = "sdg-10-c-1-si-rmt-cost-snd", "sdg-10-c-1-si-rmt-cost"
PAIR_COST = "remittance_cost_200_pct"
GOAL, CEILING = 3.0, 5.0  # per cent: SDG target 10.c, on average and of any one corridor


class LensMark(NamedTuple):
    """One indicator at one end of a pair, its latest value that leads; a row of the file."""

    indicator_id: str
    sdg_indicator: str
    indicator: str
    area_code: str
    area: str
    year: int | None
    value: float  # NaN where there is none
    text: str
    role: str  # value, cost, missing
    spoken: str


@dataclass(frozen=True)
class LensMarks(MarksOf[LensMark, Corridors]):
    """What sending money costs, then the indicators of `theme`, each at both ends, origin first."""

    shape = LensMark
    each: tuple[LensMark, ...]
    view: Corridors
    theme: Theme | None = None


def marks(ctx: Context) -> LensMarks:
    """Two rows for each indicator with a direct link to the theme; none without a pair."""
    view, theme = corridors_of(ctx), theme_of(ctx)
    if not view.ends:
        return LensMarks((), view, theme)
    each = [_mark(view, SENT, view.ends[1], "cost"), _mark(view, RECEIVED, view.ends[0], "cost")]
    for indicator_id in ctx.reference.theme_indicators(theme.theme_id, direct_only=True):
        each += [_mark(view, indicator_id, code, "value") for code in view.ends]
    return LensMarks(tuple(each), view, theme)


def theme_of(ctx: Context) -> Theme:
    """The theme that an address names, else the first."""
    asked = ctx.reference.theme_by_slug(ctx.state.option("topic"))
    return asked or next(iter(ctx.reference.themes.values()))


def _mark(view: Corridors, indicator_id: str, code: str, role: str) -> LensMark:
    ctx = view.ctx
    indicator = ctx.reference.indicators[indicator_id]
    matrix = ctx.store.matrix(indicator_id, areas={code})
    led = np.flatnonzero(matrix.leads[:, 0]).tolist() if matrix else []
    name = indicator.text("label", ctx.lang)
    own = (indicator_id, indicator.sdg_indicator, name, code, view.name(code))
    if matrix is None or not led:
        spoken = ctx.t("corridor.lens.none", indicator=name, area=own[4])
        return LensMark(*own, None, nan, NONE, role if role == "cost" else "missing", spoken)
    value, year = float(matrix.values[led[-1], 0]), int(matrix.years[led[-1]])
    text = value_text(ctx, indicator, value)
    spoken = ctx.t("corridor.lens.at", indicator=name, area=own[4], year=year, value=text)
    return LensMark(*own, year, value, text, role, spoken)


def sentence(marks: LensMarks, words: Words) -> str:
    """What sending money back costs, at both ends, against the two aims of the Goals."""
    view = marks.view
    if not view.ends:
        return words.t("corridor.years.one_side")
    sent, received = marks.of("cost")
    told = [
        words.t("corridor.cost.way", sender=sent.area, receiver=received.area),
        _cost(sent, "sent", words),
        _cost(received, "received", words),
        *_of_pair(view, words),
    ]
    return " ".join(told)


def _cost(mark: LensMark, side: str, words: Words) -> str:
    if mark.year is None:
        return words.t(f"corridor.cost.{side}.none", area=mark.area)
    met = "met" if mark.value < GOAL else "above"
    against = words.t(f"corridor.cost.{met}")
    return words.t(
        f"corridor.cost.{side}", area=mark.area, value=mark.text, year=mark.year, against=against
    )


def _of_pair(view: Corridors, words: Words) -> Iterator[str]:
    """What the pair itself costs, where the tables have it: money goes from the destination."""
    found = corridors.over_years(view.ctx.store, PAIR_COST, view.ends[1], view.ends[0])
    if not found:
        yield words.t("corridor.cost.pair.none")
        return
    year = max(found)
    met = "under" if found[year] <= CEILING else "over"
    yield words.t(
        f"corridor.cost.pair.{met}",
        value=percent(number(found[year], words.lang, 1), words.lang),
        year=year,
    )


def legend(marks: LensMarks, look: Look, words: Words) -> list[Item]:
    """Nothing: its columns are named."""
    return []


def table(marks: LensMarks, words: Words) -> Table:
    """A row per indicator that has a value at one end at least."""
    rows = [
        [f"{one.sdg_indicator} {one.indicator}".strip(), _cell(one, words), _cell(other, words)]
        for one, other in pairs_of(marks)
    ]
    if not marks.view.ends:
        return [], []
    names = [marks.view.name(code) for code in marks.view.ends]
    return [words.t("corridor.lens.indicator"), *names], rows


def pairs_of(marks: LensMarks) -> list[tuple[LensMark, LensMark]]:
    """The rows of each indicator of the theme at both ends, of those with a value at one."""
    own = [mark for mark in marks.each if mark.role != "cost"]
    pairs = list(zip(own[::2], own[1::2], strict=True))
    return [pair for pair in pairs if any(mark.year for mark in pair)]


def _cell(mark: LensMark, words: Words) -> str:
    if mark.year is None:
        return words.t("corridor.lens.no_value")
    return words.t("corridor.mirror.cell", value=mark.text, year=mark.year)


CHART = Chart(
    id="corridor_lens",
    pages=("corridors",),
    order=6,
    takes=Takes(indicators=0, opens=1, forms=("absolute",), axes=("linear",), options=("topic",)),
    marks=marks,
    figure=None,
    sentence=sentence,
    legend=legend,
    table=table,
    traces=(),
)
