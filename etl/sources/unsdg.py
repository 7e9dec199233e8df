"""UN SDG Global Database API. One observation per series, area and year: the headline sub-series.

It never picks a sub-series silently: totals, or what the registry's `breakdown` names, or an error
that lists the dimensions. Nature and Units: code lists of the SDG data structure definition.
"""

from __future__ import annotations

import csv
import functools
import io
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from etl.bodies import kind, parse_json, require_json
from etl.fetch import Fetcher, Page
from etl.headline import AmbiguousError, pick_headline
from etl.model import Request, SchemaDrift, SeriesInfo, Source, UnexpectedBodyError, Wanted
from etl.sdg_codes import MISLABELLED, UNITS, read_value, read_year
from etl.snapshots import Raw
from etl.sources import observed

SOURCE = Source(
    id="unsdg",
    title="UN Statistics Division, SDG Global Database",
    base_url="https://unstats.un.org",
    mirror_prefix="unsdg",
)
BASE = "/SDGAPI/v1/sdg"
PAGE_SIZE = 1000
CSV_TIMEOUT_S = 600
HEADER = b"Goal,Target,Indicator,SeriesCode,"
ATTRIBUTES = frozenset({"Nature", "Units", "Observation Status", "UnitMultiplier"})
REPORTING = "Reporting Type"


def fetch(fetcher: Fetcher, wanted: Sequence[Wanted]) -> None:
    """Land the series list, the areas and every listed series, by CSV or else page by page."""
    listing = _get("series.json", "/Series/List", allreleases="false")
    release = read_list(fetcher.ask(listing), fetcher.url(listing))
    codes = [c for c in dict.fromkeys(w.code for w in wanted) if c in release]
    counts = {c: _get(f"count.{c}.json", "/Series/Data", seriesCode=c, pageSize="1") for c in codes}
    exports = {c: _export(c) for c in codes}
    areas = _get("areas.json", "/GeoArea/List")
    bodies = fetcher.ask_all([areas, *counts.values(), *exports.values()])
    for code in codes:
        page, _ = read_page(bodies[counts[code].name], fetcher.url(counts[code]))
        url = fetcher.url(exports[code])
        if len(csv_rows(bodies[exports[code].name], url)) != page.total:
            fetcher.walk(functools.partial(_page, code), _declared)


def _get(name: str, route: str, **params: str) -> Request:
    return Request(name, BASE + route, require_json, tuple(params.items()))


def _page(code: str, number: int) -> Request:
    params = {"seriesCode": code, "page": str(number), "pageSize": str(PAGE_SIZE)}
    return _get(f"page.{code}.{number:04d}.json", "/Series/Data", **params)


def _export(code: str) -> Request:
    return Request(
        f"data.{code}.csv",
        f"{BASE}/Series/DataCSV",
        _require_export,
        form=(("seriesCodes", code),),
        headers=(("Accept", "application/octet-stream"),),
        read_timeout_s=CSV_TIMEOUT_S,
    )


def _require_export(body: bytes) -> None:
    # An empty export is a known answer: the series is then walked page by page.
    if kind(body.rstrip(b"\0")) != "empty" and not body.startswith(HEADER):
        raise UnexpectedBodyError("a CSV that begins with " + HEADER.decode())


def read_list(body: bytes, url: str) -> dict[str, dict[str, str]]:
    """Code to entry (code, description, release) of the current release, from Series/List."""
    try:
        entries = parse_json(body)
        return {str(e["code"]): {k: str(e[k]) for k in ("description", "release")} for e in entries}
    except (UnexpectedBodyError, KeyError, TypeError) as error:
        expected = "a list of code, description, release"
        raise SchemaDrift(SOURCE.id, url, expected, body) from error


def csv_rows(body: bytes, url: str) -> list[dict[str, str]]:
    """The rows of an export as text, by column; the body is cut at its first NUL of padding.

    Brackets around attribute and dimension columns are taken off; other columns are renamed to
    series, area, year, value, note. Footnotes may hold line breaks.
    """
    text = body.partition(b"\0")[0]
    if not text:
        return []
    names = {"SeriesCode": "series", "GeoAreaCode": "area", "TimePeriod": "year"}
    names |= {"Value": "value", "FootNote": "note"}
    try:
        reader = csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline=""), strict=True)
        columns = reader.fieldnames or []
        kept = {c: names.get(c, c[1:-1]) for c in columns if c in names or c.startswith("[")}
        rows = [{new: row[old] for old, new in kept.items()} for row in reader]
    except (ValueError, csv.Error) as error:
        raise SchemaDrift(SOURCE.id, url, f"a CSV ({error})", body) from error
    if set(names.values()) - set(kept.values()) or any(None in r.values() for r in rows):
        raise SchemaDrift(SOURCE.id, url, f"columns {', '.join(names)} in every row", body)
    return rows


def read_page(body: bytes, url: str) -> tuple[Page, list[dict[str, str]]]:
    """What one page of Series/Data declares, and its rows in the form of `csv_rows`."""
    try:
        answer = parse_json(body)
        rows = [_flat(row) for row in answer["data"]]
        numbers = [int(answer[k]) for k in ("pageNumber", "totalPages", "totalElements")]
    except (UnexpectedBodyError, KeyError, TypeError, ValueError, AttributeError) as error:
        expected = "pageNumber, totalPages, totalElements and data"
        raise SchemaDrift(SOURCE.id, url, expected, body) from error
    content = hash(repr(rows[:1] + rows[-1:]))
    return Page(numbers[0], numbers[1], numbers[2], len(rows), content), rows


