"""`part_year`: a year that was not over when the figures ended. A fact, whatever its share.

A source that counts events names the day of its newest one as the edition of the rows; a year
whose figures end within it, and which the source marks as provisional, is not full. Provisional
values of a full year have status P as well and lead nothing either, but are no part-years.
"""

from __future__ import annotations

import pandas as pd

from etl.quality.held import Held


def find(held: Held) -> pd.DataFrame:
    """Rows with status P whose edition is a day of their own year: `until`, that day."""
    rows = held.numbers
    rows = rows[rows["obs_status"] == "P"]
    vintage = rows["vintage"].astype("str")
    within = vintage.str.fullmatch(r"\d{4}-\d{2}-\d{2}") & (
        vintage.str[:4] == rows["year"].astype("str")
    )
    return pd.DataFrame({"until": vintage})[within.to_numpy(bool)]
