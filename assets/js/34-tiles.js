// Two ways to every state, whatever its size: the tile map, where each is one equal square, and the
// list in map order. Both walk by arrow keys; letters jump to a name.
(function () {
  'use strict';
  const TL = window.TL;
  const TYPING_MS = 700;
  const tiles = (TL.tiles = {});
  const list = (TL.maplist = {});
  const plain = (text) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase();

  // Pointing, focusing and choosing a place work alike in tiles and list.
  function wire(holder, selector) {
    const code = (event) => { const node = event.target.closest(selector); return node && node.dataset.code; };
    const on = (name, act) => holder.addEventListener(name, (event) => { const c = code(event); if (c) act(c, event); });
    on('pointerover', (c) => TL.views.map.point(c));
    on('focusin', (c, event) => { TL.views.map.point(c, event.target); TL.roveTo(holder, selector, event.target.closest(selector), true); });
    holder.addEventListener('pointerleave', () => TL.views.map.point(null));
    holder.addEventListener('focusout', () => TL.views.map.point(null));
    on('click', (c) => TL.views.map.choose(c));
    on('keydown', (c, event) => {
      if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); TL.views.map.choose(c); }
    });
    typeAhead(holder, selector);
  }

  function typeAhead(holder, selector) {
    let typed = '';
    let timer = null;
    holder.addEventListener('keydown', (event) => {
      if (event.key.length !== 1 || event.key === ' ' || event.ctrlKey || event.metaKey || event.altKey) return;
      clearTimeout(timer);
      timer = setTimeout(() => { typed = ''; }, TYPING_MS);
      typed += plain(event.key);
      const all = [...holder.querySelectorAll(selector)];
      const at = all.indexOf(event.target.closest(selector));
      const from = typed.length > 1 ? at : at + 1; // the same letter again goes on to the next name
      const found = [...all.slice(from), ...all.slice(0, from)].find((node) => plain(TL.areaName(node.dataset.code)).startsWith(typed));
      if (found) TL.roveTo(holder, selector, found);
    });
  }

  tiles.build = () => {
    const holder = TL.slot('map-tiles');
    if (holder.firstChild) return;
    const places = Object.entries(TL.page.tiles);
    const grid = TL.element('div', null, { class: 'tile-grid', role: 'grid', 'aria-labelledby': 'map-title', 'aria-describedby': 'map-keys' });
    const rows = new Map();
    places.forEach(([code, [row, column]]) => {
      if (!rows.has(row)) rows.set(row, TL.element('div', null, { role: 'row', class: 'tile-row' }));
      const tile = TL.element('div', code, { role: 'gridcell', class: 'tile', tabindex: '-1', 'data-code': code, 'aria-colindex': column });
      tile.style.gridArea = `${row} / ${column}`;
      rows.get(row).append(tile);
    });
    grid.append(...rows.values());
    grid.querySelector('.tile').setAttribute('tabindex', '0');
    holder.append(grid);
    TL.rove(grid, '.tile', neighbour);
    wire(grid, '.tile');
  };

  // The nearest tile in the direction of the key, the same row or column first.
  function neighbour(event, at, all) {
    if (event.key === 'Home') return 0;
    if (event.key === 'End') return all.length - 1;
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    if (!step) return null;
    const [row, column] = TL.page.tiles[all[at].dataset.code];
    let best = null;
    all.forEach((node, i) => {
      const [r, c] = TL.page.tiles[node.dataset.code];
      const along = (r - row) * step[0] + (c - column) * step[1];
      const aside = Math.abs((r - row) * step[1]) + Math.abs((c - column) * step[0]);
      if (along > 0 && (step[0] || !aside)) {
        const far = along + aside * 3;
        if (best === null || far < best.far) best = { i, far };
      }
    });
    return best && best.i;
  }

  const bright = (hex) => {
    const [r, g, b] = [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16) / 255).map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.18;
  };
  tiles.ink = (colour) => (bright(colour) ? '#10181f' : '#ffffff');

  tiles.paint = (view) => {
    TL.slot('map-tiles').querySelectorAll('.tile').forEach((node) => {
      const cell = view.cells.get(node.dataset.code);
      const colour = cell.k >= 0 ? view.colours[cell.k] : '';
      node.classList.toggle('apart', Boolean(colour && cell.apart));
      node.style.background = cell.apart ? '' : colour;
      node.style.borderColor = cell.apart ? colour : '';
      node.style.color = colour && !cell.apart ? tiles.ink(colour) : '';
      node.dataset.nothing = cell.k < 0 ? cell.kind : '';
      node.classList.toggle('outside', !view.shown.has(node.dataset.code));
      if (view.playing) return;
      node.setAttribute('aria-label', `${TL.areaName(node.dataset.code)}: ${TL.match.text(cell, view)}`);
    });
  };

  list.build = () => {
    const holder = TL.slot('map-list');
    if (holder.firstChild) return;
    const box = TL.element('div', null, { role: 'listbox', 'aria-labelledby': 'map-list-title', 'aria-describedby': 'map-keys', class: 'place-list' });
    TL.page.list.forEach(([region, codes]) => {
      const name = region ? TL.areaName(region) : TL.t('map.elsewhere');
      const group = TL.element('div', null, { role: 'group', 'aria-label': name, class: 'place-group' });
      group.append(TL.element('div', name, { class: 'place-region', 'aria-hidden': 'true' }));
      codes.forEach((code) => {
        const option = TL.element('div', null, { role: 'option', class: 'place', tabindex: '-1', 'data-code': code, 'aria-selected': 'false' });
        option.append(TL.element('span', null, { class: 'map-swatch', 'aria-hidden': 'true' }), TL.element('span', TL.areaName(code), { class: 'place-name' }), TL.element('span', '', { class: 'place-value' }));
        group.append(option);
      });
      box.append(group);
    });
    box.querySelector('.place').setAttribute('tabindex', '0');
    holder.append(box);
    TL.rove(box, '.place', (event, at, all) => (event.key === 'ArrowLeft' || event.key === 'ArrowRight' ? null : TL.upDown(event, at, all)));
    wire(box, '.place');
  };

  list.update = (view) => {
    TL.slot('map-list').querySelectorAll('.place').forEach((node) => {
      const cell = view.cells.get(node.dataset.code);
      const [swatch, , value] = node.children;
      node.hidden = !view.shown.has(node.dataset.code);
      node.setAttribute('aria-selected', String(node.dataset.code === view.country));
      const doubt = cell.k >= 0 && cell.apart ? String(cell.k) : '';
      const look = doubt ? `doubt ${doubt}` : cell.k >= 0 ? view.colours[cell.k] : cell.kind;
      if (swatch.dataset.look !== look) {
        const other = TL.legend.swatch(cell.k >= 0 ? look : '', cell.k < 0 ? look : '', doubt);
        other.dataset.look = look;
        swatch.replaceWith(other);
      }
      const text = TL.match.text(cell, view);
      if (value.textContent !== text) value.textContent = text;
    });
    TL.slot('map-list').querySelectorAll('.place-group').forEach((group) => {
      group.hidden = !group.querySelector('.place:not([hidden])');
    });
    const box = TL.slot('map-list').firstChild;
    const stop = box.querySelector('.place[tabindex="0"]');
    const first = box.querySelector('.place:not([hidden])');
    if (stop && stop.hidden && first) TL.roveTo(box, '.place', first, true);
  };

  list.light = (codes) => {
    document.querySelectorAll('.tile, .place').forEach((node) => {
      node.classList.toggle('lit', Boolean(codes) && codes.has(node.dataset.code));
    });
    const grid = TL.slot('map-tiles').firstChild;
    if (grid) grid.classList.toggle('lighting', Boolean(codes && codes.size));
  };
})();
