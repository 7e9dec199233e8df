"""Where a build stops a release: rows lost, and numbers moved by an order of magnitude."""

from typing import Any

import pandas as pd
import pytest

from data.schema.contract import FLOWS, OBSERVATIONS
from data.schema.tables import TABLES, empty_table
from etl.build.assemble import Part, empty
from etl.build.fallen_behind import fallen_behind
from etl.build.load import Tables
from etl.read.packed import pack

ROW = {
    "indicator_id": "people", "source_id": "worldbank", "breakdown": "", "area_code": "NAM",
    "year": 2020, "value": 1000.0, "unit": "persons", "obs_status": "A", "quality": "",
    "vintage": "2025",
}  # fmt: skip


def observations(*rows: dict[str, Any]) -> pd.DataFrame:
    frame = pd.DataFrame([ROW | row for row in rows]).astype({"year": "int16", "value": "float64"})
    return pack(frame[OBSERVATIONS.names], OBSERVATIONS)


def judged(old: pd.DataFrame, new: pd.DataFrame) -> list[str]:
    nothing = {name: pack(empty_table(t.schema), t.schema) for name, t in TABLES.items()}
    before = Tables(**(nothing | {"observations": old}), catalogue={})
    part = Part("worldbank", empty(()), new, empty(FLOWS.names), {})
    part.pack()
    return fallen_behind(before, part)


def years(first: int) -> pd.DataFrame:
    return observations(*({"year": year} for year in range(first, 2020)))


def test_five_percent_of_the_rows_may_go_and_no_more() -> None:
    assert judged(years(1920), years(1925)) == []
    (problem,) = judged(years(1920), years(1926))
    assert "94 rows, 100 in the last build; at least 95% expected" in problem
    assert "6 of people" in problem
    assert "people worldbank NAM 192" in problem  # one of the lost rows
    assert "--accept" in problem


@pytest.mark.parametrize(
    ("unit", "old", "new", "stops"),
    [
        ("percent", 2.0, 19.9, False),
        ("percent", 2.0, 20.0, True),
        ("percent", 20.0, 2.0, True),
        ("percent", -2.0, 20.0, True),
        ("percent", 2.0, 0.0, False),  # of a rate, nobody can say how far that is
        ("persons", 9.0, 99.0, False),  # one family
        ("persons", 9.0, 100.0, True),
        ("persons", 100.0, 0.0, True),
        ("persons", 99.0, 0.0, False),
        ("persons", 0.0, 5000.0, False),
        ("persons", 5000.0, None, False),  # withdrawn, which is no number
    ],
)
def test_a_tenfold_number_stops_its_source(
    unit: str, old: float, new: float | None, stops: bool
) -> None:
    before, after = ({"unit": unit, "value": value} for value in (old, new))
    problems = judged(observations(before), observations(after))
    assert bool(problems) is stops
    if stops:
        assert f"people worldbank NAM 2020: {old:g} became {new:g}" in problems[0]


def test_of_unknown_units_one_cell_says_nothing_and_most_of_a_series_does() -> None:
    def series(factors: list[float]) -> pd.DataFrame:
        cells = enumerate(factors, 2000)
        return observations(
            *({"unit": "as_published", "year": y, "value": 7 * f} for y, f in cells)
        )

    assert judged(series([1] * 40), series([1] * 38 + [10] * 2)) == []
    assert "moved by an order" in judged(series([1] * 40), series([1] * 37 + [10] * 3))[0]
