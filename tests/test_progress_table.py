"""Verdicts of the committed table against the provider's numbers and arithmetic written out."""

from math import isclose

import numpy as np
import pytest

from data.assessments import Assessment
from data.catalog import Reference
from data.progress.calculation import Calculation, calculation
from data.progress.rules import BARS, STRICT, rule_of, why_not
from data.progress.settings import ALL_SETTINGS, DEFAULT, Setting, judged_year
from data.store import Observation, Store
from tests.conftest import DATA_DIR

STATCAN, UNSD2023 = (Setting(m, "near2015", "with") for m in ("statcan", "unsd2023"))


@pytest.fixture(scope="module")
def store() -> Store:
    return Store(DATA_DIR)


def cells(store: Store, indicator_id: str, area: str) -> dict[int, float]:
    """What the provider publishes, by year."""
    found = store.observations(indicator_id, (area,))
    return {o.year: o.value for o in found if o.value is not None}


def verdict(store: Store, indicator_id: str, area: str, setting: Setting = DEFAULT) -> Assessment:
    found = store.assessments.one(indicator_id, area, setting)
    assert found is not None
    return found


def test_down_too_slow(store: Store) -> None:
    """Kenya, under-five mortality: 47.4 in 2015, 39.9 in 2023, at most 25 by 2030."""
    indicator = "sdg-3-2-1-sh-dyn-mort"
    values = cells(store, indicator, "KEN")
    assert (values[2015], values[2023], max(values)) == (47.4, 39.9, 2023)
    growth = (39.9 / 47.4) ** (1 / 8) - 1
    projected = 39.9 * (1 + growth) ** 7
    q = (projected - 47.4) / (25 - 47.4)
    assert q == pytest.approx(0.58403, abs=5e-6)  # from 0.5 moderate, from 0.95 on track
    found = verdict(store, indicator, "KEN")
    assert (found.band, found.common) == ("moderate", "too_slow")
    assert (found.ratio, found.projected) == (pytest.approx(q), pytest.approx(projected))
    needed = (25 / 47.4) ** (1 / 15) - 1
    second = verdict(store, indicator, "KEN", STATCAN)
    assert second.ratio == pytest.approx(-growth / abs(needed)) == pytest.approx(0.51016, abs=5e-6)
    assert second.band == "statcan_limited"


def test_down_on_track(store: Store) -> None:
    """Romania, extreme poverty: 7.6 % in 2015, 1.5 % in 2022, none by 2030."""
    values = cells(store, "sdg-1-1-1-si-pov-day1", "ROU")
    assert (values[2015], values[2022], max(values)) == (7.6, 1.5, 2022)
    projected = 1.5 * (1.5 / 7.6) ** (8 / 7)
    found = verdict(store, "sdg-1-1-1-si-pov-day1", "ROU")
    assert (
        found.ratio == pytest.approx((projected - 7.6) / (0 - 7.6)) == pytest.approx(0.96911, 1e-5)
    )
    assert found.band == "on_track" and found.agree < found.settings  # other methods differ


def test_relative_target(store: Store) -> None:
    """Kenya, tuberculosis: 380 in 2015, 223 in 2023; 80 % fewer than in 2015 is 76."""
    values = cells(store, "sdg-3-3-2-sh-tbs-incd", "KEN")
    assert (values[2015], values[2023]) == (380.0, 223.0)
    found = verdict(store, "sdg-3-3-2-sh-tbs-incd", "KEN")
    assert found.target_value == pytest.approx(380 * 0.2)
    q = (223 * (223 / 380) ** (7 / 8) - 380) / (76 - 380)
    assert found.ratio == pytest.approx(q) == pytest.approx(0.78986, abs=5e-6)
    assert (found.band, found.flags) == ("moderate", ("relative_target", "dated", "world_aim"))
    since = verdict(store, "sdg-3-3-2-sh-tbs-incd", "KEN", Setting("un5", "since2000", "with"))
    assert since.base_year == 2000 and since.target_value == pytest.approx(76)


def test_met_below_a_strict_target(store: Store) -> None:
    """Croatia, cost of remittances: 2.90 % in 2023, and the target says less than 3 %."""
    values = cells(store, "sdg-10-c-1-si-rmt-cost", "HRV")
    assert (values[2015], values[2023]) == (4.11, 2.9)
    found = verdict(store, "sdg-10-c-1-si-rmt-cost", "HRV")
    assert found.band == "met" and found.flags == ("met", "strict_target", "dated")


