"""Raw answers on disk: data/raw/<source>/<date>/, one gzip file each, and snapshot.json.

Bytes are kept as served (after transport decoding) and are never changed; every reader gets them
verified. This module does not ask providers and does not parse answers.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import threading
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from etl.ask.storage import is_remote
from etl.model import DamagedRawError, Reply, Request

RECORD = "snapshot.json"
SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.@-]*")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def write_atomic(path: Path, body: bytes) -> None:
    """Write a file so that a reader sees the old bytes or the new ones, never a part.

    Raises:
        OSError: it could not be written, for a full disk or a missing right; names the file.
    """
    if is_remote(path):  # one object is put whole or not at all
        path.write_bytes(body)
        return
    temporary = path.with_name(path.name + ".tmp")
    try:
        with temporary.open("wb") as handle:
            handle.write(body)
            handle.flush()
            os.fsync(handle.fileno())
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(path)) from error


def sha256(body: bytes) -> str:
    """Hex digest of some bytes."""
    return hashlib.sha256(body).hexdigest()


class Raw(Mapping[str, bytes]):
    """The verified answers of one snapshot, by request name; bodies are read when asked for."""

    def __init__(self, bodies: Mapping[str, bytes], entries: Mapping[str, dict[str, Any]]) -> None:
        """Pair the bodies with what snapshot.json says about each."""
        self._bodies, self.entries = bodies, entries

    def __getitem__(self, name: str) -> bytes:
        """The body of one request; DamagedRawError where this snapshot has no such answer."""
        self._entry(name)
        return self._bodies[name]

    def __iter__(self) -> Iterator[str]:
        """Request names, sorted."""
        return iter(sorted(self.entries))

    def __len__(self) -> int:
        """Number of requests."""
        return len(self.entries)

    def url(self, name: str) -> str:
        """Canonical address of one request."""
        return self._entry(name)["url"]

    def params(self, name: str) -> dict[str, str]:
        """Query parameters of one request."""
        return dict(self._entry(name)["params"])

    def _entry(self, name: str) -> dict[str, Any]:
        if name not in self.entries:
            raise DamagedRawError(
                f"{name}: not in the snapshot. What to do: fetch this source again"
            )
        return self.entries[name]

    def starting(self, prefix: str) -> list[str]:
        """Names that begin with a prefix, sorted."""
        return sorted(name for name in self.entries if name.startswith(prefix))


class Snapshot(Mapping[str, bytes]):
    """One retrieval of one source on one date; a mapping of request name to verified bytes."""

    def __init__(self, folder: Path) -> None:
        """Open a snapshot folder, whether or not anything has landed there yet."""
        self.folder, self._lock = folder, threading.Lock()
        self.record: dict[str, Any] = {"complete": False, "date": folder.name, "requests": {}}
        self.record["source_id"] = folder.parent.name
        if (folder / RECORD).exists():
            self.record = self._load()

    def _load(self) -> dict[str, Any]:
        path = self.folder / RECORD
        try:
            record = json.loads(path.read_text("utf-8"))
            if isinstance(record["requests"], dict):
                return record
        except (ValueError, KeyError, TypeError) as error:
            raise DamagedRawError(f"{path}: not a snapshot record ({error}). {_REFETCH}") from error
        raise DamagedRawError(f"{path}: not a snapshot record. {_REFETCH}")

    @property
    def entries(self) -> dict[str, dict[str, Any]]:
        """What is recorded of each landed request."""
        return self.record["requests"]

    def __getitem__(self, name: str) -> bytes:
        """The bytes of one answer.

        Raises:
            DamagedRawError: the file is missing, is no gzip, or its hash differs from the record.
        """
        path, entry = self._path(name), self.entries[name]
        try:
            body = gzip.decompress(path.read_bytes())
        except (OSError, EOFError, zlib.error) as error:
            raise DamagedRawError(f"{path}: cannot be read ({error}). {_REFETCH}") from error
        if sha256(body) != entry["sha256"]:
            got = sha256(body)
            raise DamagedRawError(f"{path}: sha256 {got}, expected {entry['sha256']}. {_REFETCH}")
        return body

    def __iter__(self) -> Iterator[str]:
        """Names of the landed requests."""
        return iter(self.entries)

    def __len__(self) -> int:
        """Number of landed requests."""
        return len(self.entries)

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.gz"

    def landed(self, request: Request, url: str, mirror: bool) -> bytes | None:
        """The answer to this very request if it has landed here undamaged, else None."""
        entry = self.entries.get(request.name)
        if entry is None or any(entry[k] != v for k, v in _question(request, url, mirror).items()):
            return None
        try:
            return self[request.name]
        except DamagedRawError:
            return None

    def put(
        self,
        request: Request,
        url: str,
        mirror: bool,
        reply: Reply,
        more: Mapping[str, str] | None = None,
    ) -> None:
        """Land one answer: the bytes first, then the record, with what `more` there is to say."""
        if not SAFE_NAME.fullmatch(request.name):
            raise ValueError(f"request name {request.name!r} cannot be a file name")
        self.folder.mkdir(parents=True, exist_ok=True)
        write_atomic(self._path(request.name), gzip.compress(reply.body, 6, mtime=0))
        entry = _question(request, url, mirror) | {
            "bytes": len(reply.body),
            "headers": reply.headers,
            "retrieved_at": reply.retrieved_at,
            "sha256": sha256(reply.body),
            "status": reply.status,
            **(more or {}),
        }
        with self._lock:
            self.entries[request.name] = entry
            self.record["complete"] = False
            self._save()

    def drop(self, names: list[str]) -> None:
        """Forget some answers, for a walk that must begin again."""
        with self._lock:
            for name in names:
                self.entries.pop(name, None)
                self._path(name).unlink(missing_ok=True)
            self._save()

    def adopt(self, name: str, other: Snapshot) -> None:
        """Take over one landed answer of another snapshot, with what is recorded of it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        write_atomic(self._path(name), (other.folder / f"{name}.gz").read_bytes())
        with self._lock:
            self.entries[name] = dict(other.entries[name])
            self.record["complete"] = False
            self._save()

    def finish(
        self, asked: set[str], since: int | None = None, base: Snapshot | None = None
    ) -> None:
        """Mark the snapshot complete and drop what this fetch did not ask for.

        With `since`, it holds the years from then on and rests on `base` for those before.
        """
        self.drop([name for name in self.entries if name not in asked])
        for key in ("since", "base"):
            self.record.pop(key, None)
        if since is not None and base is not None:
            self.record |= {"since": since, "base": base.folder.name}
        self.record["complete"] = True
        self._save()

    def _save(self) -> None:
        text = json.dumps(self.record, indent=1, sort_keys=True, ensure_ascii=False)
        self.folder.mkdir(parents=True, exist_ok=True)
        write_atomic(self.folder / RECORD, text.encode() + b"\n")

    def raw(self) -> Raw:
        """What a source's `tidy` reads."""
        return Raw(self, self.entries)

    def content_hash(self) -> str:
        """One hash of every landed body: equal for equal answers, whatever the time."""
        lines = [f"{name} {entry['sha256']}" for name, entry in sorted(self.entries.items())]
        return sha256("\n".join(lines).encode())


_REFETCH = "What to do: fetch this source again with --fresh"


def _question(request: Request, url: str, mirror: bool) -> dict[str, Any]:
    return {
        "form": [list(pair) for pair in request.form],
        "mirror": mirror,
        "params": [list(pair) for pair in request.params],
        "url": url,
    }


def snapshot_dates(data_dir: Path, source_id: str) -> list[str]:
    """Dates for which a source has a snapshot folder, oldest first."""
    folder = data_dir / "raw" / source_id
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted(p.name for p in found if DATE.fullmatch(p.name) and (p / RECORD).exists())


def latest_complete(data_dir: Path, source_id: str) -> Snapshot | None:
    """The newest finished snapshot of a source whose answers are here, or None.

    A clone of the repository has the records of older snapshots without their answers.
    """
    for date in reversed(snapshot_dates(data_dir, source_id)):
        snapshot = Snapshot(data_dir / "raw" / source_id / date)
        if snapshot.record["complete"] and any(snapshot.folder.glob("*.gz")):
            return snapshot
    return None
