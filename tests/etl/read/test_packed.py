"""Packed tables say what the same tables as text say: order, joining, matching of keys."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.schema.contract import NAME
from data.schema.tables import TABLES, empty_table
from etl.build.changes import changes
from etl.read import packed
from etl.read.packed import join, pack, positions

pytestmark = pytest.mark.slow


SCHEMA = pa.schema(
    [("series", NAME), ("area", NAME), ("year", pa.int16()), ("value", pa.float64())]
)
KEY = ["series", "area", "year"]
LABELS = st.sampled_from(["", "NA", "a", "É", "Z", "\U0001f30d"])
ROWS = st.lists(
    st.tuples(LABELS, LABELS, st.integers(2000, 2003), st.sampled_from([1.0, 2.0, float("nan")])),
    unique_by=lambda row: row[:3],
    max_size=30,
)


def table(rows: list[tuple[str, str, int, float]]) -> pd.DataFrame:
    kinds = {"series": "str", "area": "str", "year": "int16", "value": "float64"}
    return pd.DataFrame(rows, columns=list(kinds)).astype(kinds)


@given(one=ROWS, other=ROWS)
def test_joined_rows_are_those_of_the_text_in_its_order(one: list, other: list) -> None:
    joined = join([pack(table(one), SCHEMA), pack(table(other), SCHEMA)])
    assert isinstance(joined["series"].dtype, pd.CategoricalDtype)
    text = joined.sort_values(KEY, kind="stable").astype({"series": "str", "area": "str"})
    plain = pd.concat([table(one), table(other)], ignore_index=True)
    pd.testing.assert_frame_equal(text, plain.sort_values(KEY, kind="stable"))


@pytest.mark.parametrize("largest", [packed.LARGEST_KEY, 8])
@given(one=ROWS, other=ROWS)
def test_positions_are_those_a_merge_finds(largest: int, one: list, other: list) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(packed, "LARGEST_KEY", largest)  # 8: the numbers are drawn together
        found = positions(pack(table(one), SCHEMA), pack(table(other), SCHEMA), KEY)
    there = {row[:3]: at for at, row in enumerate(other)}
    assert found.tolist() == [there.get(row[:3], -1) for row in one]


def test_a_key_that_is_not_unique_is_refused() -> None:
    row = ("a", "", 2000, 1.0)
    twice = pack(table([row, row]), SCHEMA)
    with pytest.raises(pd.errors.InvalidIndexError):
        positions(twice, twice, KEY)


def test_labels_that_come_unsorted_are_sorted() -> None:
    frame = table([("a", "", 2000, 1.0), ("Z", "", 2000, 2.0)])
    frame["series"] = pd.Categorical(frame["series"], categories=["a", "Z"])
    sorted_rows = pack(frame, SCHEMA).sort_values("series")
    assert sorted_rows["series"].to_list() == ["Z", "a"]
    assert sorted_rows["value"].to_list() == [2.0, 1.0]


def test_changes_of_status_and_number_are_told_and_nothing_else() -> None:
    flows = TABLES["flows"]

    def state(*rows: tuple[str, str, float, str]) -> pd.DataFrame:
        names = ["origin_code", "destination_code", "value", "obs_status"]
        fixed = {"measure": "refugees", "year": 2020, "source_id": "unhcr", "vintage": "2021"}
        frame = pd.DataFrame(list(rows), columns=names).assign(**fixed).astype({"year": "int16"})
        return pack(frame[flows.schema.names], flows.schema)

    old = state(
        ("SYR", "TUR", 5.0, "A"), ("SYR", "DEU", 7.0, "P"), ("AFG", "IRN", np.nan, "Q"),
        ("AFG", "PAK", 3.0, "A"), ("MMR", "BGD", 9.0, "A"),
    )  # fmt: skip
    new = state(
        ("MMR", "BGD", 9.0, "A"), ("SYR", "DEU", 7.0, "A"), ("AFG", "IRN", np.nan, "Q"),
        ("SYR", "TUR", 6.0, "A"), ("VEN", "COL", 1.0, "A"),
    )  # fmt: skip
    moved = changes(old, new, flows)
    listed = moved[["origin_code", "change", "value_old", "value_new"]]
    listed = listed.fillna({"value_old": -1, "value_new": -1}).astype("str")
    assert listed.to_numpy().tolist() == [
        ["AFG", "withdrawn", "3.0", "-1.0"],
        ["SYR", "revised", "7.0", "7.0"],
        ["SYR", "revised", "5.0", "6.0"],
        ["VEN", "added", "-1.0", "1.0"],
    ]


def test_tables_without_labels_join_those_that_have_some() -> None:
    nothing = pack(empty_table(SCHEMA), SCHEMA)
    joined = join([nothing, pack(table([("a", "", 2000, 1.0)]), SCHEMA)])
    assert joined["series"].to_list() == ["a"]
    assert positions(joined, nothing, KEY).tolist() == [-1]
