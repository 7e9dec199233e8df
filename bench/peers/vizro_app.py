"""The peer: map, lines, indicator dropdown and year slider in Vizro, on our own embedded tables.

Written as Vizro's documentation suggests: a data manager with functions that take parameters, a
cache in front of them, Plotly Express figures, `vm.Parameter` for what is loaded and `vm.Filter`
for what is shown. Not tuned further. Serve it with `gunicorn "vizro_app:create_server()"`.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pandas as pd
import vizro.models as vm
import vizro.plotly.express as px
from flask import Flask
from flask_caching import Cache
from vizro import Vizro
from vizro.managers import data_manager

ROOT = Path(__file__).parents[2]
COLUMNS = ["indicator_id", "source_id", "breakdown", "area_code", "year", "value"]
LINES = 5
SECONDS_KEPT = 24 * 3600
MAP_CONFIG = {"config": {"topojsonURL": "/assets/topojson/"}, "style": {"height": 500}}


def read_countries(data_dir: Path) -> pd.DataFrame:
    """Totals of the series that screens show, countries and territories only.

    One row per indicator, area and year; `value` as in the table, rows without a number left out.
    """
    catalogue = json.loads((data_dir / "tables" / "catalog.json").read_text(encoding="utf-8"))
    shown = {key for key, entry in catalogue["series"].items() if entry["is_default"]}
    frame = pd.read_parquet(data_dir / "tables" / "observations.parquet", columns=COLUMNS)
    key = frame["indicator_id"].astype(str) + "|" + frame["source_id"].astype(str)
    is_country = ~frame["area_code"].astype(str).str.contains(":")
    keep = key.isin(shown) & is_country & (frame["breakdown"] == "") & frame["value"].notna()
    return frame.loc[keep, ["indicator_id", "area_code", "year", "value"]]


def read_titles(data_dir: Path, indicators: set[str]) -> list[dict[str, str]]:
    """Dropdown options of the indicators, by title."""
    table = pd.read_csv(
        data_dir / "reference" / "indicators.csv", keep_default_na=False, dtype=str
    ).set_index("indicator_id")["title_en"]
    options = [{"label": table.get(i, i), "value": i} for i in indicators]
    return sorted(options, key=lambda option: option["label"])


def dashboard(frame: pd.DataFrame, titles: list[dict[str, str]]) -> vm.Dashboard:
    """One page with the two charts and their three controls."""
    indicator = os.environ.get("BENCH_INDICATOR", titles[0]["value"])
    here = frame[frame["indicator_id"] == indicator]
    year = int(os.environ.get("BENCH_YEAR", here["year"].max()))
    tallest = here[here["year"] == year].nlargest(LINES, "value")["area_code"].astype(str)

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
    years = {"min": int(here["year"].min()), "max": int(here["year"].max()), "step": 1}
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
            selector=vm.Dropdown(options=titles, value=indicator, multi=False),
        ),
        vm.Parameter(targets=["map.data_frame.year"], selector=vm.Slider(value=year, **years)),
        vm.Filter(column="area_code", targets=["lines"], selector=vm.Dropdown(value=list(tallest))),
    ]
    page = vm.Page(title="Indicators", layout=vm.Flex(), components=charts, controls=controls)
    return vm.Dashboard(pages=[page])


def create_server(data_dir: Path = ROOT / "data") -> Flask:
    """The WSGI application. Our shapes are served to it, our scripts and styles are not."""
    frame = read_countries(data_dir)
    titles = read_titles(data_dir, set(frame["indicator_id"].astype(str)))
    content = dashboard(frame, titles)  # sets the cache, which has to stand before Vizro()
    app = Vizro(compress=True, assets_folder=str(ROOT / "assets"), assets_ignore=r".*\.(js|css)$")
    server: Flask = app.build(content).dash.server
    return server
