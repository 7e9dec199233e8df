"""What the tables hold of an indicator, by country: its latest number, or why there is none.

A reason is only given where tables or catalogue know it; else the series just lacks the country.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from data.quality import WAITING
from data.store import Matrix, Store

# Why an indicator has no series here, the first that applies: reasons of the catalogue's list of
# what is withheld, and then none of these.
KEPT_OUT = ("licence", "defect", "unreadable", "not_served", "no_series")
# What a provider publishes in the place of a number, by its SDMX letter.
PUBLISHED = {"M": "not_applicable", "L": "not_collected", "Q": "suppressed", "O": "no_reason"}
# Why a series could not have the country: it has none at all, or its source has none of this one.
OUTSIDE = ("groups_only", "not_asked", "not_covered")
ABSENT = ("no_event", "absent")
REASONS = (*KEPT_OUT, *PUBLISHED.values(), *OUTSIDE, *ABSENT)

EUROPEAN = frozenset({"eurostat"})  # sources that ask European countries only
RECORDS = frozenset({"missingmigrants"})  # sources of events: no row means that none is recorded
ESTIMATED, GROUP_MARK = "E", ":"


@dataclass(frozen=True)
class Latest:
    """The latest number of one country: its year, its SDMX letter, and whether it is doubted."""

    year: int
    letter: str
    doubted: bool

    @property
    def estimated(self) -> bool:
        """Whether its publisher marks it as an estimate."""
        return self.letter == ESTIMATED

    @property
    def waits(self) -> bool:
        """Whether it is provisional or a forecast."""
        return self.letter in WAITING


@dataclass(frozen=True)
class Holding:
    """What is held of one indicator: the default series, total only.

    `latest` by country or territory; `said` why there is no number of it, as published. `marks`
    tells whether the series marks any number of a country as an estimate: without, nobody can say
    which ones are. `kept_out` is one of KEPT_OUT where no series is held, else "".
    """

    indicator_id: str
    source_id: str
    latest: dict[str, Latest]
    said: dict[str, str]
    marks: bool
    kept_out: str

    @property
    def held(self) -> bool:
        """Whether a series is held at all."""
        return not self.kept_out

    def why(self, store: Store, area_code: str) -> str:
        """One of REASONS for having no number of a country; "" where there is one."""
        if area_code in self.latest:
            return ""
        if self.kept_out or area_code in self.said:
            return self.kept_out or self.said[area_code]
        if not self.latest:
            return "groups_only"
        if area_code not in reach(store)[self.source_id]:
            return _outside(self.source_id)
        return "no_event" if self.source_id in RECORDS else "absent"


def _outside(source_id: str) -> str:
    if source_id in RECORDS:
        return "no_event"
    return "not_asked" if source_id in EUROPEAN else "not_covered"


@lru_cache(maxsize=2048)
def holding(store: Store, indicator_id: str) -> Holding:
    """What is held of an indicator."""
    matrix = store.matrix(indicator_id)
    if matrix is None:
        return Holding(indicator_id, "", {}, {}, False, _kept_out(store, indicator_id))
    known: npt.NDArray[np.bool_] = np.asarray(~np.isnan(matrix.values))
    rows = len(matrix.years)
    last = rows - 1 - np.argmax(known[::-1], axis=0)
    some = {*np.flatnonzero(np.any(known, axis=0)).tolist()}
    across = np.arange(len(last))
    letters, years = matrix.status[last, across].tolist(), matrix.years[last].tolist()
    doubted = matrix.doubtful[matrix.quality[last, across]].tolist()
    places = [i for i, code in enumerate(matrix.areas) if GROUP_MARK not in code]
    latest = {
        matrix.areas[i]: Latest(years[i], chr(letters[i] or 32).strip(), doubted[i])
        for i in places
        if i in some
    }
    said = {
        matrix.areas[i]: PUBLISHED[letter]
        for i in places
        if i not in some and (letter := _letter(matrix, i)) in PUBLISHED
    }
    marks = bool((known & (matrix.status == ord(ESTIMATED)))[:, places].any())
    return Holding(indicator_id, matrix.source_id, latest, said, marks, "")


def _letter(matrix: Matrix, i: int) -> str:
    """The newest letter of a column without numbers; "" where nothing was published."""
    found = matrix.status[:, i][matrix.status[:, i] > 0]
    return chr(found[-1]) if len(found) else ""


def _kept_out(store: Store, indicator_id: str) -> str:
    found = [entry["reason"].partition("_")[0] for entry in store.withheld(indicator_id)]
    named = {"not": "not_served"}
    reasons = {named.get(reason, reason) for reason in found} | {"no_series"}
    return next(reason for reason in KEPT_OUT if reason in reasons)


@lru_cache(maxsize=4)
def reach(store: Store) -> dict[str, frozenset[str]]:
    """Every area of which a source has a row in any of its series here."""
    rows, names = store.mapped.by_series, store.mapped.names
    source, area = np.asarray(rows["source"]), np.asarray(rows["area"])
    held = np.zeros((len(names["source_id"]), len(names["area_code"])), dtype=bool)
    held[source, area] = True
    return {
        name: frozenset(names["area_code"][k] for k in np.flatnonzero(row).tolist())
        for name, row in zip(names["source_id"], held, strict=True)
    }
