"""Columns as wide as the people: widths, order, who has no value, and half of the people."""

import math
import re

import numpy as np
import pytest

from app import Throughline
from data.area_groups import WORLD, members
from layouts.charts.people import SIZE, columns, unknown
from layouts.charts.record import Look
from layouts.words.values import Words
from tests.layouts.charts.checks import (
    chart_of,
    check_file,
    check_sentence,
    check_table,
    check_values,
    served,
    summed,
)

pytestmark = pytest.mark.slow


QUERIES = (
    "chart=marimekko&indicator=ctx-remit-received-gdp&year=2023",
    "chart=marimekko&indicator=sdg-3-2-1-sh-dyn-mort&areas=NPL,KEN,M49:001&year=2010",
    "chart=marimekko&indicator=ctx-remit-received&among=M49:014&areas=DEU&year=2020",
    "chart=marimekko&indicator=ctx-refugees-asylum&doubted=on",
    "chart=marimekko&indicator=ctx-hdi&year=2022",
)


def people_of(app: Throughline, year: int, codes: set[str]) -> dict[str, float]:
    """People of some countries, read off the table by itself."""
    matrix = app.store.matrix("ctx-population")
    found = {code: matrix.cell(code, year)[0] for code in codes if code in matrix.areas}
    return {code: value for code, value in found.items() if value}


@pytest.mark.parametrize("query", QUERIES)
def test_figure_table_and_file_hold_the_marks_and_no_others(app: Throughline, query: str) -> None:
    chart, marks = chart_of(app, query)
    assert chart.id == "marimekko" and marks.each
    found = columns(marks)
    assert len(found) * 2 == len(marks.each)
    for look in (Look("en"), Look("fr", dark=True, narrow=True), Look("en", printed=True)):
        bars, gap = chart.figure(marks, look).data
        assert list(bars.y) == [column.main.drawn for column in found]
        assert all(c.main.spoken.split("<")[0] for c in found)
        assert len(bars.text) == len(found) and gap.text is None
        ends = np.array(bars.x) + np.array(bars.width) / 2
        assert np.allclose(ends[:-1], (np.array(bars.x) - np.array(bars.width) / 2)[1:])
        assert math.isclose(ends[-1] + gap.width[0], 1, abs_tol=1e-9)
    check_values(app, marks)
    check_table(chart, marks, marks.each)
    check_file(app, query, marks)
    for lang in ("en", "fr"):
        check_sentence(*chart_of(app, f"{query}&lang={lang}"), lang)


@pytest.mark.parametrize("query", QUERIES)
def test_widths_are_shares_of_the_people_of_all_countries_asked_for(
    app: Throughline, query: str
) -> None:
    _, marks = chart_of(app, query)
    view = marks.view
    codes = set(members(app.reference, app.store, view.places.among or WORLD))
    codes |= {code for code in view.places.marked if ":" not in code}
    people = people_of(app, view.year, codes)
    for column in columns(marks):
        code = column.main.area_code
        assert column.people.area_code == code and column.people.series == SIZE
        assert math.isclose(column.width, people[code] / sum(people.values()))
    values = [column.main.drawn for column in columns(marks)]
    assert values == sorted(values, reverse=True)
    drawn = {column.main.area_code for column in columns(marks)}
    assert set(unknown(marks)) == set(people) - drawn
    if lost := len(people) - len(drawn):
        said = served(app, query)["summary"]
        assert f"Without a value: {lost} " in summed(said)


def test_half_of_the_people_is_a_median_weighted_by_people(app: Throughline) -> None:
    query = "chart=marimekko&indicator=sdg-3-2-1-sh-dyn-mort&year=2010"
    chart, marks = chart_of(app, query)
    led = [column for column in columns(marks) if column.main.leads]
    values = np.array([column.main.drawn for column in led])
    weights = np.array([column.width for column in led])
    for value in values:  # the one value with at most half above it and at least half from it on
        if weights[values > value].sum() < weights.sum() / 2 <= weights[values >= value].sum():
            half = Words("en").value(value, marks.view.main.told.unit)
    assert f"live in countries with {half} or more" in chart.sentence(marks, Words("en"))
    there = [column for column in led if column.main.drawn <= 25]
    said = summed(chart.sentence(marks, Words("en")))
    assert f"At the target or better: {len(there)} countries, with " in said


def test_an_amount_is_drawn_per_head_so_that_the_surface_is_the_amount(app: Throughline) -> None:
    _, marks = chart_of(app, "chart=marimekko&indicator=ctx-remit-received&year=2020")
    assert marks.view.form == "capita"
    for column in columns(marks):
        per = marks.view.main.of.per / marks.view.main.of.factor
        assert math.isclose(column.main.drawn * column.people.drawn / per, column.main.value)


@pytest.mark.parametrize(
    ("indicator", "why"),
    [
        ("ctx-missing-migrants", "not those it happened to"),
        ("sdg-10-7-2-sg-cpa-migrs", "no height"),
    ],
)
def test_events_and_grades_are_no_heights(app: Throughline, indicator: str, why: str) -> None:
    found = served(app, f"chart=marimekko&indicator={indicator}")
    assert found["id"] == "bar"
    assert why in found["refusals"][0]["text"]


def test_not_quite_everyone_is_not_100_per_cent(app: Throughline) -> None:
    found = served(app, "chart=marimekko&indicator=sdg-3-2-1-sh-dyn-mort&year=2024")
    lost = re.search(r"Without a value: \d+ .* with ([\d.]+)% of", found["summary"])
    assert lost and 0 < float(lost[1]) < 1
    assert f"with {100 - float(lost[1]):.1f}% of the people have" in found["summary"]


def test_half_of_the_people_is_told_with_its_unit(app: Throughline) -> None:
    found = served(app, "chart=marimekko&indicator=ctx-refugees-asylum")
    assert re.search(r"countries with [\d.]+ per 1,000 people or more", found["summary"])


def test_no_name_lies_on_the_target(app: Throughline) -> None:
    """Columns fall from left to right: the target is named where they are lowest."""
    chart, marks = chart_of(app, "chart=marimekko&indicator=sdg-3-2-1-sh-dyn-mort&year=2024")
    for look in (Look("en"), Look("fr", narrow=True)):
        target = chart.figure(marks, look).layout.annotations[0]
        assert (target.x, target.xanchor) == (1, "right")


def test_people_themselves_are_no_height(app: Throughline) -> None:
    found = served(app, "chart=marimekko&indicator=ctx-population")
    assert found["id"] == "bar"
    refusal = found["refusals"][0]
    assert refusal["name"] == "marimekko" and "population itself" in refusal["text"]
