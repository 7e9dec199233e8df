"""The contract of the tables: one broken frame per rule; several faults are reported together."""

from typing import Any

import pandas as pd
import pytest

from data.schema.contract import (
    FLOWS,
    MEANINGS,
    OBSERVATIONS,
    Known,
    TableError,
    check_flows,
    check_observations,
)

KNOWN = Known({"NAM", "PHL", "M49:001"}, {"share": "percent", "people": "persons"}, 2027)
ROW = {
    "indicator_id": "share",
    "source_id": "worldbank",
    "breakdown": "",
    "area_code": "NAM",
    "year": 2020,
    "value": 50.0,
    "unit": "percent",
    "obs_status": "A",
    "quality": "",
    "vintage": "2025-06-05",
}
PAIR = {
    "measure": "refugees",
    "origin_code": "NAM",
    "destination_code": "PHL",
    "year": 2020,
    "value": 7.0,
    "obs_status": "A",
    "source_id": "unhcr",
    "vintage": "2026-11-23",
}


def table(*rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(list(rows)).astype({"year": "int16", "value": "float64"})


def test_a_good_table_passes_empty_or_not() -> None:
    missing = ROW | {"value": None, "obs_status": "M", "year": 2021}
    check_observations(table(ROW, missing), KNOWN)
    check_observations(table(ROW).iloc[:0], KNOWN)
    check_flows(table(PAIR), KNOWN)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"indicator_id": "other"}, "unknown indicator: 1 rows, such as other worldbank"),
        ({"unit": "persons"}, "unit is not the indicator's"),
        ({"area_code": "NA"}, "unknown area"),
        ({"year": 1949}, r"year outside 1950\.\.2027"),
        ({"year": 2028}, r"year outside 1950\.\.2027"),
        ({"value": float("inf")}, "value is not finite"),
        ({"quality": "jump;bounds"}, "no flags in order"),
        ({"quality": "odd"}, "no flags in order"),
        ({"value": None, "obs_status": "M", "quality": "jump"}, "a flag without a value"),
        ({"obs_status": "M"}, "a value with this status"),
        ({"obs_status": "Z"}, "a value with this status"),
        ({"value": None}, "no value and no reason"),
        ({"area_code": None}, "area_code: 1 rows without a value"),
        ({}, "the key is not unique: 2 rows"),
    ],
)
def test_each_broken_rule_is_named(change: dict[str, Any], rule: str) -> None:
    with pytest.raises(TableError, match=rule):
        check_observations(table(ROW, ROW | change), KNOWN)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"origin_code": "ZZZ"}, "unknown origin"),
        ({"destination_code": "ZZZ"}, "unknown destination"),
        ({"value": -1.0}, "a negative count"),
        ({}, "the key is not unique"),
    ],
)
def test_each_broken_rule_of_flows_is_named(change: dict[str, Any], rule: str) -> None:
    with pytest.raises(TableError, match=rule):
        check_flows(table(PAIR, PAIR | change), KNOWN)


def test_columns_and_types() -> None:
    with pytest.raises(TableError, match=r"missing \['unit'\], extra \['units'\]"):
        check_observations(table(ROW).rename(columns={"unit": "units"}), KNOWN)
    with pytest.raises(TableError, match="year: expected int16, got int64"):
        check_observations(table(ROW).astype({"year": "int64"}), KNOWN)
    with pytest.raises(TableError, match="area_code: expected dictionary.*, got int64"):
        check_observations(table(ROW | {"area_code": 516}), KNOWN)


def test_all_problems_come_at_once_with_samples() -> None:
    broken = table(ROW | {"area_code": "ZZZ"}, ROW | {"year": 1900, "quality": "?"})
    with pytest.raises(TableError) as caught:
        check_observations(broken, KNOWN)
    assert len(caught.value.problems) == 3
    assert "ZZZ 2020 50.0" in str(caught.value)
    assert "the old table stays" in str(caught.value)


def test_a_value_out_of_bounds_is_a_doubt_and_no_broken_rule() -> None:
    check_observations(table(ROW | {"value": 306.67, "quality": "bounds"}), KNOWN)


def test_every_column_has_a_meaning() -> None:
    assert {*OBSERVATIONS.names, *FLOWS.names} == set(MEANINGS)
