"""Lines: what is drawn, said, written and exported is one set of marks. To copy for others."""

import csv
import io
import json
import math
import re
from itertools import chain

import plotly.graph_objects as go
import pytest

from app import Throughline
from callbacks.routing import read_address
from layouts.charts import charts
from layouts.charts.record import BUNDLE, FORMS, KINDS, Look, Mark, Marks
from layouts.charts.tables import NONE
from layouts.words.values import Words

CHART = charts()["line"]
LOOKS = (Look("en"), Look("fr", dark=True, narrow=True), Look("en", printed=True))
# Every form, axis, summary and neighbour; chosen places, groups and neither; gaps, breaks, doubts.
QUERIES = (
    "",
    "areas=MEX,PHL,KEN,DEU",
    "areas=MEX,PHL&axis=log",
    "indicator=ctx-migrant-stock&areas=DEU,FRA&form=capita",
    "indicator=ctx-refugees-asylum&areas=DEU,FRA,ESP&total=sum&form=index",
    "indicator=ctx-refugees-asylum&areas=DEU,FRA,ESP&total=sum&form=capita",
    "indicator=ctx-refugees-asylum&areas=DEU,FRA,ESP&total=median&form=change&baseyear=2000",
    "indicator=ctx-migrant-share&areas=DEU,FRA,ITA&total=mean",
    "indicator=ctx-refugees-asylum&beside=ctx-asylum-seekers&areas=DEU,FRA",
    "indicator=ctx-refugees-asylum&areas=NRU,DEU",
    "among=WB:LIC&areas=UGA&axis=log",
    "among=M49:014",
    "indicator=ctx-eu-foreign-born&areas=DEU,FRA,POL,M49:150",
    "indicator=ctx-eu-employment-foreign&areas=DEU,FRA",
    "indicator=sdg-3-2-1-sh-dyn-mort&areas=NPL,KEN",
    "areas=MEX&from=2015&to=2005",
    "areas=LBR&doubted=on",
    "indicator=ctx-migrant-stock&areas=DEU,FRA&breakdown=sex%3DF&form=capita",
    "indicator=wb-sp-urb-totl-in-zs&areas=KEN,WB:LIC,WB:UMC,M49:001",
    "indicator=ctx-eu-foreign-born&areas=KEN",
)


def marks_of(app: Throughline, query: str) -> Marks:
    ctx, problems = read_address("/compare", query, app.reference, app.store)
    assert not problems
    return CHART.marks(ctx)


def points(figure: go.Figure) -> list[tuple]:
    """Year, value and text of every mark of a figure; joining lines have none."""
    return sorted(
        (x, y, text)
        for trace in figure.data
        if trace.text is not None
        for x, y, text in zip(trace.x, trace.y, trace.text, strict=True)
        if text
    )


def tip(mark: Mark) -> str:
    from layouts.charts.over_years import tooltip

    return tooltip(mark.spoken)


@pytest.mark.parametrize("query", QUERIES)
def test_the_figure_holds_the_marks_and_no_others(app: Throughline, query: str) -> None:
    marks = marks_of(app, query)
    wanted = sorted((mark.year, mark.drawn, tip(mark)) for mark in marks.each)
    for look in LOOKS:
        figure = CHART.figure(marks, look)
        assert points(figure) == wanted
        assert {trace.type for trace in figure.data} <= set(CHART.traces) <= set(BUNDLE)
        go.Figure(figure.to_dict())  # every property is one that plotly knows


@pytest.mark.parametrize("query", QUERIES)
def test_marks_are_what_the_tables_say(app: Throughline, query: str) -> None:
    marks = marks_of(app, query)
    view = marks.view
    for mark in marks.each:
        assert mark.kind in KINDS
        assert math.isfinite(mark.drawn)
        assert mark.drawn > 0 or not view.log
        if mark.role not in ("value", "context"):
            assert math.isnan(mark.value)
            continue
        matrix = app.store.matrix(mark.indicator_id, breakdown=view.part)
        assert matrix is not None
        assert (mark.value, mark.status) == matrix.cell(mark.area_code, mark.year)
        assert (mark.kind == "doubt") <= bool(mark.reason)
    assert list(marks.rows.columns) == list(Mark._fields)
    assert len(marks.rows) == len(marks.each)


