"""The map of promises: the class of every country's answer, and who has no row in the table.

Classes without an order have signs on their shapes, those without a row are hatched. A class says
nothing of good or bad, so its colours are not those of verdicts.
"""

from __future__ import annotations

from collections.abc import Iterator

import plotly.graph_objects as go

from data.promises import ANSWERS, LAWS, NONE
from layouts.charts import template, world_map
from layouts.charts.over_years import tooltip
from layouts.charts.palettes import mixed
from layouts.charts.promise_rows import KEYS, Promised, PromiseMark, PromiseMarks, marks_of
from layouts.charts.record import JSON, Chart, Item, Look, Takes
from layouts.charts.signs import HATCHED
from layouts.charts.tables import NONE as DASH
from layouts.charts.tables import Table
from layouts.request.context import Context
from layouts.tokens import ramp
from layouts.words.format import dated, number
from layouts.words.values import Words

TAKES = Takes(indicators=0, most=0, everyone=True, forms=("absolute",), axes=("linear",),
              options=KEYS)  # fmt: skip
HEIGHT = {False: 500, True: 220}
DOT_PX, SIGN_PX = {False: 9, True: 6}, {False: 7, True: 5}
STEPS = 10  # of a ramp, from its light end on a light page
# Of each answer the ramp and the step on it, and the sign. Those of BARE have no sign on shapes:
# the plain answer of a kind, and classes of counts, which are shades of one ramp.
SHADES = {
    "yes": ("teal", 6, "circle"), "no": ("amber", 7, "x"),
    "abstain": ("violet", 6, "diamond"), "here": ("violet", 6, "diamond"),
    "abroad": ("amber", 4, "triangle-up"),
    "party": ("teal", 6, "circle"), "signed": ("violet", 5, "square"),
    "champion_plan": ("teal", 9, "star"), "plan": ("teal", 5, "triangle-up"),
    "champion": ("violet", 6, "diamond"), "step": ("amber", 6, "cross"),
    "announced": ("amber", 4, "square"),
    "one": ("teal", 2, "circle"), "two": ("teal", 5, "diamond"), "many": ("teal", 9, "star"),
    "to4": ("teal", 1, "circle"), "five": ("teal", 3, "diamond"), "to9": ("teal", 5, "triangle-up"),
    "ten": ("teal", 7, "cross"), "more": ("teal", 9, "star"),
}  # fmt: skip
# Answers that are hatched: the pattern of layouts/charts/signs.py, and the sign of dots and files.
PATTERNS = {
    "absent": ("too_few", "circle-open"),
    "unknown": ("no_base", "diamond-open"),
    NONE: ("no_data", "x-thin-open"),
}
COUNTS = ("one", "two", "many", "to4", "five", "to9", "ten", "more")
BARE = ("yes", "party", *COUNTS)


def marks(ctx: Context) -> PromiseMarks:
    """One row per country of the group and answer asked for, by name."""
    return marks_of(ctx)


def figure(marks: PromiseMarks, look: Look) -> go.Figure:
    """Shapes and dots in the colours of their classes, hatched where nothing is known."""
    areas, tone = marks.view.ctx.reference.areas, template.colours(look)
    order = marks.classes
    placed = [m for m in marks.each if areas[m.area_code].lat is not None]
    shapes = [m for m in marks.each if areas[m.area_code].shape == "polygon"]
    dots = [m for m in placed if areas[m.area_code].shape != "polygon"]
    shaped = {
        "type": "choropleth",
        "locations": [m.area_code for m in shapes],
        "z": [order.index(m.answer) for m in shapes],
        "zmin": -0.5,
        "zmax": len(order) - 0.5,
        "colorscale": world_map.colour_scale(tuple(fill(a, look) for a in order)),
        "showscale": False,
        "marker": {"line": {"width": 0.5, "color": tone["paper"]}},
        **_texts(shapes),
    }
    shaped["meta"] |= {"patterns": [PATTERNS.get(m.answer, ("",))[0] for m in shapes]}
    line = {"width": 0.8, "color": tone["soft"]}
    colours = [fill(m.answer, look, "dot") for m in dots]
    size = DOT_PX[look.narrow]
    dotted = _points(dots, marks, {"size": size, "color": colours, "line": line}) | _texts(dots)
    signed = [m for m in placed if m in shapes and _signed(m, look)]
    ink = {"width": 1, "color": tone["paper"]}
    marker = {"size": SIGN_PX[look.narrow], "color": tone["ink"], "line": ink}
    signs = _points(signed, marks, marker) | {"meta": {"role": "sign"}, "hoverinfo": "skip"}
    layout = {
        "height": HEIGHT[look.narrow],
        "margin": dict.fromkeys("lrtb", 0),
        "dragmode": False,
        "geo": world_map.ground(look.dark and not look.printed)
        | world_map.frame("world", "equal-earth"),
    }
    return template.figure([shaped, dotted, *([signs] if signed else [])], layout, look)


