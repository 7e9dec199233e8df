"""The page of a country: known figures read off it, its height, its place in the address bar."""

import csv
import io
import re

import pytest
from playwright.sync_api import expect

from app import Throughline
from tests.browser.conftest import Visitor

TALLEST_PX, WIDE_PX = 4000, 1440
ADDRESSES = ("/country/MAR", "/country/SYR?lang=fr", "/country/USA?lang=fr", "/country/VAT")


def figure(visitor: Visitor, indicator_id: str) -> str:
    """The large number of an indicator, as it is read."""
    place = f'.figure:has(a[href^="/indicators/{indicator_id}"]) .figure-value'
    return visitor.page.locator(place).inner_text().replace("\u00a0", " ")


def cell(app: Throughline, indicator_id: str, area: str, year: int) -> float:
    matrix = app.store.matrix(indicator_id)
    assert matrix
    value = matrix.sure(area, year)
    assert value is not None
    return value


@pytest.mark.parametrize(
    ("area", "year", "billions", "share"), [("MAR", 2024, "12.5", 8.1), ("PHL", 2024, "40.3", 8.7)]
)
def test_remittances_are_those_of_the_table(
    visitor: Visitor, app: Throughline, area: str, year: int, billions: str, share: float
) -> None:
    visitor.enter(f"/country/{area}")
    assert figure(visitor, "ctx-remit-received") == f"{billions} billion US$"
    assert f"{cell(app, 'ctx-remit-received', area, year) / 1e9:.1f}" == billions
    assert round(cell(app, "ctx-remit-received-gdp", area, year), 1) == share
    expect(visitor.page.locator("#money p").first).to_contain_text(f"{share} % of GDP")


@pytest.mark.parametrize("area", ["KWT", "DEU", "MEX", "TUV"])
def test_shares_of_migrants_are_those_of_the_table(
    visitor: Visitor, app: Throughline, area: str
) -> None:
    visitor.enter(f"/country/{area}")
    share = cell(app, "ctx-migrant-share", area, 2024)
    expect(visitor.page.locator("#people p").first).to_contain_text(
        f"{share:.1f}% of the population"
    )


def test_refugees_hosted_by_tuerkiye_in_2022(visitor: Visitor, app: Throughline) -> None:
    """UNHCR: 3,568,259. An address of the old name leads to the page of today."""
    assert cell(app, "ctx-refugees-asylum", "TUR", 2022) == 3568259
    visitor.enter("/country/turkey")
    expect(visitor.page).to_have_url(f"{visitor.site}/country/TUR")
    visitor.page.locator("#displacement summary", has_text="Year by year").click()
    years = visitor.page.locator("#displacement details[open] table")
    heads = years.locator("thead th").all_inner_texts()
    hosted = years.locator("tbody tr").first.locator("th, td").all_inner_texts()
    assert hosted[heads.index("2022")] == "3.6 million"


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_page_is_no_longer_than_it_may_be(visitor: Visitor, address: str) -> None:
    visitor.page.set_viewport_size({"width": WIDE_PX, "height": 900})
    visitor.enter(address)
    visitor.page.wait_for_load_state("networkidle")
    assert visitor.page.evaluate("document.documentElement.scrollHeight") <= TALLEST_PX


@pytest.mark.parametrize(("area", "name"), [("TUV", "Tuvalu"), ("VAT", "Holy See")])
def test_a_country_of_which_little_is_known_says_so(visitor: Visitor, area: str, name: str) -> None:
    visitor.enter(f"/country/{area}")
    expect(visitor.page.locator("h1")).to_have_text(name)
    expect(visitor.page.locator(".figure")).to_have_count(6)
    expect(visitor.page.locator(".figure", has_text="No figure is held here").first).to_be_visible()
    expect(visitor.page.locator("#deaths")).to_contain_text("does not mean that nobody died")
    expect(visitor.page.locator("#unknown")).to_contain_text(re.compile(r"\d+ have no figure"))


def test_the_search_leads_here_and_a_number_to_its_rows(visitor: Visitor) -> None:
    page = visitor.page
    visitor.enter("/search?q=morocco")
    page.locator("main a", has_text=re.compile("^Morocco$")).first.click()
    expect(page).to_have_url(f"{visitor.site}/country/MAR")
    page.locator(".finding a").first.click()
    expect(page).to_have_url(re.compile(r"/table\?v=2&areas=MAR&indicators=ctx-migrant-stock"))


def test_the_file_holds_the_rows_behind_the_page(visitor: Visitor, app: Throughline) -> None:
    visitor.enter("/country/PHL")
    with visitor.page.expect_download() as waiting:
        visitor.page.locator("a[download]").click()
    text = waiting.value.path().read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    held = {(r["indicator_id"], r["area_code"], r["year"], r["made"]): r["value"] for r in rows}
    value = cell(app, "ctx-remit-received", "PHL", 2024)
    assert float(held["ctx-remit-received", "PHL", "2024", ""]) == value
    assert all(r["source"] and r["edition"] for r in rows if r["made"] == "" and not r["origin"])


def test_a_place_that_does_not_exist_offers_the_nearest(visitor: Visitor) -> None:
    visitor.enter("/country/marocco")
    first = visitor.page.locator(".problem li a").first
    expect(first).to_have_text("Morocco")
    visitor.faults.clear()  # the browser reports the 404 that this test asked for
    first.click()
    expect(visitor.page).to_have_url(f"{visitor.site}/country/MAR")


def test_a_group_says_where_its_countries_and_their_people_stand(visitor: Visitor) -> None:
    page = visitor.page
    visitor.enter("/group/ldc")
    expect(page).to_have_url(f"{visitor.site}/group/M49:199")
    visitor.drawn("country_matrix|M49:199")
    expect(page.locator("#members li")).to_have_count(44)
    expect(page.locator("#verdicts .theme-bar").first).to_contain_text("its 44 countries")
    page.locator("#members a", has_text="Nepal").click()
    expect(page).to_have_url(f"{visitor.site}/country/NPL")
