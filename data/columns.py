"""Parquet columns as arrays of numbers, and arrays as Arrow files that can be mapped.

What the mapping of every table shares; what a table means stands elsewhere. Must not import
pandas: every worker of the app loads this module.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from data.mapped_columns import view

_ARROW = {
    np.dtype(np.uint8): pa.uint8(),
    np.dtype(np.int16): pa.int16(),
    np.dtype(np.int32): pa.int32(),
    np.dtype(np.float64): pa.float64(),
}
Columns = dict[str, np.ndarray]


class StoreError(Exception):
    """A table cannot be used. Says which file, why, and what to run."""

    def __init__(self, path: Path, why: str) -> None:
        """Keep the file and the reason apart so that a page can show both."""
        self.path, self.why = path, why
        self.remedy = "git checkout -- data/tables (embedded data) or: make data (latest data)"
        super().__init__(f"{path.name}: {why}. File: {path}. To mend it run: {self.remedy}")


def read_parquet(path: Path, wanted: Sequence[str]) -> pa.Table:
    """A Parquet file with at least the columns `wanted`.

    Raises:
        StoreError: it is missing, damaged, or lacks a column.
    """
    try:
        with pq.ParquetFile(path) as file:  # read_table would import pandas
            table = file.read()
    except (OSError, pa.ArrowInvalid) as error:
        raise StoreError(path, f"the file is damaged ({str(error)[:120]})") from error
    if missing := set(wanted) - set(table.column_names):
        raise StoreError(path, f"columns are missing: {', '.join(sorted(missing))}")
    return table


def codes_of(column: pa.ChunkedArray) -> tuple[np.ndarray, list[str]]:
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


def places_of(columns: Columns, keys: Sequence[str]) -> np.ndarray:
    """One number per row that orders rows as the key columns do, the first key counting most."""
    place = np.zeros(len(columns[keys[0]]), dtype=np.int64)
    for key in keys:
        column = columns[key].astype(np.int64)
        low, high = int(column.min()), int(column.max())
        place = place * (high - low + 1) + (column - low)
    return place


def numbers_of(array: pa.Array) -> np.ndarray:
    """The numbers of an array, NaN where it has none."""
    numbers = view(array).astype(np.float64)
    if array.null_count:
        bits = np.frombuffer(array.buffers()[0], np.uint8)
        valid = np.unpackbits(bits, bitorder="little")[array.offset : array.offset + len(array)]
        numbers[valid == 0] = np.nan
    return numbers


def write_columns(path: Path, columns: Columns) -> None:
    """Write columns as one record batch, for `data.mapped_columns.MappedColumns`."""
    # From buffers, as pa.array would import pandas.
    arrays = [
        pa.Array.from_buffers(_ARROW[v.dtype], len(v), [None, pa.py_buffer(v)])
        for v in columns.values()
    ]
    batch = pa.RecordBatch.from_arrays(arrays, list(columns))
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, batch.schema) as writer:
        writer.write_batch(batch)
