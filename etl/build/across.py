"""What a build makes of several sources together: comparison, leading source, sums, formulas."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd

from data.progress.rules import SUMMED_HERE
from data.reference_lists import Reference, Series
from data.schema.contract import FLOWS, OBSERVATIONS
from etl.build.assemble import Part, empty, registered, restricted
from etl.build.catalogue import source_record
from etl.build.compare import compare
from etl.build.context import BuildContext, check_part
from etl.build.derive import compute, parse_formula
from etl.build.leading import leading
from etl.build.load import Tables
from etl.build.reporters import add_sums, without_sums
from etl.build.totals import sum_groups
from etl.model import SeriesInfo
from etl.read.packed import join

DERIVED = "derived"


def together(
    observations: pd.DataFrame, reference: Reference
) -> tuple[pd.DataFrame, dict[str, Any]]:
    """Add the World sums of those who report, and say what the sources make together.

    Args:
        observations: all rows of the build, packed.
        reference: the registry.

    Returns:
        The rows, and of the catalogue: `comparisons` (etl/build/compare.py), `leading` (the sources
        of each indicator, the one that screens show first; etl/build/leading.py) and `sums` (what
        World values that are sums made here consist of; etl/build/reporters.py).
    """
    rows = without_sums(observations)
    order = leading(rows, reference, SUMMED_HERE)
    comparisons = compare(rows, reference)
    rows, sums = add_sums(rows, reference, order, SUMMED_HERE)
    return rows, {"comparisons": comparisons, "leading": order, "sums": sums}


def add_derived(
    context: BuildContext,
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
        infos[entry.source_code] = SeriesInfo(entry.source_code, entry.formula, _edition(rows))
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


def _edition(rows: pd.DataFrame) -> str:
    """The editions that most rows of a formula rest on: rows of one part may be of several."""
    counts = rows["vintage"].astype("str").value_counts()
    most = counts[counts == counts.max()]
    return str(max(most.index, key=lambda name: (len(name), name)))


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
        entry = old.catalogue.get("series", {}).get(f"{series.indicator_id}|{DERIVED}")
        if entry:
            infos[series.source_code] = SeriesInfo(
                series.source_code, entry["title"], entry["edition"]
            )
