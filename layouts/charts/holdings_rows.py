"""Rows of the board of what is held: each indicator in each region or country of a group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from data.holdings import REASONS, Holding, Latest, holding
from data.recency import CONSULTED
from layouts.charts.holdings_levels import AGE, MISSING, RECENT, THERE, age, missing_level, share
from layouts.charts.holdings_view import Board, Column, board_of, named
from layouts.charts.holdings_words import kind_of, of_country, of_none, of_region
from layouts.charts.record import MarksOf
from layouts.request.context import Context


class HoldingMark(NamedTuple):
    """One cell: an indicator in a region or a country; a row of the frame and of the file.

    Countries are counted: those with a number since 2017, only before, without any. Of those with
    one, `estimated` have a latest number that is marked as an estimate, `unmarked` are of a series
    that marks none, `recent` have one of RECENT or later. `year` is the latest year that at least
    half of the countries reach.
    """

    indicator_id: str
    indicator: str  # with the official number of its SDG indicator before it
    source_id: str  # "" without a series
    area_code: str
    area: str
    of: int
    since: int
    before: int
    never: int
    estimated: int
    unmarked: int
    recent: int
    year: int | None
    reasons: tuple[tuple[str, int], ...]  # countries without a number by reason, most first
    level: str  # the class drawn, one of LEVELS
    role: str  # value, or missing
    short: str  # in the cell of a table
    spoken: str  # tooltip and keyboard, after the names of indicator and place


class HoldingMarks(MarksOf[HoldingMark, Board]):
    """Row by row: the indicators in the order of the reference list, each with every column."""

    shape = HoldingMark
    view: Board

    @cached_property
    def lines(self) -> tuple[tuple[HoldingMark, ...], ...]:
        """The marks of each indicator, one a column."""
        wide = len(self.view.columns)
        return tuple(self.each[i : i + wide] for i in range(0, len(self.each), wide))

    @cached_property
    def counts(self) -> Counter[str]:
        """Countries times indicators by what is there: the numbers that marks have.

        `there` are those with a number, of which some are `recent` or `old`.
        """
        names = ("since", "before", "never", "estimated", "unmarked", "recent")
        found = Counter({n: sum(getattr(mark, n) for mark in self.each) for n in names})
        return found + Counter(there=found["since"] + found["before"], old=found["before"])

    @cached_property
    def reasons(self) -> Counter[str]:
        """Countries times indicators without a number, by reason."""
        found: Counter[str] = Counter()
        for mark in self.each:
            found.update(dict(mark.reasons))
        return found


def held(ctx: Context) -> HoldingMarks:
    """Every cell of the board of an address."""
    view = board_of(ctx)
    return HoldingMarks(tuple(m for i in view.indicators for m in _line(view, i)), view)


def _line(view: Board, indicator_id: str) -> Iterable[HoldingMark]:
    own = holding(view.ctx.store, indicator_id)
    name = named(view.ctx, indicator_id)
    return (_mark(view, own, name, column) for column in view.columns)


def _mark(view: Board, own: Holding, name: str, column: Column) -> HoldingMark:
    there = [own.latest[code] for code in column.codes if code in own.latest]
    reasons = _reasons(view, own, column)
    of, half = len(column.codes), _half(there, len(column.codes))
    since = sum(latest.year >= CONSULTED for latest in there)
    estimated = sum(latest.estimated for latest in there)
    unmarked = 0 if own.marks else len(there)
    level = missing_level(reasons[0][0]) if not there else _level(view, own, of, there)
    counts = {"of": of, "since": since, "before": len(there) - since, "held": len(there),
              "never": of - len(there), "estimated": estimated, "unmarked": unmarked,
              "year": half or 0}  # fmt: skip
    if not view.single:
        told = of_region(view.lang, view.shows, counts, reasons)
    elif there:
        told = of_country(view.lang, there[0].year, kind_of(there[0], own.marks))
    else:
        told = of_none(view.lang, reasons[0][0])
    return HoldingMark(
        own.indicator_id,
        name,
        own.source_id,
        column.area.area_code,
        column.name,
        of,
        since,
        len(there) - since,
        of - len(there),
        estimated,
        unmarked,
        sum(latest.year >= RECENT for latest in there),
        half,
        reasons,
        level,
        "missing" if level in MISSING else "value",
        *told,
    )


def _reasons(view: Board, own: Holding, column: Column) -> tuple[tuple[str, int], ...]:
    """How many countries of a column have no number for which reason, most first."""
    lacking = [code for code in column.codes if code not in own.latest]
    if not lacking:
        return ()
    if len(lacking) == 1:
        return ((own.why(view.ctx.store, lacking[0]), 1),)
    found = Counter(own.why(view.ctx.store, code) for code in lacking)
    return tuple(sorted(found.items(), key=lambda pair: (-pair[1], REASONS.index(pair[0]))))


def _half(there: Sequence[Latest], of: int) -> int | None:
    """The latest year that at least half of the countries reach; None where fewer have a number."""
    years, at = sorted((latest.year for latest in there), reverse=True), (of - 1) // 2
    return years[at] if at < len(years) else None


def _level(view: Board, own: Holding, of: int, there: Sequence[Latest]) -> str:
    """The class of a cell with numbers, under what the board shows."""
    if view.shows == THERE:
        since = sum(latest.year >= CONSULTED for latest in there)
        if view.single:
            return "since_2017" if since else "only_before"
        return share(since, of, ("only_before", "some", "most", "all"))
    if view.shows == AGE:
        half = _half(there, of)
        return age(half) if half else "few"
    if not own.marks:
        return "unmarked"
    estimated = sum(latest.estimated for latest in there)
    if view.single:
        return "estimate" if estimated else "waits" if there[0].waits else "plain"
    names = ("no_estimates", "some_estimates", "most_estimates", "most_estimates")
    return share(estimated, len(there), names)
