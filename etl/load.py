"""Reads and writes the tables: sorted, byte-identical for equal rows, all or nothing per file.

It does not decide what belongs in them; see etl/build.py.
"""

from __future__ import annotations

import fcntl
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from data.schema import FLOW_KEY, FLOWS, OBSERVATION_KEY, OBSERVATIONS
from etl.assemble import empty
from etl.model import EtlError
from etl.snapshots import write_atomic

PROVENANCE = b"throughline"
FILES = ("observations.parquet", "flows.parquet", "catalog.json")


@dataclass(frozen=True)
class Tables:
    """The two tables and their catalogue, as one build wrote them or is about to."""

    observations: pd.DataFrame
    flows: pd.DataFrame
    catalog: dict[str, Any]


@contextmanager
def build_lock(data_dir: Path) -> Iterator[None]:
    """Hold the only right to write under a data folder; released when the process ends.

    Raises:
        EtlError: another process holds it.
    """
    path = data_dir / "raw" / ".lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise EtlError(
                f"{path}: another fetch or build is at work on {data_dir}. "
                "What to do: wait for it to end, or use another --data-dir"
            ) from error
        yield


def read_tables(data_dir: Path) -> Tables:
    """The tables as they stand; empty where there are none yet.

    Raises:
        EtlError: a file cannot be read.
    """
    folder = data_dir / "tables"
    try:
        catalog = folder / "catalog.json"
        return Tables(
            _read(folder / "observations.parquet", OBSERVATIONS),
            _read(folder / "flows.parquet", FLOWS),
            json.loads(catalog.read_text("utf-8")) if catalog.exists() else {},
        )
    except (OSError, ValueError) as error:
        raise EtlError(
            f"{folder}: the tables cannot be read ({error}). "
            "What to do: restore them from git, or delete them and build again"
        ) from error


def _read(path: Path, schema: pa.Schema) -> pd.DataFrame:
    if not path.exists():
        return empty(schema.names)
    frame = pq.read_table(path).to_pandas()
    names = [f.name for f in schema if pa.types.is_dictionary(f.type)]
    return frame.astype(dict.fromkeys(names, "str"))


def encode(
    frame: pd.DataFrame, schema: pa.Schema, key: Sequence[str], provenance: Mapping[str, Any]
) -> bytes:
    """A table as Parquet bytes: equal rows and provenance give equal bytes, in any row order."""
    frame = frame.sort_values(list(key), kind="stable", ignore_index=True)
    arrays = []
    for field in schema:
        column = frame[field.name]
        if pa.types.is_dictionary(field.type):
            labels = sorted(column.unique())
            codes = pd.Categorical(column, categories=labels).codes.astype("int16")
            arrays.append(pa.DictionaryArray.from_arrays(pa.array(codes), pa.array(labels, "str")))
        else:
            arrays.append(pa.array(column, field.type, from_pandas=True))
    text = json.dumps(provenance, sort_keys=True, ensure_ascii=False).encode()
    table = pa.Table.from_arrays(arrays, schema=schema.with_metadata({PROVENANCE: text}))
    sink = io.BytesIO()
    pq.write_table(table, sink, compression="zstd", compression_level=9, version="2.6")
    return sink.getvalue()


def encode_catalog(catalog: Mapping[str, Any]) -> bytes:
    """The catalogue as JSON with sorted keys."""
    return json.dumps(catalog, indent=1, sort_keys=True, ensure_ascii=False).encode() + b"\n"


def write_tables(data_dir: Path, tables: Tables) -> dict[str, int]:
    """Replace the three files, each atomically, the catalogue last. Returns bytes per file.

    `check` notices a set torn between two renames: every file carries the build_id.
    """
    catalog = tables.catalog
    provenance = {
        "build_id": catalog["build_id"],
        "editions": {k: v["edition"] for k, v in catalog["sources"].items()},
        "raw_sha256": {k: v["sha256"] for k, v in catalog["sources"].items()},
    }
    bodies = {
        FILES[0]: encode(tables.observations, OBSERVATIONS, OBSERVATION_KEY, provenance),
        FILES[1]: encode(tables.flows, FLOWS, FLOW_KEY, provenance),
        FILES[2]: encode_catalog(catalog),
    }
    folder = data_dir / "tables"
    folder.mkdir(parents=True, exist_ok=True)
    for name, body in bodies.items():
        write_atomic(folder / name, body)
    return {name: len(body) for name, body in bodies.items()}


def read_provenance(path: Path) -> dict[str, Any]:
    """The provenance inside a table's Parquet metadata."""
    metadata = pq.read_schema(path).metadata or {}
    return json.loads(metadata.get(PROVENANCE, b"{}"))
