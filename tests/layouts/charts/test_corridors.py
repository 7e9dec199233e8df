"""Corridors: known figures, nothing lost by folding, figure and table and file of the same rows."""

import csv
import io
from math import isnan

import plotly.graph_objects as go
import pytest

from app import Throughline
from callbacks.routing import read_address
from data.arithmetic.measures import CORRIDORS
from layouts.charts import charts, corridor_lens, corridor_map, corridor_mirror
from layouts.charts.corridor_rows import CorridorMarks, corridor_marks
from layouts.charts.corridor_view import notes, share_words
from layouts.charts.corridor_words import headline
from layouts.charts.over_years import tooltip
from layouts.charts.record import BUNDLE, Look
from layouts.charts.still_arcs import shortest
from layouts.charts.still_map import still_map
from layouts.request.corridor_links import corridor_link
from layouts.words.values import Words
from tests.layouts.charts.checks import LOOKS

SHAPES = ("corridor_bars", "corridor_bands", "corridor_map")
QUERIES = (
    "",
    "areas=DEU",
    "areas=PHL&direction=emigrants&numbers=share&top=5",
    "areas=FRA&direction=both&least=2&sex=women",
    "areas=SYR&direction=emigrants&counted=refugees&year=2022&top=50",
    "counted=asylum_applied&year=2020",
    "areas=UKR&direction=both&counted=eurostat_temporary_protection&lang=fr",
)


def view_of(app: Throughline, query: str):
    ctx, problems = read_address("/corridors", query, app.reference, app.store)
    assert not problems
    return ctx


def marks_of(app: Throughline, query: str) -> CorridorMarks:
    return corridor_marks(view_of(app, query))


def file_of(app: Throughline, chart: str, query: str) -> list[dict[str, str]]:
    got = app.server.test_client().get(f"/export/{chart}.csv?page=/corridors&{query}")
    assert got.status_code == 200
    return list(csv.DictReader(io.StringIO(got.get_data(as_text=True).removeprefix("\ufeff"))))


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "304,021,813 people. The largest corridor: Mexico → United States (11,279,561)"),
        ("areas=SYR&direction=emigrants&counted=refugees&year=2022", "2022: 6,559,736 people"),
        ("areas=DEU", "16,750,084 people; largest origins: Poland, Türkiye and Ukraine"),
        ("areas=SYR&direction=emigrants&counted=refugees&year=2022&lang=fr", "6 559 736"),
    ],
)
def test_known_figures_are_said(app: Throughline, query: str, said: str) -> None:
    ctx = view_of(app, query)
    told = headline(corridor_marks(ctx), Words(ctx.lang)).replace("\u202f", " ")
    assert said in told


@pytest.mark.parametrize("top", ["5", "15", "50"])
@pytest.mark.parametrize("counted", ["migrant_stock", "refugees", "asylum_recognized"])
def test_folding_loses_nobody_of_any_country(app: Throughline, counted: str, top: str) -> None:
    areas = [a.area_code for a in app.reference.areas.values() if a.kind == "country"]
    for code in (areas if top == "15" else areas[::9]):  # fmt: skip
        found = marks_of(app, f"areas={code}&counted={counted}&direction=both&top={top}&least=1")
        for side in found.view.sides:
            own = found.side(side.way)
            assert sum(mark.value for mark in own) == pytest.approx(side.total, abs=1e-6)
            assert sum(mark.corridors for mark in own) == len(side.pairs)
            known = [mark for mark in own if mark.role == "value"]
            assert len(known) <= int(top) and all(mark.share >= 1 for mark in known)
            if side.total:
                assert sum(mark.share for mark in own) == pytest.approx(100)


