"""Apps and stores for tests: one over the embedded tables, one over a handful of real cells."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, settings

from app import Throughline, create_app
from data.reference_lists import Reference, load_reference
from data.store import Store

DATA_DIR = Path(__file__).parents[1] / "data"

# How long an example takes says nothing on a busy machine; all else stays as hypothesis has it.
settings.register_profile(
    "untimed", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("untimed")

# Published cells, checked by hand: World Bank WDI (BX.TRF.PWKR.CD.DT, SM.POP.NETM) and UNHCR.
REMITTANCES = [
    ("IND", 2021, 89375209128.6),
    ("IND", 2023, 119526055008.102),
    ("MEX", 2021, 54130269960.2265),
    ("NAM", 2023, 60217471.4),
]
REFUGEES = [
    ("DEU", 2022, 2075445.0, "A"),
    ("DEU", 2023, 2593007.0, "A"),
    ("TUR", 2016, 2869419.0, "A"),
    ("TUR", 2023, 3251127.0, "A"),
    ("ABW", 2023, 0.0, "A"),
    ("NRU", 2023, None, "M"),
]
OBSERVATION_COLUMNS = (
    "indicator_id", "source_id", "breakdown", "area_code", "year", "value", "unit", "obs_status",
    "vintage",
)  # fmt: skip
FLOW_COLUMNS = (
    "measure", "origin_code", "destination_code", "year", "value", "obs_status", "source_id",
    "vintage",
)  # fmt: skip
FLOWS = [
    ("refugees", "SYR", "DEU", 2023, 705759.0, "A", "unhcr", "2026-06"),
    ("refugees", "SYR", "TUR", 2023, 3214780.0, "A", "unhcr", "2026-06"),
    ("refugees", "UKR", "DEU", 2023, 1125851.0, "A", "unhcr", "2026-06"),
]


def write_tables(folder: Path, observations: list[tuple], flows: list[tuple]) -> None:
    """The two Parquet tables of a data folder, and a catalogue that knows their series."""
    folder.mkdir(parents=True)
    rows = dict(zip(OBSERVATION_COLUMNS, zip(*observations, strict=True), strict=True))
    pq.write_table(pa.table({k: list(v) for k, v in rows.items()}), folder / "observations.parquet")
    pairs = dict(zip(FLOW_COLUMNS, zip(*flows, strict=True), strict=True))
    pq.write_table(pa.table({k: list(v) for k, v in pairs.items()}), folder / "flows.parquet")
    entry = {
        "is_default": True, "source_code": "X", "title": "t", "unit": "persons", "edition": "2025",
        "licence": "CC BY 4.0", "attribution": "A", "provider_note": "", "aggregates": False,
    }  # fmt: skip
    series = {f"{row[0]}|{row[1]}": entry for row in observations}
    sources = {row[1]: {"retrieved_at": "2026-11-23T00:00:00Z"} for row in observations}
    content = {"series": series, "sources": sources, "withheld": [], "comparisons": []}
    (folder / "catalogue.json").write_text(json.dumps(content), encoding="utf-8")


@pytest.fixture
def small_dir(tmp_path: Path) -> Path:
    """A data folder with the cells above; rows deliberately not in order."""
    rows: list[tuple] = [
        ("ctx-remit-received", "worldbank", "", a, y, v, "usd_current", "A", "2025-02-07")
        for a, y, v in reversed(REMITTANCES)
    ]
    rows += [
        ("ctx-refugees-asylum", "unhcr", "", a, y, v, "persons", s, "2026-06")
        for a, y, v, s in REFUGEES
    ]
    write_tables(tmp_path / "data" / "tables", rows, FLOWS)
    return tmp_path / "data"


@pytest.fixture
def small_store(small_dir: Path) -> Store:
    return Store(small_dir)


@pytest.fixture(scope="session")
def reference() -> Reference:
    return load_reference(DATA_DIR / "reference")


@pytest.fixture(scope="session")
def app() -> Throughline:
    return create_app(DATA_DIR)
