"""The scoreboard of migrants' own numbers: counted once more from the tables, cell by cell."""

import csv
import io

import numpy as np
import pytest

from app import Throughline
from callbacks.routing import read_address
from data.recency import CONSULTED, last_years
from layouts.charts import scoreboard, silent_map
from layouts.charts.record import Look
from layouts.charts.scoreboard_rows import NOT_HELD, STATES, AnsweredMarks
from layouts.words.values import Words


def marks_of(app: Throughline, query: str = "") -> AnsweredMarks:
    ctx, problems = read_address("/scoreboard", query, app.reference, app.store)
    assert not problems
    return scoreboard.marks(ctx)


def test_every_indicator_on_migrants_counts_every_country_once(app: Throughline) -> None:
    found = marks_of(app)
    wanted = {i for i, own in app.reference.indicators.items() if own.measures == "migrants"}
    assert set(found.by_indicator) == wanted
    countries = {a.area_code for a in app.reference.areas.values() if a.kind == "country"}
    for indicator_id, own in found.by_indicator.items():
        codes = [code for mark in own for code in mark.area_codes]
        assert sorted(codes) == sorted(countries)
        assert (own[0].state == NOT_HELD) == (not app.store.has_data(indicator_id))


def test_a_number_since_2017_is_one_that_the_table_holds(app: Throughline) -> None:
    found = marks_of(app)
    for indicator_id, own in found.by_indicator.items():
        matrix = app.store.matrix(indicator_id)
        if matrix is None:
            continue
        recent = {
            code
            for at, code in enumerate(matrix.areas)
            if not np.isnan(matrix.values[np.asarray(matrix.years) >= CONSULTED, at]).all()
        }
        since = {code for m in own if m.state == "since" for code in m.area_codes}
        assert since == recent & set(found.view.members)
        years = last_years(app.store, indicator_id)
        assert all(
            years[code] < CONSULTED for m in own if m.state == "before" for code in m.area_codes
        )


def test_the_goals_stand_first_then_those_with_most_numbers(app: Throughline) -> None:
    found = marks_of(app)
    order = [(not own[0].sdg, own[0].state == NOT_HELD, -found.count(i, "since"))
             for i, own in found.by_indicator.items()]  # fmt: skip
    assert order == sorted(order)
    told = scoreboard.sentence(found, Words("en"))
    half = sum(2 * found.count(i, "since") >= len(found.view.members) for i in found.official)
    assert f"{half} have a number" in told and f"the {len(found.official)} series" in told


@pytest.mark.parametrize("query", ["", "areas=M49:202"])
def test_who_is_silent_is_counted_from_the_same_rows(app: Throughline, query: str) -> None:
    found = marks_of(app, query)
    marks = silent_map.silent(found)
    held = [i for i in found.official if found.by_indicator[i][0].state != NOT_HELD]
    for mark in marks.each:
        heard = sum(
            mark.area_code in m.area_codes
            for i in held
            for m in found.by_indicator[i]
            if m.state == "since"
        )
        assert mark.silent == len(held) - heard and mark.of == len(held)
        assert 0 <= mark.level < silent_map.CLASSES


def test_bars_are_as_long_as_their_counts(app: Throughline) -> None:
    found = marks_of(app)
    figure = scoreboard.figure(found, Look("en"))
    drawn = {}
    for trace in figure.data:
        if trace.meta["role"] != "whole":
            for x, y in zip(trace.x, trace.y, strict=True):
                drawn[y] = drawn.get(y, 0) + x
    assert set(drawn.values()) == {len(found.view.members)}
    assert len(drawn) == len(found.by_indicator)


def test_the_file_names_every_country_of_every_indicator(app: Throughline) -> None:
    got = app.server.test_client().get("/export/scoreboard.csv?page=/scoreboard")
    rows = list(csv.DictReader(io.StringIO(got.get_data(as_text=True).removeprefix("\ufeff"))))
    found = marks_of(app)
    assert len(rows) == len(found.by_indicator) * len(found.view.members)
    assert {row["state"] for row in rows} <= {*STATES, NOT_HELD}
    assert all((row["latest_year"] == "") == (row["state"] in ("never", NOT_HELD)) for row in rows)
