import assert from 'node:assert/strict';
import { test } from 'node:test';
import { session } from '../../assets/app/core/session.js';
import { plain, t } from '../../assets/app/words/text.js';

session.shell = {
  lang: 'en',
  build: '',
  texts: { 'a.b': '{count} of {total}, {other}', 'words.none': '(none)' },
  lines: {},
};

test('placeholders are filled where there is a value, and an unknown key is marked', () => {
  assert.equal(t('a.b', { count: 1, total: 0 }), '1 of 0, {other}');
  assert.equal(t('no.such'), '(none)');
});

test('names are compared without accents and capitals', () => {
  assert.equal(plain("C\u00f4te d'Ivoire"), "cote d'ivoire");
});
