"""The page of corridors as a person uses it: known figures, choices, keyboard, a phone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor

PHONE = {"width": 390, "height": 844}
ASIDE = "() => document.documentElement.scrollWidth - window.innerWidth"


def test_known_figures_are_on_the_page(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open("/corridors", "corridor_bars|world|migrant_stock|world|2024")
    expect(page.locator(".finding")).to_contain_text("304,021,813 people")
    visitor.open("/corridors?v=2&areas=MEX,USA", "corridor_years|MEX-USA")
    expect(page.locator(".finding")).to_contain_text("Mexico → United States: 11,279,561 in 2024")
    first = page.locator("#mirror tbody tr").first
    expect(first).to_contain_text("11,279,561 (2024)")
    expect(page.locator("#money")).to_contain_text("the other way: United States → Mexico")
    query = "areas=SYR&counted=refugees&direction=emigrants&year=2022"
    visitor.open(f"/corridors?v=2&{query}", "corridor_bars|SYR|refugees|out|2022")
    expect(page.locator(".finding")).to_contain_text("6,559,736 people")


def test_choices_change_chart_sentence_and_address_and_go_back(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open("/corridors?v=2&areas=DEU", "corridor_bars|DEU|migrant_stock|in|2024|count")
    page.get_by_role("link", name="Both", exact=True).click()
    visitor.drawn("corridor_bars|DEU|migrant_stock|in_out|2024")
    page.get_by_role("link", name="Bands", exact=True).click()
    visitor.drawn("corridor_bands|DEU|migrant_stock|in_out|2024")
    expect(page.locator("#corridor_bands .sankey-node")).to_have_count(34)
    page.get_by_role("link", name="Map", exact=True).last.click()
    visitor.drawn("corridor_map|DEU|migrant_stock|in_out|2024")
    page.locator(".settings summary").first.click()
    page.get_by_role("link", name="Refugees at the end of the year", exact=True).click()
    visitor.drawn("corridor_map|DEU|refugees|in_out|2025")
    assert "counted=refugees" in page.url and "shape=map" in page.url
    page.go_back()
    visitor.drawn("corridor_map|DEU|migrant_stock|in_out|2024")
    visitor.choose("areas", "Türk", "TUR")
    visitor.drawn("corridor_years|DEU-TUR|migrant_stock")


def test_a_choice_made_by_keyboard_keeps_the_focus(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open("/corridors?v=2&areas=SYR&counted=refugees", "corridor_bars|SYR|refugees|in|2025")
    for name, state in (("Both", "|in_out|2025"), ("2020", "|in_out|2020")):
        choice = page.get_by_role("link", name=name, exact=True)
        choice.focus()
        page.keyboard.press("Enter")
        visitor.drawn(state)
        expect(choice).to_be_focused()
        expect(choice).to_have_attribute("aria-current", "true")


def test_bars_are_walked_by_keyboard_on_a_phone_and_open_a_pair(visitor: Visitor) -> None:
    page = visitor.page
    page.set_viewport_size(PHONE)
    visitor.open("/corridors?v=2&areas=PHL&direction=emigrants", "corridor_bars|PHL")
    assert page.evaluate(ASIDE) <= 0
    page.locator("[data-card=corridor_bars] .graph-frame").focus()
    page.keyboard.press("ArrowRight")
    said = page.get_by_role("status").filter(has_text="Philippines")
    expect(said.first).to_contain_text("Philippines → United States, 2024: 2,263,697")
    page.keyboard.press("ArrowRight")
    expect(said.first).to_contain_text("Philippines → Canada")
    page.keyboard.press("Enter")
    visitor.drawn("corridor_years|PHL-CAN")
    assert page.evaluate(ASIDE) <= 0
    table = page.locator("[data-tl=corridor_years-details]")
    table.locator("summary").click()
    expect(table.locator("tbody tr")).to_have_count(8)


@pytest.mark.parametrize("shape", ["bars", "bands", "map"])
def test_no_width_scrolls_the_page_aside_in_french(visitor: Visitor, shape: str) -> None:
    page = visitor.page
    for width in (320, 768):
        page.set_viewport_size({"width": width, "height": 844})
        query = f"areas=FRA&direction=both&shape={shape}&lang=fr"
        visitor.open(f"/corridors?v=2&{query}", "|FRA|migrant_stock|in_out|2024")
        assert page.evaluate(ASIDE) <= 0
        assert "[en]" not in page.locator("main").inner_text()


def test_a_theme_of_a_pair_is_chosen_and_leads_to_the_comparison(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open("/corridors?v=2&areas=PHL,USA", "corridor_years|PHL-USA")
    theme = page.locator("#lens").get_by_role("link", name="Contributions and remittances")
    theme.click()
    expect(page.locator("#lens-title")).to_contain_text("Contributions and remittances")
    page.locator("#lens tbody a").first.click()
    page.wait_for_url(re.compile(r"/compare\?v=2&indicator=[^&]+&areas=PHL,USA"))
