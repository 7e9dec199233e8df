"""Charts that the browser draws: in words, as a table, by keyboard. Records: test_charts.py."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.browser.test_compare import DRAWN

CHARTS = ("bar", "slope", "dumbbell", "scatter", "multiples", "stacked", "strip", "heat")
AREAS = "areas=MEX,PHL,KEN,DEU"
# Every number drawn, written as the table writes numbers; those of trails stand in the file.
WRITTEN = f"""() => {{
  const C = TL.compare, view = C.now, of = (id) => id === view.x && view.chart === 'scatter'
    ? view.xs : id === view.size && view.sizes ? view.sizes : view.series;
  const cells = new Map();
  for (const [id, code, year, value, what] of ({DRAWN})())
    if (view.chart !== 'scatter' || year === view.year) cells.set([id, code, year, what].join(),
      C.exactly(value, of(id)) + (what === 'value' ? TL.doubts.inTable(of(id), code, year) : ''));
  return [...cells.values()];
}}"""


@pytest.mark.parametrize("chart", CHARTS)
def test_each_chart_has_a_title_words_and_a_table_of_what_is_drawn(
    visitor: Visitor, chart: str
) -> None:
    series = {"stacked": "ctx-remit-received"}.get(chart, "ctx-remit-received-gdp")
    visitor.open(f"/compare?{AREAS}&chart={chart}&indicator={series}")
    text = {
        name: visitor.page.locator(f"[data-tl=compare-{name}]").inner_text()
        for name in ("title", "subtitle", "summary", "source")
    }
    label = visitor.page.evaluate("TL.compare.now.raw.label")
    assert text["title"].startswith(label)
    assert any(digit in text["subtitle"] for digit in "12")
    assert "Mexico" in text["summary"] or "Germany" in text["summary"]
    assert "Licence" in text["source"]
    described = visitor.page.locator("#compare").evaluate(
        "n => n.closest('[aria-labelledby]').getAttribute('aria-labelledby')"
    )
    assert described
    visitor.page.locator("[data-tl=compare-details] > summary").click()
    table = visitor.page.locator("[data-tl=compare-table] table")
    table.wait_for()
    cells = visitor.page.eval_on_selector_all(
        "[data-tl=compare-table] td", "nodes => nodes.map(n => n.textContent)"
    )
    written = visitor.page.evaluate(WRITTEN)
    assert len(written) >= 4
    assert set(written) <= set(cells)
    numbers = [cell for cell in cells if cell and (cell[0].isdigit() or cell[0] in "-−")]
    assert len(numbers) == len(written)  # and nothing that is not drawn


@pytest.mark.parametrize("chart", [c for c in CHARTS if c != "heat"])
def test_every_mark_is_reached_and_read_by_arrow_keys(visitor: Visitor, chart: str) -> None:
    visitor.open(f"/compare?{AREAS}&chart={chart}&indicator=ctx-remit-received")
    rows = visitor.page.evaluate(
        """() => TL.compare.gd.data
             .filter(t => ['value', 'start', 'end', 'median', 'context'].includes(t.meta.role)
               && t.x.length)
             .map(t => t.x.map((x, i) => x === null ? null : TL.compare.markText(t, i)))"""
    )
    assert sum(map(len, rows)) >= 4
    visitor.page.locator(".card-compare .graph-frame").focus()
    said = "document.getElementById('live')?.textContent"
    for n, row in enumerate(rows[:6]):
        visitor.page.keyboard.press("Home")
        for i, text in enumerate(row[:5]):
            if i:
                visitor.page.keyboard.press("ArrowRight")
            visitor.page.wait_for_function(f"text => {said} === text", arg=text)
            assert any(c.isdigit() for c in text)
        if n + 1 < len(rows[:6]):
            visitor.page.keyboard.press("ArrowDown")


def test_the_heat_table_is_a_table_that_scrolls_by_keyboard(visitor: Visitor) -> None:
    visitor.page.set_viewport_size({"width": 700, "height": 800})
    visitor.open(f"/compare?{AREAS}&chart=heat")
    region = visitor.page.locator(".heat-wrap")
    assert region.get_attribute("role") == "region"
    assert region.get_attribute("aria-label")
    assert visitor.page.locator(".heat-table tbody th[scope=row]").count() == 4
    before = region.evaluate("n => n.scrollLeft")
    region.focus()
    visitor.page.keyboard.press("ArrowLeft")
    visitor.page.wait_for_function(
        "was => document.querySelector('.heat-wrap').scrollLeft < was", arg=before
    )


def test_panels_share_their_axis_until_switched(visitor: Visitor) -> None:
    address = "/compare?chart=multiples&areas=MEX,PHL,KEN&indicator=ctx-remit-received"
    state = visitor.open(address)
    ranges = """() => Object.entries(TL.compare.gd.layout).filter(([k]) => /^yaxis/.test(k))
      .map(([, axis]) => axis.range.join())"""
    assert len(set(visitor.page.evaluate(ranges))) == 1
    visitor.page.get_by_role("button", name="Each its own").press("Enter")
    visitor.addressed("panels=own")
    visitor.page.wait_for_function(f"new Set(({ranges})()).size === 3")
    visitor.reload(state)
    assert len(set(visitor.page.evaluate(ranges))) == 3


def test_the_scatter_is_sized_and_coloured_by_choice(visitor: Visitor) -> None:
    """Area of a mark goes with the number of people; colour and shape with the group."""
    visitor.open("/compare?chart=scatter")
    look = """() => TL.compare.gd.data.filter(t => t.meta.role === 'value' && t.x.length)
      .map(t => [t.meta.group, t.marker.color, t.meta.symbol, t.marker.size.slice(0, 2),
                 t.customdata.slice(0, 2).map(c => c.size)])"""
    regions = visitor.page.evaluate(look)
    assert {group for group, *_ in regions} >= {"M49:002", "M49:142"}
    assert len({(colour, symbol) for _, colour, symbol, *_ in regions}) == len(regions)
    for *_, (large, small), (more, fewer) in regions:
        assert large >= small
        assert more >= fewer
    visitor.page.get_by_role("button", name="Income", exact=True).click()
    visitor.addressed("colour=income")
    incomes = {"WB:LIC", "WB:LMC", "WB:UMC", "WB:HIC"}
    visitor.page.wait_for_function(f"({look})().some(([group]) => group === 'WB:LIC')")
    assert {group for group, *_ in visitor.page.evaluate(look)} - {""} == incomes
    visitor.page.locator("#compare-size").click()
    visitor.page.locator("#compare-size .dash-dropdown-clear").click()
    visitor.addressed("size=none")
    visitor.page.wait_for_function("TL.compare.now.sizes === null")
    sizes = "TL.compare.gd.data.flatMap(t => t.meta.role === 'value' ? t.marker.size : [])"
    assert len(set(visitor.page.evaluate(sizes))) == 1


def test_only_what_may_be_added_is_stacked(visitor: Visitor) -> None:
    visitor.open("/compare?chart=stacked&areas=MEX,PHL", "|line|")  # remittances relative to GDP
    told = visitor.page.locator("[data-tl=compare-refusals]")
    expect(told).to_contain_text("a stack of columns is not drawn. Rates cannot be added")
    button = visitor.page.get_by_role("button", name="Stacked", exact=True)
    expect(button).to_have_attribute("aria-disabled", "true")
    assert "chart=line" not in visitor.page.url
    visitor.open("/compare?chart=stacked&areas=MEX,PHL&indicator=ctx-remit-received", "|stacked|")
    expect(button).to_have_attribute("aria-pressed", "true")
    visitor.page.get_by_role("button", name="Shares of 100").click()
    visitor.drawn("|stacked|share|")
    columns = """() => { const sums = {};
      const add = (x, y) => { sums[x] = (sums[x] || 0) + y; };
      TL.compare.gd.data.forEach(t => t.x.forEach((x, i) => add(x, t.y[i])));
      return Object.values(sums).map(v => Math.round(v * 1e6) / 1e6); }"""
    assert set(visitor.page.evaluate(columns)) == {100}


def test_a_chart_stands_alone_in_a_frame_of_another_site(visitor: Visitor) -> None:
    visitor.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visitor.open("/compare?chart=bar&areas=MEX,PHL,KEN&year=2019")
    visitor.page.locator("[data-action=embed]").press("Enter")
    expect(visitor.page.locator("#live")).to_contain_text("is copied")
    code = visitor.page.evaluate("navigator.clipboard.readText()")
    assert "embed=on" in code
    visitor.page.set_content(f"<h1>Elsewhere</h1>{code}")
    frame = visitor.page.frame_locator("iframe")
    expect(frame.locator("[data-tl=compare-title]")).to_have_text(
        "Personal remittances received, relative to GDP, ranked"
    )
    expect(frame.locator(".ytick text")).to_have_count(3)
    expect(frame.locator("[data-tl=compare-source]")).to_contain_text("World Bank")
    for hidden in ("nav", "#areas", ".compare-aside", "#peers", ".site-footer", "h1"):
        expect(frame.locator(hidden).first).to_be_hidden()
    address = frame.locator("[data-tl=compare-open]").get_attribute("href")
    assert address
    assert "embed" not in address
    assert "chart=bar" in address
