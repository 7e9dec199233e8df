"""UNRWA: Palestine refugees registered with it, as UNHCR's service passes them on.

A count of its own, by another mandate and another definition (descendants are registered too). It
is kept apart from UNHCR's refugees and never added to them. People in the Gaza Strip and the West
Bank count under the State of Palestine. Not embedded: UNRWA's terms are not known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from etl.ask.fetch import Fetcher
from etl.ask.snapshots import Raw
from etl.model import SeriesInfo, Source, Wanted
from etl.sources.unhcr.ask import land
from etl.sources.unhcr.others import by_country, described
from etl.sources.unhcr.rows import Endpoint

SOURCE = Source(
    id="unrwa",
    title="UNRWA, registered Palestine refugees (in UNHCR's database)",
    base_url="https://api.unhcr.org",
    mirror_prefix="unhcr",
    local_totals=True,
)
CODE = "unrwa:total"
TITLE = "Palestine refugees registered with UNRWA, by country where they live"
REGISTERED = Endpoint("unrwa", ("total",), source_id=SOURCE.id)


def fetch(fetcher: Fetcher, wanted: Sequence[Wanted]) -> None:
    """Land the country list and the one table."""
    land(fetcher, (REGISTERED,))


def tidy(raw: Raw, wanted: Sequence[Wanted]) -> pd.DataFrame:
    """Registered refugees at the end of the year. One row per area and year; see `by_country`."""
    return by_country(raw, REGISTERED, CODE, wanted)


def describe(raw: Raw, wanted: Sequence[Wanted]) -> Mapping[str, SeriesInfo]:
    """The title and the day of retrieval of the one series."""
    return described(raw, CODE, TITLE)
