"""What is asked, parsed and taken again: restricted, --since, --only, cache, fallen behind."""

import csv
import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from etl.__main__ import main
from etl.ask.snapshots import RECORD, Snapshot, latest_complete
from etl.build.load import read_tables
from tests.etl.mirror import Mirror, serving
from tests.etl.support import DATE, bodies, edited, land, make_data_dir, three

LATER = "2026-11-24"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = make_data_dir(tmp_path / "data")
    assert run(made, "build") == 0
    return made


@pytest.fixture
def mirror() -> Iterator[Mirror]:
    with serving() as server:
        yield server


def run(folder: Path, verb: str, *more: str) -> int:
    return main([verb, *more, "--data-dir", str(folder), "--quiet"], three())


def result(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "run_report.json").read_text("utf-8"))["result"]


def restrict(folder: Path, source_id: str) -> None:
    path = folder / "reference" / "sources.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    for row in rows:
        row["embed"] = "no" if row["source_id"] == source_id else row["embed"]
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def held(folder: Path) -> set[str]:
    return set(read_tables(folder).observations["source_id"])


def test_a_restricted_source_is_left_out_unless_asked_for(
    folder: Path, mirror: Mirror, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = held(folder)
    restrict(folder, "unhcr")
    assert run(folder, "build") == 0
    assert held(folder) == plain - {"unhcr"}
    assert read_tables(folder).flows.empty
    catalogue = read_tables(folder).catalogue
    reasons = {w["reason"] for w in catalogue["withheld"] if w["source_id"] == "unhcr"}
    assert reasons == {"licence"}

    for ask in (("unhcr",), ("--with-restricted",)):
        assert run(folder, "build", *ask) == 0
        assert held(folder) == plain
        catalogue = read_tables(folder).catalogue
        assert catalogue["sources"]["unhcr"]["restricted"] is True
        assert "restricted" not in catalogue["sources"]["worldbank"]
        assert not [w for w in catalogue["withheld"] if w["source_id"] == "unhcr"]
        assert run(folder, "build") == 0  # a plain build gives what may be passed on
        assert "unhcr" not in held(folder)

    fetch = ["fetch", "--mirror", f"http://127.0.0.1:{mirror.server_port}", "--date", LATER]
    assert run(folder, *fetch) == 0
    assert not [name for name in mirror.asked if name.startswith("unhcr")]
    assert run(folder, *fetch, "--with-restricted") == 0
    assert [name for name in mirror.asked if name.startswith("unhcr")]


def late_years() -> dict[str, bytes]:
    """The first page with years from 2023 on only, one of its values revised."""
    found = {}
    for name in ("population.0001.json", "population.0002.json"):
        answer = json.loads(bodies("unhcr")[name])
        answer["items"] = [row for row in answer["items"] if int(row["year"]) >= 2023]
        answer["maxPages"], answer["page"] = 1, 1
        found[name] = answer
    merged = found["population.0001.json"]
    merged["items"] += found["population.0002.json"]["items"]
    row = next(r for r in merged["items"] if int(r["refugees"] or 0) > 1000)
    row["refugees"] = int(row["refugees"]) + 1
    return {"population.0001.json": json.dumps(merged).encode()}


def counts(folder: Path) -> dict[tuple[str, int], float]:
    rows = read_tables(folder).observations
    rows = rows[rows["indicator_id"] == "ctx-refugees-asylum"]
    return dict(zip(zip(rows["area_code"], rows["year"], strict=True), rows["value"], strict=True))


def test_a_later_window_lies_over_the_snapshot_before(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = counts(folder)
    snapshot = land(folder, "unhcr", late_years(), LATER)
    asked = set(snapshot) - {"population.0002.json"}
    snapshot.finish(asked, 2023, Snapshot(snapshot.folder.with_name(DATE)))
    assert run(folder, "build") == 0
    after = counts(folder)
    assert set(after) == set(before)
    moved = {key for key in after if after[key] != before[key] and after[key] == after[key]}
    assert {year for _, year in moved} <= {2023, 2024, 2025}
    assert {after[key] - before[key] for key in moved} == {1.0}

    for path in snapshot.folder.with_name(DATE).glob("*.gz"):
        path.unlink()
    assert run(folder, "build") == 1
    message = capsys.readouterr().err
    assert f"rests on {DATE}, which is not here" in message
    assert counts(folder) == after


def test_since_asks_for_late_years_only(
    folder: Path, mirror: Mirror, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"http://127.0.0.1:{mirror.server_port}"
    fetch = ["fetch", "unhcr", "--mirror", url, "--since", "2020"]
    assert run(folder, *fetch, "--date", DATE) == 1
    assert f"the snapshot of {DATE} is whole" in capsys.readouterr().err
    assert run(folder, *fetch, "--date", LATER) == 0
    newest = latest_complete(folder, "unhcr")
    assert newest is not None
    assert (newest.record["since"], newest.record["base"]) == (2020, DATE)
    assert ["yearFrom", "2020"] in newest.entries["population.0001.json"]["params"]
    mirror.asked.clear()
    assert run(folder, *fetch, "--date", LATER) == 0
    assert mirror.asked == []  # all had landed

    empty = make_data_dir(folder.parent / "empty", sources=())
    assert run(empty, *fetch) == 1
    assert "--since needs a complete older snapshot" in capsys.readouterr().err


def test_only_asks_for_one_series_and_takes_over_the_rest(
    folder: Path, mirror: Mirror, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"http://127.0.0.1:{mirror.server_port}"
    whole = ["fetch", "worldbank", "--mirror", url]
    assert run(folder, *whole, "--date", LATER) == 0
    landed = set(Snapshot(folder / "raw" / "worldbank" / LATER))
    mirror.asked.clear()
    only = [*whole, "--date", "2026-11-25", "--only"]
    assert run(folder, *only, "ctx-population") == 0  # an indicator stands for its code
    asked = {name.removeprefix("worldbank/") for name in mirror.asked}
    assert asked == {
        "countries.json", "data_SP.POP.TOTL.json", "licence_SP.POP.TOTL.json",
        "title_SP.POP.TOTL.json",
    }  # fmt: skip
    assert set(Snapshot(folder / "raw" / "worldbank" / "2026-11-25")) == landed
    assert run(folder, "build", "worldbank") == 0
    assert run(folder, *only, "SP.POP.TOTLL") == 1
    assert "Did you mean SP.POP.TOTL" in capsys.readouterr().err

    empty = make_data_dir(folder.parent / "empty", sources=())
    assert run(empty, *only, "SP.POP.TOTL") == 0
    assert latest_complete(empty, "worldbank") is None  # nothing to build from yet


def test_unchanged_answers_are_not_parsed_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[str] = []

    def noted(module: ModuleType) -> Callable[..., Any]:
        real = module.tidy

        def tidy(*arguments: Any) -> Any:
            parsed.append(module.SOURCE.id)
            return real(*arguments)

        return tidy

    for module in three().values():
        monkeypatch.setattr(module, "tidy", noted(module))
    assert run(folder, "build") == 0
    assert result(folder)["unchanged"] is True
    land(folder, "unhcr", None, LATER)
    assert run(folder, "build") == 0
    assert parsed == ["unhcr"]
    assert result(folder)["not_parsed_again"] == ["unsdg", "worldbank"]

    (folder / "tables" / "flows.parquet").unlink()  # a table that does not stand is built again
    assert run(folder, "build") == 0
    assert (folder / "tables" / "flows.parquet").exists()
    restrict(folder, "nobody")  # writes the same file: the reference has not changed
    parsed.clear()
    assert run(folder, "build") == 0
    assert parsed == []
    path = folder / "raw" / "worldbank" / DATE / "countries.json.gz"
    path.write_bytes(gzip.compress(gzip.decompress(path.read_bytes()), 1, mtime=0))
    assert run(folder, "build") == 0
    assert parsed == ["worldbank"]
    for kept in (folder / ".cache").iterdir():
        kept.write_bytes(b"damaged")
    assert run(folder, "build") == 0
    assert json.loads((folder / "raw" / "unsdg" / DATE / RECORD).read_text("utf-8"))["complete"]


def test_a_value_that_moves_by_an_order_of_magnitude_stops_its_source(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def change(answer: Any) -> None:
        row = next(r for r in answer[1] if r["countryiso3code"] == "PHL" and r["value"])
        row["value"] *= 1000

    before = read_tables(folder)
    land(folder, "worldbank", edited("worldbank", "data_SP.POP.TOTL.json", change), LATER)
    assert run(folder, "build") == 1
    message = capsys.readouterr().err
    assert "1 published value(s) moved by an order of magnitude, such as ctx-population" in message
    assert "worldbank PHL" in message
    assert " became " in message
    after = read_tables(folder)
    assert len(after.observations) == len(before.observations)
    assert run(folder, "build", "--accept") == 0
    assert "--accept" in message
    assert run(folder, "build") == 0  # what was accepted is the new measure
