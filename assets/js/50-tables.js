// Titles, summaries and tables: the words of what the charts draw, from the same numbers.
(function () {
  'use strict';
  const TL = window.TL;
  const tables = (TL.tables = {});

  const set = (name, text) => {
    const node = TL.slot(name);
    if (node && node.textContent !== text) node.textContent = text;
  };

  tables.titles = (series, year) => {
    set('map-title', `${series.label}, ${year}`);
    set('map-subtitle', series.unit);
    set('line-title', TL.t('line.title', { title: series.label }));
    set('line-subtitle', series.unit);
    set('map-source', `${series.source} ${series.note}`.trim());
    set('line-source', series.source);
  };

  // Places with a value that leads this year, lowest to highest.
  tables.ranked = (series, year) => {
    const rows = TL.map.codes().flat().filter((code) => series.leads(code, year)).map((code) => ({ code, value: series.get(code, year) }));
    return rows.sort((a, b) => a.value - b.value);
  };

  tables.mapSummary = (series, year) => {
    const rows = tables.ranked(series, year);
    const codes = TL.map.codes().flat(), total = codes.length;
    const count = codes.filter((code) => !Number.isNaN(series.get(code, year))).length;
    const told = (TL.doubts.told.map = TL.doubts.note(codes.map((code) => [series, code, year])));
    if (!rows.length) {
      set('map-summary', [TL.t(count ? 'doubts.none_lead' : 'summary.map_empty', { year, count, total }), ...told].join(' '));
      return;
    }
    const show = (row) => `${TL.value(row.value, series)} (${TL.areaName(row.code)})`;
    const middle = rows[Math.floor((rows.length - 1) / 2)];
    const key = series.kind === 'binary' ? 'summary.binary' : 'summary.map';
    const words = TL.t(key, {
      year, count, total, missing: total - count,
      low: show(rows[0]), median: TL.value(middle.value, series), high: show(rows[rows.length - 1]),
      yes: rows.filter((row) => row.value > 0.5).length,
    });
    set('map-summary', [words, ...told].join(' '));
  };

  tables.lineSummary = (series, picked) => {
    const parts = [];
    if (!picked.chosen) parts.push(TL.t('summary.line_default', { count: picked.areas.length }));
    picked.areas.forEach((code) => {
      const { x, y } = TL.lines.points(series, code);
      const all = x.map((year, i) => [year, y[i]]).filter((p) => p[1] !== null);
      const led = all.filter(([year]) => series.leads(code, year));
      const known = led.length ? led : all;
      if (!known.length) { parts.push(TL.t('summary.line_none', { area: TL.areaName(code) })); return; }
      const [first, last] = [known[0], known[known.length - 1]];
      parts.push(TL.t(first === last ? 'summary.line_one' : 'summary.line', {
        area: TL.areaName(code), first: first[0], last: last[0],
        from: TL.value(first[1], series), to: TL.value(last[1], series),
      }));
    });
    if (picked.absent.length) parts.push(TL.t('summary.line_absent', { areas: picked.absent.map(TL.areaName).join(', ') }));
    TL.doubts.told.line = TL.doubts.note(TL.doubts.cells(series, picked.areas));
    set('line-summary', [...parts, ...TL.doubts.told.line].join(' '));
  };

  // Tables are built when their disclosure is open, since most readers never open them.
  tables.map = (series, year) => fill('map', () => {
    const places = new Set(TL.map.codes().flat());
    const rows = TL.areas.list.filter((area) => places.has(area.code)).map((area) => {
      const value = series.get(area.code, year);
      const known = !Number.isNaN(value);
      const marks = TL.doubts.marks(series, area.code, year).join(', ') || TL.t('status.A');
      const why = TL.doubts.why(series, area.code, year);
      return [area.name, known ? TL.number(value, fine(value, series)) : '\u2014', known ? `${marks}${why ? `. ${why}` : ''}` : TL.t(`missing.${series.statusOf(area.code, year) || 'none'}`)];
    });
    return table(`${series.label}, ${year} (${series.unit})`, [TL.t('table.area'), String(year), TL.t('table.status')], rows);
  });

  tables.lines = (series, picked) => fill('line', () => {
    const rows = [];
    for (let i = series.shape[0] - 1; i >= 0; i--) {
      const year = series.firstYear + i;
      const values = picked.areas.map((code) => series.get(code, year));
      if (values.some((v) => !Number.isNaN(v))) {
        rows.push([String(year), ...values.map((v, k) => (Number.isNaN(v) ? '\u2014' : TL.number(v, fine(v, series)) + TL.doubts.inTable(series, picked.areas[k], year)))]);
      }
    }
    return table(`${series.label} (${series.unit})`, [TL.t('table.year'), ...picked.areas.map(TL.areaName)], rows);
  });

  const fine = (value, series) => (value !== 0 && Math.abs(value) < 10 ** -series.decimals ? 6 : series.decimals);

  function fill(chart, build) {
    const holder = TL.slot(`${chart}-table`);
    const box = TL.slot(`${chart}-details`);
    if (!holder || !box) return;
    const now = () => { if (box.open) holder.replaceChildren(build()); };
    box.ontoggle = now;
    now();
  }

  Object.assign(tables, { fill, table }); // other pages' charts have tables too

  function table(caption, head, rows) {
    const wrap = TL.element('div', null, { class: 'table-wrap', tabindex: '0', role: 'region', 'aria-label': caption });
    const node = TL.element('table');
    node.append(TL.element('caption', caption));
    const top = TL.element('tr');
    head.forEach((text) => top.append(TL.element('th', text, { scope: 'col' })));
    const body = TL.element('tbody');
    rows.forEach(([first, ...rest]) => {
      const row = TL.element('tr');
      row.append(TL.element('th', first, { scope: 'row' }));
      rest.forEach((text) => row.append(TL.element('td', text)));
      body.append(row);
    });
    const headGroup = TL.element('thead');
    headGroup.append(top);
    node.append(headGroup, body);
    wrap.append(node);
    return wrap;
  }
})();
