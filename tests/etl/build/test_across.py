"""Derived rows where a provider is missing: what can be computed is, the rest stays."""

import json
from pathlib import Path
from typing import Any

import pytest

from etl.__main__ import main
from etl.build.load import read_tables
from etl.verify import verify
from tests.etl.support import land, make_data_dir, three

LATER = "2026-11-24"
OF_BOTH, OF_UNHCR = "ctx-remit-paid-gdp", "ctx-resettlement-origin"


def run(folder: Path, *more: str) -> int:
    return main(["build", *more, "--data-dir", str(folder), "--quiet"], three())


def derived(folder: Path) -> dict[tuple[str, str, int], tuple[float, str]]:
    rows = read_tables(folder).observations
    rows = rows[rows["source_id"] == "derived"]
    cells = zip(rows["indicator_id"], rows["area_code"], rows["year"], strict=True)
    return dict(zip(cells, zip(rows["value"], rows["vintage"], strict=True), strict=True))


def of(rows: dict[tuple[str, str, int], Any], indicator_id: str) -> dict[Any, Any]:
    return {cell: found for cell, found in rows.items() if cell[0] == indicator_id}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Answers of UNHCR alone; one formula reads them, another the World Bank's."""
    made = make_data_dir(tmp_path / "data", ("unhcr",))
    line = f"{OF_UNHCR},derived,{OF_UNHCR},,1,origin_total(unhcr/refugees),derived,\n"
    with (made / "reference" / "indicator_series.csv").open("a", encoding="utf-8") as handle:
        handle.write(line)
    return made


def test_a_provider_that_is_down_takes_only_its_own_formulas_with_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder) == 1
    assert "failed: unsdg, worldbank" in capsys.readouterr().err
    alone = derived(folder)
    assert {cell[0] for cell in alone} == {OF_UNHCR}
    rows = read_tables(folder).observations
    origin = rows[rows["indicator_id"] == "ctx-refugees-origin"]
    for area, year, value in zip(
        origin["area_code"], origin["year"], origin["value"], strict=True
    ):  # one is summed from the pairs, the other read by country of origin
        assert alone.get((OF_UNHCR, area, year), (value,))[0] == value
    assert (OF_UNHCR, "M49:001", 2024) in alone

    for source_id in ("worldbank", "unsdg"):
        land(folder, source_id)
    assert run(folder) == 0
    assert of(derived(folder), OF_UNHCR) == alone
    assert of(derived(folder), OF_BOTH)


def test_rows_that_cannot_be_computed_again_stay_beside_new_ones(folder: Path) -> None:
    for source_id in ("worldbank", "unsdg"):
        land(folder, source_id)
    assert run(folder) == 0
    before, entry = derived(folder), catalogue(folder)["series"][f"{OF_BOTH}|derived"]
    land(folder, "unhcr", None, LATER)
    assert run(folder, "unhcr") == 0
    after = derived(folder)
    assert of(after, OF_BOTH) == of(before, OF_BOTH)
    assert catalogue(folder)["series"][f"{OF_BOTH}|derived"] == entry
    assert {vintage for _, vintage in of(after, OF_UNHCR).values()} == {"unhcr 2025-06"}
    assert catalogue(folder)["sources"]["derived"]["retrieved_at"].startswith(LATER)
    assert verify(folder, {}) == []


def catalogue(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / "tables" / "catalogue.json").read_text("utf-8")))
