"""The page of promises as a person uses it: by mouse, by keyboard on a phone, and its file."""

import csv
import io

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor

PHONE = {"width": 390, "height": 844}
NOT_NAMED = "No row in this table"
MOST_STOPS = 60


def rows_of(visitor: Visitor) -> list[list[str]]:
    """Country and answer of every row of the table on the screen."""
    visitor.unfold()
    return visitor.page.locator("[data-tl=promise_map-table] tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].slice(0, 2).map(cell => cell.innerText.trim()))"
    )


def saved(visitor: Visitor) -> list[dict[str, str]]:
    with visitor.page.expect_download() as waiting:
        visitor.page.locator("[data-tl=promise_map-csv]").click()
    text = waiting.value.path().read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_the_file_holds_the_rows_of_the_screen_and_back_brings_the_vote(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open("/commitments", "promises|vote")
    whole = rows_of(visitor)
    assert len(whole) == 193 + 2
    assert ["Morocco", "Yes"] in whole and ["Hungary", "No"] in whole
    legend = page.locator("[data-tl=promise_map-legend]")
    for total in (152, 5, 12, 24):
        expect(legend).to_contain_text(f"({total})")
    page.get_by_role("link", name="Smuggling Protocol").click()
    visitor.drawn("promises|PAL-SMU")
    page.get_by_role("link", name="Africa", exact=True).click()
    visitor.drawn("promises|PAL-SMU|M49:002")
    expect(page.locator("[data-tl=promise_map-subtitle]")).to_contain_text("10 July 2014")
    told = [[row["area"], row["answer_in_words"]] for row in saved(visitor)]
    shown = rows_of(visitor)
    assert [answer for _, answer in shown] == [answer for _, answer in told]
    assert 50 < len(shown) < 60 and NOT_NAMED in {answer for _, answer in shown}
    page.go_back()
    visitor.drawn("promises|PAL-SMU|M49:001")
    page.go_back()
    visitor.drawn("promises|vote")


def test_a_phone_and_a_keyboard_reach_an_answer_and_a_source(visitor: Visitor) -> None:
    page, press = visitor.page, visitor.page.keyboard.press
    page.set_viewport_size(PHONE)
    visitor.open("/commitments?v=2&lang=fr", "promises|vote")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.locator("#main").focus()
    wanted = page.get_by_role("link", name="Non (5)")
    for _ in range(MOST_STOPS):
        press("Tab")
        if wanted.evaluate("node => node === document.activeElement"):
            break
    else:
        pytest.fail(f"{MOST_STOPS} times Tab and not at the answer")
    press("Enter")
    visitor.drawn("promises|vote|M49:001|no")
    fold = page.locator("[data-tl=promise-map-details] > summary")
    fold.focus()
    press("Enter")
    names = [name for name, _ in rows_of(visitor)]
    assert names == ["États-Unis", "Hongrie", "Israël", "Pologne", "Tchéquie"]
    page.locator("[data-tl=promise_map-table] a[href='#source-1']").first.focus()
    press("Enter")
    expect(page.locator("#source-1")).to_be_in_viewport()
    assert "answer=no" in page.url


@pytest.mark.parametrize(
    "address", ["/commitments?v=2&promise=steps", "/commitments?v=2&promise=dual&lang=fr"]
)
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing(visitor: Visitor, address: str, colours: str) -> None:
    visitor.page.emulate_media(color_scheme=colours)
    visitor.open(address, "promises|")
    visitor.unfold()
    assert not visitor.faults_by_axe()
