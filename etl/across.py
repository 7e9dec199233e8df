"""What a build makes of several sources together: the comparison and the derived indicators."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd

from data.schema import FLOWS, OBSERVATIONS
from etl.assemble import Part, empty, keep_out, registered, restricted
from etl.catalogue import source_record
from etl.compare import compare
from etl.context import Context, check_part
from etl.derive import compute, parse_formula
from etl.model import SeriesInfo
from etl.packed import join

DERIVED = "derived"


def compare_sources(context: Context, parts: Mapping[str, Part]) -> list[dict[str, Any]] | None:
    """Compare UN SDG with the World Bank and keep disagreeing series out; None if not both new."""
    if not {"unsdg", "worldbank"} <= set(parts):
        return None
    both = join([parts["unsdg"].observations, parts["worldbank"].observations])
    records = compare(both, context.reference)
    by_code = {(s.indicator_id, s.source_code): s for s in registered(context.reference, "unsdg")}
    for record in records:
        if record["verdict"] == "disagree":
            series = by_code[record["indicator_id"], record["unsdg_code"]]
            detail = (
                f"median difference {record['median_abs_rel_diff_pct']} % from "
                f"{record['worldbank_code']} over {record['cells']} cells, "
                f"{record['share_over_5pct']} % of them over 5 %"
            )
            keep_out(parts["unsdg"], series, "disagrees_worldbank", detail)
    return records


def add_derived(
    context: Context,
    parts: dict[str, Part],
    records: dict[str, dict[str, Any]],
    left_out: Collection[str],
) -> None:
    """Add the derived rows, unless one of their sources was not built: then the old ones stay."""
    inputs = {
        series: {owner for owner, _ in parse_formula(series.formula).inputs}
        for series in registered(context.reference, DERIVED)
    }
    wanted = [series for series, found in inputs.items() if not found & set(left_out)]
    owners = {owner for series in wanted for owner in inputs[series]}
    if not wanted or not owners <= set(parts):
        return
    series = {
        (owner, str(code)): rows
        for owner in sorted(owners)
        for code, rows in parts[owner].headlines().groupby("source_code", observed=True)
    }
    frames, infos = [empty(OBSERVATIONS.names)], {}
    for entry in wanted:
        rows = compute(entry.formula, series)
        unit = context.reference.indicators[entry.indicator_id].unit
        rows = rows.assign(
            indicator_id=entry.indicator_id, source_id=DERIVED, breakdown="", unit=unit
        )
        frames.append(rows.astype({"year": "int16"})[OBSERVATIONS.names])
        edition = str(rows["vintage"].max())
        infos[entry.source_code] = SeriesInfo(entry.source_code, entry.formula, edition)
    observations = pd.concat(frames, ignore_index=True)
    part = Part(DERIVED, empty(()), observations, empty(FLOWS.names), infos)
    part.pack()
    check_part(context, part)
    parts[DERIVED] = part
    closed = any(restricted(context.reference, owner) for owner in owners)
    used = [records[owner] for owner in sorted(owners)]
    records[DERIVED] = source_record((), part, closed, used)