def test_lost_target(store: Store) -> None:
    """Armenia, cost of remittances: 1.48 % in 2015 met it, 5.78 % in 2023 does not."""
    values = cells(store, "sdg-10-c-1-si-rmt-cost", "ARM")
    assert (values[2015], values[2023]) == (1.48, 5.78)
    found = verdict(store, "sdg-10-c-1-si-rmt-cost", "ARM")
    assert found.band == "regression" and "lost_target" in found.flags
    q = (5.78 * (5.78 / 1.48) ** (7 / 8) - 1.48) / (3 - 1.48)
    assert q > 0.95  # the bare formula would call it on track
    published = verdict(store, "sdg-10-c-1-si-rmt-cost", "ARM", UNSD2023)
    assert published.band == "unsd2023_on_track" and "lost_target" in published.flags
    assert published.ratio == pytest.approx(q)


def test_target_year_passed_without_a_number(store: Store) -> None:
    """Kenya, scholarships by 2020: no number was set, so 8.62 million in 2015 and 10.83 in 2023."""
    values = cells(store, "sdg-4-b-1-dc-tof-schipsl", "KEN")
    assert (values[2015], values[2020], values[2023]) == (8.624295, 12.50252, 10.825448)
    found = verdict(store, "sdg-4-b-1-dc-tof-schipsl", "KEN")
    assert (found.latest_year, found.target_year) == (2023, 2020)
    assert found.ratio == pytest.approx((10.825448 / 8.624295) ** (1 / 8) - 1)
    assert found.band == "nt_substantial"
    assert found.common == "right_way"
    assert found.flags == ("no_target", "dated", "direction_kept")


def test_no_target(store: Store) -> None:
    """Kenya, prisoners awaiting sentence: 38.48 % in 2015, 41.0 % in 2022: a slow rise."""
    values = cells(store, "sdg-16-3-2-vc-prs-unsnt", "KEN")
    assert (values[2015], values[2022], max(values)) == (38.48, 41.0, 2022)
    found = verdict(store, "sdg-16-3-2-vc-prs-unsnt", "KEN")
    g = -1 * ((41.0 / 38.48) ** (1 / 7) - 1)
    assert found.ratio == pytest.approx(g) == pytest.approx(-0.00910, abs=5e-6)  # limit -0.01
    assert found.band == "nt_stagnation" and found.projected is None
    escap = verdict(store, "sdg-16-3-2-vc-prs-unsnt", "KEN", Setting("escap", "near2015", "with"))
    assert (escap.band, escap.reason) == ("", "no_target")


def test_too_old(store: Store) -> None:
    """Kenya, fine particles: nothing after 2019, and the newest data were fetched in 2026."""
    assert max(cells(store, "sdg-11-6-2-en-atm-pm25", "KEN")) == 2019
    assert judged_year(store.catalogue["sources"]) == 2026
    found = verdict(store, "sdg-11-6-2-en-atm-pm25", "KEN")
    assert (found.band, found.common, found.reason) == ("", "", "too_old")
    assert (found.latest_year, found.latest_value) == (2019, 12.52415)


def test_zero_base(store: Store) -> None:
    """Niger, 4G coverage: 0 % in 2015, 17.5 % in 2022: a straight line, as growth has no rate."""
    values = cells(store, "sdg-9-c-1-it-mob-4gntwk", "NER")
    assert (values[2015], values[2022]) == (0.0, 17.5)
    found = verdict(store, "sdg-9-c-1-it-mob-4gntwk", "NER")
    assert found.projected == pytest.approx(17.5 + 17.5 / 7 * 8) == pytest.approx(37.5)
    assert found.ratio == pytest.approx(0.375)
    assert (found.band, found.flags) == ("marginal", ("linear", "dated"))
    published = verdict(store, "sdg-9-c-1-it-mob-4gntwk", "NER", UNSD2023)
    assert published.reason == "zero_base"


def test_up_and_near_the_end(store: Store) -> None:
    """Austria, extreme poverty 0.6 % in 2022: within one point of zero counts as met."""
    values = cells(store, "sdg-1-1-1-si-pov-day1", "AUT")
    assert (values[2015], values[2022]) == (0.7, 0.6)
    found = verdict(store, "sdg-1-1-1-si-pov-day1", "AUT")
    assert found.band == "met" and found.flags == ("met", "near_bound", "dated")


