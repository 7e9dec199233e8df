"""The pyramid: both groups of one edition, each measured by itself, whichever the address names.

Wanted values are read from the tables by a path of their own; those of Germany also from the
provider's sheets.
"""

import pytest

from app import Throughline
from layouts.charts.ages import AGES, BANDS, GROUPS, SEXES
from layouts.charts.drawn import whole
from layouts.charts.over_years import tooltip
from layouts.charts.record import BUNDLE, Look, Mark, Marks
from layouts.words.values import NARROW_SPACE, Words
from tests.layouts.charts.checks import (
    LOOKS,
    chart_of,
    check_file,
    check_sentence,
    check_table,
    served,
)

pytestmark = pytest.mark.slow


MIGRANTS, EVERYONE = GROUPS.values()
BASE = "chart=pyramid&indicator=ctx-migrant-ages"
QUERIES = (
    BASE,
    f"{BASE}&areas=DEU,ARE&year=2005",
    f"{BASE}&areas=MEX&people=persons",
    "chart=pyramid&indicator=ctx-population-ages&areas=BES,SSD&year=1990",
    f"{BASE}&among=M49:150&from=2000&breakdown=sex%3DF",
)


def value_of(app: Throughline, mark: Mark) -> float:
    band = BANDS[mark.series]
    last = "Y_GE75" if band.age == 75 else f"Y{band.age}T{band.age + 4}"
    matrix = app.store.matrix(mark.indicator_id, breakdown=f"age={last};sex={band.sex}")
    value = matrix.cell(mark.area_code, mark.year)[0] if matrix else None
    assert value is not None
    return value


