"""`make run` in a fresh clone, with the packages already in the installer's cache."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from bench.servers import BenchError, answers, stop

PATIENCE_S = 300


def seconds_to_first_answer(root: Path, port: int) -> float:
    """Seconds from `make run` in a new clone of HEAD to the first answer with status 200.

    Raises:
        BenchError: no answer within five minutes; holds the end of what was said.
    """
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as said:
        clone = Path(folder) / "clone"
        copy_head(root, clone)
        begun = time.monotonic()
        process = subprocess.Popen(
            ["make", "run", f"PORT={port}"], cwd=clone, stdout=said, stderr=subprocess.STDOUT
        )
        try:
            if not answers(f"http://127.0.0.1:{port}/", process, PATIENCE_S):
                said.seek(0)
                end = said.read().decode("utf-8", "replace")[-1500:]
                raise BenchError(f"`make run` in a fresh clone did not answer. It said:\n{end}")
            return time.monotonic() - begun
        finally:
            stop(process)


def copy_head(root: Path, clone: Path) -> None:
    """Clone HEAD; before the first commit, copy the files that would go into it."""
    known = subprocess.run(
        ["git", "rev-parse", "--verify", "--quiet", "HEAD"], cwd=root, stdout=subprocess.DEVNULL
    )
    if known.returncode == 0:
        subprocess.run(["git", "clone", "--quiet", str(root), str(clone)], check=True)
        return
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=root, check=True, capture_output=True, text=True,
    )  # fmt: skip
    for name in listed.stdout.splitlines():
        target = clone / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(root / name, target)
