"""Names and lines above and between the columns of the board of what is held."""

from __future__ import annotations

from textwrap import wrap

from layouts.charts import scales, template
from layouts.charts.holdings_rows import HoldingMarks
from layouts.charts.holdings_view import FEW
from layouts.charts.over_years import tooltip
from layouts.charts.record import JSON, Look

PLACE_CHARS = {True: 24, False: 13}  # of a name upright, and of a line of one across
REGION_CHARS = 20  # of a line of the name of a region above its countries


def places(marks: HoldingMarks, upright: bool) -> JSON:
    """Names of regions or countries; of very many countries those of their regions."""
    view, columns = marks.view, marks.view.columns
    if view.single and len(columns) > FEW:
        groups = [column.group for column in columns]
        areas = view.ctx.reference.areas
        named = {code: areas[code].text("short", view.lang) for code in groups}
        middles = [groups.index(code) + (groups.count(code) - 1) / 2 for code in named]
        texts = [
            _across(name, f"({groups.count(code)})", REGION_CHARS) for code, name in named.items()
        ]
        return {"tickvals": middles, "ticktext": texts}
    counts = ["" if view.single else f"({len(column.codes)})" for column in columns]
    make = _upright if upright else _across
    texts = [make(column.name, count) for column, count in zip(columns, counts, strict=True)]
    return {"tickvals": list(range(len(columns))), "ticktext": texts}


def _cut(name: str) -> str:
    return tooltip(scales.short(name, PLACE_CHARS[True]))


def _upright(name: str, count: str) -> str:
    return f"{_cut(name)} {count}".strip()


def _across(name: str, count: str, wide: int = PLACE_CHARS[False]) -> str:
    """A name in at most three lines, and below it how many countries it stands for."""
    lines = wrap(name, wide, break_on_hyphens=False, break_long_words=False)
    shown = [*lines[:2], scales.short(" ".join(lines[2:]), wide), count]
    return "<br>".join(tooltip(line) for line in shown if line)


def edges(marks: HoldingMarks, look: Look) -> list[JSON]:
    """Lines between the regions of very many countries."""
    groups = [column.group for column in marks.view.columns]
    if not marks.view.single or len(groups) <= FEW:
        return []
    edge = {"width": 1, "color": template.colours(look)["focus"]}
    return [
        {"type": "line", "xref": "x2", "yref": "paper", "x0": at - 0.5, "x1": at - 0.5,
         "y0": 0, "y1": 1, "line": edge}
        for at in range(1, len(groups))
        if groups[at] != groups[at - 1]
    ]  # fmt: skip
