"""Compares what a source brings with its last build; names what no ordinary release does.

It judges; whether the source is then stopped or taken is the caller's choice (`--accept`).
"""

from __future__ import annotations

import pandas as pd

from data.reference_lists import AS_PUBLISHED
from data.schema.tables import TABLES
from etl.build.assemble import Part
from etl.build.load import Tables
from etl.read.packed import positions

ENOUGH_ROWS = 0.95  # of the rows of the last build
TENFOLD = 10.0  # a published value that grew or shrank so much is a change of unit or an error
# Counts under a hundred people or cases move tenfold by one family; that says nothing.
COUNTED = frozenset({"persons", "count", "movements"})
LARGE_COUNT = 100.0
SAMPLES = 5
TAKE = "What to do: look at the difference, then --accept"


def fallen_behind(old: Tables, part: Part) -> list[str]:
    """Every reason to stop a source, as one sentence each; empty where there is none.

    Reasons: more than 5 % of the rows of a table lost; a published value that moved by an order
    of magnitude. A series of an older edition stops alone; see etl/build/isolate.py.
    """
    problems = []
    for name in TABLES:
        before, now = _of_source(old, name, part.source_id), getattr(part, name)
        if len(now) < len(before) * ENOUGH_ROWS:
            problems.append(
                f"{name}: {len(now)} rows, {len(before)} in the last build; at least "
                f"{ENOUGH_ROWS:.0%} expected{_lost(before, now, name)}. {TAKE}"
            )
        problems += _moved(before, now, name)
    return problems


def _of_source(tables: Tables, name: str, source_id: str) -> pd.DataFrame:
    frame: pd.DataFrame = getattr(tables, name)
    return frame[frame["source_id"] == source_id]


def _lost(before: pd.DataFrame, now: pd.DataFrame, name: str) -> str:
    """Which series lost most rows, and one lost row of each, as the end of a sentence."""
    series, key = str(before.columns[0]), list(TABLES[name].key)
    gone = before[positions(before, now, key) < 0]
    most = gone[series].astype("str").value_counts().head(SAMPLES)
    rows = [gone[gone[series] == what].iloc[0][key] for what in most.index]
    listed = [f"{n} of {_words(row)}" for n, row in zip(most, rows, strict=True)]
    return f"; lost, such as {'; '.join(listed)}" if listed else ""


def _moved(before: pd.DataFrame, now: pd.DataFrame, name: str) -> list[str]:
    """Published values that are ten times what they were, or a tenth."""
    key, value = list(TABLES[name].key), TABLES[name].value
    kept = [*key, value, *(["unit"] if "unit" in before else [])]
    where = positions(before, now, key)
    both = before.loc[where >= 0, kept].rename(columns={value: "value"})
    both["value_new"] = now[value].to_numpy()[where[where >= 0]]
    old, new = both["value"].abs(), both["value_new"].abs()
    smaller, larger = old.where(old < new, new), old.where(old > new, new)
    unit = both["unit"] if "unit" in both else pd.Series("count", both.index)
    counted = unit.isin(list(COUNTED))
    far = (smaller > 0) & (larger >= smaller * TENFOLD) & ~(counted & (larger < LARGE_COUNT))
    # A count that became zero; of a rate, nobody can say how far that is.
    far |= counted & (new == 0) & (old >= LARGE_COUNT)
    # In a unit that only the provider knows, one cell says nothing; a share of a series does.
    share = far.groupby(both[key[0]], observed=True).transform("mean")
    far &= (unit != AS_PUBLISHED) | (share > 1 - ENOUGH_ROWS)
    if not far.any():
        return []
    rows = both[far].drop_duplicates(key[0]).head(SAMPLES)
    listed = [
        f"{_words(row[key])}: {row['value']:g} became {row['value_new']:g}"
        for _, row in rows.iterrows()
    ]
    count = int(far.sum())
    return [
        f"{name}: {count} published value(s) moved by an order of magnitude, such as "
        f"{'; '.join(listed)}. {TAKE}"
    ]


def _words(row: pd.Series) -> str:
    return " ".join(str(value) for value in row if str(value))
