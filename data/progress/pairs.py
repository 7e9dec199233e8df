"""The two points that each setting judges by, and why they may not carry a verdict."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from data.progress.bands import NONE, REASONS
from data.progress.classes import Codes
from data.progress.formulas import Cases
from data.progress.methods import Floats
from data.progress.points import Columns, Grid, base_column, counting, latest_column, pick
from data.progress.settings import BASES, COVID, MODELLED, OLDEST_YEARS, SHORTEST_YEARS
from data.progress.traits import Traits

Combination = tuple[str, str, str]
NO_RECORD, YES_ONLY = REASONS.index("no_record"), REASONS.index("yes_only")
COMBINATIONS: tuple[Combination, ...] = tuple(product(BASES, MODELLED, COVID))


@dataclass(frozen=True)
class Pair:
    """Base and latest point of each unit under one combination of base rule, modelled, pandemic.

    Values are as published and as judged (distance from parity); years are NaN where there is
    none. `points` is how many values count in all. `reason` is NONE where both points are there
    and fit.
    """

    raw_b: Floats
    raw_t: Floats
    v_b: Floats
    v_t: Floats
    b: Floats
    t: Floats
    target: Floats
    points: Columns
    reason: Codes


def make_pairs(grid: Grid, traits: Traits, barred: Codes | None = None) -> dict[Combination, Pair]:
    """The two points of every unit, for each base rule and choice of what counts.

    Args:
        grid: the values that may lead.
        traits: how each unit is judged.
        barred: reason code of units that can have no verdict at all, NONE elsewhere.
    """
    found: dict[Combination, Pair] = {}
    for modelled, covid in product(MODELLED, COVID):
        if modelled == MODELLED[1] and not grid.estimated.any():
            same = {(base, modelled, covid): found[base, MODELLED[0], covid] for base in BASES}
            found |= same
            continue
        raw, judged = counting(grid, modelled, covid, traits.noisy, traits.parity, traits.until)
        for base in BASES:
            pair = _pair(grid, traits, raw, judged, base)
            if barred is not None:
                silent = (barred == YES_ONLY) & (pair.reason == NO_RECORD)  # says it more plainly
                pair.reason[:] = np.where((barred == NONE) | silent, pair.reason, barred)
            found[base, modelled, covid] = pair
    return found


def _pair(grid: Grid, traits: Traits, raw: Floats, judged: Floats, base: str) -> Pair:
    """The two points of every unit under one base rule, among the values that count."""
    latest = latest_column(raw)
    points = np.count_nonzero(~np.isnan(raw), axis=1)
    reference = pick(raw, base_column(raw, grid.first_year, BASES[0]))
    target = np.where(traits.relative, reference * (1 + traits.target / 100), traits.target)
    start = np.where(traits.yes_no, -1, base_column(raw, grid.first_year, base))
    b, t = (_years(columns, grid.first_year) for columns in (start, latest))
    raw_b, raw_t = pick(raw, start), pick(raw, latest)
    reason = _problem(points, b, t, traits)
    single = traits.noisy & ~np.isnan(grid.values).all(axis=1)  # values, but too few for a mean
    reason[(points == 0) & single] = REASONS.index("too_few_points")
    reason[(points == 0) & grid.unrecorded] = NO_RECORD
    lacking = (reason == NONE) & traits.relative & np.isnan(target)
    reason[lacking] = REASONS.index("no_base")
    tiny = (reason == NONE) & (np.fmax(raw_b, raw_t) < traits.small)
    reason[tiny] = REASONS.index("below_noise")
    return Pair(
        raw_b, raw_t, pick(judged, start), pick(judged, latest), b, t, target, points, reason
    )


def _years(columns: Columns, first_year: int) -> Floats:
    return np.where(columns < 0, np.nan, columns + float(first_year))


def _problem(points: Columns, b: Floats, t: Floats, traits: Traits) -> Codes:
    """Why the points of a unit do not carry a verdict, the first that applies; NONE if they do."""
    rates = ~traits.steps
    checks = {
        "no_value": points == 0,
        "too_old": t < traits.year - OLDEST_YEARS,
        "sparse": rates & traits.sparse & (points == 1),
        "too_few_points": rates & (points == 1),
        "no_base": rates & np.isnan(b),
        "too_short": rates & (t - b < SHORTEST_YEARS),
    }
    codes = [REASONS.index(name) for name in checks]
    return np.select(list(checks.values()), codes, NONE).astype(np.int16)


def make_cases(pair: Pair, traits: Traits) -> Cases:
    """The cases of a pair of points, one per unit."""
    return Cases(
        *(pair.v_b, pair.v_t, pair.b, pair.t, pair.target, traits.target_year, traits.direction),
        *(traits.percent, traits.strict, traits.top, pair.raw_b, pair.raw_t, traits.parity),
        *(traits.ends, traits.floor),
    )
