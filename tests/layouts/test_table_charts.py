"""The table page's charts show the rows of its filters, and its places are said in words."""

import re
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from app import Throughline
from callbacks.routing import read_address
from data.query import flows_table, observations_table
from layouts.charts.drawn import drawn
from layouts.charts.files import VALUES
from layouts.table.charts import charts
from layouts.table.filters import read_filters
from tests.callbacks.test_table_page import ask, every, part

GDP = "ctx-remit-received-gdp"
CENTRAL_AMERICA = "M49:013"


@pytest.fixture(scope="module")
def client(app: Throughline) -> Iterator[FlaskClient]:
    with app.server.test_client() as opened:
        yield opened


def offered(app: Throughline, **query: object) -> dict:
    """The charts that the rows of a query lead to."""
    ctx, problems = read_address("/table", urlencode(query), app.reference, app.store)
    assert not problems
    asked = read_filters(ctx)
    table = (observations_table if asked.table == "observations" else flows_table)(app.store.mapped)
    return charts(ctx, asked, table, table.select(asked.filters()))


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
    (item,) = offered(app, **query)["items"]
    assert (chart == "line") == ("chart=" not in item["compare"])
    assert chart == "line" or f"chart={chart}" in item["compare"]
    rows = {row for row in every(client, **query) if row[3] is not None}
    assert len(rows) > 5
    assert shown(app, item["compare"]) == rows


def test_several_indicators_are_offered_one_by_one(client: FlaskClient, app: Throughline) -> None:
    two = offered(app, indicators=f"{GDP},ctx-population", areas="KEN", **{"from": 2015})
    assert [item["indicator"] for item in two["items"]] == ["ctx-population", GDP]
    seen = shown(app, two["both"])
    assert {i for i, *_ in seen} >= {GDP, "ctx-population"}
    theme = offered(app, theme="drivers", areas="KEN")
    held = list(every(client, theme="drivers", areas="KEN", missing="values"))
    sources = ask(client, theme="drivers", areas="KEN", missing="values")["columns"]["source"]
    assert len(set(sources)) > 1
    assert len(theme["items"]) > 2
    assert not theme["both"]
    for item in theme["items"]:
        source = app.store.default_source(item["indicator"])
        own = {"indicators": item["indicator"], "areas": "KEN", "source": source}
        rows = {row for row in every(client, **own) if row[3] is not None}
        assert rows <= set(held)
        assert shown(app, item["compare"]) == rows, item
    everything = offered(app)
    assert everything["more"] > 500
    assert not offered(app, table="flows", areas="KEN")["items"]


def test_the_map_opens_with_a_year_of_the_filters_or_not_at_all(app: Throughline) -> None:
    stock = {"indicators": "ctx-migrant-stock", "areas": "DEU"}  # every five years
    (item,) = offered(app, **stock, **{"from": 2001, "to": 2013})["items"]
    assert "year=2010" in item["map"]
    path, _, query = item["map"].partition("?")
    assert not read_address(path, query, app.reference, app.store)[1]
    (item,) = offered(app, **stock)["items"]
    assert "year" not in item["map"]
    assert not offered(app, **stock, **{"from": 2011, "to": 2013})["items"]


def test_what_a_chart_leaves_out_is_said(app: Throughline) -> None:
    missing = offered(app, indicators="ctx-asylum-applications", missing="any")
    assert "without a value" in missing["differs"]
    parts = offered(app, indicators="ctx-migrant-stock", breakdowns="all")
    assert "total" in parts["differs"]
    two_sources = offered(app, indicators="sdg-1-1-1-si-pov-day1")
    assert len(two_sources["items"]) == 1
    assert "among these rows: 1" in two_sources["differs"]
    assert offered(app, indicators="ctx-population")["differs"] == ""


def test_the_rows_come_with_their_links(client: FlaskClient) -> None:
    """One indicator's stand in the row of tools; of several, each link says of which it is."""
    alone = part(client, "data-chart", indicators="ctx-population", areas="KEN")
    assert re.findall(">([^<]+)</a>", alone) == ["Compare in a chart", "Show on the map"]
    assert part(client, "table-charts", indicators="ctx-population", areas="KEN") == ""
    several = {"indicators": f"{GDP},ctx-population", "areas": "KEN"}
    assert part(client, "data-chart", **several) == ""
    listed = part(client, "table-charts", **several)
    names = re.findall("<li><span>([^<]+)</span>", listed)
    assert len(names) == 2
    for name in names:
        assert f'aria-label="Compare in a chart: {name}"' in listed
    assert ">One against the other</a>" in listed
    assert "Further indicators: " in part(client, "table-charts")


def test_places_and_groups_are_joined_and_the_page_says_so(client: FlaskClient) -> None:
    both = ask(client, members="WB:LIC", areas="KEN")
    told = part(client, "table-places", members="WB:LIC", areas="KEN")
    assert re.findall("<(?:span|button).*?>(.*?)<", told) == [
        "Rows of Kenya, chosen at the top of the page, together with the countries of "
        "“Low income”: either is enough.",
        "Only Kenya",
        "Only the countries of “Low income”",
    ]
    assert re.findall('data-go="(.*?)" type', told) == ['{"members": ""}', '{"areas": []}']
    assert both["count"] == sum(
        ask(client, **q)["count"] for q in ({"members": "WB:LIC"}, {"areas": "KEN"})
    )
    assert part(client, "table-places") == ""
    assert "Sénégal" in part(client, "table-places", areas="SEN", lang="fr")
    flows = part(client, "table-places", table="flows", areas="KEN", members="countries")
    assert "at either end" in flows
