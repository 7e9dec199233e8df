"""Reads the two files of the Missing Migrants Project: the whole history and one year. Pure.

It does not decide which file a year comes from; see etl/sources/missingmigrants.
"""

from __future__ import annotations

import calendar
import html
import io
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TypeVar

import pandas as pd

from etl.ask.bodies import kind, parse_json
from etl.model import SchemaDrift, UnexpectedBodyError
from etl.read.once import once

SOURCE_ID = "missingmigrants"
# Our name -> heading of the whole history, key of a year's file ("" where it has none).
FIELDS: Mapping[str, tuple[str, str]] = {
    "incident_id": ("Incident ID", "web_id"),
    "event_id": ("Main ID", "web_id"),
    "type": ("Incident Type", ""),
    "date": ("Incident Date", "reported_date"),
    "year": ("Incident Year", ""),
    "month": ("Month", ""),
    "coordinates": ("Coordinates", "location_coodinates"),  # the provider's spelling
    "region": ("Region of Incident", "region"),
    "source_area": ("Country of Incident", "country_of_incident"),
    "route": ("Migration Route", "migration_route"),
    "cause": ("Cause of Death", "cause_death"),
    "origin": ("Country of Origin", "country_origin"),
    "dead": ("Number of Dead", "number_dead"),
    "missing": ("Minimum Estimated Number of Missing", "number_missing"),
    "total": ("Total Number of Dead and Missing", "total_dead_and_missing"),
    "survivors": ("Number of Survivors", "number_of_survivors"),
    "females": ("Number of Females", "number_of_female"),
    "males": ("Number of Males", "number_of_male"),
    "children": ("Number of Children", "number_of_children"),
    "location": ("Location of Incident", "location_description"),
    "source_quality": ("Source Quality", "source_quality"),
}
ADDED_2024 = ("country_origin",)  # files of 2014 to 2023 lack it
COUNTS = ("dead", "missing", "total", "survivors", "females", "males", "children")
COUNT = re.compile(r"-?(\d+|\d{1,3}(,\d{3})+)")  # "1,022"
PLACE = re.compile(r"(-?\d+(?:\.\d+)?), *(-?\d+(?:\.\d+)?)")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
Cell = TypeVar("Cell")
MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}


def require_history(body: bytes) -> None:
    """Check of the whole history: text that begins with its headings, not a challenge page."""
    head = body[:4096].decode("utf-8-sig", "replace").splitlines()[:1]
    if kind(body) != "text" or not head or "Incident ID" not in head[0]:
        raise UnexpectedBodyError(f"a CSV with the heading Incident ID, not {kind(body)}")


@once
def read_history(body: bytes, url: str) -> pd.DataFrame:
    """Every incident of the whole history. One row per record, columns FIELDS but text no more.

    Counts, latitude and longitude are NaN and words null where the file is empty. `date` is a day,
    or a month where the file gives only that, or null.

    Raises:
        SchemaDrift: other headings, or a cell that is no count, date, place or quality.
    """
    try:
        require_history(body)
        frame = pd.read_csv(
            io.BytesIO(body), dtype=str, keep_default_na=False, encoding="utf-8-sig"
        )
    except (UnexpectedBodyError, ValueError) as error:
        raise SchemaDrift(SOURCE_ID, url, "a CSV of incidents", body) from error
    absent = sorted({heading for heading, _ in FIELDS.values()} - set(frame.columns))
    if absent or not len(frame):
        got = f"{len(frame)} rows, no column {', '.join(absent)}"
        raise SchemaDrift(SOURCE_ID, url, "incidents under the known headings", got)
    columns = {name: frame[heading] for name, (heading, _) in FIELDS.items()}
    return _typed(pd.DataFrame(columns), url)


