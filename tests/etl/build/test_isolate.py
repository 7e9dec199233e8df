"""One broken series: it keeps its last rows and is named with what to do; the others land."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from etl.__main__ import main
from etl.build.load import Tables, read_tables
from etl.verify import verify
from tests.etl.support import bodies, edited, land, make_data_dir, three

LATER = "2026-11-24"
PEOPLE = "data_SP.POP.TOTL.json"
REMITTANCES = "data.BX_TRF_PWKR.csv"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = make_data_dir(tmp_path / "data")
    assert run(made) == 0
    return made


def run(folder: Path, *more: str) -> int:
    return main(["build", *more, "--data-dir", str(folder), "--quiet"], three())


def rows(tables: Tables, indicator_id: str) -> list[list[Any]]:
    found = tables.observations
    found = found[found["indicator_id"] == indicator_id].drop(columns="vintage")
    return found.astype("str").to_numpy().tolist()


def one_more_year(name: str) -> dict[str, bytes]:
    """A newer answer of another series of the source, to see that it lands."""

    def change(answer: Any) -> None:
        row = next(r for r in answer[1] if r["value"] is not None)
        answer[1].append(row | {"date": "1999", "value": 1.5})
        answer[0]["total"] = len(answer[1])

    return edited("worldbank", name, change)


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"<html>Service is being restarted</html>", "JSON, not markup; got b'<html>Service"),
        (b"[]", "expected"),
    ],
)
def test_an_unreadable_series_keeps_its_rows_and_the_others_of_its_source_go_on(
    folder: Path, capsys: pytest.CaptureFixture[str], body: bytes, why: str
) -> None:
    before = read_tables(folder)
    newer = one_more_year("data_BX.TRF.PWKR.DT.GD.ZS.json")
    land(folder, "worldbank", {PEOPLE: body} | newer, LATER)
    assert run(folder) == 1
    message = capsys.readouterr().err
    assert "FAILED worldbank SP.POP.TOTL: " in message
    assert why in message
    assert "What to do" in message
    after = read_tables(folder)
    assert rows(after, "ctx-population") == rows(before, "ctx-population") != []
    assert len(rows(after, "sdg-17-3-2-bx-trf-pwkr")) > len(rows(before, "sdg-17-3-2-bx-trf-pwkr"))
    # What is computed from the broken series stays as well.
    assert rows(after, "ctx-remit-paid-gdp") == rows(before, "ctx-remit-paid-gdp") != []
    entry = after.catalogue["series"]["ctx-population|worldbank"]
    assert entry == before.catalogue["series"]["ctx-population|worldbank"]
    assert verify(folder, {}) == []
    # Read from the cache, the same: nothing about a failure is forgotten.
    assert run(folder) == 1
    assert "FAILED worldbank SP.POP.TOTL: " in capsys.readouterr().err


def unknown_area(answer: Any) -> None:
    next(r for r in answer[1] if r["value"])["countryiso3code"] = "QQQ"


def older_edition(answer: Any) -> None:
    answer[0]["lastupdated"] = "2019-01-01"


def no_number(answer: Any) -> None:
    next(r for r in answer[1] if r["value"])["value"] = "many"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (unknown_area, "unknown area codes QQQ. What to do: add each"),
        (older_edition, "edition 2019-01-01 is older than 2025-06-05 of the last build"),
        (no_number, "could not convert string to float: 'many'"),
    ],
)
def test_a_faulty_row_or_edition_stops_its_series_only(
    folder: Path, capsys: pytest.CaptureFixture[str], change: Any, why: str
) -> None:
    before = read_tables(folder)
    newer = one_more_year("data_BX.TRF.PWKR.DT.GD.ZS.json")
    land(folder, "worldbank", edited("worldbank", PEOPLE, change) | newer, LATER)
    assert run(folder) == 1
    message = capsys.readouterr().err
    assert "FAILED worldbank SP.POP.TOTL: " in message
    assert why in message
    after = read_tables(folder)
    assert rows(after, "ctx-population") == rows(before, "ctx-population") != []
    assert len(rows(after, "sdg-17-3-2-bx-trf-pwkr")) > len(rows(before, "sdg-17-3-2-bx-trf-pwkr"))
    entry = after.catalogue["series"]["ctx-population|worldbank"]
    assert entry == before.catalogue["series"]["ctx-population|worldbank"]


def test_a_series_with_a_unit_never_seen_keeps_its_rows(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = read_tables(folder)
    export = bodies("unsdg")[REMITTANCES].replace(b",PERCENT", b",FURLONGS")
    land(folder, "unsdg", {REMITTANCES: export}, LATER)
    assert run(folder) == 1
    assert "FAILED unsdg BX_TRF_PWKR: " in capsys.readouterr().err
    pd.testing.assert_frame_equal(read_tables(folder).observations, before.observations)


def without_remittances() -> dict[str, bytes]:
    listed = json.loads(bodies("unsdg")["series.json"])
    return {"series.json": json.dumps([e for e in listed if e["code"] != "BX_TRF_PWKR"]).encode()}


def test_a_code_that_is_gone_keeps_its_rows_until_someone_accepts(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = read_tables(folder)
    land(folder, "unsdg", without_remittances(), LATER)
    assert run(folder) == 1
    message = capsys.readouterr().err
    assert "FAILED unsdg BX_TRF_PWKR: " in message
    assert "name its new code in data/reference/indicator_series.csv" in message
    pd.testing.assert_frame_equal(read_tables(folder).observations, before.observations)
    assert run(folder, "--accept") == 0
    after = read_tables(folder)
    kept = after.observations["source_id"] == "unsdg"
    assert "sdg-17-3-2-bx-trf-pwkr" not in set(after.observations.loc[kept, "indicator_id"])
    assert {w["source_code"]: w["reason"] for w in after.catalogue["withheld"]}[
        "BX_TRF_PWKR"
    ] == "not_served"


def test_a_series_that_never_was_readable_is_withheld_with_the_reason(tmp_path: Path) -> None:
    made = make_data_dir(tmp_path / "data")
    land(made, "unsdg", {REMITTANCES: b"Goal,Target"}, LATER)
    assert run(made) == 1
    withheld = {w["source_code"]: w for w in read_tables(made).catalogue["withheld"]}
    assert withheld["BX_TRF_PWKR"]["reason"] == "unreadable"
