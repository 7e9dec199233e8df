"""Every verdict of many series at once: units x thirty settings, from the same functions as one.

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
from data.progress.pairs import COMBINATIONS, Pair, make_cases, make_pairs
from data.progress.points import Grid
from data.progress.settings import ALL_SETTINGS, METHODS
from data.progress.traits import BIT, Bits, Traits, pack, rule_flags
from data.progress.verdicts import Outcome, judge, judge_steps


@dataclass(frozen=True)
class Judged:
    """Arrays of shape (units, 30), settings in order of ALL_SETTINGS; NaN where there is none."""

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


def assess(grid: Grid, traits: Traits) -> Judged:
    """All verdicts of all units. Deterministic: equal values and year give equal verdicts."""
    units = len(grid.values)
    shape = (units, len(ALL_SETTINGS))
    out = {name: np.full(shape, np.nan) for name in _FLOATS}
    codes = {name: np.full(shape, NONE, dtype=np.int16) for name in ("band", "reason")}
    flags = np.repeat(rule_flags(grid, traits)[:, None], len(ALL_SETTINGS), axis=1)
    pairs = make_pairs(grid, traits)
    for number, setting in enumerate(ALL_SETTINGS):
        pair = pairs[setting.base, setting.modelled]
        band, reason, ratio, projected, marks = _judge(setting.method, pair, traits)
        codes["band"][:, number], codes["reason"][:, number] = band, reason
        flags[:, number] |= marks
        columns = (ratio, projected, pair.b, pair.raw_b, pair.t, pair.raw_t, pair.target)
        for name, values in zip(_FLOATS, columns, strict=True):
            out[name][:, number] = values
    common = common_codes(codes["band"], out["ratio"])
    agree, settings = agreement(common, pairs, traits.steps)
    target_year = np.repeat(traits.target_year[:, None], shape[1], axis=1)
    return Judged(
        band=codes["band"],
        reason=codes["reason"],
        **out,
        common=common,
        flags=flags,
        agree=agree,
        settings=settings,
        target_year=target_year,
    )


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
    steps = (pair.reason == NONE) & traits.steps
    taken = (pair.raw_t[steps], pair.raw_b[steps], pair.target[steps], traits.yes_no[steps])
    codes, met = judge_steps(*taken)
    band[steps] = np.where(met, CODES[MET[method]], codes)
    marks[steps] = np.where(met, BIT["met"], 0)
    return band, reason, ratio, projected, marks


def _outcome_flags(outcome: Outcome, method: str) -> Bits:
    judged = outcome.band != NONE
    marks = {
        "met": outcome.met,
        "near_bound": outcome.near,
        "lost_target": outcome.lost,
        "linear": outcome.linear & judged,
        "clipped": outcome.clipped & judged,
        "zero_replaced": outcome.zero_replaced,
        "own_classes": judged & (method == "escap"),
    }
    return pack(marks)


def agreement(
    common: Codes, pairs: dict[tuple[str, str], Pair], steps: Flags
) -> tuple[npt.NDArray[np.int16], npt.NDArray[np.int16]]:
    """How many distinct evaluations of a unit share each verdict's common class, and their number.

    Settings with the same method and the same points are one evaluation; so are all methods where
    an indicator has no rates. Settings without a verdict do not count.
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
    agree = np.zeros(table.shape, dtype=np.int16)
    for code in range(int(common.max(initial=0)) + 1):
        votes = np.count_nonzero(distinct & (table == code), axis=(1, 2))
        agree += np.where(table == code, votes[:, None, None], 0).astype(np.int16)
    repeated = np.repeat(number[:, None], common.shape[1], axis=1)
    return agree.reshape(common.shape), repeated.astype(np.int16)


def _points(pair: Pair) -> Floats:
    return np.stack([pair.b, pair.raw_b, pair.t, pair.raw_t])
