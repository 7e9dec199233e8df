"""The list of the tables under data/tables/. A further table is one entry here.

Readers and writers loop over it; what a table may hold stands in its own schema module.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import pyarrow as pa

from data.schema.contract import (
    FLOW_KEY,
    FLOWS,
    MEANINGS,
    OBSERVATION_KEY,
    OBSERVATIONS,
    Known,
    check_flows,
    check_observations,
)
from data.schema.incidents import INCIDENT_KEY, INCIDENT_MEANINGS, INCIDENTS, check_incidents


@dataclass(frozen=True)
class Table:
    """One table: its columns, its unique key (also the order of rows) and its check.

    `meanings` are the words of the data dictionary; `area` and `value` the columns that summaries
    show.
    """

    schema: pa.Schema
    key: Sequence[str]
    check: Callable[[pd.DataFrame, Known], None]
    meanings: Mapping[str, str]
    area: str
    value: str = "value"


TABLES: Mapping[str, Table] = {
    "observations": Table(
        OBSERVATIONS, OBSERVATION_KEY, check_observations, MEANINGS, area="area_code"
    ),
    "flows": Table(FLOWS, FLOW_KEY, check_flows, MEANINGS, area="destination_code"),
    "incidents": Table(
        INCIDENTS,
        INCIDENT_KEY,
        check_incidents,
        INCIDENT_MEANINGS,
        area="area_code",
        value="total",
    ),
}


def empty_table(schema: pa.Schema) -> pd.DataFrame:
    """A frame without rows but with the columns and dtypes of a table."""
    return pd.DataFrame({f.name: pd.Series(dtype=_dtype(f.type)) for f in schema})


def _dtype(kind: pa.DataType) -> str:
    text = pa.types.is_dictionary(kind) or pa.types.is_string(kind)
    return "str" if text else str(pd.Series(dtype=kind.to_pandas_dtype()).dtype)
