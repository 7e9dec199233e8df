"""What an address asks of a chart: series, places, years and form, each checked; refusals named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from data.arithmetic.concepts import POPULATION, Concept
from data.arithmetic.guard import pair_ruling
from layouts.charts import around
from layouts.charts.forms import TOTAL, Block, Floats, aligned, block_of, in_form, with_total
from layouts.charts.places import Places, places_of
from layouts.charts.record import JSON, Chart, Heading, Look, MarksOf, Takes
from layouts.charts.refusals import Judge, Refusal, Refusals, why_not
from layouts.charts.told import Told, told_of
from layouts.request.context import Context
from layouts.request.pages import PAGES, names_chart
from layouts.series.cells import Cells, asked_span, cells_of
from layouts.series.concepts import concept
from layouts.words.values import Words

BASED = ("index", "change")
STACKED = {"amount": "absolute", "share": "share"}  # forms by what columns show


class NoNumbers(LookupError):
    """The tables hold no series of an indicator; its argument is the indicator's id."""


@dataclass(frozen=True)
class Part:
    """One series of a chart: its numbers in the form drawn, and what is said of it."""

    name: str  # main, second, x, size
    told: Told
    cells: Cells
    of: Concept
    block: Block


@dataclass(frozen=True)
class Asked:
    """The choices that a chart is drawn with.

    `form`, `log`, `total` and `beside` are what is drawn, after refusals. `base` is the year that
    changes start from, `year` the one of charts of one year, one of `years` where there are any.
    `places` holds who is drawn and why, `whole` every place of the series in the form drawn.
    `lowest` is the smallest value of the whole series, on which some refusals rest. `own` are
    choices of the chart's own, as drawn, by key.
    """

    ctx: Context
    takes: Takes
    indicator_id: str
    form: str
    log: bool
    total: str
    base: int
    year: int
    years: tuple[int, ...]
    whole: Block
    lowest: float
    part: str
    places: Places
    parts: tuple[Part, ...]
    refusals: tuple[Refusal, ...]
    own: Mapping[str, str] = field(default_factory=dict)

    @property
    def main(self) -> Part:
        """The series that the chart is about."""
        return self.parts[0]

    @property
    def second(self) -> Part | None:
        """The second series on the same axis, where one is drawn."""
        return next((part for part in self.parts if part.name == "second"), None)

    @property
    def based(self) -> bool:
        """Whether the base year matters."""
        return self.takes.years == "two" or self.form in BASED

    def heading(self, chart: Chart[Any], marks: MarksOf[Any, Any], words: Words) -> Heading:
        """See record.View."""
        return around.heading(self, chart, marks, words)

    def source(self) -> str:
        """Sources of all series drawn, and of the population where values are per head."""
        return around.source(self)

    def more(self, chart: Chart[Any], look: Look, words: Words) -> JSON:
        """The year drawn, those to step through, doubts, and what the controls say."""
        from layouts.charts.controls import controls  # here: controls read addresses themselves

        years = around.steps(self, chart, look) if chart.frames else None
        own = controls(chart, self, words) if names_chart(self.ctx.state.page) else {}
        doubted = (
            around.doubted(self, words) if "doubted" in PAGES[self.ctx.state.page].keys else None
        )
        return {"year": self.year, "frames": years, "doubts": doubted, **own}


def asked_of(ctx: Context, takes: Takes) -> Asked:
    """Read an address for a chart that takes so much.

    A form, axis, summary or second indicator that the guard refuses falls back to the plain one.

    Raises:
        NoNumbers: the tables hold no series of the indicator.
    """
    indicator_id = ctx.indicator
    cells = cells_of(ctx, indicator_id, ctx.state.option("breakdown"), asked_span(ctx))
    if cells is None:
        raise NoNumbers(indicator_id)
    of, refusals = concept(ctx, indicator_id), Refusals()
    wanted = ctx.state.year if ctx.state.year in cells.years else cells.matrix.opening_year()
    base = _base(ctx, cells, takes.since, cells.years[-1] if base_held(ctx, takes) else wanted)
    form, log = _form(ctx, takes, Judge(of, cells, ()), refusals)
    whole = block_of(cells, tuple(cells.column))
    heads = aligned(_people(ctx) if form == "capita" else None, whole)
    whole = in_form(whole, form, base, of, heads)
    years = _years(ctx, whole, takes, base)
    year = _nearest(years, wanted)
    places = places_of(ctx, takes, cells, of, year)
    total = _total(ctx, takes, Judge(of, cells, places.every), refusals)
    main = Part("main", told_of(ctx, cells, of, form, base), cells, of, whole)
    parts = [replace(main, block=_block(ctx, main, form, base, total, places))]
    if second := _second(ctx, takes, parts[0], form, base, places, refusals):
        parts.append(second)
    part = cells.matrix.breakdown if ctx.state.option("breakdown") else ""
    return Asked(
        ctx, takes, indicator_id, form, log, total, base, year, years, whole, cells.lowest(), part,
        _summed(places, total), tuple(parts), tuple(refusals),
    )  # fmt: skip


