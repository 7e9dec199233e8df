"""Which places have a number of an indicator at all, and how recent the last one is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from data.store import Store

CONSULTED = 2017  # the year that was consulted in: what came after answers it


@dataclass(frozen=True)
class Recency:
    """Of some countries, how many have a number of one indicator.

    `since` have one of CONSULTED or later, `before` only older ones, `never` none. They add up to
    the countries asked for. `last` is the latest year with a number of any of them; None where
    none has one. `held` says whether a series is embedded at all: without one, `never` says
    nothing of what others know.
    """

    since: tuple[str, ...]
    before: tuple[str, ...]
    never: tuple[str, ...]
    last: int | None
    held: bool


def last_years(store: Store, indicator_id: str) -> dict[str, int]:
    """Last year with a number, doubted or not, of each area of the default series, total only."""
    matrix = store.matrix(indicator_id)
    if matrix is None:
        return {}
    known = ~np.isnan(matrix.values)
    last = len(matrix.years) - 1 - np.argmax(known[::-1], axis=0)
    held = np.flatnonzero(known.any(axis=0)).tolist()
    return {matrix.areas[i]: int(matrix.years[last[i]]) for i in held}


def recency(store: Store, indicator_id: str, countries: Collection[str]) -> Recency:
    """How many of some countries have a number of an indicator, and since when."""
    last = {
        code: year for code, year in last_years(store, indicator_id).items() if code in countries
    }
    return Recency(
        since=tuple(code for code in countries if last.get(code, 0) >= CONSULTED),
        before=tuple(code for code in countries if code in last and last[code] < CONSULTED),
        never=tuple(code for code in countries if code not in last),
        last=max(last.values(), default=None),
        held=store.has_data(indicator_id),
    )
