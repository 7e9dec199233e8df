"""The only code that opens the tables; read-only, safe to share between threads and workers.

Parquet is what is stored and exchanged. On opening, the tables are laid out once as
memory-mapped Arrow (module `data.mapped_tables`), sorted for the two ways they are read: one
indicator over all areas, one area over all indicators. Nothing is held in memory that the page
cache cannot share between workers.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from data.doubts import Doubt
from data.mapped_tables import MappedTables, StoreError, open_mapped_tables
from data.matrix import Matrix
from data.observations import Observation, Observations
from data.verdicts import Verdict, Verdicts

__all__ = [
    "Doubt",
    "Flow",
    "Matrix",
    "Observation",
    "Observations",
    "Store",
    "StoreError",
    "Verdict",
]


@dataclass(frozen=True)
class Flow:
    """One origin-destination cell of a year. `value` is None where the provider gave a reason."""

    measure: str
    origin_code: str
    destination_code: str
    year: int
    value: float | None
    obs_status: str


class Store:
    """Typed, read-only queries over the tables of one data folder."""

    def __init__(self, data_dir: Path) -> None:
        """Open `data_dir`/tables, laying the tables out on first use.

        Raises:
            StoreError: a table or the catalogue is missing or damaged; says which and what to run.
        """
        self.data_dir = data_dir
        self.mapped: MappedTables = open_mapped_tables(data_dir)
        self.catalogue: dict = _read_catalogue(data_dir / "tables" / "catalogue.json")
        shown = (key.split("|") for key, e in self.catalogue["series"].items() if e["is_default"])
        self._default_sources: dict[str, str] = {
            **{i: e["source_id"] for i, e in self.catalogue_indicators.items()},
            **{key[0]: key[1] for key in shown},
        }
        self.verdicts = Verdicts(self.mapped.verdicts, self._default_sources)

    @cached_property
    def build_id(self) -> str:
        """Short version of tables and own rules, for addresses that may be cached forever."""
        rules = [entry["sha256"] for _, entry in sorted(self.catalogue.get("rules", {}).items())]
        text = "".join([self.mapped.fingerprint, *rules])
        return hashlib.sha256(text.encode()).hexdigest()[:12] if rules else text[:12]

    def default_source(self, indicator_id: str) -> str | None:
        """The source that screens show for an indicator; None where no series is embedded."""
        return self._default_sources.get(indicator_id)

    def series_info(self, indicator_id: str, source_id: str | None = None) -> dict | None:
        """Catalogue entry of a series (source_code, title, edition, licence, ...), or None."""
        source_id = source_id or self.default_source(indicator_id)
        entry: dict | None = self.catalogue["series"].get(f"{indicator_id}|{source_id}")
        wide = self.catalogue_indicators.get(indicator_id)
        if entry is None and wide and wide["source_id"] == source_id:
            entry = wide
        return entry and {"source_id": source_id} | entry

    @cached_property
    def catalogue_indicators(self) -> dict[str, dict]:
        """The series embedded as published, beyond the curated ones: their catalogue entries."""
        return self.catalogue.get("indicators", {})

    def has_data(self, indicator_id: str) -> bool:
        """Whether the embedded tables hold a series for the indicator."""
        return self.default_source(indicator_id) is not None

    @cached_property
    def _breakdowns(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for key in self.mapped.spans:
            indicator_id, source_id, breakdown = key.split("|")
            if self.default_source(indicator_id) == source_id:
                found.setdefault(indicator_id, []).append(breakdown)
        return {k: sorted(v) for k, v in found.items()}

    def breakdowns(self, indicator_id: str) -> tuple[str, ...]:
        """Breakdowns of the series that screens show, such as `sex=F`; the total ("") first."""
        return tuple(self._breakdowns.get(indicator_id, ()))

    def withheld(self, indicator_id: str) -> list[dict]:
        """Series of the indicator that are kept out of the tables, with the reason."""
        return [w for w in self.catalogue["withheld"] if w["indicator_id"] == indicator_id]

    def matrix(
        self,
        indicator_id: str,
        source_id: str | None = None,
        breakdown: str = "",
        areas: Collection[str] | None = None,
    ) -> Matrix | None:
        """All areas and years of one series, or some areas; None where the tables hold nothing.

        A series without a total is told by its longest sub-series, named in `breakdown` there.
        Access path 1: one binary search, then a view on the mapped file.
        """
        source_id = source_id or self.default_source(indicator_id)
        breakdown = breakdown or self.mapped.stand_ins.get(f"{indicator_id}|{source_id}", "")
        span = self.mapped.series_span(indicator_id, source_id or "", breakdown)
        if span is None:
            return None
        rows = self.mapped.by_series
        held = span if areas is None else self._of_areas(span, sorted(areas))
        area, year = rows["area"][held], rows["year"][held]
        if not len(area):
            return None
        first, last = int(year.min()), int(year.max())
        begins = np.flatnonzero(np.diff(area, prepend=-1))  # rows of one area stand together
        present = area[begins]
        shape = (last - first + 1, len(present))
        values = np.full(shape, np.nan)
        status = np.zeros(shape, dtype=np.uint8)
        column = np.repeat(np.arange(len(begins)), np.diff(begins, append=len(area)))
        at = (year - first) * np.intp(len(begins)) + column  # flat places: half the time of pairs
        values.put(at, rows["value"][held])
        status.put(at, self.mapped.status_bytes[rows["status"][held]])
        marks = rows["quality"][held]
        quality = np.broadcast_to(np.int16(0), shape)  # most series have no flag: no array of them
        if marks.any():
            quality = np.zeros(shape, dtype=np.int16)
            quality.put(at, marks)
        head = span.start
        return Matrix(
            indicator_id,
            source_id or "",
            breakdown,
            self.mapped.names["unit"][rows["unit"][head]],
            self.mapped.names["vintage"][rows["vintage"][head]],
            np.arange(first, last + 1, dtype=np.int16),
            tuple(self.mapped.names["area_code"][i] for i in present),
            values,
            status,
            quality,
            self.mapped.names["quality"],
            self.mapped.doubtful,
        )

    def _of_areas(self, span: slice, areas: Iterable[str]) -> np.ndarray:
        """Places of the rows of some areas within the rows of one series, by area as asked."""
        rows, known = self.mapped.by_series["area"][span], self.mapped.area_code_of
        # Of the column's type, so that it is not copied.
        wanted = np.fromiter((known[a] for a in areas if a in known), np.int16)
        lows = np.searchsorted(rows, wanted, "left") + span.start
        highs = np.searchsorted(rows, wanted, "right") + span.start
        places = [np.arange(low, high) for low, high in zip(lows, highs, strict=True)]
        return np.concatenate(places) if places else np.zeros(0, dtype=np.intp)

    def area_profile(self, area_code: str) -> Observations:
        """Every cell of one area, by indicator, source, breakdown, year. Access path 2.

        Views on the mapped file, whatever their number. An area without rows gives no cells.
        """
        span = self.mapped.area_span(area_code)
        return Observations(self.mapped.by_area, span, self.mapped.names)

    def observations(
        self, indicator_id: str, areas: tuple[str, ...], source_id: str | None = None
    ) -> Observations:
        """The cells of some areas in one indicator's series, by area as asked, then year."""
        mapped, source_id = self.mapped, source_id or self.default_source(indicator_id)
        span = mapped.series_span(indicator_id, source_id or "", "") or slice(0, 0)
        return Observations(mapped.by_series, self._of_areas(span, areas), mapped.names)

    def latest(self, indicator_id: str) -> dict[str, tuple[int, float]]:
        """Latest year that leads, and its value, of each area of the default series."""
        matrix = self.matrix(indicator_id)
        if matrix is None:
            return {}
        known = matrix.leads
        last = len(matrix.years) - 1 - np.argmax(known[::-1], axis=0)
        held = np.flatnonzero(known[last, np.arange(len(last))])  # areas of which some year leads
        years, values = matrix.years[last[held]], matrix.values[last[held], held]
        pairs = zip(years.tolist(), values.tolist(), strict=True)
        return dict(zip([matrix.areas[i] for i in held.tolist()], pairs, strict=True))

    def doubts(
        self, indicator_id: str, source_id: str | None = None, breakdown: str | None = None
    ) -> list[Doubt]:
        """What speaks against cells of an indicator, with figures; of all its series, or of one."""
        return self.mapped.doubts.of_indicator(indicator_id, source_id, breakdown)

    def doubt_counts(self) -> dict[tuple[str, str, str], int]:
        """Number of flagged cells by indicator, source and flag."""
        return self.mapped.doubts.counts()

    def flows(self, measure: str, *, origin: str = "", destination: str = "") -> list[Flow]:
        """Bilateral cells of one measure, optionally from one origin or to one destination."""
        table = self.mapped.flows
        names = self.mapped.flow_names
        mask = table["measure"] == _index(names["measure"], measure)
        if origin:
            mask &= table["origin"] == _index(names["origin_code"], origin)
        if destination:
            mask &= table["destination"] == _index(names["destination_code"], destination)
        return [
            Flow(
                measure,
                names["origin_code"][table["origin"][i]],
                names["destination_code"][table["destination"][i]],
                int(table["year"][i]),
                _number(table["value"][i]),
                names["obs_status"][table["status"][i]],
            )
            for i in np.nonzero(mask)[0]
        ]


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _index(names: tuple[str, ...], wanted: str) -> int:
    return names.index(wanted) if wanted in names else -1


def _read_catalogue(path: Path) -> dict:
    try:
        content: dict = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise StoreError(path, f"the catalogue cannot be read ({error})") from error
    missing = {"sources", "series", "withheld", "comparisons"} - content.keys()
    if missing:
        raise StoreError(path, f"the catalogue lacks {', '.join(sorted(missing))}")
    return content
