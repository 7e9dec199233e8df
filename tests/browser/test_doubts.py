"""What is doubted is drawn apart and leads nothing, unless the reader lets it; a part-year too."""

from playwright.sync_api import expect

from tests.browser.conftest import Visitor

FILL = """code => getComputedStyle(
  [...TL.map.nodes()[0], ...TL.map.nodes()[1]][TL.map.codes().flat().indexOf(code)]).fill"""


def test_a_doubted_value_is_hatched_on_the_map_and_the_reader_may_let_it_lead(
    visitor: Visitor,
) -> None:
    """Caribbean Netherlands has a share above 100. What leads is the matter of test_map.py."""
    visitor.open("/map?v=2&indicator=ctx-migrant-share&year=2024")
    visitor.becomes(f"code => ({FILL})(code).includes('#doubt-')", True, "BES")
    assert "#doubt-" not in visitor.page.evaluate(FILL, "VAT")
    said = visitor.page.evaluate("code => TL.views.map.view.words.get(code).tip", "BES")
    assert "doubted" in said and "100.003" in said
    expect(visitor.page.locator(".place[data-code=BES] [data-hatch^=doubt]")).to_be_attached()
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
    assert not visitor.faults_by_axe()
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
    assert not visitor.faults_by_axe()
