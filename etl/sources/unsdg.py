"""UN SDG Global Database API. One observation per series, sub-series, area and year.

It never picks a sub-series silently: totals, or what the registry's `breakdown` names, or an error
that lists the dimensions; all others keep their dimensions as a breakdown text. Nature and Units:
code lists of the SDG data structure definition.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from etl.bodies import parse_json, require_json
from etl.fetch import Fetcher, Page
from etl.headline import AmbiguousError, breakdown_texts, pick_headline
from etl.model import Request, SchemaDrift, SeriesInfo, Source, UnexpectedBodyError, Wanted
from etl.sdg_answers import (
    Listed,
    csv_rows,
    note,
    read_list,
    read_page,
    require_export,
    total_codes,
)
from etl.sdg_codes import MISLABELLED, UNITS, read_value, read_year
from etl.snapshots import Raw
from etl.sources import OBSERVED, observed

SOURCE = Source(
    id="unsdg",
    title="UN Statistics Division, SDG Global Database",
    base_url="https://unstats.un.org",
    mirror_prefix="unsdg",
)
BASE = "/SDGAPI/v1/sdg"
PAGE_SIZE = 1000
PER_SERIES = True  # each series is read from answers of its own
BATCH = 25  # series asked for at once: their bodies are held until they are counted
CSV_TIMEOUT_S = 600
ATTRIBUTES = frozenset({"Nature", "Units", "Observation Status", "UnitMultiplier"})
PLAIN = frozenset({"series", "source_area", "year", "value", "note"})
REPORTING = "Reporting Type"
CELL = ["breakdown", "source_area", "year"]


def fetch(fetcher: Fetcher, wanted: Sequence[Wanted]) -> None:
    """Land the series list, the areas and every listed series, by CSV or else page by page."""
    listing = _get("series.json", "/Series/List", allreleases="false")
    release = read_list(fetcher.ask(listing), fetcher.url(listing))
    fetcher.ask(_get("areas.json", "/GeoArea/List"))
    codes = [c for c in dict.fromkeys(w.code for w in wanted) if c in release]
    for start in range(0, len(codes), BATCH):
        _fetch_series(fetcher, codes[start : start + BATCH])


def _fetch_series(fetcher: Fetcher, codes: Sequence[str]) -> None:
    counts = {c: _get(f"count.{c}.json", "/Series/Data", seriesCode=c, pageSize="1") for c in codes}
    exports = {c: _export(c) for c in codes}
    bodies = fetcher.ask_all([*counts.values(), *exports.values()])
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
        require_export,
        form=(("seriesCodes", code),),
        headers=(("Accept", "application/octet-stream"),),
        read_timeout_s=CSV_TIMEOUT_S,
    )


def _declared(body: bytes, url: str) -> Page:
    return read_page(body, url)[0]


def tidy(raw: Raw, wanted: Sequence[Wanted]) -> pd.DataFrame:
    """Published values. One row per source_code, breakdown, source_area and year.

    The headline of a series stands under the registry's breakdown; where `every` sub-series is
    wanted, the others stand under theirs (see etl/headline.py), and "" is the true total.

    Globally reported rows (`Reporting Type` G) are used where the series has any, national ones
    else. A value published as a bound ("<0.1") is no number: null with status Q, counted in the
    note of `describe`. "NaN" and blank are null with O, "N" and Nature N (non-relevant) null with
    M. Nature E and M (estimated, modelled) become E. A catalogue indicator that cannot be read
    has no row; `describe` says why.

    Raises:
        SchemaDrift: an unknown shape, value, Nature, or several values for one area and year, in a
            series that the registry names.
    """
    release = read_list(raw["series.json"], raw.url("series.json"))
    frames: list[pd.DataFrame] = [observed([])]
    problems: list[SchemaDrift] = []
    for want in wanted:
        try:
            if want.code in release:
                frames.append(_series(raw, want, release[want.code].release))
        except SchemaDrift as error:
            if want.named:
                problems.append(error)
    _raise_all(problems)
    return pd.concat(frames[1:] or frames, ignore_index=True)


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


def _series(raw: Raw, want: Wanted, vintage: str) -> pd.DataFrame:
    """The wanted rows of one series with the columns OBSERVED."""
    code = want.code
    rows, url = _rows(raw, code)
    others = {row["series"] for row in rows} - {code}
    if not rows or others:
        got = f"rows of {sorted(others)}" if rows else "no row"
        raise SchemaDrift(SOURCE.id, url, f"rows of {code}", got)
    frame = pd.DataFrame(rows).fillna("").rename(columns={"area": "source_area"})
    if REPORTING in frame and (frame[REPORTING] == "G").any():
        frame = frame[frame[REPORTING] == "G"].reset_index(drop=True)
    try:
        frame = frame.assign(year=[read_year(text) for text in frame["year"]])
        frame = _sub_series(frame, want, _totals(raw, code))
        nature = frame["Nature"] if "Nature" in frame else [""] * len(frame)
        values = [read_value(v, n) for v, n in zip(frame["value"], nature, strict=True)]
    except (AmbiguousError, ValueError) as error:
        fix = "name the sub-series in the breakdown column of data/reference/indicator_series.csv"
        expected = f"one readable headline value of {code} per area and year"
        raise SchemaDrift(SOURCE.id, url, expected, str(error), fix) from error
    numbers = pd.array([v for v, _ in values], dtype="Float64").to_numpy("float64", na_value=np.nan)
    frame = frame.assign(value=numbers, obs_status=[s for _, s in values], vintage=vintage)
    return frame.assign(source_code=code)[list(OBSERVED)].astype({"year": "int64"})


def _sub_series(frame: pd.DataFrame, want: Wanted, totals: Mapping[str, set[str]]) -> pd.DataFrame:
    """The headline under the registry's breakdown, then the rest under their own. Key: CELL."""
    dimensions = [str(c) for c in frame if c not in PLAIN | ATTRIBUTES | {REPORTING}]
    head = frame.iloc[:0].assign(breakdown="")
    if want.named:
        head = pick_headline(frame, dimensions, want.breakdown).assign(breakdown=want.breakdown)
    if not want.every:
        return head
    # Numbers in two units are two sub-series, whatever else they share.
    units = ["Units"] if len(set(frame.get("Units", ()))) > 1 else []
    rest = frame.drop(index=head.index)
    rest = rest.assign(breakdown=breakdown_texts(rest, dimensions + units, totals))
    both = pd.concat([part for part in (head, rest) if len(part)])
    double = both.duplicated(CELL, keep=False)
    if double.any():
        breakdown, area, year = both[double].iloc[0][CELL]
        raise AmbiguousError(
            f"{int(double.sum())} rows share area, year and sub-series, such as area {area}, "
            f"year {year}, {breakdown or 'total'}"
        )
    return both


