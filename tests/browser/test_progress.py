"""Verdicts in a real browser: they follow the chosen area and lead from cells to indicators."""

import csv
import io

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visitor


def bars(visitor: Visitor) -> Locator:
    return visitor.page.locator(".theme-bar .bar-of-bands")


def shown(visitor: Visitor) -> list[str]:
    expect(bars(visitor)).not_to_have_count(0)
    return bars(visitor).all_text_contents()


def test_choosing_an_area_changes_the_bars_without_a_new_page(visitor: Visitor) -> None:
    visitor.open("/themes")
    before = shown(visitor)
    visitor.page.evaluate("window.kept = true")
    title = visitor.page.locator("#progress-title")  # it comes in one piece with the bars
    visitor.choose("areas", "Kenya", "KEN")
    expect(title).to_contain_text("Kenya")
    kenya = shown(visitor)
    assert kenya != before
    visitor.page.go_back()
    expect(title).to_contain_text("World")
    expect(bars(visitor)).to_have_text(before)
    visitor.page.go_forward()
    expect(title).to_contain_text("Kenya")
    expect(bars(visitor)).to_have_text(kenya)
    assert visitor.page.evaluate("window.kept") is True


def test_a_cell_opens_its_indicators_and_back_leads_to_the_matrix(visitor: Visitor) -> None:
    visitor.open("/themes?areas=KEN")
    visitor.page.evaluate("window.kept = true")
    cell = visitor.page.locator('.matrix-cell[href*="human-rights-inclusion"][href*="goal=3"]')
    counted = cell.inner_text()
    cell.focus()
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url("**/themes/human-rights-inclusion?*goal=3*")
    visitor.page.locator(".goal-only").wait_for()
    codes = visitor.page.locator("#progress [data-indicator] .kicker").all_inner_texts()
    assert codes  # they came in one piece with the words waited for
    assert all(c.removeprefix("SDG ").startswith("3.") for c in codes)
    assert f"/{len(codes)}" in counted  # the cell said of how many
    visitor.page.get_by_role("link", name="Show all indicators").click()
    visitor.page.locator(".goal-only").wait_for(state="detached")
    rows = visitor.page.locator("#progress [data-indicator]")
    expect(rows.nth(len(codes))).to_be_attached()  # more than those
    visitor.page.go_back()
    visitor.page.locator(".goal-only").wait_for()
    visitor.page.go_back()
    visitor.page.locator(".matrix").wait_for()
    assert visitor.page.evaluate("window.kept") is True


def test_courses_are_drawn_and_a_setting_redraws_them(visitor: Visitor) -> None:
    visitor.open("/themes/human-rights-inclusion?areas=KEN")
    undrawn = visitor.page.locator(".spark:not(:has(svg))")
    expect(visitor.page.locator(".spark svg").nth(5)).to_be_attached()
    expect(undrawn).to_have_count(0)
    expect(visitor.page.locator(".spark-target").first).to_be_attached()
    chips = visitor.page.locator(".verdicts-assessed .chip")
    before = chips.all_text_contents()
    assert before
    visitor.page.get_by_text("Change how progress is judged").click()
    visitor.page.get_by_role("link", name="Statistics Canada, growth ratio").click()
    visitor.page.locator(".settings-now", has_text="Statistics Canada").wait_for()
    visitor.addressed("method=statcan")
    expect(chips).not_to_have_text(before)
    expect(undrawn).to_have_count(0)
    visitor.page.get_by_role("link", name="Back to the default").click()
    visitor.page.locator(".settings-now", has_text="five bands").wait_for()
    expect(chips).to_have_text(before)


