"""World Bank Indicators API v2. One observation per code, economy and year.

It does not decide which economies are published or under what name: see etl/build/areas.py.
Shape and traps: https://datahelpdesk.worldbank.org/knowledgebase/topics/125589.
"""

from __future__ import annotations

import gc
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from etl.ask.bodies import kind, parse_json
from etl.ask.fetch import Fetcher
from etl.ask.snapshots import DATE, Raw
from etl.model import (
    NotServed,
    Request,
    SchemaDrift,
    SeriesInfo,
    Source,
    Wanted,
)
from etl.sources import observed
from etl.sources.worldbank.answers import (
    check_window,
    provider_unit,
    read_meta,
    read_metadata,
    read_page,
    read_title,
)

SOURCE = Source(
    id="worldbank",
    title="World Bank, World Development Indicators",
    base_url="https://api.worldbank.org",
    mirror_prefix="worldbank",
)
PER_SERIES = True  # each series is read from answers of its own
BATCH = 8  # codes asked for at once: their bodies are held together, 4 MB each
PER_PAGE = 20_000  # more than economies x years, so that one page is the whole series
FIRST_YEAR = 1960  # of the World Development Indicators
# Five economies come without an ISO3 code; their two-character ids are fixed.
BLANK_ISO3 = {"XD": "HIC", "XM": "LIC", "XN": "LMC", "XT": "UMC", "XY": "INX"}
# What an economy belongs to, and the field of the country list that says so.
GROUPS_ANSWER = "countries.json"
SCHEMES = {"wb_income": "incomeLevel", "wb_region": "region", "wb_lending": "lendingType"}
STATUS = {"": "A", "E": "E", "F": "F"}
# Groups that took in Afghanistan and Pakistan with the provider's fiscal year 2026. Rows of an
# edition before that are of the smaller group, whatever name the service gives the code today.
WIDENED_ON, SMALLER = "2025-07-01", "-2024"
WIDENED = frozenset({"MEA", "MNA", "TMN"})


def fetch(fetcher: Fetcher, wanted: Sequence[Wanted]) -> None:
    """Land the economies and, per code, the whole series, its title and its licence."""
    window = f"{fetcher.first_year(FIRST_YEAR)}:{fetcher.date[:4]}"
    fetcher.ask(_request("countries.json", "/v2/country", per_page="400"))
    codes = codes_of(wanted)
    for start in range(0, len(codes), BATCH):
        batch = codes[start : start + BATCH]
        fetcher.ask_all([request for code in batch for request in _requests(code, window)])


def _requests(code: str, window: str) -> list[Request]:
    path = f"/v2/country/all/indicator/{code}"
    whole = {"source": "2", "per_page": str(PER_PAGE), "page": "1", "date": window}
    return [
        _request(f"data_{code}.json", path, **whole),
        _request(f"title_{code}.json", f"/v2/indicator/{code}"),
        _request(f"licence_{code}.json", f"/v2/sources/2/series/{code}/metadata"),
    ]


def codes_of(wanted: Sequence[Wanted]) -> list[str]:
    """The codes asked for, each once, in the registry's order."""
    return list(dict.fromkeys(w.code for w in wanted))


def _request(name: str, path: str, **params: str) -> Request:
    pairs = {"format": "json"} | params
    return Request(name, path, _require_answer, tuple(pairs.items()))


def _require_answer(body: bytes) -> None:
    # A refusal may come as XML although JSON was asked for; asking again would not change it.
    if kind(body) != "markup" or b"<wb:error" not in body:
        parse_json(body)


def tidy(raw: Raw, wanted: Sequence[Wanted]) -> pd.DataFrame:
    """Published values. One row per source_code, source_area and year.

    `source_area` is the ISO3 or aggregate code. A null of the provider means "no value" and gives
    no row. `vintage` is the `lastupdated` of the answer: editions differ from code to code.

    Raises:
        SchemaDrift: an answer is not one whole page of rows of the known shape.
    """
    named = named_codes(wanted)
    frames = [observed([])]
    for code in codes_of(wanted):
        try:
            frames.append(observed(_series(raw, code)))
        except NotServed:
            continue  # describe() reports it
        except SchemaDrift:
            if code in named:
                raise
    return pd.concat(frames[1:] or frames, ignore_index=True)


def named_codes(wanted: Sequence[Wanted]) -> frozenset[str]:
    """The codes that the registry names for an indicator or a formula: a fault in one is an error.

    A catalogue indicator that cannot be read is left out alone, and `describe` says why.
    """
    return frozenset(w.code for w in wanted if w.named)


def _series(raw: Raw, code: str) -> list[tuple[object, ...]]:
    name = f"data_{code}.json"
    # An answer is a hundred thousand small objects without cycles: searching them for cycles as
    # they come took a third of the time of reading. Elsewhere the searches keep memory low.
    gc.disable()
    try:
        return _checked(raw, code, *read_page(raw[name], raw.url(name)))
    finally:
        gc.enable()


def _checked(
    raw: Raw, code: str, meta: dict[str, Any], rows: list[dict[str, Any]]
) -> list[tuple[object, ...]]:
    name = f"data_{code}.json"
    window = raw.params(name).get("date", "")
    # A later window (`--since`) may miss a series that has ended: the service then sends all years,
    # of which the late ones are used.
    if window.startswith(str(FIRST_YEAR)):
        check_window(rows, window, raw.url(name))
    return _values(code, meta, rows, raw.url(name))


