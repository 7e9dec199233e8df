"""Theme, objectives, targets, indicators as a Sankey. Use to see reach, not importance.

A band is one link; its width counts the indicators behind it. Solid colour marks direct links,
a paler one indirect links, the palest links of context; every link stands in the table below the
chart with its source.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from data.catalog import ChainRow
from layouts.charts import template
from layouts.charts.config import CONFIG
from layouts.tokens import colours

LEVELS = ("theme_id", "objective_id", "target_id", "indicator_id")
ROW_PX, LEAST_PX, GAP_PX = 27, 340, 10
COLUMN_X = (0.001, 0.17, 0.41, 0.999)  # wide where the labels to the right are long
EDGE = 0.002  # places of exactly 0 or 1 are read as not given


def build(
    rows: Sequence[ChainRow], labels: Mapping[str, str], hovers: Mapping[str, str]
) -> dict[str, Any]:
    """The figure for one theme. `labels` and `hovers` are keyed `<level>:<id>` and by band."""
    nodes: dict[str, int] = {}
    bands: Counter[tuple[str, str, str]] = Counter()
    for row in rows:
        path = [f"{level}:{getattr(row, level)}" for level in LEVELS if getattr(row, level)]
        strengths = _strengths(row)
        for key in path:
            nodes.setdefault(key, len(nodes))
        for i in range(len(path) - 1):
            bands[(path[i], path[i + 1], strengths[i])] += 1
    weights: Counter[str] = Counter()
    for row in rows:
        weights.update(f"{level}:{getattr(row, level)}" for level in LEVELS if getattr(row, level))
    height, band = height_of(rows), colours(dark=False)["chain"]
    trace = {
        "type": "sankey",
        "arrangement": "fixed",
        "node": _nodes(list(nodes), labels, hovers) | _places(list(nodes), weights, height),
        "link": {
            "source": [nodes[a] for a, _, _ in bands],
            "target": [nodes[b] for _, b, _ in bands],
            "value": list(bands.values()),
            "color": [band[s] for _, _, s in bands],
            "customdata": [hovers[f"{a}>{b}"] for a, b, _ in bands],
            "hovertemplate": "%{customdata}<extra></extra>",
        },
    }
    return {"data": [trace], "layout": _layout(height), "config": CONFIG}


def height_of(rows: Sequence[ChainRow]) -> int:
    """Height in pixels that gives every label of the fullest column a line."""
    widest = max((len({getattr(row, level) for row in rows}) for level in LEVELS), default=1)
    return max(LEAST_PX, widest * ROW_PX)


def _nodes(
    keys: Sequence[str], labels: Mapping[str, str], hovers: Mapping[str, str]
) -> dict[str, Any]:
    tone = colours(dark=False)["chain"]
    return {
        "label": [labels[k] for k in keys],
        "customdata": [hovers[k] for k in keys],
        "hovertemplate": "%{customdata}<extra></extra>",
        "color": [tone[k.split("_id:")[0]] for k in keys],
        "pad": GAP_PX,
        "thickness": 12,
        "line": {"width": 0},
    }


def _places(keys: Sequence[str], weights: Mapping[str, int], height: int) -> dict[str, Any]:
    """Fixed places, so that the labels of one column never run into those of the next.

    Each column is stacked in reading order and spread over the whole height, by weight.
    """
    y: dict[str, float] = {}
    for level in LEVELS:
        column = [k for k in keys if k.split(":")[0] == level]
        total = sum(weights[k] for k in column)
        room = height - GAP_PX * max(len(column) - 1, 0)
        at = 0.0
        for key in column:
            size = room * weights[key] / total
            y[key] = min(max((at + size / 2) / height, EDGE), 1 - EDGE)
            at += size + GAP_PX
    x = [COLUMN_X[LEVELS.index(k.split(":")[0])] for k in keys]
    return {"x": x, "y": [y[k] for k in keys]}


def _layout(height: int) -> dict[str, Any]:
    return {
        "height": height,
        "margin": {"l": 4, "r": 4, "t": 8, "b": 8},
        "paper_bgcolor": template.clear(),
        "font": {"family": template.family(), "size": 12},
        "hoverlabel": {"align": "left"},
    }


def _strengths(row: ChainRow) -> tuple[str, str, str]:
    """Direct, indirect or context for each of the three steps of a path."""
    theme = row.theme_link.strength if row.theme_link else "primary"
    objective = row.objective_link.strength if row.objective_link else "direct"
    target = row.target_link.strength if row.target_link else "direct"
    if objective == "context":
        target = objective  # what hangs on a link of context is not counted either
    return ("direct" if theme == "primary" else "indirect", objective, target)
