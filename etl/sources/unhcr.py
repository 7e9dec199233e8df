"""UNHCR Refugee Population Statistics API. Year-end counts per origin, country of asylum and year.

Codes are ISO3 throughout: UNHCR's own three letters mean other countries (its AUS is Austria).
World and region totals are summed elsewhere (etl/totals.py), because the provider has none.
Definitions: https://www.unhcr.org/refugee-statistics/methodology.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from etl.bodies import parse_json, require_json
from etl.fetch import Fetcher, Page
from etl.model import Request, SchemaDrift, SeriesInfo, Source, UnexpectedBodyError, Wanted
from etl.snapshots import Raw
from etl.sources import FLOWN, observed

SOURCE = Source(
    id="unhcr",
    title="UNHCR, Refugee Population Statistics Database",
    base_url="https://api.unhcr.org",
    mirror_prefix="unhcr",
    local_totals=True,
)
BASE = "/population/v1"
LIMIT = 10_000
FIRST_YEAR = 1951
MEASURES = {
    "refugees": "Refugees under UNHCR's mandate",
    "asylum_seekers": "Asylum-seekers with a pending claim",
    "returned_refugees": "Refugees who returned during the year",
    "idps": "Internally displaced people protected or assisted by UNHCR",
    "returned_idps": "Internally displaced people who returned during the year",
    "stateless": "Stateless people",
    "ooc": "Others of concern to UNHCR",
    "oip": "Other people in need of international protection",
    "hst": "Host community",
}
SIDES = {"asylum": "destination", "origin": "origin"}
# Nobody is a refugee in the country they fled. A few rows say so all the same, and are left out
# of these measures. "Unknown" is no country: unknown origin in an unknown country stays.
CROSS_BORDER = ("refugees", "asylum_seekers", "oip")
UNKNOWN = "UNK"
UNLISTED = ("UKN",)  # "Unknown": the country list says XXX where the rows say UNK
NOT_APPLICABLE = "-"
PERSONS = frozenset({"persons"})


def fetch(fetcher: Fetcher, wanted: Sequence[Wanted]) -> None:
    """Land the country list and every origin-asylum pair of every year."""
    fetcher.ask(Request("countries.json", f"{BASE}/countries/", require_json, (("limit", "1000"),)))
    window = (("yearFrom", str(FIRST_YEAR)), ("yearTo", fetcher.date[:4]))
    everyone = (("coo_all", "true"), ("coa_all", "true"), ("cf_type", "ISO"))

    def page(number: int) -> Request:
        params = (*everyone, *window, ("limit", str(LIMIT)), ("page", str(number)))
        return Request(f"population.{number:04d}.json", f"{BASE}/population/", require_json, params)

    fetcher.walk(page, lambda body, url: read_page(body, url)[0])


def read_page(body: bytes, url: str) -> tuple[Page, list[dict[str, Any]]]:
    """What one page declares, and its rows.

    Raises:
        SchemaDrift: the envelope is another, or there are no rows at all (an unknown filter gives
            an empty list with status 200).
    """
    try:
        answer = parse_json(body)
        rows, number, pages = answer["items"], int(answer["page"]), int(answer["maxPages"])
    except (UnexpectedBodyError, KeyError, TypeError, ValueError) as error:
        raise SchemaDrift(SOURCE.id, url, "page, maxPages and items", body) from error
    if not isinstance(rows, list) or not rows or not all(isinstance(r, dict) for r in rows):
        raise SchemaDrift(SOURCE.id, url, "a list of rows, not empty", body)
    return Page(number, pages, None, len(rows), hash(repr((rows[0], rows[-1])))), rows


def read_population(raw: Raw) -> pd.DataFrame:
    """Published counts. One row per year, origin and destination; one column per measure.

    A count is NaN where the provider writes "-" (not applicable). Zero comes as the text "0".

    Raises:
        SchemaDrift: missing keys, text that is no count, a pair given twice, or rows that the
            filters should have kept out.
    """
    names = raw.starting("population.")
    if not names:
        raise SchemaDrift(SOURCE.id, SOURCE.base_url + BASE, "pages of population", "none landed")
    frame = pd.concat([_page_frame(raw, name) for name in names], ignore_index=True)
    url = raw.url(names[0])
    double = frame.duplicated(["year", "origin", "destination"])
    if double.any():
        sample = frame[double].iloc[0][["year", "origin", "destination"]].tolist()
        got = f"{double.sum()} pairs twice, such as {sample}"
        raise SchemaDrift(SOURCE.id, url, "one row per year and pair", got, "fetch with --fresh")
    asked = raw.params(names[0])
    years = frame["year"]
    outside = ~years.between(int(asked.get("yearFrom", 0)), int(asked.get("yearTo", 9999)))
    if outside.any() or (frame[["origin", "destination"]] == NOT_APPLICABLE).any(axis=None):
        got = f"{int(outside.sum())} rows of other years, or rows without a country"
        raise SchemaDrift(SOURCE.id, url, "rows that satisfy the filters", got)
    return frame


def _page_frame(raw: Raw, name: str) -> pd.DataFrame:
    _, rows = read_page(raw[name], raw.url(name))
    listed = _iso_codes(raw)
    try:
        for row in rows:
            for side in ("coo", "coa"):
                if listed.get(row[side], row[f"{side}_iso"]) != row[f"{side}_iso"]:
                    raise ValueError(f"{side} {row[side]} with ISO code {row[f'{side}_iso']}")
        columns: dict[str, list[Any]] = {
            "year": [int(row["year"]) for row in rows],
            "origin": [str(row["coo_iso"]) for row in rows],
            "destination": [str(row["coa_iso"]) for row in rows],
        }
        columns |= {m: [read_count(row[m]) for row in rows] for m in MEASURES}
    except (KeyError, TypeError, ValueError) as error:
        expected = "rows with year, ISO codes that agree with countries/, and counts"
        got = f"{type(error).__name__}: {error}"
        raise SchemaDrift(SOURCE.id, raw.url(name), expected, got) from error
    return pd.DataFrame(columns)


def _iso_codes(raw: Raw) -> dict[str, str]:
    """UNHCR's own code to ISO3; entries without an ISO3 code (they are NaN) are left out."""
    try:
        listed = parse_json(raw["countries.json"])["items"]
        isos = {c["code"]: c["iso"] for c in listed if c["code"] not in UNLISTED}
    except (UnexpectedBodyError, KeyError, TypeError) as error:
        url, body = raw.url("countries.json"), raw["countries.json"]
        raise SchemaDrift(SOURCE.id, url, "items with code and iso", body) from error
    return {code: iso for code, iso in isos.items() if isinstance(iso, str)}


