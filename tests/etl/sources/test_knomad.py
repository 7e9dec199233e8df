"""KNOMAD: amounts of Data360 against the published workbooks; zeros and totals kept apart."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.model import EtlError, SchemaDrift, Wanted
from etl.sources import knomad
from tests.etl.support import bodies, edited, raw
from tests.etl.workbooks import edited_workbook

pytestmark = pytest.mark.slow

INFLOWS, PAIRS = "WB_KNOMAD_MRI.0001.json", "WB_KNOMAD_BRE.0001.json"
WANTED = (Wanted("WB_KNOMAD_MRI"),)


def inflows() -> dict[tuple[str, int], tuple[float, str]]:
    frame = knomad.tidy(raw("knomad"), WANTED)
    keys = zip(frame["source_area"], frame["year"], strict=True)
    return dict(zip(keys, zip(frame["value"], frame["obs_status"], strict=True), strict=True))


def test_inflows_in_dollars_and_estimates_marked_by_the_workbook() -> None:
    found = inflows()
    assert found["MEX", 2023] == (67_000_000_000.0, "E")  # the workbook says 2023e
    assert found["DZA", 2022] == (pytest.approx(1_658_975_809.673424), "A")


def test_a_zero_says_nothing() -> None:
    value, status = inflows()["DZA", 2000]  # 790 million in the World Bank's indicators
    assert (value != value, status) == (True, "O")


def test_pairs_are_estimates_between_countries() -> None:
    frame = knomad.flows(raw("knomad"))
    pairs = frame.set_index(["origin", "destination"])["value"]
    assert pairs["AFG", "PAK"] == 369.3011409082328  # sent from Afghanistan, million US$
    assert len(pairs) == 5
    assert not {"WLD"} & {*frame["origin"], *frame["destination"]}
    assert (set(frame["obs_status"]), set(frame["vintage"])) == ({"E"}, {"2021"})


def test_editions_are_the_last_years() -> None:
    found = knomad.describe(raw("knomad"), WANTED)
    assert {c: i.edition for c, i in found.items()} == {
        "WB_KNOMAD_MRI": "2023",
        "WB_KNOMAD_BRE": "2021",
    }


def test_the_published_matrix_must_agree() -> None:
    def change(sheet: Any) -> None:
        sheet["C5"] = 99.0  # Algeria to France

    other = edited_workbook(bodies("knomad")["matrix.xlsx"], "FINAL BRM 2021 ", change)
    with pytest.raises(SchemaDrift, match=r"matrix\.xlsx: expected a matrix that adds up to"):
        knomad.flows(raw("knomad", {"matrix.xlsx": other}))


def test_codes_of_the_registry() -> None:
    with pytest.raises(SchemaDrift, match=r"indicator_series\.csv"):
        knomad.tidy(raw("knomad"), (Wanted("WB_KNOMAD_MRO"),))
    assert len(knomad.tidy(raw("knomad"), (Wanted("WB_KNOMAD_BRE"),))) == 0


def same_twice(answer: Any) -> None:
    answer["value"][1] = answer["value"][0]


def missing_row(answer: Any) -> None:
    del answer["value"][0]


def by_sex(answer: Any) -> None:
    answer["value"][0]["SEX"] = "F"


def thousands(answer: Any) -> None:
    answer["value"][0]["UNIT_MULT"] = "3"


def no_number(answer: Any) -> None:
    answer["value"][0]["OBS_VALUE"] = ".."


def below_zero(answer: Any) -> None:
    answer["value"][0]["OBS_VALUE"] = "-1"


def partner(answer: Any) -> None:
    answer["value"][0]["COMP_BREAKDOWN_1"] = "WB_KNOMAD_PAK"


def empty(answer: Any) -> None:
    answer["value"] = []


CHANGES = [same_twice, missing_row, by_sex, thousands, no_number, below_zero, partner, empty]


@pytest.mark.parametrize("change", CHANGES)
def test_wrong_rows_are_named(change: Any) -> None:
    with pytest.raises(SchemaDrift, match=r"knomad: https://data360api\.worldbank\.org"):
        knomad.tidy(raw("knomad", edited("knomad", INFLOWS, change)), WANTED)


@pytest.mark.parametrize("name", [INFLOWS, PAIRS, "matrix.xlsx", "inflows.xlsx"])
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_arbitrary_bytes(name: str, data: st.DataObject) -> None:
    body = bodies("knomad")[name]
    at = data.draw(st.integers(0, len(body) - 1))
    end = data.draw(st.integers(at, min(at + 30, len(body))))
    other = body[:at] + data.draw(st.binary(max_size=12)) + body[end:]
    odd = json.dumps({"count": 1, "value": [{"OBS_VALUE": at}]}).encode()
    damaged = raw("knomad", {name: data.draw(st.sampled_from([other, body[:at], odd]))})
    for read in (lambda: knomad.tidy(damaged, WANTED), lambda: knomad.flows(damaged)):
        try:
            frame = read()
        except EtlError:
            continue
        assert frame["value"].notna().any() or set(frame["obs_status"]) == {"O"}