def at_year(asked: Asked, year: int) -> Asked:
    """The same choices in another year. Places that the address does not name are picked anew."""
    ctx, main = asked.ctx, asked.main
    places = places_of(ctx, asked.takes, main.cells, main.of, year)
    if _summed(places, asked.total) == asked.places:
        return replace(asked, year=year)
    total = _total(ctx, asked.takes, Judge(main.of, main.cells, places.every), Refusals())
    block = _block(ctx, main, asked.form, asked.base, total, places)
    parts = (replace(main, block=block), *asked.parts[1:])
    return replace(asked, year=year, total=total, places=_summed(places, total), parts=parts)


def base_held(ctx: Context, takes: Takes) -> bool:
    """Whether the page offers no other year to start from: it stays as the later year moves."""
    return takes.since > 0 and "baseyear" not in PAGES[ctx.state.page].keys


def _years(ctx: Context, whole: Block, takes: Takes, base: int) -> tuple[int, ...]:
    """Years in which some place can be drawn; of charts of two years those after the first.

    Where the first is the same for all, it is one of them: from there everything moves.
    """
    held = whole.years[(~np.isnan(whole.drawn)).any(axis=1)]
    if takes.years != "two":
        return tuple(held.tolist())
    return tuple(held[held >= base + (not base_held(ctx, takes))].tolist())


def _nearest(years: tuple[int, ...], wanted: int) -> int:
    """The year wanted; else the last one before it, else the last of all."""
    if not years or wanted in years:
        return wanted
    return max((year for year in years if year < wanted), default=years[-1])


def _people(ctx: Context) -> Cells | None:
    return cells_of(ctx, POPULATION)


def _block(ctx: Context, main: Part, form: str, base: int, total: str, places: Places) -> Block:
    """The numbers of the places drawn, with the summary of all that are asked for."""
    people = _people(ctx) if form == "capita" or total == "mean" else None
    whole = _drawn(block_of(main.cells, _all(places)), form, base, main.of, people, total)
    return whole.of(places.codes)


def _all(places: Places) -> tuple[str, ...]:
    """Those drawn in their order, then the others asked for."""
    return tuple(dict.fromkeys((*places.codes, *places.every)))


def _summed(places: Places, total: str) -> Places:
    """The places with one that stands for all of them, where there is a summary."""
    return places if total == "none" else replace(places, codes=(*places.codes, TOTAL))


def _base(ctx: Context, cells: Cells, since: int, last: int) -> int:
    text = ctx.state.option("baseyear")
    year = int(text) if text.isascii() and text.isdecimal() else None
    if year in cells.years:
        return year
    return cells.opening_base(since, last) if since else cells.opening_base()


def _form(ctx: Context, takes: Takes, judge: Judge, refusals: Refusals) -> tuple[str, bool]:
    """The form and whether the axis is logarithmic."""
    if "stack" in takes.options:
        return STACKED[ctx.state.option("stack")], False
    form = ctx.state.option("form") if "form" in takes.options else takes.forms[0]
    if form != takes.forms[0] and not (form in takes.forms and refusals.allow(form, judge(form))):
        form = takes.forms[0]
    log = ctx.state.option("axis") == "log" and "log" in takes.axes
    if log and form == "change":
        refusals.append(Refusal("log", "log_change", "linear"))
        return form, False
    return form, log and refusals.allow("log", judge("log"))


def _total(ctx: Context, takes: Takes, judge: Judge, refusals: Refusals) -> str:
    total = ctx.state.option("total") if "total" in takes.options else "none"
    if total == "none" or not refusals.allow(total, judge(total)):
        return "none"
    return total if len(judge.codes) > 1 else "none"


def _drawn(
    block: Block, form: str, base: int, of: Concept, people: Cells | None, total: str
) -> Block:
    """Summary of the values as published, then the form, then a median of what is drawn."""
    heads: Floats = aligned(people, block)
    if total in ("sum", "mean"):
        block = with_total(block, total, heads)
        heads = np.column_stack([heads, heads.sum(axis=1)])
    block = in_form(block, form, base, of, heads)
    return with_total(block, total, heads) if total == "median" else block


def _second(
    ctx: Context,
    takes: Takes,
    main: Part,
    form: str,
    base: int,
    places: Places,
    refusals: Refusals,
) -> Part | None:
    """The second indicator of the axis, where one is asked for and the guard allows it."""
    wanted = ctx.state.option("beside") if "beside" in takes.options else ""
    cells = cells_of(ctx, wanted, span=asked_span(ctx)) if wanted else None
    if cells is None or wanted == main.of.indicator_id:
        return None
    of = concept(ctx, wanted)
    if not refusals.allow("beside", pair_ruling(main.of, of, "axis")):
        return None
    if not refusals.allow("beside", why_not(of, form, cells, ())):
        return None
    people = _people(ctx) if form == "capita" else None
    block = _drawn(block_of(cells, places.codes), form, base, of, people, "none")
    return Part("second", told_of(ctx, cells, of, form, base), cells, of, block)
