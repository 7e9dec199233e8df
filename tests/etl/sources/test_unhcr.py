"""UNHCR: counts checked by hand against the recorded rows, zero and missing kept apart."""

import json
from typing import Any

import pytest

from etl.ask.snapshots import Raw
from etl.model import SchemaDrift, Wanted
from etl.sources import unhcr
from etl.sources.unhcr.rows import edition, read_page
from tests.etl.support import bodies, edited, raw

ASYLUM, ORIGIN = Wanted("population:refugees:asylum"), Wanted("population:refugees:origin")
FIRST, LAST = "population.0001.json", "population.0002.json"
URL = "https://api.unhcr.org/population/v1/population/"


def cells(code: str) -> dict[tuple[str, int], tuple[float, str]]:
    frame = unhcr.tidy(raw("unhcr"), (Wanted(code),))
    keys = zip(frame["source_area"], frame["year"], strict=True)
    return dict(zip(keys, zip(frame["value"], frame["obs_status"], strict=True), strict=True))


def test_counts_by_asylum_and_by_origin() -> None:
    asylum = cells("population:refugees:asylum")
    # Germany 2024 in the fixture: AFG 279,737 + SYR 725,102 + UKR 1,205,729 + stateless 13,455.
    assert asylum["DEU", 2024] == (2224023.0, "A")
    assert cells("population:refugees:origin")["UKR", 2024] == (1205729.0, "A")
    # UNHCR's own code AUS is Austria; the ISO code decides.
    assert asylum["AUT", 1951] == (282000.0, "A")
    assert asylum["AUS", 1951] == (180000.0, "A")


def test_refugees_in_their_own_country_are_left_out_but_unknown_is_no_country() -> None:
    asylum = cells("population:refugees:asylum")
    assert ("YEM", 1988) not in asylum
    assert asylum["UNK", 1988] == (5620.0, "A")
    assert cells("population:idps:asylum")["COL", 2024] == (7031498.0, "A")


def test_zero_not_applicable_and_not_collected_are_three_things() -> None:
    idps = cells("population:idps:asylum")
    assert idps["DEU", 2024] == (0.0, "A")
    value, status = idps["AUS", 1951]  # a published "0", years before anybody was counted
    assert (value != value, status) == (True, "L")
    value, status = cells("population:oip:asylum")["COL", 2017]  # "-"
    assert (value != value, status) == (True, "M")
    assert cells("population:oip:asylum")["COL", 2024] == (2779604.0, "A")


def test_new_applications_in_persons_only() -> None:
    applied = cells("asylum-applications:applied:asylum")
    # Germany 2024: AFG 34,149 + SYR 76,765 of type N; repeated ones and appeals are left out.
    assert applied["DEU", 2024] == (110914.0, "A")
    # The only type of 2005 is V: France and Türkiye at first instance, without appeals.
    assert applied["FRA", 2005] == (3867.0, "A")
    value, status = applied["USA", 2016]  # 15,351 persons and 32,396 cases: no number of persons
    assert (value != value, status) == (True, "L")
    assert applied["USA", 2025] == (86001.0, "A")
    assert applied["AUS", 2025] == (2861.0, "A")  # its cases are appeals
    assert applied["M49:001", 2024] == (110914.0 + 13214 + 34799 + 19186, "A")
    value, status = applied["M49:001", 2016]
    assert (value != value, status) == (True, "L")


def test_decisions_of_all_levels() -> None:
    # Germany 2024, AFG and SYR, at FI, JR and RA.
    recognised = 13742 + 6946 + 183 + 218 + 685 + 127
    assert cells("asylum-decisions:dec_recognized:asylum")["DEU", 2024] == (recognised, "A")
    others = 16641 + 70045 + 196 + 63 + 1065 + 728 + 2274 + 20 + 335 + 3172 + 47 + 5
    substantive = cells("asylum-decisions:substantive:asylum")["DEU", 2024]
    assert substantive == (recognised + others, "A")


def test_solutions_during_the_year() -> None:
    resettled = cells("solutions:resettlement:asylum")
    assert resettled["CAN", 2024] == (8876.0 + 15471 + 6595, "A")
    value, status = resettled["PAK", 2024]  # "-"
    assert (value != value, status) == (True, "M")
    # Nobody is naturalised as a refugee in the country they fled.
    assert ("NLD", 2021) not in cells("solutions:naturalisation:asylum")


def test_cases_are_a_measure_of_their_own() -> None:
    pairs = unhcr.flows(raw("unhcr")).set_index(["measure", "origin", "destination", "year"])
    assert pairs.loc[("asylum_applied", "CHN", "USA", 2016), "value"] == 2115
    assert pairs.loc[("asylum_applied_cases", "CHN", "USA", 2016), "value"] == 17753
    assert pairs.loc[("asylum_applied", "MEX", "USA", 2024), "value"] == 34799 + 19186
    assert pairs.loc[("asylum_recognized", "SYR", "AUT", 2024), "value"] == 12478
    notes = unhcr.notes(raw("unhcr"))
    assert notes["asylum-applications_in_cases"] == "32396 cases in 2 rows"


