"""What a person does on the comparing page."""

import pytest

from tests.browser.conftest import Visitor

CHARTS = ("line", "bar", "slope", "dumbbell", "scatter", "multiples", "strip", "heat")


def test_changing_chart_form_and_year_asks_the_server_nothing(visitor: Visitor) -> None:
    visitor.open("/compare?areas=MEX,PHL")
    asked: list[str] = []
    # The browser itself looks for the icon whenever the address changes.
    visitor.page.on("request", lambda r: r.url.endswith(".svg") or asked.append(r.url))
    for name, chart in (("Ranking", "bar"), ("Slopes", "slope"), ("Heat table", "heat")):
        visitor.page.get_by_role("button", name=name, exact=True).click()
        visitor.drawn(f"|{chart}|")
    visitor.page.get_by_role("button", name="Ranking", exact=True).click()
    visitor.page.get_by_role("button", name="Change since base").click()
    visitor.drawn("|bar|change|2024")
    slider = visitor.page.locator("#compare-year")
    slider.focus()
    slider.press("ArrowLeft")
    visitor.page.wait_for_url("**year=2023**")
    visitor.drawn("|2023|")
    assert asked == []
    visitor.page.get_by_role("button", name="Scatter", exact=True).click()
    visitor.drawn("|scatter|")
    assert all("/data/" in url for url in asked)  # only the series that were not here yet
    assert len(asked) == 2


def test_back_and_reload_restore_the_chart(visitor: Visitor) -> None:
    visitor.open("/compare?areas=MEX,PHL&indicator=ctx-remit-received&chart=bar&year=2019")
    first = visitor.drawn()
    visitor.page.get_by_role("button", name="Per head").click()
    second = visitor.drawn("|capita|")
    visitor.page.get_by_role("button", name="Distribution").click()
    third = visitor.drawn("|strip|")
    visitor.page.reload()
    assert visitor.drawn(third, exactly=True)
    visitor.page.go_back()
    assert visitor.drawn(second, exactly=True)
    visitor.page.go_back()
    assert visitor.drawn(first, exactly=True)
    assert "form=" not in visitor.page.url


def test_an_indicator_is_found_by_typing_and_areas_are_kept(visitor: Visitor) -> None:
    visitor.open("/compare?areas=KEN,UGA&chart=multiples")
    visitor.choose("indicator", "Urban population wb-sp-urb-totl")
    visitor.drawn("wb-sp-urb-totl|multiples|absolute||2")
    assert "areas=KEN,UGA" in visitor.page.url
    visitor.page.get_by_role("link", name="Overview").click()
    visitor.drawn("KEN,UGA")


def test_refusals_are_on_the_screen_with_what_to_do_instead(visitor: Visitor) -> None:
    visitor.open("/compare?areas=MEX,DEU&form=capita")
    told = visitor.page.locator("[data-tl=compare-refusals]")
    assert "It is a rate already" in told.inner_text()
    assert visitor.page.evaluate("TL.compare.now.form") == "absolute"
    visitor.page.get_by_role("button", name="Sum", exact=True).click(force=True)
    toast = visitor.page.locator("#live")
    toast.wait_for()
    assert "Rates cannot be added" in toast.inner_text()
    assert "total=" not in visitor.page.url
    visitor.open("/compare?indicator=ctx-migrant-stock&beside=ctx-asylum-applications&areas=DEU")
    visitor.page.wait_for_function("TL.compare.now.id === 'ctx-migrant-stock'")
    visitor.open("/compare?indicator=ctx-refugees-asylum&beside=ctx-net-migration&areas=DEU")
    visitor.page.wait_for_function("TL.compare.now.id === 'ctx-refugees-asylum'")
    assert "never share an axis" in told.inner_text()
    assert not visitor.page.evaluate("TL.compare.gd.data.some(t => t.line?.dash === 'longdash')")
    guard = visitor.page.locator("[data-tl=compare-guard]").inner_text()
    assert "are never added onto migrants" in guard


