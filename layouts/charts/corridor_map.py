"""The same corridors as arcs on a map, the shortest way around the globe, wider for more people.

Arcs of one width and side are one trace, so that hundreds of them are few elements to move.
"""

from __future__ import annotations

from math import sqrt

import plotly.graph_objects as go

from layouts.charts import template, world_map
from layouts.charts.corridor_bars import TAKES, leads
from layouts.charts.corridor_rows import CorridorMark, CorridorMarks, corridor_marks
from layouts.charts.corridor_view import IN, OUT
from layouts.charts.corridor_words import colour, table
from layouts.charts.corridor_words import sentence as told
from layouts.charts.over_years import tooltip
from layouts.charts.record import JSON, Chart, Item, Look
from layouts.request.context import Context
from layouts.words.values import Words

WIDTHS = (0.8, 1.6, 2.8, 4.5, 7.0)  # pixels of arcs, by the root of their share of the largest
DASH = {OUT: "dash"}  # of arcs away from a place: colour is not the only sign
SIGN = {IN: "solid", OUT: "longdash"}
SMALLEST_PX, LARGEST_PX, PLACE_PX = 5, 18, 9
HEIGHT = {False: 470, True: 250}


def marks(ctx: Context) -> CorridorMarks:
    """Corridors by size; see corridor_rows."""
    return corridor_marks(ctx)


def mapped(marks: CorridorMarks) -> list[CorridorMark]:
    """The rows whose two ends lie on a map."""
    areas = marks.view.ctx.reference.areas

    def lies(code: str) -> bool:
        return code in areas and areas[code].lat is not None

    return [m for m in marks.each if lies(m.origin_code) and lies(m.destination_code)]


def figure(marks: CorridorMarks, look: Look) -> go.Figure:
    """Plain land, arcs, and a dot where each ends, which says what it stands for."""
    drawn = mapped(marks)
    most = max((mark.value for mark in drawn), default=0.0) or 1.0
    layout = {
        "height": HEIGHT[look.narrow],
        "margin": dict.fromkeys("lrtb", 0),
        "dragmode": False,
        "geo": {
            **world_map.ground(look.dark and not look.printed),
            **world_map.frame("world", "equal-earth"),
            "showcountries": True,
            "countrycolor": template.colours(look)["paper"],
            "countrywidth": 0.6,
        },
    }
    arcs = [
        _arcs(marks, own, way, width, look)
        for way in marks.view.ways
        for at, width in enumerate(WIDTHS)
        if (own := [m for m in drawn if m.way == way and _class(m, most) == at])
    ]
    dots = [
        _dots(marks, own, way, most, look)
        for way in marks.view.ways
        if (own := [m for m in drawn if m.way == way])
    ]
    return template.figure([*arcs, *_focus(marks, look), *dots], layout, look)


def _class(mark: CorridorMark, most: float) -> int:
    return min(len(WIDTHS) - 1, int(len(WIDTHS) * sqrt(mark.value / most)))


def _arcs(
    marks: CorridorMarks, own: list[CorridorMark], way: str, width: float, look: Look
) -> JSON:
    areas = marks.view.ctx.reference.areas
    lon: list[float | None] = []
    lat: list[float | None] = []
    for mark in own:
        ends = (areas[mark.origin_code], areas[mark.destination_code])
        lon += [*(end.lon for end in ends), None]
        lat += [*(end.lat for end in ends), None]
    return {
        "type": "scattergeo",
        "mode": "lines",
        "meta": {"role": "arc"},
        "lon": lon,
        "lat": lat,
        "line": {"width": width, "color": colour(way, look), "dash": DASH.get(way, "solid")},
        "opacity": 0.55,
        "hoverinfo": "skip",
    }


def _dots(marks: CorridorMarks, own: list[CorridorMark], way: str, most: float, look: Look) -> JSON:
    """A dot at the other end of each corridor; between all places at the destination."""
    areas = marks.view.ctx.reference.areas
    ends = [areas[m.origin_code if way == IN else m.destination_code] for m in own]
    return {
        "type": "scattergeo",
        "mode": "markers",
        "meta": {"role": "value", "href": [leads(marks, mark) for mark in own]},
        "lon": [end.lon for end in ends],
        "lat": [end.lat for end in ends],
        "marker": {
            "size": [max(SMALLEST_PX, LARGEST_PX * sqrt(m.value / most)) for m in own],
            "color": colour(way, look),
            "symbol": "square" if way == OUT else "circle",
            "line": {"width": 1, "color": template.colours(look)["paper"]},
        },
        "text": [tooltip(mark.spoken) for mark in own],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _focus(marks: CorridorMarks, look: Look) -> list[JSON]:
    """The place that all arcs share."""
    area = marks.view.ctx.reference.areas.get(marks.view.place)
    if area is None or area.lat is None:
        return []
    return [
        {
            "type": "scattergeo",
            "mode": "markers",
            "meta": {"role": "place"},
            "lon": [area.lon],
            "lat": [area.lat],
            "marker": {
                "size": PLACE_PX,
                "symbol": "diamond",
                "color": template.colours(look)["ink"],
                "line": {"width": 1, "color": template.colours(look)["paper"]},
            },
            "hoverinfo": "skip",
        }
    ]


def sentence(marks: CorridorMarks, words: Words) -> str:
    """That of all shapes, and how many people no arc stands for."""
    own = told(marks, words)
    lost = sum(m.value for m in marks.each) - sum(m.value for m in mapped(marks))
    if not lost:
        return own
    return f"{own} {words.t('corridor.sum.unmapped', value=marks.view.amount(lost))}"


def legend(marks: CorridorMarks, look: Look, words: Words) -> list[Item]:
    """The two sides, where both are drawn."""
    view = marks.view
    if len(view.ways) < len(SIGN):
        return []
    place = view.name(view.place)
    return [
        Item(SIGN[way], words.t(f"corridor.side.{way}", place=place), colour(way, look))
        for way in view.ways
    ]


CHART = Chart(
    id="corridor_map",
    pages=("corridors",),
    order=3,
    takes=TAKES,
    marks=marks,
    figure=figure,
    sentence=sentence,
    legend=legend,
    table=table,
    traces=("scattergeo",),
)
