"""Choosing an indicator: its numbers first, then the list closes, and one step leads back."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visitor

WATCH = """() => {
  const list = document.getElementById('indicator');
  new MutationObserver((changes, watch) => {
    window.listThen = list.getAttribute('aria-expanded');
    watch.disconnect();
  }).observe(document.getElementById('map'), { attributeFilter: ['fill'], subtree: true });
}"""


def test_the_map_changes_before_the_list_closes(visitor: Visitor) -> None:
    visitor.open("/map?indicator=ctx-remit-received")
    page = visitor.page
    before = page.evaluate("history.length")
    control = page.locator("#indicator")
    control.click()
    page.locator(".dash-dropdown-search").fill("net migration flow")
    expect(page.locator(".dash-options-list-option")).to_have_count(1)
    page.evaluate(WATCH)
    page.locator(".dash-options-list-option").click()
    visitor.drawn("ctx-net-migration|")
    assert page.evaluate("window.listThen") == "true"
    expect(control).to_have_attribute("aria-expanded", "false")
    expect(control).to_contain_text("Net migration flow")
    expect(control).to_be_focused()
    expect(page).to_have_url(f"{visitor.site}/map?v=2&indicator=ctx-net-migration")
    assert page.evaluate("history.length") == before + 1
    page.go_back()
    visitor.drawn("ctx-remit-received|")
    expect(control).to_contain_text("Personal remittances received")


def test_a_list_closed_at_once_keeps_what_was_chosen(visitor: Visitor) -> None:
    visitor.open("/map?indicator=ctx-remit-received")
    visitor.page.evaluate(
        """() => document.addEventListener('click', ({ target, isTrusted }) => {
          if (!isTrusted || !target.closest('.dash-options-list-option')) return;
          const key = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true });
          queueMicrotask(() => document.activeElement.dispatchEvent(key));
        }, true)"""
    )
    visitor.choose("indicator", "Net migration flow", "ctx-net-migration")
    visitor.drawn("ctx-net-migration|")
    expect(visitor.page.locator("#indicator")).to_contain_text("Net migration flow")


def choose_by_keyboard(page: Page, focused: Locator | None = None) -> None:
    control = page.locator("#indicator")
    control.focus()
    page.keyboard.press("Enter")
    page.locator(".dash-dropdown-search").fill("net migration flow")
    expect(page.locator(".dash-options-list-option")).to_have_count(1)
    if focused:
        focused.focus()
    page.keyboard.press("Enter")
    expect(control).to_have_attribute("aria-expanded", "false")


@pytest.mark.parametrize(
    "answer", [r"ctx-net-migration.*words=1", r"/map\.json\?.*ctx-net-migration"]
)
def test_by_keyboard_and_with_a_server_that_does_not_answer(visitor: Visitor, answer: str) -> None:
    """Words or picture may fail; choosing the same again asks again for what is missing."""
    visitor.open("/map?indicator=ctx-remit-received")
    page = visitor.page
    page.route(re.compile(answer), lambda route: route.abort())
    choose_by_keyboard(page)
    expect(page.locator("#live")).to_contain_text("choose the indicator again")
    page.unroute_all()
    # Dash moves the focus to the option that is chosen already, sooner or later.
    choose_by_keyboard(page, focused=page.locator("input[value='ctx-net-migration']"))
    visitor.drawn("ctx-net-migration|")
    visitor.faults.clear()  # the browser tells of the answer that this test withheld
