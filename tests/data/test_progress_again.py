"""The committed table of verdicts against a program that shares nothing with the engine."""

import csv
from collections import Counter
from collections.abc import Container, Iterable
from math import isclose, isfinite

import pytest

from data.progress.bands import REASONS
from data.store import Observation, Store
from data.verdicts import Verdict
from tests.conftest import DATA_DIR
from tests.data.verdict_oracle import verdict

pytestmark = pytest.mark.slow


EVERY = 5  # one of so many series-areas, of each indicator in turn
CAUTION = {"", "old_edition"}  # flags that keep nothing from counting
SEVENTY_TWO = 72


def table(name: str) -> dict[str, dict[str, str]]:
    path = DATA_DIR / "reference" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {next(iter(row.values())): row for row in csv.DictReader(file)}


def sound(cells: Iterable[Observation]) -> dict[int, tuple[float, str]]:
    """What may be a point: a number, of a whole year, not forecast, not doubted."""
    return {
        o.year: (o.value, o.obs_status)
        for o in cells
        if o.value is not None
        and o.obs_status not in "FP"
        and not set(o.quality.split(";")) - CAUTION
    }


def only_yes(store: Store, indicator_id: str, areas: list[str], unsaid: bool) -> bool:
    values = [
        value
        for area in areas
        if ":" not in area
        for value, _ in sound(store.observations(indicator_id, (area,))).values()
        if not (unsaid and value == 0)
    ]
    return all(value > 0 for value in values)


def why_never(area: str, islands: Container[str], yes: bool) -> str:
    return "island" if area in islands else "group" if ":" in area else "yes" if yes else ""


def test_a_second_program_comes_to_the_same_verdicts() -> None:
    """Band, reason and ratio of over a hundred thousand verdicts, under all 72 settings."""
    store, rows, rules = Store(DATA_DIR), table("indicators"), table("verdict_rules")
    islands = table("verdict_areas")
    seen, compared = Counter[str](), 0
    for number, (indicator_id, row) in enumerate(rows.items()):
        areas = sorted(store.verdicts.of_indicator(indicator_id))
        own = rules.get(indicator_id, {})
        unsaid = own.get("zero") == "no_record"
        yes = row["role"] == "binary" and only_yes(store, indicator_id, areas, unsaid)
        for area in areas[number % EVERY :: EVERY]:
            points = sound(store.observations(indicator_id, (area,)))
            never = why_never(area, islands, yes)
            every = store.verdicts.all_settings(indicator_id, area)
            assert len(every) == SEVENTY_TWO
            for found in every:
                choice = (found.method, found.base, found.modelled, found.covid)
                band, reason, ratio = verdict(row, points, choice, own, never)
                where = (indicator_id, area, *choice)
                assert (band, reason) == (found.band, found.reason), where
                _marks(found, own, where)
                if band and ratio is not None and isfinite(ratio) and found.ratio is not None:
                    assert isclose(ratio, found.ratio, rel_tol=1e-8, abs_tol=1e-9), where
                    compared += 1
                seen.update({band, reason, *found.flags})
    assert compared > 30_000
    told = {"met", "direction_kept", "no_target", "too_old", "zero_base", "within_noise"}
    told |= {"linear", "clipped", "mean_of_years", "relative_target", "dated", "curves_differ"}
    assert told <= seen.keys()
    assert seen.keys() & set(REASONS) >= {"no_base", "too_few_points", "below_noise", "no_ends"}


def _marks(found: Verdict, own: dict[str, str], where: tuple[str, ...]) -> None:
    """What a verdict says beside its class, from its own numbers; and never on track in vain."""
    flags = set(found.flags)
    if not found.band:
        return
    assert ("dated" in flags) == (2026 - (found.latest_year or 0) >= 3), where
    if "nt_" in found.band:
        assert found.common in ("right_way", "not_progressing"), where
    else:
        assert found.common != "right_way", where
    if found.base_value is None or found.latest_value is None or "parity" in flags:
        return
    floor = float(own.get("noise_floor") or 0) * (1 + 1e-9)
    moved = found.latest_value - found.base_value
    if "within_noise" in flags:
        assert abs(moved) <= floor and found.common == "not_progressing", where
    if "met_worsening" in flags:
        assert "met" in flags and abs(moved) > floor, where
