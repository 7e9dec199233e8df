"""Flows and incidents of a source: what stands beside its observations, in our area codes. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType

import pandas as pd

from data.schema.contract import FLOWS
from data.schema.tables import TABLES, empty_table
from etl.ask.layers import Layer, stacked
from etl.build.areas import AreaMap


def flow_rows(module: ModuleType, layers: Sequence[Layer], areas: AreaMap) -> pd.DataFrame:
    """The pairs of a source with the columns of FLOWS; pairs with an area left out are not."""
    source_id, rows = module.SOURCE.id, stacked(layers, module.flows)
    if rows.empty:
        return empty_table(FLOWS)
    codes = areas.translate(source_id, pd.concat([rows["origin"], rows["destination"]]))
    rows = rows.assign(
        origin_code=rows["origin"].map(codes),
        destination_code=rows["destination"].map(codes),
        source_id=source_id,
        year=rows["year"].astype("int16"),
    )
    return rows[(rows["origin_code"] != "") & (rows["destination_code"] != "")][FLOWS.names]


def incident_rows(module: ModuleType, layers: Sequence[Layer], areas: AreaMap) -> pd.DataFrame:
    """The incidents of a source with the columns of their table; a blank area stays blank."""
    source_id, rows = module.SOURCE.id, stacked(layers, module.incidents)
    codes = areas.translate(source_id, rows["source_area"].dropna())
    found = rows["source_area"].map({code: area or None for code, area in codes.items()})
    rows = rows.assign(area_code=found.astype("str"), source_id=source_id)
    schema = TABLES["incidents"].schema
    return rows[schema.names].astype({"year": "int16"})
