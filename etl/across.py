"""What a build makes of several sources together: the comparison and the derived indicators."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd

from data.catalog import Reference, Series
from data.schema import FLOWS, OBSERVATIONS
from etl.assemble import Part, empty, keep_out, registered, restricted
from etl.catalogue import source_record
from etl.compare import compare
from etl.context import Context, check_part
from etl.derive import compute, parse_formula
from etl.load import Tables
from etl.model import SeriesInfo
from etl.packed import join
from etl.totals import sum_groups

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
    """Add the derived rows. Those of a formula whose source was not built stay as they were."""
    inputs = {
        series: {owner for owner, _ in parse_formula(series.formula).inputs}
        for series in registered(context.reference, DERIVED)
    }
    read = [s for s, found in inputs.items() if found <= set(parts)]
    wanted = [s for s in read if not _has_failed(s, parts)]
    late = [s for s, found in inputs.items() if not found & set(left_out) and s not in wanted]
    if not wanted:
        return
    owners = {owner for series in wanted for owner in inputs[series]}
    series = {
        (owner, str(code)): rows
        for owner in sorted(owners)
        for code, rows in parts[owner].headlines().groupby("source_code", observed=True)
    }
    flows = {owner: parts[owner].flows for owner in owners}
    frames, infos = [empty(OBSERVATIONS.names)], {}
    for entry in wanted:
        rows = _derived(context.reference, entry, compute(entry.formula, series, flows))
        frames.append(rows)
        edition = str(rows["vintage"].max())
        infos[entry.source_code] = SeriesInfo(entry.source_code, entry.formula, edition)
    observations = pd.concat(frames, ignore_index=True)
    part = Part(DERIVED, empty(()), observations, empty(FLOWS.names), infos)
    part.pack()
    _carry_over(context.old, part, late, infos)
    check_part(context, part)
    parts[DERIVED] = part
    asked = owners.union(*(inputs[series] for series in late))
    closed = any(restricted(context.reference, owner) for owner in asked)
    used = [records[owner] for owner in sorted(owners)]
    records[DERIVED] = source_record((), part, closed, used)


def _has_failed(entry: Series, parts: Mapping[str, Part]) -> bool:
    """Whether a formula reads a series that failed: its last rows stay too."""
    return any(code in parts[owner].failed for owner, code in parse_formula(entry.formula).series)


def _derived(reference: Reference, entry: Series, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of the observations table; with World and region totals where the registry adds up."""
    indicator = reference.indicators[entry.indicator_id]
    rows = rows.assign(source_code=entry.source_code, source_id=DERIVED, breakdown="")
    if indicator.aggregation == "sum":
        totals = sum_groups(rows, reference.areas.values()).assign(source_id=DERIVED)
        rows = pd.concat([rows, totals[rows.columns]], ignore_index=True)
    rows = rows.assign(indicator_id=entry.indicator_id, unit=indicator.unit, quality="")
    return rows.astype({"year": "int16"})[OBSERVATIONS.names]


def _carry_over(
    old: Tables, part: Part, late: Sequence[Series], infos: dict[str, SeriesInfo]
) -> None:
    """Take the derived rows of the last build over for the formulas that cannot be computed now."""
    rows = old.observations
    names = [series.indicator_id for series in late]
    rows = rows[(rows["source_id"] == DERIVED) & rows["indicator_id"].isin(names)]
    part.observations = join([part.observations, rows])
    for series in late:
        entry = old.catalog.get("series", {}).get(f"{series.indicator_id}|{DERIVED}")
        if entry:
            infos[series.source_code] = SeriesInfo(
                series.source_code, entry["title"], entry["edition"]
            )