@once
def read_year(body: bytes, url: str, year: int) -> pd.DataFrame:
    """Every incident of one year's file, which may be empty; columns as `read_history`.

    Raises:
        SchemaDrift: not a list of rows with the known keys, or rows of another year.
    """
    try:
        rows = parse_json(body)
        keys = {name: key for name, (_, key) in FIELDS.items() if key}
        columns: dict[str, list[str]] = {name: [] for name in FIELDS}
        for row in rows:
            for name, key in keys.items():
                value = row.get(key, "") if key in ADDED_2024 else row[key]
                if not isinstance(value, str):
                    raise TypeError(f"{key} is {value!r}, not text")
                columns[name].append(value)
    except (UnexpectedBodyError, KeyError, TypeError, AttributeError) as error:
        raise SchemaDrift(SOURCE_ID, url, "a list of incidents, every value text", body) from error
    for name in set(FIELDS) - set(keys):
        columns[name] = [str(year) if name == "year" else ""] * len(rows)
    return _typed(pd.DataFrame(columns, columns=list(FIELDS), dtype="str"), url)


def _typed(frame: pd.DataFrame, url: str) -> pd.DataFrame:
    try:
        words = {name: _each(frame[name].tolist(), _clean) for name in frame.columns}
        places = _each(words.pop("coordinates"), _place)
        dates = [
            _date(*cells)
            for cells in zip(words["date"], words["year"], words.pop("month"), strict=True)
        ]
        result = pd.DataFrame(words, dtype="str").assign(
            date=pd.Series(dates, dtype="str"),
            year=pd.Series(_each(words["year"], _year), dtype="int64"),
            lat=pd.Series([place[0] for place in places], dtype="float64"),
            lon=pd.Series([place[1] for place in places], dtype="float64"),
        )
        for name in (*COUNTS, "source_quality"):
            result[name] = pd.Series(_each(words[name], _count), dtype="float64")
        _require(result)
    except ValueError as error:
        raise SchemaDrift(SOURCE_ID, url, "counts, dates, places", str(error)) from error
    return result


def _each(cells: Sequence[str], read: Callable[[str], Cell]) -> list[Cell]:
    """`read` of every cell, called once for each text: most columns hold few."""
    known = {cell: read(cell) for cell in dict.fromkeys(cells)}
    return [known[cell] for cell in cells]


def _require(frame: pd.DataFrame) -> None:
    """Raise ValueError for records without id or total, or under another year than their date."""
    if frame[["incident_id", "event_id", "total"]].isna().any(axis=None):
        raise ValueError("a record without id or total")
    other = frame["date"].notna() & (frame["date"].str[:4] != frame["year"].astype("str"))
    if other.any():
        raise ValueError(f"date {frame['date'][other].iloc[0]} under another year")


def _clean(cell: object) -> str:
    """Text without stray markup entities, byte-order marks and blanks; "" where empty."""
    if not isinstance(cell, str):
        raise ValueError("a row with too few cells")
    plain = html.unescape(cell) if "&" in cell else cell
    return " ".join(plain.replace("\ufeff", " ").split())


def _count(cell: str) -> float | None:
    if not cell:
        return None
    if not COUNT.fullmatch(cell) or len(cell) > 12:
        raise ValueError(f"{cell!r} is no count")
    return float(cell.replace(",", ""))


def _place(cell: str) -> tuple[float | None, float | None]:
    match = PLACE.fullmatch(cell)
    if cell and not match:
        raise ValueError(f"{cell!r} is no latitude and longitude")
    return (float(match[1]), float(match[2])) if match else (None, None)


def _year(cell: str) -> int:
    if not re.fullmatch(r"\d{4}", cell, re.ASCII):
        raise ValueError(f"{cell!r} is no year")
    return int(cell)


def _date(day: str, year: str, month: str) -> str | None:
    if day:
        if not DAY.fullmatch(day):
            raise ValueError(f"{day!r} is no ISO date")
        return date.fromisoformat(day).isoformat()
    if month and month not in MONTHS:
        raise ValueError(f"{month!r} is no month")
    return f"{year}-{MONTHS[month]:02d}" if month else None


def with_nulls(frame: pd.DataFrame, words: Sequence[str]) -> pd.DataFrame:
    """The frame with null where a word is the empty text."""
    return frame.assign(**{name: frame[name].mask(frame[name] == "") for name in words})
