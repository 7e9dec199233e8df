"""What a person does on the comparing page."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor


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
    visitor.drawn("board|KEN")
    visitor.addressed("areas=KEN,UGA")


def test_refusals_are_on_the_screen_with_what_to_do_instead(visitor: Visitor) -> None:
    visitor.open("/compare?areas=MEX,DEU&form=capita&chart=bar")
    told = visitor.page.locator("[data-tl=compare-refusals]")
    expect(told).to_contain_text("It is a rate already")
    expect(visitor.page.locator("[data-key=form][data-value=absolute]")).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(visitor.page.get_by_role("button", name="Sum", exact=True)).to_have_count(0)
    told.get_by_text("What is not offered here").press("Enter")
    expect(told.locator("details")).to_contain_text("Rates cannot be added")
    visitor.open("/compare?indicator=ctx-refugees-asylum&beside=ctx-net-migration&areas=DEU")
    expect(told).to_contain_text("never share an axis")
    dashes = "document.getElementById('compare').data.some(t => t.line?.dash === 'longdash')"
    assert not visitor.page.evaluate(dashes)
    guard = visitor.page.locator("[data-tl=compare-guard]")
    expect(guard).to_contain_text("are never added onto migrants")


def test_years_and_parts_are_chosen_and_kept(visitor: Visitor) -> None:
    state = visitor.open("/compare?indicator=ctx-migrant-stock&areas=DEU,FRA")
    visitor.page.locator("#compare-from").select_option("2000")
    visitor.addressed("from=2000")
    visitor.page.locator("#compare-breakdown").select_option("sex=F")
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
    expect(visitor.page.locator("#compare-from")).to_have_value("2000")
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


def test_years_are_played_to_the_last_from_one_request(newcomer: Visitor) -> None:
    newcomer.open("/compare?chart=scatter&areas=MEX,PHL&year=2020")
    expect(newcomer.page.locator("#compare-x")).to_contain_text("GDP per person")
    asked = newcomer.asks()
    play = newcomer.page.locator("[data-play=compare]")
    play.press("Enter")
    newcomer.drawn("|scatter|absolute|2024")
    newcomer.addressed("year=2024")
    expect(play).to_have_attribute("aria-label", "Play the years")
    assert len([url for url in asked if "/chart/" in url]) == 1


def test_the_page_is_french_throughout(visitor: Visitor) -> None:
    visitor.open("/compare?lang=fr&areas=MEX,KEN&chart=bar")
    text = visitor.page.locator("#page").inner_text()
    assert "Comparer" in text
    assert "2 pays sont classés" in text
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
    assert not visitor.faults_by_axe()