@pytest.mark.parametrize("query", QUERIES)
def test_figure_table_and_file_hold_the_marks_and_no_others(app: Throughline, query: str) -> None:
    chart, marks = chart_of(app, query)
    assert chart.id == "pyramid" and marks.each
    side = {"M": -1, "F": 1}
    wanted = sorted(
        (side[BANDS[m.series].sex] * m.drawn, BANDS[m.series].age // 5, tooltip(m.spoken))
        for m in marks.each
    )
    for look in LOOKS:
        figure = chart.figure(marks, look)
        assert {t.type for t in figure.data} <= set(chart.traces) <= set(BUNDLE)
        assert wanted == sorted(
            (x, y, text) for t in figure.data for x, y, text in zip(t.x, t.y, t.text, strict=True)
        )
        type(figure)(figure.to_dict())
    check_table(chart, marks, marks.each)
    everyone = whole(chart, marks)  # the figure has room for two places; the file holds all
    assert set(marks.each) <= set(everyone.each)
    rows = check_file(app, query, everyone)
    form = "absolute" if "persons" in query else "share"
    assert {row["form"] for row in rows} == {form}
    assert [row["breakdown"] for row in rows] == [BANDS[m.series].breakdown for m in everyone.each]
    for lang in ("en", "fr"):
        check_sentence(*chart_of(app, f"{query}&lang={lang}"), lang)


@pytest.mark.parametrize("query", QUERIES)
def test_shares_are_of_the_own_group_and_persons_are_as_published(
    app: Throughline, query: str
) -> None:
    _, marks = chart_of(app, query)
    for code in marks.view.places.codes:
        for group, indicator in GROUPS.items():
            own = [m for m in marks.each if (m.area_code, m.indicator_id) == (code, indicator)]
            assert {BANDS[m.series].group for m in own} <= {group}
            assert len(own) in (0, len(AGES) * len(SEXES)), "all its bands, or none"
            values = [value_of(app, mark) for mark in own]
            assert [mark.value for mark in own] == values
            if marks.view.form == "share":
                whole = sum(values)
                assert [m.drawn for m in own] == pytest.approx([100 * v / whole for v in values])
            else:
                assert [mark.drawn for mark in own] == values


def test_the_address_names_one_group_and_both_are_drawn(app: Throughline) -> None:
    one, other = (
        chart_of(app, f"chart=pyramid&indicator={i}&areas=DEU")[1] for i in GROUPS.values()
    )
    assert one.each == other.each
    assert {m.indicator_id for m in one.each} == {MIGRANTS, EVERYONE}


def test_germany_is_told_as_its_sheets_have_it(app: Throughline) -> None:
    """Of 13,132,146 migrants 10,766,998 are of working age; of 83,517 thousand 53,983 thousand."""
    chart, marks = chart_of(app, f"{BASE}&areas=DEU&year=2019")
    said = chart.sentence(marks, Words("en")).replace(NARROW_SPACE, " ")
    assert "of working age (15 to 64) are 82.0 % of migrants and 64.6 % of everyone" in said
    assert "under 15, 4.8 % and 13.8 %; 65 or over, 13.2 % and 21.6 %" in said
    assert "women or girls, 47.6 % and 50.6 %" in said
    assert "migrants is in the band 40–44, that of everyone in 45–49" in said
    assert "edition of 2019" in said and "citizenship" in said
    (mark,) = [m for m in marks.each if m.series == "migrants-F-75"]
    assert mark.value == 338_729
    assert mark.spoken.startswith("Germany, migrants, aged 75 and over, women and girls, 2019: 2.6")
    assert "(338,729 people)" in mark.spoken


def test_without_a_place_it_is_the_world_and_other_charts_are_not_refused_for_it(
    app: Throughline,
) -> None:
    got = served(app, BASE)
    assert "No place is chosen, so the world is drawn." in got["summary"]
    assert got["summary"].startswith("World, 2019:")
    assert "stacked" not in got["refused"]["chart"]
    assert "stacked" in served(app, f"{BASE}&areas=M49:001")["refused"]["chart"]


def test_of_many_places_the_first_two_are_drawn_and_it_says_so(app: Throughline) -> None:
    chart, marks = chart_of(app, f"{BASE}&areas=FRA,DEU,USA,MEX")
    assert list(dict.fromkeys(mark.area_code for mark in marks.each)) == ["FRA", "DEU"]
    said = chart.sentence(marks, Words("en"))
    assert "The chart shows the first 2 of 4 places" in said and "highest" not in said
    _, marks = chart_of(app, f"{BASE}&areas=FRA&among=M49:150")
    assert "The chart shows 2 of 47: those chosen, then" in chart.sentence(marks, Words("en"))


def test_a_group_without_ages_is_named_and_not_drawn(app: Throughline) -> None:
    chart, marks = chart_of(app, f"{BASE}&areas=BES,SSD&year=1990")
    assert {(m.area_code, m.indicator_id) for m in marks.each} == {
        ("BES", MIGRANTS), ("SSD", EVERYONE)
    }  # fmt: skip
    said = chart.sentence(marks, Words("en"))
    assert "Of Caribbean Netherlands, ages of everyone are not published for this year." in said
    assert "Of South Sudan, ages of migrants are not published for this year." in said
    nothing = served(app, f"{BASE}&areas=KIR&year=2019&from=1991&to=1993")
    assert not nothing["figure"]["data"] and "Kiribati" in nothing["summary"]


def test_another_indicator_is_refused_with_what_to_choose(app: Throughline) -> None:
    got = served(app, "chart=pyramid&indicator=ctx-migrant-stock")
    assert got["id"] == "line"
    assert "Choose “Migrants by age and sex (edition of 2019)”" in got["refusals"][0]["text"]
    assert "pyramid" in got["refused"]["chart"]
    label = app.reference.indicators[MIGRANTS].text("label", "en")
    assert f"“{label}”" in got["refused"]["chart"]["pyramid"], "called as its chooser calls it"


def test_a_doubted_value_is_hatched_and_no_share_rests_on_it(app: Throughline) -> None:
    chart, marks = chart_of(app, f"{BASE}&areas=DEU&year=2019")
    first, *rest = marks.each
    doubted = first._replace(kind="doubt", leads=False, reason="Too few.")
    other = Marks((doubted, *rest), marks.view)
    (trace, *_) = chart.figure(other, Look("en")).data
    assert trace.marker.pattern.shape[0] == "x" and trace.marker.pattern.shape[1] == ""
    said = chart.sentence(other, Words("en"))
    assert "Of Germany, one of the ages of migrants is doubted" in said
    assert "82.0" not in said and "Germany, everyone, 2019: 64.6" in said
    signs = [item.sign for item in chart.legend(other, Look("en"), Words("en"))]
    assert signs == ["block", "hollow", "crossed"]


@pytest.mark.parametrize("query", [BASE, f"{BASE}&areas=DEU,ARE", QUERIES[4]])
def test_a_step_of_the_year_gives_what_its_address_gives(app: Throughline, query: str) -> None:
    chart, marks = chart_of(app, query)
    assert chart.frames is not None
    frames = chart.frames(marks, Look("en"))
    assert frames.years == tuple(
        y for y in (1990, 1995, 2000, 2005, 2010, 2015, 2019) if "from" not in query or y >= 2000
    )
    for year, made, texts in zip(frames.years, frames.figures, frames.texts, strict=True):
        got = served(app, f"{query}&year={year}")
        assert [t["text"] for t in made["data"]] == [t["text"] for t in got["figure"]["data"]]
        assert texts["summary"] == got["summary"] and texts["table"] == got["table"]


def test_both_sides_of_the_axis_are_alike_and_shares_share_one(app: Throughline) -> None:
    for query, alike in ((QUERIES[1], True), (f"{QUERIES[1]}&people=persons", False)):
        chart, marks = chart_of(app, query)
        layout = chart.figure(marks, Look("en")).layout
        for axis in (layout.xaxis, layout.xaxis2):
            assert axis.range[0] == -axis.range[1]
            assert list(axis.tickvals) == [-v for v in reversed(axis.tickvals)]
            assert list(axis.ticktext) == list(reversed(axis.ticktext))
        assert (layout.xaxis.range == layout.xaxis2.range) == alike
        wide, narrow = layout, chart.figure(marks, Look("en", narrow=True)).layout
        assert wide.xaxis.domain != wide.xaxis2.domain and wide.yaxis.domain == wide.yaxis2.domain
        assert narrow.xaxis.domain == narrow.xaxis2.domain
        assert narrow.yaxis.domain[0] > narrow.yaxis2.domain[1]


def test_parts_cannot_be_chosen_where_all_are_drawn(app: Throughline) -> None:
    got = served(app, QUERIES[4])
    assert got["parts"] and got["choices"]["breakdown"] == ""
    assert not served(app, "chart=line&indicator=ctx-migrant-ages")["parts"]
