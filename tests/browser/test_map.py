"""What a person does on the map page: find, filter, play, open a country, go back."""

import re

import pytest
from playwright.sync_api import expect

from app import Throughline
from tests.browser.conftest import FILLS, Visitor

UNEMPLOYED = "/map?v=1&indicator=ctx-eu-unemployment-foreign&year=2024"


def test_every_state_can_be_reached_on_a_small_phone(visitor: Visitor, app: Throughline) -> None:
    visitor.page.set_viewport_size({"width": 360, "height": 740})
    states = {a.area_code for a in app.reference.areas.values() if a.kind == "country"}
    visitor.open("/map")
    assert visitor.page.evaluate("document.documentElement.scrollWidth") == 360
    visitor.page.locator(".place").first.focus()
    walked = visitor.page.locator(".place").evaluate_all(
        """places => places.map(() => { const at = document.activeElement;
             at.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
             return at.dataset.code; })"""
    )
    assert states <= set(walked)
    visitor.open("/map?v=1&layout=tiles")
    focused = visitor.page.locator(".tile").evaluate_all(
        """tiles => tiles.map(tile => { tile.focus();
             return document.activeElement.dataset.code; })"""
    )
    assert states <= set(focused)
    box = visitor.page.locator(".tile").first.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 24


def test_small_states_have_a_dot_on_the_map(visitor: Visitor, app: Throughline) -> None:
    visitor.open("/map")
    visible = """() => { const [shapes, dots] = TL.map.nodes(); const codes = TL.map.codes();
      const big = codes[0].filter((c, i) => { const b = shapes[i].getBBox();
        return b.width * b.height > 28; });
      return [...big, ...codes[1].filter((c, i) =>
        dots[i]?.getBoundingClientRect().width >= 4)]; }"""
    states = {a.area_code for a in app.reference.areas.values() if a.kind == "country"}
    visitor.becomes(
        f"states => states.filter(code => !({visible})().includes(code))", [], [*states]
    )


