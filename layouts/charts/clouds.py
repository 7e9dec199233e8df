"""Countries that have the values of two or three indicators in one year, and the ways there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from data.arithmetic.concepts import POPULATION
from layouts.charts.asked import Asked, Part, asked_of
from layouts.charts.forms import Block, Flags, Floats, like
from layouts.charts.looks import least_sure
from layouts.charts.record import Mark, Takes
from layouts.charts.refusals import Refusal, why_not
from layouts.charts.rows import reason_text, rows_of, status_text
from layouts.charts.told import told_of
from layouts.request.context import Context
from layouts.request.state import default_indicator
from layouts.series.cells import cells_of
from layouts.series.concepts import concept
from layouts.words.values import Words

ACROSS = "ctx-gdp-per-capita"  # the horizontal axis where none is asked for
NO_SIZE = "none"
ENOUGH = 0.6  # of the most countries of a year that the opening year must have
SKEWED, FEW = 200, 4  # highest over lowest from which a logarithm helps; of more values than these


class Dot(NamedTuple):
    """One country in one year: its rows, by series. `size` is None where all are of one size."""

    main: Mark
    x: Mark
    size: Mark | None

    @property
    def kind(self) -> str:
        """How it looks: as the least sure of its values."""
        kind = least_sure(self.main.kind, self.x.kind)
        return least_sure(kind, self.size.kind) if self.size else kind


def cloud_of(ctx: Context, takes: Takes) -> Asked:
    """What is asked of a chart of two indicators and a size.

    Its parts have the same years and places. The year is one with countries to draw; where none is
    asked for, the latest that is well covered.
    """
    asked = asked_of(ctx, takes)
    across, size = _across(ctx, asked), _size(ctx)
    parts = [asked.main, _part(ctx, "x", across, asked)]
    if size:
        parts.append(_part(ctx, "size", size, asked))
    asked = replace(asked, parts=tuple(parts), own={"x": across, "size": size or NO_SIZE})
    asked = _at(asked, opening=True)
    refusals = asked.refusals
    log = _wants_log(asked)
    if log:
        verdict = why_not(part_of(asked, "x").of, "log", part_of(asked, "x").cells, ())
        log = verdict.allowed
        if not log and ctx.state.option("xaxis") == "log":
            refusals = (*refusals, Refusal("log", verdict.reason, verdict.instead))
    own = {**asked.own, "xaxis": "log" if log else "linear"}
    return _at(replace(asked, own=own, refusals=refusals))


def part_of(asked: Asked, name: str) -> Part:
    """The series of a name.

    Raises:
        KeyError: the chart has none of it.
    """
    return {part.name: part for part in asked.parts}[name]


def sized(asked: Asked) -> bool:
    """Whether marks have a size."""
    return asked.own["size"] != NO_SIZE


def x_log(asked: Asked) -> bool:
    """Whether the horizontal axis is logarithmic."""
    return asked.own.get("xaxis") == "log"


def _across(ctx: Context, asked: Asked) -> str:
    wanted = ctx.state.option("x")
    if wanted and ctx.store.has_data(wanted):
        return wanted
    if asked.indicator_id != ACROSS:
        return ACROSS
    return default_indicator(ctx.state, ctx.reference, ctx.store)


def _size(ctx: Context) -> str:
    wanted = ctx.state.option("size")
    if wanted == NO_SIZE:
        return ""
    return wanted if wanted and ctx.store.has_data(wanted) else POPULATION


def _part(ctx: Context, name: str, indicator_id: str, asked: Asked) -> Part:
    cells, of = cells_of(ctx, indicator_id), concept(ctx, indicator_id)
    assert cells is not None  # noqa: S101 - it has data
    told = told_of(ctx, cells, of, "absolute", asked.base)
    return Part(name, told, cells, of, like(asked.main.block, cells))


def pairs(asked: Asked) -> Flags:
    """Which countries are drawn in which year: years x places."""
    fit = both(asked)
    if sized(asked):
        fit &= part_of(asked, "size").block.drawn >= 0
    return fit


def both(asked: Asked) -> Flags:
    """Where both axes have a value that stands on them, of countries: years x places."""
    y, x = asked.main.block.drawn, part_of(asked, "x").block.drawn
    countries = np.array([":" not in code for code in asked.main.block.codes], dtype=bool)
    fit: Flags = countries & ~np.isnan(y) & ~np.isnan(x)
    if asked.log:
        fit &= y > 0
    return fit & (x > 0) if x_log(asked) else fit


def _at(asked: Asked, opening: bool = False) -> Asked:
    """The choices with the years that have countries, in one of them."""
    counts = pairs(asked).sum(axis=1)
    first = int(asked.main.block.years[0])
    years = tuple(first + int(row) for row in np.flatnonzero(counts))
    if not years:
        return replace(asked, years=())
    year = asked.year
    if opening and asked.ctx.state.year is None:
        year = first + int(np.flatnonzero(counts >= counts.max() * ENOUGH)[-1])
    if year not in years:
        year = max((one for one in years if one < year), default=years[-1])
    return replace(asked, year=year, years=years)


def _wants_log(asked: Asked) -> bool:
    """Money, people and the like spread over powers of ten: a logarithm keeps them apart."""
    wanted = asked.ctx.state.option("xaxis")
    if wanted != "auto":
        return wanted == "log"
    row = asked.main.block.at(asked.year)
    if row is None:
        return False
    values: Floats = part_of(asked, "x").block.drawn[row][pairs(asked)[row]]
    return bool(len(values) > FEW and values.min() > 0 and values.max() / values.min() > SKEWED)


def dots_of(asked: Asked, years: Collection[int]) -> dict[tuple[str, int], Dot]:
    """The countries drawn in some years, by code and year, in the order of codes."""
    names = [part.name for part in asked.parts]
    found: dict[str, dict[tuple[str, int], Mark]] = {}
    for part in asked.parts:
        log = {"main": asked.log, "x": x_log(asked)}.get(part.name, False)
        rows = rows_of(replace(asked, parts=(part,), log=log), lambda code: "value", years)
        found[part.name] = {(mark.area_code, mark.year): mark for mark in rows}
    fit, block, words = pairs(asked), asked.main.block, Words(asked.ctx.lang)
    dots = {}
    for at, code in enumerate(block.codes):
        for year in years:
            row = block.at(year)
            if row is not None and fit[row, at]:
                dots[code, year] = _dot([found[name][code, year] for name in names], asked, words)
    return dots


def _dot(rows: list[Mark], asked: Asked, words: Words) -> Dot:
    """One country's rows; all are spoken together, the horizontal axis first."""
    main, across, *rest = rows
    size = rest[0] if rest else None
    if size and size.kind != "doubt":  # an estimate of a size is no estimate of the dot
        size = size._replace(kind="plain")
    told = {part.name: part.told for part in asked.parts}
    texts = [
        f"{told[m.series].label} {words.value(m.drawn, told[m.series].unit)}"
        + status_text(words, m.status, m.kind)
        for m in (across, main, size)
        if m
    ]
    reasons = [text for m in (across, main, size) if m and (text := _reason(m, words))]
    spoken = ". ".join([f"{main.area}, {main.year}: {'; '.join(texts)}", *reasons])
    return Dot(
        main._replace(spoken=spoken),
        across._replace(spoken=spoken),
        size._replace(spoken=spoken) if size else None,
    )


