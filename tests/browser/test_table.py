"""The table page as a person uses it: filter, sort, page, switch labels, go back, by keyboard."""

import csv
import io
import re

import pytest
from playwright.sync_api import Locator, Route, expect

from tests.browser.conftest import Visitor

KENYA = "/table?indicators=ctx-population&areas=KEN"


# Texts of the cells of a column; a row that is still asked for has none.
CELLS = "[...document.querySelectorAll('.ag-row [col-id={}]')].map(cell => cell.innerText)"


def rows(visitor: Visitor) -> list[list[str]]:
    """The cells on screen, row by row, in the order a screen reader meets them."""
    return visitor.page.eval_on_selector_all(
        "#table-grid [role=row].ag-row",
        """nodes => nodes.map(row => [+row.getAttribute('row-index'),
             [...row.querySelectorAll('[role=gridcell]')].map(cell => cell.innerText)])
             .sort((a, b) => a[0] - b[0]).map(pair => pair[1])""",
    )


def cells(visitor: Visitor, column: str) -> Locator:
    """The cells of one column, top down; the grid puts them there a little after their state."""
    return visitor.page.locator(f"#table-grid .ag-row [role=gridcell][col-id={column}]")


def choose(visitor: Visitor, key: str, value: str) -> None:
    visitor.page.locator(f"select[data-key={key}]").select_option(value)


def test_a_published_cell_is_on_screen(visitor: Visitor) -> None:
    """UNHCR: 2,593,007 refugees in Germany at the end of 2023."""
    visitor.open("/table?indicators=ctx-refugees-asylum&areas=DEU&from=2023&to=2023")
    expect(cells(visitor, "value")).to_have_text(["2,593,007"])
    expect(cells(visitor, "area")).to_have_text(["Germany"])
    expect(cells(visitor, "year")).to_have_text(["2023"])
    expect(visitor.page.locator("[data-tl=table-count]")).to_contain_text("1 rows of")


def test_filter_sort_labels_and_back(visitor: Visitor) -> None:
    visitor.open(KENYA)
    years, header = cells(visitor, "year"), visitor.page.locator(".ag-header-cell[col-id=year]")
    expect(visitor.page.locator("#table-grid [aria-rowcount]")).to_have_count(1)
    expect(years.nth(0)).to_have_text("1960")
    expect(years.nth(1)).to_have_text("1961")
    header.click()
    visitor.drawn("|year|")
    header.click()
    first = visitor.drawn("-year")
    expect(years.nth(0)).to_have_text("2025")
    expect(years.nth(1)).to_have_text("2024")
    choose(visitor, "from", "2020")
    visitor.drawn("|6|-year")
    expect(years).to_have_text(["2025", "2024", "2023", "2022", "2021", "2020"])
    visitor.page.get_by_role("button", name="Both").click()
    both = visitor.drawn("both")
    expect(cells(visitor, "area")).to_have_text(["Kenya (KEN)"] * 6)
    visitor.addressed("labels=both")
    visitor.reload(both)
    named = "Number of inhabitants (ctx-population)"
    expect(cells(visitor, "indicator")).to_have_text([named] * 6)
    expect(years.first).to_have_text("2025")
    visitor.page.go_back()
    visitor.drawn("|6|-year|names")
    visitor.page.go_back()
    visitor.drawn(first, exactly=True)
    expect(visitor.page.locator("select[data-key=from]")).to_have_value("")


def test_an_order_given_while_rows_come_holds(visitor: Visitor) -> None:
    """The rows of the first order are late; what they say of the columns is not put on the grid."""
    visitor.open(KENYA)
    header = visitor.page.locator(".ag-header-cell[col-id=year]")

    def late(route: Route) -> None:
        header.click()
        route.continue_()

    visitor.page.route("**/rows.json*sort=year&*", late)
    header.click()
    visitor.drawn("|-year|")
    visitor.addressed("sort=-year")
    expect(cells(visitor, "year").first).to_have_text("2025")


def test_the_filters_lead_to_a_chart_of_the_same_rows(visitor: Visitor) -> None:
    address = f"{KENYA}&members=M49:013&from=2015&to=2018&labels=codes"
    state = visitor.open(address, "|36|")
    visitor.page.get_by_role("link", name="Compare in a chart").click()
    visitor.drawn("ctx-population|line|absolute")
    drawn = visitor.page.evaluate(
        """() => document.getElementById('compare').data.flatMap(t => t.meta.role === 'value'
             ? t.x.map((x, i) => [t.meta.code, x, t.y[i]]) : t.meta.role === 'context'
             ? t.x.map((x, i) => [t.customdata[i], x, t.y[i]]).filter(p => p[1]) : [])"""
    )
    visitor.page.go_back()
    visitor.drawn(state, exactly=True)
    held = visitor.page.evaluate(
        "() => Array.from({ length: 36 }, (_, i) => TL.grid.api.getDisplayedRowAtIndex(i).data)"
        ".map(row => [row.area, row.year, +row.value.replaceAll(',', '')])"
    )
    assert sorted(drawn) == sorted(held)
    visitor.page.get_by_role("link", name="Show on the map").click()
    visitor.addressed("/map?v=2&indicator=ctx-population&year=2018")


