import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decode } from '../../assets/app/series/payload.js';
import { bytesOf } from './support.mjs';

const MISSING = -2147483648;
const never = () => false;

test('whole numbers with one scale are divided by it, and none stays none', () => {
  const series = decode(bytesOf('whole', [12, 34, MISSING, 56, 0, -78], { scale: 1 }), never);
  assert.deepEqual([...series.values], [1.2, 3.4, NaN, 5.6, 0, -7.8]);
  assert.equal(series.get('NPL', 2021), 0);
  assert.ok(Number.isNaN(series.get('M49:001', 2020)));
});

test('each number may have decimals of its own', () => {
  const series = decode(bytesOf('digits', [12, 34, 5, 56, 7, 8], { places: [1, 0, 2, 1, 0, 3] }), never);
  assert.deepEqual([...series.values], [1.2, 34, 0.05, 5.6, 7, 0.008]);
});

test('floats come as they are', () => {
  const numbers = [0.1, 1e300, NaN, -1 / 3, 0, 5];
  assert.deepEqual([...decode(bytesOf('float', numbers), never).values], numbers);
});

test('areas and years that are not held have no value', () => {
  const series = decode(bytesOf('float', [1, 2, 3, 4, 5, 6]), never);
  for (const [code, year] of [
    ['XXX', 2020],
    ['KEN', 2019],
    ['KEN', 2022],
  ])
    assert.ok(Number.isNaN(series.get(code, year)));
});

test('what an int32 cannot hold comes in eight bytes, and none stays none', () => {
  const numbers = [8_142_056_446, -(2n ** 63n), 2 ** 53, -3_000_000_000, 0, 1];
  const series = decode(bytesOf('whole', numbers, { scale: 0, width: 8 }), never);
  assert.deepEqual([...series.values], [8_142_056_446, NaN, 2 ** 53, -3_000_000_000, 0, 1]);
});

test('a reason is told of every year of its runs', () => {
  const doubts = [['Old.', [0, 0, 1, 2, 1, 1]]];
  const { reasons } = decode(bytesOf('float', [1, 2, 3, 4, 5, 6], { doubts }), never);
  assert.deepEqual([...reasons.keys()], ['KEN|2020', 'KEN|2021', 'M49:001|2021']);
});
