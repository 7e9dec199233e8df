"""The rules that doubt published values, on rows that providers published: each names its case."""

import json
from typing import Any

import pandas as pd
import pytest

from data.quality import flags_of
from data.reference_lists import Reference
from data.schema.contract import OBSERVATIONS
from etl.quality.apply import Flagged, judge
from etl.quality.disagreement import measures
from etl.quality.held import Held
from etl.read.packed import pack

UN, WB = "2025.Q3.G.02", "2026-07-01"
COST, COST_SENDING = "sdg-10-c-1-si-rmt-cost", "sdg-10-c-1-si-rmt-cost-snd"
RATIO, RATIO_UN = "ctx-remit-received-gdp", "sdg-17-3-2-bx-trf-pwkr"
AMOUNT, GDP = "ctx-remit-received", "wb-ny-gdp-mktp-cd"
HOMICIDE, PEOPLE = "sdg-16-1-1-vc-ihr-psrc", "ctx-population"
DEATHS = "ctx-missing-migrants"
Row = tuple[str, str, str, int, float | None, str, str, str]


def series(
    indicator_id: str,
    source_id: str,
    area: str,
    values: dict[int, float | None],
    vintage: str = WB,
    breakdown: str = "",
    provisional: tuple[int, ...] = (),
) -> list[Row]:
    return [
        (indicator_id, source_id, area, year, value, "P" if year in provisional else "A", vintage,
         breakdown)
        for year, value in values.items()
    ]  # fmt: skip


def table(reference: Reference, rows: list[Row]) -> pd.DataFrame:
    names = ["indicator_id", "source_id", "area_code", "year", "value", "obs_status", "vintage",
             "breakdown"]  # fmt: skip
    frame = pd.DataFrame(rows, columns=names).astype({"value": "float64", "year": "int16"})
    frame["unit"] = frame["indicator_id"].map(reference.units)
    return pack(frame.assign(quality="")[OBSERVATIONS.names], OBSERVATIONS)


def judged(reference: Reference, *groups: list[Row], accept: bool = False) -> Flagged:
    return judge(table(reference, [row for rows in groups for row in rows]), reference, accept)


def flagged(found: Flagged) -> dict[tuple[str, str, str, int], dict[str, Any]]:
    """Figures by flag, source, area and year."""
    return {
        (row["flag"], row["source_id"], row["area_code"], row["year"]): json.loads(row["figures"])
        for row in found.doubts.to_dict("records")
    }


@pytest.mark.parametrize(
    ("indicator_id", "area", "breakdown", "values", "year"),
    [
        (COST, "MWI", "", {2020: 16.26, 2021: 14.79, 2022: 13.13, 2023: -0.1}, 2023),
        (COST, "MMR", "", {2020: 10.19, 2021: 7.19, 2022: -0.56, 2023: 6.65}, 2022),
        (COST_SENDING, "GHA", "", {2020: 8.16, 2021: 8.08, 2022: -4.04, 2023: 9.4}, 2022),
        ("sdg-11-b-2-sg-dsr-sils", "BHR", "", {2021: 152.631579, 2023: 50.0}, 2021),
        ("ctx-migrant-share", "BES", "", {2015: 100.0, 2024: 100.0032599837001}, 2024),
        ("sdg-16-3-2-vc-prs-unsnt", "PSE", "Sex=FEMALE", {2016: 306.67}, 2016),
        ("sdg-1-3-1-si-cov-pensn", "CPV", "Sex=MALE", {2021: 132.4}, 2021),
    ],
)
def test_a_value_its_indicator_cannot_take(
    reference: Reference,
    indicator_id: str,
    area: str,
    breakdown: str,
    values: dict[int, float | None],
    year: int,
) -> None:
    found = judged(reference, series(indicator_id, "unsdg", area, values, UN, breakdown))
    bounds = {key: f for key, f in flagged(found).items() if key[0] == "bounds"}
    figures = {"high": 100, "low": 0, "value": values[year]}
    assert bounds == {("bounds", "unsdg", area, year): figures}
    assert found.quality.notna().all()


