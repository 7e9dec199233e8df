// Comparing: lines over the years, alone or one panel per area. Gaps stay gaps and look like gaps.
(function () {
  'use strict';
  const TL = window.TL;
  const C = (TL.compare = TL.compare || {});
  const LABEL_PX = 16, LEADING = 6, YEAR_PX = 36, LABELS_PX = 56, PANEL_DOTS = 12, SIZES = { break: 11, forecast: 8, doubt: 8, part: 8, estimate: 6 }, GREY = 'rgba(128,128,128,0.35)';
  C.charts = C.charts || {};

  C.style = (i) => {
    const { colours, markers } = TL.shell.lines[TL.dark() ? 'dark' : 'light'];
    return { colour: colours[i % colours.length], symbol: markers[(i + 3 * Math.floor(i / colours.length)) % markers.length] };
  };
  C.ink = () => (TL.dark() ? '#e8ecef' : '#1b2530');
  C.soft = () => (TL.dark() ? '#a9b4be' : '#4d5965');
  C.paper = () => (TL.dark() ? '#1a2128' : '#ffffff');

  C.points = (series, code) => {
    const out = [];
    for (let i = 0; i < series.shape[0]; i++) {
      const year = series.firstYear + i, value = series.get(code, year);
      if (!Number.isNaN(value)) out.push({ year, value, code, kind: C.kindOf(series, code, year), leads: series.leads(code, year) });
    }
    return out;
  };
  // A value in words, with what marks it; as hover text also why it is doubted.
  C.text = (series, code, year) => {
    const marks = TL.doubts.marks(series, code, year);
    return C.value(series.get(code, year), series) + (marks.length ? ` (${marks.join(', ')})` : '');
  };
  C.hover = (series, code, year, before = '') => C.safe(before + C.text(series, code, year)) + TL.doubts.hover(series, code, year);

  // Traces of one area: its points, the lines between neighbouring years, and what is drawn apart.
  C.lineTraces = (series, code, i, view, axes = {}) => {
    const { colour, symbol } = C.style(i);
    const drawn = C.points(series, code).filter((p) => view.axis !== 'log' || p.value > 0);
    const name = axes.name || C.name(code);
    const common = { type: 'scatter', name, showlegend: false, ...axes.on };
    const runs = { plain: [], estimate: [], doubt: [], part: [], forecast: [], gap: [] };
    drawn.slice(1).forEach((point, k) => {
      const before = drawn[k];
      let kind = C.leastSure(point.kind, before.kind);
      if (point.year - before.year > 1) kind = 'gap';
      if (series.statusOf(code, point.year) === 'B') return; // not comparable with what was before
      const run = runs[kind];
      if (run[run.length - 1] === before) run.push(point);
      else run.push(...(run.length ? [null] : []), before, point);
    });
    const traces = Object.entries(runs).filter(([, points]) => points.length).map(([kind, points]) => ({
      ...common, mode: 'lines', hoverinfo: 'skip', meta: { code, role: kind },
      x: points.map((p) => p && p.year), y: points.map((p) => p && p.value), connectgaps: false,
      line: { color: colour, width: kind === 'gap' ? 1 : 2.25, dash: kind === 'gap' ? 'dot' : axes.dashed && kind === 'plain' ? 'longdash' : C.DASHES[kind] },
    }));
    const few = drawn.length < 40;
    const kinds = drawn.map((p) => p.kind);
    // In a small panel a line without gaps and doubts needs no mark at every year to show its values.
    const unbroken = kinds.every((kind) => kind === 'plain') && drawn.every((p, k) => !k || p.year - drawn[k - 1].year === 1);
    traces.push({
      ...common, mode: 'markers', meta: { code, role: 'value', indicator: series.id, kinds },
      x: drawn.map((p) => p.year), y: drawn.map((p) => p.value),
      marker: {
        size: kinds.map((kind) => (SIZES[kind] || (few ? 6 : 4))),
        color: colour, line: { color: colour, width: 1.5 },
        symbol: kinds.map((kind) => C.symbol(symbol, kind)), maxdisplayed: axes.few && unbroken ? axes.few : 0,
      },
      hovertemplate: `%{text}<extra>${C.safe(name)}</extra>`, text: drawn.map((p) => C.hover(series, code, p.year)),
    });
    return traces;
  };

  C.charts.line = (gd, view) => {
    const { series } = view;
    const main = C.leading(view);
    const context = view.codes.filter((code) => !main.includes(code));
    const traces = context.length ? [behind(series, context, view)] : [];
    main.forEach((code, i) => traces.push(...C.lineTraces(series, code, i, view)));
    if (view.second) {
      main.filter((code) => code in view.second.column).forEach((code, i) => traces.push(
        ...C.lineTraces(view.second, code, i, view, { dashed: true, name: `${C.name(code)}, ${view.second.label}` })));
    }
    const range = fit(traces, context, view);
    const narrow = gd.clientWidth < 560;
    const right = narrow ? 14 : 168;
    C.react(gd, traces, {
      margin: { l: 8, r: right, t: 16, b: 8 }, hovermode: main.length > 8 || context.length ? 'closest' : 'x unified',
      yaxis: C.axisOf(view, range), xaxis: C.yearAxis(series, gd.clientWidth),
      annotations: [...(narrow ? [] : labels(gd, traces, range, view)), ...C.targetLabel(view, 'y')],
      shapes: C.targetLine(view, 'y'),
    });
    C.legend(view, narrow ? main.map((code, i) => ({ ...C.style(i), text: C.name(code) })) : []);
  };

  // The places drawn in colour: those chosen; of a group without any, its highest of the year.
  C.leading = (view) => {
    if (!view.among) return view.codes;
    if (!view.marked.size) {
      const known = view.codes.filter((code) => code !== C.TOTAL && view.series.leads(code, view.year));
      return [...C.highest(view.series, known, view.year).slice(0, LEADING), ...view.codes.filter((code) => code === C.TOTAL)];
    }
    return view.codes.filter((code) => view.marked.has(code) || code === C.TOTAL);
  };

  // The axis belongs to the chosen places: a few others may leave the chart, and are then named.
  function fit(traces, context, view) {
    view.beyond = [];
    const own = traces.filter((trace) => trace.meta.role !== 'context');
    if (!context.length || !own.length) return C.range(traces, view, 'y');
    const others = traces[0].y.filter((v) => v !== null).sort((a, b) => a - b);
    const middle = { y: others.filter((v) => v >= C.quantile(others, 0.03) && v <= C.quantile(others, 0.97)) };
    const range = C.range([...own, middle], view, 'y');
    const [low, high] = view.axis === 'log' ? range.map((p) => 10 ** p) : range;
    view.beyond = [...new Set(traces[0].customdata.filter((code, i) => code && (traces[0].y[i] < low || traces[0].y[i] > high)))];
    return range;
  }

  // Countries of a group behind the chosen ones: one grey trace.
  function behind(series, codes, view) {
    const x = [], y = [], text = [], owner = [];
    codes.forEach((code) => {
      let last = null;
      C.points(series, code).filter((p) => view.axis !== 'log' || p.value > 0).forEach((p) => {
        const alone = last && (series.apart(code, p.year) || series.apart(code, last.year));
        if (alone || (last && p.year - last.year > 1)) { x.push(null); y.push(null); text.push(''); owner.push(null); }
        x.push(p.year); y.push(p.value); text.push(C.hover(series, code, p.year, `${C.name(code)}, ${p.year}: `)); owner.push(code);
        last = p;
      });
      x.push(null); y.push(null); text.push(''); owner.push(null);
    });
    return {
      type: 'scatter', mode: 'lines+markers', x, y, text, customdata: owner, meta: { role: 'context' }, showlegend: false, connectgaps: false,
      line: { color: GREY, width: 1 }, marker: { color: GREY, size: 3 }, hovertemplate: '%{text}<extra></extra>',
    };
  }

  C.charts.multiples = (gd, view) => {
    const { series, codes } = view;
    const columns = Math.max(1, Math.min(codes.length, gd.clientWidth < 520 ? 2 : gd.clientWidth < 820 ? 3 : 4));
    const rows = Math.ceil(codes.length / columns);
    const traces = [], layout = { annotations: [], shapes: [] };
    codes.forEach((code, i) => {
      const n = i ? i + 1 : '';
      traces.push(...C.lineTraces(series, code, i, view, { on: { xaxis: `x${n}`, yaxis: `y${n}` }, few: PANEL_DOTS }));
      if (view.second && code in view.second.column) {
        traces.push(...C.lineTraces(view.second, code, i, view, { on: { xaxis: `x${n}`, yaxis: `y${n}` }, few: PANEL_DOTS, dashed: true, name: view.second.label }));
      }
    });
    const shared = C.range(traces, view, 'y');
    const gap = { x: Math.max(columns > 2 ? 0.03 : 0.06, (view.panels === 'own' ? LABELS_PX : YEAR_PX) / gd.clientWidth), y: Math.min(0.05, 0.2 / rows) };
    codes.forEach((code, i) => {
      const n = i ? i + 1 : '';
      const column = i % columns, row = Math.floor(i / columns);
      const width = (1 - gap.x * (columns - 1)) / columns, height = (1 - gap.y * (rows - 1)) / rows;
      const left = column * (width + gap.x), top = 1 - row * (height + gap.y);
      const own = traces.filter((trace) => (trace.yaxis || 'y') === `y${n}`);
      const range = view.panels === 'own' ? C.range(own, view, 'y') : shared;
      layout[`xaxis${n}`] = { ...C.yearAxis(series, gd.clientWidth / columns, 3), domain: [left, left + width], anchor: `y${n}` };
      layout[`yaxis${n}`] = {
        ...C.axisOf(view, range, 4), domain: [top - height * 0.82, top - height * 0.15], anchor: `x${n}`,
        showticklabels: column === 0 || view.panels === 'own', tickfont: { size: 11, color: C.soft() },
      };
      layout.annotations.push({
        xref: 'paper', yref: 'paper', x: left, y: top, xanchor: 'left', yanchor: 'top', showarrow: false,
        text: `<b>${C.safe(C.short(C.name(code), Math.round(gd.clientWidth / columns / 8)))}</b>`, font: { size: 13, color: C.style(i).colour },
      });
    });
    C.react(gd, traces, { ...layout, height: Math.max(240, rows * 168), margin: { l: 4, r: 8, t: 8, b: 8 }, hovermode: 'closest' });
    C.legend(view, []);
  };

  C.yearAxis = (series, width, most = 8) => {
    const last = series.firstYear + series.shape[0] - 1;
    const pad = Math.max(0.5, (last - series.firstYear) * 0.015);
    const ticks = Math.max(2, Math.min(most, Math.floor(width / 60)));
    const step = [1, 2, 5, 10, 20, 50].find((s) => (last - series.firstYear) / s <= ticks) || 100;
    const values = [];
    for (let year = Math.ceil(series.firstYear / step) * step; year <= last; year += step) values.push(year);
    return {
      range: [series.firstYear - pad, last + pad], autorange: false, ticklabeloverflow: 'allow', showgrid: false, zeroline: false, fixedrange: true,
      ...C.apartFromAxis, tickvals: values, ticktext: values.map(String), hoverformat: 'd', tickfont: { color: C.soft() },
    };
  };

  // Names at the line ends, moved apart where they would overlap.
  function labels(gd, traces, range, view) {
    const height = Math.max(120, gd.clientHeight - 46);
    const place = (v) => { const at = view.axis === 'log' ? Math.log10(v) : v; return ((range[1] - at) / (range[1] - range[0])) * height; };
    const ends = traces.filter((t) => t.meta.role === 'value' && t.y.length)
      .map((t) => ({ t, at: place(t.y[t.y.length - 1]) })).sort((a, b) => a.at - b.at);
    const room = Math.min(LABEL_PX, height / Math.max(1, ends.length));
    const places = C.apart(ends.map(({ at }) => at), room, height);
    return ends.map(({ t }, i) => ({
      x: 1.01, xref: 'paper', xanchor: 'left', y: 1 - places[i] / height, yref: 'paper', yanchor: 'middle', showarrow: false,
      text: C.safe(C.short(t.name, 22)), font: { color: t.marker.color, size: room < 14 ? 11 : 13 },
    }));
  }
})();
