"""Times the build of the tables from landed raw answers, beside plain parsing of the same files.

    python -m bench.etl [--data-dir DIR] [--sources ...] [--json FILE]

Needs answers on disk (`python -m etl fetch`). Every measurement is a process of its own. The
peers only parse: no codes, no checks, no sums, no Parquet; they say what reading alone costs.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

ROOT = Path(__file__).resolve().parents[1]
PEAK_LIMIT_MB, SECOND_LIMIT, TENFOLD_LIMIT = 1500, 0.10, 11.0
ROW_PLACES = ("items", "data", "value", "records", "results")  # where an answer keeps its rows
SMALL = 8  # World Bank series of the small side of the tenfold test
COPIES = 10
DUCK = """
    CREATE OR REPLACE TABLE landed AS
    SELECT unnest(CAST(json_extract(json, ?) AS JSON[])) AS row
    FROM read_json_objects(?, format = 'unstructured', maximum_object_size = 200000000)
"""


def measured(command: list[str]) -> tuple[dict[str, float], str]:
    """Wall and processor seconds, peak megabytes and output of one process.

    Stops the benchmark where the process fails.
    """
    begun = time.perf_counter()
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(command, cwd=ROOT, stdout=out)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        out.seek(0)
        said = out.read().decode()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command[:6])}: exit status {process.returncode}")
    cpu = usage.ru_utime + usage.ru_stime
    return {"wall_s": seconds, "cpu_s": cpu, "peak_mb": usage.ru_maxrss / 1024}, said


def build(data_dir: Path, sources: list[str]) -> dict[str, Any]:
    """One `etl build`: seconds with start-up and of work, peak MB, rows in the tables."""
    command = [sys.executable, "-m", "etl", "build", *sources, "--quiet", "--accept"]
    found, _ = measured([*command, "--data-dir", str(data_dir)])
    report = json.loads((data_dir / "run_report.json").read_text("utf-8"))
    rows = sum(pq.read_metadata(p).num_rows for p in (data_dir / "tables").glob("*.parquet"))
    return found | {"work_s": report["seconds"], "rows": rows}


def landed(data_dir: Path, sources: list[str]) -> dict[str, Path]:
    """The newest snapshot with answers of each source that has one."""
    found = {}
    for folder in sorted((data_dir / "raw").glob("*/*")):
        if any(folder.glob("*.gz")) and (not sources or folder.parent.name in sources):
            found[folder.parent.name] = folder
    return found


def rows_of(answer: Any) -> list[Any]:
    """The list of rows in a JSON answer: itself, its second part, or one of ROW_PLACES."""
    if isinstance(answer, list):
        return answer[1] if len(answer) == 2 and isinstance(answer[1], list) else answer
    places = (answer.get(name) for name in ROW_PLACES)
    return next((rows for rows in places if isinstance(rows, list)), [answer])


def parse_pandas(folders: list[Path]) -> dict[str, Any]:
    """Every landed file as a frame, the plain way; files pandas cannot read are counted."""
    import pandas as pd

    rows, unread = 0, 0
    for path in files(folders):
        body = gzip.decompress(path.read_bytes())
        try:
            if ".xlsx" in path.name:
                frames = pd.read_excel(io.BytesIO(body), sheet_name=None).values()
                rows += sum(len(frame) for frame in frames)
            elif ".csv" in path.name:
                rows += len(pd.read_csv(io.BytesIO(body), low_memory=False))
            else:
                rows += len(pd.DataFrame(rows_of(json.loads(body.decode("utf-8-sig")))))
        except (ValueError, TypeError, AttributeError):
            unread += 1
    return {"rows": rows, "unread": unread}


def parse_duckdb(folders: list[Path]) -> dict[str, Any]:
    """The same with DuckDB's readers: rows as they come, JSON rows not yet cut into columns."""
    import duckdb

    database, rows, unread = duckdb.connect(), 0, 0
    for path in files(folders):
        counts = []
        if ".csv" in path.name:
            attempts = [("CREATE OR REPLACE TABLE landed AS FROM read_csv(?)", [str(path)])]
        else:
            places = ["$[1]", *(f"$.{name}" for name in ROW_PLACES), "$"]
            attempts = [(DUCK, [place, str(path)]) for place in places]
        for statement, parameters in attempts if ".xlsx" not in path.name else []:
            try:
                database.execute(statement, parameters)
                counts.append(database.sql("SELECT count(*) FROM landed").fetchall()[0][0])
            except duckdb.Error:
                continue
            if counts[-1]:
                break
        rows += max(counts, default=0)
        unread += not any(counts)
    return {"rows": rows, "unread": unread}


def files(folders: list[Path]) -> Iterator[Path]:
    """The landed files, folder by folder."""
    for folder in folders:
        yield from sorted(folder.glob("*.gz"))


def workplace(data_dir: Path, folders: dict[str, Path], place: Path) -> Path:
    """A data folder without tables, whose raw answers are those of `data_dir`."""
    shutil.copytree(data_dir / "reference", place / "reference")
    for source_id, folder in folders.items():
        (place / "raw" / source_id).mkdir(parents=True)
        (place / "raw" / source_id / folder.name).symlink_to(folder.resolve())
    return place


