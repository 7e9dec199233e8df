"""No serious or critical fault by axe, light and dark, and the whole path by keyboard alone."""

import pytest

from tests.browser.conftest import Visitor

PAGES = (
    "/?areas=MEX,PHL",
    "/themes/contributions-remittances?areas=MEX,PHL&lang=fr",
    "/themes/regular-pathways-decent-work?indicator=sdg-8-8-2-sl-lbr-ntlcpl",
)


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing_serious(visitor: Visitor, address: str, colours: str) -> None:
    visitor.page.emulate_media(color_scheme=colours)
    visitor.page.goto(visitor.site + address)
    visitor.page.locator("h1").wait_for()
    visitor.page.wait_for_load_state("networkidle")
    for summary in visitor.page.locator("main summary").all():
        if summary.is_visible():
            summary.click()
    assert not visitor.serious_faults()


def test_the_not_found_page_is_accessible(visitor: Visitor) -> None:
    visitor.page.goto(f"{visitor.site}/themes/remit")
    visitor.page.locator("h1").wait_for()
    offer = visitor.page.get_by_role("link", name="Contributions and remittances").last
    offer.focus()
    visitor.page.keyboard.press("Enter")
    visitor.drawn("sdg-10-c-1-si-rmt-cost")
    visitor.faults.clear()  # the browser reports the 404 that this test asked for


def test_everything_works_by_keyboard(visitor: Visitor) -> None:
    visitor.open("/themes/contributions-remittances")
    press = visitor.page.keyboard.press
    press("Tab")
    assert visitor.page.evaluate("document.activeElement.className") == "skip-link"
    press("Enter")
    visitor.page.locator("#indicator").focus()
    press("Enter")
    focused = "text => document.activeElement.closest('.dash-options-list-option')?.innerText"
    visitor.page.wait_for_function(f"{focused}.includes(text)", arg="receiving country")
    press("ArrowDown")
    visitor.page.wait_for_function(f"{focused}.includes(text)", arg="sending country")
    press("Enter")
    visitor.drawn("sdg-10-c-1-si-rmt-cost-snd")
    visitor.page.wait_for_function("document.activeElement.id === 'indicator'")
    visitor.page.locator("#year").focus()
    press("Home")
    visitor.page.wait_for_url("**year=2011**")
    with visitor.page.expect_download():
        visitor.page.locator("[data-tl=map-csv]").focus()
        press("Enter")
