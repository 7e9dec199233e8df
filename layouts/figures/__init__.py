"""Figures as plain dictionaries, built from values alone: no I/O, no Dash, no globals."""

# Plotly's settings for every chart: local shapes, no tool bar, no share button, no outside link.
CONFIG = {
    "topojsonURL": "/assets/topojson/",
    "showSendToCloud": False,
    "displaylogo": False,
    "displayModeBar": False,
    "scrollZoom": False,
    "responsive": True,
}
