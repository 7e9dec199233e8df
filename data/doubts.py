"""The table of doubts as the app reads it: which cells are flagged, and the figures that say why.

Laid out beside the observations and mapped, so that no worker holds it. Must not import pandas:
every worker of the app loads this module.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from data.columns import Columns, codes_of, places_of, read_parquet, write_columns
from data.mapped_columns import MappedColumns, view
from data.quality import FLAGS

KEYS = ("indicator_id", "source_id", "breakdown", "area_code")
ROWS, TEXTS = "doubts.arrow", "doubt_figures.arrow"


@dataclass(frozen=True)
class Doubt:
    """One flag of one published cell.

    `figures` are the numbers and codes that raised the flag, by name; see etl/quality/.
    """

    indicator_id: str
    source_id: str
    breakdown: str
    area_code: str
    year: int
    flag: str
    figures: Mapping[str, Any]


class Doubts:
    """Every doubt of the tables, by indicator, source, breakdown, area, year and flag."""

    def __init__(self, rows: Columns, texts: Columns, names: Mapping[str, list[str]]) -> None:
        """Take mapped columns and what their codes mean."""
        self._rows, self._texts = rows, texts
        self._names = {k: tuple(v) for k, v in names.items()}
        self._number = {name: i for i, name in enumerate(names["indicator_id"])}

    def of_indicator(
        self, indicator_id: str, source_id: str | None = None, breakdown: str | None = None
    ) -> list[Doubt]:
        """The doubts of an indicator; only those of one source or breakdown where one is named."""
        number = self._number.get(indicator_id)
        if number is None:
            return []
        column = self._rows["indicator_id"]
        ends = (int(np.searchsorted(column, number, side)) for side in ("left", "right"))
        at = np.arange(*ends)
        for field, wanted in (("source_id", source_id), ("breakdown", breakdown)):
            if wanted is not None:
                names = self._names[field]
                code = names.index(wanted) if wanted in names else -1
                at = at[self._rows[field][at] == code]
        return [self._record(i) for i in at.tolist()]

    def find(
        self,
        flags: Collection[str],
        *,
        indicator_id: str = "",
        source_id: str = "",
        areas: Collection[str] = (),
    ) -> npt.NDArray[np.intp]:
        """Places of the doubts with one of some flags; "" and () ask for no one thing.

        In the order of the table: by indicator, source, breakdown, area, year and flag.
        """
        if not len(self):
            return np.zeros(0, dtype=np.intp)
        kept = np.isin(self._rows["flag"], [FLAGS.index(flag) for flag in flags])
        named = (("indicator_id", [indicator_id]), ("source_id", [source_id]), ("area_code", areas))
        for field, wanted in named:
            if any(wanted):
                held = [i for i, name in enumerate(self._names[field]) if name in wanted]
                kept &= np.isin(self._rows[field], held)
        return np.flatnonzero(kept)

    def records(self, at: npt.NDArray[np.intp]) -> list[Doubt]:
        """The doubts at some places."""
        return [self._record(i) for i in at.tolist()]

    def cells(self, at: npt.NDArray[np.intp]) -> int:
        """Number of cells that the doubts at some places are about; a cell may have several."""
        if not len(at):
            return 0
        keys = np.stack([self._rows[name][at] for name in (*KEYS, "year")])
        return int(np.unique(keys, axis=1).shape[1])

    def sizes(self, field: str, at: npt.NDArray[np.intp]) -> dict[str, int]:
        """How many of some places have each value of a field (of KEYS, or `flag`), most first."""
        if not len(at):
            return {}
        names = FLAGS if field == "flag" else self._names[field]
        codes, counts = np.unique(self._rows[field][at], return_counts=True)
        found = ((names[c], n) for c, n in zip(codes.tolist(), counts.tolist(), strict=True))
        return dict(sorted(found, key=lambda pair: (-pair[1], pair[0])))

    def counts(self) -> dict[tuple[str, str, str], int]:
        """Number of flagged cells by indicator, source and flag; pairs without any are left out."""
        if not len(self):
            return {}
        columns = [self._rows[name] for name in ("indicator_id", "source_id", "flag")]
        found, sizes = np.unique(np.stack(columns), axis=1, return_counts=True)
        indicators, sources = self._names["indicator_id"], self._names["source_id"]
        return {
            (indicators[i], sources[s], FLAGS[f]): size
            for (i, s, f), size in zip(found.T.tolist(), sizes.tolist(), strict=True)
        }

    def __len__(self) -> int:
        """Number of doubts."""
        return len(self._rows["year"])

    def _record(self, row: int) -> Doubt:
        rows = self._rows
        named = {name: self._names[name][rows[name][row]] for name in KEYS}
        text = self._texts["byte"][rows["start"][row] : rows["stop"][row]].tobytes()
        return Doubt(
            **named,
            year=int(rows["year"][row]),
            flag=FLAGS[rows["flag"][row]],
            figures=json.loads(text),
        )


NO_NAMES: dict[str, list[str]] = {name: [] for name in KEYS}
NO_DOUBTS = Doubts({"year": np.zeros(0, dtype=np.int16)}, {}, NO_NAMES)


def lay_out_doubts(path: Path, folder: Path) -> dict[str, list[str]] | None:
    """Lay the table of doubts out; returns what its codes mean, None without rows.

    Raises:
        StoreError: the file is damaged or lacks a column.
    """
    table = read_parquet(path, [*KEYS, "year", "flag", "figures"])
    if table.num_rows == 0:
        return None
    columns: Columns = {}
    names: dict[str, list[str]] = {}
    for name in KEYS:
        columns[name], names[name] = codes_of(table[name])
    columns["year"] = np.concatenate([view(c) for c in table["year"].chunks]).astype(np.int16)
    flags, labels = codes_of(table["flag"])
    columns["flag"] = np.array([FLAGS.index(label) for label in labels], dtype=np.int16)[flags]
    texts = table["figures"].to_pylist()
    unique = {text: text.encode() for text in sorted(set(texts))}
    stops = np.cumsum([len(body) for body in unique.values()], dtype=np.int32)
    place = {text: i for i, text in enumerate(unique)}
    which = np.fromiter((place[text] for text in texts), dtype=np.int32)
    columns["stop"] = stops[which]
    columns["start"] = np.concatenate(([0], stops[:-1])).astype(np.int32)[which]
    order = np.argsort(places_of(columns, (*KEYS, "year", "flag")), kind="stable")
    write_columns(folder / ROWS, {name: column[order] for name, column in columns.items()})
    body = np.frombuffer(b"".join(unique.values()), dtype=np.uint8)
    write_columns(folder / TEXTS, {"byte": body})
    return names


def map_doubts(folder: Path, names: dict[str, list[str]] | None) -> Doubts:
    """The doubts laid out in a folder; none where `names` is None."""
    return (
        NO_DOUBTS
        if names is None
        else Doubts(MappedColumns(folder / ROWS), MappedColumns(folder / TEXTS), names)
    )
