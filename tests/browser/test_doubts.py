"""What is doubted is drawn apart and leads nothing, unless the reader lets it; a part-year too."""

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
FILL = """code => getComputedStyle(
  [...TL.map.nodes()[0], ...TL.map.nodes()[1]][TL.map.codes().flat().indexOf(code)]).fill"""


def doubt(visitor: Visitor, cells: list[tuple[str, int]], letter: str = "A") -> None:
    visitor.page.evaluate(DOUBT, [GDP, cells, letter, REASON])


def go(visitor: Visitor, path: str, search: str, drawn: str) -> None:
    """Follow a link within the site, which keeps the numbers that it holds."""
    visitor.page.evaluate("([p, s]) => TL.go(TL.parse(p, s))", [path, f"?v=2&{search}"])
    visitor.drawn(drawn)


def test_a_doubted_value_is_hatched_on_the_map_and_the_reader_may_let_it_lead(
    visitor: Visitor,
) -> None:
    """Caribbean Netherlands has a share above 100. What leads is the matter of test_map.py."""
    visitor.open("/map?v=2&indicator=ctx-migrant-share&year=2024")
    visitor.becomes(f"code => ({FILL})(code).includes('#doubt-')", True, "BES")
    assert "#doubt-" not in visitor.page.evaluate(FILL, "VAT")
    hover = visitor.page.evaluate("code => TL.map.model.hover(code)", "BES")
    assert "doubted" in hover and "100.003" in hover
    expect(visitor.page.locator(".place[data-code=BES] [data-doubt]")).to_be_attached()
    words = visitor.page.locator("#map-summary")
    expect(words).to_contain_text("(Holy See)")
    visitor.page.get_by_label("Let doubted values lead").focus()
    visitor.page.keyboard.press("Space")
    visitor.drawn("|on")
    visitor.addressed("doubted=on")
    expect(words).to_contain_text("you let it")
    expect(words).to_contain_text("(Caribbean Netherlands)")
    visitor.becomes(f"code => ({FILL})(code).includes('#doubt-')", True, "BES")  # still apart


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
