"""What a person does on the comparing page."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor

CHARTS = ("bar", "slope", "dumbbell", "scatter", "multiples", "stacked", "strip", "heat")


def test_changing_chart_form_and_year_asks_the_server_nothing(visitor: Visitor) -> None:
    """Charts that the browser draws; records ask once for each change but the year."""
    visitor.open("/compare?areas=MEX,PHL&chart=bar")
    asked = visitor.asks()
    for name, chart in (("Slopes", "slope"), ("Heat table", "heat")):
        visitor.page.get_by_role("button", name=name, exact=True).click()
        visitor.drawn(f"|{chart}|")
    visitor.page.get_by_role("button", name="Ranking", exact=True).click()
    visitor.page.get_by_role("button", name="Change since base").click()
    visitor.drawn("|bar|change|2024")
    slider = visitor.page.locator("#compare-year")
    slider.focus()
    slider.press("ArrowLeft")
    visitor.drawn("|2023|")
    visitor.addressed("year=2023")
    assert asked == []
    visitor.page.get_by_role("button", name="Scatter", exact=True).click()
    visitor.drawn("|scatter|")
    assert all("/data/" in url for url in asked)  # only the series that were not here yet
    assert len(asked) == 2


def test_back_and_reload_restore_the_chart(visitor: Visitor) -> None:
    first = visitor.open("/compare?areas=MEX,PHL&indicator=ctx-remit-received&chart=bar&year=2019")
    visitor.page.get_by_role("button", name="Per head").click()
    second = visitor.drawn("|capita|")
    visitor.page.get_by_role("button", name="Distribution").click()
    third = visitor.drawn("|strip|")
    visitor.reload(third)
    visitor.page.go_back()
    visitor.drawn(second, exactly=True)
    visitor.page.go_back()
    visitor.drawn(first, exactly=True)
    assert "form=" not in visitor.page.url


def test_an_indicator_is_found_by_typing_and_areas_are_kept(visitor: Visitor) -> None:
    visitor.open("/compare?areas=KEN,UGA&chart=multiples")
    visitor.choose("indicator", "Urban population wb-sp-urb-totl", "wb-sp-urb-totl")
    visitor.drawn("wb-sp-urb-totl|multiples|absolute||2")
    visitor.addressed("areas=KEN,UGA")
    visitor.page.get_by_role("link", name="Overview").click()
    visitor.drawn("KEN,UGA")


def test_refusals_are_on_the_screen_with_what_to_do_instead(visitor: Visitor) -> None:
    visitor.open("/compare?areas=MEX,DEU&form=capita&chart=bar")
    told = visitor.page.locator("[data-tl=compare-refusals]")
    expect(told).to_contain_text("It is a rate already")
    assert visitor.page.evaluate("TL.compare.now.form") == "absolute"
    visitor.page.get_by_role("button", name="Sum", exact=True).click(force=True)
    expect(visitor.page.locator("#live")).to_contain_text("Rates cannot be added")
    assert "total=" not in visitor.page.url
    visitor.open("/compare?indicator=ctx-refugees-asylum&beside=ctx-net-migration&areas=DEU")
    expect(told).to_contain_text("never share an axis")
    dashes = "document.getElementById('compare').data.some(t => t.line?.dash === 'longdash')"
    assert not visitor.page.evaluate(dashes)
    guard = visitor.page.locator("[data-tl=compare-guard]")
    expect(guard).to_contain_text("are never added onto migrants")


def test_years_and_parts_are_chosen_and_kept(visitor: Visitor) -> None:
    state = visitor.open("/compare?indicator=ctx-migrant-stock&areas=DEU,FRA")
    visitor.page.locator("#compare-from-select").select_option("2000")
    visitor.addressed("from=2000")
    visitor.page.locator("#compare-part-select").select_option("sex=F")
    visitor.addressed("breakdown=sex%3DF")
    drawn = "document.getElementById('compare').data.filter(t => t.meta.role === 'value')"
    first = f"() => {drawn}.map(t => t.x[0])"
    visitor.becomes(first, [2000, 2000])
    title = visitor.page.locator("[data-tl=compare-title]")
    told = visitor.page.locator("[data-tl=compare-refusals]")
    expect(title).to_have_text("Stock of international migrants, women and girls, over the years")
    expect(told).to_contain_text("not of this part")
    visitor.reload(state)
    visitor.becomes(first, [2000, 2000])
    expect(title).to_contain_text("women and girls")
    expect(visitor.page.locator("#compare-from-select")).to_have_value("2000")
    visitor.choose("indicator", "Net migration flow", "ctx-net-migration")
    visitor.drawn("ctx-net-migration")
    expect(told).to_contain_text("no part of this indicator")
    file = visitor.page.locator("[data-tl=compare-csv]")
    expect(file).not_to_have_attribute("href", re.compile("breakdown"))


def test_an_indicator_without_numbers_is_not_replaced_by_another(visitor: Visitor) -> None:
    own = "ctx-eu-immigration"
    visitor.open(f"/compare?indicator={own}&areas=KEN", f"{own}|none")
    said = visitor.page.locator(".card-empty")
    expect(said).to_contain_text("migr_imm1ctz")
    expect(visitor.page.locator("#compare")).to_have_count(0)
    visitor.choose("indicator", "Net migration flow", "ctx-net-migration")
    visitor.drawn("ctx-net-migration|line")
    expect(said).to_have_count(0)
    visitor.addressed("areas=KEN")


@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_of_nothing_says_so_instead_of_showing_a_scale(
    visitor: Visitor, chart: str
) -> None:
    among = "&among=M49:543" if chart in ("scatter", "strip") else ""  # no European country
    visitor.open(f"/compare?indicator=ctx-eu-foreign-born&areas=KEN&chart={chart}{among}")
    why = re.compile("No place chosen has|None of the places chosen")
    expect(visitor.page.locator("[data-tl=compare-summary]")).to_contain_text(why)
    if chart != "heat":
        expect(visitor.page.locator("#compare .annotation")).to_contain_text("has")
        expect(visitor.page.locator("#compare .xtick, #compare .ytick")).to_have_count(0)
    expect(visitor.page.locator(".heat-table tbody tr")).to_have_count(0)


def test_peers_are_explained_and_taken_over(visitor: Visitor) -> None:
    visitor.open("/compare?areas=DEU")
    peers = visitor.page.locator(".peers-table")
    expect(peers).to_contain_text("Austria")
    expect(peers).to_contain_text("% shared")
    visitor.page.get_by_role("button", name="Compare with these peers").click()
    visitor.drawn("|6")
    visitor.addressed("areas=DEU,AUT,")
    visitor.page.get_by_role("button", name="All countries of: High income").click()
    visitor.page.wait_for_url("**among=WB:HIC**")
    names = """() => document.getElementById('compare').data
      .filter(t => t.meta.role === 'value').map(t => t.meta.code).slice(0, 2)"""
    visitor.drawn()
    assert visitor.page.evaluate(names) == ["DEU", "AUT"]
    many = "t => t.meta.role === 'context' && new Set(t.customdata).size > 50"
    assert visitor.page.evaluate(f"document.getElementById('compare').data.some({many})")


def test_the_chart_and_its_controls_work_by_keyboard(visitor: Visitor) -> None:
    visitor.open("/compare?areas=KEN,PHL")
    press = visitor.page.keyboard.press
    visitor.page.locator(".card-compare .graph-frame").focus()
    press("End")
    said = visitor.page.locator("#live")
    expect(said).to_have_text("Kenya, 2024: 4.0 % of GDP")
    press("ArrowLeft")
    expect(said).to_have_text(re.compile("^Kenya, 2023:"))
    press("ArrowDown")
    expect(said).to_have_text(re.compile("^Philippines, 2023:"))
    visitor.page.get_by_role("button", name="Ranking", exact=True).focus()
    press("Enter")
    visitor.drawn("|bar|")
    press("Tab")
    expect(visitor.page.locator("[data-key=chart][data-value=slope]")).to_be_focused()
    visitor.page.locator("#compare-year").focus()
    press("Home")
    visitor.drawn("|1990|")
    visitor.addressed("year=1990")


def test_the_scatter_steps_without_drawing_anew_what_stays(newcomer: Visitor) -> None:
    """The first step holds the axes for all years; after it only marks are painted."""
    newcomer.open("/compare?chart=scatter&areas=MEX,PHL")
    page, slider = newcomer.page, newcomer.page.locator("#compare-year")
    newcomer.hold_the_clock()  # a moment without a step would end them
    slider.press("ArrowLeft")
    newcomer.becomes("() => TL.compare.now.year", 2023)
    page.evaluate(
        """() => {
          window.redrawn = 0;
          for (const name of ['react', 'redraw', 'newPlot', 'relayout', 'restyle']) {
            const own = ThroughlinePlotly[name];
            ThroughlinePlotly[name] = (...given) => { window.redrawn += 1; return own(...given); };
          }
          const parts = '#compare .xtick, #compare .gridlayer path';
          window.ticks = [...document.querySelectorAll(parts)];
        }"""
    )
    for year in (2022, 2021, 2020):
        slider.press("ArrowLeft")
        newcomer.becomes("() => TL.compare.now.year", year)
        inked = "document.querySelector('.play-canvas')?.getContext('2d')"
        assert page.evaluate(f"{inked}.getImageData(0, 0, 2000, 1200).data.some(v => v > 0)")
    assert page.evaluate("window.redrawn") == 0
    assert page.evaluate("window.ticks.length && window.ticks.every(n => n.isConnected)")
    page.clock.run_for(1000)
    newcomer.drawn("|2020|")
    newcomer.addressed("year=2020")
    expect(page.locator(".play-canvas")).to_have_count(0)
    assert page.evaluate("window.redrawn") == 1
    drawn = "t.x.map((x, i) => [t.customdata[i].code, x, t.y[i]])"
    for code, x, y in page.evaluate(
        f"TL.compare.gd.data.filter(t => t.meta.role === 'value').flatMap(t => {drawn})"
    ):
        values = "c => [TL.compare.now.xs.get(c, 2020), TL.compare.now.series.get(c, 2020)]"
        assert page.evaluate(values, code) == [x, y]


def test_play_runs_at_eight_frames_a_second(newcomer: Visitor) -> None:
    newcomer.open("/compare?chart=scatter&areas=MEX,PHL&year=2000")
    asked = newcomer.asks()
    newcomer.hold_the_clock()
    newcomer.page.locator("[data-compare=play]").focus()
    newcomer.page.keyboard.press("Enter")
    newcomer.page.clock.run_for(24 * 145)
    newcomer.page.clock.resume()
    newcomer.drawn("|scatter|absolute|2024")
    gaps = newcomer.page.evaluate(
        "TL.compare.frames.slice(1).map((t, i) => t - TL.compare.frames[i])"
    )
    assert len(gaps) == 23
    assert all(abs(gap - 125) < 16 for gap in gaps)  # a browser paints every 16 ms
    assert not asked
    newcomer.addressed("year=2024")


@pytest.mark.parametrize("chart", CHARTS)
def test_pictures_carry_title_and_source(visitor: Visitor, chart: str) -> None:
    visitor.open(f"/compare?chart={chart}&areas=MEX,PHL")
    texts = visitor.page.evaluate("TL.compare.figure().layout.annotations.map(a => a.text)")
    joined = " ".join(texts)
    assert "Personal remittances received" in joined
    assert "World Bank" in joined
    assert "/compare?" in joined
    for kind in ("png", "svg"):
        with visitor.page.expect_download() as waiting:
            visitor.page.locator(f"[data-action={kind}][data-for=compare]").click()
        assert waiting.value.suggested_filename.endswith(f".{kind}")
        assert waiting.value.path().stat().st_size > 8000


def test_a_unit_that_ends_with_a_stop_ends_its_sentence(visitor: Visitor) -> None:
    visitor.open("/compare?lang=fr&indicator=ctx-remit-received&areas=MEX,KEN&chart=slope")
    said = visitor.page.locator("[data-tl=compare-summary]").inner_text()
    assert "$ É.-U. " in said.replace("\u00a0", " ")
    assert ".." not in said


def test_the_page_is_french_throughout(visitor: Visitor) -> None:
    visitor.open("/compare?lang=fr&areas=MEX,KEN&chart=bar")
    text = visitor.page.locator("#page").inner_text()
    assert "Comparer" in text
    assert "lieux sont classés" in text
    assert "[en]" not in text
    assert "compare." not in text


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize(
    "query",
    [
        "chart=scatter&areas=MEX",
        "chart=heat",
        "chart=stacked&indicator=ctx-migrant-stock",
    ],
)
def test_axe_finds_nothing_serious(visitor: Visitor, query: str, colours: str) -> None:
    visitor.page.emulate_media(color_scheme=colours)
    visitor.open(f"/compare?{query}")
    visitor.unfold()
    assert not visitor.serious_faults()
