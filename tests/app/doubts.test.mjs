import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HELD, leads, letter, yearLed } from '../../assets/app/series/doubts.js';
import { decode } from '../../assets/app/series/payload.js';
import { bytesOf } from './support.mjs';

const A = 'A'.charCodeAt(0);
const F = 'F'.charCodeAt(0);
const made = (doubtsLead, status = [A, A, A, F | HELD, A | HELD, A]) =>
  decode(bytesOf('float', [1, 2, 3, 4, 5, 6], { status }), () => doubtsLead);

test('a letter is read with or without the bit beside it', () => {
  assert.deepEqual([0, A, A | HELD, HELD].map(letter), ['', 'A', 'A', '']);
});

test('what is doubted leads only where the reader lets it; a forecast never', () => {
  assert.deepEqual(
    [A, A | HELD, F | HELD].map((byte) => leads(byte, false)),
    [true, false, false],
  );
  assert.deepEqual(
    [A, A | HELD, F | HELD].map((byte) => leads(byte, true)),
    [true, true, false],
  );
});

test('a series says why, and draws apart what leads nothing', () => {
  const series = made(false);
  assert.equal(series.reason('NPL', 2021), 'Too high.');
  assert.equal(series.reason('KEN', 2021), '');
  assert.deepEqual(
    [series.doubted('NPL', 2021), series.waits('NPL', 2021), series.apart('NPL', 2021)],
    [true, false, true],
  );
  assert.deepEqual(
    [series.doubted('KEN', 2021), series.waits('KEN', 2021), series.apart('KEN', 2021)],
    [false, true, true],
  );
});

test('no value leads nothing and is not apart', () => {
  const series = decode(bytesOf('float', [NaN, 2, 3, 4, 5, 6], { status: [A | HELD, A, A, A, A, A] }), () => true);
  assert.deepEqual([series.leads('KEN', 2020), series.apart('KEN', 2020)], [false, false]);
});

test('the last year led is the one before where all later values are doubted', () => {
  const codes = ['KEN', 'NPL'];
  assert.equal(yearLed(made(false), codes, 2021), 2020);
  assert.equal(yearLed(made(true), codes, 2021), 2021);
  assert.equal(yearLed(made(true), codes, 2019), undefined);
});
