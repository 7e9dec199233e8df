"""Stacked columns: heights and shares against a slow sum; lines where nothing may be added."""

import math

import pytest

from app import Throughline
from layouts.charts import charts
from layouts.charts.drawn import whole
from layouts.charts.record import Look
from layouts.charts.template import plain
from layouts.words.values import Words
from tests.layouts.charts.checks import (
    chart_of,
    check_figure,
    check_file,
    check_sentence,
    check_table,
    check_values,
    served,
)

pytestmark = pytest.mark.slow


QUERIES = (
    "chart=stacked&indicator=ctx-remit-received",
    "chart=stacked&indicator=ctx-refugees-asylum&areas=DEU,FRA,TUR&from=2000",
    "chart=stacked&indicator=ctx-refugees-asylum&areas=DEU,FRA,TUR&stack=share",
    "chart=stacked&indicator=ctx-migrant-stock&stack=share&breakdown=sex%3DF&form=index",
    "chart=stacked&indicator=ctx-remit-received&areas=CMR,PHL&doubted=on&axis=log",
    "chart=stacked&indicator=ctx-net-migration&areas=MEX,DEU,PHL",
    "chart=stacked&indicator=ctx-refugees-asylum&among=M49:014&stack=share",
)
REFUSED = (
    "chart=stacked&areas=MEX,PHL",
    "chart=stacked&indicator=ctx-refugees-asylum&areas=DEU,M49:150&axis=log",
    "chart=stacked&indicator=ctx-hdi&stack=share",
)


@pytest.mark.parametrize("query", QUERIES)
def test_figure_table_and_file_hold_the_marks_and_no_others(app: Throughline, query: str) -> None:
    chart, marks = chart_of(app, query)
    assert chart.id == "stacked" and marks.each
    check_figure(chart, marks, [(m.year, m.drawn, m) for m in marks.each])
    check_values(app, marks)
    check_table(chart, marks, marks.each)
    everyone = whole(chart, marks)
    assert set(marks.each) <= set(everyone.each)  # shares are of the same whole in both
    rows = check_file(app, query, everyone)
    assert {row["form"] for row in rows} == {marks.view.form}
    for lang in ("en", "fr"):
        chart, marks = chart_of(app, f"{query}&lang={lang}")
        said = check_sentence(chart, marks, lang)
        assert (
            Words(lang).t(f"js.compare.note.stacked_{'share' if 'share' in query else 'amount'}")
            in said
        )


@pytest.mark.parametrize("query", QUERIES)
def test_amounts_are_as_published_and_shares_are_of_all_asked_for(
    app: Throughline, query: str
) -> None:
    """The share of each place, worked out from the tables, of those with a value in the year."""
    _, marks = chart_of(app, query)
    view, part = marks.view, marks.view.main.cells.matrix.breakdown
    matrix = app.store.matrix(view.indicator_id, breakdown=part)
    years = {mark.year for mark in marks.each}
    for year in years:
        held = {c: v for c in view.places.codes if (v := matrix.cell(c, year)[0]) is not None}
        own = {mark.area_code: mark.drawn for mark in marks.each if mark.year == year}
        assert own.keys() == held.keys()
        asked = {c: v for c in view.places.every if (v := matrix.cell(c, year)[0]) is not None}
        total = math.fsum(asked.values())
        for code, value in held.items():
            wanted = value / total * 100 if "stack=share" in query else value
            assert math.isclose(own[code], wanted, rel_tol=1e-12)
        if "stack=share" in query:
            drawn = 100 * math.fsum(held.values()) / total
            assert math.fsum(own.values()) == pytest.approx(drawn)
    assert not view.log


@pytest.mark.parametrize("query", QUERIES)
def test_columns_stand_within_the_axis_and_clear_of_each_other(
    app: Throughline, query: str
) -> None:
    chart, marks = chart_of(app, query)
    figure = plain(chart.figure(marks, Look("en")))
    low, high = figure["layout"]["yaxis"]["range"]
    years = sorted({mark.year for mark in marks.each})
    for year in years:
        own = [mark.drawn for mark in marks.each if mark.year == year]
        assert low <= sum(v for v in own if v < 0) and sum(v for v in own if v > 0) <= high
    widths = {trace["width"] for trace in figure["data"]}
    nearest = min((b - a for a, b in zip(years, years[1:], strict=False)), default=2.5)
    assert list(widths) == pytest.approx([min(2.5, 0.86 * min(2.5, nearest))])
    names = figure["layout"]["annotations"]
    assert [t["name"] for t in figure["data"]] == list(dict.fromkeys(m.area for m in marks.each))
    assert len(names) == len(figure["data"])
    heights = sorted(note["y"] for note in names)
    assert all(b - a > 0.03 for a, b in zip(heights, heights[1:], strict=False))
    narrow = chart.figure(marks, Look("en", narrow=True))
    assert not narrow.layout.annotations
    signs = [i.text for i in chart.legend(marks, Look("en", narrow=True), Words("en")) if i.colour]
    assert signs == [trace["name"] for trace in figure["data"]]


def test_parts_that_are_doubted_or_estimated_are_drawn_apart(app: Throughline) -> None:
    chart, marks = chart_of(app, "chart=stacked&indicator=ctx-remit-received&areas=CMR,PHL")
    trace = chart.figure(marks, Look("en")).data[0]
    kinds = {mark.year: mark.kind for mark in marks.each if mark.area_code == "CMR"}
    assert "doubt" in kinds.values() and "plain" in kinds.values()
    for i, year in enumerate(trace.x):
        doubted = kinds[int(year)] == "doubt"
        assert (trace.marker.pattern.shape[i] == "x") == doubted
        assert (trace.marker.line.width[i] > 0) == (kinds[int(year)] != "plain")
    items = chart.legend(marks, Look("en"), Words("en"))
    assert ("crossed", "doubted") in [(item.sign, item.text) for item in items]


@pytest.mark.parametrize("query", REFUSED)
def test_what_may_not_be_added_is_drawn_as_lines_and_the_refusal_named(
    app: Throughline, query: str
) -> None:
    chart, marks = chart_of(app, query)
    assert chart.id == "line"
    lines = charts()["line"].marks(marks.view.ctx)
    assert marks.each == lines.each
    got = served(app, query)
    assert got["id"] == "line" and got["choices"]["chart"] == "line"
    assert got["refusals"][0]["name"] == "stacked"
    assert got["refusals"][0]["text"].startswith("a stack of columns is not drawn. ")
    assert got["refused"]["chart"]["stacked"] in got["refusals"][0]["text"]
    assert "chart=stacked" not in got["open"] and "chart=stacked" not in got["csv"]
    check_file(app, query, marks)


def test_the_button_says_why_from_any_chart(app: Throughline) -> None:
    got = served(app, "chart=line&areas=MEX,PHL")
    assert "Rates cannot be added" in got["refused"]["chart"]["stacked"]
    assert not [r for r in got["refusals"] if r["name"] == "stacked"]
    assert (
        "stacked" not in served(app, "chart=line&indicator=ctx-remit-received")["refused"]["chart"]
    )


def test_a_share_is_asked_for_by_its_own_key(app: Throughline) -> None:
    got = served(app, "chart=stacked&indicator=ctx-refugees-asylum&areas=DEU,FRA&stack=share")
    assert got["drawn"] == "ctx-refugees-asylum|stacked|share||2"
    assert got["choices"]["form"] == "absolute" and got["choices"]["stack"] == "share"
    assert "form=" not in got["open"] and "stack=share" in got["open"]
    assert got["subtitle"].startswith("Per cent of the places drawn · 1951")
