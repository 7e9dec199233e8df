"""Filters, order and pages of the table page, against a plain pandas filter of the Parquet file."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.query import VALUE, Filters, Table, flows_table, observations_table
from data.store import Store

pytestmark = pytest.mark.slow


DATA_DIR = Path(__file__).parents[2] / "data"
TABLES = DATA_DIR / "tables"
AREAS = ("KEN", "FRA", "NAM", "M49:001", "WB:LIC", "XKX", "nowhere")
INDICATORS = ("ctx-population", "ctx-refugees-asylum", "sdg-10-7-4-unhcr", "unsd-sl-emp-gtotl")
SOURCES = ("worldbank", "unsdg", "unhcr", "hdr")
LETTERS = (VALUE, "M", "L", "Q", "O")
PLENTY = settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture(scope="module")
def store() -> Store:
    return Store(DATA_DIR)


@pytest.fixture(scope="module")
def table(store: Store) -> Table:
    return observations_table(store.mapped)


@pytest.fixture(scope="module")
def flows(store: Store) -> Table:
    return flows_table(store.mapped)


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    columns = [
        "indicator_id", "source_id", "breakdown", "area_code", "year", "value", "obs_status",
    ]  # fmt: skip
    return pd.read_parquet(TABLES / "observations.parquet", columns=columns)


def some(names: tuple[str, ...]) -> st.SearchStrategy[frozenset[str] | None]:
    return st.none() | st.frozensets(st.sampled_from(names), max_size=3)


def brute(frame: pd.DataFrame, filters: Filters) -> np.ndarray:
    """The same question, asked of the file as it was published."""
    keep = pd.Series(True, index=frame.index)
    for column, names in filters.names:
        keep &= frame["breakdown" if column == "breakdown" else f"{column}_id"].isin(names)
    if filters.areas is not None:
        keep &= frame["area_code"].isin(filters.areas)
    if filters.first is not None:
        keep &= frame["year"] >= filters.first
    if filters.last is not None:
        keep &= frame["year"] <= filters.last
    if filters.kinds is not None:
        unknown = frame["value"].isna()
        named = unknown & frame["obs_status"].isin(filters.kinds)
        keep &= (named | ~unknown) if VALUE in filters.kinds else named
    return np.flatnonzero(keep.to_numpy())


def every(table: Table, filters: Filters, order: tuple[tuple[str, bool], ...] = ()) -> np.ndarray:
    chosen = table.select(filters, order)
    return np.concatenate([*chosen.pages(7_001), np.zeros(0, dtype=np.intp)])


def test_rows_stand_as_in_the_file(table: Table, frame: pd.DataFrame) -> None:
    """Row numbers of both sides mean the same cell; the comparison below rests on it."""
    assert len(table) == len(frame)
    at = np.linspace(0, len(frame) - 1, 5_000).astype(int)
    for short, full in (("indicator", "indicator_id"), ("area", "area_code")):
        ours = np.array(table.names[short])[table.columns[short][at]]
        assert (ours == frame[full].iloc[at].to_numpy()).all()
    assert (table.columns["year"][at] == frame["year"].iloc[at].to_numpy()).all()


@PLENTY
@given(
    indicators=some(INDICATORS),
    sources=some(SOURCES),
    breakdowns=some(("", "sex=F", "sex=M")),
    areas=some(AREAS),
    first=st.none() | st.integers(1950, 2030),
    last=st.none() | st.integers(1950, 2030),
    kinds=some(LETTERS),
)
def test_any_filters_together_give_what_a_plain_filter_gives(
    table, frame, indicators, sources, breakdowns, areas, first, last, kinds
) -> None:
    pairs = (("indicator", indicators), ("source", sources), ("breakdown", breakdowns))
    names = tuple((column, wanted) for column, wanted in pairs if wanted is not None)
    filters = Filters(names, areas, first, last, kinds)
    assert np.array_equal(every(table, filters), brute(frame, filters))


def test_a_published_cell_is_found(table: Table) -> None:
    """UNHCR, Refugee Data Finder: 2,593,007 refugees in Germany at the end of 2023."""
    names = (("indicator", frozenset({"ctx-refugees-asylum"})),)
    (row,) = every(table, Filters(names, frozenset({"DEU"}), 2023, 2023))
    assert table.columns["value"][row] == 2593007


@pytest.mark.parametrize("order", [(), (("area", True),), (("year", True), ("area", False))])
def test_pages_have_no_gap_and_no_repeat(table: Table, order) -> None:
    filters = Filters((("source", frozenset({"unhcr"})),))
    chosen = table.select(filters, order)
    rows = np.concatenate(list(chosen.pages(97)))
    assert len(rows) == len(chosen) == len(np.unique(rows))
    assert np.array_equal(np.sort(rows), every(table, filters))
    assert len(chosen.page(len(chosen) - 3, len(chosen) + 100)) == 3
    assert len(chosen.page(len(chosen), len(chosen) + 100)) == 0
    assert len(chosen.page(5, 2)) == 0


def test_order_is_stable_and_missing_comes_last(table: Table, frame: pd.DataFrame) -> None:
    """Equal rows keep the order of the file, up or down; so a page is the same page again."""
    areas = frozenset({"KEN", "NRU"})
    for descends in (False, True):
        rows = every(table, Filters(areas=areas), (("value", descends),))
        expected = frame.iloc[brute(frame, Filters(areas=areas))].sort_values(
            "value", ascending=not descends, kind="stable", na_position="last"
        )
        assert np.array_equal(rows, expected.index.to_numpy())
    assert np.isnan(table.columns["value"][rows[-1]])


def test_names_can_have_an_order_of_their_own(table: Table) -> None:
    """In French Germany comes before Kenya, in code order DEU before KEN: turn them round."""
    ranks = {"area": np.arange(len(table.names["area"]), dtype=np.int16)[::-1]}
    filters = Filters((("indicator", frozenset({"ctx-population"})),), frozenset({"DEU", "KEN"}))
    chosen = table.select(filters, (("area", False),), ranks)
    codes = [table.names["area"][c] for c in table.columns["area"][chosen.page(0, 10_000)]]
    assert list(dict.fromkeys(codes)) == ["KEN", "DEU"]
    assert len(codes) == len(table.select(filters))


def test_what_was_let_go_is_read_again(table: Table) -> None:
    """Pages given back come from the file the next time, not as zeros."""
    before = float(np.nansum(table.columns["value"]))
    table.let_go()
    assert float(np.nansum(table.columns["value"])) == before != 0


def test_a_flow_belongs_to_both_its_ends(flows: Table) -> None:
    file = pd.read_parquet(TABLES / "flows.parquet")
    ends = file["origin_code"].isin(["SYR"]) | file["destination_code"].isin(["SYR"])
    keep = ends & (file["measure"] == "refugees") & (file["year"] >= 2020)
    names = (("measure", frozenset({"refugees"})),)
    rows = every(flows, Filters(names, frozenset({"SYR"}), first=2020))
    assert np.array_equal(rows, np.flatnonzero(keep.to_numpy()))
    values = flows.columns["value"][rows]
    assert values.sum() == file.loc[keep, "value"].sum()
