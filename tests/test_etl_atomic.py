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
from etl.load import FILES, build_lock, read_tables
from etl.verify import catalogue_problems
from tests.etl_support import ROOT, land, make_data_dir, three

LATER = "2026-11-24"
# Runs `etl build` of three sources; at the n-th call of a function, the process is gone.
KILLED = """
import os, signal, sys
from etl import swap
from etl.__main__ import main
from tests.etl_support import three
where, count, folder = sys.argv[1], int(sys.argv[2]), sys.argv[3]
owner, name = (swap, "exchange") if where.startswith("exchange") else (os, where)
real = getattr(owner, name)
def counted(*arguments):
    global count
    count -= 1
    if where == "exchange_done":
        real(*arguments)
    if count == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return True if where == "exchange_done" else real(*arguments)
setattr(owner, name, counted)
sys.exit(main(["build", "--data-dir", folder, "--quiet"], three()))
"""


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / "tables" / name).read_bytes() for name in FILES}


def run(folder: Path) -> int:
    return main(["build", "--data-dir", str(folder), "--quiet"], three())


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
    process = subprocess.run(
        [sys.executable, "-c", KILLED, where, str(count), str(folder)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert process.returncode == -signal.SIGKILL
    assert contents(folder) == (after if new else before)
    assert catalogue_problems(folder, read_tables(folder)) == []
    assert run(folder) == 0  # no lock and nothing half written is in the way
    assert contents(folder) == after
    assert sorted(p.name for p in (folder / "tables").iterdir()) == sorted(FILES)
    assert not list(folder.glob("*.tmp"))


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


def test_two_runs_at_once(folder: Path) -> None:
    command = [sys.executable, "-m", "etl", "build", "unhcr", "--data-dir", str(folder)]
    with build_lock(folder):
        second = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert second.returncode == 1
    assert f"another fetch or build is at work on {folder} (process {os.getpid()})" in second.stderr
    assert "wait for it to end, or use another --data-dir" in second.stderr
    assert "Traceback" not in second.stderr
