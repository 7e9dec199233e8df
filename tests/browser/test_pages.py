"""What a person does on each page, in a real browser with every outside host blocked."""

import csv
import io
import json
import re

import pytest
from playwright.sync_api import expect

from app import Throughline
from tests.browser.conftest import FILLS, Visitor

THEME = "/themes/contributions-remittances"
RECEIVED = "ctx-remit-received-gdp"


def rows(content: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.removeprefix("\ufeff"))))


def download(visitor: Visitor, chart: str) -> list[dict[str, str]]:
    with visitor.page.expect_download() as waiting:
        visitor.page.locator(f"[data-tl={chart}-csv]").click()
    return rows(waiting.value.path().read_text(encoding="utf-8"))


def test_every_page_draws_a_map_with_coloured_shapes(visitor: Visitor, app: Throughline) -> None:
    themes = [f"/themes/{t.slug}" for t in app.reference.themes.values()]
    for address in themes:
        visitor.open(address)
        fills = visitor.fills()
        assert len(fills) > 150
        assert len({f for f in fills if "url" not in f}) >= 2, address
        expect(visitor.page.locator("h1")).to_have_count(1)


def test_the_downloaded_map_equals_what_is_drawn(visitor: Visitor) -> None:
    visitor.open(f"{THEME}?indicator=ctx-remit-received-gdp&year=2015")
    asked = visitor.asks()
    drawn = {code: re.findall(r"[0-9.]+", said)[0] for code, said in visitor.map_words().items()}
    assert len(drawn) > 150 and ["words=1" in url for url in asked] == [True]
    table = [row for row in download(visitor, "map") if row["value"]]
    assert drawn.keys() == {r["area_code"] for r in table}
    assert all(abs(float(drawn[r["area_code"]]) - float(r["value"])) <= 0.05 for r in table)
    first = table[0]
    assert first["year"] == "2015"
    assert first["unit"] == "percent_gdp"
    for column in ("source", "licence", "retrieved_on", "edition", "attribution", "link"):
        assert first[column]


def test_the_lines_of_a_theme_page_are_drawn_as_sent(visitor: Visitor, app: Throughline) -> None:
    """One request, with the keys that lines read and no others; and again where these change."""
    asked: list[str] = []
    visitor.hear("request", lambda r: "/line.json" in r.url and asked.append(r.url))
    visitor.open(f"{THEME}?indicator=ctx-remit-received&areas=MEX,PHL,NAM&method=statcan&year=2015")
    state = visitor.charted("ctx-remit-received")
    (url,) = asked
    assert "method" not in url and "year" not in url
    answer = json.loads(app.server.test_client().get(url.removeprefix(visitor.site)).data)
    assert state == answer["drawn"] == "ctx-remit-received|line|absolute||3"
    points = """() => document.getElementById('line').data.filter((t) => t.text)
      .map((t) => [t.meta.code, [...t.x], [...t.y], t.text])"""
    sent = [t for t in answer["figure"]["data"] if "text" in t]
    assert visitor.page.evaluate(points) == [
        [t["meta"]["code"], t["x"], t["y"], t["text"]] for t in sent
    ]
    for part in ("title", "subtitle", "summary", "source"):
        shown = visitor.page.locator(f"[data-tl=line-{part}]").evaluate("n => n.textContent")
        assert shown == answer[part]
    table = {(r["area_code"], int(r["year"])): r["value"] for r in download(visitor, "line")}
    assert len(table) == sum(len(trace["x"]) for trace in sent)
    visitor.page.locator("[data-card=line] .graph-frame").focus()
    visitor.page.keyboard.press("End")
    expect(visitor.page.locator("#live")).to_have_text(sent[0]["text"][-1])


def test_lines_mark_the_year_of_the_map_and_ask_for_nothing(visitor: Visitor) -> None:
    visitor.open(THEME)
    visitor.charted("line|")
    marked = """() => document.getElementById('line').layout.shapes
      .filter((shape) => shape.name === 'year').map((shape) => shape.x0)"""
    asked = visitor.asks()
    (opened,) = visitor.page.evaluate(marked)
    visitor.page.locator("#map-year").press("ArrowLeft")
    visitor.page.wait_for_function("opened => TL.year < opened", arg=opened)
    visitor.becomes(marked, [visitor.page.evaluate("TL.year")])
    visitor.page.evaluate("TL.go({ method: 'statcan' })")
    visitor.addressed("method=statcan")
    assert not [url for url in asked if "/line.json" in url]


