"""What a comparing chart draws, worked out on the server: the same rules as assets/js/80-compare*.

Files are made from this, and tests hold the browser's drawing against it. No I/O beyond the store.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import isnan, nan

from data.area_groups import WORLD, members
from data.arithmetic.concepts import POPULATION, Concept
from data.arithmetic.guard import form_verdict, pair_verdict, summary_verdict
from data.quality import WAITING
from layouts.charts.strip import quantile
from layouts.request.context import Context
from layouts.series.cells import Cells, asked_span, cells_of
from layouts.series.concepts import concept

TOTAL = "OTH:SUM"
MOST = {"stacked": 12, "heat": 60, "multiples": 24}
Getter = Callable[[str, int], float]


@dataclass(frozen=True)
class View:
    """One chart: its series in the form asked for, and what of it is drawn."""

    chart: str
    form: str
    log: bool
    base: int
    year: int
    total: str
    cells: Cells
    concept: Concept
    codes: tuple[str, ...]
    marked: tuple[str, ...]
    get: Getter

    def usable(self, value: float) -> bool:
        """Whether a value can be drawn: it exists, and stands on the axis."""
        return not isnan(value) and (not self.log or value > 0)

    def status(self, code: str, year: int) -> str:
        """Status letter of a drawn value; of a summary, that of its least sure part.

        A summary with a forecast or a part-year among its parts is provisional.
        """
        if code != TOTAL:
            return self.cells.status(code, year)
        letters = {self.cells.status(c, year) for c in self.codes if c != TOTAL}
        if letters & WAITING:
            return "P"
        return "E" if "E" in letters else "A"


def view_of(ctx: Context, indicator_id: str) -> View | None:
    """The view that an address asks for; None for an indicator without a series.

    A form, axis or summary that the guard refuses falls back to the plain one.
    """
    part = ctx.state.option("breakdown")
    cells = cells_of(ctx, indicator_id, part, asked_span(ctx))
    if cells is None:
        return None
    state, of = ctx.state, concept(ctx, indicator_id)
    base = _year(state.option("baseyear"), cells) or cells.opening_base()
    year = state.year if state.year in cells.years else cells.matrix.opening_year()
    marked = tuple(code for code in state.areas if code in cells.column)
    chart, codes = _chart(ctx, of, cells, marked, year)
    form, log = _form_of(ctx, of, cells, chart), _log(ctx, of, cells, chart)
    total = _total(state.option("total"), chart, of, cells, codes)
    get = _getter(ctx, cells, of, form, base, codes, total)
    if total != "none":
        codes = (*codes, TOTAL)
    return View(chart, form, log, base, year, total, cells, of, codes, marked, get)


def beside(ctx: Context, view: View) -> tuple[Concept, Cells, Getter] | None:
    """The second indicator of the axis, where one is asked for and the guard allows it."""
    wanted = ctx.state.option("beside")
    if view.chart not in ("line", "multiples") or wanted in ("", view.concept.indicator_id):
        return None
    cells = cells_of(ctx, wanted, span=asked_span(ctx))
    if cells is None:
        return None
    other = concept(ctx, wanted)
    if not pair_verdict(view.concept, other, "axis").allowed:
        return None
    if _form(other, cells, view.form) != view.form:
        return None
    get = _getter(ctx, cells, other, view.form, view.base, (), "none")
    return other, cells, get


def highest(get: Getter, codes: Iterable[str], year: int) -> list[str]:
    """Areas with a value by it, the highest first, ties by code."""
    known = [(get(code, year), code) for code in codes]
    held = (pair for pair in known if not isnan(pair[0]))
    return [code for _, code in sorted(held, key=lambda pair: (-pair[0], pair[1]))]


def _chart(
    ctx: Context, of: Concept, cells: Cells, marked: tuple[str, ...], year: int
) -> tuple[str, tuple[str, ...]]:
    """The chart asked for and its areas; lines where values may not be stacked."""
    chart = ctx.state.option("chart")
    codes = _codes(ctx, chart, cells, marked, year)
    if chart == "stacked" and not _may_sum_up(of, "sum", cells, codes):
        return "line", _codes(ctx, "line", cells, marked, year)
    return chart, codes


def _form_of(ctx: Context, of: Concept, cells: Cells, chart: str) -> str:
    if chart == "stacked":
        return {"amount": "absolute", "share": "share"}[ctx.state.option("stack")]
    return _form(of, cells, ctx.state.option("form"))


def _log(ctx: Context, of: Concept, cells: Cells, chart: str) -> bool:
    asked = ctx.state.option("axis") == "log" and chart != "stacked"
    asked = asked and _form_of(ctx, of, cells, chart) != "change"
    return asked and form_verdict(of, "log").allowed and cells.lowest() >= 0


def _form(of: Concept, cells: Cells, form: str) -> str:
    part = bool(cells.matrix.breakdown)
    refused = not form_verdict(of, form, part=part).allowed
    refused = refused or (form == "index" and cells.lowest() < 0)
    return "absolute" if refused else form


def _year(text: str, cells: Cells) -> int | None:
    year = int(text) if text.isascii() and text.isdecimal() else None
    return year if year in cells.years else None


def _codes(
    ctx: Context, chart: str, cells: Cells, marked: tuple[str, ...], year: int
) -> tuple[str, ...]:
    among = ctx.state.option("among")
    whole = chart == "scatter"
    group = among or (WORLD if whole else "")
    others = members(ctx.reference, ctx.store, group)
    codes = tuple(dict.fromkeys((*marked, *(c for c in others if c in cells.column))))
    most = MOST.get(chart)
    if whole or most is None or len(codes) <= most:
        return codes
    rest = highest(cells.get, (c for c in codes if c not in marked), year)
    rest.sort(key=lambda code: not cells.leads(code, year))
    return tuple([*marked, *rest][:most])


def _total(total: str, chart: str, of: Concept, cells: Cells, codes: tuple[str, ...]) -> str:
    if total == "none" or chart in ("scatter", "stacked") or len(codes) < 2:
        return "none"
    return total if _may_sum_up(of, total, cells, codes) else "none"


def _may_sum_up(of: Concept, how: str, cells: Cells, codes: tuple[str, ...]) -> bool:
    groups = any(":" in code for code in codes)
    part = bool(cells.matrix.breakdown)
    return summary_verdict(of, how, groups=groups, part=part).allowed


def _getter(
    ctx: Context,
    cells: Cells,
    of: Concept,
    form: str,
    base: int,
    codes: tuple[str, ...],
    total: str,
) -> Getter:
    """Value of an area in a year: summary of the raw values, then the form, then a median."""
    people = cells_of(ctx, POPULATION)
    heads: Getter = people.get if people else lambda code, year: nan
    get: Getter = cells.get
    if total in ("sum", "mean"):
        get = _with_total(get, codes, total, heads)
        heads = _with_total(heads, codes, "sum", heads)
    start = _start(cells, get, codes)
    get = _in_form(get, heads, start, of, form, base, codes)
    return _with_total(get, codes, total, heads) if total == "median" else get


def _start(cells: Cells, get: Getter, codes: tuple[str, ...]) -> Getter:
    """Values that a change may start from: those that lead; of a summary, if all its parts do."""

    def value(code: str, year: int) -> float:
        parts = codes if code == TOTAL else (code,)
        return get(code, year) if all(cells.leads(c, year) for c in parts) else nan

    return value


def _in_form(
    get: Getter,
    heads: Getter,
    first: Getter,
    of: Concept,
    form: str,
    base: int,
    codes: tuple[str, ...],
) -> Getter:
    def capita(code: str, year: int) -> float:
        inhabitants = heads(code, year)
        return get(code, year) * of.factor / inhabitants * of.per if inhabitants > 0 else nan

    def index(code: str, year: int) -> float:
        start = first(code, base)
        return get(code, year) / start * 100 if start > 0 else nan

    def change(code: str, year: int) -> float:
        return get(code, year) - first(code, base)

    def share(code: str, year: int) -> float:
        total = sum(v for c in codes if not isnan(v := get(c, year)))
        return get(code, year) / total * 100 if total > 0 else nan

    forms = {"absolute": get, "capita": capita, "index": index, "change": change, "share": share}
    return forms[form]


def _with_total(get: Getter, codes: tuple[str, ...], how: str, heads: Getter) -> Getter:
    def value(code: str, year: int) -> float:
        if code != TOTAL:
            return get(code, year)
        own = [get(c, year) for c in codes]
        if not own or any(isnan(v) for v in own):
            return nan
        if how == "sum":
            return sum(own)
        if how == "median":
            return quantile(sorted(own), 0.5)
        weights = [heads(c, year) for c in codes]
        if not all(w > 0 for w in weights):
            return nan
        return sum(v * w for v, w in zip(own, weights, strict=True)) / sum(weights)

    return value
