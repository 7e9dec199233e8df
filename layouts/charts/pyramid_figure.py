"""The figure of the pyramid: bands of five years upwards, men to the left, women to the right.

Migrants are filled bars, everyone a wider outline around them, so that no colour stands alone.
"""

from __future__ import annotations

from itertools import product

import numpy as np
import plotly.graph_objects as go

from layouts.charts import looks, scales, template
from layouts.charts.ages import AGES, BANDS, SEXES, band_name, groups
from layouts.charts.over_years import tooltip
from layouts.charts.record import JSON, Look, Mark, Marks
from layouts.words.values import NARROW_SPACE, Words, compact

WIDTH = {"migrants": 0.6, "everyone": 0.92}  # of bars, in bands
OUTLINE_PX = 1.5
ROW_PX = {False: 25, True: 19}  # height of a band, by narrowness
HEAD_PX, NAME_PX, FOOT_PX = 48, 20, 26  # above a pyramid; of that its name; below for its axis
GAP = 0.1  # between two pyramids beside each other, of the width
ROOM = 1.04  # of the longest bar
NAME_CHARS = {False: 30, True: 22}
SIDE = {"M": -1, "F": 1}


def figure(marks: Marks, look: Look) -> go.Figure:
    """A pyramid per place, beside each other, or one above the other where it is narrow.

    Shares are on one scale, persons of each place on its own.
    """
    found, shared = groups(marks), marks.view.form == "share"
    highest = max(mark.drawn for mark in marks.each)
    traces: list[JSON] = []
    layout: JSON = {"barmode": "overlay", "annotations": []}
    names = [band_name(age, Words(look.lang)) for age in AGES]
    for i, own in enumerate(found.values()):
        n, (across, up) = str(i + 1) if i else "", _domains(i, len(found), look)
        held = [mark for each in own.values() for mark in each]
        high = highest if shared else max(mark.drawn for mark in held)
        for group, sex in product(own, SEXES):
            bars = [mark for mark in own[group] if BANDS[mark.series].sex == sex]
            traces.append(_bars(bars, look) | {"xaxis": f"x{n}", "yaxis": f"y{n}"})
        layout[f"xaxis{n}"] = _values(high, shared, look) | {"domain": across, "anchor": f"y{n}"}
        layout[f"yaxis{n}"] = _ages(names, look) | {"domain": up, "anchor": f"x{n}"}
        layout["annotations"] += _heads(held[0].area, across, up[1], look)
    left = scales.left_margin({"ticktext": names})
    layout["margin"] = {"l": left, "r": 10, "t": HEAD_PX, "b": FOOT_PX}
    layout["height"] = _height(len(found), look)
    return template.figure(traces, layout, look)


def _height(count: int, look: Look) -> int:
    if look.printed:
        return template.height(look)
    rows = count if look.narrow else 1
    return rows * (HEAD_PX + FOOT_PX + len(AGES) * ROW_PX[look.narrow])


def _domains(i: int, count: int, look: Look) -> tuple[list[float], list[float]]:
    """Where a pyramid stands in the figure: across, and upwards."""
    if count == 1:
        return [0, 1], [0, 1]
    if not look.narrow:
        width = (1 - GAP) / 2
        return [i * (width + GAP), i * (width + GAP) + width], [0, 1]
    between = (HEAD_PX + FOOT_PX) / (_height(count, look) - HEAD_PX - FOOT_PX)
    high = (1 - between) / 2
    return [0, 1], [(1 - i) * (high + between), (1 - i) * (high + between) + high]


def _bars(bars: list[Mark], look: Look) -> JSON:
    """One group and sex of a place. What is less sure is hatched, as in every chart of bars."""
    tone, band = template.colours(look), BANDS[bars[0].series]
    filled = band.group == "migrants"
    colour = tone["series"][0] if filled else tone["ink"]
    kinds = [looks.least_sure(mark.kind, mark.kind) for mark in bars]
    fill = looks.bar_fill([colour] * len(bars), kinds, tone["paper"])
    if not filled:
        fill |= {"color": tone["clear"], "line": {"color": colour, "width": OUTLINE_PX}}
    return {
        "type": "bar",
        "orientation": "h",
        "name": bars[0].area,
        "meta": {"role": "value", "group": band.group, "sex": band.sex, "code": bars[0].area_code},
        "x": np.array([SIDE[band.sex] * mark.drawn for mark in bars]),
        "y": np.arange(len(bars)),
        "width": WIDTH[band.group],
        "text": [tooltip(mark.spoken) for mark in bars],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
        "marker": fill,
    }


def _values(highest: float, share: bool, look: Look) -> JSON:
    """An axis that is the same to both sides of zero, without a minus."""
    bound = highest * ROOM
    ticks = scales.ticks((0.0, bound), log=False, count=2 if look.narrow else 3)
    values = [-tick for tick in reversed(ticks[1:])] + ticks
    percent = f"{NARROW_SPACE}%" if share else ""
    return {
        "type": "linear",
        "range": [-bound, bound],
        "tickvals": values,
        "ticktext": [compact(abs(value), look.lang) + percent for value in values],
        "showgrid": True,
        "zeroline": True,
    }


def _ages(names: list[str], look: Look) -> JSON:
    return {
        "type": "linear",
        "range": [-0.6, len(names) - 0.4],
        "tickvals": list(range(len(names))),
        "ticktext": names,
        "tickfont": {"size": template.size("small"), "color": template.colours(look)["soft"]},
    }


def _heads(area: str, across: list[float], top: float, look: Look) -> list[JSON]:
    """Above a pyramid: the place, and below it men on their side and women on theirs."""
    words, tone = Words(look.lang), template.colours(look)
    sides = {"left": (across[0], "M"), "right": (across[1], "F")}
    common = {"xref": "paper", "yref": "paper", "y": top, "yanchor": "bottom", "showarrow": False}
    named = f"<b>{tooltip(scales.short(area, NAME_CHARS[look.narrow]))}</b>"
    heads: list[JSON] = [
        {**common, "x": sum(across) / 2, "xanchor": "center", "yshift": NAME_PX, "text": named}
    ]
    for anchor, (x, sex) in sides.items():
        text = words.t(f"charts.pyramid.sex_{sex}")
        font = {"size": template.size("text"), "color": tone["soft"]}
        heads.append({**common, "x": x, "xanchor": anchor, "text": text, "font": font})
    return heads
