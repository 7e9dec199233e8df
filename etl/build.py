"""One build: every source from its newest snapshot, checked apart, joined, checked together.

A source that fails keeps its last good rows; the others go on. Nothing is written here.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd

from data.catalog import Reference, load_reference
from data.schema import (
    FLOWS,
    OBSERVATIONS,
    Known,
    TableError,
    check_flows,
    check_observations,
)
from etl.areas import AreaMap, area_map
from etl.assemble import Part, assemble, empty, keep_out, registered
from etl.catalogue import make_catalog, source_record
from etl.compare import compare
from etl.derive import compute, parse_formula
from etl.load import Tables, read_tables
from etl.model import EtlError, SeriesInfo
from etl.snapshots import latest_complete, sha256
from etl.totals import FLAGS, REGION_COLUMNS

ENOUGH_ROWS = 0.95  # of the rows of the last build
DERIVED = "derived"
DECIDING = {
    "aliases": ("source_id", "source_code", "area_code"),
    "areas": ("area_code", "kind", "m49", *REGION_COLUMNS, *FLAGS),
    "defects": ("source_id", "edition", "source_code", "defect"),
    "indicators": ("indicator_id", "unit", "aggregation"),
    "series": ("indicator_id", "source_id", "source_code", "breakdown", "formula"),
    "sources": ("source_id", "embed"),
}


@dataclass
class Build:
    """The tables a build would write, those it found, who was built anew and who failed why."""

    old: Tables
    new: Tables
    built: tuple[str, ...]
    failures: dict[str, str]


@dataclass(frozen=True)
class Context:
    """What every source of a build is judged by."""

    data_dir: Path
    reference: Reference
    areas: AreaMap
    known: Known
    old: Tables
    accept: bool


def open_context(data_dir: Path, accept: bool = False) -> Context:
    """Read the reference tables and the tables as they stand."""
    reference = load_reference(data_dir / "reference")
    known = Known(
        frozenset(reference.areas),
        {i.indicator_id: i.unit for i in reference.indicators.values()},
        datetime.datetime.now(datetime.UTC).year + 1,
    )
    return Context(data_dir, reference, area_map(reference), known, read_tables(data_dir), accept)


def build(
    data_dir: Path,
    modules: Mapping[str, ModuleType],
    only: Collection[str] = (),
    accept: bool = False,
) -> Build:
    """Build the tables from what has landed.

    Args:
        data_dir: holds reference/, raw/ and tables/.
        modules: the sources there are.
        only: sources to build anew; the others keep their rows. Empty for all.
        accept: take a source even where it has lost rows or went back to an older edition.

    Raises:
        TableError: the joined table breaks the contract.
        CatalogError: the reference tables do.
    """
    context = open_context(data_dir, accept)
    parts: dict[str, Part] = {}
    records: dict[str, dict[str, Any]] = {}
    failures: dict[str, str] = {}
    for source_id, module in modules.items():
        if only and source_id not in only:
            continue
        try:
            parts[source_id], records[source_id] = build_source(context, module)
        except (EtlError, TableError) as error:
            failures[source_id] = str(error)
    comparisons = _compare(context, parts)
    try:
        _derive(context, parts, records)
    except (EtlError, TableError) as error:
        failures[DERIVED] = str(error)
    observations = _joined(context, parts, "observations", OBSERVATIONS.names)
    flows = _joined(context, parts, "flows", FLOWS.names)
    check_observations(observations, context.known)
    check_flows(flows, context.known)
    catalog = make_catalog(
        context.reference,
        reference_hash(context.reference),
        context.old.catalog,
        parts,
        records,
        (observations, flows),
        comparisons,
    )
    return Build(context.old, Tables(observations, flows, catalog), tuple(parts), failures)


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
    snapshot = latest_complete(context.data_dir, source_id)
    if snapshot is None:
        fix = f"run `python -m etl fetch {source_id}`"
        raise EtlError(f"{source_id}: no complete snapshot has landed. What to do: {fix}")
    part = assemble(module, snapshot.raw(), context.reference, context.areas)
    check_part(context, part)
    return part, source_record(snapshot, part)


def check_part(context: Context, part: Part) -> None:
    """Refuse a source whose rows break the contract or that fell behind its last build."""
    check_observations(part.observations, context.known)
    check_flows(part.flows, context.known)
    problems = [] if context.accept else _fallen_behind(context, part)
    if problems:
        raise TableError(part.source_id, problems)


def _fallen_behind(context: Context, part: Part) -> list[str]:
    problems = []
    for name in ("observations", "flows"):
        before = int((getattr(context.old, name)["source_id"] == part.source_id).sum())
        now = len(getattr(part, name))
        if now < before * ENOUGH_ROWS:
            problems.append(
                f"{name}: {now} rows, {before} in the last build; at least "
                f"{ENOUGH_ROWS:.0%} expected. What to do: look at the difference, then --accept"
            )
    for key, entry in context.old.catalog.get("series", {}).items():
        indicator_id, _, source_id = key.partition("|")
        info = part.infos.get(entry["source_code"])
        if source_id == part.source_id and info and info.edition < entry["edition"]:
            problems.append(
                f"{indicator_id}: edition {info.edition or 'none'} is older than "
                f"{entry['edition']} of the last build. What to do: fetch again, or --accept"
            )
    return problems


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


def _derive(context: Context, parts: dict[str, Part], records: dict[str, dict[str, Any]]) -> None:
    """Add the derived rows, unless one of their sources was not built: then the old ones stay."""
    wanted = registered(context.reference, DERIVED)
    owners = {owner for s in wanted for owner, _ in parse_formula(s.formula).inputs}
    if not wanted or not owners <= set(parts):
        return
    series = {
        (owner, str(code)): rows
        for owner in sorted(owners)
        for code, rows in parts[owner].published.groupby("source_code", observed=True)
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
    records[DERIVED] = source_record(None, part, [records[owner] for owner in sorted(owners)])


def _joined(
    context: Context, parts: Mapping[str, Part], name: str, columns: list[str]
) -> pd.DataFrame:
    old = getattr(context.old, name)
    kept = old[~old["source_id"].isin(list(parts))]
    if "indicator_id" in columns:
        kept = kept[kept["indicator_id"].isin(list(context.known.units))]
    frames = [kept, *(getattr(part, name) for part in parts.values())]
    filled = [frame for frame in frames if len(frame)]
    return pd.concat(filled, ignore_index=True) if filled else empty(columns)
