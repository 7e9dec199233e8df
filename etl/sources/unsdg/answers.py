"""What the answers of the UN SDG API hold: the series list, pages and exports, as rows of text.

Pure: bytes in, text out. Exports run to 85,000 rows, so that they are held as categories. It
chooses no sub-series and reads no number; see etl/sources/unsdg/rows.py.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.csv as arrow_csv

from etl.ask.bodies import kind, parse_json
from etl.ask.fetch import Page
from etl.model import SchemaDrift, UnexpectedBodyError
from etl.sources.unsdg.editions import release_order

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


def read_list(body: bytes, url: str) -> dict[str, tuple[Listed, ...]]:
    """Code to its entries, one per edition that holds it, the newest first, from Series/List.

    Raises:
        SchemaDrift: no list of entries with code, description and release, or the name of a
            release says nothing about its age where there are several.
    """
    found: dict[str, dict[str, Listed]] = {}
    try:
        for e in parse_json(body):
            release = str(e["release"])
            subjects = tuple((f"{k}s", _texts(e.get(k))) for k in ("goal", "target", "indicator"))
            entry = Listed(str(e["description"]).strip(), release, subjects)
            found.setdefault(str(e["code"]), {})[release] = entry
        return {code: _newest_first(entries) for code, entries in found.items()}
    except (UnexpectedBodyError, KeyError, TypeError, AttributeError, ValueError) as error:
        expected = f"a list of code, description, release ({type(error).__name__}: {error})"
        raise SchemaDrift(SOURCE_ID, url, expected, body) from error


def _newest_first(entries: Mapping[str, Listed]) -> tuple[Listed, ...]:
    if len(entries) == 1:
        return tuple(entries.values())
    return tuple(entries[r] for r in sorted(entries, key=release_order, reverse=True))


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(str(v) for v in value) if isinstance(value, list) else ()


def require_export(body: bytes) -> None:
    """Check of an export; an empty one is a known answer (the series is then walked by pages)."""
    if kind(body.rstrip(b"\0")) != "empty" and not body.startswith(HEADER):
        raise UnexpectedBodyError("a CSV that begins with " + HEADER.decode())


def csv_frame(body: bytes, url: str, columns: Collection[str] = ()) -> pd.DataFrame:
    """The rows of an export as text, in categories; the body is cut at its first NUL of padding.

    Brackets around attribute and dimension columns are taken off; other columns are renamed to
    series, area, year, value, note. Footnotes may hold line breaks. A blank cell is "".

    Args:
        body: the export.
        url: what messages show.
        columns: the columns to read, by their new names; all where empty.

    Raises:
        SchemaDrift: no CSV, or a column or cell is missing.
    """
    text = body.partition(b"\0")[0]
    if not text:
        return pd.DataFrame(columns=list(NAMES.values()), dtype="category")
    try:
        header = next(csv.reader(io.StringIO(text[: text.index(b"\n")].decode("utf-8-sig"))))
        kept = {c: NAMES.get(c, c[1:-1]) for c in header if c in NAMES or c.startswith("[")}
        if set(NAMES.values()) - set(kept.values()):
            raise SchemaDrift(SOURCE_ID, url, f"columns {', '.join(NAMES)} in every row", body)
        asked = [old for old, new in kept.items() if not columns or new in columns]
        convert = arrow_csv.ConvertOptions(
            include_columns=asked,
            column_types=dict.fromkeys(asked, pa.dictionary(pa.int32(), pa.string())),
            strings_can_be_null=False,
        )
        table = arrow_csv.read_csv(
            io.BytesIO(text),
            arrow_csv.ReadOptions(use_threads=False),
            arrow_csv.ParseOptions(newlines_in_values=True),
            convert,
        )
        return table.rename_columns([kept[old] for old in asked]).to_pandas()
    except (ValueError, csv.Error, StopIteration) as error:
        raise SchemaDrift(SOURCE_ID, url, f"a CSV ({error})", body) from error


def csv_count(body: bytes, url: str) -> int:
    """How many rows an export holds."""
    return len(csv_frame(body, url, ("series",)))


def rows_frame(rows: Sequence[dict[str, str]]) -> pd.DataFrame:
    """The rows of pages in the form of `csv_frame`."""
    frame = pd.DataFrame(rows) if rows else pd.DataFrame(columns=list(NAMES.values()))
    return frame.fillna("").astype("str").astype("category")


def read_page(body: bytes, url: str) -> tuple[Page, list[dict[str, str]]]:
    """What one page of Series/Data declares, and its rows, by the column names of `csv_frame`.

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


def note(frame: pd.DataFrame) -> str:
    """The footnotes of a series, or their number, and how many values are bounds only."""
    notes = sorted({" ".join(text.split()) for text in frame["note"].unique()} - {""})
    bounds = int(frame["value"].astype("str").str.strip().str[:1].isin(["<", ">"]).sum())
    parts = notes if len(notes) <= 2 else [f"{len(notes)} footnotes at the provider"]
    if bounds:
        parts.append(f"{bounds} values are published as bounds and kept without a number")
    return "; ".join(parts)
