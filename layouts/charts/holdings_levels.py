"""Classes of the board of what is held: how recent, how sure, or why there is nothing.

Each class has a shade and, in cells of single countries, a shape of its own; cells of regions have
their number in them. So colour is never the only difference.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from data.holdings import KEPT_OUT, OUTSIDE, PUBLISHED
from data.recency import CONSULTED

THERE, AGE, MODELLED = "there", "age", "modelled"
RECENT = 2022
YEARS = (
    ("recent", RECENT),
    ("since", CONSULTED),
    ("older", 2010),
    ("oldest", 0),
)  # from, newest first


class Level(NamedTuple):
    """How a class looks: its shade from 0 (palest) to 3, or the colour of what is missing."""

    shade: int
    ink: str  # name of a colour, for what is missing; "" for a shade
    high: float  # of a country's cell: share of the row that it fills
    wide: float  # and of the column
    sign: str


def _value(shade: int, high: float, sign: str) -> Level:
    return Level(shade, "", high, 1, sign)


LEVELS: Mapping[str, Level] = {
    # what is there: of the countries of a region, and of one country
    "all": _value(3, 1, "block"),
    "most": _value(2, 1, "block"),
    "some": _value(1, 1, "block"),
    "since_2017": _value(3, 1, "block"),
    "only_before": _value(0, 0.4, "cover-low"),
    # how old: of one country, or the year that half of a region's countries reach
    "recent": _value(3, 1, "block"),
    "since": _value(2, 0.7, "cover-high"),
    "older": _value(1, 0.4, "cover-low"),
    "oldest": _value(0, 0.2, "cover-line"),
    "few": _value(0, 0.2, "cover-line"),
    # what is modelled: of one country, or of a region's latest numbers
    "plain": _value(3, 1, "block"),
    "no_estimates": _value(3, 1, "block"),
    "some_estimates": _value(2, 1, "block"),
    "most_estimates": _value(1, 1, "block"),
    "estimate": _value(1, 0.7, "cover-high"),
    "unmarked": _value(0, 0.4, "cover-low"),
    "waits": _value(2, 0.2, "cover-line"),
    # nothing is there
    "published": Level(0, "thread", 0.14, 1, "cover-line"),
    "outside": Level(0, "quiet", 0.3, 0.3, "dotted"),
    "kept_out": Level(0, "context", 1, 1, "block"),
    "absent": Level(0, "", 0, 0, "cover-none"),
}
MISSING = ("published", "outside", "kept_out", "absent")


def missing_level(reason: str) -> str:
    """The class of a reason for having no number."""
    if reason in KEPT_OUT:
        return "kept_out"
    if reason in OUTSIDE:
        return "outside"
    return "published" if reason in PUBLISHED.values() else "absent"


def age(year: int) -> str:
    """The class of a year."""
    return next(name for name, first in YEARS if year >= first)


def share(part: int, whole: int, names: tuple[str, str, str, str]) -> str:
    """One of four classes: none of them, fewer than half, at least half, all."""
    if not part:
        return names[0]
    if part == whole:
        return names[3]
    return names[2] if 2 * part >= whole else names[1]