def read_count(value: Any) -> float:
    """A count from an integer, the text "0" or "-" (NaN: not applicable)."""
    if value == NOT_APPLICABLE:
        return float("nan")
    count = float(int(value))
    if count < 0:
        raise ValueError(f"{value!r} is a negative count")
    return count


def ruled_out(frame: pd.DataFrame, measure: str) -> pd.Series:
    """True for rows that count people as refugees, or the like, in their own country."""
    if measure not in CROSS_BORDER:
        return pd.Series(False, index=frame.index)
    same = (frame["origin"] == frame["destination"]) & (frame["origin"] != UNKNOWN)
    return same & (frame[measure] > 0)


def vintage(raw: Raw) -> str:
    """The day of retrieval: the provider revises history and names no edition."""
    return max(str(entry.get("retrieved_at", "")) for entry in raw.entries.values())[:10]


def flows(raw: Raw) -> pd.DataFrame:
    """Counts of people per pair. One row per measure, origin, destination and year; never zero.

    A pair stands in the provider's table as soon as one measure has people, so its zeros in the
    other measures say no more than an absent row does: both are left out.
    """
    frame, day = read_population(raw), vintage(raw)
    parts = []
    for measure in MEASURES:
        rows = frame[(frame[measure] > 0) & ~ruled_out(frame, measure)]
        named = rows.rename(columns={measure: "value"}).assign(measure=measure)
        parts.append(named.assign(obs_status="A", vintage=day)[list(FLOWN)])
    return pd.concat(parts, ignore_index=True)


def tidy(raw: Raw, wanted: Sequence[Wanted]) -> pd.DataFrame:
    """Counts by one side. One row per source_code (`population:measure:side`), area and year.

    A published zero is a zero, except before the first year in which the measure counts anybody
    anywhere: there it was not collected yet (null with status L; internally displaced people, for
    one, begin in 1993). Null with status M: the provider writes "not applicable" for every pair of
    that area and year.
    """
    frame, day = read_population(raw), vintage(raw)
    rows: list[tuple[object, ...]] = []
    for want in wanted:
        measure, side = read_code(want.code)
        begins = frame.loc[frame[measure] > 0, "year"].min()
        kept = frame[~ruled_out(frame, measure)]
        counts = kept.groupby([SIDES[side], "year"])[measure].sum(min_count=1).reset_index()
        for area, year, count in counts.itertuples(index=False):
            status = "M" if count != count else "A" if year >= begins else "L"
            value = count if status == "A" else None
            rows.append((want.code, "", area, year, value, status, day))
    return observed(rows)


def read_code(code: str) -> tuple[str, str]:
    """Measure and side of a registry code such as `population:refugees:asylum`.

    Raises:
        SchemaDrift: no such endpoint, measure or side.
    """
    endpoint, _, rest = code.partition(":")
    measure, _, side = rest.partition(":")
    if endpoint != "population" or measure not in MEASURES or side not in SIDES:
        expected = f"population:<{'|'.join(MEASURES)}>:<{'|'.join(SIDES)}>"
        fix = "correct source_code in data/reference/indicator_series.csv"
        raise SchemaDrift(SOURCE.id, "indicator_series.csv", expected, code, fix)
    return measure, side


def describe(raw: Raw, wanted: Sequence[Wanted]) -> Mapping[str, SeriesInfo]:
    """Our title of each code (the provider has none) and the day of retrieval as its edition."""
    found = {}
    for code in dict.fromkeys(w.code for w in wanted):
        measure, side = read_code(code)
        title = f"{MEASURES[measure]}, by country of {side}"
        found[code] = SeriesInfo(code, title, vintage(raw), "persons", PERSONS)
    return found
