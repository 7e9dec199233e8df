"""The calculation of a verdict as a record: its marks are the verdict's, and all else is theirs."""

import csv
import io
import json
import re
from math import isnan

import plotly.graph_objects as go
import pytest

from app import Throughline
from callbacks.routing import read_address
from layouts.charts import names_apart
from layouts.charts.calculation import CHART, marks
from layouts.charts.record import BUNDLE, Look
from layouts.charts.verdict_marks import CELLS, ENDS, CalculationMarks
from layouts.progress.opened import DROPPED
from layouts.words.values import Words
from tests.layouts.charts.checks import LOOKS

CHILD = "indicator=sdg-3-2-1-sh-dyn-mort"
# Way and projection; met; lost; means; parity; yes or no; too old; doubted; growth rates; a group.
CASES = (
    f"{CHILD}&areas=KEN",
    "indicator=sdg-7-1-1-eg-acs-elec&areas=DEU",
    "indicator=sdg-10-c-1-si-rmt-cost&areas=ARM",
    "indicator=sdg-10-7-4-sm-pop-refg-or&areas=SYR",
    "indicator=sdg-5-5-1-sg-gen-parl&areas=RWA&method=escap",
    "indicator=sdg-11-a-1-sd-cpa-uprdp&areas=KEN",
    "indicator=sdg-16-9-1-sg-reg-brth&areas=KEN",
    "indicator=sdg-10-c-1-si-rmt-cost&areas=TJK",
    "indicator=sdg-1-1-1-si-pov-day1&areas=BGD&method=statcan",
    f"{CHILD}&areas=M49:001&covid=without",
)


def marks_of(app: Throughline, query: str) -> CalculationMarks:
    ctx, problems = read_address("/verdict", query, app.reference, app.store)
    assert not problems
    return marks(ctx)


def served(app: Throughline, query: str, lang: str = "en") -> dict:
    address = f"/chart/{app.store.build_id}/{lang}/calculation.json?page=/verdict&{query}"
    got = app.server.test_client().get(address)
    assert got.status_code == 200, got.data
    return json.loads(got.data)


@pytest.mark.parametrize("query", CASES)
def test_marks_are_every_point_of_the_verdict_dropped_ones_too(
    app: Throughline, query: str
) -> None:
    found = marks_of(app, query)
    verdict = found.view.verdict
    cells = found.of(*CELLS)
    assert [(m.year, None if isnan(m.value) else m.value, m.status, m.use) for m in cells] == [
        (p.year, p.value, p.obs_status, p.use) for p in verdict.points
    ]
    for mark in cells:
        assert (mark.use in DROPPED) == (not mark.leads) == (mark.role != "used")
        assert (mark.role == "missing") == isnan(mark.drawn) == (not mark.spoken)
    judged = verdict.found if verdict.found and verdict.found.band else None
    assert [(m.role, m.year, m.drawn) for m in found.of(*ENDS)] == (
        [
            ("base", judged.base_year, judged.base_value),
            ("latest", judged.latest_year, judged.latest_value),
        ]
        if judged
        else []
    )
    ways = {r: tuple((m.year, m.drawn) for m in found.of(r)) for r in ("path", "projection")}
    assert ways["projection"] == verdict.worked.projection
    arrived = verdict.found and {"met", "lost_target"} & set(verdict.found.flags)
    assert ways["path"] == (() if arrived else verdict.worked.line_to_target)
    goal = verdict.found.target_value if verdict.found else None
    assert [m.drawn for m in found.of("target")] == ([] if goal is None else [goal])


@pytest.mark.parametrize("query", CASES)
def test_the_figure_holds_the_marks_and_no_others(app: Throughline, query: str) -> None:
    found = marks_of(app, query)
    for look in LOOKS:
        figure = CHART.figure(found, look)
        assert {trace.type for trace in figure.data} <= set(CHART.traces) <= set(BUNDLE)
        go.Figure(figure.to_dict())  # nothing that plotly does not know
        roles = {"ends": ENDS}
        for trace in figure.data:
            own = found.of(*roles.get(trace.meta["role"], (trace.meta["role"],)))
            assert list(zip(trace.x, trace.y, strict=True)) == [(m.year, m.drawn) for m in own]
            texts = [text.replace("<br>", "\n") for text in trace.text]
            assert texts == [m.spoken.replace("&", "&amp;") for m in own]
        held = sum(len(trace.x) for trace in figure.data) + len(figure.layout.shapes)
        assert held == sum(mark.role != "missing" for mark in found.each)
        for line, goal in zip(figure.layout.shapes, found.of("target"), strict=True):
            assert (line.y0, line.y1, line.x1) == (goal.drawn, goal.drawn, goal.year)
        names = [note.text for note in figure.layout.annotations]
        assert len(names) == len(found.of(*ENDS, "target"))


