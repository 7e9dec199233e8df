"""From one source's raw answers to rows in our own codes, and what is kept out of the tables.

Pure apart from reading the snapshot it is given; it writes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import ModuleType
from typing import Any

import pandas as pd
import pyarrow as pa

from data.reference_lists import Reference, Series
from data.schema.contract import FLOWS, OBSERVATIONS
from data.schema.tables import TABLES, empty_table
from etl.ask.layers import Layer
from etl.build.areas import AreaMap
from etl.build.derive import parse_formula
from etl.build.groups import empty_groups, group_rows
from etl.build.others import flow_rows, incident_rows
from etl.build.tasks import Runner, describe, tidy
from etl.build.totals import additive_codes, sum_groups
from etl.build.wide import catalogue_series, catalogue_wanted, sub_series_owners, whole_codes
from etl.model import SeriesInfo, Wanted
from etl.read.packed import pack


@dataclass
class Part:
    """What one source brings to a build.

    `published` is by the provider's codes, what formulas read; the tables `observations`, `flows`
    and `incidents` have the columns of data/schema/tables.py, withheld series already taken out.
    `notes` are what the catalogue says of the source as a whole, such as rows left out and years
    that are not full. `failed` are series that could not be read, by code, and why; they have no
    rows here until etl/build/isolate.py gives them those of the last build.
    """

    source_id: str
    published: pd.DataFrame
    observations: pd.DataFrame
    flows: pd.DataFrame
    infos: dict[str, SeriesInfo]
    withheld: list[dict[str, Any]] = field(default_factory=list)
    incidents: pd.DataFrame = field(default_factory=lambda: empty_table(TABLES["incidents"].schema))
    notes: dict[str, Any] = field(default_factory=dict)
    groups: pd.DataFrame = field(default_factory=empty_groups)
    failed: dict[str, str] = field(default_factory=dict)

    def headlines(self) -> pd.DataFrame:
        """The published rows without a breakdown: what formulas read."""
        return self.published[self.published["breakdown"] == ""]

    def pack(self) -> None:
        """Hold the text of the tables as codes; see etl/read/packed.py."""
        for name, table in TABLES.items():
            setattr(self, name, pack(getattr(self, name), table.schema))

    def rows(self) -> int:
        """Rows in all tables together."""
        return sum(len(getattr(self, name)) for name in TABLES)


def registered(reference: Reference, source_id: str) -> list[Series]:
    """The registry's series of one source, in file order."""
    return [s for s in reference.series if s.source_id == source_id]


def wanted_of(reference: Reference, source_id: str) -> tuple[Wanted, ...]:
    """What to fetch and tidy of one source: its registered series, those formulas read, the rest.

    Each pair of code and breakdown once. The rest is the catalogue indicators.
    """
    own = registered(reference, source_id)
    whole = whole_codes(own)
    wanted = [Wanted(s.source_code, s.breakdown, s.source_code in whole) for s in own]
    wanted += catalogue_wanted(reference, source_id)
    headlines = {w.code for w in wanted if not w.breakdown}
    for series in registered(reference, "derived"):
        inputs = [c for owner, c in parse_formula(series.formula).series if owner == source_id]
        wanted += [Wanted(code) for code in inputs if code not in headlines]
    unsound: dict[str, tuple[str, ...]] = {}
    for row in reference.defects:
        if row.source_id == source_id:
            unsound[row.source_code] = (*unsound.get(row.source_code, ()), row.edition)
    return tuple(replace(w, unsound=unsound.get(w.code, ())) for w in dict.fromkeys(wanted))


def restricted(reference: Reference, source_id: str) -> bool:
    """Whether a source's terms do not allow its values to be passed on (embed = no)."""
    source = reference.sources.get(source_id)
    return source is not None and source.embed == "no"


