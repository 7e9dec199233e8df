"""Searching as a person does: typing, arrows, Enter; by keyboard alone; links copied."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor

INDICATOR = "/indicators/ctx-remit-received-gdp"
# The name in the option that a screen reader is told is active.
POINTED_AT = """() => document.getElementById(
  document.getElementById('search').getAttribute('aria-activedescendant'))?.firstElementChild.innerText"""


def typed(visitor: Visitor, query: str) -> None:
    """Focus the box with its key, type, and wait for the answer to exactly this."""
    visitor.page.keyboard.press("/")
    expect(visitor.page.locator("#search")).to_be_focused()
    visitor.page.keyboard.type(query)
    visitor.page.wait_for_function(
        "query => (document.body.dataset.found || '').startsWith(`${query}|`)", arg=query
    )


def test_a_country_and_an_indicator_by_keyboard_alone(visitor: Visitor) -> None:
    asked = visitor.asks()
    visitor.open("/themes/drivers")
    answers = [url for url in asked if "/search/" in url and "/app/" not in url]
    assert not answers, "nothing before the first letter"
    typed(visitor, "kenya remitances")
    box = visitor.page.locator("#search")
    expect(box).to_have_attribute("aria-expanded", "true")
    groups = visitor.page.get_by_role("listbox").get_by_role("group")
    expect(groups.first).to_have_text(re.compile("^Indicators for Kenya"))
    press = visitor.page.keyboard.press
    first = "Personal remittances received, relative to GDP"
    press("ArrowDown")
    visitor.becomes(POINTED_AT, first)
    press("ArrowDown")
    visitor.leaves(POINTED_AT, first)
    press("ArrowUp")
    visitor.becomes(POINTED_AT, first)
    press("Enter")
    visitor.drawn("ctx-remit-received-gdp|line")
    expect(visitor.page).to_have_url(f"{visitor.site}{INDICATOR}?v=2&areas=KEN")
    expect(visitor.page.get_by_role("cell", name="Kenya").first).to_be_visible()
    expect(visitor.page.locator("#main")).to_be_focused()
    visitor.page.go_back()
    visitor.drawn("ctx-refugees-origin")


def test_the_figure_stands_in_the_list_of_the_place_named_or_chosen(visitor: Visitor) -> None:
    visitor.open("/?areas=MEX")
    typed(visitor, "remittances Philippines")
    options = visitor.page.get_by_role("option")
    expect(options.first).to_contain_text(re.compile(r"\d\s% of GDP \(20\d\d\)$"))
    visitor.open("/methods?areas=MEX")
    typed(visitor, "migrant stock")
    expect(options.first).to_contain_text("Mexico: 1.7 million (2024)")


def test_two_places_lead_to_what_joins_them(visitor: Visitor) -> None:
    visitor.open("/")
    typed(visitor, "Syrians in Germany")
    visitor.page.keyboard.press("ArrowDown")
    visitor.page.keyboard.press("Enter")
    visitor.addressed("/corridors?v=2&areas=SYR,DEU")
    visitor.drawn("corridor_years|SYR-DEU|migrant_stock")
    expect(visitor.page.locator(".finding")).to_contain_text("Syria → Germany: 860,697 in 2024")


def test_escape_closes_then_clears_and_enter_opens_all_results(visitor: Visitor) -> None:
    visitor.open("/?areas=MEX")
    box, found = visitor.page.locator("#search"), visitor.page.locator("#search-list")
    typed(visitor, "money sent home")
    options = visitor.page.get_by_role("option")
    expect(options.first).to_contain_text("money sent home → personal remittances")
    visitor.page.keyboard.press("Escape")
    expect(found).to_be_hidden()
    expect(box).to_have_value("money sent home")
    visitor.page.keyboard.press("Enter")
    visitor.drawn("search", exactly=True)
    expect(visitor.page).to_have_url(f"{visitor.site}/search?v=2&areas=MEX&q=money+sent+home")
    expect(visitor.page.locator("h1")).to_contain_text("money sent home")
    expect(box).to_have_value("money sent home")
    visitor.page.get_by_role("link", name="Personal remittances received, amount").click()
    visitor.drawn("ctx-remit-received|line")  # the countries chosen before come along
    typed(visitor, "zzzzzz")
    expect(found).to_contain_text("Nothing was found")
    visitor.page.keyboard.press("Escape")
    expect(found).to_be_hidden()
    visitor.page.keyboard.press("Escape")
    expect(box).to_have_value("")


def test_typing_a_slash_in_a_field_types_a_slash(visitor: Visitor) -> None:
    visitor.open("/")
    typed(visitor, "gdp")
    visitor.page.keyboard.type("/x")
    expect(visitor.page.locator("#search")).to_have_value("gdp/x")


def test_the_single_key_can_be_switched_off(visitor: Visitor) -> None:
    visitor.open("/search?q=gdp")
    switch = visitor.page.locator("[data-slash-key]")
    expect(switch).to_have_attribute("aria-pressed", "true")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "false")
    visitor.page.keyboard.press("/")
    expect(switch).to_be_focused()
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "true")
    visitor.page.keyboard.press("/")
    expect(visitor.page.locator("#search")).to_be_focused()


def test_the_link_is_copied_and_the_choices_are_dropped(newcomer: Visitor) -> None:
    visitor = newcomer
    visitor.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    address = "/themes/contributions-remittances?v=2&indicator=ctx-remit-received&areas=MEX,NAM"
    visitor.open(address)
    visitor.page.locator("[data-action=copy-link]").focus()
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.locator("#live")).to_contain_text("Link copied")
    assert visitor.page.evaluate("navigator.clipboard.readText()") == visitor.site + address
    visitor.page.locator("[data-reset]").focus()
    visitor.page.keyboard.press("Enter")
    visitor.drawn("sdg-10-c-1-si-rmt-cost")
    expect(visitor.page).to_have_url(f"{visitor.site}/themes/contributions-remittances")
    expect(visitor.page.locator("#live")).to_contain_text("dropped")


def test_a_link_of_version_1_opens_as_it_was(visitor: Visitor) -> None:
    state = visitor.open("/?v=1&year=2015&areas=MEX")
    assert state.startswith("ctx-remit-received-gdp|2015|")
    expect(visitor.page).to_have_url(
        visitor.site + "/map?v=2&year=2015&areas=MEX&indicator=ctx-remit-received-gdp"
    )


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_nothing_is_wider_than_the_screen(visitor: Visitor, width: int) -> None:
    visitor.page.set_viewport_size({"width": width, "height": 800})
    for address in (f"{INDICATOR}?areas=KEN", "/search?q=kenya remittances"):
        visitor.open(address)
        typed(visitor, "poverty")
        visitor.page.evaluate("document.fonts.ready.then(() => true)")
        assert visitor.page.evaluate("document.documentElement.scrollWidth") <= width
        box = visitor.page.locator("#search-list").bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_serious(visitor: Visitor, colours: str) -> None:
    visitor.page.emulate_media(color_scheme=colours)
    for address in (
        f"{INDICATOR}?areas=KEN",
        "/indicators/sdg-10-7-2-sg-cpa-migrs?lang=fr",
        "/indicators/wb-sl-uem-totl-zs?lang=fr",
        "/search?q=goal 10",
        "/search?q=zzzzzz&lang=fr",
    ):
        visitor.open(address)
        visitor.unfold()
        typed(visitor, "remit")
        assert not visitor.faults_by_axe(), address
