// The panel of one country on the map page: its value, its years, where to go on.
(function () {
  'use strict';
  const TL = window.TL;
  const WIDTH = 260;
  const HEIGHT = 84;
  const EDGE = 6;
  const panel = (TL.panel = {});

  panel.draw = (view) => {
    const holder = TL.slot('map-panel');
    const code = view.country;
    holder.hidden = !code;
    if (!code) { holder.replaceChildren(); return; }
    const { series, year } = view;
    const cell = view.cells.get(code);
    const close = TL.element('button', '\u00d7', { type: 'button', class: 'icon-button panel-close', 'data-map': 'close', 'aria-label': TL.t('map.close') });
    const value = TL.element('p', TL.match.known(cell) ? plainValue(cell, series) : TL.match.words(cell.kind), { class: 'panel-value' });
    const notes = TL.element('dl', null, { class: 'panel-facts' });
    const fact = (name, text) => notes.append(TL.element('dt', TL.t(`map.panel.${name}`)), TL.element('dd', text));
    fact('asked', String(year));
    if (TL.match.known(cell)) {
      fact('year', cell.year === year ? String(cell.year) : TL.t('map.panel.years_before', { year: cell.year, count: year - cell.year }));
      fact('status', TL.doubts.marks(series, code, cell.year).join(', ') || TL.t('status.A'));
    } else if (cell.year !== null) {
      fact('last', `${plainValue({ value: series.get(code, cell.year) }, series)}, ${cell.year}`);
    }
    const counted = series.breakdown ? `${series.label}, ${series.breakdownText}` : series.label;
    holder.setAttribute('aria-labelledby', 'panel-title');
    holder.replaceChildren(
      close, TL.element('h3', TL.areaName(code), { id: 'panel-title', tabindex: '-1' }), TL.element('p', `${counted} (${series.unit})`, { class: 'muted' }),
      value, notes, ...doubt(view, code, cell), history(view, code), links(view, code), TL.element('p', series.source, { class: 'source' }),
    );
  };

  function doubt({ series }, code, cell) {
    const why = TL.match.known(cell) && TL.doubts.why(series, code, cell.year);
    return why ? [TL.element('p', why, { class: 'panel-doubt' })] : [];
  }

  function plainValue(cell, series) {
    if (series.kind === 'binary') return TL.t(cell.value > 0.5 ? 'legend.yes' : 'legend.no');
    return TL.value(cell.value, series);
  }

  // The country's own values over the years, with gaps where there are none.
  function history(view, code) {
    const { series, year } = view;
    const points = [];
    for (let i = 0; i < series.shape[0]; i++) {
      const value = series.get(code, series.firstYear + i);
      if (value === value) points.push([series.firstYear + i, value]);
    }
    if (!points.length) return TL.element('p', TL.t('map.panel.no_years'), { class: 'muted' });
    const values = points.map((p) => p[1]);
    const [low, high] = [Math.min(0, ...values), Math.max(...values, 0)];
    const span = Math.max(1, series.shape[0] - 1);
    const x = (y) => EDGE + ((y - series.firstYear) / span) * (WIDTH - 2 * EDGE);
    const y = (v) => HEIGHT - 18 - EDGE - ((v - low) / (high - low || 1)) * (HEIGHT - 18 - 2 * EDGE);
    const apart = (point) => series.apart(code, point[0]);
    const near = gap(series);
    // Solid between values that lead; broken to and from one that does not.
    const path = (broken) => points.map((point, i) => {
      const [at, v] = point, joined = i && at - points[i - 1][0] <= near;
      const own = joined && (apart(point) || apart(points[i - 1])) === broken;
      return `${own ? 'L' : 'M'}${x(at).toFixed(1)} ${y(v).toFixed(1)}`;
    }).join('');
    const dots = points.map((point) => `<circle${apart(point) ? ' class="apart"' : ''} cx="${x(point[0]).toFixed(1)}" cy="${y(point[1]).toFixed(1)}" r="${point[0] === view.cells.get(code).year ? 4 : apart(point) ? 2.5 : points.length > 30 ? 1.2 : 2}"/>`).join('');
    const led = points.filter(([at]) => series.leads(code, at));
    const told = led.length ? led : points;
    const first = told[0], last = told[told.length - 1];
    const holder = TL.element('figure', null, { class: 'panel-history' });
    holder.innerHTML = `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img"><line class="base" x1="${EDGE}" x2="${WIDTH - EDGE}" y1="${y(0)}" y2="${y(0)}"/><line class="asked" x1="${x(year)}" x2="${x(year)}" y1="0" y2="${HEIGHT - 18}"/><path d="${path(false)}"/><path class="apart" d="${path(true)}"/>${dots}<text x="${EDGE}" y="${HEIGHT - 4}">${series.firstYear}</text><text x="${WIDTH - EDGE}" y="${HEIGHT - 4}" text-anchor="end">${series.firstYear + span}</text></svg>`;
    const course = TL.t(told.length > 1 ? 'summary.line' : 'summary.line_one', {
      area: TL.areaName(code), first: first[0], last: last[0], from: TL.value(first[1], series), to: TL.value(last[1], series),
    });
    const text = [course, ...TL.doubts.note(TL.doubts.cells(series, [code]), false)].join(' ');
    holder.firstChild.setAttribute('aria-label', text);
    holder.append(TL.element('figcaption', text));
    return holder;
  }

  // Years between two values that still belong together: the rhythm of the series.
  const gap = (series) => {
    const years = series.yearsWithValues;
    const steps = years.slice(1).map((year, i) => year - years[i]);
    return steps.length ? Math.max(1, steps.sort((a, b) => a - b)[Math.floor(steps.length / 2)]) : 1;
  };

  function links(view, code) {
    const { pages } = window.THROUGHLINE;
    const holder = TL.element('ul', null, { class: 'panel-links' });
    const state = TL.read();
    const add = (page, text) => {
      if (!pages[page]) return;
      const address = TL.address({ ...state, path: pages[page].path, indicator: view.series.id, year: null, areas: [code] });
      const item = TL.element('li');
      item.append(TL.element('a', text, { href: address, 'data-areas': '1' }));
      holder.append(item);
    };
    add('compare', TL.t('map.panel.compare'));
    if (TL.page.assessable.includes(view.series.id)) add('calculation', TL.t('map.panel.calculation'));
    return holder;
  }
})();
