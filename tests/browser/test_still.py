"""Pages come without a jump: what a reader has begun to read stays where it is."""

import pytest

from tests.browser.conftest import Visitor

PAGES = (
    "/?areas=KEN",
    "/map",
    "/themes/contributions-remittances",
    "/compare",
    "/table",
    "/indicators/ctx-remit-received-gdp",
    "/verdict-map",
    "/methods",
)
MOST = 0.05  # half of what the Web Vitals call good
WATCH = """(() => {
  window.shifts = [];
  new PerformanceObserver((list) => list.getEntries().forEach((shift) => {
    const moved = shift.sources.map((s) => s.node && (s.node.id || s.node.className));
    if (!shift.hadRecentInput) window.shifts.push([shift.value, moved.join()]);
  })).observe({ type: 'layout-shift', buffered: true });
})()"""


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_jumps_while_a_page_comes(newcomer: Visitor, width: int) -> None:
    page = newcomer.page
    page.set_viewport_size({"width": width, "height": 844})
    page.add_init_script(WATCH)
    page.context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    for address in PAGES:
        newcomer.open(address)
        page.wait_for_load_state("networkidle")
        shifts = page.evaluate("shifts")
        assert sum(size for size, _ in shifts) < MOST, (address, shifts)
