"""What moved between two builds: added, revised and withdrawn rows, counted and with samples."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import pyarrow as pa

from data.schema_tables import TABLES, Table
from etl.load import Tables

SAMPLES = 3  # of each kind of change and series
NAMES = {"left_only": "withdrawn", "right_only": "added", "both": "revised"}
Counts = dict[str, dict[str, int]]


def changes(old: pd.DataFrame, new: pd.DataFrame, table: Table) -> pd.DataFrame:
    """What moved between two states of a table. One row per key added, revised or withdrawn.

    Returns:
        The key columns, source_id, value_old, value_new and `change`. Revised means that the
        number or its status is another.
    """
    identity = list(dict.fromkeys([*table.key, "source_id"]))
    compared = [c for c in (table.value, "obs_status") if c in old]
    both = old[[*identity, *compared]].merge(
        new[[*identity, *compared]],
        on=identity,
        how="outer",
        suffixes=("_old", "_new"),
        indicator=True,
    )
    same = both["_merge"] == "both"
    for column in compared:
        one, other = both[f"{column}_old"], both[f"{column}_new"]
        same &= (one == other) | (one.isna() & other.isna())
    both["change"] = both["_merge"].map(NAMES).astype("str")
    values = {f"{table.value}_{side}": f"value_{side}" for side in ("old", "new")}
    moved = both[~same].rename(columns=values)
    return moved[[*identity, "value_old", "value_new", "change"]]


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
    return pd.concat(filled, ignore_index=True) if filled else changes(old[:0], new[:0], table)


def count_changes(moved: Mapping[str, pd.DataFrame], by_series: bool = False) -> Counts:
    """Added, revised and withdrawn rows per source and table; what did not change is left out.

    With `by_series`, per source and indicator or measure instead. Incidents have no series.
    """
    counts: Counts = {}
    for name, frame in moved.items():
        labelled = frame.assign(label=_label(name, frame, by_series))
        sizes = labelled.groupby(["label", "change"], observed=True).size().reset_index(name="n")
        for label, change, n in zip(sizes["label"], sizes["change"], sizes["n"], strict=True):
            counts.setdefault(str(label), {})[str(change)] = int(n)
    return dict(sorted(counts.items()))


def sample_changes(moved: Mapping[str, pd.DataFrame]) -> dict[str, list[dict[str, Any]]]:
    """The first rows of each kind of change per series: `cell`, `change`, `old` and `new`."""
    found: dict[str, list[dict[str, Any]]] = {}
    for name, frame in moved.items():
        labelled = frame.assign(label=_label(name, frame, True))
        first = labelled.groupby(["label", "change"], observed=True).head(SAMPLES)
        key = [c for c in TABLES[name].key if c not in (_series_column(name), "source_id")]
        for row in first.to_dict("records"):
            sample = {
                "cell": " ".join(str(row[c]) for c in key if str(row[c])),
                "change": row["change"],
                "old": _plain(row["value_old"]),
                "new": _plain(row["value_new"]),
            }
            found.setdefault(str(row["label"]), []).append(sample)
    return dict(sorted(found.items()))


def _series_column(name: str) -> str:
    first = str(TABLES[name].key[0])
    return first if first in ("indicator_id", "measure") else ""


def _label(name: str, frame: pd.DataFrame, by_series: bool) -> pd.Series:
    column = _series_column(name) if by_series else ""
    what = frame[column].astype("str") if column else pd.Series(name, frame.index, dtype="str")
    return (frame["source_id"].astype("str") + " " + what).rename("label")


def _plain(value: float) -> float | None:
    return None if pd.isna(value) else float(value)
