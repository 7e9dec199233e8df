"""OECD International Migration Database: yearly inflows and stocks of migrants in OECD countries.

A registry code is `flow:measure`, such as `DF_MIG:B11`, always all citizenships or countries of
birth together (the provider's own total W). Its terms are unresolved, so it is not embedded.
Source: https://www.oecd.org/en/data/datasets/oecd-databases-on-migration.html.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

import pandas as pd

from etl.ask.fetch import Fetcher
from etl.ask.snapshots import Raw
from etl.model import Request, SchemaDrift, SeriesInfo, Source, UnexpectedBodyError, Wanted
from etl.read.sdmx import Cell, Message, read_message, require_message
from etl.sources import FLOWN, observed

SOURCE = Source(
    id="oecd",
    title="OECD, International Migration Database",
    base_url="https://sdmx.oecd.org",
    mirror_prefix="oecd",
)
DATA = "/public/rest/data"
FIRST_YEAR = 2000
TOTAL = "W"
# Flow: its full name, and the dimension that says which people.
FLOWS = {
    "DF_MIG": ("OECD.ELS.IMD,DSD_MIG@DF_MIG,1.0", "CITIZENSHIP"),
    "DF_MIG_POPF": ("OECD.ELS.IMD,DSD_MIG_F@DF_MIG_POPF,1.0", "BIRTH_COUNTRY"),
}
MEASURES = {
    "DF_MIG:B11": ("Inflows of foreign population", "oecd_inflows_by_citizenship"),
    "DF_MIG:B15": ("Stock of foreign population", "oecd_foreign_population"),
    "DF_MIG_POPF:B14": ("Stock of foreign-born population", "oecd_foreign_born"),
}
# A key of eight parts; with another number the provider answers as if it had no data.
KEY = "{area}.{partner}.A.{measure}._T._Z._Z.PS"
PINNED = {
    "FREQ": "A",
    "SEX": "_T",
    "BIRTH_PLACE": "_Z",
    "EDUCATION_LEV": "_Z",
    "UNIT_MEASURE": "PS",
}
GROUPS = ("W", "W_O", "W_X", "_X", "_Z", "_T", "STL", "STLS")  # no country of origin
YEAR = re.compile(r"(19|20)[0-9]{2}")
LETTERS = {"A": "A", "": "A", "D": "A", "B": "B", "E": "E", "F": "F", "P": "P"}
REASONS = {"L": "L", "M": "M", "Q": "Q", "C": "Q", "O": "O"}


def fetch(fetcher: Fetcher, wanted: Sequence[Wanted]) -> None:
    """Land the totals of each measure as SDMX-JSON, and its pairs of countries as SDMX-CSV."""
    codes = [code for code in dict.fromkeys(w.code for w in wanted) if read_code(code)]
    since = str(fetcher.first_year(FIRST_YEAR))
    window = (("startPeriod", since), ("endPeriod", fetcher.date[:4]))
    every = ("dimensionAtObservation", "AllDimensions")
    asked = []
    for code in codes:
        flow, measure = read_code(code)
        base = f"{DATA}/{FLOWS[flow][0]}"
        total = KEY.format(area="", partner=TOTAL, measure=measure)
        pairs = KEY.format(area="", partner="", measure=measure)
        as_json = (*window, ("format", "jsondata"), every)
        as_csv = (*window, ("format", "csvfile"))
        asked.append(Request(name_of(code, "json"), f"{base}/{total}", require_message, as_json))
        asked.append(Request(name_of(code, "csv"), f"{base}/{pairs}", require_message, as_csv))
    fetcher.ask_all(asked)


def name_of(code: str, ending: str) -> str:
    """File name of an answer: totals as json, pairs as csv."""
    return f"data.{code.replace(':', '.')}.{ending}"


def read_code(code: str) -> tuple[str, str]:
    """Flow and measure of a registry code.

    Raises:
        SchemaDrift: a code that the reader does not know.
    """
    if code not in MEASURES:
        fix = "correct source_code in data/reference/indicator_series.csv"
        raise SchemaDrift(SOURCE.id, "indicator_series.csv", " or ".join(MEASURES), code, fix)
    flow, _, measure = code.partition(":")
    return flow, measure


def read_answer(raw: Raw, code: str, ending: str) -> Message:
    """One message, its pins verified, sorted by country, partner and year.

    Raises:
        SchemaDrift: another shape, other dimensions, codes not asked for, or a cell given twice.
    """
    name, (flow, measure) = name_of(code, ending), read_code(code)
    url, partner = raw.url(name), FLOWS[flow][1]
    try:
        message = read_message(raw[name])
    except UnexpectedBodyError as error:
        raise SchemaDrift(SOURCE.id, url, error.expected, raw[name]) from error
    pins = PINNED | {"MEASURE": measure} | ({partner: TOTAL} if ending == "json" else {})
    seen = set()
    for cell in message.cells:
        wrong = {k: cell.codes.get(k) for k, pin in pins.items() if cell.codes.get(k) != pin}
        key = (cell.codes.get("REF_AREA"), cell.codes.get(partner), cell.period)
        if wrong or None in key or key in seen or not YEAR.fullmatch(cell.period):
            got = f"{key}: {wrong or 'given twice, or no year'}"
            raise SchemaDrift(SOURCE.id, url, "one cell per country, partner and year", got)
        seen.add(key)
    if not message.cells:
        raise SchemaDrift(SOURCE.id, url, "observations", "none")
    order = sorted(message.cells, key=lambda c: (c.codes["REF_AREA"], c.codes[partner], c.period))
    return Message(message.title, message.prepared, tuple(order))


def letter(raw: Raw, name: str, cell: Cell) -> str:
    """The status letter of a cell; `definition differs` stays A, as it is a number like others.

    Raises:
        SchemaDrift: an unknown status, or one that contradicts the number.
    """
    known = REASONS | {"": "O", "A": "O"} if math.isnan(cell.value) else LETTERS
    if cell.status not in known:
        expected = f"a status of {', '.join(known)}"
        raise SchemaDrift(SOURCE.id, raw.url(name), expected, f"{cell.status} {cell.value}")
    return known[cell.status]


def vintage(raw: Raw) -> str:
    """The day of retrieval: the provider names no edition and prepares each message anew."""
    return max(str(entry.get("retrieved_at", "")) for entry in raw.entries.values())[:10]


def tidy(raw: Raw, wanted: Sequence[Wanted]) -> pd.DataFrame:
    """Totals of each measure, in persons. One row per source_code, country and year.

    Null keeps the provider's reason; years that it does not give have no row.
    """
    rows: list[tuple[object, ...]] = []
    day = vintage(raw)
    for code in dict.fromkeys(w.code for w in wanted):
        for cell in read_answer(raw, code, "json").cells:
            value = None if math.isnan(cell.value) else cell.value
            status = letter(raw, name_of(code, "json"), cell)
            area, year = cell.codes["REF_AREA"], int(cell.period)
            rows.append((code, "", area, year, value, status, day))
    return observed(rows)


def flows(raw: Raw) -> pd.DataFrame:
    """People by citizenship or birth and country. One row per measure, pair and year; never zero.

    Totals, residual groups and nationals in their own country are left out.
    """
    rows: list[tuple[object, ...]] = []
    day = vintage(raw)
    for code, (_, measure) in MEASURES.items():
        if name_of(code, "csv") not in raw.entries:
            continue
        partner = FLOWS[read_code(code)[0]][1]
        for cell in read_answer(raw, code, "csv").cells:
            origin, area = cell.codes[partner], cell.codes["REF_AREA"]
            if origin in GROUPS or origin == area or not cell.value > 0:
                continue
            status = letter(raw, name_of(code, "csv"), cell)
            rows.append((measure, origin, area, int(cell.period), cell.value, status, day))
    frame = pd.DataFrame(rows, columns=list(FLOWN))
    return frame.astype({"year": "int64", "value": "float64"})


def describe(raw: Raw, wanted: Sequence[Wanted]) -> Mapping[str, SeriesInfo]:
    """Our title of each measure, the provider's title of its table, the day of retrieval."""
    found = {}
    for code in dict.fromkeys(w.code for w in wanted):
        message = read_answer(raw, code, "json")
        title, note = f"{MEASURES[code][0]}, {message.title}", f"Prepared {message.prepared}."
        day, unit = vintage(raw), frozenset({"persons"})
        found[code] = SeriesInfo(code, title, day, "PS", unit, note=note)
    return found


def aggregates(raw: Raw) -> frozenset[str]:
    """The provider's groups of reporting countries, such as OECD; none is asked for."""
    return frozenset({"OECD"})
