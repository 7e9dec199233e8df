"""A verdict opened is the verdict of the table; its files and the map of verdicts say the same."""

import csv
import io
import json
from collections import Counter
from dataclasses import asdict

import pytest

from app import Throughline
from callbacks.routing import read_address
from data.progress.settings import METHODS, Setting
from layouts.charts import calculation as record
from layouts.charts import charts
from layouts.charts.record import Look
from layouts.frame import problem
from layouts.progress.bands import band_name
from layouts.progress.missing import missing_kind
from layouts.progress.opened import OpenedVerdict, verdict_of
from layouts.progress.verdict_map import verdict_map_of
from layouts.request.context import Context
from layouts.verdict import page as verdict_page
from layouts.verdict.words import sentence
from layouts.verdict_map import page as verdict_map
from layouts.words.values import Words
from tests.callbacks.test_wiring import components

pytestmark = pytest.mark.slow


CHILD = "sdg-3-2-1-sh-dyn-mort"
KENYA = f"indicator={CHILD}&areas=KEN"
# Met, moderate, lost, without target, means, parity, yes or no, too old, no data, context.
CASES = (
    "indicator=sdg-7-1-1-eg-acs-elec&areas=DEU",
    KENYA,
    "indicator=sdg-10-c-1-si-rmt-cost&areas=TJK",
    "indicator=sdg-8-5-2-sl-tlf-uem&areas=MEX&method=unsd2022",
    "indicator=sdg-10-7-4-sm-pop-refg-or&areas=SYR",
    "indicator=sdg-5-5-1-sg-gen-parl&areas=RWA&method=escap",
    "indicator=sdg-11-a-1-sd-cpa-uprdp&areas=KEN",
    "indicator=sdg-16-9-1-sg-reg-brth&areas=KEN",
    f"indicator={CHILD}",
    "indicator=ctx-remit-received&areas=MEX",
)


def read(app: Throughline, query: str, page: str = "/verdict") -> Context:
    ctx, problems = read_address(page, query, app.reference, app.store)
    assert not problems
    return ctx


def text_of(parts: object) -> str:
    children = [getattr(c, "children", None) for c in components(parts)]
    flat = [x for c in children for x in (c if isinstance(c, list) else [c])]
    return "\n".join(x for x in flat if isinstance(x, str))


def rows(app: Throughline, address: str) -> list[dict[str, str]]:
    answer = app.server.test_client().get(address)
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))


def test_a_verdict_recomputed_by_hand_stands_on_the_page(app: Throughline) -> None:
    """Kenya, deaths before age five: 46.8 in 2015, 38.8 in 2024 (WDI of July 2026)."""
    rate = (38.8 / 46.8) ** (1 / 9) - 1
    projected = 38.8 * (1 + rate) ** 6
    share = (projected - 46.8) / (25 - 46.8)
    verdict = verdict_of(read(app, KENYA))
    results = {step.id: step.numbers[-1][1] for step in verdict.worked.steps}
    assert results["growth"] == pytest.approx(rate)
    assert results["projection"] == pytest.approx(projected)
    assert results["attainment"] == pytest.approx(share)
    assert 0.5 <= share < 0.95
    assert verdict.found.band == "moderate"
    page = text_of(verdict_page.layout(read(app, KENYA)))
    assert "58 per cent of the way from 46.8" in page
    assert "q = (34.242 \u2212 46.8) / (25 \u2212 46.8) = 0.57607" in page.replace("\n", "")
    assert "This is general progress in the country, not progress of migrants." in page


@pytest.mark.parametrize("query", CASES)
def test_the_steps_lead_to_the_verdict_of_the_table(app: Throughline, query: str) -> None:
    verdict = verdict_of(read(app, query))
    if verdict.found is None:
        assert verdict.reason in ("no_data", "context")
        return
    assert verdict.worked.verdict is not None
    mine, table = asdict(verdict.worked.verdict), asdict(verdict.found)
    for column, value in table.items():
        assert mine[column] == (pytest.approx(value) if isinstance(value, float) else value)


LOST = "indicator=sdg-10-c-1-si-rmt-cost&areas=ARM"


