"""Doubts in a build of whole sources: they land and are listed; too many are a question."""

import json
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from etl.__main__ import main
from etl.build.load import read_tables, write_tables
from etl.quality.editions import edition_time
from tests.etl.support import edited, land, make_data_dir, three


def test_a_row_outside_its_bounds_lands_and_the_rest_with_it(tmp_path: Path) -> None:
    """A build: the row is flagged, its doubt is in the table, nothing stops."""

    def broken(answer: Any) -> None:
        next(r for r in answer[1] if r["value"])["value"] = -1

    folder = make_data_dir(tmp_path / "data")
    land(folder, "worldbank", edited("worldbank", "data_SP.POP.TOTL.json", broken))
    assert main(["build", "--data-dir", str(folder), "--quiet"], three()) == 0
    tables = read_tables(folder)
    doubts = tables.doubts[tables.doubts["flag"] == "bounds"].to_dict("records")
    assert [json.loads(doubt["figures"])["value"] for doubt in doubts] == [-1]
    assert (tables.observations["quality"] == "bounds").sum() == 1


def test_check_lists_the_doubts_and_calls_them_no_problems(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Namibia 2023: the World Bank says 1.04 % of GDP, the UN 0.71."""
    folder = make_data_dir(tmp_path / "data")
    assert main(["build", "--data-dir", str(folder), "--quiet"], three()) == 0
    capsys.readouterr()
    assert main(["check", "--data-dir", str(folder)], three()) == 0
    told = capsys.readouterr().out
    assert "doubted: sdg-17-3-2-bx-trf-pwkr unsdg: disagrees: 1 of" in told
    assert "NAM 2023: difference_pct 31.9, other 1.04" in told
    assert "doubts: 2 in 2 series; they are no problems" in told
    assert main(["check", "--json", "--data-dir", str(folder)], three()) == 0
    (one, _) = json.loads(capsys.readouterr().out)["doubts"]
    assert one["samples"][0]["figures"]["other_source"] == "worldbank"


def test_check_notices_doubts_that_the_rows_do_not_carry(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make_data_dir(tmp_path / "data")
    assert main(["build", "--data-dir", str(folder), "--quiet"], three()) == 0
    tables = read_tables(folder)
    write_tables(folder, replace(tables, doubts=tables.doubts[:1]))
    assert main(["check", "--data-dir", str(folder), "--quiet"], three()) == 1
    told = capsys.readouterr().err
    assert "disagrees: 2 values carry the flag, 1 stand in doubts.parquet" in told


def test_a_question_ends_the_build_with_status_1_and_keeps_the_rest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A bound that nearly every value exceeds: the tables are written without its flags."""
    folder = make_data_dir(tmp_path / "data")
    path = folder / "reference" / "quality_rules.csv"
    text = path.read_text("utf-8")
    header = text.splitlines()[0].split(",")
    cells = {"indicator_id": "ctx-refugees-asylum", "high": "1"}
    path.write_text(text + ",".join(cells.get(name, "") for name in header) + "\n", "utf-8")
    with (path.parent / "texts" / "en" / path.name).open("a", encoding="utf-8") as stream:
        stream.write("ctx-refugees-asylum,x\n")
    arguments = ["build", "--data-dir", str(folder)]
    assert main(arguments, three()) == 1
    assert "QUESTION ctx-refugees-asylum of unhcr: the rule `bounds`" in capsys.readouterr().err
    assert not (read_tables(folder).doubts["flag"] == "bounds").any()
    assert main([*arguments, "--accept"], three()) == 0
    assert (read_tables(folder).doubts["flag"] == "bounds").any()


@pytest.mark.parametrize(
    ("edition", "time"),
    [("2025.Q3.G.02", 2025.75), ("2025-Q1", 2025.25), ("2024", 2025.0), ("2023-24", 2025.0),
     ("2026-07-01", 2026.5), ("2026-06", 2026.49), ("20221221-bdds", 2023.0), ("none", math.nan)],
)  # fmt: skip
def test_when_an_edition_came_out(edition: str, time: float) -> None:
    assert edition_time(edition) == pytest.approx(time, abs=0.03, nan_ok=True)
