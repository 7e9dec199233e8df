"""The contract of the table of verdicts: one row per series, area and setting.

It judges nothing; see data/progress. It is no table of providers' values, so it is none of TABLES.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa

from data.progress.bands import BY_ID, COMMON, REASONS
from data.progress.settings import ALL_SETTINGS, BASES, COVID, METHODS, MODELLED
from data.progress.traits import FLAGS
from data.schema.contract import NAME, Known, TableError, broken_rule

VERDICTS = pa.schema(
    [
        pa.field("indicator_id", NAME, nullable=False),
        pa.field("source_id", NAME, nullable=False),
        pa.field("method", NAME, nullable=False),
        pa.field("base", NAME, nullable=False),
        pa.field("modelled", NAME, nullable=False),
        pa.field("covid", NAME, nullable=False),
        pa.field("area_code", NAME, nullable=False),
        pa.field("band", NAME, nullable=False),
        pa.field("common", NAME, nullable=False),
        pa.field("ratio", pa.float64()),
        pa.field("base_year", pa.int16()),
        pa.field("base_value", pa.float64()),
        pa.field("latest_year", pa.int16()),
        pa.field("latest_value", pa.float64()),
        pa.field("target_value", pa.float64()),
        pa.field("target_year", pa.int16(), nullable=False),
        pa.field("projected", pa.float64()),
        pa.field("flags", NAME, nullable=False),
        pa.field("reason", NAME, nullable=False),
        pa.field("agree", pa.int16(), nullable=False),
        pa.field("settings", pa.int16(), nullable=False),
    ]
)
VERDICT_KEY = ["indicator_id", "source_id", "method", "base", "modelled", "covid", "area_code"]

# What each column means: the words of the data dictionary.
VERDICT_MEANINGS = {
    "indicator_id": "Indicator that can be judged: not context, with a good direction.",
    "source_id": "Provider of the series. The one that screens show: `is_default` in the "
    "catalogue.",
    "method": f"How it is judged: {', '.join(f'`{name}`' for name in METHODS)}; the first is the "
    "default. Formulas and sources stand in `data/progress/methods.py`.",
    "base": "Rule for the base year. `near2015`: 2015, else the first of 2016 to 2018, else the "
    "last of 2012 to 2014. `near2018`: 2018, else the first of 2019 and 2020, else the last of "
    "2016 and 2017. `since2000`: the first of 2000 to 2010.",
    "modelled": "`without` leaves out values with status E. Forecasts, values of part of a year "
    "and doubted values never count.",
    "covid": "`without` leaves out the years 2020 to 2022.",
    "area_code": "A country, or a group whose values the provider itself publishes. Countries are "
    "never averaged.",
    "band": "Class under this method, see `data/progress/bands.py`; empty where there is no "
    "verdict. `nt` in a name: no numeric target.",
    "common": "The same on the one scale of all methods: "
    + ", ".join(f"`{name}`" for name in COMMON)
    + ". Empty where there is no verdict.",
    "ratio": "The method's own ratio, 1 = as much as the target needs. Without a numeric target "
    "the growth a year in the good direction, as a fraction. Null where the method has none.",
    "base_year": "Year of the base value.",
    "base_value": "Value of that year as published; a mean where flagged `mean_of_years`.",
    "latest_year": "Year of the latest value that counts.",
    "latest_value": "Its value, as published or a mean.",
    "target_value": "The level to reach, in the indicator's unit; null without a number.",
    "target_year": "The year to reach it by.",
    "projected": "Value projected for that year, where the method projects one.",
    "flags": "What marks the verdict, joined by `;`: "
    + ", ".join(f"`{name}`" for name in FLAGS)
    + ". See `data/progress/traits.py`.",
    "reason": "Why there is no verdict, empty where there is one. One of those in "
    "`data/progress/bands.py`, such as `too_old` (latest value more than five years before the "
    "year verdicts are given in) or `no_base` (no value in the years that may serve as base).",
    "agree": "How many distinct evaluations of this series and area give the same `common` class, "
    "this one included; 0 where there is no verdict.",
    "settings": "How many distinct evaluations there are: settings that rest on the same method "
    "and the same points count once, those without a verdict do not count.",
}


def check_verdicts(frame: pd.DataFrame, known: Known) -> None:
    """Refuse a table of verdicts that breaks the contract. One row per VERDICT_KEY.

    `base_year` and `latest_year` are float64 in a frame, where NaN is none, and int16 in the file.

    Raises:
        TableError: all problems at once, each with the rule, the count and sample rows.
    """
    missing = [name for name in VERDICTS.names if name not in frame]
    if missing or list(frame.columns) != VERDICTS.names:
        raise TableError("verdicts", [f"columns: expected {VERDICTS.names}; {missing=}"])
    band, none = frame["band"].astype("str"), frame["band"] == ""
    method = band.map({name: b.method for name, b in BY_ID.items()})
    size = frame.groupby(["indicator_id", "source_id", "area_code"], observed=True)["band"]
    floats = frame[["ratio", "base_value", "latest_value", "target_value", "projected"]]
    wrong_method = method.notna() & (method != "") & (method != frame["method"].astype("str"))
    rules: list[tuple[pd.Series, str]] = [
        (frame.duplicated(VERDICT_KEY, keep=False), "the key is not unique"),
        (size.transform("size") != len(ALL_SETTINGS), f"not {len(ALL_SETTINGS)} settings"),
        (~frame["method"].isin(METHODS), "unknown method"),
        (~frame["base"].isin(BASES), "unknown rule for the base year"),
        (~frame["modelled"].isin(MODELLED), "unknown choice of modelled values"),
        (~frame["covid"].isin(COVID), "unknown choice of pandemic years"),
        (~frame["indicator_id"].isin(list(known.units)), "unknown indicator"),
        (~frame["area_code"].isin(list(known.areas)), "unknown area"),
        (~none & method.isna(), "unknown band"),
        (wrong_method, "a band of another method"),
        (none != (frame["common"] == ""), "band and common class do not go together"),
        (none != (frame["reason"] != ""), "neither or both of band and reason"),
        (~frame["reason"].isin(["", *REASONS]), "unknown reason"),
        ((frame["agree"] > frame["settings"]) | (none != (frame["agree"] == 0)), "wrong count"),
        (floats.isin([np.inf, -np.inf]).any(axis=1), "a number is not finite"),
        (~none & frame["latest_year"].isna(), "a verdict without a latest year"),
    ]
    problems = [text for broken, rule in rules for text in broken_rule(frame, broken, rule)]
    if problems:
        raise TableError("verdicts", problems)
