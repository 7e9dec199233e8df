// Comparing: title, subtitle, summary, source, table and CSV link, written from what is drawn.
(function () {
  'use strict';
  const TL = window.TL;
  const C = (TL.compare = TL.compare || {});
  const YEARS_OF = ['line', 'multiples', 'heat', 'stacked'];
  const SAID = 6; // areas named one by one in a summary
  const set = (name, text) => {
    const node = TL.slot(name);
    if (node && node.textContent !== text) node.textContent = text;
  };
  const list = (items) => new Intl.ListFormat(TL.shell.lang, { type: 'conjunction' }).format(items);
  const NONE = '\u2014';

  C.words = (view) => {
    const { series, chart, year, base } = view;
    const names = { label: series.label, year, base, x: view.xs ? view.xs.label : '', years: years(view) };
    set('compare-title', TL.t(`compare.title.${chart}`, names) + (view.second ? ` ${TL.t('compare.and')} ${view.second.label}` : ''));
    const unit = chart === 'scatter' ? '' : series.unit;
    const parts = [unit && unit[0].toUpperCase() + unit.slice(1), TL.t(`compare.when.${chart}`, names), view.axis === 'log' ? TL.t('compare.log_axis') : '', chart === 'scatter' ? TL.t(view.sizes ? 'compare.sized' : 'compare.unsized', { size: view.sizes ? view.sizes.label : '' }) : ''];
    set('compare-subtitle', parts.filter(Boolean).join(' · '));
    // A unit that ends with a full stop ends its sentence, too.
    TL.doubts.told.compare = TL.doubts.note(drawn(view));
    set('compare-summary', [...summary(view), ...TL.doubts.told.compare, ...notes(view)].join(' ').replace(/\.\.(?= |$)/g, '.'));
    const sources = [series.source, view.second && view.second.source, view.xs && view.xs.source, view.sizes && view.sizes.source, people(view)];
    set('compare-source', `${[...new Set(sources.filter(Boolean))].join(' ')} ${series.note || ''}`.trim());
    TL.tables.fill('compare', () => TL.tables.table(`${TL.slot('compare-title').textContent} (${unit || series.unit})`, ...C.table(view)));
    C.csv(view);
  };
  // Every value that the chart draws.
  const drawn = (view) => {
    const { chart, year, base, codes } = view;
    const both = [view.series, view.second, chart === 'scatter' && view.xs].filter(Boolean);
    if (YEARS_OF.includes(chart)) return both.flatMap((series) => TL.doubts.cells(series, codes));
    const shown = chart === 'scatter' ? C.pairs(view, year) : codes;
    const when = chart === 'slope' || chart === 'dumbbell' ? [base, year] : [year];
    return both.flatMap((series) => shown.flatMap((code) => when.map((one) => [series, code, one])));
  };
  const people = (view) => (view.form === 'capita' && C.loaded.people ? C.loaded.people.source : '');
  const years = (view) => {
    const all = view.series.yearsWithValues.filter((y) => view.codes.some((code) => !Number.isNaN(view.series.get(code, y))));
    return all.length ? (all.length === 1 ? String(all[0]) : `${all[0]}–${all[all.length - 1]}`) : NONE;
  };
  const show = (view, code, year) => C.value(view.series.get(code, year), view.series);

  // Why nothing is drawn, in one sentence.
  C.nothing = ({ chart, year, base }) => {
    if (YEARS_OF.includes(chart)) return TL.t('compare.sum.none');
    return TL.t(base === year && ['slope', 'dumbbell'].includes(chart) ? 'compare.sum.one_year' : 'compare.sum.nothing', { year });
  };

  function summary(view) {
    const { series, chart, year, base } = view;
    if (YEARS_OF.includes(chart)) return trends(view);
    if (chart === 'scatter') return together(view);
    if (chart === 'strip') {
      const rows = C.strips(view);
      if (!rows.length) return [C.nothing(view)];
      const told = rows.map((row) => TL.t('compare.quartiles', { group: C.groupName(row.group), count: row.codes.length, low: C.value(row.low, series), middle: C.value(row.middle, series), high: C.value(row.high, series) }));
      return [...told, ...ranks(view, rows.flatMap((row) => row.codes))];
    }
    const pair = chart === 'bar' ? [year] : [base, year];
    const codes = C.ranked(view, ...pair);
    if (!codes.length) return [C.nothing(view)];
    const missing = view.codes.length - codes.length;
    const out = [];
    if (chart === 'bar') {
      const led = codes.filter((code) => series.leads(code, year));
      const [first, last] = [led[0], led[led.length - 1]];
      if (!led.length) out.push(TL.t('doubts.none_lead', { year, count: codes.length, total: view.codes.length }));
      else out.push(led.length === 1 ? TL.t('compare.sum.only', { area: C.name(first), value: show(view, first, year), year })
        : TL.t('compare.sum.bar', { year, count: led.length, first: C.name(first), high: show(view, first, year), last: C.name(last), low: show(view, last, year) }));
      out.push(...ranks(view, codes));
    } else {
      const led = codes.filter((code) => pair.every((when) => series.leads(code, when)));
      const rise = led.filter((code) => series.get(code, year) > series.get(code, base));
      const fall = led.filter((code) => series.get(code, year) < series.get(code, base));
      out.push(TL.t('compare.sum.two', { base, year, up: rise.length, down: fall.length, same: led.length - rise.length - fall.length }));
      const gap = (code) => Math.abs(series.get(code, year) - series.get(code, base));
      const most = [...led].sort((a, b) => gap(b) - gap(a) || (a < b ? -1 : 1))[0];
      if (most && gap(most) > 0) out.push(TL.t('compare.sum.most', { area: C.name(most), from: show(view, most, base), to: show(view, most, year) }));
      led.filter((code) => code !== most && view.marked.has(code)).slice(0, SAID).forEach((code) => out.push(TL.t('compare.sum.pair', { area: C.name(code), from: show(view, code, base), to: show(view, code, year) })));
    }
    if (missing) out.push(TL.t('compare.sum.missing', { count: missing, years: pair.join(', ') }));
    return out;
  }

  // Where the chosen countries stand among all countries with a value that leads.
  function ranks(view, codes) {
    const all = C.highest(view.series, view.series.areas.filter((c) => C.isCountry(c) && C.inGroup(c, 'M49:001') && view.series.leads(c, view.year)), view.year);
    const own = codes.filter((code) => view.marked.has(code) && all.includes(code)).slice(0, SAID);
    return own.length ? [TL.t('compare.sum.rank', { ranks: list(own.map((code) => TL.t('compare.sum.place', { area: C.name(code), place: all.indexOf(code) + 1 }))), count: all.length })] : [];
  }

  function trends(view) {
    const own = C.leading(view);
    const tell = (series, before) => (code) => {
      const every = C.points(series, code), led = every.filter((p) => p.leads);
      const points = led.length ? led : every;
      if (!points.length) return TL.t('summary.line_none', { area: C.name(code) });
      const [first, last] = [points[0], points[points.length - 1]];
      return before + TL.t(first === last ? 'summary.line_one' : 'summary.line', {
        area: C.name(code), first: first.year, last: last.year, from: C.value(first.value, series), to: C.value(last.value, series) });
    };
    const said = own.slice(0, SAID).map(tell(view.series, ''));
    if (view.second) said.push(...own.filter((code) => code in view.second.column).slice(0, SAID).map(tell(view.second, `${view.second.label}, `)));
    if (own.length > SAID) said.push(TL.t('compare.sum.more', { count: own.length - SAID }));
    if (!view.codes.length) said.push(C.nothing(view));
    return said;
  }

  function together(view) {
    const codes = C.pairs(view, view.year);
    if (!codes.length) return [C.nothing(view)];
    const out = [TL.t('compare.sum.scatter', { count: codes.length, year: view.year })];
    if (codes.length >= 10) {
      const led = codes.filter((code) => view.xs.leads(code, view.year) && view.series.leads(code, view.year));
      const r = rankTie(led.map((c) => view.xs.get(c, view.year)), led.map((c) => view.series.get(c, view.year)));
      const size = Math.abs(r) < 0.2 ? 'weak' : Math.abs(r) < 0.5 ? 'some' : 'strong';
      out.push(TL.t(`compare.tie.${size}_${r < 0 ? 'down' : 'up'}`, { r: TL.number(r, 2) }));
    }
    [...view.marked].filter((code) => codes.includes(code)).slice(0, SAID).forEach((code) => out.push(TL.t('compare.sum.point', {
      area: C.name(code), x: C.value(view.xs.get(code, view.year), view.xs), y: show(view, code, view.year) })));
    return out;
  }
  // Spearman's rank correlation, with mean ranks for equal values.
  function rankTie(a, b) {
    const ranks = (values) => {
      const order = values.map((v, i) => [v, i]).sort((p, q) => p[0] - q[0]);
      const out = new Array(values.length);
      for (let i = 0; i < order.length;) {
        let j = i;
        while (j < order.length && order[j][0] === order[i][0]) j++;
        for (let k = i; k < j; k++) out[order[k][1]] = (i + j - 1) / 2;
        i = j;
      }
      return out;
    };
    const [x, y] = [ranks(a), ranks(b)], n = a.length, mean = (n - 1) / 2;
    const dot = (p, q) => p.reduce((s, v, i) => s + (v - mean) * (q[i] - mean), 0);
    const under = Math.sqrt(dot(x, x) * dot(y, y));
    return under ? dot(x, y) / under : 0;
  }

  // How the areas came to be drawn, and what could not be.
  function notes(view) {
    const out = [];
    const count = view.codes.filter((code) => code !== C.TOTAL).length;
    if (view.picked === 'highest') out.push(TL.t('compare.note.highest', { count, year: view.year }));
    if (view.picked === 'populous') out.push(TL.t(view.world ? 'compare.note.world' : 'compare.note.populous', { count: count - (view.world ? 1 : 0) }));
    if (view.unlimited > count) out.push(TL.t('compare.note.limit', { count, all: view.unlimited, year: view.year }));
    if (view.absent.length) out.push(TL.t('summary.line_absent', { areas: view.absent.map(C.name).join(', ') }));
    const { baseyear } = TL.read();
    if (C.based(view) && baseyear && Number(baseyear) !== view.base) out.push(TL.t('compare.note.base_moved', { asked: baseyear, base: view.base }));
    if (view.form === 'index') out.push(TL.t('compare.note.index', { base: view.base }));
    if (view.form === 'capita') out.push(TL.t('compare.note.capita'));
    if (view.total !== 'none') out.push(TL.t(`compare.note.${view.total}`));
    if (view.axis === 'log') {
      const lost = view.codes.reduce((n, code) => n + C.points(view.series, code).filter((p) => p.value <= 0).length, 0);
      if (lost) out.push(TL.t('compare.note.log', { count: lost }));
    }
    const based = view.form === 'index' || view.form === 'change';
    const without = based ? view.codes.filter((code) => C.points(view.raw, code).length && !C.points(view.series, code).length) : [];
    if (without.length) out.push(TL.t('compare.note.no_base', { areas: list(without.slice(0, SAID).map(C.name)), base: view.base }));
    const broken = C.broken(view);
    if (broken.length) out.push(TL.t('compare.note.broken', { areas: list(broken.slice(0, SAID).map(C.name)), base: view.base }));
    if (view.chart === 'line' && view.beyond && view.beyond.length) out.push(TL.t('compare.note.beyond', { areas: list(view.beyond.slice(0, SAID).map(C.name)), count: view.beyond.length }));
    if (view.chart === 'scatter') out.push(TL.t('compare.note.scatter'));
    if (view.chart === 'stacked') out.push(TL.t(`compare.note.stacked_${view.stack}`));
    const target = C.targetOf(view);
    if (target && view.chart !== 'heat') out.push(`${C.targetText(view, target)}.`);
    return out;
  }

  // Head and rows of the table beside the chart: the numbers drawn and no others.
  C.table = (view) => {
    const { series, chart, year, base } = view;
    const cell = (value, of = series) => (Number.isNaN(value) ? NONE : C.exactly(value, of));
    const held = (of, code, when = year) => cell(of.get(code, when), of) + TL.doubts.inTable(of, code, when);
    if (chart === 'scatter') {
      const codes = C.pairs(view, year);
      const head = [TL.t('table.area'), `${view.xs.label} (${view.xs.unit})`, `${series.label} (${series.unit})`, ...(view.sizes ? [`${view.sizes.label} (${view.sizes.unit})`] : [])];
      return [head, C.highest(series, codes, year).map((code) => [C.name(code), held(view.xs, code), held(series, code), ...(view.sizes ? [held(view.sizes, code)] : [])])];
    }
    if (chart === 'strip') {
      const rows = C.strips(view).flatMap((row) => [
        [C.groupName(row.group), TL.t('compare.median'), cell(row.middle)], [C.groupName(row.group), TL.t('compare.quarter_low'), cell(row.low)], [C.groupName(row.group), TL.t('compare.quarter_high'), cell(row.high)],
        ...C.highest(series, row.codes, year).map((code) => [C.groupName(row.group), C.name(code), held(series, code)])]);
      return [[TL.t('compare.group'), TL.t('table.area'), String(year)], rows];
    }
    if (['bar', 'slope', 'dumbbell'].includes(chart)) {
      const pair = chart === 'bar' ? [year] : [base, year];
      return [[TL.t('table.area'), ...pair.map(String)], C.ranked(view, ...pair).map((code) => [C.name(code), ...pair.map((y) => held(series, code, y))])];
    }
    const both = [series, ...(view.second ? [view.second] : [])];
    const columns = both.flatMap((one) => view.codes.map((code) => [one, code]));
    const rows = [];
    const last = Math.max(...both.map((one) => one.firstYear + one.shape[0] - 1)), first = Math.min(...both.map((one) => one.firstYear));
    for (let y = last; y >= first; y--) {
      const values = columns.map(([one, code]) => one.get(code, y));
      if (values.some((v) => !Number.isNaN(v))) rows.push([String(y), ...values.map((v, i) => (Number.isNaN(v) ? NONE : held(...columns[i], y)))]);
    }
    return [[TL.t('table.year'), ...columns.map(([one, code]) => (both.length > 1 ? `${C.name(code)}, ${one.label}` : C.name(code)))], rows];
  };
})();
