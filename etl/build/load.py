"""Reads and writes the tables: sorted, byte-identical for equal rows, the whole set or nothing.

It does not decide what belongs in them; see etl/build/build.py.
"""

from __future__ import annotations

import fcntl
import io
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from data.groups import GROUP_KEY, GROUPS
from data.schema.quality import DOUBT_KEY, DOUBTS
from data.schema.tables import TABLES, empty_table
from data.schema.verdicts import VERDICT_KEY, VERDICTS
from etl.ask.snapshots import write_atomic
from etl.ask.storage import is_remote, remote_lock
from etl.build.groups import empty_groups
from etl.build.swap import replace_folder
from etl.model import EtlError
from etl.read.packed import pack

PROVENANCE = b"throughline"
CATALOGUE = "catalogue.json"
GROUPS_FILE = "groups.parquet"
VERDICTS_FILE = "verdicts.parquet"
DOUBTS_FILE = "doubts.parquet"
MADE = (GROUPS_FILE, VERDICTS_FILE, DOUBTS_FILE)
FILES = (*(f"{name}.parquet" for name in TABLES), *MADE, CATALOGUE)


def empty_verdicts() -> pd.DataFrame:
    """The table of verdicts without rows."""
    return empty_table(VERDICTS)


def empty_doubts() -> pd.DataFrame:
    """The table of doubts without rows."""
    return empty_table(DOUBTS)


@dataclass(frozen=True)
class Tables:
    """The tables of TABLES and their catalogue, as one build wrote them or is about to.

    `groups` has no years and no values, so it is none of TABLES; its columns: data/groups.py.
    Neither are `verdicts` and `doubts`, which are made from the others; see
    data/schema/verdicts.py and data/schema/quality.py.
    """

    observations: pd.DataFrame
    flows: pd.DataFrame
    incidents: pd.DataFrame
    catalogue: dict[str, Any]
    groups: pd.DataFrame = field(default_factory=empty_groups)
    verdicts: pd.DataFrame = field(default_factory=empty_verdicts)
    doubts: pd.DataFrame = field(default_factory=empty_doubts)


@contextmanager
def build_lock(data_dir: Path) -> Iterator[None]:
    """Hold the only right to write under a data folder; released when the process ends.

    Raises:
        EtlError: another process holds it.
    """
    path = data_dir / "raw" / ".lock"
    if is_remote(path):
        with remote_lock(path, f"process {os.getpid()}"):
            yield
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            handle.seek(0)
            raise EtlError(
                f"{path}: another fetch or build is at work on {data_dir}"
                f" (process {handle.read(20).strip() or 'unknown'}). "
                "What to do: wait for it to end, or use another --data-dir"
            ) from error
        with suppress(OSError):  # a full disk does not keep from locking
            os.ftruncate(handle.fileno(), 0)
            os.write(handle.fileno(), str(os.getpid()).encode())
        yield


def read_tables(data_dir: Path) -> Tables:
    """The tables as they stand, packed (see etl/read/packed.py); empty where there are none yet.

    Raises:
        EtlError: a file cannot be read.
    """
    folder = data_dir / "tables"
    try:
        frames = {name: _read(folder / f"{name}.parquet", c.schema) for name, c in TABLES.items()}
        groups = _read(folder / GROUPS_FILE, GROUPS)
        verdicts = _read(folder / VERDICTS_FILE, VERDICTS)
        doubts = _read(folder / DOUBTS_FILE, DOUBTS)
        catalogue = read_catalogue(data_dir)
        return Tables(
            **frames, catalogue=catalogue, groups=groups, verdicts=verdicts, doubts=doubts
        )
    except (OSError, ValueError) as error:
        raise unreadable(folder, error) from error


def read_catalogue(data_dir: Path) -> dict[str, Any]:
    """The catalogue as it stands, without its tables; empty where there is none yet.

    Raises:
        EtlError: it cannot be read.
    """
    path = data_dir / "tables" / CATALOGUE
    try:
        return dict(json.loads(path.read_text("utf-8"))) if path.exists() else {}
    except (OSError, ValueError) as error:
        raise unreadable(path.parent, error) from error


def unreadable(folder: Path, error: Exception) -> EtlError:
    """The error of tables that are damaged."""
    return EtlError(
        f"{folder}: the tables cannot be read ({error}). "
        "What to do: restore them from git, or delete them and build again"
    )


