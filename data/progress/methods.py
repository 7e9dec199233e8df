"""The formulas of the published methods, as pure functions of arrays. No thresholds, no guards.

Notation: v_b value in the base year b, v_t latest value in year t, T target for year Y,
d = +1 where up is good and -1 where down is good. Values are in the indicator's own unit; every
rate and ratio is a fraction (0.02 is 2 per cent a year). NaN marks what a formula cannot say.
Sources: UNSD progress assessment notes of 2022 and 2023 (as applied by EUSTAT), Statistics
Canada's Open SDG methodology, UN ESCAP progress assessment.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Given = ParamSpec("Given")

ZERO_IS = 0.001  # what Open SDG puts in the place of a zero base or a zero target
PARITY_LOW, PARITY_HIGH = 0.97, 1.03  # Open SDG 4.5.1: an index in between counts as 1
LIMIT_POWER = 4.44  # of the softening near a limit; Open SDG, sdg-build ProgressMeasure
NEAR = 1.0  # EUSTAT: a percentage within one point of 0 or 100 has arrived


def _quiet(function: Callable[Given, Floats]) -> Callable[Given, Floats]:
    @wraps(function)
    def run(*args: Given.args, **kwargs: Given.kwargs) -> Floats:
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            return function(*args, **kwargs)

    return run


def growth(v_b: Floats, v_t: Floats, b: Floats, t: Floats) -> Floats:
    """Actual compound annual growth, CAGR_a = (v_t / v_b)^(1 / (t - b)) - 1.

    NaN where v_b is not above zero, v_t is below zero or t is not after b. A fall to zero is -1.
    Source: UNSD 2022 and 2023. Limit: two points only; what lies between them does not count.
    """
    defined = (v_b > 0) & (v_t >= 0) & (t > b)
    return _power(np.where(defined, v_b, np.nan), v_t, b, t)


def needed_growth(v_b: Floats, target: Floats, b: Floats, target_year: Floats) -> Floats:
    """Required compound annual growth, CAGR_r = (T / v_b)^(1 / (Y - b)) - 1.

    -1 where T is zero: the whole value must go, which no rate short of -100 % a year reaches.
    NaN where v_b is not above zero, T is below zero or Y is not after b. Source: UNSD 2022.
    """
    return growth(v_b, target, b, target_year)


@_quiet
def _power(v_b: Floats, v_t: Floats, b: Floats, t: Floats) -> Floats:
    return np.power(v_t / v_b, 1.0 / (t - b)) - 1.0


@_quiet
def exponential(v_t: Floats, rate: Floats, t: Floats, target_year: Floats) -> Floats:
    """The value in Y if the actual growth goes on: e = v_t (1 + CAGR_a)^(Y - t). UNSD 2023."""
    return v_t * np.power(1.0 + rate, target_year - t)


@_quiet
def straight_line(v_b: Floats, v_t: Floats, b: Floats, t: Floats, target_year: Floats) -> Floats:
    """The value in Y on the straight line through both points: v_t + (v_t - v_b)/(t - b) (Y - t).

    Ours, for values at or below zero, where growth has no rate.
    """
    return v_t + (v_t - v_b) / (t - b) * (target_year - t)


@_quiet
def logit_slope(v_b: Floats, v_t: Floats, b: Floats, t: Floats, top: Floats) -> Floats:
    """How fast ln(y / (top - y)) moves a year: k of the bounded curve.

    NaN where `top` is, and for a value at an end or beyond: no such curve reaches 0 or its top.
    """
    within = (np.minimum(v_b, v_t) > 0) & (np.maximum(v_b, v_t) < top)
    start, end = (np.log(np.where(within, v / (top - v), np.nan)) for v in (v_b, v_t))
    return (end - start) / (t - b)


@_quiet
def bounded_curve(
    v_b: Floats, v_t: Floats, b: Floats, t: Floats, target_year: Floats, top: Floats
) -> Floats:
    """The value in Y on the logistic curve between 0 and `top` through both points.

    e = top / (1 + (top - v_t) / v_t exp(-k (Y - t))) with k of logit_slope, NaN where it is. Ours:
    S-curves are the usual form of a share that spreads.
    """
    k = logit_slope(v_b, v_t, b, t, top)
    return top / (1.0 + (top - v_t) / v_t * np.exp(-k * (target_year - t)))


def softening(v_b: Floats, limit: Floats, direction: Floats) -> Floats:
    """The coefficient that shrinks the limits of classes near a natural limit, 0 to 1.

    C = 1 - (v_b / limit)^4.44 below the limit; 1 where there is none, or where the value moves
    away from it. Source: Open SDG, sdg-build ProgressMeasure.py: only without a numeric target.
    """
    near = (direction > 0) & ~np.isnan(limit)
    share = np.where(near, np.clip(v_b / np.where(near, limit, 1.0), 0.0, 1.0), 0.0)
    return 1.0 - np.power(share, LIMIT_POWER)


@_quiet
def attainment(v_b: Floats, projected: Floats, target: Floats) -> Floats:
    """Share of the way from base to target that the projection covers: q = (e - v_b)/(T - v_b).

    1 is arrival, below 0 the wrong way. NaN or infinite where base and target are the same.
    Source: UNSD 2023. Limit: for a base already beyond its target q rises as values get worse, so
    met and lost targets must be told apart before q is read.
    """
    return (projected - v_b) / (target - v_b)


@_quiet
def growth_ratio(actual: Floats, needed: Floats) -> Floats:
    """CR = CAGR_a / CAGR_r. Source: UNSD 2022. Limit: with T = 0 the needed growth is -1."""
    return actual / needed


@_quiet
def directed_ratio(actual: Floats, needed: Floats, direction: Floats) -> Floats:
    """R = d CAGR_a / |CAGR_r|. Source: Open SDG (Statistics Canada), inspired by Eurostat."""
    return direction * actual / np.abs(needed)


def never_zero(value: Floats) -> Floats:
    """Zero replaced by 0.001, as Open SDG does with a zero base or target. Scale-dependent."""
    return np.where(value == 0, ZERO_IS, value)


def ratio_score(ratio: Floats) -> Floats:
    """Open SDG score from R: -5 at -0.6 and below, 0 at 0.6, 5 at 1.3 and above, linear between."""
    return np.interp(ratio, [-0.6, 0.6, 1.3], [-5.0, 0.0, 5.0])


def rate_score(rate: Floats) -> Floats:
    """Open SDG score without a target, from d CAGR_a as a fraction.

    -2 % -> -5, 0 -> -2.5, 0.5 % -> 0, 1.5 % -> 2.5, 2 % -> 5; linear between and flat outside.
    """
    return np.interp(rate, [-0.02, 0.0, 0.005, 0.015, 0.02], [-5.0, -2.5, 0.0, 2.5, 5.0])


@_quiet
def status_index(v_0: Floats, v_t: Floats, target: Floats, direction: Floats) -> Floats:
    """ESCAP current status index, 10 d (v_t - v_0) / |T - v_0|: 0 at the start, 10 on arrival."""
    return 10.0 * direction * (v_t - v_0) / np.abs(target - v_0)


@_quiet
def parity_status_index(v_0: Floats, v_t: Floats, target: Floats) -> Floats:
    """ESCAP current status index where the best value lies in the middle.

    10 - 10 |T - v_t| / |T - v_0|, on values as published: 0 at the start, 10 at parity.
    """
    return 10.0 - 10.0 * np.abs(target - v_t) / np.abs(target - v_0)


@_quiet
def status_pace(index: Floats, b: Floats, t: Floats, target_year: Floats) -> Floats:
    """Share of the way over share of the time: (CSI / 10) / ((t - b) / (Y - b)); time at most 1.

    Ours: ESCAP publishes no classes for the index.
    """
    return index / 10.0 / np.minimum((t - b) / (target_year - b), 1.0)


def reaches(value: Floats, target: Floats, direction: Floats, strict: Flags) -> Flags:
    """Whether a value is at its target or beyond: d (v - T) >= 0, or > 0 where `strict`.

    Strict where the target's text says "less than". False where either is NaN.
    """
    beyond = direction * (value - target)
    return np.where(strict, beyond > 0, beyond >= 0)


def near_bound(value: Floats, direction: Floats, percent: Flags) -> Flags:
    """Whether a percentage is within one point of the end it should reach, 0 or 100 (EUSTAT)."""
    return percent & np.where(direction > 0, value >= 100.0 - NEAR, value <= NEAR)


@_quiet
def from_parity(value: Floats, parity: Floats) -> Floats:
    """How far a value is from parity, as a value to bring down to `parity`.

    max(y, 1/y) around 1, and p + |y - p| around another best value p. Values that count as parity
    (0.97 to 1.03; the same odds around 50, that is 49.24 to 50.74) become `parity` itself. NaN for
    an index of zero or less. Source: Open SDG; the tolerance around 50 is ours, by the same odds.
    """
    index = np.where(value > 0, np.maximum(value, 1.0 / value), np.nan)
    odds = np.where(parity == 1, value, value / (100.0 - value))
    apart = np.where(parity == 1, index, parity + np.abs(value - parity))
    even = (odds >= PARITY_LOW) & (odds <= PARITY_HIGH) & ((parity == 1) | (parity == 50))
    return np.where(even, parity, apart)


@_quiet
def to_parity_side(apart: Floats, like: Floats, parity: Floats) -> Floats:
    """A distance from parity as a value again, on the side of parity on which `like` lies."""
    index = np.where(like < 1, 1.0 / apart, apart)
    share = np.where(like < parity, 2.0 * parity - apart, apart)
    return np.where(parity == 1, index, share)
