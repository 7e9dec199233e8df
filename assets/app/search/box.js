// The search box of the header: a combobox (ARIA 1.2) whose list the server makes as one types
// (layouts/search/typed.py). Nothing is loaded before the first letter.
import { all, byId, listen } from '../core/dom.js';
import { ask } from '../core/fetch.js';
import { drawings, kept, session } from '../core/session.js';
import { say } from '../pieces/notice.js';
import { read } from '../request/here.js';
import { go } from '../request/routing.js';
import { t } from '../words/text.js';

const WAIT_MS = 40; // letters typed in one go ask once
/** @type {any[]} */
let [input, list] = [null, null];
/** @type {HTMLAnchorElement[]} */
let options = [];
let active = -1;
let timer = 0;
let turn = 0;

drawings['form[data-search]'] = (form) => {
  const asked = form.dataset.search || '';
  if (input !== form.elements.q) attach(form);
  if (document.activeElement !== input || asked) input.value = asked;
  close();
};

/** @param {HTMLFormElement} form */
function attach(form) {
  input = form.elements.namedItem('q');
  list = byId('search-list');
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const q = input.value.trim();
    if (!q) return;
    leave();
    go({ path: '/search', indicator: '', year: null, q });
  });
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(find, WAIT_MS);
  });
  input.addEventListener('keydown', onKey);
  input.addEventListener('focus', find);
  input.addEventListener('blur', (/** @type {FocusEvent} */ { relatedTarget }) => {
    if (!list.contains(relatedTarget)) close();
  });
  list.addEventListener('mousedown', (/** @type {Event} */ event) => event.preventDefault()); // the box keeps the focus
  list.addEventListener('click', (/** @type {any} */ { target, ctrlKey, metaKey }) => {
    if (target.closest('a') && !ctrlKey && !metaKey) leave();
  });
}

async function find() {
  const query = input.value.trim();
  if (!query) return close();
  const mine = ++turn;
  const { build, lang } = session.shell;
  try {
    const focus = encodeURIComponent(read().areas[0] || '');
    const asked = `q=${encodeURIComponent(query)}${focus && `&focus=${focus}`}`;
    const answer = await ask(`/search/${build}/${lang}.json?${asked}`, 'json');
    if (mine === turn && document.activeElement === input) show(answer);
  } catch {
    if (mine === turn) say(t('search.failed'));
  }
}

/** @param {{ html: string, said: string }} answer */
function show({ html, said }) {
  close();
  list.innerHTML = html;
  options = all('[role="option"]', list);
  list.setAttribute('role', options.length ? 'listbox' : 'region'); // a list box without options is none
  list.hidden = false;
  list.scrollTop = 0;
  input.setAttribute('aria-expanded', String(options.length > 0));
  list.nextElementSibling.textContent = said || list.textContent;
  document.body.dataset.found = `${input.value.trim()}|${options.length}`;
}

/** @type {Record<string, (event: KeyboardEvent) => void>} */
const KEYS = {
  Escape() {
    if (list.hidden) input.value = '';
    close();
  },
  ArrowDown: () => step(active >= options.length - 1 ? 0 : active + 1),
  ArrowUp: () => step(active <= 0 ? options.length - 1 : active - 1),
  Enter({ ctrlKey, metaKey }) {
    if (ctrlKey || metaKey) window.open(options[active].href, '_blank', 'noopener');
    else options[active].click();
  },
};

/** @param {KeyboardEvent} event */
function onKey(event) {
  const act = KEYS[event.key];
  if (!act || (event.key === 'Enter' && active < 0)) return;
  act(event);
  event.preventDefault();
  event.stopPropagation();
}

/** @param {number} at */
function step(at) {
  const before = options[active],
    node = options[at];
  if (list.hidden) find();
  if (!node) return;
  if (before) before.setAttribute('aria-selected', 'false');
  active = at;
  node.setAttribute('aria-selected', 'true');
  node.scrollIntoView({ block: 'nearest' });
  input.setAttribute('aria-activedescendant', node.id);
}

function close() {
  turn++;
  clearTimeout(timer);
  list.hidden = true;
  options = [];
  active = -1;
  input.setAttribute('aria-expanded', 'false');
  input.removeAttribute('aria-activedescendant');
}

function leave() {
  close();
  input.blur();
}

// The slash leads to the box. A single key as a shortcut can be switched off (WCAG 2.1.4), on the page of
// results.
const NAME = 'tl-slash';
const isOn = () => kept((held) => held.getItem(NAME)) !== 'off';
drawings['[data-slash-key]'] = (button) => button.setAttribute('aria-pressed', String(isOn()));

listen('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || !input || !isOn()) return;
  const { activeElement: node } = document;
  if (node?.matches('input, textarea, select') || /** @type {any} */ (node).isContentEditable) return;
  event.preventDefault();
  input.focus();
  input.select();
});
listen('click', (event) => {
  const key = event.target.closest('[data-slash-key]');
  if (!key) return;
  kept((held) => held.setItem(NAME, isOn() ? 'off' : 'on'));
  drawings['[data-slash-key]'](key);
});
