"""Each method's own ratio and projection for two points and a target, with what it cannot say.

No classes and no guards: see verdicts.py. Which points these are is decided in points.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields

import numpy as np

from data.progress import methods as m
from data.progress.bands import NONE, REASONS
from data.progress.classes import Codes
from data.progress.methods import Flags, Floats

SIGN, ZERO_BASE = REASONS.index("sign"), REASONS.index("zero_base")
NO_NUMBER, NO_ENDS = REASONS.index("no_target"), REASONS.index("no_ends")


@dataclass(frozen=True)
class Cases:
    """One case per element of equally long arrays. `b`, `t` in calendar years.

    `target` is NaN where there is no numeric one. Parity cases are given as distances from parity
    (see methods.from_parity) with direction -1; `raw_b`, `raw_t` keep their published values and
    `parity` their best value (NaN elsewhere). Projections stay within 0 and `top`, if there is one;
    `ends` is the same for shares that may level off near their ends. A change of no more than
    `floor` (0 where none is declared) cannot be told from none.
    """

    v_b: Floats
    v_t: Floats
    b: Floats
    t: Floats
    target: Floats
    target_year: Floats
    direction: Floats
    percent: Flags
    strict: Flags
    top: Floats
    raw_b: Floats
    raw_t: Floats
    parity: Floats
    ends: Floats
    floor: Floats

    def take(self, rows: Flags) -> Cases:
        """Some of the cases."""
        return Cases(*(getattr(self, f.name)[rows] for f in fields(self)))


@dataclass(frozen=True)
class Found:
    """What a method says of each case: ratio or rate, projection, and why it may say nothing.

    `softened` is the rate that is classed, where it is not the ratio itself.
    """

    ratio: Floats
    projected: Floats
    reason: Codes
    linear: Flags
    clipped: Flags
    zero_replaced: Flags
    softened: Floats | None = None


def _found(
    ratio: Floats,
    reason: Codes,
    projected: Floats | None = None,
    linear: Flags | None = None,
    clipped: Flags | None = None,
    zero_replaced: Flags | None = None,
    softened: Floats | None = None,
) -> Found:
    no = np.zeros(ratio.shape, dtype=bool)
    return Found(
        ratio,
        np.full(ratio.shape, np.nan) if projected is None else projected,
        reason,
        no if linear is None else linear,
        no if clipped is None else clipped,
        no if zero_replaced is None else zero_replaced,
        softened,
    )


def _rate_problem(v_b: Floats, v_t: Floats) -> Codes:
    """Why a rate of growth is undefined: negative values, or a base of zero."""
    negative = (v_b < 0) | (v_t < 0)
    return np.where(negative, SIGN, np.where(v_b == 0, ZERO_BASE, NONE)).astype(np.int16)


def _or_same(way: Floats, ratio: Floats, moved: Floats) -> Floats:
    """Where no way is left from base to target, there is nothing to divide by: the move decides.

    0 for none, else infinite with the sign of `moved` (what went in the good direction). `way` is
    what the method divides by: a distance, or a rate that can be too small to be told from zero.
    """
    away = np.select([moved > 0, moved < 0, moved == 0], [np.inf, -np.inf, 0.0], np.nan)
    return np.where(way == 0, away, ratio)


def _un5(c: Cases) -> Found:
    """UN projected attainment, five bands: q of UNSD 2023, a straight line at or below zero.

    Projected percentages are kept within 0 and 100, scores within their range. Without a target
    the rate is d CAGR_a; for two negative values it is the straight line's, relative to the base.
    """
    linear = (c.v_b <= 0) | (c.v_t <= 0)
    rate = m.growth(c.v_b, c.v_t, c.b, c.t)
    curve = m.exponential(c.v_t, rate, c.t, c.target_year)
    projected = np.where(linear, m.straight_line(c.v_b, c.v_t, c.b, c.t, c.target_year), curve)
    kept = np.where(np.isnan(c.top), projected, np.clip(projected, 0.0, c.top))
    share = _or_same(c.target - c.v_b, m.attainment(c.v_b, kept, c.target), moved(c))
    signs = c.v_b * c.v_t < 0
    with np.errstate(divide="ignore", invalid="ignore"):
        slope = np.where(signs, np.nan, (c.v_t - c.v_b) / np.abs(c.v_b) / (c.t - c.b))
    slope = np.where(c.v_b == 0, np.nan, slope)
    pace = c.direction * np.where(np.isnan(rate), slope, rate)
    reason = np.where(signs, SIGN, np.where(c.v_b == 0, ZERO_BASE, NONE))
    no_target = np.isnan(c.target)
    ratio = np.where(no_target, pace, share)
    linear = linear & ~(no_target & ~np.isnan(rate))
    clipped = ~no_target & (kept != projected) & ~np.isnan(projected)
    return _found(ratio, reason.astype(np.int16), kept, linear, clipped)


def moved(c: Cases) -> Floats:
    """What each case went in the good direction, in its own unit."""
    return c.direction * (c.v_t - c.v_b)


def _unsd2022(c: Cases) -> Found:
    """UNSD 2022: CR = CAGR_a / CAGR_r; without a target the rate d CAGR_a."""
    actual = m.growth(c.v_b, c.v_t, c.b, c.t)
    needed = m.needed_growth(c.v_b, c.target, c.b, c.target_year)
    ratio = _or_same(needed, m.growth_ratio(actual, needed), c.direction * actual)
    ratio = np.where(np.isnan(c.target), c.direction * actual, ratio)
    return _found(ratio, _rate_problem(c.v_b, c.v_t))


def _unsd2023(c: Cases) -> Found:
    """UNSD 2023: q = (e - v_b) / (T - v_b) with e = v_t (1 + CAGR_a)^(Y - t)."""
    actual = m.growth(c.v_b, c.v_t, c.b, c.t)
    projected = m.exponential(c.v_t, actual, c.t, c.target_year)
    share = m.attainment(c.v_b, projected, c.target)
    share = _or_same(c.target - c.v_b, share, moved(c))
    ratio = np.where(np.isnan(c.target), c.direction * actual, share)
    ratio = np.where(np.isnan(actual), np.nan, ratio)
    return _found(ratio, _rate_problem(c.v_b, c.v_t), projected)


def _statcan(c: Cases) -> Found:
    """Statistics Canada: R = d CAGR_a / |CAGR_r|; a zero base or target becomes 0.001.

    Zero at both ends is no growth (ours: with 0.001 for one end only it would seem a fall).
    Without a target the limits shrink near a natural limit: see methods.softening.
    """
    v_b, target = m.never_zero(c.v_b), m.never_zero(c.target)
    both = (c.v_b == 0) & (c.v_t == 0)
    actual = np.where(both, 0.0, m.growth(v_b, c.v_t, c.b, c.t))
    needed = m.needed_growth(v_b, target, c.b, c.target_year)
    ratio = m.directed_ratio(actual, needed, c.direction)
    ratio = _or_same(needed, ratio, c.direction * actual)
    ratio = np.where(np.isnan(c.target), c.direction * actual, ratio)
    replaced = ((c.v_b == 0) | (c.target == 0)) & ~np.isnan(ratio)
    negative = np.where((c.v_b < 0) | (c.v_t < 0), SIGN, NONE).astype(np.int16)
    soft = softened_rate(ratio, m.softening(c.v_b, c.top, c.direction))
    return _found(ratio, negative, zero_replaced=replaced, softened=soft)


def softened_rate(rate: Floats, coefficient: Floats) -> Floats:
    """A rate as limits that shrink by a coefficient see it; a fall is not softened.

    At the limit itself (coefficient 0) whatever does not fall is as good as can be.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        softer = np.where(coefficient == 0, np.inf, rate / coefficient)
    return np.where(rate >= 0, softer, rate)


