"""Which group each area belongs to by a provider's own classification: contract and reader.

Must not import pandas: pages may read it. It says nothing of regions of the United Nations; those
stand in data/reference/areas.csv, and lists of members by name in data/reference/area_groups.csv.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from data.mapped_tables import StoreError

_NAME = pa.dictionary(pa.int16(), pa.string())
GROUPS = pa.schema(
    [
        pa.field("area_code", _NAME, nullable=False),
        pa.field("scheme", _NAME, nullable=False),
        pa.field("group_code", _NAME, nullable=False),
        pa.field("since", _NAME, nullable=False),
        pa.field("vintage", _NAME, nullable=False),
        pa.field("source_id", _NAME, nullable=False),
    ]
)
GROUP_KEY = ["area_code", "scheme", "since"]
SCHEMES = {
    "wb_income": "income group",
    "wb_region": "analytical region",
    "wb_lending": "lending category",
}
# What each column means: the words of the data dictionary.
GROUP_MEANINGS = {
    "area_code": "The member: a country or territory, as in `reference/areas.csv`.",
    "scheme": "Classification: "
    + ", ".join(f"`{name}` ({meaning})" for name, meaning in SCHEMES.items())
    + ".",
    "group_code": "The group, `WB:` and the World Bank's code. Names stand in "
    "`reference/areas.csv`; `WB:LNX` there is none for: no lending category.",
    "since": "Day of the first list held here that puts the area in this group.",
    "vintage": "Day of the last list held here that does. The row is in force where that is the "
    "newest list of its scheme; else the area has left the group, or the list. The World Bank "
    "dates no list and revises income groups each July, so a list's day is that of retrieval, or, "
    "for a list that a mirror keeps, the day that list was saved.",
    "source_id": "Provider, as in `reference/sources.csv`.",
}


@dataclass(frozen=True)
class Change:
    """An area that one list puts in `before` and a later one in `after`.

    `last` is the day of the last list with `before`, `since` of the first with `after`: the
    change itself lies between the two.
    """

    area_code: str
    before: str
    after: str
    last: str
    since: str


@dataclass(frozen=True)
class GroupList:
    """The newest list of one classification: its day, who belongs where, what changed before it."""

    source_id: str
    as_of: str
    groups: dict[str, str]
    changes: tuple[Change, ...]


def read_lists(data_dir: Path) -> dict[str, GroupList]:
    """The newest list of each scheme; an area that it does not know is absent.

    Raises:
        StoreError: the table is missing, damaged, or lacks a column.
    """
    path = data_dir / "tables" / "groups.parquet"
    if not path.exists():
        raise StoreError(path, "the file is missing")
    try:
        with pq.ParquetFile(path) as file:  # read_table would import pandas
            table = file.read()
    except (OSError, pa.ArrowInvalid) as error:
        raise StoreError(path, f"the file is damaged ({str(error)[:120]})") from error
    if missing := set(GROUPS.names) - {"since"} - set(table.column_names):
        raise StoreError(path, f"columns are missing: {', '.join(sorted(missing))}")
    # A table from before members had dates knows one list only.
    rows = [{"since": row["vintage"]} | row for row in table.to_pylist()]
    schemes = sorted({row["scheme"] for row in rows})
    return {name: _newest(r for r in rows if r["scheme"] == name) for name in schemes}


def _newest(rows: Iterable[dict[str, str]]) -> GroupList:
    """The list of one scheme: the rows of its newest day, and the steps that led to them."""
    dated = sorted(rows, key=lambda row: (row["vintage"], row["since"]))
    as_of = dated[-1]["vintage"]
    now = {row["area_code"]: row["group_code"] for row in dated if row["vintage"] == as_of}
    changes = []
    held: dict[str, dict[str, str]] = {}
    for row in dated:
        before = held.get(row["area_code"])
        if before and before["group_code"] != row["group_code"]:
            groups = (before["group_code"], row["group_code"])
            changes.append(Change(row["area_code"], *groups, before["vintage"], row["since"]))
        held[row["area_code"]] = row
    changes.sort(key=lambda change: (change.since, change.area_code))
    return GroupList(dated[-1]["source_id"], as_of, now, tuple(changes))


def read_groups(data_dir: Path) -> dict[str, dict[str, str]]:
    """Scheme to area_code to group_code by the newest list; see `read_lists`.

    Raises:
        StoreError: the table is missing, damaged, or lacks a column.
    """
    return {scheme: found.groups for scheme, found in read_lists(data_dir).items()}
