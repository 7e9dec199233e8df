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
    "/corridors?areas=FRA&shape=map",
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


# Where the middle of every bar, point and word is: in the still picture, and in plotly's.
SPOTS = """async ([chart, query]) => {
  const { build, lang } = TL.shell;
  const url = `/chart/${build}/${lang}/${chart}.json?page=/compare&${query}&dark=0&narrow=0`;
  const { still, figure } = await (await fetch(url)).json();
  const place = document.createElement('div');
  place.style.cssText = 'position:absolute;inset:0 auto auto 0;width:900px;background:#fff';
  document.body.append(place);
  const spots = (pick) => [...place.querySelectorAll(pick)].map((node) => {
    const { x, y, width, height } = node.getBoundingClientRect();
    return [x + width / 2, y + height / 2, width, height, node.textContent];
  }).filter(([, , w, h]) => w + h > 0);
  place.innerHTML = still;
  const drawn = { marks: spots('circle, rect, svg > path'), words: spots('text') };
  place.innerHTML = '';
  await ThroughlinePlotly.newPlot(place, figure.data, figure.layout, figure.config);
  const whole = { marks: spots('.point path, path.point'), words: spots('text') };
  place.remove();
  return [drawn, whole];
}"""
NEAR = 3  # pixels
AMONG = "v=2&indicator=ctx-remit-received&areas=IND,MEX,KEN,PHL"


@pytest.mark.parametrize("chart", ["bar", "dumbbell", "scatter", "slope", "multiples", "stacked"])
def test_a_still_picture_stands_where_plotly_draws(visitor: Visitor, chart: str) -> None:
    visitor.open("/compare")
    still, whole = visitor.page.evaluate(SPOTS, [chart, AMONG])
    for kind, most in (("marks", 0.02), ("words", 0.05)):
        apart = [
            (*spot, min(still[kind], key=lambda s: abs(spot[0] - s[0]) + abs(spot[1] - s[1])))
            for spot in whole[kind]
            if not any(max(abs(spot[0] - a), abs(spot[1] - b)) < NEAR for a, b, *_ in still[kind])
        ]
        assert whole[kind] and len(apart) <= most * len(whole[kind]), (kind, apart)
