"""A person chooses ECOWAS and finds all twelve members in the chart's table, the rows and files."""

import csv
import io

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor

MEMBERS = {
    *("Benin", "Cabo Verde", "Côte d’Ivoire", "Gambia", "Ghana", "Guinea", "Guinea-Bissau"),
    *("Liberia", "Nigeria", "Senegal", "Sierra Leone", "Togo"),
}
CODES = {
    *("BEN", "CPV", "CIV", "GMB", "GHA", "GIN", "GNB", "LBR", "NGA", "SEN", "SLE", "TGO"),
}


def downloaded(visitor: Visitor, name: str) -> list[dict[str, str]]:
    with visitor.page.expect_download() as waiting:
        visitor.page.locator(f"[data-tl={name}-csv]").click()
    content = waiting.value.path().read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(content.removeprefix("\ufeff"))))


@pytest.mark.parametrize("chart", ["line", "stacked"])
def test_compare_holds_every_member(visitor: Visitor, chart: str) -> None:
    visitor.open(f"/compare?indicator=ctx-migrant-stock&chart={chart}")
    visitor.page.locator("#compare-among").select_option("ORG:ECOWAS")
    visitor.drawn(f"ctx-migrant-stock|{chart}|absolute||12")
    visitor.addressed("among=ORG:ECOWAS")
    visitor.page.locator("[data-tl=compare-details] > summary").click()
    heads = visitor.page.locator("[data-tl=compare-table] thead th")
    expect(heads).to_have_count(13)
    assert set(heads.all_inner_texts()[1:]) == MEMBERS
    rows = downloaded(visitor, "compare")
    assert {row["area_code"] for row in rows} == CODES
    assert {row["members_of"] for row in rows} == {"ORG:ECOWAS"}


def test_the_table_holds_every_member(visitor: Visitor) -> None:
    visitor.open("/table?indicators=ctx-population&from=2020&to=2020")
    visitor.page.locator("select[data-key=members]").select_option("ORG:ECOWAS")
    visitor.drawn("|12|")
    names = visitor.page.locator("#table-grid .ag-row [role=gridcell][col-id=area]")
    expect(names).to_have_count(12)
    assert set(names.all_inner_texts()) == MEMBERS
    assert {row["area_code"] for row in downloaded(visitor, "table")} == CODES


def test_the_search_leads_to_the_members_by_name(visitor: Visitor) -> None:
    visitor.open("/?lang=fr")
    visitor.page.get_by_role("combobox", name="Rechercher").fill("CEDEAO")
    visitor.page.get_by_role("option", name="CEDEAO Communauté économique").click()
    visitor.addressed("/group/ORG:ECOWAS")
    listed = visitor.page.locator("#members li")
    expect(listed).to_have_count(12)
    expect(listed.first).to_contain_text("Bénin")
