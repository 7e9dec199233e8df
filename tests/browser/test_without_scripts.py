"""Pages read without scripts: what they are called, what they say, and where they lead."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import SCREEN

PAGES = (
    "/?v=2&areas=KEN", "/themes", "/themes/drivers", "/map", "/compare?v=2&areas=MEX,PHL",
    "/indicators/ctx-remit-received-gdp", "/search?v=2&q=kenya", "/verdict?v=2&areas=MEX",
    "/verdict-map", "/table", "/scoreboard", "/methods", "/sources", "/quality",
    "/corridors?v=2&areas=MEX,USA",
)  # fmt: skip
TABLED = (
    "/?v=2&areas=KEN",
    "/map",
    "/compare?v=2&areas=MEX,PHL",
    "/table",
    "/verdict?v=2&areas=MEX",
)


@pytest.fixture(scope="module")
def bare(browser: Browser) -> Iterator[Page]:
    """A page of a browser that runs no script."""
    context = browser.new_context(viewport=SCREEN, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("address", PAGES)
def test_a_page_reads(bare: Page, site: str, address: str, lang: str) -> None:
    query = "&" if "?" in address else "?v=2&"
    bare.goto(f"{site}{address}{query}lang={lang}")
    expect(bare.locator("h1")).to_be_visible()
    expect(bare.locator("html")).to_have_attribute("lang", lang)
    expect(bare.locator(".noscript")).to_be_visible()
    assert len(bare.locator("main").inner_text()) > 100
    if address in TABLED:
        for box in bare.locator("main details").all():
            if box.is_visible() and box.get_attribute("open") is None:
                box.locator("> summary").click()
        assert bare.locator("main td:visible").count() > 10


def test_a_reader_goes_from_page_to_page(bare: Page, site: str) -> None:
    bare.goto(f"{site}/?v=2&areas=KEN")
    bare.locator("main .theme-list a").first.click()
    expect(bare.locator("h1")).to_be_visible()
    assert "/themes/" in bare.url and "areas=KEN" in bare.url
    bare.locator("main a[href*='/verdict?']:visible").first.click()
    expect(bare.locator("h1")).to_be_visible()
    assert "/verdict?" in bare.url
    bare.get_by_role("link", name="FR").click()
    expect(bare.locator("html")).to_have_attribute("lang", "fr")
