"""The map of promises: figure, legend, table and file hold every country with its answer."""

import csv
import io
import json
from collections import Counter

import plotly.graph_objects as go
import pytest

from app import Throughline
from callbacks.routing import read_address
from data.area_groups import members
from data.promises import ANSWERS, NONE, promises
from layouts.charts import charts, promise_map
from layouts.charts.over_years import tooltip
from layouts.charts.printed import SIGNS
from layouts.charts.promise_rows import PromiseMarks
from layouts.charts.record import BUNDLE
from layouts.charts.signs import HATCHES
from layouts.words.values import Words
from tests.layouts.charts.checks import LOOKS

QUERIES = (
    "",
    "promise=reviews&within=M49:002&lang=fr",
    "promise=steps&answer=champion_plan",
    "promise=PAL-TIP&answer=signed&lang=fr",
    "promise=ILO-C097&within=M49:199",
    "promise=residence",
    "promise=dual&answer=none",
)
REFUSED = ("not a party", "non partie", "n’est pas partie", "has not ratified", "did not")


def marks_of(app: Throughline, query: str) -> PromiseMarks:
    ctx, problems = read_address("/commitments", query, app.reference, app.store)
    assert not problems
    return promise_map.marks(ctx)


def file_of(app: Throughline, query: str) -> list[dict[str, str]]:
    got = app.server.test_client().get(f"/export/promise_map.csv?page=/commitments&{query}")
    return list(csv.DictReader(io.StringIO(got.get_data(as_text=True).removeprefix("\ufeff"))))


@pytest.mark.parametrize("query", QUERIES)
def test_figure_table_and_file_hold_the_marks_and_no_others(app: Throughline, query: str) -> None:
    chart, marks = charts()["promise_map"], marks_of(app, query)
    words, areas = Words(marks.view.ctx.lang), app.reference.areas
    assert marks.each
    spoken = {m.area_code: tooltip(m.spoken) for m in marks.each if areas[m.area_code].lat}
    for look in LOOKS:
        figure = chart.figure(marks, look)
        go.Figure(figure.to_dict())
        assert {trace.type for trace in figure.data} <= set(chart.traces) <= set(BUNDLE)
        told = [t for t in figure.data if t.meta["role"] == "value"]
        drawn = {c: s for t in told for c, s in zip(t.customdata, t.text, strict=True)}
        assert drawn == spoken
        shown = {m.area_code: m.answer for m in marks.each}
        shapes = figure.data[0]
        for code, step, pattern in zip(
            shapes.locations, shapes.z, shapes.meta["patterns"], strict=True
        ):
            assert marks.classes[step] == shown[code]
            assert pattern == promise_map.PATTERNS.get(shown[code], ("",))[0]
        assert {*shapes.meta["patterns"]} - {""} <= HATCHES.keys()
    head, rows = chart.table(marks, words)
    assert all(len(row) == len(head) for row in rows)
    assert [row[:2] for row in rows] == [[m.area, m.told] for m in marks.each]
    held = [(r["area_code"], r["answer"], r["answer_in_words"], r["as_of"], r["evidence"])
            for r in file_of(app, query)]  # fmt: skip
    wanted = [(m.area_code, m.answer, m.told, m.as_of, m.evidence) for m in marks.each]
    assert held == wanted
    counts = Counter(m.answer for m in marks.each)
    legend = [item.text for item in chart.legend(marks, LOOKS[0], words)]
    assert legend == [
        f"{marks.view.class_name(a)} ({counts[a]})" for a in ANSWERS[marks.view.kind] if counts[a]
    ]


