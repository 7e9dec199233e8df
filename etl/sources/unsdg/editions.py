"""Editions of the UN SDG database: which is newer, and which holds a place sound. Pure.

An edition is named by a release code (2025.Q3.G.02: quarter, then revision) or, where that was not
recorded, by the day on which the whole release was downloaded (2023-12-17).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

from etl.sources.unsdg.headline import combinations

RELEASE = re.compile(r"(\d{4})\.Q([1-4])\.[A-Z]+\.(\d+)")
PLACE = ["breakdown", "source_area"]


def release_order(release: str) -> tuple[int, int, int]:
    """A key that sorts editions from old to new.

    A release of a quarter comes out in it or after it, and what was downloaded on a day is at most
    the release of the quarter of that day: so a day stands before every code of its own quarter,
    and after those of the quarter before.

    Raises:
        ValueError: neither a release code nor a day.
    """
    found = RELEASE.fullmatch(release)
    if found:
        year, quarter, revision = map(int, found.groups())
        return year, quarter, revision
    day = datetime.date.fromisoformat(release)
    return day.year, (day.month + 2) // 3, -1


def is_listed(release: str, editions: Collection[str]) -> bool:
    """Whether an edition is among some that are named by their beginning, such as 2025.Q3."""
    return any(f"{release}.".startswith(f"{edition}.") for edition in editions)


def newest_sound(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """For each sub-series and area the rows of one edition: the newest that holds a number.

    Where no edition holds one, the rows of the newest that has any. Nothing is spliced: all years
    of a sub-series of an area come from the same edition.

    Args:
        frames: one per edition, the newest first, with the columns OBSERVED of etl/sources.
    """
    if len(frames) == 1:
        return frames[0]
    rows = pd.concat([f.assign(age=age) for age, f in enumerate(frames)], ignore_index=True)
    place, first = combinations(rows, PLACE)
    age, number = rows.pop("age").to_numpy(), rows["value"].notna().to_numpy()
    there, sound = np.zeros((2, len(first), len(frames)), dtype=bool)
    there[place, age] = True
    sound[place[number], age[number]] = True
    newest = np.where(sound.any(axis=1), sound.argmax(axis=1), there.argmax(axis=1))
    return rows[age == newest[place]]
