"""The tables mapped from disk as Arrow, sorted for the two access paths.

Built once per content of the Parquet files into a folder named by their hash, then mapped. Key
columns are int16 codes into name lists, so a query compares small integers, not strings. The
folder is made beside the tables, or in the system's temporary folder where that is not writable.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pyarrow as pa

from data.columns import (
    Columns,
    StoreError,
    codes_of,
    numbers_of,
    places_of,
    read_parquet,
    write_columns,
)
from data.doubts import NO_DOUBTS, Doubts, lay_out_doubts, map_doubts
from data.mapped_columns import MappedColumns, trim, view
from data.progress.settings import ALL_SETTINGS, BASES, COVID, METHODS, MODELLED
from data.quality import doubted
from data.verdicts import COUNTS, KEYS, NAMES, NUMBERS, YEARS, MappedVerdicts

OBSERVATION_KEYS = ("indicator_id", "source_id", "breakdown", "area_code")
OBSERVATION_NAMES = (*OBSERVATION_KEYS, "unit", "obs_status", "quality", "vintage")
FLOW_KEYS = ("measure", "origin_code", "destination_code")
FLOW_NAMES = (*FLOW_KEYS, "obs_status", "source_id", "vintage")
SHORT = {
    "indicator_id": "indicator",
    "source_id": "source",
    "area_code": "area",
    "obs_status": "status",
    "origin_code": "origin",
    "destination_code": "destination",
}
FORMAT = "5"  # raise when what is laid out below changes


@dataclass(frozen=True)
class MappedTables:
    """Mapped columns and the name lists behind their codes.

    `status_bytes` is the letter, and `doubtful` whether the cell is doubted, by the codes of
    `obs_status` and `quality`. Code 0 of `quality` always stands for a cell without a flag.
    `series_runs` and `flow_runs` have a row for each run of rows with the same keys: its `start`,
    its `length` and the codes of the keys.
    """

    fingerprint: str
    by_series: Columns
    series_runs: Columns
    by_area: Columns
    flows: Columns
    flow_runs: Columns
    names: dict[str, tuple[str, ...]]
    flow_names: dict[str, tuple[str, ...]]
    spans: dict[str, tuple[int, int]]
    area_starts: np.ndarray
    area_code_of: dict[str, int]
    status_bytes: np.ndarray
    doubtful: np.ndarray
    verdicts: MappedVerdicts | None = None
    doubts: Doubts = NO_DOUBTS

    def unmap(self) -> None:
        """Keep no page of the tables in this worker's account; they stay in the page cache."""
        verdicts = (self.verdicts.rows, self.verdicts.units) if self.verdicts else ()
        for columns in (self.by_series, self.by_area, *verdicts):
            if isinstance(columns, MappedColumns):
                columns.unmap()

    def series_span(self, indicator_id: str, source_id: str, breakdown: str) -> slice | None:
        """Rows of one series in `by_series`, or None."""
        span = self.spans.get(f"{indicator_id}|{source_id}|{breakdown}")
        return slice(*span) if span else None

    @cached_property
    def stand_ins(self) -> dict[str, str]:
        """`indicator|source` of the series without a total to their sub-series with most rows.

        Several with as many: the first in the order of the alphabet.
        """
        longest: dict[str, tuple[float, str]] = {}
        for key, (start, stop) in self.spans.items():
            series, _, breakdown = key.rpartition("|")
            mine = (start - stop if breakdown else float("-inf"), breakdown)
            longest[series] = min(longest.get(series, mine), mine)
        return {series: breakdown for series, (_, breakdown) in longest.items() if breakdown}

    def editions(self, indicator_id: str, source_id: str, breakdown: str) -> dict[str, str]:
        """The edition of each area of a sub-series, by area_code; {} where one area has several."""
        span, rows = self.series_span(indicator_id, source_id, breakdown), self.by_series
        if span is None:
            return {}
        pairs = np.unique(np.stack([rows["area"][span], rows["vintage"][span]]), axis=1)
        areas, names = self.names["area_code"], self.names["vintage"]
        found = {areas[area]: names[vintage] for area, vintage in pairs.T.tolist()}
        return found if len(found) == pairs.shape[1] else {}

    def area_span(self, area_code: str) -> slice:
        """Rows of one area in `by_area`; empty for an area without rows."""
        i = self.area_code_of.get(area_code)
        return slice(0, 0) if i is None else slice(*map(int, self.area_starts[i : i + 2]))


