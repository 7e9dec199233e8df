"""Bounded curve, noise, worsening and softening: worked by hand, and what must always hold."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as given_settings
from hypothesis import strategies as st

from data.progress import methods as m
from data.progress.bands import BANDS
from data.progress.classes import STILL, STILL_NO_TARGET
from data.progress.outcomes import judge
from tests.data.test_progress_methods import band, case, one, rank, verdict

SHARE = st.floats(0.01, 99.99, allow_nan=False)


def test_a_share_levels_off_near_its_end() -> None:
    """From 20 to 50 per cent in eight years: logit -1.386 to 0, so 77.1 in 2030, not 100."""
    slope = np.log(4.0) / 8
    expected = 100 / (1 + np.exp(-7 * slope))
    found = judge("bounded", case(20.0, 50.0, 100.0, percent=True))
    assert found.projected[0] == pytest.approx(expected) == pytest.approx(77.08, abs=0.01)
    assert found.ratio[0] == pytest.approx((expected - 20) / 80)
    assert band(found) == "bounded_moderate"
    assert verdict("un5", 20.0, 50.0, 100.0, percent=True) == "on_track"
    assert verdict("bounded", 0.0, 8.0, 100.0, percent=True) == ""  # no such curve starts at 0
    assert verdict("bounded", 99.2, 99.4, 100.0, percent=True) == "bounded_met"
    for target in (25.0, np.nan):  # a rate has no highest value; a share needs a number to reach
        assert verdict("bounded", 40.0, 20.0, target, -1) == ""
    assert verdict("bounded", 40.0, 50.0, percent=True) == ""


@given_settings(deadline=None, max_examples=200)
@given(SHARE, SHARE, SHARE, st.floats(1, 99), st.sampled_from([1, -1]))
def test_a_bounded_curve_stays_inside_and_keeps_the_order(
    v_b: float, one_t: float, other_t: float, target: float, d: int
) -> None:
    worse, better = sorted((one_t, other_t), reverse=d < 0)
    low, high = (judge("bounded", case(v_b, v, target, d, percent=True)) for v in (worse, better))
    assert 0 < low.projected[0] < 100 and 0 < high.projected[0] < 100
    assert d * low.projected[0] <= d * high.projected[0] + 1e-9
    if d * (v_b - target) < 0:
        assert rank("bounded", low) <= rank("bounded", high)
    mirror = judge("bounded", case(100 - v_b, 100 - better, 100 - target, -d, percent=True))
    assert mirror.projected[0] == pytest.approx(100 - high.projected[0], abs=1e-6)


def test_a_change_within_the_noise_is_no_change() -> None:
    """Safe water from 97.8 to 96.9 per cent is no regression, and 97.8 to 98.4 no success."""
    water = {"target": 100.0, "percent": True, "floor": 1.0}
    for latest in (96.9, 98.4):
        for method, still in STILL.items():
            found = judge(method, case(97.8, latest, **water))
            assert band(found) == still and found.noise[0] and not found.lost[0]
    assert verdict("un5", 97.8, 96.7, **water) == "regression"
    assert verdict("un5", 97.8, 99.0, **water) == "met"
    for method, still in STILL_NO_TARGET.items():
        assert verdict(method, 10.0, 10.4, floor=0.5) == still
    lost = judge("un5", case(69.0, 71.0, 70.0, -1, strict=True, floor=5.0))
    assert band(lost) == "stagnation" and not lost.lost[0]


def test_met_but_worsening_needs_more_than_noise() -> None:
    """Maternal deaths, fewer than 70: from 47 to 67 is met and worse, from 47 to 51 is met."""
    for latest, worse in ((67.0, True), (51.0, False), (40.0, False)):
        found = judge("un5", case(47.0, latest, 70.0, -1, strict=True, floor=5.0))
        assert band(found) == "met" and found.worsening[0] == worse


@pytest.mark.parametrize(
    ("base", "limit", "direction", "expected"),
    [
        (50, 100, 1, 0.953929),
        (95, 100, 1, 0.203670),
        (100, 100, 1, 0),
        (50, 0, -1, 1),
        (9, 0, 1, 1),
    ],
)
def test_softening_is_the_published_coefficient(
    base: float, limit: float, direction: int, expected: float
) -> None:
    """sdg-build, ProgressMeasure.py: 1 - (base / limit)^4.44; 1 towards a limit of zero."""
    found = m.softening(*one(base, limit if limit else np.nan, direction))
    assert found[0] == pytest.approx(expected, abs=5e-6)


def test_softened_limits_apply_without_a_target_only() -> None:
    """From 90 per cent, 0.25 % a year: C = 0.3736, so the limit of 0.5 % becomes 0.19 %."""
    slow = 90 * 1.0025**8
    assert verdict("statcan", 90.0, slow, percent=True) == "statcan_nt_acceleration"
    assert verdict("statcan", 90.0, slow) == "statcan_nt_limited"  # no unit with a highest value
    assert verdict("statcan", 90.0, slow, 100.0, percent=True) == "statcan_limited"
    assert verdict("statcan", 90.0, 89.9, percent=True) == "statcan_nt_deterioration"


def test_no_class_without_a_target_counts_as_on_track() -> None:
    wanted = {b.common for b in BANDS if "nt_" in b.id}
    assert wanted == {"right_way", "not_progressing"}
    assert not {b.id for b in BANDS if b.common == "right_way" and "nt_" not in b.id}
