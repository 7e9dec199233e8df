"""The map draws what its marks say, each kind of nothing apart."""

import csv
import io
import re

import pytest
from playwright.sync_api import expect

from app import Throughline
from callbacks.routing import read_address
from layouts.charts import charts, map_words
from layouts.series.counted import counted
from layouts.words.text import t
from layouts.words.values import Words
from tests.browser.conftest import Visitor

UNEMPLOYED = "/map?v=1&indicator=ctx-eu-unemployment-foreign&year=2024"
KINDS = {
    "zero": ("ctx-idp-unhcr", 2023),
    "M": ("ctx-resettlement", 2023),
    "L": ("ctx-asylum-applications-origin", 2020),
    "Q": ("ctx-eu-unemployment-foreign", 2023),
    "old": ("ctx-eu-unemployment-foreign", 2023),
    "none": ("ctx-eu-unemployment-foreign", 2023),
}
DRAWN = """() => { const { cells, words } = TL.views.map.view;
  return Object.fromEntries([...cells].map(([code, c]) =>
    [code, [c.kind, words.get(code).value, c.year, c.k]])); }"""


def drawn_cells(visitor: Visitor) -> dict[str, list]:
    return visitor.page.evaluate(DRAWN)


def download(visitor: Visitor) -> list[dict[str, str]]:
    with visitor.page.expect_download() as waiting:
        visitor.page.locator("[data-tl=map-csv]").click()
    text = waiting.value.path().read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.mark.parametrize("mode", ["exact", "within3", "within5", "latest"])
def test_map_table_and_file_show_the_marks(visitor: Visitor, app: Throughline, mode: str) -> None:
    visitor.open(f"{UNEMPLOYED}&match={mode}")
    cells = drawn_cells(visitor)
    path, _, query = f"{UNEMPLOYED}&match={mode}".partition("?")
    ctx, _ = read_address(path, query, app.reference, app.store)
    marks = charts()["map"].marks(ctx)
    places = {place.area_code: place for place in marks.each}
    assert places.keys() == cells.keys()
    for code, (kind, value, year, level) in cells.items():
        place = places[code]
        assert (kind, year, level) == (place.shown_as, place.year, place.level), code
        assert value == map_words.value(place, marks.view, Words("en"), marks.year), code
    file = {r["area_code"]: r for r in download(visitor)}
    assert {code: row["shown_as"] for code, row in file.items()} == {
        code: place.shown_as for code, place in places.items()
    }
    visitor.page.locator("[data-tl=map-details] summary").click()
    line = visitor.page.locator("[data-tl=map-table] tbody tr", has_text="United Kingdom").first
    expect(line).to_contain_text(str(places["GBR"].year) if places["GBR"].known else "older than")


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_nothing_is_drawn_and_named(
    visitor: Visitor, app: Throughline, kind: str
) -> None:
    indicator, year = KINDS[kind]
    visitor.open(f"/map?v=1&indicator={indicator}&year={year}")
    codes = [code for code, cell in drawn_cells(visitor).items() if cell[0] == kind]
    assert codes
    shapes = visitor.page.locator(f"path.choroplethlocation[data-hatch='nothing-{kind}']")
    expect(shapes.first).to_have_css("fill", re.compile(f"nothing-{kind}"))
    words = t(f"js.map.kind.{kind}", "en")
    legend = visitor.page.locator("[data-legend=nothing] .legend-row", has_text=words)
    there = counted(app.reference.areas, codes)
    assert sum(there) == len(codes)
    expect(legend.locator(".legend-count")).to_have_text(there.short)
    shown = visitor.page.locator(f".place[data-code={codes[0]}] .place-value")
    expect(shown).to_have_text(re.compile("^0" if kind == "zero" else re.escape(words)))
    expect(visitor.page.locator("[data-tl=map-summary]")).to_contain_text(words)
