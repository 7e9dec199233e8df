"""World values that are sums made here: how a row of them is told apart, and when there is one.

The one place where the rule stands; etl/build/reporters.py adds up. Must not import pandas.
"""

from __future__ import annotations

MARK = ", summed here"  # the end of the vintage of a sum of those who report
PEOPLE_ENOUGH_PCT = 50.0  # of the world's people must live where somebody reports
ABSENT_MOST_PCT = 5.0  # of the sum: what those amounted to who are missing in a year
NEAR_YEARS = 5  # how far off a missing one's own value is looked for
POPULATION = ("ctx-population", "worldbank")
RECORDS, REPORTERS = "records", "reporters"


def is_summed(vintage: str) -> bool:
    """Whether a row is a sum of those who report, made here."""
    return vintage.endswith(MARK)
