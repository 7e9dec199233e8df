"""Deaths and disappearances of migrants by country, year, route and origin, counted once.

The only reader of incidents.parquet in the app; it keeps sums, not records. Must not import
pandas: every worker of the app loads this module.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from data.store import Store, StoreError

COLUMNS = ("area_code", "year", "route", "origin", "total", "source_id")


@dataclass(frozen=True)
class Toll:
    """People dead or missing: of one country and year on one route.

    `route` is in the source's words, "" where it names none. `origin` of `Incidents.origins` is
    the one country of origin in the source's words; records that name several, or none, have no
    row there.
    """

    year: int
    name: str
    people: float
    source_id: str


@dataclass(frozen=True)
class Incidents:
    """What the records come to: by country of the incident, and by words for an origin."""

    routes: dict[str, tuple[Toll, ...]]
    origins: dict[str, tuple[Toll, ...]]


@lru_cache(maxsize=2)
def incidents(store: Store) -> Incidents:
    """The sums of all records of a store; empty where it has no table of them.

    Raises:
        StoreError: the table is damaged or lacks a column.
    """
    path = store.data_dir / "tables" / "incidents.parquet"
    rows = _records(path) if path.exists() else []
    routes: dict[tuple[str, int, str, str], float] = defaultdict(float)
    origins: dict[tuple[str, int, str, str], float] = defaultdict(float)
    for row in rows:
        if row["area_code"]:
            routes[row["area_code"], row["year"], row["route"] or "", row["source_id"]] += row[
                "total"
            ]
        if row["origin"]:
            origins[row["origin"], row["year"], "", row["source_id"]] += row["total"]
    return Incidents(_by_first(routes), _by_first(origins))


def _records(path: Path) -> list[dict]:
    try:
        with pq.ParquetFile(path) as file:  # read_table would import pandas
            table = file.read(columns=list(COLUMNS))
    except (OSError, pa.ArrowInvalid) as error:
        raise StoreError(path, f"the file is damaged ({str(error)[:120]})") from error
    if missing := set(COLUMNS) - set(table.column_names):
        raise StoreError(path, f"columns are missing: {', '.join(sorted(missing))}")
    found: list[dict] = table.to_pylist()
    return found


def _by_first(sums: dict[tuple[str, int, str, str], float]) -> dict[str, tuple[Toll, ...]]:
    found: dict[str, list[Toll]] = defaultdict(list)
    for (first, year, name, source_id), people in sorted(sums.items()):
        found[first].append(Toll(year, name, people, source_id))
    return {first: tuple(tolls) for first, tolls in found.items()}
