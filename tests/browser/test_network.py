"""A lost network: said within two seconds, with a way to try again; the page stays and recovers."""

from playwright.sync_api import expect

from tests.browser.conftest import Visitor

SAID_MS = 2_000
CALLBACKS = "**/_dash-update-component**"


def test_a_lost_network_is_said_and_coming_back_recovers(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open("/themes/drivers")
    title, heading = page.title(), page.locator("h1").inner_text()
    page.context.set_offline(True)
    page.locator("nav:visible").get_by_role("link", name="Methods").click()
    note = page.locator("#lost")
    expect(note).to_be_visible(timeout=SAID_MS)
    expect(page).to_have_url(f"{visitor.site}/themes/drivers")
    assert (page.title(), page.locator("h1").inner_text()) == (title, heading)
    page.context.set_offline(False)  # the browser says so, and what was asked for comes
    expect(page).to_have_url(f"{visitor.site}/methods")
    expect(page.locator("h1")).not_to_have_text(heading)
    expect(note).to_have_count(0)
    visitor.faults.clear()  # the browser reports each request that could not be made


def test_a_reader_may_try_again_by_hand(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open("/methods")
    page.route(CALLBACKS, lambda route: route.abort())
    page.route("**/health", lambda route: route.abort())
    page.locator("nav:visible").get_by_role("link", name="Overview").click()
    expect(page.locator("#lost")).to_be_visible(timeout=SAID_MS)
    expect(page).to_have_url(f"{visitor.site}/methods")
    page.unroute(CALLBACKS)
    page.locator("#lost button").press("Enter")
    expect(page.locator(".finding")).to_be_visible()
    expect(page).to_have_url(f"{visitor.site}/")
    visitor.faults.clear()
