// Paper gets all of a page: the page of the address as the server writes it, no table cut to the screen and
// nothing folded, with the charts that stand on the screen. It is asked for at once, since a browser waits
// for nothing that comes later; without it the page itself is printed.
import { all, element, slot } from '../core/dom.js';

/** @type {(() => void)[]} */
let undo = [];

/** A drawn chart goes to paper, and comes back. @param {Element} copy @param {Element | null} live */
function lend(copy, live) {
  const drawn = live ? all('.main-svg', live) : [];
  if (!live || !drawn.length || live.closest('[hidden]')) return;
  const place = document.createComment('');
  live.replaceWith(place);
  copy.replaceWith(live);
  drawn.forEach((svg) => svg.setAttribute('viewBox', `0 0 ${svg.getAttribute('width')} ${svg.getAttribute('height')}`));
  undo.push(() => {
    drawn.forEach((svg) => svg.removeAttribute('viewBox'));
    place.replaceWith(live);
  });
}

function lay() {
  const request = new XMLHttpRequest();
  request.open('GET', `/paper?page=${encodeURIComponent(location.pathname)}&${location.search.slice(1)}`, false);
  try {
    request.send();
  } catch {
    return;
  }
  if (request.status !== 200) return;
  const paper = element('main', null, { id: 'paper', class: 'page' });
  paper.innerHTML = request.responseText;
  all('details', paper).forEach((box) => (box.open = true));
  all('[data-chart] .graph', paper).forEach((copy) => lend(copy, document.getElementById(copy.id)));
  slot('paper-address', paper).textContent = location.href;
  all('.slide-address a', paper).forEach((link) => (link.textContent = link.href));
  document.body.append(paper);
  undo.push(() => paper.remove());
}

window.addEventListener('beforeprint', lay);
window.addEventListener('afterprint', () => {
  undo.forEach((act) => act());
  undo = [];
});
