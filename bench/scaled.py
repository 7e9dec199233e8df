"""A data folder with many times our rows: every series again under further indicator ids.

Only for timing. The numbers are ours, the ids are made up, nothing of it is ever shown.
"""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

ROWS_AT_ONCE = 500_000


def scaled_folder(data_dir: Path, folder: Path, times: int) -> Path:
    """Write `times` copies of the observations of `data_dir` into `folder`; returns `folder`.

    The copies differ in `indicator_id` (`ctx-population` also as `ctx-population~1`, ...) and
    nothing else. Flows and the catalogue's other parts stay as they are.
    """
    tables = folder / "tables"
    tables.mkdir(parents=True)
    source = pq.read_table(data_dir / "tables" / "observations.parquet").unify_dictionaries()
    at = source.schema.get_field_index("indicator_id")
    with pq.ParquetWriter(tables / "observations.parquet", source.schema) as writer:
        for copy in range(times):
            for batch in source.to_batches(ROWS_AT_ONCE):
                writer.write_batch(_renamed(batch, at, copy))
    for path in (data_dir / "tables").glob("*.parquet"):
        if path.name != "observations.parquet":
            (tables / path.name).symlink_to(path.resolve())
    content = json.loads((data_dir / "tables" / "catalogue.json").read_text(encoding="utf-8"))
    for part in ("series", "indicators"):
        content[part] = {
            _name(key, copy): entry for copy in range(times) for key, entry in content[part].items()
        }
    (tables / "catalogue.json").write_text(json.dumps(content), encoding="utf-8")
    return folder


def _renamed(batch: pa.RecordBatch, at: int, copy: int) -> pa.RecordBatch:
    """A batch whose indicators bear the number of the copy."""
    column = batch.column(at)
    names = pa.array([_name(name, copy) for name in column.dictionary.to_pylist()])
    indices = column.indices.cast(pa.int16())
    renamed = pa.DictionaryArray.from_arrays(indices, names)
    columns = [renamed if i == at else batch.column(i) for i in range(batch.num_columns)]
    return pa.RecordBatch.from_arrays(columns, schema=batch.schema)


def _name(key: str, copy: int) -> str:
    """An indicator id, or a series key that starts with one, of the copy with a number."""
    indicator, bar, rest = key.partition("|")
    return f"{indicator}~{copy}{bar}{rest}" if copy else key
