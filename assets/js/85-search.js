// The search box of the header: a combobox (ARIA 1.2) whose list comes from the server as one types.
// Nothing is loaded before the first letter. Also: copying the address, and dropping all choices.
(function () {
  'use strict';
  const TL = window.TL;
  const WAIT_MS = 40; // letters typed in one go ask once
  const KEPT = 50;
  const answers = new Map();
  let input = null;
  let list = null;
  let live = null;
  let options = [];
  let active = -1;
  let timer = null;
  let turn = 0;

  TL.drawings['form[data-search]'] = (form) => {
    if (!form.querySelector('input')) build(form);
    input.placeholder = TL.t('search.placeholder');
    input.setAttribute('aria-label', TL.t('search.label'));
    list.setAttribute('aria-label', TL.t('search.results'));
    const asked = form.dataset.search || '';
    if (document.activeElement !== input || asked) input.value = asked;
    close();
  };

  function build(form) {
    input = TL.element('input', null, {
      type: 'text', id: 'search', name: 'q', role: 'combobox', autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', maxlength: 200,
      'aria-expanded': 'false', 'aria-controls': 'search-list', 'aria-autocomplete': 'list', 'aria-keyshortcuts': '/', enterkeyhint: 'search',
    });
    list = TL.element('div', null, { id: 'search-list', role: 'listbox', class: 'search-box', hidden: '' });
    live = TL.element('p', '', { class: 'visually-hidden', role: 'status', 'aria-live': 'polite' });
    form.append(TL.element('span', '/', { class: 'search-key', 'aria-hidden': 'true' }), input, list, live);
    form.addEventListener('submit', (event) => { event.preventDefault(); submit(); });
    input.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(ask, WAIT_MS); });
    input.addEventListener('keydown', onKey);
    input.addEventListener('focus', () => { if (input.value.trim()) ask(); });
    input.addEventListener('blur', () => setTimeout(() => { if (document.activeElement !== input) close(); }, 150));
    list.addEventListener('mousedown', (event) => event.preventDefault()); // the box keeps the focus
    list.addEventListener('click', (event) => {
      const option = event.target.closest('[role="option"]');
      if (option) follow(option, event);
    });
  }

  async function ask() {
    const query = input.value.trim();
    const mine = ++turn;
    if (!query) { close(); return; }
    try {
      const answer = await fetchOnce(query);
      if (mine === turn && document.activeElement === input) show(answer);
    } catch (error) {
      if (mine === turn) TL.say(TL.t('search.failed'));
    }
  }

  async function fetchOnce(query) {
    const url = `/find/${TL.shell.build}/${TL.shell.lang}?q=${encodeURIComponent(query)}`;
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
      parts.unshift(TL.element('p', TL.t('search.without', { words: answer.without.join(', ') }), { class: 'search-nothing', role: 'presentation' }));
    }
    if (!answer.count) parts.push(nothing(answer));
    else parts.push(everything(answer.count));
    list.replaceChildren(...parts);
    list.setAttribute('role', answer.count ? 'listbox' : 'region'); // a list box without options is none
    list.hidden = false;
    list.scrollTop = 0;
    input.setAttribute('aria-expanded', String(answer.count > 0));
    input.removeAttribute('aria-activedescendant');
    live.textContent = answer.count ? TL.t('search.count', { count: answer.count }) : list.textContent;
    document.body.dataset.found = `${input.value.trim()}|${answer.count}`;
  }

  function group(found, at) {
    const box = TL.element('div', null, { role: 'group', 'aria-labelledby': `search-group-${at}` });
    const head = TL.element('p', found.title, { id: `search-group-${at}`, class: 'search-title' });
    head.append(' ', TL.element('span', String(found.count), { class: 'search-count' }));
    box.append(head, ...found.items.map(item));
    return box;
  }

  function item(found) {
    const node = option(found.href, found.areas);
    const name = TL.element('span', null, { class: 'search-name' });
    if (found.english) name.lang = 'en';
    found.pieces.forEach(([text, marked]) => name.append(marked ? TL.element('mark', text) : text));
    node.append(name);
    if (found.note) node.append(TL.element('span', found.note, { class: 'search-note' }));
    if (!found.held) node.append(TL.element('span', TL.t('search.unheld'), { class: 'badge' }));
    if (found.reason) node.append(TL.element('span', found.reason, { class: 'search-reason' }));
    return node;
  }

  function option(href, areas) {
    const node = TL.element('div', null, { role: 'option', id: `search-option-${options.length}`, 'aria-selected': 'false', class: 'search-option', 'data-href': href });
    if (areas) node.dataset.areas = '1';
    options.push(node);
    return node;
  }

  function everything(count) {
    const node = option(results(), false);
    node.classList.add('search-all');
    node.append(TL.t('search.all', { count }));
    return node;
  }

  function nothing(answer) {
    const box = TL.element('div', null, { class: 'search-nothing' });
    box.append(TL.element('p', TL.t('search.nothing')));
    if (answer.nearest.length) box.append(TL.element('p', TL.t('search.nearest', { words: answer.nearest.join(', ') })));
    box.append(TL.element('p', TL.t('search.what'), { class: 'muted' }));
    return box;
  }

  const results = () => TL.address({ ...TL.read(), path: '/search', indicator: '', year: null, q: input.value.trim() });

  function onKey(event) {
    const last = options.length - 1;
    const { key } = event;
    if (key === 'Escape') {
      if (list.hidden) input.value = '';
      close();
    } else if ((key === 'ArrowDown' || key === 'ArrowUp') && list.hidden) {
      ask();
    } else if (key === 'ArrowDown') {
      point(active >= last ? 0 : active + 1);
    } else if (key === 'ArrowUp') {
      point(active <= 0 ? last : active - 1);
    } else if (key === 'Enter' && active >= 0) {
      follow(options[active], event);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
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
    if (apart) { window.open(href, '_blank', 'noopener'); return; }
    const link = TL.element('a', '', { href, hidden: '' });
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

  // A single key as a shortcut can be switched off (WCAG 2.1.4), on the page of results.
  const slash = {
    get on() { try { return localStorage.getItem('tl-slash') !== 'off'; } catch (error) { return true; } },
    set on(wanted) { try { localStorage.setItem('tl-slash', wanted ? 'on' : 'off'); } catch (error) { /* private windows keep nothing */ } },
  };
  TL.drawings['[data-slash-key]'] = (button) => button.setAttribute('aria-pressed', String(slash.on));

  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || !slash.on || event.ctrlKey || event.metaKey || event.altKey || !input) return;
    const at = document.activeElement;
    if (at && (at.matches('input, textarea, select') || at.isContentEditable)) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
  document.addEventListener('click', (event) => {
    if (event.target.closest('[data-action="copy-link"]')) TL.files.copy();
    const key = event.target.closest('[data-slash-key]');
    if (key) { slash.on = !slash.on; TL.drawings['[data-slash-key]'](key); }
    if (event.target.closest('[data-reset]')) TL.say(TL.t('reset.done'));
  });
})();
