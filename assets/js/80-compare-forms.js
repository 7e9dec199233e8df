// Comparing: what the guard allows, and series made from series (per head, index, change, sums).
// The same arithmetic, in the same order, as layouts/compare_rows.py.
(function () {
  'use strict';
  const TL = window.TL;
  const C = (TL.compare = TL.compare || {});
  const GRADES = ['binary', 'ordinal'];
  const ENOUGH = 0.6; // share of the fullest year that an opening year must reach
  C.TOTAL = 'OTH:SUM';

  C.isCountry = (code) => !code.includes(':');
  C.name = (code) => (code === C.TOTAL ? C.totalName : TL.areaName(code));

  // Rules of data/arithmetic/guard.py for two indicators. Answers null, or [reason, what to do
  // instead].
  C.pair = (one, other, way) => (way === 'axis' ? axis(one, other) : sum(one, other));
  const of = (entry) => ({ people: '', side: '', mandate: '', additive: false, unit: '', ...entry.concept });

  function axis(first, second) {
    const one = of(first), other = of(second);
    const kinds = [one.kind, other.kind];
    const has = (...names) => kinds.some((kind) => names.includes(kind));
    if (has(...GRADES)) return ['axis_grades', 'scatter'];
    if (has('unclear')) return ['unclear', 'scatter'];
    if (has('stock') && has('flow', 'event')) return ['stock_flow', 'scatter'];
    if (one.kind !== other.kind) return ['axis_kinds', 'scatter'];
    if (one.unit !== other.unit || (one.kind === 'index' && first.id !== second.id)) return ['axis_units', 'scatter'];
    return null;
  }

  function sum(first, second) {
    const one = of(first), other = of(second);
    const has = (name, ...values) => values.includes(one[name]) || values.includes(other[name]);
    const both = (name, a, b) => (one[name] === a && other[name] === b) || (one[name] === b && other[name] === a);
    if (first.id === second.id) return ['sum_same', 'axis'];
    if (has('kind', 'rate')) return ['sum_rates', 'scatter'];
    if (has('kind', 'index', ...GRADES)) return ['sum_index', 'scatter'];
    if (both('people', 'refugees', 'migrants')) return ['refugees_migrants', 'axis'];
    const shared = axis(first, second);
    if (shared) return shared;
    if (!(one.additive && other.additive && one.people && other.people)) return ['sum_unknown', 'axis'];
    if (has('people', 'inhabitants')) return ['sum_part', 'axis'];
    if (one.mandate !== other.mandate) return ['sum_mandates', 'axis'];
    if (one.people === other.people || both('side', 'host', 'origin')) return ['sum_twice', 'axis'];
    return null;
  }

  // Why a form, axis or summary of one indicator is refused; null where it is allowed.
  C.refused = (entry, name, { lowest = 0, areas = [], part = '' } = {}) => {
    if (part && name === 'capita' && !entry.refused.capita) return ['capita_part', 'absolute'];
    if (part && name === 'mean' && !entry.refused.mean) return ['mean_no_weights', 'median'];
    if (entry.refused[name]) return entry.refused[name];
    if (lowest < 0 && name === 'log') return ['log_signed', 'linear'];
    if (lowest < 0 && name === 'index') return ['index_signed', 'change'];
    if (['sum', 'mean', 'median'].includes(name) && areas.some((code) => !C.isCountry(code))) return ['summary_groups', 'countries'];
    return null;
  };
  C.because = ([reason, instead]) => `${TL.t(`guard.${reason}`)} ${TL.t(`guard.instead.${instead}`)}`;

  // A series with the same words and other numbers.
  C.dress = (series, change) => {
    const made = { ...series, ...change };
    const [years, count] = made.shape;
    made.column = Object.fromEntries(made.areas.map((code, i) => [code, i]));
    made.at = (code, year) => {
      const i = made.column[code];
      return i === undefined || year < made.firstYear || year >= made.firstYear + years ? -1 : (year - made.firstYear) * count + i;
    };
    made.get = (code, year) => {
      const i = made.at(code, year);
      return i < 0 ? NaN : made.values[i];
    };
    TL.doubts.attach(made);
    made.yearsWithValues = [];
    for (let y = 0; y < years; y++) {
      const from = y * count;
      for (let i = 0; i < count; i++) {
        if (made.values[from + i] === made.values[from + i]) { made.yearsWithValues.push(made.firstYear + y); break; }
      }
    }
    return made;
  };

  // The same series in some of its years; one year without values where it has none of them.
  C.within = (series, from, to) => {
    const [years, count] = series.shape, end = series.firstYear + years - 1;
    const first = Math.max(series.firstYear, from || -Infinity), last = Math.min(end, to || Infinity);
    if (first === series.firstYear && last === end) return series;
    const kept = last < first ? 1 : last - first + 1, at = (first - series.firstYear) * count;
    const made = C.dress(series, {
      firstYear: first, shape: [kept, count],
      values: last < first ? new Float64Array(count).fill(NaN) : series.values.subarray(at, at + kept * count),
      status: last < first ? new Uint8Array(count) : series.status.subarray(at, at + kept * count),
    });
    return { ...made, year: C.span(made)[1] };
  };

  // The same series with every value made anew.
  C.remade = (series, change, make) => {
    const values = new Float64Array(series.values.length).fill(NaN);
    const [years, count] = series.shape;
    for (let y = 0; y < years; y++) {
      for (let i = 0; i < count; i++) {
        const value = series.values[y * count + i];
        if (value === value) values[y * count + i] = make(value, series.areas[i], series.firstYear + y);
      }
    }
    return C.dress(series, { ...change, values });
  };

  C.capita = (series, entry, people) => {
    const { factor = 1, per = 1000 } = entry.concept;
    return C.remade(series, { unit: entry.capitaUnit, unitShort: '', decimals: per === 1 ? 0 : 2 }, (value, code, year) => {
      const inhabitants = people.get(code, year);
      return inhabitants > 0 ? value * factor / inhabitants * per : NaN;
    });
  };
  C.index = (series, base) => C.remade(series, { unit: TL.t('compare.unit_index', { base }), unitShort: '', decimals: 1 }, (value, code) => {
    const start = series.leads(code, base) ? series.get(code, base) : NaN;
    return start > 0 ? value / start * 100 : NaN;
  });
  C.change = (series, base) => {
    const points = series.unitShort.startsWith('%') ? TL.t('compare.points') : series.unitShort;
    return C.remade(series, {
      unit: TL.t(series.unitShort.startsWith('%') ? 'compare.unit_points' : 'compare.unit_change', { base, unit: series.unit }), unitShort: points,
    }, (value, code) => (series.leads(code, base) ? value - series.get(code, base) : NaN));
  };

  // One more area that stands for several. A year in which one of them has no value stays empty.
  C.withTotal = (series, codes, how, weights) => {
    const [years, count] = series.shape;
    const wide = count + 1;
    const values = new Float64Array(years * wide), status = new Uint8Array(years * wide), reasons = new Map(series.reasons);
    for (let y = 0; y < years; y++) {
      values.set(series.values.subarray(y * count, (y + 1) * count), y * wide);
      status.set(series.status.subarray(y * count, (y + 1) * count), y * wide);
      const year = series.firstYear + y;
      const own = codes.map((code) => series.get(code, year));
      values[y * wide + count] = combine(own, how, how === 'mean' ? codes.map((code) => weights.get(code, year)) : null);
      const letters = codes.map((code) => series.statusOf(code, year));
      status[y * wide + count] = letters.some((letter) => 'FP'.includes(letter) && letter) ? 80 : letters.includes('E') ? 69 : 65;
      if (!codes.some((code) => series.apart(code, year))) continue;
      status[y * wide + count] |= TL.doubts.HELD; // made of a value that leads nothing, it leads nothing
      reasons.set(`${C.TOTAL}|${year}`, TL.t('doubts.of_parts'));
    }
    return C.dress(series, { values, status, reasons, areas: [...series.areas, C.TOTAL], shape: [years, wide] });
  };

  function combine(values, how, weights) {
    if (!values.length || values.some((v) => v !== v)) return NaN;
    if (how === 'sum') return values.reduce((a, b) => a + b, 0);
    if (how === 'median') return C.quantile([...values].sort((a, b) => a - b), 0.5);
    if (weights.some((w) => !(w > 0))) return NaN;
    return values.reduce((a, v, i) => a + v * weights[i], 0) / weights.reduce((a, b) => a + b, 0);
  }

  // Quantile of ascending values, linear between neighbours.
  C.quantile = (sorted, q) => {
    if (!sorted.length) return NaN;
    const at = (sorted.length - 1) * q, low = Math.floor(at);
    return low + 1 < sorted.length ? sorted[low] + (sorted[low + 1] - sorted[low]) * (at - low) : sorted[low];
  };

  C.lowest = (series) => {
    let low = Infinity;
    for (const value of series.values) if (value < low) low = value;
    return low;
  };

  // First and last year with at least 60 % as many places that lead as the fullest year.
  C.span = (series) => {
    const counts = series.yearsWithValues.map((year) => {
      const from = (year - series.firstYear) * series.shape[1];
      let n = 0;
      for (let i = from; i < from + series.shape[1]; i++) if (series.values[i] === series.values[i] && TL.doubts.leads(series.status[i])) n++;
      return n;
    });
    if (!counts.length) return [series.firstYear, series.firstYear + series.shape[0] - 1];
    const full = Math.max(...counts) * ENOUGH;
    const good = series.yearsWithValues.filter((year, i) => counts[i] >= full);
    return [good[0], good[good.length - 1]];
  };
})();
