// The line chart of chosen areas, labelled at the line ends.
(function () {
  'use strict';
  const TL = window.TL;
  const Plotly = window.ThroughlinePlotly;
  const YEARS_PX = 32;
  const LABEL_PX = 15;
  const FALLBACK_AREAS = 5;
  const lines = (TL.lines = { gd: null, areas: [], chosen: true });

  // Chosen areas that the series has; else the highest countries of the year among those that lead in
  // it, or in the last year before it in which one does.
  lines.pick = (series, areas, year) => {
    const known = areas.filter((code) => code in series.column);
    if (areas.length) return { areas: known, chosen: true, absent: areas.filter((c) => !known.includes(c)) };
    const all = series.areas.filter(series.isCountry);
    const led = TL.doubts.yearLed(series, all, year);
    const countries = all.filter((code) => series.leads(code, led));
    countries.sort((a, b) => series.get(b, led) - series.get(a, led));
    return { areas: countries.slice(0, FALLBACK_AREAS), chosen: false, absent: [] };
  };

  lines.points = (series, code) => {
    const x = [],
      y = [];
    const years = series.shape[0];
    for (let i = 0; i < years; i++) {
      const year = series.firstYear + i;
      const value = series.get(code, year);
      x.push(year);
      y.push(Number.isNaN(value) ? null : value);
    }
    return { x, y };
  };

  lines.draw = (gd, series, picked, year) => {
    lines.gd = gd;
    Object.assign(lines, picked);
    const style = TL.shell.lines[TL.dark() ? 'dark' : 'light'];
    const traces = picked.areas.flatMap((code, i) =>
      pair(series, code, {
        colour: style.colours[i % style.colours.length],
        dash: style.dashes[i % style.dashes.length],
        symbol: style.markers[i % style.markers.length],
      }),
    );
    const narrow = gd.clientWidth < 560;
    const layout = Object.assign({}, gd.layout, {
      annotations: narrow ? [] : labels(gd, traces),
      showlegend: narrow,
      legend: { orientation: 'h', y: -0.15 },
      margin: { l: 8, r: narrow ? 12 : 150, t: 12, b: narrow ? 8 : YEARS_PX },
      shapes: [
        {
          type: 'line',
          x0: year,
          x1: year,
          y0: 0,
          y1: 1,
          yref: 'paper',
          line: { width: 1, dash: 'dot', color: '#8a929c' },
        },
      ],
    });
    const range = span(traces);
    const ticks = TL.compare.ticks(range, false); // Plotly's own labels know one language
    // A legend moves what is above it.
    const axis = { autorange: false, automargin: narrow, ticklabeloverflow: 'allow' };
    layout.yaxis = Object.assign({}, layout.yaxis, axis, {
      range,
      tickvals: ticks,
      ticktext: ticks.map(TL.compare.compact),
    });
    layout.xaxis = Object.assign({}, layout.xaxis, axis, TL.compare.apartFromAxis, {
      range: [series.firstYear - 0.5, series.firstYear + series.shape[0] - 0.5],
    });
    if (!narrow) layout.margin = TL.compare.margins(layout);
    Plotly.react(gd, traces, layout);
  };

  // The line of an area through the values that lead, and what leads nothing apart from it: hollow
  // marks, with dotted lines from the years beside them. A solid line never ends at such a value.
  function pair(series, code, { colour, dash, symbol }) {
    const { x, y } = lines.points(series, code);
    const apart = x.map((year) => series.apart(code, year));
    const beside = (i) => apart[i] || apart[i - 1] || apart[i + 1];
    const words = x.map((year, i) => {
      if (y[i] === null) return '';
      const marks = TL.doubts.marks(series, code, year);
      const also = marks.length ? ` (${marks.join(', ')})` : '';
      return `${TL.value(y[i], series)}${also}${TL.doubts.hover(series, code, year)}`;
    });
    const trace = (wanted, look) => ({
      type: 'scatter',
      mode: 'lines+markers',
      name: TL.areaName(code),
      x,
      y: y.map((v, i) => (wanted(i) ? v : null)),
      meta: code,
      connectgaps: false,
      hovertemplate: hovered,
      text: words,
      ...look,
    });
    const hovered = `${TL.areaName(code)}: %{text}<extra></extra>`;
    const own = trace((i) => !apart[i], {
      line: { color: colour, width: 2, dash },
      marker: { color: colour, size: 5, symbol },
    });
    if (!apart.includes(true)) return [own];
    const open = {
      color: colour,
      symbol: `${symbol.replace(/-open$/, '')}-open`,
      size: apart.map((is) => (is ? 8 : 0)),
      line: { width: 1.75, color: colour },
    };
    const hover = {
      hovertemplate: apart.map((is) => (is ? hovered : '')),
      hoverinfo: apart.map((is) => (is ? 'all' : 'skip')),
      showlegend: false,
    };
    return [
      own,
      trace(beside, { line: { color: colour, width: 1.5, dash: 'dot' }, marker: open, ...hover, role: 'apart' }),
    ];
  }

  function span(traces) {
    const all = traces.flatMap((t) => t.y.filter((v) => v !== null));
    if (!all.length) return [0, 1];
    const low = Math.min(0, ...all),
      high = Math.max(0, ...all);
    const room = (high - low || 1) * 0.05;
    return [low < 0 ? low - room : 0, high + room];
  }

  // Names at the line ends, moved apart where they would overlap.
  function labels(gd, traces) {
    const [low, high] = span(traces);
    const height = Math.max(120, gd.clientHeight - 40);
    const last = (trace) => trace.y.findLastIndex((v) => v !== null);
    const names = [...new Set(traces.map((trace) => trace.meta))]; // at the end of an area's last trace
    const ends = names
      .map(
        (code) =>
          traces.filter((trace) => trace.meta === code && last(trace) >= 0).sort((a, b) => last(b) - last(a))[0],
      )
      .filter(Boolean)
      .map((trace) => ({ trace, value: trace.y[last(trace)] }))
      .sort((a, b) => b.value - a.value);
    const places = spread(
      ends.map((end) => ((high - end.value) / (high - low)) * height),
      height,
    );
    return ends.map(({ trace }, i) => ({
      x: 1.01,
      xref: 'paper',
      xanchor: 'left',
      y: high - (places[i] / height) * (high - low),
      yanchor: 'middle',
      text: trace.name.length > 20 ? `${trace.name.slice(0, 19)}\u2026` : trace.name,
      showarrow: false,
      font: { color: trace.line.color, size: 13 },
    }));
  }

  // Push labels down to a line's height apart, then back up from the lower edge.
  function spread(wanted, height) {
    const places = [];
    wanted.forEach((y) => places.push(Math.max(y, (places.length ? places[places.length - 1] : -Infinity) + LABEL_PX)));
    let below = height;
    for (let i = places.length - 1; i >= 0 && places[i] > below; i--) {
      places[i] = below;
      below -= LABEL_PX;
    }
    return places;
  }
})();
