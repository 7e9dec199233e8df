"""The swarm of every country then and now: no dots overlap, moves are judged as verdicts are."""

import gzip
import math
import re
from itertools import combinations

import plotly.graph_objects as go
import pytest

from app import Throughline
from layouts.charts.moves import moves, named, way_of
from layouts.charts.over_years import tooltip
from layouts.charts.record import BUNDLE, Look
from layouts.charts.swarm import hill
from layouts.charts.template import plain
from layouts.series.series import indicator_of
from layouts.words.values import Words
from tests.layouts.charts.checks import (
    LOOKS,
    chart_of,
    check_file,
    check_sentence,
    check_table,
    check_values,
    served,
    summed,
)

pytestmark = pytest.mark.slow


QUERIES = (
    "chart=beeswarm&indicator=sdg-3-2-1-sh-dyn-mort",
    "chart=beeswarm&areas=PHL,NPL,MEX,KEN",
    "chart=beeswarm&indicator=ctx-refugees-asylum&areas=DEU,TUR&xaxis=linear",
    "chart=beeswarm&indicator=ctx-refugees-asylum&form=capita",
    "chart=beeswarm&indicator=ctx-net-migration&xaxis=log",
    "chart=beeswarm&indicator=ctx-hdi&areas=DEU,M49:001&among=WB:UMC&baseyear=2000&year=2020",
    "chart=beeswarm&indicator=ctx-migrant-stock&breakdown=sex%3DF",
    "chart=beeswarm&indicator=ctx-remit-received-gdp&doubted=on",
)


@pytest.mark.parametrize("query", QUERIES)
def test_figure_table_and_file_hold_the_marks_and_no_others(app: Throughline, query: str) -> None:
    chart, marks = chart_of(app, query)
    assert chart.id == "beeswarm" and marks.each
    wanted = sorted((mark.drawn, tooltip(mark.spoken)) for mark in marks.each)
    for look in LOOKS:
        figure = chart.figure(marks, look)
        walked = [t for t in figure.data if t.text is not None]
        held = sorted(pair for t in walked for pair in zip(t.x, t.text, strict=True))
        assert held == wanted
        assert {trace.type for trace in figure.data} <= set(chart.traces) <= set(BUNDLE)
        assert all(trace.meta["role"] for trace in figure.data)
        go.Figure(figure.to_dict())
    check_values(app, marks)
    check_table(chart, marks, marks.each)
    check_file(app, query, marks)
    for lang in ("en", "fr"):
        check_sentence(*chart_of(app, f"{query}&lang={lang}"), lang)


