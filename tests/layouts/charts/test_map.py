"""The map: figure, table, file and years hold its marks; what is doubted leads no sentence."""

import csv
import io
import json
import re
from collections import Counter
from dataclasses import replace
from html import escape

import numpy as np
import plotly.graph_objects as go
import pytest

from app import Throughline
from callbacks.routing import read_address
from layouts.charts import charts, map_words
from layouts.charts.map_figure import tones
from layouts.charts.map_frames import painted
from layouts.charts.map_rows import MapMarks
from layouts.charts.map_view import MapView, view_of
from layouts.charts.match import NOTHING
from layouts.charts.over_years import tooltip
from layouts.charts.record import BUNDLE
from layouts.charts.tables import NONE
from layouts.pieces.map_legend import CLASSES, full_legend, short_legend
from layouts.pieces.markup import markup
from layouts.words.values import Words
from tests.layouts.charts.checks import LOOKS

QUERIES = (
    "indicator=ctx-migrant-share&year=2020",
    "indicator=ctx-eu-unemployment-foreign&year=2023&match=within3&region=europe",
    "indicator=ctx-remit-received-gdp&year=2024&doubted=on&breaks=own&limits=1,5,20",
    "indicator=ctx-net-migration&palette=status&classes=4&projection=globe",
    "indicator=ctx-idp-unhcr&year=2023&layout=tiles&lang=fr",
    "indicator=ctx-migrant-share&breakdown=sex%3DF&match=latest&breaks=log",
)


def marks_of(app: Throughline, query: str, page: str = "/map") -> MapMarks:
    ctx, problems = read_address(page, query, app.reference, app.store)
    assert not problems
    return charts()["map"].marks(ctx)


def whole(count: str) -> int:
    """Countries and territories of a count of a legend, together."""
    return sum(map(int, count.split("+")))


def answer_of(app: Throughline, query: str, further: str = "") -> dict:
    lang = "fr" if "lang=fr" in query else "en"
    address = f"/chart/{app.store.build_id}/{lang}/map.json?page=/map&{query}{further}"
    got = app.server.test_client().get(address)
    assert got.status_code == 200, got.data
    return json.loads(got.data)


@pytest.mark.parametrize("query", QUERIES)
def test_figure_table_and_file_hold_the_marks_and_no_others(app: Throughline, query: str) -> None:
    chart, marks = charts()["map"], marks_of(app, query)
    words = Words(marks.view.ctx.lang)
    codes = {place.area_code for place in marks.each}
    assert len(codes) == len(marks.each) == len(marks.view.inside)
    for look in LOOKS:
        figure, scale = chart.figure(marks, replace(look, lang=words.lang)), tones(marks, look)
        go.Figure(figure.to_dict())
        assert {trace.type for trace in figure.data} <= set(chart.traces) <= set(BUNDLE)
        drawn = {}
        for trace in figure.data:
            if trace.meta["role"] != "value":
                continue
            shapes = trace.type == "choropleth"
            found = trace.locations if shapes else trace.customdata
            fills = [scale[k] for k in trace.z] if shapes else trace.marker.color
            if trace.type == "scatter":  # hollow tiles have their colour at the edge
                fills = trace.marker.line.color
            drawn |= {c: row for c, *row in zip(found, trace.text, fills, strict=True)}
        for place in marks.each:
            if place.area_code not in drawn:  # islands without a tile, a place without a point
                assert "tiles" in query or app.reference.areas[place.area_code].lat is None
                continue
            text, fill = drawn.pop(place.area_code)
            assert text == tooltip(map_words.tooltip(place, marks.view, words))
            step = place.level if place.level >= 0 else len(scale) - len(NOTHING) - 1 - place.level
            assert fill == scale[step]
        assert not drawn
    rows = chart.table(marks, words)[1]
    cells = Counter((row[0], row[1]) for row in rows)
    unit = marks.view.unit
    assert cells == Counter(
        (p.area, words.exactly(p.value, unit) if p.known else NONE) for p in marks.each
    )
    file = {r["area_code"]: r for r in csv_of(app, query)}
    assert file.keys() == codes
    for place in marks.each:
        row = file[place.area_code]
        assert (row["shown_as"], row["obs_status"]) == (place.shown_as, place.status)
        assert row["value"] == "" if not place.known else float(row["value"]) == place.value
        assert row["year"] == (str(place.year) if place.known else "")