def open_mapped_tables(data_dir: Path) -> MappedTables:
    """Map the tables of `data_dir`/tables, laying them out first where that is not done yet.

    Raises:
        StoreError: a Parquet file is missing, damaged, or lacks a column.
    """
    tables = data_dir / "tables"
    needed = [tables / f"{name}.parquet" for name in ("observations", "flows")]
    made = [tables / f"{name}.parquet" for name in ("verdicts", "doubts")]
    fingerprint = _fingerprint([*needed, *(path for path in made if path.exists())])
    for base in (data_dir / ".mapped", Path(tempfile.gettempdir()) / "throughline-mapped"):
        folder = base / fingerprint
        if (folder / "index.json").exists():
            return _map(folder, fingerprint)
        try:
            base.mkdir(parents=True, exist_ok=True)
            _build(tables, folder)
        except PermissionError:
            continue
        trim()  # a master would hand what building took on to its workers
        return _map(folder, fingerprint)
    raise StoreError(needed[0], f"no folder to lay the tables out in under {data_dir}")


def _fingerprint(paths: Sequence[Path]) -> str:
    digest = hashlib.sha256(FORMAT.encode())
    for path in paths:
        if not path.exists():
            raise StoreError(path, "the file is missing")
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _build(tables: Path, folder: Path) -> None:
    """Lay the tables out in a temporary folder, then rename it into place."""
    verdicts, doubts = tables / "verdicts.parquet", tables / "doubts.parquet"
    work = Path(tempfile.mkdtemp(prefix=".new-", dir=folder.parent))
    try:
        columns, names = _read(tables / "observations.parquet", OBSERVATION_NAMES, OBSERVATION_KEYS)
        write_columns(work / "by_series.arrow", columns)
        write_columns(work / "series_runs.arrow", _runs(columns, OBSERVATION_KEYS))
        index = {"names": names, "spans": _spans(columns, names)}
        by_area_keys = ("area", "indicator", "source", "breakdown", "year")
        order = np.argsort(places_of(columns, by_area_keys), kind="stable")
        by_area = {k: v[order] for k, v in columns.items()}
        write_columns(work / "by_area.arrow", by_area)
        count = len(names["area_code"]) + 1
        index["area_starts"] = np.searchsorted(by_area["area"], np.arange(count)).tolist()
        columns, index["flow_names"] = _read(tables / "flows.parquet", FLOW_NAMES, FLOW_KEYS)
        write_columns(work / "flows.arrow", columns)
        write_columns(work / "flow_runs.arrow", _runs(columns, FLOW_KEYS))
        if verdicts.exists() and (found := _read_verdicts(verdicts)):
            columns, units, index["verdict_names"] = found
            write_columns(work / "verdicts.arrow", columns)
            write_columns(work / "verdict_units.arrow", units)
        if doubts.exists():
            index["doubt_names"] = lay_out_doubts(doubts, work)
        (work / "index.json").write_text(json.dumps(index), encoding="utf-8")
        try:
            work.rename(folder)
        except OSError:
            if not (folder / "index.json").exists():  # another worker may have been first
                raise
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _read(
    path: Path, name_columns: Sequence[str], keys: Sequence[str]
) -> tuple[Columns, dict[str, list[str]]]:
    """Read a Parquet table into code columns and numbers, sorted by its keys and the year."""
    wanted = [name for name in name_columns if name != "quality"]
    table = read_parquet(path, [*wanted, "year", "value"])
    if table.num_rows == 0:
        raise StoreError(path, "the table is empty")
    columns: Columns = {}
    names: dict[str, list[str]] = {}
    for name in wanted:
        columns[SHORT.get(name, name)], names[name] = codes_of(table[name])
    if "quality" in name_columns:
        columns["quality"], names["quality"] = _quality(table)
    years = [view(chunk) for chunk in table["year"].chunks]
    columns["year"] = np.concatenate(years).astype(np.int16)
    columns["value"] = np.concatenate([numbers_of(chunk) for chunk in table["value"].chunks])
    place = places_of(columns, [*(SHORT.get(k, k) for k in keys), "year"])
    if np.any(place[1:] < place[:-1]):
        order = np.argsort(place, kind="stable")
        columns = {k: v[order] for k, v in columns.items()}
    return columns, names


def _runs(columns: Columns, keys: Sequence[str]) -> Columns:
    """Where rows with the same keys begin, how many they are, and their codes."""
    short = [SHORT.get(key, key) for key in keys]
    starts = np.flatnonzero(np.diff(places_of(columns, short), prepend=-1)).astype(np.int32)
    lengths = np.diff(starts, append=np.int32(len(columns["year"]))).astype(np.int32)
    return {"start": starts, "length": lengths} | {key: columns[key][starts] for key in short}


