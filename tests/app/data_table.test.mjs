import assert from 'node:assert/strict';
import { test } from 'node:test';
import { session } from '../../assets/app/core/session.js';
import { cell, digits, labelled, tip } from '../../assets/app/table/cells.js';
import { columnsOf } from '../../assets/app/table/columns.js';
import { indicatorsOf, without, withoutAll } from '../../assets/app/table/filters.js';
import { grid } from '../../assets/app/table/grid.js';
import { followed, sortModel, sortOf, sortText } from '../../assets/app/table/order.js';

const KNOWN = [
  { colId: 'area', sortable: true },
  { colId: 'breakdown', hide: true },
  { colId: 'year', sortable: true },
  { colId: 'value' },
];
const table = columnsOf(KNOWN);
const asked = (more = {}) => ({ columns: '', pinned: '', breakdowns: '', ...more });
const seen = (...ids) => ids.map((colId) => ({ colId }));

test('an order is written and read back, with the direction of each column', () => {
  assert.equal(sortText(sortModel('-year,area')), '-year,area');
  assert.deepEqual(sortModel('-year')[0], { colId: 'year', sort: 'desc', sortIndex: 0 });
  assert.deepEqual(sortModel(''), []);
});

test('of an order only the columns that can be sorted are followed', () => {
  assert.equal(followed('-year,value,nonsense,area', KNOWN), '-year,area');
});

test('the order of the grid is that of its weights, not of its columns', () => {
  const states = [
    { colId: 'area', sort: 'asc', sortIndex: 1 },
    { colId: 'value', sort: null, sortIndex: null },
    { colId: 'year', sort: 'desc', sortIndex: 0 },
  ];
  assert.equal(sortOf(states), '-year,area');
});

test('the usual columns are those not hidden, and breakdowns where all are asked for', () => {
  assert.deepEqual(table.shown(asked()), ['area', 'year', 'value']);
  assert.deepEqual(table.shown(asked({ breakdowns: 'all' })), ['area', 'breakdown', 'year', 'value']);
  assert.deepEqual(table.shown(asked({ columns: 'year,nonsense,area' })), ['year', 'area']);
});

test('the grid hears of every column, in the order asked for', () => {
  const states = table.states(asked({ columns: 'value,area', pinned: 'area' }), sortModel('-year'));
  assert.deepEqual(
    states.map(({ colId, hide, pinned, sort }) => [colId, hide, pinned, sort]),
    [
      ['value', false, null, null],
      ['area', false, 'left', null],
      ['breakdown', true, null, null],
      ['year', true, null, 'desc'],
    ],
  );
});

test('dragging a column writes the order; what is usual is not written', () => {
  assert.deepEqual(table.dragged(asked(), seen('year', 'area', 'value')), { columns: 'year,area,value', pinned: '' });
  const own = asked({ columns: 'year,area,value' });
  assert.deepEqual(table.dragged(own, seen('area', 'year', 'value')), { columns: '', pinned: '' });
});

test('the grid that stands as the address says asks for nothing, pinned columns first', () => {
  const now = [{ colId: 'value', pinned: 'left' }, ...seen('area', 'year'), { colId: 'breakdown', hide: true }];
  assert.equal(table.dragged(asked({ pinned: 'value' }), now), null);
  assert.deepEqual(table.dragged(asked(), now), { columns: 'value,area,year', pinned: 'value' });
});

test('a ticked column takes its usual place; the last one cannot be let go', () => {
  assert.deepEqual(table.ticked(asked(), 'columns', 'year', false), { columns: 'area,value' });
  assert.deepEqual(table.ticked(asked({ columns: 'value,area' }), 'columns', 'year', true), { columns: '' });
  assert.equal(table.ticked(asked({ columns: 'year' }), 'columns', 'year', false), null);
  assert.deepEqual(table.ticked(asked({ pinned: 'year' }), 'pinned', 'area', true), { pinned: 'area,year' });
});

test('a code is shown with its name, without it, or alone where it has none', () => {
  const names = { KEN: 'Kenya', same: 'same' };
  const say = (code) => ['names', 'codes', 'both'].map((labels) => labelled(names, code, labels));
  assert.deepEqual(say('KEN'), ['Kenya', 'KEN', 'Kenya (KEN)']);
  assert.deepEqual(say('same'), ['same', 'same', 'same']);
  assert.deepEqual(say('XXX'), ['XXX', 'XXX', 'XXX']);
  assert.equal(labelled(undefined, 'KEN', 'names'), 'KEN');
});

test('numbers keep the digits that tell them apart', () => {
  const said = [0, 0.0123456, -0.5, 12.34567, 1234567.89].map((value) => digits(value, 'en'));
  assert.deepEqual(said, ['0', '0.01235', '-0.5', '12.346', '1,234,567.9']);
});

test('a cell without a value says why, and its tip is never a number', () => {
  session.shell = { lang: 'en', texts: { 'missing.M': 'does not apply', 'missing.O': 'missing', 'status.A': 'plain' } };
  session.page = { grid: { props: { columnDefs: KNOWN, dashGridOptions: { localeText: { loadingOoo: 'Loading' } } } } };
  grid.labels = 'names';
  const at = (id, data) => ({ column: { getColId: () => id }, value: data && data[id], data });
  assert.equal(cell(at('value', { value: null, status: 'M' })), 'does not apply');
  assert.equal(cell(at('value', { value: null, status: '' })), 'missing');
  assert.equal(tip(at('value', { value: null, status: 'M' })), null);
  assert.equal(tip(at('value', { value: 0.1234567, status: '' })), '0.1234567');
  assert.equal(cell(at('status', { value: 1, status: '' })), 'plain');
  assert.deepEqual([cell(at('area', null)), cell(at('year', null))], ['Loading', '']);
});

test('a filter is let go through the keys behind it', () => {
  assert.deepEqual(without('years'), { from: '', to: '' });
  assert.deepEqual(without('source'), { source: '' });
  assert.deepEqual(withoutAll(['areas', 'breakdowns']), { areas: [], breakdowns: '' });
  assert.deepEqual(indicatorsOf({ indicator: 'a', indicators: 'b,c' }), ['a', 'b', 'c']);
  assert.deepEqual(indicatorsOf({ indicator: '', indicators: '' }), []);
});
