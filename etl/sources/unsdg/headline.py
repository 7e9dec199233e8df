"""Which sub-series is the headline (totals, or what the registry names), and what the others are.

Pure frames in, pure frames out; nothing here knows a provider's address or format.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import pandas as pd

TOTALS = ("BOTHSEX", "ALLAGE", "ALLAREA", "_T", "TOTAL")
KEY = ["source_area", "year"]
OVER = "/"  # in a named value: the quotient of two sub-series, such as Sex=FEMALE/MALE


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


def quotient_of(breakdown: str) -> tuple[str, str] | None:
    """The two breakdowns of `Sex=FEMALE/MALE;Age=15+`, above and below; None if it is no quotient.

    Raises:
        AmbiguousError: two dimensions are divided.
    """
    wanted = parse_breakdown(breakdown)
    divided = [name for name, value in wanted.items() if OVER in value]
    if len(divided) > 1:
        raise AmbiguousError(f"breakdown {breakdown!r} divides {' and '.join(divided)}")
    if not divided:
        return None
    above, _, below = wanted[divided[0]].partition(OVER)
    sides = (wanted | {divided[0]: above}, wanted | {divided[0]: below})
    one, other = (";".join(f"{k}={v}" for k, v in side.items()) for side in sides)
    return one, other


def headline(frame: pd.DataFrame, dimensions: Sequence[str], breakdown: str) -> pd.DataFrame:
    """The rows that the registry's `breakdown` chooses, or the quotient of two such sub-series.

    A quotient has a row per area and year that both sides have, null with status O where one is
    null or the lower is 0, estimated where one is; its index is none of `frame`.

    Args:
        frame: source_area, year, value, obs_status and one column per dimension.
        dimensions: names of the dimension columns.
        breakdown: as in `pick_headline`; one value may be `ABOVE/BELOW`.

    Raises:
        AmbiguousError: as `pick_headline` does.
    """
    sides = quotient_of(breakdown)
    if sides is None:
        return pick_headline(frame, dimensions, breakdown)
    above, below = (pick_headline(frame, dimensions, side) for side in sides)
    both = above.merge(below[[*KEY, "value", "obs_status"]], on=KEY, suffixes=("", "_below"))
    value = both["value"] / both["value_below"].where(both["value_below"] != 0)
    status = both["obs_status"].where(both["obs_status_below"] == "A", both["obs_status_below"])
    both = both.assign(value=value, obs_status=status.mask(value.isna(), "O"))
    return both[frame.columns].set_index(-1 - np.arange(len(both)))


def pick_headline(frame: pd.DataFrame, dimensions: Sequence[str], breakdown: str) -> pd.DataFrame:
    """The rows of one sub-series. One row per source_area and year.

    For each dimension, in order: the value the registry's `breakdown` names; else its total; else
    its one value, or no value, where it has no other.

    Args:
        frame: source_area, year and one column per dimension.
        dimensions: names of the dimension columns.
        breakdown: the registry's choice, `Dimension=VALUE` joined by `;`, or empty.

    Raises:
        AmbiguousError: the registry names a dimension or value that is not there, or several
            values are left; the message names the dimensions and their values.
    """
    wanted = parse_breakdown(breakdown)
    unknown = sorted(set(wanted) - set(dimensions))
    if unknown:
        raise AmbiguousError(
            f"no dimension {', '.join(unknown)}; there are {', '.join(dimensions)}"
        )
    for name in dimensions:
        values = {str(value) for value in frame[name].unique()}
        choice = wanted.get(name) or next((t for t in TOTALS if t in values), None)
        if choice is not None:
            frame = frame[frame[name] == choice]
        if name in wanted and frame.empty:
            raise AmbiguousError(f"{name} has no {choice}; it has {', '.join(sorted(values))}")
    double = frame.duplicated(KEY, keep=False)
    if double.any():
        raise AmbiguousError(_explain(frame[double], dimensions))
    # No area has two values, but one area may have one sub-series and another the next.
    mixed = {d: sorted(set(frame[d].astype("str")) - {""}) for d in dimensions}
    mixed = {name: values for name, values in mixed.items() if len(values) > 1}
    if mixed:
        listed = "; ".join(f"{name}: {', '.join(values)}" for name, values in mixed.items())
        raise AmbiguousError(f"areas or years differ in {listed}, and there is no total")
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
    # There are few combinations of codes beside the rows: each is put into words once.
    number, first = combinations(frame, dimensions)
    some = frame.iloc[first]
    text = pd.Series("", index=some.index, dtype="str")
    for name in sorted(dimensions):
        codes = some[name].astype("str")
        if "=" in name or ";" in name or codes.str.contains(";", regex=False).any():
            raise AmbiguousError(f"dimension {name!r} or one of its codes holds = or ;")
        named = ~codes.isin([*TOTALS, *totals.get(name, ()), ""])
        joint = text.where(text == "", text + ";")
        text = text.mask(named, joint + f"{name}=" + codes)
    return pd.Series(text.to_numpy("object")[number], index=frame.index, dtype="str")


def combinations(frame: pd.DataFrame, columns: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """The combination of codes of each row as a number, and the first row of each combination."""
    keys = np.zeros(len(frame), dtype="int64")
    for name in columns:
        codes, values = pd.factorize(frame[name])
        keys, _ = pd.factorize(keys * (len(values) + 1) + codes)
    # They are numbered as they come, so that the first row of each raises the largest so far.
    return keys, np.flatnonzero(np.diff(np.maximum.accumulate(keys), prepend=-1))


def main_rows(texts: pd.Series) -> pd.Series:
    """Which rows say at most one thing more than the plainest sub-series of all, by their texts.

    Where a series has a true total, the plainest is that total, and rows that name one dimension
    are kept; where every row names two, rows that name three. Crossings beyond are left out.
    """
    named = texts.str.count(";") + (texts != "")
    return named <= named.min() + 1


def _explain(double: pd.DataFrame, dimensions: Sequence[str]) -> str:
    area, year = double.iloc[0][KEY]
    cell = double[(double["source_area"] == area) & (double["year"] == year)]
    found = {d: sorted(set(cell[d])) for d in dimensions}
    differing = [f"{d}: {', '.join(values)}" for d, values in found.items() if len(values) > 1]
    values = "; ".join(differing) or "no dimension"
    return f"{len(cell)} rows for area {area}, year {year}, differing in {values}"
