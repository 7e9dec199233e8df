"""The board of figures: counted once more from the tables; a cell without a number says why."""

import csv
import io

import numpy as np
import plotly.graph_objects as go
import pytest

from app import Throughline
from callbacks.routing import read_address
from data.holdings import REASONS, holding
from data.recency import CONSULTED
from layouts.charts import holdings
from layouts.charts.holdings_levels import LEVELS, MISSING
from layouts.charts.holdings_rows import HoldingMarks
from layouts.charts.over_years import tooltip
from layouts.charts.record import Look
from layouts.words.text import languages, locale
from layouts.words.values import Words
from tests.layouts.charts.checks import LOOKS

LDC = "M49:199"
QUERIES = (
    "",
    "shows=age",
    "shows=modelled&topic=drivers",
    f"areas={LDC}&topic=governance",
    f"areas={LDC}&by=regions",
    "by=countries&shows=modelled&topic=governance",
    "areas=KEN,UGA&shows=age",
)


def marks_of(app: Throughline, query: str = "") -> HoldingMarks:
    ctx, problems = read_address("/coverage", query, app.reference, app.store)
    assert not problems
    return holdings.marks(ctx)


def rows_of(app: Throughline, query: str) -> list[dict[str, str]]:
    got = app.server.test_client().get(f"/export/holdings.csv?page=/coverage&{query}")
    return list(csv.DictReader(io.StringIO(got.get_data(as_text=True).removeprefix("\ufeff"))))


def recent(app: Throughline, indicator_id: str) -> dict[str, bool]:
    """Of each area with a number, whether it has one since 2017: cell by cell from the table."""
    matrix = app.store.matrix(indicator_id)
    if matrix is None:
        return {}
    late = np.asarray(matrix.years) >= CONSULTED
    return {
        code: not np.isnan(matrix.values[late, at]).all()
        for at, code in enumerate(matrix.areas)
        if not np.isnan(matrix.values[:, at]).all()
    }


@pytest.mark.parametrize("query", QUERIES)
def test_a_cell_counts_every_country_once_and_says_why_one_has_no_number(
    app: Throughline, query: str
) -> None:
    found = marks_of(app, query)
    columns = found.view.columns
    assert sorted(c for column in columns for c in column.codes) == sorted(found.view.countries)
    assert len(found.each) == len(found.view.indicators) * len(columns)
    for line, indicator_id in zip(found.lines, found.view.indicators, strict=True):
        since = recent(app, indicator_id)
        for mark, column in zip(line, columns, strict=True):
            assert (mark.indicator_id, mark.area_code) == (indicator_id, column.area.area_code)
            states = [since.get(code) for code in column.codes]
            assert (mark.since, mark.before) == (states.count(True), states.count(False))
            assert mark.never == states.count(None) == sum(n for _, n in mark.reasons)
            assert {reason for reason, _ in mark.reasons} <= set(REASONS)
            assert (mark.role == "missing") == (mark.never == mark.of) == (mark.level in MISSING)
            assert mark.spoken and mark.short


def test_the_countries_of_the_world_are_those_of_the_united_nations(app: Throughline) -> None:
    codes = {area.area_code for area in app.reference.areas.values() if area.kind == "country"}
    for query in ("", "by=countries"):
        found = marks_of(app, query)
        assert set(found.view.countries) == codes and len(codes) == 195
    ldc = {a.area_code for a in app.reference.areas.values() if a.kind == "country" and a.ldc}
    drawn = [column.area.area_code for column in marks_of(app, f"areas={LDC}").view.columns]
    assert set(drawn) == ldc and len(drawn) == len(ldc)


def test_a_group_that_nobody_lists_is_not_named_over_the_countries_of_the_world(
    app: Throughline,
) -> None:
    unlisted = [
        code
        for code, area in app.reference.areas.items()
        if area.kind in ("group", "region")
        and len(marks_of(app, f"areas={code}&topic=governance").view.countries) == 195
        and code != "M49:001"
    ]
    assert unlisted
    for code in unlisted[:3]:
        view = marks_of(app, f"areas={code}&topic=governance").view
        assert (view.area, view.by) == ("World", "regions")


def test_a_reason_is_the_one_that_tables_or_catalogue_know(app: Throughline) -> None:
    def why(indicator_id: str, code: str) -> str:
        return holding(app.store, indicator_id).why(app.store, code)

    assert why("ctx-eu-first-permits", "KEN") == "not_asked"
    assert why("ctx-eu-first-permits", "DEU") == ""
    assert why("ctx-student-mobility", "KEN") == "licence"
    assert why("ctx-eu-immigration", "DEU") == "defect"
    assert why("sdg-13-2-1-en-naa-plan", "KEN") == "groups_only"
    matrix = app.store.matrix("ctx-resettlement")
    known = {matrix.areas[i] for i in np.flatnonzero(~np.isnan(matrix.values).all(axis=0))}
    said = [c for c in matrix.areas if ":" not in c and c not in known]
    assert said and {why("ctx-resettlement", code) for code in said} == {"not_applicable"}
    kept = {entry["indicator_id"] for entry in app.store.catalogue["withheld"]}
    for indicator_id in app.reference.indicators:
        own = holding(app.store, indicator_id)
        assert own.held == app.store.has_data(indicator_id)
        if not own.held:
            assert (own.kept_out == "no_series") == (indicator_id not in kept)


