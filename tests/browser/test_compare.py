"""Each chart of the comparing page: drawn as sent, read out by arrow keys, saved with words."""

import pytest
from playwright.sync_api import expect

from app import Throughline
from layouts.charts import charts_of
from tests.browser.conftest import Visitor
from tests.browser.test_charts import POINTS, charts_asked, points, sent

AREAS = "areas=MEX,PHL,KEN,DEU"
MONEY = "indicator=ctx-remit-received"  # which every chart can draw but that of ages
SERIES = {"pyramid": "indicator=ctx-migrant-ages"}
PICTURED = {"pyramid": ("Ages of migrants", "United Nations")}
# Lines: see test_charts.py. Maps have places instead of x and y, which POINTS reads.
CHARTS = [
    chart
    for chart in charts_of("compare")
    if chart not in ("line", "scatter", "bubble_map", "two_maps")
]
# Of each trace that arrow keys walk through, what the first of its marks say; as page.js reads it.
WALKED = """() => document.getElementById('compare')._fullData
  .filter((t) => t.hoverinfo !== 'skip' && t.x && t.x.length && Array.isArray(t.text))
  .flatMap((t) => !t.z ? [t]
    : t.z.map((z, k) => ({ x: t.x, y: z.map((v) => v === null ? NaN : v), text: t.text[k] })))
  .map((t) => t.text.filter((text, i) => t.x[i] !== null && !Number.isNaN(Number(t.y[i])))
    .slice(0, 2).map((text) => text.replaceAll('<br>', ' ')))"""

# Markup as a browser writes it.
PARSED = "text => Object.assign(document.createElement('div'), { innerHTML: text }).innerHTML"


@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_is_drawn_as_sent_with_its_words_and_its_table(
    visitor: Visitor, app: Throughline, chart: str
) -> None:
    asked: list[str] = []
    visitor.hear("request", lambda request: asked.append(request.url))
    state = visitor.open(f"/compare?{AREAS}&{SERIES.get(chart, MONEY)}&chart={chart}")
    (url,) = charts_asked(asked)
    answer = sent(app, url)
    assert answer["id"] == chart
    assert state == answer["drawn"]
    assert visitor.page.evaluate(POINTS) == points(answer)
    for part in ("title", "subtitle", "summary", "source"):
        shown = visitor.page.locator(f"[data-tl=compare-{part}]").evaluate("n => n.textContent")
        assert shown == answer[part]
    legend = visitor.page.locator("[data-tl=compare-legend]").evaluate("n => n.innerHTML")
    assert legend == visitor.page.evaluate(PARSED, answer["legend"])
    visitor.page.locator("[data-tl=compare-details] > summary").click()
    table = visitor.page.locator("[data-tl=compare-table] tbody tr")
    expect(table).to_have_count(len(answer["table"]["rows"]))
    last = table.last.evaluate("row => [...row.children].map(cell => cell.textContent)")
    assert last == answer["table"]["rows"][-1]
    with visitor.page.expect_download() as waiting:
        visitor.page.locator("[data-action=svg][data-for=compare]").click()
    picture = waiting.value.path().read_text(encoding="utf-8")
    assert waiting.value.suggested_filename == f"{answer['name']}.svg"
    for part in (
        *PICTURED.get(chart, ("Personal remittances received", "World Bank")),
        "/compare?",
    ):
        assert part in picture


@pytest.mark.parametrize("chart", CHARTS)
def test_marks_are_reached_and_read_by_arrow_keys(visitor: Visitor, chart: str) -> None:
    visitor.open(f"/compare?{AREAS}&{SERIES.get(chart, MONEY)}&chart={chart}")
    rows = visitor.page.evaluate(WALKED)
    assert sum(map(len, rows)) >= 2
    visitor.page.locator(".card-compare .graph-frame").focus()
    said, press = visitor.page.locator("#live"), visitor.page.keyboard.press
    for n, row in enumerate(rows[:3]):
        for key, text in zip(("Home", "ArrowRight"), row, strict=False):
            press(key)
            expect(said).to_have_text(text)
            assert any(sign.isdigit() for sign in text)
        if n + 1 < len(rows[:3]):
            press("ArrowDown")