def tenfold(data_dir: Path, folder: Path, place: Path, copies: int) -> dict[str, Any]:
    """A build of SMALL World Bank series, each landed `copies` times under codes of its own."""
    shutil.copytree(data_dir / "reference", place / "reference")
    series = place / "reference" / "indicator_series.csv"
    with series.open(encoding="utf-8", newline="") as handle:
        header = next(csv.reader(handle))
    series.write_text(",".join(header) + "\n", encoding="utf-8")
    target = place / "raw" / "worldbank" / folder.name
    target.mkdir(parents=True)
    shutil.copy(folder / "countries.json.gz", target)
    record = json.loads((folder / "snapshot.json").read_text("utf-8"))
    entries = {"countries.json": record["requests"]["countries.json"]}
    wide = ["source_id,source_code"]
    for code in largest(folder):
        for number in range(copies):
            twin = f"{code}.N{number}"
            wide.append(f"worldbank,{twin}")
            for kind in ("data", "title", "licence"):
                entries |= twin_of(folder, target, record["requests"], f"{kind}_{code}.json", twin)
    (place / "reference" / "wide_series.csv").write_text("\n".join(wide) + "\n", "utf-8")
    record["requests"] = entries
    (target / "snapshot.json").write_text(json.dumps(record), "utf-8")
    return build(place, ["worldbank"])


def largest(folder: Path) -> list[str]:
    """The codes with the largest landed data."""
    found = sorted(folder.glob("data_*.json.gz"), key=lambda path: -path.stat().st_size)
    return [path.name.removeprefix("data_").removesuffix(".json.gz") for path in found[:SMALL]]


def twin_of(
    folder: Path, target: Path, entries: dict[str, Any], name: str, twin: str
) -> dict[str, Any]:
    """One landed answer under another code; its new entry of the snapshot's record."""
    import hashlib

    kind, code = name.removesuffix(".json").split("_", 1)
    body = gzip.decompress((folder / f"{name}.gz").read_bytes())
    body = body.replace(f'"{code}"'.encode(), f'"{twin}"'.encode())
    new = f"{kind}_{twin}.json"
    (target / f"{new}.gz").write_bytes(gzip.compress(body, 1, mtime=0))
    changed = {"sha256": hashlib.sha256(body).hexdigest(), "bytes": len(body)}
    return {new: entries[name] | changed}


def peer(name: str, folders: dict[str, Path]) -> dict[str, Any]:
    """What one of the two parsing peers measured, in a process of its own."""
    call = (
        f"import json, sys; from pathlib import Path; from bench.etl import parse_{name} as parse"
    )
    script = f"{call}; print(json.dumps(parse([Path(p) for p in sys.argv[1:]])))"
    found, said = measured([sys.executable, "-c", script, *map(str, folders.values())])
    return found | json.loads(said)


def main() -> int:
    """Run all measurements, print them beside their limits; 1 where a limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data-dir", type=Path, default=ROOT / "data")
    parser.add_argument("--sources", nargs="*", default=[], help="default: all that have landed")
    parser.add_argument("--json", type=Path, help="write the figures there as well")
    options = parser.parse_args()
    folders = landed(options.data_dir, options.sources)
    if not folders:
        raise SystemExit(f"{options.data_dir}/raw: no answers; run `python -m etl fetch` first")
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        data_dir = workplace(options.data_dir, folders, place / "data")
        found = {
            "first": build(data_dir, sorted(folders)),
            "second": build(data_dir, sorted(folders)),
        }
        found |= {name: peer(name, folders) for name in ("pandas", "duckdb")}
        if "worldbank" in folders:
            one = (options.data_dir, folders["worldbank"])
            found["once"] = tenfold(*one, place / "once", 1)
            found["ten_times"] = tenfold(*one, place / "ten", COPIES)
    if options.json:
        options.json.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    return show(found)


def seconds(found: dict[str, Any]) -> str:
    """The time of a process; on a busy machine the processor's own seconds say more."""
    return f"{found['wall_s']:.1f} s (processor {found['cpu_s']:.1f} s)"


def show(found: dict[str, Any]) -> int:
    """Print the figures; 1 where a limit is missed."""
    first, second = found["first"], found["second"]
    read = found["pandas"]["rows"]  # as many rows lie in the files, nulls included
    lines = [
        f"build: {first['rows']:,} rows in {seconds(first)}, "
        f"{first['rows'] / first['wall_s']:,.0f} rows/s into the tables, "
        f"{read / first['wall_s']:,.0f} rows/s of the files"
    ]
    for name in ("pandas", "duckdb"):
        f = found[name]
        lines.append(
            f"{name}, parsing alone: {f['rows']:,} rows in {seconds(f)}, "
            f"{f['rows'] / f['wall_s']:,.0f} rows/s, {f['unread']} files unread"
        )
    share = second["wall_s"] / first["wall_s"]
    limits = [
        ("peak memory, MB", first["peak_mb"], PEAK_LIMIT_MB),
        ("second build, share of the first", share, SECOND_LIMIT),
    ]
    if "once" in found:
        one, ten = found["once"], found["ten_times"]
        times, rows = ten["work_s"] / one["work_s"], ten["rows"] / one["rows"]
        cpu = ten["cpu_s"] / one["cpu_s"]
        lines.append(
            f"{one['rows']:,} rows in {one['work_s']:.1f} s, {ten['rows']:,} rows in "
            f"{ten['work_s']:.1f} s: {rows:.1f} times the rows, {cpu:.1f} times the processor"
        )
        limits.append(("times the time for ten times the rows", times, TENFOLD_LIMIT))
    lines += [
        f"{name}: {value:.3g} (limit {limit:g}{'' if value <= limit else ', MISSED'})"
        for name, value, limit in limits
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    return int(any(value > limit for _, value, limit in limits))


if __name__ == "__main__":
    sys.exit(main())
