"""Indicators computed from published ones by a formula of the registry. Pure; nothing is filled."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from etl.model import EtlError

FORMULA = re.compile(r"(?P<name>[a-z][a-z0-9_]*)\((?P<args>[^()]+)\)")
DEFAULT_SOURCE = "worldbank"
CELL = ["area_code", "year"]
NOTHING = ("L", "M")  # not collected yet, not applicable: see `added`


class FormulaError(EtlError):
    """A formula of the registry cannot be read, or asks for a series that is not there."""


Key = tuple[str, str]  # source_id and source_code, or source_id and measure


@dataclass(frozen=True)
class Formula:
    """A function and what it reads.

    `terms` are its arguments in order, each one series or several that are added up; of a total,
    one measure of flows.
    """

    name: str
    terms: tuple[tuple[Key, ...], ...]

    @property
    def inputs(self) -> tuple[Key, ...]:
        """Everything it reads: series as (source_id, source_code), or one measure of flows."""
        return tuple(key for term in self.terms for key in term)

    @property
    def series(self) -> tuple[Key, ...]:
        """The series it reads; none where it sums the pairs of a measure."""
        return () if self.name in TOTALS else self.inputs


def parse_formula(text: str) -> Formula:
    """Read `share_pct(A, B)`, `share_pct(A + B, C)` or `origin_total(unhcr/measure)`.

    A series of another source than the World Bank is `source/code`; a measure is one of the flows.
    Several series of one argument are added up; see `added`.

    Raises:
        FormulaError: not of that form, unknown function, or the wrong number of series.
    """
    match = FORMULA.fullmatch(text.strip())
    if match is None or match["name"] not in {*FUNCTIONS, *TOTALS}:
        known = ", ".join([*(f"{n}(a, b)" for n in FUNCTIONS), *(f"{n}(a)" for n in TOTALS)])
        raise FormulaError(
            f"indicator_series.csv: formula {text!r}; expected one of {known}. "
            "What to do: correct the formula, or add the function to etl/build/derive.py"
        )
    terms = tuple(
        tuple(_key(part.strip()) for part in argument.split("+"))
        for argument in match["args"].split(",")
    )
    of_flows = match["name"] in TOTALS
    if len(terms) != (1 if of_flows else 2) or (of_flows and len(terms[0]) > 1):
        needed = "one measure of flows" if of_flows else "two series"
        raise FormulaError(f"indicator_series.csv: formula {text!r} needs {needed}")
    return Formula(match["name"], terms)


def _key(text: str) -> Key:
    source_id, slash, code = text.partition("/")
    return (source_id, code) if slash else (DEFAULT_SOURCE, source_id)


def share_pct(part: pd.DataFrame, whole: pd.DataFrame) -> pd.DataFrame:
    """`part` as a percentage of `whole`, such as personal remittances as a share of GDP."""
    return _quotient(part, whole, 100.0)


def per_1000(count: pd.DataFrame, population: pd.DataFrame) -> pd.DataFrame:
    """`count` for every 1,000 people of `population` (persons, mid-year)."""
    return _quotient(count, population, 1000.0)


def per_100k_of_both(count: pd.DataFrame, population: pd.DataFrame) -> pd.DataFrame:
    """`count` for every 100,000 people of `population` and `count` together.

    The formula of SDG indicator 10.7.4, refugees by country of origin: those who left are no part
    of the population that stayed. Source: UNHCR, Refugee Population Statistics, explainers,
    "How is the indicator 10.7.4 calculated?".
    """
    left = count[[*CELL, "value"]].rename(columns={"value": "left"})
    whole = population.merge(left, on=CELL, validate="one_to_one")
    whole["value"] += whole.pop("left")
    return _quotient(count, whole, 100_000.0)


def per_capita(amount: pd.DataFrame, population: pd.DataFrame) -> pd.DataFrame:
    """`amount` for every person of `population` (persons, mid-year)."""
    return _quotient(amount, population, 1.0)


def _quotient(part: pd.DataFrame, whole: pd.DataFrame, factor: float) -> pd.DataFrame:
    """`factor` x `part` / `whole`. One row per area_code and year that both have.

    Null with status O where either value is null or `whole` is 0; never filled. Status F or P
    where either side is a forecast or provisional, E where it is estimated or breaks.
    """
    both = part.merge(whole, on=CELL, suffixes=("", "_whole"), validate="one_to_one")
    divisor = both["value_whole"].where(both["value_whole"] != 0)
    value = factor * both["value"] / divisor
    status = _weaker(both["obs_status"], both["obs_status_whole"]).mask(value.isna(), "O")
    vintage = editions([both["vintage"], both["vintage_whole"]])
    return both[CELL].assign(value=value, obs_status=status, vintage=vintage)


def _weaker(one: pd.Series, other: pd.Series) -> pd.Series:
    """The status of what two values make together: F, else P, else E unless both are normal."""
    either = [(one == letter) | (other == letter) for letter in ("P", "F")]
    normal = (one == "A") & (other == "A")
    status = normal.map({True: "A", False: "E"}).astype("str")
    return status.mask(either[0], "P").mask(either[1], "F")


def editions(parts: Sequence[pd.Series]) -> pd.Series:
    """The editions of all parts of a value, each named once, in the order of the formula.

    Args:
        parts: texts such as `worldbank 2026-07-01`, of equal index; "" where a part has no row.
    """
    texts = {f"part{at}": part.fillna("").astype("str") for at, part in enumerate(parts)}
    frame = pd.DataFrame(texts)
    kinds = frame.drop_duplicates()
    named = ["; ".join(dict.fromkeys(filter(None, row))) for row in kinds.to_numpy().tolist()]
    found = frame.merge(kinds.assign(named=named), how="left", on=list(frame.columns))
    return pd.Series(found["named"].to_numpy(), index=frame.index, dtype="str")


def added(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Several series of one argument, added up. One row per area_code and year of the first.

    The first decides: null where it is null. A further one adds nothing where it has no row, or a
    status that says that there is nothing to count (L not collected yet, M not applicable); null
    for any other reason makes the sum null. Status E where a part is not normal.
    """
    whole = parts[0]
    for part in parts[1:]:
        both = whole.merge(part, how="left", on=CELL, suffixes=("", "_more"), validate="one_to_one")
        nothing = both["obs_status_more"].isna() | both["obs_status_more"].isin(NOTHING)
        more = both["value_more"].mask(nothing, 0.0)
        value = both["value"] + more
        other = both["obs_status_more"].astype("str").mask(nothing, "A")
        status = _weaker(both["obs_status"].astype("str"), other).mask(value.isna(), "O")
        status = status.where(both["value"].notna(), both["obs_status"].astype("str"))
        used = both["vintage_more"].where(more > 0)
        vintage = editions([both["vintage"], used])
        whole = both[CELL].assign(value=value, obs_status=status, vintage=vintage)
    return whole


