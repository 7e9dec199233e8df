"""From one source's raw answers to rows in our own codes, and what is kept out of the tables.

Pure apart from reading the snapshot it is given; it writes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import pandas as pd

from data.catalog import Reference, Series
from data.schema import FLOWS, OBSERVATIONS
from etl.areas import AreaMap
from etl.derive import parse_formula
from etl.model import EtlError, SeriesInfo, Wanted
from etl.snapshots import Raw
from etl.totals import sum_groups


@dataclass
class Part:
    """What one source brings to a build.

    `published` is by the provider's codes, for formulas; `observations` and `flows` have the
    columns of data/schema.py, withheld series already taken out.
    """

    source_id: str
    published: pd.DataFrame
    observations: pd.DataFrame
    flows: pd.DataFrame
    infos: Mapping[str, SeriesInfo]
    withheld: list[dict[str, Any]] = field(default_factory=list)


def registered(reference: Reference, source_id: str) -> list[Series]:
    """The registry's series of one source, in file order."""
    return [s for s in reference.series if s.source_id == source_id]


def wanted_of(reference: Reference, source_id: str) -> tuple[Wanted, ...]:
    """What to fetch and tidy of one source: its registered series and those formulas read."""
    wanted = [Wanted(s.source_code, s.breakdown) for s in registered(reference, source_id)]
    for series in registered(reference, "derived"):
        inputs = parse_formula(series.formula).inputs
        wanted += [Wanted(code) for owner, code in inputs if owner == source_id]
    return tuple(dict.fromkeys(wanted))


def assemble(
    module: ModuleType,
    raw: Raw,
    reference: Reference,
    areas: AreaMap,
) -> Part:
    """One source's rows in our codes.

    Raises:
        EtlError: an unknown shape, area or unit. Nothing of the source is then used.
    """
    source_id = module.SOURCE.id
    wanted = wanted_of(reference, source_id)
    infos = module.describe(raw, wanted)
    check_units(infos, reference, source_id)
    groupings = module.aggregates(raw) if hasattr(module, "aggregates") else ()
    published = module.tidy(raw, wanted)
    codes = areas.translate(source_id, published["source_area"], groupings)
    published["area_code"] = published["source_area"].map(codes)
    published = published[published["area_code"] != ""].drop(columns="source_area")
    if module.SOURCE.local_totals:
        published = _with_totals(published, reference, source_id)
    flows = _flows(module, raw, areas) if hasattr(module, "flows") else empty(FLOWS.names)
    part = Part(
        source_id, published, to_observations(published, reference, source_id), flows, infos
    )
    _withhold(part, reference)
    return part


def empty(columns: Sequence[str]) -> pd.DataFrame:
    """A frame without rows but with the dtypes of a table: text, int16 year, float64 value."""
    kinds = {"year": "int16", "value": "float64"}
    return pd.DataFrame({name: pd.Series(dtype=kinds.get(name, "str")) for name in columns})


def check_units(infos: Mapping[str, SeriesInfo], reference: Reference, source_id: str) -> None:
    """Raise EtlError, for all series at once, where the provider's unit cannot be ours."""
    problems = []
    for series in registered(reference, source_id):
        info, unit = infos.get(series.source_code), reference.indicators[series.indicator_id].unit
        if info is not None and info.units and unit not in info.units:
            problems.append(
                f"{series.indicator_id} has unit {unit}, but {series.source_code} comes in "
                f"{info.provider_unit} ({' or '.join(sorted(info.units))})"
            )
    if problems:
        fix = "correct the unit in data/reference/indicators.csv, or name another series"
        raise EtlError(f"{source_id}: units differ: {'; '.join(problems)}. What to do: {fix}")


def to_observations(published: pd.DataFrame, reference: Reference, source_id: str) -> pd.DataFrame:
    """Rows of the observations table: each published row under every indicator that uses it."""
    keys = pd.DataFrame(
        [
            (s.source_code, s.breakdown, s.indicator_id, reference.indicators[s.indicator_id].unit)
            for s in registered(reference, source_id)
        ],
        columns=["source_code", "breakdown", "indicator_id", "unit"],
        dtype="str",
    )
    rows = published.merge(keys, on=["source_code", "breakdown"]).assign(source_id=source_id)
    rows["year"] = rows["year"].astype("int16")
    return rows[OBSERVATIONS.names]


def _with_totals(published: pd.DataFrame, reference: Reference, source_id: str) -> pd.DataFrame:
    additive = {
        s.source_code
        for s in registered(reference, source_id)
        if reference.indicators[s.indicator_id].aggregation == "sum"
    }
    rows = published[published["source_code"].isin(additive)]
    totals = sum_groups(rows, reference.areas.values())
    return pd.concat([published, totals[published.columns]], ignore_index=True)


def _flows(module: ModuleType, raw: Raw, areas: AreaMap) -> pd.DataFrame:
    source_id, rows = module.SOURCE.id, module.flows(raw)
    codes = areas.translate(source_id, pd.concat([rows["origin"], rows["destination"]]))
    rows = rows.assign(
        origin_code=rows["origin"].map(codes),
        destination_code=rows["destination"].map(codes),
        source_id=source_id,
        year=rows["year"].astype("int16"),
    )
    return rows[(rows["origin_code"] != "") & (rows["destination_code"] != "")][FLOWS.names]


def _withhold(part: Part, reference: Reference) -> None:
    source = reference.sources.get(part.source_id)
    if source is not None and source.embed == "no":
        part.flows = part.flows.iloc[:0]
    for series in registered(reference, part.source_id):
        reason, detail = _reason(series, part, reference)
        if reason:
            keep_out(part, series, reason, detail)


def keep_out(part: Part, series: Series, reason: str, detail: str) -> None:
    """Take one series out of a part's observations and record why."""
    rows = part.observations
    same = rows["indicator_id"] == series.indicator_id
    part.observations = rows[~(same & (rows["breakdown"] == series.breakdown))]
    part.withheld.append(
        {
            "source_id": part.source_id,
            "source_code": series.source_code,
            "indicator_id": series.indicator_id,
            "reason": reason,
            "detail": detail,
        }
    )


def _reason(series: Series, part: Part, reference: Reference) -> tuple[str, str]:
    info = part.infos[series.source_code]
    if info.not_served:
        return "not_served", info.not_served
    source = reference.sources.get(part.source_id)
    if source is not None and source.embed == "no":
        return "licence", source.licence
    for row in reference.defects:
        same = (row.source_id, row.source_code) == (part.source_id, series.source_code)
        # The list names an edition by its beginning: 2025.Q3 stands for release 2025.Q3.G.02.
        if same and f"{info.edition}.".startswith(f"{row.edition}."):
            return f"defect_{row.defect}", row.lost_dimension
    return "", ""
