// Words and table of the map page: all from the cells that are drawn.
(function () {
  'use strict';
  const TL = window.TL;
  const text = (TL.maptext = {});

  const set = (name, words) => {
    const node = TL.slot(name);
    if (node && node.textContent !== words) node.textContent = words;
  };

  text.title = (view) => {
    const { series, year } = view;
    const part = series.breakdown ? `, ${series.breakdownText}` : '';
    const place = view.region === 'world' ? '' : ` \u2013 ${document.querySelector('#map-region option:checked').textContent}`;
    return `${series.label}${part}, ${year}${place}`;
  };

  text.titles = (view) => {
    const { series } = view;
    const cells = [...view.shown].map((code) => view.cells.get(code));
    const known = cells.filter(TL.match.known).sort((a, b) => a.value - b.value);
    const led = known.filter((cell) => cell.leads);
    const earlier = known.filter((cell) => cell.year !== view.year).length;
    const mode = TL.t(`map.mode.${view.mode}`, { year: view.year });
    set('map-title', text.title(view));
    set('map-subtitle', `${series.unit} \u00b7 ${mode}`);
    set('map-source', `${series.source} ${series.note}`.trim());
    const show = (cell) => `${TL.value(cell.value, series)} (${TL.areaName(cell.code)})`;
    const parts = [];
    const told = (TL.doubts.told.map = TL.doubts.note(known.map((cell) => [series, cell.code, cell.year])));
    if (!known.length) {
      parts.push(TL.t('summary.map_empty', { year: view.year }));
    } else if (!led.length) {
      parts.push(TL.t('doubts.none_lead', { year: view.year, count: known.length, total: cells.length }));
    } else {
      parts.push(TL.t(series.kind === 'binary' ? 'summary.binary' : 'summary.map', {
        year: view.year, count: known.length, total: cells.length, missing: cells.length - known.length,
        low: show(led[0]), median: TL.value(led[Math.floor((led.length - 1) / 2)].value, series), high: show(led[led.length - 1]),
        yes: led.filter((cell) => cell.value > 0.5).length,
      }));
      if (earlier) parts.push(TL.t('map.earlier', { count: earlier, year: view.year }));
    }
    const kinds = TL.match.KINDS.map((kind, i) => [kind, view.counts.get(-1 - i) || 0]).filter(([, n]) => n);
    if (kinds.length) parts.push(TL.t('map.kinds', { list: kinds.map(([kind, n]) => `${TL.match.words(kind)} ${n}`).join(', ') }));
    set('map-summary', [...parts, ...told].join(' '));
  };

  // The table is built when its disclosure is open.
  text.table = (view) => {
    const holder = TL.slot('map-table');
    const box = TL.slot('map-details');
    const now = () => { if (box.open) holder.replaceChildren(build(TL.views.map.view)); };
    box.ontoggle = now;
    now();
  };

  function build(view) {
    const { series } = view;
    const caption = `${text.title(view)} (${series.unit})`;
    const wrap = TL.element('div', null, { class: 'table-wrap', tabindex: '0', role: 'region', 'aria-label': caption });
    const node = TL.element('table');
    const row = (cells, tag, attributes) => {
      const line = TL.element('tr');
      cells.forEach((cell, i) => line.append(TL.element(i ? tag : 'th', cell, i && tag === 'td' ? {} : { scope: i || attributes ? 'col' : 'row' })));
      return line;
    };
    const head = TL.element('thead');
    head.append(row([TL.t('table.area'), series.unit, TL.t('table.year'), TL.t('map.shown_as')], 'th', true));
    const body = TL.element('tbody');
    TL.areas.list.filter((area) => view.shown.has(area.code)).forEach((area) => {
      const cell = view.cells.get(area.code);
      const known = TL.match.known(cell);
      const marks = known ? TL.doubts.marks(series, area.code, cell.year) : [];
      const words = cell.kind === 'value' ? marks.join(', ') || TL.t('status.A') : TL.match.words(cell.kind);
      const why = known ? TL.doubts.why(series, area.code, cell.year) : '';
      body.append(row([area.name, known ? TL.value(cell.value, series) : '\u2014', known ? String(cell.year) : '\u2014', why ? `${words}. ${why}` : words], 'td'));
    });
    node.append(TL.element('caption', caption), head, body);
    wrap.append(node);
    return wrap;
  }
})();
