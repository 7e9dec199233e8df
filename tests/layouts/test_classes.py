"""The five ways to cut numbers into classes, and which value or kind of nothing a place shows."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.store import Matrix
from layouts.charts.breaks import METHODS, read_limits, scheme_of, to_digits
from layouts.charts.match import NOTHING, TOLERANCE, match

NUMBERS = st.lists(
    st.one_of(
        st.integers(-50, 50).map(float),
        st.floats(-1e15, 1e15, allow_subnormal=False),
        st.floats(1e-6, 1e6),
    ),
    max_size=60,
)


@given(NUMBERS, st.sampled_from(METHODS), st.integers(3, 8), st.sampled_from(["rate", "binary"]))
def test_every_number_but_zero_has_one_class(
    numbers: list[float], method: str, count: int, kind: str
) -> None:
    scheme = scheme_of(np.array(numbers), kind, method, count)
    assert list(scheme.uppers) == sorted(set(scheme.uppers))
    assert scheme.uppers[-1] == math.inf
    assert len(scheme.uppers) <= max(2, count + 1)
    assert scheme.zero == (kind != "binary" and 0 in numbers)
    for value in numbers:
        k = scheme.class_of(value)
        assert value <= scheme.uppers[k]
        assert k == 0 or value > scheme.uppers[k - 1]


def test_each_method_cuts_as_its_name_says() -> None:
    values = np.arange(1, 1001, dtype=float)
    assert scheme_of(values, "rate", "equal", 4).uppers == (250, 500, 750, math.inf)
    assert scheme_of(values, "rate", "pretty", 5).uppers == (200, 400, 600, 800, math.inf)
    assert scheme_of(values, "rate", "log", 3).uppers == (10, 100, math.inf)
    assert scheme_of(values, "rate", "own", 6, (30, 10, 30)).uppers == (10, 30, math.inf)
    sizes = [scheme_of(values, "rate", "quantile", 5).class_of(v) for v in values]
    assert {sizes.count(k) for k in range(5)} == {200}


def test_twelve_orders_of_magnitude_still_spread_over_the_classes() -> None:
    values = 10.0 ** np.linspace(-3, 9, 200)
    scheme = scheme_of(values, "rate", "log", 6)
    counts = np.bincount([scheme.class_of(v) for v in values])
    assert len(counts) == 6
    assert counts.min() > 20


@pytest.mark.parametrize("method", METHODS)
def test_few_numbers_have_a_class_each(method: str) -> None:
    scheme = scheme_of(np.array([4.0, 4.0, 9.0, 0.0, np.nan]), "rate", method, 6)
    assert (scheme.uppers, scheme.zero, scheme.single) == ((4.0, math.inf), True, True)
    assert scheme_of(np.zeros(5), "rate", method).uppers == (math.inf,)
    assert scheme_of(np.full(5, np.nan), "rate", method).uppers == (math.inf,)


def test_both_signs_mirror_around_zero() -> None:
    values = np.concatenate([-np.geomspace(1, 1e6, 80), np.geomspace(1, 1e6, 120)])
    for method in ("quantile", "equal", "log"):
        uppers = scheme_of(values, "flow", method, 6).uppers[:-1]
        assert list(uppers) == [-x if x else 0.0 for x in reversed(uppers)]
        assert 0.0 in uppers


def test_own_limits_are_numbers_or_nothing() -> None:
    assert read_limits("1, 5;10 20") == (1, 5, 10, 20)
    for text in ("", "1, five", "nan", "1e999", "<b>"):
        assert read_limits(text) == ()


def test_rounding_is_that_of_the_browser() -> None:
    assert to_digits(0.125, 2) == 0.13  # half away from zero, where Python's own goes to even
    assert to_digits(-2.5, 1) == -3
    assert to_digits(1234.5, 3) == 1230


def series(values: list[float | None], letters: str) -> Matrix:
    cells = np.array([[math.nan if v is None else v] for v in values])
    status = np.array([[ord(c) if c != " " else 0] for c in letters], dtype=np.uint8)
    years = np.arange(2000, 2000 + len(values), dtype=np.int16)
    none = np.zeros(cells.shape, dtype=np.int16)
    unflagged = none, ("",), np.zeros(1, dtype=bool)
    return Matrix("i", "s", "", "percent", "", years, ("KEN",), cells, status, *unflagged)


def test_the_nearest_earlier_value_within_the_years_allowed() -> None:
    found = series([7.0, None, None, None, None], "E    ")
    years = {mode: match(found, "KEN", 2004, mode) for mode in TOLERANCE}
    assert [years[m].kind for m in TOLERANCE] == ["old", "old", "value", "value"]
    assert (years["within5"].value, years["within5"].year, years["within5"].status) == (
        7,
        2000,
        "E",
    )
    assert (years["exact"].value, years["exact"].year) == (None, 2000)
    assert match(found, "KEN", 2000, "exact").value == 7


@pytest.mark.parametrize("letter", "MLQO")
def test_a_reason_is_said_and_only_not_applicable_stops_an_older_value(letter: str) -> None:
    found = series([7.0, None], "A" + letter)
    assert match(found, "KEN", 2001, "exact").kind == letter
    assert match(found, "KEN", 2001, "latest").kind == (letter if letter == "M" else "value")


def test_kinds_of_nothing_are_told_apart() -> None:
    found = series([None, 0.0, None], " A ")
    assert match(found, "KEN", 2000, "latest").kind == "none"
    assert match(found, "KEN", 2001, "exact").kind == "zero"
    assert match(found, "KEN", 2002, "exact").kind == "old"
    assert match(found, "TUV", 2001, "latest").kind == "none"
    assert match(replace(found, areas=("TUV",)), "TUV", 1990, "latest").kind == "none"
    assert len(NOTHING) == len(set(NOTHING)) == 7