def test_bounds_belong_to_the_indicator(reference: Reference) -> None:
    """More people leave than arrive, and a person hit twice by disasters counts twice."""
    found = judged(
        reference,
        series("ctx-net-migration", "worldbank", "IND", {2020: -484_000.0}),
        series("sdg-1-5-1-vc-dsr-daff", "unsdg", "TON", {2022: 110_000.0}, UN),
        series("sdg-17-18-2-sg-stt-fpos", "unsdg", "M49:001", {2020: 132.0}, UN),
    )
    assert len(found.doubts) == 0
    yes = judged(reference, series("sdg-17-18-2-sg-stt-fpos", "unsdg", "KEN", {2020: 132.0}, UN))
    assert len(yes.doubts) == 1, "of a group it counts countries; a country says yes or no"


def test_a_jump_there_and_back_and_only_the_farther_of_two(reference: Reference) -> None:
    samoa = {2001: 16.898, 2002: 15.969, 2003: 13.496, 2004: 0.2202, 2005: 17.115, 2006: 17.42}
    egypt = {1999: 38.8e6, 2000: 32.0e6, 2001: 34.7e6, 2002: 14.4e6, 2003: 79.1e6, 2004: 12.8e6,
             2005: 57.2e6, 2006: 135.0e6, 2007: 179.6e6, 2008: 241.3e6, 2009: 254.8e6,
             2010: 304.8e6}  # fmt: skip
    found = flagged(
        judged(
            reference,
            series(RATIO, "worldbank", "WSM", dict(samoa)),
            series("ctx-remit-paid", "worldbank", "EGY", dict(egypt)),
        )
    )
    assert set(found) == {("jump", "worldbank", "WSM", 2004), ("jump", "worldbank", "EGY", 2003)}
    assert found["jump", "worldbank", "WSM", 2004] == {
        "after": 17.115, "after_year": 2005, "before": 13.496, "before_year": 2003, "value": 0.2202
    }  # fmt: skip


def test_a_change_that_lasts_and_events_are_no_jumps(reference: Reference) -> None:
    """Homicides in El Salvador rose and fell; earthquakes and wars move counts of people."""
    found = judged(
        reference,
        series(AMOUNT, "worldbank", "NPL", {2000: 1e8, 2001: 1.1e8, 2002: 9e8, 2003: 9.2e8}),
        series(HOMICIDE, "unsdg", "SLV", {2013: 40.9, 2014: 63.6, 2015: 107.6, 2016: 85.1}, UN),
        series("ctx-idp-disaster-new", "worldbank", "HTI", {2009: 10.0, 2010: 1.5e6, 2011: 10.0}),
        series("sdg-1-5-1-vc-dsr-daff", "unsdg", "SWE", {2018: 0.01, 2020: 5157.0, 2022: 0.01}, UN),
        series("sdg-3-2-1-sh-dyn-mort", "unsdg", "HTI", {2009: 80.0, 2010: 208.0, 2011: 78.0}, UN),
    )
    assert len(found.doubts) == 0
    counts = [i for i, rule in reference.quality_rules.items() if rule.jump]
    assert not [i for i in counts if reference.indicators[i].kind == "event"]


NEPAL = [
    *series(AMOUNT, "worldbank", "NPL", {2021: 8.225961e9, 2022: 9.411659e9, 2023: 1.076441e10}),
    *series(GDP, "worldbank", "NPL", {2021: 3.692484e10, 2022: 4.118294e10, 2023: 4.104933e10}),
    *series(RATIO, "worldbank", "NPL", {2021: 22.277579, 2022: 53.222152, 2023: 62.452460}),
    *series(RATIO_UN, "unsdg", "NPL", {2021: 22.277579, 2022: 22.022309, 2023: 25.413399}, UN),
]


def test_a_ratio_that_its_own_parts_and_another_source_contradict(reference: Reference) -> None:
    """Nepal: remittances of 62 % of GDP, where amount and GDP give 26 % and the UN says 25 %."""
    found = judged(reference, NEPAL)
    assert {key for key in flagged(found) if key[1] == "worldbank"} == {
        (flag, "worldbank", "NPL", year) for flag in ("disagrees", "parts") for year in (2022, 2023)
    }
    assert flagged(found)["parts", "worldbank", "NPL", 2023] == {
        "computed": 26.2231, "difference_pct": 58, "part": 1.076441e10, "value": 62.45246,
        "whole": 4.104933e10,
    }  # fmt: skip
    assert flagged(found)["disagrees", "worldbank", "NPL", 2023] == {
        "difference_pct": 59.3, "other": 25.413399, "other_source": "unsdg", "value": 62.45246
    }  # fmt: skip


