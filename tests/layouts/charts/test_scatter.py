"""The scatter: who is drawn, how large, along which way and in which year, worked out once more."""

import math
from functools import cache
from statistics import correlation

import numpy as np
import pytest

from app import Throughline
from data.quality import leads
from data.store import Store
from layouts.charts.clouds import x_log
from layouts.charts.record import Look, Marks
from layouts.charts.scatter import CHART, rank_tie
from layouts.charts.scatter_figure import dots
from layouts.charts.signs import DRAWN
from layouts.charts.template import plain
from layouts.words.values import Words
from tests.layouts.charts.checks import (
    chart_of,
    check_figure,
    check_file,
    check_sentence,
    check_table,
    check_values,
    served,
)

pytestmark = pytest.mark.slow
GDP, PEOPLE = "ctx-gdp-per-capita", "ctx-population"
Held = tuple[float, bool, str]  # value, sure, letter
QUERIES = (
    "chart=scatter",
    "chart=scatter&areas=MEX,AGO,BDI,LBR&year=2023",
    "chart=scatter&areas=MEX,LBR,M49:001&doubted=on&trails=off",
    "chart=scatter&x=ctx-hdi&size=none&colour=income&areas=KEN&year=2015&among=WB:LMC",
    "chart=scatter&areas=MEX&from=2000&to=2010",
    "chart=scatter&indicator=ctx-gdp-per-capita&xaxis=log&axis=log&areas=TJK,NPL&colour=none",
    "chart=scatter&indicator=ctx-refugees-asylum&form=capita&x=ctx-net-migration&xaxis=log",
    "chart=scatter&indicator=ctx-eu-employment-foreign&areas=DEU,FRA&year=2024",
    "chart=scatter&indicator=sdg-3-2-1-sh-dyn-mort&areas=NPL,KEN&year=1990",
    "chart=scatter&indicator=ctx-migrant-stock&breakdown=sex%3DF&areas=DEU&form=index",
)


@cache
def table_of(store: Store, name: str, breakdown: str = "") -> dict[tuple[str, int], Held]:
    """Every value of a series: the value, whether it is sure, and its letter."""
    matrix = store.matrix(name, breakdown=breakdown)
    found = {}
    for (row, at), value in np.ndenumerate(matrix.values):
        code, year = matrix.areas[at], int(matrix.years[row])
        if not np.isnan(value):
            letter = chr(matrix.status[row, at])
            flags = matrix.flags[matrix.quality[row, at]]
            found[code, year] = float(value), leads(float(value), letter, flags), letter
    return found


def cell(app: Throughline, marks: Marks, series: str, code: str, year: int) -> Held:
    """Value as drawn, whether it is sure by the rule of data/quality.py, and its letter."""
    part = next(part for part in marks.view.parts if part.name == series)
    held = table_of(app.store, part.of.indicator_id, part.cells.matrix.breakdown)
    value, sure, letter = held.get((code, year), (math.nan, False, ""))
    if series == "main" and marks.view.form == "capita":
        people, _, _ = table_of(app.store, PEOPLE).get((code, year), (math.nan, False, ""))
        value = value * part.of.factor / people * part.of.per
    if series == "main" and marks.view.form == "index":
        start, led, _ = held.get((code, marks.view.base), (math.nan, False, ""))
        value = value / start * 100 if led else math.nan
    return value, sure, letter


def drawn(app: Throughline, marks: Marks, code: str, year: int, size: bool = True) -> bool:
    """Whether a country has all that its mark needs in a year."""
    view = marks.view
    y, x = (cell(app, marks, name, code, year)[0] for name in ("main", "x"))
    fit = ":" not in code and not math.isnan(x) and not math.isnan(y)
    fit = fit and (not view.log or y > 0) and (not x_log(view) or x > 0)
    if size and view.own["size"] != "none":
        fit = fit and cell(app, marks, "size", code, year)[0] >= 0
    return fit


def years_of(app: Throughline, marks: Marks) -> list[int]:
    """Years within the span of the series in which some country is drawn."""
    first, last = (int(marks.view.main.block.years[i]) for i in (0, -1))
    codes = marks.view.places.codes
    return [y for y in range(first, last + 1) if any(drawn(app, marks, c, y) for c in codes)]


@pytest.mark.parametrize("query", QUERIES)
def test_figure_table_and_file_hold_the_marks_and_no_others(app: Throughline, query: str) -> None:
    chart, marks = chart_of(app, query)
    assert chart is CHART and marks.each
    found = dots(marks)
    check_figure(chart, marks, [(dot.x.drawn, dot.main.drawn, dot.main) for dot in found])
    check_values(app, marks)
    check_table(chart, marks, marks.of("value"))
    rows = check_file(app, query, marks)
    forms = {(row["indicator_id"], row["form"]) for row in rows}
    assert {form for name, form in forms if name != marks.view.indicator_id} <= {"absolute"}
    for lang in ("en", "fr"):
        check_sentence(*chart_of(app, f"{query}&lang={lang}"), lang)


