"""The settings a verdict depends on: method, base year, modelled values, pandemic years.

Seventy-two in all.

It decides nothing about values; which points a setting counts stands in data/progress/points.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

METHODS = ("un5", "unsd2022", "unsd2023", "statcan", "escap", "bounded")
BASES = ("near2015", "near2018", "since2000")
MODELLED = ("with", "without")
COVID = ("with", "without")  # the years of the pandemic; without them nothing of COVID_YEARS counts

# Years that may serve as base, the most wanted first. near2015: the start of the Goals, else the
# first year after, else the last before. near2018: the Compact was adopted in December 2018.
# since2000: the first year of the period that UN ESCAP looks back on.
BASE_YEARS: Mapping[str, tuple[int, ...]] = {
    "near2015": (2015, 2016, 2017, 2018, 2014, 2013, 2012),
    "near2018": (2018, 2019, 2020, 2017, 2016),
    "since2000": tuple(range(2000, 2011)),
}
SHORTEST_YEARS = 3  # from base to latest point; less is noise
COVID_YEARS = (2020, 2021, 2022)
OLDEST_YEARS = 5  # from latest point to the year of the build; older says little about today
DATED_YEARS = 3  # from so many years on a verdict says the year it is of


@dataclass(frozen=True)
class Setting:
    """One way to judge: method, rule for the base year, modelled values, pandemic years."""

    method: str
    base: str
    modelled: str
    covid: str = COVID[0]


ALL_SETTINGS = tuple(
    Setting(m, b, e, c) for m in METHODS for b in BASES for e in MODELLED for c in COVID
)
DEFAULT = ALL_SETTINGS[0]


def judged_year(sources: Mapping[str, Mapping[str, Any]]) -> int:
    """The year verdicts are given in: that of the newest retrieval of any source.

    Not the clock: equal tables give equal verdicts, and a verdict does not age by itself while the
    values behind it stand.

    Args:
        sources: `sources` of catalogue.json, each with `retrieved_at` (UTC, ISO 8601).

    Raises:
        ValueError: no source has been retrieved.
    """
    return int(max(str(entry["retrieved_at"]) for entry in sources.values())[:4])