def test_changing_theme_indicator_and_year(visitor: Visitor) -> None:
    visitor.open("/")
    visitor.page.get_by_role("link", name="Drivers of migration").first.click()
    visitor.drawn("ctx-refugees-origin")
    expect(visitor.page).to_have_url(visitor.site + "/themes/drivers")
    before = visitor.fills()
    visitor.choose("indicator", "Net migration", "ctx-net-migration")
    visitor.drawn("ctx-net-migration")
    visitor.addressed("indicator=ctx-net-migration")
    visitor.leaves(FILLS, before)
    year = visitor.page.locator("#map-year")
    year.focus()
    year.press("ArrowLeft")
    year.press("ArrowLeft")
    visitor.page.wait_for_url("**year=2023**")
    expect(visitor.page.locator("[data-tl=map-now]")).to_have_text("2023")
    expect(visitor.page.locator("[data-tl=map-title]")).to_contain_text("2023")


def test_back_and_reload_restore_the_view(visitor: Visitor) -> None:
    first = visitor.open(f"{THEME}?areas=MEX")
    visitor.choose("indicator", "remittances received, relative", "ctx-remit-received-gdp")
    second = visitor.drawn("ctx-remit-received-gdp")
    visitor.choose("areas", "Philippines", "PHL")
    third = visitor.drawn("MEX,PHL")
    visitor.reload(third)
    visitor.page.go_back()
    visitor.drawn(second, exactly=True)
    visitor.page.go_back()
    visitor.drawn(first, exactly=True)


def test_areas_stay_from_page_to_page(visitor: Visitor) -> None:
    visitor.open("/?areas=NAM,KEN")
    visitor.page.locator("summary", has_text="Themes").click()
    visitor.page.locator(".menu a:visible", has_text="Drivers of migration").click()
    visitor.drawn("ctx-refugees-origin")
    assert visitor.charted("ctx-refugees-origin").endswith("|2")
    visitor.addressed("areas=NAM,KEN")


def test_indicator_and_year_stay_on_pages_that_offer_every_indicator(visitor: Visitor) -> None:
    visitor.open("/map?indicator=ctx-hdi&year=2015&areas=KEN")
    drawn = {"Compare": "ctx-hdi|line", "Table": "table|observations", "Map": "ctx-hdi|2015"}
    for name, shown in drawn.items():
        visitor.page.get_by_role("navigation").get_by_role("link", name=name, exact=True).click()
        visitor.drawn(shown)
        address = f"/{name.lower()}?v=2&indicator=ctx-hdi&year=2015&areas=KEN"
        expect(visitor.page).to_have_url(visitor.site + address)
    visitor.open("/indicators/ctx-refugees-asylum")
    visitor.page.get_by_role("link", name="Compare", exact=True).first.click()
    visitor.addressed("/compare?v=2&indicator=ctx-refugees-asylum")


def test_french_is_another_document(visitor: Visitor) -> None:
    visitor.open(f"{THEME}?areas=MEX")
    visitor.page.get_by_role("link", name="FR", exact=True).click()
    expect(visitor.page.locator("html")).to_have_attribute("lang", "fr")
    expect(visitor.page.locator("h1")).to_have_text("Contributions et envois de fonds")
    expect(visitor.page.locator("[data-tl=line-summary]")).to_contain_text("Mexique")
    visitor.addressed("lang=fr")


def test_numbers_on_an_axis_are_in_the_language_of_the_page(visitor: Visitor) -> None:
    """Milliards are "Md" in French, never the "B" of Plotly's own labels."""
    visitor.open(f"{THEME}?lang=fr&areas=MEX&indicator=ctx-remit-received")
    expect(visitor.page.locator("#line .ytick text", has_text="Md").first).to_be_attached()
    ticks = visitor.page.locator("#line .ytick text").all_text_contents()
    assert not any(tick.endswith(("B", "k")) for tick in ticks)


def test_year_steps_ask_the_server_nothing(visitor: Visitor) -> None:
    visitor.open(THEME)
    asked = visitor.asks()
    year = visitor.page.locator("#map-year")
    year.focus()
    goal = visitor.page.evaluate("TL.views.map.view.answer.years.at(-7)")
    for _ in range(6):
        year.press("ArrowLeft")
    visitor.drawn(f"|{goal}|")
    assert asked == []
    assert visitor.page.evaluate("TL.map.gd.data[0].z.length") > 150


def test_a_year_step_paints_what_plotly_then_holds(visitor: Visitor) -> None:
    """The quick paint and Plotly's own drawing give the same colours."""
    visitor.open(f"{THEME}?indicator={RECEIVED}&year=2010")
    before = visitor.fills()
    visitor.page.locator("#map-year").evaluate(
        """node => { node.value = TL.views.map.view.answer.years.indexOf(2015);
             node.dispatchEvent(new Event('input', { bubbles: true })); }"""
    )
    quick = visitor.fills()
    assert quick != before
    visitor.drawn("|2015|")
    visitor.page.evaluate("TL.map.show(TL.map.view).then(() => true)")
    visitor.becomes(FILLS, quick)


