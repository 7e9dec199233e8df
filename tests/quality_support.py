"""A data folder with flagged cells: Missing Migrants, whose last year ends in September."""

import json
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from data.quality import flags_of
from tests.conftest import DATA_DIR, FLOWS, OBSERVATION_COLUMNS, write_tables

MISSING_MIGRANTS = ("ctx-missing-migrants", "missingmigrants", "")
# IOM's counts of the dead and missing on all routes; 2025 ends on 8 September.
ROWS = [("M49:001", 2023, 8747.0, "A", ""), ("M49:001", 2024, 9191.0, "A", ""),
        ("M49:001", 2025, 3780.0, "P", "part_year"), ("MAR", 2023, 378.0, "A", "small;old_edition"),
        ("MAR", 2024, 500.0, "A", "old_edition"), ("NRU", 2024, None, "M", "")]  # fmt: skip
FIGURES = {"part_year": {"until": "2025-09-08"}, "small": {"number": 3, "limit": 20},
           "old_edition": {"edition": "2023", "newest": "2025"}}  # fmt: skip


def flagged_dir(data_dir: Path) -> Path:
    """The tables of the rows above with their column `quality`, and the table of doubts."""
    folder = data_dir / "tables"
    cells = [(*MISSING_MIGRANTS, a, y, v, "persons", s, "2025-09-08") for a, y, v, s, _ in ROWS]
    write_tables(folder, cells, FLOWS)
    rows = dict(zip(OBSERVATION_COLUMNS, zip(*cells, strict=True), strict=True))
    columns = {name: list(column) for name, column in rows.items()}
    columns["quality"] = [quality for *_, quality in ROWS]
    pq.write_table(pa.table(columns), folder / "observations.parquet")
    keys = ("indicator_id", "source_id", "breakdown", "area_code", "year", "flag", "figures")
    doubts = [
        (*MISSING_MIGRANTS, area, year, flag, json.dumps(FIGURES[flag], sort_keys=True))
        for area, year, _, _, quality in ROWS
        for flag in flags_of(quality)
    ]
    table = dict(zip(keys, (list(c) for c in zip(*doubts, strict=True)), strict=True))
    pq.write_table(pa.table(table), folder / "doubts.parquet")
    shutil.copy(DATA_DIR / "tables" / "groups.parquet", folder)
    return data_dir
