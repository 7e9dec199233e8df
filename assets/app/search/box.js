// The search box of the header: a combobox (ARIA 1.2) whose list comes from the server as one types.
// Nothing is loaded before the first letter.
import { element, listen } from '../core/dom.js';
import { drawings, session } from '../core/session.js';
import { say } from '../pieces/notice.js';
import { address, read } from '../request/here.js';
import { t } from '../words/text.js';

const WAIT_MS = 40; // letters typed in one go ask once
const KEPT = 50;
const PLAIN = { autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false' };
const answers = new Map();
let input = null;
let list = null;
let live = null;
let options = [];
let active = -1;
let timer = null;
let turn = 0;

drawings['form[data-search]'] = (form) => {
  if (!form.querySelector('input')) build(form);
  input.placeholder = t('search.placeholder');
  input.setAttribute('aria-label', t('search.label'));
  list.setAttribute('aria-label', t('search.results'));
  const asked = form.dataset.search || '';
  if (document.activeElement !== input || asked) input.value = asked;
  close();
};

function build(form) {
  input = element('input', null, {
    type: 'text',
    id: 'search',
    name: 'q',
    role: 'combobox',
    maxlength: 200,
    ...PLAIN,
    'aria-expanded': 'false',
    'aria-controls': 'search-list',
    'aria-autocomplete': 'list',
    'aria-keyshortcuts': '/',
    enterkeyhint: 'search',
  });
  list = element('div', null, { id: 'search-list', role: 'listbox', class: 'search-box', hidden: '' });
  live = element('p', '', { class: 'visually-hidden', role: 'status', 'aria-live': 'polite' });
  form.append(element('span', '/', { class: 'search-key', 'aria-hidden': 'true' }), input, list, live);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT_MS);
  });
  input.addEventListener('keydown', onKey);
  input.addEventListener('focus', () => {
    if (input.value.trim()) ask();
  });
  input.addEventListener('blur', () =>
    setTimeout(() => {
      if (document.activeElement !== input) close();
    }, 150),
  );
  list.addEventListener('mousedown', (event) => event.preventDefault()); // the box keeps the focus
  list.addEventListener('click', (event) => {
    const chosen = event.target.closest('[role="option"]');
    if (chosen) follow(chosen, event);
  });
}

async function ask() {
  const query = input.value.trim();
  const mine = ++turn;
  if (!query) {
    close();
    return;
  }
  try {
    const answer = await fetchOnce(query);
    if (mine === turn && document.activeElement === input) show(answer);
  } catch {
    if (mine === turn) say(t('search.failed'));
  }
}

async function fetchOnce(query) {
  const url = `/search/${session.shell.build}/${session.shell.lang}.json?q=${encodeURIComponent(query)}`;
  if (answers.has(url)) return answers.get(url);
  const response = await fetch(url, { credentials: 'same-origin' });
  if (!response.ok) throw new Error(`${response.status} ${url}`);
  const answer = await response.json();
  if (answers.size >= KEPT) answers.delete(answers.keys().next().value);
  answers.set(url, answer);
  return answer;
}

function show(answer) {
  options = [];
  active = -1;
  const parts = answer.groups.map(group);
  if (answer.count && answer.without.length) {
    const text = t('search.without', { words: answer.without.join(', ') });
    parts.unshift(element('p', text, { class: 'search-nothing', role: 'presentation' }));
  }
  if (!answer.count) parts.push(nothing(answer));
  else parts.push(everything(answer.count));
  list.replaceChildren(...parts);
  list.setAttribute('role', answer.count ? 'listbox' : 'region'); // a list box without options is none
  list.hidden = false;
  list.scrollTop = 0;
  input.setAttribute('aria-expanded', String(answer.count > 0));
  input.removeAttribute('aria-activedescendant');
  live.textContent = answer.count ? t('search.count', { count: answer.count }) : list.textContent;
  document.body.dataset.found = `${input.value.trim()}|${answer.count}`;
}

