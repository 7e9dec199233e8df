"""One pair of places in every measure and by every provider, both directions side by side.

It stands as a table of its page: what counts is what each number means and who says so, and the
numbers run from tens to millions, which no common axis shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import isnan, nan
from typing import NamedTuple

from data import corridors
from data.arithmetic.measures import ALIKE, CORRIDORS, IN_A_YEAR, IN_CASES, MEASURES, MONEY, STOCKS
from layouts.charts.corridor_view import Corridors, corridors_of, origin_of
from layouts.charts.record import Chart, Item, Look, MarksOf, Takes
from layouts.charts.tables import NONE, Table
from layouts.request.context import Context
from layouts.words.format import number
from layouts.words.values import Unit, Words

BASE = STOCKS[0]  # what other stocks are compared with: everyone who lives there
FEWEST = 0.1  # of a hundred: fewer are told by their number alone
NEAR = 3  # years at most between a stock and the one it is compared with


class MirrorMark(NamedTuple):
    """What one measure counts in one direction, its last year; a row of the file.

    `per_100` is against the migrants of the same direction in the nearest year, `base_year`, of
    UN DESA; NaN where nothing comparable is counted. Money goes from where people live to where
    they come from, so its ends are turned.
    """

    measure: str
    counted: str
    kind: str  # stock, year, money
    origin_code: str
    origin: str
    destination_code: str
    destination: str
    year: int | None
    value: float  # NaN where the tables have no row
    text: str
    per_100: float
    base_year: int | None
    cases: float  # counted in cases and not in persons; NaN where there are none
    cases_year: int | None
    source_id: str
    reported: str
    role: str  # value, missing
    spoken: str


@dataclass(frozen=True)
class MirrorMarks(MarksOf[MirrorMark, Corridors]):
    """Measure by measure, in the order of the list, from the first place and from the second."""

    shape = MirrorMark
    each: tuple[MirrorMark, ...]
    view: Corridors


def marks(ctx: Context) -> MirrorMarks:
    """Two rows for each measure that the tables hold; none without a pair."""
    view = corridors_of(ctx)
    if not view.ends:
        return MirrorMarks((), view)
    held = [m for m in CORRIDORS if corridors.years(ctx.store, m)]
    each = [_mark(view, measure, ends) for measure in held for ends in (view.ends, view.ends[::-1])]
    return MirrorMarks(tuple(each), view)


def _mark(view: Corridors, measure: str, ends: tuple[str, ...]) -> MirrorMark:
    ctx = view.ctx
    own = ends[::-1] if measure in MONEY else ends
    found = corridors.over_years(ctx.store, measure, *own)
    year = max(found, default=None)
    value = nan if year is None else found[year]
    per_100, base_year = _per_100(view, measure, own, year, value)
    cases = corridors.over_years(ctx.store, IN_CASES.get(measure, ""), *own)
    cases_year = max(cases, default=None)
    counted, source = ctx.t(f"table.measure.{measure}"), origin_of(ctx, measure)
    source_id = corridors.edition(ctx.store, measure)[0]
    names = {"origin": view.name(own[0]), "destination": view.name(own[1])}
    text = NONE if year is None else _text(ctx, measure, value)
    spoken = ctx.t(
        "corridor.mirror.none" if year is None else "corridor.mirror.spoken",
        counted=counted, value=text, year=year or "", provider=source["producer"], **names,
    )  # fmt: skip
    return MirrorMark(
        measure, counted, _kind(measure), own[0], names["origin"], own[1], names["destination"],
        year, value, text, per_100, base_year, cases.get(cases_year or 0, nan), cases_year,
        source_id,
        ctx.t(f"corridor.reported.{source_id}"), "missing" if year is None else "value", spoken,
    )  # fmt: skip


def _kind(measure: str) -> str:
    return "year" if measure in IN_A_YEAR else "money" if measure in MONEY else "stock"


def _text(ctx: Context, measure: str, value: float) -> str:
    unit = MEASURES[measure][0]
    short = "" if unit == "persons" else ctx.t(f"unit_short.{unit}")
    return Words(ctx.lang).value(value, Unit("", short, 0 if unit == "persons" else 1), 1e15)


def _per_100(
    view: Corridors, measure: str, ends: tuple[str, ...], year: int | None, value: float
) -> tuple[float, int | None]:
    """The value for every hundred migrants of UN DESA in the nearest year, and that year."""
    if year is None or measure == BASE or measure not in STOCKS:
        return nan, None
    people = {y: v for y, v in corridors.over_years(view.ctx.store, BASE, *ends).items() if v}
    near = min(people, key=lambda y: (abs(y - year), -y), default=None)
    if near is None or abs(near - year) > NEAR:
        return nan, None
    return 100 * value / people[near], near


def sentence(marks: MirrorMarks, words: Words) -> str:
    """Where two providers count much the same people: both numbers of one year, and their ratio."""
    view = marks.view
    told = [
        text
        for ends in ((view.ends, view.ends[::-1]) if view.ends else ())
        for pair in ALIKE
        for text in _against(view, pair, ends, words)
    ]
    told += [
        words.t(
            "corridor.mirror.more",
            counted=mark.counted,
            origin=mark.origin,
            destination=mark.destination,
            value=mark.text,
            year=mark.year,
            base=mark.base_year,
        )
        for mark in marks.each
        if not isnan(mark.per_100) and mark.per_100 > 100
    ]
    return " ".join(told) or words.t("corridor.mirror.alone")


def _against(
    view: Corridors, pair: tuple[str, str], ends: tuple[str, ...], words: Words
) -> Iterator[str]:
    """One measure against another in the last year that both have; nothing without one."""
    store = view.ctx.store
    one, other = (corridors.over_years(store, measure, *ends) for measure in pair)
    year = max((y for y in one if other.get(y)), default=None)
    if year is None:
        return
    yield words.t(
        "corridor.mirror.against",
        origin=view.name(ends[0]),
        destination=view.name(ends[1]),
        year=year,
        one=words.t(f"table.measure.{pair[0]}"),
        first=view.amount(one[year]),
        provider=words.t(f"corridor.provider.{corridors.edition(store, pair[0])[0]}"),
        other=words.t(f"table.measure.{pair[1]}"),
        second=view.amount(other[year]),
        ratio=number(one[year] / other[year], words.lang, 2),
    )


def legend(marks: MirrorMarks, look: Look, words: Words) -> list[Item]:
    """Nothing: its columns are named."""
    return []


def table(marks: MirrorMarks, words: Words) -> Table:
    """A row per measure: what it counts, both directions with their years, who reported."""
    view = marks.view
    if not view.ends:
        return [], []
    there, back = (f"{view.name(a)} \u2192 {view.name(b)}" for a, b in (view.ends, view.ends[::-1]))
    head = [words.t("corridor.mirror.counted"), there, back, words.t("corridor.mirror.who")]
    return head, [
        [
            f"{one.counted}. {words.t(f'corridor.kind.{one.kind}')}",
            _cell(one, words),
            _cell(other, words),
            one.reported,
        ]
        for one, other in held(marks)
    ]


def held(marks: MirrorMarks) -> list[tuple[MirrorMark, MirrorMark]]:
    """Both directions of each measure that has a row in one of them."""
    pairs = zip(marks.each[::2], marks.each[1::2], strict=True)
    return [pair for pair in pairs if any(m.role == "value" or m.cases_year for m in pair)]


def lacking(marks: MirrorMarks, words: Words) -> str:
    """The measures without a row in either direction; "" where there is none."""
    known = {one.measure for one, _ in held(marks)}
    names = dict.fromkeys(m.counted for m in marks.each if m.measure not in known)
    return words.t("corridor.mirror.lacking", counted=words.list(list(names))) if names else ""


def _cell(mark: MirrorMark, words: Words) -> str:
    told = words.t("corridor.mirror.no_row")
    if mark.role == "value":
        told = words.t("corridor.mirror.cell", value=mark.text, year=mark.year)
    if mark.cases_year:
        count = number(mark.cases, words.lang)
        return words.t("corridor.mirror.cases", told=told, count=count, year=mark.cases_year)
    if isnan(mark.per_100):
        return told
    if mark.per_100 < FEWEST:
        return told
    share = number(mark.per_100, words.lang, 1)
    per = words.t("corridor.mirror.per_100", count=share, year=mark.base_year)
    return f"{told}; {per}"


CHART = Chart(
    id="corridor_mirror",
    pages=("corridors",),
    order=5,
    takes=Takes(indicators=0, opens=1, forms=("absolute",), axes=("linear",)),
    marks=marks,
    figure=None,
    sentence=sentence,
    legend=legend,
    table=table,
    traces=(),
)