def test_the_source_that_the_parts_confirm_is_not_doubted(reference: Reference) -> None:
    assert not [key for key in flagged(judged(reference, NEPAL)) if key[1] == "unsdg"]


def test_parts_that_were_revised_since_doubt_no_older_ratio(reference: Reference) -> None:
    old = series(RATIO_UN, "unsdg", "NPL", {2022: 30.0, 2023: 33.0}, "2023-12-17")
    kept = [row for row in NEPAL if row[0] in (AMOUNT, GDP)]
    assert len(judged(reference, old, kept).doubts) == 0


def test_an_older_edition_is_doubted_by_a_newer_one_and_not_the_other_way(
    reference: Reference,
) -> None:
    rows = [
        *series("ctx-refugees-origin", "unhcr", "BEL", {2019: 34.0, 2020: 28.0}, "2026-06-01"),
        *series("ctx-refugees-origin", "worldbank", "BEL", {2019: 34.0, 2020: 33.0}, "2021-09-15"),
    ]
    assert set(flagged(judged(reference, rows))) == {("disagrees", "worldbank", "BEL", 2020)}
    mortality = "sdg-3-1-1-sh-sta-mort"  # estimated anew in each report: no question for once
    anew = judged(
        reference,
        series(mortality, "unsdg", "KEN", dict.fromkeys(range(2000, 2010), 500.0), "2023-12-17"),
        series(mortality, "worldbank", "KEN", dict.fromkeys(range(2000, 2010), 380.0)),
    )
    assert ({key[1] for key in flagged(anew)}, anew.questions) == ({"unsdg"}, ())
    national = [
        *series("sdg-1-2-1-si-pov-nahc", "unsdg", "BOL", {2017: 36.4}, UN),
        *series("sdg-1-2-1-si-pov-nahc", "worldbank", "BOL", {2017: 42.2}),
    ]
    assert {key[1] for key in flagged(judged(reference, national))} == {"unsdg", "worldbank"}


def test_who_may_contradict_whom(reference: Reference) -> None:
    """Other poverty lines doubt nothing; of a compiler or a formula of ours only one is doubted."""
    poverty, deaths = "sdg-1-1-1-si-pov-day1", "sdg-10-7-3-sm-dth-migr"
    refugees = "sdg-10-7-4-sm-pop-refg-or"
    found = judged(
        reference,
        series(poverty, "unsdg", "MDG", {2010: 87.3}, UN),
        series(poverty, "worldbank", "MDG", {2010: 65.3}),
        series(deaths, "missingmigrants", "CUB", {2023: 88.0}, "2024-11-15"),
        series(deaths, "unsdg", "CUB", {2023: 120.0}, UN),
        series(refugees, "unsdg", "CHN", {2000: 10.17279}, UN),
        series(refugees, "derived", "CHN", {2000: 8.78768}),
    )
    assert {key[1:] for key in flagged(found)} == {
        ("unsdg", "CUB", 2023),
        ("derived", "CHN", 2000),
    }


def test_a_year_that_was_not_over(reference: Reference) -> None:
    """Missing Migrants ends on 8 September 2025; a provisional value of a full year is none."""
    found = judged(
        reference,
        series(DEATHS, "missingmigrants", "M49:001", {2024: 9191.0}, "2024-12-31"),
        series(DEATHS, "missingmigrants", "M49:001", {2025: 3780.0}, "2025-09-08", "", (2025,)),
        series("ctx-eu-foreign-born", "eurostat", "DEU", {2023: 1.6e7}, "2026-03-01", "", (2023,)),
    )
    assert flagged(found) == {
        ("part_year", "missingmigrants", "M49:001", 2025): {"until": "2025-09-08"}
    }


