"""Corridors: what the table of flows holds from one place to another, in one year or over all.

Rows of a measure lie together, sorted by origin, destination and year, so a question looks at the
rows of one measure and never sorts. Must not import pandas: every worker of the app loads this.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from data.store import Store

APART = ":"  # in codes of what is no country: from one unknown place to another is no way home
Codes = npt.NDArray[np.int16]
Values = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Pairs:
    """The pairs of one measure in one year, in the order of their codes; pairs without a row lack.

    Attributes:
        origins: code of each origin, a place of `codes_from`.
        destinations: code of each destination, a place of `codes_to`.
        values: people, or what else the measure counts; NaN where a reason was published instead.
        statuses: code of the SDMX letter of each row, a place of `letters`.
        codes_from: areas behind the codes of origins.
        codes_to: areas behind the codes of destinations.
        letters: SDMX letters behind the codes of statuses.
    """

    origins: Codes
    destinations: Codes
    values: Values
    statuses: Codes
    codes_from: tuple[str, ...]
    codes_to: tuple[str, ...]
    letters: tuple[str, ...]

    def __len__(self) -> int:
        """How many pairs there are."""
        return len(self.values)

    def where(self, *, origin: str = "", destination: str = "") -> Pairs:
        """The pairs from one origin, or to one destination, or both."""
        kept = np.ones(len(self), dtype=bool)
        if origin:
            kept &= self.origins == _code(self.codes_from, origin)
        if destination:
            kept &= self.destinations == _code(self.codes_to, destination)
        return self._of(np.flatnonzero(kept))

    def across(self) -> Pairs:
        """The pairs of two different places, without whoever is counted where they come from."""
        return self._of(np.flatnonzero(~self._at_home()))

    def at_home(self) -> float:
        """How many are counted in the place that they come from."""
        return float(np.nansum(self.values[self._at_home()]))

    def total(self) -> float:
        """The sum of all pairs."""
        return float(np.nansum(self.values))

    def each(self) -> Iterator[tuple[str, str, float, str]]:
        """Origin, destination, value and status of the pairs with a value, the largest first.

        Equal ones stand in the order of their codes.
        """
        known = np.flatnonzero(~np.isnan(self.values))
        for at in known[np.argsort(-self.values[known], kind="stable")].tolist():
            yield (
                self.codes_from[self.origins[at]],
                self.codes_to[self.destinations[at]],
                float(self.values[at]),
                self.letters[self.statuses[at]],
            )

    def _at_home(self) -> npt.NDArray[np.bool_]:
        known = {code: at for at, code in enumerate(self.codes_to) if APART not in code}
        same = np.array([known.get(code, -1) for code in self.codes_from], dtype=np.int16)
        return same[self.origins] == self.destinations

    def _of(self, at: npt.NDArray[np.intp]) -> Pairs:
        return Pairs(
            self.origins[at],
            self.destinations[at],
            self.values[at],
            self.statuses[at],
            self.codes_from,
            self.codes_to,
            self.letters,
        )


def pairs(store: Store, measure: str, year: int) -> Pairs:
    """Every pair of a measure in a year; none where the tables hold no such row."""
    table, names = store.mapped.flows, store.mapped.flow_names
    first, last = _span(store, measure)
    at = np.flatnonzero(table["year"][first:last] == year) + first
    return Pairs(
        table["origin"][at],
        table["destination"][at],
        table["value"][at],
        table["status"][at],
        names["origin_code"],
        names["destination_code"],
        names["obs_status"],
    )


def over_years(store: Store, measure: str, origin: str, destination: str) -> dict[int, float]:
    """What a measure counts from one place to another, by year; years without a value lack."""
    table, names = store.mapped.flows, store.mapped.flow_names
    first, last = _span(store, measure)
    for column, key, code in (
        ("origin", "origin_code", origin),
        ("destination", "destination_code", destination),
    ):
        wanted = np.int16(_code(names[key], code))
        own = table[column][first:last]
        low, high = np.searchsorted(own, wanted, "left"), np.searchsorted(own, wanted, "right")
        first, last = first + int(low), first + int(high)
    held, values = table["year"][first:last].tolist(), table["value"][first:last].tolist()
    return {year: value for year, value in zip(held, values, strict=True) if value == value}


@lru_cache(maxsize=128)
def years(store: Store, measure: str) -> tuple[int, ...]:
    """The years of which the tables hold some pair of a measure; () of one that they lack."""
    first, last = _span(store, measure)
    return tuple(np.unique(store.mapped.flows["year"][first:last]).tolist())


@lru_cache(maxsize=128)
def places(store: Store, measure: str, side: str) -> frozenset[str]:
    """The areas that a measure has in any year as `origin` or `destination`."""
    first, last = _span(store, measure)
    names = store.mapped.flow_names[f"{side}_code"]
    return frozenset(names[i] for i in np.unique(store.mapped.flows[side][first:last]).tolist())


@lru_cache(maxsize=128)
def edition(store: Store, measure: str) -> tuple[str, str]:
    """Source and edition of a measure; editions with commas where it has several, "" without it."""
    first, last = _span(store, measure)
    table, names = store.mapped.flows, store.mapped.flow_names
    if first == last:
        return "", ""
    held = np.unique(table["vintage"][first:last]).tolist()
    return names["source_id"][table["source"][first]], ", ".join(names["vintage"][i] for i in held)


@lru_cache(maxsize=128)
def _span(store: Store, measure: str) -> tuple[int, int]:
    """First row of a measure, and the one behind its last."""
    wanted = np.int16(_code(store.mapped.flow_names["measure"], measure))
    rows = store.mapped.flows["measure"]
    return int(np.searchsorted(rows, wanted, "left")), int(np.searchsorted(rows, wanted, "right"))


def _code(names: tuple[str, ...], wanted: str) -> int:
    return names.index(wanted) if wanted in names else -1