def test_years_and_parts_are_chosen_and_kept(visitor: Visitor) -> None:
    visitor.open("/compare?indicator=ctx-migrant-stock&areas=DEU,FRA")
    visitor.page.locator("#compare-from-select").select_option("2000")
    visitor.page.wait_for_url("**from=2000**")
    visitor.page.locator("#compare-part-select").select_option("sex=F")
    visitor.page.wait_for_url("**breakdown=sex%3DF**")
    visitor.page.wait_for_function("TL.compare.now.part === 'sex=F'")
    seen = "TL.compare.gd.data.filter(t => t.meta.role === 'value').map(t => [t.x[0], t.y[0]])"
    before = visitor.page.evaluate(seen)
    assert {year for year, _ in before} == {2000}
    title = visitor.page.locator("[data-tl=compare-title]")
    assert title.inner_text() == "Stock of international migrants, women and girls, over the years"
    assert "not of this part" in visitor.page.locator("[data-tl=compare-refusals]").inner_text()
    visitor.page.reload()
    visitor.drawn("ctx-migrant-stock|line")
    assert visitor.page.evaluate(seen) == before
    assert visitor.page.locator("#compare-from-select").input_value() == "2000"
    visitor.choose("indicator", "Net migration flow")
    visitor.drawn("ctx-net-migration")
    told = visitor.page.locator("[data-tl=compare-refusals]").inner_text()
    assert "no part of this indicator" in told
    assert "breakdown" not in visitor.page.locator("[data-tl=compare-csv]").get_attribute("href")


def test_peers_are_explained_and_taken_over(visitor: Visitor) -> None:
    visitor.open("/compare?areas=DEU")
    peers = visitor.page.locator(".peers-table")
    peers.wait_for()
    assert "Austria" in peers.inner_text()
    assert "% shared" in peers.inner_text()
    visitor.page.get_by_role("button", name="Compare with these peers").click()
    visitor.page.wait_for_url("**areas=DEU,AUT,**")
    visitor.drawn("|6")
    visitor.page.get_by_role("button", name="All countries of: High income").click()
    visitor.page.wait_for_url("**among=WB:HIC**")
    visitor.page.wait_for_function("TL.compare.now.codes.length > 50")
    assert visitor.page.evaluate("TL.compare.now.codes.slice(0, 2)") == ["DEU", "AUT"]


def test_breaks_estimates_and_gaps_look_different(visitor: Visitor) -> None:
    visitor.open("/compare?indicator=ctx-eu-foreign-born&areas=DEU,FRA,POL,ITA,ESP,BEL,NLD")
    roles = set(visitor.page.evaluate("TL.compare.gd.data.map(t => t.meta.role)"))
    assert {"plain", "value", "estimate"} <= roles
    dashed = visitor.page.evaluate(
        "TL.compare.gd.data.every(t => t.meta.role !== 'estimate' || t.line.dash === 'dash')"
    )
    legend = visitor.page.locator("[data-tl=compare-legend]").inner_text()
    assert dashed
    assert "estimated" in legend
    visitor.open("/compare?indicator=ctx-migrant-stock&areas=DEU")
    visitor.page.wait_for_function("TL.compare.now.id === 'ctx-migrant-stock'")
    roles = visitor.page.evaluate("TL.compare.gd.data.map(t => t.meta.role)")
    assert "gap" in roles
    assert "plain" not in roles  # every five years: nothing is joined as if it were yearly
    assert "years without a value" in visitor.page.locator("[data-tl=compare-legend]").inner_text()


def test_the_chart_and_its_controls_work_by_keyboard(visitor: Visitor) -> None:
    visitor.open("/compare?areas=KEN,PHL")
    press = visitor.page.keyboard.press
    visitor.page.locator(".card-compare .graph-frame").focus()
    press("End")
    said = visitor.page.locator("#live")
    assert said.inner_text() == "Kenya, 2024: 4.0 % of GDP"
    press("ArrowLeft")
    assert said.inner_text().startswith("Kenya, 2023:")
    press("ArrowDown")
    assert said.inner_text().startswith("Philippines, 2023:")
    visitor.page.get_by_role("button", name="Ranking", exact=True).focus()
    press("Enter")
    visitor.drawn("|bar|")
    press("Tab")
    assert visitor.page.evaluate("document.activeElement.dataset.value") == "slope"
    visitor.page.locator("#compare-year").focus()
    press("Home")
    visitor.page.wait_for_url("**year=1990**")
    visitor.drawn("|1990|")


def test_the_target_is_drawn_only_on_published_values(visitor: Visitor) -> None:
    visitor.open("/compare?indicator=sdg-10-c-1-si-rmt-cost&areas=KEN")
    assert visitor.page.evaluate("TL.compare.gd.layout.shapes.map(s => s.y0)") == [3]
    assert "Target: 3.0" in visitor.page.locator("[data-tl=compare-summary]").inner_text()
    visitor.page.get_by_role("button", name="Change since base").click()
    visitor.drawn("|change|")
    assert visitor.page.evaluate("TL.compare.gd.layout.shapes.length") == 0


