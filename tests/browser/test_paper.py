"""What is printed is the whole page: every heading, tables to their last row, where and when."""

import csv
import io
import re

import pytest
import urllib3
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser.conftest import Visitor

PAGES = {
    "/?v=2&areas=KEN": "Kenya",
    "/themes/contributions-remittances?v=2&areas=KEN": "Kenya",
    "/map?v=2&lang=fr": "Zimbabwe",
    "/compare?v=2&areas=MEX,PHL": "Philippines",
    "/indicators/ctx-remit-received-gdp?v=2&areas=MEX": "Mexico",
    "/verdict?v=2&areas=MEX": "154.7",
    "/corridors?v=2&areas=MEX,USA": "11,279,561",
    "/methods?v=2": "This site has no figure for the place",
    "/sources?v=2": "https://data.worldbank.org",
}
LONGEST = ("human-rights-inclusion", "drivers", "migrants-agents-for-development")
A4 = 717  # pixels of a sheet between its edges
OPENED = """() => [...document.querySelectorAll('#paper h1, #paper h2, #paper h3')]
  .filter(node => node.checkVisibility() && !node.closest('.visually-hidden'))
  .map(node => node.textContent)"""
TOO_WIDE = """() => { const paper = document.getElementById('paper');
  const edge = paper.getBoundingClientRect().right + 1;
  return [...document.querySelectorAll('#paper :is(table, svg.main-svg, p, h1, h2, h3, li)')]
    .filter(node => node.checkVisibility() && node.getBoundingClientRect().right > edge)
    .map(node => `${node.tagName} ${node.className} ${node.textContent.slice(0, 40)}`); }"""


def squeezed(text: str) -> str:
    """Text without white space, which a printed page breaks elsewhere."""
    return re.sub(r"\s+", "", text)


def printed(page: Page) -> str:
    sheets = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True))).pages
    return squeezed("".join(sheet.extract_text() for sheet in sheets))


@pytest.mark.parametrize("address", PAGES)
def test_paper_holds_all_of_a_page(visitor: Visitor, address: str) -> None:
    page = visitor.page
    visitor.open(address)
    page.wait_for_load_state("networkidle")
    page.set_viewport_size({"width": A4, "height": 1000})
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    headings = page.evaluate(OPENED)
    assert page.evaluate(TOO_WIDE) == []
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="null")
    text = printed(page)
    assert headings
    for heading in headings:
        assert squeezed(heading) in text, heading
    assert squeezed(PAGES[address]) in text
    assert squeezed(page.url) in text  # the address
    assert page.evaluate("TL.session?.shell.build || ''") in text
    assert page.locator("#paper").count() == 0


@pytest.mark.parametrize("theme", LONGEST)
def test_a_theme_is_printed_on_ten_sheets_at_most(visitor: Visitor, theme: str) -> None:
    visitor.open(f"/themes/{theme}?v=2&lang=fr")
    visitor.page.wait_for_load_state("networkidle")
    sheets = PdfReader(io.BytesIO(visitor.page.pdf(format="A4", prefer_css_page_size=True))).pages
    assert len(sheets) <= 10


def test_a_table_is_printed_to_its_last_row(visitor: Visitor) -> None:
    asked = "?v=2&indicator=ctx-remit-received-gdp&areas=KEN,MEX,PHL&sort=year,area"
    visitor.open(f"/table{asked}", "table|")
    text = printed(visitor.page)
    found = urllib3.request("GET", f"{visitor.site}/table/rows.csv{asked}").data.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(found)))
    assert len(rows) > 100  # more than a screen holds
    assert f"Rows:{len(rows)},whichisallofthem." in text
    assert text.count("percentofGDP") >= len(rows)
    assert "Mexico2024" in text


def test_a_table_too_long_for_paper_says_so(visitor: Visitor) -> None:
    visitor.open("/table?v=2&indicator=ctx-remit-received-gdp", "table|")
    assert re.search(r"Thefirst1,000of[\d,]+rows;theCSVfileholdsall\.", printed(visitor.page))


def test_charts_come_back_from_paper(visitor: Visitor) -> None:
    visitor.open("/indicators/ctx-remit-received-gdp?v=2&areas=MEX")
    visitor.charted()
    before = visitor.page.locator("#page [data-card=line] .main-svg").count()
    text = printed(visitor.page)
    assert "GlobalCompact" in text  # a word that stands in the chart alone
    assert before == visitor.page.locator("#page [data-card=line] .main-svg").count() > 0
    assert visitor.page.locator(".main-svg[viewBox]").count() == 0
