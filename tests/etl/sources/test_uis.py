"""UNESCO UIS: nil is zero, not applicable is not, hints are refused, one version for all."""

import json
from typing import Any

import pytest

from etl.model import NotServed, SchemaDrift, Wanted
from etl.sources import uis
from tests.etl.support import bodies, edited, raw

CODES = ("26637", "20070", "10", "21502")


def cells(code: str, change: Any = None) -> dict[tuple[str, int], tuple[float, str]]:
    replaced = edited("uis", f"data.{code}.json", change) if change else None
    frame = uis.tidy(raw("uis", replaced), (Wanted(code),))
    keys = zip(frame["source_area"], frame["year"], strict=True)
    return dict(zip(keys, zip(frame["value"], frame["obs_status"], strict=True), strict=True))


def missing(cell: tuple[float, str]) -> str:
    assert cell[0] != cell[0]
    return cell[1]


def test_nil_not_applicable_and_counted_elsewhere_are_three_things() -> None:
    assert cells("26637")["AFG", 2014] == (0.0, "A")  # no student came from abroad
    assert missing(cells("10")["AFG", 1997]) == "M"  # the provider writes 0 and NA
    assert missing(cells("21502")["AFG", 2013]) == "L"


def test_estimates_are_marked() -> None:
    found = cells("20070")
    assert found["AFG", 2001] == (159952.0, "A")
    assert found["AFG", 2003] == (115583.0, "E")


def test_the_version_is_the_edition() -> None:
    info = uis.describe(raw("uis"), (Wanted("26637"),))["26637"]
    assert (info.title, info.edition) == ("UIS indicator 26637", "20221221-bdds")
    frame = uis.tidy(raw("uis"), tuple(map(Wanted, CODES)))
    assert set(frame["vintage"]) == {"20221221-bdds"}


def test_hints_are_refused_with_the_words_of_the_provider() -> None:
    def unknown(answer: Any) -> None:
        hint = {"code": "UIS::HINT::001", "message": "The indicator could not be found"}
        answer |= {"hints": [hint], "records": []}

    with pytest.raises(NotServed, match="UIS::HINT::001: The indicator could not be found"):
        cells("26637", unknown)


def no_records(answer: Any) -> None:
    answer["records"] = []


def other_code(answer: Any) -> None:
    answer["records"][0]["indicatorId"] = "CR.1"


def other_mark(answer: Any) -> None:
    answer["records"][0]["magnitude"] = "HUGE"


def other_qualifier(answer: Any) -> None:
    answer["records"][0] |= {"magnitude": None, "qualifier": "GUESS"}


def text_value(answer: Any) -> None:
    answer["records"][0] |= {"magnitude": None, "value": "12"}


def no_year(answer: Any) -> None:
    answer["records"][0]["year"] = "2014/15"


def twice(answer: Any) -> None:
    answer["records"].append(answer["records"][0])


CHANGES = [no_records, other_code, other_mark, other_qualifier, text_value, no_year, twice]


@pytest.mark.parametrize("change", CHANGES)
def test_wrong_records_are_named(change: Any) -> None:
    with pytest.raises(SchemaDrift, match="uis: https://api.uis.unesco.org/data.26637.json"):
        cells("26637", change)


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"[]", b'{"records":[]}', b'{"message":"Too much data requested"}']
)
def test_other_bodies_are_named(body: bytes) -> None:
    with pytest.raises(SchemaDrift, match="hints and records"):
        uis.read_records(body, uis.SOURCE.base_url, "26637")


@pytest.mark.parametrize("body", [b"{}", b'{"version":7}', b'{"version":""}', b"<html>"])
def test_a_version_has_a_name(body: bytes) -> None:
    with pytest.raises(SchemaDrift, match="version"):
        uis.tidy(raw("uis", {"version.json": body}), (Wanted("26637"),))
    assert json.loads(bodies("uis")["version.json"])["version"] == "20221221-bdds"
