// Before the modules of assets/app: Dash may call its functions earlier, so that these wait for them;
// and classic scripts have a place for what they register.
(function () {
  'use strict';
  window.TL = { views: {}, drawings: {} };
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