def oracle(app: Throughline, marks: Marks, mark: Mark) -> float:
    """A value in its form, worked out from the tables one cell at a time."""
    view, store = marks.view, app.store
    places = [c for c in view.places.codes if ":SUM" not in c]
    codes = places if mark.role in ("sum", "mean", "median") else [mark.area_code]

    def cell(indicator: str, code: str, year: int) -> float:
        part = view.part if indicator == mark.indicator_id else ""
        value = store.matrix(indicator, breakdown=part).cell(code, year)[0]
        return math.nan if value is None else value

    def raw(year: int) -> float:
        values = [cell(mark.indicator_id, code, year) for code in codes]
        if mark.role == "mean":
            heads = [cell("ctx-population", code, year) for code in codes]
            return sum(v * w for v, w in zip(values, heads, strict=True)) / sum(heads)
        return sum(values)

    def form(year: int) -> float:
        value = raw(year)
        if view.form == "capita":
            heads = sum(cell("ctx-population", code, year) for code in codes)
            return value * view.main.of.factor / heads * view.main.of.per
        if view.form == "index":
            return value / raw(view.base) * 100
        return value - raw(view.base) if view.form == "change" else value

    if mark.role != "median":
        return form(mark.year)
    alone = sorted(oracle(app, marks, mark._replace(area_code=c, role="value")) for c in places)
    half = len(alone) // 2
    return alone[half] if len(alone) % 2 else (alone[half - 1] + alone[half]) / 2


