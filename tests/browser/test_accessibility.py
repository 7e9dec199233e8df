"""No serious or critical fault by axe, light and dark, and the whole path by keyboard alone."""

import pytest
from playwright.sync_api import expect

from layouts.request.pages import PAGES as EVERY
from layouts.views import VIEWS
from tests.browser.conftest import Visitor

PAGES = (
    "/?areas=MEX,PHL",
    "/themes/contributions-remittances?areas=MEX,PHL&lang=fr",
)
SLUGS = {"theme": "drivers", "indicator": "sdg-3-2-1-sh-dyn-mort"}
PHONE = {"width": 390, "height": 844}
MOST_STOPS = 120  # of the Tab key on a page without long lists of links
WITHOUT_SERIES = "/themes/regular-pathways-decent-work?indicator=ctx-eu-immigration"


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing_serious(visitor: Visitor, address: str, colours: str) -> None:
    visitor.page.emulate_media(color_scheme=colours)
    visitor.open(address)
    visitor.unfold()
    undrawn = "[...document.querySelectorAll('#chain')].some(x => !x.querySelector('.sankey'))"
    visitor.becomes(f"() => {undrawn}", False)
    assert not visitor.serious_faults()


@pytest.mark.parametrize("name", VIEWS)
def test_every_page_on_a_phone_in_the_dark(visitor: Visitor, name: str) -> None:
    """A new page is judged without a word: no serious fault, nothing wider than the screen."""
    visitor.page.emulate_media(color_scheme="dark")
    visitor.page.set_viewport_size(PHONE)
    spec = EVERY[name]
    visitor.open(spec.path + SLUGS[name] if spec.slug else spec.path)
    assert not visitor.serious_faults()
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert visitor.page.evaluate(wide) <= 0


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_serious_where_no_series_is(visitor: Visitor, colours: str) -> None:
    visitor.page.emulate_media(color_scheme=colours)
    visitor.enter(WITHOUT_SERIES)
    expect(visitor.page.locator("[data-tl=empty]")).to_contain_text("migr_imm1ctz")
    visitor.unfold()
    assert not visitor.serious_faults()


def test_the_not_found_page_is_accessible(visitor: Visitor) -> None:
    visitor.enter("/themes/remit")
    offer = visitor.page.get_by_role("link", name="Contributions and remittances").last
    offer.focus()
    visitor.page.keyboard.press("Enter")
    visitor.drawn("sdg-10-c-1-si-rmt-cost")
    visitor.faults.clear()  # the browser reports the 404 that this test asked for


@pytest.mark.parametrize("address", ["/compare?chart=scatter", "/table", "/map", "/verdict-map"])
def test_tab_comes_to_the_pickers_and_to_the_end(visitor: Visitor, address: str) -> None:
    """No picker is left out, and no table or chart holds a reader."""
    visitor.open(address)
    expect(visitor.page.locator("#areas")).to_be_visible()
    pickers = visitor.page.locator("button.dash-dropdown:visible")
    wanted = set(pickers.evaluate_all("nodes => nodes.map(node => node.id)"))
    reached, last = set(), visitor.page.locator("#footer a").last
    for _ in range(MOST_STOPS):
        visitor.page.keyboard.press("Tab")
        reached.add(visitor.page.evaluate("document.activeElement.id"))
        if last.evaluate("node => node === document.activeElement"):
            break
    else:
        pytest.fail(f"{MOST_STOPS} times Tab and not at the end")
    assert wanted <= reached


def test_everything_works_by_keyboard(visitor: Visitor) -> None:
    visitor.open("/themes/contributions-remittances")
    press = visitor.page.keyboard.press
    indicator = visitor.page.locator("#indicator")
    press("Tab")
    expect(visitor.page.locator(".skip-link")).to_be_focused()
    press("Enter")
    indicator.focus()
    press("Enter")
    option = "() => document.activeElement?.closest('.dash-options-list-option')?.innerText"
    visitor.becomes(f"{option}.includes('receiving country')", True)
    press("ArrowDown")
    visitor.becomes(f"{option}.includes('sending country')", True)
    press("Enter")
    visitor.drawn("sdg-10-c-1-si-rmt-cost-snd")
    expect(indicator).to_be_focused()
    visitor.page.locator("#map-year").focus()
    press("Home")
    visitor.page.wait_for_url("**year=2011**")
    with visitor.page.expect_download():
        visitor.page.locator("[data-tl=map-csv]").focus()
        press("Enter")
