"""Ranking, slopes, then and now, distribution: figure, table, file and frames are their marks."""

import json
import math

import plotly.graph_objects as go
import pytest

from app import Throughline
from layouts.charts import charts
from layouts.charts.record import BUNDLE, KINDS, Look, Mark, Marks
from layouts.charts.template import plain
from layouts.words.values import Words
from tests.layouts.charts.support import LOOKS, file_of, marks_of, texts_of, told

pytestmark = pytest.mark.slow


# Every form, axis and summary; chosen places, groups and neither; doubts, breaks, a target.
RANKED = (
    "",
    "areas=MEX,PHL,KEN,DEU,LBR&year=2024",
    "areas=MEX,PHL&axis=log&among=M49:014",
    "indicator=ctx-remit-received&areas=MEX,PHL,TON&form=capita",
    "indicator=ctx-remit-received&total=sum&areas=MEX,PHL,IND&year=2019",
    "indicator=ctx-refugees-asylum&areas=DEU,FRA,ESP&total=median&form=change&baseyear=2000",
    "indicator=ctx-migrant-share&areas=DEU,FRA,ITA&total=mean",
    "indicator=ctx-refugees-asylum&areas=DEU,FRA,TUR&form=index&axis=log&baseyear=2005",
    "among=WB:LIC&areas=UGA&doubted=on",
    "indicator=sdg-3-2-1-sh-dyn-mort&among=M49:013&year=2015&baseyear=2000",
    "indicator=ctx-eu-employment-foreign&areas=DEU,FRA,ESP,M49:150",
    "indicator=ctx-migrant-stock&areas=DEU,FRA&breakdown=sex%3DF&from=2000&to=2020",
    "indicator=ctx-net-migration&areas=DEU,FRA,SYR",
)
STRIPS = (
    "areas=MEX,PHL,KEN,DEU",
    "colour=income&form=index&axis=log&baseyear=2010",
    "colour=none&indicator=ctx-population&axis=log&areas=LUX",
    "indicator=sdg-3-2-1-sh-dyn-mort&colour=income&areas=KEN,UGA,TZA,RWA,BDI&year=2010",
    "indicator=ctx-migrant-stock&breakdown=sex%3DM&form=change&year=2020",
    "among=WB:LMC&areas=DEU&doubted=on",
    "indicator=ctx-refugees-asylum&form=capita",
)
CASES = [(chart, q) for chart in ("bar", "slope", "dumbbell") for q in RANKED]
CASES += [("strip", q) for q in STRIPS]
QUARTILES = ("quartile_1", "median", "quartile_3")
every = pytest.mark.parametrize(("chart", "query"), CASES)


def drawn(marks: Marks, chart: str) -> list[Mark]:
    """Marks that stand in the figure with a text: the ends of a band have none."""
    return [m for m in marks.each if chart != "strip" or m.role not in ("quartile_1", "quartile_3")]


@every
def test_the_figure_holds_the_marks_and_no_others(app: Throughline, chart: str, query: str) -> None:
    marks, record = marks_of(app, chart, query), charts()[chart]
    assert marks.each
    wanted = told(drawn(marks, chart))
    for look in LOOKS:
        figure = record.figure(marks, look)
        if chart == "slope":
            ends = [
                (y, t) for trace in figure.data for y, t in zip(trace.y, trace.text, strict=True)
            ]
            assert sorted(ends) == wanted
        else:
            assert texts_of(figure) == wanted
        assert {trace.type for trace in figure.data} <= set(record.traces) <= set(BUNDLE)
        go.Figure(figure.to_dict())  # every property is one that plotly knows
    if chart == "strip":
        bands = [t.x.tolist() for t in figure.data if t.meta["role"] == "quartiles"]
        ends = [m.drawn for m in marks.each if m.role in ("quartile_1", "quartile_3")]
        assert [x for band in bands for x in band] == ends


