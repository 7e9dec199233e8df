"""What our code reads of a page that Dash, React and Plotly have drawn, asked of such a page."""

from tests.browser.conftest import Visitor


def test_the_map_has_the_shapes_and_dots_that_are_repainted(visitor: Visitor) -> None:
    """One element a place, in the order of the traces (assets/app/map/painter.js)."""
    visitor.open("/map")
    counts = visitor.page.evaluate(
        """() => ['path.choroplethlocation', '.scattergeo path.point']
             .map(found => TL.map.gd.querySelectorAll(found).length)"""
    )
    placed = visitor.page.evaluate("TL.map.codes().map(codes => codes.length)")
    assert counts == placed
    assert min(counts) > 0
    assert visitor.page.evaluate("TL.map.gd._fullLayout.geo.projection.scale") > 0


def test_react_marks_its_own_nodes(visitor: Visitor) -> None:
    """So that markup is taken away beside them and never they (assets/app/frame/markup.js)."""
    visitor.open("/methods")
    marked = "node => Object.keys(node).some(key => key.startsWith('__react'))"
    assert visitor.page.locator("#page").evaluate(marked)
    assert not visitor.page.locator("#page [data-markup] > *").first.evaluate(marked)
    assert visitor.page.evaluate("typeof window.dash_clientside.set_props") == "function"
