// Comparing: two indicators against each other, with size, colour, year, play and trails.
(function () {
  'use strict';
  const TL = window.TL;
  const Plotly = window.ThroughlinePlotly;
  const C = (TL.compare = TL.compare || {});
  const SMALL_PX = 5, LARGE_PX = 46, PLAIN_PX = 9, TRAIL_DOTS = 8;
  const REGIONS = ['M49:002', 'M49:019', 'M49:142', 'M49:150', 'M49:009'];
  const INCOMES = ['WB:LIC', 'WB:LMC', 'WB:UMC', 'WB:HIC'];
  C.charts = C.charts || {};

  C.groupStyle = (group, colour) => {
    if (colour === 'none') return { colour: C.style(0).colour, symbol: 'circle' };
    const at = (colour === 'income' ? INCOMES : REGIONS).indexOf(group);
    return at < 0 ? { colour: C.soft(), symbol: 'hexagon' } : C.style(at);
  };
  C.groupOf = (code, colour) => (colour === 'none' ? 'M49:001' : (C.known.areas[code] || [])[colour === 'income' ? 1 : 0] || '');

  // Years in which some country has both values; opens with the latest well covered one.
  C.scatterYears = (view, loaded) => {
    Object.assign(view, { xs: C.dress(loaded.x, {}), sizes: loaded.size || null, xEntry: C.known.byId[view.x] });
    const counts = view.series.yearsWithValues.map((year) => [year, C.pairs(view, year).length]).filter(([, n]) => n);
    view.years = counts.map(([year]) => year);
    const most = Math.max(0, ...counts.map(([, n]) => n));
    const good = counts.filter(([, n]) => n >= most * 0.6).map(([year]) => year);
    if (!TL.read().year && good.length) view.year = good[good.length - 1];
    const logOf = (series, entry) => !C.refused(entry, 'log', { lowest: C.lowest(series) });
    view.xLog = view.xaxis !== 'linear' && logOf(view.xs, view.xEntry) && (view.xaxis === 'log' || skewed(view));
  };
  // Money, people and the like spread over powers of ten: a logarithmic axis keeps them apart.
  const skewed = (view) => {
    const values = C.pairs(view, view.year).map((code) => view.xs.get(code, view.year)).sort((a, b) => a - b);
    return values.length > 4 && values[0] > 0 && values[values.length - 1] / values[0] > 200;
  };

  const fits = (value, log) => !Number.isNaN(value) && (!log || value > 0);
  C.pairs = (view, year) => view.codes.filter((code) => C.isCountry(code)
    && fits(view.series.get(code, year), view.axis === 'log') && fits(view.xs.get(code, year), view.xLog)
    && (!view.sizes || view.sizes.get(code, year) >= 0));

  // One trace per group, in a fixed order, so that a year changes numbers and nothing else.
  C.clouds = (view, year) => {
    const codes = C.pairs(view, year);
    const groups = [...(view.colour === 'none' ? ['M49:001'] : view.colour === 'income' ? INCOMES : REGIONS), ''];
    const largest = view.largest;
    return groups.map((group) => {
      const own = codes.filter((code) => C.groupOf(code, view.colour) === group)
        .sort((a, b) => (view.sizes ? view.sizes.get(b, year) - view.sizes.get(a, year) : 0) || (a < b ? -1 : 1));
      const marked = own.map((code) => view.marked.has(code));
      const { colour, symbol } = C.groupStyle(group, view.colour);
      const used = [view.series, view.xs, ...(view.sizes ? [view.sizes] : [])];
      const kinds = own.map((code) => C.leastSure(
        C.kindOf(view.series, code, year), C.kindOf(view.xs, code, year), view.sizes && view.sizes.doubted(code, year) ? 'doubt' : 'plain'));
      return {
        type: 'scatter', mode: 'markers', name: C.groupName(group), meta: { role: 'value', group, symbol, kinds }, showlegend: false, ids: own,
        x: own.map((code) => view.xs.get(code, year)), y: own.map((code) => view.series.get(code, year)),
        customdata: own.map((code) => ({ code, size: view.sizes ? view.sizes.get(code, year) : null })),
        marker: {
          color: colour, symbol: kinds.map((kind) => C.symbol(symbol, kind)), sizemode: 'diameter',
          line: { color: marked.map((m, i) => (m ? C.ink() : kinds[i] === 'plain' ? C.paper() : colour)), width: marked.map((m, i) => (m ? 2.5 : kinds[i] === 'plain' ? 0.75 : 1.75)) },
          opacity: view.marked.size ? marked.map((m) => (m ? 0.95 : 0.45)) : 0.75,
          size: own.map((code) => (view.sizes ? SMALL_PX + Math.sqrt(view.sizes.get(code, year) / largest) * (LARGE_PX - SMALL_PX) : PLAIN_PX)),
        },
        hovertext: own.map((code) => C.safe(hover(view, code, year)) + used.map((series) => TL.doubts.hover(series, code, year)).join('')), hovertemplate: '%{hovertext}<extra></extra>', cliponaxis: false,
      };
    });
  };
  // Names over the chosen marks, apart from the others, of which each would get an empty text.
  const names = (clouds, view) => {
    const chosen = clouds.flatMap(({ ids, x, y, marker }) => ids.flatMap((code, i) => (view.marked.has(code) ? [{ code, x: x[i], y: y[i], size: marker.size[i] }] : [])));
    return {
      type: 'scatter', mode: 'markers+text', meta: { role: 'names' }, hoverinfo: 'skip', showlegend: false, cliponaxis: false,
      x: chosen.map((c) => c.x), y: chosen.map((c) => c.y), marker: { opacity: 0, size: chosen.map((c) => c.size), sizemode: 'diameter' },
      text: chosen.map((c) => C.safe(C.name(c.code))), textposition: 'top center', textfont: { size: 12.5, color: C.ink() },
    };
  };
  const hover = (view, code, year) => {
    const size = view.sizes ? `; ${view.sizes.label} ${C.value(view.sizes.get(code, year), view.sizes)}` : '';
    return `${C.name(code)}, ${year}: ${view.xs.label} ${C.value(view.xs.get(code, year), view.xs)}; ${view.series.label} ${C.value(view.series.get(code, year), view.series)}${size}`;
  };

  // The way of each chosen country up to the year; years without both values and breaks in a
  // series interrupt it, as does a value that leads nothing. Every part keeps the places of the years before it.
  C.trails = (view, year) => {
    if (view.trails === 'off') return [];
    const breaks = (code, when) => [view.series, view.xs].some((series) => C.kindOf(series, code, when) === 'break');
    return [...view.marked].filter(C.isCountry).flatMap((code) => {
      const parts = [{ x: [], y: [] }];
      view.years.filter((when) => when <= year).forEach((when, i) => {
        const px = view.xs.get(code, when), py = view.series.get(code, when);
        const known = fits(px, view.xLog) && fits(py, view.axis === 'log') && !view.series.apart(code, when) && !view.xs.apart(code, when);
        if (known && breaks(code, when) && parts[0].x.some((x) => x !== null)) parts.unshift({ x: new Array(i).fill(null), y: new Array(i).fill(null) });
        parts[0].x.push(known ? px : null);
        parts[0].y.push(known ? py : null);
      });
      const { colour } = C.groupStyle(C.groupOf(code, view.colour), view.colour);
      return parts.map((part) => ({ type: 'scatter', mode: 'lines+markers', ...part, meta: { role: 'trail', code }, hoverinfo: 'skip', showlegend: false, connectgaps: false, line: { color: colour, width: 1.75 }, marker: { size: 4, color: colour, maxdisplayed: TRAIL_DOTS } }));
    });
  };

  C.charts.scatter = (gd, view) => {
    const { year } = view;
    const fresh = view.drawnScatter !== gd.scatter || !gd.scatter;
    if (fresh) frame(view, [year]);
    const clouds = C.clouds(view, year);
    const traces = [...C.trails(view, year), ...clouds, names(clouds, view)];
    gd.traces = traces;
    if (!fresh) { gd.data = traces; gd.layout.annotations[0].text = String(year); return Plotly.redraw(gd); }
    gd.scatter = view.drawnScatter = {};
    const narrow = gd.clientWidth < 560;
    C.react(gd, traces, {
      height: narrow ? 420 : 560, margin: { l: 8, r: 20, t: 34, b: 8 },
      xaxis: { ...C.plainAxis(view.rangeX, view.xLog, narrow ? 3 : 6), title: { text: C.safe(C.short(`${view.xs.label} (${view.xs.unit})`, narrow ? 38 : 110)), font: { size: 13 } } },
      yaxis: { ...C.axisOf(view, view.rangeY), title: { text: C.safe(C.short(`${view.series.label} (${view.series.unit})`, narrow ? 46 : 70)), font: { size: 13 } } },
      annotations: [{ xref: 'paper', yref: 'paper', x: 0.985, y: 0.03, xanchor: 'right', yanchor: 'bottom', showarrow: false, text: String(year), font: { size: narrow ? 40 : 64, color: 'rgba(128,128,128,0.28)', family: '"Source Serif 4", serif' } }, ...C.targetLabel(view, 'y')],
      shapes: C.targetLine(view, 'y'),
    });
    const groups = traces.filter((t) => t.meta.role === 'value' && t.x.length && view.colour !== 'none');
    C.legend(view, groups.map((t) => ({ symbol: t.meta.symbol, colour: t.marker.color, text: t.name })));
    return undefined;
  };

  // Axes fit the year and the trails; once the years move they hold for all of them, so that
  // movement is movement. Sizes always hold for all years.
  function frame(view, years) {
    const all = { x: [], y: [] };
    view.largest = 0;
    view.years.forEach((year) => C.pairs(view, year).forEach((code) => {
      if (view.sizes) view.largest = Math.max(view.largest, view.sizes.get(code, year));
      if (!years.includes(year) && !(view.trails === 'on' && view.marked.has(code) && year <= view.year)) return;
      all.x.push(view.xs.get(code, year));
      all.y.push(view.series.get(code, year));
    }));
    view.largest = view.largest || 1;
    const bounds = (list) => list.reduce(([low, high], v) => [Math.min(low, v), Math.max(high, v)], [Infinity, -Infinity]);
    view.rangeX = C.room(...bounds(all.x), view.xLog, true);
    view.rangeY = C.range([all], view, 'y');
  }
  C.holdFrame = (view) => {
    if (view.held) return;
    view.held = true;
    frame(view, view.years);
    const narrow = C.gd.clientWidth < 560;
    const { layout } = C.gd;
    layout.xaxis = { ...layout.xaxis, ...C.plainAxis(view.rangeX, view.xLog, narrow ? 3 : 6) };
    layout.yaxis = { ...layout.yaxis, ...C.axisOf(view, view.rangeY) };
  };
})();
