"""Every verdict of many series at once: units x seventy-two settings, by the same functions as one.

A unit is one series of one area. No names in here: bands, reasons and flags are codes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.progress import methods as m
from data.progress.bands import CODES, NONE, common_codes
from data.progress.classes import MET, Codes
from data.progress.methods import Flags, Floats
from data.progress.outcomes import Outcome, judge, judge_steps
from data.progress.pairs import COMBINATIONS, Combination, Pair, make_cases, make_pairs
from data.progress.points import Grid
from data.progress.settings import (
    ALL_SETTINGS,
    COVID,
    DATED_YEARS,
    METHODS,
)
from data.progress.traits import BIT, Bits, Traits, pack, rule_flags


@dataclass(frozen=True)
class Judged:
    """Arrays of shape (units, 72), settings in order of ALL_SETTINGS; NaN where there is none."""

    band: Codes
    common: Codes
    reason: Codes
    flags: Bits
    ratio: Floats
    projected: Floats
    base_year: Floats
    base_value: Floats
    latest_year: Floats
    latest_value: Floats
    target_value: Floats
    target_year: Floats
    agree: npt.NDArray[np.int16]
    settings: npt.NDArray[np.int16]


def judge_units(grid: Grid, traits: Traits, barred: Codes | None = None) -> Judged:
    """All verdicts of all units. Deterministic: equal values and year give equal verdicts.

    Args:
        grid: the values that may lead.
        traits: how each unit is judged.
        barred: reason code of units that can have no verdict at all, NONE elsewhere.
    """
    shape = (len(grid.values), len(ALL_SETTINGS))
    out = {name: np.full(shape, np.nan) for name in _FLOATS}
    codes = {name: np.full(shape, NONE, dtype=np.int16) for name in ("band", "reason")}
    flags = np.repeat(rule_flags(grid, traits)[:, None], len(ALL_SETTINGS), axis=1)
    pairs = make_pairs(grid, traits, barred)
    for number, setting in enumerate(ALL_SETTINGS):
        pair = pairs[setting.base, setting.modelled, setting.covid]
        band, reason, ratio, projected, marks = _judge(setting.method, pair, traits)
        codes["band"][:, number], codes["reason"][:, number] = band, reason
        flags[:, number] |= marks
        columns = (ratio, projected, pair.b, pair.raw_b, pair.t, pair.raw_t, pair.target)
        for name, values in zip(_FLOATS, columns, strict=True):
            out[name][:, number] = values
    still = flags & BIT["within_noise"] > 0  # nothing moves, whatever the ratio of the noise
    common = common_codes(codes["band"], np.where(still, 0.0, out["ratio"]))
    agree, settings, one_pair = agreement(common, pairs, traits.steps)
    flags |= _differing(common, traits.noisy) | np.where(
        one_pair[:, None] & (common != NONE), BIT["one_pair"], 0
    )
    return Judged(
        band=codes["band"],
        reason=codes["reason"],
        **out,
        common=common,
        flags=flags,
        agree=agree,
        settings=settings,
        target_year=np.repeat(traits.target_year[:, None], shape[1], axis=1),
    )


def _differing(common: Codes, noisy: Flags) -> Bits:
    """Where another curve, or leaving out the pandemic, leads to another common class."""
    shape = (len(common), len(METHODS), -1, len(COVID))
    by = common.reshape(shape)
    marks = np.zeros(by.shape, dtype=np.int32)
    curves = [METHODS.index("un5"), METHODS.index("bounded")]
    one, other = (by[:, number] for number in curves)
    apart = (one != other) & (one != NONE) & (other != NONE)
    marks[:, curves] |= np.where(apart, BIT["curves_differ"], 0)[:, None].astype(np.int32)
    whole, rest = by[..., 0], by[..., 1]
    decides = (whole != rest) & (whole != NONE) & (rest != NONE)
    marks |= np.where(decides, BIT["covid_decides"], 0)[..., None].astype(np.int32)
    alone = noisy[:, None, None] & (whole != NONE) & (rest == NONE)
    marks[..., 0] |= np.where(alone, BIT["covid_rests"], 0).astype(np.int32)
    return marks.reshape(common.shape)


_FLOATS = (
    "ratio",
    "projected",
    "base_year",
    "base_value",
    "latest_year",
    "latest_value",
    "target_value",
)


def _judge(method: str, pair: Pair, traits: Traits) -> tuple[Codes, Codes, Floats, Floats, Bits]:
    """Band, reason, ratio, projected value and marks of every unit under one method."""
    units = len(pair.reason)
    band = np.full(units, NONE, dtype=np.int16)
    reason = pair.reason.copy()
    ratio, projected = np.full(units, np.nan), np.full(units, np.nan)
    marks = np.zeros(units, dtype=np.int32)
    fits = (pair.reason == NONE) & ~traits.steps
    cases = make_cases(pair, traits).take(fits)
    outcome = judge(method, cases)
    band[fits], reason[fits], ratio[fits] = outcome.band, outcome.reason, outcome.ratio
    back = m.to_parity_side(outcome.projected, cases.raw_t, cases.parity)
    projected[fits] = np.where(np.isnan(cases.parity), outcome.projected, back)
    marks[fits] = _outcome_flags(outcome, method)
    marks[fits] |= np.where((pair.points == 2)[fits] & (outcome.band != NONE), BIT["two_points"], 0)
    steps = (pair.reason == NONE) & traits.steps
    taken = (pair.raw_t[steps], pair.raw_b[steps], pair.target[steps], traits.yes_no[steps])
    codes, met = judge_steps(*taken)
    band[steps] = np.where(met, CODES[MET[method]], codes)
    marks[steps] = np.where(met, BIT["met"], 0)
    marks |= np.where((band != NONE) & (traits.year - pair.t >= DATED_YEARS), BIT["dated"], 0)
    return band, reason, ratio, projected, marks


def _outcome_flags(outcome: Outcome, method: str) -> Bits:
    judged = outcome.band != NONE
    marks = {
        "met": outcome.met,
        "met_worsening": outcome.worsening,
        "within_noise": outcome.noise,
        "near_bound": outcome.near,
        "lost_target": outcome.lost,
        "linear": outcome.linear & judged,
        "clipped": outcome.clipped & judged,
        "zero_replaced": outcome.zero_replaced,
        "own_classes": judged & (method == "escap"),
    }
    return pack(marks)


def agreement(
    common: Codes, pairs: dict[Combination, Pair], steps: Flags
) -> tuple[npt.NDArray[np.int16], npt.NDArray[np.int16], Flags]:
    """How many distinct evaluations of a unit share each verdict's common class, and their number.

    Settings with the same method and the same points are one evaluation; so are all methods where
    an indicator has no rates. Settings without a verdict do not count. The third array says where
    several evaluations all rest on the same two values.
    """
    units = len(common)
    table = common.reshape(units, len(METHODS), len(COMBINATIONS))
    counts = np.ones((units, len(COMBINATIONS)), dtype=bool)
    points = [_points(pairs[key]) for key in COMBINATIONS]
    for i in range(len(points)):
        for earlier in range(i):
            same = points[i] == points[earlier]
            same |= np.isnan(points[i]) & np.isnan(points[earlier])
            counts[:, i] &= ~same.all(axis=0)
    distinct = (table != NONE) & counts[:, None, :]
    distinct[steps, 1:, :] = False
    number = np.count_nonzero(distinct, axis=(1, 2))
    one_pair = (np.count_nonzero(distinct.any(axis=1), axis=1) == 1) & (number > 1)
    agree = np.zeros(table.shape, dtype=np.int16)
    for code in range(int(common.max(initial=0)) + 1):
        votes = np.count_nonzero(distinct & (table == code), axis=(1, 2))
        agree += np.where(table == code, votes[:, None, None], 0).astype(np.int16)
    repeated = np.repeat(number[:, None], common.shape[1], axis=1)
    return agree.reshape(common.shape), repeated.astype(np.int16), one_pair


def _points(pair: Pair) -> Floats:
    return np.stack([pair.b, pair.raw_b, pair.t, pair.raw_t])
