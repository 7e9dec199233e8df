// The controls beside a chart: they follow what is drawn, say what is refused, and change the address.
import { all, element, slot } from '../core/dom.js';
import { ask } from '../core/fetch.js';
import { session } from '../core/session.js';
import { table } from '../pieces/chart_words.js';
import { say } from '../pieces/notice.js';
import { read } from '../request/here.js';
import { go, setProps } from '../request/routing.js';
import { t } from '../words/text.js';

const CHOOSERS = ['x', 'size', 'beside'];
const WORLD = 'M49:001';
let shown = null; // the answer that the controls show

/**
 * Show an answer in the controls; null where there is no chart.
 * @param {any} answer
 */
export function follow(answer) {
  shown = answer;
  if (!answer) return;
  buttons(answer);
  choosers(answer);
  selects(answer);
  doubts(answer.doubts);
  slot('compare-refusals').replaceChildren(
    ...answer.refusals.map(({ kind, text }) => element('li', text, { class: kind })),
  );
  neighbours(answer.neighbours);
}

function buttons({ options, choices, refused }) {
  all('.compare [data-group]').forEach((group) => {
    const { group: key } = group.dataset;
    group.hidden = key !== 'chart' && !options.includes(key);
  });
  all('.compare [data-key]').forEach((button) => {
    const { key, value } = button.dataset;
    const why = (refused[key] || {})[value] || '';
    button.setAttribute('aria-pressed', String(choices[key] === value));
    button.setAttribute('aria-disabled', String(Boolean(why)));
    button.title = why;
    if (why) button.dataset.why = why;
    else delete button.dataset.why;
  });
}

// The long list of indicators goes to each chooser once, when it is first shown.
let known = null;
function offer(node, id) {
  if (node.dataset.filled) return;
  node.dataset.filled = '1';
  const { build, lang } = session.shell;
  known =
    known ||
    ask(`/series/${build}/${lang}/compare.json`, 'json').catch((error) => {
      known = null;
      throw error;
    });
  known
    .then(({ indicators }) =>
      setProps(id, {
        options: indicators.map(({ id: value, label, curated }) => ({
          value,
          label: curated ? label : `${label} · ${t('compare.catalogue')}`,
          search: `${label} ${value}`,
        })),
      }),
    )
    .catch(() => {
      delete node.dataset.filled;
    });
}

/** The list of indicators at the top of the page gets the rest of its list. */
export const offerIndicators = () => offer(slot('compare'), 'indicator');

function choosers({ options, choices }) {
  offerIndicators();
  CHOOSERS.forEach((key) => {
    const holder = slot(`compare-${key}`);
    holder.hidden = !options.includes(key);
    if (holder.hidden) return;
    offer(holder, `compare-${key}`);
    put(key, (key === 'beside' ? read().beside : choices[key]) || '');
  });
}

// A chooser reports its value also when Dash puts it in place and when it is set here. Until it has
// reported what was set, nothing it says is a reader's choice.
const reported = new Map();
const expected = new Map();
const placed = (key) => (read()[key] === 'none' ? '' : read()[key] || '');
function put(key, value) {
  if ((reported.has(key) ? reported.get(key) : placed(key)) === value) return;
  expected.set(key, value);
  setProps(`compare-${key}`, { value: value || null });
}

/** The page is left, or drawn anew: its choosers begin anew. */
export function forget() {
  reported.clear();
  expected.clear();
}

/** A reader has chosen a further indicator, or a chooser reports what it holds. */
export function chosen(key, value) {
  const told = value || '';
  reported.set(key, told);
  if (expected.has(key)) {
    if (expected.get(key) === told) expected.delete(key);
  } else if (onPage() && shown && shown.options.includes(key) && told !== now(key)) {
    const year = key === 'x' ? { year: null } : {}; // another indicator has other years
    go({ [key]: told || (key === 'size' ? 'none' : ''), ...year });
  }
}

