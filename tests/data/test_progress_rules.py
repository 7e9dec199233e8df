"""Which points count, when there is no verdict and why, and how verdicts add up to a theme."""

import dataclasses
from collections.abc import Sequence

import numpy as np
import pytest

from bench.progress import run
from data.progress.bands import BANDS, REASONS
from data.progress.calculation import Calculation, calculation
from data.progress.judge import Judged, judge_units
from data.progress.points import make_grid, trailing_means
from data.progress.rules import judged, rule_of
from data.progress.settings import ALL_SETTINGS, BASES, DEFAULT, METHODS, Setting
from data.progress.themes import group_shares, theme_progress
from data.progress.traits import make_traits, unpack
from data.quality import leading
from data.records import Indicator
from data.records_verdicts import VerdictRule
from data.reference_lists import Reference
from data.store import Observation, Store
from data.verdicts import Verdict
from tests.conftest import DATA_DIR

YEAR = 2026
Cells = Sequence[tuple[int, float | None, str]]


def observed(cells: Cells) -> list[Observation]:
    return [Observation("i", "unsdg", "", "KEN", y, v, "percent", s, "1") for y, v, s in cells]


def judge_cells(indicator: Indicator, cells: Cells, own: VerdictRule | None = None) -> Judged:
    years, values, status = zip(*cells, strict=True)
    numbers = np.array([np.nan if v is None else v for v in values])
    letters = np.array([ord(s) for s in status], dtype=np.uint8)
    zeros = np.zeros(len(cells), dtype=np.int64)
    rule = rule_of(indicator, own)
    points = leading(numbers, letters)
    unsaid, since = np.array([rule.unrecorded]), np.array([rule.since])
    grid = make_grid(zeros, np.array(years), numbers, letters, points, unsaid, since)
    return judge_units(grid, make_traits([rule], zeros[:1], YEAR))


def outcome(
    indicator: Indicator,
    cells: Cells,
    setting: Setting = DEFAULT,
    own: VerdictRule | None = None,
) -> str:
    """Band, or the reason in brackets."""
    found = judge_cells(indicator, cells, own)
    at = (0, ALL_SETTINGS.index(setting))
    band, reason = int(found.band[at]), int(found.reason[at])
    assert (band < 0) != (reason < 0)
    return BANDS[band].id if band >= 0 else f"({REASONS[reason]})"


@pytest.fixture
def up(reference: Reference) -> Indicator:
    """Percent, 100 by 2030."""
    return reference.indicators["sdg-7-1-1-eg-acs-elec"]


def plain(*cells: tuple[int, float]) -> list[tuple[int, float | None, str]]:
    return [(year, value, "A") for year, value in cells]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (plain((2015, 50), (2020, 60)), "(too_old)"),
        (plain((2015, 50), (2021, 60)), "moderate"),
        ([(2015, 50, "A"), (2021, 60, "A"), (2025, 9, "P")], "moderate"),
        (plain((2023, 60)), "(too_few_points)"),
        (plain((2010, 50), (2023, 60)), "(no_base)"),
        (plain((2011, 10), (2012, 10), (2014, 50), (2023, 60)), "marginal"),
        ([(2015, None, "M"), (2023, None, "L")], "(no_value)"),
        ([(2015, 50, "A"), (2023, 60, "F")], "(too_old)"),
        ([(2015, 10, "A"), (2018, 50, "B"), (2023, 60, "A")], "moderate"),
    ],
)
def test_points_and_reasons(up: Indicator, cells: Cells, expected: str) -> None:
    assert outcome(up, cells) == expected


def test_two_years_are_too_short(up: Indicator) -> None:
    since = Setting("un5", "near2018", "with")
    assert outcome(up, plain((2019, 50), (2021, 60)), since) == "(too_short)"


@pytest.mark.parametrize("method", METHODS)
def test_one_year_is_too_few_for_every_method(up: Indicator, method: str) -> None:
    setting = Setting(method, "near2015", "with")
    assert outcome(up, plain((2023, 60)), setting) == "(too_few_points)"


def test_base_years_are_taken_in_the_order_of_the_rule(up: Indicator) -> None:
    years = (2003, 2008, 2012, 2014, 2016, 2019, 2023)
    found = judge_cells(up, plain(*zip(years, (20, 30, 40, 41, 44, 50, 60), strict=True)))
    at = {base: ALL_SETTINGS.index(Setting("un5", base, "with")) for base in BASES}
    taken = {base: found.base_year[0, number] for base, number in at.items()}
    assert taken == {"near2015": 2016, "near2018": 2019, "since2000": 2003}
    assert found.settings[0, 0] == 18  # three bases by six methods; no modelled values


