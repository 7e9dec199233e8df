"""Who has a value, and when: each cell of each country is drawn as it was published."""

import csv
import gzip
import io
import json

import numpy as np
import plotly.graph_objects as go
import pytest

from app import Throughline
from callbacks.routing import read_address
from layouts.charts import coverage
from layouts.charts.coverage_cells import Coverage
from layouts.charts.record import BUNDLE, KINDS, Marks
from layouts.series.counted import shared
from layouts.words.values import Words
from tests.layouts.charts.checks import LOOKS, check_sentence

SERIES = (
    "ctx-remit-received-gdp",  # with doubts
    "ctx-missing-migrants",  # with a part of a year
    "sdg-11-6-2-en-atm-pm25",  # with estimates
    "ctx-eu-unemployment-foreign",  # with breaks, and suppressed values
    "sdg-10-7-2-sg-cpa-migrs",  # answers
    "wb-sl-uem-totl-zs",
)
MOST_KB = 50  # compressed, of the longest series, with a value in words for each cell


def marks_of(app: Throughline, indicator_id: str, query: str = "") -> Marks:
    ctx, problems = read_address(f"/indicators/{indicator_id}", query, app.reference, app.store)
    assert not problems
    return coverage.marks(ctx)


@pytest.mark.parametrize("indicator_id", SERIES)
def test_every_cell_is_drawn_as_it_was_published(app: Throughline, indicator_id: str) -> None:
    marks = marks_of(app, indicator_id)
    matrix = app.store.matrix(indicator_id)
    names = {a.text("short", "en"): a.area_code for a in app.reference.countries()}
    held = {(m.area_code, m.year): m for m in marks.each}
    figure = coverage.figure(marks, LOOKS[0])
    drawn = {}
    for trace in (trace for trace in figure.data if trace.meta["role"] == "value"):
        over = [t for t in figure.data if t.meta["role"] == "sign" and t.xaxis == trace.xaxis]
        for row, name in enumerate(trace.y):
            for column, year in enumerate(trace.x):
                signs = [t for t in over if not np.isnan(t.z[row][column])]
                assert not (signs and trace.z[row][column])
                drawn[names[name], year] = trace.text[row][column]
                code = names[name]
                letter = matrix.cell(code, year)[1] if code in matrix.areas else ""
                mark = held.get((code, year))
                whole = bool(mark) and mark.kind in ("plain", "break")
                assert bool(trace.z[row][column]) == whole
                assert bool(signs) == (bool(mark) and not whole or (not mark and letter != ""))
                if mark and mark.kind == "doubt":
                    assert len(signs) == 2, "a hole in a whole cell"
    assert set(names.values()) == {code for code, _ in drawn}
    assert held.keys() <= drawn.keys()
    words, unit = Words("en"), marks.view.main.told.unit
    for (code, year), text in drawn.items():
        mark = held.get((code, year))
        if mark:
            assert matrix.cell(code, year) == (mark.value, mark.status)
            assert text.startswith(words.value(mark.drawn, unit, 1e4).replace("&", "&amp;"))
            assert ("doubted" in text) == (mark.kind == "doubt")
        else:
            assert not any(sign.isdigit() for sign in text)


def test_why_a_value_is_missing_is_said(app: Throughline) -> None:
    marks = marks_of(app, "ctx-eu-unemployment-foreign")
    matrix = app.store.matrix("ctx-eu-unemployment-foreign")
    figure = coverage.figure(marks, LOOKS[0])
    texts = [
        t for trace in figure.data if trace.text is not None for row in trace.text for t in row
    ]
    years = list(Coverage(marks).years)
    suppressed = np.isnan(matrix.values) & (matrix.status == ord("Q"))
    columns = [i for i, code in enumerate(matrix.areas) if ":" not in code]
    rows = [i for i, year in enumerate(matrix.years) if year in years]
    assert texts.count("suppressed") == np.count_nonzero(suppressed[np.ix_(rows, columns)]) > 0


