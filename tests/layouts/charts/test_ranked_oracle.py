"""Order, ranks, quartiles and groups worked out once more from the published tables, by hand.

Nothing here calls the charts' own arithmetic: cells are read one by one from Parquet.
"""

import math
import re
from functools import cache

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from app import Throughline
from data.area_groups import memberships
from layouts.charts import charts
from layouts.charts.record import Look, Marks
from layouts.words.values import Words
from tests.conftest import DATA_DIR
from tests.layouts.charts.checks import summed
from tests.layouts.charts.support import marks_of

REMIT, REFUGEES, UNDER5 = "ctx-remit-received-gdp", "ctx-refugees-asylum", "sdg-3-2-1-sh-dyn-mort"


@cache
def cells(indicator: str, source: str) -> dict[tuple[str, int], tuple[float, bool]]:
    """Value and whether it leads, by area and year, of the total of an indicator."""
    table = pq.read_table(
        DATA_DIR / "tables" / "observations.parquet",
        columns=["indicator_id", "source_id", "breakdown", "area_code", "year", "value",
                 "obs_status", "quality"],
        filters=(pc.field("indicator_id") == indicator) & (pc.field("source_id") == source),
    )  # fmt: skip
    return {
        (row["area_code"], row["year"]): (
            row["value"],
            row["obs_status"] not in ("F", "P") and not set(row["quality"].split(";")) & DOUBTS,
        )
        for row in table.to_pylist()
        if row["breakdown"] == "" and row["value"] is not None
    }


DOUBTS = {"bounds", "disagrees", "parts", "jump", "part_year", "small"}


def held(app: Throughline, indicator: str) -> dict[tuple[str, int], tuple[float, bool]]:
    return cells(indicator, app.store.default_source(indicator))


def by_thirds(values: list[float], share: float) -> float:
    """A quantile by its definition: the value below which a share of the gaps lies."""
    values = sorted(values)
    gaps = len(values) - 1
    for i in range(gaps):
        if share * gaps <= i + 1:
            return values[i] * (i + 1 - share * gaps) + values[i + 1] * (share * gaps - i)
    return values[-1]


@pytest.mark.parametrize(
    ("indicator", "colour", "year"),
    [(REMIT, "region", 2024), (REMIT, "income", 2015), (REFUGEES, "none", 2020),
     (UNDER5, "income", 2023)],
)  # fmt: skip
def test_quartiles_are_those_of_the_values_that_lead(
    app: Throughline, indicator: str, colour: str, year: int
) -> None:
    marks = marks_of(app, "strip", f"indicator={indicator}&colour={colour}&year={year}")
    known = memberships(app.reference, app.store)
    place = {"region": 0, "income": 1}.get(colour)
    values: dict[str, list[tuple[float, bool]]] = {}
    for (code, when), found in held(app, indicator).items():
        if when == year and code in known:
            group = "M49:001" if place is None else known[code][place]
            values.setdefault(group, []).append(found)
    shares = {"quartile_1": 0.25, "median": 0.5, "quartile_3": 0.75}
    told = {(m.area_code, m.role): m for m in marks.each if m.role in shares}
    assert {group for group, _ in told} == set(values)
    assert len(told) == 3 * len(values)
    for group, every in values.items():
        led = [value for value, leads in every if leads]
        assert len(led) > 3
        for role, share in shares.items():
            mine = by_thirds(led, share)
            assert math.isclose(told[group, role].drawn, mine, rel_tol=1e-9, abs_tol=1e-12)
        assert f"({len(led)} countries)" in summed(told[group, "median"].spoken)
    if colour == "region":  # doubted values of the year would move a quartile
        assert any(not leads for every in values.values() for _, leads in every)
    assert sum(m.role == "value" for m in marks.each) == sum(map(len, values.values()))


