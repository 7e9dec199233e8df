"""Nothing is cut at the edges of the map; what is pointed at has its words and years beside it."""

import pytest
from playwright.sync_api import expect

from layouts.charts.regions import BEYOND, EMPTY
from tests.browser.conftest import Visitor

WIDTHS = (1440, 768, 390)
PARTS = ("world", "americas", "northern-america", "western-africa", "europe", "oceania")
FLAT = ("equal-earth", "natural-earth", "robinson")
# Places of the part drawn that touch the edge of what plotly lays out, or of the frame.
CUT = """() => { const { map, views } = TL, { shown } = views.map.view;
  const [[left, top], [right, bottom]] = map.gd._fullLayout.geo._subplot.bounds;
  const frame = map.gd.getBoundingClientRect(), [shapes, dots] = map.nodes();
  const [ofShapes, ofDots] = map.codes();
  const cut = ofShapes.filter((code, i) => { const { x, y, width, height } = shapes[i].getBBox();
    return shown.has(code) && !(width > 0 && x > left + .4 && y > top + .4
      && x + width < right - .4 && y + height < bottom - .4); });
  const out = ofDots.filter((code, i) => { const box = dots[i].getBoundingClientRect();
    return shown.has(code) && !(box.width > 0 && box.left >= frame.left && box.top >= frame.top
      && box.right <= frame.right && box.bottom <= frame.bottom); });
  return [...cut, ...out]; }"""


@pytest.mark.parametrize("width", WIDTHS)
def test_no_place_is_cut_at_an_edge(visitor: Visitor, width: int) -> None:
    visitor.page.set_viewport_size({"width": width, "height": 900})
    for at, region in enumerate(PARTS):
        for projection in FLAT if region == "world" else (FLAT[at % len(FLAT)],):
            address = f"/map?v=2&region={region}&projection={projection}"
            visitor.open(address, f"|{projection}|{region}|")
            visitor.becomes("() => TL.map.coarse", False)
            cut = set(visitor.page.evaluate(CUT))
            assert cut <= {*EMPTY, *(BEYOND if region == "europe" else ())}, (region, projection)


def test_a_place_on_the_map_has_its_words_and_its_years_beside_the_pointer(
    visitor: Visitor,
) -> None:
    visitor.open("/map?v=2&indicator=ctx-remit-received-gdp&year=2024")
    tip = visitor.page.locator("[data-tl=map-tip]")
    expect(tip).to_be_hidden()
    box = visitor.page.evaluate(
        """() => { const { x, y, width, height } = TL.map.nodes()[0]
          [TL.map.codes()[0].indexOf('BRA')].getBoundingClientRect();
          return [x + width / 2, y + height / 2]; }"""
    )
    visitor.page.mouse.move(box[0] - 2, box[1])
    visitor.page.mouse.move(*box)
    expect(tip).to_contain_text("Brazil")
    expect(tip).to_contain_text("% of GDP")
    assert tip.locator("svg path").get_attribute("d").count("L") > 5
    expect(tip.locator("svg circle")).to_have_count(1)
    visitor.page.mouse.move(5, 5)
    expect(tip).to_be_hidden()


def test_the_legend_has_no_row_for_what_does_not_occur(visitor: Visitor) -> None:
    visitor.open("/map?v=2&indicator=ctx-migrant-share&year=2024")
    rows = visitor.page.locator("[data-tl=map-legend] .legend-row:visible .legend-count")
    counts = [sum(map(int, text.split("+"))) for text in rows.all_text_contents()]
    assert len(counts) > 6 and min(counts) > 0
    estimated = visitor.page.locator("[data-level=estimate] .legend-count").text_content()
    hatched = "path[data-hatch^=estimate]:is(.choroplethlocation, .point)"
    drawn = visitor.page.evaluate(
        """() => [...TL.views.map.view.cells.values()].filter(c => c.look === 'estimate').length"""
    )
    assert drawn == sum(map(int, (estimated or "0").split("+"))) > 0
    assert visitor.page.locator(hatched).count() >= drawn
