// The legend of the map page: classes with how many places each holds, the kinds of nothing, and
// the years in use. Pointing at a row lets its places stand out on map, tiles and list.
(function () {
  'use strict';
  const TL = window.TL;
  const MOST_YEARS = 6;
  const legend = (TL.legend = {});
  let rows = []; // { button, bar, count, codes() }
  let pinned = null;

  // Keys within a group of controls of which Tab reaches one: arrows, Home, End.
  TL.rove = (holder, selector, step) => {
    holder.addEventListener('keydown', (event) => {
      const all = [...holder.querySelectorAll(selector)].filter((node) => node.offsetParent !== null);
      const at = all.indexOf(event.target.closest(selector));
      if (at < 0) return;
      const to = step(event, at, all);
      if (to === null || !all[to]) return;
      event.preventDefault();
      TL.roveTo(holder, selector, all[to]);
    });
  };
  TL.roveTo = (holder, selector, node, quiet) => {
    holder.querySelectorAll(`${selector}[tabindex="0"]`).forEach((other) => other.setAttribute('tabindex', '-1'));
    node.setAttribute('tabindex', '0');
    if (!quiet) node.focus();
  };
  TL.upDown = (event, at, all) => {
    const to = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    return to === undefined ? null : Math.min(all.length - 1, Math.max(0, to));
  };

  // Patterns of the kinds of nothing, with plain colours so that they hold in a saved picture too.
  const PAPER = { light: { zero: '#f6edd3', M: '#c9ced4', L: '#eceae4', Q: '#b9b3ad', old: '#efe6ee', none: '#e6e6e4', O: '#e6e6e4' },
    dark: { zero: '#4a4431', M: '#4a525b', L: '#262c32', Q: '#5d5750', old: '#3a2f3a', none: '#2b3138', O: '#2b3138' } };
  const INK = { light: { zero: '#c9b26a', M: '#c9ced4', L: '#a9a294', Q: '#57504a', old: '#9d7fa0', none: '#bcbcb8', O: '#bcbcb8' },
    dark: { zero: '#9a8a52', M: '#4a525b', L: '#6b7077', Q: '#bdb5ac', old: '#b48fb8', none: '#545d66', O: '#545d66' } };
  const MARKS = {
    zero: '<circle cx="3" cy="3" r=".9"/>', M: '', L: '<rect width="6" height="1.4" y="2"/>',
    Q: '<circle cx="1.5" cy="1.5" r="1"/><circle cx="4.5" cy="4.5" r="1"/>', old: '<rect width="1.6" height="6" x="2"/>',
    none: '<path d="M-1 1l2-2M0 6l6-6M5 7l2-2" stroke-width="1.2"/>', O: '<path d="M-1 1l2-2M0 6l6-6M5 7l2-2M-1 5l2 2M0 0l6 6M5 -1l2 2" stroke-width="1"/>',
  };
  legend.patterns = (dark, prefix) => TL.match.KINDS.map((kind) => {
    const [paper, ink] = [PAPER, INK].map((set) => set[dark ? 'dark' : 'light'][kind]);
    return `<pattern id="${prefix}${kind}" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="${paper}"/><g fill="${ink}" stroke="${kind === 'none' || kind === 'O' ? ink : 'none'}">${MARKS[kind]}</g></pattern>`;
  }).join('');

  // The patterns stand in the document once; light and dark replace them.
  legend.define = () => {
    let svg = document.getElementById('map-patterns');
    if (!svg) {
      svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
      Object.entries({ id: 'map-patterns', width: 0, height: 0, 'aria-hidden': 'true', style: 'position:absolute' }).forEach(([k, v]) => svg.setAttribute(k, v));
      document.body.append(svg);
    }
    const colours = TL.dark() ? 'dark' : 'light';
    if (svg.dataset.colours === colours) return;
    svg.dataset.colours = colours;
    svg.innerHTML = `<defs>${legend.patterns(TL.dark(), 'nothing-')}</defs>`;
  };
  legend.swatch = (colour, kind, doubt = '') => {
    const holder = TL.element('span', null, { class: 'map-swatch', 'aria-hidden': 'true' });
    if (doubt !== '') {
      holder.innerHTML = `<svg width="100%" height="100%"><rect width="100%" height="100%" data-doubt="${doubt}"/></svg>`;
      return holder;
    }
    if (kind) holder.innerHTML = `<svg width="100%" height="100%"><rect width="100%" height="100%" fill="url(#nothing-${kind})"/></svg>`;
    else if (colour) holder.style.background = colour;
    return holder;
  };

  // Build the rows for a scheme; `update` then only changes numbers.
  legend.build = (view) => {
    const holder = TL.slot('map-legend');
    rows = [];
    pinned = null;
    const { scheme, colours } = view;
    const any = scheme.lowest === scheme.lowest;
    const classes = any ? scheme.uppers.map((_, k) => row(colours[k], '', TL.breaks.range(scheme, k), k)) : [];
    const kinds = TL.match.KINDS.filter((kind) => kind !== 'zero' || scheme.kind !== 'binary')
      .map((kind) => row('', kind, TL.match.words(kind), -1 - TL.match.KINDS.indexOf(kind)));
    const first = block('classes', TL.t('map.legend.classes', { unit: view.series.unit }), classes);
    if (any && TL.doubts.cells(view.series, view.codes).some((cell) => view.series.apart(...cell.slice(1)))) first.append(apart(scheme));
    holder.replaceChildren(
      first,
      block('nothing', TL.t('map.legend.nothing'), kinds),
      block('years', TL.t('map.legend.years'), []),
    );
    legend.update(view);
  };

  function block(name, title, list) {
    const node = TL.element('div', null, { class: `legend-block legend-${name}` });
    const box = TL.element('div', null, { role: 'group', 'aria-labelledby': `legend-${name}`, 'data-legend': name });
    box.append(...list);
    node.append(TL.element('h3', title, { id: `legend-${name}` }), box);
    TL.rove(box, '.legend-row', TL.upDown);
    if (list[0]) list[0].setAttribute('tabindex', '0');
    return node;
  }

  function row(colour, kind, label, k) {
    const found = make(legend.swatch(colour, kind), label, (view) => [...view.shown].filter((code) => view.cells.get(code).k === k));
    found.k = k;
    return found.button;
  }

  // Values drawn apart keep the colour of their class; this row counts and shows them.
  function apart(scheme) {
    const found = make(legend.swatch('', '', scheme.uppers.length - 1), TL.t('doubts.legend'), isApart);
    found.apart = true;
    found.button.setAttribute('tabindex', '0');
    return found.button;
  }
  const isApart = (view) => [...view.shown].filter((code) => view.cells.get(code).apart);

  function make(swatch, label, codes) {
    const button = TL.element('button', null, { type: 'button', class: 'legend-row', tabindex: '-1', 'aria-pressed': 'false' });
    const bar = TL.element('span', null, { class: 'legend-bar', 'aria-hidden': 'true' });
    bar.append(TL.element('span'));
    const count = TL.element('span', '', { class: 'legend-count' });
    button.append(swatch, TL.element('span', label, { class: 'legend-label' }), bar, count);
    const found = { button, bar: bar.firstChild, count, codes };
    rows.push(found);
    const light = () => TL.views.map.light(codes(TL.views.map.view), found.k);
    button.addEventListener('pointerenter', light);
    button.addEventListener('focus', light);
    const dark = () => (pinned ? TL.views.map.light(pinned.codes(TL.views.map.view), pinned.k) : TL.views.map.light(null));
    button.addEventListener('pointerleave', dark);
    button.addEventListener('blur', dark);
    button.addEventListener('click', () => {
      const on = pinned === found;
      rows.forEach((other) => other.button.setAttribute('aria-pressed', 'false'));
      pinned = on ? null : found;
      button.setAttribute('aria-pressed', String(!on));
      if (on) dark(); else light();
    });
    return found;
  }

  // Counts and bars, also while playing.
  legend.update = (view) => {
    const counts = new Map();
    view.shown.forEach((code) => { const { k } = view.cells.get(code); counts.set(k, (counts.get(k) || 0) + 1); });
    const most = Math.max(1, ...rows.filter((r) => r.k >= 0).map((r) => counts.get(r.k) || 0));
    const mostNothing = Math.max(1, ...rows.filter((r) => r.k < 0).map((r) => counts.get(r.k) || 0));
    view.apart = isApart(view).length;
    rows.forEach((found) => {
      if (found.k === undefined && !found.apart) return;
      const n = found.apart ? view.apart : counts.get(found.k) || 0;
      found.count.textContent = String(n);
      found.bar.style.inlineSize = `${(100 * n) / (found.k < 0 ? mostNothing : most)}%`;
      found.button.classList.toggle('legend-empty', n === 0);
    });
    view.counts = counts;
  };

  // Which years the values drawn are of, newest first; the oldest ones in one row.
  legend.years = (view) => {
    const byYear = new Map();
    view.shown.forEach((code) => {
      const cell = view.cells.get(code);
      if (TL.match.known(cell)) byYear.set(cell.year, (byYear.get(cell.year) || 0) + 1);
    });
    const years = [...byYear.keys()].sort((a, b) => b - a);
    const shown = years.length > MOST_YEARS ? years.slice(0, MOST_YEARS - 1) : years;
    const rest = years.slice(shown.length);
    rows = rows.filter((found) => !found.years);
    const most = Math.max(1, ...byYear.values());
    const groups = shown.map((year) => [[year], String(year)]);
    if (rest.length) groups.push([rest, TL.t('map.legend.earlier', { first: rest[rest.length - 1], last: rest[0] })]);
    const list = groups.map(([of, label]) => {
      const found = make(legend.swatch('', ''), label, (now) => [...now.shown].filter((code) => {
        const cell = now.cells.get(code);
        return TL.match.known(cell) && of.includes(cell.year);
      }));
      found.years = true;
      const n = of.reduce((sum, year) => sum + byYear.get(year), 0);
      found.count.textContent = String(n);
      found.bar.style.inlineSize = `${Math.min(100, (100 * n) / most)}%`;
      found.button.querySelector('.map-swatch').remove();
      found.button.classList.toggle('legend-asked', of[0] === view.year);
      return found.button;
    });
    if (list[0]) list[0].setAttribute('tabindex', '0');
    const box = document.querySelector('[data-legend="years"]');
    if (box && !box.contains(document.activeElement)) {
      box.replaceChildren(...(list.length ? list : [TL.element('p', TL.t('map.legend.no_years'), { class: 'muted' })]));
    }
    view.years = groups.map(([of, label]) => [label, of.reduce((sum, year) => sum + byYear.get(year), 0)]);
  };

  // Show which row a place belongs to.
  legend.here = (k) => rows.forEach((found) => found.button.classList.toggle('here', found.k !== undefined && found.k === k));
})();
