"""Charts of records on pages beside /compare: their cards, what these ask for, and what comes."""

import csv
import io
import json
from urllib.parse import parse_qs, urlsplit

import pytest

from app import Throughline
from callbacks.routing import read_address
from layouts.charts import charts, charts_of
from layouts.charts.record import Look
from layouts.pieces.markup import still
from layouts.pieces.record_card import keys_read, record_card
from layouts.request.keys import KEYS
from layouts.request.pages import PAGES
from layouts.words.values import Words

pytestmark = pytest.mark.slow


ORIGIN = "sdg-10-7-4-sm-pop-refg-or"  # of two providers
MORTALITY = "sdg-3-2-1-sh-dyn-mort"  # with a target
PLACES = {
    "theme": "/themes/human-rights-inclusion",
    "indicator": f"/indicators/{ORIGIN}",
    "compare": "/compare",
}
PAGES_OF_LINES = charts()["line"].pages


def answer(app: Throughline, page: str, query: str = "", look: str = "", lang: str = "en") -> dict:
    address = f"/chart/{app.store.build_id}/{lang}/line.json?page={page}&{query}&{look}"
    got = app.server.test_client().get(address)
    assert got.status_code == 200, got.data
    return json.loads(got.data)


def years_marked(got: dict) -> list[int]:
    shapes = got["figure"]["layout"]["shapes"]
    return [shape["x0"] for shape in shapes if shape.get("name") == "year"]


@pytest.mark.parametrize("page", PAGES_OF_LINES)
def test_a_card_names_what_its_chart_reads_and_no_other_key(app: Throughline, page: str) -> None:
    """A key that changes nothing of the answer is not asked with; one that does is."""
    spec = charts()["line"]
    kept = keys_read(spec, page)
    assert {"indicator", "areas"} <= set(kept) <= {"indicator", "areas", *PAGES[page].keys}
    before = answer(app, PLACES[page])
    for name in {*PAGES[page].keys} - {*kept}:
        for value in KEYS[name].choices[1:2]:
            other = answer(app, PLACES[page], f"{name}={value}")
            assert other["figure"] == before["figure"], name
            assert (other["summary"], other["table"]) == (before["summary"], before["table"])


def test_a_card_has_the_parts_that_the_browser_fills(app: Throughline) -> None:
    for page, path in PLACES.items():
        ctx, _ = read_address(path, "", app.reference, app.store)
        for chart in charts_of(page):
            text = still(record_card(ctx, chart, card="own")).to_plotly_json()["props"]
            assert text["data-chart-card"] == chart
            for part in ("title", "subtitle", "legend", "summary", "source", "csv", "details"):
                assert f'data-tl="own-{part}"' in text["data-markup"], (page, chart, part)
            steps = bool(charts()[chart].frames)
            assert ('data-tl="own-years"' in text["data-markup"]) == steps, chart


@pytest.mark.parametrize("page", PAGES_OF_LINES)
@pytest.mark.parametrize("query", ["", "areas=MEX,VEN", "areas=KEN&doubted=on&lang=fr"])
def test_the_file_of_a_chart_holds_what_is_drawn(app: Throughline, page: str, query: str) -> None:
    got = answer(app, PLACES[page], query)
    drawn = {
        (trace["meta"]["code"], int(x)): y
        for trace in got["figure"]["data"]
        if "text" in trace
        for x, y in zip(trace["x"], trace["y"], strict=True)
    }
    assert drawn
    parts = urlsplit(got["csv"])
    assert parse_qs(parts.query)["page"] == [PLACES[page]]
    text = app.server.test_client().get(got["csv"]).get_data(as_text=True).removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {(r["area_code"], int(r["year"])): float(r["value"]) for r in rows} == drawn
    again = answer(app, PLACES[page], got["open"].partition("?")[2])
    assert again["figure"]["data"] == got["figure"]["data"]
    assert got["open"].startswith(PLACES[page])


def test_only_a_page_that_names_its_chart_is_sent_controls(app: Throughline) -> None:
    assert "controls" in answer(app, "/compare")
    for page in (PLACES["theme"], PLACES["indicator"]):
        assert not {"controls", "refused", "choices", "neighbours"} & set(answer(app, page))


