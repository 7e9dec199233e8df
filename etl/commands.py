"""What each command of the command line does, in terms of the other modules."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import UTC, datetime
from types import ModuleType

from data.catalog import CatalogError, Reference, load_reference
from data.schema import TableError
from etl.assemble import registered, wanted_of
from etl.build import build
from etl.dictionary import dictionary
from etl.fetch import Fetcher
from etl.http import Client
from etl.load import Tables, build_lock, read_tables, write_tables
from etl.model import EtlError
from etl.report import Reporter, count_changes, report_build, report_changes
from etl.snapshots import DATE, snapshot_dates, write_atomic
from etl.verify import verify

EXPLAINED = (EtlError, TableError, CatalogError)
Modules = Mapping[str, ModuleType]


def run(options: argparse.Namespace, modules: Modules, reporter: Reporter) -> int:
    """Dispatch to the command that was asked for; returns the exit status."""
    verbs = {
        "list": list_sources,
        "fetch": fetch,
        "build": build_tables,
        "check": check,
        "diff": diff,
        "dictionary": write_dictionary,
    }
    return verbs[options.verb](options, modules, reporter)


def chosen(options: argparse.Namespace, modules: Modules) -> Modules:
    """The sources named on the command line, or all."""
    return {k: m for k, m in modules.items() if not options.sources or k in options.sources}


def list_sources(options: argparse.Namespace, modules: Modules, reporter: Reporter) -> int:
    """Sources with their series, snapshots and rows."""
    reference = load_reference(options.data_dir / "reference")
    tables = read_tables(options.data_dir)
    rows = {}
    for source_id in chosen(options, modules):
        observations = (tables.observations["source_id"] == source_id).sum()
        flows = (tables.flows["source_id"] == source_id).sum()
        rows[source_id] = {
            "title": modules[source_id].SOURCE.title,
            "series": len(registered(reference, source_id)),
            "landed": ", ".join(snapshot_dates(options.data_dir, source_id)) or "nothing",
            "edition": tables.catalog.get("sources", {}).get(source_id, {}).get("edition", ""),
            "rows": int(observations + flows),
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
    held = tables.catalog.get("series", {})
    withheld = tables.catalog.get("withheld", [])
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


def fetch(options: argparse.Namespace, modules: Modules, reporter: Reporter) -> int:
    """Land every source; one that fails does not stop the others."""
    reference = load_reference(options.data_dir / "reference")
    date = options.date or datetime.now(UTC).strftime("%Y-%m-%d")
    if not DATE.fullmatch(date):
        raise EtlError(f"--date {date!r}: expected YYYY-MM-DD")
    failed, landed = [], {}
    with build_lock(options.data_dir):
        for source_id, module in chosen(options, modules).items():
            folder = options.data_dir / "raw" / source_id / date
            with (
                Client(module.SOURCE, options.mirror) as client,
                reporter.progress(source_id) as tick,
            ):
                fetcher = Fetcher(client, folder, options.fresh, tick)
                try:
                    module.fetch(fetcher, wanted_of(reference, source_id))
                    fetcher.finish()
                except EtlError as error:
                    failed.append(source_id)
                    reporter.fail(f"FAILED {error}")
                    continue
            landed[source_id] = {"asked": len(fetcher.downloaded), "landed": len(fetcher.asked)}
            reporter.say(
                f"{source_id}: {len(fetcher.asked)} answers of {date}, "
                f"{len(fetcher.downloaded)} of them asked for now"
            )
    if failed:
        reporter.fail(f"failed: {', '.join(failed)}; run the same command to go on")
    reporter.result({"landed": landed, "failed": failed})
    return 1 if failed else 0


def build_tables(options: argparse.Namespace, modules: Modules, reporter: Reporter) -> int:
    """Build, write the tables and data/README.md, and report."""
    with build_lock(options.data_dir):
        made = build(options.data_dir, modules, options.sources, options.accept)
        if not made.built:
            for source_id, why in made.failures.items():
                reporter.fail(f"FAILED {source_id}: {why}")
            raise EtlError("no source could be built; the tables stay as they are")
        sizes = write_tables(options.data_dir, made.new)
        write_atomic(options.data_dir / "README.md", dictionary(options.data_dir).encode())
    report_build(reporter, made.old, made.new, made.failures)
    text = ", ".join(f"{name} {size / 1e6:.2f} MB" for name, size in sizes.items())
    reporter.say(f"wrote: {text}")
    return 1 if made.failures else 0


def check(options: argparse.Namespace, modules: Modules, reporter: Reporter) -> int:
    """Verify what lies on disk."""
    problems = verify(options.data_dir, chosen(options, modules))
    for problem in problems:
        reporter.fail(problem)
    reporter.say(f"check: {len(problems) or 'no'} problem(s)")
    reporter.result({"problems": problems})
    return 1 if problems else 0


def diff(options: argparse.Namespace, modules: Modules, reporter: Reporter) -> int:
    """Compare a new build, or another data folder, with the tables; nothing is written."""
    failures: Mapping[str, str] = {}
    if options.against:
        old, new = read_tables(options.data_dir), read_tables(options.against)
    else:
        made = build(options.data_dir, modules, options.sources, options.accept)
        old, new, failures = made.old, made.new, made.failures
    moved = count_changes(old, new, by_series=True)
    report_changes(reporter, moved)
    for source_id, why in failures.items():
        reporter.fail(f"FAILED {source_id}: {why}")
    reporter.result({"changes": moved, "failures": dict(failures)})
    return 1 if failures else 0


def write_dictionary(options: argparse.Namespace, _: Modules, reporter: Reporter) -> int:
    """Write data/README.md anew."""
    path = options.data_dir / "README.md"
    write_atomic(path, dictionary(options.data_dir).encode())
    reporter.say(f"wrote: {path}")
    return 0
