// Controls of the map page: lists of choices, year slider, play, keys, and the pointer's ring.
(function () {
  'use strict';
  const TL = window.TL;
  const controls = (TL.mapcontrols = {});
  const view = () => TL.views.map.view;
  let player = null;

  controls.build = () => {
    const range = TL.slot('map-range');
    if (!range.firstChild) range.append(TL.element('input', null, { type: 'range', id: 'map-year', min: 0, step: 1, 'aria-describedby': 'map-keys' }));
    const own = TL.slot('map-limits');
    if (!own.firstChild) {
      own.append(TL.element('input', null, { type: 'text', id: 'map-limits', inputmode: 'text', autocomplete: 'off', maxlength: 120, placeholder: TL.t('map.limits_example'), 'aria-describedby': 'map-limits-note' }));
      TL.slot('map-limits-note').id = 'map-limits-note';
    }
    document.getElementById('map-speed').value = controls.speed || '4';
  };

  // The lists show what the address says.
  controls.follow = (state, now) => {
    const parts = TL.page.breakdowns[now.series.id] || [];
    const list = document.getElementById('map-breakdown');
    TL.slot('map-breakdowns').hidden = !parts.length;
    list.replaceChildren(...parts.map(([key, words]) => TL.element('option', words, { value: key })));
    document.querySelectorAll('select[data-key]').forEach((node) => {
      node.value = node.dataset.key === 'breakdown' ? now.series.breakdown : state[node.dataset.key];
    });
    TL.slot('map-own').hidden = state.breaks !== 'own';
    const limits = document.getElementById('map-limits');
    if (limits !== document.activeElement) limits.value = state.limits;
    TL.slot('map-limits-note').textContent = now.limitsWrong ? TL.t('map.limits_wrong') : '';
    document.getElementById('map-classes').disabled = state.breaks === 'own' || now.series.kind === 'binary';
    document.getElementById('map-projection').disabled = state.layout === 'tiles';
    const input = document.getElementById('map-year');
    const years = now.series.yearsWithValues;
    input.max = Math.max(1, years.length - 1);
    input.disabled = years.length < 2;
  };

  controls.year = (now) => {
    const input = document.getElementById('map-year');
    const at = now.series.yearsWithValues.indexOf(now.year);
    if (Number(input.value) !== at) input.value = at;
    input.setAttribute('aria-valuetext', String(now.year));
    TL.slot('map-now').textContent = String(now.year);
    document.querySelector('[data-map="back"]').disabled = at <= 0;
    document.querySelector('[data-map="forward"]').disabled = at >= now.series.yearsWithValues.length - 1;
  };

  const step = (by) => {
    const years = view().series.yearsWithValues;
    stop();
    TL.views.map.stepTo(years[Math.min(years.length - 1, Math.max(0, years.indexOf(view().year) + by))]);
  };

  // Play by the clock: a late frame is caught up with, never piled up. `controls.frames` tells tests.
  controls.play = () => {
    if (player) { stop(); return; }
    const now = view();
    const years = now.series.yearsWithValues;
    let at = years.indexOf(now.year);
    if (at >= years.length - 1) at = -1;
    const button = document.querySelector('[data-map="play"]');
    button.classList.add('playing');
    button.setAttribute('aria-label', TL.t('pause'));
    const from = at;
    const each = 1000 / Number(document.getElementById('map-speed').value);
    let start = null;
    controls.frames = [];
    now.playing = true;
    const tick = (time) => {
      if (!player || view() !== now) { stop(); return; }
      start = start === null ? time : start;
      const due = Math.min(years.length - 1, from + 1 + Math.floor((time - start) / each));
      if (due > at) {
        controls.frames.push({ time, skipped: due - at - 1 });
        at = due;
        TL.views.map.stepTo(years[at]);
      }
      if (at >= years.length - 1) stop(); else player = requestAnimationFrame(tick);
    };
    player = requestAnimationFrame(tick);
  };

  function stop() {
    if (!player) return;
    cancelAnimationFrame(player);
    player = null;
    const button = document.querySelector('[data-map="play"]');
    if (button) {
      button.classList.remove('playing');
      button.setAttribute('aria-label', TL.t('play'));
    }
    const now = view();
    if (now) now.playing = false;
    TL.settle();
    TL.views.map.settled();
    if (now && now.layout !== 'tiles') TL.views.map.redraw();
  }
  controls.stop = stop;

  // A ring on the map around a place that list or tiles point at, so that small ones are found too.
  controls.ring = (code) => {
    const { gd } = TL.map;
    const frame = TL.slot('map-frame');
    let ring = frame.querySelector('.map-ring');
    if (!ring) {
      ring = TL.element('div', null, { class: 'map-ring', 'aria-hidden': 'true' });
      frame.append(ring);
    }
    const node = code && gd && nodeOf(code);
    const box = node && node.getBoundingClientRect();
    ring.hidden = !box || !box.width;
    if (ring.hidden) return;
    const outer = frame.getBoundingClientRect();
    const size = Math.max(22, Math.min(60, Math.max(box.width, box.height) + 10));
    ring.style.cssText = `inline-size:${size}px;block-size:${size}px;left:${box.left + box.width / 2 - outer.left - size / 2}px;top:${box.top + box.height / 2 - outer.top - size / 2}px`;
  };
  function nodeOf(code) {
    const nodes = TL.map.nodes();
    const codes = TL.map.codes();
    const [dot, shape] = [codes[1].indexOf(code), codes[0].indexOf(code)];
    return dot >= 0 ? nodes[1][dot] : nodes[0][shape];
  }

  // The words of a tile beside it; the map itself has Plotly's own.
  controls.tip = (html, code) => {
    const holder = TL.slot('map-tiles');
    let tip = holder.querySelector('.map-tip');
    if (!tip) {
      tip = TL.element('div', null, { class: 'map-tip', 'aria-hidden': 'true' });
      holder.append(tip);
    }
    tip.hidden = !html;
    if (!html) return;
    tip.replaceChildren(...html.replace(/<\/?b>/g, '').split('<br>').map((line, i) => TL.element(i ? 'div' : 'strong', line)));
    const tile = holder.querySelector(`[data-code="${code}"]`);
    if (!tile) { tip.hidden = true; return; }
    const right = tile.offsetLeft > holder.scrollLeft + holder.clientWidth / 2;
    tip.style.cssText = `top:${tile.offsetTop + tile.offsetHeight + 4}px;${right ? `right:${holder.clientWidth - tile.offsetLeft - tile.offsetWidth}px` : `left:${tile.offsetLeft}px`}`;
  };

  const here = () => TL.page && TL.page.view === 'map' && TL.page.page !== 'problem' && view();
  document.addEventListener('change', (event) => {
    if (!here()) return;
    const { target } = event;
    if (target.matches('select[data-key]')) { stop(); TL.go({ [target.dataset.key]: target.value }); }
    if (target.id === 'map-limits') TL.go({ limits: target.value.trim() });
    if (target.id === 'map-speed') {
      controls.speed = target.value;
      if (player) { stop(); controls.play(); }
    }
  });
  document.addEventListener('input', (event) => {
    if (!here() || event.target.id !== 'map-year') return;
    stop();
    TL.views.map.stepTo(view().series.yearsWithValues[Number(event.target.value)]);
  });
  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-map]');
    if (!button || !here()) return;
    const act = { play: controls.play, back: () => step(-1), forward: () => step(1), close: TL.views.map.close }[button.dataset.map];
    if (act) act();
  });
  document.addEventListener('keydown', (event) => {
    if (!here() || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape') { TL.views.map.close(); return; }
    const slider = event.target.id === 'map-year';
    if (!slider && event.target !== TL.slot('map-frame')) return;
    const acts = { ' ': controls.play, ArrowLeft: () => step(-1), ArrowRight: () => step(1), Home: () => step(-9999), End: () => step(9999), '+': () => TL.map.zoom(1.6), '-': () => TL.map.zoom(1 / 1.6) };
    const act = acts[event.key];
    if (!act || (slider && event.key !== ' ')) return; // the slider has arrows of its own
    event.preventDefault();
    act();
  });
})();
