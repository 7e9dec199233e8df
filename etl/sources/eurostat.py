"""Eurostat dissemination API: JSON-stat tables for EU, EFTA and candidate countries.

A registry code is `table/key`, the key in Eurostat's own order with every dimension but geo and
time pinned: `lfsa_ergan/A.PC.T.Y15-64.FOR`. What is pinned to a group (FOR: foreign citizens) is
named by the indicator and never stands for a total. Years are Eurostat's labels: a stock "at
1 January Y" has the year Y and describes 31 December Y-1. Monthly stocks are those of December.
Source: https://ec.europa.eu/eurostat/web/user-guides/data-browser/api-data-access.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Mapping, Sequence

import pandas as pd

from etl.ask.bodies import kind
from etl.ask.fetch import Fetcher
from etl.ask.snapshots import Raw
from etl.model import Request, SchemaDrift, SeriesInfo, Source, UnexpectedBodyError, Wanted
from etl.read.jsonstat import Cube, read_cube, require_cube
from etl.sources import FLOWN, observed

SOURCE = Source(
    id="eurostat",
    title="Eurostat, asylum, migration and labour force statistics",
    base_url="https://ec.europa.eu",
    mirror_prefix="eurostat",
    redirects=False,  # when it is down, requests are sent to a page at sorry.ec.europa.eu
)
DATA = "/eurostat/api/dissemination/statistics/1.0/data"
TOC = Request(
    "toc.txt",
    "/eurostat/api/dissemination/catalogue/toc/txt",
    lambda body: require_contents(body),
    (("lang", "en"),),
)
FIRST_YEAR = 1960
# The dimensions of each table that a key pins, in the order of Eurostat's own keys.
DIMENSIONS = {
    "demo_poppcctb": "freq c_birth age unit sex",
    "demo_poppcctz": "freq citizen age unit sex",
    "edat_lfs_9911": "freq unit sex isced11 citizen age",
    "lfsa_ergan": "freq unit sex age citizen",
    "lfsa_pganws": "freq unit sex citizen age wstatus",
    "lfsa_urgan": "freq unit sex age citizen",
    "migr_asyappctza": "freq citizen sex unit age asyl_app",
    "migr_asytpsm": "freq unit citizen sex age",
    "migr_eipre": "freq reason apprehen citizen sex age unit",
    "migr_eirfs": "freq border unit reason citizen",
    "migr_imm1ctz": "freq citizen agedef age unit sex",
    "migr_pop1ctz": "freq citizen age unit sex",
    "migr_pop3ctb": "freq c_birth age unit sex",
    "tps00170": "freq reason citizen duration unit",
}
AT_1_JANUARY = ("demo_poppcctb", "demo_poppcctz", "migr_pop1ctz", "migr_pop3ctb")
UNITS = {"PER": ("persons", 1), "NR": ("persons", 1), "THS_PER": ("persons", 1000)}
UNITS["PC"] = ("percent", 1)
# Along origin and destination: the table and its key, with the partner dimension left free.
FLOW_KEYS = {
    "eurostat_asylum_applicants": "migr_asyappctza/A..T.PER.TOTAL.ASY_APP",
    "eurostat_immigration_by_citizenship": "migr_imm1ctz/A..COMPLET.TOTAL.NR.T",
    "eurostat_population_by_birth": "migr_pop3ctb/A..TOTAL.NR.T",
    "eurostat_population_by_citizenship": "migr_pop1ctz/A..TOTAL.NR.T",
    "eurostat_temporary_protection": "migr_asytpsm/M.PER..T.TOTAL",
}
FLOW_CODES = {measure: key.partition("/")[0] for measure, key in FLOW_KEYS.items()}
PARTNERS = ("citizen", "c_birth")
ORIGINS = ("STLS", "UNK")  # no country, yet people: stateless, unknown
FLAGS = {"e": "E", "s": "E", "f": "F", "p": "P", "b": "B"}  # the first that applies is kept
REASONS = {"c": "Q", "n": "Q", "u": "Q", "z": "M"}  # why there is no number
OTHER_FLAGS = {"d": "definition differs", "u": "low reliability", "n": "not significant"}


def fetch(fetcher: Fetcher, wanted: Sequence[Wanted]) -> None:
    """Land the table of contents, then one dataset per registry code and per bilateral table."""
    listed = read_contents(fetcher.ask(TOC), fetcher.url(TOC))
    codes = dict.fromkeys((*(w.code for w in wanted), *FLOW_KEYS.values()))
    since = fetcher.first_year(FIRST_YEAR)
    fetcher.ask_all(request_of(code, since) for code in codes if code.partition("/")[0] in listed)


def request_of(code: str, since: int) -> Request:
    """The request for one registry code; a dimension left empty in its key comes whole."""
    table, pins = read_code(code)
    asked = tuple((name, value) for name, value in pins.items() if value)
    period = f"{since}-01" if pins["freq"] == "M" else str(since)
    params = (("format", "JSON"), ("lang", "EN"), *asked, ("sinceTimePeriod", period))
    return Request(name_of(code), f"{DATA}/{table}", require_cube, params)


def name_of(code: str) -> str:
    """File name of the answer for one registry code."""
    return f"data.{code.replace('/', '.')}.json"


def read_code(code: str) -> tuple[str, dict[str, str]]:
    """Table and pinned dimensions of a registry code.

    Raises:
        SchemaDrift: an unknown table, or a key that does not pin each of its dimensions.
    """
    table, _, key = code.partition("/")
    names, pins = DIMENSIONS.get(table, "").split(), key.split(".")
    if not names or len(names) != len(pins):
        expected = f"a key of {table}: {'.'.join(names) or 'a table that the reader knows'}"
        fix = "correct source_code in data/reference/indicator_series.csv"
        raise SchemaDrift(SOURCE.id, "indicator_series.csv", expected, code, fix)
    return table, dict(zip(names, pins, strict=True))


def require_contents(body: bytes) -> None:
    """Check of the request for the table of contents."""
    if kind(body) != "text" or not body.lstrip(b"\xef\xbb\xbf").startswith(b'"title"'):
        raise UnexpectedBodyError("the table of contents as quoted text")


def read_contents(body: bytes, url: str) -> dict[str, str]:
    """Tables on offer: code to title. Folder rows, which may be a field shorter, are left out.

    Raises:
        SchemaDrift: no text with the columns title, code and type, or no table in it.
    """
    try:
        require_contents(body)
        lines = list(csv.reader(io.StringIO(body.decode("utf-8-sig")), delimiter="\t"))
        head = [name.strip() for name in lines[0]]
        title, code, form = (head.index(name) for name in ("title", "code", "type"))
        rows = [line for line in lines[1:] if len(line) > max(title, code, form)]
        found = {r[code].strip(): r[title].strip() for r in rows if r[form].strip() != "folder"}
    except (UnexpectedBodyError, ValueError, csv.Error) as error:
        raise SchemaDrift(SOURCE.id, url, "a table of contents", body) from error
    if not found:
        raise SchemaDrift(SOURCE.id, url, "tables in the table of contents", body)
    return found


def read_table(raw: Raw, code: str) -> Cube | None:
    """The dataset of one code, its pins verified; None where the contents do not list the table.

    Raises:
        SchemaDrift: no dataset, other dimensions than those pinned, or codes not asked for.
    """
    name, (table, pins) = name_of(code), read_code(code)
    if name not in raw.entries:
        if table in read_contents(raw["toc.txt"], raw.url("toc.txt")):
            raise SchemaDrift(SOURCE.id, DATA, f"the answer for {code}", "none landed", "fetch")
        return None
    try:
        cube = read_cube(raw[name])
    except UnexpectedBodyError as error:
        raise SchemaDrift(SOURCE.id, raw.url(name), error.expected, raw[name]) from error
    held = set(cube.rows.columns) - {"value", "flag"}
    if held != {*pins, "geo", "time"}:
        expected = f"dimensions {', '.join((*pins, 'geo', 'time'))}"
        raise SchemaDrift(SOURCE.id, raw.url(name), expected, ", ".join(sorted(held)))
    for dimension, pin in pins.items():
        others = set(cube.rows[dimension]) - {pin}
        if pin and others:
            got = f"also {', '.join(sorted(others)[:5])}"
            raise SchemaDrift(SOURCE.id, raw.url(name), f"{dimension}={pin} only", got)
    return cube


def tidy(raw: Raw, wanted: Sequence[Wanted]) -> pd.DataFrame:
    """Published values. One row per source_code, geo and year, in the unit of the indicator.

    Thousands of people become people. With a value the status is E, F, P, B or A, the first that
    the provider's flags name. Null: Q withheld or unreliable, M not applicable, O no reason given;
    a cell without value and flag has no row.
    """
    rows: list[tuple[object, ...]] = []
    for code in dict.fromkeys(w.code for w in wanted):
        cube = read_table(raw, code)
        if cube is None:
            continue
        factor, day = _unit(raw, code)[1], edition(raw, code, cube)
        for geo, year, value, flag in _cells(yearly(raw, code, cube)):
            number = None if math.isnan(value) else round(value * factor, 6)
            rows.append((code, "", geo, year, number, status(value, flag), day))
    return observed(rows)


def yearly(raw: Raw, code: str, cube: Cube) -> pd.DataFrame:
    """Cells of one table with a `year` beside `time`; of monthly tables those of December alone.

    Raises:
        SchemaDrift: a period that is neither a year nor a month.
    """
    rows = cube.rows
    if code.partition("/")[2].startswith("M."):
        rows = rows[rows["time"].str.endswith("-12")]
    years = rows["time"].where(rows["time"].str.fullmatch(r"(19|20)\d\d(-12)?"))
    if years.isna().any():
        url = raw.url(name_of(code))
        raise SchemaDrift(SOURCE.id, url, "years as periods", str(sorted(set(rows["time"]))[:5]))
    return rows.assign(year=years.str[:4].astype("int64"))


def _cells(frame: pd.DataFrame) -> list[tuple[str, int, float, str]]:
    columns = (frame[name].tolist() for name in ("geo", "year", "value", "flag"))
    return list(zip(*columns, strict=True))


def status(value: float, flag: str) -> str:
    """The SDMX letter for a value (NaN for none) and the provider's flags, which may be several."""
    letters, default = (REASONS, "O") if math.isnan(value) else (FLAGS, "A")
    return next((letter for mark, letter in letters.items() if mark in flag), default)


