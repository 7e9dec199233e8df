"""IDMC Global Internal Displacement Database (GIDD): yearly figures by country.

It asks for a key that the user holds (environment variable IDMC_CLIENT_ID); nothing is asked
without one, and the key is never written anywhere: see etl/ask/secrecy.py. A registry code is
`gidd:conflicts:total_displacement` (people displaced at the end of the year),
`gidd:conflicts:new_displacement` or `gidd:disasters:new_displacement` (movements in the year).
Disasters come event by event and are summed here. Not embedded: terms of use.
Source: https://www.internal-displacement.org/monitoring-tools.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pandas as pd

from etl.ask.bodies import parse_json, read_year, require_json
from etl.ask.fetch import Fetcher, Page
from etl.ask.snapshots import Raw
from etl.model import (
    Request,
    SchemaDrift,
    Secret,
    SeriesInfo,
    Source,
    UnexpectedBodyError,
    Wanted,
)
from etl.sources import observed

SOURCE = Source(
    id="idmc",
    title="IDMC, Global Internal Displacement Database",
    base_url="https://helix-tools-api.idmcdb.org",
    mirror_prefix="idmc",
    redirects=False,  # the address carries the key
    secret=Secret("client_id", "IDMC_CLIENT_ID"),
)
BASE = "/external-api/gidd"
LIMIT = 100
CODES = {
    "gidd:conflicts:total_displacement": ("People displaced by conflict, end of year", "persons"),
    "gidd:conflicts:new_displacement": ("New displacements by conflict in the year", "movements"),
    "gidd:disasters:new_displacement": ("New displacements by disasters in the year", "movements"),
}


def fetch(fetcher: Fetcher, wanted: Sequence[Wanted]) -> None:
    """Land every page of each table wanted, the key taken out of each."""
    for table in dict.fromkeys(read_code(w.code)[0] for w in wanted):
        fetcher.walk(_pages(table), lambda body, url: read_page(body, url)[0])


def _pages(table: str) -> Callable[[int], Request]:
    def page(number: int) -> Request:
        params = (("format", "json"), ("limit", str(LIMIT)), ("offset", str(LIMIT * (number - 1))))
        return Request(f"{table}.{number:04d}.json", f"{BASE}/{table}/", require_json, params)

    return page


def read_code(code: str) -> tuple[str, str]:
    """Table and measure of a registry code.

    Raises:
        SchemaDrift: a code that the reader does not know.
    """
    if code not in CODES:
        fix = "correct source_code in data/reference/indicator_series.csv"
        raise SchemaDrift(SOURCE.id, "indicator_series.csv", " or ".join(CODES), code, fix)
    _, table, measure = code.split(":")
    return table, measure


def read_page(body: bytes, url: str) -> tuple[Page, list[dict[str, Any]]]:
    """What one page declares, and its rows. Its links only say which page it is.

    They are never followed as they stand: they repeat the key, and might name another host.

    Raises:
        SchemaDrift: another envelope, a link to another host or path, or links that skip rows.
    """
    try:
        answer = parse_json(body)
        count, rows = int(answer["count"]), answer["results"]
        ahead, back = _offset(answer["next"], url), _offset(answer["previous"], url)
        pages = max(math.ceil(count / LIMIT), 1)
        number = 1 if back is None else back // LIMIT + 2
        following = number * LIMIT if number < pages else None
        if ahead != following or not isinstance(rows, list):
            raise ValueError(f"page {number} of {pages} goes on at row {ahead}")
        if not rows or not all(isinstance(row, dict) for row in rows):
            raise ValueError("no row, or one that is no object")
    except (UnexpectedBodyError, LookupError, TypeError, ValueError, ArithmeticError) as error:
        expected = f"count, results, and links on the same host ({error})"
        raise SchemaDrift(SOURCE.id, url, expected, body) from error
    return Page(number, pages, count, len(rows), hash(repr((rows[0], rows[-1])))), rows


def _offset(link: Any, url: str) -> int | None:
    """The row at which a linked page begins; None where there is no link."""
    if link is None:
        return None
    if not isinstance(link, str):
        raise TypeError(f"a link {link!r}")
    there, here = urlsplit(link), urlsplit(url)
    if (there.scheme, there.netloc, there.path) != (here.scheme, here.netloc, here.path):
        raise ValueError(f"a link to {there.scheme}://{there.netloc}{there.path}")
    return int(parse_qs(there.query).get("offset", ["0"])[-1])


def tidy(raw: Raw, wanted: Sequence[Wanted]) -> pd.DataFrame:
    """Figures by country. One row per source_code, country (ISO3) and year.

    Zero is a published zero. Null with O: the country is listed without a figure. A sum over
    disasters counts those with a figure, and is null only where none has one.
    """
    rows: list[tuple[object, ...]] = []
    for code in dict.fromkeys(w.code for w in wanted):
        table, measure = read_code(code)
        frame = read_table(raw, table, measure)
        cells = frame.groupby(["iso3", "year"])["value"].sum(min_count=1).reset_index()
        for area, year, value in cells.itertuples(index=False):
            number, status = (value, "A") if value == value else (None, "O")
            rows.append((code, "", area, year, number, status, edition(raw, table)))
    return observed(rows)


def read_table(raw: Raw, table: str, measure: str) -> pd.DataFrame:
    """Rows of one table: iso3, year and value (NaN for null).

    Raises:
        SchemaDrift: nothing landed, keys that are missing, a figure that is no count, or a country
            and year of the conflicts given twice.
    """
    names = raw.starting(f"{table}.")
    if not names:
        raise SchemaDrift(SOURCE.id, SOURCE.base_url + BASE, f"pages of {table}", "none landed")
    cells: list[tuple[str, int, float]] = []
    for name in names:
        for row in read_page(raw[name], raw.url(name))[1]:
            try:
                value = row[measure]
                count = float("nan") if value is None else read_count(value)
                cells.append((read_area(row["iso3"]), read_year(row["year"]), count))
            except (LookupError, TypeError, ValueError) as error:
                expected, got = f"iso3, year, {measure}", f"{type(error).__name__}: {error}"
                raise SchemaDrift(SOURCE.id, raw.url(name), expected, got) from error
    frame = pd.DataFrame(cells, columns=["iso3", "year", "value"])
    frame = frame.astype({"year": "int64", "value": "float64"})
    double = frame.duplicated(["iso3", "year"])
    if table == "conflicts" and double.any():
        got = f"{' '.join(map(str, frame.loc[double, ['iso3', 'year']].iloc[0]))} twice"
        raise SchemaDrift(SOURCE.id, raw.url(names[0]), "a country and year once", got)
    return frame


def read_count(value: Any) -> float:
    """A count of people or movements; ValueError for anything else."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 10**10:
        raise ValueError(f"{value!r} is no count")
    return float(value)


def read_area(code: Any) -> str:
    """A country code; ValueError for anything else."""
    if not isinstance(code, str) or len(code) != 3:
        raise ValueError(f"{code!r} is no country code")
    return code


def edition(raw: Raw, table: str) -> str:
    """The provider's day of last update, from the first page.

    Raises:
        SchemaDrift: it is no date.
    """
    name = raw.starting(f"{table}.")[0]
    day = str(parse_json(raw[name]).get("last_updated"))
    if pd.isna(pd.to_datetime(day, format="%Y-%m-%d", errors="coerce")):
        raise SchemaDrift(SOURCE.id, raw.url(name), "last_updated as a date", day)
    return day


def describe(raw: Raw, wanted: Sequence[Wanted]) -> Mapping[str, SeriesInfo]:
    """Our title of each code (the provider has none) and its day of last update."""
    found = {}
    for code in dict.fromkeys(w.code for w in wanted):
        table, measure = read_code(code)
        read_table(raw, table, measure)
        title, unit = CODES[code]
        found[code] = SeriesInfo(code, title, edition(raw, table), unit, frozenset({unit}))
    return found