function group(found, at) {
  const box = element('div', null, { role: 'group', 'aria-labelledby': `search-group-${at}` });
  const head = element('p', found.title, { id: `search-group-${at}`, class: 'search-title' });
  head.append(' ', element('span', String(found.count), { class: 'search-count' }));
  box.append(head, ...found.items.map(item));
  return box;
}

function item(found) {
  const node = option(found.href, found.areas);
  const name = element('span', null, { class: 'search-name' });
  if (found.english) name.lang = 'en';
  found.pieces.forEach(([text, marked]) => name.append(marked ? element('mark', text) : text));
  node.append(name);
  if (found.note) node.append(element('span', found.note, { class: 'search-note' }));
  if (!found.held) node.append(element('span', t('search.unheld'), { class: 'badge' }));
  if (found.reason) node.append(element('span', found.reason, { class: 'search-reason' }));
  return node;
}

function option(href, areas) {
  const node = element('div', null, {
    role: 'option',
    id: `search-option-${options.length}`,
    'aria-selected': 'false',
    class: 'search-option',
    'data-href': href,
  });
  if (areas) node.dataset.areas = '1';
  options.push(node);
  return node;
}

function everything(count) {
  const node = option(results(), false);
  node.classList.add('search-all');
  node.append(t('search.all', { count }));
  return node;
}

function nothing(answer) {
  const box = element('div', null, { class: 'search-nothing' });
  box.append(element('p', t('search.nothing')));
  if (answer.nearest.length) box.append(element('p', t('search.nearest', { words: answer.nearest.join(', ') })));
  box.append(element('p', t('search.what'), { class: 'muted' }));
  return box;
}

const results = () => address({ ...read(), path: '/search', indicator: '', year: null, q: input.value.trim() });

const KEYS = {
  Escape() {
    if (list.hidden) input.value = '';
    close();
  },
  ArrowDown: () => step(active >= options.length - 1 ? 0 : active + 1),
  ArrowUp: () => step(active <= 0 ? options.length - 1 : active - 1),
  Enter: (event) => follow(options[active], event),
};

function onKey(event) {
  const act = KEYS[event.key];
  if (!act || (event.key === 'Enter' && active < 0)) return;
  act(event);
  event.preventDefault();
  event.stopPropagation();
}

function step(at) {
  if (list.hidden) ask();
  else point(at);
}

function point(at) {
  if (options[active]) options[active].setAttribute('aria-selected', 'false');
  active = at;
  const node = options[at];
  if (!node) return;
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

// As if a link had been followed, so that areas are kept and new tabs open as people expect.
function follow(node, event) {
  visit(node.dataset.href, node.dataset.areas, event.ctrlKey || event.metaKey);
}
function visit(href, areas, apart) {
  if (apart) {
    window.open(href, '_blank', 'noopener');
    return;
  }
  const link = element('a', '', { href, hidden: '' });
  if (areas) link.dataset.areas = '1';
  close();
  input.blur();
  document.body.append(link);
  link.click();
  link.remove();
}
function submit() {
  if (input.value.trim()) visit(results(), '', false);
}

// The slash leads to the box. A single key as a shortcut can be switched off (WCAG 2.1.4), on the page of
// results.
const NAME = 'tl-slash';
function isOn() {
  try {
    return localStorage.getItem(NAME) !== 'off';
  } catch {
    return true;
  }
}
function keep(on) {
  try {
    localStorage.setItem(NAME, on ? 'on' : 'off');
  } catch {
    /* private windows keep nothing */
  }
}
const mark = (button) => button.setAttribute('aria-pressed', String(isOn()));
drawings['[data-slash-key]'] = mark;

const typing = (node) => node && (node.matches('input, textarea, select') || node.isContentEditable);

listen('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || !input || !isOn()) return;
  if (typing(document.activeElement)) return;
  event.preventDefault();
  input.focus();
  input.select();
});
listen('click', (event) => {
  const key = event.target.closest('[data-slash-key]');
  if (!key) return;
  keep(!isOn());
  mark(key);
});
