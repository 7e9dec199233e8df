"""The layout of UN DESA migrant stock tables: which column holds what, told from the headers.

It reads any edition whose headers carry the same words, in any order. It fetches nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from etl.model import SchemaDrift
from etl.read.once import once
from etl.read.workbook import HEAD_ROWS, Row, plain, read_sheet, year_of

SOURCE_ID = "undesa"
SEXES = {"": "both sexes", "sex=F": "females", "sex=M": "males"}
MISSING = ("..", "-")


@dataclass(frozen=True)
class Sheet:
    """A table of a workbook: its data rows, the columns of codes, and years by sex breakdown."""

    url: str
    rows: list[Row]
    destination: int
    origin: int | None
    data_type: int | None
    years: dict[str, dict[int, int]]

    def code(self, row: Row, column: int) -> int:
        """The area number in one cell.

        Raises:
            SchemaDrift: it is no whole number.
        """
        try:
            return int(str(row[column]).strip())
        except ValueError as error:
            got = f"{row[column]!r} in the row {row[:6]}"
            raise SchemaDrift(SOURCE_ID, self.url, "a location code", got) from error

    def cells(self, row: Row, breakdown: str) -> Iterator[tuple[int, float | None, str]]:
        """Year, value and status of each cell of a row; empty cells (of headings) give nothing.

        Status E: the migrants are imputed (data type I). Null with status O: the table shows two
        dots, or a dash, for "not available".
        """
        letters = str(row[self.data_type] or "").split() if self.data_type is not None else []
        status = "E" if "I" in letters else "A"
        for year, column in self.years[breakdown].items():
            cell = row[column]
            if isinstance(cell, int | float) and not isinstance(cell, bool):
                yield year, float(cell), status
            elif isinstance(cell, str) and cell.strip() in MISSING:
                yield year, None, "O"
            elif cell is not None and str(cell).strip():
                got = f"{cell!r} in {year} of the row {row[:6]}"
                raise SchemaDrift(SOURCE_ID, self.url, "a number, two dots or a dash", got)


@once
def find_table(body: bytes, url: str, edition: str, table: str) -> Sheet:
    """One table of a workbook, found by the titles that stand above its years.

    Args:
        body: the workbook.
        url: for errors.
        edition: the year that the workbook must name.
        table: how the titles begin, up to the comma before the sex.

    Raises:
        SchemaDrift: no such table, another edition, no header, or an area given twice.
    """

    def matches(title: str, head: Sequence[Row]) -> bool:
        cells = (str(c) for row in head for c in row if isinstance(c, str))
        return title.startswith("Table ") and any(c.startswith(f"{table},") for c in cells)

    sheet = _layout(read_sheet(body, SOURCE_ID, url, table, matches), url, edition)
    keys = {
        (sheet.code(r, sheet.destination), sheet.origin and sheet.code(r, sheet.origin))
        for r in sheet.rows
    }
    if len(keys) < len(sheet.rows) or not keys:
        got = f"{len(sheet.rows)} rows, {len(keys)} of them different"
        raise SchemaDrift(SOURCE_ID, url, "one row per destination (and origin)", got)
    return sheet


def _layout(rows: list[Row], url: str, edition: str) -> Sheet:
    """Find the columns: area numbers and data type by header, years by header and sex title."""
    texts = [[plain(cell) for cell in row] for row in rows[:HEAD_ROWS]]
    at = next((n for n, row in enumerate(texts) if any(map(_is_code, row))), None)
    above = " ".join(cell for row in texts[:at] for cell in row)
    if at is None or not re.search(rf"(stock |rev\.){edition}\b", above):
        expected = f"a header row with Location code, under the name of edition {edition}"
        raise SchemaDrift(SOURCE_ID, url, expected, above[:200])
    header = texts[at]
    codes = [n for n, cell in enumerate(header) if _is_code(cell)]
    origins = [n for n in codes if "origin" in header[n]]
    destinations = [n for n in codes if n not in origins]
    years = _years(rows[at], texts[:at], header)
    equal = len({tuple(found) for found in years.values()}) == 1 and any(years.values())
    if len(destinations) != 1 or len(origins) > 1 or not equal:
        expected = "one location code of destination, and the same years for each sex"
        raise SchemaDrift(SOURCE_ID, url, expected, f"the header {header}")
    kinds = (n for n, c in enumerate(header) if c.startswith(("data type", "type of data")))
    # Headings, and areas without a figure (Saint Barthélemy), have nothing in any year.
    filled = {column for found in years.values() for column in found.values()}
    data = [r for r in rows[at + 1 :] if any(r[n] not in (None, "") for n in filled)]
    origin = origins[0] if origins else None
    return Sheet(url, data, destinations[0], origin, next(kinds, None), years)


def _is_code(cell: str) -> bool:
    return cell.startswith("location code")


def _years(header: Row, above: list[list[str]], texts: list[str]) -> dict[str, dict[int, int]]:
    """Column of each year by breakdown; a sex title reigns from its column to the next title."""
    titles = {
        column: breakdown
        for row in above
        for column, cell in enumerate(row)
        for breakdown, words in SEXES.items()
        if re.search(rf",\s*{words}\b", cell)
    }
    years: dict[str, dict[int, int]] = {breakdown: {} for breakdown in SEXES}
    reigning: str | None = None
    for column in range(len(texts)):
        reigning = titles.get(column, reigning)
        year = year_of(header[column])
        if year is not None and reigning is not None:
            years[reigning].setdefault(year, column)
    return years
