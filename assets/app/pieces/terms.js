// Terms of the glossary (layouts/pieces/terms.py) open by pointing and by focus, too; tap, key and Escape are the
// browser's own.
import { listen } from '../core/dom.js';

/** @param {any} node @returns {any} the meaning that a node belongs to, or null */
const meansOf = (node) => node?.closest?.('.term')?.nextElementSibling || node?.closest?.('.term-means');

for (const type of ['pointerover', 'focusin'])
  listen(type, ({ target }) => {
    const term = target.closest?.('.term');
    if (term && (type === 'pointerover' || term.matches(':focus-visible'))) meansOf(term).showPopover();
  });
for (const type of ['pointerout', 'focusout'])
  listen(type, ({ target, relatedTarget }) => {
    const means = meansOf(target);
    if (means && means !== meansOf(relatedTarget)) means.hidePopover();
  });