@every
def test_marks_are_what_the_tables_say(app: Throughline, chart: str, query: str) -> None:
    marks = marks_of(app, chart, query)
    view = marks.view
    matrix = app.store.matrix(view.indicator_id, breakdown=view.part)
    for mark in marks.each:
        assert mark.kind in KINDS
        assert math.isfinite(mark.drawn)
        assert mark.drawn > 0 or not view.log
        assert mark.year in ((view.base, view.year) if view.takes.years == "two" else (view.year,))
        if mark.role in ("value", "context"):
            assert (mark.value, mark.status) == matrix.cell(mark.area_code, mark.year)
            assert f", {mark.year}: " in mark.spoken
        else:
            assert math.isnan(mark.value)
    assert len(marks.rows) == len(marks.each)
    places = [(m.area_code, m.year, m.role) for m in marks.each]
    assert len(set(places)) == len(places)


@every
def test_table_and_file_hold_the_marks_and_no_others(
    app: Throughline, chart: str, query: str
) -> None:
    marks, words = marks_of(app, chart, query), Words("en")
    unit = marks.view.main.told.unit
    head, rows = charts()[chart].table(marks, words)
    cells = [cell for row in rows for cell in row[2 if chart == "strip" else 1 :]]
    wanted = [words.exactly(mark.drawn, unit) for mark in marks.each]
    assert sorted(c.split(" (")[0].split(" Note:")[0] for c in cells) == sorted(wanted)
    assert head[-1] == str(marks.view.year)
    if chart != "strip":
        areas = list(dict.fromkeys(mark.area for mark in marks.each))
        assert [row[0] for row in rows] == areas
    table = file_of(app, chart, query)
    held = [(r["area_code"], int(r["year"]), float(r["value"]), r["statistic"]) for r in table]
    assert held == [
        (
            "" if ":SUM" in m.area_code else m.area_code,
            m.year,
            m.drawn,
            "value" if m.role == "context" else m.role,
        )
        for m in marks.each
    ]
    assert all(row["source"] and row["licence"] and row["link"] for row in table)


