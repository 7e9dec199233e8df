"""Frozen records of what verdicts need beyond targets: verdict_rules.csv and verdict_areas.csv.

Must not read files and must not import pandas; data/reference_lists.py loads and checks them.
"""

from __future__ import annotations

from dataclasses import dataclass

from data.worded import Worded


@dataclass(frozen=True)
class VerdictRule(Worded):
    """What the verdicts of one indicator need beyond its target; no row means none of it.

    `noise_floor`: a change of no more than this, in the indicator's unit, cannot be told from none.
    `small`: with both values below it there is no verdict. `zero`: `no_record` where a zero says
    that no record was sent. `aim`: whose the number is. `ends`: `no` where the unit has a lowest
    and a highest value, but the measure is no share (a price in per cent). `since`: the first year
    of the definition in use, where the provider marks no break. Numbers are text.
    """

    indicator_id: str
    noise_floor: str
    small: str
    zero: str
    aim: str
    ends: str
    since: str
    evidence: str


@dataclass(frozen=True)
class VerdictArea(Worded):
    """One territory that never has a verdict: without residents, or with fewer than a thousand."""

    area_code: str
    evidence: str
