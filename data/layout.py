"""The tables laid out as memory-mapped Arrow, sorted for the two access paths.

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
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from data.assessments import COUNTS, KEYS, NAMES, NUMBERS, YEARS, Verdicts
from data.mapped import Mapped, view
from data.progress.settings import ALL_SETTINGS, BASES, METHODS, MODELLED

OBSERVATION_KEYS = ("indicator_id", "source_id", "breakdown", "area_code")
OBSERVATION_NAMES = (*OBSERVATION_KEYS, "unit", "obs_status", "vintage")
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
FORMAT = "3"  # raise when the layout below changes
_ARROW = {np.dtype(np.int16): pa.int16(), np.dtype(np.float64): pa.float64()}
Columns = dict[str, np.ndarray]


class StoreError(Exception):
    """A table cannot be used. Says which file, why, and what to run."""

    def __init__(self, path: Path, why: str) -> None:
        """Keep the file and the reason apart so that a page can show both."""
        self.path, self.why = path, why
        self.remedy = "git checkout -- data/tables (embedded data) or: make data (latest data)"
        super().__init__(f"{path.name}: {why}. File: {path}. To mend it run: {self.remedy}")


@dataclass(frozen=True)
class Layout:
    """Mapped columns and the name lists behind their codes."""

    fingerprint: str
    by_series: Columns
    by_area: Columns
    flows: Columns
    names: dict[str, tuple[str, ...]]
    flow_names: dict[str, tuple[str, ...]]
    spans: dict[str, tuple[int, int]]
    area_starts: np.ndarray
    area_code_of: dict[str, int]
    status_bytes: np.ndarray
    verdicts: Verdicts | None = None

    def series_span(self, indicator_id: str, source_id: str, breakdown: str) -> slice | None:
        """Rows of one series in `by_series`, or None."""
        span = self.spans.get(f"{indicator_id}|{source_id}|{breakdown}")
        return slice(*span) if span else None

    def area_span(self, area_code: str) -> slice:
        """Rows of one area in `by_area`; empty for an area without rows."""
        i = self.area_code_of.get(area_code)
        return slice(0, 0) if i is None else slice(*map(int, self.area_starts[i : i + 2]))


def open_layout(data_dir: Path) -> Layout:
    """Map the layout of `data_dir`/tables, building it first where it does not exist yet.

    Raises:
        StoreError: a Parquet file is missing, damaged, or lacks a column.
    """
    observations = data_dir / "tables" / "observations.parquet"
    flows = data_dir / "tables" / "flows.parquet"
    verdicts = data_dir / "tables" / "assessments.parquet"
    fingerprint = _fingerprint([observations, flows, *([verdicts] if verdicts.exists() else [])])
    for base in (data_dir / ".layout", Path(tempfile.gettempdir()) / "throughline-layout"):
        folder = base / fingerprint
        if (folder / "index.json").exists():
            return _map(folder, fingerprint)
        try:
            base.mkdir(parents=True, exist_ok=True)
            _build(observations, flows, verdicts, folder)
        except PermissionError:
            continue
        return _map(folder, fingerprint)
    raise StoreError(observations, f"no folder to lay the tables out in under {data_dir}")


def _fingerprint(paths: Sequence[Path]) -> str:
    digest = hashlib.sha256(FORMAT.encode())
    for path in paths:
        if not path.exists():
            raise StoreError(path, "the file is missing")
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _build(observations: Path, flows: Path, verdicts: Path, folder: Path) -> None:
    """Write the layout into a temporary folder, then rename it into place."""
    work = Path(tempfile.mkdtemp(prefix=".new-", dir=folder.parent))
    try:
        columns, names = _read(observations, OBSERVATION_NAMES, OBSERVATION_KEYS)
        _write(work / "by_series.arrow", columns)
        index = {"names": names, "spans": _spans(columns, names)}
        by_area_keys = ("area", "indicator", "source", "breakdown", "year")
        order = np.argsort(_places(columns, by_area_keys), kind="stable")
        by_area = {k: v[order] for k, v in columns.items()}
        _write(work / "by_area.arrow", by_area)
        count = len(names["area_code"]) + 1
        index["area_starts"] = np.searchsorted(by_area["area"], np.arange(count)).tolist()
        columns, index["flow_names"] = _read(flows, FLOW_NAMES, FLOW_KEYS)
        _write(work / "flows.arrow", columns)
        if verdicts.exists() and (found := _read_verdicts(verdicts)):
            columns, units, index["verdict_names"] = found
            _write(work / "verdicts.arrow", columns)
            _write(work / "verdict_units.arrow", units)
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
    table = _table(path, [*name_columns, "year", "value"])
    if table.num_rows == 0:
        raise StoreError(path, "the table is empty")
    columns: Columns = {}
    names: dict[str, list[str]] = {}
    for name in name_columns:
        columns[SHORT.get(name, name)], names[name] = _codes(table[name])
    years = [view(chunk) for chunk in table["year"].chunks]
    columns["year"] = np.concatenate(years).astype(np.int16)
    columns["value"] = np.concatenate([_numbers(chunk) for chunk in table["value"].chunks])
    place = _places(columns, [*(SHORT.get(k, k) for k in keys), "year"])
    if np.any(place[1:] < place[:-1]):
        order = np.argsort(place, kind="stable")
        columns = {k: v[order] for k, v in columns.items()}
    return columns, names


def _table(path: Path, wanted: Sequence[str]) -> pa.Table:
    try:
        with pq.ParquetFile(path) as file:  # read_table would import pandas
            table = file.read()
    except (OSError, pa.ArrowInvalid) as error:
        raise StoreError(path, f"the file is damaged ({str(error)[:120]})") from error
    if missing := set(wanted) - set(table.column_names):
        raise StoreError(path, f"columns are missing: {', '.join(sorted(missing))}")
    return table


def _read_verdicts(path: Path) -> tuple[Columns, Columns, dict[str, list[str]]] | None:
    """Rows thirty to a unit, in order of ALL_SETTINGS; the units; the names behind all codes.

    None for a table without rows: nothing in the observations can be judged.
    """
    choices = {"method": METHODS, "base": BASES, "modelled": MODELLED}
    table = _table(path, [*KEYS, *choices, *NAMES, *NUMBERS, *YEARS, *COUNTS])
    columns: Columns = {}
    names: dict[str, list[str]] = {}
    if table.num_rows == 0:
        return None
    for name in (*KEYS, *choices, *NAMES):
        columns[name], names[name] = _codes(table[name])
    for name, values in choices.items():
        columns[name] = np.array([values.index(v) for v in names.pop(name)])[columns[name]]
    for name in (*NUMBERS, *YEARS, *COUNTS):
        columns[name] = np.concatenate([_numbers(chunk) for chunk in table[name].chunks])
    for name in (*YEARS, *COUNTS):
        columns[name] = np.nan_to_num(columns[name], nan=-1).astype(np.int16)
    order = np.argsort(_places(columns, [*KEYS, *choices]), kind="stable")
    each = len(ALL_SETTINGS)
    units = {name: columns[name][order][::each].copy() for name in KEYS}
    wanted = [np.repeat(units[name], each) for name in KEYS]
    if len(order) % each or any(
        not np.array_equal(columns[name][order], rows)
        for name, rows in zip(KEYS, wanted, strict=True)
    ):
        raise StoreError(path, f"not {each} settings per series and area")
    return {k: columns[k][order] for k in (*NAMES, *NUMBERS, *YEARS, *COUNTS)}, units, names


def _codes(column: pa.ChunkedArray) -> tuple[np.ndarray, list[str]]:
    """Codes of a column of names, and the names in order; equal names have equal codes."""
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    chunks = column.unify_dictionaries().chunks
    found = np.concatenate([view(chunk.indices) for chunk in chunks])
    labels = chunks[0].dictionary.to_pylist()
    used = sorted(np.unique(found).tolist(), key=labels.__getitem__)
    rank = np.zeros(len(labels), dtype=np.int16)
    rank[used] = np.arange(len(used), dtype=np.int16)
    return rank[found], [labels[i] for i in used]


def _places(columns: Columns, keys: Sequence[str]) -> np.ndarray:
    """One number per row that orders rows as the key columns do, the first key counting most."""
    place = np.zeros(len(columns[keys[0]]), dtype=np.int64)
    for key in keys:
        column = columns[key].astype(np.int64)
        low, high = int(column.min()), int(column.max())
        place = place * (high - low + 1) + (column - low)
    return place


def _numbers(array: pa.Array) -> np.ndarray:
    """The numbers of an array, NaN where it has none."""
    numbers = view(array).astype(np.float64)
    if array.null_count:
        bits = np.frombuffer(array.buffers()[0], np.uint8)
        valid = np.unpackbits(bits, bitorder="little")[array.offset : array.offset + len(array)]
        numbers[valid == 0] = np.nan
    return numbers


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


def _write(path: Path, columns: Columns) -> None:
    # From buffers, as pa.array would import pandas.
    arrays = [
        pa.Array.from_buffers(_ARROW[v.dtype], len(v), [None, pa.py_buffer(v)])
        for v in columns.values()
    ]
    batch = pa.RecordBatch.from_arrays(arrays, list(columns))
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, batch.schema) as writer:
        writer.write_batch(batch)


def _map(folder: Path, fingerprint: str) -> Layout:
    index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    names = {k: tuple(v) for k, v in index["names"].items()}
    return Layout(
        fingerprint,
        Mapped(folder / "by_series.arrow"),
        Mapped(folder / "by_area.arrow"),
        Mapped(folder / "flows.arrow"),
        names,
        {k: tuple(v) for k, v in index["flow_names"].items()},
        {k: (v[0], v[1]) for k, v in index["spans"].items()},
        np.array(index["area_starts"]),
        {code: i for i, code in enumerate(names["area_code"])},
        np.array([ord(s[0]) if s else 0 for s in names["obs_status"]], dtype=np.uint8),
        _map_verdicts(folder, index.get("verdict_names")),
    )


def _map_verdicts(folder: Path, names: dict[str, list[str]] | None) -> Verdicts | None:
    if names is None:
        return None
    rows, units = (Mapped(folder / f"{n}.arrow") for n in ("verdicts", "verdict_units"))
    return Verdicts(rows, units, {k: tuple(v) for k, v in names.items()})
