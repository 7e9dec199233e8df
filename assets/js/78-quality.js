// The page of doubts: it comes whole from the server and tells which filters it was drawn for.
(function () {
  'use strict';
  const TL = window.TL;

  // After the page has said that it arrived.
  TL.drawings['[data-quality]'] = (node) => {
    queueMicrotask(() => { document.body.dataset.drawn = node.dataset.quality; });
  };
})();
