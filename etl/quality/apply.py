"""Runs every rule over the observations of a build: the column `quality`, the table of doubts.

Equal tables and rules give equal flags. A rule that would flag more than a stated share of a series
is a question, not a table of doubts: either the rule is wrong or the series is, and a person must
say which. The rule's flags of that series are then left out, unless they are accepted. Rows that a
rule marks in a column `fact` follow from dates alone and count for no question.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import pandas as pd

from data.quality import FLAGS, quality_text
from data.reference_lists import Reference
from data.schema.contract import OBSERVATION_KEY
from data.schema.quality import DOUBT_KEY, DOUBTS
from data.schema.tables import empty_table
from etl.quality import bounds, disagreement, editions, jumps, part_years, parts, small
from etl.quality.held import SERIES, Held, series_sizes
from etl.read.packed import pack

MOST = 0.2  # share of a series' numbers that a rule may flag
FEW = 5  # flagged values that are never too many
RULES: Mapping[str, Callable[[Held], pd.DataFrame]] = MappingProxyType(
    {
        "bounds": bounds.find,
        "disagrees": disagreement.find,
        "parts": parts.find,
        "jump": jumps.find,
        "part_year": part_years.find,
        "small": small.find,
        "old_edition": editions.find,
    }
)
FACTS = frozenset({"part_year", "old_edition"})  # nothing to ask: dates say so


@dataclass(frozen=True)
class Flagged:
    """What the rules found.

    Attributes:
        quality: the flags of each row of the observations, packed.
        doubts: the rows of data/schema/quality.py.
        questions: series of which a rule would flag too many values, one sentence each.
    """

    quality: pd.Series
    doubts: pd.DataFrame
    questions: tuple[str, ...]


def judge(observations: pd.DataFrame, reference: Reference, accept: bool = False) -> Flagged:
    """Flag the rows of a build.

    Args:
        observations: packed; the rows in any order.
        reference: indicators and their quality rules.
        accept: take a rule's flags however many they are.
    """
    held = Held(observations.reset_index(drop=True), reference)
    totals = series_sizes(held.numbers)
    masks = np.zeros(len(held.observations), dtype=np.int16)
    frames, questions = [], []
    for flag in FLAGS:
        found = RULES[flag](held)
        if len(found) and flag not in FACTS and not accept:
            found, asked = _within_share(held, flag, found, totals)
            questions += asked
        found = found.drop(columns="fact", errors="ignore")
        if len(found):
            masks[found.index.to_numpy()] |= np.int16(1 << FLAGS.index(flag))
            frames.append(_doubts(held, flag, found))
    codes = np.unique(masks)
    texts = pd.Index([quality_text(f for i, f in enumerate(FLAGS) if c >> i & 1) for c in codes])
    column = pd.Categorical.from_codes(np.searchsorted(codes, masks), texts.astype("str"))
    doubts = pd.concat(frames, ignore_index=True) if frames else empty_table(DOUBTS)
    doubts = pack(doubts, DOUBTS).sort_values(DOUBT_KEY, kind="stable", ignore_index=True)
    return Flagged(pd.Series(column, observations.index), doubts, tuple(sorted(questions)))


def _within_share(
    held: Held, flag: str, found: pd.DataFrame, totals: Mapping[tuple[str, str], int]
) -> tuple[pd.DataFrame, list[str]]:
    """The flags of the series with few enough of them, and a question for each other series."""
    where = held.observations.loc[found.index, SERIES].astype("str")
    asked = where[~found["fact"].to_numpy(bool)] if "fact" in found else where
    questions = []
    for (indicator_id, source_id), count in series_sizes(asked).items():
        total = totals[indicator_id, source_id]
        if count <= FEW or count <= MOST * total:
            continue
        same = (where["indicator_id"] == indicator_id) & (where["source_id"] == source_id)
        found, where = found[~same], where[~same]
        questions.append(
            f"{indicator_id} of {source_id}: the rule `{flag}` would flag {count} of {total} "
            f"values ({count / total:.0%}; at most {MOST:.0%} are expected), so none is flagged. "
            "What to do: mend its row in reference/quality_rules.csv, or --accept the flags"
        )
    return found, questions


def _doubts(held: Held, flag: str, found: pd.DataFrame) -> pd.DataFrame:
    """Rows of the table of doubts; figures in order of their names, whole numbers as such."""
    columns = sorted(found.columns)
    texts = [
        json.dumps(dict(zip(columns, map(_plain, row), strict=True)), sort_keys=True)
        for row in zip(*(found[name].tolist() for name in columns), strict=True)
    ]
    keys = held.observations.loc[found.index, OBSERVATION_KEY]
    return keys.astype(dict.fromkeys(set(OBSERVATION_KEY) - {"year"}, "str")).assign(
        flag=flag, figures=pd.Series(texts, index=found.index, dtype="str")
    )


def _plain(value: object) -> object:
    if isinstance(value, float):
        return None if np.isnan(value) else int(value) if value.is_integer() else value
    return value
