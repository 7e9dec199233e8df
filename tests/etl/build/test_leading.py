"""Several sources of one indicator: agreement by edition, who leads, and World sums made here.

Cells of poverty and of the migrant stock are published ones: World Bank WDI of July 2026, UN SDG of
December 2023 and 2025.Q3.2, UN DESA 2024. Those of remittances and people are round numbers.
"""

import pandas as pd
import pytest

from data.arithmetic.sums import MARK
from data.progress.rules import SUMMED_HERE
from data.providers import STEPS, Standing, ranked
from data.reference_lists import load_reference
from data.schema.contract import OBSERVATIONS
from etl.build.across import together
from etl.build.compare import compare, disputed
from etl.build.leading import leading
from etl.build.reporters import absent_pct, without_sums
from etl.build.verdicts import is_sum
from etl.dictionary.sources import STEP_WORDS
from etl.read.packed import pack
from tests.etl.support import ROOT

POVERTY, STOCK, PAID = "sdg-1-1-1-si-pov-day1", "ctx-migrant-stock", "ctx-remit-paid"
REFERENCE = load_reference(ROOT / "data" / "reference")
Cells = list[tuple[str, int, float | None]]


def rows(indicator_id: str, source_id: str, cells: Cells, vintage: str = "2024") -> pd.DataFrame:
    frame = pd.DataFrame(cells, columns=["area_code", "year", "value"])
    unit = REFERENCE.indicators[indicator_id].unit
    frame = frame.assign(indicator_id=indicator_id, source_id=source_id, unit=unit, vintage=vintage)
    status = frame["value"].notna().map({True: "A", False: "O"})
    frame = frame.assign(breakdown="", obs_status=status).astype({"year": "int16"})
    return frame.reindex(columns=OBSERVATIONS.names, fill_value="")


def table(*parts: pd.DataFrame) -> pd.DataFrame:
    return pack(pd.concat(parts, ignore_index=True), OBSERVATIONS)


def poverty() -> pd.DataFrame:
    """2.15 dollars a day in one edition of the UN, 3.00 in the other and at the World Bank."""
    lower = [("M49:001", 2018, 9.0), ("NGA", 2018, 30.9), ("PHL", 2018, 3.0)]
    same = [("BRA", 2021, 7.5), ("CRI", 2021, 2.2), ("ECU", 2021, 5.3), ("PER", 2021, 5.2)]
    same += [("ARG", 2021, 1.4), ("BRA", 2018, 6.9), ("CRI", 2018, 2.3), ("ECU", 2018, 4.7)]
    same += [("PER", 2018, 6.1)]
    higher = [("M49:001", 2018, 11.1), ("NGA", 2018, 34.2), ("PHL", 2018, 8.3)]
    return table(
        rows(POVERTY, "unsdg", lower, "2023-12-17"),
        rows(POVERTY, "unsdg", same, "2025.Q3.G.02"),
        rows(POVERTY, "worldbank", [*same, *higher], "2026-07-01"),
    )


def test_a_poverty_line_that_changed_between_editions_is_found() -> None:
    """Over all cells most agree; the edition on the other line does not."""
    (record,) = compare(poverty(), REFERENCE)
    assert record["relation"] == "other_measure"
    assert (record["cells"], record["verdict"]) == (12, "agree")
    verdicts = {e["vintage"]: e["verdict"] for e in record["editions"]}
    assert verdicts == {"2023-12-17": "disagree", "2025.Q3.G.02": "agree"}
    assert disputed(record)
    pair = REFERENCE.source_pair(POVERTY, *reversed(record["source_ids"]))
    assert pair is not None
    assert "2.15" in pair.text("why", "en")
    assert "3.00" in pair.text("why", "en")


def test_the_primary_compiler_leads_whatever_is_newer() -> None:
    desa = rows(STOCK, "undesa", [("M49:001", 2020, 275_284_032.0), ("IND", 2020, 4_929_816.0)])
    bank = rows(STOCK, "worldbank", [("M49:001", 2024, 303_397_238.0), ("IND", 2024, 4_796_255.0)])
    order = leading(table(desa, bank), REFERENCE, SUMMED_HERE)[STOCK]
    assert [(s["source_id"], s["step"]) for s in order] == [
        ("undesa", ""),
        ("worldbank", "declared"),
    ]


@pytest.mark.parametrize("step", STEPS)
def test_each_step_decides_only_where_those_before_it_tie(step: str) -> None:
    base = {"declared": False, "published": False, "world": 0, "year": 2020, "countries": 100}
    better = {"declared": True, "published": True, "world": 2021, "year": 2021, "countries": 101}
    better |= {"priority": 1}
    names = {"newer": "year"}
    at = STEPS.index(step)
    field = names.get(step, step)
    one = Standing("one", **{**base, "priority": 2, field: better[field]})  # type: ignore[arg-type]
    later = {names.get(s, s): better[names.get(s, s)] for s in STEPS[at + 1 :]}
    other = Standing("other", **{**base, "priority": 2, **later})  # type: ignore[arg-type]
    (first, _), (_, found) = ranked([other, one])
    assert (first.source_id, found) == ("one", step)
    assert set(STEP_WORDS) == set(STEPS)


