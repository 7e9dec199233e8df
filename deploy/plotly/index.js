// The chart types Throughline draws, and nothing else of plotly.js.
const Plotly = require('plotly.js/lib/core');
Plotly.register([
  require('plotly.js/lib/bar'),
  require('plotly.js/lib/choropleth'),
  require('plotly.js/lib/heatmap'),
  require('plotly.js/lib/scattergeo'),
  require('plotly.js/lib/sankey'),
]);
module.exports = Plotly;
