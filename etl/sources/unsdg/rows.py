"""One edition of one UN SDG series: from its landed answers to rows with numbers. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from etl.ask.snapshots import Raw
from etl.model import SchemaDrift, Wanted
from etl.sources import OBSERVED
from etl.sources.unsdg.answers import SOURCE_ID, csv_frame, read_page, rows_frame, total_codes
from etl.sources.unsdg.ask import Edition
from etl.sources.unsdg.codes import read_value, read_year
from etl.sources.unsdg.headline import (
    AmbiguousError,
    breakdown_texts,
    combinations,
    headline,
    main_rows,
)

NATURE, OBSERVATION, REPORTING = "Nature", "Observation Status", "Reporting Type"
ATTRIBUTES = frozenset({NATURE, "Units", OBSERVATION, "UnitMultiplier"})
PLAIN = frozenset({"series", "source_area", "year", "value", "obs_status", "note"})
CELL = ["breakdown", "source_area", "year"]
FIX = (
    "name the sub-series in the breakdown column of data/reference/indicator_series.csv, or mend "
    "the reader"
)


def text_rows(raw: Raw, edition: Edition, columns: Sequence[str] = ()) -> tuple[pd.DataFrame, str]:
    """The rows of one edition of a series as text, and where they are from."""
    pages = raw.starting(edition.name("page", "."))
    if pages:
        url = raw.url(pages[0])
        return rows_frame([row for n in pages for row in read_page(raw[n], url)[1]]), url
    name = edition.name("data", ".csv")
    return csv_frame(raw[name], raw.url(name), columns), raw.url(name)


def read_series(raw: Raw, want: Wanted, edition: Edition, vintage: str) -> pd.DataFrame:
    """The wanted rows of one edition of a series with the columns OBSERVED.

    Raises:
        SchemaDrift: it cannot be read, or several values are left for one area and year.
    """
    code = want.code
    frame, url = text_rows(raw, edition)
    others = set(frame["series"].unique()) - {code}
    if frame.empty or others:
        got = f"rows of {sorted(others)}" if others else "no row"
        raise SchemaDrift(SOURCE_ID, url, f"rows of {code}", got)
    frame = frame.rename(columns={"area": "source_area"})
    if REPORTING in frame and (frame[REPORTING] == "G").any():
        frame = frame[frame[REPORTING] == "G"].reset_index(drop=True)
    try:
        years, number = _each(frame, ["year"], read_year)
        frame = frame.assign(year=np.array(years, dtype="int64")[number])
        frame = _sub_series(_with_values(frame), want, _totals(raw, edition))
    except (AmbiguousError, ValueError) as error:
        expected = f"one readable headline value of {code} per area and year"
        raise SchemaDrift(SOURCE_ID, url, expected, str(error), FIX) from error
    frame = frame.assign(vintage=vintage, source_code=code)
    text = dict.fromkeys(("breakdown", "source_area"), "str")
    return frame[list(OBSERVED)].astype(text)


def _each(
    frame: pd.DataFrame, columns: Sequence[str], read: Callable[..., Any]
) -> tuple[list[Any], np.ndarray]:
    """`read` of the texts of some columns, once for each combination, and which one a row has."""
    number, first = combinations(frame, columns)
    texts = (frame[name].iloc[first].to_numpy("object") for name in columns)  # slow as Arrow
    return [read(*row) for row in zip(*texts, strict=True)], number


def _with_values(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows with numbers and status in place of what is written."""
    blank = frame.assign(**{n: "" for n in (NATURE, OBSERVATION) if n not in frame})
    pairs, number = _each(blank, ["value", NATURE, OBSERVATION], read_value)
    numbers = np.array([value for value, _ in pairs], dtype="float64")  # None becomes NaN
    letters = pd.array([status for _, status in pairs], dtype="str")
    return frame.assign(value=numbers[number], obs_status=letters[number])


def _sub_series(frame: pd.DataFrame, want: Wanted, totals: Mapping[str, set[str]]) -> pd.DataFrame:
    """The headline under the registry's breakdown, then the rest under their own. Key: CELL."""
    dimensions = [str(c) for c in frame if c not in PLAIN | ATTRIBUTES | {REPORTING}]
    head = frame.iloc[:0].assign(breakdown="")
    if want.named:
        head = headline(frame, dimensions, want.breakdown).assign(breakdown=want.breakdown)
    if not want.every:
        return head
    # Numbers in two units are two sub-series, whatever else they share.
    units = ["Units"] if len(set(frame.get("Units", ()))) > 1 else []
    rest = frame[~frame.index.isin(head.index)]
    rest = rest.assign(breakdown=breakdown_texts(rest, dimensions + units, totals))
    both = pd.concat([part for part in (head, rest) if len(part)])
    double = both.duplicated(CELL, keep=False)
    if double.any():
        breakdown, area, year = both[double].iloc[0][CELL]
        raise AmbiguousError(
            f"{int(double.sum())} rows share area, year and sub-series, such as area {area}, "
            f"year {year}, {breakdown or 'total'}"
        )
    return both if want.named else both[main_rows(both["breakdown"])]


def _totals(raw: Raw, edition: Edition) -> dict[str, set[str]]:
    name = edition.name("count", ".json")
    return total_codes(raw[name], raw.url(name)) if name in raw.entries else {}
