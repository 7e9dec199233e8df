"""Charts that are records, in the browser: drawn as sent, one request a change, read out, saved."""

import json
import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from app import Throughline
from tests.browser.conftest import Visitor

AREAS = "areas=MEX,PHL,KEN,LBR"
POINTS = """() => document.getElementById('compare').data.filter((t) => t.text)
  .flatMap((t) => !t.z ? t.x.map((x, i) => [x, t.y[i], t.text[i]])
    : t.y.flatMap((y, k) => t.x.map((x, i) => [x, y, t.text[k][i]]))).filter(([x]) => x !== null)"""


def charts_asked(asked: list[str]) -> list[str]:
    return [url for url in asked if "/chart/" in url]


def sent(app: Throughline, url: str) -> dict:
    parts = urlsplit(url)
    answer = app.server.test_client().get(f"{parts.path}?{parts.query}")
    return json.loads(answer.data)


def points(answer: dict) -> list[list]:
    return [
        list(point)
        for trace in answer["figure"]["data"]
        if "text" in trace
        for point in placed(trace)
        if point[0] is not None
    ]


def placed(trace: dict) -> list[tuple]:
    if trace["type"] != "heatmap":
        return list(zip(trace["x"], trace["y"], trace["text"], strict=True))
    rows = zip(trace["y"], trace["text"], strict=True)
    return [(x, y, text) for y, row in rows for x, text in zip(trace["x"], row, strict=True)]


@pytest.mark.parametrize(
    "query",
    [
        "",
        AREAS,
        "indicator=ctx-refugees-asylum&beside=ctx-asylum-seekers&areas=DEU,FRA&total=sum",
        "among=WB:LIC&areas=UGA&axis=log&lang=fr",
        "indicator=sdg-3-2-1-sh-dyn-mort&areas=KEN,NPL",
    ],
)
def test_what_is_drawn_is_what_was_sent(visitor: Visitor, app: Throughline, query: str) -> None:
    """One request, made before any code runs; its words, table and file stand around the figure."""
    asked: list[str] = []
    visitor.hear("request", lambda request: asked.append(request.url))
    state = visitor.open(f"/compare?{query}")
    assert len(charts_asked(asked)) == 1
    assert not [url for url in asked if url.endswith(".bin")]
    answer = sent(app, charts_asked(asked)[0])
    assert state == answer["drawn"]
    assert visitor.page.evaluate(POINTS) == points(answer)
    for part in ("title", "subtitle", "summary", "source"):
        shown = visitor.page.locator(f"[data-tl=compare-{part}]").evaluate("n => n.textContent")
        assert shown == answer[part]
    visitor.page.locator("[data-tl=compare-details] > summary").click()
    table = visitor.page.locator("[data-tl=compare-table] tbody tr")
    table.first.wait_for()
    rows = table.evaluate_all("rows => rows.map(r => [...r.children].map(c => c.textContent))")
    assert rows == answer["table"]["rows"]
    marked = visitor.page.locator("#compare .scatterlayer .point")
    assert marked.count() == len(points(answer))


def test_each_change_asks_once_and_back_and_reload_restore_it(visitor: Visitor) -> None:
    first = visitor.open("/compare?indicator=ctx-remit-received&areas=MEX,PHL")
    asked = visitor.asks()
    visitor.page.get_by_role("button", name="Per head").click()
    second = visitor.drawn("|line|capita|")
    visitor.page.get_by_role("button", name="Logarithmic").click()
    visitor.becomes("() => document.getElementById('compare').layout.yaxis.type", "log")
    visitor.addressed("axis=log")
    visitor.page.locator("[data-key=chart][data-value=bar]").click()
    visitor.drawn("|bar|")
    assert len(charts_asked(asked)) == 3
    visitor.page.go_back()
    visitor.drawn(second, exactly=True)
    visitor.reload(second)
    visitor.page.go_back()
    visitor.page.go_back()
    visitor.drawn(first, exactly=True)
    assert "form=" not in visitor.page.url


