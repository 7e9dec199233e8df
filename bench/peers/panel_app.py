"""The peer in Panel, as its documentation suggests: bound functions, cached frames, Plotly panes.

Not tuned further.
"""

from __future__ import annotations

import pandas as pd
import panel as pn
import plotly.express as px
from shown import opening, read_countries, read_titles

pn.extension("plotly")


@pn.cache
def everything() -> tuple[pd.DataFrame, dict[str, str]]:
    """The table and the names, once for all visitors."""
    frame = read_countries()
    return frame, read_titles(set(frame["indicator_id"].astype(str)))


@pn.cache(max_items=256)
def of_indicator(name: str) -> pd.DataFrame:
    """The rows of one indicator."""
    frame, _ = everything()
    found = frame[frame["indicator_id"] == name]
    return found.astype({"indicator_id": str, "area_code": str})


def world(name: str, when: int):  # noqa: ANN201 - a figure
    """The map of a year."""
    rows = of_indicator(name)
    here = rows[rows["year"] == when]
    return px.choropleth(here, locations="area_code", color="value", height=500)


def lines(name: str, areas: list[str]):  # noqa: ANN201 - a figure
    """The lines of some areas."""
    rows = of_indicator(name)
    here = rows[rows["area_code"].isin(areas)]
    return px.line(here, x="year", y="value", color="area_code", height=300)


frame, titles = everything()
first_one, opened, first, last, tallest = opening(frame)
options = {title: name for name, title in titles.items()}
indicator = pn.widgets.Select(name="Indicator", options=options, value=first_one)
places = sorted(frame["area_code"].astype(str).unique())
chosen = pn.widgets.MultiChoice(name="Areas", options=places, value=tallest)
year = pn.widgets.IntSlider(name="Year", start=first, end=last, value=opened)
map_pane = pn.pane.Plotly(
    pn.bind(world, indicator, year),
    config={"topojsonURL": "/shapes/"},
    sizing_mode="stretch_width",
    height=500,
)
line_pane = pn.pane.Plotly(pn.bind(lines, indicator, chosen), sizing_mode="stretch_width")
pn.Column(
    "# Indicators", indicator, chosen, year, map_pane, line_pane, sizing_mode="stretch_width"
).servable()
