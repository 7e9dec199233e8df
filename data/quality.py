"""Which published values may lead: be a latest value, a base, an extreme, a class bound, a verdict.

A value is flagged where something speaks against reading it like the others: it stays published,
is shown with its reason, and is never changed. Every page, file and verdict asks this module and
nothing else. Must not import pandas: every worker of the app loads it.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

# In the order in which a cell lists them. How each is found: etl/quality/.
FLAGS = (
    "bounds",  # outside the bounds declared for the indicator
    "disagrees",  # another source of the same measure gives another value
    "parts",  # its own parts, such as an amount over GDP, give another ratio
    "jump",  # far from the years before and after, which agree with each other
    "part_year",  # not a full year
    "small",  # a rate on few cases or people
    "old_edition",  # of an edition older than the rest of its series
)
# A doubt keeps a value from leading. A caution is told wherever the value is shown, but the value
# may lead: of an old edition, it is still the newest sound one of its place.
CAUTIONS = frozenset({"old_edition"})
DOUBTS = frozenset(FLAGS) - CAUTIONS
# SDMX letters of values that lead nothing: F is a forecast; P is provisional, such as a part-year.
WAITING = frozenset("FP")
_WAITING_BYTES = np.array([ord(letter) for letter in sorted(WAITING)], dtype=np.uint8)


def flags_of(quality: str) -> tuple[str, ...]:
    """The flags of a cell, from the text of its column `quality`; none for ""."""
    return tuple(quality.split(";")) if quality else ()


def quality_text(flags: Iterable[str]) -> str:
    """The text of the column `quality`: each flag once, in the order of FLAGS, joined by `;`.

    Raises:
        ValueError: a flag that FLAGS does not know.
    """
    found = set(flags)
    if unknown := found - set(FLAGS):
        raise ValueError(f"expected flags among {', '.join(FLAGS)}, got {sorted(unknown)}")
    return ";".join(flag for flag in FLAGS if flag in found)


def doubted(quality: str) -> bool:
    """Whether one of a cell's flags keeps its value from leading."""
    return bool(quality) and not DOUBTS.isdisjoint(quality.split(";"))


def leads(
    value: float | None, obs_status: str, quality: str = "", doubted_too: bool = False
) -> bool:
    """Whether a cell may lead.

    Args:
        value: the number; None or NaN where the provider published a reason instead.
        obs_status: the SDMX letter; "" where no cell was published.
        quality: the flags, joined by `;`.
        doubted_too: the reader wants flagged values to lead as well. Forecasts and provisional
            values still lead nothing.
    """
    number = value is not None and value == value
    return number and obs_status not in WAITING and (doubted_too or not doubted(quality))


def leading(
    values: npt.NDArray[np.float64],
    status: npt.NDArray[np.uint8],
    doubtful: npt.NDArray[np.bool_] | bool = False,
) -> npt.NDArray[np.bool_]:
    """The same rule for many cells.

    Args:
        values: numbers; NaN where there is none.
        status: the SDMX letters as bytes, 0 where no cell was published.
        doubtful: which cells have a flag that keeps them from leading.

    Returns:
        True for each cell that may lead; of the shape of `values`.
    """
    known = ~np.isnan(values)
    for letter in _WAITING_BYTES:
        known &= status != letter
    return known & ~np.asarray(doubtful)
