"""One build: every source from its newest snapshot, checked apart, joined, checked together.

A source that fails keeps its last good rows, and so does one series of a source that fails; the
others go on. Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd

from data.reference_lists import Reference
from data.schema.contract import TableError
from data.schema.quality import check_doubts
from data.schema.tables import TABLES
from etl.ask.layers import Layer, read_layers
from etl.ask.snapshots import latest_complete
from etl.ask.storage import is_remote, reference_dir
from etl.build.across import DERIVED, add_derived, together
from etl.build.assemble import Part, assemble, forget_published, restricted
from etl.build.cache import keep_part, load_part, part_key
from etl.build.catalogue import make_catalogue, source_record
from etl.build.changes import Counts, all_changes, count_changes
from etl.build.context import (
    BuildContext,
    check_part,
    open_context,
    reference_hash,
    restricted_sources,
)
from etl.build.groups import join_groups
from etl.build.isolate import keep_last_rows, name_lost, name_older
from etl.build.load import Tables
from etl.build.tasks import Runner
from etl.build.verdicts import with_verdicts
from etl.model import EtlError
from etl.quality.apply import judge
from etl.read.once import forget
from etl.read.packed import join
from etl.sources import by_hand


@dataclass
class Build:
    """The tables a build would write, those it found, who was built anew and who failed why.

    `failures` are by source, or by `source code` where only one series of it failed.
    `cached` are the sources whose answers and code had not changed, so that nothing was parsed;
    `changes` counts what moved; `left_out` are sources that a plain build does not include.
    `questions` are series of which a rule of etl/quality would flag too many values.
    """

    old: Tables
    new: Tables
    built: tuple[str, ...]
    failures: dict[str, str]
    cached: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    changes: Counts = field(default_factory=dict)
    questions: tuple[str, ...] = ()


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
            back to an older edition, and the flags of a rule that flags much of a series.
        with_restricted: include sources that may not be passed on (embed = no). A build of all
            sources without it leaves their rows out; naming one includes it.
        runner: where the tasks run; in this process if None.

    Raises:
        TableError: the joined table breaks the contract.
        ReferenceListError: the reference tables do.
    """
    context = open_context(data_dir, accept, runner)
    left_out = () if only or with_restricted else restricted_sources(context.reference)
    chosen = to_build(data_dir, modules, only, left_out)
    parts: dict[str, Part] = {}
    records: dict[str, dict[str, Any]] = {}
    failures: dict[str, str] = {}
    for source_id, module in chosen.items():
        try:
            parts[source_id], records[source_id] = build_source(context, module)
            failures |= {f"{source_id} {c}": w for c, w in parts[source_id].failed.items()}
        except (EtlError, TableError) as error:
            failures[source_id] = str(error)
    try:
        add_derived(context, parts, records, left_out)
    except (EtlError, TableError) as error:
        failures[DERIVED] = str(error)
    forget_published(parts.values())
    tables = {name: _joined(context, parts, name, left_out) for name in TABLES}
    tables["observations"], found = together(tables["observations"], context.reference)
    judged = judge(tables["observations"], context.reference, context.accept)
    tables["observations"] = tables["observations"].assign(quality=judged.quality)
    for name, table in TABLES.items():
        table.check(tables[name], context.known)
    check_doubts(judged.doubts, context.known)
    deciding = reference_hash(context.reference)
    catalogue = make_catalogue(
        context.reference, deciding, context.old.catalogue, parts, records, tables, found
    )
    catalogue["withheld"] = _with_licences(context.reference, catalogue["withheld"], left_out)
    groups = join_groups(context.old.groups, {k: p.groups for k, p in parts.items()})
    whole = Tables(**tables, catalogue=catalogue, groups=groups, doubts=judged.doubts)
    new = with_verdicts(whole, context.reference)
    built = tuple(parts)
    parts.clear()
    counts = note_changes(context.old, new)
    return Build(
        *(context.old, new, built, failures, tuple(sorted(context.cached)), left_out, counts),
        judged.questions,
    )


def to_build(
    data_dir: Path,
    modules: Mapping[str, ModuleType],
    only: Collection[str],
    left_out: Collection[str],
) -> Mapping[str, ModuleType]:
    """The sources named; without names all but those left out, and those that wait for a hand.

    The latter were landed on another machine, and no fetch brings them here: their rows stand.
    """
    if only:
        return {k: m for k, m in modules.items() if k in only}
    return {
        k: m
        for k, m in modules.items()
        if k not in left_out and not (by_hand(m) and latest_complete(data_dir, k) is None)
    }


def note_changes(old: Tables, new: Tables) -> Counts:
    """Count what moved since the tables that stand, and note it per series in the new catalogue.

    A build that changes nothing keeps the note of the last one that did. Returns the counts per
    source and table.
    """
    moved = all_changes(old, new)
    counts = count_changes(moved, by_series=True)
    last = {"from": old.catalogue.get("build_id", ""), "series": counts}
    new.catalogue["last_change"] = last if counts else old.catalogue.get("last_change", last)
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


def build_source(context: BuildContext, module: ModuleType) -> tuple[Part, dict[str, Any]]:
    """One source from its newest complete snapshot, checked.

    Raises:
        EtlError: nothing has landed, or the raw answers have an unknown shape.
        TableError: its rows break the contract, or are too few.
    """
    source_id = module.SOURCE.id
    layers = read_layers(context.data_dir, source_id)
    try:
        part = _read_part(context, module, layers)
    finally:
        forget()
    part.pack()
    if not context.accept:
        name_lost(context.old, part, context.reference)
        name_older(context.old, part)
    keep_last_rows(context.old, part, module, context.reference)
    check_part(context, part)
    return part, source_record(layers, part, restricted(context.reference, source_id))


def _read_part(context: BuildContext, module: ModuleType, layers: Sequence[Layer]) -> Part:
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


def _joined(
    context: BuildContext, parts: Mapping[str, Part], name: str, left_out: Collection[str]
) -> pd.DataFrame:
    old = getattr(context.old, name)
    kept = old[~old["source_id"].isin([*parts, *left_out])]
    if "indicator_id" in kept:
        kept = kept[kept["indicator_id"].isin(list(context.known.units))]
    frames = [kept, *(getattr(part, name) for part in parts.values())]
    return join([frame for frame in frames if len(frame)] or [kept])
