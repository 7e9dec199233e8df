"""World Bank Indicators API v2. One observation per code, economy and year.

It does not decide which economies are published or under what name: see etl/areas.py.
Shape and traps: https://datahelpdesk.worldbank.org/knowledgebase/topics/125589.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from etl.bodies import kind, parse_json
from etl.fetch import Fetcher
from etl.model import (
    NotServed,
    Request,
    SchemaDrift,
    SeriesInfo,
    Source,
    UnexpectedBodyError,
    Wanted,
)
from etl.snapshots import DATE, Raw
from etl.sources import observed

SOURCE = Source(
    id="worldbank",
    title="World Bank, World Development Indicators",
    base_url="https://api.worldbank.org",
    mirror_prefix="worldbank",
)
PER_PAGE = 20_000  # more than economies x years, so that one page is the whole series
FIRST_YEAR = 1960  # of the World Development Indicators
REFUSALS = frozenset({"120", "175"})  # message ids: invalid value; deleted or archived
# Five economies come without an ISO3 code; their two-character ids are fixed.
BLANK_ISO3 = {"XD": "HIC", "XM": "LIC", "XN": "LMC", "XT": "UMC", "XY": "INX"}
STATUS = {"": "A", "E": "E", "F": "F"}


def fetch(fetcher: Fetcher, wanted: Sequence[Wanted]) -> None:
    """Land the economies and, per code, the whole series, its title and its licence."""
    last_year = int(fetcher.date[:4])
    asked = [_request("countries.json", "/v2/country", per_page="400")]
    for code in codes_of(wanted):
        asked += [
            _request(
                f"data_{code}.json",
                f"/v2/country/all/indicator/{code}",
                source="2",
                per_page=str(PER_PAGE),
                page="1",
                date=f"{FIRST_YEAR}:{last_year}",
            ),
            _request(f"title_{code}.json", f"/v2/indicator/{code}"),
            _request(f"licence_{code}.json", f"/v2/sources/2/series/{code}/metadata"),
        ]
    fetcher.ask_all(asked)


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
    rows_out: list[tuple[object, ...]] = []
    for code in codes_of(wanted):
        name = f"data_{code}.json"
        try:
            meta, rows = read_page(raw[name], raw.url(name))
        except NotServed:
            continue  # describe() reports it
        check_window(rows, raw.params(name).get("date", ""), raw.url(name))
        rows_out += _values(code, meta, rows, raw.url(name))
    return observed(rows_out)


def read_page(body: bytes, url: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The meta object and the rows of one answer of the API, nulls included.

    Raises:
        NotServed: the provider refused the code (message 120 or 175, as JSON or as XML).
        SchemaDrift: anything else that is not one whole page.
    """
    if kind(body) == "markup" and b"<wb:error" in body:
        raise NotServed(SOURCE.id, url, "rows", body, "replace the code; it may be archived")
    try:
        answer = parse_json(body)
    except UnexpectedBodyError as error:
        raise SchemaDrift(SOURCE.id, url, error.expected, body) from error
    if not isinstance(answer, list) or not answer or not isinstance(answer[0], dict):
        raise SchemaDrift(SOURCE.id, url, "a list that begins with an object", body)
    if "message" in answer[0]:
        raise _refusal(answer[0]["message"], body, url)
    if len(answer) != 2 or not isinstance(answer[1], list):
        raise SchemaDrift(SOURCE.id, url, "[meta, rows]; null rows mean no such selection", body)
    meta, rows = answer
    if meta.get("pages") != 1:
        fix = "raise PER_PAGE (the service takes up to 32,500)"
        raise SchemaDrift(SOURCE.id, url, "one page", f"pages = {meta.get('pages')!r}", fix)
    if meta.get("total") != len(rows):
        got = f"{len(rows)} rows, total = {meta.get('total')!r}"
        raise SchemaDrift(SOURCE.id, url, "as many rows as declared", got, "fetch with --fresh")
    if not all(isinstance(row, dict) for row in rows):
        raise SchemaDrift(SOURCE.id, url, "rows that are objects", body)
    return meta, rows


def _refusal(messages: Any, body: bytes, url: str) -> SchemaDrift:
    fix = "replace the code; it may be archived or moved"
    listed = [m for m in messages if isinstance(m, dict)] if isinstance(messages, list) else []
    if not listed or not {str(m.get("id")) for m in listed} <= REFUSALS:
        return SchemaDrift(SOURCE.id, url, "rows", body, fix)
    words = "; ".join(f"message {m.get('id')}: {m.get('value')}" for m in listed)
    return NotServed(SOURCE.id, url, "rows", words, fix)


def check_window(rows: list[dict[str, Any]], window: str, url: str) -> None:
    """Raise SchemaDrift where rows lie outside the `date` asked for: the service ignored it."""
    first, _, last = window.partition(":")
    years = [str(row.get("date")) for row in rows]
    outside = [year for year in years if window and not first <= year <= last]
    if outside:
        got = f"{len(outside)} rows, such as {outside[0]}"
        fix = "the window was ignored: ask for one that overlaps the series"
        raise SchemaDrift(SOURCE.id, url, f"years {window} only", got, fix)


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
            value, year = float(row["value"]), int(row["date"])
            if row["indicator"]["id"] != code or not isinstance(area, str):
                raise ValueError("another indicator, or no area code")
            if not math.isfinite(value):
                raise ValueError("not a finite number")
            values.append((code, "", area, year, value, STATUS[row["obs_status"]], vintage))
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        got = f"{type(error).__name__}: {error} in {row}"
        raise SchemaDrift(SOURCE.id, url, expected, got) from error
    double = {key for key, n in Counter(v[2:4] for v in values).items() if n > 1}
    if double:
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
        return frozenset(r["id"] for r in rows if r["region"]["value"] == "Aggregates")
    except (KeyError, TypeError) as error:
        url = raw.url("countries.json")
        raise SchemaDrift(SOURCE.id, url, "id and region.value", raw["countries.json"]) from error


def describe(raw: Raw, wanted: Sequence[Wanted]) -> Mapping[str, SeriesInfo]:
    """Title, edition and licence of each code, or the provider's words where it refused one."""
    found = {}
    for code in codes_of(wanted):
        name = f"data_{code}.json"
        try:
            meta, _ = read_page(raw[name], raw.url(name))
            edition = _vintage(meta, raw.url(name))
        except NotServed as refusal:
            found[code] = SeriesInfo(code, "", "", not_served=refusal.got)
            continue
        title, note = _title(raw, code)
        licence = _licence(raw, code)
        found[code] = SeriesInfo(code, title, edition, licence=licence, note=note)
    return found


def _title(raw: Raw, code: str) -> tuple[str, str]:
    name = f"title_{code}.json"
    _, rows = read_page(raw[name], raw.url(name))
    row = next((r for r in rows if r.get("id") == code), None)
    if row is None or not isinstance(row.get("name"), str):
        raise SchemaDrift(SOURCE.id, raw.url(name), f"the entry of {code}", raw[name])
    return row["name"].strip(), str(row.get("sourceOrganization") or "").strip()


def _licence(raw: Raw, code: str) -> str:
    name = f"licence_{code}.json"
    try:
        answer = parse_json(raw[name])
        variables = answer["source"][0]["concept"][0]["variable"]
        types = {m["id"]: m["value"] for v in variables for m in v["metatype"]}
    except (UnexpectedBodyError, KeyError, IndexError, TypeError) as error:
        expected = "source[0].concept[0].variable[].metatype[]"
        raise SchemaDrift(SOURCE.id, raw.url(name), expected, raw[name]) from error
    return str(types.get("License_Type") or "")
