"""Six readers with a task each, from the front page: what they find, and in how many clicks."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.conftest import Visitor

DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
RIGHTS = "/themes/human-rights-inclusion"
TALL = "() => document.documentElement.scrollHeight"
# What is seen of an element without scrolling: all of it, below the header and above the fold.
ON_THE_SCREEN = """node => { const box = node.getBoundingClientRect();
  const bar = document.querySelector('.site-header').getBoundingClientRect();
  return box.height > 0 && box.top >= bar.bottom - 1 && box.bottom <= innerHeight; }"""


class Reader(Visitor):
    """A person whose clicks are counted; on a phone they are taps."""

    clicks = 0

    def click(self, what: Locator) -> None:
        """One click, or one tap."""
        what.click()
        self.clicks += 1

    def type(self, words: str) -> None:
        """Letters in the box that was clicked, until its list answers them."""
        self.page.keyboard.type(words)
        self.page.wait_for_function(
            "words => (document.body.dataset.found || '').startsWith(`${words}|`)", arg=words
        )

    def sees(self, what: Locator) -> str:
        """The words of what stands on this screen, whole and without scrolling."""
        expect(what).to_be_visible()
        assert self.page.evaluate("scrollY") == 0
        assert what.evaluate(ON_THE_SCREEN), what.inner_text()
        return what.inner_text()


Readers = Callable[..., Reader]


@pytest.fixture
def reader(browser: Browser, site: str) -> Iterator[Readers]:
    """Makes a reader with a screen, a language and a time zone of their own."""
    made: list[Reader] = []

    def make(screen: dict[str, int], **own: Any) -> Reader:
        touch = {"is_mobile": True, "has_touch": True} if screen is PHONE else {}
        context = browser.new_context(viewport=screen, **touch, **own)
        made.append(Reader(context.new_page(), site))
        return made[-1]

    yield make
    for each in made:
        each.page.context.close()
        each.content()


def test_an_adviser_reads_of_morocco_in_french_on_a_phone_in_two_taps(reader: Readers) -> None:
    adviser = reader(PHONE, locale="fr-FR", timezone_id="Europe/Paris")
    page = adviser.page
    adviser.open("/")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    adviser.click(page.locator("#search"))
    adviser.type("envois de fonds maroc")
    option = page.get_by_role("option").first
    expect(option).to_contain_text(re.compile(r"\d,\d\s%\sdu PIB \(20\d\d\)$"))
    adviser.click(option)
    adviser.drawn("ctx-remit-received-gdp|line|")
    assert "areas=MAR" in page.url
    assert adviser.clicks == 2
    row = adviser.sees(page.locator("main tbody tr").filter(has_text="Maroc").first)
    assert re.search(r"Maroc\s+\d,\d\s%\sdu PIB\s+20\d\d", row)


def test_an_officer_finds_remittances_of_the_philippines_in_two_clicks(reader: Readers) -> None:
    officer = reader(DESK)
    page = officer.page
    officer.open("/")
    officer.click(page.locator("#search"))
    officer.type("remittances of the Philippines")
    officer.click(page.get_by_role("option").first)
    officer.drawn("ctx-remit-received-gdp|line|")
    assert "areas=PHL" in page.url
    assert officer.clicks == 2
    row = officer.sees(page.locator("main tbody tr").filter(has_text="Philippines").first)
    assert re.search(r"Philippines\s+\d\.\d\s?% of GDP\s+20\d\d", row)


@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
def test_a_themes_first_screen_answers_whether_countries_are_on_track(
    reader: Readers, screen: dict[str, int]
) -> None:
    journalist = reader(screen)
    page = journalist.page
    journalist.open("/")
    journalist.click(page.locator(".theme-list a").filter(has_text="Human rights"))
    journalist.drawn("sdg-3-8-1")
    assert journalist.clicks == 1
    said = journalist.sees(page.locator(".finding"))
    assert re.search(r"195 countries, \d+% is met or on track for 2030", said)


def test_a_journalist_learns_who_has_numbers_of_migrants_in_one_click(reader: Readers) -> None:
    journalist = reader(DESK)
    page = journalist.page
    journalist.open("/")
    journalist.click(page.locator(".onward a[href*=scoreboard]"))
    journalist.drawn("scoreboard|")
    assert journalist.clicks == 1
    said = journalist.sees(page.locator(".finding"))
    assert re.search(r"9 series .* measure migrants themselves, \d+ have a .* 195 countries", said)


def test_an_officer_has_the_verdicts_of_her_own_country_in_two_clicks(reader: Readers) -> None:
    officer = reader(DESK, timezone_id="Africa/Casablanca")
    page = officer.page
    officer.open("/")
    own = page.locator(".own-place[href]")
    expect(own).to_have_text("Morocco")
    officer.click(own)
    officer.drawn("board|MAR")
    officer.click(page.locator(".theme-list a").filter(has_text="Human rights"))
    officer.drawn("sdg-3-8-1")
    assert officer.clicks == 2
    assert officer.sees(page.locator(".finding")).startswith("Morocco")
    assert page.locator(".verdicts-assessed .verdict-chip").count() >= 3


def test_an_adviser_finds_and_prints_what_is_off_track(reader: Readers) -> None:
    adviser = reader(PHONE, timezone_id="Africa/Casablanca")
    page = adviser.page
    adviser.open(f"{RIGHTS}?v=2&areas=MAR")
    adviser.click(page.locator(".finding a").filter(has_text=re.compile(r"^\d+$")).last)
    assert adviser.clicks == 1
    at = page.url.partition("#")[2]
    expect(page.locator(f"#{at}")).to_be_in_viewport()
    rows = page.locator(".verdicts-unassessed .verdict-row")
    assert not rows.last.is_visible()
    page.emulate_media(media="print")
    assert rows.last.locator("h4").evaluate("node => node.checkVisibility()")


def test_a_reader_on_a_slow_line_reads_the_front_page_without_scripts(reader: Readers) -> None:
    patient = reader(PHONE, java_script_enabled=False)
    page = patient.page
    page.goto(patient.site)
    said = page.locator(".finding")
    expect(said).to_contain_text(re.compile(r"\d+%.*195 countries"))
    page.locator("main details summary").first.click()
    table = page.locator("main details[open] table").first
    expect(table.get_by_role("rowheader").first).to_be_visible()
    assert table.locator("tbody tr").count() >= 40


@pytest.mark.parametrize(
    ("address", "desk", "phone"),
    [
        ("/", 2500, 5000),
        ("/?v=2&areas=MAR&lang=fr", 2500, 5000),
        ("/themes?v=2&lang=fr", 7300, 5400),
        ("/quality?v=2&lang=fr", 5000, 5000),
        (f"{RIGHTS}?v=2&lang=fr", 3500, 4850),
        ("/themes/migrants-agents-for-development?v=2&lang=fr", 3500, 4850),
    ],
)
def test_pages_are_no_longer_than_they_need_be(
    reader: Readers, address: str, desk: int, phone: int
) -> None:
    """A reader whose line is slow sees the system's font, which takes a little more room."""
    for screen, most in ((DESK, desk), (PHONE, phone)):
        visiting = reader(screen)
        visiting.open(address)
        for card in visiting.page.locator("[data-chart-card]").all():
            if card.evaluate("node => node.checkVisibility()"):
                expect(card).to_have_attribute("data-drawn", re.compile("."))
        assert visiting.page.evaluate(TALL) <= most


def test_the_map_of_a_theme_opens_on_a_phone_and_is_drawn_there(reader: Readers) -> None:
    reading = reader(PHONE)
    page = reading.page
    asked = reading.asks()
    reading.open(RIGHTS)
    lines = [url for url in asked if "/line.json" in url]
    assert not lines, "what is folded is not asked for"
    reading.click(page.locator(".phone-fold > summary"))
    reading.charted("sdg-3-8-1", card="line")
    shape = page.locator("#map path.choroplethlocation").first
    expect(shape).to_be_visible()
    box = page.locator("#map").bounding_box()
    assert box and box["width"] > 300