def test_a_rate_among_few_people(reference: Reference) -> None:
    """Two homicides in Palau are 11 per 100,000; where nobody counted people nothing is said."""
    found = judged(
        reference,
        series(HOMICIDE, "unsdg", "PLW", {2018: 11.23}, UN),
        series(HOMICIDE, "unsdg", "KEN", {2018: 4.9}, UN),
        series(HOMICIDE, "unsdg", "VAT", {2018: 0.0}, UN),
        series(PEOPLE, "worldbank", "PLW", {2017: 17812.0, 2018: 17814.0}),
        series(PEOPLE, "worldbank", "KEN", {2018: 5e7}),
        series("ctx-migrant-stock", "undesa", "MSR", {2020: 1361.0}),
        series("ctx-migrant-share", "undesa", "MSR", {2020: 27.5}),
        series(HOMICIDE, "unsdg", "MSR", {2018: 20.0}, UN),
    )
    assert flagged(found) == {
        ("small", "unsdg", "MSR", 2018): {"limit": 50000, "number": 4949.09},
        ("small", "unsdg", "PLW", 2018): {"limit": 50000, "number": 17814},
    }


def test_areas_of_an_older_edition_are_told_and_still_lead(reference: Reference) -> None:
    """The countries of 2025, the World of 2023; one file a year is no old edition."""
    found = judged(
        reference,
        series(HOMICIDE, "unsdg", "KEN", {2018: 4.9, 2023: 5.0}, UN),
        series(HOMICIDE, "unsdg", "M49:001", {2018: 5.9}, "2023.Q4.G.01"),
        series(DEATHS, "missingmigrants", "MAR", {2015: 90.0}, "2016-01-01"),
        series(DEATHS, "missingmigrants", "DZA", {2015: 90.0}, "2016-01-01"),
        series(DEATHS, "missingmigrants", "DZA", {2024: 365.0}, "2024-12-31"),
    )
    assert flagged(found) == {
        ("old_edition", "unsdg", "M49:001", 2018): {"edition": "2023.Q4.G.01", "newest": UN}
    }


def test_a_rule_that_would_flag_too_much_asks(reference: Reference) -> None:
    """A mistaken bound or unit would doubt a whole series; the other flags stand."""
    shares = series("ctx-migrant-share", "undesa", "KEN", dict.fromkeys(range(2000, 2010), 306.0))
    cost = series(COST, "unsdg", "MWI", {2022: 13.13, 2023: -0.1}, UN)
    found = judged(reference, shares, cost)
    (question,) = found.questions
    assert "ctx-migrant-share of undesa: the rule `bounds` would flag 10 of 10 values" in question
    assert "quality_rules.csv" in question and "--accept" in question
    assert set(flagged(found)) == {("bounds", "unsdg", "MWI", 2023)}
    accepted = judged(reference, shares, cost, accept=True)
    assert (len(accepted.doubts), accepted.questions) == (11, ())


def test_equal_rows_in_any_order_give_equal_doubts(reference: Reference) -> None:
    rows = table(reference, NEPAL + series(COST, "unsdg", "MWI", {2023: -0.1}, UN))
    one = judge(rows, reference)
    other = judge(rows.sample(frac=1, random_state=1).reset_index(drop=True), reference)
    assert one.doubts.equals(other.doubts)
    told = {quality for quality in one.quality.astype("str") if quality}
    assert told == {"disagrees;parts", "bounds"}
    assert sum(len(flags_of(text)) for text in one.quality.astype("str")) == len(one.doubts)


def test_what_is_declared_can_be_looked_up(reference: Reference) -> None:
    """Parts are series of the tables, the same measure has the same unit, bounds have a width."""
    for rule in reference.quality_rules.values():
        own = reference.indicators[rule.indicator_id]
        for part in filter(None, (rule.part, rule.whole)):
            source_id, _, indicator_id = part.partition("/")
            assert source_id in reference.sources and indicator_id in reference.units
        assert bool(rule.part) == bool(rule.whole) == bool(rule.factor)
        assert bool(rule.jump) == bool(rule.jump_floor)
        assert {reference.indicators[i].unit for i in rule.same_as} <= {own.unit}
        if rule.low is not None and rule.high is not None:
            assert rule.low < rule.high
    held = Held(table(reference, []), reference)
    assert (RATIO, RATIO_UN) in measures(held)
