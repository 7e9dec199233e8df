// Comparing: axes that read from a billionth to a trillion, target lines, legends, numbers in words.
(function () {
  'use strict';
  const TL = window.TL;
  const Plotly = window.ThroughlinePlotly;
  const C = (TL.compare = TL.compare || {});
  const EMPTY_PX = 180;
  const GRID = 'rgba(128,128,128,0.22)';
  C.charts = C.charts || {};

  C.safe = (text) => String(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  C.short = (text, most) => (text.length > most ? `${text.slice(0, Math.max(4, most - 1))}\u2026` : text);

  // Numbers on axes and in labels: short, and never 0 for what is not 0.
  const formats = new Map();
  const format = (options) => {
    const key = TL.shell.lang + JSON.stringify(options);
    if (!formats.has(key)) formats.set(key, new Intl.NumberFormat(TL.shell.lang, options));
    return formats.get(key);
  };
  C.compact = (value) => {
    const size = Math.abs(value);
    if (size >= 1e15 || (size > 0 && size < 1e-4)) return format({ notation: 'scientific', maximumSignificantDigits: 3 }).format(value);
    return TL.compact(value);
  };
  // In words a billion is written short, and what is large has no decimals; in tables every digit
  // stands, until none would be read.
  C.value = (value, series, most = 1e9) => {
    const size = Math.abs(value);
    if (size >= most || (size > 0 && size < 1e-4)) return `${C.compact(value)} ${series.unitShort}`.trim();
    const whole = size >= 1e4 && (most === 1e9 || Number.isInteger(value));
    return TL.value(value, whole ? { ...series, decimals: 0 } : series);
  };
  C.exactly = (value, series) => C.value(value, { ...series, unitShort: '' }, 1e15);

  C.react = (gd, traces, layout) => {
    const base = TL.page.figures.compare.layout;
    const { height = null, ...rest } = layout;
    gd.style.height = height ? `${height}px` : '';
    const full = {
      ...base, hovermode: 'closest', showlegend: false, uirevision: 'compare', autosize: true,
      font: { family: 'Inter, sans-serif', size: 13, color: C.ink() }, hoverlabel: { align: 'left', font: { family: 'Inter, sans-serif', size: 13 } },
      ...rest,
    };
    if (height) full.height = height;
    else delete full.height;
    full.margin = C.margins(full);
    gd.traces = traces;
    if (!traces.some(({ x, meta }) => meta.role !== 'link' && x.some((v) => v !== null))) empty(gd, full);
    return Plotly.react(gd, traces, full, TL.page.figures.compare.config);
  };
  // Margins that hold the words of the axes. Plotly finds them by drawing every chart twice.
  const pen = document.createElement('canvas').getContext('2d');
  const PAD = 8, LINE = 1.3, STANDOFF = 10;
  C.margins = (full) => {
    const margin = { ...full.margin };
    const other = (key) => full[key.replace(/^./, (side) => (side === 'x' ? 'y' : 'x'))] || {};
    Object.keys(full).filter((key) => /^[xy]axis/.test(key)).forEach((key) => {
      const axis = full[key];
      const { domain } = other(key);
      if (axis.showticklabels === false || !axis.ticktext || axis.side === 'top' || (domain && domain[0] > 0.001)) return;
      const size = (axis.tickfont && axis.tickfont.size) || full.font.size;
      const labels = axis.ticktext.map((text) => text.split('<br>'));
      const title = axis.title ? STANDOFF + LINE * axis.title.font.size : 0;
      const ticks = PAD + (axis.ticks === 'outside' ? axis.ticklen : 0) + title;
      pen.font = `${size}px ${full.font.family}`;
      const wide = Math.max(0, ...labels.flat().map((line) => pen.measureText(line.replace(/&[a-z]+;/g, '&')).width));
      if (key[0] === 'y') margin.l = Math.max(margin.l, Math.ceil(ticks + wide));
      else margin.b = Math.max(margin.b, Math.ceil(ticks + LINE * size * Math.max(1, ...labels.map((lines) => lines.length))));
      if (title) axis.title.standoff = STANDOFF;
    });
    return margin;
  };
  // Without a mark there is no scale either: a chart of nothing says so instead of showing axes.
  function empty(gd, full) {
    full.height = EMPTY_PX;
    gd.style.height = `${EMPTY_PX}px`;
    Object.keys(full).filter((key) => /^[xy]axis/.test(key)).forEach((key) => { full[key] = { ...full[key], visible: false }; });
    full.shapes = [];
    full.annotations = [{ xref: 'paper', yref: 'paper', x: 0.5, y: 0.5, xanchor: 'center', yanchor: 'middle', showarrow: false, font: { size: 15, color: C.soft() }, text: C.safe(C.nothing(C.now)).replace(/(.{24,}?) /g, '$1<br>') }];
  }

  // Places of labels, given ascending, moved apart to stand at least so far from each other.
  C.apart = (wanted, room, height) => {
    const places = [];
    wanted.forEach((at) => places.push(Math.max(at, (places.length ? places[places.length - 1] : -Infinity) + room)));
    let below = height;
    for (let i = places.length - 1; i >= 0 && places[i] > below; i--) { places[i] = below; below -= room; }
    return places;
  };

  // Lowest and highest drawn, with room; from zero on where zero is near enough to matter.
  C.range = (traces, view, side) => {
    let low = Infinity, high = -Infinity;
    traces.forEach((trace) => {
      for (const v of trace[side]) if (v !== null && v === v) { if (v < low) low = v; if (v > high) high = v; }
    });
    const target = C.targetOf(view);
    if (target) { low = Math.min(low, target.value); high = Math.max(high, target.value); }
    return C.room(low, high, view.axis === 'log', ['absolute', 'capita', 'change'].includes(view.form));
  };
  C.room = (low, high, log, zero) => {
    if (low > high || (!log && low === 0 && high === 0)) return [0, 1];
    if (log) {
      const [a, b] = [Math.log10(low > 0 ? low : high > 0 ? high / 10 : 0.1), Math.log10(high > 0 ? high : 1)];
      const pad = Math.max(0.08, (b - a) * 0.05);
      return [a - pad, b + pad];
    }
    if (zero && low > 0 && low < high * 0.7) low = 0;
    if (zero && high < 0 && high > low * 0.7) high = 0;
    const pad = (high - low || Math.abs(high) || 1) * 0.05;
    return [low === 0 ? 0 : low - pad, high === 0 ? 0 : high + pad];
  };

  // Round tick values inside a range.
  C.ticks = ([low, high], log, count = 6) => {
    if (log) {
      for (let step = Math.max(1, Math.ceil((high - low) / count)); step > 0; step--) {
        const out = [];
        for (let p = Math.ceil(low / step) * step; p <= high; p += step) out.push(10 ** p);
        if (out.length > 1) return out;
      }
      const narrow = [];
      for (let p = Math.floor(low); p <= high; p++) [1, 2, 5].forEach((m) => { const v = m * 10 ** p; if (Math.log10(v) >= low && Math.log10(v) <= high) narrow.push(v); });
      return narrow;
    }
    const rough = (high - low) / count, power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 2.5, 5, 10].map((m) => m * power).find((s) => s >= rough) || power * 10;
    const out = [];
    for (let k = Math.ceil(low / step - 1e-9); k * step <= high + step * 1e-9; k++) out.push(Number((k * step).toPrecision(12)));
    return out;
  };
  C.apartFromAxis = { ticks: 'outside', ticklen: 6, tickcolor: 'rgba(0,0,0,0)' }; // words stand clear of marks and of each other
  C.axisOf = (view, range, count) => C.plainAxis(range, view.axis === 'log', count);
  C.plainAxis = (range, log, count) => {
    const values = C.ticks(range, log, count);
    return {
      type: log ? 'log' : 'linear', range, autorange: false, ticklabeloverflow: 'allow', fixedrange: true, gridcolor: GRID,
      zeroline: !log, zerolinecolor: 'rgba(128,128,128,0.6)', tickvals: values, ticktext: values.map(C.compact), tickfont: { color: C.soft() },
    };
  };

  // The one numeric target of an indicator; only values as published can be held against it.
  C.targetOf = (view) => {
    const target = view.entry.target;
    if (!target || view.form !== 'absolute' || view.part || (view.axis === 'log' && target[0] <= 0)) return null;
    return { value: target[0], year: target[1] };
  };
  const targetColour = () => (TL.dark() ? '#e8bd6c' : '#84560c');
  C.targetLine = (view, side) => {
    const target = C.targetOf(view);
    if (!target) return [];
    const line = { color: targetColour(), width: 1.75, dash: 'dashdot' };
    return [side === 'y'
      ? { type: 'line', xref: 'paper', x0: 0, x1: 1, yref: 'y', y0: target.value, y1: target.value, line }
      : { type: 'line', yref: 'paper', y0: 0, y1: 1, xref: 'x', x0: target.value, x1: target.value, line }];
  };
  C.targetLabel = (view, side) => {
    const target = C.targetOf(view);
    if (!target) return [];
    const at = view.axis === 'log' ? Math.log10(target.value) : target.value;
    const text = C.targetText(view, target);
    const font = { color: targetColour(), size: 12 };
    return [side === 'y'
      ? { xref: 'paper', x: 0.01, xanchor: 'left', yref: 'y', y: at, yanchor: 'bottom', showarrow: false, text, font, bgcolor: C.paper(), borderpad: 1 }
      : { yref: 'paper', y: 1, yanchor: 'bottom', xref: 'x', x: at, xanchor: 'center', showarrow: false, text, font }];
  };
  C.targetText = (view, target) => TL.t('compare.target', { value: C.value(target.value, view.raw), year: target.year });

  // What the marks mean, under the chart; signs are drawn, not coloured words alone.
  const SIGNS = {
    solid: '<line x1="1" y1="8" x2="27" y2="8" stroke-width="2.25"/><circle cx="14" cy="8" r="3.2" fill="currentColor"/>',
    estimate: '<line x1="1" y1="8" x2="27" y2="8" stroke-width="2.25" stroke-dasharray="5 3"/><circle cx="14" cy="8" r="3.4" fill="var(--card)" stroke-width="1.75"/>',
    path: '<line x1="1" y1="8" x2="27" y2="8" stroke-width="1.75" stroke-dasharray="9 3 2 3"/>',
    doubt: '<line x1="1" y1="8" x2="27" y2="8" stroke-width="2.25" stroke-dasharray="1.5 2.5"/><circle cx="14" cy="8" r="4.4" fill="var(--card)" stroke-width="1.6"/><path d="M11 5 17 11M17 5 11 11" stroke-width="1.4"/>',
    crossed: '<rect x="3" y="3" width="22" height="10" fill="none" stroke-width="1.75"/><path d="M5 13 13 3M11 13 19 3M17 13 25 3M5 3 13 13M11 3 19 13M17 3 25 13" stroke-width="1"/>',
    'crossed-dot': '<circle cx="14" cy="8" r="4.8" stroke-width="1.6"/><path d="M11 5 17 11M17 5 11 11" stroke-width="1.4"/>',
    'corner-cross': '<rect x="4" y="2" width="20" height="12" stroke-width="1"/><circle cx="19" cy="6.5" r="3" stroke-width="1.2"/><path d="M17 4.5 21 8.5M21 4.5 17 8.5" stroke-width="1"/>',
    part: '<line x1="1" y1="8" x2="27" y2="8" stroke-width="2.25" stroke-dasharray="1.5 2.5"/><circle cx="14" cy="8" r="3.8" fill="var(--card)" stroke-width="1.75"/>',
    gap: '<line x1="1" y1="8" x2="27" y2="8" stroke-width="1.4" stroke-dasharray="1.5 3"/>',
    forecast: '<line x1="1" y1="8" x2="27" y2="8" stroke-width="2.25" stroke-dasharray="5 2.5 1.5 2.5"/><circle cx="14" cy="8" r="4.4" fill="var(--card)" stroke-width="1.5"/><circle cx="14" cy="8" r="1.2" fill="currentColor"/>',
    break: '<path d="M8.5 3 19.5 13V3L8.5 13Z" fill="var(--card)" stroke-width="1.75"/>',
    dotted: '<line x1="1" y1="8" x2="27" y2="8" stroke-width="2.5" stroke-dasharray="2 3"/>',
    other: '<line x1="1" y1="8" x2="27" y2="8" stroke-width="1.25" opacity=".45"/>',
    longdash: '<line x1="1" y1="8" x2="27" y2="8" stroke-width="2.25" stroke-dasharray="9 4"/>',
    hollow: '<rect x="3" y="3" width="22" height="10" fill="none" stroke-width="1.75"/>',
    hatched: '<rect x="3" y="3" width="22" height="10" fill="none" stroke-width="1.75"/><path d="M5 13 13 3M11 13 19 3M17 13 25 3" stroke-width="1.5"/>',
    corner: '<rect x="4" y="2" width="20" height="12" stroke-width="1"/><circle cx="19.5" cy="6" r="2.4" stroke-width="1.4"/>',
    'corner-dot': '<rect x="4" y="2" width="20" height="12" stroke-width="1"/><circle cx="19.5" cy="6" r="2.9" stroke-width="1.3"/><circle cx="19.5" cy="6" r=".9" fill="currentColor"/>',
    edge: '<rect x="4" y="2" width="20" height="12" stroke-width="1"/><line x1="5.5" y1="2" x2="5.5" y2="14" stroke-width="3"/>',
    'circle-open': '<circle cx="14" cy="8" r="4.6" stroke-width="1.75"/>',
    'circle-open-dot': '<circle cx="14" cy="8" r="5" stroke-width="1.6"/><circle cx="14" cy="8" r="1.4" fill="currentColor"/>',
    'crossed-square': '<path d="M9.5 3.5h9v9h-9ZM9.5 3.5l9 9M18.5 3.5l-9 9" stroke-width="1.5"/>',
    'square-open': '<rect x="9.5" y="3.5" width="9" height="9" stroke-width="1.75"/>',
    'diamond-open': '<path d="M14 2.5 19.5 8 14 13.5 8.5 8Z" stroke-width="1.75"/>',
    start: '<circle cx="14" cy="8" r="4" fill="var(--card)" stroke-width="2"/>',
    end: '<circle cx="14" cy="8" r="4.6" fill="currentColor"/>',
    box: '<rect x="2" y="5" width="24" height="6" fill="currentColor" opacity=".3"/><line x1="14" y1="2" x2="14" y2="14" stroke-width="2.5"/>',
    circle: '<circle cx="14" cy="8" r="5" fill="currentColor"/>', square: '<rect x="9" y="3" width="10" height="10" fill="currentColor"/>',
    diamond: '<path d="M14 2 20 8 14 14 8 8Z" fill="currentColor"/>', 'triangle-up': '<path d="M14 2 20 13 8 13Z" fill="currentColor"/>',
    cross: '<path d="M12 3h4v3h3v4h-3v3h-4v-3h-3V6h3Z" fill="currentColor"/>', x: '<path d="m9 3 10 10M19 3 9 13" stroke-width="3"/>',
    star: '<path d="m14 1.5 1.9 4.6 4.6.3-3.6 3.2 1.2 4.8-4.1-2.7-4.1 2.7 1.2-4.8-3.6-3.2 4.6-.3Z" fill="currentColor"/>',
    block: '<rect x="4" y="2" width="20" height="12" fill="currentColor"/>',
    hexagon: '<path d="M14 2 19.5 5v6L14 14 8.5 11V5Z" fill="currentColor"/>',
  };
  C.sign = (sign, colour) => {
    const node = TL.element('span', null, { class: 'sign', 'aria-hidden': 'true' });
    node.innerHTML = `<svg width="28" height="16" viewBox="0 0 28 16" fill="none" stroke="currentColor">${SIGNS[sign] || SIGNS.circle}</svg>`;
    if (colour) node.style.color = colour;
    return node;
  };
  C.legend = (view, extra) => {
    const roles = new Set(C.gd.traces.map((trace) => trace.meta && trace.meta.role));
    const items = [...extra.map(({ symbol, sign, colour, text }) => [sign || symbol, text, colour])];
    if (['line', 'multiples'].includes(view.chart)) {
      if (view.second) items.push(['solid', view.series.label], ['longdash', view.second.label]);
      if (roles.has('gap')) items.push(['gap', TL.t('compare.legend.gap')]);
      if (roles.has('context')) items.push(['other', TL.t('compare.legend.other', { group: TL.areaName(view.among) })]);
    }
    items.push(...C.statusLegend(view));
    C.legendItems = items;
    TL.slot('compare-legend').replaceChildren(...items.map(([sign, text, colour]) => {
      const item = TL.element('span', null, { class: 'legend-item' });
      item.append(C.sign(sign, colour), TL.element('span', text));
      return item;
    }));
  };
})();
