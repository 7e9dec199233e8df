"""Addresses: what they mean, what is wrong with them, and the status they answer with."""

import re
from urllib.parse import quote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app import Throughline
from layouts.request.state import ViewState, parse

THEME = "/themes/contributions-remittances"


def read(app: Throughline, path: str, **query: str):
    return parse(path, query, app.reference, app.store)


def test_a_full_address_reads_and_writes_back(app: Throughline) -> None:
    state, problems = read(
        app, THEME, lang="fr", indicator="ctx-remit-received", year="2015",
        areas="MEX,NAM,M49:001", links="all",
    )  # fmt: skip
    assert not problems
    assert state == ViewState(
        "theme", "contributions-remittances", "fr", "ctx-remit-received", 2015,
        ("MEX", "NAM", "M49:001"), {"links": "all"},
    )  # fmt: skip
    assert state.href() == (
        f"{THEME}?v=2&lang=fr&indicator=ctx-remit-received&year=2015"
        "&areas=MEX,NAM,M49:001&links=all"
    )
    assert ViewState().href() == "/"


@pytest.mark.parametrize(
    ("address", "kind", "offer"),
    [
        ("/themes/drivers-of", "theme", "Drivers of migration"),
        ("/themes/remit", "theme", "Contributions and remittances"),
        ("/nowhere", "page", "/themes/"),
        ("/map?indicator=ctx-net-migraton", "indicator", "ctx-net-migration"),
        ("/themes/drivers?indicator=sdg-3-1-1-sh-sta-mort", "indicator_place", "/themes/"),
        ("/?areas=MEXX", "area", "areas=MEX"),
        ("/?areas=Germany", "area", "areas=DEU"),
        ("/map?year=1500", "year", "year=19"),
        ("/map?year=20x4", "year", "year="),
        ("/?lang=xx", "language", "lang=fr"),
        ("/?links=some", "links", "links=all"),
        ("/?v=99", "version", "/"),
        ("/compare?chart=scater", "option", "chart=scatter"),
        ("/compare?form=perhead", "option", "form="),
        ("/compare?x=ctx-gdp-percapita", "named_indicator", "x=ctx-gdp-per-capita"),
        ("/compare?size=inhabitants", "named_indicator", "size=ctx-population"),
        ("/compare?size=non", "named_indicator", "size=none"),
        ("/compare?beside=zzzzzzzzzz", "named_indicator", "beside="),
        ("/compare?beside=sdg-11-2-1", "named_indicator", "beside="),  # no numbers
        ("/compare?among=WB:LIX", "named_group", "among=WB:LIC"),
        ("/compare?among=low income", "named_group", "among=WB:LIC"),
        ("/compare?among=KEN", "named_group", "among="),
        ("/compare?baseyear=1066", "named_year", "baseyear=19"),
        ("/compare?baseyear=20x5", "named_year", "baseyear="),
    ],
)
def test_what_does_not_exist_is_named_with_the_nearest_choices(
    app: Throughline, address: str, kind: str, offer: str
) -> None:
    path, _, search = address.partition("?")
    query = dict(part.split("=") for part in search.split("&") if part)
    _, problems = read(app, path, **query)
    assert [p.kind for p in problems] == [kind]
    assert any(offer in f"{text} {href}" for text, href in problems[0].choices)
    for _, href in problems[0].choices:  # every offer leads somewhere
        to, _, more = href.partition("?")
        again = dict(part.split("=") for part in more.split("&") if part)
        assert not read(app, to, **again)[1]
    assert app.server.test_client().get(address).status_code == 404


def test_what_is_offered_keeps_the_rest_of_the_address(app: Throughline) -> None:
    query = {"indicator": "ctx-remit-received", "year": "2015", "areas": "MEX,KEN", "x": "ctx-hdo"}
    _, (problem,) = read(app, "/compare", chart="scatter", trails="off", **query)
    assert problem.choices[0] == (
        "Human Development Index (HDI)",
        "/compare?v=2&indicator=ctx-remit-received&year=2015&areas=MEX,KEN"
        "&chart=scatter&x=ctx-hdi&trails=off",
    )
    _, problems = read(app, "/compare", chart="bar", indicator="ctx-hdo", year="1960", among="?")
    assert [p.kind for p in problems] == ["named_group", "indicator", "year"]
    for problem in problems:
        assert all("chart=bar" in href for _, href in problem.choices)


@pytest.mark.parametrize("address", ["/", THEME, f"{THEME}?lang=fr&areas=KEN", "/?utm_source=x"])
def test_what_exists_answers_200(app: Throughline, address: str) -> None:
    answer = app.server.test_client().get(address)
    assert answer.status_code == 200
    assert b"<title>" in answer.data


def test_the_document_knows_its_language(app: Throughline) -> None:
    page = app.server.test_client().get(f"{THEME}?lang=fr").get_data(as_text=True)
    assert '<html lang="fr" dir="ltr">' in page
    assert re.search(r"<title>Contributions et envois de fonds", page)


@settings(deadline=None)
@given(st.text(max_size=200), st.text(max_size=200))
@example("<b>x</b>", "<b>x</b>")
def test_no_address_breaks_the_server(path: str, value: str) -> None:
    """Whatever comes: a page or a clear 4xx, never markup sent back."""
    client = CLIENT["app"].server.test_client()
    for key in ("lang", "indicator", "year", "areas", "links", "v"):
        answer = client.get("/themes/" + quote(path, safe=""), query_string={key: value})
        assert answer.status_code in (200, 301, 302, 308, 400, 404)
        assert "<b>x</b>" not in answer.get_data(as_text=True)


CLIENT: dict[str, Throughline] = {}


@pytest.fixture(autouse=True)
def _client(app: Throughline) -> None:
    CLIENT["app"] = app