@pytest.mark.parametrize(
    ("query", "band", "says"),
    [
        (LOST, "regression", "target once met and lost, whatever the ratio"),
        (f"{LOST}&method=unsd2023", "unsd2023_on_track", "ratio from 0.95, or target met"),
        (f"{CASES[0]}&method=escap", "escap_on_track", "target met, whatever the trend"),
        (CASES[0], "met", "target met, whatever the trend"),
        (KENYA, "moderate", "ratio 0.50 to below 0.95"),
    ],
)
def test_the_marked_limit_is_the_one_that_decided(
    app: Throughline, query: str, band: str, says: str
) -> None:
    """A lost target is a regression and a met one is met without a look at the ratio."""
    ctx = read(app, query)
    limits = [c for c in components(verdict_page.layout(ctx)) if _is_marked(c)]
    assert verdict_of(ctx).found.band == band
    assert [band_name(ctx, band) in text_of(c) and says in text_of(c) for c in limits] == [True]


def _is_marked(component: object) -> bool:
    return "applies" in str(getattr(component, "className", "")).split()


@pytest.mark.parametrize(
    ("query", "says"),
    [
        (KENYA, "58 per cent of the way from 46.8"),
        (f"{KENYA}&method=statcan", "is 50 per cent of what the target of 25.0"),
        ("indicator=sdg-1-1-1-si-pov-day1&areas=KEN", "further from the target"),
        ("indicator=sdg-1-1-1-si-pov-day1&areas=KEN&method=statcan", "has moved away from"),
        ("indicator=sdg-1-1-1-si-pov-day1&areas=KEN&method=escap", "has moved away from"),
        (LOST, "which met the target; with 5.8% in 2023 it no longer does"),
        (f"indicator={CHILD}&areas=IND", "beyond the target of 25.0"),
        (f"indicator={CHILD}&areas=IND&method=unsd2022", "is more than the target of 25.0"),
        (f"indicator={CHILD}&areas=IND&method=escap", "more than the time passed since 2015"),
        (CASES[3], "in the wanted direction. No number to reach is set."),
    ],
)
def test_a_verdict_is_said_in_one_sentence_without_negative_shares(
    app: Throughline, query: str, says: str
) -> None:
    told = sentence(read(app, query), verdict_of(read(app, query)))
    assert says in told
    assert "\u2212" not in told


def test_two_means_are_not_told_as_values_of_two_years(app: Throughline) -> None:
    """Deaths in conflict, Syria: the mean to 2024 is 19.4, the value of 2024 alone is 56.5."""
    ctx = read(app, "indicator=sdg-16-1-2-vc-dth-tocv&areas=SYR")
    verdict = verdict_of(ctx)
    assert verdict.found and "mean_of_years" in verdict.found.flags
    for told in (sentence(ctx, verdict), record.sentence(record.marks(ctx), Words("en"))):
        assert ctx.t("verdict.means") in told


@pytest.mark.parametrize("query", CASES)
def test_settings_are_listed_as_they_are_counted(app: Throughline, query: str) -> None:
    verdict = verdict_of(read(app, query))
    if not verdict.found or not verdict.found.band:
        return
    common = Counter(e.found.common for e in verdict.evaluations)
    assert len(verdict.evaluations) == verdict.found.settings
    assert common[verdict.found.common] == verdict.found.agree
    settings = [s for e in verdict.evaluations for s in e.settings]
    assert len(settings) + len(verdict.silent) == 72
    assert len(set(settings)) == len(settings)


@pytest.mark.parametrize("query", CASES)
def test_the_files_say_what_the_page_says(app: Throughline, query: str) -> None:
    verdict: OpenedVerdict = verdict_of(read(app, query))
    found = rows(app, f"/export/verdict.csv?{query}&page=/verdict")
    told = json.loads(app.server.test_client().get(f"/export/verdict.json?{query}").data.decode())
    points = [(int(r["year"]), r["value"]) for r in found if r["part"] == "point"]
    assert [y for y, _ in points] == [p.year for p in verdict.points]
    assert [float(v) for _, v in points if v] == [
        p.value for p in verdict.points if p.value is not None
    ]
    steps = {r["name"]: r["value"] for r in found if r["part"] == "step"}
    shown = [c for c in components(verdict_page.layout(read(app, query))) if _is_step(c)]
    assert list(steps) == [getattr(c, "data-step") for c in shown]
    for one in shown:
        result = getattr(one, "data-result")
        assert steps[getattr(one, "data-step")] == ("" if result == "None" else _plain(result))
    assert [r["part"] for r in found].count("setting") == len(verdict.every)
    assert {r["link"] for r in found} == {told["link"]}
    assert told["reason"] == verdict.reason
    assert found[0]["band"] == (verdict.found.band if verdict.found else "")
    if verdict.series:
        assert all(found[0][c] for c in ("source", "licence", "edition", "retrieved_on"))


