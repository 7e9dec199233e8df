// Rules for the browser's modules and their tests. Run from the top: `make check`.
import js from '@eslint/js';
import globals from 'globals';

const GLOBAL_STATE = 'Modules share by import; `TL` is there for tests alone.';

export default [
  js.configs.recommended,
  {
    files: ['assets/app/**/*.js'],
    languageOptions: { ecmaVersion: 2024, sourceType: 'module', globals: globals.browser },
    rules: {
      complexity: ['error', 12],
      eqeqeq: 'error',
      'max-lines': ['error', 300],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
      'no-implicit-globals': 'error',
      'no-restricted-globals': ['error', 'event', 'name', 'status', 'Plotly', 'TL'],
      'no-restricted-properties': ['error', { object: 'window', property: 'TL', message: GLOBAL_STATE }],
      'no-shadow': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: ['tests/app/*.mjs'],
    languageOptions: { ecmaVersion: 2024, sourceType: 'module', globals: globals.node },
  },
];
