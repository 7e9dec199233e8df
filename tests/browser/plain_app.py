"""A small Dash app for tests: each figure as dcc.Graph draws it, and as our Chart does.

An ordinary callback sets every figure, so it also shows that `Output(id, "figure")` works.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import plotly.express as px
import plotly.graph_objects as go
from dash import Dash, Input, Output, dcc, html
from flask import Flask

from layouts.charts.record import BUNDLE
from layouts.charts.template import CONFIG
from layouts.frame.document import plotly
from layouts.pieces.chart import Chart

ASSETS = Path(__file__).parents[2] / "assets"
PAGE = """<!DOCTYPE html><html><head>{%metas%}{%css%}
<script>window.THROUGHLINE = { bundle: BUNDLE, plotly: "PLOTLY" };
  window.TL = { compare: {} };</script></head>
<body>{%app_entry%}<footer>{%config%}{%scripts%}
<script>const Renderer = DashRenderer; // Dash finds a component only where it stands already
  DashRenderer = function () {
    import("/assets/app/charts/component.js").then(() => new Renderer());
  };</script>{%renderer%}</footer></body></html>"""
X, Y = ["a", "b", "c", "a", "b", "c"], [1, 2, 5, 9, 4, 3]
ISO = ["KEN", "PHL", "MEX"]


def figures() -> dict[str, Callable[[], go.Figure]]:
    """A figure of each family of traces, by a name; numbers are small and of no meaning."""
    flow = {"source": [0, 0, 1], "target": [2, 3, 3], "value": [2, 1, 4]}
    tree = {"labels": list("abc"), "parents": ["", "a", "a"], "values": [3, 1, 2]}
    names = {"source": [0], "target": [1], "value": [1]}
    return {
        "scatter": lambda: px.scatter(x=Y, y=Y[::-1]),
        "line": lambda: px.line(x=list(range(6)), y=Y),
        "area": lambda: px.area(x=list(range(6)), y=Y),
        "bar": lambda: px.bar(x=X[:3], y=Y[:3]),
        "box": lambda: px.box(y=[1, 2, 5, 9]),
        "violin": lambda: px.violin(y=[1, 2, 5, 9]),
        "histogram": lambda: px.histogram(x=Y, nbins=3),
        "heatmap": lambda: px.imshow([[1, 2], [3, 4]]),
        "contour": lambda: px.density_contour(x=Y, y=Y[::-1]),
        "pie": lambda: px.pie(names=X[:3], values=Y[:3]),
        "funnel": lambda: px.funnel(x=Y[:3], y=X[:3]),
        "sunburst": lambda: go.Figure(go.Sunburst(**tree)),
        "treemap": lambda: go.Figure(go.Treemap(**tree)),
        "icicle": lambda: go.Figure(go.Icicle(**tree)),
        "polar": lambda: px.line_polar(r=Y[:3], theta=X[:3]),
        "ternary": lambda: px.scatter_ternary(a=[1, 2], b=[2, 1], c=[3, 3]),
        "parcats": lambda: px.parallel_categories({"one": X, "two": X[::-1]}),
        "candlestick": lambda: go.Figure(
            go.Candlestick(x=[1, 2], open=[1, 2], high=[4, 5], low=[0, 1], close=[3, 1])
        ),
        "waterfall": lambda: go.Figure(go.Waterfall(x=X[:3], y=[3, -1, 2])),
        "indicator": lambda: go.Figure(go.Indicator(value=4, mode="number+gauge")),
        "table": lambda: go.Figure(go.Table(header={"values": ["a"]}, cells={"values": [[1, 2]]})),
        "sankey": lambda: go.Figure(go.Sankey(node={"label": list("abcd")}, link=flow)),
        "small_sankey": lambda: go.Figure(go.Sankey(node={"label": list("ab")}, link=names)),
        "choropleth": lambda: px.choropleth(locations=ISO, color=Y[:3]),
        "scattergeo": lambda: px.scatter_geo(lat=[0, 13, 23], lon=[37, 122, -102]),
    }


def create_server() -> Flask:
    """The page of all figures."""
    names = list(figures())
    app = Dash(
        __name__,
        assets_folder=str(ASSETS),
        assets_ignore=".*",
        assets_path_ignore=["^(app|css|fonts|grid|topojson)$"],
        index_string=PAGE.replace("BUNDLE", str(list(BUNDLE))).replace("PLOTLY", plotly()),
    )
    app.layout = html.Div(
        [
            html.Button("draw", id="draw"),
            *(dcc.Graph(id=f"dash-{name}", config=CONFIG) for name in names),
            *(Chart(id=f"ours-{name}", className="ours") for name in names),
        ]
    )

    @app.callback(
        [Output(f"{who}-{name}", "figure") for who in ("dash", "ours") for name in names],
        Input("draw", "n_clicks"),
        prevent_initial_call=True,
    )
    def drawn(clicks: int) -> list[Any]:
        made = [make() for make in figures().values()]
        for figure in made:
            figure.update_layout(height=320, width=480, title=str(clicks))
        return [*made, *made]

    return app.server
