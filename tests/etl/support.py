"""A tiny data folder from trimmed real answers, for the tests of the ETL."""

import csv
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from etl.ask.bodies import require_json
from etl.ask.snapshots import Raw, Snapshot
from etl.model import Reply, Request
from etl.sources import discover

ROOT = Path(__file__).parents[2]
FIXTURES = Path(__file__).parents[1] / "fixtures"
DATE = "2026-11-23"
SOURCES = ("unhcr", "unsdg", "worldbank")
REGISTRY = {
    "ctx-population",
    "ctx-migrant-stock",
    "ctx-remit-paid-gdp",
    "ctx-refugees-asylum",
    "ctx-refugees-origin",
    "ctx-idp-unhcr",
    "sdg-10-7-2-sg-cpa-migrs",
    "sdg-17-3-2-bx-trf-pwkr",
}
# Catalogue indicators; the registry uses SP.POP.TOTL itself, so that it is none.
WIDE = (
    ("unsdg", "SI_RMT_COST"),
    ("worldbank", "NY.GDP.MKTP.CD"),
    ("worldbank", "SP.POP.TOTL"),
)
PARAMS = {
    "worldbank": (("date", "1960:2026"),),
    "unhcr": (("yearFrom", "1951"), ("yearTo", "2026")),
    "unsdg": (),
    "missingmigrants": (),
}


def make_data_dir(folder: Path, sources: tuple[str, ...] = SOURCES) -> Path:
    """The reference tables with a short registry, and a snapshot of each source."""
    shutil.copytree(ROOT / "data" / "reference", folder / "reference")
    path = folder / "reference" / "indicator_series.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        rows = [r for r in csv.DictReader(handle) if keeps(r["indicator_id"], r["source_id"])]
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    wide = "".join(f"{source_id},{code}\n" for source_id, code in WIDE)
    (folder / "reference" / "wide_series.csv").write_text(f"source_id,source_code\n{wide}", "utf-8")
    for source_id in sources:
        land(folder, source_id)
    return folder


def three() -> Mapping[str, ModuleType]:
    """The sources that tests of the machinery use, whatever others there are."""
    return {k: m for k, m in discover().items() if k in SOURCES}


def keeps(indicator_id: str, source_id: str) -> bool:
    if indicator_id == "ctx-refugees-origin":
        return source_id == "unhcr"
    if indicator_id == "sdg-17-3-2-bx-trf-pwkr":
        return source_id != "derived"  # the amount is not among the fixtures
    return indicator_id in REGISTRY


def bodies(source_id: str, replaced: Mapping[str, bytes] | None = None) -> dict[str, bytes]:
    found = {p.name: p.read_bytes() for p in sorted((FIXTURES / source_id).iterdir())}
    return found | dict(replaced or {})


def land(
    data_dir: Path, source_id: str, replaced: Mapping[str, bytes] | None = None, date: str = DATE
) -> Snapshot:
    """Write the fixtures of a source as a finished snapshot; `replaced` swaps single answers."""
    snapshot = Snapshot(data_dir / "raw" / source_id / date)
    base = discover()[source_id].SOURCE.base_url
    found = bodies(source_id, replaced)
    for name, body in found.items():
        request = Request(name, f"/{name}", require_json, PARAMS.get(source_id, ()))
        reply = Reply(body, 200, {}, f"{date}T08:00:00Z")
        snapshot.put(request, base + request.path, False, reply)
    snapshot.finish(set(found))
    return snapshot


def raw(source_id: str, replaced: Mapping[str, bytes] | None = None) -> Raw:
    """The fixtures of a source as its `tidy` sees them."""
    found = bodies(source_id, replaced)
    entry = {
        "params": [list(p) for p in PARAMS.get(source_id, ())],
        "retrieved_at": f"{DATE}T08:00:00Z",
    }
    base = discover()[source_id].SOURCE.base_url
    return Raw(found, {name: entry | {"url": f"{base}/{name}"} for name in found})


def edited(source_id: str, name: str, change: Any) -> dict[str, bytes]:
    """One JSON fixture after `change(value)`, which may return a new value or edit in place."""
    value = json.loads(bodies(source_id)[name])
    result = change(value)
    return {name: json.dumps(value if result is None else result).encode()}
