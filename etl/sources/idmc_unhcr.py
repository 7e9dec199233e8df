"""IDMC: people displaced inside their country by conflict, as UNHCR's service passes them on.

For whoever has no key of IDMC (see etl/sources/idmc.py): the stock at the end of the year, by
country from 2009 on, and before that one number for the world. Not embedded: IDMC's terms.
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
    id="idmc_unhcr",
    title="IDMC, people displaced by conflict (in UNHCR's database)",
    base_url="https://api.unhcr.org",
    mirror_prefix="unhcr",
    local_totals=True,
)
CODE = "idmc:total"
TITLE = "People displaced inside their country by conflict, end of year"
DISPLACED = Endpoint("idmc", ("total",), source_id=SOURCE.id)


def fetch(fetcher: Fetcher, wanted: Sequence[Wanted]) -> None:
    """Land the country list and the one table."""
    land(fetcher, (DISPLACED,))


def tidy(raw: Raw, wanted: Sequence[Wanted]) -> pd.DataFrame:
    """Displaced people at the end of the year. One row per area and year; see `by_country`."""
    return by_country(raw, DISPLACED, CODE, wanted)


def describe(raw: Raw, wanted: Sequence[Wanted]) -> Mapping[str, SeriesInfo]:
    """The title and the day of retrieval of the one series."""
    return described(raw, CODE, TITLE)
