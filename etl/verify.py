"""Verifies what lies on disk: raw hashes, tables against contract and catalogue, the dictionary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

from data.quality import FLAGS, flags_of
from data.schema.contract import Known, TableError
from data.schema.quality import check_doubts
from data.schema.tables import TABLES
from etl.ask.snapshots import Snapshot, snapshot_dates
from etl.build.context import open_context
from etl.build.load import FILES, Tables, read_provenance
from etl.build.verdicts import stale
from etl.dictionary.readme import dictionary
from etl.model import DamagedRawError


def verify(data_dir: Path, modules: Mapping[str, ModuleType]) -> list[str]:
    """Every problem found, as one sentence each; empty where all is well."""
    problems = [p for source_id in modules for p in raw_problems(data_dir, source_id)]
    context = open_context(data_dir)
    for name, table in TABLES.items():
        try:
            table.check(getattr(context.old, name), context.known)
        except TableError as error:
            problems.append(str(error))
    problems += catalogue_problems(data_dir, context.old)
    problems += doubt_problems(context.old, context.known)
    if problem := stale(context.old, context.reference):
        problems.append(problem)
    readme = data_dir / "README.md"
    if not readme.exists() or readme.read_text("utf-8") != dictionary(data_dir):
        problems.append(f"{readme}: not what its generator writes. Run `python -m etl dictionary`")
    return problems


def doubt_problems(tables: Tables, known: Known) -> list[str]:
    """Where the table of doubts breaks its contract, or is not what the column `quality` says."""
    try:
        check_doubts(tables.doubts, known)
    except TableError as error:
        return [str(error)]
    told = tables.observations["quality"].astype("str").value_counts()
    flagged = Counter(dict.fromkeys(FLAGS, 0))
    for text, count in told.items():
        flagged.update(dict.fromkeys(flags_of(str(text)), int(count)))
    listed = tables.doubts["flag"].astype("str").value_counts()
    return [
        f"{flag}: {flagged[flag]} values carry the flag, {listed.get(flag, 0)} stand in "
        "doubts.parquet. Build again"
        for flag in FLAGS
        if flagged[flag] != listed.get(flag, 0)
    ]


def raw_problems(data_dir: Path, source_id: str) -> list[str]:
    """Raw answers of one source that are missing or damaged.

    A snapshot of which only the record is here (raw bytes are not in git) is no problem.
    """
    problems = []
    for date in snapshot_dates(data_dir, source_id):
        folder = data_dir / "raw" / source_id / date
        if not any(folder.glob("*.gz")):
            continue
        try:
            snapshot = Snapshot(folder)
        except DamagedRawError as error:
            problems.append(str(error))
            continue
        for name in snapshot:
            try:
                snapshot[name]
            except DamagedRawError as error:
                problems.append(str(error))
    return problems


def catalogue_problems(data_dir: Path, tables: Tables) -> list[str]:
    """Where the catalogue and the tables do not belong together."""
    problems = []
    catalogue = tables.catalogue
    if not catalogue:
        return [f"{data_dir / 'tables' / 'catalogue.json'}: missing. Run `python -m etl build`"]
    for name in FILES[:-1]:
        path = data_dir / "tables" / name
        got = read_provenance(path).get("build_id") if path.exists() else "no file"
        if got != catalogue["build_id"]:
            problems.append(
                f"{path}: build {got}, catalogue of {catalogue['build_id']}. Build again"
            )
    series = tables.observations.groupby(["indicator_id", "source_id"], observed=True)
    sizes = series.size().reset_index(name="n")
    names = zip(sizes["indicator_id"], sizes["source_id"], sizes["n"], strict=True)
    held = {f"{indicator_id}|{source_id}": int(n) for indicator_id, source_id, n in names}
    listed = {key: entry["rows"] for key, entry in catalogue["series"].items()}
    wide = catalogue.get("indicators", {}).items()
    listed |= {f"{key}|{entry['source_id']}": entry["rows"] for key, entry in wide}
    for key in sorted(held.keys() | listed.keys()):
        if held.get(key) != listed.get(key):
            problems.append(
                f"{key}: {held.get(key, 0)} rows in the table, "
                f"{listed.get(key, 0)} in catalogue.json"
            )
    return problems
