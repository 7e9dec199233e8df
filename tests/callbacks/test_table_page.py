"""The table page over HTTP: rows, files and addresses, each against the others and the tables."""

import csv
import html
import io
import json
import re
from collections.abc import Iterator
from urllib.parse import urlencode

import brotli
import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import Throughline
from layouts.frame.document import plotly
from layouts.request.keys import TABLE_KEYS
from layouts.table.filters import members
from layouts.table.grid import SCRIPTS
from layouts.table.rows import BLOCK

pytestmark = pytest.mark.slow


POLITE = settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture(scope="module")
def client(app: Throughline) -> Iterator[FlaskClient]:
    with app.server.test_client() as opened:
        yield opened


def ask(client: FlaskClient, **query: object) -> dict:
    answer = client.get(f"/table/rows.json?{urlencode(query)}")
    assert answer.status_code == 200
    return answer.json


def every(client: FlaskClient, **query: object) -> Iterator[tuple]:
    """All rows, block by block, as the grid asks for them."""
    start, count = 0, 1
    while start < count:
        answer = ask(client, **{"labels": "codes", **query, "start": start})
        count = answer["count"]
        columns = answer["columns"]
        values = map(number, columns["value"], columns["exact"])
        ids = columns["measure" if query.get("table") == "flows" else "indicator"]
        places = columns["origin" if query.get("table") == "flows" else "area"]
        yield from zip(ids, places, columns["year"], values, strict=True)
        start += BLOCK


def number(text: str, exact: float | bool | None) -> float | None:
    """The value of a cell, from its words and what they leave out."""
    if exact is False:
        return None
    return float(text.replace(",", "").replace("\u2212", "-")) if exact is None else exact


def part(client: FlaskClient, name: str, **query: object) -> str:
    """What stands in a slot around the rows found."""
    return html.unescape(ask(client, **query)["parts"][name])


def file(client: FlaskClient, **query: object) -> list[dict[str, str]]:
    text = client.get(f"/table/rows.csv?{urlencode(query)}").get_data(as_text=True)
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.mark.parametrize(
    "query",
    [
        {"indicators": "ctx-refugees-asylum,ctx-population", "areas": "NRU,NAM", "sort": "-value"},
        {"theme": "drivers", "members": "M49:432", "from": 2020, "sort": "area,-year"},
        {"missing": "any", "breakdowns": "all", "areas": "AGO,NRU,KEN", "sort": "status"},
        {"table": "flows", "measure": "refugees", "areas": "SYR", "from": 2023, "sort": "-value"},
    ],
)
def test_the_file_equals_the_rows_in_their_order(client: FlaskClient, query: dict) -> None:
    names, lines = (file(client, labels=labels, **query) for labels in ("names", "codes"))
    worded = [row[2:] for row in every(client, labels="names", **query)]
    assert [(int(x["year"]), float(x["value"]) if x["value"] else None) for x in names] == worded
    shown = list(every(client, **query))
    assert len(shown) > 5
    first, place = ("measure", "origin_code") if "table" in query else ("indicator_id", "area_code")
    assert [
        (x[first], x[place], int(x["year"]), float(x["value"]) if x["value"] else None)
        for x in lines
    ] == shown
    for column in ("source", "licence", "edition", "retrieved_on", "unit", "link"):
        assert all(line[column] for line in lines), column
    assert all(line["obs_status"] in "MLQO" for line in lines if not line["value"])


def test_filters_mean_what_they_say(client: FlaskClient, app: Throughline) -> None:
    """Members of the group only; indicators of the theme only; totals unless all are asked for."""
    group = members(app.reference, app.store, "WB:LIC")
    assert {"AFG", "BDI"} <= group
    assert "KEN" not in group
    rows = list(every(client, theme="drivers", members="WB:LIC", **{"from": 2024}))
    theme = next(t for t in app.reference.themes.values() if t.slug == "drivers")
    assert {row[1] for row in rows} <= group
    assert {row[0] for row in rows} <= set(app.reference.theme_indicators(theme.theme_id, False))
    assert part(client, "table-count", breakdowns="all").startswith("All ")
    every_breakdown = ask(client, breakdowns="all")["count"]
    assert part(client, "table-count").endswith(f" rows of {every_breakdown:,}")
    assert ask(client)["count"] < every_breakdown
    both = ask(client, members="WB:LIC", areas="KEN")["count"]
    assert both == ask(client, members="WB:LIC")["count"] + ask(client, areas="KEN")["count"]
    countries, others = (ask(client, members=m)["count"] for m in ("countries", "groups"))
    assert countries + others == ask(client)["count"]


