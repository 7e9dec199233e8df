"""Verdicts from two points and a target: each method with its guards, for many cases at once.

Which points these are is decided in points.py; nothing here knows areas or indicators.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields

import numpy as np

from data.progress import methods as m
from data.progress.bands import CODES, NONE, REASONS
from data.progress.classes import (
    LOST,
    MET,
    NO_TARGET,
    TARGET,
    Codes,
    classify,
    classify_step,
)
from data.progress.methods import Flags, Floats

SIGN, ZERO_BASE = REASONS.index("sign"), REASONS.index("zero_base")
NO_NUMBER, UNDEFINED = REASONS.index("no_target"), REASONS.index("undefined")


@dataclass(frozen=True)
class Cases:
    """One case per element of equally long arrays. `b`, `t` in calendar years.

    `target` is NaN where there is no numeric one. Parity cases are given as distances from parity
    (see methods.from_parity) with direction -1; `raw_b`, `raw_t` keep their published values and
    `parity` their best value (NaN elsewhere). Projections stay within 0 and `top`, if there is one.
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

    def take(self, rows: Flags) -> Cases:
        """Some of the cases."""
        return Cases(*(getattr(self, f.name)[rows] for f in fields(self)))


@dataclass(frozen=True)
class Outcome:
    """Band codes, or NONE and a reason code, and what they rest on.

    `ratio` is the method's own, or without a target the rate d CAGR_a; `projected` is for the
    target year, where there is a target and the method projects. NaN where there is none.
    """

    band: Codes
    reason: Codes
    ratio: Floats
    projected: Floats
    met: Flags
    lost: Flags
    near: Flags
    linear: Flags
    clipped: Flags
    zero_replaced: Flags


def judge(method: str, cases: Cases) -> Outcome:
    """The verdicts of one method. A method that cannot say has band NONE and a reason.

    Raises:
        KeyError: no such method.
    """
    has_target = ~np.isnan(cases.target)
    literal = m.reaches(cases.v_t, cases.target, cases.direction, cases.strict)
    near = has_target & ~literal & m.near_bound(cases.v_t, cases.direction, cases.percent)
    near &= np.isnan(cases.parity)
    met = literal | near
    lost = m.reaches(cases.v_b, cases.target, cases.direction, cases.strict) & ~met
    found = _METHODS[method](cases)
    ratio = np.where(np.isfinite(found.ratio), found.ratio, np.nan)
    band = classify(TARGET[method], np.where(has_target, found.ratio, np.nan))
    if method in NO_TARGET:
        band = np.where(has_target, band, classify(NO_TARGET[method], found.ratio))
    reason = np.where(band == NONE, found.reason, NONE)
    if method in LOST:
        band = np.where(lost, CODES[LOST[method]], band)
        ratio = np.where(lost, np.nan, ratio)  # for a lost target q points the wrong way
    band = np.where(met, CODES[MET[method]], band)
    reason = np.where(band == NONE, np.where(reason == NONE, UNDEFINED, reason), NONE)
    return Outcome(
        band.astype(np.int16),
        reason.astype(np.int16),
        ratio,
        np.where(has_target & np.isfinite(found.projected), found.projected, np.nan),
        met,
        lost,
        near,
        found.linear,
        found.clipped,
        found.zero_replaced,
    )


def judge_steps(latest: Floats, base: Floats, target: Floats, binary: Flags) -> tuple[Codes, Flags]:
    """Yes-or-no and class indicators: met at the target, else not met, or the change of class.

    The same under every method, as there is no rate: 1 is yes; a class of 3 or 4 meets (10.7.2).

    Returns:
        Band codes (of method "un5" where met) and whether each is met.
    """
    met = latest >= target
    step = classify_step(base, latest, np.ones(latest.shape))
    missed = np.where(binary, CODES["not_met"], step)
    return np.where(met, CODES["met"], missed).astype(np.int16), met


@dataclass(frozen=True)
class _Found:
    ratio: Floats
    projected: Floats
    reason: Codes
    linear: Flags
    clipped: Flags
    zero_replaced: Flags


