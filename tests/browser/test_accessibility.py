"""No fault by axe, in both languages and any colours; narrow screens; a whole path by keyboard."""

import pytest
from playwright.sync_api import expect

from layouts.request.pages import PAGES as EVERY
from layouts.views import VIEWS
from tests.browser.conftest import Visitor
from tests.slugs import SLUGS

PAGES = (
    "/?areas=MEX,PHL",
    "/themes/contributions-remittances?areas=MEX,PHL&lang=fr",
    "/corridors?areas=PHL,USA&lang=fr",
)
PHONE = {"width": 390, "height": 844}
NARROWEST = {"width": 320, "height": 640}
# What is wider than the screen, other than within a frame that scrolls by itself.
WIDER = """() => {
  const wide = document.documentElement.clientWidth + 1;
  const framed = n => {
    for (let at = n.parentElement; at && at !== document.body; at = at.parentElement)
      if (getComputedStyle(at).overflowX !== 'visible') return true;
    return false;
  };
  return [...document.querySelectorAll('#frame *')]
    .filter(n => n.checkVisibility() && n.getBoundingClientRect().right > wide && !framed(n))
    .map(n => `${n.localName}.${n.className} ${Math.round(n.getBoundingClientRect().right)}`);
}"""
# Whether all that was asked for is there, and nothing fades or moves any more.
AT_REST = """() => !document.querySelector('.loading, [aria-busy=true]') &&
  document.getAnimations().every(each => each.playState !== 'running')"""
MOST_STOPS = 120  # of the Tab key on a page without long lists of links
WITHOUT_SERIES = "/themes/regular-pathways-decent-work?indicator=ctx-eu-immigration"


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing_in_what_unfolds(visitor: Visitor, address: str, colours: str) -> None:
    visitor.page.emulate_media(color_scheme=colours)
    visitor.open(address)
    visitor.unfold()
    undrawn = "[...document.querySelectorAll('#chain')].some(x => !x.querySelector('.sankey'))"
    visitor.becomes(f"() => {undrawn}", False)
    assert not visitor.faults_by_axe()


def address_of(name: str, lang: str) -> str:
    spec = EVERY[name]
    return f"{spec.path}{SLUGS.get(name, '') if spec.slug else ''}?lang={lang}"


def at_rest(visitor: Visitor, address: str) -> None:
    """Go to an address, and wait until the page is as it stays."""
    visitor.enter(address)
    visitor.page.wait_for_load_state("networkidle")
    visitor.becomes(AT_REST, True)


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("name", VIEWS)
def test_axe_finds_nothing_on_any_page(visitor: Visitor, name: str, lang: str) -> None:
    """Every rule in light colours, and what depends on colours in forced and dark ones, too.

    In English on a desk, in French on a phone.
    """
    page = visitor.page
    if lang == "fr":
        page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="light")
    at_rest(visitor, address_of(name, lang))
    assert not visitor.faults_by_axe()
    page.emulate_media(color_scheme="light", forced_colors="active")
    assert not visitor.faults_by_axe(letters_alone=True)
    page.emulate_media(color_scheme="dark", forced_colors="none")
    at_rest(visitor, address_of(name, lang))  # its charts are drawn in dark colours
    assert not visitor.faults_by_axe(letters_alone=True)


@pytest.mark.parametrize("name", VIEWS)
def test_nothing_scrolls_sideways_at_320_pixels(visitor: Visitor, name: str) -> None:
    """What is wide has a frame of its own that scrolls."""
    visitor.page.set_viewport_size(NARROWEST)
    visitor.enter(address_of(name, "fr"))
    visitor.page.wait_for_load_state("networkidle")
    visitor.unfold()
    assert visitor.page.evaluate(WIDER) == []


def test_what_means_something_by_its_colour_keeps_it_in_forced_colours(visitor: Visitor) -> None:
    visitor.page.emulate_media(color_scheme="light", forced_colors="active")
    visitor.open("/scoreboard")
    signs = visitor.page.locator(".card-silent_map .legend .sign")
    expect(signs.first).to_be_visible()
    colours = signs.evaluate_all("nodes => nodes.map(node => getComputedStyle(node).color)")
    assert len(set(colours)) == len(colours) > 1
    icons = visitor.page.locator(".tool-icon")
    grounds = icons.evaluate_all("nodes => nodes.map(n => getComputedStyle(n).backgroundColor)")
    page = visitor.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert page not in grounds


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_where_no_series_is(visitor: Visitor, colours: str) -> None:
    visitor.page.emulate_media(color_scheme=colours)
    visitor.enter(WITHOUT_SERIES)
    expect(visitor.page.locator("[data-tl=empty]")).to_contain_text("migr_imm1ctz")
    visitor.unfold()
    assert not visitor.faults_by_axe()


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


def test_the_table_shows_its_values_first_on_a_phone(visitor: Visitor) -> None:
    visitor.page.set_viewport_size(PHONE)
    visitor.open("/table")
    left = "node => node.getBoundingClientRect().left"
    value, place = (
        visitor.page.locator(f".ag-header-cell[col-id={name}]") for name in ("value", "indicator")
    )
    expect(value).to_be_in_viewport()
    assert value.evaluate(left) < place.evaluate(left)
