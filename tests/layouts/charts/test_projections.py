"""Frames of the map: what stands in their middle, and that every member lies within its own."""

from itertools import product

import numpy as np
import pytest

from app import Throughline
from layouts.charts.projections import HEIGHTS, globe_scale, middle_latitude, plotly_range
from layouts.charts.regions import EMPTY, REGIONS, members
from layouts.charts.world_map import frame, mapped

HIGHEST = {
    "equal-earth": 1.3173627,
    "natural-earth": 1.42239,
    "robinson": 1.0,
}  # of the pole, as d3


@pytest.mark.parametrize(("name", "top"), HIGHEST.items())
def test_a_pole_is_as_high_as_the_projection_has_it(name: str, top: float) -> None:
    assert HEIGHTS[name](90) == pytest.approx(top, abs=1e-4)
    assert HEIGHTS[name](-90) == pytest.approx(-top, abs=1e-4)
    assert middle_latitude(name, (-60, 60)) == pytest.approx(0, abs=0.01)


def test_the_middle_of_the_world_is_not_the_mean_of_its_edges() -> None:
    lat = REGIONS["world"].lat
    for name in HEIGHTS:
        middle = middle_latitude(name, lat)
        below, above = HEIGHTS[name](middle) - HEIGHTS[name](lat[0]), HEIGHTS[name](lat[1])
        assert 1 < middle < sum(lat) / 2
        assert below == pytest.approx(above - HEIGHTS[name](middle), abs=1e-3)


def test_plotly_is_given_corners_whose_great_circles_reach_the_edge() -> None:
    for corner, edge in zip(plotly_range((-180, 180), (-59, 85)), (-59, 85), strict=True):
        halfway = np.degrees(np.arctan(np.tan(np.radians(corner)) / np.cos(np.radians(45))))
        assert halfway == pytest.approx(edge, abs=0.05)
    assert plotly_range((-27, 62), (33, 82))[0] == 33, "an edge towards the equator is a corner's"


def test_a_globe_is_close_to_what_is_small_and_never_smaller_than_whole() -> None:
    scales = {name: globe_scale(own.lon, own.lat) for name, own in REGIONS.items()}
    assert min(scales.values()) >= 1
    assert scales["caribbean"] > scales["africa"] > 1


def test_every_place_lies_in_the_frame_of_its_part_of_the_world(app: Throughline) -> None:
    places = [area for group in mapped(app.reference.areas) for area in group]
    by_code = {area.area_code: area for area in places}
    for name, own in REGIONS.items():
        for code in set(members(name, places)) - {*EMPTY, "RUS"}:
            area = by_code[code]
            assert own.lat[0] < area.lat < own.lat[1], (name, code)
            east = [lon for lon in (area.lon, area.lon + 360) if own.lon[0] < lon < own.lon[1]]
            assert east, (name, code)


def test_plotly_takes_every_frame() -> None:
    for region, projection in product(REGIONS, (*HEIGHTS, "globe")):
        geo = frame(region, projection)
        low, high = geo["lataxis"]["range"]
        assert low < geo["center"]["lat"] < high
