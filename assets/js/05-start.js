// Before the modules of assets/app: Dash may call their functions earlier, and such calls wait for them.
(function () {
  'use strict';
  let held = {};
  const modules = new Promise((started) => {
    window.THROUGHLINE.started = (functions) => {
      held = functions;
      started(functions);
    };
  });
  // Any name: callbacks say what they call, assets/app/main.js what there is.
  const get = (_, name) => held[name] || (async (...given) => (await modules)[name](...given));
  window.dash_clientside = Object.assign({}, window.dash_clientside, { throughline: new Proxy({}, { get }) });
})();
