// Comparing: values that are not like the others - estimated, provisional, forecast, doubted, or the
// first after a break in the series - and how each kind looks, so that it can be told apart in every
// chart. What is doubted looks as estimates do; what is not yet a whole year is dotted.
(function () {
  'use strict';
  const TL = window.TL;
  const C = (TL.compare = TL.compare || {});
  const NAMES = { E: 'estimate', P: 'part', F: 'forecast', B: 'break' };
  const ORDER = ['plain', 'break', 'estimate', 'doubt', 'part', 'forecast'];

  C.kindOf = (series, code, year) => (series.doubted(code, year) ? 'doubt' : NAMES[series.statusOf(code, year)] || 'plain');
  // The least sure of several kinds. A break is about time: it says nothing of one year alone.
  C.leastSure = (...kinds) => ORDER[Math.max(...kinds.map((kind) => (kind === 'break' ? 0 : ORDER.indexOf(kind))))];

  C.DASHES = { plain: 'solid', break: 'solid', estimate: 'dash', doubt: 'dash', part: 'dot', forecast: 'dashdot' };
  const ENDINGS = { plain: '', estimate: '-open', doubt: '-open', part: '-open', forecast: '-open-dot' };
  const HOLLOW = ['estimate', 'doubt', 'part'];
  C.symbol = (symbol, kind) => (kind === 'break' ? 'bowtie-open' : symbol + ENDINGS[kind]);
  // Bars: hollow where estimated, doubted or provisional, hatched where forecast.
  C.barFill = (colours, kinds) => ({
    color: colours.map((colour, i) => (HOLLOW.includes(kinds[i]) ? 'rgba(0,0,0,0)' : colour)),
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
  const alike = (sign) => Object.fromEntries(HOLLOW.map((kind) => [kind, sign]));
  const SIGNS = {
    bar: { ...alike('hollow'), forecast: 'hatched' },
    stacked: { ...alike('hollow'), forecast: 'hatched' },
    dumbbell: { ...alike('square-open'), forecast: 'diamond-open', broken: 'dotted' },
    slope: { ...alike('estimate'), part: 'part', forecast: 'forecast', broken: 'dotted' },
    heat: { ...alike('corner'), forecast: 'corner-dot', break: 'edge' },
    marks: { ...alike('circle-open'), forecast: 'circle-open-dot' },
    lines: { ...alike('estimate'), part: 'part', forecast: 'forecast', break: 'break' },
  };
  C.statusLegend = (view) => {
    const drawn = C.kindsDrawn();
    const signs = SIGNS[view.chart] || (['line', 'multiples'].includes(view.chart) ? SIGNS.lines : SIGNS.marks);
    return Object.entries(signs).filter(([kind]) => drawn.has(kind)).map(([kind, sign]) => [sign, TL.t(`compare.legend.${kind}`)]);
  };
})();
