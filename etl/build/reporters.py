"""The World value of a quantity of which no provider publishes one: the sum of those who report.

Only where the registry says `aggregation` = sum, no source of the indicator publishes a World value
in any year, and only for the source that leads. The limits stand in data/arithmetic/sums.py. A sum
is no estimate: who does not report is left out, and the catalogue says how many report and how many
of the world's people live there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from data.arithmetic.sums import (
    ABSENT_MOST_PCT,
    MARK,
    NEAR_YEARS,
    PEOPLE_ENOUGH_PCT,
    POPULATION,
    RECORDS,
    REPORTERS,
)
from data.reference_lists import Reference
from data.schema.contract import OBSERVATIONS
from etl.build.totals import WORLD
from etl.read.packed import join, pack

Records = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class People:
    """Population of the countries by year and area, and of the World by year."""

    of: pd.DataFrame
    world: pd.Series


def without_sums(observations: pd.DataFrame) -> pd.DataFrame:
    """The rows that are no sums of reporters: those of an earlier build are made again."""
    vintages = [v for v in observations["vintage"].cat.categories if str(v).endswith(MARK)]
    return observations[~observations["vintage"].isin(vintages)] if vintages else observations


def add_sums(
    observations: pd.DataFrame,
    reference: Reference,
    leading: Mapping[str, Sequence[Mapping[str, Any]]],
    summed: frozenset[str],
) -> tuple[pd.DataFrame, Records]:
    """Add the World sums of those who report.

    Args:
        observations: every row but such sums; see `without_sums`.
        reference: tells what may be added up.
        leading: the sources of each indicator, the leading one first; see etl/build/leading.py.
        summed: sources whose World totals are already sums made here; these are described only.

    Returns:
        The rows with the sums, and by `indicator_id|source_id` what the sums are made of: `kind`
        (`reporters`; `records` where a country without a figure has none to report) and `years`:
        countries and territories with a figure, how many there are, their share of the world's
        people in percent, and of `reporters` what the missing ones amounted to, in percent; `same`
        compares the last two full years among those who report in both.
    """
    people, records, made = _people(observations), {}, []
    for indicator_id, sources in leading.items():
        source_id = str(sources[0]["source_id"])
        if reference.indicators[indicator_id].aggregation != "sum" or people is None:
            continue
        rows = _headline(observations, indicator_id, source_id)
        key = f"{indicator_id}|{source_id}"
        if source_id in summed and (rows["area_code"] == WORLD).any():
            records[key] = _described(_countries(rows, reference), people)
        elif not any(source["world"] for source in sources):
            found, record = _sums(rows, reference, people)
            if len(found):
                made.append(found)
                records[key] = record
    if not made:
        return observations, records
    new = pack(pd.concat(made, ignore_index=True), OBSERVATIONS)
    return join([observations, new[observations.columns.to_list()]]), records


def _headline(observations: pd.DataFrame, indicator_id: str, source_id: str) -> pd.DataFrame:
    same = (observations["indicator_id"] == indicator_id) & (observations["breakdown"] == "")
    rows = observations[same & (observations["source_id"] == source_id)]
    return rows[rows["value"].notna()]


def _countries(rows: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    codes = [area.area_code for area in reference.countries()]
    return rows[rows["area_code"].isin(codes)]


def _people(observations: pd.DataFrame) -> People | None:
    rows = _headline(observations, *POPULATION)
    table = rows.pivot_table(index="year", columns="area_code", values="value", observed=True)
    if WORLD not in table:
        return None
    countries = [name for name in table.columns if ":" not in str(name)]
    return People(table[countries], table[WORLD])


def _shares(rows: pd.DataFrame, people: People) -> dict[int, tuple[int, int, float]]:
    """By year: countries with a figure, how many there are, their share of the people in percent.

    A year of which no World population is known has none.
    """
    found = {}
    for year, part in rows.groupby("year"):
        if year not in people.world.index or not people.world[year] > 0:
            continue
        counted = people.of.loc[year].dropna()
        held = part["area_code"].astype("str").unique()
        share = 100 * counted.reindex(held).sum() / people.world[year]
        found[int(str(year))] = (len(held), len(counted), round(float(share), 1))
    return found


def _described(rows: pd.DataFrame, people: People) -> dict[str, Any]:
    years = {str(year): list(entry) for year, entry in _shares(rows, people).items()}
    return {"kind": RECORDS, "years": years}


def _sums(
    rows: pd.DataFrame, reference: Reference, people: People
) -> tuple[pd.DataFrame, dict[str, Any]]:
    """The World rows of one series, and what they are made of."""
    own = rows[~rows["area_code"].astype("str").str.startswith(("M49:", "WB:"))]
    shares = _shares(_countries(own, reference), people)
    table = own.pivot_table(index="year", columns="area_code", values="value", observed=True)
    absent = absent_pct(table)
    shown = [y for y, (_, _, share) in shares.items() if share >= PEOPLE_ENOUGH_PCT]
    partial = {y for y in shown if absent[y] > ABSENT_MOST_PCT}
    partial |= set(own.loc[own["obs_status"] == "P", "year"])
    first = {name: rows[name].iloc[0] for name in ("indicator_id", "source_id", "unit")}
    made = pd.DataFrame(
        {
            **{name: str(value) for name, value in first.items()},
            "breakdown": "",
            "area_code": WORLD,
            "year": np.array(shown, dtype="int16"),
            "value": table.sum(axis=1).reindex(shown).to_numpy(dtype="float64"),
            "obs_status": ["P" if year in partial else "A" for year in shown],
            "vintage": f"{own['vintage'].astype('str').max()}{MARK}",
        }
    )
    made = made.assign(**{n: "" for n in OBSERVATIONS.names if n not in made})
    years = {str(y): [*shares[y], absent[y]] for y in shown}
    full = [year for year in shown if year not in partial]
    return made, {"kind": REPORTERS, "years": years} | _same(table, full)


def absent_pct(table: pd.DataFrame) -> dict[int, float]:
    """What those without a value in a year amounted to, in percent of the year's sum.

    Args:
        table: values by year and area.

    Returns:
        By year: the nearest value of each missing area within NEAR_YEARS (the earlier of two),
        added up and divided by the sum of those with a value; 0 where nobody is missing.
    """
    found = {}
    for year in table.index:
        near = table[(table.index >= year - NEAR_YEARS) & (table.index <= year + NEAR_YEARS)]
        order = sorted(near.index, key=lambda other: (abs(other - year), other))
        nearest = near.loc[order].bfill().iloc[0]
        present = table.loc[year].notna().to_numpy()
        total = float(table.loc[year].to_numpy(dtype="float64")[present].sum())
        missing = float(nearest[~present].sum())
        found[int(year)] = round(100 * missing / total, 1) if total > 0 else 0.0
    return found


def _same(table: pd.DataFrame, full: Sequence[int]) -> dict[str, Any]:
    """The change between the last two full years among those with a value in both."""
    if len(full) < 2:
        return {}
    before, last = full[-2:]
    both = table.loc[[before, last]].dropna(axis=1)
    one, two = (float(row.sum()) for row in both.to_numpy(dtype="float64"))
    if not one > 0:
        return {}
    change = round(100 * (two - one) / one, 1)
    return {"same": {"from": before, "to": last, "areas": both.shape[1], "change_pct": change}}
