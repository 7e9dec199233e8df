"""The committed table of verdicts: what it holds, how it is asked, and calculations opened."""

from math import isclose

import pytest

from data.progress.calculation import Calculation, calculation
from data.progress.rules import BARS, STRICT, rule_of, why_not
from data.progress.settings import ALL_SETTINGS, DEFAULT, Setting, judged_year
from data.reference_lists import Reference
from data.store import Store
from data.verdicts import Verdict
from etl.build.totals import WORLD
from tests.conftest import DATA_DIR

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def store() -> Store:
    return Store(DATA_DIR)


def cells(store: Store, indicator_id: str, area: str) -> dict[int, float]:
    """What the provider publishes, by year."""
    found = store.observations(indicator_id, (area,))
    return {o.year: o.value for o in found if o.value is not None}


def verdict(store: Store, indicator_id: str, area: str, setting: Setting = DEFAULT) -> Verdict:
    found = store.verdicts.one(indicator_id, area, setting)
    assert found is not None
    return found


@pytest.mark.parametrize("area", ["SYR", "KEN", "SSD", "UKR"])
def test_refugees_are_measured_against_the_country_they_left(store: Store, area: str) -> None:
    """10.7.4 = refugees / (population + refugees) x 100,000; UNHCR and World Bank, within 10 %."""
    names = ("sdg-10-7-4-sm-pop-refg-or", "ctx-refugees-origin", "ctx-population")
    found = [cells(store, name, area) for name in names]
    year = min(max(values) for values in found)
    published, refugees, people = (values[year] for values in found)
    assert published == pytest.approx(refugees / (people + refugees) * 1e5, rel=0.1)
    assert "origin_only" in verdict(store, "sdg-10-7-4-sm-pop-refg-or", area).flags


def test_the_table_holds_every_assessable_series_and_nothing_else(
    store: Store, reference: Reference
) -> None:
    held = {key.split("|")[0] for key in store.catalogue["series"]}
    wanted = {i for i in held if not why_not(reference.indicators[i])}
    for indicator_id in held:
        found = store.verdicts.of_indicator(indicator_id)
        assert bool(found) == (indicator_id in wanted), indicator_id
        matrix = store.matrix(indicator_id)
        assert matrix is not None
        key = f"{indicator_id}|{matrix.source_id}"
        summed = {WORLD} if key in store.catalogue["sums"] else set()
        assert not found or set(found) == set(matrix.areas) - summed
    assert STRICT.keys() <= reference.indicators.keys()
    for indicator_id, number in STRICT.items():
        rule = rule_of(reference.indicators[indicator_id])
        assert rule.strict and rule.target == number


def test_agreement_counts_distinct_evaluations(store: Store) -> None:
    """Recounted one by one for an area with differing methods."""
    for indicator_id in (
        "sdg-1-1-1-si-pov-day1",
        "sdg-9-c-1-it-mob-4gntwk",
        "sdg-3-2-1-sh-dyn-mort",
    ):
        for area in ("ROU", "NER", "KEN"):
            rows = store.verdicts.all_settings(indicator_id, area)
            assert tuple(r.setting for r in rows) == (ALL_SETTINGS if rows else ())
            points = {
                (r.method, r.base_year, r.base_value, r.latest_year, r.latest_value): r.common
                for r in rows
                if r.band
            }
            for row in rows:
                assert row.settings == len(points)
                agree = sum(common == row.common for common in points.values())
                assert row.agree == (agree if row.band else 0)


def test_one_query_is_the_other(store: Store) -> None:
    setting = Setting("statcan", "near2018", "without")
    area = store.verdicts.of_area("BGD", setting)
    assert len(area) > 30
    for indicator_id, found in area.items():
        assert found.source_id == store.default_source(indicator_id)
        assert found == store.verdicts.of_indicator(indicator_id, setting)["BGD"]
        assert found == store.verdicts.one(indicator_id, "BGD", setting)
    assert store.verdicts.of_area("nowhere") == {}
    assert store.verdicts.one("sdg-3-2-1-sh-dyn-mort", "nowhere") is None
    assert store.verdicts.of_indicator("ctx-population") == {}
    second = store.verdicts.of_indicator("sdg-16-1-1-vc-ihr-psrc", DEFAULT, "worldbank")
    assert "M49:001" in second and second["M49:001"].source_id == "worldbank"


def explain(
    store: Store, reference: Reference, indicator_id: str, area: str, setting: Setting
) -> Calculation:
    year = judged_year(store.catalogue["sources"])
    found = store.observations(indicator_id, (area,))
    own = reference.verdict_rules.get(indicator_id)
    reason = verdict(store, indicator_id, area).reason
    never = reason if reason in BARS else ""
    return calculation(reference.indicators[indicator_id], found, setting, year, own, never)


@pytest.mark.parametrize("area", ["KEN", "ARM", "M49:001"])
def test_a_calculation_gives_the_verdict_of_the_table(
    store: Store, reference: Reference, area: str
) -> None:
    """Every field, for every indicator; all numbers of both to nine digits."""
    for number, indicator_id in enumerate(store.verdicts.of_area(area)):
        setting = ALL_SETTINGS[number * 7 % 72]
        opened = explain(store, reference, indicator_id, area, setting)
        table = vars(verdict(store, indicator_id, area, setting))
        for name, value in vars(opened.verdict).items():
            same = isinstance(value, float) and isclose(
                value, table[name], rel_tol=1e-9, abs_tol=1e-9
            )
            assert same or value == table[name], (indicator_id, setting, name)
        numeric = cells(store, indicator_id, area)
        points = [*opened.points_used, *opened.points_between, *opened.points_dropped]
        assert sorted(p.year for p in points if p.value is not None) == sorted(numeric)
        ratio = opened.verdict.ratio if opened.verdict else None
        results = [value for step in opened.steps for _, value in step.numbers[-1:]]
        assert ratio is None or "lost_target" in opened.verdict.flags or ratio in results
