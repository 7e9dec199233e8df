"""Times the verdicts of many series, beside a plain Python loop of the same formula.

    python -m bench.progress [--units 100000] [--json FILE]

The engine gives all seventy-two settings of every series and area, the loop only the default one,
so both are compared by verdicts a second. The loop is written anew, row by row, and must come to
the same bands; the run fails where one differs. Values are drawn with a fixed seed, under the
rules of the real registry.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from data.progress.bands import BANDS
from data.progress.judge import judge_units
from data.progress.points import Grid
from data.progress.rules import Rule, rule_of, why_not
from data.progress.settings import ALL_SETTINGS, BASE_YEARS, DEFAULT
from data.progress.traits import make_traits
from data.reference_lists import load_reference

ROOT = Path(__file__).resolve().parents[1]
LIMIT_S = 60.0  # for 100,000 series-areas
YEAR, FIRST, SPAN = 2026, 2000, 26
LOOPED = 20_000  # series-areas of the loop
RATIO_BANDS = ((0.95, "on_track"), (0.5, "moderate"), (0.1, "marginal"), (-0.1, "stagnation"))
RATE_BANDS = (
    (0.02, "nt_substantial"),
    (0.01, "nt_moderate"),
    (0.005, "nt_marginal"),
    (-0.01, "nt_stagnation"),
)


def real_rules() -> list[Rule]:
    """The rules of the registry that rest on growth: no means, classes or parity."""
    reference = load_reference(ROOT / "data" / "reference")
    own = reference.verdict_rules
    listed = (
        rule_of(i, own.get(i.indicator_id)) for i in reference.indicators.values() if not why_not(i)
    )
    return [r for r in listed if not r.noisy and not r.steps and math.isnan(r.parity)]


def draw(units: int, rules: Sequence[Rule]) -> tuple[Grid, np.ndarray]:
    """Series that drift, with gaps and some zeros; and the number of the rule of each."""
    random = np.random.default_rng(20261123)
    which = random.integers(0, len(rules), units)
    steps = random.normal(0.0, 0.05, (units, SPAN)).cumsum(axis=1)
    values = np.minimum(random.uniform(0.5, 90.0, units)[:, None] * np.exp(steps), 100.0)
    values[random.random((units, SPAN)) < 0.02] = 0.0
    values[random.random((units, SPAN)) < 0.4] = np.nan
    no = np.zeros(values.shape, dtype=bool)
    return Grid(FIRST, values, no, no, np.zeros(units, dtype=bool)), which


def loop_band(values: Sequence[float], rule: Rule) -> str:
    """One verdict under the default setting, in plain Python; "" without one."""
    known = {FIRST + i: v for i, v in enumerate(values) if not math.isnan(v)}
    over = rule.target_year < YEAR and not math.isnan(rule.target)
    years = [y for y in known if not over or y <= rule.target_year]
    base = next((y for y in BASE_YEARS[DEFAULT.base] if y in years), None)
    if len(years) < 2 or base is None or max(years) < YEAR - 5 or max(years) - base < 3:
        return ""
    latest = max(years)
    return _judged(known[base], known[latest], base, latest, rule)


def _judged(v_b: float, v_t: float, base: int, latest: int, rule: Rule) -> str:
    """The band of two points: with a number to reach, or by the yearly change."""
    if max(v_b, v_t) < rule.small:
        return ""
    target = v_b * (1 + rule.target / 100) if rule.relative else rule.target
    still = abs(v_t - v_b) <= rule.floor and rule.floor > 0
    if not math.isnan(target):
        return _towards(v_b, v_t, base, latest, target, still, rule)
    if v_b == 0:
        return ""
    if still:
        return "nt_stagnation"
    rate = (v_t / v_b) ** (1 / (latest - base)) - 1
    return _first(RATE_BANDS, rule.direction * rate, "nt_regression")


def _towards(
    v_b: float, v_t: float, base: int, latest: int, target: float, still: bool, rule: Rule
) -> str:
    near = rule.percent and (v_t >= 99 if rule.direction > 0 else v_t <= 1)
    if _met(v_t, target, rule) or near:
        return "met"
    if still:
        return "stagnation"
    if _met(v_b, target, rule):
        return "regression"
    ahead, span = rule.target_year - latest, latest - base
    if v_b <= 0 or v_t <= 0:
        projected = v_t + (v_t - v_b) / span * ahead
    else:
        projected = v_t * (v_t / v_b) ** (ahead / span)
    if not math.isnan(rule.top):
        projected = min(max(projected, 0.0), rule.top)
    if target == v_b:
        return "stagnation" if v_t == v_b else "regression"
    return _first(RATIO_BANDS, (projected - v_b) / (target - v_b), "regression")


def _met(value: float, target: float, rule: Rule) -> bool:
    beyond = rule.direction * (value - target)
    return beyond > 0 if rule.strict else beyond >= 0


def _first(limits: Sequence[tuple[float, str]], number: float, worst: str) -> str:
    return next((band for lower, band in limits if number >= lower), worst)


def run(units: int) -> dict[str, float]:
    """Time both; raises SystemExit where they come to different bands."""
    rules = real_rules()
    grid, which = draw(units, rules)
    begun = time.perf_counter()
    found = judge_units(grid, make_traits(rules, which, YEAR))
    engine_s = time.perf_counter() - begun
    looped = min(units, LOOPED)
    rows = grid.values[:looped].tolist()
    begun = time.perf_counter()
    bands = [loop_band(row, rules[k]) for row, k in zip(rows, which, strict=False)]
    loop_s = time.perf_counter() - begun
    codes = found.band[:looped, ALL_SETTINGS.index(DEFAULT)]
    names = [BANDS[code].id if code >= 0 else "" for code in codes]
    differ = [i for i, (one, other) in enumerate(zip(names, bands, strict=True)) if one != other]
    if differ:
        i = differ[0]
        sys.exit(f"{len(differ)} bands differ, such as {names[i]!r}, {bands[i]!r}: {rows[i]}")
    engine = units * len(ALL_SETTINGS) / engine_s
    return {
        "units": units,
        "engine_s": round(engine_s, 3),
        "engine_series_areas_per_s": round(units / engine_s),
        "engine_verdicts_per_s": round(engine),
        "loop_verdicts_per_s": round(looped / loop_s),
        "ratio": round(engine / (looped / loop_s), 1),
        "compared": looped,
    }


def main() -> int:
    """Print the figures; 1 where 100,000 series-areas would take longer than the limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=100_000, help="series-areas to judge")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures there")
    options = parser.parse_args()
    found = run(options.units)
    print(f"{found['units']:,} series-areas x 72 settings in {found['engine_s']} s")
    print(f"engine  {found['engine_series_areas_per_s']:>12,} series-areas/s")
    print(f"engine  {found['engine_verdicts_per_s']:>12,} verdicts/s")
    print(f"loop    {found['loop_verdicts_per_s']:>12,} verdicts/s (default setting only)")
    print(f"ratio   {found['ratio']:>12} (the same {found['compared']:,} bands from both)")
    if options.json:
        options.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return int(found["engine_s"] * 100_000 / options.units > LIMIT_S)


if __name__ == "__main__":
    sys.exit(main())
