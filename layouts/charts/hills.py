"""Two hills of dots with moves between them: traces and labels, all placed in pixels upright."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan

import numpy as np

from layouts.charts import looks, scales, swarm, template
from layouts.charts.forms import Floats
from layouts.charts.moves import Move, at_axis, moves, named, way_of
from layouts.charts.over_years import tooltip
from layouts.charts.record import JSON, Look, Mark, Marks
from layouts.words.values import Words

SIZES = (11.0, 10.0, 9.0, 8.0, 7.0, 6.0, 5.0)  # of dots, in pixels
CLEAR_PX = 0.6  # between two dots
HILL_PX, GAP_PX = 110.0, 150.0  # height of a hill at most, and room between the two
PLOT_PX = {False: 680.0, True: 250.0}  # of the narrowest plot: in a wider one dots stand freer
STEPS = 9  # points of a curve
LETTERS_PX = 15.0  # of a name, upright
MIDDLE = 0.6  # of the room between the hills, for names
MEDIAN_PX = 17.0  # of its words from the edge of the hill
SMOOTH = {"shape": "spline", "smoothing": 0.8}
FAINT, FAINTER = 0.4, 0.2  # how strong moves are drawn; the same where some are chosen
WAYS = {"good": 0, "bad": 1, "up": 0, "down": 2}  # place of its colour among the series
Drawn = tuple[list[JSON], list[JSON]]  # traces, labels


@dataclass(frozen=True)
class Stage:
    """Where all stands. `heights` has a row per move: of its dot then, and now (below zero).

    `edge` is how far the line that a hill stands on is from the middle.
    """

    marks: Marks
    look: Look
    bounds: scales.Range
    size: float
    heights: Floats
    edge: float = GAP_PX / 2

    @property
    def tone(self) -> JSON:
        """The colours of the look."""
        return template.colours(self.look)

    def at(self, mark: Mark) -> float:
        """Where a value stands on the axis."""
        return at_axis(mark, self.marks.view)

    def colour(self, move: Move) -> str:
        """The colour of the way that a move goes."""
        return colour(way_of(self.marks.view, *move), self.tone)

    def before(self, at: float) -> bool:
        """Whether words beside a place belong before it: it is in the right half."""
        return at > sum(self.bounds) / 2


def colour(way: str, tone: JSON) -> str:
    """The colour of a way that moves go."""
    return str(tone["series"][WAYS[way]] if way in WAYS else tone["soft"])


def stage(marks: Marks, look: Look, bounds: scales.Range) -> Stage:
    """The largest dots that leave the hills low enough, and where each of them stands."""
    (low, high), every = bounds, moves(marks.each)
    wide = PLOT_PX[look.narrow] / (high - low)
    rows = [[(at_axis(move[i], marks.view) - low) * wide for move in every] for i in (0, 1)]
    size, found = swarm.largest(rows, SIZES, HILL_PX, CLEAR_PX)
    up, down = (np.round(np.array(row) + GAP_PX / 2 + size / 2, 1) for row in found)
    return Stage(marks, look, bounds, size, np.column_stack([up, -down]))


def room(count: int) -> float:
    """Height of a hill of so many dots at most: the same in every year that they are shown in."""
    return min(HILL_PX, count * (SIZES[0] + CLEAR_PX)) + SIZES[0]


def flows(on: Stage) -> list[JSON]:
    """All moves, one trace for each way."""
    asked = on.marks.view
    ways: dict[str, tuple[list[float], list[float]]] = {}
    for move, at in zip(moves(on.marks.each), on.heights.tolist(), strict=True):
        x, y = ways.setdefault(way_of(asked, *move), ([], []))
        across, down = _path(on, move, at)
        x += [*across, nan]
        y += [*down, nan]
    faint = FAINTER if asked.places.marked else FAINT
    return [
        _line(x, y, {"role": "move", "way": way}, colour(way, on.tone), 1.1) | {"opacity": faint}
        for way, (x, y) in sorted(ways.items(), reverse=True)
    ]


def _line(x: list[float], y: list[float], meta: JSON, tone: str, width: float) -> JSON:
    return {
        "type": "scatter",
        "mode": "lines",
        "hoverinfo": "skip",
        "meta": meta,
        "x": np.array(x),
        "y": np.array(y),
        "line": {"color": tone, "width": width, **SMOOTH},
    }


def _path(on: Stage, move: Move, at: list[float]) -> tuple[list[float], list[float]]:
    """A move from dot to dot: straight out of its hill, in a curve between, straight in again."""
    gone, across = swarm.curve(on.at(move[0]), on.at(move[1]), STEPS)
    x = [across[0], *across, across[-1]]
    y = [at[0], *(on.edge - 2 * on.edge * share for share in gone), at[1]]
    return _rounded([10.0**v for v in x] if on.marks.view.log else x), [round(v, 1) for v in y]


def _rounded(values: list[float]) -> list[float]:
    """As many digits as a screen can show: hundreds of moves in each of many years are sent."""
    return [float(f"{v:.5g}") for v in values]


def dots(on: Stage) -> list[JSON]:
    """The two hills: grey of then, in the colour of its way now. Chosen places have a ring."""
    asked, every = on.marks.view, moves(on.marks.each)
    now = [on.colour(move) for move in every]
    traces = []
    for i, colours in enumerate(([on.tone["soft"]] * len(every), now)):
        own = [move[i] for move in every]
        marker = _marker(own, colours, set(asked.places.marked), on.tone["ink"])
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "meta": {"role": "value", "row": i},
                "x": np.array([mark.drawn for mark in own]),
                "y": on.heights[:, i],
                "customdata": [mark.area_code for mark in own],
                "text": [tooltip(mark.spoken) for mark in own],
                "hovertemplate": "%{text}<extra></extra>",
                "marker": marker | {"size": on.size, "opacity": (0.7, 0.92)[i]},
            }
        )
    return traces


def _marker(own: list[Mark], colours: list[str], chosen: set[str], ink: str) -> JSON:
    kinds = [looks.least_sure(mark.kind, "plain") for mark in own]
    bases = ["diamond" if ":" in mark.area_code else "circle" for mark in own]
    ringed = [mark.area_code in chosen for mark in own]
    return {
        "color": colours,
        "symbol": [looks.symbol(base, kind) for base, kind in zip(bases, kinds, strict=True)],
        "line": {
            "color": [ink if ring else tone for ring, tone in zip(ringed, colours, strict=True)],
            "width": [
                2.0 if ring else 0.0 if kind == "plain" else 1.2
                for ring, kind in zip(ringed, kinds, strict=True)
            ],
        },
    }


def told(on: Stage) -> Drawn:
    """Moves told by name over all others, each name at a height of its own beside its curve."""
    every = zip(moves(on.marks.each), on.heights.tolist(), strict=True)
    place = {move[0].area_code: at for move, at in every}
    own = sorted(named(on.marks), key=lambda move: on.at(move[0]) + on.at(move[1]))
    fit = len(own) * LETTERS_PX <= on.edge * 2 * MIDDLE
    traces, labels = [], []
    for i, move in enumerate(own):
        code = move[0].area_code
        path = _path(on, move, place[code])
        traces.append(_line(*path, {"role": "named", "code": code}, on.colour(move), 2.4))
        share = (1 - MIDDLE) / 2 + MIDDLE * (i + 0.5) / len(own)
        at = swarm.between(on.at(move[0]), on.at(move[1]), share)
        if fit:
            labels.append(_label(on, f"<b>{tooltip(move[0].area)}</b>", at, 1 - 2 * share))
    return traces, labels


def _label(on: Stage, text: str, x: float, up: float) -> JSON:
    """Words beside a point between the hills, on paper so that moves do not cross them."""
    before = on.before(x)
    return {
        "x": x,
        "y": up * on.edge,
        "showarrow": False,
        "text": text,
        "xanchor": "right" if before else "left",
        "xshift": -7 if before else 7,
        "yanchor": "middle",
        "bgcolor": on.tone["paper"],
        "opacity": 0.9,
        "borderpad": 1,
        "font": {"size": template.size("small"), "color": on.tone["ink"]},
    }


def middle(on: Stage) -> Drawn:
    """The medians on the inner edges of the hills, and the way between them."""
    own, words = on.marks.of("median"), Words(on.look.lang)
    if not own:
        return [], []
    ends = [own[0], own[-1]]
    gone, across = swarm.curve(on.at(ends[0]), on.at(ends[1]), STEPS)
    x = _rounded([10.0**v for v in across] if on.marks.view.log else across)
    y = [on.edge - 2 * on.edge * share for share in gone]
    line = _line(x, y, {"role": "median"}, on.tone["ink"], 2)
    line["line"]["dash"] = "dot"
    points = {
        "type": "scatter",
        "mode": "markers",
        "meta": {"role": "median"},
        "x": np.array([mark.drawn for mark in ends]),
        "y": np.array([on.edge, -on.edge]),
        "text": [tooltip(mark.spoken) for mark in ends],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {
            "color": on.tone["ink"],
            "size": 13,
            "symbol": "diamond",
            "line": {"color": on.tone["paper"], "width": 2},
        },
    }
    labels = []
    for mark, side in zip(ends, (1, -1), strict=True):
        value = words.value(mark.drawn, on.marks.view.main.told.unit)
        text = words.t("charts.beeswarm.median_at", value=value)
        labels.append(_label(on, f"<i>{text}</i>", on.at(mark), side * (1 - MEDIAN_PX / on.edge)))
    return [line, points], labels
