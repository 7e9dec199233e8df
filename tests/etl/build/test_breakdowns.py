"""UN SDG series with dimensions: what is the total, what keeps its sub-series, what is an error.

The fixture is written by hand in the provider's CSV format (its numbers are made up): no recorded
answer with sex and age was at hand.
"""

import json
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from data.records import Series, WideSeries
from data.reference_lists import Reference
from etl.build.assemble import to_observations
from etl.model import SchemaDrift, Wanted
from etl.sources import unsdg
from etl.sources.unsdg.headline import AmbiguousError, breakdown_texts, headline, main_rows
from tests.etl.support import FIXTURES, bodies, raw

FOLDER = FIXTURES / "unsdg_dimensions"
EXPORT, COUNT = "data.SL_TLF_UEM.csv", "count.SL_TLF_UEM.json"
WIDE = Wanted("SL_TLF_UEM", every=True, named=False)


def answers(change: Any = lambda text: text, **others: bytes) -> Any:
    """The fixtures of UN SDG with the hand-written series, its export changed."""
    listed = json.loads(bodies("unsdg")["series.json"])
    entry = {"goal": ["8"], "target": ["8.5"], "indicator": ["8.5.2"], "code": "SL_TLF_UEM"}
    listed.append(listed[0] | entry | {"description": "Unemployment rate, by sex and age (%) "})
    text = (FOLDER / EXPORT).read_bytes().rstrip(b"\0").decode()
    found = {"series.json": json.dumps(listed).encode(), EXPORT: change(text).encode() + b"\0\0"}
    return raw("unsdg", found | {COUNT: (FOLDER / COUNT).read_bytes()} | others)


def cells(frame: pd.DataFrame, area: str = "516") -> dict[str, tuple[float | None, str]]:
    rows = frame[frame["source_area"] == area]
    values = rows["value"].astype("object").where(rows["value"].notna(), None)
    return dict(zip(rows["breakdown"], zip(values, rows["obs_status"], strict=True), strict=True))


def test_only_a_true_total_has_no_breakdown() -> None:
    assert cells(unsdg.tidy(answers(), (WIDE,))) == {
        "": (19.5, "A"),
        "Age=15+": (19.9, "A"),
        "Age=15-24": (38.0, "A"),
    }
    # The Philippines have no row for all ages: 15 and over is not passed off as one.
    assert cells(unsdg.tidy(answers(), (WIDE,)), "608") == {"Age=15+": (2.3, "A")}


def test_a_chosen_series_is_whole_and_a_catalogue_one_has_its_main_rows() -> None:
    chosen = unsdg.tidy(answers(), (Wanted("SL_TLF_UEM", "Age=15+", every=True),))
    assert cells(chosen) == {
        "": (19.5, "A"),
        "Age=15+": (19.9, "A"),
        "Age=15+;Sex=MALE": (19.6, "A"),
        "Age=15+;Sex=FEMALE": (20.1, "A"),
        "Age=15-24": (38.0, "A"),
        "Age=15-24;Sex=MALE": (38.4, "E"),
        "Age=15-24;Sex=FEMALE": (None, "O"),
    }
    assert cells(chosen, "608")["Age=25+;Sex=FEMALE"] == (None, "Q")
    # One dimension more than the plainest: where nothing is plainer than one, two.
    texts = pd.Series(["", "Sex=MALE", "Age=15+;Sex=MALE"])
    assert list(main_rows(texts)) == [True, True, False]
    assert list(main_rows(texts[1:])) == [True, True]


def test_a_series_of_the_registry_keeps_the_other_sub_series_beside_its_headline() -> None:
    frame = unsdg.tidy(answers(), (Wanted("SL_TLF_UEM", every=True),))
    assert cells(frame)[""] == (19.5, "A")
    assert cells(frame)["Age=15-24;Sex=MALE"] == (38.4, "E")
    assert not frame.duplicated(["breakdown", "source_area", "year"]).any()
    chosen = unsdg.tidy(answers(), (Wanted("SL_TLF_UEM", "Sex=FEMALE;Age=15+"),))
    assert cells(chosen) == {"Sex=FEMALE;Age=15+": (20.1, "A")}


def test_a_code_that_the_provider_marks_as_total_is_one() -> None:
    def rename(text: str) -> str:
        return text.replace(",ALLAGE,", ",AGE_ALL,")

    assert "Age=AGE_ALL" in cells(unsdg.tidy(answers(rename), (WIDE,)))
    marked = (FOLDER / COUNT).read_bytes().replace(b"ALLAGE", b"AGE_ALL")
    assert cells(unsdg.tidy(answers(rename, **{COUNT: marked}), (WIDE,)))[""] == (19.5, "A")


def test_two_units_are_two_sub_series() -> None:
    def second_unit(text: str) -> str:
        lines = text.strip().split("\r\n")
        return "\r\n".join([*lines, lines[7].replace("PERCENT", "NUMBER")])

    frame = unsdg.tidy(answers(second_unit), (WIDE,))
    assert {"Units=PERCENT", "Units=NUMBER"} <= set(frame["breakdown"])
    assert "" not in set(frame["breakdown"])
    info = unsdg.describe(answers(second_unit), (WIDE,))["SL_TLF_UEM"]
    assert info.provider_unit == "NUMBER or PERCENT"


