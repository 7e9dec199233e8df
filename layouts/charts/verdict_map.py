"""The map of verdicts: one indicator, a colour and a sign a class, and why others have none.

On the screen its shapes are hatched where a verdict is missing, which plotly cannot do: the page
paints them (assets/app/verdict_map/page.js) in the classes and colours that it is sent.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import plotly.graph_objects as go

from layouts.charts import template, world_map
from layouts.charts.over_years import tooltip
from layouts.charts.record import JSON, Chart, Item, Look, Takes
from layouts.charts.signs import HATCHED
from layouts.charts.tables import NONE, Table
from layouts.charts.verdict_places import CLASSES, Judged, VerdictMarks, Verdicts
from layouts.progress.bands import band_name
from layouts.progress.verdict_map import verdict_map_of
from layouts.progress.words import ratio_text, value_text
from layouts.request.context import Context
from layouts.request.pages import SETTINGS
from layouts.series.counted import counted, shared
from layouts.words.format import number, percent
from layouts.words.values import Words

TAKES = Takes(years="all", everyone=True, forms=("absolute",), axes=("linear",), options=SETTINGS)
HEIGHT = {False: 500, True: 200}
AREAS = "AREAS"  # stands in an address until plotly's name for those of a mark does
DOT_PX, SIGN_PX = {False: 9, True: 6}, 5


def marks(ctx: Context) -> VerdictMarks:
    """One row per country and territory, by name, with its class or why it has none."""
    return Verdicts(ctx, verdict_map_of(ctx)).marks()


def figure(marks: VerdictMarks, look: Look) -> go.Figure:
    """Shapes and dots in the colours of their classes; each leads to its calculation.

    Kinds of missing are hatched by the style sheet; a picture has the signs of dots on them.
    """
    view, areas, tone = marks.view, marks.view.ctx.reference.areas, template.colours(look)
    order, fills = view.classes, [fill(view, key, look) for key in view.classes]
    placed = [mark for mark in marks.each if areas[mark.area_code].lat is not None]
    shapes = [m for m in marks.each if areas[m.area_code].shape == "polygon"]
    dots = [m for m in placed if areas[m.area_code].shape != "polygon"]
    patterns = ["" if m.role == "value" else m.shown for m in shapes]
    shaped = {
        "type": "choropleth",
        "locations": [m.area_code for m in shapes],
        "z": [order.index(m.shown) for m in shapes],
        "zmin": -0.5,
        "zmax": len(order) - 0.5,
        "colorscale": world_map.colour_scale(tuple(fills)),
        "showscale": False,
        "marker": {"line": {"width": 0.5, "color": tone["paper"]}},
        **_texts(shapes, view),
    }
    shaped["meta"] |= {"patterns": patterns}
    colours = [fill(view, m.shown, look, "dot") for m in dots]
    line = {"width": 0.8, "color": tone["soft"]}
    dotted = _points(dots, marks, {"size": DOT_PX[look.narrow], "color": colours, "line": line})
    traces = [shaped, dotted | _texts(dots, view)]
    if look.printed:
        signed = [m for m in placed if m in shapes and m.role == "missing"]
        signs = _points(signed, marks, {"size": SIGN_PX, "color": tone["soft"]})
        traces.append(signs | {"meta": {"role": "sign"}, "hoverinfo": "skip"})
    dark = look.dark and not look.printed
    layout = {
        "height": HEIGHT[look.narrow],
        "meta": {"wide": world_map.WIDE},
        "margin": dict.fromkeys("lrtb", 0),
        "dragmode": False,
        "geo": world_map.ground(dark) | world_map.frame("world", "equal-earth"),
    }
    return template.figure(traces, layout, look)


def _texts(own: list[Judged], view: Verdicts) -> JSON:
    """What is said of places, and where each leads: it in front of those that are chosen."""
    ctx, own_id = view.ctx, view.status.indicator.indicator_id
    chosen = ctx.state.areas
    followed = replace(ctx, state=replace(ctx.state, areas=(AREAS,)))
    href = followed.link_to("verdict", indicator=own_id).replace(AREAS, "%{customdata}")
    each = [(m.area_code, *(code for code in chosen if code != m.area_code)) for m in own]
    return {
        "meta": {"role": "value", "href": href},
        "customdata": [",".join(codes) for codes in each],
        "text": [tooltip(m.spoken) for m in own],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _points(own: list[Judged], marks: VerdictMarks, marker: JSON) -> JSON:
    areas = marks.view.ctx.reference.areas
    return {
        "type": "scattergeo",
        "mode": "markers",
        "lon": [areas[m.area_code].lon for m in own],
        "lat": [areas[m.area_code].lat for m in own],
        "marker": {**marker, "symbol": [CLASSES[marks.view.tone(m.shown)] for m in own]},
    }


def fill(view: Verdicts, key: str, look: Look, part: str = "ground") -> str:
    """The colour of a class; of a kind of missing that of its `ground` or of its `dot`."""
    tone, missing = template.colours(look), view.is_missing(key)
    return str(tone["reason"][key][part] if missing else tone["tone"][view.tone(key)]["fill"])


def told(marks: VerdictMarks) -> list[str]:
    """How many countries have a verdict and of what people, with the share of each class."""
    view = marks.view
    ctx, shares = view.ctx, view.status.shares(view.ctx)
    known = shares.people_known or 1
    judged = [mark.area_code for mark in marks.each if mark.role == "value"]
    every = [mark.area_code for mark in marks.each]
    return [
        ctx.t(
            "verdict_map.countries",
            places=shared(ctx.reference.areas, judged, every, ctx.lang),
            shares=_listed(view, shares.country_share),
        ),
        ctx.t(
            "verdict_map.people",
            total=shares.members,
            share=_percent(ctx, shares.people_assessed / known),
            shares=_listed(view, shares.people_share),
        ),
    ]


def _listed(view: Verdicts, share: Callable[[str], float]) -> str:
    """Each class with its share of what is assessed."""
    ctx = view.ctx
    return ctx.listed(
        ctx.t("verdict_map.share", band=band_name(ctx, b).lower(), share=_percent(ctx, share(b)))
        for b in view.status.bands
    )


def _percent(ctx: Context, share: float) -> str:
    whole = 0.01 <= share <= 0.99 or share in (0.0, 1.0)
    text = number(100 * share, ctx.lang, 0 if whole else 1)
    return percent(text, ctx.lang)


def sentence(marks: VerdictMarks, words: Words) -> str:
    """Countries and people with a verdict, by class; why nobody has one where nobody has."""
    view = marks.view
    if view.status.bands:
        return " ".join(told(marks))
    return words.t("verdict_map.empty", indicator=view.label)


def legend(marks: VerdictMarks, look: Look, words: Words) -> list[Item]:
    """Classes, best first, then kinds of missing; of each the countries and the territories."""
    view, areas = marks.view, marks.view.ctx.reference.areas
    by_class = {
        key: counted(areas, [m.area_code for m in marks.each if m.shown == key])
        for key in view.classes
    }
    soft = template.colours(look)["soft"]
    return [
        Item(
            f"{HATCHED}{key}"
            if view.is_missing(key) and not look.printed
            else CLASSES[view.tone(key)],
            f"{view.name(key)} ({by_class[key].short})",
            soft if view.is_missing(key) else fill(view, key, look),
        )
        for key in view.classes
    ]


def table(marks: VerdictMarks, words: Words) -> Table:
    """A row per place: verdict or why there is none, from what to what, and how far of the way."""
    head = [words.t(f"verdict_map.{k}") for k in ("country", "verdict", "base", "latest", "ratio")]
    return head, [_row(mark, marks.view, words) for mark in marks.each]


def _row(mark: Judged, view: Verdicts, words: Words) -> list[str]:
    found = mark.found

    def point(value: float | None, year: int | None) -> str:
        if value is None or year is None:
            return NONE
        text = value_text(view.ctx, view.status.indicator, value)
        return words.t("verdict_map.point", value=text, year=year)

    return [
        mark.area,
        view.name(mark.shown),
        point(found.base_value, found.base_year) if found else NONE,
        point(found.latest_value, found.latest_year) if found else NONE,
        ratio_text(view.ctx, found),
    ]


CHART = Chart(
    id="verdict_map",
    pages=("verdict_map",),
    order=1,
    takes=TAKES,
    marks=marks,
    figure=figure,
    sentence=sentence,
    legend=legend,
    table=table,
    traces=("choropleth", "scattergeo"),
)