def test_places_and_a_group_are_joined_in_words_and_can_be_parted(visitor: Visitor) -> None:
    visitor.open(f"{KENYA}&members=M49:013&from=2015&to=2015", "|9|")
    told = visitor.page.locator("[data-tl=table-places]")
    expect(told).to_contain_text("Kenya, chosen at the top of the page, together with")
    visitor.page.get_by_role("button", name="Only the countries of “Central America”").click()
    visitor.drawn("|8|")
    assert "areas=" not in visitor.page.url
    expect(told).to_have_text("Rows of the countries of “Central America”.")
    visitor.page.go_back()
    visitor.drawn("|9|")
    visitor.page.get_by_role("button", name="Only Kenya").click()
    visitor.drawn("|1|")
    assert "members=" not in visitor.page.url


def test_several_indicators_have_a_list_of_charts(visitor: Visitor) -> None:
    visitor.open("/table?indicators=ctx-population,ctx-hdi&areas=KEN,UGA")
    visitor.page.locator("summary", has_text="Charts of these rows").press("Enter")
    visitor.page.get_by_role("link", name="One against the other").click()
    visitor.drawn("|scatter|")
    title = visitor.page.locator("[data-tl=compare-title]")
    expect(title).to_contain_text("Number of inhabitants")
    expect(title).to_contain_text("Human Development Index")


def test_choosing_indicators_and_leaving_for_the_other_table_and_back(visitor: Visitor) -> None:
    visitor.open("/table?areas=KEN")
    visitor.choose("table-indicators", "Number of inhabitants", "ctx-population")
    chosen = visitor.drawn("|66|")
    visitor.page.get_by_role("link", name="Flows between two places").click()
    visitor.drawn("table|flows")
    visitor.page.go_back()
    visitor.drawn(chosen, exactly=True)
    visitor.addressed("indicators=ctx-population")
    visitor.page.locator(".filter-indicators .dash-dropdown-clear").click()
    visitor.page.wait_for_url(lambda url: "indicators" not in url)


def test_pages_follow_the_scroll(visitor: Visitor) -> None:
    """Row 1,500 is asked for when it is scrolled to, and is the row of the file at that place."""
    visitor.open("/table?source=unhcr&labels=codes")
    asked = visitor.asks()
    visitor.page.evaluate("TL.grid.api.ensureIndexVisible(1500, 'top')")
    visitor.page.wait_for_function("TL.grid.api.getDisplayedRowAtIndex(1500)?.data")
    shown = visitor.page.evaluate("TL.grid.api.getDisplayedRowAtIndex(1500).data")
    answer = visitor.page.request.get(f"{visitor.site}/table/rows.csv?source=unhcr")
    lines = list(csv.DictReader(io.StringIO(answer.text().removeprefix("\ufeff"))))
    same = lines[1500]
    assert (same["area_code"], int(same["year"])) == (shown["area"], shown["year"])
    assert len([url for url in asked if "rows.json" in url]) <= 3
    expect(visitor.page.locator("[data-tl=table-range]")).to_have_text(re.compile("^Rows 1,5"))


def test_the_file_holds_exactly_the_rows(visitor: Visitor) -> None:
    visitor.open(f"{KENYA}&from=2021&sort=-year")
    expect(cells(visitor, "year")).to_have_text(["2025", "2024", "2023", "2022", "2021"])
    shown = [(row[2], float(row[3].replace(",", ""))) for row in rows(visitor)]
    with visitor.page.expect_download() as waiting:
        visitor.page.locator("[data-tl=table-csv]").click()
    text = waiting.value.path().read_text(encoding="utf-8").removeprefix("\ufeff")
    lines = list(csv.DictReader(io.StringIO(text)))
    assert [(line["year"], float(line["value"])) for line in lines] == shown
    assert all(line["licence"] and line["source"] and line["link"] for line in lines)


def test_missing_values_are_named_and_look_missing(visitor: Visitor) -> None:
    visitor.open("/table?missing=any")
    visitor.becomes(f"() => {CELLS.format('value')}.every(value => value)", True)
    words = {row[3] for row in rows(visitor)}
    assert words <= {"not collected", "not applicable", "suppressed", "missing, no reason given"}
    expect(visitor.page.locator(".cell-missing").first).to_have_css("font-style", "italic")


def test_no_rows_say_which_filter_to_loosen(visitor: Visitor) -> None:
    visitor.open(f"{KENYA}&source=unhcr", "|0|")
    visitor.page.get_by_role("button", name="Without “Source”").click()
    visitor.drawn("|66|")
    assert "source" not in visitor.page.url


