// Class breaks and colours of the map page. The same rule as layouts/charts/breaks.py; a test
// compares the two. Bounds come from all years and countries, so a colour holds for every year.

/** @import { Scheme, Series } from '../core/types.js' */

const NEGATIVE_SHARE = 0.05;
const MOST_LIMITS = 9;
const STEPS = [1, 2, 2.5, 5, 10];
const DIGITS = [2, 3, 4, 6, 9, 12];

const ascending = (list) => Float64Array.from(list).sort();
const apart = (list) => [...new Set(list)].sort((a, b) => a - b);

// The numbers of all countries and years that lead, sorted, once per series.
function known(series) {
  const which = series.doubtsLead() ? 'sortedAll' : 'sorted';
  if (series[which]) return series[which];
  const {
    shape: [years, areas],
    values,
  } = series;
  const columns = series.areas.map((code, i) => (series.isCountry(code) ? i : -1)).filter((i) => i >= 0);
  const found = [];
  for (let y = 0; y < years; y++) {
    columns
      .map((c) => y * areas + c)
      .forEach((at) => {
        if (!Number.isNaN(values[at]) && series.leadsAt(at)) found.push(values[at]);
      });
  }
  series[which] = ascending(found);
  return series[which];
}

/**
 * The reader's own bounds.
 * @param {string} text numbers between spaces, commas or semicolons
 * @returns {number[]} none where one of them is no number
 */
export function limits(text) {
  const parts = text.replace(/[;,]/g, ' ').split(/\s+/).filter(Boolean);
  const found = parts.map(Number);
  return found.every(Number.isFinite) ? found : [];
}

const make = (kind, uppers, zero, single, [lowest, highest]) => ({
  kind,
  uppers: [...uppers, Infinity],
  zero,
  single,
  lowest,
  highest,
  classOf(value) {
    return this.uppers.findIndex((upper) => value <= upper);
  },
});

/**
 * @param {Series} series
 * @param {string} method 'quantile', 'equal', 'log', 'pretty' or 'own'
 * @param {number} count classes wished for; there are fewer where values are few
 * @param {number[]} own the reader's bounds
 * @returns {Scheme}
 */
export function scheme(series, method, count, own) {
  const all = known(series);
  if (series.kind === 'binary') return make('binary', [0.5], false, true, ends(all));
  const cut = all.filter((v) => v !== 0);
  const zero = cut.length < all.length;
  const signed = crosses(cut, method);
  const kind = signed ? 'diverging' : 'sequential';
  if (method === 'own' && own.length) return make(kind, apart(own).slice(0, MOST_LIMITS), zero, false, ends(cut));
  const distinct = apart(cut);
  if (distinct.length <= count) return make(kind, distinct.slice(0, -1), zero, true, ends(cut));
  const [raw, digits] = bounds(cut, method === 'own' ? 'quantile' : method, count, signed);
  return make(kind, rounded(raw, ...ends(cut), digits), zero, false, ends(cut));
}

// Whether enough values lie on either side of zero to colour the sides apart.
function crosses(cut, method) {
  const [low, high] = ends(cut);
  if (!(low < 0 && high > 0)) return false;
  return method === 'log' || cut.filter((v) => v < 0).length / cut.length > NEGATIVE_SHARE;
}

/** @returns {[number, number]} lowest and highest */
const ends = (list) => (list.length ? [list[0], list[list.length - 1]] : [NaN, NaN]);

function bounds(cut, method, count, signed) {
  const [low, high] = ends(cut);
  if (method === 'pretty') return [multiples(low, high, count), DIGITS.slice(-1)];
  const shares = (n) => Array.from({ length: Math.max(0, n - 1) }, (_, i) => (i + 1) / n);
  if (!signed && method !== 'log') {
    return [shares(count).map((q) => (method === 'quantile' ? quantile(cut, q) : low + (high - low) * q)), DIGITS];
  }
  const sizes = cut.map(Math.abs).sort();
  const half = signed ? Math.max(1, Math.floor(count / 2)) : count;
  const [small, large] = ends(sizes);
  const at = shares(half).map((q) =>
    method === 'log' ? small * (large / small) ** q : method === 'quantile' ? quantile(sizes, q) : large * q,
  );
  const mirrored = at.map((x) => -x).reverse();
  if (signed)
    return [
      [...mirrored, 0, ...at],
      [1, ...DIGITS],
    ];
  return [low > 0 ? at : mirrored, [1, ...DIGITS]];
}

function quantile(ordered, share) {
  const place = share * (ordered.length - 1);
  const at = Math.floor(place);
  const low = ordered[at];
  return low + (ordered[Math.min(at + 1, ordered.length - 1)] - low) * (place - at);
}

function multiples(low, high, count) {
  const wish = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(wish));
  const step = STEPS.find((s) => s * power >= wish * (1 - 1e-9)) * power;
  const first = Math.floor(low / step) + 1;
  return Array.from({ length: count + 1 }, (_, i) => (first + i) * step).filter((x) => low < x && x < high);
}

function rounded(raw, low, high, digits) {
  const within = (list) => apart(list.filter((x) => low < x && x < high));
  const wanted = within(raw);
  for (const count of digits) {
    const found = within(wanted.map((x) => Number(x.toPrecision(count))));
    if (found.length === wanted.length) return found;
  }
  return wanted;
}

/**
 * One colour per class: as many as needed, mixed from the anchors of a palette.
 * @param {Scheme} scheme
 * @param {string} name of a palette, or 'auto'
 * @param {string} direction which way is better, for the palette of verdicts
 * @param {any} palettes of layouts/charts/palettes.py
 * @param {boolean} dark
 * @returns {string[]}
 */
export function colours({ kind, uppers }, name, direction, palettes, dark) {
  const shade = dark ? 1 : 0;
  if (kind === 'binary' && name === 'auto') return palettes.binary[shade];
  const chosen = name === 'auto' ? (kind === 'diverging' ? 'brown-blue' : 'teal') : name;
  const two = palettes.diverging[chosen];
  let ramp = (two || palettes.sequential[chosen])[shade];
  if (chosen === 'status' && direction === 'down') ramp = [...ramp].reverse();
  const count = uppers.length;
  if (!two || kind !== 'diverging') {
    return uppers.map((_, k) => mix(ramp, count > 1 ? k / (count - 1) : 0.6));
  }
  const below = uppers.filter((upper) => upper <= 0).length;
  const most = Math.max(below, count - below);
  const step = (k) => (k < below ? k - below + 0.2 : k - below + 0.8);
  return uppers.map((_, k) => mix(ramp, 0.5 + (0.5 * step(k)) / (most - 0.2)));
}

function mix(ramp, share) {
  const place = Math.min(1, Math.max(0, share)) * (ramp.length - 1);
  const at = Math.min(ramp.length - 2, Math.floor(place));
  const part = (hex, i) => parseInt(hex.slice(1 + 2 * i, 3 + 2 * i), 16);
  const channel = (i) => Math.round(part(ramp[at], i) + (part(ramp[at + 1], i) - part(ramp[at], i)) * (place - at));
  return `#${[0, 1, 2].map((i) => channel(i).toString(16).padStart(2, '0')).join('')}`;
}
