"""Which source of an indicator screens show, by the rule of data/providers.py."""

from __future__ import annotations

from typing import Any

import pandas as pd

from data.matrix import ENOUGH_COVERAGE
from data.providers import PRIMARY, Standing, ranked
from data.reference_lists import Reference
from etl.build.totals import WORLD

COMPUTED = "derived"


def leading(
    observations: pd.DataFrame, reference: Reference, summed: frozenset[str]
) -> dict[str, list[dict[str, Any]]]:
    """The sources of each indicator, the leading one first.

    Args:
        observations: the published tables, without sums of reporters.
        reference: the registry.
        summed: sources whose World is a sum made here, which is no World value of theirs.

    Returns:
        By indicator id: source_id, step (what puts it behind the one before it; "" for the first),
        world, year and countries, as in data/providers.py. Only indicators with a row of a series.
    """
    chosen = observations[observations["indicator_id"].isin(list(reference.indicators))]
    found: dict[str, list[Standing]] = {}
    for (indicator_id, source_id), rows in chosen.groupby(
        ["indicator_id", "source_id"], observed=True
    ):
        standing = _standing(reference, str(indicator_id), str(source_id), rows, summed)
        found.setdefault(str(indicator_id), []).append(standing)
    return {indicator_id: _records(ranked(found[indicator_id])) for indicator_id in sorted(found)}


def _records(order: list[tuple[Standing, str]]) -> list[dict[str, Any]]:
    return [
        {
            "source_id": s.source_id,
            "step": step,
            "world": s.world,
            "year": s.year,
            "countries": s.countries,
        }
        for s, step in order
    ]


def _standing(
    reference: Reference,
    indicator_id: str,
    source_id: str,
    rows: pd.DataFrame,
    summed: frozenset[str],
) -> Standing:
    numbers = rows[rows["value"].notna() & (rows["breakdown"] == "")]
    areas = numbers["area_code"].astype("str")
    per_year = numbers.groupby("year").size()
    full = per_year[per_year >= per_year.max() * ENOUGH_COVERAGE]
    declared = (
        p.source_id == source_id and p.relation == PRIMARY
        for p in reference.source_pairs
        if p.indicator_id == indicator_id
    )
    listed = (s.priority for s in reference.series_for(indicator_id) if s.source_id == source_id)
    return Standing(
        source_id=source_id,
        declared=any(declared),
        published=source_id != COMPUTED,
        world=0 if source_id in summed else _last(numbers.loc[areas == WORLD, "year"]),
        year=_last(full.index),
        countries=int(areas[~areas.str.contains(":")].nunique()),
        priority=next(listed, len(reference.sources)),
    )


def _last(years: pd.Series | pd.Index) -> int:
    return int(years.max()) if len(years) else 0
