"""Tab comes to all that can be used, on every page; arrow keys to what a group of links holds."""

import re

import pytest
from playwright.sync_api import expect

from layouts.request.pages import PAGES
from tests.browser.conftest import Visitor
from tests.slugs import SLUGS

QUERIES = {"search": "?q=remit", "map": "?layout=tiles"}
LOST = "/themes/nowhere"
PHONE = {"width": 390, "height": 844}
AT_ONCE, MOST_KEYS = 25, 1500
BEFORE_THE_PICTURE = 12  # stops of Tab on the front page

# Writes down what gets the focus, and whether that is seen.
LISTEN = """() => {
  window.walked = { stops: [], unseen: [] };
  document.addEventListener('focusin', ({ target }) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(target);
    if (outlineStyle === 'none' || !parseFloat(outlineWidth)) walked.unseen.push(target);
    walked.stops.push(target);
  });
}"""
# Whether Tab has come round: to what it met before, or out of the document.
ROUND = """() => new Set(walked.stops).size < walked.stops.length
  || document.activeElement === document.body"""
# What can be used: controls that are shown and work, and what calls itself one.
KNOWN = """() => {
  const roles = 'button link checkbox switch tab menuitem slider combobox option gridcell'
    .split(' ');
  const native = 'a[href],button,input,select,textarea,summary,[tabindex="0"]';
  const every = [native, ...roles.map(role => `[role=${role}]`)].join();
  window.nameOf = n => `${n.localName}#${n.id}.${n.className} “${
    (n.ariaLabel || n.innerText || '').slice(0, 40)}”`;
  return [...document.querySelectorAll(every)].filter(n => !n.disabled && n.type !== 'hidden'
    && n.getClientRects().length && n.checkVisibility({ visibilityProperty: true }));
}"""
# What was not come to. Two have arrow keys of their own: the grid of rows (test_table.py), and the
# list below the search box (test_search.py).
MISSED = f"""() => {{
  const met = new Set(walked.stops);
  return ({KNOWN})().filter(n => !met.has(n) && !n.closest('.ag-root-wrapper, #search-list'))
    .map(nameOf);
}}"""
# Stops that stand above the one before, and not in a column beside it; the header stays in view.
# Places are those of one moment, so that what scrolls does not matter.
UPWARDS = """() => {
  const places = walked.stops.filter(n => !n.closest('header, .table-tools'))
    .map(n => [n, n.getBoundingClientRect()]);
  return places.flatMap(([node, at], i) => {
    const [before, was] = places[i - 1] || [node, at];
    const above = at.bottom <= was.top && at.left < was.right;
    const inOneBox = box => box && box.contains(node) !== box.contains(before);
    const boxes = [node, before].map(n => n.closest('.table-wrap'));
    return above && !before.contains(node) && !boxes.some(inOneBox)
      ? [`${nameOf(before)} → ${nameOf(node)}`] : [];
  });
}"""
# Walks each group in which Tab came to one, as arrow keys do.
WALK = """() => {
  const groups = new Set(walked.stops.map(n => n.closest('[data-walk]')).filter(Boolean));
  for (const group of groups) {
    const ahead = [walked.stops.find(n => group.contains(n) && n.closest('[data-walk]') === group)];
    const seen = new Set(ahead);
    while (ahead.length) {
      const from = ahead.pop();
      for (const key of ['ArrowDown', 'ArrowUp', 'ArrowRight', 'ArrowLeft']) {
        from.focus();
        from.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
        const to = document.activeElement;
        if (!seen.has(to)) ahead.push(to);
        seen.add(to);
      }
    }
  }
}"""


def address_of(name: str) -> str:
    spec = PAGES[name]
    own = {**SLUGS, "story": "a-country"}[name] if spec.slug else ""  # it asks for a place
    return spec.path + own + QUERIES.get(name, "")


def settled(visitor: Visitor, address: str) -> None:
    """A page of which all has come: its pickers, its charts, its tables."""
    visitor.enter(address)
    expect(visitor.page.locator("#areas")).to_be_visible()
    visitor.page.wait_for_load_state("networkidle")
    visitor.unfold()


