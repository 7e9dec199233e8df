"""UN DESA International Migrant Stock: workbooks by destination, and by destination and origin.

Columns are found by their header and areas by their number; positions, names and the numbers of
regions change between editions. An edition restates the past, so a build uses one of them only.
Definitions: the notes sheets of the workbooks; place of birth, or citizenship where data type is C.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from etl.ask.fetch import Fetcher
from etl.ask.snapshots import Raw
from etl.model import Request, SchemaDrift, SeriesInfo, Source, Wanted
from etl.read.workbook import Row, require_workbook
from etl.sources import FLOWN, observed
from etl.sources.undesa.sheet import SEXES, Sheet, find_table

SOURCE = Source(
    id="undesa",
    title="UN DESA, International Migrant Stock",
    base_url="https://www.un.org",
    mirror_prefix="undesa",
    # The host refuses clients that do not look like a browser (HTTP 403).
    user_agent="Mozilla/5.0 (compatible; {agent})",
)
FOLDER = "/development/desa/pd/sites/www.un.org.development.desa.pd/files/"
EDITIONS = ("2020", "2024")
BY_DESTINATION, BY_PAIR = "destination", "destination_and_origin"
STOCK = "International migrant stock at mid-year"
SHARE = "International migrant stock as a percentage of the total population"
PERSONS, PERCENT = frozenset({"persons"}), frozenset({"percent"})
WORLD, OTHERS, FIRST_GROUP = 900, 2003, 900  # numbers from 900 on are groups of countries
MEASURES = {"": "migrant_stock", "sex=F": "migrant_stock_female", "sex=M": "migrant_stock_male"}
READ_TIMEOUT_S = 600
CODE = re.compile(r"(\d{4}):(stock|share|origin|pairs)")


@dataclass(frozen=True)
class Kind:
    """One of the things a registry code can ask for."""

    workbook: str
    table: str
    title: str
    units: frozenset[str]


KINDS = {
    "stock": Kind(BY_DESTINATION, STOCK, f"{STOCK}, by destination", PERSONS),
    "share": Kind(BY_DESTINATION, SHARE, SHARE, PERCENT),
    "origin": Kind(BY_PAIR, STOCK, f"{STOCK}, by origin", PERSONS),
    "pairs": Kind(BY_PAIR, STOCK, f"{STOCK}, by destination and origin", PERSONS),
}


def fetch(fetcher: Fetcher, wanted: Sequence[Wanted]) -> None:
    """Land the two workbooks of the edition that the registry names."""
    edition = edition_of(wanted)
    fetcher.ask_all([_request(edition, name) for name in (BY_DESTINATION, BY_PAIR)])


def _request(edition: str, workbook: str) -> Request:
    named = "sex_and_destination" if workbook == BY_DESTINATION else "sex_destination_and_origin"
    path = f"{FOLDER}undesa_pd_{edition}_ims_stock_by_{named}.xlsx"
    name = f"{workbook}.{edition}.xlsx"
    return Request(name, path, require_workbook, read_timeout_s=READ_TIMEOUT_S)


def read_code(code: str) -> tuple[str, Kind]:
    """Edition and kind of a registry code such as `2024:stock`.

    Raises:
        SchemaDrift: no such edition or kind.
    """
    found = CODE.fullmatch(code)
    if not found or found[1] not in EDITIONS:
        expected = f"<{'|'.join(EDITIONS)}>:<{'|'.join(KINDS)}>"
        fix = "correct source_code in data/reference/indicator_series.csv"
        raise SchemaDrift(SOURCE.id, "indicator_series.csv", expected, code, fix)
    return found[1], KINDS[found[2]]


def edition_of(wanted: Sequence[Wanted]) -> str:
    """The one edition that the registry names; the newest where it names none.

    Raises:
        SchemaDrift: it names several. Editions are never joined.
    """
    named = sorted({read_code(w.code)[0] for w in wanted})
    if len(named) > 1:
        fix = "name one edition in every undesa row of data/reference/indicator_series.csv"
        got = " and ".join(named)
        raise SchemaDrift(SOURCE.id, "indicator_series.csv", "one edition", got, fix)
    return named[0] if named else EDITIONS[-1]


def read_table(raw: Raw, edition: str, workbook: str, table: str) -> Sheet:
    """One table of a landed workbook, found by the titles above its columns.

    Raises:
        SchemaDrift: no such table, another edition, no header, or an area given twice.
    """
    name = f"{workbook}.{edition}.xlsx"
    sheet = find_table(raw[name], raw.url(name), edition, table)
    if (workbook == BY_PAIR) != (sheet.origin is not None):
        got = "none of origin" if workbook == BY_PAIR else "one of origin as well"
        raise SchemaDrift(SOURCE.id, raw.url(name), f"the location codes of {workbook}", got)
    return sheet


def tidy(raw: Raw, wanted: Sequence[Wanted]) -> pd.DataFrame:
    """Migrants by area. One row per source_code, breakdown, area and published year.

    `stock` counts those who live in the area, `origin` those from the area who live elsewhere,
    `share` is in percent of the population. `pairs` has no rows here: see `flows`. Persons at
    mid-year; a cell of two dots is null with status O; World and regions are UN DESA's own.
    """
    edition = edition_of(wanted)
    sheets: dict[tuple[str, str], Sheet] = {}
    rows: list[tuple[object, ...]] = []
    for want in wanted:
        _, kind = read_code(want.code)
        if want.code.endswith(":pairs"):
            continue
        key = (kind.workbook, kind.table)
        sheet = sheets.get(key) or read_table(raw, edition, *key)
        sheets[key] = sheet
        if want.breakdown not in SEXES:
            expected = f"a breakdown among {', '.join(filter(None, SEXES))} or none"
            raise SchemaDrift(SOURCE.id, "indicator_series.csv", expected, want.breakdown)
        for area, row in _of_areas(sheet, want.code.endswith(":origin")):
            cells = sheet.cells(row, want.breakdown)
            rows += [(want.code, want.breakdown, area, *cell, edition) for cell in cells]
    return observed(rows)


def _of_areas(sheet: Sheet, by_origin: bool) -> Iterator[tuple[str, Row]]:
    for row in sheet.rows:
        destination = sheet.code(row, sheet.destination)
        if not by_origin:
            yield str(destination), row
        elif destination == WORLD and sheet.origin is not None:
            yield str(sheet.code(row, sheet.origin)), row


def flows(raw: Raw) -> pd.DataFrame:
    """Migrants by country of origin and of destination. One row per measure, pair and year.

    Measures `migrant_stock`, and `migrant_stock_female` and `_male`: persons at mid-year. Groups
    of countries are left out; origin "Others" (2003) is kept. A published zero is a zero.
    """
    names = raw.starting(f"{BY_PAIR}.")
    if len(names) != 1:
        got = f"{len(names)}: {', '.join(names)}"
        raise SchemaDrift(SOURCE.id, SOURCE.base_url + FOLDER, "the pairs of one edition", got)
    edition = names[0].split(".")[1]
    sheet = read_table(raw, edition, BY_PAIR, STOCK)
    origin = sheet.origin if sheet.origin is not None else sheet.destination
    rows = [
        (measure, str(start), str(end), *cell, edition)
        for row in sheet.rows
        if (end := sheet.code(row, sheet.destination)) < FIRST_GROUP
        and ((start := sheet.code(row, origin)) < FIRST_GROUP or start == OTHERS)
        for breakdown, measure in MEASURES.items()
        for cell in sheet.cells(row, breakdown)
    ]
    frame = pd.DataFrame(rows, columns=list(FLOWN))
    return frame.astype({"year": "int64", "value": "float64"})


def aggregates(raw: Raw) -> frozenset[str]:
    """Numbers of the groups of countries: those we have no area for are left out.

    They are groups by development and by income. The latter follow the World Bank's classes of
    one year, so they are not put under its own groups of the same name.
    """
    found = set()
    for name in raw.starting(f"{BY_DESTINATION}."):
        sheet = read_table(raw, name.split(".")[1], BY_DESTINATION, STOCK)
        found |= {sheet.code(row, sheet.destination) for row in sheet.rows}
    return frozenset(str(code) for code in found if code >= FIRST_GROUP and code != OTHERS)


def describe(raw: Raw, wanted: Sequence[Wanted]) -> Mapping[str, SeriesInfo]:
    """The title of each table, its unit, and the edition that was read."""
    edition, found = edition_of(wanted), {}
    for code in dict.fromkeys(w.code for w in wanted):
        kind = read_code(code)[1]
        raw.url(f"{kind.workbook}.{edition}.xlsx")  # DamagedRawError where it has not landed
        (unit,) = kind.units
        found[code] = SeriesInfo(code, kind.title, edition, unit, kind.units)
    return found
