// Comparing: columns of places on top of each other, where their values may be added up.
(function () {
  'use strict';
  const TL = window.TL;
  const C = (TL.compare = TL.compare || {});
  const LABEL_PX = 16, WIDEST = 2.5; // of a column, in years
  C.charts = C.charts || {};

  // Every place as a share of all places drawn that have a value in the year.
  C.share = (series, codes) => {
    const totals = new Map();
    const total = (year) => {
      if (!totals.has(year)) totals.set(year, codes.map((code) => series.get(code, year)).filter((v) => v === v).reduce((a, b) => a + b, 0));
      return totals.get(year);
    };
    return C.remade(series, { unit: TL.t('compare.unit_share'), unitShort: '%', decimals: 1 }, (value, code, year) => (total(year) > 0 ? value / total(year) * 100 : NaN));
  };

  C.charts.stacked = (gd, view) => {
    const { series } = view;
    const codes = view.codes.filter((code) => C.points(series, code).length);
    const width = columnWidth(series, codes);
    const traces = codes.map((code, i) => {
      const points = C.points(series, code), { colour } = C.style(i);
      const kinds = points.map((p) => C.leastSure(p.kind));
      return {
        type: 'bar', name: C.name(code), showlegend: false, meta: { code, role: 'value', indicator: series.id, kinds },
        width, x: points.map((p) => p.year), y: points.map((p) => p.value), marker: C.barFill(points.map(() => colour), kinds),
        text: points.map((p) => C.hover(series, code, p.year)), textposition: 'none', hovertemplate: `%{text}<extra>${C.safe(C.name(code))}</extra>`,
      };
    });
    const heights = sums(traces);
    const range = C.room(Math.min(0, ...heights.low), Math.max(0, ...heights.high), false, true);
    const narrow = gd.clientWidth < 560, years = C.yearAxis(series, gd.clientWidth);
    C.react(gd, traces, {
      barmode: 'relative', bargap: 0.12, margin: { l: 8, r: narrow ? 14 : 168, t: 16, b: 8 }, hovermode: 'closest',
      xaxis: { ...years, range: [years.range[0] - width / 2, years.range[1] + width / 2] }, yaxis: C.axisOf(view, range),
      annotations: narrow ? [] : names(gd, traces, range),
    });
    C.legend(view, narrow ? codes.map((code, i) => ({ sign: 'block', colour: C.style(i).colour, text: C.name(code) })) : []);
  };

  // Most of the shortest time between two values; a column of a single date stays narrow.
  function columnWidth(series, codes) {
    const held = [...new Set(codes.flatMap((code) => C.points(series, code).map((p) => p.year)))].sort((a, b) => a - b);
    const gaps = held.slice(1).map((year, i) => year - held[i]);
    return Math.min(WIDEST, 0.86 * Math.min(WIDEST, ...gaps));
  }

  // Top and bottom of the column of every year.
  function sums(traces) {
    const high = new Map(), low = new Map();
    traces.forEach(({ x, y }) => x.forEach((year, i) => {
      const side = y[i] < 0 ? low : high;
      side.set(year, (side.get(year) || 0) + y[i]);
    }));
    return { high: [...high.values()], low: [...low.values()] };
  }

  // The name of a place beside its part of the last column, or of where that part would be.
  function names(gd, traces, range) {
    const height = Math.max(120, gd.clientHeight - 46);
    const last = Math.max(...traces.map(({ x }) => x[x.length - 1]));
    const place = (v) => ((range[1] - v) / (range[1] - range[0])) * height;
    let up = 0, down = 0;
    const ends = traces.map((t) => {
      const value = t.x[t.x.length - 1] === last ? t.y[t.y.length - 1] : 0;
      const at = value < 0 ? place(down + value / 2) : place(up + value / 2);
      if (value < 0) down += value;
      else up += value;
      return { t, at };
    }).sort((a, b) => a.at - b.at);
    const room = Math.min(LABEL_PX, height / Math.max(1, ends.length));
    return C.apart(ends.map(({ at }) => at), room, height).map((at, i) => ({
      x: 1.01, xref: 'paper', xanchor: 'left', y: 1 - at / height, yref: 'paper', yanchor: 'middle', showarrow: false,
      text: C.safe(C.short(ends[i].t.name, 22)), font: { color: ends[i].t.marker.line.color[0], size: room < 14 ? 11 : 13 },
    }));
  }
})();
