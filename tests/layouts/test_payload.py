"""What the browser gets is exactly what the table holds, and classes treat the edges well."""

import json
import math
import struct

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from layouts.series.classes import classes_of
from layouts.series.payload import LARGEST, MISSING, SIGNIFICANT, exact_scale, pack, shortened

CELLS = hnp.arrays(
    np.float64,
    hnp.array_shapes(min_dims=2, max_dims=2, max_side=6),
    elements=st.one_of(
        st.just(math.nan),
        st.integers(-(10**9), 10**9).map(float),
        st.decimals(-9999, 9999, places=3).map(float),
        st.floats(allow_nan=False, allow_infinity=False),
    ),
)


def unpack(body: bytes) -> tuple[dict, np.ndarray, np.ndarray]:
    """The browser's reading of the bytes (assets/app/series/payload.js), in Python."""
    (length,) = struct.unpack_from("<I", body)
    head = json.loads(body[4 : 4 + length])
    count = head["shape"][0] * head["shape"][1]
    kind = np.dtype("<f8" if head["form"] == "float" else f"<i{head['width']}")
    at = 4 + length
    ranks = np.frombuffer(body, np.uint8, count * kind.itemsize, at).reshape(kind.itemsize, count)
    values = np.ascontiguousarray(ranks.T).view(kind).ravel()
    at += count * kind.itemsize
    if head["form"] != "float":
        places = np.full(count, head["scale"])
        if head["form"] == "digits":
            places = np.frombuffer(body, np.uint8, count, at)
            at += count
        values = np.where(values == MISSING[head["width"]], np.nan, values / 10.0**places)
    assert len(body) == at + count
    return head, values.reshape(head["shape"]), np.frombuffer(body, np.uint8, count, at)


@given(CELLS, st.integers(0, 4))
def test_numbers_arrive_as_they_are_or_with_all_digits_that_a_screen_shows(
    values: np.ndarray, decimals: int
) -> None:
    status = np.arange(values.size, dtype=np.uint8).reshape(values.shape)
    head, got, letters = unpack(pack({"id": "x"}, values, status, decimals))
    assert head["id"] == "x"
    assert letters.tolist() == status.ravel().tolist()
    if head["form"] != "digits":
        assert np.array_equal(got, values, equal_nan=True)
        return
    assert np.array_equal(np.isnan(got), np.isnan(values))
    assert np.array_equal(got == 0, values == 0), "no value but zero becomes zero"
    known = ~np.isnan(values)
    off = np.abs(got - values)[known]
    assert np.all(off <= 0.51 * 10.0 ** (1 - SIGNIFICANT) * np.abs(values)[known])
    assert np.all(off <= 0.51 * 10.0**-decimals)


def test_computed_numbers_lose_only_digits_that_say_nothing() -> None:
    values = np.array([[49.8953124537059, 0.000123456789, np.nan, 119526.055008102]])
    whole, places = shortened(values, 1, LARGEST[4])
    assert (whole / 10.0**places)[0, [0, 1, 3]].tolist() == [49.89531, 0.0001234568, 119526.1]
    large = np.array([[27_720_709_000_000.3]])
    assert shortened(large, 2, LARGEST[4]) is None, "all its digits are shown"
    whole, places = shortened(large, 1, LARGEST[8])
    assert whole / 10.0**places == large


def test_whole_numbers_and_short_decimals_travel_as_integers() -> None:
    assert exact_scale(np.array([[1.0, np.nan], [2593007.0, 0.0]]), LARGEST[4]) == 0
    assert exact_scale(np.array([[54.24, 0.1]]), LARGEST[4]) == 2
    assert exact_scale(np.array([[119526055008.102]]), LARGEST[4]) is None
    assert exact_scale(np.array([[119526055008.102]]), LARGEST[8]) == 3
    assert exact_scale(np.array([[49.8953124537059]]), LARGEST[8]) is None


@given(CELLS, st.sampled_from(["stock", "rate", "flow", "binary"]))
def test_every_value_has_a_class_and_no_value_has_none(values: np.ndarray, kind: str) -> None:
    classes = classes_of(values, kind)
    found = classes.assign(values)
    assert np.array_equal(found == -1, np.isnan(values))
    assert found.max(initial=-1) < len(classes.uppers) == len(classes.colours())
    assert list(classes.uppers) == sorted(set(classes.uppers))


def test_zero_is_apart_where_it_is_common() -> None:
    values = np.array([[0.0] * 30 + list(range(1, 71))])
    classes = classes_of(values.astype(float), "stock")
    assert classes.has_zero
    found = classes.assign(values.astype(float))
    assert set(found[0, :30]) == {0}
    assert 0 not in found[0, 30:]


def test_values_on_both_sides_of_zero_diverge_around_it() -> None:
    values = np.linspace(-500, 800, 200).reshape(1, -1)
    classes = classes_of(values, "flow")
    assert classes.kind == "diverging"
    assert 0.0 in classes.uppers
