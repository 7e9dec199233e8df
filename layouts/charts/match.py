"""Which value a map shows for a place in a year, and which kind of nothing where it shows none.

A place shows its own value of the year asked. Under a tolerance it shows its nearest earlier value
that is at most so many years old; an earlier one that leads (data/quality.py) goes before one that
does not. Nothing is carried past a year that the provider marks as not applicable. Where there is
no such value, the first of these that holds is said: the provider's reason for the year asked;
that an older value exists; that nothing was published.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.store import Matrix

TOLERANCE: dict[str, int] = {"exact": 0, "within3": 3, "within5": 5, "latest": 10_000}  # years
VALUE, ZERO, OLD, NONE = "value", "zero", "old", "none"
REASONS = ("M", "L", "Q", "O")  # SDMX letters without a number
# The kinds of nothing, in the order of the legend; zero is a value and yet nothing to colour.
NOTHING = (ZERO, "M", "L", "Q", OLD, NONE, "O")
STOPS = ord("M")  # no value is carried past it
NOWHERE = -1  # in the place of a row

Rows = npt.NDArray[np.int16]


@dataclass(frozen=True)
class Matched:
    """What every place shows in every year of a series: arrays of years x places.

    `shown` is the row of the value shown, `older` that of a value too old to be shown; -1 for none.
    `letters` are the status letters of the year asked itself.
    """

    shown: Rows
    older: Rows
    letters: npt.NDArray[np.uint8]


def matched(
    matrix: Matrix, codes: Sequence[str], mode: str, leads: npt.NDArray[np.bool_] | None = None
) -> Matched:
    """What the map shows for some places; see the module for the rule.

    Args:
        matrix: the series.
        codes: the places; one that the series lacks shows nothing.
        mode: how old a value may be, one of TOLERANCE.
        leads: which cells lead, where the reader wants others than the rule has.
    """
    column = {code: i for i, code in enumerate(matrix.areas)}
    at = np.array([column.get(code, NOWHERE) for code in codes], dtype=np.intp)
    lacking = at == NOWHERE
    known = ~np.isnan(matrix.values[:, at]) & ~lacking
    led = (matrix.leads if leads is None else leads)[:, at] & known
    letters = np.where(lacking, 0, matrix.status[:, at]).astype(np.uint8)
    stops = ~known & (letters == STOPS)
    nearest, leading = _last(known, stops), _last(led, stops)
    rows = np.arange(len(known), dtype=np.int16)[:, None]
    oldest = rows - TOLERANCE[mode]
    shown = np.where((leading != NOWHERE) & (leading >= oldest), leading, nearest)
    shown = np.where(known, rows, shown)  # its own value is shown even where it leads nothing
    fresh = (shown != NOWHERE) & (shown >= oldest)
    none = np.int16(NOWHERE)
    return Matched(np.where(fresh, shown, none), np.where(fresh, none, nearest), letters)


def _last(marked: npt.NDArray[np.bool_], stops: npt.NDArray[np.bool_]) -> Rows:
    """The last marked row up to each row, by column; -1 where there is none since a stop."""
    rows = np.arange(len(marked), dtype=np.int16)[:, None]
    last = np.maximum.accumulate(np.where(marked, rows, np.int16(NOWHERE)), axis=0)
    stop = np.maximum.accumulate(np.where(stops, rows, np.int16(NOWHERE)), axis=0)
    return np.where(last > stop, last, np.int16(NOWHERE))
