"""Small multiples: one panel a place, each with its own marks and no others."""

import math

import pytest

from app import Throughline
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
    "chart=multiples",
    "chart=multiples&areas=MEX,PHL,KEN,DEU&axis=log",
    "chart=multiples&areas=MEX,PHL,KEN&indicator=ctx-remit-received&panels=own",
    "chart=multiples&indicator=ctx-net-migration&form=change&baseyear=2000",
    "chart=multiples&indicator=ctx-migrant-share&total=mean&areas=DEU,FRA,ITA",
    "chart=multiples&indicator=ctx-refugees-asylum&beside=ctx-asylum-seekers&areas=DEU,FRA",
    "chart=multiples&indicator=ctx-eu-foreign-born&areas=DEU,FRA,POL,M49:150&panels=own",
    "chart=multiples&indicator=ctx-eu-employment-foreign&areas=DEU,FRA",
    "chart=multiples&indicator=sdg-3-2-1-sh-dyn-mort&areas=NPL,KEN",
    "chart=multiples&among=M49:014&areas=LBR&doubted=on",
    "chart=multiples&areas=MEX&from=2015&to=2005",
)


@pytest.mark.parametrize("query", QUERIES)
def test_figure_table_and_file_hold_the_marks_and_no_others(app: Throughline, query: str) -> None:
    chart, marks = chart_of(app, query)
    assert chart.id == "multiples" and marks.each
    check_figure(chart, marks, [(m.year, m.drawn, m) for m in marks.each])
    check_values(app, marks)
    check_table(chart, marks, marks.each)
    check_file(app, query, marks)
    for lang in ("en", "fr"):
        chart, marks = chart_of(app, f"{query}&lang={lang}")
        assert marks.each[0].area in check_sentence(chart, marks, lang)


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("look", [Look("en"), Look("en", narrow=True), Look("en", printed=True)])
def test_each_panel_has_one_place_and_none_covers_another(
    app: Throughline, query: str, look: Look
) -> None:
    chart, marks = chart_of(app, query)
    figure = plain(chart.figure(marks, look))
    layout, codes = figure["layout"], marks.view.places.codes
    boxes = []
    for i, code in enumerate(codes):
        n = str(i + 1) if i else ""
        inside = [t for t in figure["data"] if t["yaxis"] == f"y{n}"]
        assert {t["meta"]["code"] for t in inside} <= {code}
        assert all(t["xaxis"] == f"x{n}" for t in inside)
        x, y = layout[f"xaxis{n}"], layout[f"yaxis{n}"]
        low, high = y["range"]
        values = [v for t in inside if t["mode"] == "markers" for v in t["y"]]
        shown = [v if y["type"] == "linear" else math.log10(v) for v in values]
        assert all(low <= v <= high for v in shown)
        boxes.append((*x["domain"], *y["domain"]))
    for i, (a, b, c, d) in enumerate(boxes):
        assert 0 <= a < b <= 1 + 1e-9 and -1e-9 <= c < d <= 1
        for e, f, g, h in boxes[i + 1 :]:
            assert b <= e or f <= a or d <= g or h <= c
    names = [note["text"] for note in layout["annotations"]]
    assert len(names) == len(codes)
    assert max(b[1] for b in boxes) == pytest.approx(1)


def test_axes_are_shared_unless_each_is_asked_to_have_its_own(app: Throughline) -> None:
    query = "chart=multiples&areas=MEX,PHL,KEN&indicator=ctx-remit-received"

    def axes(more: str) -> list[tuple[tuple[float, float], bool]]:
        chart, marks = chart_of(app, query + more)
        layout = plain(chart.figure(marks, Look("en")))["layout"]
        found = (layout[name] for name in ("yaxis", "yaxis2", "yaxis3"))
        return [(tuple(axis["range"]), axis["showticklabels"]) for axis in found]

    shared, own = axes(""), axes("&panels=own")
    assert len({bounds for bounds, _ in shared}) == 1
    assert len({bounds for bounds, _ in own}) == 3
    assert [labels for _, labels in shared] == [True, False, False]
    assert all(labels for _, labels in own)


def test_a_second_indicator_is_dashed_in_the_same_panel(app: Throughline) -> None:
    chart, marks = chart_of(app, QUERIES[5])
    joins = [t for t in chart.figure(marks, Look("en")).data if t.meta["role"] == "join"]
    assert {t.line.dash for t in joins} >= {"solid", "longdash"}
    assert {t.yaxis for t in joins if t.line.dash == "longdash"} <= {"y", "y2"}
    signs = [item.sign for item in chart.legend(marks, Look("en"), Words("en"))]
    assert signs[:2] == ["solid", "longdash"]


def test_whole_lines_have_fewer_marks_and_others_all(app: Throughline) -> None:
    chart, marks = chart_of(app, "chart=multiples&indicator=wb-sp-urb-totl-in-zs&areas=KEN")
    trace = chart.figure(marks, Look("en")).data[-1]
    assert len(trace.x) > 50 and trace.marker.maxdisplayed == 12
    chart, marks = chart_of(app, "chart=multiples&indicator=ctx-migrant-stock&areas=KEN")
    assert chart.figure(marks, Look("en")).data[-1].marker.maxdisplayed is None


def test_the_answer_names_the_places_it_chose_and_two_dozen_at_most(app: Throughline) -> None:
    got = served(app, "chart=multiples&among=M49:002")
    assert got["drawn"].endswith("|multiples|absolute||24")
    assert "The chart shows 24 of " in got["summary"] and "those chosen, then" in got["summary"]
    assert len(got["figure"]["layout"]["annotations"]) == 24
    assert got["figure"]["layout"]["height"] == 168 * 6
    assert "panels" in got["options"]