def csv_of(app: Throughline, query: str) -> list[dict[str, str]]:
    got = app.server.test_client().get(f"/export/map.csv?page=/map&{query}")
    text = got.get_data(as_text=True).removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("query", QUERIES)
def test_every_year_that_is_sent_is_what_its_own_address_gives(
    app: Throughline, query: str
) -> None:
    """Letters read once more here, as map_frames.py describes them, not by its code."""
    sent = answer_of(app, query)
    words = Words(marks_of(app, query).view.ctx.lang)
    inside = sent["inside"] or range(len(sent["codes"]))
    for at, year in list(enumerate(sent["years"]))[:: max(1, len(sent["years"]) // 4)]:
        marks = marks_of(app, f"{re.sub('&year=[0-9]+', '', query)}&year={year}")
        by_code = {place.area_code: place for place in marks.each}
        assert len(by_code) == len(list(inside))
        for i in inside:
            place = by_code[sent["codes"][i]]
            cell = ord(sent["cells"][i * len(sent["years"]) + at])
            row = ord(sent["rows"][i * len(sent["years"]) + at])
            apart = place.kind in ("doubt", "part", "forecast")
            level = 48 + place.level if place.level >= 0 else 64 + NOTHING.index(place.shown_as)
            estimated = place.kind == "estimate" and place.level >= 0
            assert cell == level + 32 * apart + 64 * estimated
            own = sent["first"] + row - 35 if row != 32 else (year if place.known else None)
            assert own == place.year
        texts = sent["texts"][at]
        assert texts["summary"] == map_words.sentence(marks, words)
        assert texts["title"] == map_words.title(marks.view, year, words)
        levels = Counter(place.level for place in marks.each)
        counts = [whole(count) for count in texts["counts"]]
        assert counts == [levels[entry["level"]] for entry in sent["levels"]]
        assert sum(whole(n) for *_, n in texts["years"]) == sum(p.known for p in marks.each)
        assert whole(texts["estimate"]) == int(marks.estimated.sum())


@pytest.mark.parametrize("query", QUERIES)
def test_the_words_of_a_year_are_those_of_its_marks_in_every_part_of_the_world(
    app: Throughline, query: str
) -> None:
    sent, codes = answer_of(app, query, "&words=1"), answer_of(app, query)["codes"]
    marks = marks_of(app, re.sub("&region=[a-z]+", "", query))
    words, unit = Words(marks.view.ctx.lang), marks.view.unit
    assert len(codes) == len(sent["values"]) == len(sent["tips"]) == len(marks.each)
    said = dict(zip(codes, zip(sent["values"], sent["tips"], strict=True), strict=True))
    for place in marks.each:
        value, tip = said[place.area_code]
        name = escape(place.area, quote=False)
        assert tip.startswith(f"<strong>{name}</strong><br>{escape(value, quote=False)}")
        if not place.known:
            assert value.startswith(words.t(f"js.map.kind.{place.shown_as}"))
            assert (str(place.year) in value) == (place.year is not None)
            continue
        assert value.startswith(words.value(place.value, unit))
        assert (words.t("map.of_year", year=place.year) in value) == (place.year != marks.year)
        assert (words.t("js.doubts.mark") in value) == (place.kind == "doubt")
        assert str(place.year) in tip.partition("<svg")[0].split("<br>")
        shown = re.sub("<[^>]+>", " ", tip)
        assert escape(place.reason.split(" ")[-1], quote=False) in shown


def test_no_other_chart_has_words_of_places_or_a_panel(app: Throughline) -> None:
    client, build = app.server.test_client(), app.store.build_id
    for part in ("words", "panel"):
        line = client.get(f"/chart/{build}/en/line.json?page=/themes/drivers&{part}=1")
        assert (line.status_code, line.get_json()) == (200, None)


@pytest.mark.parametrize("page", ["/map", "/themes/drivers"])
def test_the_legend_of_a_page_has_a_row_for_all_that_a_map_shows(
    app: Throughline, page: str
) -> None:
    ctx, _ = read_address(page, "", app.reference, app.store)
    legend = full_legend(ctx) if page == "/map" else short_legend(ctx)
    rows = re.findall('data-level="([^"]+)"', markup(legend))
    assert len(rows) == len(set(rows))
    most = "indicator=ctx-migrant-share&breaks=own&limits=1,2,3,4,5,6,7,8,9,10,11,12"
    for query in (*QUERIES, most):
        sent = answer_of(app, query)
        assert {str(entry["level"]) for entry in sent["levels"]} <= set(rows)
        assert len(sent["colours"][0]) == len(sent["inks"][0]) <= CLASSES
        if page == "/map":
            longest = max(len(texts["years"]) for texts in sent["texts"])
            assert {f"year-{i}" for i in range(longest)} <= set(rows)


@pytest.mark.parametrize("query", QUERIES)
def test_the_sentence_says_who_leads_and_how_many_show_nothing(
    app: Throughline, query: str
) -> None:
    marks = marks_of(app, query)
    words = Words(marks.view.ctx.lang)
    said = charts()["map"].sentence(marks, words)
    assert "[en]" not in said and "{" not in said and "nan" not in said.lower()
    led = sorted((p for p in marks.each if p.leads), key=lambda p: p.value)
    for place in (led[0], led[-1]):
        values = [p for p in led if p.value == place.value]
        unit = marks.view.unit
        assert any(f"{words.value(p.value, unit)} ({p.area})" in said for p in values)
    for kind, count in Counter(p.shown_as for p in marks.each).items():
        if kind != "value":
            name = re.escape(words.t(f"js.map.kind.{kind}"))
            told = re.search(rf"{name} \(([^()]+)\)", said)
            assert told and sum(map(int, re.findall(r"\d+", told[1]))) == count


def test_a_doubted_value_leads_nothing_unless_the_reader_lets_it(app: Throughline) -> None:
    query = "indicator=ctx-migrant-share&year=2024"
    off, on = marks_of(app, query), marks_of(app, f"{query}&doubted=on")
    doubted = [p for p in off.each if p.kind == "doubt"]
    assert doubted
    assert not any(p.leads for p in doubted)
    assert all(p.leads for p in on.each if p.kind == "doubt")
    assert on.view.scheme.highest > off.view.scheme.highest
    assert doubted[0].reason in charts()["map"].sentence(off, Words("en"))
    notes = answer_of(app, query, "&print=1")["figure"]["layout"]["annotations"]
    text = " ".join(note["text"] for note in notes)
    assert "drawn apart" in text
    assert "Years in use: 2024" in text
    drawn = charts()["map"].figure(off, LOOKS[2])
    signs = [s for t in drawn.data if t.meta["role"] == "sign" for s in t.marker.symbol]
    assert signs.count("circle-x-open") == len(doubted)


def changed(view: MapView, values: np.ndarray) -> MapView:
    """The same map with other numbers in its series."""
    matrix = replace(view.series.matrix, values=values)
    ctx = view.ctx
    store = type("Store", (), {"__getattr__": lambda _, name: getattr(ctx.store, name)})()
    store.matrix = lambda *_, **__: matrix
    return view_of(replace(ctx, store=store))


@pytest.mark.parametrize("breaks", ["log", "equal", "pretty", "quantile"])
@pytest.mark.parametrize(
    "name", ["one country", "one year", "all zero", "all missing", "negative", "twelve orders"]
)
def test_odd_numbers_still_read(app: Throughline, name: str, breaks: str) -> None:
    view = marks_of(app, f"indicator=ctx-migrant-share&breaks={breaks}").view
    values = np.array(view.series.matrix.values)
    own = np.full(values.shape, np.nan)
    kenya = view.series.matrix.areas.index("KEN")
    world = view.series.matrix.areas.index("M49:001")
    column = {"one country": kenya, "all missing": world}.get(name)
    if column is not None:
        own[:, column] = values[:, column]
    elif name == "one year":
        own[-1] = values[-1]
    else:
        orders = 10.0 ** (values / 100 * 12 - 4)
        own = {"all zero": np.zeros(values.shape), "negative": -values, "twelve orders": orders}[
            name
        ]
    odd = changed(view, own)
    sent = painted(MapMarks(odd, odd.years[-1]), Words("en"))
    classes = [entry for entry in sent["levels"] if entry["level"] >= 0]
    assert len(classes) == 0 if name in ("all zero", "all missing") else 1 <= len(classes) <= 7
    told = json.dumps([sent["texts"], sent["levels"]])
    assert "NaN" not in told
    assert "nan" not in told.lower().replace("finan", "")
    assert "inf" not in told.lower()
    assert all(sum(map(whole, texts["counts"])) == len(odd.codes) for texts in sent["texts"])
