"""One CSV file of data/reference: its contract, and its rows as text.

Must not know which files there are; data/reference_tables.py does.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

Key = tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Contract of one CSV file: its columns, its key, and what each column may hold.

    `texts` are its columns in data/reference/texts/<language>/, which English must have in every
    row; `more_texts` those that may be blank there. Columns of `spare` may be absent. Those
    of `dates` hold a day, a month or a year: 2025-01-29, 2025-01, 2025.
    """

    file: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    required: tuple[str, ...] = ()
    foreign: Mapping[str, str] = field(default_factory=dict)
    allowed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    texts: tuple[str, ...] = ()
    more_texts: tuple[str, ...] = ()
    spare: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()

    def key_of(self, row: Row) -> Key:
        """What tells a row from the others."""
        return tuple(row.cells[column] for column in self.key)


def columns_of(record: type) -> tuple[str, ...]:
    """The columns of a record's file itself, without its texts."""
    return tuple(f.name for f in fields(record) if f.name != "words")


@dataclass(frozen=True)
class Row:
    """One data row of a file, with the line it stands on (the header is line 1)."""

    line: int
    cells: dict[str, str]


def read_table(folder: Path, table: Table, problems: list[str]) -> list[Row]:
    """Rows of one CSV file as text, in file order.

    Nothing is turned into a missing value, so "NA" stays Namibia. A missing file or a wrong
    header is added to `problems` and gives no rows.
    """
    path = folder / f"{table.file}.csv"
    if not path.is_file():
        problems.append(f"{table.file}.csv: expected a file, found none; restore it")
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.reader(stream)
        header = next(reader, [])
        if header != [c for c in table.columns if c in header or c not in table.spare]:
            missing = [c for c in table.columns if c not in header and c not in table.spare]
            extra = [c for c in header if c not in table.columns]
            problems.append(
                f"{table.file}.csv row 1: expected the columns {', '.join(table.columns)}; "
                f"missing: {missing}, extra: {extra}; correct the header"
            )
            return []
        rows = []
        for cells in reader:
            if len(cells) == len(header):
                rows.append(Row(reader.line_num, dict(zip(header, cells, strict=True))))
            else:
                problems.append(
                    f"{table.file}.csv row {reader.line_num}: expected {len(header)} cells, "
                    f"got {len(cells)}; look for a stray comma or quote"
                )
        return rows