def test_an_estimate_is_what_the_publisher_marks_as_one(app: Throughline) -> None:
    found = marks_of(app, "shows=modelled&by=countries&topic=drivers")
    seen = set()
    for mark in found.each:
        if mark.role == "missing":
            continue
        matrix = app.store.matrix(mark.indicator_id)
        at = matrix.areas.index(mark.area_code)
        last = int(np.flatnonzero(~np.isnan(matrix.values[:, at]))[-1])
        letter = chr(matrix.status[last, at])
        own = [":" not in code for code in matrix.areas]
        marked = ((matrix.status == ord("E")) & ~np.isnan(matrix.values))[:, own].any()
        assert mark.year == matrix.years[last]
        assert (mark.level == "unmarked") == (not marked)
        assert (mark.level == "estimate") == (letter == "E")
        seen.add(mark.level)
    assert {"unmarked", "estimate", "plain"} <= seen


@pytest.mark.parametrize("query", ["", "shows=age", "shows=modelled", "by=countries"])
def test_every_cell_is_drawn_once_in_its_class(app: Throughline, query: str) -> None:
    found = marks_of(app, query)
    for look in LOOKS:
        figure = holdings.figure(found, look)
        go.Figure(figure.to_dict())  # plotly knows every property
        *classes, whole = figure.data
        drawn = np.full((len(found.lines), len(found.view.columns)), "", dtype="U20")
        for trace in classes:
            cells = ~np.isnan(np.asarray(trace.z))
            assert not (drawn[cells] != "").any()
            drawn[cells] = trace.meta["level"]
        assert drawn.tolist() == [[mark.level for mark in line] for line in found.lines]
        assert [list(row) for row in whole.text] == [
            [tooltip(mark.spoken) for mark in line] for line in found.lines
        ]
        assert len(set(whole.x)) == len(whole.x) and len(set(whole.y)) == len(whole.y)


@pytest.mark.parametrize("query", QUERIES)
def test_table_and_file_have_the_cells_of_the_board(app: Throughline, query: str) -> None:
    found = marks_of(app, query)
    rows = rows_of(app, query)
    keys = [(row["indicator_id"], row["area_code"], row["in_words"]) for row in rows]
    assert keys == [(m.indicator_id, m.area_code, m.spoken) for m in found.each]
    for row, mark in zip(rows, found.each, strict=True):
        parts = [int(row[name]) for name in ("since_2017", "only_before", "without")]
        assert sum(parts) == int(row["countries"]) == mark.of
        quoted = bool(row["source"] and row["licence"] and row["edition"])
        assert quoted == app.store.has_data(mark.indicator_id)
        assert bool(row["reasons"]) == bool(mark.never)
    head, cells = holdings.table(found, Words("en"))
    assert all(len(row) == len(head) for row in cells)
    if found.view.single:
        assert [row[-1] for row in cells] == [mark.spoken for mark in found.each]
    else:
        assert [c for row in cells for c in row[1:]] == [mark.short for mark in found.each]


def test_shares_of_the_sentence_are_those_of_the_cells(app: Throughline) -> None:
    found = marks_of(app)
    whole = len(found.view.indicators) * len(found.view.countries)
    assert sum(found.counts[name] for name in ("since", "before", "never")) == whole
    told = holdings.sentence(found, Words("en"))
    assert f"{round(100 * found.counts['since'] / whole)}%" in told
    one = holdings.sentence(marks_of(app, "areas=KEN"), Words("en"))
    assert f"Kenya: of {len(app.reference.indicators)} indicators" in one


def test_every_reason_and_class_has_words() -> None:
    for lang in languages():
        for key in (*(f"why.{r}" for r in REASONS), *(f"level.{name}" for name in LEVELS)):
            assert f"holdings.{key}" in locale(lang)


def test_a_theme_that_does_not_exist_is_a_problem_with_the_nearest(app: Throughline) -> None:
    _, (problem,) = read_address("/coverage", "topic=driver", app.reference, app.store)
    assert problem.kind == "named_theme"
    assert any("topic=drivers" in address for _, address in problem.choices)


def test_signs_of_a_legend_are_of_the_classes_drawn(app: Throughline) -> None:
    for query in ("", "areas=KEN,UGA"):
        found = marks_of(app, query)
        texts = [item.text for item in holdings.legend(found, Look("en"), Words("en"))]
        seen = {mark.level for mark in found.each}
        assert texts == [Words("en").t(f"holdings.level.{name}") for name in LEVELS if name in seen]
