"""The rows behind the numbers of a brief as a CSV file, with the numbers of their notes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from layouts.brief.content import Brief
from layouts.profile.records import Row

COLUMNS = (
    *("note", "indicator_or_measure", "area_code", "origin", "destination", "year", "value"),
    *("unit", "obs_status", "quality", "source_id", "edition", "made", "told", "build"),
)


def rows_csv(brief: Brief) -> str:
    """One line a row; a number that is made of others stands behind them, `made` says how.

    `note` is empty for a row that only goes into another number.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_lines(brief))
    return out.getvalue()


def _lines(brief: Brief) -> Iterator[tuple[object, ...]]:
    for row in brief.rows:
        yield (
            brief.numbers.get(row.key, ""),
            *(row.indicator_id, row.area_code, row.origin, row.destination, row.year),
            _plain(row),
            *(row.unit, row.obs_status, row.quality, row.source_id, row.vintage),
            *(row.made, row.note, brief.build),
        )


def _plain(row: Row) -> str:
    return "" if row.value is None else f"{row.value:.15g}"