def tab_through(visitor: Visitor) -> None:
    """Press Tab from the top until it has come round."""
    visitor.page.evaluate(LISTEN)
    visitor.page.locator(".skip-link").focus()
    for _ in range(MOST_KEYS // AT_ONCE):
        for _ in range(AT_ONCE):
            visitor.page.keyboard.press("Tab")
        if visitor.page.evaluate(ROUND):
            break
    else:
        pytest.fail(f"{MOST_KEYS} times Tab and not at the end")
    visitor.page.evaluate("walked.stops = [...new Set(walked.stops)]")


def judged(visitor: Visitor) -> dict[str, list[str]]:
    """What is wrong with the way that Tab takes, in names of elements."""
    wrong = {
        "not seen": visitor.page.evaluate(f"(({KNOWN})(), walked.unseen.map(nameOf))"),
        "upwards": visitor.page.evaluate(UPWARDS),
    }
    end = "() => document.querySelector('#footer a:last-of-type') === walked.stops.at(-1)"
    wrong["the end"] = [] if visitor.page.evaluate(end) else ["Tab ends before the footer does"]
    visitor.page.evaluate(WALK)
    return {**wrong, "missed": visitor.page.evaluate(MISSED)}


@pytest.mark.parametrize("name", [*PAGES, "lost"])
def test_tab_comes_to_all_that_can_be_used(visitor: Visitor, name: str) -> None:
    settled(visitor, LOST if name == "lost" else address_of(name))
    tab_through(visitor)
    assert {what: names for what, names in judged(visitor).items() if names} == {}
    if name == "lost":
        visitor.faults.clear()  # the browser reports the 404 that this test asked for


@pytest.mark.parametrize("name", ["overview", "theme", "map", "table"])
def test_tab_comes_to_all_on_a_phone(visitor: Visitor, name: str) -> None:
    """In one column parts of a row stand in another order than they are written in."""
    visitor.page.set_viewport_size(PHONE)
    settled(visitor, address_of(name))
    tab_through(visitor)
    found = {what: names for what, names in judged(visitor).items() if names}
    assert {what: names for what, names in found.items() if what != "upwards"} == {}


def test_few_stops_lead_to_the_picture_of_the_front_page(visitor: Visitor) -> None:
    settled(visitor, "/")
    tab_through(visitor)
    before = "() => walked.stops.findIndex(n => n.matches('.card-board .graph-frame'))"
    assert 0 < visitor.page.evaluate(before) <= BEFORE_THE_PICTURE


def test_a_menu_opens_by_enter_holds_its_links_and_closes_by_escape(visitor: Visitor) -> None:
    visitor.open("/themes")
    menu = visitor.page.locator(".ways summary")
    visitor.page.locator(".ways .brand").focus()
    visitor.page.locator(".ways [tabindex='0']").focus()
    visitor.page.keyboard.press("Home")
    visitor.page.keyboard.press("ArrowRight")
    visitor.page.keyboard.press("ArrowRight")
    expect(menu).to_be_focused()
    visitor.page.keyboard.press("Enter")
    visitor.page.keyboard.press("Tab")
    expect(visitor.page.locator(".ways .menu a").first).to_be_focused()
    visitor.page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    expect(visitor.page.locator(".ways .menu")).to_be_hidden()


@pytest.mark.parametrize("name", PAGES)
def test_a_country_is_chosen_by_keyboard_alone(visitor: Visitor, name: str) -> None:
    visitor.enter(address_of(name).split("?")[0])
    areas, press = visitor.page.locator("#areas"), visitor.page.keyboard.press
    expect(areas).to_be_visible()
    visitor.page.locator("#search").focus()
    press("Tab")
    expect(areas).to_be_focused()
    press("Enter")
    expect(visitor.page.locator(".dash-dropdown-search")).to_be_focused()
    visitor.page.keyboard.type("Kenya")
    option = visitor.page.locator(".dash-options-list-option:has(input[value='KEN'])")
    expect(option).to_be_visible()
    expect(visitor.page.locator(".dash-options-list-option")).to_have_count(1)
    press("ArrowDown")
    press("Enter")
    visitor.addressed("areas=KEN")
    press("Escape")
    expect(visitor.page.locator(".dash-dropdown-content")).to_have_count(0)
    expect(areas).to_be_focused()
    expect(areas).to_contain_text("Kenya")
    if PAGES[name].part and not PAGES[name].place:  # it is drawn for the places chosen
        expect(visitor.page.locator("#page")).to_contain_text(re.compile("Kenya"))
