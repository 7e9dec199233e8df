"""The two points that each setting judges by, and why they may not carry a verdict."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.progress.bands import NONE, REASONS
from data.progress.classes import Codes
from data.progress.methods import Floats
from data.progress.points import Columns, Grid, base_column, counting, latest_column, pick
from data.progress.settings import BASES, MODELLED, OLDEST_YEARS, SHORTEST_YEARS
from data.progress.traits import Traits
from data.progress.verdicts import Cases

COMBINATIONS = tuple((base, modelled) for base in BASES for modelled in MODELLED)


@dataclass(frozen=True)
class Pair:
    """Base and latest point of each unit under one base rule and one choice of modelled values.

    Values are as published and as judged (distance from parity); years are NaN where there is
    none. `reason` is NONE where both points are there and fit.
    """

    raw_b: Floats
    raw_t: Floats
    v_b: Floats
    v_t: Floats
    b: Floats
    t: Floats
    target: Floats
    reason: Codes


def make_pairs(grid: Grid, traits: Traits) -> dict[tuple[str, str], Pair]:
    """The two points of every unit, for each base rule and choice of modelled values."""
    found: dict[tuple[str, str], Pair] = {}
    for modelled in MODELLED:
        if modelled == MODELLED[1] and not grid.estimated.any():
            found |= {(base, modelled): found[base, MODELLED[0]] for base in BASES}
            continue
        raw, judged = counting(grid, modelled, traits.noisy, traits.parity, traits.until)
        latest = latest_column(raw)
        points = np.count_nonzero(~np.isnan(raw), axis=1)
        single = traits.noisy & ~np.isnan(grid.values).all(axis=1)  # values, but too few for a mean
        reference = pick(raw, base_column(raw, grid.first_year, BASES[0]))
        target = traits.target
        target = np.where(traits.relative, reference * (1 + target / 100), target)
        for base in BASES:
            start = np.where(traits.yes_no, -1, base_column(raw, grid.first_year, base))
            b, t = (_years(columns, grid.first_year) for columns in (start, latest))
            reason = _problem(points, b, t, traits)
            reason[(points == 0) & single] = REASONS.index("too_few_points")
            lacking = (reason == NONE) & traits.relative & np.isnan(target)
            reason[lacking] = REASONS.index("no_base")
            raw_b, raw_t = pick(raw, start), pick(raw, latest)
            v_b, v_t = pick(judged, start), pick(judged, latest)
            found[base, modelled] = Pair(raw_b, raw_t, v_b, v_t, b, t, target, reason)
    return found


def _years(columns: Columns, first_year: int) -> Floats:
    return np.where(columns < 0, np.nan, columns + float(first_year))


def _problem(points: Columns, b: Floats, t: Floats, traits: Traits) -> Codes:
    """Why the points of a unit do not carry a verdict, the first that applies; NONE if they do."""
    now = np.minimum(traits.year, traits.until)
    rates = ~traits.steps
    checks = {
        "no_value": points == 0,
        "too_old": t < now - OLDEST_YEARS,
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
    )
