"""What the answers of the UN SDG API hold: the series list, pages and exports, as rows of text.

Pure: bytes in, rows out. It chooses no sub-series and reads no number; see etl/sources/unsdg.py.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from etl.bodies import kind, parse_json
from etl.fetch import Page
from etl.model import SchemaDrift, UnexpectedBodyError

SOURCE_ID = "unsdg"
HEADER = b"Goal,Target,Indicator,SeriesCode,"
TOTAL = "_T"  # the SDMX code of every total
NAMES = {
    "SeriesCode": "series",
    "GeoAreaCode": "area",
    "TimePeriod": "year",
    "Value": "value",
    "FootNote": "note",
}


@dataclass(frozen=True)
class Listed:
    """One entry of Series/List. `subjects` names its goals, targets and indicators."""

    description: str
    release: str
    subjects: tuple[tuple[str, tuple[str, ...]], ...]


def read_list(body: bytes, url: str) -> dict[str, Listed]:
    """Code to entry of the current release, from Series/List.

    Raises:
        SchemaDrift: no list of entries with code, description and release.
    """
    try:
        return {
            str(e["code"]): Listed(
                str(e["description"]).strip(),
                str(e["release"]),
                tuple((f"{k}s", _texts(e.get(k))) for k in ("goal", "target", "indicator")),
            )
            for e in parse_json(body)
        }
    except (UnexpectedBodyError, KeyError, TypeError, AttributeError) as error:
        expected = "a list of code, description, release"
        raise SchemaDrift(SOURCE_ID, url, expected, body) from error


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(str(v) for v in value) if isinstance(value, list) else ()


def require_export(body: bytes) -> None:
    """Check of an export; an empty one is a known answer (the series is then walked by pages)."""
    if kind(body.rstrip(b"\0")) != "empty" and not body.startswith(HEADER):
        raise UnexpectedBodyError("a CSV that begins with " + HEADER.decode())


def csv_rows(body: bytes, url: str) -> list[dict[str, str]]:
    """The rows of an export as text, by column; the body is cut at its first NUL of padding.

    Brackets around attribute and dimension columns are taken off; other columns are renamed to
    series, area, year, value, note. Footnotes may hold line breaks.

    Raises:
        SchemaDrift: no CSV, or a column or cell is missing.
    """
    text = body.partition(b"\0")[0]
    if not text:
        return []
    try:
        reader = csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline=""), strict=True)
        columns = reader.fieldnames or []
        kept = {c: NAMES.get(c, c[1:-1]) for c in columns if c in NAMES or c.startswith("[")}
        rows = [{new: row[old] for old, new in kept.items()} for row in reader]
    except (ValueError, csv.Error) as error:
        raise SchemaDrift(SOURCE_ID, url, f"a CSV ({error})", body) from error
    if set(NAMES.values()) - set(kept.values()) or any(None in r.values() for r in rows):
        raise SchemaDrift(SOURCE_ID, url, f"columns {', '.join(NAMES)} in every row", body)
    return rows


def read_page(body: bytes, url: str) -> tuple[Page, list[dict[str, str]]]:
    """What one page of Series/Data declares, and its rows in the form of `csv_rows`.

    Raises:
        SchemaDrift: the envelope or a row is another.
    """
    try:
        answer = parse_json(body)
        rows = [_flat(row) for row in answer["data"]]
        numbers = [int(answer[k]) for k in ("pageNumber", "totalPages", "totalElements")]
    except (UnexpectedBodyError, KeyError, TypeError, ValueError, AttributeError) as error:
        expected = "pageNumber, totalPages, totalElements and data"
        raise SchemaDrift(SOURCE_ID, url, expected, body) from error
    content = hash(repr(rows[:1] + rows[-1:]))
    return Page(numbers[0], numbers[1], numbers[2], len(rows), content), rows


def _flat(row: dict[str, Any]) -> dict[str, str]:
    note = "\n".join(text for text in row.get("footnotes") or [] if text)
    plain = {"series": row["series"], "area": str(row["geoAreaCode"]), "value": str(row["value"])}
    plain |= {"year": str(row["timePeriodStart"]), "note": note}
    return plain | {k: str(v) for k, v in {**row["attributes"], **row["dimensions"]}.items()}


def total_codes(body: bytes, url: str) -> dict[str, set[str]]:
    """Dimension to the codes that the provider itself marks as totals (SDMX `_T`), from a page.

    Raises:
        SchemaDrift: `dimensions` of the page is no list of id and codes.
    """
    try:
        listed = parse_json(body).get("dimensions") or []
        return {
            str(d["id"]): {str(c["code"]) for c in d["codes"] if c.get("sdmx") == TOTAL}
            for d in listed
        }
    except (UnexpectedBodyError, KeyError, TypeError, AttributeError) as error:
        raise SchemaDrift(SOURCE_ID, url, "dimensions with id and codes", body) from error


def note(rows: Sequence[dict[str, str]]) -> str:
    """The footnotes of a series, or their number, and how many values are bounds only."""
    notes = sorted({" ".join(row["note"].split()) for row in rows} - {""})
    bounds = sum(row["value"].strip()[:1] in ("<", ">") for row in rows)
    parts = notes if len(notes) <= 2 else [f"{len(notes)} footnotes at the provider"]
    if bounds:
        parts.append(f"{bounds} values are published as bounds and kept without a number")
    return "; ".join(parts)
