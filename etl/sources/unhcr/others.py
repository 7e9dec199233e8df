"""Counts of other bodies that UNHCR's service passes on: one endpoint, one series by country."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from etl.ask.snapshots import Raw
from etl.model import SchemaDrift, SeriesInfo, Wanted
from etl.sources import observed
from etl.sources.unhcr.rows import Endpoint, read_endpoint, vintage

PERSONS = frozenset({"persons"})


def by_country(raw: Raw, endpoint: Endpoint, code: str, wanted: Sequence[Wanted]) -> pd.DataFrame:
    """People by the country they are in at the end of the year. One row per area and year.

    A published zero is a zero. Null with status M: the provider writes "not applicable".

    Raises:
        SchemaDrift: an unknown shape, or a code of the registry other than `code`.
    """
    if unknown := sorted({want.code for want in wanted} - {code}):
        fix = "correct source_code in data/reference/indicator_series.csv"
        place = "indicator_series.csv"
        raise SchemaDrift(endpoint.source_id, place, code, ", ".join(unknown), fix)
    cells = read_endpoint(raw, endpoint).groupby(["destination", "year"])[endpoint.measures[0]]
    counts, day = cells.sum(min_count=1).reset_index(), vintage(raw)
    return observed(
        [
            (code, "", area, year, value, "A" if value == value else "M", day)
            for area, year, value in counts.itertuples(index=False)
        ]
    )


def described(raw: Raw, code: str, title: str) -> dict[str, SeriesInfo]:
    """Our title of the series (the provider has none) and the day of retrieval as its edition."""
    return {code: SeriesInfo(code, title, vintage(raw), "persons", PERSONS)}
