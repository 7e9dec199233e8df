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
  // Classes of the form drawn: those of the indicator for its own values, else sixths of what is drawn.
  C.heatClasses = (view) => {
    const scale = TL.colours(view.raw);
    if (view.form === 'absolute' && view.total === 'none') return { of: (v) => view.raw.classOf(v), scale };
    const all = view.codes.flatMap((code) => C.points(view.series, code).map((p) => p.value)).sort((a, b) => a - b);
    const palette = scale.length >= 4 ? scale : TL.colours(view.raw);
    const uppers = palette.map((c, i) => C.quantile(all, (i + 1) / palette.length));
    return { of: (v) => { const at = uppers.findIndex((u) => v <= u); return at < 0 ? palette.length - 1 : at; }, scale: palette };
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
    TL.slot('compare-heat').replaceChildren(wrap);
    wrap.scrollLeft = wrap.scrollWidth; // the latest years first
    C.gd.traces = [];
    const marks = [{ sign: 'square', colour: classes.scale[0], text: TL.t('compare.legend.low') }, { sign: 'square', colour: classes.scale[classes.scale.length - 1], text: TL.t('compare.legend.high') }];
    C.legend(view, marks);
  };

  function cell(series, code, year, classes) {
    const value = series.get(code, year), status = series.statusOf(code, year);
    if (Number.isNaN(value)) return TL.element('td', '\u2014', { class: 'heat-none', title: TL.t(`missing.${status && status !== 'A' ? status : 'none'}`) });
    const colour = classes.scale[Math.max(0, classes.of(value))];
    const node = TL.element('td', C.compact(value), { title: `${C.name(code)}, ${year}: ${C.text(value, series, status)}`, 'data-value': value, 'data-code': code, 'data-year': year });
    node.style.background = colour;
    node.style.color = inkOn(colour);
    if (status && status !== 'A') node.classList.add('heat-marked');
    return node;
  }

  // The same as a drawing, for the picture: a square and a number per cell.
  C.heatFigure = (view) => {
    const years = C.heatYears(view), codes = C.heatRows(view), classes = C.heatClasses(view);
    const cells = codes.flatMap((code, i) => years.map((year, k) => ({ i, k, value: view.series.get(code, year) }))).filter((c) => !Number.isNaN(c.value));
    const numbers = years.length <= 16;
    return {
      data: [{
        type: 'scatter', mode: numbers ? 'markers+text' : 'markers', x: cells.map((c) => c.k), y: cells.map((c) => c.i), hoverinfo: 'skip',
        marker: { symbol: 'square', size: Math.min(26, 900 / years.length), color: cells.map((c) => classes.scale[Math.max(0, classes.of(c.value))]) },
        text: cells.map((c) => C.compact(c.value)), textfont: { size: 9, color: cells.map((c) => inkOn(classes.scale[Math.max(0, classes.of(c.value))])) },
      }],
      layout: {
        height: codes.length * 27 + 40,
        xaxis: { tickvals: years.map((y, k) => k).filter((k) => years.length <= 20 || years[k] % 5 === 0), ticktext: years.filter((y) => years.length <= 20 || y % 5 === 0).map(String), showgrid: false, zeroline: false, range: [-0.6, years.length - 0.4], side: 'top' },
        yaxis: { tickvals: codes.map((c, i) => i), ticktext: codes.map((c) => C.safe(C.name(c))), showgrid: false, zeroline: false, range: [codes.length - 0.4, -0.6], automargin: true },
      },
    };
  };
})();