def total(pairs: pd.DataFrame, side: str) -> pd.DataFrame:
    """The sum of all pairs of a measure on one side. One row per area_code and year with pairs.

    Args:
        pairs: origin_code, destination_code, year, value, obs_status, vintage of one measure.
        side: the column to keep, origin_code or destination_code.

    Returns:
        area_code, year, value, obs_status, vintage. Null with status O where one of the pairs has
        no number: a sum of the others would be too small. Status E where a pair is not normal.
    """
    cells = pairs.groupby([side, "year"], observed=True)
    sums = cells.agg(value=("value", lambda found: found.sum(skipna=False))).reset_index()
    normal = pairs["obs_status"].eq("A").groupby([pairs[side], pairs["year"]], observed=True).all()
    status = normal.map({True: "A", False: "E"}).to_numpy()
    return sums.rename(columns={side: "area_code"}).assign(
        area_code=sums[side].astype("str"),
        obs_status=pd.Series(status, dtype="str").mask(sums["value"].isna(), "O"),
        vintage=str(pairs["vintage"].astype("str").max()),
    )


TOTALS: Mapping[str, str] = {
    "origin_total": "origin_code",
    "destination_total": "destination_code",
}
FUNCTIONS: Mapping[str, Callable[[pd.DataFrame, pd.DataFrame], pd.DataFrame]] = {
    "share_pct": share_pct,
    "per_1000": per_1000,
    "per_100k_of_both": per_100k_of_both,
    "per_capita": per_capita,
}


def compute(
    text: str,
    series: Mapping[tuple[str, str], pd.DataFrame],
    flows: Mapping[str, pd.DataFrame] | None = None,
) -> pd.DataFrame:
    """The rows of one derived indicator: area_code, year, value, obs_status, vintage.

    Args:
        text: the formula of the registry.
        series: published rows by (source_id, source_code): area_code, year, value, obs_status,
            vintage.
        flows: the flows of each source, by source_id.

    Raises:
        FormulaError: the formula is unreadable or one of its series is not there.
    """
    formula = parse_formula(text)
    if formula.name in TOTALS:
        ((source_id, measure),) = formula.inputs
        found = total(_pairs(text, source_id, measure, flows or {}), TOTALS[formula.name])
        return found.assign(vintage=f"{source_id} " + found["vintage"])
    missing = [f"{s}/{c}" for s, c in formula.inputs if (s, c) not in series]
    if missing:
        raise FormulaError(
            f"formula {text!r}: no rows of {', '.join(missing)}. What to do: fetch that source"
        )
    terms = (added([_named(key, series[key]) for key in term]) for term in formula.terms)
    return FUNCTIONS[formula.name](*terms)


def _named(key: Key, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the name of the source before the edition."""
    columns = rows[[*CELL, "value", "obs_status"]]
    return columns.assign(vintage=f"{key[0]} " + rows["vintage"].astype("str"))


def _pairs(
    text: str, source_id: str, measure: str, flows: Mapping[str, pd.DataFrame]
) -> pd.DataFrame:
    rows = flows.get(source_id)
    pairs = None if rows is None else rows[rows["measure"] == measure]
    if pairs is None or pairs.empty:
        raise FormulaError(
            f"formula {text!r}: {source_id} has no flows of measure {measure!r}. "
            "What to do: name a measure of data/README.md, or fetch that source"
        )
    return pairs