def edition(raw: Raw, code: str, cube: Cube) -> str:
    """The day of the provider's last update of a table.

    Raises:
        SchemaDrift: `updated` is no date.
    """
    day = cube.updated[:10]
    if pd.isna(pd.to_datetime(day, format="%Y-%m-%d", errors="coerce")):
        raise SchemaDrift(SOURCE.id, raw.url(name_of(code)), "updated as a date", cube.updated)
    return day


def _unit(raw: Raw, code: str) -> tuple[str, int]:
    pin = read_code(code)[1]["unit"]
    if pin not in UNITS:
        expected = f"a unit of {', '.join(UNITS)}"
        raise SchemaDrift(SOURCE.id, raw.url(name_of(code)), expected, pin)
    return UNITS[pin]


def describe(raw: Raw, wanted: Sequence[Wanted]) -> Mapping[str, SeriesInfo]:
    """Title, day of update, unit and flags of each code, and of each bilateral table."""
    found = {}
    listed = read_contents(raw["toc.txt"], raw.url("toc.txt"))
    for code in dict.fromkeys((*(w.code for w in wanted), *FLOW_KEYS.values())):
        table = code.partition("/")[0]
        shown = table if code in FLOW_KEYS.values() else code
        cube = read_table(raw, code)
        if cube is None:
            why = f"{table} is not in the table of contents"
            found[shown] = SeriesInfo(shown, listed.get(table, table), "", not_served=why)
            continue
        unit = _unit(raw, code)[0]
        pins = read_code(code)[1]
        words = [cube.labels.get(d, {}).get(pin, pin) for d, pin in pins.items() if d in PARTNERS]
        title = "; ".join([cube.title, *(w for w in words if w and w != "Total")])
        day, units = edition(raw, code, cube), frozenset({unit})
        remark = note(code, yearly(raw, code, cube))
        found[shown] = SeriesInfo(shown, title, day, pins["unit"], units, note=remark)
    return found


