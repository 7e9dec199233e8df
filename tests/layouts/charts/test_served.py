"""Charts over HTTP: kept by build, faults named, and what is refused drawn plainly and said."""

import gzip
import json
import time

import pytest

from app import Throughline
from layouts.charts import charts
from tests.layouts.charts.checks import served

ASKED = {"Accept-Encoding": "identity"}
OPTIONS = {
    "form": ("absolute", "capita", "index", "change"),
    "axis": ("linear", "log"),
    "total": ("none", "sum", "mean", "median"),
    "among": ("", "WB:LIC"),
    "doubted": ("off", "on"),
}


def ask(app: Throughline, query: str, chart: str = "line", lang: str = "en", **more: str):
    build = more.get("build", app.store.build_id)
    address = f"/chart/{build}/{lang}/{chart}.json?page=/compare&{query}"
    return app.server.test_client().get(address, headers={**ASKED, **more.get("headers", {})})


def answer(app: Throughline, query: str, **more: str) -> dict:
    got = ask(app, query, **more)
    assert got.status_code == 200, got.data
    return json.loads(got.data)


@pytest.mark.parametrize("name", OPTIONS)
def test_every_value_of_every_option_is_drawn_or_refused_in_words(
    app: Throughline, name: str
) -> None:
    for indicator in ("ctx-remit-received", "ctx-migrant-share", "ctx-net-migration", "ctx-hdi"):
        for value in OPTIONS[name]:
            got = served(app, f"indicator={indicator}&areas=MEX,PHL&{name}={value}")
            refused = {r["name"]: r["text"] for r in got["refusals"] if r["kind"] == "asked"}
            if got["choices"][name] != value:
                assert len(refused[value]) > 20
                assert got["refused"][name][value] in refused[value]
            assert set(got["options"]) <= set(got["choices"])
            assert got["title"] and got["subtitle"] and got["summary"] and got["source"]


def test_a_form_that_the_guard_refuses_falls_back_and_is_named(app: Throughline) -> None:
    got = served(app, "areas=MEX,DEU&form=capita&total=sum")
    assert got["choices"]["form"] == "absolute"
    assert [r["name"] for r in got["refusals"]][:2] == ["capita", "sum"]
    assert "It is a rate already" in got["refusals"][0]["text"]
    beside = served(app, "indicator=ctx-refugees-asylum&beside=ctx-net-migration&areas=DEU")
    assert beside["choices"]["beside"] == ""
    assert "never share an axis" in beside["refusals"][0]["text"]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (
            "/chart/x/en/cake.json?page=/compare",
            "There is no chart “cake”. Charts of this page: Lines",
        ),
        ("/chart/x/fr/cake.json?page=/compare", "Il n’y a pas de graphique «\u00a0cake\u00a0»"),
        ("/chart/x/en/line.json?page=/methods", "There is no chart “line”"),
        ("/chart/x/xx/line.json?page=/compare", "xx"),
        ("/chart/x/en/line.json?page=/compare&areas=XXX", "XXX"),
        ("/chart/x/en/line.json?page=/compare&indicator=ctx-eu-immigration", "No numbers are held"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_a_sentence(
    app: Throughline, address: str, said: str
) -> None:
    got = app.server.test_client().get(address)
    assert got.status_code == 404
    assert got.mimetype == "text/plain"
    assert said in got.get_data(as_text=True)


def test_a_chart_is_kept_for_good_by_its_build_and_compressed(app: Throughline) -> None:
    got = ask(app, "areas=KEN", headers={"Accept-Encoding": "gzip"})
    assert "immutable" in got.headers["Cache-Control"]
    assert got.headers["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(got.data))["id"] == "line"
    old = ask(app, "areas=KEN", build="old")
    assert old.headers["Cache-Control"] == "no-store"


def test_what_the_page_chose_by_itself_is_named_in_the_file_s_address(app: Throughline) -> None:
    got = answer(app, "indicator=ctx-remit-received")
    assert "areas=" in got["csv"]
    assert "embed=on" in got["embed"] and "embed" not in got["open"]
    again = answer(app, got["open"].partition("?")[2])
    assert again["figure"]["data"] == got["figure"]["data"]
    assert again["drawn"] == got["drawn"] == "ctx-remit-received|line|absolute||6"


def test_a_picture_carries_its_words(app: Throughline) -> None:
    got = answer(app, "areas=LBR,PHL&print=1")
    texts = " ".join(note["text"] for note in got["figure"]["layout"]["annotations"])
    for part in ("Personal remittances received", "World Bank", "/compare?", "drawn apart"):
        assert part in texts
    assert got["figure"]["layout"]["template"]["layout"]["paper_bgcolor"] == "#ffffff"
    assert got["name"] == "throughline-ctx-remit-received-gdp-line"


def test_a_chart_of_nothing_has_no_scale_and_says_why(app: Throughline) -> None:
    got = answer(app, "indicator=ctx-eu-foreign-born&areas=KEN")
    assert not got["figure"]["data"]
    assert got["figure"]["layout"]["xaxis"] == {"visible": False}
    assert "None of the" in got["figure"]["layout"]["annotations"][0]["text"]


def test_thirty_lines_of_sixty_years_are_made_fast_enough(app: Throughline) -> None:
    """Processor time of figure and JSON; the bound is generous, for busy machines."""
    from callbacks.routing import read_address
    from layouts.charts.record import Look
    from layouts.charts.template import plain

    query = "indicator=wb-sp-urb-totl-in-zs&among=WB:LIC&areas=KEN,PHL,MEX,DEU,FRA,ESP"
    ctx, _ = read_address("/compare", query, app.reference, app.store)
    chart = charts()["line"]
    marks = chart.marks(ctx)
    assert len(marks.each) > 1800
    spent = []
    for _ in range(3):
        start = time.process_time()
        plain(chart.figure(marks, Look("en")))
        spent.append(time.process_time() - start)
    assert min(spent) < 0.12
