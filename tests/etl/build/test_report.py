"""What a run says: bars on a terminal, JSON for machines, the log, and nothing with --quiet."""

import functools
import io
import json
import re
import shutil
import sys
from pathlib import Path

import pytest

from etl import landing
from etl.__main__ import main
from etl.ask.http import Client
from tests.etl.mirror import serving
from tests.etl.support import DATE, make_data_dir, three

LATER = "2026-11-24"


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_data_dir(tmp_path_factory.mktemp("report") / "data")
    assert run(folder, "build", "--quiet") == 0
    return folder


def run(folder: Path, verb: str, *more: str) -> int:
    return main([verb, *more, "--data-dir", str(folder)], three())


def shown(monkeypatch: pytest.MonkeyPatch, folder: Path, *command: str) -> str:
    """What a command writes to stderr where that is a terminal."""
    terminal = Terminal()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", terminal)
        assert run(folder, *command) == 0
    return terminal.getvalue()


def test_bars_of_each_source_on_a_terminal_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make_data_dir(tmp_path / "data", sources=())
    with serving() as mirror:
        url = f"http://127.0.0.1:{mirror.server_port}"
        fetch = ("fetch", "--mirror", url, "--date", DATE)
        text = shown(monkeypatch, folder, *fetch)
        for source_id in three():
            whole, every = re.search(rf"{source_id}: 100%.* (\d+)/(\d+) \[", text).groups()  # type: ignore[union-attr]
            asked = [name for name in mirror.asked if name.startswith(f"{source_id}/")]
            assert int(whole) == int(every) == len(asked)
        assert "requests/s" in text
        for silent in ("--quiet", "--json"):
            assert shown(monkeypatch, folder, *fetch, "--fresh", silent) == ""
    for command in ("diff", "build"):
        shutil.rmtree(folder / ".cache", ignore_errors=True)
        text = shown(monkeypatch, folder, command)
        for source_id in three():
            assert re.search(rf"{source_id}: 100%.* 1/1 \[.* tasks", text)
    assert run(folder, "build", "--accept") == 0
    assert "%|" not in capsys.readouterr().err


VERBS = (
    ("list",), ("list", "unhcr"), ("build",), ("build", "--accept", "unhcr"), ("check",), ("diff",),
    ("judge",), ("dictionary",),
)  # fmt: skip


@pytest.mark.parametrize("command", VERBS, ids=" ".join)
def test_json_is_all_there_is_on_stdout(
    built: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    assert run(built, *command, "--json") == 0
    said = capsys.readouterr()
    assert json.loads(said.out)
    assert said.err == ""
    assert run(built, *command, "--quiet") == 0
    assert capsys.readouterr() == ("", "")


def test_a_command_that_cannot_begin_says_why_in_json(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(built, "build", "unchr", "--json") == 1
    said = capsys.readouterr()
    assert json.loads(said.out) == {"failures": [said.err.strip()]}
    assert "Did you mean unhcr" in said.err


def test_the_log_tells_of_tries_at_its_level(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make_data_dir(tmp_path / "data", sources=())
    with serving(seed=1) as mirror:
        patient = functools.partial(Client, sleep=mirror.clock.sleep, now=mirror.clock.now)
        monkeypatch.setattr(landing, "Client", patient)
        url = f"http://127.0.0.1:{mirror.server_port}"
        fetch = ("fetch", "unhcr", "--mirror", url, "--fresh")
        assert run(folder, *fetch, "--log-level", "info") == 0
        said = capsys.readouterr().err
        assert re.search(
            r" INFO etl\.ask\.http: unhcr: /population/v1/\S+: .+; try 2 in \d+\.\d s", said
        )
        assert sum(mirror.faults[kind] for kind in mirror.faults if kind) > 0
        mirror.tries.clear()
        assert run(folder, *fetch, "--date", LATER) == 0
        assert capsys.readouterr().err == ""