def assemble(
    module: ModuleType,
    layers: Sequence[Layer],
    reference: Reference,
    areas: AreaMap,
    runner: Runner,
) -> Part:
    """One source's rows in our codes, from its snapshots, oldest first.

    Raises:
        EtlError: an unknown shape or area, or no series can be read. Nothing of the source is then
            used.
    """
    source_id = module.SOURCE.id
    wanted = wanted_of(reference, source_id)
    raw = layers[-1].snapshot.raw()
    groupings = module.aggregates(raw) if hasattr(module, "aggregates") else ()
    published, failed = tidy(module, layers, wanted, runner)
    infos, undescribed = describe(module, raw, _found(published, wanted, failed))
    failed |= undescribed | other_units(infos, reference, source_id)
    failed |= areas.strange_series(source_id, published, groupings)
    published = published[~published["source_code"].isin(list(failed))].copy()
    codes = areas.translate(source_id, published["source_area"], groupings)
    published["area_code"] = published["source_area"].map(codes)
    published = published[published["area_code"] != ""].drop(columns="source_area")
    if module.SOURCE.local_totals:
        published = _with_totals(published, reference, source_id)
    flows = flow_rows(module, layers, areas) if hasattr(module, "flows") else empty(FLOWS.names)
    rows = to_observations(published, reference, source_id)
    part = Part(source_id, published, rows, flows, infos, failed=failed)
    if hasattr(module, "incidents"):
        part.incidents = incident_rows(module, layers, areas)
    if hasattr(module, "groups"):
        part.groups = group_rows(module, raw, areas)
    if hasattr(module, "notes"):
        part.notes = dict(module.notes(raw))
    _withhold(part, reference)
    _withhold_flows(part, module, reference)
    used = formula_inputs(reference, source_id)
    part.published = published[published["source_code"].isin(list(used))]
    return part


def _found(
    published: pd.DataFrame, wanted: Sequence[Wanted], failed: Collection[str]
) -> list[Wanted]:
    """What is still to be described, with what was found of each code."""
    pairs = published[["source_code", "vintage"]].drop_duplicates()
    vintages = pairs.groupby("source_code")["vintage"].agg(frozenset).to_dict()
    return [
        replace(w, has_rows=w.code in vintages, vintages=vintages.get(w.code, frozenset()))
        for w in wanted
        if w.code not in failed
    ]


def formula_inputs(reference: Reference, source_id: str) -> frozenset[str]:
    """The codes of one source that formulas of the registry read."""
    formulas = [parse_formula(series.formula) for series in registered(reference, "derived")]
    return frozenset(code for f in formulas for owner, code in f.series if owner == source_id)


def empty(columns: Sequence[str]) -> pd.DataFrame:
    """A frame without rows but with the dtypes of a table: text, int16 year, float64 value."""
    kinds = {"year": "int16", "value": "float64"}
    return pd.DataFrame({name: pd.Series(dtype=kinds.get(name, "str")) for name in columns})


def other_units(
    infos: Mapping[str, SeriesInfo], reference: Reference, source_id: str
) -> dict[str, str]:
    """The codes whose unit cannot be the indicator's, each with what is wrong and what to do."""
    problems: dict[str, str] = {}
    for series in registered(reference, source_id):
        info, unit = infos.get(series.source_code), reference.indicators[series.indicator_id].unit
        if info is not None and info.units and unit not in info.units:
            problems[series.source_code] = (
                f"{source_id}: {series.indicator_id} has unit {unit}, but {series.source_code} "
                f"comes in {info.provider_unit} ({' or '.join(sorted(info.units))}). What to do: "
                "correct the unit in data/reference/indicators.csv, or name another series"
            )
    return problems


