"""Where the consultations were held: a dot per place and kind of meeting, larger where more met.

An event whose town is not known stands in the middle of its country, with an open sign. Points are
for markers alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import plotly.graph_objects as go

from data.reference_lists import Consultation
from layouts.charts import template, world_map
from layouts.charts.over_years import tooltip
from layouts.charts.record import JSON, Chart, Heading, Item, Look, MarksOf, Takes
from layouts.charts.tables import Table
from layouts.request.context import Context
from layouts.words.format import day_range, number, sort_key
from layouts.words.values import Words

KINDS = {  # kinds of the map, and the types of consultations.csv in each
    "national": ("national_consultation", "national_later"),
    "regional": ("regional_consultation", "subregional_consultation", "interstate_mechanism"),
    "society": ("civil_society_consultation", "cities"),
    "world": (
        *("thematic_session", "stakeholder_hearing", "global_dialogue", "stocktaking"),
        *("negotiation", "adoption", "milestone"),
    ),
}
LOOKS = {  # of each kind the place in the series of colours, and the sign
    "national": (0, "circle"),
    "regional": (1, "diamond"),
    "society": (3, "square"),
    "world": (2, "star"),
}
HEIGHT = {False: 470, True: 250}
SIZES = ((1, 10), (4, 14))  # events up to, and pixels
LARGEST, NAMED = 19, 3
NATIONAL = KINDS["national"][0]


class PlaceMark(NamedTuple):
    """One kind of meeting at one place: a row of the frame and the table."""

    place: str  # the town, or the country where the town is not known
    area_code: str
    kind: str  # a key of KINDS
    lat: float
    lon: float
    events: tuple[Consultation, ...]  # by day
    exact: bool  # whether the town is known
    role: str
    spoken: str


@dataclass(frozen=True)
class Held:
    """The view of the map of consultations: all of them."""

    ctx: Context

    def heading(self, chart: Chart[Any], marks: MarksOf[Any, Any], words: Words) -> Heading:
        """See record.View."""
        state = self.ctx.state
        title = words.t(f"charts.{chart.id}.title")
        return Heading(
            name="throughline-consultations",
            drawn="consultations",
            title=title,
            subtitle=words.t(f"charts.{chart.id}.subtitle"),
            caption=title,
            notes=[chart.sentence(marks, words), words.t("note.map_short")],
            own=state,
            csv=f"/export/{chart.id}.csv?{state.href().partition('?')[2]}&page={state.path}",
        )

    def source(self) -> str:
        """See record.View."""
        return self.ctx.t("charts.consultation_map.source")

    def more(self, chart: Chart[Any], look: Look, words: Words) -> JSON:
        """Nothing: the page has no controls of it."""
        return {}


class PlaceMarks(MarksOf[PlaceMark, Held]):
    """Places by name, those with one kind of meeting together."""

    shape = PlaceMark
    view: Held


def marks(ctx: Context) -> PlaceMarks:
    """One row per kind and place; programmes and later reviews are no consultations."""
    found: dict[tuple[str, float, float], list[Consultation]] = {}
    for event in sorted(ctx.reference.consultations.values(), key=lambda c: c.start_on):
        kind = next((name for name, types in KINDS.items() if event.type in types), "")
        area = ctx.reference.areas[event.area_code]
        lat, lon = (area.lat, area.lon) if event.lat is None else (event.lat, event.lon)
        if kind and lat is not None and lon is not None:
            found.setdefault((kind, lat, lon), []).append(event)
    each = [_mark(ctx, *at, tuple(own)) for at, own in found.items()]
    order = list(KINDS)
    each.sort(key=lambda mark: (order.index(mark.kind), sort_key(mark.place)))
    return PlaceMarks(tuple(each), Held(ctx))


def _mark(
    ctx: Context, kind: str, lat: float, lon: float, events: tuple[Consultation, ...]
) -> PlaceMark:
    first = events[0]
    place = first.text("place", ctx.lang)
    named = ctx.listed(_named(event, ctx.lang) for event in events[:NAMED])
    rest = len(events) - NAMED
    told = ctx.t("charts.consultation_map.spoken", place=place, events=named)
    if rest > 0:
        told = ctx.plural("charts.consultation_map.rest", rest, told=told)
    return PlaceMark(
        place, first.area_code, kind, lat, lon, events, first.lat is not None, "value", told
    )


def _named(event: Consultation, lang: str) -> str:
    return f"{event.text('name', lang)} ({day_range(event.start_on, event.end_on, lang)})"


def figure(marks: PlaceMarks, look: Look) -> go.Figure:
    """A trace per kind, the most general first, so that national ones lie on top."""
    tone = template.colours(look)
    traces = [_dots([m for m in marks.each if m.kind == kind], tone) for kind in reversed(KINDS)]
    layout = {
        "height": HEIGHT[look.narrow],
        "margin": dict.fromkeys("lrtb", 0),
        "dragmode": False,
        "geo": world_map.ground(look.dark and not look.printed)
        | world_map.frame("world", "equal-earth"),
    }
    return template.figure([trace for trace in traces if trace["lon"]], layout, look)


def _dots(own: list[PlaceMark], tone: JSON) -> JSON:
    return {
        "type": "scattergeo",
        "mode": "markers",
        "meta": {"role": "value"},
        "lon": [m.lon for m in own],
        "lat": [m.lat for m in own],
        "marker": {
            "size": [_size(len(m.events)) for m in own],
            "color": [tone["series"][LOOKS[m.kind][0]] for m in own],
            "opacity": 1,
            "symbol": [LOOKS[m.kind][1] + ("" if m.exact else "-open") for m in own],
            "line": {"width": 1, "color": tone["paper"]},
        },
        "text": [tooltip(m.spoken) for m in own],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _size(count: int) -> int:
    return next((pixels for most, pixels in SIZES if count <= most), LARGEST)


def sentence(marks: PlaceMarks, words: Words) -> str:
    """How many events at how many places, and of how many countries' own consultations."""
    events = [event for mark in marks.each for event in mark.events]
    unknown = sum(len(mark.events) for mark in marks.each if not mark.exact)
    return words.t(
        "charts.consultation_map.summary",
        events=number(len(events), words.lang),
        places=number(len({(m.lat, m.lon) for m in marks.each}), words.lang),
        national=number(len({e.area_code for e in events if e.type == NATIONAL}), words.lang),
        unknown=number(unknown, words.lang),
    )