def _totals(raw: Raw, code: str) -> dict[str, set[str]]:
    name = f"count.{code}.json"
    return total_codes(raw[name], raw.url(name)) if name in raw.entries else {}


def aggregates(raw: Raw) -> frozenset[str]:
    """Every code of GeoArea/List: it mixes countries with regions, groups and former groupings.

    So a listed code that the reference tables do not know is a grouping and is left out; a code
    that is not even listed is an error.
    """
    url = raw.url("areas.json")
    try:
        return frozenset(str(a["geoAreaCode"]) for a in parse_json(raw["areas.json"]))
    except (UnexpectedBodyError, KeyError, TypeError) as error:
        raise SchemaDrift(SOURCE.id, url, "a list of geoAreaCode", raw["areas.json"]) from error


def describe(raw: Raw, wanted: Sequence[Wanted]) -> Mapping[str, SeriesInfo]:
    """Title, release, unit, footnotes and goals of each code; `not_served` where it is not listed.

    Raises:
        SchemaDrift: a series that the registry names has no known unit.
    """
    release = read_list(raw["series.json"], raw.url("series.json"))
    found = {}
    problems: list[SchemaDrift] = []
    for code, want in {w.code: w for w in wanted}.items():
        if code not in release:
            found[code] = SeriesInfo(code, "", "", not_served="not in Series/List of this release")
            continue
        try:
            found[code] = _info(raw, want, release[code])
        except SchemaDrift as error:
            problems.append(error)
    _raise_all(problems)
    return found


def _info(raw: Raw, want: Wanted, entry: Listed) -> SeriesInfo:
    code = want.code
    plain = SeriesInfo(code, entry.description, entry.release, subjects=entry.subjects)
    try:
        rows, url = _rows(raw, code)
        if not (want.named or want.has_rows):
            _series(raw, want, entry.release)
    except SchemaDrift as error:
        if want.named:
            raise
        return replace(plain, unreadable=f"{error.expected}: {error.got}")
    labels = {row.get("Units", "") for row in rows}
    units = sorted({MISLABELLED.get((code, label), label) for label in labels})
    if want.named and (len(units) != 1 or units[0] not in UNITS):
        fix = "add the unit to UNITS in etl/sdg_codes.py"
        expected = f"one known unit of {code}"
        raise SchemaDrift(SOURCE.id, url, expected, ", ".join(units), fix)
    known = UNITS.get(units[0], frozenset()) if len(units) == 1 else frozenset()
    return replace(plain, provider_unit=" or ".join(units), units=known, note=note(rows))
