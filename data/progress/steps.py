"""The steps from two points to a verdict, each with its formula and its numbers.

Every number comes from the functions that judge the whole table; nothing is computed anew here.
Formulas are written in symbols, so that they need no translation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from data.progress import methods as m
from data.progress.classes import LOST, NO_TARGET, TARGET
from data.progress.formulas import NO_ENDS, Cases, softened_rate
from data.progress.methods import Floats
from data.progress.outcomes import Outcome

Numbers = tuple[tuple[str, float | None], ...]


@dataclass(frozen=True)
class Step:
    """One step: its id (the key of its name), its formula, and its symbols with their numbers.

    The last number is the result. In a step `limits` the numbers are the lower limits of the
    classes, best first. None where there is no number (the worst class has no limit).
    """

    id: str
    formula: str
    numbers: Numbers


def steps_of(method: str, case: Cases, outcome: Outcome) -> tuple[Step, ...]:
    """All steps of one case (arrays of length one) under one method, in the order they are taken.

    Raises:
        KeyError: no such method.
    """
    return tuple(_steps(method, case, outcome))


def _steps(method: str, case: Cases, outcome: Outcome) -> Iterator[Step]:
    has_target = not np.isnan(case.target[0])
    if not np.isnan(case.parity[0]):
        yield from _parity(case)
    if has_target:
        yield from _target(case, outcome)
        if outcome.lost[0] and method in LOST:
            return
        if method == "bounded" and outcome.reason[0] == NO_ENDS:
            return
        yield from _WITH_TARGET[method](case, outcome)
        limits = TARGET[method]
    else:
        if method not in NO_TARGET:
            return
        yield from _rate(method, case, outcome)
        limits = NO_TARGET[method]
    if outcome.noise[0]:
        numbers = _numbers(v_t=case.v_t, v_b=case.v_b, floor=case.floor, result=1.0)
        yield Step("noise", "|v_t − v_b| ≤ floor", numbers)
    lower = (*limits.lower, -np.inf)
    yield Step("limits", "", _numbers(**dict(zip(limits.bands, lower, strict=True))))


def _numbers(**symbols: Floats | float) -> Numbers:
    found = ((name, float(np.ravel(value)[0])) for name, value in symbols.items())
    return tuple((name, number if np.isfinite(number) else None) for name, number in found)


def _parity(c: Cases) -> Iterator[Step]:
    best = f"{c.parity[0]:g}"
    formula = "v = max(y, 1/y)" if c.parity[0] == 1 else f"v = {best} + |y − {best}|"
    yield Step("parity_base", formula, _numbers(y=c.raw_b, v_b=c.v_b))
    yield Step("parity_latest", formula, _numbers(y=c.raw_t, v_t=c.v_t))


def _target(c: Cases, outcome: Outcome) -> Iterator[Step]:
    """Whether the target is met now, and whether it was met at the start."""
    sign = ">" if c.strict[0] else "≥"
    numbers = _numbers(v_t=c.v_t, T=c.target, d=c.direction, result=outcome.met.astype(float))
    yield Step("near_bound" if outcome.near[0] else "met", f"d (v_t − T) {sign} 0", numbers)
    if outcome.lost[0]:
        numbers = _numbers(v_b=c.v_b, T=c.target, d=c.direction, result=1.0)
        yield Step("lost", f"d (v_b − T) {sign} 0", numbers)


def _growth(c: Cases, v_b: Floats) -> tuple[Floats, Step]:
    rate = m.growth(v_b, c.v_t, c.b, c.t)
    numbers = _numbers(v_b=v_b, v_t=c.v_t, b=c.b, t=c.t, a=rate)
    return rate, Step("growth", "a = (v_t / v_b)^(1 / (t − b)) − 1", numbers)


def _needed(c: Cases, v_b: Floats, target: Floats) -> tuple[Floats, Step]:
    rate = m.needed_growth(v_b, target, c.b, c.target_year)
    numbers = _numbers(v_b=v_b, T=target, b=c.b, Y=c.target_year, r=rate)
    return rate, Step("needed_growth", "r = (T / v_b)^(1 / (Y − b)) − 1", numbers)


def _attainment(c: Cases, outcome: Outcome) -> Iterator[Step]:
    """UN projected attainment, of 2023 and in five bands."""
    rate, growth = _growth(c, c.v_b)
    if outcome.linear[0]:
        projected = m.straight_line(c.v_b, c.v_t, c.b, c.t, c.target_year)
        symbols = {"v_b": c.v_b, "v_t": c.v_t, "b": c.b, "t": c.t, "Y": c.target_year}
        formula = "e = v_t + (v_t − v_b) / (t − b) · (Y − t)"
        yield Step("straight_line", formula, _numbers(**symbols, e=projected))
    else:
        yield growth
        projected = m.exponential(c.v_t, rate, c.t, c.target_year)
        symbols = {"v_t": c.v_t, "a": rate, "t": c.t, "Y": c.target_year}
        yield Step("projection", "e = v_t (1 + a)^(Y − t)", _numbers(**symbols, e=projected))
    if outcome.clipped[0]:
        yield Step("clip", f"0 ≤ e ≤ {c.top[0]:g}", _numbers(e=outcome.projected))
    numbers = _numbers(e=outcome.projected, v_b=c.v_b, T=c.target, q=outcome.ratio)
    yield Step("attainment", "q = (e − v_b) / (T − v_b)", numbers)


def _growth_ratio(c: Cases, outcome: Outcome) -> Iterator[Step]:
    """UNSD 2022."""
    actual, growth = _growth(c, c.v_b)
    needed, requirement = _needed(c, c.v_b, c.target)
    yield from (growth, requirement)
    yield Step("growth_ratio", "CR = a / r", _numbers(a=actual, r=needed, CR=outcome.ratio))


def _directed_ratio(c: Cases, outcome: Outcome) -> Iterator[Step]:
    """Statistics Canada, with its score."""
    v_b, target = m.never_zero(c.v_b), m.never_zero(c.target)
    if outcome.zero_replaced[0]:
        yield Step("zero", "0 → 0.001", _numbers(v_b=v_b, T=target))
    actual, growth = _growth(c, v_b)
    needed, requirement = _needed(c, v_b, target)
    yield from (growth, requirement)
    numbers = _numbers(d=c.direction, a=actual, r=needed, R=outcome.ratio)
    yield Step("directed_ratio", "R = d · a / |r|", numbers)
    score = np.where(outcome.met, 5.0, m.ratio_score(outcome.ratio))
    yield Step("score", "R: −0.6 → −5, 0.6 → 0, 1.3 → 5", _numbers(R=outcome.ratio, score=score))


def _pace(c: Cases, outcome: Outcome) -> Iterator[Step]:
    """ESCAP current status index, and our reading of it."""
    if np.isnan(c.parity[0]):
        index = m.status_index(c.v_b, c.v_t, c.target, c.direction)
        numbers = _numbers(d=c.direction, v_t=c.v_t, v_b=c.v_b, T=c.target, CSI=index)
        yield Step("status_index", "CSI = 10 d (v_t − v_b) / |T − v_b|", numbers)
    else:
        index = m.parity_status_index(c.raw_b, c.raw_t, c.parity)
        numbers = _numbers(T=c.parity, y_t=c.raw_t, y_b=c.raw_b, CSI=index)
        yield Step("status_index", "CSI = 10 − 10 |T − y_t| / |T − y_b|", numbers)
    numbers = _numbers(CSI=index, b=c.b, t=c.t, Y=c.target_year, p=outcome.ratio)
    yield Step("status_pace", "p = (CSI / 10) / ((t − b) / (Y − b))", numbers)


def _rate(method: str, c: Cases, outcome: Outcome) -> Iterator[Step]:
    """Without a target: the growth a year in the good direction."""
    rate, growth = _growth(c, m.never_zero(c.v_b) if method == "statcan" else c.v_b)
    if outcome.linear[0]:
        numbers = _numbers(d=c.direction, v_b=c.v_b, v_t=c.v_t, b=c.b, t=c.t, g=outcome.ratio)
        yield Step("linear_rate", "g = d (v_t − v_b) / |v_b| / (t − b)", numbers)
    else:
        yield growth
        yield Step("rate", "g = d · a", _numbers(d=c.direction, a=rate, g=outcome.ratio))
    if method == "statcan":
        soft = m.softening(c.v_b, c.top, c.direction)
        if soft[0] != 1:
            numbers = _numbers(v_b=c.v_b, limit=c.top, C=soft)
            yield Step("softening", "C = 1 − (v_b / limit)^4.44", numbers)
            numbers = _numbers(g=outcome.ratio, C=soft, s=softened_rate(outcome.ratio, soft))
            yield Step("softened", "s = g / C", numbers)
        score = m.rate_score(softened_rate(outcome.ratio, soft))
        formula = "g: −2 % → −5, 0 → −2.5, 0.5 % → 0, 1.5 % → 2.5, 2 % → 5"
        yield Step("score", formula, _numbers(g=outcome.ratio, score=score))


def _bounded(c: Cases, outcome: Outcome) -> Iterator[Step]:
    """The projection on a logistic curve between the two ends of a share."""
    slope = m.logit_slope(c.v_b, c.v_t, c.b, c.t, c.ends)
    numbers = _numbers(v_t=c.v_t, v_b=c.v_b, top=c.ends, t=c.t, b=c.b, k=slope)
    formula = "k = (ln(v_t / (top − v_t)) − ln(v_b / (top − v_b))) / (t − b)"
    yield Step("logit_slope", formula, numbers)
    numbers = _numbers(top=c.ends, v_t=c.v_t, k=slope, Y=c.target_year, t=c.t, e=outcome.projected)
    formula = "e = top / (1 + ((top − v_t) / v_t) · exp(−k (Y − t)))"
    yield Step("bounded_curve", formula, numbers)
    numbers = _numbers(e=outcome.projected, v_b=c.v_b, T=c.target, q=outcome.ratio)
    yield Step("attainment", "q = (e − v_b) / (T − v_b)", numbers)


_WITH_TARGET: Mapping[str, Callable[[Cases, Outcome], Iterator[Step]]] = {
    "un5": _attainment,
    "unsd2022": _growth_ratio,
    "unsd2023": _attainment,
    "statcan": _directed_ratio,
    "escap": _pace,
    "bounded": _bounded,
}


def change_steps(latest: float, base: float, target: float, classes: bool) -> tuple[Step, ...]:
    """The steps of an indicator without rates: yes or no, or classes of which the change counts."""
    met = _numbers(v_t=latest, T=target, result=float(latest >= target))
    steps = [Step("met", "v_t ≥ T", met)]
    if classes and latest < target and not np.isnan(base):
        change = _numbers(v_b=base, v_t=latest, change=latest - base)
        steps.append(Step("class_change", "v_t − v_b", change))
    return tuple(steps)
