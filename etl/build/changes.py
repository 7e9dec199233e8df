"""What moved between two builds: added, revised and withdrawn rows, counted and with samples."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from data.schema.tables import TABLES, Table
from etl.build.load import Tables
from etl.read.packed import alike, join, positions

SAMPLES = 3  # of each kind of change and series
Counts = dict[str, dict[str, int]]


def changes(old: pd.DataFrame, new: pd.DataFrame, table: Table) -> pd.DataFrame:
    """What moved between two states of a table. One row per key added, revised or withdrawn.

    Returns:
        The key columns, source_id, value_old, value_new and `change`. Revised means that the
        number or its status is another.
    """
    identity = list(dict.fromkeys([*table.key, "source_id"]))
    where = positions(old, new, identity)
    found = where >= 0
    before, after = old[found], new.iloc[where[found]]
    one, other = before[table.value].to_numpy(), after[table.value].to_numpy()
    same = (one == other) | (np.isnan(one) & np.isnan(other))
    if "obs_status" in old:
        same &= alike(before["obs_status"], after["obs_status"])
    arrived = np.ones(len(new), dtype=bool)
    arrived[where[found]] = False
    gone, added = old[~found], new[arrived]
    parts = [
        _moved(gone[identity], "withdrawn", gone[table.value].to_numpy(), np.nan),
        _moved(after.loc[~same, identity], "revised", one[~same], other[~same]),
        _moved(added[identity], "added", np.nan, added[table.value].to_numpy()),
    ]
    filled = [part for part in parts if len(part)] or parts[:1]
    return join(filled).sort_values(identity, kind="stable", ignore_index=True)


def _moved(
    cells: pd.DataFrame, change: str, old: np.ndarray | float, new: np.ndarray | float
) -> pd.DataFrame:
    label = pd.Categorical([change]).repeat(len(cells))
    return cells.assign(value_old=old, value_new=new, change=label)


def all_changes(old: Tables, new: Tables) -> dict[str, pd.DataFrame]:
    """`changes` of every table, by its name. Compared source by source, which bounds the memory."""
    pa.default_memory_pool().release_unused()  # what the build freed, before the next peak
    return {n: _by_source(getattr(old, n), getattr(new, n), t) for n, t in TABLES.items()}


def _by_source(old: pd.DataFrame, new: pd.DataFrame, table: Table) -> pd.DataFrame:
    names = sorted({*old["source_id"].unique(), *new["source_id"].unique()})
    found = [
        changes(old[old["source_id"] == name], new[new["source_id"] == name], table)
        for name in names
    ]
    filled = [frame for frame in found if len(frame)]
    return join(filled) if filled else changes(old[:0], new[:0], table)


def count_changes(moved: Mapping[str, pd.DataFrame], by_series: bool = False) -> Counts:
    """Added, revised and withdrawn rows per source and table; what did not change is left out.

    With `by_series`, per source and indicator or measure instead. Incidents have no series.
    """
    counts: Counts = {}
    for name, frame in moved.items():
        owner = _belongs(name, by_series)
        sizes = frame.groupby([*owner, "change"], observed=True).size().reset_index(name="n")
        what = sizes[owner[-1]] if len(owner) > 1 else [name] * len(sizes)
        rows = zip(sizes["source_id"], what, sizes["change"], sizes["n"], strict=True)
        for source_id, series, change, n in rows:
            counts.setdefault(f"{source_id} {series}", {})[str(change)] = int(n)
    return dict(sorted(counts.items()))


def sample_changes(moved: Mapping[str, pd.DataFrame]) -> dict[str, list[dict[str, Any]]]:
    """The first rows of each kind of change per series: `cell`, `change`, `old` and `new`."""
    found: dict[str, list[dict[str, Any]]] = {}
    for name, frame in moved.items():
        owner = _belongs(name, True)
        first = frame.groupby([*owner, "change"], observed=True).head(SAMPLES)
        key = [c for c in TABLES[name].key if c not in (_series_column(name), "source_id")]
        for row in first.to_dict("records"):
            sample = {
                "cell": " ".join(str(row[c]) for c in key if str(row[c])),
                "change": row["change"],
                "old": _plain(row["value_old"]),
                "new": _plain(row["value_new"]),
            }
            what = row[owner[1]] if len(owner) > 1 else name
            found.setdefault(f"{row['source_id']} {what}", []).append(sample)
    return dict(sorted(found.items()))


def _series_column(name: str) -> str:
    first = str(TABLES[name].key[0])
    return first if first in ("indicator_id", "measure") else ""


def _belongs(name: str, by_series: bool) -> list[str]:
    """The columns that say where a change belongs: the source, and its series where asked for."""
    column = _series_column(name) if by_series else ""
    return ["source_id", column] if column else ["source_id"]


def _plain(value: float) -> float | None:
    return None if pd.isna(value) else float(value)