def test_means_of_noisy_counts(store: Store) -> None:
    """Kenya, refugees by origin: the means of 2011-2015 and of 2020-2024, nine years apart."""
    values = cells(store, "sdg-10-7-4-sm-pop-refg-or", "KEN")
    base = (20.14642 + 20.12302 + 18.84283 + 18.34478 + 16.59803) / 5
    latest = (14.07432 + 14.01554 + 13.85921 + 14.32035 + 20.52179) / 5
    assert np.mean([values[y] for y in range(2011, 2016)]) == pytest.approx(base)
    found = verdict(store, "sdg-10-7-4-sm-pop-refg-or", "KEN")
    assert found.base_value == pytest.approx(base) and found.latest_value == pytest.approx(latest)
    assert found.ratio == pytest.approx(1 - (latest / base) ** (1 / 9))
    assert found.band == "nt_substantial"
    assert found.flags == ("no_target", "mean_of_years", "origin_only")


@pytest.mark.parametrize("area", ["SYR", "KEN", "SSD", "UKR"])
def test_refugees_are_measured_against_the_country_they_left(store: Store, area: str) -> None:
    """10.7.4 = refugees / (population + refugees) x 100,000; UNHCR and World Bank, within 10 %."""
    published = cells(store, "sdg-10-7-4-sm-pop-refg-or", area)[2022]
    refugees = cells(store, "ctx-refugees-origin", area)[2022]
    people = cells(store, "ctx-population", area)[2022]
    assert published == pytest.approx(refugees / (people + refugees) * 1e5, rel=0.1)
    assert "origin_only" in verdict(store, "sdg-10-7-4-sm-pop-refg-or", area).flags


def test_parity_and_yes_or_no(store: Store, reference: Reference) -> None:
    """Kenya, women in parliament 19.71 % and 21.78 %: distances 80.29 and 78.22 towards 50."""
    indicator = reference.indicators["sdg-5-5-1-sg-gen-parl"]
    published = ((2015, 19.7142857142857), (2021, 21.7765042979943))
    values = [
        Observation(indicator.indicator_id, "unsdg", "", "KEN", y, v, "percent", "A", "1")
        for y, v in published
    ]
    found = calculation(indicator, values, DEFAULT, 2026).assessment
    assert found is not None
    one, other = 100 - 19.7142857142857, 100 - 21.7765042979943
    projected = other * (other / one) ** (9 / 6)
    assert found.ratio == pytest.approx((projected - one) / (50 - one))
    assert found.projected == pytest.approx(100 - projected)
    assert (found.band, found.base_value) == ("marginal", pytest.approx(19.7142857142857))
    plan = verdict(store, "sdg-17-18-3-sg-stt-nsdsfnd", "KEN")
    assert cells(store, "sdg-17-18-3-sg-stt-nsdsfnd", "KEN")[2024] == 0
    assert (plan.band, plan.flags[0], plan.settings) == ("not_met", "yes_no", 1)


def test_the_table_holds_every_assessable_series_and_nothing_else(
    store: Store, reference: Reference
) -> None:
    held = {key.split("|")[0] for key in store.catalogue["series"]}
    wanted = {i for i in held if not why_not(reference.indicators[i])}
    for indicator_id in held:
        found = store.assessments.of_indicator(indicator_id)
        assert bool(found) == (indicator_id in wanted), indicator_id
        matrix = store.matrix(indicator_id)
        assert matrix is not None and (not found or set(found) == set(matrix.areas))
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
            rows = store.assessments.all_settings(indicator_id, area)
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
    area = store.assessments.of_area("BGD", setting)
    assert len(area) > 30
    for indicator_id, found in area.items():
        assert found.source_id == store.default_source(indicator_id)
        assert found == store.assessments.of_indicator(indicator_id, setting)["BGD"]
        assert found == store.assessments.one(indicator_id, "BGD", setting)
    assert store.assessments.of_area("nowhere") == {}
    assert store.assessments.one("sdg-3-2-1-sh-dyn-mort", "nowhere") is None
    assert store.assessments.of_indicator("ctx-population") == {}
    second = store.assessments.of_indicator("sdg-16-1-1-vc-ihr-psrc", DEFAULT, "worldbank")
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
    for number, indicator_id in enumerate(store.assessments.of_area(area)):
        setting = ALL_SETTINGS[number * 7 % 72]
        opened = explain(store, reference, indicator_id, area, setting)
        table = vars(verdict(store, indicator_id, area, setting))
        for name, value in vars(opened.assessment).items():
            same = isinstance(value, float) and isclose(value, table[name], rel_tol=1e-9)
            assert same or value == table[name], (indicator_id, setting, name)
        numeric = cells(store, indicator_id, area)
        points = [*opened.points_used, *opened.points_between, *opened.points_dropped]
        assert sorted(p.year for p in points if p.value is not None) == sorted(numeric)
        ratio = opened.assessment.ratio if opened.assessment else None
        results = [value for step in opened.steps for _, value in step.numbers[-1:]]
        assert ratio is None or "lost_target" in opened.assessment.flags or ratio in results
