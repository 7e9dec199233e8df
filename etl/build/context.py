"""What every source of a build is judged by, and what comes of it. Nothing is written here."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass, field
from pathlib import Path

from data.reference_lists import Reference, load_reference
from data.schema.contract import Known, TableError
from data.schema.tables import TABLES
from etl.ask.snapshots import sha256
from etl.ask.storage import reference_dir
from etl.build.areas import AreaMap, area_map
from etl.build.assemble import Part, restricted
from etl.build.fallen_behind import fallen_behind
from etl.build.groups import check_groups
from etl.build.load import Tables, read_tables
from etl.build.tasks import InProcess, Runner
from etl.build.totals import FLAGS, REGION_COLUMNS

DECIDING = {
    "aliases": ("source_id", "source_code", "area_code"),
    "areas": ("area_code", "kind", "m49", *REGION_COLUMNS, *FLAGS),
    "defects": ("source_id", "edition", "source_code", "defect"),
    "indicators": ("indicator_id", "unit", "aggregation"),
    "quality_rules": (
        *("indicator_id", "low", "high", "jump", "jump_floor", "fewest_people", "same_as"),
        *("part", "whole", "factor", "tolerance_pct", "tolerance"),
    ),
    "series": ("indicator_id", "source_id", "source_code", "breakdown", "formula"),
    "source_pairs": ("indicator_id", "source_id", "other_id", "relation"),
    "sources": ("source_id", "embed"),
    "wide": ("source_id", "source_code"),
}


@dataclass(frozen=True)
class BuildContext:
    """What every source of a build is judged by."""

    data_dir: Path
    reference: Reference
    areas: AreaMap
    known: Known
    old: Tables
    accept: bool
    runner: Runner
    cached: set[str] = field(default_factory=set)


def open_context(
    data_dir: Path, accept: bool = False, runner: Runner | None = None
) -> BuildContext:
    """Read the reference tables and the tables as they stand."""
    reference = load_reference(reference_dir(data_dir))
    last_year = datetime.datetime.now(datetime.UTC).year + 1
    known = Known(frozenset(reference.areas), reference.units, last_year)
    areas, old = area_map(reference), read_tables(data_dir)
    return BuildContext(data_dir, reference, areas, known, old, accept, runner or InProcess())


def restricted_sources(reference: Reference) -> tuple[str, ...]:
    """Sources that a plain fetch or build leaves out, for their terms."""
    return tuple(sorted(s for s in reference.sources if restricted(reference, s)))


def reference_hash(reference: Reference) -> str:
    """One hash of what the reference tables decide about the rows; words are left out."""
    parts = []
    for table, columns in DECIDING.items():
        records = getattr(reference, table)
        listed = records.values() if isinstance(records, dict) else records
        parts.append([[getattr(record, column) for column in columns] for record in listed])
    return sha256(json.dumps(parts).encode())


def check_part(context: BuildContext, part: Part) -> None:
    """Refuse a source whose rows break the contract or that fell behind its last build."""
    for name, table in TABLES.items():
        table.check(getattr(part, name), context.known)
    check_groups(part.groups, context.known.areas)
    problems = [] if context.accept else fallen_behind(context.old, part)
    if problems:
        raise TableError(part.source_id, problems)
