// Comparing: values that are not like the others - estimated, forecast, or the first after a break
// in the series - and how each kind looks, so that it can be told apart in every chart.
(function () {
  'use strict';
  const TL = window.TL;
  const C = (TL.compare = TL.compare || {});
  const NAMES = { E: 'estimate', P: 'estimate', F: 'forecast', B: 'break' };
  const ORDER = ['plain', 'break', 'estimate', 'forecast'];

  C.kind = (letter) => NAMES[letter] || 'plain';
  C.kindOf = (series, code, year) => C.kind(series.statusOf(code, year));
  // The least sure of several kinds. A break is about time: it says nothing of one year alone.
  C.leastSure = (...kinds) => ORDER[Math.max(...kinds.map((kind) => (kind === 'break' ? 0 : ORDER.indexOf(kind))))];
  C.estimated = (letter) => ['estimate', 'forecast'].includes(C.kind(letter));

  C.DASHES = { plain: 'solid', break: 'solid', estimate: 'dash', forecast: 'dashdot' };
  const ENDINGS = { plain: '', estimate: '-open', forecast: '-open-dot' };
  C.symbol = (symbol, kind) => (kind === 'break' ? 'bowtie-open' : symbol + ENDINGS[kind]);
  // Bars: hollow where estimated, hatched where forecast.
  C.barFill = (colours, kinds) => ({
    color: colours.map((colour, i) => (kinds[i] === 'estimate' ? 'rgba(0,0,0,0)' : colour)),
    line: { color: colours, width: kinds.map((kind) => (kind === 'plain' ? 0 : 1.75)) },
    pattern: { shape: kinds.map((kind) => (kind === 'forecast' ? '/' : '')), bgcolor: C.paper(), size: 6, solidity: 0.35 },
  });

  // Whether the series of a place breaks after one year and up to another.
  C.breaks = (series, code, after, until) => {
    for (let year = Math.min(after, until) + 1; year <= Math.max(after, until); year++) {
      if (series.statusOf(code, year) === 'B') return true;
    }
    return false;
  };
  // Places whose change since the base is partly one of method.
  C.broken = (view) => {
    if (!C.based(view)) return [];
    const last = C.hasYear(view.chart) ? view.year : view.series.firstYear + view.series.shape[0] - 1;
    return view.codes.filter((code) => code !== C.TOTAL && C.breaks(view.series, code, view.base, last));
  };

  // Kinds among what is drawn, as every chart notes them with its marks.
  C.kindsDrawn = () => new Set(C.gd.traces.flatMap((trace) => (trace.meta && trace.meta.kinds) || []));
  const SIGNS = {
    bar: { estimate: 'hollow', forecast: 'hatched' },
    stacked: { estimate: 'hollow', forecast: 'hatched' },
    dumbbell: { estimate: 'square-open', forecast: 'diamond-open', broken: 'dotted' },
    slope: { estimate: 'estimate', forecast: 'forecast', broken: 'dotted' },
    heat: { estimate: 'corner', forecast: 'corner-dot', break: 'edge' },
    marks: { estimate: 'circle-open', forecast: 'circle-open-dot' },
    lines: { estimate: 'estimate', forecast: 'forecast', break: 'break' },
  };
  C.statusLegend = (view) => {
    const drawn = C.kindsDrawn();
    const signs = SIGNS[view.chart] || (['line', 'multiples'].includes(view.chart) ? SIGNS.lines : SIGNS.marks);
    return Object.entries(signs).filter(([kind]) => drawn.has(kind)).map(([kind, sign]) => [sign, TL.t(`compare.legend.${kind}`)]);
  };
})();
