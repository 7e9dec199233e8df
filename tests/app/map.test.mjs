import assert from 'node:assert/strict';
import { test } from 'node:test';
import { colours, limits, scheme } from '../../assets/app/charts/breaks.js';
import { cellsOf, kindOf, resolve } from '../../assets/app/charts/match.js';
import { HELD } from '../../assets/app/series/doubts.js';
import { decode } from '../../assets/app/series/payload.js';
import { bytesOf } from './support.mjs';

const byteOf = (letter, held = 0) => (letter ? letter.charCodeAt(0) : 0) | held;
// One country over years, from its values and letters.
function course(values, letters = [], doubtsLead = false) {
  const status = values.map((_, i) => byteOf(...[letters[i] || ''].flat()));
  const head = { areas: ['KEN'], shape: [values.length, 1], firstYear: 2000, doubts: [], status };
  return decode(bytesOf('float', values, head), () => doubtsLead);
}
const shown = (series, year, mode) => {
  const { kind, value, year: own } = resolve(series, 'KEN', year, mode);
  return [kind, value, own];
};

test('an earlier value is shown within the tolerance, and its year is told beyond it', () => {
  const series = course([7, NaN, NaN, NaN, NaN]);
  assert.deepEqual(shown(series, 2003, 'within3'), ['value', 7, 2000]);
  assert.deepEqual(shown(series, 2004, 'within3'), ['old', NaN, 2000]);
  assert.deepEqual(shown(series, 2004, 'within5'), ['value', 7, 2000]);
  assert.deepEqual(shown(series, 2001, 'exact'), ['old', NaN, 2000]);
});

test('nothing is carried past a year in which a value cannot exist', () => {
  assert.deepEqual(shown(course([7, NaN, NaN], ['', 'M']), 2002, 'latest'), ['none', NaN, null]);
});

test('a value that leads goes before a later one that does not, but not in its own year', () => {
  const series = course([7, 9, NaN], ['A', ['A', HELD]]);
  assert.deepEqual(shown(series, 2002, 'within3'), ['value', 7, 2000]);
  assert.deepEqual(shown(series, 2001, 'within3'), ['value', 9, 2001]);
  assert.deepEqual(shown(course([7, 9, NaN], ['A', ['A', HELD]], true), 2002, 'within3'), ['value', 9, 2001]);
});

test('a kind of nothing has a number below zero that names it', () => {
  const series = course([0, NaN], ['', 'L']);
  const view = { series, scheme: scheme(series, 'quantile', 5, []), codes: ['KEN', 'XXX'], mode: 'exact' };
  const kinds = (year) => [...cellsOf({ ...view, year }).values()].map(({ k }) => kindOf(k));
  assert.deepEqual(kinds(2000), ['zero', 'none']);
  assert.deepEqual(kinds(2001), ['L', 'none']);
});

test('own limits are numbers or none at all', () => {
  assert.deepEqual(limits('10; -5,1e3'), [10, -5, 1000]);
  assert.deepEqual(limits('10, ten'), []);
});

test('classes hold equally many values, in round bounds', () => {
  const series = course(Array.from({ length: 100 }, (_, i) => i + 1));
  const found = scheme(series, 'quantile', 4, []);
  assert.deepEqual(found.uppers, [26, 51, 75, Infinity]);
  assert.deepEqual([found.lowest, found.highest, found.kind], [1, 100, 'sequential']);
});

test('values on both sides of zero are coloured apart', () => {
  const found = scheme(course([-4, -3, -2, -1, 1, 2, 3, 4]), 'equal', 4, []);
  assert.deepEqual([found.kind, found.uppers], ['diverging', [-2, 0, 2, Infinity]]);
});

test('few distinct values are a class each, and own limits are kept', () => {
  assert.equal(scheme(course([1, 2, 2, 3]), 'quantile', 5, []).single, true);
  assert.deepEqual(scheme(course([1, 2, 3, 4]), 'own', 5, [3, 2, 3]).uppers, [2, 3, Infinity]);
});

test('what is doubted moves no bound unless the reader lets it', () => {
  const values = [1, 2, 3, 4, 900];
  const letters = ['', '', '', '', ['A', HELD]];
  assert.equal(scheme(course(values, letters), 'equal', 3, []).highest, 4);
  assert.equal(scheme(course(values, letters, true), 'equal', 3, []).highest, 900);
});

test('colours are mixed from the first to the last anchor', () => {
  const palettes = { sequential: { teal: [['#000000', '#ffffff']] }, diverging: {}, binary: [] };
  const found = colours({ kind: 'sequential', uppers: [1, 2, Infinity] }, 'auto', 'up', palettes, false);
  assert.deepEqual(found, ['#000000', '#808080', '#ffffff']);
});
