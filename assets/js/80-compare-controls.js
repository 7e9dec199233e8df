// Comparing: the controls follow the address, say what is refused, and change the address.
(function () {
  'use strict';
  const TL = window.TL;
  const C = (TL.compare = TL.compare || {});
  const CHOOSERS = ['x', 'size', 'beside'];
  // What readers most often wish to set beside something else.
  const TRIAL = ['ctx-migrant-stock', 'ctx-refugees-asylum', 'ctx-net-migration', 'ctx-remit-received-gdp', 'ctx-population', 'ctx-hdi'];
  // Which choices a chart has a place for.
  const HAS = {
    form: ['line', 'bar', 'slope', 'dumbbell', 'multiples', 'strip', 'heat', 'scatter'],
    axis: ['line', 'bar', 'slope', 'dumbbell', 'multiples', 'strip', 'scatter'],
    stack: ['stacked'], panels: ['multiples'], colour: ['scatter', 'strip'], trails: ['scatter'], total: ['line', 'bar', 'dumbbell', 'slope', 'multiples', 'heat'],
    x: ['scatter'], xaxis: ['scatter'], size: ['scatter'], beside: ['line', 'multiples'],
  };
  const show = (node, on) => { if (node && node.hidden === on) node.hidden = !on; };

  C.controls = (view) => {
    const root = TL.slot('compare');
    root.querySelectorAll('[data-group]').forEach((group) => {
      const key = group.dataset.group;
      if (key !== 'chart') show(group, HAS[key].includes(view.chart));
    });
    const areas = view.codes.filter((code) => code !== C.TOTAL);
    const lowest = C.lowest(view.raw);
    root.querySelectorAll('[data-key]').forEach((button) => {
      const { key, value } = button.dataset;
      button.setAttribute('aria-pressed', String(String(view[key]) === value));
      if (key === 'chart' && value === 'stacked') {
        refuse(button, C.refused(view.entry, 'sum', { areas, part: view.part }));
        return;
      }
      if (!['form', 'axis', 'total'].includes(key)) return;
      let why = C.refused(view.entry, value, { lowest, areas, part: view.part });
      if (value === 'log' && view.form === 'change') why = why || ['log_change', 'linear'];
      refuse(button, why);
    });
    choosers(view);
    selects(view);
    slider(view);
    refusals(view, lowest, areas);
    guardList(view);
  };

  function refuse(button, why) {
    button.setAttribute('aria-disabled', String(Boolean(why)));
    button.title = why ? C.because(why) : '';
    if (why) button.dataset.why = C.because(why);
    else delete button.dataset.why;
  }

  // Reasons stand on the screen, not only on hover.
  function refusals(view, lowest, areas) {
    const lines = view.refusals.map(({ name, verdict, other }) => ['asked', TL.t(name === 'beside' ? 'compare.refused_beside' : 'compare.refused', {
      what: name === 'beside' ? other.label : TL.t(`compare.name.${name}`), why: C.because(verdict) })]);
    const asked = TL.read().breakdown;
    if (asked !== view.part) lines.push(['asked', TL.t('compare.no_part', { part: asked.slice(0, 60) })]);
    const told = new Set(view.refusals.map(({ name }) => name));
    const reasons = new Map();
    [['capita', 'form'], ['index', 'form'], ['change', 'form'], ['log', 'axis'], ['sum', 'total'], ['mean', 'total'], ['median', 'total']].forEach(([name, key]) => {
      const why = HAS[key].includes(view.chart) && !told.has(name) && C.refused(view.entry, name, { lowest, areas, part: view.part });
      if (!why) return;
      const text = C.because(why);
      reasons.set(text, [...(reasons.get(text) || []), TL.t(`compare.name.${name}`)]);
    });
    reasons.forEach((names, why) => lines.push(['quiet', TL.t('compare.not_offered', { what: names.join(', '), why })]));
    const holder = TL.slot('compare-refusals');
    holder.replaceChildren(...lines.map(([kind, text]) => TL.element('li', text, { class: kind })));
  }

  // What this indicator is, and with which of its neighbours it may stand.
  function guardList(view) {
    const { concept } = view.entry;
    const facts = [TL.t(`compare.kind.${concept.kind}`)];
    facts.push(TL.t('compare.fact_unit', { unit: view.raw.unit }));
    if (concept.mandate && view.entry.curated) facts.push(TL.t('compare.fact_mandate', { mandate: concept.mandate }));
    if (concept.base) facts.push(TL.t(`compare.base.${concept.base}`));
    const list = TL.element('ul');
    facts.forEach((text) => list.append(TL.element('li', text)));
    const may = C.known.indicators.filter((other) => other.curated && other.id !== view.id && !C.pair(view.entry, other, 'axis')).slice(0, 3).map(({ id }) => id);
    const asked = [...new Set([TL.read().beside, ...may, ...TRIAL])].filter((id) => C.known.byId[id] && id !== view.id).slice(0, 6);
    const rows = asked.map((id) => {
      const other = C.known.byId[id];
      const say = (verdict) => (verdict ? TL.t('compare.no', { why: C.because(verdict) }) : TL.t('compare.yes'));
      return [other.label, say(C.pair(view.entry, other, 'axis')), say(C.pair(view.entry, other, 'sum'))];
    });
    const head = [TL.t('compare.with'), TL.t('compare.same_axis'), TL.t('compare.added')];
    TL.slot('compare-guard').replaceChildren(list, TL.tables.table(TL.t('compare.guard_caption', { label: view.entry.label }), head, rows));
  }

  // The long list goes to each chooser once, when it is first shown.
  const set = (id, props) => window.dash_clientside.set_props(id, props);
  const fill = (node, id) => {
    if (node.dataset.filled) return;
    node.dataset.filled = '1';
    set(id, { options: C.known.indicators.map(({ id: value, label, curated }) => ({
      value, label: curated ? label : `${label} · ${TL.t('compare.catalogue')}`, search: `${label} ${value}` })) });
  };
  C.offerIndicators = () => fill(TL.slot('compare'), 'indicator');
  function choosers(view) {
    C.offerIndicators();
    CHOOSERS.forEach((key) => {
      const holder = TL.slot(`compare-${key}`);
      const on = HAS[key].includes(view.chart);
      show(holder, on);
      if (!on) return;
      fill(holder, `compare-${key}`);
      set(`compare-${key}`, { value: (key === 'beside' ? known(TL.read().beside) : view[key]) || null });
    });
  }
  const known = (id) => (id && C.known.byId[id] ? id : '');

  const choose = (key) => (value) => {
    const none = window.dash_clientside.no_update;
    if (!TL.page || TL.page.view !== 'compare' || TL.page.path !== location.pathname) return none;
    if (!C.now) { C.served.then((charts) => charts.chosen(key, value)); return none; }
    const now = (key === 'beside' ? known(TL.read().beside) : C.now[key]) || '';
    if (HAS[key].includes(C.now.chart) && (value || '') !== now) TL.go({ [key]: value || (key === 'size' ? 'none' : ''), ...(key === 'x' ? { year: null } : {}) });
    return none;
  };
  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    compare: Object.fromEntries(CHOOSERS.map((key) => [key, choose(key)])),
  });

  function select(slot, label, options, value, onchange) {
    const holder = TL.slot(slot);
    let node = holder.querySelector('select');
    if (!node) {
      node = TL.element('select', null, { id: `${slot}-select` });
      holder.append(TL.element('label', label, { for: node.id, class: 'group-label' }), node);
    }
    node.onchange = () => onchange(node.value);
    const wanted = JSON.stringify(options);
    if (node.dataset.options !== wanted) {
      node.dataset.options = wanted;
      node.replaceChildren(...options.map(([text, inner]) => {
        if (!Array.isArray(inner)) return TL.element('option', text, { value: inner });
        const group = TL.element('optgroup', null, { label: text });
        inner.forEach(([name, code]) => group.append(TL.element('option', name, { value: code })));
        return group;
      }));
    }
    node.value = value;
  }

  function selects(view) {
    const groups = TL.page.groups.map(({ kind, codes }) => [kind, codes.map(([code, name]) => [name, code])]);
    const whole = ['scatter', 'strip'].includes(view.chart);
    const first = whole ? [[TL.t('compare.all_countries'), '']] : [[TL.t('compare.chosen_only'), ''], [TL.t('compare.all_countries'), 'M49:001']];
    select('compare-among', TL.t('compare.among'), [...first, ...groups], whole && view.among === 'M49:001' ? '' : view.among, (among) => TL.go({ among }));
    const parts = C.parts(view.id).map(([key, name]) => [name, key]);
    show(TL.slot('compare-part'), parts.length > 0);
    if (parts.length) select('compare-part', TL.t('compare.part_of'), parts, view.part, (breakdown) => TL.go({ breakdown }));
    const held = view.whole.yearsWithValues;
    const within = (test) => held.filter(test).map((year) => [String(year), String(year)]);
    const shown = (year) => (held.includes(year) ? String(year) : '');
    select('compare-from', TL.t('compare.from'), [[TL.t('compare.first'), ''], ...within((year) => !view.to || year <= view.to)], shown(view.from), (from) => TL.go({ from }));
    select('compare-to', TL.t('compare.to'), [[TL.t('compare.last'), ''], ...within((year) => !view.from || year >= view.from)], shown(view.to), (to) => TL.go({ to }));
    const based = C.based(view);
    show(TL.slot('compare-base'), based);
    if (based) {
      const years = view.raw.yearsWithValues.map((year) => [String(year), String(year)]);
      select('compare-base', TL.t(['index', 'change'].includes(view.form) ? 'compare.base_year' : 'compare.first_year'), years, String(view.base), (baseyear) => TL.go({ baseyear }));
    }
  }

  function slider(view) {
    const on = C.hasYear(view.chart) && view.years.length > 0;
    show(TL.slot('compare-years'), on);
    if (!on) return;
    const holder = TL.slot('compare-range');
    if (!holder.firstChild) holder.append(TL.element('input', null, { type: 'range', id: 'compare-year', min: 0, step: 1 }));
    const input = holder.firstChild;
    input.max = Math.max(1, view.years.length - 1);
    input.disabled = view.years.length < 2;
    C.yearNow();
  }
  C.yearNow = () => {
    const { years, year } = C.now;
    const input = document.getElementById('compare-year');
    if (!input) return;
    const at = years.indexOf(year);
    if (Number(input.value) !== at) input.value = at;
    input.setAttribute('aria-valuetext', String(year));
    TL.slot('compare-now').textContent = String(year);
  };

  const here = () => TL.page && TL.page.view === 'compare' && C.now;
  document.addEventListener('input', (event) => {
    if (event.target.id !== 'compare-year' || !here()) return;
    C.halt();
    const year = C.now.years[Number(event.target.value)];
    if (year) C.step(year);
  });
  document.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (!button || !here()) return;
    const { key, value, why, peers, among, action } = button.dataset;
    if (key) {
      if (why) TL.say(why);
      else if (value !== String(C.now[key])) TL.go({ [key]: value });
    } else if (peers) { TL.go({ areas: peers.split(',').slice(0, TL.shell.mostAreas) }); top(); }
    else if (among) { TL.go({ among }); top(); }
    else if (button.dataset.compare === 'play') C.play();
    else if (button.dataset.for === 'compare') {
      if (action === 'copy') TL.files.copy();
      else if (action === 'embed') C.embed();
      else C.save(action);
    }
  });
  const top = () => TL.slot('compare').scrollIntoView();
})();