def _read(path: Path, schema: pa.Schema) -> pd.DataFrame:
    if not path.exists():
        return pack(empty_table(schema), schema)
    with path.open("rb") as handle:
        frame = pq.read_table(handle).to_pandas()
    if "quality" in schema.names and "quality" not in frame:  # of a build that flagged nothing yet
        frame.insert(schema.names.index("quality"), "quality", "")
    if "since" in schema.names and "since" not in frame:  # of a build that knew one list only
        frame.insert(schema.names.index("since"), "since", frame["vintage"])
    return pack(frame, schema)


def encode(
    frame: pd.DataFrame, schema: pa.Schema, key: Sequence[str], provenance: Mapping[str, Any]
) -> bytes:
    """A table as Parquet bytes: equal rows and provenance give equal bytes, in any row order."""
    frame = pack(frame, schema).sort_values(list(key), kind="stable", ignore_index=True)
    arrays = []
    for entry in schema:
        column = frame[entry.name]
        if pa.types.is_dictionary(entry.type):
            used = column.cat.remove_unused_categories().cat
            codes = used.codes.to_numpy("int16")
            coded = pa.array(codes, mask=codes < 0)
            labels = pa.array(used.categories.to_list(), "str")
            arrays.append(pa.DictionaryArray.from_arrays(coded, labels))
        else:
            arrays.append(pa.array(column, entry.type, from_pandas=True))
    text = json.dumps(provenance, sort_keys=True, ensure_ascii=False).encode()
    table = pa.Table.from_arrays(arrays, schema=schema.with_metadata({PROVENANCE: text}))
    sink = io.BytesIO()
    pq.write_table(table, sink, compression="zstd", compression_level=9, version="2.6")
    return sink.getvalue()


def encode_catalogue(catalogue: Mapping[str, Any]) -> bytes:
    """The catalogue as JSON with sorted keys."""
    return json.dumps(catalogue, indent=1, sort_keys=True, ensure_ascii=False).encode() + b"\n"


def write_tables(data_dir: Path, tables: Tables) -> dict[str, int]:
    """Replace the tables and their catalogue by new ones, all at once. Returns bytes per file.

    In a remote folder each object is replaced whole, the catalogue last; `check` notices a set of
    two builds, since every file carries the build_id.

    Raises:
        EtlError: they could not be written; the old ones stand.
    """
    return _write(data_dir, encode_tables(tables))


def write_verdicts(data_dir: Path, tables: Tables) -> dict[str, int]:
    """Replace the verdicts and the catalogue only, both at once. Returns bytes per file.

    Raises:
        EtlError: they could not be written; the old ones stand.
    """
    body = encode(tables.verdicts, VERDICTS, VERDICT_KEY, _provenance(tables.catalogue))
    return _write(data_dir, {VERDICTS_FILE: body, CATALOGUE: encode_catalogue(tables.catalogue)})


def _write(data_dir: Path, bodies: Mapping[str, bytes]) -> dict[str, int]:
    if is_remote(data_dir):
        for name, body in bodies.items():
            write_atomic(data_dir / "tables" / name, body)
    else:
        replace_folder(data_dir / "tables", bodies)
    return {name: len(body) for name, body in bodies.items()}


def _provenance(catalogue: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "build_id": catalogue["build_id"],
        "editions": {k: v["edition"] for k, v in catalogue["sources"].items()},
        "raw_sha256": {k: v["sha256"] for k, v in catalogue["sources"].items()},
    }


def encode_tables(tables: Tables) -> dict[str, bytes]:
    """Every file of data/tables by name, the catalogue last; all carry the build_id."""
    catalogue = tables.catalogue
    provenance = _provenance(catalogue)
    bodies = {
        f"{name}.parquet": encode(getattr(tables, name), c.schema, c.key, provenance)
        for name, c in TABLES.items()
    }
    bodies[GROUPS_FILE] = encode(tables.groups, GROUPS, GROUP_KEY, provenance)
    bodies[VERDICTS_FILE] = encode(tables.verdicts, VERDICTS, VERDICT_KEY, provenance)
    bodies[DOUBTS_FILE] = encode(tables.doubts, DOUBTS, DOUBT_KEY, provenance)
    return bodies | {CATALOGUE: encode_catalogue(catalogue)}


def read_provenance(path: Path) -> dict[str, Any]:
    """The provenance inside a table's Parquet metadata."""
    with path.open("rb") as handle:
        metadata = pq.read_schema(handle).metadata or {}
    return json.loads(metadata.get(PROVENANCE, b"{}"))
