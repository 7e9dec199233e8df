"""Corridors read from the table of flows, against plain loops over the Parquet file."""

from collections import defaultdict
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from data import corridors
from data.arithmetic.measures import BY_SEX, CORRIDORS, IN_CASES, MEASURES, OWN_TOTALS
from data.store import Store

DATA_DIR = Path(__file__).parents[2] / "data"
WORLD = "M49:001"
Cells = dict[tuple[str, str], float]


@pytest.fixture(scope="module")
def store() -> Store:
    return Store(DATA_DIR)


@pytest.fixture(scope="module")
def plain() -> dict[tuple[str, int], Cells]:
    """Value by measure and year, then by origin and destination."""
    found: dict[tuple[str, int], Cells] = defaultdict(dict)
    names = ["measure", "origin_code", "destination_code", "year", "value"]
    rows = pq.read_table(DATA_DIR / "tables" / "flows.parquet", columns=names)
    for measure, origin, destination, year, value in zip(
        *(rows[name].to_pylist() for name in names), strict=True
    ):
        found[measure, year][origin, destination] = value
    return found


def test_every_year_of_every_measure_is_read_whole(store: Store, plain) -> None:
    for measure in CORRIDORS:
        held = sorted(year for name, year in plain if name == measure)
        assert corridors.years(store, measure) == tuple(held)
        for year in held[-3:]:
            pairs = corridors.pairs(store, measure, year)
            told = {(origin, to): value for origin, to, value, _ in pairs.each()}
            assert told == {k: v for k, v in plain[measure, year].items() if v is not None}
            values = [value for *_, value, _ in pairs.each()]
            assert values == sorted(values, reverse=True)


def test_sides_of_all_places_add_up_to_the_same_whole(store: Store) -> None:
    for measure in (m for m in CORRIDORS if corridors.years(store, m)):
        year = corridors.years(store, measure)[-1]
        whole = corridors.pairs(store, measure, year)
        across = whole.across()
        assert across.total() + whole.at_home() == whole.total()
        for side in ("origin", "destination"):
            places = corridors.places(store, measure, side)
            assert sum(across.where(**{side: p}).total() for p in places) == across.total()


@pytest.mark.parametrize("sex", ["", "women", "men"])
def test_rows_add_up_to_the_totals_that_the_provider_publishes(store: Store, sex: str) -> None:
    """Of every country, in every year, by origin and by destination: the page says they do."""
    counted = 0
    for whole, (inward, outward) in OWN_TOTALS.items():
        measure = BY_SEX[whole][sex] if sex else whole
        part = {"": "", "women": "sex=F", "men": "sex=M"}[sex]
        for side, indicator in (("destination", inward), ("origin", outward)):
            matrix = store.matrix(indicator, None, part)
            assert matrix
            for year in corridors.years(store, measure):
                pairs = corridors.pairs(store, measure, year).across()
                assert pairs.total() == matrix.cell(WORLD, year)[0]
                for code in corridors.places(store, measure, side):
                    own, _ = matrix.cell(code, year)
                    assert own is None or pairs.where(**{side: code}).total() == own
                    counted += own is not None
    assert counted > 3000


def test_from_one_unknown_place_to_another_is_no_way_home(store: Store) -> None:
    pairs = corridors.pairs(store, "refugees", 1971)
    unknown = pairs.where(origin="OTH:UNK", destination="OTH:UNK").total()
    assert unknown == 828000 and pairs.at_home() == 0
    assert pairs.across().total() == pairs.total()
    returned = corridors.pairs(store, "returned_idps", corridors.years(store, "returned_idps")[-1])
    assert returned.at_home() == returned.total() > 0 == returned.across().total()


def test_a_pair_over_the_years_is_each_of_its_years(store: Store) -> None:
    for measure, origin, to in (("migrant_stock", "MEX", "USA"), ("refugees", "SYR", "DEU")):
        found = corridors.over_years(store, measure, origin, to)
        assert found
        for year in corridors.years(store, measure):
            one = corridors.pairs(store, measure, year).where(origin=origin, destination=to)
            assert list(one.values) == ([found[year]] if year in found else [])


def test_what_is_not_there_is_empty_and_nothing_else(store: Store) -> None:
    assert corridors.years(store, "remittances_estimated") == ()
    assert len(corridors.pairs(store, "nothing", 2020)) == 0
    assert corridors.pairs(store, "refugees", 2022).where(origin="nowhere").total() == 0
    assert corridors.over_years(store, "refugees", "nowhere", "DEU") == {}
    assert corridors.edition(store, "nothing") == ("", "")
    assert corridors.edition(store, "migrant_stock") == ("undesa", "2024")


def test_every_measure_named_is_a_measure() -> None:
    assert {*CORRIDORS, *IN_CASES.values()} <= MEASURES.keys()
    assert len(set(CORRIDORS)) == len(CORRIDORS)
