"""Colours of map classes, from which the browser mixes as many as there are classes.

All can be told apart with the common kinds of colour blindness: sequential ones run from light to
dark, diverging ones avoid red against green, and the status palette runs from orange to blue.
"""

from __future__ import annotations

from typing import Any

from layouts.series.classes import BINARY
from layouts.tokens import ramp

SEQUENTIAL = ("teal", "violet", "amber")
DIVERGING = ("brown-blue", "purple-green", "status")
NAMES = ("auto", *SEQUENTIAL, *DIVERGING)


def mixed(ramp: tuple[str, ...], count: int) -> list[str]:
    """So many colours of a ramp, its ends among them, those between two mixed."""
    points = [tuple(int(tone[i : i + 2], 16) for i in (1, 3, 5)) for tone in ramp]
    found = []
    for k in range(count):
        at = k / max(1, count - 1) * (len(ramp) - 1)
        low = min(int(at), len(ramp) - 2)
        pair = zip(points[low], points[low + 1], strict=True)
        found.append("#" + "".join(f"{round(a + (b - a) * (at - low)):02x}" for a, b in pair))
    return found


def for_browser() -> dict[str, Any]:
    """The palettes as plain data: name, whether it diverges, colours by light and dark."""
    return {
        "binary": _pair(BINARY),
        "sequential": {name: _pair(name) for name in SEQUENTIAL},
        "diverging": {name: _pair(name) for name in DIVERGING},
    }


def _pair(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return ramp(name, dark=False), ramp(name, dark=True)
