"""The same corridors as bands: origins at the start, destinations at the end (a Sankey)."""

from __future__ import annotations

from html import escape

import plotly.graph_objects as go

from layouts.charts import scales, template
from layouts.charts.corridor_bars import TAKES
from layouts.charts.corridor_rows import CorridorMark, CorridorMarks, corridor_marks
from layouts.charts.corridor_view import IN, OUT
from layouts.charts.corridor_words import colour, legend, sentence, table
from layouts.charts.over_years import tooltip
from layouts.charts.record import JSON, Chart, Look
from layouts.request.context import Context

ROW_PX, LEAST_PX, GAP_PX = 26, 340, 10
EDGE = 0.002  # places of exactly 0 or 1 are read as not given
NAME_CHARS, NARROW_CHARS = 30, 13
FAINT = "61"  # of a band, behind its colour: names over it stay readable
Node = tuple[str, str]  # column, name


def marks(ctx: Context) -> CorridorMarks:
    """Corridors by size; see corridor_rows."""
    return corridor_marks(ctx)


def figure(marks: CorridorMarks, look: Look) -> go.Figure:
    """A column of origins, the place, a column of destinations.

    Plotly lays out one side by itself. Of two sides it would pile the smaller one up at the top, so
    there the places are ours: each side takes the whole height.
    """
    drawn, both = marks.figured, len(marks.view.ways) > 1
    ends = [_ends(mark) for mark in drawn]
    weights: dict[Node, float] = {}
    for pair, mark in zip(ends, drawn, strict=True):
        for node in pair:
            weights[node] = weights.get(node, 0.0) + mark.value
    own = {node: mark for pair, mark in zip(ends, drawn, strict=True) for node in pair}
    nodes = sorted(weights, key=lambda node: node[0])
    at = {node: i for i, node in enumerate(nodes)}
    columns = sorted({column for column, _ in nodes})
    tall = max((sum(n[0] == c for n in nodes) for c in columns), default=0)
    height = max(LEAST_PX, ROW_PX * tall)
    trace: JSON = {
        "type": "sankey",
        "meta": {"role": "value"},
        "arrangement": "fixed" if both else "snap",
        "node": {
            **_names(marks, nodes, weights, look),
            **(_places(nodes, weights, columns, height) if both else {}),
            "color": [_node_tone(node, own[node], look) for node in nodes],
            "pad": GAP_PX,
            "thickness": 12,
            "line": {"width": 0},
        },
        "link": {
            "source": [at[first] for first, _ in ends],
            "target": [at[second] for _, second in ends],
            "value": [mark.value for mark in drawn],
            "color": [f"{_tone(mark, look)}{FAINT}" for mark in drawn],
            "customdata": [tooltip(mark.spoken) for mark in drawn],
            "hovertemplate": "%{customdata}<extra></extra>",
        },
    }
    layout = {"height": height, "margin": {"l": 4, "r": 4, "t": 8, "b": 8}}
    return template.figure([trace], layout, look)


def _ends(mark: CorridorMark) -> tuple[Node, Node]:
    """The nodes of a band. The place in focus stands in the middle, of both of its sides."""
    if mark.way == IN:
        return ("0", mark.origin), ("1", mark.destination)
    if mark.way == OUT:
        return ("1", mark.origin), ("2", mark.destination)
    return ("0", mark.origin), ("2", mark.destination)


def _tone(mark: CorridorMark, look: Look) -> str:
    folded = mark.role != "value"
    return str(template.colours(look)["quiet"]) if folded else colour(mark.way, look)


def _node_tone(node: Node, mark: CorridorMark, look: Look) -> str:
    """The place in focus is of no side."""
    return str(template.colours(look)["ink"]) if node[0] == "1" else _tone(mark, look)


def _names(marks: CorridorMarks, nodes: list[Node], weights: dict[Node, float], look: Look) -> JSON:
    """Names beside nodes; the place in focus has two totals, which its bands tell."""
    most = NARROW_CHARS if look.narrow else NAME_CHARS
    view = marks.view
    both = len(view.ways) > 1
    told = [
        name if both and column == "1" else f"{name}: {view.amount(weights[column, name])}"
        for column, name in nodes
    ]
    return {
        "label": [escape(scales.short(name, most), quote=False) for _, name in nodes],
        "customdata": [tooltip(text) for text in told],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _places(nodes: list[Node], weights: dict[Node, float], columns: list[str], height: int) -> JSON:
    """Fixed places: each column in the order of its rows, spread over the height by weight."""
    y: dict[Node, float] = {}
    for column in columns:
        own = [node for node in nodes if node[0] == column]
        total = sum(weights[node] for node in own) or 1.0
        room, at = height - GAP_PX * max(len(own) - 1, 0), 0.0
        for node in own:
            size = room * weights[node] / total
            y[node] = min(max((at + size / 2) / height, EDGE), 1 - EDGE)
            at += size + GAP_PX
    step = max(len(columns) - 1, 1)
    x = {c: min(max(i / step, EDGE), 1 - EDGE) for i, c in enumerate(columns)}
    return {"x": [x[column] for column, _ in nodes], "y": [y[node] for node in nodes]}


CHART = Chart(
    id="corridor_bands",
    pages=("corridors",),
    order=2,
    takes=TAKES,
    marks=marks,
    figure=figure,
    sentence=sentence,
    legend=legend,
    table=table,
    traces=("sankey",),
)
