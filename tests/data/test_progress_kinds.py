"""Kinds of verdicts that an audit found misleading, each on the rows that misled."""

from collections import Counter

import pytest

from app import Throughline
from data.progress.calculation import Calculation, calculation
from data.progress.rules import barred, only_yes, rule_of
from data.progress.settings import DEFAULT, Setting
from data.reference_lists import Reference
from data.store import Observation, Store
from data.verdicts import Verdict
from layouts.progress.bands import notes, verdict_name
from layouts.progress.verdict_map import verdict_map_of
from layouts.progress.words import change_judged
from layouts.request.context import Context
from layouts.verdicts.agreement import agreement
from tests.conftest import DATA_DIR
from tests.data.test_progress_rows import judged
from tests.layouts.test_progress_pages import context, text

pytestmark = pytest.mark.slow


REFUGEES, MOTHERS = "sdg-10-7-4-sm-pop-refg-or", "sdg-3-1-1-sh-sta-mort"
PLANS, CENSUS = "sdg-11-a-1-sd-cpa-uprdp", "sdg-17-19-2-sg-reg-censusn"
COST, DISASTERS = "sdg-10-c-1-si-rmt-cost", "sdg-1-5-1-vc-dsr-daff"
INTERNET = "sdg-17-8-1-it-use-ii99"
WITHOUT = Setting("un5", "near2015", "with", "without")


@pytest.fixture(scope="module")
def store() -> Store:
    return Store(DATA_DIR)


def every(store: Store, setting: Setting = DEFAULT) -> list[Verdict]:
    shown = sorted({key.split("|")[0] for key in store.catalogue["series"]})
    return [a for i in shown for a in store.verdicts.of_indicator(i, setting).values()]


def opened(
    reference: Reference, indicator_id: str, *cells: tuple[int, float, str, str]
) -> Calculation:
    indicator, own = reference.indicators[indicator_id], reference.verdict_rules[indicator_id]
    points = [
        Observation(indicator_id, "unsdg", "", "MWI", y, v, indicator.unit, s, "1", q)
        for y, v, s, q in cells
    ]
    return calculation(indicator, points, DEFAULT, 2026, own)


def test_without_a_target_nobody_is_on_track(store: Store) -> None:
    """Two themes were told to be 100 per cent on track by verdicts that have no target."""
    free = [a for a in every(store) if a.band and "no_target" in a.flags]
    assert len(free) > 500
    assert {a.common for a in free} == {"right_way", "not_progressing"}
    aimed = [a for a in every(store) if a.band and "no_target" not in a.flags]
    assert "right_way" not in {a.common for a in aimed}


def test_every_point_of_a_verdict_may_lead_and_is_not_too_old(store: Store) -> None:
    """No part-year, forecast or doubted value; none of parliaments that ended in 2020."""
    for found in every(store):
        if not found.band:
            continue
        cells = store.observations(found.indicator_id, (found.area_code,))
        leading = {o.year for o in cells if o.leads}
        assert {y for y in (found.base_year, found.latest_year) if y} <= leading
        assert found.latest_year and found.latest_year >= 2021
        assert ("dated" in found.flags) == (found.latest_year <= 2023)


def test_an_impossible_cost_meets_no_target(reference: Reference) -> None:
    """Malawi, cost of remittances: 13.1 per cent in 2022 and -0.1 in 2023, outside its bounds."""
    cells = [(2015, 9.14, "A", ""), (2022, 13.1, "A", "")]
    found = opened(reference, COST, *cells, (2023, -0.1, "A", "bounds"))
    assert found.verdict and found.verdict.band == "regression"
    assert found.verdict.latest_value == 13.1
    assert [(p.year, p.use) for p in found.points_dropped] == [(2023, "doubted")]
    part = opened(reference, COST, *cells, (2024, 2.0, "P", ""))
    assert [(p.year, p.use) for p in part.points_dropped] == [(2024, "part_year")]
    caution = opened(reference, COST, *cells, (2023, 2.5, "A", "old_edition"))
    assert caution.verdict and caution.verdict.band == "met"


def test_years_of_another_questionnaire_are_no_base(reference: Reference) -> None:
    """The world's health emergency capacities: 76 in 2015 and 66 in 2022 answer other questions."""
    cells = [(2015, 76.0, "A", ""), (2018, 61.0, "A", ""), (2021, 64.0, "A", "")]
    found = opened(reference, "sdg-3-d-1-sh-ihr-caps", *cells, (2022, 66.0, "A", ""))
    assert found.reason == "no_base"
    assert [(p.year, p.use) for p in found.points_dropped] == [
        (2015, "before_break"),
        (2018, "before_break"),
    ]


def test_places_without_people_and_zeros_without_a_record(
    store: Store, reference: Reference
) -> None:
    assert {a.area_code for a in every(store) if a.band}.isdisjoint(reference.verdict_areas)
    plans = store.verdicts.of_indicator(PLANS)
    for code, reason in (("PCN", "few_residents"), ("UMI", "few_residents"), ("USA", "no_record")):
        assert plans[code].reason == reason
    assert "not_met" not in {a.band for a in plans.values()}


def test_a_series_that_only_says_yes_judges_nobody(store: Store, reference: Reference) -> None:
    census = store.verdicts.of_indicator(CENSUS)
    assert not [a for a in census.values() if a.band]
    assert "yes_only" in {a.reason for a in census.values()}
    rule = rule_of(reference.indicators[CENSUS])
    assert only_yes(rule, [1.0, 1.0]) and not only_yes(rule, [1.0, 0.0])
    assert not only_yes(rule_of(reference.indicators[MOTHERS]), [1.0, 1.0])