def _reason(mark: Mark, words: Words) -> str:
    return reason_text(words, mark.reason, mark.kind)


def trail_years(asked: Asked, code: str) -> list[int]:
    """Years of a country's trail up to that of the chart: both values lead, and none is doubted."""
    main, across = asked.main.block, part_of(asked, "x").block
    at = main.codes.index(code)
    sure = both(asked)[:, at]
    for block in (main, across):
        sure = sure & block.leads[:, at] & ~block.doubted[:, at]
    drawn = {int(year) for year in main.years[sure]}
    return [year for year in asked.years if year <= asked.year and year in drawn]


def trailed(asked: Asked) -> list[str]:
    """The countries whose way is drawn."""
    shown = asked.ctx.state.option("trails") == "on" and asked.years
    return [code for code in asked.places.marked if ":" not in code] if shown else []


def trail_marks(asked: Asked, code: str) -> list[Mark]:
    """Rows of a trail, both axes, by year."""
    years = trail_years(asked, code)
    own = replace(asked.places, codes=(code,))
    rows: list[Mark] = []
    for part in (asked.main, part_of(asked, "x")):
        at = part.block.codes.index(code)
        rows += rows_of(
            replace(asked, places=own, parts=(replace(part, block=_only(part, at)),), log=False),
            lambda code: "trail",
            years,
        )
    return sorted(rows, key=lambda mark: mark.year)


def _only(part: Part, at: int) -> Block:
    block = part.block
    return replace(
        block,
        codes=(block.codes[at],),
        published=block.published[:, [at]],
        drawn=block.drawn[:, [at]],
        letters=block.letters[:, [at]],
        leads=block.leads[:, [at]],
        doubted=block.doubted[:, [at]],
    )


def runs_of(points: list[tuple[Mark, Mark]], years: tuple[int, ...]) -> list[tuple[float, float]]:
    """A trail as plotly draws it: broken where a year lacks a value, and before a break.

    Args:
        points: both values of a year, by year.
        years: those of the chart, which a whole trail has all of.
    """
    out: list[tuple[float, float]] = []
    before = None
    for main, across in points:
        broken = "break" in (main.kind, across.kind)
        if before is not None and (broken or any(before < y < main.year for y in years)):
            out.append((np.nan, np.nan))
        out.append((across.drawn, main.drawn))
        before = main.year
    return out
