"""UNDP Human Development Report: the composite indices of one report, as one wide CSV file.

Columns are `<code>_<year>`, text is Latin-1. Every report restates all years, so one build reads
one report. Definitions: technical notes of the report and its metadata workbook.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Mapping, Sequence

import pandas as pd

from etl.ask.bodies import kind
from etl.ask.fetch import Fetcher
from etl.ask.snapshots import Raw
from etl.model import Request, SchemaDrift, SeriesInfo, Source, UnexpectedBodyError, Wanted
from etl.sources import observed

SOURCE = Source(
    id="hdr",
    title="UNDP, Human Development Report",
    base_url="https://hdr.undp.org",
    mirror_prefix="hdr",
)
# Folder and file are named after the report, so the address changes with each of them.
REPORT = "2023-24"
PATH = "/sites/default/files/2023-24_HDR/HDR23-24_Composite_indices_complete_time_series.csv"
NAME = f"composite_indices.{REPORT}.csv"
ENCODING = "latin-1"
KEY = "iso3"
GROUP = re.compile(r"ZZ[A-Z]\.[A-Z]+")
ISO3 = re.compile(r"[A-Z]{3}")
MEASURE = re.compile(r"(.+)_((?:19|20)\d\d)")
NOT_A_NUMBER = "NaN"
# Provider's short names by code, and the units they can be shown in.
TITLES = {
    "hdi": ("Human Development Index (value)", "score_1"),
    "hdi_f": ("HDI female", "score_1"),
    "hdi_m": ("HDI male", "score_1"),
    "le": ("Life Expectancy at Birth (years)", "years"),
    "le_f": ("Life Expectancy at Birth, female (years)", "years"),
    "le_m": ("Life Expectancy at Birth, male (years)", "years"),
    "eys": ("Expected Years of Schooling (years)", "years"),
    "eys_f": ("Expected Years of Schooling, female (years)", "years"),
    "eys_m": ("Expected Years of Schooling, male (years)", "years"),
    "mys": ("Mean Years of Schooling (years)", "years"),
    "mys_f": ("Mean Years of Schooling, female (years)", "years"),
    "mys_m": ("Mean Years of Schooling, male (years)", "years"),
    "gnipc": ("Gross National Income Per Capita (2017 PPP$)", "usd_ppp"),
    "gni_pc_f": ("Gross National Income Per Capita, female (2017 PPP$)", "usd_ppp"),
    "gni_pc_m": ("Gross National Income Per Capita, male (2017 PPP$)", "usd_ppp"),
    "ihdi": ("Inequality-adjusted Human Development Index (value)", "score_1"),
    "loss": ("Overall loss (%)", "percent"),
    "gdi": ("Gender Development Index (value)", "ratio"),
    "gii": ("Gender Inequality Index (value)", "score_1"),
    "phdi": ("Planetary pressures-adjusted Human Development Index (value)", "score_1"),
}


def require_csv(body: bytes) -> None:
    """Check of the request: text whose header begins with the area code."""
    if kind(body) != "text" or not body.startswith(f"{KEY},".encode()):
        raise UnexpectedBodyError(f"CSV that begins with {KEY}, not {kind(body)}")


def fetch(fetcher: Fetcher, wanted: Sequence[Wanted]) -> None:
    """Land the one file of the report."""
    fetcher.ask(Request(NAME, PATH, require_csv))


def read_rows(raw: Raw) -> list[dict[str, str]]:
    """Rows of the file as text, one per country or group.

    Raises:
        SchemaDrift: no such header, ragged rows, or an area code that is unknown in form or twice.
    """
    url = raw.url(NAME)
    try:
        require_csv(raw[NAME])
        lines = list(csv.reader(io.StringIO(raw[NAME].decode(ENCODING), newline=""), strict=True))
    except (UnexpectedBodyError, csv.Error) as error:
        raise SchemaDrift(SOURCE.id, url, f"CSV with {KEY}", raw[NAME]) from error
    header, rows = lines[0], lines[1:]
    ragged = next((row for row in rows if len(row) != len(header)), None)
    if ragged is not None or len(set(header)) < len(header) or not rows:
        got = f"{len(rows)} rows, one of them {str(ragged)[:80]}"
        expected = f"rows of {len(header)} cells under different headers"
        raise SchemaDrift(SOURCE.id, url, expected, got)
    found = [dict(zip(header, row, strict=True)) for row in rows]
    codes = [row[KEY] for row in found]
    odd = [c for c in codes if not ISO3.fullmatch(c) and not GROUP.fullmatch(c)]
    if odd or len(set(codes)) < len(codes):
        got = f"{len(codes)} codes, {len(set(codes))} different, such as {odd[:3] or codes[:3]}"
        raise SchemaDrift(SOURCE.id, url, "one row per ISO3 or group code", got)
    return found


def tidy(raw: Raw, wanted: Sequence[Wanted]) -> pd.DataFrame:
    """Indices and their components. One row per source_code, area and published year.

    A blank cell has no row. The text "NaN" is null with status O: UNDP could not compute it.

    Raises:
        SchemaDrift: the file is another, or a cell is no number.
    """
    table, url = read_rows(raw), raw.url(NAME)
    rows: list[tuple[object, ...]] = []
    for want in wanted:
        for column, year in columns(table[0], want.code, url).items():
            for row in table:
                if row[column]:
                    value = read_number(row[column], f"{column} of {row[KEY]}", url)
                    status = "O" if math.isnan(value) else "A"
                    rows.append((want.code, want.breakdown, row[KEY], year, value, status, REPORT))
    return observed(rows)


def columns(row: Mapping[str, str], code: str, url: str) -> dict[str, int]:
    """Year of each column of one code. Only the last `_` parts code and year: `hdi_f_1990`.

    Raises:
        SchemaDrift: the file has no such column.
    """
    found = {c: int(m[2]) for c in row if (m := MEASURE.fullmatch(c)) and m[1] == code}
    if not found:
        fix = "correct source_code in data/reference/indicator_series.csv"
        got = f"{len(row)} others, such as {', '.join(list(row)[4:9])}"
        raise SchemaDrift(SOURCE.id, url, f"columns {code}_<year>", got, fix)
    return found


def read_number(text: str, where: str, url: str) -> float:
    """The number in a cell; NaN for the text "NaN".

    Raises:
        SchemaDrift: it is none, or infinite.
    """
    try:
        value = float(text)
    except ValueError as error:
        raise SchemaDrift(SOURCE.id, url, f"a number in {where}", repr(text)) from error
    if math.isinf(value) or (math.isnan(value) and text != NOT_A_NUMBER):
        raise SchemaDrift(SOURCE.id, url, f"a number in {where}", repr(text))
    return value


def aggregates(raw: Raw) -> frozenset[str]:
    """UNDP's groups: World is mapped; its regions and development groups are like no others."""
    return frozenset(row[KEY] for row in read_rows(raw) if GROUP.fullmatch(row[KEY]))


def describe(raw: Raw, wanted: Sequence[Wanted]) -> Mapping[str, SeriesInfo]:
    """Title and unit of each code, and the report as edition."""
    raw.url(NAME)  # DamagedRawError where it has not landed
    found = {}
    for code in dict.fromkeys(w.code for w in wanted):
        title, unit = TITLES.get(code, (code, ""))
        units = frozenset({unit}) if unit else frozenset()
        found[code] = SeriesInfo(code, title, REPORT, unit, units)
    return found
