"""The matrix of themes and goals: its marks are the themes' verdicts, its table and file theirs."""

import csv
import io
from collections import Counter

import pytest

from app import Throughline
from callbacks.routing import read_address
from data.progress.themes import UNJUDGED
from layouts.charts.matrix import CHART, MatrixMarks, marks
from layouts.pieces.markup import markup
from layouts.verdicts.matrix import matrix_section
from layouts.words.values import Words

CASES = ("areas=KEN", "areas=M49:202", "areas=M49:199&links=all")


def marks_of(app: Throughline, query: str, lang: str = "en") -> MatrixMarks:
    ctx, problems = read_address("/themes", f"{query}&lang={lang}", app.reference, app.store)
    assert not problems
    return marks(ctx)


@pytest.mark.parametrize("query", CASES)
def test_each_indicator_of_a_theme_is_counted_once_under_the_goal_of_its_target(
    app: Throughline, query: str
) -> None:
    found = marks_of(app, query)
    assert all(m.number == len(m.indicator_ids) for m in found.each if m.role != "members")
    for row in found.view.rows:
        own = [m for m in found.each if m.theme_id == row.theme.theme_id]
        ids = [indicator for m in own for indicator in m.indicator_ids]
        voting = [i for i, _, _ in row.progress.votes if app.reference.indicators[i].target_id]
        assert sorted(ids) == sorted(voting)
        bands = Counter(f.band for i, f, _ in row.progress.votes if i in voting and f and f.band)
        for band, number in bands.items():
            assert number == sum(m.number for m in own if (m.role, m.band) == ("band", band))
        apart = [i for i, _, reason in row.progress.votes if i in voting and reason in UNJUDGED]
        context = [i for m in own if m.role == "context" for i in m.indicator_ids]
        assert sorted(context) == sorted(apart)
        assert sum(m.number for m in own if m.role == "band") == sum(bands.values())


def test_countries_of_a_group_stand_only_where_it_has_no_verdict_itself(app: Throughline) -> None:
    found = marks_of(app, CASES[1])
    held = [cell for cell in found.cells.values() if cell.members]
    assert held and not any(cell.assessed for cell in held)
    for cell in held:
        assert sum(mark.share for mark in cell.members) == 100
        total = sum(mark.number for mark in cell.members)
        assert all(abs(m.share - 100 * m.number / total) < 1 for m in cell.members)
    assert not any(cell.members for cell in marks_of(app, CASES[0]).cells.values())


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("query", CASES)
def test_page_table_and_file_hold_the_marks(app: Throughline, query: str, lang: str) -> None:
    found = marks_of(app, query, lang)
    head, rows = CHART.table(found, Words(lang))
    filled = [cell for row in rows for cell in row[1:] if cell != "\u2014"]
    assert len(head) == 18 and len(rows) == len(found.view.rows)
    assert filled == [
        f"{cell.assessed}/{cell.assessable}"
        for row in found.view.rows
        for goal in app.reference.goals
        if (cell := found.cells.get((row.theme.theme_id, goal)))
    ]
    page = markup(matrix_section(found.view.ctx, tuple(found.view.rows)))
    assert page.count('class="matrix-cell"') == len(found.cells)
    said = CHART.sentence(found, Words(lang))
    assert said in page and str(len(found.cells)) in said and "[en]" not in said
    got = app.server.test_client().get(f"/export/matrix.csv?{query}&lang={lang}&page=/")
    table = csv.DictReader(io.StringIO(got.data.decode("utf-8-sig")))
    assert [
        (r["theme_id"], r["goal_id"], r["kind"], r["band"], r["indicator_ids"]) for r in table
    ] == [
        (m.theme_id, m.goal_id, m.role, m.band, ";".join(m.indicator_ids))
        for m in found.each
        if m.role != "members"
    ]
