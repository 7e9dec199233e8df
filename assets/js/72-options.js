// The options of the indicator's list: fetched before they are chosen, shown before the list closes.
(function () {
  'use strict';
  const TL = window.TL;
  const REST_MS = 80;
  const FEW = 3; // options that typing leaves: one of them is about to be chosen
  const PATIENCE_MS = 200; // an open list waits no longer for its numbers
  let resting = null;

  // The indicators that options of an indicator's own list stand for.
  const idsOf = (list, options) => (list && list.querySelector('#indicator') && TL.page
    ? [...options].map((option) => option.querySelector('input').value).filter((id) => (TL.page.indicators || []).includes(id))
    : []);
  const listOf = (node) => node.closest('.dash-dropdown-wrapper');

  // Choosing one tells of failures.
  const ahead = (ids) => ids.forEach((id) => { TL.load(id).catch(() => {}); });
  const after = (wait, act) => {
    clearTimeout(resting);
    resting = setTimeout(act, wait);
  };

  // Pressed, or rested on.
  const near = (wait) => ({ target }) => {
    const option = target.closest('.dash-options-list-option');
    after(wait, () => { if (option) ahead(idsOf(listOf(option), [option])); });
  };
  document.addEventListener('pointerdown', near(0));
  document.addEventListener('pointerover', near(REST_MS));
  document.addEventListener('focusin', near(REST_MS));

  // Typed for until few are left.
  document.addEventListener('input', ({ target }) => {
    if (!target.matches('.dash-dropdown-search')) return;
    after(REST_MS, () => {
      const list = listOf(target);
      const options = list ? list.querySelectorAll('.dash-options-list-option') : [];
      if (options.length <= FEW) ahead(idsOf(list, options));
    });
  });

  // The numbers come first: closing the list keeps the browser busy for longer than showing them,
  // so Dash hears of the choice in the frame after.
  function chosen(event, option) {
    const [id] = event.isTrusted && option ? idsOf(listOf(option), [option]) : [];
    if (!id) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    TL.choose(id);
    const shown = TL.load(id).then(TL.painted, () => {});
    const late = new Promise((done) => { setTimeout(done, PATIENCE_MS); });
    Promise.race([shown, late]).then(() => {
      const control = document.getElementById('indicator');
      if (!control) return; // the reader has gone to another page
      window.dash_clientside.set_props('indicator', { value: id });
      if (control.getAttribute('aria-expanded') === 'true') control.click();
    });
  }
  document.addEventListener('click', (event) => chosen(event, event.target.closest('.dash-options-list-option')), true);
  // Enter takes the option that has the focus, which Dash gives to the chosen one as soon as it is
  // listed; after typing, the first.
  document.addEventListener('keyup', (event) => {
    const { key, target } = event;
    if (key !== 'Enter') return;
    const list = target.matches('.dash-dropdown-search') && target.value && listOf(target);
    chosen(event, list ? list.querySelector('.dash-options-list-option') : target.closest('.dash-options-list-option'));
  }, true);
})();