@pytest.mark.parametrize("query", QUERIES)
def test_figure_table_and_file_have_the_same_rows(app: Throughline, query: str) -> None:
    found = marks_of(app, query)
    words = Words(found.view.lang)
    for shape in SHAPES:
        chart = charts()[shape]
        rows = file_of(app, shape, query)
        assert [(r["origin"], r["destination"], float(r["value"])) for r in rows] == [
            (m.origin, m.destination, m.value) for m in found.each
        ]
        assert all(row["source"] and row["edition"] and row["licence"] for row in rows)
        _, cells = chart.table(found, words)
        assert [cell[2:4] for cell in cells] == [
            [found.view.amount(m.value), share_words(m.share, words.lang)] for m in found.each
        ]
        for look in LOOKS:
            figure = chart.figure(found, look)
            go.Figure(figure.to_dict())  # plotly knows every property
            assert {trace.type for trace in figure.data} <= {*chart.traces} <= set(BUNDLE)
            drawn = corridor_map.mapped(found) if shape == "corridor_map" else found.figured
            assert _told(figure) == sorted(tooltip(mark.spoken) for mark in drawn)


def _told(figure: go.Figure) -> list[str]:
    """What the marks of a figure say."""
    texts: list[str] = []
    for trace in figure.data:
        if trace.type == "sankey":
            texts += trace.link.customdata
        elif trace.meta["role"] == "value":
            texts += trace.text
    return sorted(texts)


def test_all_but_the_rest_of_the_world_is_drawn(app: Throughline) -> None:
    whole = marks_of(app, "")
    assert [m.role for m in whole.each if m not in whole.figured] == ["other", "unknown"]
    assert marks_of(app, "areas=DEU").figured == [*marks_of(app, "areas=DEU").each]


def test_people_without_a_place_on_the_map_are_counted_in_words(app: Throughline) -> None:
    found = marks_of(app, "areas=PHL&direction=emigrants")
    lost = sum(m.value for m in found.each) - sum(m.value for m in corridor_map.mapped(found))
    assert lost and found.view.amount(lost) in corridor_map.sentence(found, Words("en"))
    drawn = still_map(corridor_map.figure(found, Look("en")))
    arcs = drawn.count("<polyline")
    assert arcs >= len(corridor_map.mapped(found))  # one more where the line of date cuts an arc


def test_an_arc_is_the_shortest_way() -> None:
    middle = shortest((-90.0, 45.0), (90.0, 45.0))[16]
    assert middle[1] == pytest.approx(90.0)  # over the pole, not along the parallel
    assert shortest((10.0, 20.0), (10.0, 20.0)) == [(10.0, 20.0)] * 2


def test_who_is_counted_at_home_or_in_cases_is_named(app: Throughline) -> None:
    told = notes(marks_of(app, "areas=USA&counted=asylum_recognized").view, Words("en"))
    assert any("in cases and not in persons" in text for text in told)
    page = app.server.test_client().get("/corridors?areas=USA&counted=asylum_recognized")
    assert page.text.count(told[0]) >= 2  # in the finding and under the chart
    for code in ("SYR", "IRQ", "SSD"):
        view = marks_of(app, f"areas={code}&counted=refugees").view
        for side in view.sides:
            assert all(origin != to for origin, to, *_ in side.pairs.each())


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("areas=DEU,DEU", "area_twice"),
        ("areas=DEU&counted=refuges", "option"),
        ("areas=XQZ", "area"),
        ("areas=DEU&year=2023", "year"),
        ("areas=DEU&top=7", "option"),
        ("areas=DEU,FRA&topic=driver", "named_theme"),
    ],
)
def test_bad_input_is_named(app: Throughline, query: str, kind: str) -> None:
    _, problems = read_address("/corridors", query, app.reference, app.store)
    assert [problem.kind for problem in problems] == [kind]
    got = app.server.test_client().get(f"/corridors?{query}")
    assert got.status_code == 404


def test_what_is_not_held_or_not_in_an_edition_is_said(app: Throughline) -> None:
    page = app.server.test_client().get("/corridors?counted=remittances_estimated&areas=PHL")
    assert page.status_code == 200 and "licence does not allow copies" in page.text
    page = app.server.test_client().get("/corridors?counted=asylum_applied&areas=VAT")
    assert "no row as destination in any year of this edition" in page.text
    page = app.server.test_client().get("/corridors?areas=M49:150,DEU,FRA,ITA")
    assert "of groups none are drawn: Europe" in page.text and "are not: Italy" in page.text
    page = app.server.test_client().get("/corridors?areas=MEX,PRK")
    assert "no row in any year" in page.text


