"""Verdicts in a real browser: they follow the chosen area and lead from cells to indicators."""

import csv
import io

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor


def shown(visitor: Visitor) -> list[str]:
    return visitor.page.locator(".theme-bar .bar-of-bands").all_inner_texts()


def test_choosing_an_area_changes_the_bars_without_a_new_page(visitor: Visitor) -> None:
    visitor.open("/")
    before = shown(visitor)
    visitor.page.evaluate("window.kept = true")
    visitor.choose("areas", "Kenya")
    visitor.page.locator("#progress-title", has_text="Kenya").wait_for()
    kenya = shown(visitor)
    assert kenya != before
    visitor.page.go_back()
    visitor.page.locator("#progress-title", has_text="World").wait_for()
    assert shown(visitor) == before
    visitor.page.go_forward()
    visitor.page.locator("#progress-title", has_text="Kenya").wait_for()
    assert shown(visitor) == kenya
    assert visitor.page.evaluate("window.kept") is True


def test_a_cell_opens_its_indicators_and_back_leads_to_the_matrix(visitor: Visitor) -> None:
    visitor.open("/?areas=KEN")
    visitor.page.evaluate("window.kept = true")
    cell = visitor.page.locator('.matrix-cell[href*="human-rights-inclusion"][href*="goal=3"]')
    counted = cell.inner_text()
    cell.focus()
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url("**/themes/human-rights-inclusion?*goal=3*")
    visitor.page.locator(".goal-only").wait_for()
    codes = visitor.page.locator("#progress [data-indicator] .kicker").all_inner_texts()
    assert codes
    assert all(c.removeprefix("SDG ").startswith("3.") for c in codes)
    assert f"/{len(codes)}" in counted  # the cell said of how many
    visitor.page.get_by_role("link", name="Show all indicators").click()
    visitor.page.locator(".goal-only").wait_for(state="detached")
    assert visitor.page.locator("#progress [data-indicator]").count() > len(codes)
    visitor.page.go_back()
    visitor.page.locator(".goal-only").wait_for()
    visitor.page.go_back()
    visitor.page.locator(".matrix").wait_for()
    assert visitor.page.evaluate("window.kept") is True


def test_courses_are_drawn_and_a_setting_redraws_them(visitor: Visitor) -> None:
    visitor.open("/themes/human-rights-inclusion?areas=KEN")
    sparks = visitor.page.locator("[data-spark]")
    assert sparks.count() > 5
    assert visitor.page.locator("[data-spark] svg").count() == sparks.count()
    assert visitor.page.locator(".spark-target").count() > 0
    chips = visitor.page.locator(".verdicts-assessed .chip").all_inner_texts()
    visitor.page.get_by_text("Change how progress is judged").click()
    visitor.page.get_by_role("link", name="Statistics Canada, growth ratio").click()
    visitor.page.locator(".settings-now", has_text="Statistics Canada").wait_for()
    assert "method=statcan" in visitor.page.url
    assert visitor.page.locator(".verdicts-assessed .chip").all_inner_texts() != chips
    assert visitor.page.locator("[data-spark] svg").count() == sparks.count()
    visitor.page.get_by_role("link", name="Back to the default").click()
    visitor.page.locator(".settings-now", has_text="five bands").wait_for()
    assert visitor.page.locator(".verdicts-assessed .chip").all_inner_texts() == chips


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
@pytest.mark.parametrize("address", ["/?areas=WB:SSF&lang=fr", "/?areas=IND&links=all"])
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
        agree = f"{row['settings_agree']} of {row['settings']} settings agree"
        assert agree in card.inner_text()


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_wider_than_the_page(visitor: Visitor, width: int) -> None:
    visitor.page.set_viewport_size({"width": width, "height": 800})
    for address in ("/?areas=SYR", "/?links=all", "/themes/drivers?areas=WB:SSF&lang=fr"):
        visitor.open(address)
        widest = "Math.max(...['part', 'main'].map(id => document.getElementById(id).scrollWidth))"
        assert visitor.page.evaluate(widest) <= width, address


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("address", ["/?areas=IND", "/", "/themes/drivers?areas=KEN&links=all"])
def test_axe_finds_nothing_serious(visitor: Visitor, address: str, colours: str) -> None:
    visitor.page.emulate_media(color_scheme=colours)
    visitor.open(address)
    visitor.page.get_by_text("Change how progress is judged").click()
    assert not visitor.serious_faults("#part")
