"""Verdicts on rows as providers published them in 2025, against arithmetic written out.

The rows stand here, so that a newer edition changes no test.
"""

import pytest

from data.progress.calculation import calculation
from data.progress.settings import DEFAULT, Setting
from data.reference_lists import Reference
from data.store import Observation
from data.verdicts import Verdict

STATCAN, UNSD2023 = (Setting(m, "near2015", "with") for m in ("statcan", "unsd2023"))
YEAR = 2026
# World Bank (WDI of December 2025) and UN SDG database (release 2025.Q3.2).
PUBLISHED: dict[tuple[str, str], dict[int, float]] = {
    ("sdg-3-2-1-sh-dyn-mort", "KEN"): {2015: 47.4, 2023: 39.9},
    ("sdg-1-1-1-si-pov-day1", "ROU"): {2015: 7.6, 2022: 1.5},
    ("sdg-1-1-1-si-pov-day1", "AUT"): {2015: 0.7, 2022: 0.6},
    ("sdg-3-3-2-sh-tbs-incd", "KEN"): {2000: 451.0, 2015: 380.0, 2023: 223.0},
    ("sdg-10-c-1-si-rmt-cost", "HRV"): {2015: 4.11, 2023: 2.9},
    ("sdg-10-c-1-si-rmt-cost", "ARM"): {2015: 1.48, 2023: 5.78},
    ("sdg-4-b-1-dc-tof-schipsl", "KEN"): {2015: 8.624295, 2020: 12.50252, 2023: 10.825448},
    ("sdg-16-3-2-vc-prs-unsnt", "KEN"): {2015: 38.48, 2022: 41.0},
    ("sdg-11-6-2-en-atm-pm25", "KEN"): {2015: 12.49999, 2019: 12.52415},
    ("sdg-9-c-1-it-mob-4gntwk", "NER"): {2015: 0.0, 2022: 17.5},
    ("sdg-17-8-1-it-use-ii99", "NER"): {2015: 2.48, 2023: 23.2},
    ("sdg-5-5-1-sg-gen-parl", "KEN"): {2015: 19.7142857142857, 2021: 21.7765042979943},
    ("sdg-17-18-3-sg-stt-nsdsfnd", "KEN"): {2024: 0.0},
    ("sdg-10-7-4-sm-pop-refg-or", "KEN"): dict(
        zip(
            (*range(2011, 2016), *range(2020, 2025)),
            (
                *(20.14642, 20.12302, 18.84283, 18.34478, 16.59803),
                *(14.07432, 14.01554, 13.85921, 14.32035, 20.52179),
            ),
            strict=True,
        )
    ),
}


def judged(
    reference: Reference, indicator_id: str, area: str, setting: Setting = DEFAULT
) -> Verdict:
    indicator = reference.indicators[indicator_id]
    points = [
        Observation(indicator_id, "unsdg", "", area, y, v, indicator.unit, "A", "1")
        for y, v in PUBLISHED[indicator_id, area].items()
    ]
    own = reference.verdict_rules.get(indicator_id)
    found = calculation(indicator, points, setting, YEAR, own).verdict
    assert found is not None
    return found


def test_down_too_slow(reference: Reference) -> None:
    """Kenya, under-five mortality: 47.4 in 2015, 39.9 in 2023, at most 25 by 2030."""
    growth = (39.9 / 47.4) ** (1 / 8) - 1
    projected = 39.9 * (1 + growth) ** 7
    q = (projected - 47.4) / (25 - 47.4)
    assert q == pytest.approx(0.58403, abs=5e-6)  # from 0.5 moderate, from 0.95 on track
    found = judged(reference, "sdg-3-2-1-sh-dyn-mort", "KEN")
    assert (found.band, found.common) == ("moderate", "too_slow")
    assert (found.ratio, found.projected) == (pytest.approx(q), pytest.approx(projected))
    needed = (25 / 47.4) ** (1 / 15) - 1
    second = judged(reference, "sdg-3-2-1-sh-dyn-mort", "KEN", STATCAN)
    assert second.ratio == pytest.approx(-growth / abs(needed)) == pytest.approx(0.51016, abs=5e-6)
    assert second.band == "statcan_limited"


def test_down_on_track(reference: Reference) -> None:
    """Romania, extreme poverty: 7.6 % in 2015, 1.5 % in 2022, none by 2030."""
    projected = 1.5 * (1.5 / 7.6) ** (8 / 7)
    found = judged(reference, "sdg-1-1-1-si-pov-day1", "ROU")
    assert (
        found.ratio == pytest.approx((projected - 7.6) / (0 - 7.6)) == pytest.approx(0.96911, 1e-5)
    )
    assert found.band == "on_track" and found.agree < found.settings  # other methods differ


def test_relative_target(reference: Reference) -> None:
    """Kenya, tuberculosis: 380 in 2015, 223 in 2023; 80 % fewer than in 2015 is 76."""
    found = judged(reference, "sdg-3-3-2-sh-tbs-incd", "KEN")
    assert found.target_value == pytest.approx(380 * 0.2)
    q = (223 * (223 / 380) ** (7 / 8) - 380) / (76 - 380)
    assert found.ratio == pytest.approx(q) == pytest.approx(0.78986, abs=5e-6)
    assert (found.band, found.flags) == ("moderate", ("relative_target", "dated", "world_aim"))
    since = judged(reference, "sdg-3-3-2-sh-tbs-incd", "KEN", Setting("un5", "since2000", "with"))
    assert since.base_year == 2000 and since.target_value == pytest.approx(76)


