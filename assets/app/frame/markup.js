// What Dash never changes comes as markup in the element around it (layouts/pieces/markup.py). It
// is put in place in the frame that brings it, so that nothing below it jumps.
import { lid } from '../charts/card.js';
import { all, byId } from '../core/dom.js';

/** A reader at the keyboard stays on the link that was followed. @param {any} node */
function put(node) {
  if (node.markup === node.dataset.markup) return;
  node.markup = node.dataset.markup;
  const active = document.activeElement;
  const words = active && node.contains(active) ? active.textContent : null;
  node.innerHTML = node.markup;
  node.brought = [...node.childNodes];
  if (words === null) return;
  const again = all('a, summary', node).find((link) => link.textContent === words);
  if (again) again.focus({ preventScroll: true });
}

// Dash uses an element again for another page, where it may hold components instead: of its
// children those stay that React has put there.
const owned = (/** @type {Node} */ child) => Object.keys(child).some((key) => key.startsWith('__react'));
/** @param {any} node */
function drop(node) {
  if (node.markup === undefined) return;
  /** @param {Element} child */
  const ours = (child) => node.brought.includes(child) || (child.nodeType === Node.ELEMENT_NODE && !owned(child));
  [...node.childNodes].filter(ours).forEach((child) => child.remove());
  delete node.markup;
  delete node.brought;
}

/** What the document brought goes; its pictures lie where figures are to come. @param {HTMLElement} early */
function leave(early) {
  const stills = all('.still-picture', early).map((still) => [still.closest('[id]').id, still]);
  early.remove();
  stills.forEach(([id, still]) => byId(id) && lid(byId(id), still));
}

/** @param {HTMLElement} root */
export const bring = (root) => all('[data-markup]', root).forEach(put);

/** @param {HTMLElement[]} roots */
export const watchMarkup = (...roots) =>
  roots.forEach((root) => {
    const come = new MutationObserver(() => {
      if (byId('page').childElementCount) all('#early').forEach(leave);
      bring(root);
      const part = byId('part');
      if (part) come.observe(part, { childList: true });
    });
    come.observe(root, { childList: true });
    new MutationObserver((changes) =>
      changes.forEach((change) => {
        const target = /** @type {HTMLElement} */ (change.target);
        if (target.dataset.markup === undefined) drop(target);
        else put(target);
      }),
    ).observe(root, { subtree: true, attributeFilter: ['data-markup'] });
  });
