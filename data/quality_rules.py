"""Frozen record of what an indicator declares about values that cannot be trusted as they are.

Must not read files and must not import pandas; data/reference_lists.py loads and checks the rows of
reference/quality_rules.csv. What is left blank has the default that etl/quality/ states.
"""

from __future__ import annotations

from dataclasses import dataclass

from data.worded import Worded


@dataclass(frozen=True)
class QualityRule(Worded):
    """What one indicator declares; values are in its unit, None where it declares nothing.

    Its text `why` says why.

    Attributes:
        indicator_id: the indicator, as in indicators.csv.
        low: the least it can be.
        high: the most it can be. Blank ends are those of its unit.
        jump: a value so many times its neighbours, or so small a part of them, and back, is
            flagged; None for a measure that real events move so.
        jump_floor: for jumps, values below this count as this.
        fewest_people: in a smaller population one case moves the rate too far.
        same_as: other indicators that publish the same measure; several sources of one
            indicator always do.
        part: `source/indicator` of what is divided.
        whole: `source/indicator` it is divided by.
        factor: what the quotient is multiplied by.
        tolerance_pct: how far apart two figures of the same thing may be, in percent of the
            larger.
        tolerance: and how far in the unit of the indicator; both must be exceeded.
    """

    indicator_id: str
    low: float | None
    high: float | None
    jump: float | None
    jump_floor: float | None
    fewest_people: float | None
    same_as: tuple[str, ...]
    part: str
    whole: str
    factor: float | None
    tolerance_pct: float | None
    tolerance: float | None
