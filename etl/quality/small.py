"""`small`: a rate among so few people that one case moves it far.

For indicators that declare `fewest_people` in reference/quality_rules.csv. The people are those of
the area in that year or the nearest within NEAR_YEARS: the World Bank's population, and where it
lists none what UN DESA's migrant stock and its share of the population give. An area of which
neither is known is not flagged.
"""

from __future__ import annotations

import pandas as pd

from etl.quality.held import Held, significant

POPULATION = "worldbank/ctx-population"
STOCK, SHARE = "undesa/ctx-migrant-stock", "undesa/ctx-migrant-share"
NEAR_YEARS = 5


def find(held: Held) -> pd.DataFrame:
    """Rates in areas with fewer people than declared: number (people), limit."""
    limits = {i: rule.fewest_people for i, rule in held.rules.items() if rule.fewest_people}
    rows = held.numbers[held.numbers["indicator_id"].isin(list(limits))]
    rows = rows[["indicator_id", "area_code", "year"]].astype({"area_code": "str", "year": "int64"})
    people = population(held)
    if rows.empty or people.empty:
        return pd.DataFrame()
    ordered = rows.reset_index(names="row").sort_values("year", kind="stable")
    near = pd.merge_asof(
        ordered, people, on="year", by="area_code", direction="nearest", tolerance=NEAR_YEARS
    ).set_index("row")
    limit = near["indicator_id"].astype("str").map(limits).astype("float64")
    found = pd.DataFrame({"number": near["people"], "limit": limit})
    return found[near["people"] < limit].sort_index()


def population(held: Held) -> pd.DataFrame:
    """People by area and year, sorted by year."""
    own = held.headline(POPULATION).rename(columns={"value": "people"})
    both = held.headline(STOCK).merge(
        held.headline(SHARE), on=["area_code", "year"], suffixes=("", "_share")
    )
    both = both[(both["value_share"] > 0) & ~both["area_code"].isin(own["area_code"].unique())]
    people = significant(100 * both["value"] / both["value_share"])
    other = both[["area_code", "year"]].assign(people=people.astype("float64"))
    found = pd.concat([frame for frame in (own, other) if len(frame)] or [own])
    return found.astype({"year": "int64"}).sort_values(["year", "area_code"], kind="stable")