@pytest.mark.parametrize("query", QUERIES)
def test_every_country_with_all_values_of_the_year_is_drawn_and_no_other(
    app: Throughline, query: str
) -> None:
    _, marks = chart_of(app, query)
    view = marks.view
    wanted = {c for c in view.places.codes if drawn(app, marks, c, view.year)}
    found = dots(marks)
    assert [d.main.area_code for d in found] == [c for c in view.places.codes if c in wanted]
    for dot in found:
        for mark in dot:
            if mark:
                value, _, _ = cell(app, marks, mark.series, mark.area_code, view.year)
                assert math.isclose(mark.drawn, value, rel_tol=1e-9)
        assert dot.main.area in dot.main.spoken and str(view.year) in dot.main.spoken
    assert list(view.years) == years_of(app, marks)


def test_the_opening_year_is_the_latest_that_is_well_covered(app: Throughline) -> None:
    _, marks = chart_of(app, "chart=scatter")
    codes = marks.view.places.codes
    counts = {y: sum(drawn(app, marks, c, y) for c in codes) for y in years_of(app, marks)}
    most = max(counts.values())
    assert marks.view.year == max(y for y, n in counts.items() if n >= 0.6 * most)
    _, early = chart_of(app, "chart=scatter&year=1955&indicator=ctx-refugees-asylum")
    assert early.view.years[0] > 1955 and early.view.year == early.view.years[-1]


@pytest.mark.parametrize("query", QUERIES)
def test_sizes_hold_for_all_years_and_areas_grow_with_them(app: Throughline, query: str) -> None:
    chart, marks = chart_of(app, query)
    clouds = [t for t in chart.figure(marks, Look("en")).data if t.meta["role"] == "value"]
    if marks.view.own["size"] == "none":
        assert {float(s) for t in clouds for s in t.marker.size} == {9.0}
        return
    largest = max(
        cell(app, marks, "size", code, year)[0]
        for year in years_of(app, marks)
        for code in marks.view.places.codes
        if drawn(app, marks, code, year)
    )
    for trace in clouds:
        sizes = [cell(app, marks, "size", c, marks.view.year)[0] for c in trace.customdata]
        assert sizes == sorted(sizes, reverse=True)
        for size, diameter in zip(sizes, trace.marker.size, strict=True):
            assert diameter == pytest.approx(5 + 41 * math.sqrt(size / largest))


def way(app: Throughline, marks: Marks, code: str, until: int) -> list[list[tuple[float, float]]]:
    """The parts of a country's trail: broken by years without values, doubts, and breaks."""
    parts: list[list[tuple[float, float]]] = [[]]
    for year in (y for y in marks.view.years if y <= until):
        y, sure_y, letter_y = cell(app, marks, "main", code, year)
        x, sure_x, letter_x = cell(app, marks, "x", code, year)
        if not (drawn(app, marks, code, year, size=False) and sure_x and sure_y):
            parts.append([])
            continue
        if "B" in (letter_x, letter_y):
            parts.append([])
        parts[-1].append((x, y))
    return [part for part in parts if part]


def parts_of(trace: object) -> list[list[tuple[float, float]]]:
    """The parts that plotly joins of a trace."""
    parts: list[list[tuple[float, float]]] = [[]]
    for x, y in zip(trace["x"], trace["y"], strict=True):
        if np.isnan(x):
            parts.append([])
        else:
            parts[-1].append((x, y))
    return [part for part in parts if part]


@pytest.mark.parametrize("query", QUERIES)
def test_trails_lead_up_to_the_year_and_stop_where_a_value_is_missing_or_unsure(
    app: Throughline, query: str
) -> None:
    chart, marks = chart_of(app, query)
    view = marks.view
    found = {
        t["meta"]["code"]: t
        for t in plain(chart.figure(marks, Look("en")))["data"]
        if t["meta"]["role"] == "trail"
    }
    chosen = [] if "trails=off" in query else [c for c in view.places.marked if ":" not in c]
    assert list(found) == chosen
    for code, trace in found.items():
        wanted = way(app, marks, code, view.year)
        got = parts_of(trace)
        assert len(got) == len(wanted)
        for one, other in zip(got, wanted, strict=True):
            assert np.allclose(one, other, rtol=1e-9)


STEPPED = (QUERIES[1], QUERIES[3], QUERIES[5], QUERIES[7])


