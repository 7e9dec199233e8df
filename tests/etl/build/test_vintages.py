"""Builds that are kept, opened and compared; the note of the last change; run reports."""

import json
import logging
from pathlib import Path
from typing import Any

import pytest

from data.store import Store
from etl.__main__ import main
from etl.build.load import read_tables
from tests.etl.mirror import serving
from tests.etl.support import edited, land, make_data_dir, three

LATER = "2026-11-24"


def run(folder: Path, verb: str, *more: str) -> int:
    return main([verb, *more, "--data-dir", str(folder)], three())


def revised(answer: Any) -> None:
    """One value revised, one withdrawn."""
    rows = [r for r in answer[1] if r["countryiso3code"] == "PHL" and r["value"]]
    rows[0]["value"] += 1
    rows[1]["value"] = None


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A kept build, and one after it in which two cells of a series have changed."""
    made = make_data_dir(tmp_path / "data")
    assert run(made, "build", "--keep", "--quiet") == 0
    land(made, "worldbank", edited("worldbank", "data_SP.POP.TOTL.json", revised), LATER)
    assert run(made, "build", "worldbank", "--quiet") == 0
    return made


def test_two_builds_are_compared(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (kept,) = (folder / "vintages").iterdir()
    old, new = Store(kept), Store(folder)
    assert old.has_data("ctx-population")
    assert old.catalogue["build_id"] == kept.name != new.catalogue["build_id"]

    for names in ((kept.name[:8], "current"), (str(kept),), (str(kept / "tables"), str(folder))):
        assert run(folder, "diff", *names) == 0
        said = capsys.readouterr().out
        assert "changed: worldbank ctx-population: 1 revised, 1 withdrawn" in said
        assert "    withdrawn: PHL " in said
    assert run(folder, "diff", kept.name[:8], "unhcr") == 0
    assert capsys.readouterr().out == "changed: nothing\n"
    assert run(folder, "diff", "current", kept.name[:8], "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["changes"]["worldbank ctx-population"] == {"added": 1, "revised": 1}
    samples = found["samples"]["worldbank ctx-population"]
    (revision,) = [s for s in samples if s["change"] == "revised"]
    assert revision["old"] - revision["new"] == 1

    assert run(folder, "diff", "ffff") == 1
    assert f"builds under {folder}: {kept.name[:12]}" in capsys.readouterr().err


def test_the_catalogue_notes_the_last_change(folder: Path) -> None:
    (kept,) = (folder / "vintages").iterdir()
    note = read_tables(folder).catalogue["last_change"]
    assert note["from"] == kept.name
    assert note["series"]["worldbank ctx-population"] == {"revised": 1, "withdrawn": 1}
    assert run(folder, "build", "--keep", "--quiet") == 0  # changes nothing
    assert read_tables(folder).catalogue["last_change"] == note
    assert len(list((folder / "vintages").iterdir())) == 2


def test_what_a_run_leaves_for_machines_and_says_to_people(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving() as mirror:
        mirror.lost.add("unhcr/countries.json")
        url = f"http://127.0.0.1:{mirror.server_port}"
        assert run(folder, "fetch", "unhcr", "unsdg", "--mirror", url, "--quiet") == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("FAILED unhcr: ")
    report = json.loads((folder / "run_report.json").read_text("utf-8"))
    assert (report["command"], report["exit_status"]) == ("fetch", 1)
    assert report["result"]["failed"] == ["unhcr"]
    assert report["result"]["landed"]["unsdg"]["asked"] > 0
    assert "HTTP 404" in report["result"]["failures"]["unhcr"]
    assert report["failures"][0] in said.err
    assert report["seconds"] >= 0

    assert run(folder, "build", "--json") == 0
    assert json.loads(capsys.readouterr().out)["summary"]
    assert logging.getLogger("etl").handlers == []
