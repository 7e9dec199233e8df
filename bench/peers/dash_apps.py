"""Two peers in Dash: as its tutorial suggests, and tuned to send nothing but numbers.

`gunicorn "dash_apps:plain()"` draws both figures anew on the server at every change.
`gunicorn "dash_apps:tuned()"` keeps the figures and sends the numbers of the map as a `Patch`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import plotly.express as px
from dash import Dash, Input, Output, Patch, dcc, html
from flask import Flask
from shown import opening, read_countries, read_titles

ASSETS = Path(__file__).parents[2] / "assets"
CONFIG = {"topojsonURL": "/assets/topojson/"}


def _app(frame: pd.DataFrame, world: Any, lines: Any) -> Dash:
    indicator, year, first, last, tallest = opening(frame)
    titles = read_titles(set(frame["indicator_id"].astype(str)))
    areas = sorted(frame["area_code"].astype(str).unique())
    app = Dash(__name__, compress=True, assets_folder=str(ASSETS), assets_ignore=r".*\.(js|css)$")
    app.layout = html.Div(
        [
            html.H1("Indicators"),
            dcc.Dropdown(titles, indicator, id="indicator", clearable=False),
            dcc.Dropdown(areas, tallest, id="areas", multi=True),
            dcc.Slider(first, last, 1, value=year, id="year", updatemode="drag", marks=None),
            dcc.Graph(id="map", figure=world, config=CONFIG, style={"height": 500}),
            dcc.Graph(id="lines", figure=lines, style={"height": 300}),
        ]
    )
    return app


def plain() -> Flask:
    """Both figures from the frame, anew at every change."""
    frame = read_countries()
    app = _app(frame, {}, {})

    @app.callback(Output("map", "figure"), Input("indicator", "value"), Input("year", "value"))
    def world(indicator: str, year: int) -> Any:
        here = frame[(frame["indicator_id"] == indicator) & (frame["year"] == year)]
        return px.choropleth(here, locations="area_code", color="value", title=f"{year}")

    @app.callback(Output("lines", "figure"), Input("indicator", "value"), Input("areas", "value"))
    def lines(indicator: str, areas: list[str]) -> Any:
        here = frame[(frame["indicator_id"] == indicator) & frame["area_code"].isin(areas)]
        return px.line(here.astype({"area_code": str}), x="year", y="value", color="area_code")

    server: Flask = app.server
    return server


class Numbers:
    """The numbers of every indicator as tables of years by areas."""

    def __init__(self, frame: pd.DataFrame) -> None:
        """Turn the frame round once."""
        self.areas = sorted(frame["area_code"].astype(str).unique())
        parts = frame.groupby("indicator_id", observed=True)
        self.tables = {
            str(name): part.pivot_table(
                index="year", columns="area_code", values="value", observed=True
            ).reindex(columns=self.areas)
            for name, part in parts
        }

    def year(self, indicator: str, year: int) -> list[float | None]:
        """One number an area."""
        table = self.tables[indicator]
        row = table.loc[year].tolist() if year in table.index else [np.nan] * len(self.areas)
        return [None if value != value else value for value in row]

    def lines(self, indicator: str, chosen: list[str]) -> dict[str, Any]:
        """The line figure of some areas."""
        table = self.tables[indicator]
        data = [
            {"type": "scatter", "mode": "lines", "name": area, "x": table.index.tolist()}
            | {"y": [None if v != v else v for v in table[area].tolist()]}
            for area in chosen
        ]
        return {"data": data, "layout": {"margin": {"t": 10}}}


def tuned() -> Flask:
    """The figures once; then only the map's numbers, and the lines as plain dictionaries."""
    frame = read_countries()
    numbers = Numbers(frame)
    indicator, year, _, _, tallest = opening(frame)
    trace: dict[str, Any] = {"type": "choropleth", "locations": numbers.areas}
    trace["z"] = numbers.year(indicator, year)
    layout = {"margin": {"l": 0, "r": 0, "t": 30, "b": 0}, "uirevision": "map"}
    app = _app(frame, {"data": [trace], "layout": layout}, numbers.lines(indicator, tallest))

    @app.callback(
        Output("map", "figure"),
        Input("indicator", "value"),
        Input("year", "value"),
        prevent_initial_call=True,
    )
    def world(indicator: str, year: int) -> Patch:
        patch = Patch()
        patch["data"][0]["z"] = numbers.year(indicator, year)
        return patch

    @app.callback(
        Output("lines", "figure"),
        Input("indicator", "value"),
        Input("areas", "value"),
        prevent_initial_call=True,
    )
    def lines(indicator: str, areas: list[str]) -> dict[str, Any]:
        return numbers.lines(indicator, areas)

    server: Flask = app.server
    return server