def _found(
    ratio: Floats,
    reason: Codes,
    projected: Floats | None = None,
    linear: Flags | None = None,
    clipped: Flags | None = None,
    zero_replaced: Flags | None = None,
) -> _Found:
    no = np.zeros(ratio.shape, dtype=bool)
    return _Found(
        ratio,
        np.full(ratio.shape, np.nan) if projected is None else projected,
        reason,
        no if linear is None else linear,
        no if clipped is None else clipped,
        no if zero_replaced is None else zero_replaced,
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


def _un5(c: Cases) -> _Found:
    """UN projected attainment, five bands: q of UNSD 2023, a straight line at or below zero.

    Projected percentages are kept within 0 and 100, scores within their range. Without a target
    the rate is d CAGR_a; for two negative values it is the straight line's, relative to the base.
    """
    linear = (c.v_b <= 0) | (c.v_t <= 0)
    rate = m.growth(c.v_b, c.v_t, c.b, c.t)
    curve = m.exponential(c.v_t, rate, c.t, c.target_year)
    projected = np.where(linear, m.straight_line(c.v_b, c.v_t, c.b, c.t, c.target_year), curve)
    kept = np.where(np.isnan(c.top), projected, np.clip(projected, 0.0, c.top))
    share = _or_same(c.target - c.v_b, m.attainment(c.v_b, kept, c.target), _moved(c))
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


def _moved(c: Cases) -> Floats:
    return c.direction * (c.v_t - c.v_b)


def _unsd2022(c: Cases) -> _Found:
    """UNSD 2022: CR = CAGR_a / CAGR_r; without a target the rate d CAGR_a."""
    actual = m.growth(c.v_b, c.v_t, c.b, c.t)
    needed = m.needed_growth(c.v_b, c.target, c.b, c.target_year)
    ratio = _or_same(needed, m.growth_ratio(actual, needed), c.direction * actual)
    ratio = np.where(np.isnan(c.target), c.direction * actual, ratio)
    return _found(ratio, _rate_problem(c.v_b, c.v_t))


def _unsd2023(c: Cases) -> _Found:
    """UNSD 2023: q = (e - v_b) / (T - v_b) with e = v_t (1 + CAGR_a)^(Y - t)."""
    actual = m.growth(c.v_b, c.v_t, c.b, c.t)
    projected = m.exponential(c.v_t, actual, c.t, c.target_year)
    share = m.attainment(c.v_b, projected, c.target)
    share = _or_same(c.target - c.v_b, share, _moved(c))
    ratio = np.where(np.isnan(c.target), c.direction * actual, share)
    ratio = np.where(np.isnan(actual), np.nan, ratio)
    return _found(ratio, _rate_problem(c.v_b, c.v_t), projected)


def _statcan(c: Cases) -> _Found:
    """Statistics Canada: R = d CAGR_a / |CAGR_r|; a zero base or target becomes 0.001.

    Zero at both ends is no growth (ours: with 0.001 for one end only it would seem a fall).
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
    return _found(ratio, negative, zero_replaced=replaced)


def _escap(c: Cases) -> _Found:
    """ESCAP current status index over the share of time that has passed; needs a target."""
    index = m.status_index(c.v_b, c.v_t, c.target, c.direction)
    middle = m.parity_status_index(c.raw_b, c.raw_t, c.parity)
    index = np.where(np.isnan(c.parity), index, middle)
    index = np.where(np.isnan(c.target), np.nan, index)
    index = _or_same(c.target - c.v_b, index, _moved(c))
    reason = np.where(np.isnan(c.target), NO_NUMBER, NONE).astype(np.int16)
    return _found(m.status_pace(index, c.b, c.t, c.target_year), reason)


_METHODS: Mapping[str, Callable[[Cases], _Found]] = {
    "un5": _un5,
    "unsd2022": _unsd2022,
    "unsd2023": _unsd2023,
    "statcan": _statcan,
    "escap": _escap,
}
