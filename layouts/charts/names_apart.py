"""Names beside marks of a plot: of all places they may have, those that cover the least."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import NamedTuple

LETTER_PX, PAD_PX, LINE_PX, EDGE_PX = 6.4, 10, 15, 3
SAMPLE_PX = 8  # between two points of a line that are looked at
# What is the worse: two names on each other, a pixel cut off, what is hidden, a second choice.
OVERLAP, OUTSIDE, HIDDEN, SECOND = 1e6, 1e2, 1.0, 0.1


class Box(NamedTuple):
    """A rectangle in pixels from the lower left corner of the plot."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.left < x < self.right and self.bottom < y < self.top

    def meets(self, other: Box) -> bool:
        """Whether two of them cover each other."""
        across = self.left < other.right and other.left < self.right
        return across and self.bottom < other.top and other.bottom < self.top


@dataclass(frozen=True)
class Place:
    """Where a name may stand: on the left or right of its point, above or below it."""

    box: Box
    right: bool
    above: bool


def height(lines: Sequence[str]) -> float:
    """Pixels that a name of some lines takes."""
    return LINE_PX * len(lines) + EDGE_PX


def places(lines: Sequence[str], x: float, y: float, stem: float) -> list[Place]:
    """The four places of a name at a point, the best first: to its left, above.

    Args:
        lines: of the name.
        x: pixels from the left.
        y: pixels from below.
        stem: pixels between the point and the name.
    """
    wide = PAD_PX + LETTER_PX * max(map(len, lines))
    tall = height(lines)
    found = []
    for right, above in ((False, True), (False, False), (True, True), (True, False)):
        left = x if right else x - wide
        bottom = y + stem if above else y - stem - tall
        found.append(Place(Box(left, bottom, left + wide, bottom + tall), right, above))
    return found


def best(
    names: Sequence[list[Place]], points: Sequence[tuple[float, float]], plot: Box
) -> tuple[Place, ...]:
    """One place for each name: none on another or cut off where that can be, hiding the least.

    Args:
        names: the places each may have, the best first.
        points: what should stay visible; see sampled.
        plot: where names may stand.
    """
    priced = [
        [(place, _price(place, points, plot) + i * SECOND) for i, place in enumerate(own)]
        for own in names
    ]

    def price(chosen: tuple[tuple[Place, float], ...]) -> float:
        boxes = [place.box for place, _ in chosen]
        met = sum(one.meets(other) for i, one in enumerate(boxes) for other in boxes[:i])
        return met * OVERLAP + sum(own for _, own in chosen)

    return tuple(place for place, _ in min(product(*priced), key=price))


def around_marks(marks: Sequence[tuple[str, float, float, float]], plot: Box) -> list[str]:
    """Where names stand around their marks, as plotly says it; "" for one without a free place.

    Args:
        marks: name, pixels from the left and from below, and radius of each; the first goes first.
        plot: where names may stand.
    """
    taken: list[Box] = []
    found = []
    for name, x, y, radius in marks:
        wide, tall, far = LETTER_PX * len(name), LINE_PX, radius + EDGE_PX
        boxes = {
            "top center": Box(x - wide / 2, y + far, x + wide / 2, y + far + tall),
            "bottom center": Box(x - wide / 2, y - far - tall, x + wide / 2, y - far),
            "middle right": Box(x + far, y - tall / 2, x + far + wide, y + tall / 2),
            "middle left": Box(x - far - wide, y - tall / 2, x - far, y + tall / 2),
        }
        free = (
            at
            for at, box in boxes.items()
            if box.left >= plot.left and box.right <= plot.right and box.bottom >= plot.bottom
            if not any(box.meets(other) for other in taken)
        )
        found.append(next(free, ""))
        taken += [boxes[found[-1]]] if found[-1] else []
    return found


def _price(place: Place, points: Sequence[tuple[float, float]], plot: Box) -> float:
    box = place.box
    out = max(0.0, plot.left - box.left) + max(0.0, box.right - plot.right)
    out += max(0.0, plot.bottom - box.bottom) + max(0.0, box.top - plot.top)
    return out * OUTSIDE + HIDDEN * sum(box.holds(x, y) for x, y in points)


def sampled(line: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Points of a line near enough to each other that none of it is overlooked."""
    held = list(line)
    found = held[:1]
    for (x0, y0), (x1, y1) in pairwise(held):
        steps = max(1, round(max(abs(x1 - x0), abs(y1 - y0)) / SAMPLE_PX))
        parts = (step / steps for step in range(1, steps + 1))
        found += [(x0 + (x1 - x0) * part, y0 + (y1 - y0) * part) for part in parts]
    return found
