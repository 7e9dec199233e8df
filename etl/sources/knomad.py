"""World Bank / KNOMAD: remittances received, and estimates between pairs of countries.

Values come from Data360, which names areas by ISO3. The two published workbooks name areas in words
only: they add what Data360 lost (which year is an estimate) and a check of the matrix.
The terms of use are not known, so nothing of this source is embedded.
Definitions: Ratha and Shaw, 2007, "South-South Migration and Remittances" (the matrix is modelled).
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from etl.ask.bodies import parse_json, require_json
from etl.ask.fetch import Fetcher, Page
from etl.ask.snapshots import Raw
from etl.model import (
    Request,
    SchemaDrift,
    SeriesInfo,
    Source,
    SourceUnavailable,
    UnexpectedBodyError,
    Wanted,
)
from etl.read.workbook import Row, read_sheet, require_workbook
from etl.sources import FLOWN, observed

SOURCE = Source(
    id="knomad",
    title="World Bank, KNOMAD",
    base_url="https://data360api.worldbank.org",
    mirror_prefix="data360",
)
DATASET, PATH, LIMIT = "WB_KNOMAD", "/data360/data", 1_000
INFLOWS, PAIRS = "WB_KNOMAD_MRI", "WB_KNOMAD_BRE"
FILES_URL, FILES_PREFIX = "https://www.knomad.org", "knomad"
FILES = "/sites/default/files/"
WORKBOOKS = {
    "matrix.xlsx": f"{FILES}2022-12/bilateral_remittance_matrix_2021_0.xlsx",
    "inflows.xlsx": f"{FILES}2023-12/inward_remittance_flows_december_2023_1.xlsx",
}
TITLES = {
    INFLOWS: "Remittance inflows",
    PAIRS: "Bilateral remittance estimates",
}
WORLD, NO_PARTNER, PARTNER = "WLD", "_Z", "WB_KNOMAD_"
ISO3 = re.compile(r"[A-Z]{3}")
MEASURE = "remittances_estimated"
MILLION = 1_000_000  # the provider's unit is million current US dollars
USD, UNIT = frozenset({"usd_current"}), "million US$"
FIXED = {"DATABASE_ID": DATASET, "UNIT_MULT": "6", "FREQ": "A", "SEX": "_T", "AGE": "_T"}
TOLERANCE = 0.001  # between the sum of the matrix and that of its pairs


def fetch(fetcher: Fetcher, wanted: Sequence[Wanted]) -> None:
    """Land every page of both data sets, and the workbooks where the site still has them."""
    for code in TITLES:

        def page(number: int, code: str = code) -> Request:
            # `top`, not `$top`, and no FREQ: the one is ignored, the other breaks the query.
            params = (
                *(("DATABASE_ID", DATASET), ("INDICATOR", code)),
                *(("skip", str((number - 1) * LIMIT)), ("top", str(LIMIT))),
            )
            return Request(f"{code}.{number:04d}.json", PATH, require_json, params)

        fetcher.walk(page, lambda body, url: read_page(body, url)[0])
    for name, path in WORKBOOKS.items():
        request = Request(
            name, path, require_workbook, base_url=FILES_URL, mirror_prefix=FILES_PREFIX
        )
        with contextlib.suppress(SourceUnavailable):  # the site moves; the values do not need it
            fetcher.ask(request)


def read_page(body: bytes, url: str) -> tuple[Page, list[dict[str, Any]]]:
    """What one page declares, and its rows.

    Raises:
        SchemaDrift: the envelope is another, or there are no rows.
    """
    try:
        answer = parse_json(body)
        rows, total = answer["value"], int(answer["count"])
    except (UnexpectedBodyError, KeyError, TypeError, ValueError, OverflowError) as error:
        raise SchemaDrift(SOURCE.id, url, "count and value", body) from error
    if not isinstance(rows, list) or not rows or not all(isinstance(r, dict) for r in rows):
        raise SchemaDrift(SOURCE.id, url, "a list of rows, not empty", body)
    return Page(0, -(-total // LIMIT), total, len(rows), hash(repr((rows[0], rows[-1])))), rows


def read_rows(raw: Raw, code: str) -> pd.DataFrame:
    """Published rows of one data set: area, partner, year, value (million US$).

    The partner is empty where the data set has none.

    Raises:
        SchemaDrift: another shape, unit or breakdown, a missing page, or a key given twice.
    """
    names = raw.starting(f"{code}.")
    if not names:
        raise SchemaDrift(SOURCE.id, SOURCE.base_url + PATH, f"pages of {code}", "none landed")
    url, rows, totals = raw.url(names[0]), [], set()
    for name in names:
        head, found = read_page(raw[name], raw.url(name))
        totals.add(head.total)
        rows += [_row(row, code, raw.url(name)) for row in found]
    frame = pd.DataFrame(rows, columns=["area", "partner", "year", "value"])
    if frame.duplicated(["area", "partner", "year"]).any() or totals != {len(frame)}:
        got = f"{len(frame)} rows, or some of them twice; declared {totals}"
        raise SchemaDrift(SOURCE.id, url, "every declared row once", got, "fetch with --fresh")
    return frame


def _row(row: dict[str, Any], code: str, url: str) -> tuple[str, str, int, float]:
    try:
        wrong = {k: row[k] for k, v in FIXED.items() if row[k] != v}
        area, partner = str(row["REF_AREA"]), str(row["COMP_BREAKDOWN_1"])
        year, value = int(row["TIME_PERIOD"]), float(row["OBS_VALUE"])
        if wrong or row["INDICATOR"] != code or not 0 <= value < float("inf"):
            raise ValueError(f"{code} with {wrong or row['OBS_VALUE']}")
        partner = "" if partner == NO_PARTNER else partner.removeprefix(PARTNER)
        codes = [area, partner] if code == PAIRS else [area]
        if not all(map(ISO3.fullmatch, codes)) or (code == INFLOWS and partner):
            raise ValueError(f"areas {codes}")
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        expected = "rows with areas in ISO3, a year and million US$ as text"
        got = f"{type(error).__name__}: {error}"
        raise SchemaDrift(SOURCE.id, url, expected, got) from error
    return area, partner, year, value


def edition(frame: pd.DataFrame) -> str:
    """The last year of a data set: it names no edition of its own."""
    return str(frame["year"].max())


def flows(raw: Raw) -> pd.DataFrame:
    """Modelled remittances between countries, in million current US dollars. Never zero.

    One row per pair and year: origin is where the money is sent from, destination where it is
    received. All have status E. Totals of a country (partner WLD) are left out.

    Raises:
        SchemaDrift: another shape, or the matrix of the workbook has another sum.
    """
    frame = read_rows(raw, PAIRS)
    day = edition(frame)
    pairs = frame[(frame["area"] != WORLD) & (frame["partner"] != WORLD) & (frame["value"] > 0)]
    _check_matrix(raw, float(pairs["value"].sum()), day)
    named = pairs.rename(columns={"area": "origin", "partner": "destination"})
    return named.assign(measure=MEASURE, obs_status="E", vintage=day)[list(FLOWN)]


def _check_matrix(raw: Raw, total: float, year: str) -> None:
    """Compare the pairs with the published matrix of the same year, where that has landed."""
    if "matrix.xlsx" not in raw.entries:
        return
    url = raw.url("matrix.xlsx")
    wanted = f"the bilateral matrix, senders down, of {year}"

    def matches(title: str, head: Sequence[Row]) -> bool:
        return len(head) > 1 and "sending country (down)" in str(head[1][0]) and year in title

    rows = read_sheet(raw["matrix.xlsx"], SOURCE.id, url, wanted, matches)
    receivers = [n for n, c in enumerate(rows[1]) if n and str(c or "").strip()]
    inner = [n for n in receivers if str(rows[1][n]).strip() != "WORLD"]
    named = (row for row in rows[2:] if row[0])
    lines = []
    for row in named:
        if str(row[0]).strip() == "WORLD":
            break  # the notes follow
        lines.append([row[n] for n in inner if isinstance(row[n], int | float)])
    summed = float(sum(sum(line) for line in lines))
    if abs(summed - total) > TOLERANCE * max(total, 1.0):
        expected = f"a matrix that adds up to the {total:.1f} million US$ of Data360"
        raise SchemaDrift(SOURCE.id, url, expected, f"{summed:.1f}, {len(lines)} senders")


def estimated_years(raw: Raw) -> frozenset[int]:
    """Years whose column in the workbook of inflows is marked as an estimate, such as `2023e`."""
    if "inflows.xlsx" not in raw.entries:
        return frozenset()
    url = raw.url("inflows.xlsx")

    def matches(title: str, head: Sequence[Row]) -> bool:
        return bool(head) and str(head[0][:1]).find("Remittance inflows (US$ million)") >= 0

    rows = read_sheet(raw["inflows.xlsx"], SOURCE.id, url, "remittance inflows", matches)
    marks = (re.fullmatch(r"((?:19|20)\d\d)e", str(cell).strip()) for cell in rows[0])
    return frozenset(int(mark[1]) for mark in marks if mark)


def tidy(raw: Raw, wanted: Sequence[Wanted]) -> pd.DataFrame:
    """Remittances received. One row per area and year, in current US dollars.

    Status E: the workbook marks the year as an estimate. Null with status O: the provider writes
    0, which it does also where it knows nothing (Algeria 2000 to 2004, Belgium 2000 and 2001,
    where the World Bank has hundreds of millions): such a zero says nothing.
    """
    rows: list[tuple[object, ...]] = []
    for want in wanted:
        frame = read_rows(raw, _known(want.code))
        if want.code == PAIRS:
            continue  # see `flows`
        estimates, day = estimated_years(raw), edition(frame)
        for area, _, year, value in frame.itertuples(index=False):
            status = "O" if value == 0 else "E" if year in estimates else "A"
            usd = None if value == 0 else value * MILLION
            rows.append((want.code, want.breakdown, area, year, usd, status, day))
    return observed(rows)


def _known(code: str) -> str:
    if code not in TITLES:
        fix = "correct source_code in data/reference/indicator_series.csv"
        expected = " or ".join(TITLES)
        raise SchemaDrift(SOURCE.id, "indicator_series.csv", expected, code, fix)
    return code


def describe(raw: Raw, wanted: Sequence[Wanted]) -> Mapping[str, SeriesInfo]:
    """Title, unit and last year of each code; the pairs are described even if not registered."""
    found = {}
    for code in dict.fromkeys([*(_known(w.code) for w in wanted), PAIRS]):
        last = edition(read_rows(raw, code))
        found[code] = SeriesInfo(code, TITLES[code], last, UNIT, USD)
    return found