def _escap(c: Cases) -> Found:
    """ESCAP current status index over the share of time that has passed; needs a target."""
    index = m.status_index(c.v_b, c.v_t, c.target, c.direction)
    middle = m.parity_status_index(c.raw_b, c.raw_t, c.parity)
    index = np.where(np.isnan(c.parity), index, middle)
    index = np.where(np.isnan(c.target), np.nan, index)
    index = _or_same(c.target - c.v_b, index, moved(c))
    reason = np.where(np.isnan(c.target), NO_NUMBER, NONE).astype(np.int16)
    return _found(m.status_pace(index, c.b, c.t, c.target_year), reason)


def _bounded(c: Cases) -> Found:
    """UN projected attainment on a logistic curve between the ends of a share; needs a target."""
    projected = m.bounded_curve(c.v_b, c.v_t, c.b, c.t, c.target_year, c.ends)
    ratio = _or_same(c.target - c.v_b, m.attainment(c.v_b, projected, c.target), moved(c))
    ratio = np.where(np.isnan(projected), np.nan, ratio)
    lacks = [np.isnan(c.ends), np.isnan(c.target)]
    reason = np.select(lacks, [NO_ENDS, NO_NUMBER], NONE).astype(np.int16)
    return _found(np.where(reason == NONE, ratio, np.nan), reason, projected)


FORMULAS: Mapping[str, Callable[[Cases], Found]] = {
    "un5": _un5,
    "unsd2022": _unsd2022,
    "unsd2023": _unsd2023,
    "statcan": _statcan,
    "escap": _escap,
    "bounded": _bounded,
}
