"""The contract of the tables: columns, types, keys and bounds. A table that breaks it is refused.

It knows nothing of providers. Areas, indicators and units are handed in from the reference tables.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa

from data.arithmetic.measures import BELOW_ZERO
from data.quality import FLAGS, flags_of, quality_text

FIRST_YEAR = 1950
NAME = pa.dictionary(pa.int16(), pa.string())

OBSERVATIONS = pa.schema(
    [
        pa.field("indicator_id", NAME, nullable=False),
        pa.field("source_id", NAME, nullable=False),
        pa.field("breakdown", NAME, nullable=False),
        pa.field("area_code", NAME, nullable=False),
        pa.field("year", pa.int16(), nullable=False),
        pa.field("value", pa.float64()),
        pa.field("unit", NAME, nullable=False),
        pa.field("obs_status", NAME, nullable=False),
        pa.field("quality", NAME, nullable=False),
        pa.field("vintage", NAME, nullable=False),
    ]
)
OBSERVATION_KEY = ["indicator_id", "source_id", "breakdown", "area_code", "year"]

FLOWS = pa.schema(
    [
        pa.field("measure", NAME, nullable=False),
        pa.field("origin_code", NAME, nullable=False),
        pa.field("destination_code", NAME, nullable=False),
        pa.field("year", pa.int16(), nullable=False),
        pa.field("value", pa.float64()),
        pa.field("obs_status", NAME, nullable=False),
        pa.field("source_id", NAME, nullable=False),
        pa.field("vintage", NAME, nullable=False),
    ]
)
FLOW_KEY = ["measure", "origin_code", "destination_code", "year"]

# What each column means: the words of the data dictionary.
MEANINGS = {
    "indicator_id": "Indicator, as in `reference/indicators.csv`; the ids of catalogue indicators "
    "begin with `wb-` or `unsd-`.",
    "source_id": "Provider, as in `reference/sources.csv`; `derived` is computed from others.",
    "breakdown": "Empty for the total, and for the headline of a chosen indicator; else the "
    "sub-group as `Dimension=VALUE`, several sorted and joined by `;`.",
    "area_code": "ISO 3166-1 alpha-3, or `M49:nnn`, `WB:code`, `OTH:code` for groups and others.",
    "measure": "What is counted along the pair; see the measures below.",
    "origin_code": "Area people come from, or money is sent from. Same codes as `area_code`.",
    "destination_code": "Area people are in, or money is sent to. Same codes as `area_code`.",
    "year": "Calendar year.",
    "value": "The number. Null where the provider published a reason instead; see `obs_status`.",
    "unit": "Unit key of the indicator. `as_published` for catalogue indicators: the provider's "
    "own words stand in `catalogue.json`.",
    "obs_status": "SDMX CL_OBS_STATUS letter.",
    "quality": "What speaks against the value, as flags joined by `;`; empty for nothing. The "
    "figures that raised each flag stand in `doubts.parquet`. The value itself is as published.",
    "vintage": "The provider's own version of this value: a date or the name of a release.",
}
STATUS_WITH_VALUE = {
    "A": "normal",
    "B": "break in the series",
    "E": "estimated or modelled",
    "F": "forecast",
    "P": "provisional",
}
STATUS_WITHOUT_VALUE = {
    "L": "not collected",
    "M": "cannot exist or not applicable",
    "O": "missing without a reason",
    "Q": "not published as a number: suppressed, or only a bound such as <0.1",
}

Bounds = tuple[float, float]
INFINITE = float("inf")
NOT_NEGATIVE: Bounds = (0.0, INFINITE)
# Where an indicator declares no bounds of its own; see reference/quality_rules.csv.
UNIT_BOUNDS: Mapping[str, Bounds] = {
    "percent": (0.0, 100.0),
    "persons": NOT_NEGATIVE,
    "movements": NOT_NEGATIVE,
    "count": NOT_NEGATIVE,
    "per_1000": (0.0, 1_000.0),
    "per_10k": (0.0, 10_000.0),
    "per_100k": (0.0, 100_000.0),
    "per_1000_births": (0.0, 1_000.0),
    "per_100k_births": (0.0, 100_000.0),
    "percent_gdp": NOT_NEGATIVE,
    "usd_ppp": NOT_NEGATIVE,
    "ratio": NOT_NEGATIVE,
    "index_100": (0.0, 100.0),
    "score_1": (0.0, 1.0),
    "score_4": (1.0, 4.0),
    "score_10": (0.0, 10.0),
    "yes_no": (0.0, 1.0),
    "ug_m3": NOT_NEGATIVE,
    "months": NOT_NEGATIVE,
    "years": NOT_NEGATIVE,
}


class TableError(Exception):
    """A table breaks its contract. Lists every rule that is broken, with sample rows."""

    def __init__(self, table: str, problems: list[str]) -> None:
        """Keep the list, so that callers can count and show the problems."""
        self.table, self.problems = table, problems
        listed = "\n".join(f"  {number}. {text}" for number, text in enumerate(problems, 1))
        super().__init__(f"{table}: {len(problems)} problem(s); the old table stays\n{listed}")


@dataclass(frozen=True)
class Known:
    """What the reference tables allow: area codes, unit of each indicator, the last year."""

    areas: Collection[str]
    units: Mapping[str, str]
    last_year: int


def check_observations(frame: pd.DataFrame, known: Known) -> None:
    """Refuse a table of observations that breaks the contract. One row per OBSERVATION_KEY.

    Raises:
        TableError: all problems at once, each with the rule, the count and sample rows.
    """
    problems = column_problems(frame, OBSERVATIONS)
    if not problems:
        other, unknown = unit_problems(frame, known.units)
        problems = [
            *broken_rule(
                frame, frame.duplicated(OBSERVATION_KEY, keep=False), "the key is not unique"
            ),
            *broken_rule(frame, unknown, "unknown indicator"),
            *broken_rule(frame, other, "unit is not the indicator's"),
            *broken_rule(frame, ~frame["area_code"].isin(known.areas), "unknown area"),
            *_common(frame, known.last_year),
            *_flags(frame),
        ]
    if problems:
        raise TableError("observations", problems)


def unit_problems(frame: pd.DataFrame, units: Mapping[str, str]) -> tuple[pd.Series, pd.Series]:
    """The rows whose unit is not the indicator's, and those of unknown indicators.

    Looks at each pair of indicator and unit once: there are few beside the rows.
    """
    pairs = frame[["indicator_id", "unit"]].drop_duplicates().astype("str")
    wanted = pairs["indicator_id"].map(dict(units))
    wrong = pairs[wanted.notna() & (wanted != pairs["unit"])]
    unknown = frame["indicator_id"].isin(pairs.loc[wanted.isna(), "indicator_id"].to_list())
    other = pd.Series(False, index=frame.index)
    for pair in wrong.itertuples():
        other |= (frame["indicator_id"] == pair.indicator_id) & (frame["unit"] == pair.unit)
    return other, unknown


def check_flows(frame: pd.DataFrame, known: Known) -> None:
    """Refuse a table of flows that breaks the contract. One row per FLOW_KEY.

    Raises:
        TableError: all problems at once, each with the rule, the count and sample rows.
    """
    problems = column_problems(frame, FLOWS)
    if not problems:
        below = (frame["value"] < 0) & ~frame["measure"].isin(list(BELOW_ZERO))
        problems = [
            *broken_rule(frame, frame.duplicated(FLOW_KEY, keep=False), "the key is not unique"),
            *broken_rule(frame, ~frame["origin_code"].isin(known.areas), "unknown origin"),
            *broken_rule(
                frame, ~frame["destination_code"].isin(known.areas), "unknown destination"
            ),
            *broken_rule(frame, below, "a negative count or amount"),
            *_common(frame, known.last_year),
        ]
    if problems:
        raise TableError("flows", problems)


def column_problems(frame: pd.DataFrame, schema: pa.Schema) -> list[str]:
    """Where a frame has not the columns and types of a table, one sentence each."""
    problems = []
    if list(frame.columns) != schema.names:
        missing = sorted(set(schema.names) - set(frame.columns))
        extra = sorted(set(frame.columns) - set(schema.names))
        problems.append(f"columns: expected {schema.names}; missing {missing}, extra {extra}")
        return problems
    for field in schema:
        column = frame[field.name]
        if not _fits(column, field.type):
            problems.append(f"{field.name}: expected {field.type}, got {column.dtype}")
        elif not field.nullable and column.isna().any():
            problems.append(f"{field.name}: {int(column.isna().sum())} rows without a value")
    return problems


def _fits(column: pd.Series, kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind) or pa.types.is_string(kind):
        return isinstance(column.dtype, pd.CategoricalDtype) or pd.api.types.is_string_dtype(column)
    return column.dtype == kind.to_pandas_dtype()


def _common(frame: pd.DataFrame, last_year: int) -> list[str]:
    value, status = frame["value"], frame["obs_status"]
    empty = value.isna()
    years = f"year outside {FIRST_YEAR}..{last_year}"
    return [
        *broken_rule(frame, ~frame["year"].between(FIRST_YEAR, last_year), years),
        *broken_rule(frame, ~empty & ~np.isfinite(value), "value is not finite"),
        *broken_rule(
            frame, ~empty & ~status.isin(list(STATUS_WITH_VALUE)), "a value with this status"
        ),
        *broken_rule(
            frame, empty & ~status.isin(list(STATUS_WITHOUT_VALUE)), "no value and no reason"
        ),
    ]


def _flags(frame: pd.DataFrame) -> list[str]:
    """Texts of `quality` that are no flags in order, and flags without a value."""
    texts = [str(text) for text in frame["quality"].unique()]
    wrong = [t for t in texts if set(flags_of(t)) - set(FLAGS) or quality_text(flags_of(t)) != t]
    empty = frame["value"].isna() & (frame["quality"] != "")
    return [
        *broken_rule(frame, frame["quality"].isin(wrong), f"no flags in order: {wrong[:3]}"),
        *broken_rule(frame, empty, "a flag without a value"),
    ]


def broken_rule(frame: pd.DataFrame, broken: pd.Series, rule: str) -> list[str]:
    """One sentence with the rule, the count and sample rows; empty where no row breaks it."""
    count = int(broken.sum())
    if not count:
        return []
    sample = frame[broken].drop_duplicates(frame.columns[0]).head(3)
    rows = "; ".join(" ".join(map(str, row)) for row in sample.itertuples(index=False))
    return [f"{rule}: {count} rows, such as {rows}"]