def doubled(text: str) -> str:
    lines = text.strip().split("\r\n")
    return "\r\n".join([*lines, lines[2]])


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (doubled, r"2 rows share area, year and sub-series, such as area 516.*Age=15\+;Sex=MALE"),
        (lambda t: t.replace(",15-24,", ",15;24,"), "holds = or ;"),
        (lambda t: t.replace("38.0", "many"), "many"),
        (lambda t: t.replace("SeriesCode", "Code"), "columns SeriesCode"),
    ],
    ids=["double", "sign", "value", "column"],
)
def test_a_fault_stops_a_chosen_series_and_leaves_out_a_catalogue_one(
    change: Any, why: str
) -> None:
    broken, other = answers(change), Wanted("SI_RMT_COST")
    with pytest.raises(SchemaDrift, match=why):
        unsdg.tidy(broken, (Wanted("SL_TLF_UEM", every=True), other))
    frame = unsdg.tidy(broken, (WIDE, other))
    assert set(frame["source_code"]) == {"SI_RMT_COST"}
    info = unsdg.describe(broken, (WIDE,))["SL_TLF_UEM"]
    assert info.unreadable
    assert info.edition == "2025.Q3.G.02"


def test_groupings_are_what_the_provider_lists_and_we_do_not_know() -> None:
    listed = json.dumps([{"geoAreaCode": "747", "geoAreaName": "Northern America and Europe"}])
    assert unsdg.aggregates(raw("unsdg", {"areas.json": listed.encode()})) == {"747"}
    with pytest.raises(SchemaDrift, match="geoAreaCode"):
        unsdg.aggregates(raw("unsdg", {"areas.json": b'[{"code":1}]'}))


def test_rows_of_the_table(reference: Reference) -> None:
    short = replace(reference, series=(), wide=(WideSeries("unsdg", "SL_TLF_UEM"),))
    frame = unsdg.tidy(answers(), (WIDE,)).rename(columns={"source_area": "area_code"})
    rows = to_observations(frame, short, "unsdg")
    assert set(rows["indicator_id"]) == {"unsd-sl-tlf-uem"}
    assert set(rows["unit"]) == {"as_published"}
    assert len(rows) == len(frame)


def test_a_named_headline_stands_without_its_breakdown(reference: Reference) -> None:
    """Screens, verdicts and search look at breakdown "" only."""
    named = Series("sdg-8-5-2-sl-tlf-uem", "unsdg", "SL_TLF_UEM", "Age=15+", 1, "", "", "")
    short = replace(reference, series=(named,), wide=())
    frame = unsdg.tidy(answers(), (Wanted("SL_TLF_UEM", "Age=15+", every=True),))
    rows = to_observations(frame.rename(columns={"source_area": "area_code"}), short, "unsdg")
    namibia = rows[rows["area_code"] == "516"].set_index("breakdown")["value"]
    assert namibia[""] == 19.9
    assert namibia["Age=15+;Sex=FEMALE"] == 20.1
    assert "Age=15+" not in namibia  # never twice; the total over all ages has no place here
    assert set(rows["unit"]) == {"percent"}


def test_a_headline_may_be_the_quotient_of_two_sub_series() -> None:
    frame = pd.DataFrame(
        {
            "source_area": ["516", "516", "608", "608", "64", "68", "68"],
            "year": [2020] * 7,
            "value": [15.0, 5.0, 12.0, 0.0, 9.0, 8.0, 4.0],
            "obs_status": ["A", "A", "A", "A", "A", "A", "E"],
            "Sex": ["FEMALE", "MALE", "FEMALE", "MALE", "FEMALE", "FEMALE", "MALE"],
        }
    )
    found = headline(frame, ["Sex"], "Sex=FEMALE/MALE").set_index("source_area")
    assert found["value"].to_dict() == {
        "516": 3.0,
        "608": pytest.approx(float("nan"), nan_ok=True),
        "68": 2.0,
    }
    assert found["obs_status"].to_dict() == {"516": "A", "608": "O", "68": "E"}
    with pytest.raises(AmbiguousError, match="divides Age and Sex"):
        headline(frame, ["Sex"], "Age=1/2;Sex=FEMALE/MALE")


def test_a_headline_never_mixes_sub_series_of_different_areas() -> None:
    frame = pd.DataFrame({"source_area": ["516", "608"], "year": 2020, "Age": ["5-17", "5-14"]})
    with pytest.raises(AmbiguousError, match="areas or years differ in Age: 5-14, 5-17"):
        headline(frame, ["Age"], "")
    assert list(headline(frame, ["Age"], "Age=5-17")["source_area"]) == ["516"]


def test_texts_are_sorted_and_blank_does_not_apply() -> None:
    frame = pd.DataFrame({"Sex": ["MALE", "BOTHSEX", ""], "Age": ["15+", "", "_T"]})
    assert list(breakdown_texts(frame, ["Sex", "Age"], {})) == ["Age=15+;Sex=MALE", "", ""]
    with pytest.raises(AmbiguousError, match="holds = or ;"):
        breakdown_texts(frame.rename(columns={"Sex": "a=b"}), ["a=b"], {})
