"""The comparing page: charts that the browser draws equal what the tables say, in every form."""

import csv
import io
import math

import pytest

from app import Throughline
from callbacks.routing import read_address
from data.arithmetic.concepts import catalogue_concept, concept_of
from data.arithmetic.guard import WAYS, pair_verdict
from layouts.compare.export import Mark, marks
from tests.browser.conftest import DIGITS, Visitor

AREAS = "areas=MEX,PHL,KEN,DEU"
# Every value drawn: [indicator, area or group, year, value, statistic].
DRAWN = """() => {
  const C = TL.compare, view = C.now, out = [];
  const add = (id, code, year, value, what) => out.push([id, code, year, value, what || 'value']);
  const named = (code) => code === C.TOTAL ? view.total : 'value';
  if (view.chart === 'heat') {
    document.querySelectorAll('.heat-table td[data-value]').forEach((cell) => add(view.id,
      cell.dataset.code, Number(cell.dataset.year), Number(cell.dataset.value),
      named(cell.dataset.code)));
    return out;
  }
  for (const t of C.gd.data) {
    const role = t.meta.role, each = (f) => t.x.forEach((x, i) => x !== null && f(x, t.y[i], i));
    if (['multiples', 'stacked'].includes(view.chart)) {
      const { code, indicator } = t.meta;
      if (role === 'value') each((x, y) => add(indicator, code, x, y, named(code)));
    } else if (view.chart === 'bar') {
      t.x.forEach((x, i) => add(view.id, t.customdata[i], view.year, x, named(t.customdata[i])));
    } else if (view.chart === 'dumbbell') {
      if (role !== 'link') each((x, y, i) => add(view.id, t.customdata[i], t.meta.year, x,
        named(t.customdata[i])));
    } else if (view.chart === 'slope') {
      each((x, y, i) => add(view.id, t.customdata[i], i ? view.year : view.base, y,
        named(t.customdata[i])));
    } else if (view.chart === 'strip') {
      if (role === 'value') each((x, y, i) => add(view.id, t.customdata[i].code, view.year, x));
      if (role === 'median') add(view.id, t.meta.group, view.year, t.x[0], 'median');
      if (role === 'quartiles') {
        add(view.id, t.meta.group, view.year, t.x[0], 'quartile_1');
        add(view.id, t.meta.group, view.year, t.x[1], 'quartile_3');
      }
    } else if (role === 'value') {
      each((x, y, i) => {
        const { code, size } = t.customdata[i];
        add(view.x, code, view.year, x); add(view.id, code, view.year, y);
        if (size !== null) add(view.size, code, view.year, size);
      });
    } else if (role === 'trail') {
      const years = view.years.filter((year) => year <= view.year);
      each((x, y, i) => {
        add(view.x, t.meta.code, years[i], x);
        add(view.id, t.meta.code, years[i], y);
      });
    }
  }
  return out;
}"""


def drawn(visitor: Visitor) -> dict[tuple, float]:
    rows = visitor.page.evaluate(DRAWN)
    return {(i, code, year, what): value for i, code, year, value, what in rows}


def asked(app: Throughline, visitor: Visitor) -> list[Mark]:
    """What the tables say to the very address of the CSV link."""
    query = visitor.page.locator("[data-tl=compare-csv]").get_attribute("href").split("?")[1]
    ctx, problems = read_address("/compare", query, app.reference, app.store)
    assert not problems
    return marks(ctx)


def same(seen: dict[tuple, float], found: list[Mark]) -> None:
    wanted = {(m.indicator_id, m.area_code, m.year, m.statistic): m.value for m in found}
    assert seen.keys() == wanted.keys()
    assert all(math.isclose(seen[k], wanted[k], rel_tol=DIGITS, abs_tol=1e-300) for k in seen)


@pytest.mark.parametrize(
    "query",
    [
        "chart=bar&among=M49:014&indicator=ctx-remit-received&form=capita",
        "chart=bar",
        f"chart=bar&{AREAS}&among=M49:002&year=2015",
        "chart=bar&indicator=ctx-remit-received&form=capita&areas=MEX,PHL,TON",
        "chart=bar&indicator=ctx-remit-received&total=sum&areas=MEX,PHL,IND",
        f"chart=slope&{AREAS}&baseyear=2000&year=2020",
        "chart=dumbbell&among=M49:013&indicator=sdg-3-2-1-sh-dyn-mort",
        f"chart=scatter&{AREAS}",
        "chart=scatter&x=ctx-hdi&size=none&colour=income&areas=KEN&year=2015&among=WB:LMC",
        "chart=multiples&indicator=ctx-net-migration&form=change&baseyear=2000",
        "chart=multiples&indicator=ctx-migrant-share&total=mean&areas=DEU,FRA,ITA",
        f"chart=strip&{AREAS}",
        "chart=strip&colour=income&form=index&axis=log&baseyear=2010",
        "chart=heat&indicator=ctx-refugees-asylum&total=median&areas=DEU,FRA,TUR",
        "chart=heat&among=M49:053&indicator=wb-sp-urb-totl&form=capita",
        "chart=heat&indicator=ctx-migrant-stock&breakdown=sex%3DF&areas=DEU,FRA&from=2000",
        "chart=strip&indicator=ctx-migrant-stock&breakdown=sex%3DM&form=change&year=2020",
        "chart=scatter&areas=MEX&from=2000&to=2010",
        "chart=bar&among=WB:SAS&to=2015",
        "chart=stacked&indicator=ctx-refugees-asylum&areas=DEU,FRA,TUR&from=2000",
        "chart=stacked&indicator=ctx-migrant-stock&stack=share&breakdown=sex%3DF&form=index",
        "chart=stacked&indicator=ctx-refugees-asylum&areas=DEU,M49:150&axis=log",
    ],
)
def test_every_chart_draws_what_the_tables_say(
    visitor: Visitor, app: Throughline, query: str
) -> None:
    visitor.open(f"/compare?{query}")
    seen = drawn(visitor)
    assert len(seen) > 1
    same(seen, asked(app, visitor))
    with visitor.page.expect_download() as waiting:
        visitor.page.locator("[data-tl=compare-csv]").click()
    text = waiting.value.path().read_text(encoding="utf-8-sig")
    table = list(csv.DictReader(io.StringIO(text)))
    assert len(table) == len(seen)
    held = sorted(float(row["value"]) for row in table)
    assert all(
        math.isclose(a, b, rel_tol=DIGITS) for a, b in zip(held, sorted(seen.values()), strict=True)
    )


def test_the_browser_and_the_server_refuse_the_same_pairs(
    visitor: Visitor, app: Throughline
) -> None:
    visitor.open("/compare?chart=bar")
    wide = app.store.catalogue_indicators
    some: dict[tuple, object] = {}
    for i, row in app.reference.indicators.items():
        if app.store.has_data(i):
            some[i] = concept_of(row)
    for i in list(wide)[::25]:
        if app.store.has_data(i):
            some[i] = catalogue_concept(i, wide[i])
    judged = visitor.page.evaluate(
        """([ids, ways]) => ids.flatMap(a => ids.flatMap(b => ways.map(w => {
             const by = TL.compare.known.byId;
             return [a, b, w, TL.compare.pair(by[a], by[b], w)]; })))""",
        [list(some), list(WAYS)],
    )
    wrong = []
    for a, b, way, verdict in judged:
        ours = pair_verdict(some[a], some[b], way)
        if (verdict or ["", ""]) != [ours.reason, ours.instead]:
            wrong.append((a, b, way, verdict, ours))
    assert len(judged) > 10_000
    assert not wrong
