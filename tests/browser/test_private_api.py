"""What our code reads of a page that Dash, React and Plotly have drawn, asked of such a page."""

from tests.browser.conftest import Visitor


def test_the_map_has_the_shapes_and_dots_that_are_repainted(visitor: Visitor) -> None:
    """One element for each place of the two traces, in their order (assets/js/30-map.js)."""
    visitor.open("/map")
    counts = visitor.page.evaluate(
        """() => ['path.choroplethlocation', '.scattergeo path.point']
             .map(found => TL.map.gd.querySelectorAll(found).length)"""
    )
    placed = visitor.page.evaluate("TL.map.codes().map(codes => codes.length)")
    assert counts == placed
    assert min(counts) > 0
    assert visitor.page.evaluate("TL.map.gd._fullLayout.geo.projection.scale") > 0


def test_axes_turn_values_into_pixels(visitor: Visitor) -> None:
    """Plotly puts marks where the axes say; assets/js/80-compare-play.js draws trails by them."""
    visitor.open("/compare?chart=scatter")
    off = visitor.page.evaluate(
        """() => { const { gd } = TL.compare, { xaxis, yaxis } = gd._fullLayout;
             return [...gd.querySelectorAll('.scatterlayer path.point')].map(mark => {
               const { x, y } = mark.__data__, { e, f } = mark.transform.baseVal[0].matrix;
               return Math.max(Math.abs(e - xaxis.d2p(x)), Math.abs(f - yaxis.d2p(y))) }) }"""
    )
    assert len(off) > 50
    assert max(off) < 0.02  # pixels: Plotly writes two decimals
    offsets = "['xaxis', 'yaxis'].map(axis => TL.compare.gd._fullLayout[axis]._offset)"
    margins = "['l', 't'].map(side => TL.compare.gd._fullLayout._size[side])"
    assert visitor.page.evaluate(offsets) == visitor.page.evaluate(margins)


def test_react_marks_its_own_nodes(visitor: Visitor) -> None:
    """So that markup is taken away beside them and never they (assets/js/15-markup.js)."""
    visitor.open("/methods")
    marked = "node => Object.keys(node).some(key => key.startsWith('__react'))"
    assert visitor.page.locator("#page").evaluate(marked)
    assert not visitor.page.locator("#page [data-markup] > *").first.evaluate(marked)
    assert visitor.page.evaluate("typeof window.dash_clientside.set_props") == "function"
