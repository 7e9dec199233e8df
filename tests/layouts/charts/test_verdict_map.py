"""The map of verdicts: figure, table and file hold every place in its class."""

import csv
import io
import json
import re
from collections import Counter

import plotly.graph_objects as go
import pytest

from app import Throughline
from callbacks.routing import read_address
from data.progress.settings import Setting
from layouts.charts import charts
from layouts.charts.over_years import tooltip
from layouts.charts.printed import SIGNS
from layouts.charts.record import BUNDLE
from layouts.charts.signs import HATCHES
from layouts.charts.verdict_map import fill
from layouts.charts.verdict_places import CLASSES, VerdictMarks
from layouts.pieces.markup import markup
from layouts.series.counted import Counted
from layouts.verdicts.choices import measures_filter, offered
from layouts.words.values import Words
from tests.layouts.charts.checks import LOOKS

pytestmark = pytest.mark.slow


CHILD = "sdg-3-2-1-sh-dyn-mort"
QUERIES = (
    f"indicator={CHILD}",
    f"indicator={CHILD}&method=statcan&base=near2018&lang=fr",
    "indicator=sdg-1-1-1-si-pov-day1&modelled=without",
    "indicator=ctx-remit-received",
)


def marks_of(app: Throughline, query: str) -> VerdictMarks:
    ctx, problems = read_address("/verdict-map", query, app.reference, app.store)
    assert not problems
    return charts()["verdict_map"].marks(ctx)


@pytest.mark.parametrize("query", QUERIES)
def test_figure_table_and_file_hold_every_place_in_its_class(app: Throughline, query: str) -> None:
    chart, marks = charts()["verdict_map"], marks_of(app, query)
    view, words = marks.view, Words(marks.view.ctx.lang)
    assert {m.area_code for m in marks.each} == {a.area_code for a in app.reference.countries()}
    for look in LOOKS:
        figure = chart.figure(marks, look)
        go.Figure(figure.to_dict())
        assert {trace.type for trace in figure.data} <= set(chart.traces) <= set(BUNDLE)
        shapes, dots, *signs = figure.data
        drawn = {
            code: (view.classes[k], text)
            for code, k, text in zip(shapes.locations, shapes.z, shapes.text, strict=True)
        }
        by_code = {mark.area_code: mark for mark in marks.each}
        for code, text, colour, symbol in zip(
            dots.customdata, dots.text, dots.marker.color, dots.marker.symbol, strict=True
        ):
            shown = by_code[code].shown
            assert (colour, symbol) == (fill(view, shown, look, "dot"), CLASSES[view.tone(shown)])
            drawn[code] = (shown, text)
        assert drawn == {c: (m.shown, tooltip(m.spoken)) for c, m in by_code.items() if c in drawn}
        hatched = [
            m.shown if m.role == "missing" else "" for m in map(by_code.get, shapes.locations)
        ]
        assert list(shapes.meta["patterns"]) == hatched
        assert {*hatched} - {""} <= HATCHES.keys()
        assert bool(signs) == look.printed, "a picture knows no style sheet"
        assert all(len(trace.lon) == len(hatched) - hatched.count("") for trace in signs)
    of = app.reference.areas
    counts = Counter((mark.shown, of[mark.area_code].kind) for mark in marks.each)
    told = [item.text for item in chart.legend(marks, LOOKS[0], words)]
    assert told == [
        f"{view.name(key)} ({Counted(counts[key, 'country'], counts[key, 'territory']).short})"
        for key in view.classes
    ]
    rows = chart.table(marks, words)[1]
    assert [(row[0], row[1]) for row in rows] == [(m.area, view.name(m.shown)) for m in marks.each]
    got = app.server.test_client().get(f"/export/verdict_map.csv?page=/verdict-map&{query}")
    table = list(csv.DictReader(io.StringIO(got.get_data(as_text=True).removeprefix("\ufeff"))))
    held = {row["area_code"]: (row["class"], row["band"], row["reason"]) for row in table}
    assert held == {m.area_code: (m.shown, m.band, m.reason) for m in marks.each}