def test_a_failure_is_told_keeps_the_table_and_can_be_tried_again(visitor: Visitor) -> None:
    visitor.open(f"/compare?{AREAS}")
    visitor.page.locator("[data-tl=compare-details] > summary").click()
    before = visitor.page.locator("[data-tl=compare-table]").inner_text()
    visitor.page.route("**/chart/**", lambda route: route.fulfill(status=503, body="Busy."))
    visitor.page.get_by_role("button", name="Index, base = 100").click()
    visitor.drawn("line|failed")
    note = visitor.page.get_by_role("alert")
    expect(note).to_contain_text("The chart could not be loaded (Busy.)")
    assert visitor.page.locator("[data-tl=compare-table]").inner_text() == before
    assert not visitor.faults_by_axe(".card-compare")
    visitor.page.unroute_all()
    visitor.page.get_by_role("button", name="Try again").click()
    visitor.drawn("|line|index|")
    expect(note).to_have_count(0)
    visitor.faults[:] = [fault for fault in visitor.faults if "503" not in fault]


def test_every_mark_is_reached_and_read_out_by_arrow_keys(visitor: Visitor) -> None:
    visitor.open("/compare?areas=LBR,PHL")
    visitor.page.locator(".card-compare .graph-frame").focus()
    said = visitor.page.locator("#live")
    press = visitor.page.keyboard.press
    texts = visitor.page.evaluate(
        """() => document.getElementById('compare').data.filter((t) => t.text)
             .map((t) => t.text.map((text) => text.replaceAll('<br>', ' ')))"""
    )
    for n, row in enumerate(texts):
        press("Home")
        expect(said).to_have_text(row[0])
        press("ArrowRight")
        expect(said).to_have_text(row[1])
        press("End")
        expect(said).to_have_text(row[-1])
        if n + 1 < len(texts):
            press("ArrowDown")
    assert any("Doubted:" in text for text in texts[0])
    expect(visitor.page.locator("#compare .hoverlayer")).to_contain_text("Philippines")


def test_a_target_is_drawn_only_on_published_values(visitor: Visitor) -> None:
    levels = """() => document.getElementById('compare').layout.shapes
      .filter((s) => s.yref !== 'paper').map((s) => s.y0)"""
    visitor.open("/compare?indicator=sdg-10-c-1-si-rmt-cost&areas=KEN")
    assert visitor.page.evaluate(levels) == [3]
    expect(visitor.page.locator("[data-tl=compare-summary]")).to_contain_text("Target: 3.0")
    visitor.page.get_by_role("button", name="Change since base").click()
    visitor.drawn("|change|")
    assert visitor.page.evaluate(levels) == []


def test_a_chart_of_nothing_says_so_instead_of_showing_a_scale(visitor: Visitor) -> None:
    visitor.open("/compare?indicator=ctx-eu-foreign-born&areas=KEN")
    expect(visitor.page.locator("#compare .annotation")).to_contain_text("Not published for: Kenya")
    expect(visitor.page.locator("#compare .xtick, #compare .ytick")).to_have_count(0)


def test_pictures_are_saved_with_their_words(visitor: Visitor) -> None:
    visitor.page.emulate_media(color_scheme="dark")
    visitor.open(f"/compare?{AREAS}")
    for kind in ("png", "svg"):
        with visitor.page.expect_download() as waiting:
            visitor.page.locator(f"[data-action={kind}][data-for=compare]").click()
        file = waiting.value
        assert file.suggested_filename == f"throughline-ctx-remit-received-gdp-line.{kind}"
        assert file.path().stat().st_size > 8000
    picture = file.path().read_text(encoding="utf-8")
    for part in ("Personal remittances received", "World Bank", "/compare?", "drawn apart"):
        assert part in picture
    assert re.search(r"fill: (white|rgb\(255, 255, 255\))", picture)


def test_a_chart_stands_alone_in_a_frame_of_another_site(visitor: Visitor) -> None:
    visitor.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visitor.open("/compare?areas=MEX,PHL")
    visitor.page.locator("[data-action=embed]").press("Enter")
    expect(visitor.page.locator("#live")).to_contain_text("is copied")
    code = visitor.page.evaluate("navigator.clipboard.readText()")
    assert "embed=on" in code
    visitor.page.set_content(f"<h1>Elsewhere</h1>{code}")
    frame = visitor.page.frame_locator("iframe")
    expect(frame.locator("[data-tl=compare-title]")).to_contain_text("over the years")
    expect(frame.locator("#compare .scatterlayer .point").first).to_be_visible()


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_serious(visitor: Visitor, colours: str) -> None:
    visitor.page.emulate_media(color_scheme=colours)
    visitor.open(f"/compare?{AREAS}")
    visitor.unfold()
    assert not visitor.faults_by_axe()
    paper = "document.getElementById('compare').layout.template.layout.font.color"
    assert visitor.page.evaluate(paper) == {"light": "#1b2530", "dark": "#e8ecef"}[colours]


