"""The page of coverage as a person uses it: choices, keyboard, cells that lead on, a phone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor

LDC = "M49:199"
PHONE = {"width": 390, "height": 844}
# What is seen of the names of columns in the frame, once its board is scrolled to its end.
NAMED = """frame => { frame.scrollTo(9999, 9999);
  const edge = frame.getBoundingClientRect();
  const seen = [...frame.querySelectorAll('.strip-head text')].filter(node => {
    const box = node.getBoundingClientRect();
    return box.top >= edge.top - 1 && box.bottom < edge.bottom && box.right <= edge.right + 1; });
  const names = seen.map(node => node.textContent).join(' ');
  return [frame.scrollTop > 500, frame.scrollLeft, names]; }"""
# Whether the frame shows the place where plotly's tooltip says what the mark at the keyboard is.
SAID_IN_SIGHT = """frame => { const inside = frame.getBoundingClientRect();
  const label = frame.querySelector('.hovertext path').getBoundingClientRect();
  return label.top >= inside.top && label.bottom <= inside.bottom + 12; }"""
ASIDE = "() => document.documentElement.scrollWidth - window.innerWidth"


def test_a_choice_changes_sentence_board_and_address(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open("/coverage?v=2&topic=governance", "holdings|M49:001|governance|there|regions")
    finding = page.locator(".finding")
    expect(finding).to_contain_text("46 indicators could have for 195 countries")
    page.get_by_role("link", name="How old", exact=True).click()
    visitor.drawn("|governance|age|regions")
    expect(finding).to_contain_text("are of 2022 or later")
    page.get_by_role("link", name="Drivers of migration", exact=True).click()
    visitor.drawn("|drivers|age|regions")
    expect(page.locator(".pills [aria-current]")).to_have_text(
        ["How old", "SDG regions", "Drivers of migration"]
    )
    assert "topic=drivers" in page.url and "shows=age" in page.url
    visitor.choose("areas", "Least dev", LDC)
    visitor.drawn(f"holdings|{LDC}|drivers|age|countries")
    expect(finding).to_contain_text("LDCs")


def test_the_board_is_walked_by_keyboard_and_opens_an_indicator(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open("/coverage?v=2&areas=KEN,UGA&topic=governance", "holdings|KEN,UGA")
    frame = page.locator("[data-card=holdings] .graph-frame")
    frame.focus()
    said = page.get_by_role("status").filter(has_text="latest figure")
    page.keyboard.press("ArrowRight")
    expect(said.first).to_contain_text("Kenya: latest figure")
    page.keyboard.press("ArrowRight")
    expect(said.first).to_contain_text("Uganda: latest figure")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    visitor.addressed("/indicators/sdg-1-3-1-si-cov-pensn?v=2&areas=KEN,UGA")


def test_a_cell_of_the_matrix_leads_to_the_verdicts_behind_it(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open(f"/coverage?v=2&board=themes&areas={LDC}", "country_matrix|M49:199|themes")
    frame = page.locator("[data-card=country_matrix] .graph-frame")
    frame.focus()
    page.keyboard.press("ArrowRight")
    said = page.get_by_role("status").filter(has_text="judged")
    expect(said.first).to_contain_text(re.compile(r"Afghanistan, Human rights.*\d+ of \d+ judged"))
    frame.scroll_into_view_if_needed()
    inside = frame.bounding_box()
    assert inside
    page.mouse.click(inside["x"] + inside["width"] * 0.3, inside["y"] + inside["height"] * 0.5)
    page.wait_for_url(re.compile(r"/themes/[a-z-]+\?v=2&areas=[A-Z]{3}$"))


def test_the_boards_lead_to_each_other(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open(f"/coverage?v=2&areas={LDC}&lang=fr", "holdings|M49:199")
    page.get_by_role("link", name="Pays par objectif").click()
    visitor.drawn("country_matrix|M49:199|goals")
    expect(page.locator(".finding")).to_contain_text("verdicts que demandent les thèmes")
    assert "[en]" not in page.locator("main").inner_text()
    table = page.locator("[data-tl=country_matrix-details]")
    table.locator("summary").click()
    expect(table.locator("tbody tr")).to_have_count(44)


@pytest.mark.parametrize(
    "address", ["/coverage", f"/coverage?v=2&areas={LDC}&lang=fr", "/coverage?v=2&board=themes"]
)
def test_a_phone_scrolls_the_board_and_not_the_page(visitor: Visitor, address: str) -> None:
    visitor.page.set_viewport_size(PHONE)
    visitor.open(address)
    assert visitor.page.evaluate(ASIDE) <= 0
    for choice in visitor.page.locator(".coverage-bar [aria-current]").all():
        assert (choice.bounding_box() or {"width": 0})["width"] > 30
    card = visitor.page.locator(".card[data-chart-card]")
    legend, figure = card.locator(".legend").bounding_box(), card.locator(".graph").bounding_box()
    assert legend and figure and legend["y"] < figure["y"]  # a long board is read from its signs


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_columns_are_named_wherever_a_board_is_scrolled_to(visitor: Visitor, width: int) -> None:
    page = visitor.page
    page.set_viewport_size({"width": width, "height": 900})
    visitor.open("/coverage", "holdings|")
    frame = page.locator("[data-card=holdings] .graph-frame")
    scrolled, aside, names = frame.evaluate(NAMED)
    assert scrolled and "Europe" in names
    assert bool(aside) == (width == 768)  # where names of regions need more room than there is
    assert page.evaluate(ASIDE) <= 0
    frame.focus()
    for _ in range(60):
        page.keyboard.press("ArrowDown")
    expect(page.get_by_role("status").filter(has_text="Sub-Saharan Africa").first).to_be_attached()
    assert frame.evaluate("node => node.scrollTop") > 0
    visitor.becomes(f"() => ({SAID_IN_SIGHT})(document.querySelector('.graph-frame'))", True)
