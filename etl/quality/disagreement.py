"""`disagrees`: another source of the same measure gives another value for the same cell.

Sources of one indicator publish the same measure, and so do indicators that declare each other in
`same_as` of reference/quality_rules.csv. Both cells are flagged, since neither source is the truth,
but for these: a cell whose own parts give its value; one of an edition so much newer that the other
is what the provider has revised since; one of the primary compiler, which the other passes on; and
a published one that only a formula of ours contradicts. Two sources that the registry knows to
measure differently (`other_measure` of reference/source_pairs.csv) doubt neither.

That an older edition was revised since is a fact: however many cells it holds for, it is no
question (column `fact`, see etl/quality/apply.py).
"""

from __future__ import annotations

from itertools import permutations

import pandas as pd

from data.providers import OTHER_MEASURE, PRIMARY
from etl.quality.editions import row_times
from etl.quality.held import CELL, Held
from etl.quality.parts import confirmed, difference

TOLERANCE_PCT = 10.0  # of the larger figure, where the indicator declares none
# And in the unit of the indicator, so that rounding and tiny rates count for nothing.
TOLERANCES = {"percent": 1.0, "percent_gdp": 1.0, "percent_gni": 0.1, "per_100k": 1.0}
DERIVED = "derived"
REVISED_YEARS = 1.0  # an edition that is older by more than this has been revised since


def measures(held: Held) -> list[tuple[str, ...]]:
    """Indicators that publish the same measure, each with all that `same_as` joins to it."""
    groups: list[set[str]] = [{indicator_id} for indicator_id in held.reference.indicators]
    for rule in held.rules.values():
        together = {rule.indicator_id, *rule.same_as}
        joined = set().union(*(g for g in groups if g & together))
        groups = [g for g in groups if not g & together] + [joined]
    return sorted(tuple(sorted(group)) for group in groups)


def find(held: Held) -> pd.DataFrame:
    """Cells that another source contradicts: value, other, other_source, difference_pct, fact.

    Of several other sources, the one that is farthest away.
    """
    frames = []
    for group in measures(held):
        series = [(i, s, rows) for i in group for s, rows in held.series(i).items()]
        sure = {i: confirmed(held, i) for i in group} if len(series) > 1 else {}
        for (indicator_id, source_id, rows), (_, other_source, others) in permutations(series, 2):
            if not _may_contradict(held, indicator_id, source_id, other_source):
                continue
            found = _against(held, indicator_id, rows, others).assign(other_source=other_source)
            frames.append(found[~found.index.isin(sure[indicator_id])])
    frames = [frame for frame in frames if len(frame)]
    if not frames:
        return pd.DataFrame()
    found = pd.concat(frames).sort_values("difference_pct", kind="stable")
    return found[~found.index.duplicated(keep="last")]


def _may_contradict(held: Held, indicator_id: str, source_id: str, other_source: str) -> bool:
    """Whether a value of another source speaks against one of a source."""
    if other_source in (source_id, DERIVED):
        return False
    for pair in held.reference.source_pairs:
        if pair.indicator_id == indicator_id and {pair.source_id, pair.other_id} == {
            source_id,
            other_source,
        }:
            compiler = pair.relation == PRIMARY and pair.source_id == source_id
            return not compiler and pair.relation != OTHER_MEASURE
    return True


def _against(
    held: Held, indicator_id: str, rows: pd.DataFrame, others: pd.DataFrame
) -> pd.DataFrame:
    """The rows of one series that another series contradicts."""
    named = {"breakdown": "str", "area_code": "str"}
    one = rows.assign(time=row_times(rows)).astype(named).reset_index(names="row")
    other = others.assign(time=row_times(others)).astype(named)
    both = one.merge(other[[*CELL, "value", "time"]], on=CELL, suffixes=("", "_other"))
    rule = held.rules.get(indicator_id)
    unit = held.reference.indicators[indicator_id].unit
    percent = rule.tolerance_pct if rule and rule.tolerance_pct else TOLERANCE_PCT
    absolute = rule.tolerance if rule and rule.tolerance else TOLERANCES.get(unit)
    apart, gap = difference(both["value"], both["value_other"], percent, absolute)
    revised = both["time"] - both["time_other"] > REVISED_YEARS
    found = pd.DataFrame(
        {"row": both["row"], "value": both["value"], "other": both["value_other"]}
    ).assign(difference_pct=gap, fact=both["time_other"] - both["time"] > REVISED_YEARS)
    return found[apart & ~revised].set_index("row")