def test_a_world_value_of_long_ago_does_not_lead() -> None:
    """UN SDG 17.3.2 has a World value of 2020, the World Bank countries of 2024 and no World."""
    common = {"declared": False, "published": True, "priority": 1}
    un = Standing("unsdg", **common, world=2020, year=2020, countries=233)  # type: ignore[arg-type]
    bank = Standing("worldbank", **common, world=0, year=2024, countries=197)  # type: ignore[arg-type]
    assert [(s.source_id, step) for s, step in ranked([un, bank])] == [
        ("worldbank", ""),
        ("unsdg", "newer"),
    ]


def test_the_newer_of_two_world_values_leads() -> None:
    """6.2.1: the World of the UN is of the edition of 2023, the World Bank's goes to 2024."""
    common = {"declared": False, "published": True, "year": 2024, "priority": 1}
    un = Standing("unsdg", **common, world=2022, countries=163)  # type: ignore[arg-type]
    bank = Standing("worldbank", **common, world=2024, countries=146)  # type: ignore[arg-type]
    assert [s.source_id for s, _ in ranked([un, bank])] == ["worldbank", "unsdg"]


PEOPLE: Cells = [
    (area, year, value)
    for year in (2021, 2022, 2023)
    for area, value in (("M49:001", 100.0), ("IND", 40.0), ("CHN", 35.0), ("USA", 10.0))
]


def paid(*cells: tuple[str, int, float | None]) -> pd.DataFrame:
    people = rows("ctx-population", "worldbank", PEOPLE)
    return table(people, rows(PAID, "worldbank", list(cells), "2025-02-07"))


def world(observations: pd.DataFrame) -> dict[int, tuple[float, str]]:
    rows = observations[(observations["indicator_id"] == PAID)]
    rows = rows[rows["area_code"] == "M49:001"]
    return {y: (v, s) for y, v, s in zip(rows["year"], rows["value"], rows["obs_status"])}  # noqa: B905


def test_the_world_of_those_who_report_says_how_many_and_of_whom() -> None:
    given = paid(
        ("IND", 2021, 10.0), ("CHN", 2021, 20.0), ("USA", 2021, 70.0),
        ("IND", 2022, 11.0), ("CHN", 2022, 22.0), ("USA", 2022, 77.0),
        ("IND", 2023, 12.0), ("CHN", 2023, 24.0), ("USA", 2023, None),
    )  # fmt: skip
    found, record = together(given, REFERENCE)
    # The United States, ten of a hundred people, paid most: their silence is no fall.
    assert world(found) == {2021: (100.0, "A"), 2022: (110.0, "A"), 2023: (36.0, "P")}
    entry = record["sums"][f"{PAID}|worldbank"]
    assert entry["years"]["2022"] == [3, 3, 85.0, 0.0]
    assert entry["years"]["2023"] == [2, 3, 75.0, 213.9]
    assert entry["same"] == {"from": 2021, "to": 2022, "areas": 3, "change_pct": 10.0}
    made = found[is_sum(found["vintage"])]
    assert set(made["vintage"].astype("str")) == {f"2025-02-07{MARK}"}
    assert len(made) == 3


def test_no_sum_where_few_people_live_or_the_provider_has_the_world() -> None:
    found, record = together(paid(("IND", 2021, 10.0), ("USA", 2022, 7.0)), REFERENCE)
    assert world(found) == {}
    assert record["sums"] == {}
    own = paid(("IND", 2021, 10.0), ("CHN", 2021, 9.0), ("USA", 2021, 8.0), ("M49:001", 2021, 30.0))
    found, record = together(own, REFERENCE)
    assert world(found) == {2021: (30.0, "A")}
    assert record["sums"] == {}


def test_sums_of_an_earlier_build_are_made_again() -> None:
    given = paid(("IND", 2021, 10.0), ("CHN", 2021, 9.0))
    once, _ = together(given, REFERENCE)
    twice, _ = together(once, REFERENCE)
    assert world(once) == world(twice) == {2021: (19.0, "A")}
    assert len(without_sums(twice)) == len(given)


def test_who_is_missing_counts_with_the_nearest_own_value() -> None:
    years = pd.DataFrame(
        {"IND": [8.0, 10.0, 10.0], "USA": [2.0, None, 4.0], "CHN": [None, None, 5.0]},
        index=[2000, 2001, 2009],
    )
    assert absent_pct(years) == {2000: 0.0, 2001: 20.0, 2009: 0.0}