def _declared(body: bytes, url: str) -> Page:
    return read_page(body, url)[0]


def _flat(row: dict[str, Any]) -> dict[str, str]:
    note = "\n".join(text for text in row.get("footnotes") or [] if text)
    plain = {"series": row["series"], "area": str(row["geoAreaCode"]), "value": str(row["value"])}
    plain |= {"year": str(row["timePeriodStart"]), "note": note}
    return plain | {k: str(v) for k, v in {**row["attributes"], **row["dimensions"]}.items()}


def tidy(raw: Raw, wanted: Sequence[Wanted]) -> pd.DataFrame:
    """Headline values. One row per source_code, breakdown, source_area and year.

    Globally reported rows (`Reporting Type` G) are used where the series has any, national ones
    else. A value published as a bound ("<0.1") is no number: null with status Q, counted in the
    note of `describe`. "NaN" and blank are null with O, "N" and Nature N (non-relevant) null with
    M. Nature E and M (estimated, modelled) become E.

    Raises:
        SchemaDrift: an unknown shape, value, Nature, or several values for one area and year.
    """
    release = read_list(raw["series.json"], raw.url("series.json"))
    rows: list[tuple[object, ...]] = []
    problems: list[SchemaDrift] = []
    for want in wanted:
        try:
            if want.code in release:
                rows += _headline(raw, want, release[want.code]["release"])
        except SchemaDrift as error:
            problems.append(error)
    _raise_all(problems)
    return observed(rows)


def _raise_all(problems: Sequence[SchemaDrift]) -> None:
    """Raise one error for all series, so that the registry can be mended in one go."""
    if len(problems) == 1:
        raise problems[0]
    if problems:
        listed = "; ".join(f"{p.expected}: {p.got}" for p in problems)
        fix = "name sub-series in the breakdown column of indicator_series.csv, or mend the reader"
        url = SOURCE.base_url + BASE
        raise SchemaDrift(
            SOURCE.id, url, f"{len(problems)} more series to be readable", listed, fix
        )


def _rows(raw: Raw, code: str) -> tuple[list[dict[str, str]], str]:
    pages = raw.starting(f"page.{code}.")
    if pages:
        url = raw.url(pages[0])
        return [row for name in pages for row in read_page(raw[name], url)[1]], url
    url = raw.url(f"data.{code}.csv")
    return csv_rows(raw[f"data.{code}.csv"], url), url


def _headline(raw: Raw, want: Wanted, vintage: str) -> list[tuple[object, ...]]:
    rows, url = _rows(raw, want.code)
    others = {row["series"] for row in rows} - {want.code}
    if not rows or others:
        got = f"rows of {sorted(others)}" if rows else "no row"
        raise SchemaDrift(SOURCE.id, url, f"rows of {want.code}", got)
    frame = pd.DataFrame(rows).fillna("").rename(columns={"area": "source_area"})
    plain = {"series", "source_area", "year", "value", "note"}
    dimensions = [str(c) for c in frame if c not in plain | ATTRIBUTES | {REPORTING}]
    if REPORTING in frame and (frame[REPORTING] == "G").any():
        frame = frame[frame[REPORTING] == "G"]
    try:
        frame = frame.assign(year=[read_year(text) for text in frame["year"]])
        frame = pick_headline(frame, dimensions, want.breakdown)
        nature = frame["Nature"] if "Nature" in frame else [""] * len(frame)
        values = [read_value(v, n) for v, n in zip(frame["value"], nature, strict=True)]
    except (AmbiguousError, ValueError) as error:
        fix = "name the sub-series in the breakdown column of data/reference/indicator_series.csv"
        expected = f"one readable headline value of {want.code} per area and year"
        raise SchemaDrift(SOURCE.id, url, expected, str(error), fix) from error
    keys = zip(frame["source_area"], frame["year"], values, strict=True)
    return [(want.code, want.breakdown, a, y, v, s, vintage) for a, y, (v, s) in keys]


def describe(raw: Raw, wanted: Sequence[Wanted]) -> Mapping[str, SeriesInfo]:
    """Title, release, unit and footnotes of each code; `not_served` where it is not listed."""
    url = raw.url("series.json")
    release = read_list(raw["series.json"], url)
    found = {}
    problems: list[SchemaDrift] = []
    for code in dict.fromkeys(w.code for w in wanted):
        if code not in release:
            found[code] = SeriesInfo(code, "", "", not_served="not in Series/List of this release")
            continue
        rows, data_url = _rows(raw, code)
        labels = {row.get("Units", "") for row in rows}
        units = sorted({MISLABELLED.get((code, label), label) for label in labels})
        if len(units) != 1 or units[0] not in UNITS:
            fix = "add the unit to UNITS in etl/sdg_codes.py"
            expected = f"one known unit of {code}"
            problems.append(SchemaDrift(SOURCE.id, data_url, expected, ", ".join(units), fix))
            continue
        entry = release[code]
        found[code] = SeriesInfo(
            code,
            entry["description"],
            entry["release"],
            provider_unit=units[0],
            units=UNITS[units[0]],
            note=_note(rows),
        )
    _raise_all(problems)
    return found


def _note(rows: list[dict[str, str]]) -> str:
    notes = sorted({" ".join(row["note"].split()) for row in rows} - {""})
    bounds = sum(row["value"].strip()[:1] in ("<", ">") for row in rows)
    parts = notes if len(notes) <= 2 else [f"{len(notes)} footnotes at the provider"]
    if bounds:
        parts.append(f"{bounds} values are published as bounds and kept without a number")
    return "; ".join(parts)
