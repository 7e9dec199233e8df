"""Where each state stands in the tile map: reader and check of data/reference/tiles.csv.

Rows and columns were computed once from the centroids of areas.csv (stretched where states crowd,
then given the nearest free cell each); they say nothing of distance or size.
"""

from __future__ import annotations

import csv
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

from data.reference_lists import ReferenceListError

COLUMNS = ["area_code", "row", "column"]
Place = tuple[int, int]


@lru_cache(maxsize=4)
def read_tiles(folder: Path) -> dict[str, Place]:
    """Row and column (from 1) of each tile by area_code, in reading order of the grid.

    Raises:
        ReferenceListError: the file is missing, a cell is no whole number, or two tiles share
            a place; all problems at once.
    """
    path = folder / "tiles.csv"
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.reader(stream))
    except OSError as error:
        raise ReferenceListError(folder, [f"tiles.csv: expected a file ({error})"]) from error
    if not rows or rows[0] != COLUMNS:
        raise ReferenceListError(folder, [f"tiles.csv: expected the columns {', '.join(COLUMNS)}"])
    problems: list[str] = []
    places: dict[str, Place] = {}
    for line, row in enumerate(rows[1:], start=2):
        whole = len(row) == len(COLUMNS) and all(cell.isdecimal() for cell in row[1:])
        place = (int(row[1]), int(row[2])) if whole else (0, 0)
        if not whole:
            problems.append(f"tiles.csv row {line}: expected a code and two whole numbers")
        elif row[0] in places or place in places.values():
            problems.append(f"tiles.csv row {line}: area or place {place} stands twice")
        else:
            places[row[0]] = place
    if problems:
        raise ReferenceListError(folder, problems)
    return dict(sorted(places.items(), key=lambda item: item[1]))


def missing_tiles(places: Collection[str], codes: Collection[str]) -> list[str]:
    """Area codes of `codes` that have no tile, in order."""
    return sorted(set(codes) - set(places))
