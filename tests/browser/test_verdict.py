"""From a theme to the calculation of a verdict; the map of verdicts by mouse and keys."""

import csv
import io
import json
import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visitor

CHILD = "sdg-3-2-1-sh-dyn-mort"
THEME = "/themes/human-rights-inclusion?areas=KEN"
PAGES = (
    f"/verdict?indicator={CHILD}&areas=KEN",
    "/verdict?indicator=sdg-16-9-1-sg-reg-brth&areas=KEN&lang=fr",
    "/verdict",
    "/verdict-map?method=statcan",
    "/verdict-map?indicator=sdg-1-1-1-si-pov-day1&lang=fr",
    "/methods",
)


def wanted(address: str) -> str:
    """What the state of a page says once its chart or map is there, not its words alone."""
    return "methods" if address == "/methods" else "|"


def saved(visitor: Visitor, name: str) -> str:
    with visitor.page.expect_download() as waiting:
        visitor.page.locator(f"[data-tl={name}]").click()
    return waiting.value.path().read_text(encoding="utf-8-sig")


def chip(visitor: Visitor) -> Locator:
    return visitor.page.locator(".verdict-line .chip")


def test_from_theme_to_indicator_to_calculation_to_file(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open(THEME)
    card = page.locator(".verdict-row", has=page.locator('a[href*="/verdict?"]')).first
    indicator = card.get_attribute("data-indicator")
    verdict = card.locator(".chip").first.inner_text().strip()
    card.locator('h4 a[href*="/verdict?"]').click()
    visitor.drawn(f"verdict|{indicator}|KEN|un5")
    expect(chip(visitor)).to_have_text(verdict)
    rows = list(csv.DictReader(io.StringIO(saved(visitor, "calculation-csv"))))
    told = json.loads(saved(visitor, "verdict-json"))
    steps = page.locator(".steps li").evaluate_all(
        "n => n.map(x => [x.dataset.step, x.dataset.result])"
    )
    assert [[r["name"], float(r["value"])] for r in rows if r["part"] == "step"] == [
        [name, float(result)] for name, result in steps
    ]
    drawn = page.evaluate(
        "[...document.getElementById('calculation').data]"
        ".filter(t => ['used', 'dropped'].includes(t.meta.role))"
        ".flatMap(t => t.x.map((year, i) => [year, t.y[i]]))"
    )
    assert sorted(drawn) == [
        [int(r["year"]), float(r["value"])]
        for r in rows
        if r["part"] == "point" and r["value"] and r["use"] != "forecast"
    ]
    assert told["sentence"] == page.locator(".verdict-sentence").inner_text()
    assert rows[0]["band"] == told["verdict"]["band"]
    agreeing = re.findall(
        r"\d+", page.locator(".verdict-line a[href='#other-settings']").inner_text()
    )
    assert agreeing == [str(told["verdict"]["agree"]), str(told["verdict"]["settings"])]
    expect(page.locator(".settings-list tbody tr")).to_have_count(told["verdict"]["settings"])
    visitor.open(
        told["link"].removeprefix(visitor.site), "verdict|"
    )  # the link in the file leads back
    expect(chip(visitor)).to_have_text(verdict)


def test_another_setting_or_area_changes_the_verdict_in_place(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open(PAGES[0], "|KEN|")
    page.evaluate("window.kept = true")
    page.locator(".settings-bar a", has_text="Statistics Canada").click()
    visitor.drawn("|KEN|statcan")
    expect(page.locator('.steps [data-step="directed_ratio"]')).to_have_count(1)
    page.locator(".settings-list tbody tr:not(.here) a").first.click()
    visitor.drawn("|KEN|un5")
    page.go_back()
    visitor.drawn("|KEN|statcan")
    page.locator("#areas").click()
    page.locator(".dash-dropdown-clear").first.click()  # without a chosen area it is the world
    visitor.drawn("|M49:001|statcan")
    expect(page.locator(".verdict-line")).to_have_count(1)
    assert page.evaluate("window.kept") is True


def test_the_core_of_a_verdict_fits_one_screen(visitor: Visitor) -> None:
    visitor.page.set_viewport_size({"width": 1440, "height": 900})
    visitor.open(PAGES[0], "|KEN|")
    visitor.page.evaluate("document.fonts.ready.then(() => true)")  # letters of their final size
    for part in (".verdict-line", ".verdict-sentence", "#calculation", ".steps", ".limits"):
        box = visitor.page.locator(part).first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 900, part


def test_the_verdict_map_is_coloured_by_class_and_leads_on(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open("/verdict-map?indicator=sdg-1-1-1-si-pov-day1", "verdict_map|sdg-1-1-1")
    fills = visitor.fills()
    assert len({f for f in fills if f.startswith("rgb")}) >= 5
    assert len({f for f in fills if "kind-" in f}) >= 2
    told, frame = page.locator("#live"), page.locator("[data-card=verdict_map] .graph-frame")
    frame.focus()
    page.keyboard.press("ArrowDown")
    expect(told).to_have_text(re.compile(r"^Afghanistan: "))
    page.keyboard.press("ArrowDown")
    expect(told).to_have_text(re.compile(r"^Pakistan: "))  # the nearest to the south
    expect(frame.locator(".at")).to_have_count(1)
    page.keyboard.press("Enter")
    visitor.drawn("verdict|sdg-1-1-1")
    expect(page.locator(".verdict-area")).to_have_text("Pakistan")


def test_a_place_of_the_verdict_map_is_pointed_at_and_clicked(visitor: Visitor) -> None:
    """Its tooltip says its verdict, and a click leads to it, in front of the chosen ones."""
    page = visitor.page
    visitor.open("/verdict-map?indicator=sdg-1-1-1-si-pov-day1&areas=KEN", "verdict_map|sdg-1-1-1")
    shape = page.locator("#verdict_map path.choroplethlocation").nth(
        page.evaluate("document.getElementById('verdict_map').data[0].locations.indexOf('BRA')")
    )
    shape.scroll_into_view_if_needed()
    shape.hover(force=True)
    expect(page.locator("#verdict_map .hoverlayer")).to_contain_text("Brazil: ")
    shape.click(force=True)
    visitor.drawn("verdict|sdg-1-1-1")
    visitor.addressed("areas=BRA,KEN")


def test_patterns_stay_when_the_map_is_drawn_again(visitor: Visitor) -> None:
    visitor.open("/verdict-map?indicator=sdg-1-1-1-si-pov-day1", "verdict_map|sdg-1-1-1")
    hatched = """() => [...document.querySelectorAll('.choroplethlocation')]
      .filter(node => getComputedStyle(node).fill.includes('kind-'))
      .map(node => node.dataset.pattern).sort()"""
    before = visitor.page.evaluate(hatched)
    assert len(set(before)) >= 3
    visitor.page.set_viewport_size({"width": 800, "height": 900})
    visitor.page.locator("#theme-switch").click()
    visitor.becomes("() => document.documentElement.dataset.colours", "dark")
    visitor.becomes(hatched, before)


def test_the_table_of_the_verdict_map_leads_to_the_same_verdict(visitor: Visitor) -> None:
    page = visitor.page
    origin = "sdg-10-7-4-sm-pop-refg-or"
    visitor.open(f"/verdict-map?areas=KEN,UGA&indicator={origin}", f"verdict_map|{origin}")
    page.locator("[data-tl=verdict-map-details] summary").click()
    row = page.locator("[data-tl=verdict-map-details] tr", has_text="Libya")
    expect(row).to_be_visible()
    verdict = row.locator(".chip").inner_text().strip()
    row.locator("a").click()
    visitor.drawn("|LBY|")
    expect(chip(visitor)).to_have_text(verdict)
    rows = list(csv.DictReader(io.StringIO(saved(visitor, "calculation-csv"))))
    assert rows[0]["area_code"] == "LBY"


MAPS = ("/verdict-map?indicator=sdg-1-1-1-si-pov-day1", "/themes/drivers?areas=KEN", "/map")


@pytest.mark.parametrize("address", MAPS)
def test_the_whole_world_fits_a_phone(visitor: Visitor, address: str) -> None:
    visitor.page.set_viewport_size({"width": 390, "height": 844})
    visitor.open(address, "|")
    widths = visitor.page.locator(".graph-map, .graph-verdict_map").evaluate_all(
        "n => n.map(x => [x.getBoundingClientRect().width, x.parentElement.clientWidth])"
    )
    assert widths
    assert all(0 < drawn <= frame for drawn, frame in widths), widths


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_no_blank_room_stands_above_or_below_the_map(visitor: Visitor, width: int) -> None:
    visitor.page.set_viewport_size({"width": width, "height": 900})
    visitor.open("/verdict-map", "verdict_map|")
    high, land = visitor.page.locator(".graph-verdict_map").evaluate(
        """graph => [graph, graph.querySelector('.choroplethlayer')].map(node =>
             node.getBoundingClientRect().height)"""
    )
    assert 0.75 * high < land <= high


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize(
    "query",
    [
        "indicator=sdg-5-5-1-sg-gen-parl&areas=RWA",
        "indicator=sdg-10-c-1-si-rmt-cost&areas=ARM",
        "indicator=sdg-10-7-4-sm-pop-refg-or&areas=SYR&lang=fr",
    ],
)
def test_names_in_the_chart_do_not_cover_each_other(
    visitor: Visitor, query: str, width: int
) -> None:
    visitor.page.set_viewport_size({"width": width, "height": 900})
    visitor.open(f"/verdict?{query}", "|")
    visitor.page.evaluate("document.fonts.ready.then(() => true)")
    boxes = visitor.page.locator("#calculation .annotation-text-g").evaluate_all(
        "n => n.map(x => { const r = x.getBoundingClientRect();"
        " return [r.left, r.top, r.right, r.bottom] })"
    )
    assert len(boxes) >= 2
    assert all(left >= 0 and right <= width for left, _, right, _ in boxes), boxes
    for i, one in enumerate(boxes):
        for other in boxes[:i]:
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1]
            assert apart or other[3] <= one[1], (one, other)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", PAGES)
def test_pages_of_verdicts_have_no_accessibility_fault(
    visitor: Visitor, address: str, scheme: str
) -> None:
    visitor.page.emulate_media(color_scheme=scheme)
    visitor.open(address, wanted(address))
    assert not visitor.faults_by_axe()


@pytest.mark.parametrize("width", [390, 768])
@pytest.mark.parametrize("address", PAGES)
def test_pages_of_verdicts_fit_narrow_screens(visitor: Visitor, address: str, width: int) -> None:
    visitor.page.set_viewport_size({"width": width, "height": 844})
    visitor.open(address, wanted(address))
    assert visitor.page.evaluate("document.documentElement.scrollWidth") <= width


def test_an_old_address_keeps_what_stands_behind_its_hash(visitor: Visitor) -> None:
    visitor.open("/calculation?areas=KEN&method=statcan#other-settings", "|KEN|")
    path, _, rest = visitor.page.url.removeprefix(visitor.site).partition("?")
    assert (path, rest.partition("#")[2]) == ("/verdict", "other-settings")
    assert "areas=KEN&method=statcan" in rest
