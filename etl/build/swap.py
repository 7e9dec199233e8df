"""Puts a set of files in the place of another, all at once; it does not know what they hold.

A reader, or whoever looks after a kill or a full disk, finds the old set or the new one whole.
"""

from __future__ import annotations

import ctypes
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from etl.ask.snapshots import write_atomic
from etl.model import EtlError

AT_FDCWD = -100  # paths are relative to the working folder
RENAME_EXCHANGE = 2  # of renameat2(2): two names trade places in one step


def replace_folder(folder: Path, bodies: Mapping[str, bytes]) -> None:
    """Give a folder the files of `bodies`; other files in it are kept as they are.

    The whole new folder is written beside the old one, flushed to disk, and takes its name in one
    step of the kernel (renameat2, Linux 3.15 and later). Where that is not to be had, files are
    replaced one after another in the order given; put the one that tells them apart last.

    Raises:
        EtlError: it could not be written, for a full disk or a missing right; the old set stands.
    """
    staging = folder.with_name(f"{folder.name}.tmp")
    try:
        _stage(staging, folder, bodies)
        if not folder.exists():
            staging.rename(folder)
        elif not exchange(staging, folder):
            for name in bodies:
                (staging / name).replace(folder / name)
        _flush(folder.parent)
    except OSError as error:
        raise EtlError(
            f"{folder}: cannot be written ({error.strerror or error}); the old files stand. "
            "What to do: make room or give the right to write, then run the same command again"
        ) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _stage(staging: Path, folder: Path, bodies: Mapping[str, bytes]) -> None:
    shutil.rmtree(staging, ignore_errors=True)  # left by a run that was killed
    staging.mkdir(parents=True)
    others = folder.iterdir() if folder.is_dir() else ()
    for path in others:
        if path.name not in bodies and path.is_file() and path.suffix != ".tmp":
            shutil.copy2(path, staging / path.name)
    for name, body in bodies.items():
        write_atomic(staging / name, body)
    _flush(staging)


def exchange(one: Path, other: Path) -> bool:
    """Let two paths trade names in one step; False where kernel or file system cannot."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    paths = os.fsencode(one), os.fsencode(other)
    return bool(rename(AT_FDCWD, paths[0], AT_FDCWD, paths[1], RENAME_EXCHANGE) == 0)


def _flush(folder: Path) -> None:
    """Make the names in a folder durable, not only what the files hold."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
