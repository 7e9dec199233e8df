"""Whole builds on a tiny data folder: what is kept, refused, withheld, summed; equal bytes."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from etl.__main__ import main
from etl.build.build import build
from etl.build.compare import agreement, shared
from etl.build.load import build_lock, read_tables, write_tables
from etl.verify import verify
from tests.etl.support import bodies, edited, land, make_data_dir, three

TABLES = ("observations.parquet", "flows.parquet", "catalogue.json")
LATER = "2026-11-24"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_data_dir(tmp_path_factory.mktemp("built") / "data")
    assert run("build", folder) == 0
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = make_data_dir(tmp_path / "data")
    assert run("build", made) == 0
    return made


def run(verb: str, folder: Path, *more: str) -> int:
    return main([verb, *more, "--data-dir", str(folder), "--quiet"], three())


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / "tables" / name).read_bytes() for name in TABLES}


def catalogue(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "tables" / "catalogue.json").read_text("utf-8"))


def cells(folder: Path, indicator_id: str, source_id: str) -> dict[tuple[str, int], float]:
    rows = read_tables(folder).observations
    rows = rows[(rows["indicator_id"] == indicator_id) & (rows["source_id"] == source_id)]
    return dict(zip(zip(rows["area_code"], rows["year"], strict=True), rows["value"], strict=True))


def test_values_in_our_codes(built: Path) -> None:
    people = cells(built, "ctx-population", "worldbank")
    assert people["NAM", 2020] == 2728762
    assert people["M49:001", 2023] == 8061876001  # the World Bank's WLD
    assert ("WB:HIC", 2023) in people
    assert ("XKX", 2023) in people
    remittances = cells(built, "sdg-17-3-2-bx-trf-pwkr", "unsdg")
    assert remittances["KGZ", 2018] == 32.5055687336898  # M49 417
    share = cells(built, "ctx-remit-paid-gdp", "derived")
    assert share["KGZ", 2022] == pytest.approx(100 * 1223920041.47718 / 12134931017.9465)
    assert ("AFG", 2022) not in share  # GDP is there, remittances paid are not


def test_totals_are_sums_of_members(built: Path) -> None:
    origin = cells(built, "ctx-refugees-origin", "unhcr")
    countries = {c: v for (c, year), v in origin.items() if year == 2024 and ":" not in c}
    others = origin["OTH:XXA", 2024] + origin["OTH:TIB", 2024]
    assert origin["M49:001", 2024] == sum(countries.values()) + others
    assert origin["M49:151", 2024] == origin["UKR", 2024]  # Eastern Europe
    assert origin["M49:199", 2024] == origin["AFG", 2024]  # least developed countries
    assert catalogue(built)["series"]["ctx-refugees-origin|unhcr"]["aggregates"] is True


def test_catalogue(built: Path) -> None:
    found = catalogue(built)
    assert set(found["sources"]) == {"derived", "unhcr", "unsdg", "worldbank"}
    assert found["sources"]["unsdg"]["edition"] == "2025.Q3.G.02"
    reasons = {w["source_code"]: w["reason"] for w in found["withheld"]}
    assert reasons == {"SM.POP.TOTL": "not_served", "SG_CPA_MIGRS": "defect_suspect"}
    (pair,) = found["comparisons"]
    assert pair["source_codes"] == ["BX_TRF_PWKR", "BX.TRF.PWKR.DT.GD.ZS"]
    assert (pair["source_ids"], pair["verdict"]) == (["unsdg", "worldbank"], "agree")
    first, second = found["leading"]["sdg-17-3-2-bx-trf-pwkr"]
    shown = {k for k, v in found["series"].items() if v["is_default"]}
    assert f"sdg-17-3-2-bx-trf-pwkr|{first['source_id']}" in shown
    assert f"sdg-17-3-2-bx-trf-pwkr|{second['source_id']}" not in shown
    assert verify(built, three()) == []


def test_a_second_build_and_a_second_retrieval_give_the_same_bytes(folder: Path) -> None:
    before = contents(folder)
    assert run("build", folder) == 0
    assert contents(folder) == before
    for source_id in ("unhcr", "unsdg", "worldbank"):
        snapshot = folder / "raw" / source_id / "2026-11-23" / "snapshot.json"
        snapshot.write_text(snapshot.read_text("utf-8").replace("T08:00", "T21:30"), "utf-8")
    assert run("build", folder) == 0
    after = contents(folder)
    assert after["observations.parquet"] == before["observations.parquet"]
    assert after["flows.parquet"] == before["flows.parquet"]


def html(_: Path) -> dict[str, bytes]:
    return {"countries.json": b"<html>Service is being restarted</html>"}


def half_the_rows(_: Path) -> dict[str, bytes]:
    def change(answer: Any) -> None:
        answer[1] = [r for r in answer[1] if r["countryiso3code"] == "PHL"]
        answer[0]["total"] = len(answer[1])

    return edited("worldbank", "data_SP.POP.TOTL.json", change)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (html, "JSON, not markup; got b'<html>Service"),
        (half_the_rows, "in the last build; at least 95% expected"),
    ],
)
def test_a_source_that_fails_keeps_its_rows_and_the_others_go_on(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    change: Callable[[Path], dict[str, bytes]],
    why: str,
) -> None:
    before = read_tables(folder)
    land(folder, "worldbank", change(folder), LATER)
    land(folder, "unhcr", None, LATER)
    assert run("build", folder) == 1
    message = capsys.readouterr().err
    assert why in message
    assert "failed: worldbank; their last good rows stay" in message
    after = read_tables(folder)
    kept = [t.observations.query("source_id in ('worldbank', 'derived')") for t in (before, after)]
    pd.testing.assert_frame_equal(*(k.reset_index(drop=True).astype("str") for k in kept))
    assert after.catalogue["sources"]["unhcr"]["retrieved_at"][:10] == LATER
    assert after.catalogue["sources"]["worldbank"] == before.catalogue["sources"]["worldbank"]
    assert after.catalogue["comparisons"] == before.catalogue["comparisons"]
    assert verify(folder, {}) == []


def test_accept_takes_fewer_rows(folder: Path) -> None:
    land(folder, "worldbank", half_the_rows(folder), LATER)
    assert run("build", folder, "--accept") == 0
    assert set(cells(folder, "ctx-population", "worldbank")) == {
        ("PHL", year) for year in (2019, 2020, 2023)
    }


def test_a_damaged_raw_answer_is_found(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "raw" / "unsdg" / "2026-11-23" / "series.json.gz"
    path.write_bytes(path.read_bytes()[:-9])
    before = contents(folder)
    assert run("check", folder) == 1
    assert run("build", folder) == 1
    assert "series.json.gz: cannot be read" in capsys.readouterr().err
    assert contents(folder)["observations.parquet"] == before["observations.parquet"]


def test_nothing_that_can_be_built_changes_nothing(folder: Path) -> None:
    before = contents(folder)
    for source_id in ("unhcr", "unsdg", "worldbank"):
        land(folder, source_id, dict.fromkeys(bodies(source_id), b"<html>"), LATER)
    assert run("build", folder) == 1
    assert contents(folder) == before


def test_a_kill_before_the_rename_leaves_the_old_tables(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(folder)
    land(folder, "unhcr", None, LATER)
    made = build(folder, three())

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", killed)
    monkeypatch.setattr(os, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        write_tables(folder, made.new)
    assert contents(folder) == before


def test_a_torn_set_of_files_is_noticed(folder: Path) -> None:
    old = (folder / "tables" / "flows.parquet").read_bytes()
    one_more = edited(
        "unhcr", "population.0001.json", lambda a: a["items"][0].update(refugees=180_001)
    )
    land(folder, "unhcr", one_more, LATER)
    assert run("build", folder) == 0
    (folder / "tables" / "flows.parquet").write_bytes(old)
    assert any("flows.parquet: build" in problem for problem in verify(folder, {}))


def test_two_builds_at_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with build_lock(folder):
        assert run("build", folder) == 1
    assert "another fetch or build is at work" in capsys.readouterr().err
    with build_lock(folder):
        pass


def test_a_unit_that_cannot_be_ours(folder: Path) -> None:
    export = bodies("unsdg")["data.BX_TRF_PWKR.csv"].replace(b",PERCENT", b",CU_USD_M")
    land(folder, "unsdg", {"data.BX_TRF_PWKR.csv": export}, LATER)
    failures = build(folder, three()).failures
    why = failures["unsdg BX_TRF_PWKR"]
    assert "has unit percent_gdp, but BX_TRF_PWKR comes in CU_USD_M" in why


def test_two_series_that_disagree_are_both_kept_and_named(folder: Path) -> None:
    def change(answer: Any) -> None:
        for row in answer[1]:
            row["value"] = row["value"] and row["value"] / 2

    land(folder, "worldbank", edited("worldbank", "data_BX.TRF.PWKR.DT.GD.ZS.json", change), LATER)
    assert run("build", folder, "--accept") == 0
    found = catalogue(folder)
    assert found["comparisons"][0]["verdict"] == "disagree"
    assert found["comparisons"][0]["median_abs_rel_diff_pct"] == pytest.approx(50, abs=1)
    for source_id in ("unsdg", "worldbank"):
        assert cells(folder, "sdg-17-3-2-bx-trf-pwkr", source_id)
    assert "BX_TRF_PWKR" not in {w["source_code"] for w in found["withheld"]}
    assert "| disagree |" in (folder / "README.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ([1.0, 2.0, 0.0, 4.0], [1.0, 2.0, 0.0, 4.0], (0.0, 0.0, "agree")),
        ([1.0, 2.0, 3.0, 100.0], [1.0, 2.0, 3.0, 106.0], (0.0, 25.0, "agree")),
        ([1.0, 2.0, 50.0, 100.0], [1.0, 2.0, 80.0, 106.0], (2.83, 50.0, "disagree")),
        ([1.0, 1.0, 1.0, 1.0], [1.06, 1.06, 1.06, 1.06], (5.66, 100.0, "disagree")),
        ([0.0], [3.0], (100.0, 100.0, "disagree")),
    ],
)
def test_agreement(left: list[float], right: list[float], expected: tuple[Any, ...]) -> None:
    def frame(values: list[float]) -> pd.DataFrame:
        years = range(2000, 2000 + len(values))
        keys = {"indicator_id": "x", "area_code": "NAM", "year": years}
        return pd.DataFrame({**keys, "value": values, "vintage": "2024"})

    found = agreement(shared(frame(left), frame(right)))
    assert found["median_abs_rel_diff_pct"] == pytest.approx(expected[0], abs=0.01)
    assert (found["share_over_5pct"], found["verdict"]) == expected[1:]
    apart = shared(frame(left), frame(right).assign(area_code="PHL"))
    assert agreement(apart)["verdict"] == "no_overlap"


def test_building_one_source_keeps_the_others(folder: Path) -> None:
    land(folder, "unhcr", None, LATER)
    land(folder, "worldbank", html(folder), LATER)
    assert run("build", folder, "unhcr") == 0
    assert catalogue(folder)["sources"]["unhcr"]["retrieved_at"][:10] == LATER
    assert cells(folder, "ctx-remit-paid-gdp", "derived")


def test_nothing_landed_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = make_data_dir(tmp_path / "data", sources=())
    assert run("build", made) == 1
    assert "run `python -m etl fetch unhcr`" in capsys.readouterr().err
