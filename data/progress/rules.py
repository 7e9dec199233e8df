"""How each indicator is judged: its direction, target and kind, from the reference tables.

It reads no values.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isclose, nan

from data.records import Indicator
from data.records_verdicts import VerdictRule

CONSULTED = 2017  # the year of the consultations
LAST_YEAR = 2030  # of the Goals; the year of a target that names none
# Targets 10.c and 3.1 say "less than" this number, so that the number itself does not meet them.
STRICT: Mapping[str, float] = {
    "sdg-10-c-1-si-rmt-cost": 3.0,
    "sdg-10-c-1-si-rmt-cost-snd": 3.0,
    "sdg-3-1-1-sh-sta-mort": 70.0,
}
# Measured for the country of origin: says nothing of a host country.
ORIGIN_ONLY = frozenset({"sdg-10-7-4-sm-pop-refg-or"})
# Sources whose region and world totals are sums made here, not the provider's: those are not
# judged, and countries are never averaged.
SUMMED_HERE = frozenset({"derived", "idmc", "missingmigrants", "unhcr"})
TOPS: Mapping[str, float] = {"percent": 100, "index_100": 100, "score_1": 1, "score_10": 10}
BARS = ("few_residents", "counts_countries", "yes_only")  # reasons that no value can lift
SAME_SHARE = 0.005  # a change below this share of the older value is none
GROUP_MARK = ":"  # in the code of every area that is no country or territory


@dataclass(frozen=True)
class Rule:
    """How one indicator is judged.

    `direction` is +1 or -1; parity indicators are judged on their distance from `parity` (NaN
    for others), down. `target` is NaN without a number; where `relative`, it is the change
    in per cent from 2015. `top` is the highest value of a unit that ends
    at zero and there, else NaN; `ends` the same where it is a share that can level off near them.
    `steps`: "" for numbers, `yes_no` or `classes` where no rate makes sense. `floor` is the change
    that cannot be told from none, `small` the value below which, at both ends, there is no verdict
    (NaN for none). `unrecorded`: a zero says that there is no record. `aim`: whose the number is.
    `since`: the first year of the definition in use; 0 for all years.
    """

    direction: int
    target: float
    target_year: int
    relative: bool
    strict: bool
    percent: bool
    top: float
    parity: float
    noisy: bool
    sparse: bool
    steps: str
    origin_only: bool
    ends: float
    floor: float
    small: float
    unrecorded: bool
    aim: str
    since: int


def why_not(indicator: Indicator) -> str:
    """The reason why no value of an indicator gets a verdict, or "": `context`, `no_direction`."""
    if indicator.role == "context":
        return "context"
    return "" if indicator.direction in ("up", "down", "parity") else "no_direction"


def sense(indicator: Indicator, before: float, now: float) -> str:
    """Whether a change is in the wanted direction: `good` or `bad`.

    "" where there is none that is wanted, or where parity is as far off as before.
    """
    if indicator.role == "context":
        return ""
    if indicator.direction == "parity":
        best = float(indicator.target_value or 1)
        nearer = abs(before - best) - abs(now - best)
        if isclose(nearer, 0, abs_tol=SAME_SHARE * abs(best)):
            return ""
        return "good" if nearer > 0 else "bad"
    if indicator.direction not in ("up", "down") or before == now:
        return ""
    return "good" if (now > before) == (indicator.direction == "up") else "bad"


def rule_of(indicator: Indicator, own: VerdictRule | None = None) -> Rule:
    """How an indicator is judged.

    Args:
        indicator: direction, role, unit and target.
        own: its row of verdict_rules.csv, if it has one.

    Raises:
        ValueError: it is not; see why_not.
    """
    if reason := why_not(indicator):
        raise ValueError(f"{indicator.indicator_id}: has no verdicts ({reason})")
    kind, number = indicator.target_kind, indicator.target_value
    numeric = number != "" and kind not in ("direction", "none")
    parity = indicator.direction == "parity"
    top = TOPS.get(indicator.unit, nan)
    share = not parity and not (own and own.ends == "no")
    return Rule(
        direction=1 if indicator.direction == "up" else -1,
        target=float(number) if numeric else nan,
        target_year=int(indicator.target_year or LAST_YEAR),
        relative=kind == "relative",
        strict=numeric and STRICT.get(indicator.indicator_id) == float(number),
        percent=indicator.unit == "percent",
        top=top,
        parity=float(number) if parity and numeric else nan,
        noisy=indicator.role == "assess_noisy",
        sparse=indicator.role == "assess_sparse",
        steps={"binary": "yes_no", "ordinal": "classes"}.get(indicator.role, ""),
        origin_only=indicator.indicator_id in ORIGIN_ONLY,
        ends=top if share else nan,
        floor=float(own.noise_floor or 0) if own else 0.0,
        small=float(own.small or nan) if own else nan,
        unrecorded=bool(own and own.zero == "no_record"),
        aim=own.aim if own else "",
        since=int(own.since or 0) if own else 0,
    )


def judged(area_code: str, source_id: str) -> bool:
    """Whether an area of a source may have a verdict: countries, and groups that it publishes."""
    return GROUP_MARK not in area_code or source_id not in SUMMED_HERE


def barred(rule: Rule, area_code: str, few_residents: Container[str], yes_only: bool) -> str:
    """Why one area of a series can have no verdict whatever its values are; "" where it can.

    Args:
        rule: how the indicator is judged.
        area_code: the area.
        few_residents: areas of verdict_areas.csv.
        yes_only: whether nobody in the whole series ever had a no; see `only_yes`.
    """
    if area_code in few_residents:
        return "few_residents"
    if rule.steps and GROUP_MARK in area_code:
        return "counts_countries"
    return "yes_only" if yes_only else ""


def only_yes(rule: Rule, values: Iterable[float]) -> bool:
    """Whether a yes-or-no series holds no no, so that nobody can fail.

    Args:
        rule: how the indicator is judged.
        values: all values of countries that may lead; zeros that stand for no record left out.
    """
    return rule.steps == "yes_no" and all(value > 0 for value in values)


def column(rules: Sequence[Rule], name: str) -> list[float]:
    """One property of many rules, as numbers."""
    return [float(getattr(rule, name)) for rule in rules]
