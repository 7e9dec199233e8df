"""Countries by theme and by goal: the counts of the theme pages, and no score and no rank."""

import csv
import io

import numpy as np
import plotly.graph_objects as go
import pytest

from app import Throughline
from callbacks.routing import read_address
from data.progress.bands import COMMON
from data.progress.themes import UNJUDGED
from layouts.charts import country_matrix
from layouts.charts.country_rows import CountryMarks
from layouts.charts.over_years import tooltip
from layouts.progress.missing import missing_kind
from layouts.progress.of_area import goal_of, theme_rows
from layouts.words.format import sort_key
from layouts.words.values import Words
from tests.layouts.charts.checks import LOOKS

LDC = "M49:199"
QUERIES = (
    "board=themes",
    f"board=themes&areas={LDC}&links=all&method=unsd2022",
    f"board=goals&areas={LDC}",
    "board=goals&areas=NPL,KEN&modelled=without",
)


def marks_of(app: Throughline, query: str) -> CountryMarks:
    ctx, problems = read_address("/coverage", query, app.reference, app.store)
    assert not problems
    return country_matrix.marks(ctx)


@pytest.mark.parametrize("query", QUERIES)
def test_classes_and_reasons_add_up_to_what_is_asked(app: Throughline, query: str) -> None:
    found = marks_of(app, query)
    assert len(found.each) == len(found.view.countries) * len(found.view.columns)
    for mark in found.each:
        judged, missing = (sum(n for _, n in part) for part in (mark.classes, mark.missing))
        assert judged == mark.judged
        assert judged + missing == mark.of == len(mark.indicator_ids) > 0
        assert (mark.role == "missing") == (not judged)


@pytest.mark.parametrize("query", QUERIES)
def test_countries_stand_by_name_and_nothing_else(app: Throughline, query: str) -> None:
    found = marks_of(app, query)
    names = [line[0].area for line in found.lines]
    assert names == sorted(names, key=sort_key) and len(set(names)) == len(names)
    if "areas=" not in query:
        assert len(names) == 195


@pytest.mark.parametrize("code", ["NPL", "TUV", "DEU"])
def test_a_cell_says_what_the_page_of_its_theme_says(app: Throughline, code: str) -> None:
    themes = {m.column: m for m in marks_of(app, f"board=themes&areas={code}").each}
    goals = {m.column: m for m in marks_of(app, f"board=goals&areas={code}").each}
    ctx, _ = read_address("/themes", f"areas={code}", app.reference, app.store)
    votes = {}
    for row in theme_rows(ctx):
        mark, progress = themes[row.theme.theme_id], row.progress
        assert (mark.judged, mark.of) == (progress.assessed, progress.assessable)
        assert dict(mark.classes) == dict(progress.common)
        reasons: dict[str, int] = {}
        for reason, count in progress.not_assessed.items():
            kind = missing_kind(reason)
            reasons[kind] = reasons.get(kind, 0) + count
        assert dict(mark.missing) == reasons
        votes |= {i: (v, why) for i, v, why in progress.votes if why not in UNJUDGED}
    for goal, mark in goals.items():
        own = [i for i in votes if goal_of(ctx, app.reference.indicators[i]) == goal]
        assert sorted(mark.indicator_ids) == sorted(own)
        given = [v.common for v, _ in (votes[i] for i in own) if v and v.band]
        assert dict(mark.classes) == {name: given.count(name) for name in COMMON if name in given}


@pytest.mark.parametrize("query", QUERIES)
def test_a_stripe_is_an_indicator(app: Throughline, query: str) -> None:
    found = marks_of(app, query)
    for look in LOOKS:
        figure = country_matrix.figure(found, look)
        go.Figure(figure.to_dict())
        *classes, whole = figure.data
        drawn = {trace.meta["class"]: ~np.isnan(np.asarray(trace.z)) for trace in classes}
        assert np.sum([*drawn.values()], axis=0).max() == 1
        for name in COMMON:
            counts = [sum(dict(m.classes).get(name, 0) for m in line) for line in found.lines]
            assert drawn[name].sum(axis=1).tolist() == counts
        lacking = [sum(m.of - m.judged for m in line) for line in found.lines]
        assert drawn[""].sum(axis=1).tolist() == lacking
        assert len(whole.x) == len(found.view.columns) + 1
        assert [list(row) for row in whole.text] == [
            [tooltip(m.spoken) for m in line] for line in found.lines
        ]


@pytest.mark.parametrize("query", QUERIES)
def test_a_cell_leads_to_the_indicators_behind_it(app: Throughline, query: str) -> None:
    found = marks_of(app, query)
    whole = country_matrix.figure(found, LOOKS[0]).data[-1]
    for at, slug in enumerate(whole.customdata[0]):
        href = whole.meta["href"].replace("%{customdata}", slug).replace("%{y}", whole.y[0])
        path, _, search = href.partition("?")
        ctx, problems = read_address(path, search, app.reference, app.store)
        assert not problems and ctx.state.areas == (whole.y[0],)
        if ctx.state.page == "theme":
            theme = app.reference.theme_by_slug(ctx.state.slug)
            assert theme and theme.theme_id == found.view.columns[at].key
            assert ctx.state.option("method") in query or "method" not in query
        else:
            assert (ctx.state.page, ctx.state.option("goal")) == ("table", slug)


@pytest.mark.parametrize("query", QUERIES)
def test_table_and_file_have_the_cells_of_the_matrix(app: Throughline, query: str) -> None:
    found = marks_of(app, query)
    got = app.server.test_client().get(f"/export/country_matrix.csv?page=/coverage&{query}")
    rows = list(csv.DictReader(io.StringIO(got.get_data(as_text=True).removeprefix("\ufeff"))))
    assert [(r["area_code"], r["theme_or_goal_id"], r["in_words"]) for r in rows] == [
        (m.area_code, m.column, m.short) for m in found.each
    ]
    for row, mark in zip(rows, found.each, strict=True):
        assert [int(row[name]) for name in COMMON] == [dict(mark.classes).get(n, 0) for n in COMMON]
        assert row["indicator_ids"].split(";") == list(mark.indicator_ids)
        assert not {"score", "rank", "mean"} & set(row)
    head, cells = country_matrix.table(found, Words("en"))
    assert all(len(row) == len(head) for row in cells)
    assert [cell for row in cells for cell in row[1:]] == [mark.short for mark in found.each]
