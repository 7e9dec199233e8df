"""A term of the glossary says what it means: by key, by pointing and by tap; Escape closes."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor

PAGE = "/methods"


def test_a_term_opens_by_key_and_escape_closes_it(visitor: Visitor) -> None:
    visitor.open(PAGE)
    term = visitor.page.locator(".term").first
    means = visitor.page.locator(f"#{term.get_attribute('popovertarget')}")
    expect(means).to_be_hidden()
    visitor.page.evaluate(
        """() => {
          const term = document.querySelector('.term');
          const stops = [...document.querySelectorAll('a[href], button')];
          stops[stops.indexOf(term) - 1].focus();
        }"""
    )
    visitor.page.keyboard.press("Tab")
    expect(term).to_be_focused()
    expect(means).to_be_visible()
    visitor.page.keyboard.press("Escape")
    expect(means).to_be_hidden()
    expect(term).to_be_focused()
    visitor.page.keyboard.press("Enter")
    expect(means).to_be_visible()
    visitor.page.keyboard.press("Tab")
    expect(means).to_be_hidden()


def test_a_term_opens_by_pointing_and_stays_while_its_meaning_is_read(visitor: Visitor) -> None:
    visitor.open(PAGE)
    term = visitor.page.locator(".term").first
    means = visitor.page.locator(f"#{term.get_attribute('popovertarget')}")
    term.hover()
    expect(means).to_be_visible()
    box, word = means.bounding_box(), term.bounding_box()
    assert box and word
    assert abs(box["y"] - word["y"] - word["height"]) < 8, "it stands by its word"
    means.hover()
    expect(means).to_be_visible()
    visitor.page.mouse.move(2, 2)
    expect(means).to_be_hidden()
    term.click()
    expect(means).to_be_visible()


@pytest.mark.parametrize("width", [390, 1440])
def test_no_meaning_leaves_the_screen(visitor: Visitor, width: int) -> None:
    visitor.page.set_viewport_size({"width": width, "height": 844})
    visitor.open("/indicators/ctx-remit-received-gdp?areas=PHL")
    terms = visitor.page.locator(".term:visible")
    assert terms.count()
    for at in range(terms.count()):
        terms.nth(at).click()
        means = visitor.page.locator(f"#{terms.nth(at).get_attribute('popovertarget')}")
        box = means.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= width
        visitor.page.keyboard.press("Escape")
