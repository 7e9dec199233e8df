// Before the modules of assets/app: Dash may call its functions earlier, so that these wait for them;
// and classic scripts have a place for what they register.
(function () {
  'use strict';
  window.TL = { views: {}, drawings: {} };
  const modules = new Promise((started) => {
    window.TL.started = started;
  });
  const later =
    (name) =>
    async (...given) =>
      (await modules)[name](...given);
  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    throughline: Object.fromEntries(
      ['boot', 'page', 'part', 'indicator', 'areas', 'x', 'size', 'beside'].map((name) => [name, later(name)]),
    ),
  });
})();