def to_observations(published: pd.DataFrame, reference: Reference, source_id: str) -> pd.DataFrame:
    """Rows of the observations table: each published row under every indicator that uses it.

    What the first row of the registry chooses for an indicator is its headline and stands without
    a breakdown, whatever sub-series it is. The sub-series that no row names stand beside it, under
    their own breakdown; those of other codes under the code's catalogue indicator.
    """
    own = registered(reference, source_id)
    first = {s.indicator_id: s for s in sorted(own, key=lambda s: bool(s.breakdown), reverse=True)}
    keys = pd.DataFrame(
        [
            (s.source_code, s.breakdown, s.indicator_id, reference.indicators[s.indicator_id].unit)
            + ("" if s is first[s.indicator_id] else s.breakdown,)
            for s in own
        ],
        columns=["source_code", "breakdown", "indicator_id", "unit", "shown"],
        dtype="str",
    )
    rows = published.merge(keys, on=["source_code", "breakdown"])
    rows = rows.assign(breakdown=rows["shown"]).drop(columns="shown")
    others = published.merge(sub_series_owners(reference, source_id, own), on="source_code")
    chosen = others["breakdown"] == ""
    for s in own:
        if s.breakdown:
            same = others["breakdown"] == s.breakdown
            chosen |= same & (others["source_code"] == s.source_code)
    others = others[others["total"] | ~chosen]
    rows = pd.concat([rows, others[rows.columns]]).assign(source_id=source_id)
    rows["year"] = rows["year"].astype("int16")
    return rows.assign(quality="")[OBSERVATIONS.names]


def _with_totals(published: pd.DataFrame, reference: Reference, source_id: str) -> pd.DataFrame:
    additive = additive_codes(reference, source_id)
    rows = published[published["source_code"].isin(additive)]
    totals = sum_groups(rows, reference.areas.values())
    return pd.concat([published, totals[published.columns]], ignore_index=True)


def _withhold(part: Part, reference: Reference) -> None:
    for series in registered(reference, part.source_id):
        reason, detail = _reason(series, part, reference)
        if reason:
            keep_out(part, series, reason, detail)
    gone = []
    for series in catalogue_series(reference, part.source_id):
        reason, detail = _reason(series, part, reference)
        if reason:
            gone.append(series.indicator_id)
            record_withheld(part, series, reason, detail)
    part.observations = part.observations[~part.observations["indicator_id"].isin(gone)]


def _withhold_flows(part: Part, module: ModuleType, reference: Reference) -> None:
    """Take out the bilateral measures whose table, named by FLOW_CODES, is listed as defective."""
    for measure, code in getattr(module, "FLOW_CODES", {}).items():
        info = part.infos.get(code)
        reason, detail = _defect(part.source_id, info, reference) if info else ("", "")
        if reason:
            part.flows = part.flows[part.flows["measure"] != measure]
            row = {"source_id": part.source_id, "source_code": code, "indicator_id": measure}
            part.withheld.append(row | {"reason": reason, "detail": detail})


def keep_out(part: Part, series: Series, reason: str, detail: str) -> None:
    """Take one series, with the sub-series beside a headline, out of a part and record why."""
    rows = part.observations
    same = rows["indicator_id"] == series.indicator_id
    # A headline stands without its breakdown; one that stands under it is a sub-series itself.
    own = same & (rows["breakdown"] == series.breakdown)
    part.observations = rows[~(own if series.breakdown and own.any() else same)]
    record_withheld(part, series, reason, detail)


def record_withheld(part: Part, series: Series, reason: str, detail: str) -> None:
    """Note in a part that the rows of one series are kept out of the tables, and why."""
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
    info = part.infos.get(series.source_code)
    if info is None:  # it failed
        return "", ""
    if info.not_served:
        return "not_served", info.not_served
    if info.unreadable:
        return "unreadable", info.unreadable
    return _defect(part.source_id, info, reference)


def _defect(source_id: str, info: SeriesInfo, reference: Reference) -> tuple[str, str]:
    for row in reference.defects:
        same = (row.source_id, row.source_code) == (source_id, info.source_code)
        # The list names an edition by its beginning: 2025.Q3 stands for release 2025.Q3.G.02.
        if same and f"{info.edition}.".startswith(f"{row.edition}."):
            return f"defect_{row.defect}", row.lost_dimension
    return "", ""


def forget_published(parts: Iterable[Part]) -> None:
    """Let go of the rows by the provider's codes, which only formulas read."""
    for part in parts:
        part.published = part.published.head(0).copy()
    pa.default_memory_pool().release_unused()
