"""World Bank: values checked by hand against the recorded answers, and every wrong shape named."""

import json
from typing import Any

import pytest

from data.reference_lists import Reference
from etl.build.areas import area_map
from etl.model import NotServed, SchemaDrift, Wanted
from etl.sources import OBSERVED, worldbank
from tests.etl.support import bodies, edited, raw

POPULATION = "data_SP.POP.TOTL.json"
WANTED = (Wanted("SP.POP.TOTL"), Wanted("BX.TRF.PWKR.DT.GD.ZS"))
URL = "https://api.worldbank.org/v2/country/all/indicator/SP.POP.TOTL"


def values() -> dict[tuple[str, str, int], float]:
    frame = worldbank.tidy(raw("worldbank"), WANTED)
    assert tuple(frame.columns) == OBSERVED
    keys = zip(frame["source_code"], frame["source_area"], frame["year"], strict=True)
    return dict(zip(keys, frame["value"], strict=True))


def test_values_and_keys() -> None:
    found = values()
    # Read off the recorded answers: Namibia, whose ISO2 code is NA, and remittances of two places.
    assert found["SP.POP.TOTL", "NAM", 2020] == 2728762
    assert found["BX.TRF.PWKR.DT.GD.ZS", "PHL", 2023] == 8.9455180769963
    assert found["SP.POP.TOTL", "WLD", 2023] == 8061876001
    # High income comes without an ISO3 code.
    assert ("SP.POP.TOTL", "HIC", 2023) in found
    assert not any(area == "" for _, area, _ in found)


def test_nulls_give_no_row() -> None:
    rows = json.loads(bodies("worldbank")[POPULATION])[1]
    nulls = [r for r in rows if r["value"] is None]
    assert nulls
    found = values()
    assert sum(code == "SP.POP.TOTL" for code, _, _ in found) == len(rows) - len(nulls)


def test_a_refused_code_is_described_and_does_not_stop_the_others() -> None:
    wanted = (*WANTED, Wanted("SM.POP.TOTL"))
    assert len(worldbank.tidy(raw("worldbank"), wanted)) == len(values())
    infos = worldbank.describe(raw("worldbank"), wanted)
    assert "175" in infos["SM.POP.TOTL"].not_served
    info = infos["SP.POP.TOTL"]
    assert (info.title, info.edition) == ("Population, total", "2025-06-05")
    assert (info.licence, info.not_served) == ("CC BY-4.0", "")


def test_aggregates_are_told_by_region_name_not_by_code() -> None:
    found = worldbank.aggregates(raw("worldbank"))
    assert {"WLD", "HIC", "SSF", "AFE"} == found  # and not NAM


@pytest.mark.parametrize(
    ("edition", "area"),
    [("2021-09-15", "MEA-2024"), ("2025-06-05", "MEA-2024"), ("2026-07-13", "MEA")],
)
def test_a_region_that_grew_under_its_code_is_two_areas(
    edition: str, area: str, reference: Reference
) -> None:
    """The service names all rows of MEA alike; those before July 2025 lack two countries."""

    def change(answer: Any) -> None:
        answer[0]["lastupdated"] = edition
        for row in answer[1]:
            if row["countryiso3code"] == "AFE":
                row["country"] = {"id": "ZQ", "value": "Middle East, North Africa, Afghanistan..."}
                row["countryiso3code"] = "MEA"

    found = worldbank.tidy(raw("worldbank", edited("worldbank", POPULATION, change)), WANTED[:1])
    assert area in set(found["source_area"])
    assert {"MEA", "MEA-2024"} & set(found["source_area"]) == {area}
    ours = area_map(reference).find("worldbank", area)
    assert ours == f"WB:{area}"
    assert ("Afghanistan" in reference.areas[ours].text("name", "en")) == (edition > "2025-07")


XML = (
    b'\xef\xbb\xbf<?xml version="1.0"?><wb:error xmlns:wb="http://www.worldbank.org">'
    b'<wb:message id="175" key="Invalid format">The indicator was not found.</wb:message>'
    b"</wb:error>"
)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b'[{"message":[{"id":"120","key":"Invalid value","value":"not valid"}]}]', "message 120"),
        (b'[{"message":[{"id":"175","key":"k","value":"archived"}]}]', "message 175: archived"),
        (XML, "175"),
    ],
    ids=["120", "175", "xml"],
)
def test_plain_refusals(body: bytes, expected: str) -> None:
    with pytest.raises(NotServed, match=expected):
        worldbank.read_page(body, URL)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"<html><title>Request Error</title></html>", "JSON, not markup; got .*Request Error"),
        (b'[{"page":0,"pages":0,"total":0},null]', r"null rows mean no such selection"),
        (b'[{"page":1,"pages":2,"total":2},[{}]]', "one page; got pages = 2.*PER_PAGE"),
        (b'[{"page":1,"pages":1,"total":3},[{}]]', "as many rows as declared; got 1 rows"),
        (b'[{"page":1,"pages":1,"total":1},[7]]', "rows that are objects"),
        (b'[{"message":[{"id":"111","value":"other"}]}]', "expected rows"),
        (b'[{"page":1,"pages":1,"to', "complete UTF-8 JSON"),
        (b"", "JSON, not empty"),
        (b"{}", "a list that begins with an object"),
    ],
    ids=["html", "null-rows", "pages", "total", "rows", "message", "cut", "empty", "object"],
)
def test_wrong_shapes_are_named_with_source_and_first_bytes(body: bytes, expected: str) -> None:
    with pytest.raises(SchemaDrift, match=expected) as caught:
        worldbank.read_page(body, URL)
    assert str(caught.value).startswith(f"worldbank: {URL}: ")
    assert not isinstance(caught.value, NotServed)


def valued(answer: Any) -> dict[str, Any]:
    return next(row for row in answer[1] if row["value"])


def drop_key(answer: Any) -> None:
    del valued(answer)["countryiso3code"]


def text_value(answer: Any) -> None:
    valued(answer)["value"] = "many"


def new_status(answer: Any) -> None:
    valued(answer)["obs_status"] = "Z"


def quarterly(answer: Any) -> None:
    valued(answer)["date"] = "2020Q1"


def other_series(answer: Any) -> None:
    valued(answer)["indicator"]["id"] = "SP.URB.TOTL"


def sixth_blank(answer: Any) -> None:
    valued(answer).update(countryiso3code="", country={"id": "X9"})


def early(answer: Any) -> None:
    valued(answer)["date"] = "1850"


@pytest.mark.parametrize(
    "change", [drop_key, text_value, new_status, quarterly, other_series, sixth_blank, early]
)
def test_wrong_rows_are_named(change: Any) -> None:
    broken = raw("worldbank", edited("worldbank", POPULATION, change))
    with pytest.raises(SchemaDrift, match=r"worldbank: .*SP\.POP\.TOTL"):
        worldbank.tidy(broken, WANTED)


def test_a_window_that_was_ignored_is_noticed() -> None:
    rows = json.loads(bodies("worldbank")[POPULATION])[1]
    with pytest.raises(SchemaDrift, match="years 1850:1900 only"):
        worldbank.check_window(rows, "1850:1900", URL)
