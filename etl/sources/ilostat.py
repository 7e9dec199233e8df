"""ILOSTAT: labour market series by country, one sex and one class per registry code.

A registry code is `DATASET:SEX:CLASS`. Every answer comes as an octet-stream, and an unknown code
as a table without rows: both are told by the content. Modelled estimates have status E, and F
after the year of the edition. Not embedded.
Source: https://rplumber.ilo.org and https://ilostat.ilo.org/methods.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby
from urllib.parse import quote

import pandas as pd

from etl.ask.bodies import kind, parse_json, require_json
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
    id="ilostat",
    title="ILOSTAT, International Labour Organization",
    base_url="https://rplumber.ilo.org",
    mirror_prefix="ilostat",
)
ENGLISH = (("Accept-Language", "en"),)  # with any other the service fails
COLUMNS = ("ref_area", "source", "indicator", "sex", "classif1", "time", "obs_value")
FIRST_YEAR = 1990
MODELLED = "ILO - Modelled Estimates"
LETTERS = {"B": "B", "E": "E", "P": "P"}  # every other mark beside a number: A
REASONS = {"C": "Q", "S": "Q", "U": "Q"}
YEAR = re.compile(r"(19|20)[0-9]{2}")
GROUP = re.compile(r"X\d\d|CHA|ANT")  # and two areas that no longer stand in our list
TOC = Request(
    "toc.json", "/metadata/toc/indicator?lang=en&format=.json", require_json, headers=ENGLISH
)
DICTIONARY = Request(
    "sources.json", "/metadata/dic?var=source&lang=en&format=.json", require_json, headers=ENGLISH
)


def fetch(fetcher: Fetcher, wanted: Sequence[Wanted]) -> None:
    """Land the contents, the dictionary of sources, and one table per dataset.

    Raises:
        NotServed: a dataset that the contents do not list, or a table without rows.
    """
    listed = read_list(fetcher.ask(TOC), fetcher.url(TOC), "id")
    fetcher.ask(DICTIONARY)
    codes = sorted(read_code(w.code) for w in wanted)
    for dataset, members in groupby(codes, key=lambda code: code[0]):
        if dataset not in listed:
            fix = "look the dataset up in the provider's table of contents"
            raise NotServed(SOURCE.id, fetcher.url(TOC), dataset, "not listed", fix)
        _, sexes, classes = zip(*members, strict=True)
        window = (str(fetcher.first_year(FIRST_YEAR)), fetcher.date[:4])
        request = request_of(dataset, sexes, classes, window)
        read_rows(fetcher.ask(request), fetcher.url(request))


def request_of(
    dataset: str, sexes: Sequence[str], classes: Sequence[str], window: tuple[str, str]
) -> Request:
    """The request for a dataset. Lists are joined by a plus that must not be escaped."""
    joined = {"sex": "+".join(dict.fromkeys(sexes)), "classif1": "+".join(dict.fromkeys(classes))}
    query = {"id": dataset, **joined, "timefrom": window[0], "timeto": window[1]}
    query |= {"type": "code", "format": ".csv"}
    text = "&".join(f"{name}={quote(value, safe='+')}" for name, value in query.items())
    path = f"/data/indicator?{text}"
    return Request(f"data.{dataset}.csv", path, require_table, headers=ENGLISH)


def read_code(code: str) -> tuple[str, str, str]:
    """Dataset, sex and class of a registry code.

    Raises:
        SchemaDrift: not three parts of capitals, digits and underscores.
    """
    parts = code.split(":")
    if len(parts) != 3 or not all(re.fullmatch(r"[A-Z0-9_-]+", part) for part in parts):
        fix = "correct source_code in data/reference/indicator_series.csv"
        raise SchemaDrift(SOURCE.id, "indicator_series.csv", "DATASET:SEX:CLASS", code, fix)
    return parts[0], parts[1], parts[2]


def require_table(body: bytes) -> None:
    """Check of a request for data: a table, whatever its content type says."""
    if kind(body) != "text" or b"ref_area" not in body[:200]:
        raise UnexpectedBodyError("CSV that begins with ref_area")


def read_list(body: bytes, url: str, key: str) -> dict[str, dict[str, str]]:
    """A list of the provider's metadata, by one of its keys.

    Raises:
        SchemaDrift: no list of objects with that key.
    """
    try:
        return {str(entry[key]): {**entry} for entry in parse_json(body)}
    except (UnexpectedBodyError, LookupError, TypeError) as error:
        raise SchemaDrift(SOURCE.id, url, f"a list of objects with {key}", body) from error


def read_rows(body: bytes, url: str) -> list[dict[str, str]]:
    """The rows of a table, read by its header; no column counts by its place.

    Raises:
        SchemaDrift: another shape, or a column that is missing.
        NotServed: a header and nothing else: what the provider says to an unknown code.
    """
    try:
        require_table(body)
        reader = csv.DictReader(io.StringIO(body.decode("utf-8-sig")), strict=True)
        head, rows = reader.fieldnames or [], list(reader)
    except (UnexpectedBodyError, ValueError, csv.Error) as error:
        raise SchemaDrift(SOURCE.id, url, "CSV in UTF-8", body) from error
    if not set(COLUMNS) <= set(head) or any(None in (*r, *r.values()) for r in rows):
        raise SchemaDrift(SOURCE.id, url, f"rows with {', '.join(COLUMNS)}", body)
    if not rows:
        raise NotServed(SOURCE.id, url, "rows", "a header only", "check sex and class of the code")
    return rows


def tidy(raw: Raw, wanted: Sequence[Wanted]) -> pd.DataFrame:
    """Yearly values. One row per source_code, country (ISO3) and year.

    Null with Q (unreliable or confidential) or O: the provider gives a row without a number.

    Raises:
        SchemaDrift: rows not asked for, periods that are no years, text that is no number, or
            several sources for one country and year.
    """
    labels = read_list(raw["sources.json"], raw.url("sources.json"), "source")
    rows: list[tuple[object, ...]] = []
    for code in dict.fromkeys(w.code for w in wanted):
        dataset, sex, classif = read_code(code)
        name, day, seen = f"data.{dataset}.csv", edition(raw, dataset), set()
        for row in read_rows(raw[name], raw.url(name)):
            key = (row["ref_area"], row["time"])
            wrong = row["indicator"] != dataset or not YEAR.fullmatch(row["time"])
            if wrong or not row["ref_area"]:
                raise SchemaDrift(SOURCE.id, raw.url(name), f"years of {dataset}", str(row)[:200])
            if (row["sex"], row["classif1"]) != (sex, classif):
                continue
            if key in seen:
                got = f"several for {key}, such as {row['source']}"
                raise SchemaDrift(SOURCE.id, raw.url(name), "one value per area and year", got)
            seen.add(key)
            modelled = labels.get(row["source"], {}).get("source.label") == MODELLED
            value, status = read_value(raw.url(name), row, modelled, day[:4])
            rows.append((code, "", row["ref_area"], int(row["time"]), value, status, day))
        if not seen:
            raise NotServed(SOURCE.id, raw.url(name), f"rows of {sex} and {classif}", "none")
    return observed(rows)


def read_value(
    url: str, row: Mapping[str, str], modelled: bool, year: str
) -> tuple[float | None, str]:
    """Value and status letter of a row; `year` is that of the edition."""
    text, mark = row["obs_value"].strip(), row.get("obs_status", "").strip()
    if not text:
        return None, REASONS.get(mark, "O")
    if not re.fullmatch(r"-?\d+(\.\d+)?([eE][-+]?\d{1,2})?", text):
        raise SchemaDrift(SOURCE.id, url, "obs_value as a number", text)
    if modelled:
        return float(text), "F" if row["time"] > year else "E"
    return float(text), LETTERS.get(mark, "A")


def edition(raw: Raw, dataset: str) -> str:
    """The day of a dataset's last update, from `last.update` (day/month/year) of the contents.

    Raises:
        SchemaDrift: the dataset is not listed, or its update is no date.
    """
    entry = read_list(raw["toc.json"], raw.url("toc.json"), "id").get(dataset, {})
    text = str(entry.get("last.update", ""))
    try:
        return datetime.strptime(text[:10], "%d/%m/%Y").strftime("%Y-%m-%d")
    except ValueError as error:
        expected = f"last.update of {dataset} as day/month/year"
        raise SchemaDrift(SOURCE.id, raw.url("toc.json"), expected, text) from error


def describe(raw: Raw, wanted: Sequence[Wanted]) -> Mapping[str, SeriesInfo]:
    """The provider's title of each dataset with the sub-group, and the day of its update."""
    listed, found = read_list(raw["toc.json"], raw.url("toc.json"), "id"), {}
    for code in dict.fromkeys(w.code for w in wanted):
        dataset, sex, classif = read_code(code)
        title = f"{listed.get(dataset, {}).get('indicator.label', dataset)}; {sex}, {classif}"
        units = frozenset({"percent"}) if dataset.endswith("_RT_A") else frozenset[str]()
        found[code] = SeriesInfo(code, title, edition(raw, dataset), "", units)
    return found


def aggregates(raw: Raw) -> frozenset[str]:
    """The provider's groups of countries: X and two digits; and areas that are no longer one."""
    names = raw.starting("data.")
    areas = {r["ref_area"] for name in names for r in read_rows(raw[name], raw.url(name))}
    return frozenset(code for code in areas if GROUP.fullmatch(code))
