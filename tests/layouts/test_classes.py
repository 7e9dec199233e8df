"""The five ways to cut numbers into classes, and which value or kind of nothing a place shows."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import Throughline
from data.store import Matrix
from layouts.charts.breaks import METHODS, read_limits, scheme_of, to_digits
from layouts.charts.match import NOTHING, TOLERANCE, matched

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


def test_rounding_is_half_away_from_zero() -> None:
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


Shown = tuple[str, float | None, int | None]


def match(matrix: Matrix, code: str, year: int, mode: str) -> Shown:
    """Kind, value and year that a place shows: the rule told once more, year by year and slowly."""
    first = int(matrix.years[0])
    column = matrix.areas.index(code) if code in matrix.areas else None
    older: int | None = None
    weak: Shown | None = None
    for row in range(year - first, -1, -1) if column is not None else ():
        value, letter = float(matrix.values[row, column]), matrix.status[row, column]
        if math.isnan(value):
            if letter == ord("M"):
                break
            continue
        if year - first - row > TOLERANCE[mode]:
            older = first + row
            break
        found = ("zero" if value == 0 else "value", value, first + row)
        if matrix.leads[row, column] or first + row == year:
            return found
        weak = weak or found
    if weak:
        return weak
    letter = chr(matrix.status[year - first, column]) if column is not None else ""
    if letter in ("M", "L", "Q", "O"):
        return letter, None, older
    return ("none" if older is None else "old"), None, older


def shown(matrix: Matrix, code: str, year: int, mode: str) -> Shown:
    """The same as the map has it."""
    found = matched(matrix, (code,), mode)
    row, first = year - int(matrix.years[0]), int(matrix.years[0])
    at, older, letter = (int(a[row, 0]) for a in (found.shown, found.older, found.letters))
    if at >= 0:
        value = float(matrix.values[at, matrix.areas.index(code)])
        return ("zero" if value == 0 else "value"), value, first + at
    last = None if older < 0 else first + older
    kind = chr(letter) if chr(letter) in "MLQO" and letter else "none" if last is None else "old"
    return kind, None, last


def test_the_nearest_earlier_value_within_the_years_allowed() -> None:
    found = series([7.0, None, None, None, None], "E    ")
    kinds = [shown(found, "KEN", 2004, mode) for mode in TOLERANCE]
    assert [kind for kind, _, _ in kinds] == ["old", "old", "value", "value"]
    assert kinds[2] == ("value", 7, 2000)
    assert kinds[0] == ("old", None, 2000)
    assert shown(found, "KEN", 2000, "exact") == ("value", 7, 2000)


@pytest.mark.parametrize("letter", "MLQO")
def test_a_reason_is_said_and_only_not_applicable_stops_an_older_value(letter: str) -> None:
    found = series([7.0, None], "A" + letter)
    assert shown(found, "KEN", 2001, "exact")[0] == letter
    assert shown(found, "KEN", 2001, "latest")[0] == (letter if letter == "M" else "value")


def test_kinds_of_nothing_are_told_apart() -> None:
    found = series([None, 0.0, None], " A ")
    assert shown(found, "KEN", 2000, "latest")[0] == "none"
    assert shown(found, "KEN", 2001, "exact")[0] == "zero"
    assert shown(found, "KEN", 2002, "exact")[0] == "old"
    assert shown(found, "TUV", 2001, "latest")[0] == "none"
    assert len(NOTHING) == len(set(NOTHING)) == 7


CELLS = st.lists(
    st.tuples(st.sampled_from([None, 0.0, 1.0, 2.5]), st.sampled_from(" AEMLQOFP")), min_size=1
)


@given(CELLS, st.sampled_from(list(TOLERANCE)))
def test_all_years_at_once_show_what_each_year_alone_does(
    cells: list[tuple[float | None, str]], mode: str
) -> None:
    found = series([value for value, _ in cells], "".join(letter for _, letter in cells))
    for year in found.years.tolist():
        assert shown(found, "KEN", year, mode) == match(found, "KEN", year, mode)


@pytest.mark.parametrize("mode", TOLERANCE)
@pytest.mark.parametrize("indicator", ["ctx-eu-unemployment-foreign", "ctx-resettlement"])
def test_published_series_show_what_each_year_alone_does(
    app: Throughline, indicator: str, mode: str
) -> None:
    matrix = app.store.matrix(indicator)
    assert matrix
    codes = [code for code in matrix.areas if ":" not in code][::5]
    for year in matrix.years.tolist()[::2]:
        for code in codes:
            assert shown(matrix, code, year, mode) == match(matrix, code, year, mode)
