"""The map draws what the query says, each kind of nothing apart, and reads with odd numbers too."""

import csv
import io
import math
import re
from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import expect

from app import Throughline
from data.store import Matrix
from layouts.charts.match import match
from layouts.map.export import scheme_for
from layouts.request.context import Context
from layouts.request.state import parse
from layouts.series.payload import pack
from layouts.series.series import header, series_of
from tests.browser.conftest import DIGITS, Visitor

UNEMPLOYED = "/map?v=1&indicator=ctx-eu-unemployment-foreign&year=2024"
KINDS = {
    "zero": ("ctx-idp-unhcr", 2023),
    "M": ("ctx-resettlement", 2023),
    "L": ("ctx-asylum-applications-origin", 2020),
    "Q": ("ctx-eu-unemployment-foreign", 2023),
    "old": ("ctx-eu-unemployment-foreign", 2023),
    "none": ("ctx-eu-unemployment-foreign", 2023),
}
DRAWN = """() => Object.fromEntries([...TL.views.map.view.cells].map(([code, c]) =>
    [code, [c.kind, Number.isNaN(c.value) ? null : c.value, c.year]]))"""


def drawn_cells(visitor: Visitor) -> dict[str, list]:
    return visitor.page.evaluate(DRAWN)


def download(visitor: Visitor) -> list[dict[str, str]]:
    with visitor.page.expect_download() as waiting:
        visitor.page.locator("[data-tl=map-csv]").click()
    text = waiting.value.path().read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.mark.parametrize("mode", ["exact", "within3", "within5", "latest"])
def test_map_table_and_file_show_what_the_query_says(
    visitor: Visitor, app: Throughline, mode: str
) -> None:
    visitor.open(f"{UNEMPLOYED}&match={mode}")
    cells = drawn_cells(visitor)
    matrix = app.store.matrix("ctx-eu-unemployment-foreign")
    assert matrix
    for code, (kind, value, year) in cells.items():
        wanted = match(matrix, code, 2024, mode)
        assert (kind, year) == (wanted.kind, wanted.year), code
        assert value == (wanted.value and pytest.approx(wanted.value, rel=DIGITS)), code
    file = {r["area_code"]: r for r in download(visitor)}
    assert file.keys() == cells.keys()
    for code, (kind, value, year) in cells.items():
        assert file[code]["shown_as"] == kind
        assert file[code]["value"] == ("" if value is None else file[code]["value"])
        if value is not None:
            assert float(file[code]["value"]) == pytest.approx(value, rel=DIGITS)
            assert int(file[code]["year"]) == year
    visitor.page.locator("[data-tl=map-details] summary").click()
    line = visitor.page.locator("[data-tl=map-table] tbody tr", has_text="United Kingdom").first
    kind, _, year = cells["GBR"]
    expect(line).to_contain_text(str(year) if kind == "value" else "older than")


@pytest.mark.parametrize(
    "indicator", ["ctx-migrant-share", "ctx-net-migration", "ctx-refugees-asylum", "ctx-remit-paid"]
)
def test_browser_and_server_cut_alike(visitor: Visitor, app: Throughline, indicator: str) -> None:
    visitor.open(f"/map?v=1&indicator={indicator}")
    for method in ("quantile", "equal", "pretty", "log", "own"):
        for count in ("3", "6", "8"):
            query = {"indicator": indicator, "breaks": method, "classes": count}
            query["limits"] = "-1000, 10, 1e6"
            state, _ = parse("/map", query, app.reference, app.store)
            ctx = Context(app.reference, app.store, state)
            series = series_of(ctx, indicator)
            assert series
            wanted = scheme_for(ctx, series)
            got = visitor.page.evaluate(
                """([method, count]) => { const s = TL.breaks.scheme(TL.series, method, count,
                     TL.breaks.limits('-1000, 10, 1e6'));
                   return [s.kind, s.uppers.slice(0, -1), s.zero, s.single]; }""",
                [method, int(count)],
            )
            uppers = pytest.approx(list(wanted.uppers[:-1]), rel=DIGITS)
            assert got == [wanted.kind, uppers, wanted.zero, wanted.single]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_nothing_is_drawn_and_named(visitor: Visitor, kind: str) -> None:
    indicator, year = KINDS[kind]
    visitor.open(f"/map?v=1&indicator={indicator}&year={year}")
    codes = [code for code, cell in drawn_cells(visitor).items() if cell[0] == kind]
    assert codes
    shapes = visitor.page.locator(f"path.choroplethlocation[data-nothing='{kind}']")
    expect(shapes.first).to_have_css("fill", re.compile(f"nothing-{kind}"))
    words = visitor.page.evaluate("kind => TL.match.words(kind)", kind)
    legend = visitor.page.locator("[data-legend=nothing] .legend-row", has_text=words)
    expect(legend.locator(".legend-count")).to_have_text(str(len(codes)))
    shown = visitor.page.locator(f".place[data-code={codes[0]}] .place-value")
    expect(shown).to_have_text(re.compile("^0" if kind == "zero" else re.escape(words)))
    expect(visitor.page.locator("[data-tl=map-summary]")).to_contain_text(words)


def odd_series(app: Throughline, change: Callable[[Matrix], np.ndarray]) -> bytes:
    state, _ = parse("/map", {}, app.reference, app.store)
    ctx = Context(app.reference, app.store, state)
    series = series_of(ctx, "ctx-migrant-share")
    assert series
    return pack(header(ctx, series), change(series.matrix), series.matrix.status, 1)


def only(matrix: Matrix, column: int | None = None, row: int | None = None) -> np.ndarray:
    values = np.full(matrix.values.shape, math.nan)
    at = (slice(None) if row is None else row, slice(None) if column is None else column)
    values[at] = matrix.values[at]
    return values


ODD: dict[str, Callable[[Matrix], np.ndarray]] = {
    "one country": lambda m: only(m, column=m.areas.index("KEN")),
    "one year": lambda m: only(m, row=-1),
    "all zero": lambda m: np.zeros(m.values.shape),
    "all missing": lambda m: only(m, column=m.areas.index("M49:001")),
    "negative": lambda m: -m.values,
    "twelve orders": lambda m: 10.0 ** (m.values / 100 * 12 - 4),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_numbers_still_read(visitor: Visitor, app: Throughline, name: str) -> None:
    body = odd_series(app, ODD[name])
    visitor.page.route("**/ctx-migrant-share.bin", lambda route: route.fulfill(body=body))
    visitor.open("/map?v=1&breaks=log")
    for breaks in ("log", "equal", "pretty", "quantile"):
        if breaks != "log":
            visitor.page.evaluate("breaks => TL.go({ breaks })", breaks)
            visitor.drawn(f"|{breaks}|")
        text = visitor.page.locator(".map-card").inner_text()
        assert "NaN" not in text
        assert "Infinity" not in text
        rows = visitor.page.locator("[data-legend=classes] .legend-row").count()
        assert rows == 0 if name in ("all zero", "all missing") else 1 <= rows <= 6
        assert sum(map(int, visitor.page.locator(".legend-count").all_inner_texts())) >= 250
    visitor.page.locator(".place[data-code=KEN]").click()
    expect(visitor.page.locator("[data-tl=map-panel]")).to_be_visible()