def _values(
    code: str, meta: dict[str, Any], rows: list[dict[str, Any]], url: str
) -> list[tuple[object, ...]]:
    expected = f"rows of {code} with economy, yearly date, finite value and known status"
    vintage = _vintage(meta, url)
    values: list[tuple[object, ...]] = []
    row: dict[str, Any] = {}
    try:
        for row in rows:
            if row["value"] is None:
                continue
            area = row["countryiso3code"] or BLANK_ISO3[row["country"]["id"]]
            area += SMALLER if area in WIDENED and vintage < WIDENED_ON else ""
            value, year = float(row["value"]), int(row["date"])
            if row["indicator"]["id"] != code or not isinstance(area, str):
                raise ValueError("another indicator, or no area code")
            if not math.isfinite(value):
                raise ValueError("not a finite number")
            values.append((code, "", area, year, value, STATUS[row["obs_status"]], vintage))
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        got = f"{type(error).__name__}: {error} in {row}"
        raise SchemaDrift(SOURCE.id, url, expected, got) from error
    if len({v[2:4] for v in values}) < len(values):
        double = {key for key, n in Counter(v[2:4] for v in values).items() if n > 1}
        got = f"{len(double)} cells twice, such as {min(map(str, double))}"
        raise SchemaDrift(SOURCE.id, url, "one row per economy and year", got)
    return values


def _vintage(meta: dict[str, Any], url: str) -> str:
    vintage = meta.get("lastupdated")
    if not isinstance(vintage, str) or not DATE.fullmatch(vintage):
        raise SchemaDrift(SOURCE.id, url, "lastupdated as YYYY-MM-DD", repr(vintage))
    return vintage


def aggregates(raw: Raw) -> frozenset[str]:
    """Codes that the provider itself lists as aggregates, not economies.

    Told by the region's name: `region.id` is "NA" there too, but so is Namibia's ISO2 code.
    """
    _, rows = read_page(raw["countries.json"], raw.url("countries.json"))
    try:
        if not all(isinstance(row["id"], str) for row in rows):
            raise TypeError("an id that is no text")
        return frozenset(r["id"] for r in rows if r["region"]["value"].strip() == "Aggregates")
    except (KeyError, TypeError, AttributeError) as error:
        url = raw.url("countries.json")
        raise SchemaDrift(SOURCE.id, url, "id and region.value", raw["countries.json"]) from error


def groups(raw: Raw) -> list[tuple[str, str, str]]:
    """Income group, region and lending type. Rows of source_area, scheme, code.

    Aggregates are no members; their group is "NA" or blank, which for an economy is an error.
    """
    _, rows = read_page(raw["countries.json"], raw.url("countries.json"))
    outside = aggregates(raw)
    found = [
        (str(row["id"]), scheme, _group(raw, row, key))
        for row in rows
        if row["id"] not in outside
        for scheme, key in SCHEMES.items()
    ]
    if not found:
        got = raw["countries.json"]
        raise SchemaDrift(SOURCE.id, raw.url("countries.json"), "at least one economy", got)
    return found


def _group(raw: Raw, row: dict[str, Any], key: str) -> str:
    code = row[key].get("id") if isinstance(row.get(key), dict) else None
    if not isinstance(code, str) or code.strip() in ("", "NA"):
        got = f"{code!r} for {row['id']}"
        raise SchemaDrift(SOURCE.id, raw.url("countries.json"), f"an id in {key}", got)
    return code.strip()


def describe(raw: Raw, wanted: Sequence[Wanted]) -> Mapping[str, SeriesInfo]:
    """Title, edition, unit, topics and licence of each code, or why it has no rows."""
    named = named_codes(wanted)
    found = {}
    for code, want in {w.code: w for w in wanted}.items():
        try:
            found[code] = _info(raw, want)
        except NotServed as refusal:
            found[code] = SeriesInfo(code, "", "", not_served=refusal.got)
        except SchemaDrift as error:
            if code in named:
                raise
            found[code] = SeriesInfo(code, "", "", unreadable=f"{error.expected}: {error.got}")
    return found


def _info(raw: Raw, want: Wanted) -> SeriesInfo:
    code, name = want.code, f"data_{want.code}.json"
    if want.has_rows:
        meta = read_meta(raw[name], raw.url(name))
    else:
        meta, rows = read_page(raw[name], raw.url(name))
        if not want.named:
            _checked(raw, code, meta, rows)
    row = read_title(raw, code)
    title, types = str(row["name"]).strip(), read_metadata(raw, code)
    listed: Any = row.get("topics")
    entries = listed if isinstance(listed, list) else []
    topics = [t.get("value") for t in entries if isinstance(t, dict)]
    return SeriesInfo(
        code,
        title,
        _vintage(meta, raw.url(name)),
        provider_unit=provider_unit(row, types, title),
        licence=types.get("License_Type", ""),
        note=str(row.get("sourceOrganization") or "").strip(),
        subjects=(("topics", tuple(str(t).strip() for t in topics if t)),),
    )
