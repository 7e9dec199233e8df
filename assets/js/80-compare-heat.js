// Comparing: the heat table, a table in its own right whose cells carry a colour as well.
(function () {
  'use strict';
  const TL = window.TL;
  const C = (TL.compare = TL.compare || {});

  // Contrast of black or white on a colour, so that every number reads.
  const inkOn = (hex) => {
    const [r, g, b] = [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16) / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179 ? '#11181f' : '#ffffff';
  };
  // Answers and grades keep the classes of the indicator; other values fall into equal shares of
  // what is drawn, so that the colours tell these areas apart.
  C.heatClasses = (view) => {
    const scale = TL.colours(view.raw);
    if (['binary', 'ordinal'].includes(view.entry.concept.kind)) {
      return { of: (v) => Math.max(0, view.raw.classOf(v)), scale, uppers: view.raw.uppers };
    }
    const all = view.codes.flatMap((code) => C.points(view.series, code).filter((p) => p.leads).map((p) => p.value)).sort((a, b) => a - b);
    const cuts = [...new Set(scale.map((c, i) => C.quantile(all, (i + 1) / scale.length)))];
    const step = (scale.length - 1) / Math.max(1, cuts.length - 1);
    return {
      uppers: cuts, scale: cuts.map((c, i) => scale[cuts.length === 1 ? 0 : Math.round(i * step)]),
      of: (v) => { const at = cuts.findIndex((u) => v <= u); return at < 0 ? cuts.length - 1 : at; },
    };
  };

  C.heatRows = (view) => view.codes.filter((code) => C.points(view.series, code).length);
  C.heatYears = (view) => view.series.yearsWithValues.filter((year) => view.codes.some((code) => !Number.isNaN(view.series.get(code, year))));

  C.heat = (view) => {
    const { series } = view;
    const years = C.heatYears(view), classes = C.heatClasses(view);
    const wrap = TL.element('div', null, { class: 'table-wrap heat-wrap', tabindex: '0', role: 'region', 'aria-label': TL.t('compare.title.heat', { label: series.label }) });
    const table = TL.element('table', null, { class: 'heat-table' });
    table.append(TL.element('caption', `${series.label} (${series.unit})`, { class: 'visually-hidden' }));
    const top = TL.element('tr');
    top.append(TL.element('th', TL.t('table.area'), { scope: 'col' }), ...years.map((year) => TL.element('th', String(year), { scope: 'col' })));
    const head = TL.element('thead');
    head.append(top);
    const body = TL.element('tbody');
    C.heatRows(view).forEach((code) => {
      const row = TL.element('tr');
      row.append(TL.element('th', C.name(code), { scope: 'row' }));
      years.forEach((year) => row.append(cell(series, code, year, classes)));
      body.append(row);
    });
    table.append(head, body);
    wrap.append(table);
    const shown = C.heatRows(view).length ? wrap : TL.element('p', C.nothing(view), { class: 'muted heat-empty' });
    TL.slot('compare-heat').replaceChildren(shown);
    wrap.scrollLeft = wrap.scrollWidth; // the latest years first
    C.gd.traces = [{ meta: { kinds: C.heatRows(view).flatMap((code) => years.map((year) => C.kindOf(series, code, year))) } }];
    C.legend(view, classes.uppers.map((upper, i) => ({ sign: 'block', colour: classes.scale[i], text: heatClass(classes.uppers, i, series) })));
  };

  function heatClass(uppers, i, series) {
    const show = (v) => C.compact(v) + (series.unitShort.startsWith('%') ? '\u202f%' : '');
    if (i === 0) return TL.t('legend.to', { high: Number.isFinite(uppers[0]) ? show(uppers[0]) : '' });
    return TL.t('legend.over', { low: show(uppers[i - 1]) });
  }

  function cell(series, code, year, classes) {
    const value = series.get(code, year);
    if (Number.isNaN(value)) {
      const status = series.statusOf(code, year);
      return TL.element('td', '\u2014', { class: 'heat-none', title: TL.t(`missing.${status && status !== 'A' ? status : 'none'}`) });
    }
    const colour = classes.scale[classes.of(value)];
    const node = TL.element('td', C.compact(value), { title: [`${C.name(code)}, ${year}: ${C.text(series, code, year)}`, TL.doubts.why(series, code, year)].filter(Boolean).join('. '), 'data-value': value, 'data-code': code, 'data-year': year });
    node.style.background = colour;
    node.style.color = inkOn(colour);
    const kind = C.kindOf(series, code, year);
    if (kind !== 'plain') node.classList.add(`heat-${kind}`);
    return node;
  }

  // Signs in the corners of cells that are estimated, doubted, provisional, forecast, or the first after a break.
  function marks(view, cells, classes) {
    const hollow = ['\u25cb', 0.3, -0.26];
    const SHOWN = { estimate: hollow, doubt: hollow, part: hollow, forecast: ['\u25ce', 0.3, -0.26], break: ['\u258d', -0.5, 0] };
    return Object.entries(SHOWN).map(([kind, [sign, right, down]]) => {
      const own = cells.filter(({ i, k }) => C.kindOf(view.series, C.heatRows(view)[i], C.heatYears(view)[k]) === kind);
      return { type: 'scatter', mode: 'text', x: own.map((c) => c.k + right), y: own.map((c) => c.i + down), text: own.map(() => sign), hoverinfo: 'skip', textfont: { size: kind === 'break' ? 20 : 9, color: own.map((c) => (kind === 'break' ? '#11181f' : inkOn(classes.scale[classes.of(c.value)]))) } };
    }).filter((trace) => trace.x.length);
  }

  // The same as a drawing, for the picture: a square and a number per cell.
  C.heatFigure = (view) => {
    const years = C.heatYears(view), codes = C.heatRows(view), classes = C.heatClasses(view);
    const cells = codes.flatMap((code, i) => years.map((year, k) => ({ i, k, value: view.series.get(code, year) }))).filter((c) => !Number.isNaN(c.value));
    const numbers = years.length <= 16, size = Math.min(26, 900 / years.length);
    return {
      data: [{
        type: 'scatter', mode: numbers ? 'markers+text' : 'markers', x: cells.map((c) => c.k), y: cells.map((c) => c.i), hoverinfo: 'skip',
        marker: { symbol: 'square', size, color: cells.map((c) => classes.scale[classes.of(c.value)]) },
        text: cells.map((c) => C.compact(c.value)), textfont: { size: 9, color: cells.map((c) => inkOn(classes.scale[classes.of(c.value)])) },
      }, ...marks(view, cells, classes)],
      layout: {
        height: codes.length * (size + 9) + 60,
        xaxis: { tickvals: years.map((y, k) => k).filter((k) => years.length <= 20 || years[k] % 5 === 0), ticktext: years.filter((y) => years.length <= 20 || y % 5 === 0).map(String), showgrid: false, zeroline: false, range: [-0.6, years.length - 0.4], side: 'top' },
        yaxis: { tickvals: codes.map((c, i) => i), ticktext: codes.map((c) => C.safe(C.name(c))), showgrid: false, zeroline: false, range: [codes.length - 0.4, -0.6], automargin: true },
      },
    };
  };
})();
