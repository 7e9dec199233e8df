"""World Bank Remittance Prices Worldwide: what each surveyed service costs, averaged by corridor.

Columns are found by their header, whatever its case, spaces or underscores. The terms of use were
not seen, so nothing of this source is embedded. Definitions: methodology of the publication.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from statistics import fmean, median

import pandas as pd

from etl.ask.fetch import Fetcher
from etl.ask.snapshots import Raw
from etl.model import EtlError, Request, SchemaDrift, SeriesInfo, Source, Wanted
from etl.read.workbook import Row, plain, read_sheet, require_workbook
from etl.sources import FLOWN, observed

SOURCE = Source(
    id="rpw",
    title="World Bank, Remittance Prices Worldwide",
    base_url="https://datacatalogfiles.worldbank.org",
    mirror_prefix="datacatalogfiles",
)
QUARTER = "2025_q1"  # the last quarter in the file; it is part of the file's name
FILE = f"rpw_dataset_2011_{QUARTER}.xlsx"
PATH = f"/ddh-published/0037898/DR0095523/{FILE}"
FALLBACK_URL, FALLBACK_PREFIX = "https://remittanceprices.worldbank.org", "rpw"
FALLBACK_PATH = f"/sites/default/files/{FILE}"
NAME = f"rpw.{QUARTER}.xlsx"
MAX_BYTES, READ_TIMEOUT_S = 200_000_000, 600
SHEETS = ("dataset (up to q1 2016)", "dataset (from q2 2016)")
AREA_COLUMNS = ("source code", "destination code")
COSTS = {
    "cc1 total cost %": "remittance_cost_200_pct",
    "cc2 total cost %": "remittance_cost_500_pct",
}
NEEDED = ("period", *AREA_COLUMNS, "transparent", *COSTS)
HIDDEN = ("no", "n", "0", "false")  # services that hide their exchange rate
ISO3 = re.compile(r"[A-Z]{3}")
PLAUSIBLE_MEDIAN_PCT = (1.0, 50.0)  # a share of one instead of percent would fall below


def fetch(fetcher: Fetcher, wanted: Sequence[Wanted]) -> None:
    """Land the workbook, from the data catalogue or else from the site of the publication."""
    first = Request(
        NAME, PATH, require_workbook, read_timeout_s=READ_TIMEOUT_S, max_bytes=MAX_BYTES
    )
    try:
        fetcher.ask(first)
    except EtlError:
        host = replace(first, base_url=FALLBACK_URL, mirror_prefix=FALLBACK_PREFIX)
        fetcher.ask(replace(host, path=FALLBACK_PATH))


def read_services(raw: Raw, sheet: str) -> Iterator[dict[str, object]]:
    """Surveyed services of one sheet: the needed cells of each row, by their plain header.

    Raises:
        SchemaDrift: no such sheet, or a needed header is not in its first rows.
    """
    url = raw.url(NAME)

    def matches(title: str, head: Sequence[Row]) -> bool:
        return plain(title) == sheet

    rows = read_sheet(raw[NAME], SOURCE.id, url, f"the name {sheet!r}", matches)
    lines = ([plain(cell) for cell in row] for row in rows[:5])
    at, header = max(enumerate(lines), key=lambda x: len(set(NEEDED) & set(x[1])), default=(0, []))
    missing = [name for name in NEEDED if header.count(name) != 1]
    if missing:
        got = f"none or several of {', '.join(missing)} in {', '.join(filter(None, header))[:300]}"
        raise SchemaDrift(SOURCE.id, url, f"headers of {sheet!r} with each of {NEEDED}", got)
    columns = {name: header.index(name) for name in NEEDED}
    for row in rows[at + 1 :]:
        if row[columns["period"]] is not None:
            yield {name: row[column] for name, column in columns.items()}


def _service(row: Mapping[str, object], url: str) -> tuple[str, str, int]:
    """Sending area, receiving area and year of one service."""
    codes = [str(row[name] or "").strip() for name in AREA_COLUMNS]
    year = re.match(r"(20\d\d)\D", f"{row['period']} ")
    if not year or not all(map(ISO3.fullmatch, codes)):
        expected = "a period that begins with the year, and areas in ISO3"
        raise SchemaDrift(SOURCE.id, url, expected, f"{row['period']!r}, {codes}")
    return codes[0], codes[1], int(year[1])


def flows(raw: Raw) -> pd.DataFrame:
    """Cost of sending 200 and 500 US dollars, in percent of the amount, by corridor and year.

    One row per measure, pair and year: the mean of the services surveyed in the year's quarters,
    without those that hide their exchange rate. The mean is made here. Null with status O: services
    were surveyed, and none has a cost. It can be negative where exchange rates favour the sender.

    Raises:
        SchemaDrift: sheets, headers or cells are not those documented, or costs are no percentages.
    """
    url = raw.url(NAME)
    costs: dict[tuple[str, str, str, int], list[float]] = {}
    for sheet in SHEETS:
        for row in read_services(raw, sheet):
            origin, destination, year = _service(row, url)
            for column, measure in COSTS.items():
                found = costs.setdefault((measure, origin, destination, year), [])
                value = read_cost(row[column], url)
                if value is not None and plain(row["transparent"]) not in HIDDEN:
                    found.append(value)
    known = [value for found in costs.values() for value in found]
    low, high = PLAUSIBLE_MEDIAN_PCT
    if not known or not low <= median(known) <= high:
        got = f"a median of {median(known):g}" if known else "no cost at all"
        raise SchemaDrift(SOURCE.id, url, f"costs in percent, median {low:g} to {high:g}", got)
    rows = [
        (*key, fmean(found) if found else None, "A" if found else "O", edition())
        for key, found in costs.items()
    ]
    frame = pd.DataFrame(rows, columns=list(FLOWN))
    return frame.astype({"year": "int64", "value": "float64"})


def read_cost(cell: object, url: str) -> float | None:
    """A cost in percent; None for an empty cell.

    Raises:
        SchemaDrift: text that is no number, or an infinite one.
    """
    if cell is None or not str(cell).strip():
        return None
    try:
        value = float(str(cell))
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise SchemaDrift(SOURCE.id, url, "a cost in percent", repr(cell))
    return value


def edition() -> str:
    """The last quarter of the file, such as 2025-Q1."""
    return QUARTER.upper().replace("_", "-")


def tidy(raw: Raw, wanted: Sequence[Wanted]) -> pd.DataFrame:
    """No rows: costs belong to corridors, see `flows`. A registered code is an error.

    Raises:
        SchemaDrift: the registry names a series of this source.
    """
    for want in wanted:
        fix = "remove the row from data/reference/indicator_series.csv"
        expected = "no series of rpw, whose costs are in the flows table"
        raise SchemaDrift(SOURCE.id, "indicator_series.csv", expected, want.code, fix)
    return observed([])


def describe(raw: Raw, wanted: Sequence[Wanted]) -> Mapping[str, SeriesInfo]:
    """The measures of `flows`, their unit and the quarter."""
    raw.url(NAME)  # DamagedRawError where it has not landed
    percent = frozenset({"percent"})
    titles = {
        code: header.replace("cc1", "200 US$:").replace("cc2", "500 US$:")
        for header, code in COSTS.items()
    }
    return {c: SeriesInfo(c, t, edition(), "percent", percent) for c, t in titles.items()}