def test_what_an_address_gets_wrong_is_said_on_the_page(visitor: Visitor) -> None:
    visitor.open(f"{KENYA}&source=none&sort=-sex,-year&columns=year,value,colour")
    note = visitor.page.locator("[data-tl=table-note]")
    for wrong in ("Source: none", "sort: -sex", "columns: colour"):
        expect(note).to_contain_text(wrong)
    expect(cells(visitor, "year").first).to_have_text("2025")  # what was right of it holds


def test_columns_can_be_hidden_and_pinned(visitor: Visitor) -> None:
    state = visitor.open(KENYA)
    visitor.page.locator("summary", has_text="Columns").click()
    visitor.page.locator("[data-column=source][data-of=columns]").uncheck()
    visitor.page.locator("[data-column=area][data-of=pinned]").check()
    visitor.page.wait_for_url("**pinned=area**")
    visitor.reload(state)
    shown = visitor.page.locator(".ag-header-cell")
    expect(shown.and_(visitor.page.locator("[col-id=value]"))).to_be_visible()
    expect(shown.and_(visitor.page.locator("[col-id=source]"))).to_have_count(0)
    pinned = visitor.page.locator(
        ".ag-pinned-left-header .ag-header-cell, .ag-header-cell-pinned-left,"
        " .ag-cell-last-left-pinned"
    )
    expect(pinned.and_(visitor.page.locator("[col-id=area]")).first).to_be_visible()


def test_a_column_that_is_moved_stays_there(visitor: Visitor) -> None:
    """By keyboard, as by dragging; shown again it takes its place, and the usual is not written."""
    visitor.open(KENYA)
    names = "() => TL.grid.api.getAllDisplayedColumns().map(column => column.getColId()).join()"
    usual = visitor.page.evaluate(names)
    visitor.page.locator(".ag-header-cell[col-id=area]").focus()
    visitor.page.keyboard.press("Shift+ArrowRight")
    moved = usual.replace("area,year", "year,area")
    visitor.addressed(f"columns={moved}")
    visitor.page.locator("summary", has_text="Columns").click()
    box = visitor.page.locator("[data-column=year][data-of=columns]")
    box.uncheck()
    visitor.becomes(names, usual.replace("year,", ""))
    box.check()
    visitor.becomes(names, usual)
    visitor.page.wait_for_url(lambda url: "columns" not in url)
    visitor.page.go_back()
    visitor.becomes(names, usual.replace("year,", ""))
    expect(box).not_to_be_checked()
    visitor.page.go_back()
    visitor.becomes(names, moved)
    expect(box).to_be_checked()
    expect(cells(visitor, "year").first).to_have_text("1960")


def test_by_keyboard_alone(visitor: Visitor) -> None:
    visitor.open(KENYA)
    press = visitor.page.keyboard.press
    visitor.page.locator("#data-to").focus()
    press("ArrowDown")
    visitor.page.wait_for_url("**to=2025**")
    expect(cells(visitor, "year").first).to_have_text("1960")
    visitor.page.locator(".ag-header-cell[col-id=indicator]").focus()
    for _ in range(2):
        press("ArrowRight")
    press("Enter")
    visitor.drawn("|year|")
    press("Enter")
    visitor.drawn("|-year|")
    expect(cells(visitor, "year").first).to_have_text("2025")
    press("ArrowLeft")
    press("Shift+Enter")
    visitor.drawn("|-year,area|")
    press("ArrowRight")
    press("ArrowDown")
    expect(cells(visitor, "year").first).to_be_focused()
    press("ArrowRight")
    expect(cells(visitor, "value").first).to_be_focused()


def test_flows_have_a_table_of_their_own(visitor: Visitor) -> None:
    """Every row has the chosen place at one of its ends."""
    visitor.open("/table?areas=SYR")
    visitor.page.get_by_role("link", name="Flows between two places").click()
    visitor.drawn("table|flows")
    choose(visitor, "measure", "refugees")
    visitor.drawn()
    choose(visitor, "from", "2023")
    visitor.drawn()
    visitor.becomes(f"() => {CELLS.format('year')}.every(year => year >= '2023')", True)
    found = rows(visitor)
    assert found
    assert all("Syria" in row[1:3] and row[3] >= "2023" for row in found)


def test_other_pages_do_not_fetch_the_grid(visitor: Visitor) -> None:
    asked = visitor.asks()
    visitor.open("/")
    assert asked
    assert not [url for url in asked if "ag_grid" in url or "rows.json" in url]
    visitor.page.get_by_role("link", name="Table", exact=True).click()
    visitor.drawn("table|observations")
    assert [url for url in asked if "ag_grid" in url]


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_serious_in_french(visitor: Visitor, colours: str) -> None:
    visitor.page.emulate_media(color_scheme=colours)
    visitor.open("/table?lang=fr&missing=any&members=M49:199")
    expect(visitor.page.locator(".ag-root")).to_contain_text("non collecté")
    expect(visitor.page.locator(".ag-root")).not_to_contain_text("Rechercher")
    assert not visitor.faults_by_axe()
