import assert from 'node:assert/strict';
import { test } from 'node:test';
import { grammarOf } from '../../assets/app/request/address.js';

const grammar = grammarOf({
  version: 2,
  pages: {
    overview: { path: '/', keys: [] },
    map: { path: '/map', keys: ['layout', 'country'] },
    theme: { path: '/themes/', slug: true, keys: ['doubted'] },
  },
  keys: {
    layout: { default: 'map', draws: '' },
    country: { default: '', draws: 'part' },
    doubted: { default: 'off', draws: 'page' },
  },
});
const { pageOf, parse, valuesOf, write } = grammar;

test('a page with a slug needs one', () => {
  assert.deepEqual(['/', '/map', '/themes/drivers', '/themes/', '/nowhere'].map(pageOf), [
    'overview',
    'map',
    'theme',
    '',
    '',
  ]);
});

test('what an address leaves out has its default', () => {
  assert.deepEqual(parse('/map', ''), {
    path: '/map',
    lang: 'en',
    indicator: '',
    year: null,
    areas: [],
    layout: 'map',
    country: '',
  });
});

test('what is read is written again, in the same order', () => {
  for (const text of ['', '?v=2&lang=fr&indicator=a&year=2020&areas=KEN,M49:001&layout=tiles&country=KEN']) {
    assert.equal(write(parse('/map', text), ''), `/map${text}`);
  }
});

test('defaults and keys of other pages are not written', () => {
  assert.equal(write({ ...parse('/map', ''), layout: 'map', doubted: 'on' }, ''), '/map');
});

test('a year names the indicator that the page opens with', () => {
  assert.equal(write({ ...parse('/map', ''), year: 2020 }, 'a'), '/map?v=2&indicator=a&year=2020');
  assert.equal(write({ ...parse('/map', ''), country: 'KEN' }, 'a'), '/map?v=2&country=KEN');
});

test('the server draws what it is asked to', () => {
  const state = parse('/themes/drivers', '?doubted=on');
  assert.deepEqual([valuesOf(state, 'page'), valuesOf(state, 'part')], [['on'], []]);
});
