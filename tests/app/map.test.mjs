import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cellsOf } from '../../assets/app/map/cells.js';

// Two places in three years of a series that begins in 2000, one year of which nobody has a value.
const answer = {
  codes: ['KEN', 'NPL'],
  years: [2000, 2001, 2003],
  first: 2000,
  kinds: ['zero', 'M', 'L', 'Q', 'old', 'none', 'O'],
  cells: '0R@ED`',
  rows: '  #  #',
};
const shown = (year, code) => {
  const { k, kind, known, look, year: own } = cellsOf(answer, year).get(code);
  return [k, kind, known, look, own];
};

test('a class is a number from zero, and a value drawn apart keeps it', () => {
  assert.deepEqual(shown(2000, 'KEN'), [0, 'value', true, '', 2000]);
  assert.deepEqual(shown(2001, 'KEN'), [2, 'value', true, 'doubt', 2001]);
});

test('a value of an earlier year brings its own year', () => {
  assert.deepEqual(shown(2003, 'KEN'), [-1, 'zero', true, '', 2000]);
  assert.deepEqual(shown(2003, 'NPL'), [-1, 'zero', true, 'doubt', 2000]);
});

test('a kind of nothing has a number below zero, a name, and no year where there never was a value', () => {
  assert.deepEqual(shown(2000, 'NPL'), [-6, 'none', false, '', null]);
  assert.deepEqual(shown(2001, 'NPL'), [-5, 'old', false, '', null]);
});

test('an estimated value keeps its class, too', () => {
  const [k, , known, look] = ((own) => [own.k, own.kind, own.known, own.look])(
    cellsOf({ ...answer, cells: `s${answer.cells.slice(1)}` }, 2000).get('KEN'),
  );
  assert.deepEqual([k, known, look], [3, true, 'estimate']);
});
