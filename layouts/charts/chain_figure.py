"""The Sankey of an evidence chain: four columns, each label on a line of its own."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import plotly.graph_objects as go

from layouts.charts import template
from layouts.charts.record import JSON, Look

ROW_PX, LEAST_PX, GAP_PX = 27, 340, 10
COLUMNS = {"theme": 0.001, "objective": 0.17, "target": 0.41, "indicator": 0.999}
EDGE = 0.002  # places of exactly 0 or 1 are read as not given
NAME_CHARS = 46
Names = Mapping[str, tuple[str, str]]  # of a node, beside it and in its tooltip


def sankey(
    weights: Mapping[str, int],
    bands: Mapping[tuple[str, str, str], int],
    names: Names,
    told: Mapping[tuple[str, str], str],
    look: Look,
) -> go.Figure:
    """The figure of nodes and bands.

    Args:
        weights: paths through each node, `<level>:<id>`.
        bands: paths through each band: a node, the next one, and the strength of the link.
        names: of each node.
        told: what the tooltip of a band says, in lines, by its two nodes.
        look: where it is seen.
    """
    keys, tone = list(weights), template.colours(look)["chain"]
    at = {key: i for i, key in enumerate(keys)}
    height = _height(keys)
    trace = {
        "type": "sankey",
        "meta": {"role": "path"},
        "arrangement": "fixed",
        "node": _nodes(keys, names, tone) | _places(weights, height),
        "link": {
            "source": [at[first] for first, _, _ in bands],
            "target": [at[second] for _, second, _ in bands],
            "value": list(bands.values()),
            "color": [tone[strength] for _, _, strength in bands],
            "customdata": [_lines(_ends(band, names), told.get(band[:2], "")) for band in bands],
            "hovertemplate": "%{customdata}<extra></extra>",
        },
    }
    layout = {"height": height, "margin": {"l": 4, "r": 4, "t": 8, "b": 8}}
    return template.figure([trace], layout, look)


def _ends(band: tuple[str, str, str], names: Names) -> str:
    """From where to where a band leads."""
    return " \u2192 ".join(names[node][0] for node in band[:2])


def _lines(first: str, text: str) -> str:
    """A tooltip; its first line in bold."""
    others = escape(text, quote=False).split("\n")
    return "<br>".join([f"<b>{escape(first, quote=False)}</b>", *others])


def _label(text: str) -> str:
    """A name as it stands beside its node, cut where it is long."""
    if len(text) > NAME_CHARS:
        text = f"{text[: NAME_CHARS - 1].rstrip()}\u2026"
    return escape(text, quote=False)


def _level(key: str) -> str:
    return key.partition(":")[0]


def _height(keys: list[str]) -> int:
    """Pixels that give every label of the fullest column a line."""
    levels = [_level(key) for key in keys]
    return max(LEAST_PX, ROW_PX * max(map(levels.count, COLUMNS)))


def _nodes(keys: list[str], names: Names, tone: JSON) -> JSON:
    return {
        "label": [_label(names[key][0]) for key in keys],
        "customdata": [escape(names[key][1], quote=False) for key in keys],
        "hovertemplate": "%{customdata}<extra></extra>",
        "color": [tone[_level(key)] for key in keys],
        "pad": GAP_PX,
        "thickness": 12,
        "line": {"width": 0},
    }


def _places(weights: Mapping[str, int], height: int) -> JSON:
    """Fixed places, so that the labels of one column never run into those of the next.

    Each column is stacked in reading order and spread over the whole height, by weight.
    """
    y: dict[str, float] = {}
    for level in COLUMNS:
        column = [key for key in weights if _level(key) == level]
        total = sum(weights[key] for key in column)
        room = height - GAP_PX * max(len(column) - 1, 0)
        at = 0.0
        for key in column:
            size = room * weights[key] / total
            y[key] = min(max((at + size / 2) / height, EDGE), 1 - EDGE)
            at += size + GAP_PX
    return {"x": [COLUMNS[_level(key)] for key in weights], "y": [y[key] for key in weights]}