@pytest.mark.parametrize("query", STEPPED)
def test_each_frame_is_what_the_address_of_its_year_draws(app: Throughline, query: str) -> None:
    marks = chart_of(app, query)[1]
    frames = CHART.frames(marks, Look("en"))
    assert list(frames.years) == years_of(app, marks)
    assert len(frames.changes) == len(frames.texts) == len(frames.layouts) == len(frames.years)
    scale = f"&xaxis={marks.view.own['xaxis']}" if "xaxis" not in query else ""
    base = "&".join(part for part in query.split("&") if not part.startswith("year="))
    for i in sorted({0, len(frames.years) // 3, len(frames.years) - 1}):
        year = frames.years[i]
        chart, own = chart_of(app, f"{base}{scale}&year={year}")
        figure = plain(chart.figure(own, Look("en")))
        assert len(figure["data"]) == len(frames.changes[i])
        for trace, change in zip(figure["data"], frames.changes[i], strict=True):
            assert np.allclose(trace["x"], change["x"][0], equal_nan=True)
            assert np.allclose(trace["y"], change["y"][0], equal_nan=True)
            if trace["meta"]["role"] != "trail":
                assert trace["text"] == change["text"][0]
                assert np.allclose(trace["marker"]["size"], change["marker.size"][0])
        assert frames.layouts[i] == {"annotations[0].text": str(year)}
        assert figure["layout"]["annotations"][0]["text"] == str(year)
        assert frames.texts[i]["summary"] == chart.sentence(own, Words("en"))
        assert f"year={year}" in frames.texts[i]["csv"]


@pytest.mark.parametrize("query", STEPPED)
def test_axes_hold_for_all_years_once_they_move(app: Throughline, query: str) -> None:
    marks = chart_of(app, query)[1]
    frames = CHART.frames(marks, Look("en"))
    low, high = frames.held["xaxis.range"]
    bottom, top = frames.held["yaxis.range"]
    across = math.log10 if x_log(marks.view) else float
    up = math.log10 if marks.view.log else float
    every = []
    for change in frames.changes:
        for trace in change:
            for x, y in zip(trace["x"][0], trace["y"][0], strict=True):
                if not np.isnan(x):
                    assert low <= across(x) <= high and bottom <= up(y) <= top
                    every.append((across(x), up(y)))
    assert max(x for x, _ in every) - min(x for x, _ in every) > (high - low) * 0.5
    assert not any(name.endswith("range") for layout in frames.layouts for name in layout)


def test_the_common_order_is_spearman_s(app: Throughline) -> None:
    _, marks = chart_of(app, "chart=scatter")
    led = [(d.x.drawn, d.main.drawn) for d in dots(marks) if d.x.leads and d.main.leads]
    ranks = [
        [sum(o < v for o in own) + sum(o == v for o in own) / 2 for v in own]
        for own in zip(*led, strict=True)
    ]
    r = correlation(*ranks)
    assert rank_tie(led) == pytest.approx(r)
    assert rank_tie([(1, 2), (1, 2)]) == 0
    shown = f"{r:.2f}".replace("-", "\u2212")
    assert f"rank correlation {shown}" in CHART.sentence(marks, Words("en"))


def test_a_mark_looks_as_its_least_sure_value(app: Throughline) -> None:
    chart, marks = chart_of(app, "chart=scatter&year=2022&areas=LBR")
    liberia = next(m for m in marks.of("value") if m.area_code == "LBR")
    assert liberia.kind == "doubt" and "Doubted: " in liberia.spoken
    figure = chart.figure(marks, Look("en"))
    symbols = {
        code: symbol
        for t in figure.data
        if t.meta["role"] == "value"
        for code, symbol in zip(t.customdata, t.marker.symbol, strict=True)
    }
    assert symbols["LBR"] == "circle-x-open"
    assert not symbols["MEX"].endswith("open")
    assert "crossed-dot" in {i.sign for i in chart.legend(marks, Look("en"), Words("en"))}


def test_the_answer_names_axes_size_and_what_was_chosen_by_itself(app: Throughline) -> None:
    got = served(app, "chart=scatter&areas=MEX")
    assert got["title"].endswith("against GDP per person, current prices")
    year = got["year"]
    assert got["subtitle"] == f"{year} · size of a mark: Number of inhabitants"
    choices = got["choices"]
    assert (choices["x"], choices["size"], choices["xaxis"]) == (GDP, PEOPLE, "auto")
    assert f"x={GDP}" in got["csv"] and "xaxis=log" in got["csv"] and f"year={year}" in got["csv"]
    again = served(app, got["open"].partition("?")[2])
    assert again["figure"]["data"] == got["figure"]["data"]
    assert got["frames"]["years"][-1] >= year and "frames=1" in got["frames"]["href"]
    assert "xaxis=log" in got["frames"]["href"]
    assert f"{DRAWN['circle']}</svg></span><span>Africa</span>" in got["legend"]
    assert got["legend"].count('style="color:') == 5


def test_a_logarithm_of_values_below_zero_is_refused_in_words(app: Throughline) -> None:
    got = served(app, "chart=scatter&x=ctx-net-migration&xaxis=log")
    assert got["figure"]["layout"]["xaxis"]["type"] == "linear"
    assert "A logarithm cannot show values below zero" in got["refusals"][0]["text"]
