"""Verdicts from two points and a target: each method with its guards, for many cases at once.

Which points these are is decided in points.py; nothing here knows areas or indicators.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.progress import methods as m
from data.progress.bands import CODES, NONE, REASONS
from data.progress.classes import (
    LOST,
    MET,
    NO_TARGET,
    STILL,
    STILL_NO_TARGET,
    TARGET,
    Codes,
    classify,
    classify_step,
)
from data.progress.formulas import FORMULAS, NO_ENDS, Cases, Found, moved
from data.progress.methods import Flags, Floats

UNDEFINED = REASONS.index("undefined")


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
    worsening: Flags
    noise: Flags
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
    found = FORMULAS[method](cases)
    applies = found.reason != NO_ENDS
    has_target = ~np.isnan(cases.target)
    literal = m.reaches(cases.v_t, cases.target, cases.direction, cases.strict) & applies
    near = has_target & ~literal & m.near_bound(cases.v_t, cases.direction, cases.percent)
    near &= np.isnan(cases.parity) & applies
    met = literal | near
    beyond = ~_within_noise(cases)
    lost = m.reaches(cases.v_b, cases.target, cases.direction, cases.strict) & ~met & beyond
    ratio = np.where(np.isfinite(found.ratio), found.ratio, np.nan)
    band = _classes(method, cases, found)
    reason = np.where(band == NONE, found.reason, NONE)
    if method in LOST:
        band = np.where(lost & applies, CODES[LOST[method]], band)
        ratio = np.where(lost, np.nan, ratio)  # for a lost target q points the wrong way
    noise = ~beyond & ~met & (band != NONE)
    band = np.where(noise, _still(method, has_target), band)
    band = np.where(met, CODES[MET[method]], band)
    reason = np.where(band == NONE, np.where(reason == NONE, UNDEFINED, reason), NONE)
    return Outcome(
        band.astype(np.int16),
        reason.astype(np.int16),
        ratio,
        np.where(has_target & np.isfinite(found.projected), found.projected, np.nan),
        met,
        met & beyond & (moved(cases) < 0),
        noise,
        lost,
        near,
        found.linear,
        found.clipped,
        found.zero_replaced,
    )


def _within_noise(c: Cases) -> Flags:
    """Whether the change is no more than the floor of its indicator; ours. False without one."""
    return (c.floor > 0) & (np.abs(c.v_t - c.v_b) <= c.floor * (1 + 1e-9))


def _classes(method: str, cases: Cases, found: Found) -> Codes:
    """The class by the method's own limits, with a numeric target or without one."""
    has_target = ~np.isnan(cases.target)
    band = classify(TARGET[method], np.where(has_target, found.ratio, np.nan))
    if method not in NO_TARGET:
        return band
    rate = found.ratio if found.softened is None else found.softened
    return np.where(has_target, band, classify(NO_TARGET[method], rate)).astype(np.int16)


def _still(method: str, has_target: Flags) -> Codes:
    """The class that says "no change" under a method."""
    other = STILL_NO_TARGET.get(method, STILL[method])
    return np.where(has_target, CODES[STILL[method]], CODES[other]).astype(np.int16)


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
