// The options of the indicator's list: fetched before they are chosen, shown before the list closes.
(function () {
  'use strict';
  const TL = window.TL;
  const REST_MS = 80;
  let resting = null;

  // The option of the indicator's own list that an event is about, and the indicator it stands for.
  function of({ target }) {
    const option = target.closest('.dash-options-list-option');
    const list = option && option.closest('.dash-dropdown-wrapper');
    const input = list && list.querySelector('#indicator') && option.querySelector('input');
    return input && TL.page && (TL.page.indicators || []).includes(input.value) ? { option, id: input.value } : null;
  }

  // Pressed, or rested on: choosing it tells of failures.
  const fetchAhead = (wait) => (event) => {
    clearTimeout(resting);
    const found = of(event);
    if (found) resting = setTimeout(() => { TL.load(found.id).catch(() => {}); }, wait);
  };
  document.addEventListener('pointerdown', fetchAhead(0));
  document.addEventListener('pointerover', fetchAhead(REST_MS));
  document.addEventListener('focusin', fetchAhead(REST_MS));

  // The numbers come first: closing the list keeps the browser busy for longer than showing them,
  // so Dash hears of the click in the frame after.
  document.addEventListener('click', (event) => {
    const found = event.isTrusted && of(event);
    if (!found) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    TL.choose(found.id);
    TL.painted().then(() => found.option.click());
  }, true);
})();
