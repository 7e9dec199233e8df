"""A story is walked by keyboard, there and back; what a reader changes on the way keeps it."""

import io
import re

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from data.stories import STEPS
from tests.browser.conftest import Visitor

COST = "/themes/contributions-remittances?v=2&story=remittance-costs"
PHONE = {"width": 390, "height": 844}
HEADING = "#story-step"
SHEET = (842, 595)  # points of A4 on its side
TOO_WIDE = "() => document.documentElement.scrollWidth > innerWidth"
COVERED = """() => { const strip = document.querySelector('.story-strip').getBoundingClientRect();
  const h1 = document.querySelector('#page h1').getBoundingClientRect();
  return strip.bottom > h1.top; }"""


def at_step(visitor: Visitor, step: int) -> None:
    """The step is over the page, and is what a reader hears next."""
    heading = visitor.page.locator(f"#page {HEADING}")
    expect(heading).to_contain_text(f"Step {step} of {STEPS}")
    expect(heading).to_be_in_viewport()
    told = heading.get_attribute("aria-describedby")
    expect(visitor.page.locator(f"#page #{told}")).to_have_text(re.compile(r"\S+"))


def press_way(visitor: Visitor, name: str) -> None:
    """From the heading of the strip, Tab to one of its ways, and Enter."""
    way = visitor.page.locator("#page .story-ways a", has_text=re.compile(f"^{name}$"))
    for _ in range(4):
        if way.evaluate("node => node === document.activeElement"):
            break
        visitor.page.keyboard.press("Tab")
    expect(way).to_be_focused()
    visitor.page.keyboard.press("Enter")


@pytest.mark.parametrize("screen", [None, PHONE], ids=["desk", "phone"])
def test_a_story_is_walked_by_keyboard_and_back(visitor: Visitor, screen: dict | None) -> None:
    page = visitor.page
    if screen:
        page.set_viewport_size(screen)
    visitor.enter("/stories")
    page.locator("#page a[href*='story=remittance-costs']").focus()
    page.keyboard.press("Enter")
    addresses = []
    for step in range(1, STEPS + 1):
        at_step(visitor, step)
        expect(page.locator(HEADING)).to_be_focused()
        assert not page.evaluate(COVERED) and not page.evaluate(TOO_WIDE)
        addresses.append(page.url)
        if step < STEPS:
            press_way(visitor, "Next")
    assert len({*addresses}) == STEPS
    for step in range(STEPS - 1, 0, -1):
        page.go_back()
        at_step(visitor, step)
        assert page.url == addresses[step - 1]
    page.go_forward()
    at_step(visitor, 2)
    expect(page.locator(HEADING)).to_be_focused()
    press_way(visitor, "Back")
    at_step(visitor, 1)
    press_way(visitor, "Leave the story")
    expect(page.locator("#page .story-strip")).to_have_count(0)
    assert "story" not in page.url and "/themes/contributions-remittances" in page.url


def test_what_a_reader_changes_keeps_the_story(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open(
        "/compare?v=2&indicator=sdg-10-c-1-si-rmt-cost&areas=M49:001&story=remittance-costs&step=2"
    )
    page.locator("#page [data-value=slope]").click()
    visitor.addressed("chart=slope")
    visitor.choose("areas", "Kenya", "KEN")
    visitor.addressed("areas=M49:001,KEN")
    assert "story=remittance-costs&step=2" in page.url
    at_step(visitor, 2)
    page.locator("#page .story-ways a", has_text="Leave the story").click()
    expect(page.locator("#page .story-strip")).to_have_count(0)
    assert "chart=slope" in page.url and "areas=M49:001,KEN" in page.url  # as it was left


def test_who_wanders_off_is_led_back(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open(f"{COST}")
    page.locator(".ways a", has_text="Table").click()
    expect(page.locator("#page .story-strip")).to_contain_text("You have left the page")
    assert "/table" in page.url and "story=remittance-costs" in page.url
    page.locator("#page .story-ways a", has_text="Return to this step").click()
    at_step(visitor, 1)
    assert page.url == visitor.site + COST


def test_a_country_is_chosen_and_the_story_follows_another(visitor: Visitor) -> None:
    page = visitor.page
    visitor.enter("/stories")
    page.get_by_label("Country", exact=True).select_option(label="Kenya")
    page.locator("#page .story-form button", has_text="Start").click()
    at_step(visitor, 1)
    assert "areas=KEN" in page.url
    expect(page.locator("#early")).to_have_count(0)
    expect(page.locator("#areas")).to_be_visible()
    page.locator(".dash-dropdown-clear").first.click()
    visitor.choose("areas", "Nepal", "NPL")
    visitor.addressed("areas=NPL")
    page.locator("#page .story-ways a", has_text="Next").click()
    at_step(visitor, 2)
    assert "areas=NPL,M49:001" in page.url


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_in_a_step_and_in_slides(visitor: Visitor, dark: bool) -> None:
    visitor.page.emulate_media(color_scheme="dark" if dark else "light")
    for address in (COST, "/stories/a-country?v=2&areas=KEN&lang=fr", "/stories"):
        visitor.enter(address)
        visitor.page.wait_for_load_state("networkidle")
        assert visitor.faults_by_axe("#page", letters_alone=dark) == []


@pytest.mark.parametrize("story", ["remittance-costs", "who-is-counted", "a-country"])
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_each_slide_is_a_sheet_on_its_side(visitor: Visitor, story: str, lang: str) -> None:
    page = visitor.page
    visitor.enter(f"/stories/{story}?v=2&lang={lang}&areas=MAR")
    page.wait_for_load_state("networkidle")
    printed = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True))).pages
    assert len(printed) == STEPS
    for at, sheet in enumerate(printed, 1):
        assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == SHEET
        text = re.sub(r"\s", "", sheet.extract_text())
        assert re.match(f"(Step{at}of|Étape{at}sur){STEPS}", text), text[:40]
        assert visitor.site in text and len(sheet.images) == 1
    assert re.sub(r"\s", "", page.url) in text  # of all, with the day, on the last