def test_every_mark_leads_to_its_calculation(app: Throughline) -> None:
    marks = marks_of(app, f"indicator={CHILD}&method=statcan&areas=KEN,UGA")
    for trace in charts()["verdict_map"].figure(marks, LOOKS[0]).data:
        for areas in trace.customdata:
            path, _, query = trace.meta["href"].replace("%{customdata}", areas).partition("?")
            ctx, problems = read_address(path, query, app.reference, app.store)
            assert not problems
            others = [code for code in ("KEN", "UGA") if code != areas[:3]]
            assert (ctx.state.page, ctx.indicator) == ("verdict", CHILD)
            assert ctx.state.areas == (areas.partition(",")[0], *others)
            assert ctx.state.option("method") == "statcan"


def test_a_verdict_is_that_of_the_table_and_a_reason_stands_where_there_is_none(
    app: Throughline,
) -> None:
    marks = marks_of(app, f"indicator={CHILD}&method=unsd2022")
    verdicts = app.store.verdicts.of_indicator(CHILD, Setting("unsd2022", "near2015", "with"))
    for mark in marks.each:
        found = verdicts.get(mark.area_code)
        assert mark.band == (found.band if found else "")
        assert bool(mark.reason) == (mark.role == "missing") == (not mark.band)


@pytest.mark.parametrize("query", QUERIES)
def test_a_picture_has_its_sentence_its_source_and_a_sign_a_class(
    app: Throughline, query: str
) -> None:
    lang = "fr" if "lang=fr" in query else "en"
    address = (
        f"/chart/{app.store.build_id}/{lang}/verdict_map.json?page=/verdict-map&{query}&print=1"
    )
    got = app.server.test_client().get(address)
    assert got.status_code == 200, got.data
    notes = json.loads(got.data)["figure"]["layout"]["annotations"]
    text = " ".join(note["text"] for note in notes)
    assert "[en]" not in text and "charts." not in text
    assert "/verdict-map?" in text
    marks = marks_of(app, query)
    assert set(CLASSES.values()) <= SIGNS.keys()
    for key in marks.view.classes:
        assert marks.view.name(key).split("(")[0].strip() in text.replace("&#x27;", "'")


def test_the_page_opens_with_migrants_an_agreed_target_and_most_verdicts(
    app: Throughline,
) -> None:
    ctx, _ = read_address("/verdict-map", "", app.reference, app.store)
    countries = {a.area_code for a in app.reference.areas.values() if a.kind == "country"}

    def judged(indicator_id: str) -> int:
        found = app.store.verdicts.of_indicator(indicator_id, Setting("un5", "near2015", "with"))
        return sum(bool(v.band) for code, v in found.items() if code in countries)

    aimed = [
        i
        for i, of in app.reference.indicators.items()
        if of.measures == "migrants" and of.target_kind == "absolute"
    ]
    assert len(aimed) > 1 and ctx.indicator == max(aimed, key=judged)
    assert judged(ctx.indicator) > 100


def test_the_list_may_be_of_what_measures_migrants_alone(app: Throughline) -> None:
    every, _ = read_address("/verdict-map", f"indicator={CHILD}", app.reference, app.store)
    alone, _ = read_address(
        "/verdict-map", f"indicator={CHILD}&measures=migrants", app.reference, app.store
    )
    kinds = [i.measures for i in offered(every)]
    assert kinds.count("everyone") > kinds.count("migrants") > 3
    listed = offered(alone)
    assert {i.measures for i in listed if i.indicator_id != CHILD} == {"migrants"}
    assert CHILD in {i.indicator_id for i in listed}, "the chosen one stays"
    assert len(listed) == kinds.count("migrants") + 1
    to_all, to_migrants = re.findall('href="([^"]*)"', markup(measures_filter(every)))
    assert "measures" not in to_all and CHILD in to_all
    assert "measures=migrants" in to_migrants and "indicator" not in to_migrants