@pytest.mark.parametrize("query", CASES)
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_sentence_table_and_file_say_what_the_marks_say(
    app: Throughline, query: str, lang: str
) -> None:
    found = marks_of(app, f"{query}&lang={lang}")
    view, words = found.view, Words(lang)
    said = CHART.sentence(found, words)
    assert "[en]" not in said and "{" not in said and "calculation." not in said
    for mark in found.each:
        if mark.role != "missing":
            said = said.replace(view.value(mark.drawn), "")
    counts = {len(found.of("dropped")), len(found.of("used", "dropped"))}
    known = {m.year for m in found.each} | counts
    assert {int(number) for number in re.findall(r"\d+", said)} <= known
    head, rows = CHART.table(found, words)
    assert all(len(row) == len(head) for row in rows)
    cells = found.of(*CELLS)
    assert [row[:2] for row in rows] == [
        [str(m.year), "\u2014" if isnan(m.value) else view.value(m.value)] for m in reversed(cells)
    ]
    text = app.server.test_client().get(f"/export/verdict.csv?{query}").data.decode("utf-8-sig")
    lines = [row for row in csv.DictReader(io.StringIO(text)) if row["part"] == "point"]
    assert [(r["year"], r["use"], r["status"]) for r in lines] == [
        (str(m.year), m.use or "between", m.status) for m in cells
    ]


def test_a_doubted_value_has_a_sign_of_its_own_and_decides_nothing(app: Throughline) -> None:
    for code in app.reference.areas:
        found = marks_of(app, f"indicator=sdg-10-7-4-sm-pop-refg-or&areas={code}")
        if doubted := [m for m in found.each if m.use == "doubted" and m.role == "dropped"]:
            break
    else:
        pytest.fail("no doubted value among the points of any place")
    assert all(mark.kind == "doubt" and mark.reason and not mark.leads for mark in doubted)
    trace = next(t for t in CHART.figure(found, Look("en")).data if t.meta["role"] == "dropped")
    crossed = {x for x, sign in zip(trace.x, trace.marker.symbol, strict=True) if "-x-" in sign}
    assert crossed == {mark.year for mark in doubted}
    assert any("doubted" in i.text for i in CHART.legend(found, Look("en"), Words("en")))


def test_the_answer_has_what_its_card_shows_and_its_picture_says_it_too(app: Throughline) -> None:
    query = "indicator=sdg-10-7-4-sm-pop-refg-or&areas=SYR&lang=fr"
    got, picture = served(app, query, "fr"), served(app, f"{query}&print=1", "fr")
    assert got["title"].endswith("\u202f: Syrie")
    assert got["csv"].startswith("/export/verdict.csv?")
    assert app.server.test_client().get(got["csv"]).status_code == 200
    notes = " ".join(note["text"] for note in picture["figure"]["layout"]["annotations"])
    assert all(text in notes for text in (got["title"], *got["notes"]))
    assert len(got["notes"]) == 2
    assert "[en]" not in str(got)


def test_a_place_without_values_is_answered_too(app: Throughline) -> None:
    got = served(app, "indicator=sdg-1-2-1-si-pov-nahc&areas=SAU")
    assert not got["figure"]["data"] and not got["table"]["rows"]


def test_names_stand_off_each_other_inside_the_plot_and_off_what_is_drawn() -> None:
    plot = names_apart.Box(0, 0, 250, 230)
    line = names_apart.sampled([(0, 100), (120, 100), (130, 110), (250, 110)])
    ends = ((["base 2015"], 120, 100), (["latest 2016"], 130, 110))
    wanted = [names_apart.places(*end, 20) for end in ends]
    found = names_apart.best(wanted, line, plot)
    one, other = (place.box for place in found)
    assert not one.meets(other)
    for box in (one, other):
        assert box.left >= 0 and box.right <= 250 and box.bottom >= 0 and box.top <= 230
        assert not any(box.holds(x, y) for x, y in line)
    corner = names_apart.best([names_apart.places(["latest 2024"], 245, 225, 20)], [], plot)[0]
    assert (corner.right, corner.above) == (False, False)
    falling = names_apart.sampled([(0, 230), (200, 200)])
    place = names_apart.best([names_apart.places(["a long name"], 200, 200, 0)], falling, plot)[0]
    assert (place.right, place.above) == (False, False)  # above it would hide the line


@pytest.mark.parametrize(
    ("query", "asks"),
    [
        (f"{CHILD}&areas=KEN", '&areas=KEN"'),  # the indicator that the page opens with
        ("indicator=sdg-5-5-1-sg-gen-parl&year=2015", '&indicator=sdg-5-5-1-sg-gen-parl"'),
    ],
)
def test_the_document_asks_for_the_chart_as_the_browser_will(
    app: Throughline, query: str, asks: str
) -> None:
    page = app.server.test_client().get(f"/verdict?v=2&{query}").get_data(as_text=True)
    path = f"/chart/{app.store.build_id}/en/calculation.json?page=/verdict&v=2"
    assert f"{path}{asks}" in page
    assert "world_110m" not in page and ".bin" not in page
