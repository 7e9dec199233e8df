"""Circles on the map: areas in proportion, amounts only, each where its country is."""

import math

import pytest

from app import Throughline
from layouts.charts import charts
from layouts.charts.bubble_map import highest_of
from layouts.charts.over_years import tooltip
from layouts.charts.record import BUNDLE, Look
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
    "chart=bubble_map&indicator=ctx-migrant-stock",
    "chart=bubble_map&indicator=ctx-remit-received&areas=MEX,PHL,NPL,CMR&year=1991",
    "chart=bubble_map&indicator=ctx-refugees-asylum&among=M49:014&areas=DEU,M49:150",
    "chart=bubble_map&indicator=ctx-migrant-stock&breakdown=sex%3DF&year=2000",
)


@pytest.mark.parametrize("query", QUERIES)
def test_figure_table_and_file_hold_the_marks_and_no_others(app: Throughline, query: str) -> None:
    chart, marks = chart_of(app, query)
    assert chart.id == "bubble_map" and marks.each
    areas = app.reference.areas
    wanted = sorted(
        (areas[m.area_code].lon, areas[m.area_code].lat, tooltip(m.spoken)) for m in marks.each
    )
    for look in LOOKS:
        figure = chart.figure(marks, look)
        (trace,) = [t for t in figure.data if t.text is not None]
        assert sorted(zip(trace.lon, trace.lat, trace.text, strict=True)) == wanted
        assert {t.type for t in figure.data} <= set(chart.traces) <= set(BUNDLE)
        type(figure)(figure.to_dict())
        for mark, size in zip(marks.each, trace.marker.size, strict=True):
            share = (size / max(trace.marker.size)) ** 2
            assert math.isclose(share, mark.drawn / highest_of(marks)) or size == 2.5
    check_values(app, marks)
    check_table(chart, marks, marks.each)
    check_file(app, query, marks)
    for lang in ("en", "fr"):
        check_sentence(*chart_of(app, f"{query}&lang={lang}"), lang)


@pytest.mark.parametrize("query", QUERIES)
def test_every_country_with_a_value_is_drawn_once_and_counted(app: Throughline, query: str) -> None:
    chart, marks = chart_of(app, query)
    view = marks.view
    matrix = app.store.matrix(view.indicator_id, breakdown=view.main.cells.matrix.breakdown)
    held = [
        code
        for code in view.places.codes
        if ":" not in code and matrix.cell(code, view.year)[0] is not None
    ]
    assert sorted(mark.area_code for mark in marks.each) == sorted(held)
    words, unit = Words("en"), view.main.told.unit
    said = chart.sentence(marks, words)
    assert f"In {view.year}, {len(held)} countries" in summed(said)
    led = [mark for mark in marks.each if mark.leads and mark.drawn > 0]
    for mark in [*led[:3], *(m for m in marks.each if m.area_code in view.places.marked)]:
        assert f"{mark.area} ({words.value(mark.drawn, unit)})" in said
    zero = sum(mark.drawn == 0 for mark in marks.each)
    assert (f"grey point: {zero}." in said) == bool(zero)


@pytest.mark.parametrize(
    ("indicator", "why"),
    [("ctx-hdi", "A circle is an amount"), ("ctx-net-migration", "below zero")],
)
def test_what_is_no_amount_is_drawn_as_lines(app: Throughline, indicator: str, why: str) -> None:
    chart, marks = chart_of(app, f"chart=bubble_map&indicator={indicator}")
    assert chart.id == "line"
    assert marks.each == charts()["line"].marks(marks.view.ctx).each
    got = served(app, f"chart=bubble_map&indicator={indicator}")
    assert got["refusals"][0]["name"] == "bubble_map" and why in got["refusals"][0]["text"]


def test_doubted_circles_are_hollow_and_names_keep_clear(app: Throughline) -> None:
    chart, marks = chart_of(app, QUERIES[1])
    figure = chart.figure(marks, Look("en"))
    (trace,) = [t for t in figure.data if t.text is not None]
    kinds = [mark.kind for mark in marks.each]
    assert "doubt" in kinds
    assert [s == "circle-x-open" for s in trace.marker.symbol] == [k == "doubt" for k in kinds]
    items = chart.legend(marks, Look("en"), Words("en"))
    assert ("crossed-dot", "doubted") in [(item.sign, item.text) for item in items]
    (names,) = [t for t in figure.data if t.meta["role"] == "name"]
    assert names.text is None and {"<b>Mexico</b>", "<b>Philippines</b>"} <= set(names.customdata)