def test_a_walk_by_keyboard_alone(newcomer: Visitor) -> None:
    newcomer.open("/map?v=1&indicator=ctx-refugees-asylum&year=2020")
    page = newcomer.page
    page.locator("#map-year").focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**year=2019**")
    page.keyboard.press("Home")
    expect(page.locator("[data-tl=map-now]")).to_have_text(re.compile("^19[0-5]"))
    page.keyboard.press("End")
    page.locator(".place[tabindex='0']").focus()
    newcomer.hold_the_clock()  # letters are one word as long as they follow within a moment
    page.keyboard.type("keny")
    page.clock.resume()
    kenya = page.locator(".place[data-code=KEN]")
    expect(kenya).to_be_focused()
    expect(page.locator("path.choroplethlocation.lit")).to_have_count(1)
    page.keyboard.press("Enter")
    newcomer.drawn("|KEN")
    panel = page.locator("[data-tl=map-panel]")
    expect(panel).to_contain_text("Kenya")
    newcomer.addressed("country=KEN")
    expect(page.locator("#panel-title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(kenya).to_be_focused()


def test_arrows_walk_the_tiles(visitor: Visitor) -> None:
    visitor.open("/map?v=1&layout=tiles")
    page = visitor.page
    page.locator(".tile[data-code=ETH]").focus()
    page.keyboard.press("ArrowRight")
    somalia = page.locator(".tile[data-code=SOM]")
    expect(somalia).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(somalia).not_to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**country=**")
    expect(page.locator("[data-tl=map-panel]")).to_be_visible()


def test_back_and_reload_restore_everything(visitor: Visitor) -> None:
    first = visitor.open("/map")
    page = visitor.page
    page.locator("#map-match").select_option("within5")
    visitor.drawn("|within5|")
    page.locator("[data-tl=map-settings] summary").click()
    page.locator("#map-breaks").select_option("own")
    page.locator("#map-limits").fill("1, 5, 20")
    page.locator("#map-limits").press("Enter")
    visitor.drawn("|own|6|1, 5, 20|")
    looks = "[data-level=doubt], [data-level=estimate]"
    classes = f"[data-legend=classes] .legend-row:visible:not({looks})"
    expect(page.locator(classes)).to_have_count(4)
    page.locator("#map-breakdown").select_option("sex=F")
    visitor.drawn("|sex=F|")
    expect(page.locator("[data-tl=map-title]")).to_contain_text("women and girls")
    page.locator("#map-region").select_option("caribbean")
    visitor.drawn("|caribbean|")
    page.locator("#map-layout").select_option("tiles")
    last = visitor.drawn("|tiles|")
    visitor.reload(last)
    for _ in range(6):
        page.go_back()
    visitor.drawn(first, exactly=True)


def test_an_indicator_asks_for_its_map_and_words_a_choice_too_and_a_step_nothing_until_it_rests(
    visitor: Visitor,
) -> None:
    visitor.open("/map")
    asked = visitor.asks()
    visitor.choose("indicator", "Net migration", "ctx-net-migration")
    visitor.drawn("ctx-net-migration")
    picture, words = asked
    assert "ctx-net-migration" in picture
    assert words == f"{picture}&year=2025&words=1"
    asked.clear()
    for _ in range(6):
        visitor.page.locator("#map-year").press("ArrowLeft")
    visitor.drawn("|2019|")
    assert asked == [words.replace("2025", "2019")]
    asked.clear()
    visitor.page.locator("#map-match").select_option("latest")
    visitor.drawn("|latest|")
    picture, words = asked
    assert "match=latest" in picture and "match=latest" in words
    asked.clear()
    visitor.page.locator("#map-layout").select_option("tiles")
    visitor.drawn("|tiles|")
    visitor.page.locator("#map-match").select_option("exact")
    visitor.drawn("|exact|")
    assert asked == []


def skipped(visitor: Visitor) -> list[int]:
    """How many years each frame of the play passed over, once the last year is reached."""
    visitor.becomes("() => [TL.views.map.view.year, TL.views.map.view.playing]", [2025, False])
    return visitor.page.evaluate("TL.mapcontrols.frames.map(frame => frame.skipped)")


def test_play_drops_no_frame_and_catches_up_with_late_ones(newcomer: Visitor) -> None:
    newcomer.open("/map?v=1&indicator=ctx-refugees-asylum&year=2000")
    page = newcomer.page
    page.locator("#map-speed").evaluate(
        "n => { n.value = '8'; n.dispatchEvent(new Event('change', { bubbles: true })); }"
    )
    before = newcomer.fills()
    newcomer.hold_the_clock()
    page.locator("[data-map=play]").press("Enter")
    page.clock.run_for(25 * 125)
    assert skipped(newcomer) == [0] * 25
    page.wait_for_url("**year=2025**")
    newcomer.leaves(FILLS, before)
    years = page.evaluate("TL.views.map.view.answer.years.length")
    page.locator("[data-map=play]").press("Enter")
    page.clock.run_for(1000)
    page.clock.fast_forward(1000)  # a machine too busy to draw for a second
    page.clock.run_for(years * 125)
    late = skipped(newcomer)
    assert sum(late) + len(late) == years
    assert sum(late) >= 6


def test_zoom_stays_when_the_year_moves(visitor: Visitor) -> None:
    visitor.open("/map?v=1&indicator=ctx-refugees-asylum&year=2020")
    visitor.page.locator("[data-action=zoom-in]").click()
    visitor.page.wait_for_function("TL.map.gd._fullLayout.geo.projection.scale > 1.5")
    visitor.page.locator("#map-year").press("ArrowLeft")
    visitor.page.wait_for_url("**year=2019**")
    visitor.page.locator("#map-match").select_option("within3")
    visitor.drawn("|within3|")
    assert visitor.page.evaluate("TL.map.gd._fullLayout.geo.projection.scale") > 1.5


def test_what_follows_the_picture_comes_though_the_reader_goes_on(visitor: Visitor) -> None:
    visitor.open("/map?v=1&indicator=ctx-refugees-asylum&year=2020")
    page = visitor.page
    page.locator("[data-tl=map-settings] summary").click()
    page.locator("#map-region").select_option("africa")
    page.locator("#map-breaks").select_option("equal")
    page.locator(".place[data-code=KEN]").click()
    visitor.drawn("|africa|KEN")
    visitor.becomes("() => TL.map.gd._fullLayout.geo.resolution", 50)
    told = """() => { const { locations, z } = TL.map.gd.data[0];
      const { cells } = TL.views.map.view;
      return locations.every((code, i) => z[i] === Math.max(-1, cells.get(code).k)); }"""
    visitor.becomes(told, True)
    page.locator("#map-region").select_option("world")
    visitor.drawn("|world|KEN")
    assert page.evaluate("TL.map.gd._fullLayout.geo.resolution") == 110


def test_the_map_fits_a_window_that_changed_while_it_was_away(newcomer: Visitor) -> None:
    newcomer.open("/map")
    page = newcomer.page
    page.locator("#map-layout").select_option("tiles")
    newcomer.drawn("|tiles|")
    newcomer.hold_the_clock()
    page.set_viewport_size({"width": 900, "height": 800})
    newcomer.becomes("() => innerWidth", 900)
    page.clock.run_for(1000)  # Plotly looks a moment after the window has changed
    page.clock.resume()
    page.locator("#map-layout").select_option("map")
    newcomer.drawn("|map|")
    room = page.evaluate("TL.map.gd.clientWidth")
    newcomer.becomes("() => Math.round(TL.map.gd._fullLayout.width)", room)


def test_the_picture_has_signs_and_carries_legend_and_link(visitor: Visitor) -> None:
    visitor.open(f"{UNEMPLOYED}&region=europe")
    with visitor.page.expect_download() as waiting:
        visitor.page.locator("[data-action=svg]").click()
    text = waiting.value.path().read_text(encoding="utf-8")
    for part in ("suppressed (", "region=europe", "◇", "Years in use: 2024", "Boundaries"):
        assert part in text


def test_legend_and_map_point_at_each_other(visitor: Visitor) -> None:
    visitor.open("/map")
    visitor.page.locator("[data-legend=classes] [data-level='5']").hover()
    lit = visitor.page.wait_for_function("TL.map.lit && [...TL.map.lit]").json_value()
    said = visitor.page.evaluate("[...TL.views.map.view.words].map(([code, w]) => [code, w.value])")
    values = {code: float(re.findall(r"^[0-9.]+", value)[0]) for code, value in said if code in lit}
    assert "AUS" in lit
    assert values.keys() == set(lit)
    assert min(values.values()) > 20
    visitor.page.locator(".place[data-code=IND]").hover()
    expect(visitor.page.locator("[data-legend=classes] .legend-row.here")).to_have_count(1)


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("query", ["country=DEU&breaks=own&region=europe", "layout=tiles&lang=fr"])
def test_axe_finds_nothing_serious(visitor: Visitor, query: str, colours: str) -> None:
    visitor.page.emulate_media(color_scheme=colours)
    visitor.open(f"{UNEMPLOYED}&{query}")
    visitor.unfold()
    assert not visitor.faults_by_axe()
