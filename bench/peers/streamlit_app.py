"""The peer in Streamlit, as its documentation suggests: cached data, and a fragment for the map.

A year step runs the fragment and no more. Not tuned further.
"""

from __future__ import annotations

import pandas as pd
import plotly.express as px
import streamlit as st
from shown import opening, read_countries, read_titles

st.set_page_config(layout="wide")
st.title("Indicators")


@st.cache_resource
def everything() -> tuple[pd.DataFrame, dict[str, str]]:
    """The table and the names, once for all visitors."""
    frame = read_countries()
    return frame, read_titles(set(frame["indicator_id"].astype(str)))


@st.cache_data(max_entries=256)
def of_indicator(name: str) -> pd.DataFrame:
    """The rows of one indicator."""
    frame, _ = everything()
    found = frame[frame["indicator_id"] == name]
    return found.astype({"indicator_id": str, "area_code": str})


@st.fragment
def world(rows: pd.DataFrame) -> None:
    """Year slider and map."""
    year = st.slider("Year", first, last, opened, key="year")
    here = rows[rows["year"] == year]
    figure = px.choropleth(here, locations="area_code", color="value", height=500)
    st.plotly_chart(figure, config={"topojsonURL": "/app/static/topojson/"}, key="map")


frame, titles = everything()
indicator, opened, first, last, tallest = opening(frame)
names = list(titles)
chosen = st.selectbox("Indicator", names, names.index(indicator), format_func=titles.get)
areas = st.multiselect("Areas", sorted(frame["area_code"].astype(str).unique()), tallest)
rows = of_indicator(chosen)
world(rows)
lines = rows[rows["area_code"].isin(areas)]
st.plotly_chart(px.line(lines, x="year", y="value", color="area_code", height=300), key="lines")
