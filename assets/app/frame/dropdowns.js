// Lists of Dash that the Tab key reaches. Dash takes their button out of the tab order (tabindex -1),
// so that a reader without a mouse never comes to the places and indicators that all else depends on.
import { all } from '../core/dom.js';

const UNREACHED = 'button.dash-dropdown[tabindex="-1"]';

/** @param {ParentNode} root */
const reach = (root) =>
  all(UNREACHED, root).forEach((button) => {
    button.tabIndex = 0;
  });

/** From now on, whatever Dash puts into the document. */
export function reachDropdowns() {
  reach(document.body);
  new MutationObserver((changes) => {
    if (changes.some(({ addedNodes }) => [...addedNodes].some((node) => node.nodeType === Node.ELEMENT_NODE)))
      reach(document.body);
  }).observe(document.body, { childList: true, subtree: true });
}
