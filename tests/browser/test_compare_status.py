"""Values that are estimated, forecast or follow a break look different in every comparing chart."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor

# Mexico's last value as published, the Philippines' estimated, Kenya's forecast, Germany's after a
# break. No provider of the embedded tables publishes forecasts, so the letters are set here.
MARKED = """(chart) => {
  const C = TL.compare, main = C.loaded.main, year = 2022;
  for (const [code, letter] of [['MEX', 'A'], ['PHL', 'E'], ['KEN', 'F'], ['DEU', 'B']])
    main.status[main.at(code, year)] = letter.charCodeAt(0);
  const choice = { ...C.choices(TL.read()), chart, year, baseyear: '2015', colour: 'none' };
  C.now = C.view(choice, C.loaded);
  C.paint(C.now); C.controls(C.now); C.words(C.now);
}"""
# What tells the last value of each place apart, by chart; the base symbol of a place is left out.
LOOKS = """() => {
  const C = TL.compare, { chart, year } = C.now, out = {};
  const ending = (symbol) => symbol.replace(/^(circle|square|diamond|triangle-up)/, '');
  const end = (t, code) => [].concat(t.customdata).findIndex((c) => (c.code || c) === code);
  for (const code of ['MEX', 'PHL', 'KEN', 'DEU']) {
    if (chart === 'heat') {
      out[code] = document.querySelector(
        `.heat-table [data-code=${code}][data-year="${year}"]`).className;
      continue;
    }
    for (const t of C.gd.data) {
      const { role } = t.meta;
      if (chart === 'multiples') {
        const at = t.meta.code === code && role === 'value' ? t.x.indexOf(year) : -1;
        if (at >= 0) out[code] = ending(t.marker.symbol[at]);
      } else if (chart === 'slope' && t.meta.code === code) {
        out[code] = t.line.dash + ending(t.marker.symbol[1]);
      } else if (chart === 'stacked' && t.meta.code === code) {
        const i = t.x.indexOf(year);
        out[code] = [t.marker.color[i].startsWith('rgba'), t.marker.pattern.shape[i]].join();
      } else if (['bar', 'scatter', 'strip'].includes(chart) && role === 'value') {
        const i = end(t, code), m = t.marker;
        if (i >= 0) out[code] = chart === 'bar' ? [m.color[i].startsWith('rgba'),
          m.pattern.shape[i]].join() : ending(m.symbol[i]);
      } else if (chart === 'dumbbell' && role === 'end') {
        const i = end(t, code), y = t.y[i];
        const broken = C.gd.data[1];
        out[code] = `${t.marker.symbol[i]} ${broken.line.dash === 'dot' && broken.y.includes(y)}`;
      }
    }
  }
  return out;
}"""
# Charts over time and of two years show a break; in a single year there is none to show.
OVER_TIME = ("multiples", "slope", "dumbbell", "heat")


@pytest.mark.parametrize("chart", [*OVER_TIME, "bar", "stacked", "strip", "scatter"])
def test_each_kind_of_value_looks_different_and_is_named(visitor: Visitor, chart: str) -> None:
    first = "scatter" if chart == "scatter" else "bar"  # which loads what a scatter needs
    series = "ctx-remit-received" if chart == "stacked" else "ctx-remit-received-gdp"
    visitor.open(f"/compare?areas=MEX,PHL,KEN,DEU&chart={first}&indicator={series}&year=2022")
    visitor.page.evaluate(MARKED, chart)
    looks = visitor.page.evaluate(LOOKS)
    apart = (
        list(looks.values()) if chart in OVER_TIME else [looks[c] for c in ("MEX", "PHL", "KEN")]
    )
    assert len(set(apart)) == len(apart) >= 3, looks
    legend = visitor.page.locator("[data-tl=compare-legend]")
    expect(legend).to_contain_text("estimated")
    expect(legend).to_contain_text("forecast")
    assert ("break" in legend.inner_text()) == (chart in OVER_TIME)
    visitor.page.locator(".card-compare summary").first.click()
    table = visitor.page.locator("[data-tl=compare-table]")
    expect(table.locator("td", has_text="(forecast)").first).to_be_visible()
    expect(table.locator("td", has_text="(estimated)").first).to_be_visible()


def test_a_change_across_a_break_is_said_in_words(visitor: Visitor) -> None:
    """Eurostat marks breaks in employment of foreigners; the change over one is partly method."""
    visitor.open("/compare?indicator=ctx-eu-employment-foreign&areas=DEU,FRA&chart=slope")
    said = visitor.page.locator("[data-tl=compare-summary]")
    expect(said).to_contain_text("partly one of method: Germany")
    visitor.page.get_by_role("button", name="Lines", exact=True).click()
    visitor.drawn("|line|")
    expect(said).not_to_contain_text("method")  # nothing is set against a base
    visitor.page.get_by_role("button", name="Index, base = 100").click()
    visitor.drawn("|index|")
    expect(said).to_contain_text("partly one of method")


def test_trails_stop_at_a_break(visitor: Visitor) -> None:
    visitor.open("/compare?chart=scatter&areas=DEU&indicator=ctx-eu-employment-foreign&year=2024")
    parts = visitor.page.evaluate(
        """() => { const { now } = TL.compare;
          const breaks = now.years.filter(y => y <= 2024 && now.series.statusOf('DEU', y) === 'B');
          return [TL.compare.gd.data.filter(t => t.meta.role === 'trail').length, breaks.length,
                  now.series.statusOf('DEU', now.years[0]) === 'B']; }"""
    )
    assert parts[1] >= 1
    assert parts[0] == parts[1] + (0 if parts[2] else 1)