def test_the_vote_has_the_published_totals_in_legend_and_sentence(app: Throughline) -> None:
    marks = marks_of(app, "")
    legend = " ".join(item.text for item in promise_map.legend(marks, LOOKS[0], Words("en")))
    told = promise_map.sentence(marks, Words("en"))
    for total in (152, 5, 12, 24):
        assert f"({total})" in legend and str(total) in told
    assert "19 December 2018" in told and "derived" in told


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_country_without_a_row_is_told_as_that_and_no_more(app: Throughline, lang: str) -> None:
    for promise in promises(app.reference):
        marks = marks_of(app, f"promise={promise}&lang={lang}")
        words = Words(lang)
        head, rows = promise_map.table(marks, words)
        text = " ".join([promise_map.sentence(marks, words), *(c for row in rows for c in row)])
        spoken = " ".join(m.spoken for m in marks.each)
        assert not [word for word in REFUSED if word in text + spoken]
        assert "[en]" not in text and "promises." not in text
        for mark in marks.each:
            if mark.answer == NONE:
                assert mark.told == words.t("promises.none") and mark.as_of
                assert mark.told.lower()[:6] in mark.spoken.lower()


def test_signs_and_hatches_tell_classes_apart_without_colour(app: Throughline) -> None:
    for kind, own in ANSWERS.items():
        if not {*own} & {*promise_map.COUNTS}:
            signs = [promise_map.sign(answer) for answer in own]
            assert len(set(signs)) == len(signs), kind
        plain = [a for a in own if a not in promise_map.PATTERNS and a in promise_map.BARE]
        assert len(plain) == 1 or {*plain} <= {*promise_map.COUNTS}, kind
        for look in LOOKS:
            fills = [promise_map.fill(answer, look) for answer in own]
            assert len(set(fills)) == len(fills), kind
    assert {promise_map.sign(a) for own in ANSWERS.values() for a in own} <= SIGNS.keys()


def test_a_group_holds_its_members_and_an_answer_of_another_promise_is_not_asked_for(
    app: Throughline,
) -> None:
    africa = members(app.reference, app.store, "M49:002")
    marks = marks_of(app, "within=M49:002")
    assert {m.area_code for m in marks.each} <= set(africa)
    assert marks.counts["yes"] == 46
    assert marks_of(app, "answer=champion").each == marks_of(app, "").each
    _, problems = read_address("/commitments", "promise=ICRM", app.reference, app.store)
    assert problems[0].kind == "named_promise"
    assert "promise=ICRMW" in problems[0].choices[0][1]


def test_a_picture_has_sentence_and_source(app: Throughline) -> None:
    address = f"/chart/{app.store.build_id}/fr/promise_map.json?page=/commitments&print=1"
    got = app.server.test_client().get(address)
    assert got.status_code == 200, got.data
    text = " ".join(n["text"] for n in json.loads(got.data)["figure"]["layout"]["annotations"])
    assert "152" in text and "scrutin" in text and "/commitments" in text
    assert "[en]" not in text and "promises." not in text


def test_the_map_of_consultations_holds_every_event_and_its_file_each_with_a_source(
    app: Throughline,
) -> None:
    ctx, _ = read_address("/themes", "", app.reference, app.store)
    chart = charts()["consultation_map"]
    marks = chart.marks(ctx)
    shown = [event.consultation_id for mark in marks.each for event in mark.events]
    left = {c.type for c in app.reference.consultations.values()
            if c.consultation_id not in shown}  # fmt: skip
    assert left == {"review", "programme_country"} and len(shown) == len(set(shown))
    for look in LOOKS:
        figure = chart.figure(marks, look)
        drawn = sorted(text for trace in figure.data for text in trace.text)
        assert drawn == sorted(tooltip(mark.spoken) for mark in marks.each)
    got = app.server.test_client().get("/export/consultation_map.csv?page=/themes")
    rows = list(csv.DictReader(io.StringIO(got.get_data(as_text=True).removeprefix("\ufeff"))))
    assert [row["consultation_id"] for row in rows] == shown
    assert all(row["source"] and row["evidence"] for row in rows)
    for lang, about in (("en", "about fifty"), ("fr", "cinquantaine")):
        told = chart.sentence(marks, Words(lang))
        assert about in told and "15" in told