def test_modelled_values_can_be_left_out(up: Indicator) -> None:
    cells = [(2015, 50.0, "A"), (2018, 52.0, "A"), (2021, 55.0, "A"), (2023, 99.5, "E")]
    without = Setting("un5", "near2015", "without")
    assert (outcome(up, cells), outcome(up, cells, without)) == ("met", "marginal")
    found = judge_cells(up, cells)
    # 2015 and 2018 to 2023, and to 2021 without modelled values, by six methods; without the years
    # 2020 to 2022 either the same or, with 2018 as the latest, too old.
    assert found.settings[0, 0] == 24
    opened = calculation(up, observed(cells), without, YEAR)
    assert [(p.year, p.use) for p in opened.points_dropped] == [(2023, "modelled")]


def test_the_year_of_a_passed_target_is_what_counts(reference: Reference) -> None:
    """Child labour: none by 2025, judged in 2026 by the value of 2025 or the last before."""
    labour = reference.indicators["sdg-8-7-1-sl-tlf-chldec"]
    cells = plain((2015, 10), (2024, 5), (2026, 0))
    found = judge_cells(labour, cells)
    assert "target_year_passed" in unpack(int(found.flags[0, 0]))
    assert (found.latest_year[0, 0], found.latest_value[0, 0]) == (2024, 5)
    projected = 5 * 0.5 ** (1 / 9)
    assert found.ratio[0, 0] == pytest.approx((projected - 10) / (0 - 10))
    opened = calculation(labour, observed(cells), DEFAULT, YEAR)
    assert [(p.year, p.use) for p in opened.points_dropped] == [(2026, "after_target_year")]


def test_classes_and_sparse_series(reference: Reference) -> None:
    policies = reference.indicators["sdg-10-7-2-sg-cpa-migrs"]
    assert outcome(policies, plain((2021, 4))) == "met"
    assert outcome(policies, plain((2016, 1), (2021, 2))) == "class_up"
    assert outcome(policies, plain((2015, 3), (2021, 2))) == "class_down"
    assert outcome(policies, plain((2021, 2))) == "not_met"
    assert outcome(policies, [(2021, None, "L")]) == "(no_value)"
    costs = reference.indicators["sdg-10-7-1-sl-emp-rcost-mo"]
    assert outcome(costs, plain((2022, 3.5))) == "(sparse)"
    assert outcome(costs, plain((2016, 5.0), (2022, 3.5))) == "nt_substantial"


