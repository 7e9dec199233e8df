"""Numbers that would break a lesser chart still read in every chart of the comparing page."""

import pytest

from tests.browser.conftest import Visitor

CHARTS = ("bar", "slope", "dumbbell", "scatter", "multiples", "stacked", "strip", "heat")
# Series as no provider should publish them, drawn by the page's own code in every chart.
ODD = """([name, chart, axis]) => {
  const C = TL.compare, years = 6, many = ['MEX', 'PHL', 'KEN', 'DEU', 'FRA', 'IND'];
  const cases = {
    one_country: [['KEN'], () => 5], one_year: [many, (y, i) => (y === 3 ? i + 1 : NaN)],
    one_value: [['KEN'], (y) => (y === 3 ? 7 : NaN)],
    zero: [many, () => 0], missing: [many, () => NaN],
    negative: [many, (y, i) => -(i + 1) * (y + 1)],
    orders: [many, (y, i) => 10 ** (i * 2.4 - 3) * (y + 1)], same: [many, () => 12.5],
    tiny: [many, (y, i) => 1e-9 * (i + y + 1)],
  };
  const [areas, make] = cases[name], first = 2010;
  const values = new Float64Array(years * areas.length).map((z, k) =>
    make(Math.floor(k / areas.length), k % areas.length));
  const status = new Uint8Array(values.length).fill(65);
  const main = C.dress({ ...C.loaded.main, firstYear: first, shape: [years, areas.length],
    year: first + 3, areas, values, status }, {});
  const loaded = { main, x: main, people: C.loaded.people };
  C.loaded = loaded;
  C.now = C.view({ ...C.choices(TL.read()), chart, axis, size: '', year: null }, loaded);
  C.paint(C.now); C.controls(C.now); C.words(C.now);
  const ticks = [...C.gd.querySelectorAll('.xtick text, .ytick text')].map((n) => n.textContent);
  const axes = Object.entries(C.gd.layout).filter(([k]) => /^[xy]axis/.test(k));
  return {
    text: TL.slot('compare').innerText, ticks,
    labels: axes.map(([, a]) => a.ticktext || []),
    ranges: chart === 'heat' ? [] : axes.map(([, a]) => a.range),
    cells: document.querySelectorAll('.heat-table td').length,
  };
}"""


@pytest.mark.parametrize("axis", ["linear", "log"])
def test_odd_series_still_read(visitor: Visitor, axis: str) -> None:
    visitor.open("/compare?chart=bar&indicator=ctx-remit-received")
    names = ("one_country", "one_year", "one_value", "zero", "missing", "negative", "orders")
    for name in (*names, "same", "tiny"):
        for chart in CHARTS:
            seen = visitor.page.evaluate(ODD, [name, chart, axis])
            what = (name, chart, axis)
            for word in ("NaN", "Infinity", "undefined", "[object"):
                assert word not in seen["text"], what
                assert word not in " ".join(seen["ticks"]), what
            for low, high in seen["ranges"]:
                assert low is not None and high is not None and low != high, what
            for labels in seen["labels"]:
                assert len(labels) == len(set(labels)), (what, labels)
            summary = visitor.page.locator("[data-tl=compare-summary]").inner_text()
            assert len(summary) > 20, what