@pytest.mark.parametrize(("chart", "kind"), [("map", "svg"), ("line", "svg"), ("map", "png")])
def test_pictures_carry_title_source_and_link(visitor: Visitor, chart: str, kind: str) -> None:
    visitor.open(f"{THEME}?indicator=ctx-remit-received-gdp&year=2015&areas=MEX,PHL")
    visitor.charted("ctx-remit-received-gdp")
    with visitor.page.expect_download() as waiting:
        visitor.page.locator(f"[data-action={kind}][data-for={chart}]").click()
    content = waiting.value.path().read_bytes()
    if kind == "png":
        assert content.startswith(b"\x89PNG")
        assert len(content) > 40_000
        return
    text = re.sub(r"<[^>]+>", " ", content.decode())
    title = visitor.page.locator(f"[data-tl={chart}-title]").inner_text()
    assert title in text
    assert "World Development Indicators" in text
    assert "indicator=ctx-remit-received-gdp" in text


def test_no_redraw_hides_behind_a_quick_paint(visitor: Visitor) -> None:
    """After a step, another indicator, another theme and back all show their own colours."""
    visitor.open(f"{THEME}?v=1&year=2020")
    fresh = visitor.fills()
    visitor.page.locator("#map-year").press("ArrowLeft")
    visitor.drawn("|2019|")
    visitor.page.go_back()
    visitor.drawn("|2020|")
    visitor.becomes(FILLS, fresh)
    visitor.choose("indicator", "remittances received, relative", RECEIVED)
    visitor.drawn(RECEIVED)
    stepped = visitor.fills()
    visitor.open(f"{THEME}?v=2&indicator={RECEIVED}")
    visitor.becomes(FILLS, stepped)


def test_a_first_change_does_not_rebuild_the_page(visitor: Visitor) -> None:
    visitor.open(THEME)
    visitor.page.evaluate("document.querySelector('h1').dataset.kept = 'yes'")
    visitor.choose("indicator", "remittances received, relative", RECEIVED)
    visitor.drawn(RECEIVED)
    expect(visitor.page.locator("h1")).to_have_attribute("data-kept", "yes")


def test_dark_colours_are_kept(visitor: Visitor) -> None:
    state = visitor.open(THEME)
    light = visitor.fills()
    visitor.page.locator("#theme-switch").click()
    visitor.page.wait_for_function("TL.map.colouring.endsWith('|true')")
    visitor.leaves(FILLS, light)
    visitor.reload(state)
    expect(visitor.page.locator("html")).to_have_attribute("data-colours", "dark")
    visitor.leaves(FILLS, light)


def test_the_table_shows_what_the_map_draws(visitor: Visitor) -> None:
    visitor.open("/themes/drivers?indicator=ctx-refugees-origin&year=2023")
    visitor.page.locator("[data-tl=map-details] summary").click()
    cells = visitor.page.locator("[data-tl=map-table] tbody tr", has_text="Ethiopia").first
    expect(cells).to_contain_text(visitor.map_words()["ETH"].split(" ")[0])


def test_zooming_loads_finer_shapes_and_keeps_the_view(visitor: Visitor) -> None:
    visitor.open(f"{THEME}?areas=MEX")
    coarse = len(visitor.fills())
    for _ in range(2):
        visitor.page.locator("[data-action=zoom-in]").click()
    visitor.page.wait_for_function("TL.map.gd._fullLayout.geo.resolution == 50")
    visitor.page.wait_for_function(
        "n => document.querySelectorAll('path.choroplethlocation').length >= n", arg=coarse
    )
    visitor.page.locator("#map-year").press("ArrowLeft")
    visitor.page.wait_for_url("**year=**")
    assert visitor.page.evaluate("TL.map.gd._fullLayout.geo.projection.scale") > 2
    visitor.page.locator("[data-action=reset-map]").click()
    whole = "TL.views.map.view.answer.geo.projection.scale"
    visitor.page.wait_for_function(f"TL.map.gd._fullLayout.geo.projection.scale === {whole}")


def test_an_indicator_without_a_series_says_why(visitor: Visitor) -> None:
    visitor.enter("/themes/regular-pathways-decent-work?indicator=ctx-eu-immigration")
    empty = visitor.page.locator("[data-tl=empty]")
    expect(empty).to_contain_text("migr_imm1ctz")
    expect(visitor.page.locator("#map")).to_be_hidden()
    visitor.choose("indicator", "Net migration", "ctx-net-migration")
    visitor.drawn("ctx-net-migration")
    expect(empty).to_be_hidden()
