import assert from 'node:assert/strict';
import { test } from 'node:test';
import { session } from '../../assets/app/core/session.js';
import { compact, decimalsOf, linesOf, plain, safe, t, valueText } from '../../assets/app/words/text.js';

session.shell = {
  lang: 'en',
  build: '',
  texts: { 'a.b': '{count} of {total}, {other}', 'words.none': '(none)' },
  mostAreas: 6,
  lines: {},
};

test('placeholders are filled where there is a value, and an unknown key is marked', () => {
  assert.equal(t('a.b', { count: 1, total: 0 }), '1 of 0, {other}');
  assert.equal(t('no.such'), '(none)');
});

test('lines break between words, and a long word has one of its own', () => {
  assert.deepEqual(linesOf('one two three', 7), ['one two', 'three']);
  assert.deepEqual(linesOf('unbreakable one', 5), ['unbreakable', 'one']);
});

test('names are compared without accents and capitals', () => {
  assert.equal(plain("C\u00f4te d'Ivoire"), "cote d'ivoire");
});

test('markup in words is text', () => {
  assert.equal(safe('<b>&'), '&lt;b&gt;&amp;');
});

test('a small number is not shown as zero', () => {
  const series = { decimals: 1, unitShort: '%' };
  assert.equal(valueText(0.004, series), '0.004\u202f%');
  assert.equal(valueText(0, series), '0.0\u202f%');
  assert.equal(valueText(12.34, series), '12.3\u202f%');
  assert.deepEqual([decimalsOf(0.004, series), decimalsOf(0, series)], [6, 1]);
});

test('large numbers are short', () => {
  assert.deepEqual([1234567, 1234.5, 3.14159].map(compact), ['1.23M', '1,235', '3.14']);
});