def test_met_below_a_strict_target(reference: Reference) -> None:
    """Croatia, cost of remittances: 2.90 % in 2023, and the target says less than 3 %."""
    found = judged(reference, "sdg-10-c-1-si-rmt-cost", "HRV")
    assert found.band == "met" and {"met", "strict_target", "dated"} <= set(found.flags)


def test_lost_target(reference: Reference) -> None:
    """Armenia, cost of remittances: 1.48 % in 2015 met it, 5.78 % in 2023 does not."""
    found = judged(reference, "sdg-10-c-1-si-rmt-cost", "ARM")
    assert found.band == "regression" and "lost_target" in found.flags
    q = (5.78 * (5.78 / 1.48) ** (7 / 8) - 1.48) / (3 - 1.48)
    assert q > 0.95  # the bare formula would call it on track
    published = judged(reference, "sdg-10-c-1-si-rmt-cost", "ARM", UNSD2023)
    assert published.band == "unsd2023_on_track" and "lost_target" in published.flags
    assert published.ratio == pytest.approx(q)


def test_target_year_passed_without_a_number(reference: Reference) -> None:
    """Kenya, scholarships by 2020: no number was set, so 8.62 million in 2015 and 10.83 in 2023."""
    found = judged(reference, "sdg-4-b-1-dc-tof-schipsl", "KEN")
    assert (found.latest_year, found.target_year) == (2023, 2020)
    assert found.ratio == pytest.approx((10.825448 / 8.624295) ** (1 / 8) - 1)
    assert found.band == "nt_substantial"
    assert found.common == "right_way"
    assert found.flags == ("no_target", "dated", "direction_kept")


def test_no_target(reference: Reference) -> None:
    """Kenya, prisoners awaiting sentence: 38.48 % in 2015, 41.0 % in 2022: a slow rise."""
    found = judged(reference, "sdg-16-3-2-vc-prs-unsnt", "KEN")
    g = -1 * ((41.0 / 38.48) ** (1 / 7) - 1)
    assert found.ratio == pytest.approx(g) == pytest.approx(-0.00910, abs=5e-6)  # limit -0.01
    assert found.band == "nt_stagnation" and found.projected is None
    escap = judged(
        reference, "sdg-16-3-2-vc-prs-unsnt", "KEN", Setting("escap", "near2015", "with")
    )
    assert (escap.band, escap.reason) == ("", "no_target")


def test_too_old(reference: Reference) -> None:
    """Kenya, fine particles: nothing after 2019, and the newest data were fetched in 2026."""
    found = judged(reference, "sdg-11-6-2-en-atm-pm25", "KEN")
    assert (found.band, found.common, found.reason) == ("", "", "too_old")
    assert (found.latest_year, found.latest_value) == (2019, 12.52415)


def test_zero_base(reference: Reference) -> None:
    """Niger, 4G coverage: 0 % in 2015, 17.5 % in 2022: a straight line, as growth has no rate."""
    found = judged(reference, "sdg-9-c-1-it-mob-4gntwk", "NER")
    assert found.projected == pytest.approx(17.5 + 17.5 / 7 * 8) == pytest.approx(37.5)
    assert found.ratio == pytest.approx(0.375)
    assert found.band == "marginal" and {"linear", "dated"} <= set(found.flags)
    published = judged(reference, "sdg-9-c-1-it-mob-4gntwk", "NER", UNSD2023)
    assert published.reason == "zero_base"


def test_up_and_near_the_end(reference: Reference) -> None:
    """Austria, extreme poverty 0.6 % in 2022: within one point of zero counts as met."""
    found = judged(reference, "sdg-1-1-1-si-pov-day1", "AUT")
    assert found.band == "met" and {"met", "near_bound", "dated"} <= set(found.flags)


def test_means_of_noisy_counts(reference: Reference) -> None:
    """Kenya, refugees by origin: the means of 2011-2015 and of 2020-2024, nine years apart."""
    base = (20.14642 + 20.12302 + 18.84283 + 18.34478 + 16.59803) / 5
    latest = (14.07432 + 14.01554 + 13.85921 + 14.32035 + 20.52179) / 5
    found = judged(reference, "sdg-10-7-4-sm-pop-refg-or", "KEN")
    assert found.base_value == pytest.approx(base) and found.latest_value == pytest.approx(latest)
    assert found.ratio == pytest.approx(1 - (latest / base) ** (1 / 9))
    assert found.band == "nt_substantial"
    assert {"no_target", "mean_of_years", "origin_only"} <= set(found.flags)


def test_parity_and_yes_or_no(reference: Reference) -> None:
    """Kenya, women in parliament 19.71 % and 21.78 %: distances 80.29 and 78.22 towards 50."""
    found = judged(reference, "sdg-5-5-1-sg-gen-parl", "KEN")
    one, other = 100 - 19.7142857142857, 100 - 21.7765042979943
    projected = other * (other / one) ** (9 / 6)
    assert found.ratio == pytest.approx((projected - one) / (50 - one))
    assert found.projected == pytest.approx(100 - projected)
    assert (found.band, found.base_value) == ("marginal", pytest.approx(19.7142857142857))
    plan = judged(reference, "sdg-17-18-3-sg-stt-nsdsfnd", "KEN")
    assert (plan.band, plan.flags[0], plan.settings) == ("not_met", "yes_no", 1)