def legend(marks: PlaceMarks, look: Look, words: Words) -> list[Item]:
    """Kinds with their events; an open sign where the town is not known."""
    tone = template.colours(look)
    items = []
    for kind, (colour, sign) in LOOKS.items():
        count = sum(len(mark.events) for mark in marks.each if mark.kind == kind)
        name = words.t(f"charts.consultation_map.kind.{kind}")
        text = words.t("promises.class", name=name, count=number(count, words.lang))
        items.append(Item(sign, text, tone["series"][colour]))
    return [*items, Item("circle-open", words.t("charts.consultation_map.inexact"), tone["soft"])]


def table(marks: PlaceMarks, words: Words) -> Table:
    """A row per place and kind: how many events, and which."""
    head = [words.t(f"charts.consultation_map.column.{c}") for c in ("place", "kind", "which")]
    return head, [_row(mark, words) for mark in marks.each]


def _row(mark: PlaceMark, words: Words) -> list[str]:
    kind = words.t(f"charts.consultation_map.kind.{mark.kind}")
    return [mark.place, kind, "; ".join(_named(event, words.lang) for event in mark.events)]


CHART = Chart(
    id="consultation_map",
    pages=("themes",),
    order=3,
    takes=Takes(indicators=0, most=0, forms=("absolute",), axes=("linear",)),
    marks=marks,
    figure=figure,
    sentence=sentence,
    legend=legend,
    table=table,
    traces=("scattergeo",),
)
