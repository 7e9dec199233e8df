"""How many countries have a number at all of what measures migrants: a bar an indicator.

Since 2017 is filled, only before is hatched, never is hollow; of what has no series here nothing
is said but that.
"""

from __future__ import annotations

from html import escape

import plotly.graph_objects as go

from layouts.charts import scales, template
from layouts.charts.over_years import tooltip
from layouts.charts.record import JSON, Chart, Item, Look, Takes
from layouts.charts.scoreboard_rows import NOT_HELD, STATES, AnsweredMark, AnsweredMarks, answered
from layouts.charts.tables import NONE, Table
from layouts.request.context import Context
from layouts.words.values import Words

ROW_PX, FRAME_PX, LEFT_PX = 25, 40, 330
NAME_CHARS, NARROW_CHARS = 52, 23
SIGNS = {"since": "block", "before": "hatched", "never": "hollow"}


def marks(ctx: Context) -> AnsweredMarks:
    """Countries by state for each indicator that measures migrants."""
    return answered(ctx)


def figure(marks: AnsweredMarks, look: Look) -> go.Figure:
    """Stacked bars from left to right, an indicator a row."""
    rows = {indicator_id: at for at, indicator_id in enumerate(marks.by_indicator)}
    own = [marks.by_indicator[i][0] for i in rows]
    most = NARROW_CHARS if look.narrow else NAME_CHARS
    tone, members = template.colours(look), len(marks.view.members)
    layout = {
        "height": ROW_PX * len(rows) + FRAME_PX,
        "barmode": "stack",
        "bargap": 0.3,
        "xaxis": {"range": (0, members), "showgrid": True, "side": "top", "nticks": 5},
        "yaxis": {
            "range": (len(rows) - 0.4, -0.6),
            "tickvals": list(range(len(rows))),
            "ticktext": [escape(scales.short(_name(m), most), quote=False) for m in own],
            "tickfont": {"size": template.size("small"), "color": tone["ink"]},
        },
        "margin": {"l": 170 if look.narrow else LEFT_PX, "r": 12, "t": 26, "b": 6},
    }
    bars = [_bars(marks, state, rows, look) for state in (*STATES, NOT_HELD)]
    return template.figure([*bars, _whole(own, rows, members)], layout, look)


def _name(mark: AnsweredMark) -> str:
    return f"{mark.sdg} {mark.indicator}" if mark.sdg else mark.indicator


def _bars(marks: AnsweredMarks, state: str, rows: dict[str, int], look: Look) -> JSON:
    own = [mark for mark in marks.each if mark.state == state]
    return {
        "type": "bar",
        "meta": {"role": own[0].role if own else "missing"},
        "orientation": "h",
        "x": [mark.countries for mark in own],
        "y": [rows[mark.indicator_id] for mark in own],
        "marker": _fill(state, look),
        "hoverinfo": "skip",
    }


def _fill(state: str, look: Look) -> JSON:
    tone = template.colours(look)
    if state == "since":
        return {"color": tone["accent"]}
    if state == "before":
        hatched = {"shape": "/", "size": 5, "solidity": 0.3, "fgcolor": tone["accent"]}
        return {"color": tone["clear"], "pattern": hatched, "line": _line(tone["accent"])}
    if state == "never":
        return {"color": tone["clear"], "line": _line(tone["quiet"])}
    return {"color": tone["context"]}


def _line(colour: str) -> JSON:
    return {"width": 1, "color": colour}


def _whole(own: list[AnsweredMark], rows: dict[str, int], members: int) -> JSON:
    """Rows as a whole, not seen: what a reader points at and walks through."""
    return {
        "type": "bar",
        "meta": {"role": "whole"},
        "orientation": "h",
        "base": 0,
        "x": [members] * len(own),
        "y": [rows[mark.indicator_id] for mark in own],
        "marker": {"color": template.clear()},
        "textposition": "none",
        "text": [tooltip(mark.spoken) for mark in own],
        "hovertemplate": "%{text}<extra></extra>",
    }


def sentence(marks: AnsweredMarks, words: Words) -> str:
    """How many of the Goals' own indicators on migrants have numbers of at least half."""
    official = marks.official
    half = [i for i in official if 2 * marks.count(i, "since") >= len(marks.view.members)]
    return words.t(
        "charts.scoreboard.summary",
        count=len(marks.by_indicator),
        official=len(official),
        half=len(half),
        members=len(marks.view.members),
    )


def legend(marks: AnsweredMarks, look: Look, words: Words) -> list[Item]:
    """The states that occur."""
    tone, seen = template.colours(look), {mark.state for mark in marks.each}
    colours: dict[str, str] = dict.fromkeys(("since", "before"), str(tone["accent"]))
    return [
        Item(SIGNS.get(state, "block"), words.t(f"charts.scoreboard.{state}"),
             colours.get(state, str(tone["quiet"])))
        for state in (*STATES, NOT_HELD)
        if state in seen
    ]  # fmt: skip


def table(marks: AnsweredMarks, words: Words) -> Table:
    """A row per indicator: countries with a number since 2017, only before, never; latest year."""
    names = ("indicator", "sdg", *STATES, "last")
    rows = []
    for indicator_id, own in marks.by_indicator.items():
        counts = [marks.count(indicator_id, state) for state in STATES]
        held = own[0].state != NOT_HELD
        told = (
            [str(n) for n in counts]
            if held
            else [words.t("charts.scoreboard.not_held"), NONE, NONE]
        )
        rows.append([own[0].indicator, own[0].sdg or NONE, *told, str(own[0].last or NONE)])
    return [words.t(f"charts.scoreboard.{name}") for name in names], rows


CHART = Chart(
    id="scoreboard",
    pages=("scoreboard",),
    order=1,
    takes=Takes(indicators=0, opens=1, most=1, forms=("absolute",), axes=("linear",)),
    marks=marks,
    figure=figure,
    sentence=sentence,
    legend=legend,
    table=table,
    traces=("bar",),
)
