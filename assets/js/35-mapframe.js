// What part of the world the map shows, and how it is flattened: the choices of the page as Plotly's.
(function () {
  'use strict';
  const TL = window.TL;
  const PROJECTIONS = { 'equal-earth': 'equal earth', 'natural-earth': 'natural earth', robinson: 'robinson', globe: 'orthographic' };
  const frame = (TL.mapframe = {});

  frame.of = (view) => {
    const region = TL.page.regions[view.region];
    const globe = view.projection === 'globe';
    const middle = (pair) => (pair[0] + pair[1]) / 2;
    const world = view.region === 'world';
    const spread = Math.max(region.lon[1] - region.lon[0], 1.6 * (region.lat[1] - region.lat[0]));
    const turned = globe ? { lon: world ? 15 : middle(region.lon), lat: world ? 12 : middle(region.lat) } : { lon: middle(region.lon), lat: 0 };
    return {
      'geo.projection.type': PROJECTIONS[view.projection],
      'geo.projection.scale': globe ? (world ? 1 : Math.min(6, 130 / spread)) : 1,
      'geo.projection.rotation.lon': turned.lon, 'geo.projection.rotation.lat': turned.lat,
      'geo.lonaxis.range': globe ? [-180 + turned.lon, 180 + turned.lon] : [...region.lon],
      'geo.lataxis.range': globe ? [-90, 90] : [...region.lat],
      'geo.center.lon': turned.lon, 'geo.center.lat': globe ? turned.lat : world ? middle(region.lat) : middle(region.lat),
      'geo.resolution': world ? 110 : 50,
      'geo.showframe': globe, 'geo.framecolor': '#9aa4ad', 'geo.framewidth': 1,
    };
  };

  // Put changes, by the path of each, into a layout.
  frame.put = (layout, changes) => {
    Object.entries(changes).forEach(([path, value]) => {
      const parts = path.split('.');
      const last = parts.pop();
      parts.reduce((node, part) => (node[part] = node[part] || {}), layout)[last] = value;
    });
  };
})();