def test_a_phone_has_names_in_the_legend(visitor: Visitor) -> None:
    visitor.page.set_viewport_size({"width": 390, "height": 844})
    visitor.open(f"/compare?{AREAS}")
    expect(visitor.page.locator("[data-tl=compare-legend]")).to_contain_text("Mexico")
    fits = "document.documentElement.scrollWidth <= 390"
    assert visitor.page.evaluate(fits)


@pytest.mark.parametrize("chart", ["bar", "slope", "dumbbell", "strip"])
def test_years_are_stepped_through_with_one_request(
    visitor: Visitor, app: Throughline, chart: str
) -> None:
    """The first step asks for all years; each shows what the address of its year is sent."""
    asked: list[str] = []
    visitor.open(f"/compare?chart={chart}&{AREAS}&from=2016")
    visitor.hear("request", lambda request: asked.append(request.url))
    for year in (2019, 2022):
        visitor.page.evaluate(
            """(year) => { const input = document.getElementById('compare-year');
              input.value = Number(input.max) - (2024 - year);
              input.dispatchEvent(new Event('input', { bubbles: true })); }""",
            year,
        )
        expect(visitor.page.locator("[data-tl=compare-now]")).to_have_text(str(year))
        expect(visitor.page.locator("body")).to_have_attribute("data-drawn", re.compile(str(year)))
        query = f"chart={chart}&{AREAS}&from=2016&year={year}"
        answer = sent(app, f"/chart/x/en/{chart}.json?page=/compare&{query}")
        assert visitor.page.evaluate(POINTS) == points(answer)
        shown = visitor.page.locator("[data-tl=compare-summary]").evaluate("n => n.textContent")
        assert shown == answer["summary"]
    assert len(charts_asked(asked)) == 1


def test_who_has_a_value_is_drawn_read_out_and_stands_as_a_table(visitor: Visitor) -> None:
    """Rows and years by arrow keys, and the same words where a reader points."""
    asked: list[str] = []
    visitor.hear("request", lambda request: asked.append(request.url))
    visitor.open("/indicators/ctx-remit-received-gdp")
    visitor.charted("|coverage|", "cover")
    assert not [url for url in asked if url.endswith(".bin")]
    page, press = visitor.page, visitor.page.keyboard.press
    frame = page.locator("[data-card=cover] .graph-frame")
    frame.focus()
    said, names = page.locator("#live"), page.evaluate("document.getElementById('cover').data[0].y")
    for _ in names[: names.index("Burundi") + 1]:  # the first key comes to the first of them
        press("ArrowDown")
    press("End")
    expect(said).to_have_text(re.compile(r"^Burundi, 2024: \d"))
    expect(page.locator("#cover .hoverlayer")).to_contain_text("Burundi, 2024: ")
    press("ArrowLeft")
    expect(said).to_have_text(re.compile(r"^Burundi, 2023: .*\(doubted\)\. Doubted: "))
    press("Home")
    expect(said).to_have_text("Burundi, 1990: no value published")
    expect(page.locator("#cover .heatmaplayer image").first).to_be_attached()
    page.locator("[data-tl=cover-details] > summary").click()
    table = page.locator("[data-tl=cover-table] tbody tr")
    expect(table).to_have_count(251)
    expect(page.locator("[data-tl=cover-summary]")).to_contain_text(
        re.compile(r"^\d+ of 195 countries and \d+ of 56 terr")
    )


def test_the_chain_is_read_out_node_by_node_and_link_by_link(visitor: Visitor) -> None:
    visitor.open("/themes/contributions-remittances")
    visitor.page.get_by_text("Show the chain as a picture").click()
    visitor.charted("chain|", "chain")
    page, press = visitor.page, visitor.page.keyboard.press
    page.locator("[data-card=chain] .graph-frame").focus()
    said = page.locator("#live")
    press("ArrowRight")
    expect(said).to_contain_text("Contributions of migrants and diasporas")
    expect(page.locator("#chain .sankey-node.at")).to_have_count(1)
    press("ArrowDown")
    expect(said).to_contain_text("Contributions and remittances \u2192 ")
    expect(page.locator("#chain .sankey-link.at")).to_have_count(1)