def test_rows_of_a_strip_stand_by_median_and_incomes_by_their_order(app: Throughline) -> None:
    regions = [m for m in marks_of(app, "strip", "year=2024").each if m.role == "median"]
    medians = [m.drawn for m in regions if m.area_code]
    assert medians == sorted(medians, reverse=True)
    query = "colour=income&year=1995&indicator=ctx-refugees-asylum"
    incomes = [m.area_code for m in marks_of(app, "strip", query).each if m.role == "median"]
    assert incomes[:4] == ["WB:HIC", "WB:UMC", "WB:LMC", "WB:LIC"]
    assert incomes[4:] in ([], [""])
    figure = charts()["strip"].figure(marks_of(app, "strip", query), Look("en"))
    rows = [t.meta["group"] for t in figure.data if t.meta["role"] == "quartiles"]
    assert rows == incomes
    for trace in figure.data:
        if trace.meta["role"] == "value" and len(trace.x):
            middle = {round(y) for y in trace.y}
            assert len(middle) == 1 and max(abs(y - round(y)) for y in trace.y) <= 0.3


def order_of(app: Throughline, marks: Marks, year: int, among: list[str]) -> list[str]:
    values = held(app, marks.view.indicator_id)
    known = [(code, values[code, year][0]) for code in among if (code, year) in values]
    return [code for code, _ in sorted(known, key=lambda pair: (-pair[1], pair[0]))]


@pytest.mark.parametrize("year", [1995, 2008, 2024])
def test_a_ranking_is_in_the_order_of_the_tables(app: Throughline, year: int) -> None:
    group = [c for c, g in memberships(app.reference, app.store).items() if "M49:014" in g]
    marks = marks_of(app, "bar", f"indicator={REMIT}&among=M49:014&year={year}")
    wanted = order_of(app, marks, year, sorted(group))
    assert [mark.area_code for mark in marks.each] == wanted
    assert len(wanted) > 5
    figure = charts()["bar"].figure(marks, Look("en"))
    top = figure.layout.yaxis.tickvals[0]
    assert figure.layout.yaxis.ticktext[top] == app.reference.areas[wanted[0]].text("short", "en")
    low, high = figure.to_dict()["layout"]["yaxis"]["range"]
    assert low > high  # the first row stands at the top
    values = held(app, REMIT)
    (bar,) = figure.data
    assert list(bar.x) == [values[code, year][0] for code in wanted]


def test_more_than_fit_are_the_chosen_and_the_highest_that_lead(app: Throughline) -> None:
    """54 countries of Africa, 30 bars: doubted ones come last, also where they would be highest."""
    year, values = 2024, held(app, REMIT)
    group = [c for c, g in memberships(app.reference, app.store).items() if "M49:002" in g]
    marks = marks_of(app, "bar", f"indicator={REMIT}&among=M49:002&year={year}&areas=DZA")
    known = [(code, *values[code, year]) for code in group if (code, year) in values]
    led = sorted((-v, code) for code, v, leads in known if leads and code != "DZA")
    doubted = sorted((-v, code) for code, v, leads in known if not leads)
    wanted = {"DZA", *[code for _, code in [*led, *doubted][:29]]}
    assert {mark.area_code for mark in marks.each} == wanted
    assert doubted and not {code for _, code in doubted} & wanted
    assert {m.area_code for m in marks.each if m.role == "value"} == {"DZA"}


@pytest.mark.parametrize("chart", ["bar", "strip"])
def test_ranks_count_the_countries_that_lead(app: Throughline, chart: str) -> None:
    year, values = 2024, held(app, REMIT)
    marks = marks_of(app, chart, f"indicator={REMIT}&areas=KEN,LBR,MEX&year={year}")
    world = memberships(app.reference, app.store)
    led = [
        (v, c) for (c, when), (v, leads) in values.items() if when == year and leads and c in world
    ]
    said = charts()[chart].sentence(marks, Words("en"))
    (count,) = re.findall(r"Among (\d+) countries", summed(said))
    assert int(count) == len(led)
    for code, name in (("KEN", "Kenya"), ("MEX", "Mexico")):
        place = 1 + sum(v > values[code, year][0] for v, _ in led)
        assert f"{name} is number {place}" in said
    assert not values["LBR", year][1]  # doubted: it has no rank
    assert "Liberia is number" not in said


