"""What a map shows beside colours: years in tooltips, estimates apart, a legend of what occurs."""

import re

import pytest

from app import Throughline
from layouts.charts import charts
from layouts.words.values import Words
from tests.layouts.charts.checks import LOOKS
from tests.layouts.charts.test_map import QUERIES, answer_of, marks_of, whole


@pytest.mark.parametrize("query", QUERIES)
def test_a_tooltip_draws_the_values_that_lead_and_marks_the_one_shown(
    app: Throughline, query: str
) -> None:
    marks = marks_of(app, query)
    matrix, courses = marks.view.series.matrix, marks.view.courses
    for place in marks.each:
        svg, led = courses.drawn(place), marks.view.led
        at = matrix.areas.index(place.area_code) if place.area_code in matrix.areas else None
        years = int(led[:, at].sum()) if at is not None else 0
        assert bool(svg) == (years > 1)
        assert ("<circle" in svg) == (years > 1 and place.known)
        assert ('class="apart"' in svg) == (years > 1 and place.known and not place.leads)
        points = re.findall(r"(\d+) (\d+)", svg.partition('d="')[2].partition('"')[0])
        assert len(points) <= years + svg.count("M")
        assert all(0 <= int(x) <= 120 and 0 <= int(y) <= 28 for x, y in points)


def test_words_of_a_year_stay_small(app: Throughline) -> None:
    sent = answer_of(app, "indicator=ctx-remit-received-gdp&year=2024", "&words=1")
    drawn = [tip.partition("<svg")[2] for tip in sent["tips"]]
    assert sum(map(len, drawn)) / sum(map(bool, drawn)) < 350


def test_the_legend_has_what_occurs_and_no_more(app: Throughline) -> None:
    """Estimates are hatched on the screen and have a stroke in a picture."""
    for query in QUERIES:
        marks = marks_of(app, query)
        told = [item.text for item in charts()["map"].legend(marks, LOOKS[0], Words("en"))]
        assert not [text for text in told if text.endswith("(0)")]
        estimated = [p for p in marks.each if p.kind == "estimate" and p.level >= 0]
        assert int(marks.estimated.sum()) == len(estimated)
        own = [whole(text[23:-1]) for text in told if text.startswith("estimated or modelled (")]
        assert own == [len(estimated)] * bool(estimated)
    marks = marks_of(app, "indicator=ctx-migrant-share&year=2024")
    assert marks.estimated.sum() > 3
    drawn = charts()["map"].figure(marks, LOOKS[2])
    signs = [s for t in drawn.data if t.meta["role"] == "sign" for s in t.marker.symbol]
    assert signs.count("line-ne-open") == marks.estimated.sum()
