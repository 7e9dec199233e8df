"""Plotly's settings for every chart: local shapes, no tool bar, no share button, no link out."""

CONFIG = {
    "topojsonURL": "/assets/topojson/",
    "showSendToCloud": False,
    "displaylogo": False,
    "displayModeBar": False,
    "scrollZoom": False,
    "responsive": True,
}
