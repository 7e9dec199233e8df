"""Killed, out of disk, or twice at once: the tables that stand are whole, and the next run mends.

The moments are exact: the process kills itself with SIGKILL at a named call, in place of a race.
"""

import errno
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.__main__ import main
from etl.ask.snapshots import Snapshot
from etl.build.load import FILES, build_lock, read_tables
from etl.verify import catalogue_problems
from tests.etl.mirror import serving
from tests.etl.support import ROOT, land, make_data_dir, three

LATER = "2026-11-24"
# Runs one command on three sources; at the n-th call of a function, the process is gone.
KILLED = """
import os, signal, sys
from etl.build import swap
from etl.__main__ import main
from tests.etl.support import three
where, count = sys.argv[1], int(sys.argv[2])
owner, name = (swap, "exchange") if where.startswith("exchange") else (os, where)
real = getattr(owner, name)
def counted(*arguments):
    global count
    count -= 1
    if where == "exchange_done":
        real(*arguments)
    if count <= 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return True if where == "exchange_done" else real(*arguments)
setattr(owner, name, counted)
sys.exit(main(sys.argv[3:], three()))
"""


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / "tables" / name).read_bytes() for name in FILES}


def run(folder: Path) -> int:
    return main(["build", "--data-dir", str(folder), "--quiet"], three())


def kill(where: str, count: int, *command: str) -> None:
    """Run a command that dies at the moment described above."""
    process = subprocess.run(
        [sys.executable, "-c", KILLED, where, str(count), *command],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert process.returncode == -signal.SIGKILL


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """A data folder with tables and newer answers, and what a build makes of them."""
    folder = make_data_dir(tmp_path_factory.mktemp("atomic") / "data")
    assert run(folder) == 0
    land(folder, "unhcr", None, LATER)
    shutil.rmtree(folder / ".cache")
    after = shutil.copytree(folder, folder.parent / "after")
    assert run(after) == 0
    assert contents(after) != contents(folder)
    return folder, contents(after)


@pytest.fixture
def folder(pair: tuple[Path, dict[str, bytes]], tmp_path: Path) -> Path:
    return shutil.copytree(pair[0], tmp_path / "data")


@pytest.mark.parametrize(
    ("where", "count", "new"),
    [
        ("fsync", 2, False),  # while parts are read and kept
        ("fsync", 5, False),  # while the first table is written
        ("fsync", 9, False),  # all files written, their folder not yet
        ("exchange", 1, False),  # one step before
        ("exchange_done", 1, True),  # one step after
    ],
)
def test_kill_9_leaves_whole_tables(
    pair: tuple[Path, dict[str, bytes]], folder: Path, where: str, count: int, new: bool
) -> None:
    before, after = contents(folder), pair[1]
    kill(where, count, "build", "--data-dir", str(folder), "--quiet")
    assert contents(folder) == (after if new else before)
    assert catalogue_problems(folder, read_tables(folder)) == []
    assert run(folder) == 0  # no lock and nothing half written is in the way
    assert contents(folder) == after
    assert sorted(p.name for p in (folder / "tables").iterdir()) == sorted(FILES)
    assert not list(folder.glob("*.tmp"))


@pytest.mark.parametrize("count", [1, 8, 33])  # two a landed answer: its bytes, its record
def test_kill_9_in_a_fetch_loses_no_answer_that_landed(folder: Path, count: int) -> None:
    before = contents(folder)
    with serving() as mirror:
        url = f"http://127.0.0.1:{mirror.server_port}"
        fetch = ["fetch", "worldbank", "--mirror", url, "--data-dir", str(folder), "--quiet"]
        kill("fsync", count, *fetch, "--date", LATER)
        assert contents(folder) == before
        landed = set(Snapshot(folder / "raw" / "worldbank" / LATER))
        assert len(landed) >= count // 2 - 2  # two are asked for at once
        mirror.asked.clear()
        assert main([*fetch, "--date", LATER], three()) == 0
        again = {name.removeprefix("worldbank/") for name in mirror.asked}
        assert again.isdisjoint(landed)
        assert main([*fetch, "--date", "2026-11-25"], three()) == 0
    one, other = (Snapshot(folder / "raw" / "worldbank" / d) for d in (LATER, "2026-11-25"))
    assert again | landed == set(one)
    assert one.record["complete"]
    assert one.content_hash() == other.content_hash()
    assert not list(one.folder.glob("*.tmp"))


@pytest.fixture
def small_disk(folder: Path, tmp_path: Path) -> Iterator[Path | None]:
    """The data folder on a file system of 4 MB; None where this user cannot mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place)]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        yield None
        return
    try:
        yield shutil.copytree(folder, place / "data")
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk_leaves_the_old_tables(
    small_disk: Path | None,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    place = small_disk or folder
    before = contents(place)
    ballast = place.parent / "ballast"
    if small_disk:
        with ballast.open("wb") as handle:
            os.posix_fallocate(handle.fileno(), 0, shutil.disk_usage(place).free - 16_384)
    else:

        def full(*_: object) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        monkeypatch.setattr(os, "fsync", full)
    assert run(place) == 1
    assert "No space left on device); the old files stand" in capsys.readouterr().err
    assert contents(place) == before
    monkeypatch.undo()
    ballast.unlink(missing_ok=True)
    assert run(place) == 0
    assert contents(place) != before


def test_a_full_disk_in_a_fetch_is_named_and_the_fetch_goes_on(
    small_disk: Path | None, capsys: pytest.CaptureFixture[str]
) -> None:
    if small_disk is None:
        pytest.skip("this user cannot mount a file system")
    before, ballast = contents(small_disk), small_disk.parent / "ballast"
    with serving() as mirror:
        url = f"http://127.0.0.1:{mirror.server_port}"
        fetch = ["fetch", "worldbank", "--mirror", url, "--date", LATER, "--quiet"]
        command = [*fetch, "--data-dir", str(small_disk)]
        with ballast.open("wb") as handle:
            os.posix_fallocate(handle.fileno(), 0, shutil.disk_usage(small_disk).free - 16_384)
        assert main(command, three()) == 1
        said = capsys.readouterr().err
        folder = small_disk / "raw" / "worldbank" / LATER
        assert f"{folder}/" in said
        assert "No space left on device; the tables stand. What to do: make room" in said
        assert contents(small_disk) == before
        ballast.unlink()
        mirror.asked.clear()
        landed = set(Snapshot(folder))
        assert landed
        assert main(command, three()) == 0
    assert {name.removeprefix("worldbank/") for name in mirror.asked}.isdisjoint(landed)


def test_two_runs_at_once(folder: Path) -> None:
    command = [sys.executable, "-m", "etl", "build", "unhcr", "--data-dir", str(folder)]
    with build_lock(folder):
        second = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert second.returncode == 1
    assert f"another fetch or build is at work on {folder} (process {os.getpid()})" in second.stderr
    assert "wait for it to end, or use another --data-dir" in second.stderr
    assert "Traceback" not in second.stderr