def _quality(table: pa.Table) -> tuple[np.ndarray, list[str]]:
    """Codes of the flags, 0 for none; all 0 for a table of a build that flagged nothing yet."""
    if "quality" not in table.column_names:
        return np.zeros(table.num_rows, dtype=np.int16), [""]
    codes, names = codes_of(table["quality"])
    return (codes, names) if names[0] == "" else (codes + np.int16(1), ["", *names])


def _read_verdicts(path: Path) -> tuple[Columns, Columns, dict[str, list[str]]] | None:
    """Rows seventy-two to a unit, in order of ALL_SETTINGS; the units; the names behind all codes.

    None for a table without rows: nothing in the observations can be judged.
    """
    choices = {"method": METHODS, "base": BASES, "modelled": MODELLED, "covid": COVID}
    table = read_parquet(path, [*KEYS, *choices, *NAMES, *NUMBERS, *YEARS, *COUNTS])
    columns: Columns = {}
    names: dict[str, list[str]] = {}
    if table.num_rows == 0:
        return None
    for name in (*KEYS, *choices, *NAMES):
        columns[name], names[name] = codes_of(table[name])
    for name, values in choices.items():
        columns[name] = np.array([values.index(v) for v in names.pop(name)])[columns[name]]
    for name in (*NUMBERS, *YEARS, *COUNTS):
        columns[name] = np.concatenate([numbers_of(chunk) for chunk in table[name].chunks])
    for name in (*YEARS, *COUNTS):
        columns[name] = np.nan_to_num(columns[name], nan=-1).astype(np.int16)
    order = np.argsort(places_of(columns, [*KEYS, *choices]), kind="stable")
    each = len(ALL_SETTINGS)
    units = {name: columns[name][order][::each].copy() for name in KEYS}
    wanted = [np.repeat(units[name], each) for name in KEYS]
    if len(order) % each or any(
        not np.array_equal(columns[name][order], rows)
        for name, rows in zip(KEYS, wanted, strict=True)
    ):
        raise StoreError(path, f"not {each} settings per series and area")
    return {k: columns[k][order] for k in (*NAMES, *NUMBERS, *YEARS, *COUNTS)}, units, names


def _spans(columns: Columns, names: dict[str, list[str]]) -> dict[str, tuple[int, int]]:
    """Where each indicator|source|breakdown starts and stops."""
    keys = np.stack([columns[k].astype(np.int64) for k in ("indicator", "source", "breakdown")])
    starts = np.nonzero(np.any(np.diff(keys, axis=1, prepend=-1), axis=0))[0].tolist()
    stops = [*starts[1:], keys.shape[1]]
    spans = {}
    for start, stop in zip(starts, stops, strict=True):
        i, s, b = (int(k) for k in keys[:, start])
        key = f"{names['indicator_id'][i]}|{names['source_id'][s]}|{names['breakdown'][b]}"
        spans[key] = (start, stop)
    return spans


def _map(folder: Path, fingerprint: str) -> MappedTables:
    index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    names = {k: tuple(v) for k, v in index["names"].items()}
    return MappedTables(
        fingerprint,
        MappedColumns(folder / "by_series.arrow"),
        MappedColumns(folder / "series_runs.arrow"),
        MappedColumns(folder / "by_area.arrow"),
        MappedColumns(folder / "flows.arrow"),
        MappedColumns(folder / "flow_runs.arrow"),
        names,
        {k: tuple(v) for k, v in index["flow_names"].items()},
        {k: (v[0], v[1]) for k, v in index["spans"].items()},
        np.array(index["area_starts"]),
        {code: i for i, code in enumerate(names["area_code"])},
        np.array([ord(s[0]) if s else 0 for s in names["obs_status"]], dtype=np.uint8),
        np.array([doubted(text) for text in names["quality"]]),
        _map_verdicts(folder, index.get("verdict_names")),
        map_doubts(folder, index.get("doubt_names")),
    )


def _map_verdicts(folder: Path, names: dict[str, list[str]] | None) -> MappedVerdicts | None:
    if names is None:
        return None
    rows, units = (MappedColumns(folder / f"{n}.arrow") for n in ("verdicts", "verdict_units"))
    return MappedVerdicts(rows, units, {k: tuple(v) for k, v in names.items()})
