"""Reads the paged answers of UNHCR's endpoints into rows by ISO3. Pure; it adds nothing up.

Codes are ISO3 throughout: UNHCR's own three letters mean other countries (its AUS is Austria).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from etl.ask.bodies import parse_json
from etl.ask.fetch import Page
from etl.ask.snapshots import Raw
from etl.model import SchemaDrift, UnexpectedBodyError

SOURCE_ID = "unhcr"
BASE_URL = "https://api.unhcr.org/population/v1"
UNKNOWN = "UNK"
UNLISTED = ("UKN",)  # "Unknown": the country list says XXX where the rows say UNK
NOT_APPLICABLE = "-"
YEAR = re.compile(rb'"year": ?(\d{4})')
UNITS = {"P": False, "C": True}  # persons, cases


@dataclass(frozen=True)
class Endpoint:
    """One endpoint: its columns of counts, of further keys, and the one that names the unit.

    `source_id` is the source that reads it: UNHCR's service passes on counts of other bodies too.
    """

    name: str
    measures: tuple[str, ...]
    keys: tuple[str, ...] = ()
    unit: str = ""
    source_id: str = SOURCE_ID


def vintage(raw: Raw) -> str:
    """The day of retrieval: the provider revises history and names no edition."""
    return max(str(entry.get("retrieved_at", "")) for entry in raw.entries.values())[:10]


def edition(raw: Raw) -> str:
    """The edition of the population counts, by the newest year they hold.

    UNHCR names none. It publishes the figures of the end of a year in June of the next, so counts
    to the end of 2025 are of the edition `2026-06`, whenever they were fetched; corrections made
    later under the same years cannot be told from it. A year that June cannot have closed yet holds
    mid-year counts and gives `2026-mid`. Where no year is found, the day of retrieval.
    """
    names, day = raw.starting("population."), vintage(raw)
    years = [int(year) for name in names for year in YEAR.findall(raw[name])]
    if not years:
        return day
    closed = f"{max(years) + 1}-06"
    return closed if closed <= day else f"{max(years)}-mid"


def read_page(
    body: bytes, url: str, source_id: str = SOURCE_ID
) -> tuple[Page, list[dict[str, Any]]]:
    """What one page declares, and its rows. `total` is ignored: it adds cases to persons.

    Raises:
        SchemaDrift: the envelope is another, or there are no rows at all (an unknown filter gives
            an empty list with status 200).
    """
    try:
        answer = parse_json(body)
        rows, number, pages = answer["items"], int(answer["page"]), int(answer["maxPages"])
    except (UnexpectedBodyError, KeyError, TypeError, ValueError) as error:
        raise SchemaDrift(source_id, url, "page, maxPages and items", body) from error
    if not isinstance(rows, list) or not rows or not all(isinstance(r, dict) for r in rows):
        raise SchemaDrift(source_id, url, "a list of rows, not empty", body)
    return Page(number, pages, None, len(rows), hash(repr((rows[0], rows[-1])))), rows


def read_endpoint(raw: Raw, endpoint: Endpoint) -> pd.DataFrame:
    """Published counts of one endpoint. One row per year, origin, destination and further key.

    A count is NaN where the provider writes "-" (not applicable). Zero comes as the text "0".
    `in_cases` is true for rows that count cases (an application, for one person or a family).

    Raises:
        SchemaDrift: missing keys, text that is no count, a key given twice, or rows that the
            filters should have kept out.
    """
    names = raw.starting(f"{endpoint.name}.")
    if not names:
        where = f"{BASE_URL}/{endpoint.name}/"
        raise SchemaDrift(endpoint.source_id, where, "pages", "none landed")
    frames = [_page_frame(raw, name, endpoint) for name in names]
    frame, url = pd.concat(frames, ignore_index=True), raw.url(names[0])
    double = frame.duplicated(["year", "origin", "destination", *endpoint.keys])
    if double.any():
        sample = frame.loc[double, ["origin", "destination", "year"]].iloc[0]
        got = f"{double.sum()} keys twice, such as {' '.join(map(str, sample))}"
        expected, fix = "one row per year and pair", "fetch with --fresh"
        raise SchemaDrift(endpoint.source_id, url, expected, got, fix)
    asked = raw.params(names[0])
    years = frame["year"]
    outside = ~years.between(int(asked.get("yearFrom", 0)), int(asked.get("yearTo", 9999)))
    if outside.any() or (frame[["origin", "destination"]] == NOT_APPLICABLE).any(axis=None):
        got = f"{int(outside.sum())} rows of other years, or rows without a country"
        raise SchemaDrift(endpoint.source_id, url, "rows that satisfy the filters", got)
    return frame


def _page_frame(raw: Raw, name: str, endpoint: Endpoint) -> pd.DataFrame:
    _, rows = read_page(raw[name], raw.url(name), endpoint.source_id)
    listed = _iso_codes(raw, endpoint.source_id)
    try:
        _check_codes(rows, listed)
        columns: dict[str, list[Any]] = {
            "year": [int(row["year"]) for row in rows],
            "origin": [str(row["coo_iso"]) for row in rows],
            "destination": [str(row["coa_iso"]) for row in rows],
        }
        columns |= {key: [str(row[key]) for row in rows] for key in endpoint.keys}
        columns |= {name: [read_count(row[name]) for row in rows] for name in endpoint.measures}
        if endpoint.unit:
            columns["in_cases"] = [UNITS[row[endpoint.unit]] for row in rows]
    except (KeyError, TypeError, ValueError) as error:
        expected = "rows with year, ISO codes that agree with countries/, keys and counts"
        got = f"{type(error).__name__}: {error}"
        raise SchemaDrift(endpoint.source_id, raw.url(name), expected, got) from error
    return pd.DataFrame(columns)


def _check_codes(rows: Sequence[Mapping[str, Any]], listed: Mapping[str, str]) -> None:
    for row in rows:
        for side in ("coo", "coa"):
            if listed.get(row[side], row[f"{side}_iso"]) != row[f"{side}_iso"]:
                raise ValueError(f"{side} {row[side]} with ISO code {row[f'{side}_iso']}")


def _iso_codes(raw: Raw, source_id: str) -> dict[str, str]:
    """UNHCR's own code to ISO3; entries without an ISO3 code (they are NaN) are left out."""
    try:
        listed = parse_json(raw["countries.json"])["items"]
        isos = {c["code"]: c["iso"] for c in listed if c["code"] not in UNLISTED}
    except (UnexpectedBodyError, KeyError, TypeError) as error:
        url, body = raw.url("countries.json"), raw["countries.json"]
        raise SchemaDrift(source_id, url, "items with code and iso", body) from error
    return {code: iso for code, iso in isos.items() if isinstance(iso, str)}


def read_count(value: Any) -> float:
    """A count from an integer, the text "0" or "-" (NaN: not applicable)."""
    if value == NOT_APPLICABLE:
        return float("nan")
    count = float(int(value))
    if count < 0:
        raise ValueError(f"{value!r} is a negative count")
    return count


def same_country(frame: pd.DataFrame) -> pd.Series:
    """True where origin and destination are one country. "Unknown" is no country."""
    return (frame["origin"] == frame["destination"]) & (frame["origin"] != UNKNOWN)
