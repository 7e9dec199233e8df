"""The rows of the table page as a CSV file, line by line, in the order of the screen.

The table is rectangular: every row says its source, licence, edition, day of retrieval and link.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from functools import cache

import numpy as np

from data.arithmetic.measures import MEASURES
from data.query import Selection, Table
from layouts.request.context import Context
from layouts.series.columns import COLUMNS
from layouts.series.doubts import Reasons, cell_reasons
from layouts.series.groups import MEMBER_COLUMNS, group_of, member_cells
from layouts.series.series import indicator_of
from layouts.series.sums import sum_cell
from layouts.table.rows import measure_words, source_words

ROWS_AT_ONCE = 20_000
FLOW_COLUMNS = (
    *("measure", "measure_title", "origin_code", "origin", "destination_code", "destination"),
    *("year", "value", "unit", "obs_status", "source", "edition", "retrieved_on", "licence"),
    *("attribution", "link"),
)


def csv_lines(ctx: Context, table: Table, chosen: Selection, link: str) -> Iterator[bytes]:
    """The file in pieces: a byte order mark, the head, then the rows, many at once.

    A row without a number has an empty value and its reason as `obs_status`: M not applicable,
    L not collected, Q suppressed, O no reason given. Where a group decides the rows, its list and
    the day of it stand in each.
    """
    observations = ctx.state.option("table") == "observations"
    among = member_cells(ctx, ctx.state.option("members") or group_of(ctx))
    head = (*(COLUMNS if observations else FLOW_COLUMNS), *(MEMBER_COLUMNS if among else ()))
    yield ("\ufeff" + _line(head) + "\n").encode()
    ending = f",{_line(among)}" if among else ""
    lines = (_Observations if observations else _Flows)(ctx, table, link, ending)
    for rows in chosen.pages(ROWS_AT_ONCE):
        parts = {name: column[rows].tolist() for name, column in table.columns.items()}
        yield "".join(lines(parts)).encode()


class _Observations:
    """Lines of observations. What rows have in common is put into words once."""

    def __init__(self, ctx: Context, table: Table, link: str, ending: str) -> None:
        self.names = table.names
        self.first = cache(lambda i: _indicator_cells(ctx, table.names["indicator"][i]))
        self.area = cache(lambda a: _area_cells(ctx, table.names["area"][a]))
        self.last = cache(lambda i, s, v: _series_cells(ctx, table, i, s, v))
        self.summed = cache(lambda i, s, a, y: _summed(ctx, table, i, s, a, y))
        self.tail = f",{_line((link,))}{ending}"
        self.reasons = cache(lambda i, s, b: _reasons(ctx, table, i, s, b))

    def __call__(self, parts: dict[str, list]) -> Iterable[str]:
        units, letters, breakdowns = (self.names[n] for n in ("unit", "status", "breakdown"))
        columns = ("indicator", "area", "year", "value", "unit", "status", "quality")
        rows = zip(*(parts[c] for c in (*columns, "breakdown", "source", "vintage")), strict=True)
        for i, a, year, value, unit, status, quality, breakdown, source, vintage in rows:
            flags = self.flags(quality, (i, source, breakdown), (a, year)) if quality else ","
            yield (
                f"{self.first(i)},{self.area(a)},{year},{plain(value)},{units[unit]},"
                f"{letters[status]},{flags},{breakdowns[breakdown]},"
                f"{self.last(i, source, vintage)},{self.summed(i, source, a, year)}{self.tail}\n"
            )

    def flags(self, quality: int, series: tuple[int, int, int], cell: tuple[int, int]) -> str:
        """The two cells of a flagged row: its flags, and why in words."""
        area, year = cell
        reason = self.reasons(*series).get((self.names["area"][area], year), "")
        return _line((self.names["quality"][quality], reason))


class _Flows:
    """Lines of flows."""

    def __init__(self, ctx: Context, table: Table, link: str, ending: str) -> None:
        names = table.names
        self.letters = names["status"]
        self.first = cache(lambda m: _measure_cells(ctx, names["measure"][m]))
        self.origin = cache(lambda a: _area_cells(ctx, names["origin"][a]))
        self.destination = cache(lambda a: _area_cells(ctx, names["destination"][a]))
        self.unit = [MEASURES[name][0] for name in names["measure"]]
        self.last = cache(lambda s, v: _source_cells(ctx, table, s, v, link) + ending)

    def __call__(self, parts: dict[str, list]) -> Iterable[str]:
        columns = ("measure", "origin", "destination", "year", "value", "status", "source")
        rows = zip(*(parts[c] for c in (*columns, "vintage")), strict=True)
        for measure, origin, destination, year, value, status, source, vintage in rows:
            yield (
                f"{self.first(measure)},{self.origin(origin)},{self.destination(destination)},"
                f"{year},{plain(value)},{self.unit[measure]},{self.letters[status]},"
                f"{self.last(source, vintage)}\n"
            )


def plain(value: float) -> str:
    """The shortest text that reads back as the same number; empty where there is none."""
    if np.isnan(value):
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def _indicator_cells(ctx: Context, indicator_id: str) -> str:
    indicator = indicator_of(ctx, indicator_id)
    return _line((indicator_id, indicator.sdg_indicator, indicator.text("title", ctx.lang)))


def _measure_cells(ctx: Context, measure: str) -> str:
    return _line((measure, measure_words(ctx, measure)))


def _area_cells(ctx: Context, area_code: str) -> str:
    area = ctx.reference.areas.get(area_code)
    return _line((area_code, area.text("name", ctx.lang) if area else ""))


def _series_cells(ctx: Context, table: Table, indicator: int, source: int, vintage: int) -> str:
    source_id = table.names["source"][source]
    info = ctx.store.series_info(table.names["indicator"][indicator], source_id) or {}
    return _line(
        (
            source_words(ctx, source_id),
            info.get("source_code", ""),
            table.names["vintage"][vintage],
            _retrieved(ctx, source_id),
            info.get("licence", ""),
            info.get("attribution", ""),
        )
    )


def _summed(ctx: Context, table: Table, indicator: int, source: int, area: int, year: int) -> str:
    indicator_id, source_id = table.names["indicator"][indicator], table.names["source"][source]
    return _line((sum_cell(ctx, indicator_id, source_id, table.names["area"][area], year),))


def _reasons(ctx: Context, table: Table, indicator: int, source: int, breakdown: int) -> Reasons:
    columns = (("indicator", indicator), ("source", source), ("breakdown", breakdown))
    return cell_reasons(ctx, *(table.names[name][code] for name, code in columns))


def _source_cells(ctx: Context, table: Table, source: int, vintage: int, link: str) -> str:
    source_id = table.names["source"][source]
    known = ctx.reference.sources.get(source_id)
    return _line(
        (
            source_words(ctx, source_id),
            table.names["vintage"][vintage],
            _retrieved(ctx, source_id),
            known.licence if known else "",
            known.attribution if known else "",
            link,
        )
    )


def _retrieved(ctx: Context, source_id: str) -> str:
    return str(ctx.store.catalogue["sources"].get(source_id, {}).get("retrieved_at", ""))[:10]


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()