def test_lines_beside_a_map_mark_its_year_and_pictures_do_not(app: Throughline) -> None:
    for page, path in PLACES.items():
        got, saved = answer(app, path), answer(app, path, look="print=1")
        marked = years_marked(got)
        assert marked == ([got["year"]] if PAGES[page].marks_year else [])
        assert not years_marked(saved)
        said = Words("en").t("charts.year_shown") in got["legend"]
        assert said == PAGES[page].marks_year


def test_another_provider_s_series_is_drawn_and_named(app: Throughline) -> None:
    path, query = PLACES["indicator"], "areas=VEN&publisher=derived"
    own, other = answer(app, path, "areas=VEN"), answer(app, path, query)
    matrix = app.store.matrix(ORIGIN, "derived")
    for got, source in ((own, None), (other, "derived")):
        matrix = app.store.matrix(ORIGIN, source)
        trace = next(t for t in got["figure"]["data"] if "text" in t)
        assert trace["y"] == [matrix.cell("VEN", int(year))[0] for year in trace["x"]]
    assert own["source"] != other["source"]
    assert "publisher=derived" in other["csv"] and "publisher" not in own["csv"]
    assert other["name"] == f"throughline-{ORIGIN}-derived-line"
    text = app.server.test_client().get(other["csv"]).get_data(as_text=True)
    assert "18024.054725" in text


@pytest.mark.parametrize(("query", "whose"), [("", "World"), ("areas=KEN,NPL", "Kenya")])
def test_a_target_has_its_path_on_an_indicator_s_page(
    app: Throughline, query: str, whose: str
) -> None:
    got = answer(app, f"/indicators/{MORTALITY}", query)
    (path,) = [t for t in got["figure"]["data"] if t["meta"]["role"] == "path"]
    assert whose in path["name"]
    assert (path["x"][-1], path["y"][-1]) == (2030, 25)
    assert f"needed path of {whose}" in got["legend"]
    assert "Target: 25" in got["summary"]


def test_the_verdict_of_the_leading_provider_is_no_path_of_another(app: Throughline) -> None:
    reference, store = app.reference, app.store
    line = charts()["line"]
    for key in store.catalogue["series"]:
        indicator_id, _, source = key.partition("|")
        known = reference.indicators.get(indicator_id)
        if known is None or not known.target_value or source == store.default_source(indicator_id):
            continue
        query = f"publisher={source}&areas=KEN,PHL"
        ctx, problems = read_address(f"/indicators/{indicator_id}", query, reference, store)
        if problems:
            continue
        figure = line.figure(line.marks(ctx), Look("en"))
        assert not [t for t in figure.data if t.meta["role"] == "path"], key


def test_a_theme_page_in_french_is_french(app: Throughline) -> None:
    got = answer(app, PLACES["theme"], "areas=KEN,NPL", lang="fr")
    assert "carte" in got["legend"]
    assert "[en]" not in str(got) and "charts." not in str(got)
    assert Words("fr").t("charts.year_shown") in str(got["legend"])


def test_the_file_names_the_edition_of_each_place(app: Throughline) -> None:
    indicator_id = "sdg-3-8-1-sh-acs-unhc"  # of two editions
    matrix = app.store.matrix(indicator_id)
    editions = app.store.mapped.editions(indicator_id, matrix.source_id, matrix.breakdown)
    kinds = sorted(set(editions.values()))
    assert len(kinds) > 1
    places = [next(a for a in matrix.areas if editions.get(a) == kind) for kind in kinds]
    got = answer(app, f"/indicators/{indicator_id}", f"areas={','.join(places)}")
    text = app.server.test_client().get(got["csv"]).get_data(as_text=True).removeprefix("\ufeff")
    found = {(r["area_code"], r["edition"]) for r in csv.DictReader(io.StringIO(text))}
    assert found == {(place, editions[place]) for place in places}


def test_reasons_are_those_of_the_provider_drawn(app: Throughline) -> None:
    reference, store = app.reference, app.store
    checked = 0
    for key in store.catalogue["series"]:
        indicator_id, _, source = key.partition("|")
        if source == store.default_source(indicator_id):
            continue
        own = {(d.area_code, d.year) for d in store.doubts(indicator_id, source, "")}
        places = sorted({area for area, _ in own})[:3]
        query = f"publisher={source}&areas={','.join(places)}"
        ctx, problems = read_address(f"/indicators/{indicator_id}", query, reference, store)
        if problems or not places:
            continue
        for mark in charts()["line"].marks(ctx).each:
            assert bool(mark.reason) == ((mark.area_code, mark.year) in own), (key, mark)
            checked += bool(mark.reason)
    assert checked
