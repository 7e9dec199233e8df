// The page of one indicator: its line chart, and the strips that show who has a value in which year.
(function () {
  'use strict';
  const TL = window.TL;
  const ROW_PX = 4;
  let turn = 0;

  TL.views.indicator = {
    arrived: (state) => draw(state),
    apply: (state) => draw(state),
  };

  async function draw(state) {
    const mine = ++turn;
    try {
      if (!TL.areas) await TL.loadAreas();
      const series = await TL.load(TL.page.slug, '', state.publisher);
      const gd = await TL.plot('line');
      if (mine !== turn) return;
      TL.series = series;
      TL.year = series.yearsWithValues.includes(state.year) ? state.year : series.year;
      TL.picked = TL.lines.pick(series, state.areas, TL.year);
      TL.lines.draw(gd, series, TL.picked, TL.year);
      TL.tables.titles(series, TL.year);
      TL.tables.lineSummary(series, TL.picked);
      TL.tables.lines(series, TL.picked);
      TL.files.csvLinks(state, TL.picked);
      TL.doubts.control(series);
      strips(series);
      document.body.dataset.drawn = `${series.id}|${TL.picked.areas.join(',')}`;
    } catch (error) {
      TL.say(TL.t('failed', { what: error.message }));
    }
  }

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  // One canvas per region: a row per place, a column per year. Drawn once per series and colours.
  function strips(series) {
    const holder = document.querySelector('[data-strips]');
    if (!holder) return;
    const look = `${series.id}|${series.publisher}|${TL.dark()}`;
    if (holder.dataset.drawn === look) return;
    holder.dataset.drawn = look;
    holder.querySelectorAll('[data-strip]').forEach((node) => strip(node, series));
    table(series);
  }

  function strip(node, series) {
    const places = node.dataset.strip.split(',');
    const years = series.shape[0];
    const canvas = TL.element('canvas', null, { width: years, height: places.length * ROW_PX, 'aria-hidden': 'true' });
    const paint = canvas.getContext('2d');
    const inks = { value: colour('--accent'), reason: colour('--thread') };
    places.forEach((code, row) => {
      for (let i = 0; i < years; i++) {
        const year = series.firstYear + i;
        const known = !Number.isNaN(series.get(code, year)), apart = series.apart(code, year);
        const status = known ? 'value' : series.statusOf(code, year) ? 'reason' : '';
        if (!status) continue;
        paint.fillStyle = inks[status];
        // A reason is drawn thinner than a value, so that colour is not the only sign; a value that
        // leads nothing is hollow.
        paint.fillRect(i, row * ROW_PX + (known ? 0 : 1), 1, known ? ROW_PX - 1 : 1);
        if (apart) paint.clearRect(i, row * ROW_PX + 1, 1, 1);
      }
    });
    const axis = TL.element('div', null, { class: 'cover-axis', 'aria-hidden': 'true' });
    axis.append(TL.element('span', String(series.firstYear)), TL.element('span', String(series.firstYear + years - 1)));
    node.replaceChildren(canvas, axis);
    canvas.addEventListener('pointermove', (event) => read(event, canvas, places, series));
    canvas.addEventListener('pointerleave', () => say('\u00a0'));
  }

  const say = (text) => {
    const line = TL.slot('cover-reading');
    if (line) line.textContent = text;
  };

  function read(event, canvas, places, series) {
    const box = canvas.getBoundingClientRect();
    const at = (place, size, count) => Math.min(count - 1, Math.max(0, Math.floor((place / size) * count)));
    const code = places[at(event.clientY - box.top, box.height, places.length)];
    const year = series.firstYear + at(event.clientX - box.left, box.width, series.shape[0]);
    const value = series.get(code, year);
    const text = Number.isNaN(value) ? TL.t(`missing.${series.statusOf(code, year) || 'none'}`) : TL.value(value, series) + TL.doubts.inTable(series, code, year);
    say(TL.t('coverage.at', { area: TL.areaName(code), year, text }));
  }

  // The same as a table, built when it is opened.
  function table(series) {
    const holder = TL.slot('coverage-table');
    const box = TL.slot('coverage-details');
    if (!holder || !box) return;
    const now = () => { if (box.open) holder.replaceChildren(rows(series)); };
    box.ontoggle = now;
    now();
  }

  function rows(series) {
    const places = [...document.querySelectorAll('[data-strip]')].flatMap((node) => node.dataset.strip.split(','));
    const caption = TL.t('coverage.caption');
    const wrap = TL.element('div', null, { class: 'table-wrap', tabindex: '0', role: 'region', 'aria-label': caption });
    const node = TL.element('table');
    const head = TL.element('tr');
    [TL.t('coverage.area'), TL.t('coverage.years'), TL.t('coverage.first'), TL.t('coverage.last')]
      .forEach((text) => head.append(TL.element('th', text, { scope: 'col' })));
    const body = TL.element('tbody');
    const order = TL.areas.list.filter((area) => places.includes(area.code));
    order.forEach((area) => {
      const years = series.yearsWithValues.filter((year) => !Number.isNaN(series.get(area.code, year)));
      const row = TL.element('tr');
      row.append(TL.element('th', area.name, { scope: 'row' }));
      const cells = years.length ? [years.length, years[0], years[years.length - 1]] : [0, TL.t('coverage.never'), '\u2014'];
      cells.forEach((text) => row.append(TL.element('td', String(text))));
      body.append(row);
    });
    const top = TL.element('thead');
    top.append(head);
    node.append(TL.element('caption', caption), top, body);
    wrap.append(node);
    return wrap;
  }
})();
