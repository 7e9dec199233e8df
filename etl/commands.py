"""What each command of the command line does, in terms of the other modules."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from data.own_rules import open_rules
from data.reference_lists import Reference, ReferenceListError, load_reference
from data.schema.contract import TableError
from data.schema.tables import TABLES
from etl.ask.layers import read_layers
from etl.ask.snapshots import sha256, snapshot_dates, write_atomic
from etl.ask.storage import is_remote, reference_dir
from etl.briefs import briefs
from etl.build.assemble import registered
from etl.build.build import build, to_build
from etl.build.cache import keep_stamp, load_stamp, part_key
from etl.build.changes import all_changes, count_changes, sample_changes
from etl.build.context import open_context, restricted_sources
from etl.build.load import FILES, Tables, build_lock, read_tables, write_tables, write_verdicts
from etl.build.report import Reporter, report_build, report_changes, report_summary
from etl.build.tasks import InProcess, Watched
from etl.build.verdicts import with_verdicts
from etl.build.vintages import CURRENT, keep, open_vintage
from etl.by_hand import land_file
from etl.dictionary.readme import dictionary
from etl.landing import fetch
from etl.model import EtlError
from etl.quality.summary import report_doubts, summarise_doubts
from etl.scale import runner
from etl.verify import verify

OUTPUTS = (*(f"tables/{name}" for name in FILES), "README.md")
EXPLAINED = (EtlError, TableError, ReferenceListError)
Modules = Mapping[str, ModuleType]


def run(options: argparse.Namespace, modules: Modules, reporter: Reporter) -> int:
    """Dispatch to the command that was asked for; returns the exit status."""
    verbs = {
        "list": list_sources,
        "fetch": fetch,
        "land": land_file,
        "build": build_tables,
        "check": check,
        "diff": diff,
        "dictionary": write_dictionary,
        "judge": judge,
        "briefs": briefs,
    }
    return verbs[options.verb](options, modules, reporter)


def chosen(options: argparse.Namespace, modules: Modules) -> Modules:
    """The sources named on the command line, or all."""
    return {k: m for k, m in modules.items() if not options.sources or k in options.sources}


def list_sources(options: argparse.Namespace, modules: Modules, reporter: Reporter) -> int:
    """Sources with their series, snapshots and rows."""
    reference = load_reference(reference_dir(options.data_dir))
    tables = read_tables(options.data_dir)
    rows = {}
    for source_id in chosen(options, modules):
        held = [(getattr(tables, name)["source_id"] == source_id).sum() for name in TABLES]
        rows[source_id] = {
            "title": modules[source_id].SOURCE.title,
            "series": len(registered(reference, source_id)),
            "landed": ", ".join(snapshot_dates(options.data_dir, source_id)) or "nothing",
            "edition": tables.catalogue.get("sources", {}).get(source_id, {}).get("edition", ""),
            "rows": int(sum(held)),
        }
    header = ("source", "title", "series", "landed", "edition", "rows in tables")
    reporter.table(header, [[k, *row.values()] for k, row in rows.items()])
    if options.sources:
        list_series(options, reference, tables, reporter)
    reporter.result(rows)
    return 0


def list_series(
    options: argparse.Namespace, reference: Reference, tables: Tables, reporter: Reporter
) -> None:
    """Each series of the named sources: its rows, or why it has none."""
    held = tables.catalogue.get("series", {})
    withheld = tables.catalogue.get("withheld", [])
    why = {(w["indicator_id"], w["source_id"]): w["reason"] for w in withheld}
    listed = []
    for source_id in options.sources:
        for series in registered(reference, source_id):
            entry = held.get(f"{series.indicator_id}|{source_id}")
            reason = why.get((series.indicator_id, source_id), "not built")
            state = f"{entry['rows']} rows" if entry else reason
            listed.append((series.indicator_id, series.source_code, series.breakdown, state))
    reporter.say("")
    reporter.table(("indicator", "code", "breakdown", "in tables"), listed)


def build_tables(options: argparse.Namespace, modules: Modules, reporter: Reporter) -> int:
    """Build, write the tables and data/README.md, and report. With own rules: judge only."""
    if options.links or options.targets:
        return judge(options, modules, reporter)
    data_dir: Path = options.data_dir
    with build_lock(data_dir), runner(options.scheduler) as tasks:
        key = build_key(options, modules)
        known = load_stamp(data_dir, key, OUTPUTS) if key else None
        if known is not None:
            return _say_unchanged(options, known, reporter)
        watched = Watched(tasks, reporter.progress)
        made = build(
            data_dir, modules, options.sources, options.accept, options.with_restricted, watched
        )
        if not made.built:
            for source_id, why in made.failures.items():
                reporter.failed(source_id, why)
            raise EtlError("no source could be built; the tables stay as they are")
        made.old = made.new  # compared already; writing needs the memory
        sizes = write_tables(data_dir, made.new)
        write_atomic(data_dir / "README.md", dictionary(data_dir).encode())
        result = report_build(reporter, made, sizes)
        if key and not (made.failures or made.questions):
            keep_stamp(data_dir, key, OUTPUTS, result)
        _keep(options, reporter)
    reporter.result(result | {"unchanged": False})
    return 1 if made.failures or made.questions else 0


def build_key(options: argparse.Namespace, modules: Modules) -> str:
    """What a build would be made from, as one hash; empty where something has not landed."""
    data_dir = options.data_dir
    if is_remote(data_dir):
        return ""
    references = reference_dir(data_dir)
    closed = () if options.with_restricted else restricted_sources(load_reference(references))
    chosen_now = to_build(data_dir, modules, options.sources, closed)
    try:
        keys = [part_key(s, references, read_layers(data_dir, s)) for s in chosen_now]
    except EtlError:
        return ""
    year = datetime.now(UTC).year  # bounds the years a table may hold
    return sha256(json.dumps([keys, options.sources, options.with_restricted, year]).encode())


def _say_unchanged(options: argparse.Namespace, known: dict[str, Any], reporter: Reporter) -> int:
    report_summary(reporter, known["summary"])
    reporter.say(f"unchanged: build {known['build_id'][:12]}; nothing was parsed or written")
    _keep(options, reporter)
    reporter.result(known | {"changes": {}, "unchanged": True})
    return 0


def _keep(options: argparse.Namespace, reporter: Reporter) -> None:
    if options.keep:
        reporter.say(f"kept: {keep(options.data_dir)}")


def check(options: argparse.Namespace, modules: Modules, reporter: Reporter) -> int:
    """Verify what lies on disk, and list the doubts about values, which are no problems."""
    problems = verify(options.data_dir, chosen(options, modules))
    for problem in problems:
        reporter.fail(problem)
    doubts = summarise_doubts(read_tables(options.data_dir), chosen(options, modules))
    report_doubts(reporter, doubts)
    reporter.say(f"check: {len(problems) or 'no'} problem(s)")
    reporter.result({"problems": problems, "doubts": doubts})
    return 1 if problems else 0


def diff(options: argparse.Namespace, modules: Modules, reporter: Reporter) -> int:
    """Compare two builds, or what a new build would give with the tables; nothing is written.

    Names of sources narrow the comparison; the other names are builds, see etl/build/vintages.py.
    """
    names = [name for name in options.names if name not in modules]
    sources = [name for name in options.names if name in modules]
    if options.against:
        names = [CURRENT, str(options.against)]
    failures: Mapping[str, str] = {}
    if len(names) > 2:
        raise EtlError(f"diff: two builds at most, got {', '.join(names)}")
    if names:
        one, other = names if len(names) == 2 else (names[0], CURRENT)
        old, new = (open_vintage(options.data_dir, name) for name in (one, other))
        check_whole((one, old), (other, new))
    else:
        watched = Watched(InProcess(), reporter.progress)
        made = build(
            options.data_dir, modules, sources, options.accept, options.with_restricted, watched
        )
        old, new, failures = made.old, made.new, made.failures
    moved = all_changes(old, new)
    if sources:
        moved = {n: rows[rows["source_id"].isin(sources)] for n, rows in moved.items()}
    counts, samples = count_changes(moved, by_series=True), sample_changes(moved)
    report_changes(reporter, counts, samples)
    for source_id, why in failures.items():
        reporter.failed(source_id, why)
    reporter.result({"changes": counts, "samples": samples, "failures": dict(failures)})
    return 1 if failures else 0


def check_whole(*sides: tuple[str, Tables]) -> None:
    """Raise EtlError for a side without tables: all rows would seem added or withdrawn."""
    for name, tables in sides:
        if not tables.catalogue:
            raise EtlError(f"{name}: holds no tables. What to do: build there, or name another")


def judge(options: argparse.Namespace, _: Modules, reporter: Reporter) -> int:
    """Judge the rows that stand anew, by own rules where they are given, else by ours.

    Verdicts and catalogue are replaced, no other table.
    """
    data_dir: Path = options.data_dir
    rules = open_rules(options.links, options.targets)
    with build_lock(data_dir):
        context = open_context(data_dir)
        check_whole((str(data_dir), context.old))
        made = with_verdicts(context.old, context.reference, rules)
        sizes = write_verdicts(data_dir, made)
        write_atomic(data_dir / "README.md", dictionary(data_dir).encode())
    record = made.catalogue["verdicts"]
    reporter.say(f"judge: {record['rows']} verdicts on {record['series']} series, {record['year']}")
    for kind, entry in made.catalogue.get("rules", {}).items():
        reporter.say(f"own {kind}: {entry['file']}. Back to ours: python -m etl judge")
    reporter.result(record | {"bytes": sizes, "own_rules": sorted(made.catalogue.get("rules", {}))})
    return 0


def write_dictionary(options: argparse.Namespace, _: Modules, reporter: Reporter) -> int:
    """Write data/README.md anew."""
    path = options.data_dir / "README.md"
    write_atomic(path, dictionary(options.data_dir).encode())
    reporter.say(f"wrote: {path}")
    reporter.result({"wrote": str(path)})
    return 0
