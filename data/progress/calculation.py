"""One verdict with all its steps, from the same functions as the whole table.

For the page that opens a verdict, and its download. It reads no table: the cells are handed in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from data.progress import methods as m
from data.progress.bands import BANDS, COMMON, NONE, REASONS
from data.progress.formulas import Cases
from data.progress.judge import Judged, judge_units
from data.progress.methods import Floats
from data.progress.outcomes import judge
from data.progress.pairs import Pair, make_cases, make_pairs
from data.progress.points import MEAN_YEARS, Grid, before_break, counting, make_grid
from data.progress.rules import Rule, judged, rule_of, why_not
from data.progress.settings import ALL_SETTINGS, COVID_YEARS, METHODS, MODELLED, Setting
from data.progress.steps import Step, change_steps, steps_of
from data.progress.traits import Traits, make_traits, unpack
from data.records import Indicator
from data.records_verdicts import VerdictRule
from data.verdicts import Verdict

Line = tuple[tuple[int, float], ...]


class Cell(Protocol):
    """What is needed of a published cell; data.store.Observation is one."""

    @property
    def source_id(self) -> str: ...  # noqa: D102
    @property
    def area_code(self) -> str: ...  # noqa: D102
    @property
    def year(self) -> int: ...  # noqa: D102
    @property
    def value(self) -> float | None: ...  # noqa: D102
    @property
    def obs_status(self) -> str: ...  # noqa: D102
    @property
    def leads(self) -> bool: ...  # noqa: D102


@dataclass(frozen=True)
class Point:
    """One published cell and what the setting does with it.

    `use`: "base" or "latest" (for means each cell of their five years), "" for one that counts but
    lies between. Dropped ones say why: `no_number`, `forecast`, `part_year`, `doubted`,
    `no_record`,
    `before_break`, `modelled`, `pandemic`, `after_target_year`, `no_mean` (fewer than three values
    in its five years), `no_distance` (no distance from parity).
    """

    year: int
    value: float | None
    obs_status: str
    use: str


@dataclass(frozen=True)
class Calculation:
    """One verdict and everything it rests on.

    `points_used` are those of the base and the latest value; `points_between` count, but these
    methods look at two points only. `line_to_target` is the way needed from the base (straight;
    at constant growth for the methods of growth rates), `projection` the way taken, both year by
    year in the published unit and empty where there is none. `reason` is that of the verdict,
    or why there can be none.
    """

    indicator_id: str
    area_code: str
    setting: Setting
    points_used: tuple[Point, ...]
    points_between: tuple[Point, ...]
    points_dropped: tuple[Point, ...]
    steps: tuple[Step, ...]
    line_to_target: Line
    projection: Line
    verdict: Verdict | None
    reason: str


def calculation(
    indicator: Indicator,
    cells: Sequence[Cell],
    setting: Setting,
    year: int,
    own: VerdictRule | None = None,
    never: str = "",
) -> Calculation:
    """How one verdict comes about.

    Args:
        indicator: as in the reference tables, own targets applied.
        cells: all cells of one series (one source, breakdown "") of one area, in order of years.
        setting: one of ALL_SETTINGS.
        year: the year verdicts are given in; see settings.judged_year.
        own: the indicator's row of verdict_rules.csv, if it has one.
        never: why this area of the series can have no verdict; see rules.barred.
    """
    area = cells[0].area_code if cells else ""
    source = cells[0].source_id if cells else ""
    reason = why_not(indicator) or ("" if cells else "no_data")
    reason = reason or ("" if judged(area, source) else "summed_here")
    if reason:
        nothing = ((), (), (), (), (), ())
        return Calculation(indicator.indicator_id, area, setting, *nothing, None, reason)
    rule = rule_of(indicator, own)
    grid, traits = _one(cells, rule, year)
    bar = np.array([REASONS.index(never) if never else NONE], dtype=np.int16)
    pair = make_pairs(grid, traits, bar)[setting.base, setting.modelled, setting.covid]
    given = judge_units(grid, traits, bar)
    found = _verdict(indicator.indicator_id, source, area, setting, given)
    case = make_cases(pair, traits)
    used, between, dropped = _points(cells, grid, traits, pair, setting, rule.unrecorded)
    return Calculation(
        indicator.indicator_id,
        area,
        setting,
        used,
        between,
        dropped,
        _steps(rule, case, pair, setting),
        _line(case, setting.method) if pair.reason[0] == NONE and not rule.steps else (),
        _projection(case, setting.method) if found.band and not rule.steps else (),
        found,
        found.reason,
    )


def _one(cells: Sequence[Cell], rule: Rule, year: int) -> tuple[Grid, Traits]:
    """The grid and the traits of a single unit."""
    unit = np.zeros(len(cells), dtype=np.int64)
    years = np.array([c.year for c in cells], dtype=np.int64)
    values = np.array([np.nan if c.value is None else c.value for c in cells], dtype=np.float64)
    status = np.array([ord(c.obs_status[0]) for c in cells], dtype=np.uint8)
    leads = np.array([c.leads for c in cells], dtype=bool)
    zeros, since = np.array([rule.unrecorded]), np.array([rule.since])
    grid = make_grid(unit, years, values, status, leads, zeros, since)
    return grid, make_traits([rule], unit[:1], year)


def _verdict(
    indicator_id: str, source_id: str, area_code: str, setting: Setting, found: Judged
) -> Verdict:
    at = (0, ALL_SETTINGS.index(setting))
    band, common, reason = (int(codes[at]) for codes in (found.band, found.common, found.reason))
    return Verdict(
        indicator_id=indicator_id,
        source_id=source_id,
        method=setting.method,
        base=setting.base,
        modelled=setting.modelled,
        covid=setting.covid,
        area_code=area_code,
        band=BANDS[band].id if band != NONE else "",
        common=COMMON[common] if common != NONE else "",
        ratio=_number(found.ratio[at]),
        base_year=_year(found.base_year[at]),
        base_value=_number(found.base_value[at]),
        latest_year=_year(found.latest_year[at]),
        latest_value=_number(found.latest_value[at]),
        target_value=_number(found.target_value[at]),
        target_year=_year(found.target_year[at]),
        projected=_number(found.projected[at]),
        flags=unpack(int(found.flags[at])),
        reason=REASONS[reason] if reason != NONE else "",
        agree=int(found.agree[at]),
        settings=int(found.settings[at]),
    )


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _year(value: float) -> int | None:
    return None if np.isnan(value) else int(value)


def _steps(rule: Rule, case: Cases, pair: Pair, setting: Setting) -> tuple[Step, ...]:
    first: tuple[Step, ...] = ()
    if rule.relative and not np.isnan(pair.target[0]):
        numbers = (("change_pct", rule.target), ("T", float(pair.target[0])))
        first = (Step("relative_target", "T = v_2015 (1 + change_pct / 100)", numbers),)
    if pair.reason[0] != NONE:
        return first
    if rule.steps:
        latest, base, target = (float(v[0]) for v in (pair.raw_t, pair.raw_b, pair.target))
        return change_steps(latest, base, target, rule.steps == "classes")
    return (*first, *steps_of(setting.method, case, judge(setting.method, case)))


def _points(
    cells: Sequence[Cell],
    grid: Grid,
    traits: Traits,
    pair: Pair,
    setting: Setting,
    unrecorded: bool,
) -> tuple[tuple[Point, ...], tuple[Point, ...], tuple[Point, ...]]:
    """The cells that are used, that lie between, and that were dropped and why."""
    choice = (setting.modelled, setting.covid)
    counted, _ = counting(grid, *choice, traits.noisy, traits.parity, traits.until)
    none = (np.zeros(1, dtype=bool), np.full(1, np.nan))
    singly, _ = counting(grid, *choice, *none, traits.until)
    windows = {
        name: _window(int(end[0]), bool(traits.noisy[0]), setting)
        for name, end in (("latest", pair.t), ("base", pair.b))
        if not np.isnan(end[0])
    }
    kinds: dict[str, list[Point]] = {"used": [], "between": [], "dropped": []}
    for cell in cells:
        column = cell.year - grid.first_year
        why = _left_out(cell, unrecorded)
        if not why and np.isnan(singly[0, column]):
            why = _why_dropped(cell, grid, column, setting)
        use = next((name for name, window in windows.items() if cell.year in window), "")
        if not why and not use and np.isnan(counted[0, column]):
            why = "no_mean" if traits.noisy[0] else "no_distance"
        kind = "dropped" if why else "used" if use else "between"
        kinds[kind].append(Point(cell.year, cell.value, cell.obs_status, why or use))
    used, between, dropped = (tuple(points) for points in kinds.values())
    return used, between, dropped


def _window(end: int, mean: bool, setting: Setting) -> tuple[int, ...]:
    """The years that a base or latest value stands for: its own, or five for a mean."""
    years = list(range(end, end - MEAN_YEARS - len(COVID_YEARS), -1))
    if setting.covid == "without":
        years = [y for y in years if y not in COVID_YEARS]
    return tuple(years[: MEAN_YEARS if mean else 1])


def _left_out(cell: Cell, unrecorded: bool) -> str:
    """Why a cell is no value at all for any verdict, or ""."""
    if cell.value is None:
        return "no_number"
    if not cell.leads:
        return {"F": "forecast", "P": "part_year"}.get(cell.obs_status, "doubted")
    return "no_record" if unrecorded and cell.value == 0 else ""


def _why_dropped(cell: Cell, grid: Grid, column: int, setting: Setting) -> str:
    if before_break(grid)[0, column]:
        return "before_break"
    if grid.estimated[0, column] and setting.modelled != MODELLED[0]:
        return "modelled"
    left_out = setting.covid == "without" and cell.year in COVID_YEARS
    return "pandemic" if left_out else "after_target_year"


def _line(c: Cases, method: str) -> Line:
    """The way from the base to the target, year by year, in the published unit."""
    if np.isnan(c.target[0]) or c.target_year[0] <= c.b[0]:
        return ()
    years = np.arange(c.b[0], c.target_year[0] + 1)
    share = (years - c.b[0]) / (c.target_year[0] - c.b[0])
    values = c.v_b + (c.target - c.v_b) * share
    if method in METHODS[1:4:2] and c.v_b[0] > 0 and c.target[0] > 0:
        rate = m.needed_growth(c.v_b, c.target, c.b, c.target_year)
        values = m.exponential(c.v_b, rate, c.b, years)
    return _published(years, values, c, c.raw_b)


def _projection(c: Cases, method: str) -> Line:
    """The way the actual growth leads on from the latest value, as far as the target year.

    None without a target, where no verdict rests on it, and for ESCAP, which projects nothing.
    """
    if method == "escap" or np.isnan(c.target[0]) or c.target_year[0] <= c.t[0]:
        return ()
    years = np.arange(c.t[0], c.target_year[0] + 1)
    if method == "bounded":
        values = m.bounded_curve(c.v_b, c.v_t, c.b, c.t, years, c.ends)
    elif method == "un5" and (c.v_b[0] <= 0 or c.v_t[0] <= 0):
        values = m.straight_line(c.v_b, c.v_t, c.b, c.t, years)
    else:
        v_b = m.never_zero(c.v_b) if method == "statcan" else c.v_b
        values = m.exponential(c.v_t, m.growth(v_b, c.v_t, c.b, c.t), c.t, years)
    if method == "un5" and not np.isnan(c.top[0]):
        values = np.clip(values, 0.0, c.top[0])
    return _published(years, values, c, c.raw_t)


def _published(years: Floats, values: Floats, c: Cases, like: Floats) -> Line:
    if not np.isnan(c.parity[0]):
        values = m.to_parity_side(values, like, c.parity)
    return tuple((int(y), float(v)) for y, v in zip(years, values, strict=True) if np.isfinite(v))
