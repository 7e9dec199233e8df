// Puts the parts together: what happens when a page has arrived and when a reader acts.
(function () {
  'use strict';
  const TL = window.TL;
  const PLAY_MS = 600;
  let player = null;
  let turn = 0;
  let dark = null; // the colours that the map was drawn in, and whether doubted values led

  TL.say = (text) => {
    let live = document.getElementById('live');
    if (!live) {
      live = TL.element('div', '', { id: 'live', role: 'status', 'aria-live': 'polite', class: 'toast' });
      document.body.append(live);
    }
    live.textContent = text;
    live.classList.add('shown');
    clearTimeout(TL.say.timer);
    TL.say.timer = setTimeout(() => live.classList.remove('shown'), 4000);
  };

  // The server has sent a page: name it, scroll to its top when the reader moved, draw its numbers.
  TL.arrived = async (data) => {
    const moved = TL.page !== null && TL.page.path !== location.pathname;
    TL.page = { ...data, path: location.pathname };
    TL.routed();
    TL.series = null;
    stop();
    document.title = data.title;
    document.getElementById('page').setAttribute('aria-busy', 'false');
    TL.waitEnd();
    if (moved) {
      window.scrollTo(0, 0);
      document.getElementById('main').focus({ preventScroll: true });
    }
    const menu = TL.slot('menu');
    if (menu) menu.open = false;
    markTheme();
    TL.hydrate(document.getElementById('header'));
    if (data.page === 'problem') return;
    TL.hydrate(document.getElementById('page'));
    TL.reach();
    if (TL.view().arrived) await TL.view().arrived(TL.read());
    else document.body.dataset.drawn = data.page;
  };

  // Small drawings inside a page: every file of the browser code may add one by its selector.
  TL.drawings = {};
  TL.hydrate = (root) => {
    if (!root) return;
    TL.bring(root);
    for (const [selector, draw] of Object.entries(TL.drawings)) root.querySelectorAll(selector).forEach(draw);
  };

  TL.views.explorer = {
    async arrived() {
      const { page } = TL;
      if (!TL.slot('charts').hidden) { // the server's figure first, the rest once it is on the screen
        await TL.plot('map');
        await TL.painted();
        if (TL.page !== page) return;
      }
      await TL.explore(TL.read());
      if (TL.page.figures.chain) setTimeout(() => TL.plot('chain'));
    },
    apply: (state) => TL.explore(state),
  };

  // Draw indicator, year and areas of the state. Only the newest call gets to draw.
  TL.explore = async (state) => {
    const id = state.indicator || TL.page.defaultIndicator;
    if (!id || !TL.page.indicators.includes(id)) return;
    const mine = ++turn;
    const box = TL.slot('explorer');
    const slow = setTimeout(() => box && box.classList.add('loading'), 200);
    try {
      if (!TL.areas) await TL.loadAreas();
      const series = await TL.load(id);
      if (mine !== turn) return;
      show('empty', false);
      show('charts', true);
      const gds = await Promise.all([TL.plot('map'), TL.plot('line')]);
      if (mine !== turn) return;
      await draw(series, state, gds, mine);
      if (box) box.classList.remove('failed');
    } catch (error) {
      if (box) box.classList.add('failed');
      TL.say(TL.t('failed', { what: error.message }));
    } finally {
      clearTimeout(slow);
      if (box && mine === turn) box.classList.remove('loading');
    }
  };

  async function draw(series, state, [mapGd, lineGd], mine) {
    const changed = TL.series !== series;
    TL.series = series;
    TL.year = series.yearsWithValues.includes(state.year) ? state.year : series.year;
    const drawnBefore = TL.map.gd === mapGd && TL.map.series;
    await TL.map.attach(mapGd);
    if (changed) { about(series); slider(series); }
    const colours = `${TL.dark()}${TL.doubts.lead()}`;
    const other = changed || dark !== colours;
    dark = colours;
    if (other && drawnBefore) {
      Object.assign(TL.map, { series, year: TL.year });
      TL.map.greet();
      TL.tables.titles(series, TL.year);
      TL.map.legend();
      await TL.painted();
      if (mine !== turn) return;
    }
    if (other || !drawnBefore || TL.map.year !== TL.year) await TL.map.draw(series, TL.year);
    TL.picked = TL.lines.pick(series, state.areas, TL.year);
    TL.lines.draw(lineGd, series, TL.picked, TL.year);
    words();
    document.body.dataset.drawn = `${series.id}|${TL.year}|${TL.picked.areas.join(',')}`;
  }

  function words() {
    const { series, year, picked } = TL;
    TL.tables.titles(series, year);
    TL.map.legend();
    TL.tables.mapSummary(series, year);
    TL.tables.lineSummary(series, picked);
    TL.tables.map(series, year);
    TL.tables.lines(series, picked);
    TL.files.csvLinks(TL.read(), picked);
    TL.doubts.control(series);
    sliderTo(year);
  }

  const show = (name, on) => {
    const node = TL.slot(name);
    if (node) node.hidden = !on;
  };

  function about(series) {
    const holder = TL.slot('about');
    if (!holder) return;
    const badges = TL.element('p', null, { class: 'badges' });
    badges.append(TL.element('span', TL.t(`measures.${series.measures}`), { class: `badge badge-${series.measures}` }));
    new Set([series.unit, TL.t(`kind.${series.kind}`)]).forEach((text) => badges.append(TL.element('span', text, { class: 'badge' })));
    holder.replaceChildren(
      TL.element('p', series.title, { class: 'about-title' }), badges, TL.element('p', series.caveat, { class: 'caveat' }));
  }

  // The year control steps through the years that have values, so that no step shows an empty map.
  function slider(series) {
    const holder = TL.slot('year-range');
    if (!holder) return;
    if (!holder.firstChild) holder.append(TL.element('input', null, { type: 'range', id: 'year', min: 0, step: 1 }));
    const input = holder.firstChild;
    input.max = Math.max(1, series.yearsWithValues.length - 1);
    input.disabled = series.yearsWithValues.length < 2;
  }

  function sliderTo(year) {
    const input = document.getElementById('year');
    const at = TL.series.yearsWithValues.indexOf(year);
    if (!input) return;
    if (Number(input.value) !== at) input.value = at;
    input.setAttribute('aria-valuetext', String(year));
    TL.slot('year').textContent = String(year);
  }

  function stepTo(at) {
    const year = TL.series.yearsWithValues[at];
    if (year === undefined || year === TL.year) return;
    TL.year = year;
    TL.map.step(year);
    sliderTo(year);
    TL.go({ year }, true);
  }

  // Steps have paused: words, tables and the marker line follow the map.
  TL.afterMove = () => {
    if (TL.view().settled) { TL.view().settled(); return; }
    if (!TL.series || player) return;
    words();
    if (!TL.picked.chosen) TL.picked = TL.lines.pick(TL.series, TL.read().areas, TL.year);
    TL.lines.draw(TL.lines.gd, TL.series, TL.picked, TL.year);
    words();
    document.body.dataset.drawn = `${TL.series.id}|${TL.year}|${TL.picked.areas.join(',')}`;
  };

  function play(button) {
    if (player) { stop(); return; }
    button.classList.add('playing');
    button.setAttribute('aria-label', TL.t('pause'));
    const years = TL.series.yearsWithValues;
    let at = years.indexOf(TL.year);
    if (at >= years.length - 1) at = -1;
    const tick = () => {
      at += 1;
      stepTo(at);
      if (at >= years.length - 1) stop();
    };
    player = setInterval(tick, PLAY_MS);
    tick();
  }

  function stop() {
    clearInterval(player);
    player = null;
    const button = document.querySelector('[data-action="play"]');
    if (!button) return;
    button.classList.remove('playing');
    if (TL.shell) button.setAttribute('aria-label', TL.t('play'));
  }

  function markTheme() {
    const button = document.getElementById('theme-switch');
    if (button) button.setAttribute('aria-pressed', String(TL.dark()));
  }

  function switchTheme() {
    const colours = TL.dark() ? 'light' : 'dark';
    document.documentElement.dataset.colours = colours;
    try { localStorage.setItem('tl-colours', colours); } catch (error) { /* private windows keep nothing */ }
    markTheme();
    if (TL.page && TL.page.page !== 'problem' && TL.view().apply) TL.view().apply(TL.read());
    TL.hydrate(document.getElementById('page'));
  }

  document.addEventListener('input', (event) => {
    if (event.target.id === 'year' && TL.series) { stop(); stepTo(Number(event.target.value)); }
  });
  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-action]');
    const menu = TL.slot('menu');
    if (menu && menu.open && !menu.contains(event.target)) menu.open = false;
    if (!button) return;
    const { action } = button.dataset;
    if (action === 'theme') switchTheme();
    else if (!TL.series) return;
    else if (action === 'play') play(button);
    else if (action === 'reset-map') TL.map.reset();
    else if (action === 'zoom-in') TL.map.zoom(1.6);
    else if (action === 'zoom-out') TL.map.zoom(1 / 1.6);
    else if (action === 'png' || action === 'svg') TL.files.save(button.dataset.for, action);
    else if (action === 'copy') TL.files.copy();
  });
  document.addEventListener('keydown', (event) => {
    const menu = TL.slot('menu');
    if (event.key === 'Escape' && menu && menu.open) { menu.open = false; menu.querySelector('summary').focus(); }
  });
})();
