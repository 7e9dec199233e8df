"""Rules that hold for every chart of the comparing page: doubts, nothing to draw, languages."""

import pytest

from app import Throughline
from layouts.charts import charts_of
from layouts.charts.record import Look
from layouts.words.values import Words
from tests.layouts.charts.checks import chart_of, check_sentence, served

CHARTS = charts_of("compare")
UNDOUBTED = ("pyramid",)  # no value of its two series is doubted: its own test puts one in
SERIES = {
    "stacked": "indicator=ctx-remit-received",  # of shares of GDP there is no sum
    "area": "indicator=ctx-remit-received",
    "bubble_map": "indicator=ctx-remit-received",
}


@pytest.mark.parametrize("chart_id", [id_ for id_ in CHARTS if id_ not in UNDOUBTED])
def test_a_doubted_value_has_a_sign_a_reason_and_its_words_in_pictures(
    app: Throughline, chart_id: str
) -> None:
    series = SERIES.get(chart_id, "indicator=ctx-remit-received-gdp")
    found, year = [], 2024
    while not found:  # the last year in which a doubted value is drawn
        query = f"chart={chart_id}&{series}&areas=CMR,LBR,NPL,PHL&year={year}&baseyear=2010"
        chart, marks = chart_of(app, query)
        found, year = [mark for mark in marks.each if mark.kind == "doubt"], year - 1
        assert year > 2010
    assert chart.id == chart_id
    assert all(mark.reason and mark.reason in mark.spoken for mark in found)
    words = Words("en")
    assert any("doubted" in item.text for item in chart.legend(marks, Look("en"), words))
    assert "drawn apart" in chart.sentence(marks, words)
    cells = " ".join(cell for row in chart.table(marks, words)[1] for cell in row)
    assert any(mark.reason in cells for mark in found)
    notes = served(app, f"{query}&print=1")["figure"]["layout"]["annotations"]
    assert "drawn apart" in " ".join(note["text"] for note in notes)


@pytest.mark.parametrize("chart_id", CHARTS)
def test_a_chart_of_nothing_says_so_instead_of_showing_a_scale(
    app: Throughline, chart_id: str
) -> None:
    query = f"chart={chart_id}&indicator=ctx-eu-foreign-born&areas=KEN&among=M49:543"
    got = served(app, query)  # no country of Melanesia is in Europe
    figure = got["figure"]
    assert not figure["data"]
    assert figure["layout"]["xaxis"] == {"visible": False}
    assert len(figure["layout"]["annotations"][0]["text"]) > 20
    assert not got["table"]["rows"] or not any(any(row[1:]) for row in got["table"]["rows"])


@pytest.mark.parametrize("chart_id", CHARTS)
def test_a_chart_speaks_the_language_of_its_page(app: Throughline, chart_id: str) -> None:
    query = f"chart={chart_id}&indicator=ctx-remit-received&areas=MEX,KEN&lang=fr"
    chart, marks = chart_of(app, query)
    check_sentence(chart, marks, "fr")
    text = str(served(app, query, lang="fr"))
    assert "[en]" not in text and "js.compare" not in text and "charts." not in text
