"""Contract of the CSV files on what states promised, and what their rows must say together.

Must not read files; data/reference_check.py checks the rows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from data.records_commitments import (
    BINDING,
    PRESENTED,
    SIGNING,
    VOTES,
    CitizenshipLaw,
    CountryEvent,
    Instrument,
    Participation,
    ProcessEvent,
    Promise,
    Review,
    Vote,
)
from data.reference_rows import Row, Table, columns_of

EVENTS = (
    *("champion_named", "champion_confirmed", "champion_co_chair"),
    *("plan", "voluntary_review", "joined"),
)
OBSERVERS = ("PSE", "VAT")  # countries without a vote in the General Assembly
FIRST_REVIEW = 2016
DATES = ("on", "voted_on", "as_of", "adopted_on", "in_force_on", "start_on", "end_on")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_FIRST = "-01-01"  # completes a month or a year to a day

COMMITMENTS: dict[type, Table] = {
    Promise: Table(
        "promises",
        columns_of(Promise),
        ("promise_id",),
        ("evidence",),
        allowed={"promise_id": ("vote", "reviews", "steps", "residence", "dual")},
        texts=("short", "terms"),
    ),
    Vote: Table(
        "gcm_votes",
        columns_of(Vote),
        ("area_code",),
        ("vote", "voted_on", "resolution", "source", "evidence"),
        {"area_code": "areas"},
        {"vote": VOTES},
    ),
    Review: Table(
        "voluntary_national_reviews",
        columns_of(Review),
        ("area_code", "year"),
        ("source", "evidence"),
        {"area_code": "areas"},
        {"status": (PRESENTED, "announced")},
    ),
    CountryEvent: Table(
        "gcm_country_events",
        columns_of(CountryEvent),
        ("area_code", "event", "on"),
        ("event", "source", "evidence"),
        {"area_code": "areas"},
        {"event": EVENTS, "before": ("yes", "")},
        ("title",),
        ("note",),
    ),
    ProcessEvent: Table(
        "gcm_process_events",
        columns_of(ProcessEvent),
        ("event_id",),
        ("start_on", "source", "evidence"),
        texts=("name",),
        more_texts=("place", "note"),
    ),
    Instrument: Table(
        "treaty_instruments",
        columns_of(Instrument),
        ("instrument_id",),
        ("adopted_on", "as_of", "source", "evidence"),
        {"objective_ids": "objectives"},
        texts=("title", "short"),
        more_texts=("limits",),
    ),
    Participation: Table(
        "treaty_participation",
        columns_of(Participation),
        ("area_code", "instrument_id", "action"),
        ("on", "as_of", "source", "evidence"),
        {"area_code": "areas", "instrument_id": "treaty_instruments"},
        {"action": (*BINDING, *SIGNING)},
    ),
    CitizenshipLaw: Table(
        "citizenship_law",
        columns_of(CitizenshipLaw),
        ("area_code",),
        ("year", "source", "evidence"),
        {"area_code": "areas"},
        {"dual": ("yes", "here", "abroad", "no", "")},
    ),
}


def promise_faults(rows: Mapping[str, list[Row]]) -> Iterator[str]:
    """What the tables of promises may not say: one line per fault, with file, row and column.

    Dates are a day, a month or a year; every member State has one vote; a list names no more
    parties than there were on its day.
    """
    for table in COMMITMENTS.values():
        for row in rows[table.file]:
            for column, fault in _faults(row):
                yield f"{table.file}.csv row {row.line}, column {column}: {fault}; correct it"
    yield from _voters(rows)
    yield from _parties(rows)


def _faults(row: Row) -> Iterator[tuple[str, str]]:
    cells = row.cells
    for column in DATES:
        if (text := cells.get(column, "")) and not _is_date(text):
            yield column, f"expected a day, month or year as 2018-12-19, got {text!r}"
    year = cells.get("year", "")
    if year.isdecimal() and int(year) < FIRST_REVIEW:
        yield "year", f"expected {FIRST_REVIEW} or later, got {year}"
    as_of = cells.get("as_of", "")
    for column in ("on", "in_force_on"):
        text = cells.get(column, "")
        if _is_date(text) and _is_date(as_of) and text[: len(as_of)] > as_of[: len(text)]:
            yield column, f"expected a date before that of as_of, {as_of}, got {text!r}"


def _is_date(text: str) -> bool:
    """Whether a text is a day, a month or a year of the calendar."""
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text + _FIRST[len(text) - len("2018") :])
    except ValueError:
        return False
    return True


def _voters(rows: Mapping[str, list[Row]]) -> Iterator[str]:
    members = {r.cells["area_code"] for r in rows["areas"] if r.cells["kind"] == "country"}
    voted = {row.cells["area_code"]: row for row in rows["gcm_votes"]}
    for code in sorted(members - set(OBSERVERS) - set(voted)):
        yield f"gcm_votes.csv: expected a row for {code}, found none; write it"
    for code in sorted(set(voted) - members | (set(voted) & set(OBSERVERS))):
        line = voted[code].line
        fault = f"expected a member State, got {code!r}; take it out"
        yield f"gcm_votes.csv row {line}, column area_code: {fault}"


def _parties(rows: Mapping[str, list[Row]]) -> Iterator[str]:
    bound = {
        (cells["instrument_id"], cells["area_code"])
        for cells in (row.cells for row in rows["treaty_participation"])
        if cells["action"] in BINDING
    }
    listed = Counter(instrument for instrument, _ in bound)
    for row in rows["treaty_instruments"]:
        named, of = listed[row.cells["instrument_id"]], row.cells["parties"]
        if of.isdecimal() and named > int(of):
            fault = f"expected at least the {named} of treaty_participation.csv, got {of}"
            yield f"treaty_instruments.csv row {row.line}, column parties: {fault}; correct it"
