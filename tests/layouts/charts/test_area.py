"""Areas: heights against a slow sum; nothing is drawn over years without a value."""

import math

import pytest

from app import Throughline
from layouts.charts import charts
from layouts.charts.area import layers, pieces
from layouts.charts.drawn import whole
from layouts.charts.over_years import tooltip
from layouts.charts.record import Look
from layouts.words.values import Words
from tests.layouts.charts.checks import (
    LOOKS,
    chart_of,
    check_file,
    check_sentence,
    check_table,
    check_values,
    served,
    walked,
)

pytestmark = pytest.mark.slow

QUERIES = (
    "chart=area&indicator=ctx-remit-received",
    "chart=area&indicator=ctx-refugees-asylum&areas=DEU,FRA,TUR&from=2000",
    "chart=area&indicator=ctx-refugees-asylum&areas=DEU,FRA,TUR,NRU&stack=share",
    "chart=area&indicator=ctx-migrant-stock&stack=share&breakdown=sex%3DF",
    "chart=area&indicator=ctx-remit-received&areas=CMR,PHL&doubted=on&axis=log",
    "chart=area&indicator=ctx-refugees-asylum&among=M49:014",
)


@pytest.mark.parametrize("query", QUERIES)
def test_figure_table_and_file_hold_the_marks_and_no_others(app: Throughline, query: str) -> None:
    chart, marks = chart_of(app, query)
    assert chart.id == "area" and marks.each
    reached: dict[int, float] = {}
    wanted = []
    for mark in marks.each:
        reached[mark.year] = reached.get(mark.year, 0.0) + mark.drawn
        wanted.append((mark.year, reached[mark.year], tooltip(mark.spoken)))
    for look in LOOKS:
        figure = chart.figure(marks, look)
        assert walked(figure) == sorted(wanted)
        assert {trace.type for trace in figure.data} == set(chart.traces)
        type(figure)(figure.to_dict())
    check_values(app, marks)
    check_table(chart, marks, marks.each)
    check_file(app, query, whole(chart, marks))
    for lang in ("en", "fr"):
        check_sentence(*chart_of(app, f"{query}&lang={lang}"), lang)


@pytest.mark.parametrize("query", QUERIES)
def test_an_area_covers_its_values_and_nothing_where_there_are_none(
    app: Throughline, query: str
) -> None:
    chart, marks = chart_of(app, query)
    years = sorted({mark.year for mark in marks.each})
    figure = chart.figure(marks, Look("en"))
    areas = [trace for trace in figure.data if trace.fill]
    for layer, trace in zip(layers(marks), areas, strict=True):
        held = {mark.year for mark in layer.marks}
        area = 0.0
        for first, last in pieces(layer, years):
            own = [mark.year for mark in layer.marks[first : last + 1]]
            between = [year for year in years if own[0] <= year <= own[-1]]
            assert between == own and set(own) <= held
            values = [mark.drawn for mark in layer.marks[first : last + 1]]
            for i in range(len(own) - 1):
                area += (values[i] + values[i + 1]) / 2 * (own[i + 1] - own[i])
        assert math.isclose(shoelace(trace.x, trace.y), area, rel_tol=1e-6, abs_tol=1e-6)


def shoelace(xs: list[float], ys: list[float]) -> float:
    """The area of polygons that end with NaN."""
    total, corners = 0.0, []
    for x, y in zip(xs, ys, strict=True):
        if math.isnan(x):
            around = zip(corners, corners[1:] + corners[:1], strict=True)
            total += abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in around)) / 2
            corners = []
        else:
            corners.append((x, y))
    return total


def test_first_and_last_values_of_the_sentence_are_marks(app: Throughline) -> None:
    chart, marks = chart_of(app, QUERIES[1])
    words, unit = Words("en"), marks.view.main.told.unit
    said = chart.sentence(marks, words)
    for layer in layers(marks):
        for mark in (layer.marks[0], layer.marks[-1]):
            assert words.value(mark.drawn, unit) in said and str(mark.year) in said
    gaps, own = chart_of(app, "chart=area&indicator=ctx-refugees-asylum&areas=DEU,NRU")
    assert words.t("charts.area.gap") in gaps.sentence(own, words)


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("chart=area&areas=MEX,PHL", "Rates cannot be added"),
        ("chart=area&indicator=ctx-net-migration&areas=MEX,DEU", "below zero"),
        ("chart=area&indicator=ctx-refugees-asylum&areas=DEU,M49:150", "would count twice"),
    ],
)
def test_what_may_not_be_piled_up_is_drawn_as_lines(app: Throughline, query: str, why: str) -> None:
    chart, marks = chart_of(app, query)
    assert chart.id == "line"
    assert marks.each == charts()["line"].marks(marks.view.ctx).each
    got = served(app, query)
    assert got["refusals"][0]["name"] == "area" and why in got["refusals"][0]["text"]
    assert why in got["refused"]["chart"]["area"]


def test_doubted_values_are_marked_on_their_edge(app: Throughline) -> None:
    chart, marks = chart_of(app, "chart=area&indicator=ctx-remit-received&areas=CMR,PHL")
    figure = chart.figure(marks, Look("en"))
    edge = next(t for t in figure.data if t.text is not None and t.meta["code"] == "CMR")
    kinds = [mark.kind for mark in marks.each if mark.area_code == "CMR"]
    assert "doubt" in kinds
    assert [symbol == "circle-x-open" for symbol in edge.marker.symbol] == [
        kind == "doubt" for kind in kinds
    ]
    items = chart.legend(marks, Look("en"), Words("en"))
    assert ("crossed-dot", "doubted") in [(item.sign, item.text) for item in items]
