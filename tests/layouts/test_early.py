"""What the document holds before any script: the page's words, numbers, tables, links, pictures."""

import csv
import io
import re
from html import unescape

import pytest

from app import Throughline
from callbacks.routing import read_address
from layouts.charts import charts
from layouts.charts.board import CHART as BOARD
from layouts.charts.record import Look
from layouts.charts.still_picture import still_picture
from layouts.request.pages import PAGES
from layouts.views import VIEWS
from layouts.words.values import Words
from tests.slugs import SLUGS

MOST_LINKS = 12  # of a page that are followed


def document(app: Throughline, address: str) -> str:
    answer = app.server.test_client().get(address)
    return answer.get_data(as_text=True)


def body(app: Throughline, address: str) -> str:
    whole = document(app, address)
    return whole[whole.index('<div id="early">') : whole.index('<div id="react-entry-point">')]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_page_stands_in_its_document(app: Throughline, name: str, lang: str) -> None:
    spec = PAGES[name]
    path = spec.path + SLUGS[name] if spec.slug else spec.path
    page = body(app, f"{path}?lang={lang}")
    ctx, _ = read_address(path, f"lang={lang}", app.reference, app.store)
    assert page.count("<h1") == 1
    assert "<nav" in page and "<footer" in page
    assert re.search(r'<a [^>]*href="/', page)
    assert VIEWS[name].title(ctx)
    assert ">None<" not in page
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids)), sorted(i for i in ids if ids.count(i) > 1)


@pytest.mark.parametrize(
    ("address", "chart"),
    [
        ("/", "board"),
        ("/?areas=PHL&lang=fr", "board"),
        ("/scoreboard", "scoreboard"),
        ("/indicators/ctx-remit-received-gdp", "line"),
        ("/verdict?areas=MEX", "calculation"),
        ("/compare?areas=MEX,PHL&chart=bar", "bar"),
    ],
)
def test_a_chart_stands_there_with_words_table_and_picture(
    app: Throughline, address: str, chart: str
) -> None:
    path, _, query = address.partition("?")
    ctx, problems = read_address(path, query, app.reference, app.store)
    assert not problems
    record, page = charts()[chart], unescape(body(app, address))
    marks, words = record.marks(ctx), Words(ctx.lang)
    assert record.sentence(marks, words) in page
    _, rows = record.table(marks, words)
    assert rows and all(cell in page for cell in rows[0])
    assert 'class="still-picture"' in page
    assert "/export/" in page


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_somewhere(app: Throughline, name: str) -> None:
    spec, client = PAGES[name], app.server.test_client()
    path = spec.path + SLUGS[name] if spec.slug else spec.path
    page = body(app, f"{path}?v=2&lang=fr&areas=KEN")
    found = {unescape(href) for href in re.findall(r'<a [^>]*?href="([^"]*)"', page)}
    here = {href for href in found if not href.startswith(("/", "http"))}
    ids = set(re.findall(r' id="([^"]+)"', page))
    assert not [h for h in here if not h.startswith("#") or h[1:] not in ids]
    inside = sorted(href for href in found if href.startswith("/"))
    assert len(inside) > 10
    for href in inside[:: max(1, len(inside) // MOST_LINKS)]:
        assert client.get(href).status_code == 200, href


def test_the_table_page_has_its_rows(app: Throughline) -> None:
    asked = "?v=2&indicator=ctx-remit-received-gdp&areas=KEN,MEX&from=2010&sort=-year"
    rows = list(csv.DictReader(io.StringIO(document(app, f"/table/rows.csv{asked}"))))
    page = unescape(body(app, f"/table{asked}"))
    table = page[page.index('class="paper-rows"') :]
    cells = [re.findall(r"<td>([^<]*)</td>", row) for row in table.split("<tr>")[2:]]
    assert [row[2] for row in cells] == [row["year"] for row in rows]
    assert f"Rows: {len(rows)}, which is all of them." in table
    assert "The first 300 of " in body(app, "/table")


def test_a_legend_of_a_document_says_what_is_drawn(app: Throughline) -> None:
    page = body(app, "/map?v=2")
    assert "No value is drawn" not in page and "nothing published" in page


def test_a_still_picture_draws_the_bars_of_the_figure(app: Throughline) -> None:
    ctx, _ = read_address("/", "", app.reference, app.store)
    figure = BOARD.figure(BOARD.marks(ctx), Look("en"))
    bars = [t for t in figure.data if t.type == "bar" and t.meta["role"] != "whole"]
    picture = still_picture(figure)
    heights = [float(h) for h in re.findall(r'<rect [^>]*height="([\d.]+)"', picture)]
    layout = figure.to_plotly_json()["layout"]
    low, high = layout["yaxis"]["range"]
    room = layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]
    wanted = [y * room / (high - low) for trace in bars for y in trace.y]
    assert heights == pytest.approx(wanted, abs=0.06)


def test_what_cannot_be_drawn_plainly_has_no_still_picture(app: Throughline) -> None:
    ctx, _ = read_address("/scoreboard", "", app.reference, app.store)
    silent = charts()["silent_map"]
    assert still_picture(silent.figure(silent.marks(ctx), Look("en"))) == ""


def test_an_address_that_does_not_exist_says_so_without_scripts(app: Throughline) -> None:
    page = body(app, "/map?indicator=ctx-net-migraton")
    assert "ctx-net-migration" in page
