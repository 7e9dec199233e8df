"""World and M49 totals of counts that a provider gives by country only. Pure sums of members.

Only for indicators whose registry row says `aggregation` = sum. World is every row, stateless
people and unknown countries included; a region is the countries that data/reference/areas.csv
places in it. Not estimates: the status is A, or P where a member is provisional, and the catalogue
says `aggregates`.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from data.reference_lists import Area, Reference
from etl.build.derive import parse_formula

WORLD = "M49:001"
FLAGS = {"ldc": "M49:199", "lldc": "M49:432", "sids": "M49:722"}
REGION_COLUMNS = ("region_code", "sub_region_code", "intermediate_region_code", "sdg_region_code")
CELL = ["source_code", "breakdown", "vintage", "year"]


def memberships(areas: Iterable[Area]) -> pd.DataFrame:
    """Who belongs where. One row per area_code and group; everything belongs to the World."""
    pairs = []
    for area in areas:
        if area.kind not in ("country", "territory", "other"):
            continue
        groups = {getattr(area, column) for column in REGION_COLUMNS} - {""}
        groups |= {code for flag, code in FLAGS.items() if getattr(area, flag)}
        pairs += [(area.area_code, group) for group in sorted(groups | {WORLD})]
    return pd.DataFrame(pairs, columns=["area_code", "group"])


def additive_codes(reference: Reference, source_id: str) -> set[str]:
    """The codes of one source that may be added up over countries.

    Those of indicators with `aggregation` = sum, and what a formula adds to one of them: without
    its totals, those of the formula would be too small.
    """
    own = [series for series in reference.series if series.source_id == source_id]
    codes = {
        s.source_code for s in own if reference.indicators[s.indicator_id].aggregation == "sum"
    }
    for series in reference.series:
        for term in parse_formula(series.formula).terms if series.formula else ():
            added = {code for owner, code in term if owner == source_id}
            codes |= added if added & codes else set()
    return codes


def sum_groups(frame: pd.DataFrame, areas: Iterable[Area]) -> pd.DataFrame:
    """Totals of each group. One row per source_code, breakdown, group as area_code, and year.

    Args:
        frame: area_code, value, obs_status and the columns CELL; countries only.
        areas: the reference areas.

    Returns:
        The same columns; no row where no member has a number.
    """
    numbers = frame[frame["value"].notna()].merge(memberships(areas), on="area_code")
    numbers["provisional"] = numbers["obs_status"] == "P"
    cells = numbers.groupby(["group", *CELL], observed=True)
    sums = cells.agg(value=("value", "sum"), provisional=("provisional", "any")).reset_index()
    status = sums.pop("provisional").map({True: "P", False: "A"}).astype("str")
    return sums.rename(columns={"group": "area_code"}).assign(obs_status=status)
