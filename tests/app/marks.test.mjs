import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blank, clicked, leads, nearest, rowsOf } from '../../assets/app/charts/marks.js';

const counts = (trace) => rowsOf(trace).map(({ count }) => count);

test('a trace is a row of marks, a heat map one for each of its rows, a flow nodes and links', () => {
  assert.deepEqual(counts({ type: 'scatter', x: [1, 2, 3], y: [1, null, 3] }), [3]);
  assert.deepEqual(counts({ type: 'choropleth', locations: ['KEN', 'UGA'], z: [1, 2] }), [2]);
  assert.deepEqual(counts({ type: 'heatmap', x: [1, 2], y: ['a', 'b', 'c'], z: [[], [1, 2], [3, 4]] }), [0, 2, 2]);
  assert.deepEqual(counts({ type: 'sankey', node: { label: ['a', 'b'] }, link: { value: [1] } }), [2, 1]);
  assert.deepEqual(counts({ type: 'scatter', x: [1], hoverinfo: 'skip' }), []);
  assert.deepEqual(counts({ type: 'scatter' }), []);
});

test('a value that is missing is no mark', () => {
  const [row] = rowsOf({ type: 'scatter', x: [1, null, 3], y: [1, 2, NaN] });
  assert.deepEqual(
    [0, 1, 2].map((i) => blank(row, i)),
    [false, true, true],
  );
});

test('a mark leads where its trace says, each to its own address', () => {
  const [row] = rowsOf({ locations: ['KEN', 'UGA'], customdata: ['KEN', 'UGA'], meta: { href: '/a?b=%{customdata}' } });
  assert.equal(leads(row, 1), '/a?b=UGA');
  assert.equal(leads(rowsOf({ x: [1, 2], meta: { href: ['/a', '/b'] } })[0], 1), '/b');
  assert.equal(leads(rowsOf({ x: [1] })[0], 0), '');
});

test('a click on a heat map is on the cell of its row, elsewhere on the mark of its trace', () => {
  const fullData = { z: [[1, 2], [3, 4]], y: ['KEN', 'UGA'], customdata: [['a', 'b'], ['c', 'd']], meta: { href: '/%{customdata}?areas=%{y}' } }; // prettier-ignore
  assert.equal(leads(...clicked({ fullData, pointNumber: [1, 0] })), '/c?areas=UGA');
  assert.equal(leads(...clicked({ fullData: { x: [1, 2], meta: { href: ['/a', '/b'] } }, pointNumber: 1 })), '/b');
});

test('on a map arrows lead to the nearest that way, around the world and to the next map', () => {
  const shapes = { geo: 'geo', index: 0, locations: ['MID', 'EAST', 'SOUTH'] };
  const dots = { geo: 'geo', index: 1, lon: [179, -179], lat: [0, 0] };
  const second = { geo: 'geo2', index: 2, lon: [0], lat: [-50] };
  const calcdata = [
    [{ ct: [0, 0] }, { ct: [20, 1] }, { ct: [1, -20] }],
    [{ lonlat: [179, 0] }, { lonlat: [-179, 0] }],
    [{ lonlat: [0, -50] }],
  ];
  const rows = [shapes, dots, second].flatMap(rowsOf);
  const step = (from, way) => nearest(calcdata, rows, from, way);
  assert.deepEqual(step([0, 0], [0, 1]), [0, 1]);
  assert.deepEqual(step([0, 0], [1, 0]), [0, 2]);
  assert.deepEqual(step([1, 0], [0, 1]), [1, 1]);
  assert.deepEqual(step([0, 2], [1, 0]), [2, 0]); // nothing lies south of it here
  assert.deepEqual(step([2, 0], [1, 0]), [2, 0]); // nor is there another map
});
