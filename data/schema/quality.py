"""The contract of the table of doubts: one row per flagged cell and flag, with its figures.

It decides nothing; see etl/quality/. It is made from the other tables, so it is none of TABLES.
"""

from __future__ import annotations

import pandas as pd
import pyarrow as pa

from data.quality import CAUTIONS, FLAGS
from data.schema.contract import (
    FIRST_YEAR,
    MEANINGS,
    NAME,
    OBSERVATION_KEY,
    Known,
    TableError,
    broken_rule,
    column_problems,
)

DOUBTS = pa.schema(
    [
        pa.field("indicator_id", NAME, nullable=False),
        pa.field("source_id", NAME, nullable=False),
        pa.field("breakdown", NAME, nullable=False),
        pa.field("area_code", NAME, nullable=False),
        pa.field("year", pa.int16(), nullable=False),
        pa.field("flag", NAME, nullable=False),
        pa.field("figures", pa.string(), nullable=False),
    ]
)
DOUBT_KEY = [*OBSERVATION_KEY, "flag"]
# What each column means: the words of the data dictionary.
DOUBT_MEANINGS = {
    **{name: MEANINGS[name] for name in OBSERVATION_KEY},
    "flag": "One of "
    + ", ".join(f"`{flag}`" for flag in FLAGS)
    + "; a value with any but "
    + ", ".join(f"`{flag}`" for flag in sorted(CAUTIONS))
    + " is never a latest value, a base, an extreme, a class bound or a point of a verdict.",
    "figures": "JSON with sorted keys: the numbers and codes that raised the flag.",
}


def check_doubts(frame: pd.DataFrame, known: Known) -> None:
    """Refuse a table of doubts that breaks the contract. One row per DOUBT_KEY.

    Raises:
        TableError: all problems at once, each with the rule, the count and sample rows.
    """
    problems = column_problems(frame, DOUBTS)
    if not problems:
        years = frame["year"].between(FIRST_YEAR, known.last_year)
        rules = [
            (frame.duplicated(DOUBT_KEY, keep=False), "the key is not unique"),
            (~frame["indicator_id"].isin(list(known.units)), "unknown indicator"),
            (~frame["area_code"].isin(known.areas), "unknown area"),
            (~years, f"year outside {FIRST_YEAR}..{known.last_year}"),
            (~frame["flag"].isin(FLAGS), "unknown flag"),
            (~frame["figures"].str.match(r"\{.*\}$"), "figures are no JSON object"),
        ]
        problems = [text for broken, rule in rules for text in broken_rule(frame, broken, rule)]
    if problems:
        raise TableError("doubts", problems)
