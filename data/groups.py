"""Which group each area belongs to by a provider's own classification: contract and reader.

Must not import pandas: pages may read it. It says nothing of regions of the United Nations; those
stand in data/reference/areas.csv.
"""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from data.layout import StoreError

_NAME = pa.dictionary(pa.int16(), pa.string())
GROUPS = pa.schema(
    [
        pa.field("area_code", _NAME, nullable=False),
        pa.field("scheme", _NAME, nullable=False),
        pa.field("group_code", _NAME, nullable=False),
        pa.field("vintage", _NAME, nullable=False),
        pa.field("source_id", _NAME, nullable=False),
    ]
)
GROUP_KEY = ["area_code", "scheme"]
SCHEMES = {
    "wb_income": "income group",
    "wb_region": "analytical region",
    "wb_lending": "lending category",
}
# What each column means: the words of the data dictionary.
GROUP_MEANINGS = {
    "area_code": "The member: a country or territory, as in `reference/areas.csv`.",
    "scheme": "Classification: "
    + ", ".join(f"`{name}` ({meaning})" for name, meaning in SCHEMES.items())
    + ".",
    "group_code": "The group, `WB:` and the World Bank's code. Names stand in "
    "`reference/areas.csv`; `WB:LNX` there is none for: no lending category.",
    "vintage": "Day of the list. The World Bank dates none and revises income groups each July, "
    "so it is the day of retrieval, or, for a list a mirror keeps, the day that list was saved.",
    "source_id": "Provider, as in `reference/sources.csv`.",
}


def read_groups(data_dir: Path) -> dict[str, dict[str, str]]:
    """Scheme to area_code to group_code; an area that a scheme does not know is absent.

    Raises:
        StoreError: the table is missing, damaged, or lacks a column.
    """
    path = data_dir / "tables" / "groups.parquet"
    if not path.exists():
        raise StoreError(path, "the file is missing")
    try:
        with pq.ParquetFile(path) as file:  # read_table would import pandas
            table = file.read(columns=["scheme", "area_code", "group_code"])
    except (OSError, pa.ArrowInvalid) as error:
        raise StoreError(path, f"the file is damaged ({str(error)[:120]})") from error
    if table.num_columns != 3:
        raise StoreError(path, f"columns are missing: {', '.join(GROUPS.names)} expected")
    found: dict[str, dict[str, str]] = {}
    for row in table.to_pylist():
        found.setdefault(row["scheme"], {})[row["area_code"]] = row["group_code"]
    return found
