"""The table of verdicts in a build: made, checked, noticed when stale, made anew alone."""

import dataclasses
import json
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data.mapped_tables import StoreError, open_mapped_tables
from data.progress.settings import ALL_SETTINGS
from data.reference_lists import Reference, load_reference
from data.schema.contract import OBSERVATIONS, Known, TableError
from data.schema.tables import TABLES, empty_table
from data.schema.verdicts import VERDICT_MEANINGS, VERDICTS, check_verdicts
from data.store import Store
from etl.__main__ import main
from etl.build.load import (
    FILES,
    VERDICTS_FILE,
    Tables,
    read_provenance,
    read_tables,
    write_tables,
    write_verdicts,
)
from etl.build.verdicts import judge_table, stale
from tests.conftest import DATA_DIR

MORTALITY, PLANS = "sdg-3-2-1-sh-dyn-mort", "sdg-17-18-3-sg-stt-nsdsfnd"
CHOSEN = [MORTALITY, PLANS, "ctx-population"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with real rows of three indicators, judged by the command line."""
    made = tmp_path / "data"
    shutil.copytree(DATA_DIR / "reference", made / "reference")
    kept = [("indicator_id", "in", CHOSEN), ("area_code", "in", ["KEN", "ROU", "WB:SSF"])]
    rows = pq.read_table(DATA_DIR / "tables" / "observations.parquet", filters=kept).to_pandas()
    rows = rows.assign(quality="")[OBSERVATIONS.names]
    catalogue = json.loads((DATA_DIR / "tables" / "catalogue.json").read_text("utf-8"))
    names = [f.name for f in OBSERVATIONS if pa.types.is_dictionary(f.type)]
    rows = rows.astype(dict.fromkeys(names, "str"))
    others = (empty_table(TABLES[name].schema) for name in ("flows", "incidents"))
    write_tables(made, Tables(rows, *others, catalogue=catalogue))
    assert main(["judge", "--data-dir", str(made), "--quiet"]) == 0
    return made


def files(folder: Path) -> dict[str, bytes]:
    return {name: (folder / "tables" / name).read_bytes() for name in FILES}


def test_equal_rows_give_equal_verdicts(folder: Path) -> None:
    """Seventy-two rows for each series and area; only assessable indicators; equal bytes again."""
    tables, reference = read_tables(folder), load_reference(folder / "reference")
    rows, record = tables.verdicts, tables.catalogue["verdicts"]
    assert (
        len(rows) == record["rows"] == 7 * len(ALL_SETTINGS)
    )  # two providers of one, a group by one
    assert (record["year"], record["series"], record["areas"]) == (2026, 3, 3)
    before = files(folder)
    assert main(["judge", "--data-dir", str(folder), "--quiet"]) == 0
    assert files(folder) == before
    assert stale(tables, reference) == ""
    made = read_provenance(folder / "tables" / VERDICTS_FILE)
    assert made["build_id"] == tables.catalogue["build_id"]
    ours = Store(DATA_DIR).verdicts.all_settings(MORTALITY, "KEN")
    flows = folder / "tables" / "flows.parquet"
    flows.write_bytes((DATA_DIR / "tables" / "flows.parquet").read_bytes())
    assert Store(folder).verdicts.all_settings(MORTALITY, "KEN") == ours


def test_verdicts_that_the_rows_or_the_rules_do_not_give_are_noticed(folder: Path) -> None:
    tables, reference = read_tables(folder), load_reference(folder / "reference")
    moved = tables.verdicts.assign(latest_value=tables.verdicts["latest_value"] + 1)
    write_verdicts(folder, dataclasses.replace(tables, verdicts=moved))
    assert "latest_value is not" in stale(read_tables(folder), reference)
    goal = dataclasses.replace(reference.indicators[MORTALITY], target_value="20")
    other = dataclasses.replace(reference, indicators=reference.indicators | {MORTALITY: goal})
    assert "other rules" in stale(tables, other)


def test_a_table_of_another_shape_is_not_mapped(folder: Path) -> None:
    path = folder / "tables" / VERDICTS_FILE
    flows = folder / "tables" / "flows.parquet"
    flows.write_bytes((DATA_DIR / "tables" / "flows.parquet").read_bytes())
    pq.write_table(pq.read_table(path).slice(1), path)
    with pytest.raises(StoreError, match="72 settings"):
        open_mapped_tables(folder)
    path.unlink()
    store = Store(folder)  # an older set of tables
    assert not store.verdicts.present and store.verdicts.of_area("KEN") == {}


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"band": "moderat"}, "unknown band"),
        ({"band": "unsd2022_fair"}, "a band of another method"),
        ({"common": ""}, "do not go together"),
        ({"reason": "too_old"}, "neither or both"),
        ({"agree": 73}, "wrong count"),
        ({"area_code": "ZZZ"}, "unknown area"),
        ({"indicator_id": "nothing"}, "unknown indicator"),
        ({"method": "best"}, "unknown method"),
        ({"ratio": float("inf")}, "not finite"),
    ],
)
def test_each_broken_rule_is_named(reference: Reference, change: dict[str, Any], rule: str) -> None:
    known = Known(frozenset(reference.areas), reference.units, 2027)
    cells = {
        "indicator_id": [MORTALITY] * 2,
        "source_id": "worldbank",
        "breakdown": "",
        "area_code": "KEN",
        "year": [2015, 2023],
        "value": [47.4, 39.9],
        "obs_status": "A",
        "quality": "",
        "vintage": "2026-07-01",
    }
    frame = judge_table(pd.DataFrame(cells), reference, 2026)
    assert list(frame.columns) == VERDICTS.names == list(VERDICT_MEANINGS)
    check_verdicts(frame, known)
    column, value = next(iter(change.items()))
    names = frame[column].astype("str") if frame[column].dtype == "category" else frame[column]
    first = names.index == frame.index[frame["method"] == "un5"][0]
    broken = frame.assign(**{column: names.where(~first, value)})
    with pytest.raises(TableError, match=rule):
        check_verdicts(broken, known)