def test_the_scatter_steps_without_drawing_anew_what_stays(visitor: Visitor) -> None:
    """The first step holds the axes for all years; after it only marks are painted."""
    visitor.open("/compare?chart=scatter&areas=MEX,PHL")
    slider = visitor.page.locator("#compare-year")
    slider.focus()
    slider.press("ArrowLeft")
    visitor.page.wait_for_function("TL.compare.now.year === 2021")
    visitor.page.evaluate(
        """() => {
          window.redrawn = 0;
          for (const name of ['react', 'redraw', 'newPlot', 'relayout', 'restyle']) {
            const own = Plotly[name];
            Plotly[name] = (...given) => { window.redrawn += 1; return own(...given); };
          }
          const parts = '#compare .xtick, #compare .gridlayer path';
          window.ticks = [...document.querySelectorAll(parts)];
        }"""
    )
    for year in (2020, 2019, 2018):
        slider.press("ArrowLeft")
        visitor.page.wait_for_function(f"TL.compare.now.year === {year}")
        inked = "document.querySelector('.play-canvas')?.getContext('2d')"
        assert visitor.page.evaluate(
            f"{inked}.getImageData(0, 0, 2000, 1200).data.some(v => v > 0)"
        )
    assert visitor.page.evaluate("window.redrawn") == 0
    assert visitor.page.evaluate("window.ticks.length && window.ticks.every(n => n.isConnected)")
    visitor.page.wait_for_url("**year=2018**")
    visitor.drawn("|2018|")
    assert visitor.page.locator(".play-canvas").count() == 0
    assert visitor.page.evaluate("window.redrawn") == 1
    drawn = "t.x.map((x, i) => [t.customdata[i].code, x, t.y[i]])"
    for code, x, y in visitor.page.evaluate(
        f"TL.compare.gd.data.filter(t => t.meta.role === 'value').flatMap(t => {drawn})"
    ):
        values = "c => [TL.compare.now.xs.get(c, 2018), TL.compare.now.series.get(c, 2018)]"
        assert visitor.page.evaluate(values, code) == [x, y]


def test_play_runs_at_eight_frames_a_second(visitor: Visitor) -> None:
    visitor.open("/compare?chart=scatter&areas=MEX,PHL&year=2000")
    asked: list[str] = []
    visitor.page.on("request", lambda r: r.url.endswith(".svg") or asked.append(r.url))
    visitor.page.locator("[data-compare=play]").focus()
    visitor.page.keyboard.press("Enter")
    visitor.drawn("|scatter|absolute|2022")
    gaps = visitor.page.evaluate(
        "TL.compare.frames.slice(1).map((t, i) => t - TL.compare.frames[i]).sort((a, b) => a - b)"
    )
    assert len(gaps) > 15
    assert gaps[len(gaps) // 2] < 145
    assert not asked
    assert "year=2022" in visitor.page.url


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("kind", ["png", "svg"])
def test_pictures_carry_title_and_source(visitor: Visitor, chart: str, kind: str) -> None:
    visitor.open(f"/compare?chart={chart}&areas=MEX,PHL")
    if kind == "svg":
        texts = visitor.page.evaluate("TL.compare.figure().layout.annotations.map(a => a.text)")
        joined = " ".join(texts)
        assert "Personal remittances received" in joined
        assert "World Bank" in joined
        assert "/compare?" in joined
    with visitor.page.expect_download() as waiting:
        visitor.page.locator(f"[data-action={kind}][data-for=compare]").click()
    assert waiting.value.suggested_filename.endswith(f".{kind}")
    assert waiting.value.path().stat().st_size > 8000


def test_the_page_is_french_throughout(visitor: Visitor) -> None:
    visitor.open("/compare?lang=fr&areas=MEX,KEN&chart=bar")
    text = visitor.page.locator("#page").inner_text()
    assert "Comparer" in text
    assert "lieux sont classés" in text
    assert "[en]" not in text
    assert "compare." not in text


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("query", ["areas=MEX,PHL", "chart=scatter&areas=MEX", "chart=heat"])
def test_axe_finds_nothing_serious(visitor: Visitor, query: str, colours: str) -> None:
    visitor.page.emulate_media(color_scheme=colours)
    visitor.open(f"/compare?{query}")
    for summary in visitor.page.locator("main summary").all():
        if summary.is_visible():
            summary.click()
    assert not visitor.serious_faults()
