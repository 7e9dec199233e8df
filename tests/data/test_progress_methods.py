"""Every method against worked vectors, published limits and properties that must always hold."""

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import settings as given_settings
from hypothesis import strategies as st

from data.progress import methods as m
from data.progress.bands import BANDS, BY_ID, COMMON, common_codes
from data.progress.classes import NO_TARGET, TARGET, classify
from data.progress.formulas import Cases
from data.progress.outcomes import Outcome, judge, judge_steps
from data.progress.settings import ALL_SETTINGS, METHODS, judged_year

pytestmark = pytest.mark.slow

FIXTURES = Path(__file__).parents[1] / "fixtures" / "progress"
YEAR = 2030.0


def rows(name: str) -> list[dict[str, str]]:
    with (FIXTURES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def one(*numbers: float) -> list[np.ndarray]:
    return [np.array([n], dtype=float) for n in numbers]


def case(
    v_b: float,
    v_t: float,
    target: float = np.nan,
    direction: float = 1,
    years: tuple[float, float] = (2015, 2023),
    percent: bool = False,
    strict: bool = False,
    floor: float = 0.0,
) -> Cases:
    flags = (np.array([percent]), np.array([strict]))
    head = one(v_b, v_t, *years, target, YEAR, direction)
    top = 100.0 if percent else np.nan
    return Cases(*head, *flags, *one(top, v_b, v_t, np.nan, top, floor))


def band(outcome: Outcome) -> str:
    return BANDS[outcome.band[0]].id if outcome.band[0] >= 0 else ""


def verdict(method: str, *args: float, **kwargs) -> str:
    return band(judge(method, case(*args, **kwargs)))


@pytest.mark.parametrize("row", rows("vectors.csv"), ids=lambda r: r["case"])
def test_worked_vectors(row: dict[str, str]) -> None:
    """Eleven cases with every number on the way, to the digits they are given with."""
    v_b, v_t, b, t, target, year, d = one(
        *(float(row[k]) for k in ("v_b", "v_t", "b", "t", "target", "target_year", "direction"))
    )
    rate = m.growth(v_b, v_t, b, t)
    projected = m.exponential(v_t, rate, t, year)
    base, goal = m.never_zero(v_b), m.never_zero(target)
    ratio = m.directed_ratio(rate, m.needed_growth(base, goal, b, year), d)
    found = {
        "growth": rate,
        "projected": projected,
        "unsd2023": m.attainment(v_b, projected, target),
        "unsd2022": m.growth_ratio(rate, m.needed_growth(v_b, target, b, year)),
        "statcan": ratio,
        "escap": m.status_index(v_b, v_t, target, d),
    }
    for name, value in found.items():
        assert value[0] == pytest.approx(float(row[name]), abs=6e-7), name
    given_case = case(v_b[0], v_t[0], target[0], d[0], (b[0], t[0]))
    for method in ("un5", "unsd2022", "unsd2023", "statcan"):
        assert band(judge(method, given_case)) == row[f"{method}_band"], method
    score = 5.0 if row["statcan_band"] == "statcan_achieved" else m.ratio_score(ratio)[0]
    assert score == pytest.approx(float(row["statcan_score"]), abs=6e-7)


@pytest.mark.parametrize("row", rows("anchors.csv"), ids=lambda r: f"{r['kind']} {r['input']}")
def test_published_limits(row: dict[str, str]) -> None:
    kind, value = row["kind"], np.array([float(row["input"])])
    simple = {
        "ratio_score": m.ratio_score,
        "rate_score": m.rate_score,
        "never_zero": m.never_zero,
        "parity": lambda v: m.from_parity(v, np.array([1.0])),
    }
    if kind in simple:
        assert simple[kind](value)[0] == pytest.approx(float(row["expected"]))
    else:
        method, _, no_target = kind.partition("_")
        limits = (NO_TARGET if no_target else TARGET)[method]
        pace = -value if kind.endswith("_down") else value
        assert BANDS[classify(limits, pace)[0]].id == row["expected"]


def test_scores_cross_their_limits_where_the_classes_do() -> None:
    """Open SDG: from 2.5 on track, from 0 acceleration needed, from -2.5 limited progress."""
    for limits, score in ((TARGET, m.ratio_score), (NO_TARGET, m.rate_score)):
        assert score(np.array(limits["statcan"].lower)) == pytest.approx([2.5, 0, -2.5])
    ratio = one(0.6 + 0.7 / 5)[0]  # the published example: an overall score of +1
    assert m.ratio_score(ratio)[0] == pytest.approx(1.0)
    assert BANDS[classify(TARGET["statcan"], ratio)[0]].id == "statcan_acceleration"


def test_published_figures_of_single_formulas() -> None:
    """ESCAP: 10 on arrival; half the way to parity is 5."""
    assert m.status_index(*one(10, 3, 3, -1))[0] == 10
    assert m.parity_status_index(*one(0.8, 0.9, 1))[0] == pytest.approx(5)
    assert m.from_parity(*one(61.0, 50.0))[0] == 61
    assert m.from_parity(*one(40.0, 50.0))[0] == 60
    assert m.from_parity(*one(49.3, 50.0))[0] == 50
    assert m.from_parity(*one(25.0, 40.0))[0] == 55
    assert m.to_parity_side(*one(55.0, 40.0, 50.0))[0] == 45
    assert m.to_parity_side(*one(1.25, 0.5, 1.0))[0] == pytest.approx(0.8)


def test_guards() -> None:
    """Lost, strict, near the end, zero, negative, no target: what no formula says by itself."""
    assert verdict("un5", 2.0, 3.0, 3.0, -1, strict=True) == "regression"
    assert verdict("un5", 4.0, 3.0, 3.0, -1, strict=True) == "on_track"
    assert verdict("un5", 4.0, 3.0, 3.0, -1) == "met"
    assert verdict("un5", 3.0, 3.0, 3.0, -1, strict=True) == "stagnation"
    near = judge("un5", case(98.0, 99.0, 100.0, percent=True))
    assert band(near) == "met" and near.near[0]
    assert verdict("un5", 98.0, 98.99, 100.0, percent=True) == "moderate"
    assert verdict("un5", 0.5, 0.9, 0.0, -1, percent=True) == "met"
    zero = judge("un5", case(0.0, 8.0, 100.0, percent=True))
    assert zero.linear[0] and zero.projected[0] == pytest.approx(15.0)
    assert band(zero) == "marginal"
    assert verdict("un5", -2.0, -1.0, 6.0) == "marginal"  # on to -0.125, of 8 needed
    clipped = judge("un5", case(50.0, 90.0, 100.0, percent=True))
    assert clipped.projected[0] == 100 and clipped.clipped[0]
    lost = judge("unsd2023", case(2.5, 3.5, 3.0, -1, (2015, 2022)))
    assert lost.lost[0] and band(lost) == "unsd2023_on_track"  # as published, and marked


def test_what_a_method_cannot_say_has_a_reason() -> None:
    from data.progress.bands import REASONS

    def why(method: str, *args: float) -> str:
        code = judge(method, case(*args)).reason[0]
        return REASONS[code] if code >= 0 else ""

    assert why("escap", 10.0, 12.0) == "no_target"
    assert why("unsd2023", 0.0, 12.0, 50.0) == "zero_base"
    assert why("unsd2022", -3.0, 12.0, 50.0) == "sign"
    assert why("un5", 0.0, 12.0) == "zero_base"
    assert why("un5", -1.0, 12.0) == "sign"
    assert why("un5", -1.0, 12.0, 50.0) == ""
    assert why("statcan", 0.0, 12.0, 50.0) == ""


def test_yes_or_no_and_classes() -> None:
    latest, base = np.array([1.0, 0, 3, 2, 2, 1, 2]), np.array([0.0, 1, 2, 1, 2, 2, np.nan])
    target, binary = np.array([1.0, 1, 3, 3, 3, 3, 3]), np.array([True] * 2 + [False] * 5)
    codes, met = judge_steps(latest, base, target, binary)
    expected = ["met", "not_met", "met", "class_up", "class_same", "class_down", "not_met"]
    assert [BANDS[c].id for c in codes] == expected
    assert met.tolist() == [True, False, True, False, False, False, False]


def test_every_class_has_a_place_on_the_common_scale() -> None:
    straddling = {"unsd2022_limited", "statcan_limited"}
    assert {b.id for b in BANDS if not b.common} == straddling
    code = np.array([BANDS.index(BY_ID["unsd2022_limited"])] * 2 + [-1], dtype=np.int16)
    common = common_codes(code, np.array([0.1, 0.09, np.nan]))
    assert [COMMON[c] for c in common[:2]] == ["too_slow", "not_progressing"] and common[2] == -1
    used = {name for limits in (*TARGET.values(), *NO_TARGET.values()) for name in limits.bands}
    assert used <= BY_ID.keys()
    assert len(ALL_SETTINGS) == len(set(ALL_SETTINGS)) == 72
    assert (
        judged_year({"a": {"retrieved_at": "2024-01-01T"}, "b": {"retrieved_at": "2026"}}) == 2026
    )


POSITIVE = st.floats(0.01, 1000, allow_nan=False)
GROWTH = tuple(m for m in METHODS if m != "bounded")  # needs no unit with two ends
ANY_METHOD = st.sampled_from(GROWTH)
WORST_FIRST = {b.id: -b.order for b in BANDS}


def rank(method: str, outcome: Outcome) -> float:
    """Height of a verdict: its common class, then its order among the classes of its method."""
    name = band(outcome)
    return WORST_FIRST[name] if name else np.nan


@given_settings(deadline=None, max_examples=200)
@example(999.9999999999999, 1.0, 999.9999999999999, 1000.0, 1)  # needs growth of less than 2^-52
@given(POSITIVE, POSITIVE, POSITIVE, POSITIVE, st.sampled_from([1, -1]))
def test_a_better_latest_value_never_gives_a_worse_verdict(
    v_b: float, one_t: float, other_t: float, target: float, d: int
) -> None:
    worse, better = sorted((one_t, other_t), reverse=d < 0)
    for method in GROWTH:
        low, high = (judge(method, case(v_b, v, target, d)) for v in (worse, better))
        if method != "un5" and d * (v_b - target) >= 0:
            continue  # the published formulas say nothing of a base beyond its target
        assert rank(method, low) <= rank(method, high), method
    for method in NO_TARGET:
        low, high = (judge(method, case(v_b, v, np.nan, d)) for v in (worse, better))
        assert rank(method, low) <= rank(method, high)


@given_settings(deadline=None, max_examples=200)
@given(ANY_METHOD, POSITIVE, POSITIVE, st.one_of(st.just(np.nan), POSITIVE), st.integers(-20, 20))
def test_verdicts_do_not_depend_on_the_unit(
    method: str, v_b: float, v_t: float, target: float, power: int
) -> None:
    """Persons or thousands: the same verdict. Powers of two, so that no digit is lost."""
    scale = 2.0**power
    plain = judge(method, case(v_b, v_t, target, -1))
    scaled = judge(method, case(v_b * scale, v_t * scale, target * scale, -1))
    assert band(plain) == band(scaled)


@given_settings(deadline=None, max_examples=200)
@given(ANY_METHOD, POSITIVE, POSITIVE, POSITIVE, st.sampled_from([1, -1]))
def test_a_target_that_is_met_is_met_whatever_the_trend(
    method: str, v_b: float, v_t: float, beyond: float, d: int
) -> None:
    outcome = judge(method, case(v_b, v_t, v_t - d * beyond, d))
    assert outcome.met[0] and BY_ID[band(outcome)].common == "on_track"


@given_settings(deadline=None, max_examples=200)
@given(st.floats(-0.2, 0.2), POSITIVE)
def test_up_and_down_are_judged_by_the_same_measure(rate: float, v_b: float) -> None:
    """A rise of c a year where up is good counts as much as a fall of c where down is good."""
    for method in ("un5", "unsd2022", "unsd2023", "statcan"):
        ups, downs = (
            classify(NO_TARGET[method], np.array([d * c])) for d, c in ((1, rate), (-1, -rate))
        )
        assert ups[0] == downs[0]
        grown, shrunk = (v_b * (1 + c) ** 8 for c in (rate, -rate))
        up, down = judge(method, case(v_b, grown)), judge(method, case(v_b, shrunk, np.nan, -1))
        assert up.ratio[0] == pytest.approx(down.ratio[0], abs=1e-9)


@given_settings(deadline=None, max_examples=200)
@given(POSITIVE, POSITIVE, POSITIVE)
def test_the_share_of_the_way_is_the_same_up_and_down(v_b: float, way: float, need: float) -> None:
    up = m.attainment(*one(v_b, v_b + way, v_b + need))
    down = m.attainment(*one(v_b, v_b - way, v_b - need))
    assert up[0] == pytest.approx(down[0], rel=1e-6)
    index = m.status_index(*one(v_b, v_b + way, v_b + need, 1))
    mirror = m.status_index(*one(v_b, v_b - way, v_b - need, -1))
    assert index[0] == pytest.approx(mirror[0], rel=1e-6)