@pytest.mark.parametrize("indicator_id", SERIES)
def test_counts_are_those_of_the_store(app: Throughline, indicator_id: str) -> None:
    countries = {a.area_code for a in app.reference.countries()}
    matrix = app.store.matrix(indicator_id)
    found = Coverage(marks_of(app, indicator_id))
    cells = [
        o for code in matrix.areas for o in app.store.observations(indicator_id, (code,))
        if code in countries and o.value is not None
    ]  # fmt: skip
    assert len(found.marks.each) == len(cells)
    assert set(found.known) == {o.area_code for o in cells}
    years = sorted({o.year for o in cells})
    assert found.counts == {y: sum(o.year == y for o in cells) for y in years}
    regions = found.regions(Words("en"))
    assert sum(len(region.known) for region in regions) == len(found.known)
    assert {code for region in regions for code in region.areas} == countries


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_sentence_legend_table_and_file_are_of_the_same_rows(app: Throughline, lang: str) -> None:
    marks = marks_of(app, SERIES[0], f"lang={lang}")
    words, found = Words(lang), Coverage(marks)
    said = check_sentence(coverage.CHART, marks, lang)
    every = app.reference.areas
    assert said.startswith(shared(every, found.known, tuple(found.held), lang))
    signs = [item.sign for item in coverage.legend(marks, LOOKS[0], words)]
    assert signs == ["cover", "cover-hole", "cover-none"]
    head, rows = coverage.table(marks, words)
    assert len(head) == 4 and len(rows) == len(list(app.reference.countries()))
    kenya = next(row for row in rows if row[0] == "Kenya")
    years = [m.year for m in marks.each if m.area_code == "KEN"]
    assert kenya[1:] == [str(len(years)), str(min(years)), str(max(years))]
    address = f"/export/coverage.csv?page=/indicators/{SERIES[0]}&lang={lang}"
    text = app.server.test_client().get(address).get_data(as_text=True).removeprefix("\ufeff")
    held = [
        (r["area_code"], int(r["year"]), float(r["value"]))
        for r in csv.DictReader(io.StringIO(text))
    ]
    assert held == [(m.area_code, m.year, m.value) for m in marks.each]


def test_every_kind_has_a_shape_of_its_own_and_plotly_takes_the_figure(app: Throughline) -> None:
    shapes = [coverage.GAPS[kind] for kind in coverage.SIGNS if kind not in ("none", "forecast")]
    assert len(set(shapes)) == len(shapes)
    assert {*KINDS} - {"break"} <= coverage.SIGNS.keys()
    for look in LOOKS:
        for indicator_id in SERIES:
            figure = coverage.figure(marks_of(app, indicator_id), look)
            go.Figure(figure.to_dict())
            assert (
                {trace.type for trace in figure.data} <= set(coverage.CHART.traces) <= set(BUNDLE)
            )


@pytest.mark.parametrize("indicator_id", ["ctx-population", "ctx-net-migration"])
def test_the_answer_of_the_longest_series_is_small(app: Throughline, indicator_id: str) -> None:
    address = f"/chart/{app.store.build_id}/en/coverage.json?page=/indicators/{indicator_id}"
    got = app.server.test_client().get(address, headers={"Accept-Encoding": "identity"})
    assert got.status_code == 200
    assert json.loads(got.data)["table"]["rows"]
    assert len(gzip.compress(got.data, 6)) < MOST_KB * 1000


def test_a_series_without_countries_says_so(app: Throughline) -> None:
    empty = Marks((), marks_of(app, SERIES[0]).view)
    assert (Coverage(empty).known, Coverage(empty).counts) == ((), {})
    assert coverage.sentence(empty, Words("en")).startswith("No country")
    assert [item.sign for item in coverage.legend(empty, LOOKS[0], Words("en"))] == ["cover-none"]