def note(code: str, rows: pd.DataFrame) -> str:
    """What the status letters cannot say: the reference day, and flags without a letter of ours."""
    table, parts = code.partition("/")[0], []
    if table in AT_1_JANUARY:
        parts.append("Stock at 1 January of the year shown.")
    if code.partition("/")[2].startswith("M."):
        parts.append("Stock at the end of December.")
    for mark, words in OTHER_FLAGS.items():
        count = int((rows["flag"].str.contains(mark) & rows["value"].notna()).sum())
        if count:
            parts.append(f"Flagged {mark} ({words}): {count}.")
    return " ".join(parts)


def flows(raw: Raw) -> pd.DataFrame:
    """People by citizenship or birth and country. One row per measure, pair and year; never zero.

    Groups of citizenships, nationals in their own country and European totals are left out.
    """
    rows: list[tuple[object, ...]] = []
    for measure, code in FLOW_KEYS.items():
        cube = read_table(raw, code)
        if cube is None:
            continue
        cells, day = yearly(raw, code, cube), edition(raw, code, cube)
        origin = cells[next(name for name in PARTNERS if name in cells)]
        kept = (origin.str.len() == 2) | origin.isin(ORIGINS)
        kept &= (cells["geo"].str.len() == 2) & (origin != cells["geo"]) & (cells["value"] > 0)
        pairs = zip(origin[kept], _cells(cells[kept]), strict=True)
        for place, (geo, year, value, flag) in pairs:
            rows.append((measure, place, geo, year, value, status(value, flag), day))
    frame = pd.DataFrame(rows, columns=list(FLOWN))
    return frame.astype({"year": "int64", "value": "float64"})


def aggregates(raw: Raw) -> frozenset[str]:
    """Groups and regions among the places: every code that is not two letters long."""
    places: set[str] = set()
    for name in raw.starting("data."):
        try:
            places |= set(read_cube(raw[name]).rows["geo"])
        except (UnexpectedBodyError, KeyError) as error:
            raise SchemaDrift(SOURCE.id, raw.url(name), "a dataset by geo", raw[name]) from error
    return frozenset(code for code in places if len(code) != 2)