def test_flows_hold_people_only() -> None:
    flows = unhcr.flows(raw("unhcr"))
    assert (flows["value"] > 0).all()
    assert not flows.duplicated(["measure", "origin", "destination", "year"]).any()
    pairs = flows.set_index(["measure", "origin", "destination", "year"])["value"]
    assert pairs["refugees", "UKR", "DEU", 2024] == 1205729
    assert pairs["oip", "VEN", "COL", 2024] == 2779604
    assert ("refugees", "YEM", "YEM", 1988) not in pairs.index


def test_describes_with_our_words_and_the_edition_of_the_newest_year() -> None:
    info = unhcr.describe(raw("unhcr"), (ASYLUM,))[ASYLUM.code]
    assert info.title == "Refugees under UNHCR's mandate, by country of asylum"
    # Counts to the end of 2024, fetched in November 2026: published in June 2025.
    assert (info.edition, info.units) == ("2025-06", frozenset({"persons"}))
    assert set(unhcr.tidy(raw("unhcr"), (ASYLUM,))["vintage"]) == {"2025-06"}
    assert set(unhcr.flows(raw("unhcr"))["vintage"]) == {"2025-06"}


@pytest.mark.parametrize(
    ("year", "expected"), [(2025, "2026-06"), (2026, "2026-mid"), (2019, "2020-06")]
)
def test_the_edition_is_that_of_the_newest_year_not_the_day(year: int, expected: str) -> None:
    body = b'{"items":[{"year":1951},{"year":%d}]}' % year
    day = {"retrieved_at": "2026-11-28T08:00:00Z", "url": "", "params": []}
    assert edition(Raw({"population.0001.json": body}, {"population.0001.json": day})) == expected
    assert edition(Raw({}, {"countries.json": day})) == "2026-11-28"


@pytest.mark.parametrize("code", ["population:refugees", "population:cats:asylum", "idmc:total:x"])
def test_unknown_codes_of_the_registry(code: str) -> None:
    with pytest.raises(SchemaDrift, match="indicator_series.csv"):
        unhcr.tidy(raw("unhcr"), (Wanted(code),))


@pytest.mark.parametrize(
    "body",
    [b"<html>", b"[]", b"{}", b'{"page":1,"maxPages":0,"items":[]}', b'{"page":1,"maxPages":1}'],
)
def test_wrong_pages_are_named(body: bytes) -> None:
    with pytest.raises(SchemaDrift, match=f"unhcr: {URL}: expected"):
        read_page(body, URL)


def same_pair_twice(answer: Any) -> None:
    answer["items"].append(answer["items"][0])


def without_country(answer: Any) -> None:
    answer["items"][0] |= {"coo": "-", "coo_iso": "-"}


def other_year(answer: Any) -> None:
    answer["items"][0]["year"] = 1950


def other_iso(answer: Any) -> None:
    next(r for r in answer["items"] if r["coa"] == "GFR")["coa_iso"] = "GFR"


def text_count(answer: Any) -> None:
    answer["items"][0]["refugees"] = "some"


def negative(answer: Any) -> None:
    answer["items"][0]["refugees"] = -5


def neither_persons_nor_cases(answer: Any) -> None:
    answer["items"][0]["app_pc"] = "H"


def same_key_twice(answer: Any) -> None:
    answer["items"].append(answer["items"][0])


@pytest.mark.parametrize("change", [neither_persons_nor_cases, same_key_twice])
def test_wrong_applications_are_named(change: Any) -> None:
    broken = raw("unhcr", edited("unhcr", "asylum-applications.0001.json", change))
    with pytest.raises(SchemaDrift, match="unhcr: https://api.unhcr.org/asylum-applications"):
        unhcr.tidy(broken, (Wanted("asylum-applications:applied:asylum"),))


def test_the_total_of_an_answer_may_be_a_list_or_an_object() -> None:
    totals = [json.loads(bodies("unhcr")[n])["total"] for n in (LAST, "solutions.0001.json")]
    assert [type(total) for total in totals] == [list, dict]


def no_measure(answer: Any) -> None:
    del answer["items"][0]["oip"]


CHANGES = [
    same_pair_twice,
    without_country,
    other_year,
    other_iso,
    text_count,
    negative,
    no_measure,
]


@pytest.mark.parametrize("change", CHANGES)
def test_wrong_rows_are_named(change: Any) -> None:
    broken = raw("unhcr", edited("unhcr", LAST, change))
    with pytest.raises(SchemaDrift, match="unhcr: https://api.unhcr.org/population"):
        unhcr.tidy(broken, (ASYLUM,))


def test_a_repeated_page_is_told_by_its_rows() -> None:
    first, _ = read_page(bodies("unhcr")[FIRST], URL)
    again = json.loads(bodies("unhcr")[FIRST]) | {"page": 2}
    second, _ = read_page(json.dumps(again).encode(), URL)
    assert first.content == second.content
    other, _ = read_page(bodies("unhcr")[LAST], URL)
    assert other.content != first.content
