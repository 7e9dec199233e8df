"""The peer: map, lines, indicator dropdown and year slider in Vizro, on our own embedded tables.

Written as Vizro's documentation suggests: a data manager with functions that take parameters, a
cache in front of them, Plotly Express figures, `vm.Parameter` for what is loaded and `vm.Filter`
for what is shown. Not tuned further. Serve it with `gunicorn "vizro_app:create_server()"`.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import vizro.models as vm
import vizro.plotly.express as px
from flask import Flask
from flask_caching import Cache
from shown import opening, read_countries, read_titles
from vizro import Vizro
from vizro.managers import data_manager

ASSETS = Path(__file__).parents[2] / "assets"
SECONDS_KEPT = 24 * 3600
MAP_CONFIG = {"config": {"topojsonURL": "/assets/topojson/"}, "style": {"height": 500}}


def dashboard(frame: pd.DataFrame, titles: dict[str, str]) -> vm.Dashboard:
    """One page with the two charts and their three controls."""
    indicator, year, first, last, tallest = opening(frame)
    options = [{"label": title, "value": name} for name, title in titles.items()]

    def load_map(indicator: str = indicator, year: int = year) -> pd.DataFrame:
        found = frame[(frame["indicator_id"] == indicator) & (frame["year"] == year)]
        return found.astype({"indicator_id": str, "area_code": str})

    def load_lines(indicator: str = indicator) -> pd.DataFrame:
        found = frame[frame["indicator_id"] == indicator]
        return found.astype({"indicator_id": str, "area_code": str})

    data_manager.cache = Cache(
        config={"CACHE_TYPE": "SimpleCache", "CACHE_DEFAULT_TIMEOUT": SECONDS_KEPT}
    )
    data_manager["map"] = load_map
    data_manager["lines"] = load_lines
    charts = [
        vm.Graph(
            id="map",
            figure=px.choropleth("map", locations="area_code", color="value"),
            extra=MAP_CONFIG,
        ),
        vm.Graph(id="lines", figure=px.line("lines", x="year", y="value", color="area_code")),
    ]
    controls = [
        vm.Parameter(
            targets=["map.data_frame.indicator", "lines.data_frame.indicator"],
            selector=vm.Dropdown(options=options, value=indicator, multi=False),
        ),
        vm.Parameter(
            targets=["map.data_frame.year"],
            selector=vm.Slider(value=year, min=first, max=last, step=1),
        ),
        vm.Filter(column="area_code", targets=["lines"], selector=vm.Dropdown(value=tallest)),
    ]
    page = vm.Page(title="Indicators", layout=vm.Flex(), components=charts, controls=controls)
    return vm.Dashboard(pages=[page])


def create_server() -> Flask:
    """The WSGI application. Our shapes are served to it, our scripts and styles are not."""
    frame = read_countries()
    titles = read_titles(set(frame["indicator_id"].astype(str)))
    content = dashboard(frame, titles)  # sets the cache, which has to stand before Vizro()
    app = Vizro(compress=True, assets_folder=str(ASSETS), assets_ignore=r".*\.(js|css)$")
    server: Flask = app.build(content).dash.server
    return server