def test_groups_that_count_their_yes_answers_are_not_judged(reference: Reference) -> None:
    """The world of 17.18.3 is 156: so many countries, not a value."""
    rule = rule_of(reference.indicators["sdg-17-18-3-sg-stt-nsdsfnd"])
    assert barred(rule, "M49:001", (), False) == "counts_countries"
    assert barred(rule, "KEN", (), False) == ""
    assert barred(rule_of(reference.indicators[MOTHERS]), "M49:001", (), False) == ""


def test_handfuls_of_people_give_no_verdict(store: Store) -> None:
    """Japan, refugees by origin: 0.14 and 0.04 in 100,000 is no success against trafficking."""
    for code in ("JPN", "PHL"):
        found = store.verdicts.one(REFUGEES, code)
        assert found and found.reason == "below_noise"


def test_met_but_worsening_is_said(app: Throughline) -> None:
    """Belize, maternal deaths: 47 in 2015, 67 in 2023; the aim of 70 is the world's."""
    found = app.store.verdicts.one(MOTHERS, "BLZ")
    assert found and (found.base_value, found.latest_value) == (47, 67)
    assert {"met", "met_worsening", "world_aim"} <= set(found.flags)
    ctx = context(app, "/verdict-map", f"indicator={MOTHERS}")
    told = verdict_name(ctx, found)
    assert told == f"Target met, but worsening, as of {found.latest_year}"
    status = verdict_map_of(ctx)
    place = next(p for p in status.places if p.area.area_code == "BLZ")
    assert place.shown == "met_worsening" in status.classes
    assert sum(status.counts.values()) == len(status.places)


def test_the_pandemic_is_said_and_can_be_left_out(store: Store) -> None:
    """Sweden, people affected by disasters: 0.008 in 100,000 became 5,157 with COVID-19."""
    found = store.verdicts.one(DISASTERS, "SWE")
    assert found and found.common == "not_progressing"
    assert {"covid_decides", "covid_rests"} & set(found.flags)
    other = store.verdicts.one(DISASTERS, "SWE", WITHOUT)
    assert other and other.common != "not_progressing"
    with_, without = (
        Counter(a.common for a in store.verdicts.of_indicator(DISASTERS, s).values())
        for s in (DEFAULT, WITHOUT)
    )
    assert without["not_progressing"] < with_["not_progressing"]


def test_the_verdict_says_where_an_s_curve_differs(app: Throughline) -> None:
    """Niger, people online: 2.5 to 23 per cent, "on track for 100" by growth alone."""
    found = judged(app.reference, INTERNET, "NER")
    assert found.common == "on_track" and "curves_differ" in found.flags
    ctx = context(app, "/", "areas=NER")
    assert "another curve says otherwise" in notes(ctx, found)
    bounded = judged(app.reference, INTERNET, "NER", Setting("bounded", "near2015", "with"))
    assert bounded.common == "too_slow"


def test_agreement_is_no_certainty(app: Throughline) -> None:
    """One setting has nothing to compare with; methods on one pair of values are told as such."""
    ctx = context(app, "/", "areas=KEN")
    verdicts = [a for a in every(app.store) if a.band]
    alone = [a for a in verdicts if a.settings == 1]
    pairs = [a for a in verdicts if "one_pair" in a.flags]
    assert alone and pairs
    assert {agreement(ctx, a) for a in alone} == {"One setting only: nothing to compare with"}
    for found in pairs:
        assert "all on the same two values" in agreement(ctx, found)
        rows = app.store.verdicts.all_settings(found.indicator_id, found.area_code)
        assert len({(a.base_year, a.latest_year) for a in rows if a.band}) == 1
        assert found.settings == len({a.method for a in rows if a.band})


@pytest.mark.parametrize("place", ["KEN", "MAR", "DEU", "IND"])
def test_card_and_verdict_tell_the_same_direction(app: Throughline, place: str) -> None:
    """The card said "wrong direction" beside "substantial progress": single years, and means."""
    ctx: Context = context(app, "/", f"areas={place}")
    told = Counter[str]()
    for found in app.store.verdicts.of_area(place).values():
        words = change_judged(ctx, app.reference.indicators[found.indicator_id], found)
        if "wanted direction" in words:
            told["good"] += 1
            assert found.common != "not_progressing" or (found.ratio or 0.0) >= -1e-9
        if "wrong direction" in words:
            told["bad"] += 1
            assert found.common not in ("right_way", "too_slow")
            assert found.common != "on_track" or "met" in found.flags
        if words and "mean_of_years" in found.flags:
            assert words.startswith("mean of several years")
    assert told["good"] and told["bad"]


def test_the_methods_page_counts_what_the_table_holds(app: Throughline) -> None:
    found = [a for a in every(app.store) if app.store.default_source(a.indicator_id) == a.source_id]
    counted = app.store.catalogue["verdicts"]["rules"]
    stands = [a for a in found if a.band]
    assert (counted["units"], counted["verdicts"]) == (len(found), len(stands))
    assert counted["common"] == dict(Counter(a.common for a in stands))
    assert counted["reasons"] == dict(Counter(a.reason for a in found if not a.band))
    assert counted["flags"] == dict(Counter(f for a in stands for f in a.flags))
    from layouts.methods import page as methods

    page = text(methods.layout(context(app, "/methods", "")))
    for number in (counted["units"], counted["flags"]["dated"], counted["reasons"]["too_old"]):
        assert f"{number:,}" in page
