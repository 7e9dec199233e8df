"""WHO Global Health Observatory (OData): country values of one sub-group per registry code.

A registry code is `INDICATOR:SEX`, such as `NCDMORT3070:SEX_BTSX` (both sexes). The numeric value
is read, never the text beside it, which carries the interval. Not embedded: WHO terms.
Source: https://www.who.int/data/gho/info/gho-odata-api.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from etl.ask.bodies import parse_json, read_year
from etl.ask.fetch import Fetcher
from etl.ask.snapshots import Raw
from etl.model import (
    NotServed,
    Request,
    SchemaDrift,
    SeriesInfo,
    Source,
    UnexpectedBodyError,
    Wanted,
)
from etl.sources import observed

SOURCE = Source(
    id="gho",
    title="WHO, Global Health Observatory",
    base_url="https://ghoapi.azureedge.net",
    mirror_prefix="gho",
)
SEXES = ("SEX_BTSX", "SEX_FMLE", "SEX_MLE")


def require_rows(body: bytes) -> None:
    """Check of every request: an OData answer with a list of rows."""
    answer = parse_json(body)
    if not isinstance(answer, dict) or not isinstance(answer.get("value"), list):
        raise UnexpectedBodyError("an OData answer with value as a list")


def fetch(fetcher: Fetcher, wanted: Sequence[Wanted]) -> None:
    """Land the entry of each indicator in the list, and its country rows.

    Raises:
        NotServed: no country rows; the provider says so for a wrong filter and a retired code.
    """
    for code in dict.fromkeys(w.code for w in wanted):
        indicator, sex = read_code(code)
        listed = (("$filter", f"IndicatorCode eq '{indicator}'"),)
        rows = (("$filter", f"SpatialDimType eq 'COUNTRY' and Dim1 eq '{sex}'"),)
        fetcher.ask(Request(f"title.{indicator}.json", "/api/Indicator", require_rows, listed))
        request = Request(name_of(code), f"/api/{indicator}", require_rows, rows)
        read_rows(fetcher.ask(request), fetcher.url(request), indicator, sex)


def name_of(code: str) -> str:
    """File name of the rows of one registry code."""
    return f"data.{code.replace(':', '.')}.json"


def read_code(code: str) -> tuple[str, str]:
    """Indicator and sex of a registry code.

    Raises:
        SchemaDrift: no sex, or an unknown one.
    """
    indicator, _, sex = code.partition(":")
    if not indicator.isidentifier() or sex not in SEXES:
        fix = "correct source_code in data/reference/indicator_series.csv"
        expected = f"INDICATOR:{'|'.join(SEXES)}"
        raise SchemaDrift(SOURCE.id, "indicator_series.csv", expected, code, fix)
    return indicator, sex


def read_rows(body: bytes, url: str, indicator: str, sex: str) -> list[dict[str, Any]]:
    """The rows of an answer, verified against what was asked.

    Raises:
        SchemaDrift: another shape, a page of a longer answer, or rows the filter should drop.
        NotServed: no rows at all.
    """
    try:
        require_rows(body)
    except UnexpectedBodyError as error:
        raise SchemaDrift(SOURCE.id, url, error.expected, body) from error
    answer = parse_json(body)
    if answer.get("@odata.nextLink"):
        raise SchemaDrift(SOURCE.id, url, "all rows in one answer", "a link to a next page")
    rows = answer["value"]
    if not rows:
        raise NotServed(SOURCE.id, url, "country rows", "none", "look the code up at the provider")
    asked = {"IndicatorCode": indicator, "SpatialDimType": "COUNTRY", "Dim1": sex}
    asked |= {"TimeDimType": "YEAR"}
    for row in rows:
        wrong = not isinstance(row, dict) or {k: row.get(k) for k in asked} != asked
        if wrong or not _is_number(row) or not _is_year(row):
            raise SchemaDrift(SOURCE.id, url, f"rows with {asked} and numbers", str(row)[:200])
    return rows


def _is_number(row: dict[str, Any]) -> bool:
    value = row.get("NumericValue", "absent")
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return value is None or (number and abs(value) < float("inf"))


def _is_year(row: dict[str, Any]) -> bool:
    try:
        return bool(read_year(row.get("TimeDim")))
    except ValueError:
        return False


def tidy(raw: Raw, wanted: Sequence[Wanted]) -> pd.DataFrame:
    """Country values. One row per source_code, country (ISO3) and year. Null with O: no number.

    Raises:
        SchemaDrift: several values for one country and year, so a further dimension is not pinned.
    """
    rows: list[tuple[object, ...]] = []
    for code in dict.fromkeys(w.code for w in wanted):
        url, day, seen = raw.url(name_of(code)), edition(raw, code), set()
        for row in _rows_of(raw, code):
            key = (str(row.get("SpatialDim")), row["TimeDim"])
            if key in seen:
                got = f"several for {key}, such as {row.get('Dim2')}"
                raise SchemaDrift(SOURCE.id, url, "one value per country and year", got)
            seen.add(key)
            value = row["NumericValue"]
            rows.append((code, "", *key, value, "O" if value is None else "A", day))
    return observed(rows)


def _rows_of(raw: Raw, code: str) -> list[dict[str, Any]]:
    indicator, sex = read_code(code)
    return read_rows(raw[name_of(code)], raw.url(name_of(code)), indicator, sex)


def edition(raw: Raw, code: str) -> str:
    """The newest day on which the provider loaded a row of the indicator."""
    days = [str(row.get("Date"))[:10] for row in _rows_of(raw, code)]
    if pd.to_datetime(pd.Series(days), format="%Y-%m-%d", errors="coerce").isna().any():
        url = raw.url(name_of(code))
        raise SchemaDrift(SOURCE.id, url, "a Date in every row", str(sorted(set(days))[:3]))
    return max(days)


def describe(raw: Raw, wanted: Sequence[Wanted]) -> Mapping[str, SeriesInfo]:
    """The provider's name of each indicator and the day of its newest row."""
    found = {}
    for code in dict.fromkeys(w.code for w in wanted):
        name = f"title.{read_code(code)[0]}.json"
        try:
            require_rows(raw[name])
            title = str(parse_json(raw[name])["value"][0]["IndicatorName"])
        except (UnexpectedBodyError, LookupError, TypeError) as error:
            raise SchemaDrift(SOURCE.id, raw.url(name), "IndicatorName", raw[name]) from error
        found[code] = SeriesInfo(code, title, edition(raw, code))
    return found
