"""The numbers of one area, read by the quick path to its rows; and how they are told.

Every number of a profile is made into words here, so that a test can make them again from its row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property, lru_cache

import numpy as np

from data.progress.rules import CONSULTED
from data.quality import leads
from data.store import Flow, Store
from layouts.profile.records import COUNT, RANK, SHARE, SUM, Row, Sentence, Told
from layouts.progress.words import FARTHEST, amount_text, place
from layouts.request.context import Context
from layouts.request.state import ViewState
from layouts.series.series import indicator_of

PEOPLE, PERCENT, COUNTED = "persons", "percent", "count"
MILLION = 1_000_000  # from here on a number is told in millions, which French joins otherwise
GROUP_MARK = ":"
Values = tuple[tuple[str, Row], ...]


class Reader:
    """One area of a page: its rows by indicator, and words in the page's language."""

    def __init__(self, ctx: Context, area_code: str) -> None:
        """Look the area up; of the page only language, links and setting matter."""
        own = ViewState(lang=ctx.lang, areas=(area_code,), options=ctx.state.options)
        self.ctx = replace(ctx, state=own)
        self.area = ctx.reference.areas[area_code]
        self.store = ctx.store
        self.kind = place(self.ctx)
        self._read: dict[str, tuple[Row, ...]] = {}

    @property
    def code(self) -> str:
        """The area's code."""
        return self.area.area_code

    @property
    def here(self) -> str:
        """How sentences call the area: the country, the territory, the region, the group."""
        kind = "world" if self.kind == "world" else self.area.kind
        return self.ctx.t(f"profile.here.{kind}")

    @cached_property
    def _held(self) -> Mapping[tuple[int, int, int], slice]:
        """Where the rows of each series begin and end among those of the area."""
        rows = self.store.area_profile(self.code)
        names = ("indicator_id", "source_id", "breakdown")
        keys = np.stack([rows.codes(name) for name in names]) if len(rows) else np.zeros((3, 0))
        starts = np.flatnonzero(np.any(np.diff(keys, axis=1, prepend=-1), axis=0)).tolist()
        stops = [*starts[1:], keys.shape[1]][: len(starts)]
        return {
            (int(keys[0, a]), int(keys[1, a]), int(keys[2, a])): slice(a, b)
            for a, b in zip(starts, stops, strict=True)
        }

    def points(self, indicator_id: str) -> tuple[Row, ...]:
        """The area's numbers in the series that screens show, by year, those doubted too."""
        if indicator_id not in self._read:
            self._read[indicator_id] = self._points(indicator_id)
        return self._read[indicator_id]

    def _points(self, indicator_id: str) -> tuple[Row, ...]:
        source = self.store.default_source(indicator_id) or ""
        names = self.store.mapped.names
        part = self.store.mapped.stand_ins.get(f"{indicator_id}|{source}", "")
        wanted = (("indicator_id", indicator_id), ("source_id", source), ("breakdown", part))
        if any(name not in names[field] for field, name in wanted):
            return ()
        indicator, provider, sub_group = (names[field].index(name) for field, name in wanted)
        span = self._held.get((indicator, provider, sub_group))
        if span is None:
            return ()
        decimals = indicator_of(self.ctx, indicator_id).decimals
        return tuple(
            Row(o.indicator_id, o.source_id, self.code, o.year, o.value, o.unit, decimals,
                o.obs_status, o.quality, o.vintage)
            for o in self.store.area_profile(self.code)[span.start : span.stop]
            if o.value is not None
        )  # fmt: skip

    def led(self, indicator_id: str) -> tuple[Row, ...]:
        """Its numbers that may lead, by year."""
        return tuple(row for row in self.points(indicator_id) if leading(row))

    def latest(self, indicator_id: str) -> Row | None:
        """The newest number that may lead; None where there is none since the consultations."""
        known = self.led(indicator_id)
        return known[-1] if known and (known[-1].year or 0) >= CONSULTED else None

    def amount(self, row: Row) -> Told:
        """The value of a row, with its unit."""
        return Told(row_text(self.ctx, row), (row,))

    def size(self, row: Row) -> Told:
        """The value of a row without its sign, where the words say which way it goes."""
        return Told(row_text(self.ctx, replace(row, value=abs(row.number))), (row,))

    def people(self, noun: str, row: Row) -> Told:
        """A number of people with what they are: 12 refugees, 1.2 million migrants."""
        ctx, text = self.ctx, row_text(self.ctx, row)
        if row.number >= MILLION:
            return Told(ctx.t(f"profile.millions.{noun}", count=text), (row,))
        return Told(ctx.plural(f"profile.noun.{noun}", round(row.number), count=text), (row,))

    def year(self, row: Row) -> Told:
        """The year of a row."""
        return Told(str(row.year), (row,))

    def name(self, area_code: str) -> str:
        """The short name of an area."""
        return self.ctx.reference.areas[area_code].text("short", self.ctx.lang)

    def say(self, key: str, /, **values: Told | str) -> Sentence:
        """A sentence; what is a plain text holds no number."""
        told = {name: Told(v) if isinstance(v, str) else v for name, v in values.items()}
        return Sentence(key, told, self.ctx.lang)

    def counted(self, what: str, rows: Iterable[Row], note: str = "") -> Told:
        """How many rows there are, as a number that names them."""
        return self.amount(count_of(what, self.code, rows, note))

    def flows(self, measure: str, end: str) -> tuple[Row, ...]:
        """What is counted from, or to, the area in the newest year since 2017; largest first."""
        found = self.store.flows(measure, **{end: self.code})
        year = max((flow.year for flow in found if flow.year >= CONSULTED), default=0)
        return tuple(flow_rows(self.store, (f for f in found if f.year == year)))


