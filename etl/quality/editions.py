"""`old_edition`: the rows of an area that come of an older edition than the rest of their series.

A caution and no doubt: of its place it is the newest sound value. A fact, so that no share of a
series is too large for it.
"""

from __future__ import annotations

import re

import pandas as pd

from etl.quality.held import SERIES, Held

OLDER_YEARS = 1.0  # of an edition, before a reader must be told
_EDITION = re.compile(r"(\d{4})(?:[.-]Q(\d)|-(\d{2})(?!\d)(?:-(\d{2}))?)?")
AREA = ["breakdown", "area_code"]


def edition_time(edition: str) -> float:
    """When an edition came out, in years; the end of a quarter or year that names no day.

    Understands `2026-07-01`, `2026-07`, `2025.Q3.G.02`, `2025-Q1`, `2023-24`, `2024`. NaN for
    anything else.
    """
    match = _EDITION.search(edition)
    if match is None:
        return float("nan")
    year, quarter, month, day = (int(part) if part else 0 for part in match.groups())
    if quarter:
        return year + quarter / 4
    if 1 <= month <= 12:
        return year + (month - 1) / 12 + (day or 28) / 365
    return year + 1.0 + (1.0 if month else 0.0)  # 2023-24 ends with 2024


def row_times(rows: pd.DataFrame, column: str = "vintage") -> pd.Series:
    """`edition_time` of each row's vintage."""
    vintages = rows[column].astype("str")
    return vintages.map({v: edition_time(v) for v in vintages.unique()}).astype("float64")


def find(held: Held) -> pd.DataFrame:
    """Rows of areas whose edition is older than OLDER_YEARS before the newest of the series.

    A series whose areas have several editions each is published by parts of its years, such as
    one file a year: there no area is old. Returns: edition, newest.
    """
    rows = held.numbers
    editions = rows[[*SERIES, "vintage"]].drop_duplicates()
    several = editions[editions.duplicated(SERIES, keep=False)][SERIES].drop_duplicates()
    frames = [_of_series(held.one(str(i), str(s))) for i, s in several.itertuples(index=False)]
    return pd.concat(frames) if frames else pd.DataFrame()


def _of_series(rows: pd.DataFrame) -> pd.DataFrame:
    """The same for one series of several editions."""
    vintage, time = rows["vintage"].astype("str"), row_times(rows)
    areas = vintage.groupby([rows[name].astype("str") for name in AREA])
    if areas.nunique().gt(1).any():
        return pd.DataFrame()
    newest = vintage.iloc[int(time.fillna(0).to_numpy().argmax())]
    found = pd.DataFrame({"edition": vintage, "newest": newest})
    return found[time.max() - time > OLDER_YEARS]
