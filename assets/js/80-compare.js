// Comparing: from the address to what is drawn. Numbers come once; only missing series are asked for.
(function () {
  'use strict';
  const TL = window.TL;
  const C = (TL.compare = TL.compare || {});
  const POPULATION = 'ctx-population', WORLD = 'M49:001';
  const YEARLY = ['bar', 'slope', 'dumbbell', 'scatter', 'strip'];
  const STACKED = { amount: 'absolute', share: 'share' };
  const SPANNING = ['slope', 'dumbbell'];
  C.MOST = { stacked: 12, bar: 30, slope: 30, dumbbell: 30, heat: 60, multiples: 24 };
  let turn = 0;

  C.loadKnown = () => {
    C.asking = C.asking || TL.ask(`/data/${TL.shell.build}/${TL.shell.lang}/compare.json`, 'json')
      .then((known) => {
        known.byId = Object.fromEntries(known.indicators.map((entry) => [entry.id, entry]));
        C.known = known;
        return known;
      }).catch((error) => { C.asking = null; throw error; });
    return C.asking;
  };

  const known = (id) => (id && C.known.byId[id] ? id : '');

  // The choices of an address, each checked against what there is.
  C.choices = (state) => {
    const id = known(state.indicator) || TL.page.defaultIndicator;
    const [from, to] = [Number(state.from), Number(state.to)];
    return {
      ...state, id, from: from && to ? Math.min(from, to) : from, to: from && to ? Math.max(from, to) : to,
      part: C.parts(id).some(([key]) => key === state.breakdown) ? state.breakdown : '',
      x: known(state.x) || (id === 'ctx-gdp-per-capita' ? TL.page.defaultIndicator : 'ctx-gdp-per-capita'),
      size: state.size === 'none' ? '' : known(state.size) || POPULATION,
      beside: ['line', 'multiples'].includes(state.chart) && known(state.beside) !== id ? known(state.beside) : '',
      among: TL.page.groups.some((kind) => kind.codes.some(([code]) => code === state.among)) || state.among === WORLD ? state.among : '',
    };
  };

  // Parts of what an indicator counts, such as women, with their names; the total first.
  C.parts = (id) => TL.page.breakdowns[id] || [];

  // Every series that an address needs, loaded together.
  async function load(choice) {
    const wanted = { main: choice.id };
    if (choice.form === 'capita' || choice.total === 'mean') wanted.people = POPULATION;
    if (choice.beside) wanted.beside = choice.beside;
    if (choice.chart === 'scatter') {
      wanted.x = choice.x;
      if (choice.size) wanted.size = choice.size;
    }
    const names = Object.keys(wanted);
    const found = await Promise.all(names.map((name) => TL.load(wanted[name], name === 'main' ? choice.part : '')));
    return Object.fromEntries(names.map((name, i) => [name, found[i]]));
  }

  // What is drawn: series in the form asked for, areas, years, and what was refused and why.
  C.view = (choice, loaded) => {
    const entry = C.known.byId[choice.id], raw = within(loaded.main, choice);
    const view = { ...choice, entry, raw, whole: loaded.main, notes: [], refusals: [] };
    const refuse = (name, verdict) => view.refusals.push({ name, verdict });
    const lowest = C.lowest(raw);
    const stacked = choice.chart === 'stacked';
    view.form = stacked ? STACKED[choice.stack] : allowed(choice.form, 'absolute');
    view.axis = stacked ? 'linear' : allowed(choice.axis, 'linear');
    if (view.axis === 'log' && view.form === 'change') { view.axis = 'linear'; refuse('log', ['log_change', 'linear']); }
    function allowed(name, otherwise) {
      const verdict = name === otherwise ? null : C.refused(entry, name, { lowest, part: view.part });
      if (verdict) refuse(name, verdict);
      return verdict ? otherwise : name;
    }
    const years = C.span(raw);
    view.base = raw.yearsWithValues.includes(Number(choice.baseyear)) ? Number(choice.baseyear) : years[0];
    view.year = raw.yearsWithValues.includes(choice.year) ? choice.year : raw.year;
    C.pick(view);
    const apart = stacked && C.refused(entry, 'sum', { areas: view.codes, part: view.part });
    if (apart) { // what may not be added up is drawn as lines
      const lines = C.view({ ...choice, chart: 'line' }, loaded);
      lines.refusals.unshift({ name: 'stacked', verdict: apart });
      return lines;
    }
    view.total = 'none';
    if (choice.total !== 'none' && !['scatter', 'strip', 'stacked'].includes(view.chart)) {
      const verdict = C.refused(entry, choice.total, { areas: view.codes, part: view.part });
      if (verdict) refuse(choice.total, verdict);
      else if (view.codes.length > 1) view.total = choice.total;
    }
    C.totalName = view.total === 'none' ? '' : TL.t(`compare.total.${view.total}`, { count: view.codes.length });
    view.series = shape(view, raw, entry, loaded.people);
    if (view.beside) beside(view, loaded);
    if (view.chart === 'scatter') C.scatterYears(view, loaded);
    else view.years = view.series.yearsWithValues.filter((year) => !SPANNING.includes(view.chart) || year > view.base);
    if (view.years.length && !view.years.includes(view.year)) {
      const year = [...view.years].reverse().find((y) => y <= view.year) || view.years[view.years.length - 1];
      if (view.raw.yearsWithValues.includes(year)) return C.view({ ...choice, year }, loaded);
    }
    return view;
  };

  // A series in the years asked for; of a part, its name says so.
  const within = (series, { from, to }) => {
    const label = series.breakdown ? `${series.label}, ${series.breakdownText}` : series.label;
    return { ...C.within(series, from, to), label };
  };

  function shape(view, raw, entry, people) {
    let series = C.dress(raw, {});
    const early = view.total === 'sum' || view.total === 'mean';
    if (early) {
      series = C.withTotal(series, view.codes, view.total, people);
      if (people && view.form === 'capita') people = C.withTotal(people, view.codes, 'sum');
    }
    if (view.form === 'capita') series = C.capita(series, entry, people);
    if (view.form === 'share') series = C.share(series, view.codes);
    if (view.form === 'index') series = C.index(series, view.base);
    if (view.form === 'change') series = C.change(series, view.base);
    if (view.total === 'median') series = C.withTotal(series, view.codes, 'median');
    if (view.total !== 'none') view.codes = [...view.codes, C.TOTAL];
    return series;
  }

  // A second indicator on the same axis, where the guard allows it.
  function beside(view, loaded) {
    const other = C.known.byId[view.beside];
    const raw = within(loaded.beside, view);
    const verdict = C.pair(view.entry, other, 'axis') || C.refused(other, view.form, { lowest: C.lowest(raw) });
    if (verdict) {
      view.refusals.push({ name: 'beside', verdict, other });
      view.beside = '';
      return;
    }
    view.second = shape({ ...view, total: 'none' }, raw, other, loaded.people);
  }

  // The areas of a chart: those chosen, those of a whole group, or a choice that is said in words.
  C.pick = (view) => {
    const { raw } = view;
    const chosen = view.areas.filter((code) => code in raw.column);
    view.absent = view.areas.filter((code) => !(code in raw.column));
    view.marked = new Set(chosen);
    const group = view.among ? raw.areas.filter((code) => C.isCountry(code) && C.inGroup(code, view.among)) : [];
    if (['scatter', 'strip'].includes(view.chart)) {
      const all = view.among ? group : raw.areas.filter((code) => C.isCountry(code) && C.inGroup(code, WORLD));
      view.codes = [...new Set([...chosen, ...all])];
      view.picked = view.among || WORLD;
      return;
    }
    view.picked = view.areas.length ? 'chosen' : '';
    let codes = [...new Set([...chosen, ...group])];
    if (!codes.length && !view.areas.length) codes = defaults(view);
    view.unlimited = codes.length;
    view.codes = limit(view, codes);
  };
  C.inGroup = (code, group) => {
    const groups = C.known.areas[code];
    return Boolean(groups) && (group === WORLD || groups.includes(group));
  };

  function defaults(view) {
    const { raw, year } = view;
    const count = { heat: 12, bar: 12, multiples: 8, stacked: 8, dumbbell: 10 }[view.chart] || 6;
    const has = (code) => raw.leads(code, year);
    if (['stock', 'flow', 'event', 'amount'].includes(view.entry.concept.kind)) {
      view.picked = 'highest';
      return highest(raw, raw.areas.filter((code) => C.isCountry(code) && has(code)), year).slice(0, count);
    }
    view.picked = 'populous';
    const world = WORLD in raw.column && raw.yearsWithValues.some((y) => !Number.isNaN(raw.get(WORLD, y))) ? [WORLD] : [];
    const countries = C.known.populous.filter((code) => code in raw.column && has(code)).slice(0, count - world.length);
    view.world = world.length > 0;
    if (world.length + countries.length) return [...world, ...countries];
    return raw.areas.slice(0, count); // one region, or groups only
  }

  // Descending by value; equal values by code, so that the order is the same everywhere.
  const highest = (series, codes, year) => [...codes].sort((a, b) => {
    const gap = series.get(b, year) - series.get(a, year);
    return gap || (a < b ? -1 : 1);
  });
  C.highest = highest;

  // At most so many as a chart can hold: the chosen ones, then the highest of the year; those whose
  // value leads nothing come last.
  function limit(view, codes) {
    const most = C.MOST[view.chart];
    if (!most || codes.length <= most) return codes;
    const rest = codes.filter((code) => !view.marked.has(code) && !Number.isNaN(view.raw.get(code, view.year)));
    const [led, apart] = [true, false].map((is) => rest.filter((code) => view.raw.leads(code, view.year) === is));
    return [...view.marked, ...highest(view.raw, led, view.year), ...highest(view.raw, apart, view.year)].slice(0, most);
  }

  // Charts that are records (layouts/charts) are drawn by assets/app/charts. The one switch.
  C.served = new Promise((ready) => { C.ready = ready; });
  const isServed = (state) => TL.page.charts.includes(state.chart) && document.getElementById('compare');
  C.leave = () => {
    C.stop();
    C.now = null;
    turn += 1;
    if (TL.slot('compare-heat')) TL.slot('compare-heat').hidden = true;
    document.getElementById('compare').closest('.graph-frame').hidden = false;
  };

  C.draw = async (state) => {
    const charts = await C.served;
    if (isServed(state)) { await charts.show(state); return; }
    charts.leave();
    const mine = ++turn;
    const box = TL.slot('compare');
    const slow = setTimeout(() => box.classList.add('loading'), 200);
    try {
      await Promise.all([TL.areas || TL.loadAreas(), C.known || C.loadKnown()]);
      if (state.indicator && !known(state.indicator)) { without(state.indicator); return; }
      const choice = C.choices(state);
      const loaded = await load(choice);
      if (mine !== turn || TL.page.view !== 'compare') return;
      const gd = await TL.plot('compare');
      C.gd = gd;
      C.loaded = loaded;
      C.now = C.view(choice, loaded);
      C.paint(C.now);
      await TL.painted();
      if (mine !== turn) return;
      C.walkable();
      C.controls(C.now);
      C.words(C.now);
      TL.doubts.control(C.now.whole);
      box.classList.remove('failed');
      done();
    } catch (error) {
      box.classList.add('failed');
      TL.say(TL.t('failed', { what: error.message }));
    } finally {
      clearTimeout(slow);
      if (mine === turn) box.classList.remove('loading');
    }
  };

  // An indicator without numbers: the server says why; another one can be chosen.
  function without(id) {
    C.now = null;
    C.offerIndicators();
    document.body.dataset.drawn = `${id}|none`;
  }

  C.paint = (view) => {
    const heat = view.chart === 'heat';
    TL.slot('compare-heat').hidden = !heat;
    C.gd.closest('.graph-frame').hidden = heat;
    if (heat) C.heat(view);
    else C.charts[view.chart](C.gd, view);
  };

  function done() {
    const { id, chart, form, year, codes } = C.now;
    document.body.dataset.drawn = [id, chart, form, YEARLY.includes(chart) ? year : '', codes.length].join('|');
  }

  // Another year of the same view: nothing is loaded, only the drawing changes.
  C.step = (year) => {
    if (!C.now || year === C.now.year) return;
    if (C.now.chart === 'scatter') C.glide(year);
    else {
      if (C.now.chart === 'strip') C.now.year = year;
      else C.now = C.view({ ...C.choices(TL.read()), year }, C.loaded);
      C.paint(C.now);
    }
    C.yearNow();
    TL.go({ year }, true);
  };

  TL.views.compare = {
    async arrived(state) { C.stop(); await C.draw(state); },
    apply: (state) => { C.stop(); return C.draw(state); },
    settled() {
      if (!C.now || C.playing) return;
      C.land();
      C.words(C.now);
      done();
    },
  };

  // Labels and panels are laid out for the width there is.
  let width = 0, resized = null;
  window.addEventListener('resize', () => {
    clearTimeout(resized);
    resized = setTimeout(() => {
      if (!TL.page || TL.page.view !== 'compare' || !C.now || C.playing || window.innerWidth === width) return;
      width = window.innerWidth;
      C.now.drawnScatter = null;
      C.stop();
      C.paint(C.now);
    }, 200);
  });

  C.based = ({ chart, form }) => SPANNING.includes(chart) || form === 'index' || form === 'change';
  C.hasYear = (chart) => YEARLY.includes(chart);
})();
