"""What `fetch` does: which series are asked of which source, and what came of it."""

from __future__ import annotations

import argparse
import difflib
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from data.reference_lists import Reference, load_reference
from etl.ask.fetch import Fetcher
from etl.ask.http import Client
from etl.ask.snapshots import DATE, Snapshot, latest_complete
from etl.ask.storage import reference_dir
from etl.build.assemble import wanted_of
from etl.build.context import restricted_sources
from etl.build.load import build_lock
from etl.build.report import Reporter
from etl.model import ByHand, EtlError, Wanted

Modules = Mapping[str, ModuleType]


def fetch(options: argparse.Namespace, modules: Modules, reporter: Reporter) -> int:
    """Land every chosen source; one that fails does not stop the others."""
    reference = load_reference(reference_dir(options.data_dir))
    date = options.date or datetime.now(UTC).strftime("%Y-%m-%d")
    if not DATE.fullmatch(date):
        raise EtlError(f"--date {date!r}: expected YYYY-MM-DD")
    only = series_of(reference, options.only, selected(options, modules, reference))
    failed: dict[str, str] = {}
    landed: dict[str, dict[str, Any]] = {}
    with build_lock(options.data_dir):
        for source_id, module in selected(options, modules, reference).items():
            if options.only and not only[source_id]:
                continue
            begun = time.monotonic()
            try:
                wanted = wanted_of(reference, source_id)
                landed[source_id] = land(
                    options, module, date, wanted, only[source_id], reporter
                ) | {"seconds": round(time.monotonic() - begun, 1)}
            except ByHand as error:
                if source_id in options.sources:
                    failed[source_id] = str(error)
                    reporter.failed(source_id, str(error))
                else:
                    reporter.say(f"{source_id}: landed by hand only, not asked")
            except EtlError as error:
                failed[source_id] = str(error)
                reporter.failed(source_id, str(error))
    if failed:
        reporter.fail(f"failed: {', '.join(failed)}; run the same command to go on")
    reporter.result({"landed": landed, "failed": list(failed), "failures": failed, "date": date})
    return 1 if failed else 0


def selected(options: argparse.Namespace, modules: Modules, reference: Reference) -> Modules:
    """The sources named on the command line, or all that may be passed on, or all."""
    left_out = () if options.with_restricted else restricted_sources(reference)
    named = options.sources
    return {k: m for k, m in modules.items() if (k in named if named else k not in left_out)}


def series_of(
    reference: Reference, asked: Sequence[str], modules: Modules
) -> dict[str, tuple[Wanted, ...]]:
    """What `--only` names, per source: provider codes or our indicator ids.

    Raises:
        EtlError: a name that no chosen source has, with the nearest ones.
    """
    known: dict[str, set[tuple[str, str]]] = {}
    for series in [*reference.series, *reference.catalogue_series.values()]:
        if series.source_id in modules:
            for name in (series.source_code, series.indicator_id):
                known.setdefault(name, set()).add((series.source_id, series.source_code))
    for name in asked:
        if name not in known:
            near = difflib.get_close_matches(name, known, 3, 0.4)
            hint = f"Did you mean {' or '.join(near)}?" if near else "`list SOURCE` names them."
            raise EtlError(f"--only {name}: no such series in {', '.join(modules)}. {hint}")
    codes = set().union(*(known[name] for name in asked)) if asked else set()
    return {
        source_id: tuple(w for w in wanted_of(reference, source_id) if (source_id, w.code) in codes)
        for source_id in modules
    }


def land(
    options: argparse.Namespace,
    module: ModuleType,
    date: str,
    wanted: tuple[Wanted, ...],
    only: tuple[Wanted, ...],
    reporter: Reporter,
) -> dict[str, Any]:
    """One source's answers of a date. Returns counts of what was asked, landed and taken over.

    With `only`, the answers of other series come from the newest complete snapshot; where there
    is none, the snapshot stays open and cannot be built from yet.

    Raises:
        EtlError: the provider failed, or `--since` has nothing to rest on.
    """
    source_id = module.SOURCE.id
    folder = options.data_dir / "raw" / source_id / date
    base = below(latest_complete(options.data_dir, source_id), folder, options.since)
    since = window(options, source_id, folder, base)
    bar = reporter.progress(source_id, "requests")
    with Client(module.SOURCE, options.mirror) as client, bar as tick:
        fetcher = Fetcher(client, folder, options.fresh, tick, base, since)
        module.fetch(fetcher, only or wanted)
        if only and base is not None:
            fetcher.take_over()
            module.fetch(fetcher, wanted)
        whole = not only or base is not None
        if whole:
            fetcher.finish()
    asked, landed = len(fetcher.downloaded), len(fetcher.asked)
    reporter.say(f"{source_id}: {landed} answers of {date}, {asked} of them asked for now")
    if not whole:
        reporter.say(f"{source_id}: fetch it once without --only before it can be built")
    return {"asked": asked, "landed": landed, "bytes": fetcher.received, "complete": whole}


def below(newest: Snapshot | None, folder: Path, since: int | None) -> Snapshot | None:
    """The snapshot to rest on: the newest, or the one beneath where the newest is this one."""
    if newest is None or newest.folder.name != folder.name or newest.record.get("since") != since:
        return newest
    return newest if since is None else Snapshot(folder.with_name(newest.record["base"]))


def window(
    options: argparse.Namespace, source_id: str, folder: Path, base: Snapshot | None
) -> int | None:
    """The first year to ask for, checked; None for all years.

    Raises:
        EtlError: there is no older snapshot that holds the years before.
    """
    if options.since is None:
        return None
    if base is None:
        fix = f"run `python -m etl fetch {source_id}` once without --since"
        raise EtlError(f"{source_id}: --since needs a complete older snapshot. What to do: {fix}")
    if base.folder.name >= folder.name:
        fix = "nothing is needed; or give the new snapshot another name with --date"
        raise EtlError(f"{source_id}: the snapshot of {base.folder.name} is whole. {fix}")
    return int(options.since)