def _signed(mark: PromiseMark, look: Look) -> bool:
    """Whether a shape has its sign on it: a picture knows no hatches."""
    if mark.answer in PATTERNS:
        return look.printed
    return mark.answer not in BARE


def _texts(own: list[PromiseMark]) -> JSON:
    return {
        "meta": {"role": "value"},
        "customdata": [m.area_code for m in own],
        "text": [tooltip(m.spoken) for m in own],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _points(own: list[PromiseMark], marks: PromiseMarks, marker: JSON) -> JSON:
    areas = marks.view.ctx.reference.areas
    return {
        "type": "scattergeo",
        "mode": "markers",
        "lon": [areas[m.area_code].lon for m in own],
        "lat": [areas[m.area_code].lat for m in own],
        "marker": {**marker, "symbol": [sign(m.answer) for m in own]},
    }


def sign(answer: str) -> str:
    """The sign of an answer, as plotly names it."""
    return PATTERNS[answer][1] if answer in PATTERNS else SHADES[answer][2]


def fill(answer: str, look: Look, part: str = "ground") -> str:
    """The colour of an answer; of a hatched one that of its `ground` or of its `dot`."""
    if answer in PATTERNS:
        return str(template.colours(look)["reason"][PATTERNS[answer][0]][part])
    name, step, _ = SHADES[answer]
    return mixed(ramp(name, look.dark and not look.printed), STEPS)[step]


def sentence(marks: PromiseMarks, words: Words) -> str:
    """How many countries gave which answer, on which day, and what no row means."""
    view = marks.view
    if not marks.each:
        return words.t("promises.nothing", promise=view.name, place=view.where)
    return " ".join(filter(None, _sentences(marks, words)))


def _sentences(marks: PromiseMarks, words: Words) -> Iterator[str]:
    view, counts = marks.view, marks.counts
    told = {answer: number(counts[answer], words.lang) for answer in ANSWERS[view.kind]}
    known = sum(count for answer, count in counts.items() if answer != NONE)
    common = {
        "place": view.where,
        "promise": view.name,
        "day": view.as_of,
        "known": number(known, words.lang),
        "all": number(len(marks.every), words.lang),
    }
    yield words.t(f"promises.sentence.{view.kind}", **common, **told)
    if counts[NONE] and view.kind == "vote":
        yield view.ctx.plural("promises.observers", counts[NONE])
    elif counts[NONE]:
        key = "promises.no_law" if view.kind in LAWS else "promises.without"
        yield view.ctx.plural(key, counts[NONE])
    yield limits(view, words)


def limits(view: Promised, words: Words) -> str:
    """What the table of the promise lacks, as its own words have it."""
    treaty = view.ctx.reference.instruments.get(view.promise)
    if not treaty:
        return words.t(f"promises.limits.{view.kind}")
    return treaty.text("limits", words.lang)


def legend(marks: PromiseMarks, look: Look, words: Words) -> list[Item]:
    """The classes that occur, with how many countries each holds."""
    soft = template.colours(look)["soft"]
    return [
        Item(
            f"{HATCHED}{PATTERNS[answer][0]}"
            if answer in PATTERNS and not look.printed
            else "block"
            if answer in COUNTS
            else sign(answer),
            words.t(
                "promises.class",
                name=marks.view.class_name(answer),
                count=number(marks.counts[answer], words.lang),
            ),
            soft if answer in PATTERNS and not look.printed else fill(answer, look, "dot"),
        )
        for answer in marks.classes
    ]


def table(marks: PromiseMarks, words: Words) -> Table:
    """A row per country: answer, date, the day it stands for, evidence and source."""
    head = [words.t(f"promises.column.{name}") for name in COLUMNS]
    return head, [row(mark, words) for mark in marks.each]


COLUMNS = ("country", "answer", "date", "as_of", "evidence", "source")


def row(mark: PromiseMark, words: Words) -> list[str]:
    """One country as the table writes it."""
    return [
        mark.area,
        mark.told,
        ", ".join(dated(day, words.lang) for day in mark.dates) or DASH,
        dated(mark.as_of, words.lang),
        words.t(f"evidence.{mark.evidence}") if mark.evidence else DASH,
        "; ".join(mark.sources) or DASH,
    ]


CHART = Chart(
    id="promise_map",
    pages=("commitments",),
    order=1,
    takes=TAKES,
    marks=marks,
    figure=figure,
    sentence=sentence,
    legend=legend,
    table=table,
    traces=("choropleth", "scattergeo"),
)
