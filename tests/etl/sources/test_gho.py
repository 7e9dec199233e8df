"""WHO GHO: numbers and not their texts, country rows of one sex, empty answers are refused."""

from typing import Any

import pytest

from etl.model import NotServed, SchemaDrift, Wanted
from etl.sources import gho
from tests.etl.support import edited, raw

CODE = "NCDMORT3070:SEX_BTSX"
FILE = gho.name_of(CODE)


def cells(change: Any = None) -> dict[tuple[str, int], tuple[float, str]]:
    frame = gho.tidy(raw("gho", edited("gho", FILE, change) if change else None), (Wanted(CODE),))
    keys = zip(frame["source_area"], frame["year"], strict=True)
    return dict(zip(keys, zip(frame["value"], frame["obs_status"], strict=True), strict=True))


def test_numbers_of_countries() -> None:
    found = cells()
    assert found["KEN", 2019] == (19.1, "A")  # its text is "19.1 [12.8-27.1]"
    assert {area for area, _ in found} == {"KEN", "NAM", "FRA"}
    info = gho.describe(raw("gho"), (Wanted(CODE),))[CODE]
    assert info.title.startswith("Probability (%) of dying between age 30 and exact age 70")
    assert info.edition == "2024-12-18"


def test_a_row_without_a_number_is_missing_not_zero() -> None:
    def no_number(answer: Any) -> None:
        answer["value"][0] |= {"NumericValue": None, "SpatialDim": "KEN", "TimeDim": 1999}

    value, status = cells(no_number)["KEN", 1999]
    assert (value != value, status) == (True, "O")


def test_an_empty_answer_is_no_data_set() -> None:
    def emptied(answer: Any) -> None:
        answer["value"] = []

    with pytest.raises(NotServed, match="expected country rows; got none"):
        cells(emptied)


def region(answer: Any) -> None:
    answer["value"][0] |= {"SpatialDimType": "REGION", "SpatialDim": "AFR"}


def women(answer: Any) -> None:
    answer["value"][0]["Dim1"] = "SEX_FMLE"


def two_ages(answer: Any) -> None:
    answer["value"].append(answer["value"][0] | {"Dim2": "AGEGROUP_YEARS15PLUS"})


def next_page(answer: Any) -> None:
    answer["@odata.nextLink"] = "https://elsewhere.invalid/api/x?$skip=1"


def text_number(answer: Any) -> None:
    answer["value"][0]["NumericValue"] = "19.1"


def no_year(answer: Any) -> None:
    answer["value"][0]["TimeDim"] = None


def no_date(answer: Any) -> None:
    answer["value"][0]["Date"] = None


CHANGES = [region, women, two_ages, next_page, text_number, no_year, no_date]


@pytest.mark.parametrize("change", CHANGES)
def test_wrong_rows_are_named(change: Any) -> None:
    with pytest.raises(SchemaDrift, match=f"gho: https://ghoapi.azureedge.net/{FILE}: expected"):
        cells(change)


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"value":{}}', b'{"value":[1]}'])
def test_other_bodies_are_named(body: bytes) -> None:
    with pytest.raises(SchemaDrift, match="gho: https://ghoapi.azureedge.net"):
        gho.tidy(raw("gho", {FILE: body}), (Wanted(CODE),))


@pytest.mark.parametrize("code", ["NCDMORT3070", "NCDMORT3070:ALL", "a'b:SEX_BTSX"])
def test_codes_name_a_sex(code: str) -> None:
    with pytest.raises(SchemaDrift, match="indicator_series.csv"):
        gho.read_code(code)