def test_the_mirror_has_every_measure_held_in_both_directions(app: Throughline) -> None:
    found = corridor_mirror.marks(view_of(app, "areas=UKR,POL"))
    held = [m for m in CORRIDORS if m in app.store.mapped.flow_names["measure"]]
    assert [mark.measure for mark in found.each[::2]] == held
    for one, other in zip(found.each[::2], found.each[1::2], strict=True):
        assert (one.origin_code, one.destination_code) == ("UKR", "POL")
        assert (other.origin_code, other.destination_code) == ("POL", "UKR")
    for mark in found.each:
        assert isnan(mark.value) == (mark.role == "missing") == (mark.year is None)
        assert mark.reported and mark.spoken
    words = Words("en")
    told = corridor_mirror.sentence(found, words)
    assert "times the second" in told and "Eurostat" in told
    shown = [cells[0] for cells in corridor_mirror.table(found, words)[1]]
    lacking = corridor_mirror.lacking(found, words)
    for mark in found.each[::2]:
        assert any(mark.counted in text for text in shown) or mark.counted in lacking
    rows = file_of(app, "corridor_mirror", "areas=UKR,POL")
    assert [row["measure"] for row in rows] == [mark.measure for mark in found.each]


def test_what_a_host_counts_in_cases_stands_beside(app: Throughline) -> None:
    found = corridor_mirror.marks(view_of(app, "areas=VEN,USA"))
    mark = next(m for m in found.each if m.measure == "asylum_recognized")
    assert mark.cases_year and mark.cases > 0
    cells = [cell for row in corridor_mirror.table(found, Words("en"))[1] for cell in row]
    assert any("counted in cases" in cell for cell in cells)


def test_a_ratio_is_of_the_two_numbers_beside_it(app: Throughline) -> None:
    found = corridor_mirror.marks(view_of(app, "areas=SYR,DEU"))
    stock, refugees = (
        next(m for m in found.each if m.measure == name) for name in ("migrant_stock", "refugees")
    )
    assert isnan(stock.per_100)
    assert refugees.base_year == 2024
    assert refugees.per_100 == pytest.approx(100 * refugees.value / 860697)


def test_the_lens_shows_both_ends_and_the_cost_against_both_aims(app: Throughline) -> None:
    found = corridor_lens.marks(view_of(app, "areas=PHL,USA&topic=contributions-remittances"))
    told = corridor_lens.sentence(found, Words("en"))
    assert "the other way: United States → Philippines" in told
    assert "5.8% of the amount on average in 2023, not under the 3%" in told
    assert "under the 5% that no corridor should exceed cannot be said" in told
    assert found.theme and found.theme.slug == "contributions-remittances"
    own = [mark for mark in found.each if mark.role != "cost"]
    assert [m.area_code for m in own] == ["PHL", "USA"] * (len(own) // 2)
    for mark in own:
        latest = app.store.latest(mark.indicator_id).get(mark.area_code)
        assert latest == (None if mark.year is None else (mark.year, mark.value))
    rows = file_of(app, "corridor_lens", "areas=PHL,USA&topic=contributions-remittances")
    assert [row["area_code"] for row in rows] == [mark.area_code for mark in found.each]


def test_one_function_makes_the_address_of_a_corridor(app: Throughline) -> None:
    ctx = view_of(app, "")
    assert corridor_link(ctx, "PHL", "USA") == "/corridors?v=2&areas=PHL,USA"
    women = corridor_link(ctx, "PHL", counted="migrant_stock_female", direction="emigrants")
    assert women == "/corridors?v=2&areas=PHL&direction=emigrants&sex=women"
    assert corridor_link(ctx, "PHL", counted="idps") == "/corridors?v=2&areas=PHL"