def test_cells_say_names_codes_or_both_in_the_language(client: FlaskClient) -> None:
    query = {"indicators": "ctx-population", "areas": "DEU", "lang": "fr"}
    said = {
        labels: ask(client, labels=labels, **query)["columns"]
        for labels in ("names", "codes", "both")
    }
    assert [said[labels]["area"][0] for labels in said] == ["Allemagne", "DEU", "Allemagne (DEU)"]
    assert [said[labels]["status"][0] for labels in said] == [
        "tel que publié",
        "A",
        "tel que publié",
    ]
    assert said["both"]["vintage"] == said["names"]["vintage"], "an edition has no name"
    assert said["names"]["value"][0] == f"{72_814_900:,}".replace(",", "\u202f")
    english = ask(client, areas="DEU,KEN", indicators="ctx-population", sort="area")
    assert english["columns"]["area"][0] == "Germany", "Germany comes before Kenya"


def test_a_cell_without_a_value_says_why(client: FlaskClient) -> None:
    columns = ask(client, missing="M", lang="en")["columns"]
    assert set(columns["value"]) == set(columns["status"]) == {"not applicable"}
    assert set(columns["exact"]) == {False}


def test_no_rows_say_what_to_loosen(client: FlaskClient) -> None:
    """Each filter that alone keeps rows out has a button, with the rows found without it."""
    chosen = {"indicators": "ctx-population", "areas": "KEN", "source": "unhcr"}
    without = {
        "Source": ({"source": ""}, ask(client, indicators="ctx-population", areas="KEN")["count"]),
        "Indicators": (
            {"indicator": "", "indicators": ""},
            ask(client, areas="KEN", source="unhcr")["count"],
        ),
    }
    said = part(client, "table-empty", **chosen)
    buttons = re.findall(r'data-go="({.*?})" type="button">Without “(.*?)”: ([\d,]+) rows<', said)
    ways = [(n, json.loads(change), int(c.replace(",", ""))) for change, n, c in buttons]
    assert ways == sorted(((name, *way) for name, way in without.items()), key=lambda way: -way[2])
    assert part(client, "table-empty") == ""


def test_what_means_nothing_is_named_and_leaves_no_row_out(client: FlaskClient) -> None:
    wrong = {"goal": "99", "source": "<x>", "indicators": "zz", "missing": "?", "sort": "-sex,year"}
    answer = ask(client, columns="year,colour", **wrong)
    assert answer["count"] == ask(client)["count"]
    assert answer["parts"]["table-note"] == (
        "Left out, since it means nothing here: Sustainable Development Goal: 99; "
        "Source: &lt;x&gt;; Missing values: ?; Indicators: zz; sort: -sex; columns: colour."
    )


@POLITE
@given(
    query=st.dictionaries(
        st.sampled_from([*(key.name for key in TABLE_KEYS), "areas", "start", "indicator", "lang"]),
        st.text(max_size=30) | st.sampled_from(["M49:001", "-value,,-", "²", "9" * 400, "<b>"]),
        max_size=6,
    )
)
def test_any_address_gives_rows_or_says_why_not(client: FlaskClient, query: dict) -> None:
    for path in ("/table/rows.json", "/table/rows.csv"):
        answer = client.get(path, query_string=query, buffered=False)
        assert answer.status_code in (200, 404)
        assert answer.mimetype != "text/html"
        answer.close()


def test_page_and_files_share_their_beginning_but_not_their_address(client: FlaskClient) -> None:
    assert client.get("/table").status_code == 200
    assert client.get("/table/?from=2020").headers["Location"] == "/table?from=2020"
    for wrong in ("/table/nothing", "/table?table=zzz", "/table?to=20255"):
        assert client.get(wrong).status_code == 404, wrong


def test_no_page_lists_the_grid_among_its_scripts(client: FlaskClient) -> None:
    """The table page's own code loads it; a first visit elsewhere must not pay for it."""
    assert "/dash_ag_grid/" not in client.get("/").get_data(as_text=True)
    page = client.get("/table").get_data(as_text=True)
    for address in SCRIPTS:
        assert re.findall(f"<[^>]+{re.escape(address)}[^>]*>", page) == [
            f'<link rel="preload" as="script" href="{address}">'
        ]
        with client.get(address, buffered=True) as script:
            assert script.status_code == 200


def test_plotly_comes_with_the_first_figure_alone(client: FlaskClient) -> None:
    """A page without one must not pay for it; one that opens with a figure asks at once."""
    named = f'<link rel="preload" as="script" href="{plotly()}">'
    for path, opens_with_one in {
        "/table": False,
        "/methods": False,
        "/map": True,
        "/": True,
    }.items():
        page = client.get(path).get_data(as_text=True)
        assert (named in page) is opens_with_one, path
        assert f'src="{plotly()}' not in page


@pytest.mark.parametrize(
    "path", ["/chart/x/en/map.json?page=/map&indicator=ctx-population", "/table/rows.csv?areas=KEN"]
)
def test_charts_and_files_are_compressed_on_the_way(client: FlaskClient, path: str) -> None:
    plain, packed = (
        client.get(path, headers={"Accept-Encoding": coding}) for coding in ("identity", "br")
    )
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert packed.headers["Content-Encoding"] == "br"
    assert "Content-Encoding" not in plain.headers
    assert brotli.decompress(packed.data) == plain.data
    assert len(packed.data) < 0.6 * len(plain.data)
