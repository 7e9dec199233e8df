"""Which values lead: one rule for one cell and for a matrix."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.quality import CAUTIONS, DOUBTS, FLAGS, doubted, flags_of, leading, leads, quality_text
from data.store import Store
from tests.quality_support import FIGURES, flagged_dir


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store with flagged cells and their doubts."""
    return Store(flagged_dir(tmp_path / "data"))


@given(
    st.one_of(st.none(), st.floats()),
    st.sampled_from("ABEFPLMOQ"),
    st.sets(st.sampled_from(FLAGS)),
)
def test_one_cell_and_many_follow_the_same_rule(
    value: float | None, letter: str, flags: set[str]
) -> None:
    text = quality_text(flags)
    assert set(flags_of(text)) == flags
    values = np.array([np.nan if value is None else value])
    status = np.array([ord(letter)], dtype=np.uint8)
    one = leads(value, letter, text)
    assert leading(values, status, np.array([doubted(text)])).tolist() == [one]
    assert not (one and letter in "FP") and not (one and flags & DOUBTS)
    if value is not None and value == value and letter in "ABE" and flags <= CAUTIONS:
        assert one
    assert leads(value, letter, text, doubted_too=True) == leads(value, letter, "")


def test_an_unknown_flag_is_refused() -> None:
    with pytest.raises(ValueError, match="expected flags among bounds, disagrees"):
        quality_text(["odd"])


def test_a_part_year_and_a_doubted_value_lead_nothing(store: Store) -> None:
    """The audit's "down to 3,780 (2025)": the year ends on 8 September."""
    matrix = store.matrix("ctx-missing-migrants")
    assert matrix is not None
    assert store.latest("ctx-missing-migrants") == {
        "M49:001": (2024, 9191.0), "MAR": (2024, 500.0)
    }  # fmt: skip
    assert matrix.opening_year() == 2024
    cells = store.observations("ctx-missing-migrants", ("M49:001", "MAR", "NRU"))
    by_matrix = [
        bool(matrix.leads[c.year - int(matrix.years[0]), matrix.areas.index(c.area_code)])
        for c in cells
    ]
    assert by_matrix == [c.leads for c in cells]
    assert matrix.flags_at("MAR", 2023) == "small;old_edition"
    assert matrix.flags_at("MAR", 1999) == matrix.flags_at("XXX", 2023) == ""


def test_doubts_come_with_their_figures(store: Store) -> None:
    found = store.doubts("ctx-missing-migrants")
    assert [(d.area_code, d.year, d.flag) for d in found] == [
        ("M49:001", 2025, "part_year"), ("MAR", 2023, "small"), ("MAR", 2023, "old_edition"),
        ("MAR", 2024, "old_edition"),
    ]  # fmt: skip
    assert [d.figures for d in found] == [FIGURES[d.flag] for d in found]
    assert store.doubts("ctx-missing-migrants", "unhcr") == store.doubts("other") == []
    assert sum(store.doubt_counts().values()) == len(found)


def test_tables_of_a_build_without_flags_are_read_as_unflagged(small_store: Store) -> None:
    assert small_store.doubts("ctx-remit-received") == []
    assert small_store.doubt_counts() == {}
    matrix = small_store.matrix("ctx-remit-received")
    assert matrix is not None and not matrix.quality.any()
