"""The committed table of verdicts against a program that shares nothing with the engine."""

import csv
from collections import Counter
from math import isclose, isfinite

from data.progress.bands import REASONS
from data.store import Store
from tests.conftest import DATA_DIR
from tests.verdict_oracle import verdict

EVERY = 5  # one of so many series-areas, of each indicator in turn


def registry() -> dict[str, dict[str, str]]:
    path = DATA_DIR / "reference" / "indicators.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["indicator_id"]: row for row in csv.DictReader(file)}


def test_a_second_program_comes_to_the_same_verdicts() -> None:
    """Band, reason and ratio of some fifty thousand verdicts, under all thirty settings."""
    store, rows = Store(DATA_DIR), registry()
    seen, compared = Counter[str](), 0
    for number, indicator_id in enumerate(rows):
        areas = sorted(store.assessments.of_indicator(indicator_id))
        for area in areas[number % EVERY :: EVERY]:
            points = {
                o.year: (o.value, o.obs_status)
                for o in store.observations(indicator_id, (area,))
                if o.value is not None and o.obs_status != "F"
            }
            for found in store.assessments.all_settings(indicator_id, area):
                setting = (found.method, found.base, found.modelled)
                band, reason, ratio = verdict(rows[indicator_id], points, *setting)
                where = (indicator_id, area, *setting)
                assert (band, reason) == (found.band, found.reason), where
                if band and ratio is not None and isfinite(ratio) and found.ratio is not None:
                    assert isclose(ratio, found.ratio, rel_tol=1e-8, abs_tol=1e-9), where
                    compared += 1
                seen.update({band, reason, *found.flags})
    assert compared > 20_000
    told = {"met", "lost_target", "target_year_passed", "no_target", "too_old", "zero_base"}
    told |= {"linear", "clipped", "zero_replaced", "parity", "mean_of_years", "relative_target"}
    assert told <= seen.keys()
    assert seen.keys() & set(REASONS) >= {"no_base", "too_short", "too_few_points"}
