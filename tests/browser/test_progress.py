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
    indirect = page.locator("#progress .badge", has_text="indirect link")
    expect(indirect).to_have_count(0)
    page.get_by_text("Change how progress is judged").click()
    page.locator(".settings").get_by_role("link", name="All links").click()
    page.wait_for_url("**links=all*")
    indirect.first.wait_for()
    assert cards.count() > direct
    page.reload()
    indirect.first.wait_for()
    page.locator(".settings").get_by_role("link", name="Direct links").click()
    expect(indirect).to_have_count(0)
    assert "links=" not in page.url
    assert cards.count() == direct


@pytest.mark.parametrize("width", [390, 768, 1440])
@pytest.mark.parametrize("address", ["/themes?areas=WB:SSF&lang=fr", "/themes?areas=IND&links=all"])
def test_no_number_of_a_bar_or_cell_is_cut_off(visitor: Visitor, address: str, width: int) -> None:
    visitor.page.set_viewport_size({"width": width, "height": 900})
    visitor.open(address)
    numbers = visitor.page.locator("#part :is(.sliver, .segment)")
    assert numbers.count() > 50
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


@pytest.mark.parametrize("width", [390, 1280])
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
    assert not visitor.serious_faults("#part")