def test_indirect_links_are_a_switch_that_the_address_keeps(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open("/themes/human-rights-inclusion?areas=KEN")
    cards = page.locator("#progress [data-indicator]")
    direct = cards.count()
    indirect = page.locator("#progress h4 .badge", has_text="wider link")
    expect(indirect).to_have_count(0)
    page.get_by_text("Change how progress is judged").click()
    page.locator(".settings").get_by_role("link", name="All links").click()
    page.wait_for_url("**links=all*")
    indirect.first.wait_for()
    assert cards.count() > direct
    page.reload()
    indirect.first.wait_for()
    page.locator(".settings").get_by_role("link", name="Close links").click()
    expect(indirect).to_have_count(0)
    assert "links=" not in page.url
    assert cards.count() == direct


@pytest.mark.parametrize("width", [390, 768, 1440])
@pytest.mark.parametrize("address", ["/themes?areas=WB:SSF&lang=fr", "/themes?areas=IND&links=all"])
def test_no_number_of_a_bar_or_cell_is_cut_off(visitor: Visitor, address: str, width: int) -> None:
    visitor.page.set_viewport_size({"width": width, "height": 900})
    visitor.open(address)
    numbers = visitor.page.locator("#part :is(.sliver, .segment)")
    assert numbers.count() > (50 if "themes?" in address else 0)
    cut = numbers.evaluate_all("n => n.filter(x => x.scrollWidth > x.clientWidth + 1).length")
    assert cut == 0


def test_the_file_holds_the_verdicts_on_the_screen(visitor: Visitor) -> None:
    visitor.open("/themes/human-rights-inclusion?areas=DEU")
    with visitor.page.expect_download() as waiting:
        visitor.page.locator("[data-tl=progress-csv]").click()
    content = waiting.value.path().read_text(encoding="utf-8-sig")
    rows = {r["indicator_id"]: r for r in csv.DictReader(io.StringIO(content))}
    cards = visitor.page.locator(".verdicts-assessed [data-indicator]").all()
    assert len(cards) == sum(bool(r["band"]) for r in rows.values()) > 3
    for card in cards:
        row = rows[card.get_attribute("data-indicator")]
        assert row["band_name"].split(" (")[0] in card.locator(".chip").inner_text()
        agree = f"{row['settings_agree']} of {row['settings']} "
        alone = "One setting only: nothing to compare with"
        assert (alone if row["settings"] == "1" else agree) in card.inner_text()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_is_wider_than_the_page(visitor: Visitor, width: int) -> None:
    visitor.page.set_viewport_size({"width": width, "height": 800})
    for address in ("/themes?areas=SYR", "/?links=all", "/themes/drivers?areas=WB:SSF&lang=fr"):
        visitor.open(address)
        widest = "Math.max(...['part', 'main'].map(id => document.getElementById(id).scrollWidth))"
        assert visitor.page.evaluate(widest) <= width, address


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize(
    "address", ["/?areas=IND", "/themes", "/themes/drivers?areas=KEN&links=all"]
)
def test_axe_finds_nothing_serious(visitor: Visitor, address: str, colours: str) -> None:
    visitor.page.emulate_media(color_scheme=colours)
    visitor.open(address)
    visitor.unfold()
    assert not visitor.faults_by_axe("#part")


RIGHTS = "/themes/human-rights-inclusion"
PICTURE = "sdg-3-8-1-sh-acs-unhc|beeswarm"


def dots(visitor: Visitor) -> list[float]:
    """Where the dots of the later hill stand."""
    return visitor.page.evaluate(
        "[...document.getElementById('beeswarm').data.find(t => t.meta.row === 1).x]"
    )


@pytest.mark.parametrize("place", ["", "areas=PHL", "areas=M49:199"])
def test_a_theme_is_short_and_answers_on_its_first_screen(visitor: Visitor, place: str) -> None:
    visitor.page.set_viewport_size({"width": 1440, "height": 900})
    visitor.open(f"{RIGHTS}?{place}")
    visitor.charted(PICTURE, card="beeswarm")
    visitor.charted("sdg-3-8-1", card="line")
    assert visitor.page.evaluate("document.documentElement.scrollHeight") <= 3500
    claim = visitor.page.locator(".finding")
    assert claim.bounding_box()["y"] + claim.bounding_box()["height"] < 900
    assert visitor.page.locator("#beeswarm").bounding_box()["y"] < 500
    claim.get_by_role("link").last.click()
    row = visitor.page.url.partition("#")[2]
    expect(visitor.page.locator(f"#{row}")).to_be_in_viewport()
    heights = visitor.page.locator(".verdicts-assessed .verdict-row").evaluate_all(
        "rows => rows.map(row => row.offsetHeight)"
    )
    assert heights and max(heights) <= 100 and sum(heights) / len(heights) <= 70


def test_one_handle_moves_every_country_without_a_request(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open(f"{RIGHTS}?areas=PHL")
    visitor.charted(f"{PICTURE}|absolute|2021", card="beeswarm")
    last, words = dots(visitor), page.locator("#beeswarm-summary").inner_text()
    asked = visitor.asks()
    handle = page.locator("#beeswarm-year")
    handle.focus()
    page.keyboard.press("Home")
    visitor.charted("absolute|2017", card="beeswarm")
    then = page.evaluate(
        "[...document.getElementById('beeswarm').data.find(t => t.meta.row === 0).x]"
    )
    assert dots(visitor) == then != last
    assert page.locator("#beeswarm-summary").inner_text() != words
    expect(handle).to_have_attribute("aria-valuetext", "2017")
    visitor.addressed("year=2017")
    visitor.drawn("|2017|")  # the map beside it has turned along
    page.keyboard.press("End")
    visitor.charted("absolute|2021", card="beeswarm")
    assert dots(visitor) == last
    assert page.locator("#beeswarm-summary").inner_text() == words
    assert [url for url in asked if "/beeswarm.json" in url and "frames" not in url] == []
    assert sum("/beeswarm.json" in url for url in asked) == 1


def test_the_picture_follows_the_map_and_leaves_its_year_alone(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open(RIGHTS)
    visitor.charted(f"{PICTURE}|absolute|2021", card="beeswarm")
    asked = visitor.asks()
    page.locator("#map-year").press("ArrowLeft")
    visitor.addressed("year=2019")
    assert not [url for url in asked if "/beeswarm.json" in url]  # its years are not here yet
    page.locator("#beeswarm-year").press("Home")
    visitor.charted("absolute|2017", card="beeswarm")
    visitor.drawn("|2017|")
    page.locator("#map-year").press("ArrowRight")
    visitor.charted("absolute|2019", card="beeswarm")
    page.locator("#map-year").press("Home")
    visitor.addressed("year=2000")
    visitor.charted("absolute|2021", card="beeswarm")  # before 2017 nobody has moved since
    assert "year=2000" in page.url
    assert len([url for url in asked if "/beeswarm.json" in url]) == 1, asked


def test_a_small_drawing_leads_to_every_country(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open(RIGHTS)
    visitor.charted(PICTURE, card="beeswarm")
    page.evaluate("window.kept = true")
    page.locator("[data-indicator='sdg-1-4-1-sp-acs-bsrvh2o'] .verdict-course").first.click()
    visitor.charted("sdg-1-4-1-sp-acs-bsrvh2o|beeswarm", card="beeswarm")
    expect(page.locator("#since")).to_be_in_viewport()
    assert page.evaluate("window.kept") is True


def test_two_selects_of_years_still_lead_on_the_comparing_page(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open("/compare?chart=beeswarm&indicator=sdg-3-2-1-sh-dyn-mort")
    visitor.charted("beeswarm|absolute|2024", card="compare")
    page.locator("#compare-year").press("Home")
    visitor.charted("beeswarm|absolute|2018", card="compare")
    title = page.locator("#compare-title")
    expect(title).to_contain_text("in 2017 and 2018")
    page.locator("select[data-key=baseyear]").select_option("2000")
    expect(title).to_contain_text("in 2000 and 2018")
    page.locator("#compare-year").press("End")
    expect(title).to_contain_text("in 2000 and 2024")
