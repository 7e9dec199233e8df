"""Filters to rows, rows to pages: reading a laid out table of millions of rows by parts.

A table is sorted by its key columns and the year. Rows with the same keys stand together: a run.
Filters on keys choose among the runs, which are a tenth of the rows; only years, values and
kinds of missing look at the rows themselves, and nothing is sorted unless somebody asks for it.
Must not import pandas: every worker of the app loads this module.

DuckDB was tried behind it and misses its mark, twice our time at most (`python -m bench.queries`;
one thread, all sides in turns, medians of 20 on a busy machine). The table page's filter, sort and
page took 76 ms here, 559 ms on this mapped Arrow, 1,245 ms on the Parquet, and 1,963 ms in a sorted
table of DuckDB's own. One indicator: 0.8, 145, 81, 18 ms. One area: 0.2, 186, 852, 663 ms. This
layer leans on numpy and on files of Arrow, and on nothing private of theirs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.mapped_columns import MappedColumns
from data.mapped_tables import FLOW_KEYS, OBSERVATION_KEYS, SHORT, Columns, MappedTables

Rows = npt.NDArray[np.int32]
Ranks = Mapping[str, npt.NDArray[np.int16]]
VALUE = "value"  # among the kinds of `Filters`: rows that have a number
MANY = 100_000  # rows; a worker keeps no memory of having read more
FEW = 4  # a selection of less than a quarter of the table is looked up row by row


@dataclass(frozen=True)
class Filters:
    """Which rows are wanted. None means that anything goes.

    Attributes:
        names: key column and the names wanted in it; every pair must hold.
        areas: areas wanted in any column of places (origin or destination of a flow).
        first: the first year.
        last: the last year.
        kinds: what a row may be: VALUE, or the status letter of a row without a number.
        quality: texts of flags that a row may have; "" for none.
    """

    names: tuple[tuple[str, frozenset[str]], ...] = ()
    areas: frozenset[str] | None = None
    first: int | None = None
    last: int | None = None
    kinds: frozenset[str] | None = None
    quality: frozenset[str] | None = None

    @property
    def by_row(self) -> bool:
        """Whether single rows must be looked at, and not only runs of rows with the same keys."""
        return any(f is not None for f in (self.first, self.last, self.kinds, self.quality))


@dataclass(frozen=True)
class Selection:
    """The rows that filters left, in the order asked for. Row numbers count in the whole table.

    Attributes:
        starts: first row of each run, where whole runs were kept.
        ends: number of rows up to and with each run; the last is the number of all rows.
        rows: every row, where single rows were kept; `starts` and `ends` are empty then.
    """

    starts: Rows
    ends: npt.NDArray[np.int64]
    rows: Rows | None = None

    def __len__(self) -> int:
        """Number of rows."""
        if self.rows is not None:
            return len(self.rows)
        return int(self.ends[-1]) if len(self.ends) else 0

    def page(self, start: int, stop: int) -> npt.NDArray[np.intp]:
        """The rows from place `start` up to `stop` of the selection; fewer at its end."""
        start, stop = max(0, start), min(stop, len(self))
        if start >= stop:
            return np.zeros(0, dtype=np.intp)
        if self.rows is not None:
            return self.rows[start:stop].astype(np.intp)
        places = np.arange(start, stop)
        run = np.searchsorted(self.ends, places, side="right")
        before = np.concatenate(([0], self.ends))[run]
        return self.starts[run] + (places - before)

    def pages(self, size: int) -> Iterator[npt.NDArray[np.intp]]:
        """All rows, `size` at a time."""
        for start in range(0, len(self), size):
            yield self.page(start, start + size)


@dataclass(frozen=True, eq=False)
class Table:
    """One laid out table: its columns, what their codes mean, and its keys in sort order.

    Attributes:
        columns: codes and numbers, one array a column, sorted by `keys` and the year.
        runs: `start`, `length` and codes of each run of rows with the same keys.
        names: what the codes of a column mean, in ascending order.
        keys: the columns that a run shares.
        places: the columns among `keys` that hold areas.
    """

    columns: Columns
    runs: Columns
    names: Mapping[str, tuple[str, ...]]
    keys: tuple[str, ...]
    places: tuple[str, ...]

    def __len__(self) -> int:
        """Number of rows."""
        return len(self.columns["year"])

    def select(
        self, filters: Filters, order: Sequence[tuple[str, bool]] = (), ranks: Ranks | None = None
    ) -> Selection:
        """The rows that pass all filters.

        Args:
            filters: which rows.
            order: columns to sort by, the first counting most, each with whether it descends.
                Without it, and among equal rows, the table's own order holds.
            ranks: for a column of names, the place of each code in reading order; its codes
                count where it has none. Rows without a number come last in both directions.
        """
        runs = np.flatnonzero(self._wanted_runs(filters))
        ranks = ranks or {}
        single = filters.by_row
        if not single and all(column in self.keys for column, _ in order):
            for column, descends in reversed(order):
                keys = _ranked(self.runs[column][runs], ranks.get(column), descends)
                runs = runs[np.argsort(keys, kind="stable")]
            ends = np.cumsum(self.runs["length"][runs], dtype=np.int64)
            return Selection(self.runs["start"][runs], ends)
        rows = self._rows(runs, filters) if single else self._expand(runs)
        for column, descends in reversed(order):
            keys = _ranked(self.columns[column][rows], ranks.get(column), descends)
            rows = rows[np.argsort(keys, kind="stable")]
            del keys
        if filters.kinds is not None or filters.quality is not None or (order and len(rows) > MANY):
            self.let_go()
        return Selection(np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int64), rows)

    def distinct(self, columns: Sequence[str], chosen: Selection) -> list[tuple[str, ...]]:
        """The different names in some key columns of the rows of a selection, in ascending order.

        Raises:
            ValueError: without a column.
        """
        at = chosen.starts if chosen.rows is None else chosen.rows
        sizes = [len(self.names[column]) for column in columns]
        codes = [self.columns[column][at] for column in columns]
        found = np.unravel_index(np.unique(np.ravel_multi_index(codes, sizes)), sizes)
        named = (map(self.names[c].__getitem__, f) for c, f in zip(columns, found, strict=True))
        return list(zip(*named, strict=True))

    def let_go(self) -> None:
        """Keep no memory of rows read here and there, or all through; they are read again."""
        for columns in (self.columns, self.runs):
            if len(self) > MANY and isinstance(columns, MappedColumns):
                columns.let_go()

    def _wanted_runs(self, filters: Filters) -> npt.NDArray[np.bool_]:
        wanted = np.ones(len(self.runs["start"]), dtype=bool)
        for column, names in filters.names:
            wanted &= self._allowed(column, names)[self.runs[column]]
        if filters.areas is not None:
            either = np.zeros(len(wanted), dtype=bool)
            for column in self.places:
                either |= self._allowed(column, filters.areas)[self.runs[column]]
            wanted &= either
        return wanted

    def _allowed(self, column: str, names: frozenset[str]) -> npt.NDArray[np.bool_]:
        return np.fromiter((name in names for name in self.names[column]), dtype=bool)

    def _expand(self, runs: npt.NDArray[np.intp]) -> Rows:
        """Every row of some runs."""
        lengths = self.runs["length"][runs]
        before = np.cumsum(lengths) - lengths
        rows = np.arange(lengths.sum(), dtype=np.int32)
        rows += np.repeat((self.runs["start"][runs] - before).astype(np.int32), lengths)
        return rows

    def _rows(self, runs: npt.NDArray[np.intp], filters: Filters) -> Rows:
        """The rows of some runs that pass the filters on rows."""
        if self.runs["length"][runs].sum() * FEW < len(self):
            rows = self._expand(runs)
            return rows[self._passing(rows, filters)]
        kept = np.zeros(len(self.runs["start"]), dtype=bool)
        kept[runs] = True
        passing = self._passing(slice(None), filters)
        if len(runs) < len(kept):
            passing &= np.repeat(kept, self.runs["length"])
        return np.flatnonzero(passing).astype(np.int32)

    def _passing(self, rows: Rows | slice, filters: Filters) -> npt.NDArray[np.bool_]:
        years = self.columns["year"][rows]
        passing = np.ones(len(years), dtype=bool)
        if filters.first is not None:
            passing &= years >= filters.first
        if filters.last is not None:
            passing &= years <= filters.last
        if filters.kinds is not None:
            unknown = np.isnan(self.columns["value"][rows])
            letters = self._allowed("status", filters.kinds)[self.columns["status"][rows]]
            passing &= (unknown & letters) | (~unknown if VALUE in filters.kinds else False)
        if filters.quality is not None:
            passing &= self._allowed("quality", filters.quality)[self.columns["quality"][rows]]
        return passing


def _ranked(
    column: npt.NDArray, ranks: npt.NDArray[np.int16] | None, descends: bool
) -> npt.NDArray:
    """Sort keys of a column: in reading order where there is one; negative where it descends."""
    keys = column if ranks is None else ranks[column]
    return -keys if descends else keys


def observations_table(mapped: MappedTables) -> Table:
    """The observations, one row per indicator, source, breakdown, area and year."""
    names = {SHORT.get(name, name): labels for name, labels in mapped.names.items()}
    keys = tuple(SHORT.get(key, key) for key in OBSERVATION_KEYS)
    return Table(mapped.by_series, mapped.series_runs, names, keys, ("area",))


def flows_table(mapped: MappedTables) -> Table:
    """The bilateral flows, one row per measure, origin, destination and year."""
    names = {SHORT.get(name, name): labels for name, labels in mapped.flow_names.items()}
    keys = tuple(SHORT.get(key, key) for key in FLOW_KEYS)
    return Table(mapped.flows, mapped.flow_runs, names, keys, ("origin", "destination"))
