"""Names of places beside the right edge of a chart, moved apart where they would overlap."""

from __future__ import annotations

from collections.abc import Iterable

from layouts.charts import scales
from layouts.charts.over_years import tooltip
from layouts.charts.record import JSON

LABEL_PX, ROOM_PX, CHARS = 16, 168, 22
SMALL, SMALLER_PX, PLAIN_PX = 14, 11, 13  # below so much room a name is written smaller
Name = tuple[float, str, str]  # pixels from the top of the plot, text, colour


def end_names(names: Iterable[Name], height: float) -> list[JSON]:
    """Annotations for names, in a plot so many pixels high; the order among them stays."""
    ordered = sorted(names, key=lambda name: name[0])
    room = min(LABEL_PX, height / max(1, len(ordered)))
    places = scales.apart([at for at, _, _ in ordered], room, height)
    return [
        {
            "x": 1.01,
            "xref": "paper",
            "xanchor": "left",
            "y": 1 - at / height,
            "yref": "paper",
            "yanchor": "middle",
            "showarrow": False,
            "text": tooltip(scales.short(text, CHARS)),
            "font": {"color": colour, "size": SMALLER_PX if room < SMALL else PLAIN_PX},
        }
        for at, (_, text, colour) in zip(places, ordered, strict=True)
    ]