def leading(row: Row) -> bool:
    """Whether a row may be a latest value or a base; data/quality.py has the rule."""
    return leads(row.value, row.obs_status, row.quality)


def row_text(ctx: Context, row: Row) -> str:
    """The value of a row in words."""
    return amount_text(ctx, row.number, row.unit, row.decimals)


def count_of(what: str, area_code: str, rows: Iterable[Row], note: str = "") -> Row:
    """How many rows there are."""
    of = tuple(rows)
    return Row(what, area_code=area_code, value=float(len(of)), made=COUNT, note=note, of=of)


def sum_of(rows: Iterable[Row], of: Row) -> Row:
    """The sum of rows, otherwise as one of them; its year is the last."""
    each = tuple(rows)
    total = sum(row.number for row in each)
    return replace(of, value=total, vintage="", obs_status="", quality="", made=SUM, of=each)


def share_of(part: Row, whole: Row) -> Row:
    """One row as a percentage of another."""
    value = 100 * part.number / whole.number if whole.number else None
    return Row(
        part.indicator_id, area_code=whole.area_code, year=part.year, value=value, unit=PERCENT,
        decimals=1, origin=part.origin, destination=part.destination, made=SHARE, of=(part, whole),
    )  # fmt: skip


def since_consulted(points: tuple[Row, ...]) -> tuple[Row | None, tuple[Row, ...]]:
    """The value to compare the newest with, and the course since then.

    The rule is that of layouts/progress/words.py: the value of 2017 or of the nearest year within
    three years, the earlier of two; none where the series breaks after it.
    """
    known = [row for row in points if leading(row)]
    if not known:
        return None, ()
    base = min(known, key=lambda row: (abs((row.year or 0) - CONSULTED), row.year or 0))
    year, last = base.year or 0, known[-1].year or 0
    near = abs(year - CONSULTED) <= FARTHEST and year < last
    first = min(year, CONSULTED) if near else CONSULTED
    course = tuple(row for row in points if (row.year or 0) >= first)
    broken = any(row.obs_status == "B" and (row.year or 0) > year for row in known)
    return (base if near and not broken else None), course


@lru_cache(maxsize=1024)
def values_of(store: Store, indicator_id: str, year: int, codes: tuple[str, ...]) -> Values:
    """Rows of some places in one year that may lead, by place; units and decimals left out."""
    matrix = store.matrix(indicator_id, areas=codes)
    if matrix is None:
        return ()
    cells = ((code, *matrix.cell(code, year), matrix.flags_at(code, year)) for code in codes)
    source, unit = matrix.source_id, matrix.unit
    return tuple(
        (code, Row(indicator_id, source, code, year, value, unit, 0, letter, flags))
        for code, value, letter, flags in cells
        if leads(value, letter, flags)
    )


def rank_of(row: Row, peers: Values) -> tuple[Row, Row]:
    """The place of a row among those of its peers, the highest first; and of how many."""
    higher = tuple(other for _, other in peers if other.number > row.number)
    every = tuple(other for _, other in peers)
    place = Row(
        row.indicator_id, area_code=row.area_code, year=row.year, value=float(len(higher) + 1),
        made=RANK, of=(row, *higher),
    )  # fmt: skip
    return place, replace(count_of(row.indicator_id, row.area_code, every), year=row.year)


def flow_rows(store: Store, flows: Iterable[Flow]) -> Iterator[Row]:
    """Flows with a number above nought as rows, the largest first."""
    known = [flow for flow in flows if flow.value]
    known.sort(key=lambda f: (-(f.value or 0.0), f.origin_code, f.destination_code))
    for flow in known:
        yield Row(
            flow.measure, flow_source(store, flow.measure), "", flow.year, flow.value, PEOPLE,
            0, flow.obs_status, origin=flow.origin_code, destination=flow.destination_code,
        )  # fmt: skip


@lru_cache(maxsize=64)
def flow_source(store: Store, measure: str) -> str:
    """The provider of a measure of flows."""
    table, names = store.mapped.flows, store.mapped.flow_names
    at = int(np.argmax(table["measure"] == names["measure"].index(measure)))
    return str(names["source_id"][table["source"][at]])
