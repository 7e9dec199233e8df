"""UNESCO Institute for Statistics API: education series by country, one version at a time.

A registry code is the provider's indicator, such as `26637`. Not embedded: share-alike licence.
Source: https://api.uis.unesco.org/api/public/documentation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from etl.ask.bodies import parse_json, read_year, require_json
from etl.ask.fetch import Fetcher
from etl.ask.snapshots import Raw
from etl.model import (
    NotServed,
    Request,
    SchemaDrift,
    SeriesInfo,
    Source,
    UnexpectedBodyError,
    Wanted,
)
from etl.sources import observed

SOURCE = Source(
    id="uis",
    title="UNESCO Institute for Statistics",
    base_url="https://api.uis.unesco.org",
    mirror_prefix="uis",
)
BASE = "/api/public"
FIRST_YEAR = 1970
# Marks beside a value: it is nil (a true zero), it cannot exist, it is counted under another item.
NIL, NOT_APPLICABLE, INCLUDED = "NIL", "NA", "INCLUDED"
REASONS = {NOT_APPLICABLE: "M", INCLUDED: "L"}
QUALIFIERS = {"UIS_EST": "E", "NAT_EST": "E", "": "A"}


def fetch(fetcher: Fetcher, wanted: Sequence[Wanted]) -> None:
    """Land the current version, the list of indicators, and the rows of each code.

    The version is named in every question, so that all rows are of one version.

    Raises:
        NotServed: the provider hints that it does not know a code.
    """
    version = Request("version.json", f"{BASE}/versions/default", require_json)
    listed = Request("indicators.json", f"{BASE}/definitions/indicators", require_json)
    current = read_version(fetcher.ask(version), fetcher.url(version))
    fetcher.ask(listed)
    since = str(fetcher.first_year(FIRST_YEAR))
    window = (("start", since), ("end", fetcher.date[:4]))
    for code in dict.fromkeys(w.code for w in wanted):
        params = (("indicator", code), *window, ("geoUnitType", "NATIONAL"), ("version", current))
        path = f"{BASE}/data/indicators"
        request = Request(f"data.{code}.json", path, require_json, params)
        read_records(fetcher.ask(request), fetcher.url(request), code)


def read_version(body: bytes, url: str) -> str:
    """The name of the version in force.

    Raises:
        SchemaDrift: the answer names none.
    """
    try:
        version = parse_json(body)["version"]
    except (UnexpectedBodyError, LookupError, TypeError) as error:
        raise SchemaDrift(SOURCE.id, url, "version", body) from error
    if not isinstance(version, str) or not version:
        raise SchemaDrift(SOURCE.id, url, "a version with a name", body)
    return version


def read_records(body: bytes, url: str, code: str) -> list[dict[str, Any]]:
    """The records of one code.

    Raises:
        SchemaDrift: another shape, or records of another code.
        NotServed: the provider hints at an unknown code, or gives no records.
    """
    try:
        answer = parse_json(body)
        hints, records = answer["hints"], answer["records"]
        given = all(isinstance(r, dict) and r["indicatorId"] == code for r in records)
        said = "; ".join(f"{h['code']}: {h['message']}" for h in hints)
    except (UnexpectedBodyError, LookupError, TypeError) as error:
        raise SchemaDrift(SOURCE.id, url, "hints and records", body) from error
    if said or not records:
        fix = "look the code up at the provider"
        raise NotServed(SOURCE.id, url, f"records of {code}", said or "none", fix)
    if not given or not isinstance(records, list):
        raise SchemaDrift(SOURCE.id, url, f"records of {code} only", body)
    return records


def tidy(raw: Raw, wanted: Sequence[Wanted]) -> pd.DataFrame:
    """Country values. One row per source_code, country (ISO3) and year.

    A value marked NIL is zero. Null: M marked not applicable, L counted under another item, O no
    reason given. Estimates of the provider or of the country have status E.

    Raises:
        SchemaDrift: unknown marks, no number, or a country and year given twice.
    """
    version = read_version(raw["version.json"], raw.url("version.json"))
    rows: list[tuple[object, ...]] = []
    for code in dict.fromkeys(w.code for w in wanted):
        name = f"data.{code}.json"
        url, seen = raw.url(name), set()
        for record in read_records(raw[name], url, code):
            try:
                key = (str(record["geoUnit"]), read_year(record["year"]))
                value, status = read_value(record)
            except (LookupError, TypeError, ValueError, OverflowError) as error:
                raise SchemaDrift(SOURCE.id, url, "geoUnit, year, value", str(record)) from error
            if key in seen:
                raise SchemaDrift(SOURCE.id, url, "a country and year once", str(key))
            seen.add(key)
            rows.append((code, "", *key, value, status, version))
    return observed(rows)


def read_value(record: Mapping[str, Any]) -> tuple[float | None, str]:
    """Value and status letter of a record.

    Raises:
        ValueError: an unknown mark, or a value that is no number.
    """
    value, magnitude = record["value"], record["magnitude"] or ""
    if magnitude in REASONS:
        return None, REASONS[magnitude]
    if magnitude not in ("", NIL):
        raise ValueError(f"magnitude {magnitude!r}")
    if value is None:
        return (0.0, "A") if magnitude == NIL else (None, "O")
    if isinstance(value, bool) or not abs(value) < float("inf"):
        raise ValueError(f"value {value!r}")
    if (record["qualifier"] or "") not in QUALIFIERS:
        raise ValueError(f"qualifier {record['qualifier']!r}")
    return float(value), QUALIFIERS[record["qualifier"] or ""]


def describe(raw: Raw, wanted: Sequence[Wanted]) -> Mapping[str, SeriesInfo]:
    """The provider's name of each indicator, where it has one, and the version as its edition."""
    url = raw.url("indicators.json")
    version = read_version(raw["version.json"], raw.url("version.json"))
    try:
        names = {d["indicatorCode"]: d["name"] for d in parse_json(raw["indicators.json"])}
    except (UnexpectedBodyError, LookupError, TypeError) as error:
        expected = "a list with indicatorCode and name"
        raise SchemaDrift(SOURCE.id, url, expected, raw["indicators.json"]) from error
    codes = dict.fromkeys(w.code for w in wanted)
    return {c: SeriesInfo(c, str(names.get(c) or f"UIS indicator {c}"), version) for c in codes}
