"""dcc.Graph draws what plain Dash draws, and our component Chart draws the same."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from layouts.charts.record import BUNDLE
from tests.browser.conftest import serving
from tests.browser.plain_app import figures

INDEX = Path(__file__).parents[2] / "deploy" / "plotly" / "index.js"
# What plotly draws of a figure, by kind of element; our own library may number its clips anew.
SHAPES = """id => {
  const graph = document.querySelector(`#${id} .js-plotly-plot`) || document.getElementById(id);
  const kinds = {};
  graph.querySelectorAll('.main-svg *').forEach((node) => {
    const name = `${node.tagName}.${node.getAttribute('class') || ''}`.replace(/[0-9a-f]{6,}/g, '');
    if (['path', 'rect', 'circle', 'text', 'image'].includes(node.tagName))
      kinds[name] = (kinds[name] || 0) + 1;
  });
  return Object.fromEntries(Object.entries(kinds).sort());
}"""


@pytest.fixture(scope="module")
def drawn(page: Page) -> Page:
    """The page with every figure set by one callback."""
    with serving("tests.browser.plain_app:create_server()") as address:
        page.goto(address)
        page.evaluate("window.held = { types: window.THROUGHLINE.bundle }")
        page.locator("#draw").click()
        for name in figures():
            page.locator(f"#dash-{name} .main-svg").first.wait_for(state="attached")
            page.locator(f"#ours-{name} .main-svg").first.wait_for(state="attached")
        yield page


@pytest.mark.parametrize("name", list(figures()))
def test_both_draw_the_same_marks(drawn: Page, name: str) -> None:
    """Dash's own graph is the measure: the page has no global Plotly of ours to mislead it."""
    drawn.wait_for_function(
        f"([a, b]) => JSON.stringify(({SHAPES})(a)) === JSON.stringify(({SHAPES})(b))",
        arg=[f"dash-{name}", f"ours-{name}"],
    )
    shapes = drawn.evaluate(SHAPES, f"ours-{name}")
    assert sum(shapes.values()) > 4, shapes


def test_only_what_ours_lacks_is_drawn_by_the_whole_library(drawn: Page) -> None:
    ours = "name => document.getElementById(`ours-${name}`).drawnBy === ThroughlinePlotly"
    for name in ("scatter", "bar", "sankey", "choropleth", "heatmap", "scattergeo"):
        assert drawn.evaluate(ours, name), name
    for name in ("box", "violin", "pie", "treemap"):
        assert not drawn.evaluate(ours, name), name
    assert drawn.evaluate("window.Plotly !== window.ThroughlinePlotly")


def test_a_figure_set_again_is_drawn_again(drawn: Page) -> None:
    titles = "() => document.querySelector('#ours-bar .gtitle').textContent"
    before = drawn.evaluate(titles)
    drawn.locator("#draw").click()
    drawn.wait_for_function(f"before => ({titles})() !== before", arg=before)


def test_the_bundle_has_the_types_that_records_may_use() -> None:
    built = re.findall(r"plotly\.js/lib/(\w+)'", INDEX.read_text(encoding="utf-8"))
    assert {*built, "scatter"} - {"core"} == set(BUNDLE)