@pytest.mark.parametrize(
    ("chart", "query"),
    [
        ("bar", "among=M49:014&areas=KEN&total=none"),
        ("bar", "indicator=ctx-refugees-asylum"),  # places nobody named: picked anew each year
        ("bar", "indicator=ctx-refugees-asylum&areas=DEU,FRA,TUR&total=sum&form=capita"),
        ("bar", "among=M49:002&from=2015"),  # more than fit: the highest of each year
        ("slope", "baseyear=2010"),
        ("slope", "indicator=ctx-eu-employment-foreign&areas=DEU,FRA,ESP"),
        ("dumbbell", "indicator=ctx-refugees-asylum&baseyear=2010&form=change"),
        ("dumbbell", "indicator=sdg-3-2-1-sh-dyn-mort&areas=KEN,NPL&baseyear=2000&lang=fr"),
        ("beeswarm", "indicator=sdg-3-2-1-sh-dyn-mort&areas=KEN&baseyear=2010"),
        ("beeswarm", "indicator=ctx-refugees-origin&among=M49:002"),
        ("strip", "colour=income&areas=KEN&from=2014"),
        ("strip", "indicator=ctx-migrant-share&form=index&baseyear=2000"),
    ],
)
def test_a_frame_is_what_the_address_of_its_year_draws(
    app: Throughline, chart: str, query: str
) -> None:
    client, build = app.server.test_client(), app.store.build_id
    lang = "fr" if "lang=fr" in query else "en"
    address = f"/chart/{build}/{lang}/{chart}.json?page=/compare&chart={chart}&{query}"
    first = client.get(address).json
    years = first["frames"]["years"]
    frames = client.get(first["frames"]["href"]).json
    assert frames["years"] == years == sorted(set(years))
    assert len(frames["figures"]) == len(frames["texts"]) == len(years) > 5
    assert first["year"] in years
    for i in (0, 1, len(years) // 2, len(years) - 2, len(years) - 1):
        asked = client.get(f"{address}&year={years[i]}").json
        assert asked["year"] == years[i]
        shown = frames["figures"][i]
        layout = {**first["figure"]["layout"], **shown["layout"]}
        assert (shown["data"], layout) == (asked["figure"]["data"], asked["figure"]["layout"])
        changed = {name: asked[name] for name in frames["texts"][i]}
        assert frames["texts"][i] == changed
        assert {"title", "subtitle", "summary", "legend", "table", "csv"} <= set(changed)
        assert str(years[i]) in changed["subtitle"]


@pytest.mark.parametrize("chart", ["bar", "slope", "dumbbell", "strip"])
@pytest.mark.parametrize("year", [1900, 1993, 2017, 2020, 2090])  # stocks are of every fifth year
def test_a_year_without_values_gives_way_to_the_last_before_it(
    app: Throughline, chart: str, year: int
) -> None:
    """Of a change since 2010, years before it are none of charts of two years."""
    from layouts.charts.asked import _nearest  # the rule itself: years outside addresses, too

    two = chart in ("slope", "dumbbell")
    view = marks_of(app, chart, "indicator=ctx-migrant-stock&areas=MEX&baseyear=2010").view
    matrix = app.store.matrix(view.indicator_id)
    held = [
        int(y) for y, row in zip(matrix.years, matrix.values, strict=True) if (row == row).any()
    ]
    wanted = [y for y in held if y > 2010] if two else held
    assert list(view.years) == wanted
    if year in wanted:
        assert _nearest(view.years, year) == year
    else:
        before = [y for y in wanted if y < year]
        assert _nearest(view.years, year) == (before[-1] if before else wanted[-1])


def test_two_years_that_are_one_draw_nothing_and_say_so(app: Throughline) -> None:
    for chart in ("slope", "dumbbell"):
        marks = marks_of(app, chart, "areas=MEX,PHL&from=2020&to=2020")
        assert not marks.each
        said = charts()[chart].sentence(marks, Words("en"))
        assert "compares two years, and only 2020 has values" in said
        assert not charts()[chart].legend(marks, Look("en"), Words("en"))
        got = app.server.test_client().get(
            f"/chart/x/en/{chart}.json?page=/compare&areas=MEX&from=2020&to=2020"
        )
        assert got.json["figure"]["layout"]["xaxis"] == {"visible": False}
    for chart in ("bar", "strip"):
        query = "indicator=ctx-eu-foreign-born&areas=KEN&among=M49:014"
        marks = marks_of(app, chart, query)
        assert not marks.each
        said = charts()[chart].sentence(marks, Words("en"))
        assert "No place chosen has the values needed" in said


def test_each_kind_of_value_has_its_look_in_each_chart(app: Throughline) -> None:
    """Liberia 2024 is doubted; the German series of foreign employment breaks."""
    look, words = Look("en"), Words("en")
    query = "areas=LBR,PHL&year=2024&baseyear=2010"
    (bar,) = charts()["bar"].figure(marks_of(app, "bar", query), look).data
    at = next(i for i, text in enumerate(bar.text) if text.startswith("Liberia"))
    assert (bar.marker.pattern.shape[at], bar.marker.pattern.shape[1 - at]) == ("x", "")
    assert bar.marker.pattern.bgcolor == "#ffffff" != bar.marker.color[at]
    assert bar.marker.line.width[at] > bar.marker.line.width[1 - at] == 0
    both = charts()["dumbbell"].figure(marks_of(app, "dumbbell", query), look)
    end = next(t for t in both.data if t.meta["role"] == "end")
    assert set(end.marker.symbol) == {"circle", "square-x"}
    start = next(t for t in both.data if t.meta["role"] == "start")  # hollow is then, full is now
    assert set(start.marker.color) == {"#ffffff"} and "#ffffff" not in end.marker.color
    loose = next(t for t in both.data if t.meta.get("loose"))
    assert loose.line.dash == "dot" and len(loose.x) == 3
    lines = {t.name: t for t in charts()["slope"].figure(marks_of(app, "slope", query), look).data}
    assert lines["Liberia"].line.dash == "dot" and lines["Philippines"].line.dash == "solid"
    assert lines["Liberia"].marker.symbol[1].endswith("circle-x-open")
    strip = charts()["strip"].figure(marks_of(app, "strip", query), look)
    symbols = {
        t: s
        for trace in strip.data
        if trace.meta["role"] == "value"
        for t, s in zip(trace.text, _each(trace.marker.symbol, len(trace.x)), strict=True)
    }
    assert next(s for t, s in symbols.items() if t.startswith("Liberia")) == "circle-x-open"
    signs = {
        "bar": "crossed",
        "dumbbell": "crossed-square",
        "slope": "doubt",
        "strip": "crossed-dot",
    }
    for chart, sign in signs.items():
        items = charts()[chart].legend(marks_of(app, chart, query), look, words)
        assert {item.sign: item.text for item in items}[sign] == "doubted"


def _each(value: object, count: int) -> list:
    return [value] * count if isinstance(value, str) else list(value)


def test_a_break_since_the_base_is_dotted_and_told(app: Throughline) -> None:
    query = "indicator=ctx-eu-employment-foreign&areas=DEU,FRA,ESP"
    for chart in ("slope", "dumbbell"):
        marks, record = marks_of(app, chart, query), charts()[chart]
        view = marks.view
        matrix = app.store.matrix(view.indicator_id)
        years = range(view.base + 1, view.year + 1)
        codes = {mark.area_code for mark in marks.each}
        broken = {c for c in codes if any(matrix.cell(c, y)[1] == "B" for y in years)}
        assert broken
        items = record.legend(marks, Look("en"), Words("en"))
        assert "dotted" in [item.sign for item in items]
        assert "partly one of method" in record.sentence(marks, Words("en"))
        if chart == "slope":
            drawn_so = {
                t.meta["code"]
                for t in record.figure(marks, Look("en")).data
                if t.line.dash == "dot"
            }
            assert drawn_so == broken


@pytest.mark.parametrize("chart", ["bar", "slope", "dumbbell", "strip"])
def test_the_target_stands_at_its_level_and_the_axis_holds_it(app: Throughline, chart: str) -> None:
    query = "indicator=sdg-3-2-1-sh-dyn-mort&areas=JPN,DEU&among=M49:150"
    for axis in ("linear", "log"):
        figure = charts()[chart].figure(marks_of(app, chart, f"{query}&axis={axis}"), Look("en"))
        (line,) = figure.layout.shapes
        side = "y" if chart == "slope" else "x"
        assert line[f"{side}0"] == line[f"{side}1"] == 25
        label = next(n for n in figure.layout.annotations if "Target: 25" in n.text)
        level = math.log10(25) if axis == "log" else 25
        assert label[side] == level
        low, high = figure.to_dict()["layout"][f"{side}axis"]["range"]
        assert low < level < high
    summed = charts()[chart].figure(marks_of(app, chart, f"{query}&form=change"), Look("en"))
    assert not summed.layout.shapes


def test_pictures_and_json_are_plain(app: Throughline) -> None:
    for chart in ("bar", "slope", "dumbbell", "strip"):
        address = f"/chart/x/fr/{chart}.json?page=/compare&areas=LBR,KEN&print=1"
        got = json.loads(app.server.test_client().get(address).data)
        assert got["figure"]["layout"]["annotations"]
        marks = marks_of(app, chart, "areas=LBR,KEN")
        trace = plain(charts()[chart].figure(marks, Look("en")))["data"][0]
        assert trace["x"].dtype.kind in "fi"