const now = (key) => (key === 'beside' ? read().beside : shown.choices[key]) || '';
function onPage() {
  const { page } = session;
  return page && page.view === 'compare' && page.path === location.pathname;
}

function select(name, label, options, value, key) {
  const holder = slot(name);
  let node = holder.querySelector('select');
  if (!node) {
    node = element('select', null, { id: `${name}-select` });
    holder.append(element('label', label, { for: node.id, class: 'group-label' }), node);
  }
  node.onchange = () => go({ [key]: node.value });
  const wanted = JSON.stringify(options);
  if (node.dataset.options !== wanted) {
    node.dataset.options = wanted;
    node.replaceChildren(
      ...options.map(([text, inner]) => {
        if (!Array.isArray(inner)) return element('option', text, { value: inner });
        const group = element('optgroup', null, { label: text });
        inner.forEach(([word, code]) => group.append(element('option', word, { value: code })));
        return group;
      }),
    );
  }
  node.value = value;
}

function selects({ choices, held, bases, everyone, parts: whole, indicator }) {
  const groups = session.page.groups.map(({ kind, codes }) => [kind, codes.map(([code, name]) => [name, code])]);
  const first = everyone
    ? [[t('compare.all_countries'), '']]
    : [
        [t('compare.chosen_only'), ''],
        [t('compare.all_countries'), WORLD],
      ];
  select('compare-among', t('compare.among'), [...first, ...groups], choices.among, 'among');
  const parts = whole ? [] : (session.page.breakdowns[indicator] || []).map(([key, name]) => [name, key]);
  slot('compare-part').hidden = !parts.length;
  if (parts.length) select('compare-part', t('compare.part_of'), parts, choices.breakdown, 'breakdown');
  const [from, to] = [Number(choices.from) || -Infinity, Number(choices.to) || Infinity];
  const years = (test) => held.filter(test).map((year) => [String(year), String(year)]);
  const written = (year) => (held.includes(Number(year)) ? year : '');
  select(
    'compare-from',
    t('compare.from'),
    [[t('compare.first'), ''], ...years((year) => year <= to)],
    written(choices.from),
    'from',
  );
  select(
    'compare-to',
    t('compare.to'),
    [[t('compare.last'), ''], ...years((year) => year >= from)],
    written(choices.to),
    'to',
  );
  slot('compare-base').hidden = !bases.length;
  const label = ['index', 'change'].includes(choices.form) ? 'compare.base_year' : 'compare.first_year';
  if (bases.length)
    select(
      'compare-base',
      t(label),
      bases.map((year) => [String(year), String(year)]),
      choices.baseyear,
      'baseyear',
    );
}

// Whether doubted values may lead, and the way to the reasons.
function doubts({ count, on, offered, text, href }) {
  const holder = slot('doubts');
  holder.hidden = !count && !on;
  if (!holder.firstChild) {
    const label = element('label', null, { class: 'doubts-switch' });
    const input = element('input', null, { type: 'checkbox', id: 'doubted' });
    input.addEventListener('change', () => go({ doubted: input.checked ? 'on' : 'off' }));
    label.append(input, element('span', t('doubts.switch')));
    holder.append(label, element('a', '', { class: 'doubts-why' }));
  }
  const [label, link] = holder.children;
  label.hidden = !offered && !on;
  label.querySelector('input').checked = on;
  link.textContent = text;
  link.href = href;
}

function neighbours({ facts, caption, head, rows }) {
  const list = element('ul');
  facts.forEach((text) => list.append(element('li', text)));
  slot('compare-guard').replaceChildren(list, table(caption, head, rows));
}

/** Act on a click on a button of the page, by what the button says. */
export function pressed({ key, value, why, peers, among }) {
  if (!shown) return;
  if (key && why) say(why);
  else if (key && value !== shown.choices[key]) go({ [key]: value });
  if (peers) go({ areas: peers.split(',').slice(0, session.shell.mostAreas) });
  else if (among) go({ among });
  if (peers || among) slot('compare').scrollIntoView();
}