@pytest.mark.parametrize("query", [q for q in QUERIES if "form" in q or "total" in q])
def test_forms_and_summaries_are_those_of_a_slow_and_plain_sum(
    app: Throughline, query: str
) -> None:
    marks = marks_of(app, query)
    assert marks.each
    assert marks.view.form in FORMS
    for mark in marks.each[:: max(1, len(marks.each) // 60)]:
        assert math.isclose(mark.drawn, oracle(app, marks, mark), rel_tol=1e-9, abs_tol=1e-9), mark


@pytest.mark.parametrize("query", QUERIES)
def test_table_and_file_hold_the_marks_and_no_others(app: Throughline, query: str) -> None:
    marks, words = marks_of(app, query), Words("en")
    units = {part.name: part.told.unit for part in marks.view.parts}
    _, rows = CHART.table(marks, words)
    cells = [cell for row in rows for cell in row[1:] if cell != NONE]
    wanted = [words.exactly(mark.drawn, units[mark.series]) for mark in marks.each]
    assert sorted(cell.split(" (")[0].split(" Note:")[0] for cell in cells) == sorted(wanted)
    client = app.server.test_client()
    text = client.get(f"/export/compare.csv?page=/compare&{query}").get_data(as_text=True)
    table = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    held = [(r["indicator_id"], r["area_code"], int(r["year"]), float(r["value"])) for r in table]
    codes = [(m.indicator_id, "" if ":SUM" in m.area_code else m.area_code) for m in marks.each]
    assert held == [(*c, m.year, m.drawn) for c, m in zip(codes, marks.each, strict=True)]
    assert [row["statistic"] for row in table] == [
        {"context": "value"}.get(mark.role, mark.role) for mark in marks.each
    ]
    assert all(row["source"] and row["licence"] and row["link"] for row in table)


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_number_of_the_sentence_is_a_mark(app: Throughline, query: str, lang: str) -> None:
    """First and last value of each place named, as its own marks have them."""
    marks = marks_of(app, f"{query}&lang={lang}")
    words = Words(lang)
    said = CHART.sentence(marks, words)
    units = {part.name: part.told.unit for part in marks.view.parts}
    shown = {words.value(mark.drawn, units[mark.series]) for mark in marks.each}
    for area, text in re.findall(
        r"(?:^|\. )([^.:]+?)\u00a0?: ([^.]*?\d[^:]*? (?:in|en) \d{4})", said
    ):
        value = re.split(r" (?:in|en) \d{4}", text)[0]
        assert value.removesuffix(".") in {v.removesuffix(".") for v in shown}, (area, text)
    if marks.each:
        first = next(m for m in marks.each if m.role != "context")
        assert first.area in said
    assert ".." not in said
    assert "[en]" not in said


def test_gaps_breaks_estimates_and_doubts_are_drawn_apart(app: Throughline) -> None:
    def joins(query: str) -> set[str]:
        figure = CHART.figure(marks_of(app, query), Look("en"))
        return {t.meta["kind"] for t in figure.data if t.meta["role"] == "join"}

    assert joins("indicator=ctx-migrant-stock&areas=DEU") == {"gap"}  # every five years
    assert "estimate" in joins("indicator=ctx-eu-foreign-born&areas=DEU,FRA,POL,ITA,ESP,BEL,NLD")
    assert "doubt" in joins("areas=LBR")
    marks = marks_of(app, "indicator=ctx-eu-employment-foreign&areas=DEU")
    broken = [mark.year for mark in marks.each if mark.status == "B"]
    assert broken
    figure = CHART.figure(marks, Look("en"))
    ends = [
        (a, b)
        for trace in figure.data
        if trace.meta["role"] == "join"
        for a, b in zip(trace.x, trace.x[1:], strict=False)
    ]
    assert not [pair for pair in ends if pair[1] in broken and pair[0] == pair[1] - 1]
    symbols = [t.marker.symbol for t in figure.data if t.meta["role"] == "value"]
    assert "bowtie-open" in chain.from_iterable(
        s if isinstance(s, tuple) else (s,) for s in symbols
    )


def test_a_target_has_a_line_and_a_path_from_where_the_first_place_stood(app: Throughline) -> None:
    figure = CHART.figure(
        marks_of(app, "indicator=sdg-3-2-1-sh-dyn-mort&areas=KEN,NPL"), Look("en")
    )
    level = next(s.y0 for s in figure.layout.shapes if s.yref != "paper")
    assert level == 25
    texts = [note.text for note in figure.layout.annotations]
    assert any("Target: 25" in text for text in texts)
    assert {"Global Compact", "Pandemic"} <= set(texts)
    path = next(trace for trace in figure.data if trace.meta["role"] == "path")
    matrix = app.store.matrix("sdg-3-2-1-sh-dyn-mort")
    assert path.x[0] >= 2010
    assert path.y[0] == matrix.cell("KEN", int(path.x[0]))[0]
    assert (path.x[-1], path.y[-1]) == (2030, 25)
    assert all(a > b for a, b in zip(path.y, path.y[1:], strict=False))
    assert "Kenya" in path.name


def test_nothing_to_draw_is_said(app: Throughline) -> None:
    marks = marks_of(app, "indicator=ctx-eu-foreign-born&areas=KEN")
    assert not marks.each
    assert "None of the places chosen has a value" in CHART.sentence(marks, Words("en"))
    assert not CHART.legend(marks, Look("en"), Words("en"))


def test_no_place_chosen_draws_a_choice_that_is_said(app: Throughline) -> None:
    amounts = marks_of(app, "indicator=ctx-remit-received")
    assert amounts.view.places.picked == "highest"
    matrix, year = app.store.matrix("ctx-remit-received"), amounts.view.year
    values = [matrix.sure(code, year) for code in amounts.view.places.codes]
    assert values == sorted(values, reverse=True)
    every = sorted(v for c in matrix.areas if ":" not in c and (v := matrix.sure(c, year)))
    assert values == every[-6:][::-1]
    assert "the 6 countries with the highest values" in CHART.sentence(amounts, Words("en"))
    rates = marks_of(app, "indicator=ctx-migrant-share")
    assert rates.view.places.codes[0] == "M49:001"
    assert "the world and the 5 most populous" in CHART.sentence(rates, Words("en"))


def test_the_json_is_plain_numbers(app: Throughline) -> None:
    build = app.store.build_id
    address = f"/chart/{build}/en/line.json?page=/compare&areas=KEN,NPL"
    answer = json.loads(app.server.test_client().get(address).data)
    trace = next(t for t in answer["figure"]["data"] if t["meta"]["role"] == "value")
    assert trace["x"][0] == int(trace["x"][0])
    assert len(trace["x"]) == len(trace["y"]) == len(trace["text"])
