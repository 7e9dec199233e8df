"""Which value a map shows for a place in a year, and which kind of nothing where it shows none.

The browser has the same rule (assets/app/charts/match.js); a test compares the two cell by cell.

A place shows its own value of the year asked. Under a tolerance it shows its nearest earlier value
that is at most so many years old; an earlier one that leads (data/quality.py) goes before one that
does not. Nothing is carried past a year that the provider marks as not applicable. Where there is
no such value, the first of these that holds is said: the provider's reason for the year asked;
that an older value exists; that nothing was published.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.store import Matrix

TOLERANCE: dict[str, int] = {"exact": 0, "within3": 3, "within5": 5, "latest": 10_000}  # years
VALUE, ZERO, OLD, NONE = "value", "zero", "old", "none"
REASONS = ("M", "L", "Q", "O")  # SDMX letters without a number
# The kinds of nothing, in the order of the legend; zero is a value and yet nothing to colour.
NOTHING = (ZERO, "M", "L", "Q", OLD, NONE, "O")


@dataclass(frozen=True)
class Match:
    """What a place shows. `year` is the value's own; for `old` the year of the value not shown."""

    kind: str
    value: float | None = None
    year: int | None = None
    status: str = ""


def match(
    matrix: Matrix,
    area_code: str,
    year: int,
    mode: str,
    leads: npt.NDArray[np.bool_] | None = None,
) -> Match:
    """What the map shows for one place; see the module for the rule.

    `leads` says which cells lead, where the reader wants others than the rule has.
    """
    first = int(matrix.years[0])
    if area_code not in matrix.areas or not first <= year <= int(matrix.years[-1]):
        return Match(NONE)
    column = matrix.areas.index(area_code)
    values, letters = matrix.values[:, column], matrix.status[:, column]
    at = year - first
    led = (matrix.leads if leads is None else leads)[:, column]
    older: int | None = None
    weak: Match | None = None
    for i in range(at, -1, -1):
        if np.isnan(values[i]):
            if letters[i] == ord("M"):
                break
            continue
        if at - i > TOLERANCE[mode]:
            older = first + i
            break
        value = float(values[i])
        found = Match(ZERO if value == 0 else VALUE, value, first + i, chr(letters[i] or 65))
        if led[i] or i == at:
            return found
        weak = weak or found
    if weak:
        return weak
    reason = chr(letters[at]) if letters[at] else ""
    if reason in REASONS:
        return Match(reason, None, older, reason)
    return Match(OLD, None, older) if older is not None else Match(NONE)
