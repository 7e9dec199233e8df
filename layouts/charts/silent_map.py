"""Who is silent: of the Goals' indicators on migrants, how many have no number of a country.

Counted since 2017, over those with a series here; others are asked of some regions only. It is no
rank and no blame: a number may not exist because nobody asks for it, or is not passed on.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

import plotly.graph_objects as go

from layouts.charts import template, world_map
from layouts.charts.over_years import tooltip
from layouts.charts.palettes import mixed
from layouts.charts.record import JSON, Chart, Item, Look, MarksOf, Takes
from layouts.charts.scoreboard_rows import Answered, AnsweredMarks, answered
from layouts.charts.tables import Table
from layouts.request.context import Context
from layouts.tokens import ramp
from layouts.words.values import Words

CLASSES = 5
HEIGHT = {False: 470, True: 250}
DOT_PX, NAMED = 7, 3


class SilentMark(NamedTuple):
    """One country: how many of the Goals' series held here have no number of it since 2017."""

    area_code: str
    area: str
    silent: int
    of: int
    level: int  # class from 0, those with most numbers first
    role: str
    spoken: str


@dataclass(frozen=True)
class SilentMarks(MarksOf[SilentMark, Answered]):
    """Countries by name. `width` is how many counts a class spans."""

    shape = SilentMark
    each: tuple[SilentMark, ...]
    view: Answered
    width: int = 1


def marks(ctx: Context) -> SilentMarks:
    """One row per country of the group in focus."""
    found = answered(ctx)
    return silent(found)


def silent(found: AnsweredMarks) -> SilentMarks:
    """Counts of indicators without a number since 2017, by country."""
    ctx, counts = found.view.ctx, Counter[str]()
    held = [found.by_indicator[i] for i in found.official]
    for own in held:
        counts.update(code for m in own if m.state != "since" for code in m.area_codes)
    width = max(1, -(-(len(held) + 1) // CLASSES))
    areas = [ctx.reference.areas[code] for code in found.view.members]
    each = [
        SilentMark(
            area.area_code,
            area.text("short", ctx.lang),
            counts[area.area_code],
            len(held),
            counts[area.area_code] // width,
            "value",
            ctx.t(
                "charts.silent_map.spoken",
                area=area.text("short", ctx.lang),
                silent=counts[area.area_code],
                of=len(held),
            ),
        )
        for area in areas
    ]
    each.sort(key=lambda mark: mark.area)
    return SilentMarks(tuple(each), found.view, width)


def figure(marks: SilentMarks, look: Look) -> go.Figure:
    """Shapes and dots in as many steps of one colour as there are classes."""
    areas, tone = marks.view.ctx.reference.areas, template.colours(look)
    colours = _colours(look)
    shapes = [m for m in marks.each if areas[m.area_code].shape == "polygon"]
    dots = [m for m in marks.each if m not in shapes and areas[m.area_code].lat is not None]
    shaped = {
        "type": "choropleth",
        "meta": {"role": "value"},
        "locations": [m.area_code for m in shapes],
        "z": [m.level for m in shapes],
        "zmin": -0.5,
        "zmax": CLASSES - 0.5,
        "colorscale": world_map.colour_scale(tuple(colours)),
        "showscale": False,
        "marker": {"line": {"width": 0.5, "color": tone["paper"]}},
        **_texts(shapes),
    }
    dotted = {
        "type": "scattergeo",
        "mode": "markers",
        "meta": {"role": "value"},
        "lon": [areas[m.area_code].lon for m in dots],
        "lat": [areas[m.area_code].lat for m in dots],
        "customdata": [m.area_code for m in dots],
        "marker": {
            "size": DOT_PX,
            "color": [colours[m.level] for m in dots],
            "line": {"width": 0.8, "color": tone["soft"]},
        },
        **_texts(dots),
    }
    layout = {
        "height": HEIGHT[look.narrow],
        "meta": {"wide": world_map.WIDE},
        "margin": dict.fromkeys("lrtb", 0),
        "dragmode": False,
        "geo": world_map.ground(look.dark and not look.printed)
        | world_map.frame("world", "equal-earth"),
    }
    return template.figure([shaped, dotted], layout, look)


def _colours(look: Look) -> list[str]:
    return mixed(ramp("amber", look.dark and not look.printed), CLASSES)


def _texts(own: list[SilentMark]) -> JSON:
    return {"text": [tooltip(m.spoken) for m in own], "hovertemplate": "%{text}<extra></extra>"}


def sentence(marks: SilentMarks, words: Words) -> str:
    """The fewest and the most indicators without a number, and how many countries lack half."""
    counts = sorted(mark.silent for mark in marks.each)
    of = marks.each[0].of if marks.each else 0
    return words.t(
        "charts.silent_map.summary",
        of=of,
        least=counts[0] if counts else 0,
        most=counts[-1] if counts else 0,
        half=sum(2 * count > of for count in counts),
        members=len(marks.each),
    )


def legend(marks: SilentMarks, look: Look, words: Words) -> list[Item]:
    """The classes that occur, with how many countries each holds."""
    colours, held = _colours(look), Counter(mark.level for mark in marks.each)
    of = marks.each[0].of if marks.each else 0

    def bounds(level: int) -> str:
        low, high = level * marks.width, min(of, (level + 1) * marks.width - 1)
        return str(low) if low == high else f"{low}\u2013{high}"

    return [
        Item(
            "block",
            words.t("charts.silent_map.class", bounds=bounds(level), count=held[level]),
            colours[level],
        )
        for level in sorted(held)
    ]


def table(marks: SilentMarks, words: Words) -> Table:
    """A row per country: indicators without a number since 2017, of how many."""
    head = [words.t(f"charts.silent_map.{name}") for name in ("country", "silent", "of")]
    return head, [[mark.area, str(mark.silent), str(mark.of)] for mark in marks.each]


CHART = Chart(
    id="silent_map",
    pages=("scoreboard",),
    order=2,
    takes=Takes(indicators=0, opens=1, most=1, forms=("absolute",), axes=("linear",)),
    marks=marks,
    figure=figure,
    sentence=sentence,
    legend=legend,
    table=table,
    traces=("choropleth", "scattergeo"),
)
