"""Which sub-series is the headline (totals, or what the registry names), and what the others are.

Pure frames in, pure frames out; nothing here knows a provider's address or format.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import pandas as pd

TOTALS = ("BOTHSEX", "ALLAGE", "ALLAREA", "_T", "TOTAL")
KEY = ["source_area", "year"]


class AmbiguousError(Exception):
    """Several values are left for one area and year, and no rule chooses between them."""


def parse_breakdown(text: str) -> dict[str, str]:
    """Dimension to wanted value, from the registry's `Sex=FEMALE;Age=15-49`; empty for totals."""
    pairs = [part.partition("=") for part in text.split(";") if part.strip()]
    if any(not sign for _, sign, _ in pairs):
        raise AmbiguousError(
            f"breakdown {text!r} is not of the form Dimension=VALUE;Dimension=VALUE"
        )
    return {name.strip(): value.strip() for name, _, value in pairs}


def pick_headline(frame: pd.DataFrame, dimensions: Sequence[str], breakdown: str) -> pd.DataFrame:
    """The rows of one sub-series. One row per source_area and year.

    For each dimension, in order: the value the registry's `breakdown` names; else its total; else
    all rows, which is right where the dimension has one value throughout.

    Args:
        frame: source_area, year and one column per dimension.
        dimensions: names of the dimension columns.
        breakdown: the registry's choice, `Dimension=VALUE` joined by `;`, or empty.

    Raises:
        AmbiguousError: the registry names a dimension or value that is not there, or several rows
            are left for one area and year; the message names the dimensions and their values.
    """
    wanted = parse_breakdown(breakdown)
    unknown = sorted(set(wanted) - set(dimensions))
    if unknown:
        raise AmbiguousError(
            f"no dimension {', '.join(unknown)}; there are {', '.join(dimensions)}"
        )
    for name in dimensions:
        values = set(frame[name])
        choice = wanted.get(name) or next((t for t in TOTALS if t in values), None)
        if choice is not None:
            frame = frame[frame[name] == choice]
        if name in wanted and frame.empty:
            raise AmbiguousError(f"{name} has no {choice}; it has {', '.join(sorted(values))}")
    double = frame.duplicated(KEY, keep=False)
    if double.any():
        raise AmbiguousError(_explain(frame[double], dimensions))
    return frame


def breakdown_texts(
    frame: pd.DataFrame, dimensions: Sequence[str], totals: Mapping[str, Collection[str]]
) -> pd.Series:
    """The sub-series of each row: `dimension=code` of all that are no total, sorted, joined by ;.

    "" stands for true totals only: a dimension with one value throughout, such as Age=15+, stays
    in the text. A dimension that a row leaves blank does not apply to it.

    Args:
        frame: one column of codes per dimension.
        dimensions: names of those columns.
        totals: further codes that mean a total, by dimension, besides TOTALS.

    Raises:
        AmbiguousError: a name or a code holds one of the signs that the text is made with.
    """
    text = pd.Series("", index=frame.index, dtype="str")
    for name in sorted(dimensions):
        codes = frame[name].astype("str")
        if "=" in name or ";" in name or codes.str.contains(";", regex=False).any():
            raise AmbiguousError(f"dimension {name!r} or one of its codes holds = or ;")
        named = ~codes.isin([*TOTALS, *totals.get(name, ()), ""])
        joint = text.where(text == "", text + ";")
        text = text.mask(named, joint + f"{name}=" + codes)
    return text


def _explain(double: pd.DataFrame, dimensions: Sequence[str]) -> str:
    area, year = double.iloc[0][KEY]
    cell = double[(double["source_area"] == area) & (double["year"] == year)]
    found = {d: sorted(set(cell[d])) for d in dimensions}
    differing = [f"{d}: {', '.join(values)}" for d, values in found.items() if len(values) > 1]
    values = "; ".join(differing) or "no dimension"
    return f"{len(cell)} rows for area {area}, year {year}, differing in {values}"
