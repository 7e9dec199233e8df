"""What is doubted is drawn apart and leads nothing, unless the reader lets it; a part-year too."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Visitor

# Which values the embedded tables flag is the matter of other tests: here bits and reasons are set
# in what the browser holds, in the place of those that came, before the page that shows it comes.
REASON = "Its own parts give 25.7, not 66.12."
DOUBT = """([id, cells, letter, reason]) => TL.load(id).then((series) => {
  series.status.forEach((byte, i) => { series.status[i] = byte & 0x7f; });
  series.reasons.clear();
  for (const [code, year] of cells) {
    series.status[series.at(code, year)] = letter.charCodeAt(0) | 0x80;
    series.reasons.set(`${code}|${year}`, reason);
  }
})"""
GDP = "ctx-remit-received-gdp"
# The country and year of the highest value of all, and the next highest country of that year.
RECORD = """id => TL.load(id).then((series) => {
  const places = series.areas.filter(series.isCountry);
  const of = (year) => places.filter((code) => series.leads(code, year))
    .sort((a, b) => series.get(b, year) - series.get(a, year));
  const tops = series.yearsWithValues.map((year) => [year, ...of(year).slice(0, 2)]);
  return tops.sort((a, b) => series.get(b[1], b[0]) - series.get(a[1], a[0]))[0];
})"""
FILL = """code => getComputedStyle(
  [...TL.map.nodes()[0], ...TL.map.nodes()[1]][TL.map.codes().flat().indexOf(code)]).fill"""


def doubt(visitor: Visitor, cells: list[tuple[str, int]], letter: str = "A") -> None:
    visitor.page.evaluate(DOUBT, [GDP, cells, letter, REASON])


def go(visitor: Visitor, path: str, search: str, drawn: str) -> None:
    """Follow a link within the site, which keeps the numbers that it holds."""
    visitor.page.evaluate("([p, s]) => TL.go(TL.parse(p, s))", [path, f"?v=2&{search}"])
    visitor.drawn(drawn)


def names(visitor: Visitor, *codes: str) -> list[str]:
    visitor.page.evaluate("TL.areas || TL.loadAreas()")
    return [visitor.page.evaluate("code => TL.areaName(code)", code) for code in codes]


def test_the_highest_of_the_map_is_a_value_that_leads(visitor: Visitor) -> None:
    visitor.open("/methods")
    doubt(visitor, [])
    year, first, second = visitor.page.evaluate(RECORD, GDP)
    doubted, led = names(visitor, first, second)
    doubt(visitor, [(first, year)])
    go(visitor, "/map", f"indicator={GDP}&year={year}", f"{GDP}|{year}")
    words = visitor.page.locator("#map-summary")
    highest = r"Highest: [\d.,]+\s% of GDP \({}\)"
    expect(words).to_have_text(re.compile(highest.format(re.escape(led))))
    expect(words).to_contain_text("One doubted value is drawn apart")
    expect(words).to_contain_text(REASON)
    top = visitor.page.evaluate("TL.views.map.view.scheme.highest")
    visitor.becomes(f"code => ({FILL})(code).includes('#doubt-')", True, first)
    assert "#doubt-" not in visitor.page.evaluate(FILL, second)
    hover = visitor.page.evaluate("code => TL.map.model.hover(code)", first)
    assert "doubted" in hover and "25.7" in hover
    expect(visitor.page.locator(f".place[data-code={first}] [data-doubt]")).to_be_attached()

    visitor.page.get_by_label("Let doubted values lead").focus()
    visitor.page.keyboard.press("Space")
    visitor.addressed("doubted=on")
    expect(words).to_have_text(re.compile(highest.format(re.escape(doubted))))
    expect(words).to_contain_text("you let it")
    assert visitor.page.evaluate("TL.views.map.view.scheme.highest") > top
    visitor.becomes(f"code => ({FILL})(code).includes('#doubt-')", True, first)  # still apart


def test_pictures_of_the_map_hold_the_hatching_and_the_reason(visitor: Visitor) -> None:
    visitor.open("/methods")
    doubt(visitor, [("NPL", 2024)])
    go(visitor, "/map", f"indicator={GDP}&year=2024", f"{GDP}|2024")
    for layout in ("map", "tiles"):
        picture = visitor.page.evaluate(
            """layout => TL.mapfiles.picture({ ...TL.views.map.view, layout })
                 .then((made) => made.markup)""",
            layout,
        )
        assert REASON in picture
        assert "#file-doubt-" in picture
        assert ("stroke-dasharray" in picture) == (layout == "tiles")


def test_the_page_of_doubts_filters_by_links(visitor: Visitor) -> None:
    visitor.open("/quality", "quality|")
    assert not visitor.serious_faults()
    rules = visitor.page.locator("#rules")
    rules.get_by_role("link", name="Older edition").click()
    visitor.addressed("flag=old_edition")
    visitor.drawn("quality|old_edition")
    expect(visitor.page.locator(".chip.here").first).to_contain_text("Older edition")
    visitor.open("/quality?v=2&flag=bounds&indicator=ctx-population&areas=ISL", "quality|bounds")
    expect(visitor.page.locator("#list")).to_contain_text("Nothing is doubted in this selection.")
    visitor.page.get_by_role("link", name="Remove all filters").click()
    visitor.drawn("quality|||first||", exactly=True)
    visitor.page.emulate_media(color_scheme="dark")
    visitor.open("/quality?v=2&lang=fr", "quality|")
    assert not visitor.serious_faults()
