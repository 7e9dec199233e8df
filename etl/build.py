"""One build: every source from its newest snapshot, checked apart, joined, checked together.

A source that fails keeps its last good rows; the others go on. Nothing is written here.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd

from data.catalog import Reference, load_reference
from data.schema import FLOWS, OBSERVATIONS, Known, TableError
from data.schema_tables import TABLES, empty_table
from etl.areas import AreaMap, area_map
from etl.assemble import Part, assemble, empty, forget_published, keep_out, registered, restricted
from etl.assessments import with_assessments
from etl.cache import keep_part, load_part, part_key
from etl.catalogue import make_catalog, source_record
from etl.changes import Counts, all_changes, count_changes
from etl.compare import compare
from etl.derive import compute, parse_formula
from etl.groups import check_groups, join_groups
from etl.guard import fallen_behind
from etl.layers import Layer, read_layers
from etl.load import Tables, read_tables
from etl.model import EtlError, SeriesInfo
from etl.snapshots import sha256
from etl.storage import is_remote, reference_dir
from etl.tasks import InProcess, Runner
from etl.totals import FLAGS, REGION_COLUMNS

DERIVED = "derived"
DECIDING = {
    "aliases": ("source_id", "source_code", "area_code"),
    "areas": ("area_code", "kind", "m49", *REGION_COLUMNS, *FLAGS),
    "defects": ("source_id", "edition", "source_code", "defect"),
    "indicators": ("indicator_id", "unit", "aggregation"),
    "series": ("indicator_id", "source_id", "source_code", "breakdown", "formula"),
    "sources": ("source_id", "embed"),
    "wide": ("source_id", "source_code"),
}


@dataclass
class Build:
    """The tables a build would write, those it found, who was built anew and who failed why.

    `cached` are the sources whose answers and code had not changed, so that nothing was parsed;
    `changes` counts what moved; `left_out` are sources that a plain build does not include.
    """

    old: Tables
    new: Tables
    built: tuple[str, ...]
    failures: dict[str, str]
    cached: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    changes: Counts = field(default_factory=dict)


@dataclass(frozen=True)
class Context:
    """What every source of a build is judged by."""

    data_dir: Path
    reference: Reference
    areas: AreaMap
    known: Known
    old: Tables
    accept: bool
    runner: Runner
    cached: set[str] = field(default_factory=set)


def open_context(data_dir: Path, accept: bool = False, runner: Runner | None = None) -> Context:
    """Read the reference tables and the tables as they stand."""
    reference = load_reference(reference_dir(data_dir))
    last_year = datetime.datetime.now(datetime.UTC).year + 1
    known = Known(frozenset(reference.areas), reference.units, last_year)
    areas, old = area_map(reference), read_tables(data_dir)
    return Context(data_dir, reference, areas, known, old, accept, runner or InProcess())


def build(
    data_dir: Path,
    modules: Mapping[str, ModuleType],
    only: Collection[str] = (),
    accept: bool = False,
    with_restricted: bool = False,
    runner: Runner | None = None,
) -> Build:
    """Build the tables from what has landed.

    Args:
        data_dir: holds reference/, raw/ and tables/.
        modules: the sources there are.
        only: sources to build anew; the others keep their rows. Empty for all.
        accept: take a source even where it has lost rows, moved by an order of magnitude or went
            back to an older edition.
        with_restricted: include sources that may not be passed on (embed = no). A build of all
            sources without it leaves their rows out; naming one includes it.
        runner: where the tasks run; in this process if None.

    Raises:
        TableError: the joined table breaks the contract.
        CatalogError: the reference tables do.
    """
    context = open_context(data_dir, accept, runner)
    left_out = () if only or with_restricted else restricted_sources(context.reference)
    chosen = {k: m for k, m in modules.items() if (k in only if only else k not in left_out)}
    parts: dict[str, Part] = {}
    records: dict[str, dict[str, Any]] = {}
    failures: dict[str, str] = {}
    for source_id, module in chosen.items():
        try:
            parts[source_id], records[source_id] = build_source(context, module)
        except (EtlError, TableError) as error:
            failures[source_id] = str(error)
    comparisons = _compare(context, parts)
    try:
        _derive(context, parts, records, left_out)
    except (EtlError, TableError) as error:
        failures[DERIVED] = str(error)
    forget_published(parts.values())
    tables = {name: _joined(context, parts, name, left_out) for name in TABLES}
    for name, table in TABLES.items():
        table.check(tables[name], context.known)
    deciding = reference_hash(context.reference)
    catalog = make_catalog(
        context.reference, deciding, context.old.catalog, parts, records, tables, comparisons
    )
    catalog["withheld"] = _with_licences(context.reference, catalog["withheld"], left_out)
    groups = join_groups(context.old.groups, {k: p.groups for k, p in parts.items()})
    new = with_assessments(Tables(**tables, catalog=catalog, groups=groups), context.reference)
    built = tuple(parts)
    parts.clear()
    counts = note_changes(context.old, new)
    return Build(context.old, new, built, failures, tuple(sorted(context.cached)), left_out, counts)


def restricted_sources(reference: Reference) -> tuple[str, ...]:
    """Sources that a plain fetch or build leaves out, for their terms."""
    return tuple(sorted(s for s in reference.sources if restricted(reference, s)))


def note_changes(old: Tables, new: Tables) -> Counts:
    """Count what moved since the tables that stand, and note it per series in the new catalogue.

    A build that changes nothing keeps the note of the last one that did. Returns the counts per
    source and table.
    """
    moved = all_changes(old, new)
    counts = count_changes(moved, by_series=True)
    last = {"from": old.catalog.get("build_id", ""), "series": counts}
    new.catalog["last_change"] = last if counts else old.catalog.get("last_change", last)
    return count_changes(moved)


def _with_licences(
    reference: Reference, withheld: list[dict[str, Any]], left_out: Collection[str]
) -> list[dict[str, Any]]:
    kept = [w for w in withheld if w["source_id"] not in left_out]
    kept += [
        {
            "source_id": series.source_id,
            "source_code": series.source_code,
            "indicator_id": series.indicator_id,
            "reason": "licence",
            "detail": reference.sources[series.source_id].licence,
        }
        for series in reference.series
        if series.source_id in left_out
    ]
    return sorted(kept, key=lambda w: (w["source_id"], w["indicator_id"]))


def reference_hash(reference: Reference) -> str:
    """One hash of what the reference tables decide about the rows; words are left out."""
    parts = []
    for table, columns in DECIDING.items():
        records = getattr(reference, table)
        listed = records.values() if isinstance(records, dict) else records
        parts.append([[getattr(record, column) for column in columns] for record in listed])
    return sha256(json.dumps(parts).encode())


def build_source(context: Context, module: ModuleType) -> tuple[Part, dict[str, Any]]:
    """One source from its newest complete snapshot, checked.

    Raises:
        EtlError: nothing has landed, or the raw answers have an unknown shape.
        TableError: its rows break the contract, or are too few.
    """
    source_id = module.SOURCE.id
    layers = read_layers(context.data_dir, source_id)
    part = _read_part(context, module, layers)
    check_part(context, part)
    return part, source_record(layers, part, restricted(context.reference, source_id))


def _read_part(context: Context, module: ModuleType, layers: Sequence[Layer]) -> Part:
    """The part of a source, from the cache where nothing it is made from has changed."""
    data_dir, source_id = context.data_dir, module.SOURCE.id
    if is_remote(data_dir):
        return assemble(module, layers, context.reference, context.areas, context.runner)
    key = part_key(source_id, reference_dir(data_dir), layers)
    part = load_part(data_dir, source_id, key)
    if part is not None:
        context.cached.add(source_id)
        return part
    part = assemble(module, layers, context.reference, context.areas, context.runner)
    keep_part(data_dir, key, part)
    return part


def check_part(context: Context, part: Part) -> None:
    """Refuse a source whose rows break the contract or that fell behind its last build."""
    for name, table in TABLES.items():
        table.check(getattr(part, name), context.known)
    check_groups(part.groups, context.known.areas)
    problems = [] if context.accept else fallen_behind(context.old, part)
    if problems:
        raise TableError(part.source_id, problems)


def _compare(context: Context, parts: Mapping[str, Part]) -> list[dict[str, Any]] | None:
    """Compare UN SDG with the World Bank and keep disagreeing series out; None if not both new."""
    if not {"unsdg", "worldbank"} <= set(parts):
        return None
    both = pd.concat([parts["unsdg"].observations, parts["worldbank"].observations])
    records = compare(both, context.reference)
    by_code = {(s.indicator_id, s.source_code): s for s in registered(context.reference, "unsdg")}
    for record in records:
        if record["verdict"] == "disagree":
            series = by_code[record["indicator_id"], record["unsdg_code"]]
            detail = (
                f"median difference {record['median_abs_rel_diff_pct']} % from "
                f"{record['worldbank_code']} over {record['cells']} cells, "
                f"{record['share_over_5pct']} % of them over 5 %"
            )
            keep_out(parts["unsdg"], series, "disagrees_worldbank", detail)
    return records


def _derive(
    context: Context,
    parts: dict[str, Part],
    records: dict[str, dict[str, Any]],
    left_out: Collection[str],
) -> None:
    """Add the derived rows, unless one of their sources was not built: then the old ones stay."""
    inputs = {
        series: {owner for owner, _ in parse_formula(series.formula).inputs}
        for series in registered(context.reference, DERIVED)
    }
    wanted = [series for series, found in inputs.items() if not found & set(left_out)]
    owners = {owner for series in wanted for owner in inputs[series]}
    if not wanted or not owners <= set(parts):
        return
    series = {
        (owner, str(code)): rows
        for owner in sorted(owners)
        for code, rows in parts[owner].headlines().groupby("source_code", observed=True)
    }
    frames, infos = [empty(OBSERVATIONS.names)], {}
    for entry in wanted:
        rows = compute(entry.formula, series)
        unit = context.reference.indicators[entry.indicator_id].unit
        rows = rows.assign(
            indicator_id=entry.indicator_id, source_id=DERIVED, breakdown="", unit=unit
        )
        frames.append(rows.astype({"year": "int16"})[OBSERVATIONS.names])
        edition = str(rows["vintage"].max())
        infos[entry.source_code] = SeriesInfo(entry.source_code, entry.formula, edition)
    observations = pd.concat(frames, ignore_index=True)
    part = Part(DERIVED, empty(()), observations, empty(FLOWS.names), infos)
    check_part(context, part)
    parts[DERIVED] = part
    closed = any(restricted(context.reference, owner) for owner in owners)
    used = [records[owner] for owner in sorted(owners)]
    records[DERIVED] = source_record((), part, closed, used)


def _joined(
    context: Context, parts: Mapping[str, Part], name: str, left_out: Collection[str]
) -> pd.DataFrame:
    old = getattr(context.old, name)
    kept = old[~old["source_id"].isin([*parts, *left_out])]
    if "indicator_id" in kept:
        kept = kept[kept["indicator_id"].isin(list(context.known.units))]
    frames = [kept, *(getattr(part, name) for part in parts.values())]
    filled = [frame for frame in frames if len(frame)]
    return pd.concat(filled, ignore_index=True) if filled else empty_table(TABLES[name].schema)