def test_means_need_three_of_five_years(reference: Reference) -> None:
    row = np.array([[1.0, np.nan, 3.0, 5.0, np.nan, 7.0]])
    expected = [np.nan, np.nan, np.nan, 3.0, np.nan, 5.0]
    assert trailing_means(row)[0] == pytest.approx(expected, nan_ok=True)
    disasters = reference.indicators["sdg-1-5-1-vc-dsr-daff"]
    assert outcome(disasters, plain((2015, 9), (2023, 1))) == "(too_few_points)"
    years = [*range(2011, 2016), *range(2019, 2024)]
    assert outcome(disasters, plain(*((y, 2016.0 - y // 2015) for y in years))) == "nt_stagnation"


def test_sums_made_here_are_not_judged(up: Indicator) -> None:
    assert judged("KEN", "unhcr") and judged("M49:001", "worldbank")
    assert not judged("M49:001", "unhcr")
    cell = observed(plain((2015, 50)))[0]
    world = dataclasses.replace(cell, area_code="M49:001", source_id="unhcr")
    assert calculation(up, [world], DEFAULT, YEAR).reason == "summed_here"


def test_nothing_is_calculated_for_context(reference: Reference, up: Indicator) -> None:
    context = reference.indicators["ctx-remit-received"]
    opened = calculation(context, observed(plain((2015, 50))), DEFAULT, YEAR)
    assert (opened.reason, opened.verdict, opened.steps) == ("context", None, ())
    assert calculation(up, [], DEFAULT, YEAR).reason == "no_data"
    with pytest.raises(ValueError, match="context"):
        rule_of(context)


def symbols(opened: Calculation) -> dict[str, float | None]:
    return {step.id: step.numbers[-1][1] for step in opened.steps}


def test_steps_and_lines_of_a_calculation(reference: Reference, up: Indicator) -> None:
    opened = calculation(up, observed(plain((2015, 80), (2019, 84), (2023, 90))), DEFAULT, YEAR)
    found = symbols(opened)
    assert list(found) == ["met", "growth", "projection", "attainment", "limits"]
    assert found["growth"] == pytest.approx(0.01483179, abs=5e-9)  # worked vector E
    assert found["projection"] == pytest.approx(99.770228, abs=5e-7)
    assert found["attainment"] == pytest.approx(0.988511, abs=5e-7)
    assert [p.year for p in opened.points_used] == [2015, 2023]
    assert [p.year for p in opened.points_between] == [2019]
    assert opened.line_to_target[0] == (2015, 80) and opened.line_to_target[-1] == (2030, 100)
    assert opened.projection[0] == (2023, 90)
    assert opened.projection[-1] == (2030, pytest.approx(99.770228, abs=5e-7))
    cost = reference.indicators["sdg-10-c-1-si-rmt-cost"]
    cells = observed(plain((2015, 2.5), (2022, 3.5)))  # worked vector J
    assert list(symbols(calculation(cost, cells, DEFAULT, YEAR))) == ["met", "lost"]
    statcan = calculation(cost, cells, Setting("statcan", "near2015", "with"), YEAR)
    assert symbols(statcan)["directed_ratio"] == pytest.approx(-4.026632, abs=5e-7)
    assert symbols(statcan)["score"] == -5
    escap = calculation(cost, cells, Setting("escap", "near2015", "with"), YEAR)
    assert symbols(escap)["status_index"] == -20 and escap.projection == ()


def test_a_plain_loop_comes_to_the_same_bands() -> None:
    """Two thousand drawn series, judged once more row by row by code that shares no formula."""
    assert run(2000)["compared"] == 2000


def test_theme_counts_add_up(reference: Reference) -> None:
    store = Store(DATA_DIR)
    found = store.verdicts.of_area("KEN")
    for theme_id in reference.themes:
        for links in ("direct", "all"):
            theme = theme_progress(reference, found, theme_id, links, store.has_data)
            assert sum(theme.counts.values()) == sum(theme.common.values()) == theme.assessed
            assert theme.assessed + sum(theme.not_assessed.values()) == theme.assessable
            assert theme.assessable + theme.context == len(theme.votes)
            ids = [indicator_id for indicator_id, _, _ in theme.votes]
            assert len(ids) == len(set(ids))
            for indicator_id, verdict, reason in theme.votes:
                assert bool(reason) != bool(verdict and verdict.band)
                if reference.indicators[indicator_id].role == "context":
                    assert (verdict, reason) == (None, "context")
                if reason == "not_served":
                    assert not store.has_data(indicator_id)


def test_one_series_has_one_vote(reference: Reference) -> None:
    """Two indicators fed by the same provider series count once in a theme."""
    theme_id = "km3"
    ids = theme_progress(reference, {}, theme_id).votes
    one, other = [i for i, _, reason in ids if reason != "context"][:2]
    first = reference.series_for(one)[0]
    twin = dataclasses.replace(first, indicator_id=other, priority=0)
    doubled = dataclasses.replace(reference, series=(*reference.series, twin))
    assert [i for i, _, _ in theme_progress(doubled, {}, theme_id).votes] == [
        i for i, _, _ in ids if i != other
    ]


def test_shares_of_countries_and_of_people() -> None:
    def of(area: str, band: str) -> Verdict:
        row = Store(DATA_DIR).verdicts.one("sdg-3-2-1-sh-dyn-mort", "KEN")
        assert row
        return dataclasses.replace(row, area_code=area, band=band)

    bands = {"IND": "moderate", "NPL": "met", "BTN": "met", "MDV": ""}
    rows = {area: of(area, band) for area, band in bands.items()}
    people = {"IND": 1400.0, "NPL": 30.0, "MDV": 0.5, "LKA": 22.0}
    shares = group_shares(rows, ["IND", "NPL", "BTN", "MDV", "LKA"], people)
    assert shares.countries == {"met": 2, "moderate": 1}
    assert (shares.assessed, shares.members, shares.unknown) == (3, 5, 1)
    assert shares.people == {"met": 30.0, "moderate": 1400.0}
    assert (shares.people_assessed, shares.people_known) == (1430.0, 1452.5)
    assert shares.country_share("met") == pytest.approx(2 / 3)
    assert shares.people_share("moderate") == pytest.approx(1400 / 1430)
    assert shares.country_share("regression") == 0