def _is_step(component: object) -> bool:
    return hasattr(component, "data-step")


def _plain(text: str) -> str:
    value = float(text)
    return str(int(value)) if value.is_integer() else repr(value)


def test_a_missing_verdict_says_why_with_its_years(app: Throughline) -> None:
    page = text_of(verdict_page.layout(read(app, "indicator=sdg-16-9-1-sg-reg-brth&areas=KEN")))
    assert "The latest value that counts is of 2014." in page
    assert "2021 or later" in page
    empty = text_of(verdict_page.layout(read(app, "indicator=sdg-1-2-1-si-pov-nahc")))
    assert "This site has no figure here" in empty


@pytest.mark.parametrize("method", METHODS)
def test_the_verdict_map_shows_what_the_query_gives(app: Throughline, method: str) -> None:
    shown_id = "sdg-7-1-1-eg-acs-elec" if method == "bounded" else CHILD  # a curve needs a share
    query = f"indicator={shown_id}&method={method}"
    ctx = read(app, query, "/verdict-map")
    verdicts = app.store.verdicts.of_indicator(shown_id, Setting(method, "near2015", "with"))
    marks = charts()["verdict_map"].marks(ctx)
    shown = {mark.area_code: mark.shown for mark in marks.each}
    expected = {}
    for area in app.reference.countries():
        one = verdicts.get(area.area_code)
        reason = one.reason if one else "no_data"
        key = one.band if one and one.band else missing_kind(reason)
        worse = one is not None and "met_worsening" in one.flags
        expected[area.area_code] = "met_worsening" if worse else key
    assert shown == expected
    counts = sorted(Counter(expected.values()).values())
    legend = charts()["verdict_map"].legend(marks, Look("en"), Words("en"))
    told = [item.text.split("(")[-1].rstrip(")").split("+") for item in legend]
    assert sorted(sum(map(int, both)) for both in told) == counts
    (cards,) = [c for c in components(verdict_map.layout(ctx)) if hasattr(c, "data-chart-card")]
    assert getattr(cards, "data-chart-card") == "verdict_map"
    table = rows(app, f"/export/verdict_map.csv?{query}&page=/verdict-map")
    assert {r["area_code"]: r["class"] for r in table} == expected


def test_shares_are_of_countries_and_of_people(app: Throughline) -> None:
    ctx = read(app, f"indicator={CHILD}", "/verdict-map")
    status = verdict_map_of(ctx)
    shares = status.shares(ctx)
    people = {code: v for code, (_, v) in app.store.latest("ctx-population").items()}
    countries = [p for p in status.places if p.area.kind == "country"]
    assert len(countries) == shares.members == 195
    met = [p.area.area_code for p in countries if p.key == "met"]
    assessed = [p.area.area_code for p in countries if not p.reason]
    assert shares.country_share("met") == pytest.approx(len(met) / len(assessed))
    lives = sum(people.get(c, 0) for c in met) / sum(people.get(c, 0) for c in assessed)
    assert shares.people_share("met") == pytest.approx(lives)
    assert shares.country_share("met") != pytest.approx(lives, abs=0.01)


def test_an_indicator_without_verdicts_has_a_status_page_all_the_same(app: Throughline) -> None:
    page = text_of(verdict_map.layout(read(app, "indicator=ctx-remit-received", "/verdict-map")))
    assert "No country has a verdict" in page


@pytest.mark.parametrize("page", ["/verdict", "/verdict-map"])
def test_an_unknown_method_gives_404_and_the_nearest(app: Throughline, page: str) -> None:
    address = f"{page}?method=unsd2024"
    _, problems = read_address(page, "method=unsd2024", app.reference, app.store)
    assert [p.kind for p in problems] == ["option"]
    assert {"unsd2022", "unsd2023"} <= {text for text, _ in problems[0].choices}
    assert "UN Statistics Division 2023, projection (unsd2023)" in text_of(
        problem.layout(read_address(page, "", app.reference, app.store)[0], problems)
    )
    assert app.server.test_client().get(address).status_code == 404
    kind = "csv" if page == "/verdict-map" else "json"
    answer = app.server.test_client().get(f"/export{page}.{kind}?method=unsd2024")
    assert answer.status_code == 404
    assert "Nearest to it: unsd2022, unsd2023." in answer.get_data(as_text=True)
