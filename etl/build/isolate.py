"""One series that fails does not stop its source: its last rows stay, and it is named.

A series fails where its answer or its unit cannot be read, where the provider no longer serves
what the tables hold, or serves an older edition of it. Nothing is asked or written here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import ModuleType
from typing import Any

from data.reference_lists import Reference, Series
from etl.build.assemble import Part, record_withheld, registered
from etl.build.load import Tables
from etl.build.wide import catalogue_series
from etl.model import SeriesInfo
from etl.read.packed import join

GONE = ("not_served", "unreadable")  # reasons that a provider may give for rows we already hold
RENAMED = (
    "What to do: name its new code in data/reference/indicator_series.csv or wide_series.csv, "
    "mend the reader, or --accept to let its rows go"
)


def keep_last_rows(old: Tables, part: Part, module: ModuleType, reference: Reference) -> None:
    """Give a part the rows of the last build for each series that failed. Changes `part`.

    A series that failed and has no rows, old or of an older edition, is recorded as withheld.

    Args:
        old: the tables as they stand.
        part: packed; `part.failed` names the codes that could not be read.
        module: the source; its FLOW_CODES names the code of each bilateral measure.
        reference: the reference tables.
    """
    measures = getattr(module, "FLOW_CODES", {})
    for code, why in part.failed.items():
        series = of_code(reference, part.source_id, code)
        kept = [s for s in series if _entry(old, s)]
        for one in kept:
            part.infos[code] = _info(code, _entry(old, one))
        held = set(part.observations["indicator_id"].unique())
        for one in series:
            if one not in kept and one.indicator_id not in held:
                record_withheld(part, one, "unreadable", why)
        _take(old, part, "observations", "indicator_id", [s.indicator_id for s in kept])
        _take(old, part, "flows", "measure", [m for m, c in measures.items() if c == code])


def name_lost(old: Tables, part: Part, reference: Reference) -> None:
    """Add to `part.failed` what is gone, but stands in the last build, and what is broken.

    Broken is a series whose newest edition cannot be read while an older one can: for one of the
    catalogue that never had rows before, the older one is good enough.
    """
    for code, info in part.infos.items():
        named = any(s.source_code == code for s in registered(reference, part.source_id))
        before = any(_entry(old, s) for s in of_code(reference, part.source_id, code))
        if info.broken and (named or before):
            part.failed[code] = info.broken
    for row in list(part.withheld):
        code, reason = row["source_code"], row["reason"]
        held = [s for s in of_code(reference, part.source_id, code) if _entry(old, s)]
        if reason in GONE and held:
            part.withheld.remove(row)
            part.failed[code] = f"{code}: {row['detail']}. {RENAMED}"


def name_older(old: Tables, part: Part) -> None:
    """Add to `part.failed` the series whose edition is older than that of the last build."""
    indicators = old.catalogue.get("indicators", {})
    entries = [(entry["source_id"], entry) for entry in indicators.values()]
    series = old.catalogue.get("series", {})
    entries += [(key.partition("|")[2], entry) for key, entry in series.items()]
    for source_id, entry in entries:
        code, info = entry["source_code"], part.infos.get(entry["source_code"])
        if source_id == part.source_id and info and "" < info.edition < entry["edition"]:
            part.failed[code] = (
                f"{code}: edition {info.edition} is older than {entry['edition']} of the last "
                "build. What to do: fetch again, or --accept"
            )


def of_code(reference: Reference, source_id: str, code: str) -> list[Series]:
    """The series of the registry and of the catalogue that rest on one code of a source."""
    every = [*registered(reference, source_id), *catalogue_series(reference, source_id)]
    return [series for series in every if series.source_code == code]


def _entry(old: Tables, series: Series) -> Mapping[str, Any]:
    """What the last catalogue says of a series; empty where it had no rows."""
    held: Mapping[str, Any] = old.catalogue.get("series", {})
    found = held.get(f"{series.indicator_id}|{series.source_id}")
    found = found or old.catalogue.get("indicators", {}).get(series.indicator_id, {})
    same = found.get("source_code") == series.source_code
    return found if same else {}


def _info(code: str, entry: Mapping[str, Any]) -> SeriesInfo:
    subjects = ("topics", "goals", "targets", "indicators")
    return SeriesInfo(
        code,
        entry["title"],
        entry["edition"],
        provider_unit=entry.get("provider_unit", ""),
        licence=entry["licence"],
        note=entry["provider_note"],
        subjects=tuple((name, tuple(entry[name])) for name in subjects if name in entry),
    )


def _take(old: Tables, part: Part, table: str, column: str, names: Sequence[str]) -> None:
    """Replace the rows of some series, or measures, in one table of a part by the old ones."""
    before, now = getattr(old, table), getattr(part, table)
    mine = before[before[column].isin(list(names)) & (before["source_id"] == part.source_id)]
    if len(mine):
        setattr(part, table, join([now[~now[column].isin(list(names))], mine]))
