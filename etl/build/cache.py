"""Keeps what was read from raw answers, so that unchanged answers are not parsed again.

One part per source under data/.cache, found by a hash of all it was made from: the raw answers and
their record, the reference tables, the code and the libraries. It may be deleted at any time.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import io
import json
import logging
import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.feather as feather

from etl.ask.layers import Layer
from etl.ask.snapshots import RECORD, sha256, write_atomic
from etl.build.assemble import Part
from etl.model import SeriesInfo

LOG = logging.getLogger(__name__)
CODE = Path(__file__).resolve().parents[1]
FOLDER = ".cache"
STAMP = "build.json"


def file_hash(paths: Sequence[Path]) -> str:
    """One hash of the names and bytes of some files; a missing file has no bytes."""
    digest = hashlib.sha256()
    for path in paths:
        body = path.read_bytes() if path.is_file() else b""
        digest.update(f"{path.name} {sha256(body)}\n".encode())
    return digest.hexdigest()


@functools.cache
def code_hash() -> str:
    """One hash of the code that decides about rows, and of the libraries' versions."""
    paths = sorted([*CODE.rglob("*.py"), *(CODE.parent / "data").rglob("*.py")])
    return sha256(f"{file_hash(paths)} {pd.__version__} {pa.__version__}".encode())


def part_key(source_id: str, reference_dir: Path, layers: Sequence[Layer]) -> str:
    """What the part of a source is made from, as one hash.

    Of each raw answer its record, size and time of writing count; the bytes are verified whenever
    they are read, and by `check`.
    """
    lines = [source_id, code_hash(), file_hash(sorted(reference_dir.glob("*.csv")))]
    for layer in layers:
        folder = layer.snapshot.folder
        lines += [folder.name, sha256((folder / RECORD).read_bytes())]
        for name in sorted(layer.snapshot):
            path = folder / f"{name}.gz"
            state = path.stat() if path.exists() else None
            lines.append(f"{name} {state and (state.st_size, int(state.st_mtime * 1e6))}")
    return sha256("\n".join(lines).encode())


def load_part(data_dir: Path, source_id: str, key: str) -> Part | None:
    """The part kept under a key, or None where there is none or it cannot be read."""
    path = _path(data_dir, source_id)
    try:
        with zipfile.ZipFile(path) as kept:
            head = json.loads(kept.read("part.json"))
            if head.pop("key") != key:
                return None
            frames = {
                name: feather.read_feather(io.BytesIO(kept.read(f"{name}.arrow")))
                for name in head.pop("frames")
            }
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, pa.ArrowException):
        return None
    infos = {
        code: SeriesInfo(**(info | {"units": frozenset(info["units"])}))
        for code, info in head.pop("infos").items()
    }
    return Part(**frames, infos=infos, **head)


def keep_part(data_dir: Path, key: str, part: Part) -> None:
    """Keep a part for the next build, in place of the source's last one."""
    fields = {f.name: getattr(part, f.name) for f in dataclasses.fields(part)}
    frames = {n: fields.pop(n) for n in list(fields) if isinstance(fields[n], pd.DataFrame)}
    infos = {code: dataclasses.asdict(info) for code, info in fields.pop("infos").items()}
    head = fields | {"frames": sorted(frames), "infos": infos, "key": key}
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as kept:
        kept.writestr("part.json", json.dumps(head, default=sorted))
        for name, frame in frames.items():
            body = io.BytesIO()
            feather.write_feather(frame.reset_index(drop=True), body, compression="zstd")
            kept.writestr(f"{name}.arrow", body.getvalue())
    _keep(_path(data_dir, part.source_id), sink.getvalue())


def load_stamp(data_dir: Path, key: str, outputs: Sequence[str]) -> dict[str, Any] | None:
    """What the last build reported, if it was made from `key` and its files still stand."""
    try:
        stamp = json.loads((data_dir / FOLDER / STAMP).read_text("utf-8"))
        paths = [data_dir / name for name in outputs]
        if stamp["key"] == key and stamp["outputs"] == file_hash(paths):
            return dict(stamp["result"])
    except (OSError, ValueError, KeyError):
        return None
    return None


def keep_stamp(data_dir: Path, key: str, outputs: Sequence[str], result: dict[str, Any]) -> None:
    """Remember from what a build without failures was made, what it wrote and reported."""
    stamp = {"key": key, "outputs": file_hash([data_dir / name for name in outputs])}
    text = json.dumps(stamp | {"result": result}, indent=1, sort_keys=True)
    _keep(data_dir / FOLDER / STAMP, text.encode())


def _path(data_dir: Path, source_id: str) -> Path:
    return data_dir / FOLDER / f"{source_id}.zip"


def _keep(path: Path, body: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, body)
    except OSError as error:
        LOG.warning("%s: not kept for the next build (%s)", path, error.strerror)
        shutil.rmtree(path.parent, ignore_errors=True)