@pytest.mark.parametrize("query", QUERIES)
def test_who_has_both_values_is_drawn_twice_and_judged(app: Throughline, query: str) -> None:
    _, marks = chart_of(app, query)
    view = marks.view
    matrix = app.store.matrix(view.indicator_id, breakdown=view.main.cells.matrix.breakdown)
    indicator = indicator_of(view.ctx, view.indicator_id)
    every = moves(marks.each)
    if view.form == "absolute":
        both = {
            code
            for code in view.places.codes
            if all(
                (v := matrix.cell(code, y)[0]) is not None and (v > 0 or not view.log)
                for y in (view.base, view.year)
            )
        }
        assert {move[0].area_code for move in every} == both
    for start, end in every:
        assert (start.area_code, start.year, end.year) == (end.area_code, view.base, view.year)
        way = way_of(view, start, end)
        if indicator.role != "context" and indicator.direction in ("up", "down"):
            gain = (end.drawn - start.drawn) * (1 if indicator.direction == "up" else -1)
            assert way == ("good" if gain > 0 else "bad" if gain < 0 else "same")
        else:
            assert way in ("up", "down", "same")
    led = [m for m in every if m[0].leads and m[1].leads and ":" not in m[0].area_code]
    for i, mark in enumerate(marks.of("median")):
        values = sorted(move[i].drawn for move in led)
        middle = (values[(len(values) - 1) // 2] + values[len(values) // 2]) / 2
        assert math.isclose(mark.drawn, middle)


@pytest.mark.parametrize("query", QUERIES)
def test_numbers_of_the_sentence_are_those_of_the_marks(app: Throughline, query: str) -> None:
    chart, marks = chart_of(app, query)
    words, view = Words("en"), marks.view
    said, unit = chart.sentence(marks, words), view.main.told.unit
    every = [m for m in moves(marks.each) if m[0].leads and m[1].leads]
    ways = [way_of(view, *move) for move in every]
    counts = [int(n.replace(",", "")) for n in re.findall(r"[\d,]*\d", summed(said).split(".")[0])]
    assert counts[:3] == [view.base, view.year, len(every)]
    first = ways.count("good") + ways.count("up")
    assert counts[3:] == [first, ways.count("bad") + ways.count("down"), ways.count("same")]
    for start, end in [*named(marks), tuple(marks.of("median"))]:
        ends = [words.value(mark.drawn, unit) for mark in (start, end)]
        assert f"from {ends[0]} to {ends[1]}" in said


def test_it_opens_at_the_consultations_against_the_latest_year(app: Throughline) -> None:
    _, marks = chart_of(app, "chart=beeswarm&indicator=sdg-3-2-1-sh-dyn-mort")
    assert marks.view.base == 2017
    assert marks.view.year == app.store.matrix("sdg-3-2-1-sh-dyn-mort").opening_year()
    _, stocks = chart_of(app, "chart=beeswarm&indicator=ctx-migrant-stock")
    assert stocks.view.base == 2015  # every fifth year
    got = served(app, "chart=beeswarm&indicator=sdg-3-2-1-sh-dyn-mort")
    assert got["choices"]["baseyear"] == "2017" and "baseyear=2017" in got["open"]
    _, single = chart_of(app, "chart=beeswarm&areas=KEN&baseyear=2020&year=2020")
    assert single.view.year > 2020  # one year is no comparison: the nearest later one


def test_an_axis_that_the_guard_refuses_is_named(app: Throughline) -> None:
    got = served(app, "chart=beeswarm&indicator=ctx-net-migration&xaxis=log")
    assert got["refusals"][0]["name"] == "log" and "below zero" in got["refusals"][0]["text"]
    heaped = served(app, "chart=beeswarm&indicator=ctx-refugees-asylum")
    assert heaped["figure"]["layout"]["xaxis"]["type"] == "log"
    assert "logarithmic axis" in heaped["subtitle"] and "Values of zero" in heaped["summary"]
    assert "axis=" not in heaped["open"] and heaped["choices"]["axis"] == "linear"


def test_dots_do_not_overlap_and_stand_as_low_as_they_can(app: Throughline) -> None:
    chart, marks = chart_of(app, QUERIES[0])
    for look, width in ((Look("en"), 680), (Look("en", narrow=True), 250)):
        figure = chart.figure(marks, look)
        low, high = plain(figure)["layout"]["xaxis"]["range"]
        for trace in (t for t in figure.data if t.meta["role"] == "value"):
            places = [
                ((math.log10(x) - low) / (high - low) * width, y)
                for x, y in zip(trace.x, trace.y, strict=True)
            ]
            nearest = min(math.dist(one, other) for one, other in combinations(places, 2))
            assert nearest >= trace.marker.size
    assert sorted(hill([0, 0, 0], 2)) == [0, 2, 4]
    assert hill([0, 5, 10], 2) == [0, 0, 0]


def test_doubted_values_are_hollow_and_chosen_ones_are_named(app: Throughline) -> None:
    chart, marks = chart_of(app, "chart=beeswarm&areas=PHL,NPL,MEX")
    figure = chart.figure(marks, Look("en"))
    kinds = {(m.area_code, m.year): m.kind for m in marks.each}
    assert kinds["NPL", marks.view.year] == "doubt"
    for trace in (t for t in figure.data if t.meta["role"] == "value"):
        year = marks.view.year if trace.meta["row"] else marks.view.base
        for code, symbol in zip(trace.customdata, trace.marker.symbol, strict=True):
            assert (symbol == "circle-x-open") == (kinds[code, year] == "doubt")
    names = {m.area for m in marks.each if m.area_code in ("PHL", "NPL", "MEX")}
    texts = {note.text.replace("<b>", "").replace("</b>", "") for note in figure.layout.annotations}
    assert names <= texts
    items = chart.legend(marks, Look("en"), Words("en"))
    assert ("crossed-dot", "doubted") in [(item.sign, item.text) for item in items]


def test_the_wanted_direction_stands_in_words(app: Throughline) -> None:
    chart, marks = chart_of(app, QUERIES[0])
    texts = [note.text for note in chart.figure(marks, Look("en")).layout.annotations]
    assert "<b>\u2190 better</b>" in texts
    assert "Lower is better." in chart.sentence(marks, Words("en"))
    _, none = chart_of(app, "chart=beeswarm&indicator=ctx-refugees-asylum")
    assert "No direction is held to be better." in chart.sentence(none, Words("en"))


THEME = "page=/themes/human-rights-inclusion&indicator=sdg-7-1-1-eg-acs-elec"
MOST_BYTES = 250_000  # of all years together, as they travel


def test_one_handle_moves_everyone_from_the_first_year_on_one_axis(app: Throughline) -> None:
    client = app.server.test_client()
    address = f"/chart/{app.store.build_id}/en/beeswarm.json?{THEME}"
    first = client.get(address).json
    answer = client.get(first["frames"]["href"])
    frames = answer.json
    assert len(gzip.compress(answer.data)) < MOST_BYTES
    assert frames["years"][0] == 2017 and frames["years"][-1] == first["year"]
    layout = first["figure"]["layout"]
    for year, figure, texts in zip(
        *(frames[k] for k in ("years", "figures", "texts")), strict=True
    ):
        then, now = (t for t in figure["data"] if t["meta"]["role"] == "value")
        own = client.get(f"{address}&year={year}").json
        assert figure["data"] == own["figure"]["data"]
        assert texts == {key: own[key] for key in texts}
        assert figure["layout"]["xaxis"]["range"] == layout["xaxis"]["range"]
        assert figure["layout"]["height"] == layout["height"]
        assert str(year) in texts["title"] and "2017" in texts["title"]
        assert (then["x"] == now["x"]) == (year == 2017)
    start = frames["texts"][0]
    assert start["table"]["head"][1:] == ["2017"] and "as they stood in 2017" in start["summary"]


def test_a_year_before_the_first_keeps_the_first(app: Throughline) -> None:
    """The map of the page has years of its own; the base of the picture stays."""
    client = app.server.test_client()
    address = f"/chart/{app.store.build_id}/en/beeswarm.json?{THEME}"
    early, last = client.get(f"{address}&year=2009").json, client.get(address).json
    assert (early["title"], early["year"]) == (last["title"], last["year"])
    compared = address.replace("/themes/human-rights-inclusion", "/compare")
    assert "2008 and 2009" in client.get(f"{compared}&year=2009").json["title"]
