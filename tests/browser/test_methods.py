"""The methods page is short, and what links lead to is on the screen."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor

TALLEST = 6000  # pixels, on a screen 1440 wide


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_page_is_short(visitor: Visitor, lang: str) -> None:
    visitor.page.set_viewport_size({"width": 1440, "height": 900})
    visitor.open(f"/methods?v=2&lang={lang}", "methods")
    assert visitor.page.evaluate("document.documentElement.scrollHeight") <= TALLEST


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_wider_than_the_screen(visitor: Visitor, width: int) -> None:
    visitor.page.set_viewport_size({"width": width, "height": 844})
    visitor.open("/methods?v=2&lang=fr", "methods")
    visitor.unfold()
    assert visitor.page.evaluate("document.body.scrollWidth") <= width


def test_a_verdict_leads_to_its_method(visitor: Visitor) -> None:
    visitor.open("/verdict?v=2&areas=MEX&method=statcan", "|")
    visitor.page.locator("main a[href*='/methods'][href*='#method-statcan']").first.click()
    visitor.addressed("/methods")
    expect(visitor.page.locator("#method-statcan")).to_be_in_viewport()
