"""Landing a download: what stands in its record, and what is refused before anything is written."""

import gzip
import json
from pathlib import Path

import pytest

from etl.__main__ import main
from etl.ask.snapshots import sha256
from etl.sources import undesa_ages
from etl.verify import raw_problems
from tests.etl.support import FIXTURES, make_data_dir, three

pytestmark = pytest.mark.slow


DAY = "2026-11-30"
ORIGIN = "https://example.org/ages.csv"
FOLDER = FIXTURES / "undesa_ages"


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return make_data_dir(tmp_path / "data", sources=())


def land(data_dir: Path, file: Path, *more: str, source: str = "undesa_ages") -> int:
    named = [source, str(file), "--data-dir", str(data_dir), "--date", DAY]
    return main(["land", *named, *(more or ("--edition", "2019", "--origin", ORIGIN))])


def record(data_dir: Path) -> dict:
    path = data_dir / "raw" / "undesa_ages" / DAY / "snapshot.json"
    return json.loads(path.read_text("utf-8")) if path.exists() else {}


def test_both_files_make_a_snapshot_with_hash_origin_edition_and_licence(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    migrants, body = tmp_path / "download.gz", (FOLDER / "migrants.2019.csv").read_bytes()
    migrants.write_bytes(gzip.compress(body))
    assert land(data_dir, migrants) == 0
    assert "land population.2019.csv before it can be built" in capsys.readouterr().out
    assert not record(data_dir)["complete"]
    assert land(data_dir, FOLDER / "population.2019.csv") == 0
    whole = record(data_dir)
    assert whole["complete"] and set(whole["requests"]) == {p.name for p in FOLDER.iterdir()}
    entry = whole["requests"]["migrants.2019.csv"]
    assert (entry["sha256"], entry["bytes"]) == (sha256(body), len(body))
    assert (entry["url"], entry["mirror"]) == (ORIGIN, False)
    assert (entry["params"], entry["licence"]) == ([["edition", "2019"]], "CC BY 3.0 IGO")
    assert entry["licence_evidence"] == "recalled"
    assert raw_problems(data_dir, "undesa_ages") == []


def test_what_is_wrong_is_named_and_nothing_is_written(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, cut = FOLDER / "migrants.2019.csv", tmp_path / "cut.gz"
    cut.write_bytes(gzip.compress(good.read_bytes())[:-9])
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"\n")
    edition = ("--edition", "2019", "--origin")
    book = FIXTURES / "undesa" / "destination.2024.xlsx"
    cases: list[tuple[Path, tuple[str, ...], str]] = [
        (good, (*edition, "a friend"), "--origin 'a friend': expected the web address"),
        (good, ("--edition", "2020", "--origin", ORIGIN), "expected edition 2019; got 2020"),
        (cut, (), "cut.gz: expected a file that can be read, or one packed with gzip"),
        (empty, (), "empty.csv: expected up to"),
        (tmp_path / "none.csv", (), "none.csv: expected a file that can be read"),
        (book, (), "expected a sheet saved as CSV"),
    ]
    for file, arguments, said in cases:
        assert land(data_dir, file, *arguments) == 1, said
        err = capsys.readouterr().err
        assert said in err and "What to do: " in err
    assert record(data_dir) == {}


def test_a_bad_second_file_leaves_the_first(data_dir: Path, tmp_path: Path) -> None:
    assert land(data_dir, FOLDER / "migrants.2019.csv") == 0
    before = record(data_dir)
    bad = tmp_path / "bad.csv"
    bad.write_bytes((FOLDER / "population.2019.csv").read_bytes()[:900])
    assert land(data_dir, bad) == 1
    assert record(data_dir) == before


def test_a_whole_build_does_not_wait_for_a_download(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was landed on another machine keeps its rows; only asked for by name is it missed."""
    folder = make_data_dir(tmp_path / "data")
    place = ["--data-dir", str(folder)]
    modules = {**three(), "undesa_ages": undesa_ages}
    assert main(["build", *place], modules) == 0
    assert "FAILED" not in capsys.readouterr().err
    assert main(["build", *place], modules) == 0
    assert "unchanged: build" in capsys.readouterr().out
    assert main(["build", "undesa_ages", *place], modules) == 1
    assert "FAILED undesa_ages: no complete snapshot has landed" in capsys.readouterr().err


def test_only_by_hand_and_only_there(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert land(data_dir, FOLDER / "migrants.2019.csv", source="undesa") == 1
    assert "undesa: asks its provider by itself" in capsys.readouterr().err
    assert land(data_dir, FOLDER / "migrants.2019.csv", source="undesa_age") == 1
    assert "Did you mean undesa_ages" in capsys.readouterr().err
    place = ["--data-dir", str(data_dir)]
    assert main(["fetch", "undesa_ages", *place]) == 1
    assert "python -m etl land undesa_ages FILE" in capsys.readouterr().err