@pytest.mark.parametrize("chart", ["slope", "dumbbell"])
def test_two_years_tell_who_rose_and_whose_change_is_largest(app: Throughline, chart: str) -> None:
    first, last = 2022, 2023  # Panama and Belize stand where they stood
    query = f"indicator={UNDER5}&among=M49:013&baseyear={first}&year={last}"
    marks, values = marks_of(app, chart, query), held(app, UNDER5)
    group = [c for c, g in memberships(app.reference, app.store).items() if "M49:013" in g]
    gaps = {c: values[c, last][0] - values[c, first][0] for c in group if (c, first) in values}
    assert gaps and all(values[c, y][1] for c in gaps for y in (first, last))
    up, down = sum(g > 0 for g in gaps.values()), sum(g < 0 for g in gaps.values())
    most = min(gaps, key=lambda c: (-abs(gaps[c]), c))
    said = charts()[chart].sentence(marks, Words("en"))
    same = len(gaps) - up - down
    assert same > 0
    assert f"Between {first} and {last}: {up} up, {down} down, {same} unchanged." in said
    assert f"The largest change: {app.reference.areas[most].text('short', 'en')}, from" in said
    assert [(m.area_code, m.year) for m in marks.each] == [
        (code, year) for code in order_of(app, marks, last, list(gaps)) for year in (first, last)
    ]
    if chart == "dumbbell":
        figure = charts()[chart].figure(marks, Look("en"))
        ends = {t.meta["role"]: list(t.x) for t in figure.data if t.text is not None}
        order = order_of(app, marks, last, list(gaps))
        assert ends == {
            "start": [values[c, first][0] for c in order],
            "end": [values[c, last][0] for c in order],
        }


def test_the_highest_and_lowest_told_are_those_that_lead(app: Throughline) -> None:
    """Liberia's 2024 is doubted: the highest bar of these, but not called highest."""
    values = held(app, REMIT)
    codes = ("LBR", "KEN", "MEX", "DEU")
    assert max(codes, key=lambda c: values[c, 2024][0]) == "LBR" and not values["LBR", 2024][1]
    marks = marks_of(app, "bar", f"indicator={REMIT}&areas={','.join(codes)}&year=2024")
    assert marks.each[0].area_code == "LBR"
    said = charts()["bar"].sentence(marks, Words("en"))
    led = sorted(codes[1:], key=lambda c: -values[c, 2024][0])
    names = [app.reference.areas[code].text("short", "en") for code in led]
    assert said.startswith(f"In 2024, 3 countries are ranked: from {names[0]} (")
    assert f" to {names[-1]} (" in said
    lead = marks_of(app, "bar", f"indicator={REMIT}&areas={','.join(codes)}&year=2024&doubted=on")
    assert "4 countries are ranked: from Liberia (" in charts()["bar"].sentence(lead, Words("en"))


def test_places_nobody_named_are_the_highest_of_each_year(app: Throughline) -> None:
    """Also in frames: a ranking that kept the places of another year would be another picture."""
    values, world = held(app, REFUGEES), memberships(app.reference, app.store)
    query = f"indicator={REFUGEES}"
    marks = marks_of(app, "bar", query)
    frames = charts()["bar"].frames(marks, Look("en"))
    for year in (1995, 2005, 2024):
        led = sorted(
            (-v, c) for (c, when), (v, leads) in values.items()
            if when == year and leads and c in world
        )[:12]  # fmt: skip
        at = frames.years.index(year)
        (bar,) = frames.figures[at]["data"]
        assert bar["x"].tolist() == [-v for v, _ in led]
        assert all(f", {year}: " in text for text in bar["text"])
        names = [app.reference.areas[code].text("short", "en") for _, code in led]
        assert [row[0] for row in frames.texts[at]["table"]["rows"]] == names
        assert f"highest values of {year}" in frames.texts[at]["summary"]
