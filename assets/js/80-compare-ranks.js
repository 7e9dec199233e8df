// Comparing: one year in order, two years side by side, and countries against their groups.
(function () {
  'use strict';
  const TL = window.TL;
  const C = (TL.compare = TL.compare || {});
  const ROW_PX = 24, FRAME_PX = 60, JITTER = 0.3;
  C.charts = C.charts || {};
  const accent = () => (TL.dark() ? '#5cc3de' : '#0b6e8a');
  const quiet = () => (TL.dark() ? '#5b6874' : '#a9b3bb');
  const thread = () => (TL.dark() ? '#f0a05a' : '#b8560f');

  const usable = (view, value) => !Number.isNaN(value) && (view.axis !== 'log' || value > 0);
  // Areas with a value in every year asked for, the highest in the last of them first.
  C.ranked = (view, ...years) => {
    if (years.length > 1 && years[0] === years[1]) return []; // one year is no comparison of two
    const codes = view.codes.filter((code) => years.every((year) => usable(view, view.series.get(code, year))));
    return C.highest(view.series, codes, years[years.length - 1]);
  };
  const places = (codes, gd) => {
    const most = gd.clientWidth < 560 ? 15 : 30;
    return {
      type: 'linear', range: [codes.length - 0.4, -0.6], autorange: false, ticklabeloverflow: 'allow', fixedrange: true, showgrid: false, zeroline: false,
      ...C.apartFromAxis, tickvals: codes.map((c, i) => i), ticktext: codes.map((code) => C.safe(C.short(C.name(code), most))),
    };
  };
  const tall = (codes) => Math.max(120, codes.length * ROW_PX + FRAME_PX);
  const strong = (view, code) => code === C.TOTAL || !view.among || !view.marked.size || view.marked.has(code);

  C.charts.bar = (gd, view) => {
    const { series, year } = view;
    const codes = C.ranked(view, year);
    const values = codes.map((code) => series.get(code, year));
    const kinds = codes.map((code) => C.leastSure(C.kindOf(series, code, year)));
    const colours = codes.map((code) => (code === C.TOTAL ? thread() : !C.isCountry(code) ? C.soft() : strong(view, code) ? accent() : quiet()));
    const range = C.range([{ x: values }, ...(view.axis === 'log' ? [] : [{ x: [0] }])], view, 'x');
    const trace = {
      type: 'bar', orientation: 'h', x: values, y: codes.map((c, i) => i), customdata: codes, meta: { role: 'value', kinds },
      marker: C.barFill(colours, kinds),
      width: 0.72, cliponaxis: false, textposition: 'outside', texttemplate: '%{text}',
      text: values.map((v) => C.compact(v) + (series.unitShort.startsWith('%') ? '\u202f%' : '')),
      hovertext: codes.map((code) => C.hover(series, code, year, `${C.name(code)}: `)), hovertemplate: '%{hovertext}<extra></extra>',
    };
    if (view.axis === 'log') trace.base = undefined;
    const wide = [range[0] < 0 && view.axis !== 'log' ? range[0] * 1.12 : range[0], range[1] + (range[1] - range[0]) * 0.1];
    C.react(gd, [trace], {
      height: tall(codes), margin: { l: 8, r: 30, t: C.targetOf(view) ? 26 : 8, b: 8 },
      xaxis: C.axisOf(view, wide, gd.clientWidth < 560 ? 3 : 6), yaxis: places(codes, gd), shapes: C.targetLine(view, 'x'), annotations: C.targetLabel(view, 'x'), bargap: 0.25,
    });
    const legend = [];
    if (codes.some((code) => !C.isCountry(code) && code !== C.TOTAL) && codes.some(C.isCountry)) legend.push({ sign: 'square', colour: C.soft(), text: TL.t('compare.legend.group') });
    if (view.among && view.marked.size) {
      legend.push({ sign: 'square', colour: accent(), text: TL.t('compare.legend.chosen') });
      legend.push({ sign: 'square', colour: quiet(), text: TL.t('compare.legend.other', { group: TL.areaName(view.among) }) });
    }
    C.legend(view, legend);
  };

  C.charts.dumbbell = (gd, view) => {
    const { series, base, year } = view;
    const codes = C.ranked(view, base, year);
    const at = (when) => codes.map((code) => series.get(code, when));
    const [from, to] = [at(base), at(year)];
    const y = codes.map((c, i) => i);
    const sureness = (when) => codes.map((code) => C.leastSure(C.kindOf(series, code, when)));
    const colours = codes.map((code) => (strong(view, code) ? accent() : quiet()));
    const SHAPES = { plain: 'circle', estimate: 'square', doubt: 'square', part: 'square', forecast: 'diamond' };
    const breaks = (code) => C.breaks(series, code, base, year);
    const loose = (code) => breaks(code) || series.apart(code, base) || series.apart(code, year);
    const link = (broken) => {
      const trace = { x: [], y: [] };
      codes.forEach((code, i) => {
        if (loose(code) !== broken) return;
        trace.x.push(from[i], to[i], null);
        trace.y.push(i, i, null);
      });
      return {
        type: 'scatter', mode: 'lines', ...trace, hoverinfo: 'skip', meta: { role: 'link', kinds: broken && codes.some(breaks) ? ['broken'] : [] },
        line: { color: quiet(), width: 3, dash: broken ? 'dot' : 'solid' },
      };
    };
    const dots = (values, when, role, marker) => ({
      type: 'scatter', mode: 'markers', cliponaxis: false, x: values, y, customdata: codes, meta: { role, year: when, kinds: sureness(when) },
      marker: { size: 12, line: { color: colours, width: 2.25 }, symbol: sureness(when).map((kind) => SHAPES[kind]), ...marker },
      text: codes.map((code) => C.hover(series, code, when, `${C.name(code)}, ${when}: `)), hovertemplate: '%{text}<extra></extra>',
    });
    const traces = [
      link(false), link(true),
      dots(from, base, 'start', { color: C.paper() }), dots(to, year, 'end', { color: colours }),
    ];
    const range = C.range([{ x: from }, { x: to }], view, 'x');
    C.react(gd, traces, {
      height: tall(codes), margin: { l: 8, r: 24, t: C.targetOf(view) ? 26 : 8, b: 8 }, xaxis: C.axisOf(view, range, gd.clientWidth < 560 ? 3 : 6), yaxis: places(codes, gd),
      shapes: C.targetLine(view, 'x'), annotations: C.targetLabel(view, 'x'),
    });
    C.legend(view, [{ sign: 'start', text: String(base) }, { sign: 'end', text: String(year) }]);
  };

  C.charts.slope = (gd, view) => {
    const { series, base, year } = view;
    const codes = C.ranked(view, base, year);
    let n = 0;
    const traces = codes.map((code) => {
      const own = strong(view, code);
      const { colour, symbol } = own ? C.style(n++) : { colour: quiet(), symbol: 'circle' };
      const y = [series.get(code, base), series.get(code, year)];
      const kinds = [base, year].map((when) => C.leastSure(C.kindOf(series, code, when)));
      const broken = C.breaks(series, code, base, year);
      return {
        type: 'scatter', mode: 'lines+markers', x: [0, 1], y, name: C.name(code), customdata: [code, code], meta: { role: own ? 'value' : 'context', code, kinds: broken ? [...kinds, 'broken'] : kinds }, showlegend: false,
        line: { color: colour, width: own ? 2.25 : 1, dash: broken ? 'dot' : C.DASHES[C.leastSure(...kinds)] },
        marker: { color: colour, size: own ? 9 : 5, symbol: kinds.map((kind) => C.symbol(symbol, kind)) },
        text: [base, year].map((when) => C.hover(series, code, when, `${C.name(code)}, ${when}: `)), hovertemplate: '%{text}<extra></extra>',
      };
    });
    const narrow = gd.clientWidth < 560;
    const range = C.range(traces, view, 'y');
    const height = Math.max(360, Math.min(720, traces.filter((t) => t.meta.role === 'value').length * 26 + 160));
    const side = narrow ? 104 : 210;
    C.react(gd, traces, {
      height, margin: { l: side, r: side, t: 30, b: 12 },
      xaxis: { range: [-0.02, 1.02], tickvals: [0, 1], ticktext: base === year ? [] : [`<b>${base}</b>`, `<b>${year}</b>`], side: 'top', showgrid: true, gridcolor: 'rgba(128,128,128,0.5)', zeroline: false, fixedrange: true },
      yaxis: { ...C.axisOf(view, range), showgrid: false, showticklabels: false, zeroline: false },
      shapes: C.targetLine(view, 'y'), annotations: [...ends(traces, range, view, height - 42, 0, narrow), ...ends(traces, range, view, height - 42, 1, narrow)],
    });
    C.legend(view, []);
  };

  // Names and values beside the ends of slopes, moved apart.
  function ends(traces, range, view, height, side, narrow) {
    const place = (v) => ((range[1] - (view.axis === 'log' ? Math.log10(v) : v)) / (range[1] - range[0])) * height;
    const list = traces.filter((t) => t.meta.role === 'value').map((t) => ({ t, at: place(t.y[side]) })).sort((a, b) => a.at - b.at);
    const room = Math.min(17, height / Math.max(1, list.length));
    const tops = C.apart(list.map(({ at }) => at), room, height);
    return list.map(({ t }, i) => {
      const value = C.compact(t.y[side]), name = C.safe(C.short(t.name, narrow ? 11 : 20));
      return {
        xref: 'paper', yref: 'paper', x: side ? 1.015 : -0.015, xanchor: side ? 'left' : 'right', y: 1 - tops[i] / height, yanchor: 'middle', showarrow: false,
        text: side ? `<b>${value}</b> ${name}` : `${name} <b>${value}</b>`, font: { size: narrow ? 11 : 13, color: t.line.color },
      };
    });
  }

  // A place beside the middle line for each country, the same on every visit.
  const jitter = (code) => {
    let h = 0;
    for (const c of code) h = (h * 31 + c.charCodeAt(0)) % 997;
    return (h / 996 - 0.5) * 2 * JITTER;
  };
  // Groups of a strip: code, countries with values, and the quartiles of those that lead.
  C.strips = (view) => {
    const { series, year, colour } = view;
    const place = colour === 'income' ? 1 : 0;
    const rows = new Map();
    view.codes.filter((code) => C.isCountry(code) && usable(view, series.get(code, year))).forEach((code) => {
      const group = colour === 'none' ? 'M49:001' : (C.known.areas[code] || [])[place] || '';
      if (!rows.has(group)) rows.set(group, []);
      rows.get(group).push(code);
    });
    const order = place && colour !== 'none' ? ['WB:HIC', 'WB:UMC', 'WB:LMC', 'WB:LIC', ''] : null;
    return [...rows].map(([group, codes]) => {
      const led = codes.filter((code) => series.leads(code, year));
      const sorted = (led.length ? led : codes).map((code) => series.get(code, year)).sort((a, b) => a - b);
      return { group, codes, low: C.quantile(sorted, 0.25), middle: C.quantile(sorted, 0.5), high: C.quantile(sorted, 0.75) };
    }).sort((a, b) => (order ? order.indexOf(a.group) - order.indexOf(b.group) : (a.group === '') - (b.group === '') || b.middle - a.middle || (a.group < b.group ? -1 : 1)));
  };
  // On a phone a long name stands on two lines.
  const twoLines = (name) => C.safe(name).replace(/^(.{8,15}?) (.+)$/, '$1<br>$2');
  C.groupName = (group) => (group ? TL.areaName(group) : TL.t('compare.no_group'));

  // Names of the chosen countries of a row, above and below it by turns where they would overlap;
  // one that finds no room is left to the summary and the table.
  const LEVELS = [[-0.16, 'bottom'], [0.17, 'top'], [-0.38, 'bottom'], [0.39, 'top']], LETTER_PX = 7.6;
  function beside(view, codes, row, range, width) {
    const place = (code) => (view.axis === 'log' ? Math.log10(view.series.get(code, view.year)) : view.series.get(code, view.year));
    const px = (x) => ((x - range[0]) / (range[1] - range[0])) * width * 0.85;
    const ends = LEVELS.map(() => -Infinity);
    return [...codes].sort((a, b) => place(a) - place(b)).flatMap((code) => {
      const x = place(code), half = (C.name(code).length * LETTER_PX) / 2;
      const level = ends.findIndex((end) => px(x) - half > end);
      if (level < 0) return [];
      ends[level] = px(x) + half;
      const [by, yanchor] = LEVELS[level];
      return [{ x, y: row + by, yanchor, showarrow: false, text: `<b>${C.safe(C.name(code))}</b>`, font: { color: thread(), size: 12.5 }, bgcolor: C.paper(), opacity: 0.92, borderpad: 1 }];
    });
  }

  C.charts.strip = (gd, view) => {
    const { series, year } = view;
    const rows = C.strips(view);
    const traces = [], marked = [];
    rows.forEach((row, i) => {
      const { colour, symbol } = C.groupStyle(row.group, view.colour);
      const codes = row.codes.filter((code) => !view.marked.has(code));
      traces.push({ type: 'scatter', mode: 'lines', x: [row.low, row.high], y: [i, i], hoverinfo: 'skip', meta: { role: 'quartiles', group: row.group }, line: { color: colour, width: 22 }, opacity: 0.28 });
      traces.push(dots(codes, i, symbol, { color: colour, size: 7, opacity: 0.75 }, [0.75, C.paper(), 1.75, colour]));
      traces.push({
        type: 'scatter', mode: 'markers', x: [row.middle], y: [i], meta: { role: 'median', group: row.group }, marker: { symbol: 'line-ns-open', size: 26, color: C.ink(), line: { width: 3, color: C.ink() } },
        text: [C.safe(TL.t('compare.quartiles', { group: C.groupName(row.group), count: row.codes.length, low: C.value(row.low, series), middle: C.value(row.middle, series), high: C.value(row.high, series) }))],
        hovertemplate: '%{text}<extra></extra>',
      });
      const own = row.codes.filter((code) => view.marked.has(code));
      if (own.length) traces.push(dots(own, i, 'circle', { color: thread(), size: 12 }, [1.5, C.paper(), 3, thread()]));
      marked.push([own, i]);
    });
    // Lines round marks: width and colour round filled ones, then of those that are hollow.
    function dots(codes, i, symbol, marker, [round, paper, hollow, ink]) {
      const kinds = codes.map((code) => C.leastSure(C.kindOf(series, code, year)));
      return {
        type: 'scatter', mode: 'markers', x: codes.map((code) => series.get(code, year)), y: codes.map((code) => i + (view.marked.has(code) ? 0 : jitter(code))),
        customdata: codes.map((code) => ({ code, name: C.safe(C.name(code)) })), meta: { role: 'value', kinds },
        marker: { ...marker, symbol: kinds.map((kind) => C.symbol(symbol, kind)), line: { width: kinds.map((kind) => (kind === 'plain' ? round : hollow)), color: kinds.map((kind) => (kind === 'plain' ? paper : ink)) } },
        text: codes.map((code) => C.hover(series, code, year, `${C.name(code)}: `)), hovertemplate: '%{text}<extra></extra>',
      };
    }
    const [low, high] = C.range(traces.filter((t) => t.meta.role === 'value'), view, 'x');
    const range = [low - (high - low) * 0.012, high];
    const names = marked.flatMap(([codes, i]) => beside(view, codes, i, range, gd.clientWidth));
    const narrow = gd.clientWidth < 560;
    C.react(gd, traces, {
      height: Math.max(200, rows.length * 86 + FRAME_PX), margin: { l: 8, r: 20, t: C.targetOf(view) ? 26 : 10, b: 8 }, xaxis: C.axisOf(view, range, narrow ? 3 : 7),
      yaxis: { range: [rows.length - 0.45, -0.55], autorange: false, ticklabeloverflow: 'allow', fixedrange: true, showgrid: false, zeroline: false, ...C.apartFromAxis, tickvals: rows.map((r, i) => i), ticktext: rows.map((r) => (narrow ? twoLines(C.groupName(r.group)) : C.safe(C.groupName(r.group)))) },
      shapes: C.targetLine(view, 'x'), annotations: [...C.targetLabel(view, 'x'), ...names],
    });
    C.legend(view, [{ sign: 'circle', text: TL.t('compare.legend.country') }, { sign: 'box', text: TL.t('compare.legend.quartiles') }]);
  };
})();
