"""The table page's charts show the rows of its filters, and its places are said in words."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from app import Throughline
from callbacks.routing import read_address
from layouts.charts.drawn import drawn
from layouts.charts.files import VALUES
from tests.callbacks.test_table_page import ask, every

GDP = "ctx-remit-received-gdp"
CENTRAL_AMERICA = "M49:013"


@pytest.fixture(scope="module")
def client(app: Throughline) -> Iterator[FlaskClient]:
    with app.server.test_client() as opened:
        yield opened


def shown(app: Throughline, address: str) -> set[tuple[str, str, int, float]]:
    """What the chart of an address draws, summaries left out."""
    path, _, query = address.partition("?")
    ctx, problems = read_address(path, query, app.reference, app.store)
    assert not problems
    _, marks = drawn(ctx, ctx.state.option("chart"))
    return {(m.indicator_id, m.area_code, m.year, m.value) for m in marks.of(*VALUES)}


@pytest.mark.parametrize(
    ("query", "chart"),
    [
        ({"areas": "PHL,KEN", "from": 2010, "to": 2020}, "line"),
        ({"members": CENTRAL_AMERICA, "areas": "PHL"}, "line"),
        ({"members": "WB:SAS", "to": 2005}, "line"),  # a group of the World Bank
        ({"members": "countries", "areas": "M49:001", "from": 2018}, "line"),
        ({"members": CENTRAL_AMERICA, "from": 2019, "to": 2019}, "bar"),
        ({"members": "WB:LMC", "from": 2019, "to": 2019}, "strip"),  # too many for a ranking
        ({"areas": "DEU", "source": "worldbank"}, "line"),
    ],
)
def test_a_chart_shows_the_rows_of_the_same_filters(
    client: FlaskClient, app: Throughline, query: dict, chart: str
) -> None:
    query = {"indicators": GDP, "source": app.store.default_source(GDP), **query}
    (item,) = ask(client, **query)["charts"]["items"]
    assert (chart == "line") == ("chart=" not in item["compare"])
    assert chart == "line" or f"chart={chart}" in item["compare"]
    rows = {row for row in every(client, **query) if row[3] is not None}
    assert len(rows) > 5
    assert shown(app, item["compare"]) == rows


def test_several_indicators_are_offered_one_by_one(client: FlaskClient, app: Throughline) -> None:
    two = ask(client, indicators=f"{GDP},ctx-population", areas="KEN", **{"from": 2015})["charts"]
    assert [item["indicator"] for item in two["items"]] == ["ctx-population", GDP]
    seen = shown(app, two["both"])
    assert {i for i, *_ in seen} >= {GDP, "ctx-population"}
    theme = ask(client, theme="drivers", areas="KEN")["charts"]
    held = list(every(client, theme="drivers", areas="KEN", missing="values"))
    sources = ask(client, theme="drivers", areas="KEN", missing="values")["names"]["source"]
    assert len(sources) > 1
    assert len(theme["items"]) > 2
    assert not theme["both"]
    for item in theme["items"]:
        source = app.store.default_source(item["indicator"])
        own = {"indicators": item["indicator"], "areas": "KEN", "source": source}
        rows = {row for row in every(client, **own) if row[3] is not None}
        assert rows <= set(held)
        assert shown(app, item["compare"]) == rows, item
    everything = ask(client)["charts"]
    assert everything["more"] > 500
    assert not ask(client, table="flows", areas="KEN")["charts"]["items"]


def test_the_map_opens_with_a_year_of_the_filters_or_not_at_all(
    client: FlaskClient, app: Throughline
) -> None:
    stock = {"indicators": "ctx-migrant-stock", "areas": "DEU"}  # every five years
    (item,) = ask(client, **stock, **{"from": 2001, "to": 2013})["charts"]["items"]
    assert "year=2010" in item["map"]
    path, _, query = item["map"].partition("?")
    assert not read_address(path, query, app.reference, app.store)[1]
    (item,) = ask(client, **stock)["charts"]["items"]
    assert "year" not in item["map"]
    assert not ask(client, **stock, **{"from": 2011, "to": 2013})["charts"]["items"]


def test_what_a_chart_leaves_out_is_said(client: FlaskClient) -> None:
    missing = ask(client, indicators="ctx-asylum-applications", missing="any")["charts"]
    assert "without a value" in missing["differs"]
    parts = ask(client, indicators="ctx-migrant-stock", breakdowns="all")["charts"]
    assert "total" in parts["differs"]
    two_sources = ask(client, indicators="sdg-1-1-1-si-pov-day1")["charts"]
    assert len(two_sources["items"]) == 1
    assert "among these rows: 1" in two_sources["differs"]
    assert ask(client, indicators="ctx-population")["charts"]["differs"] == ""


def test_places_and_groups_are_joined_and_the_page_says_so(client: FlaskClient) -> None:
    both = ask(client, members="WB:LIC", areas="KEN")
    assert both["places"] == {
        "text": "Rows of Kenya, chosen at the top of the page, together with the countries of "
        "“Low income”: either is enough.",
        "areas": "Only the countries of “Low income”",
        "members": "Only Kenya",
    }
    assert both["count"] == sum(
        ask(client, **q)["count"] for q in ({"members": "WB:LIC"}, {"areas": "KEN"})
    )
    assert ask(client)["places"] == {}
    assert "Sénégal" in ask(client, areas="SEN", lang="fr")["places"]["text"]
    flows = ask(client, table="flows", areas="KEN", members="countries")["places"]["text"]
    assert "at either end" in flows
