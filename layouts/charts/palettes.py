"""Colours of map classes, from which as many are mixed as there are classes.

All can be told apart with the common kinds of colour blindness: sequential ones run from light to
dark, diverging ones avoid red against green, and the status palette runs from orange to blue.
"""

from __future__ import annotations

from math import floor

from layouts.charts.breaks import Scheme
from layouts.series.classes import BINARY
from layouts.tokens import ramp

SEQUENTIAL = ("teal", "violet", "amber")
DIVERGING = ("brown-blue", "purple-green", "status")
NAMES = ("auto", *SEQUENTIAL, *DIVERGING)
ALONE = 0.6  # where on a ramp the colour of a single class lies


def mixed(ramp: tuple[str, ...], count: int) -> list[str]:
    """So many colours of a ramp, its ends among them, those between two mixed."""
    return [_mix(ramp, k / max(1, count - 1)) for k in range(count)]


def of_classes(scheme: Scheme, name: str, direction: str, dark: bool) -> list[str]:
    """A colour for each class of a scheme.

    Args:
        scheme: the classes.
        name: of a palette; `auto` takes one that fits them.
        direction: which way is better, for the palette of verdicts.
        dark: whether they stand on a dark page.
    """
    count = len(scheme.uppers)
    diverging = scheme.kind == "diverging"
    if scheme.kind == "binary" and name == "auto":
        return list(ramp(BINARY, dark))
    chosen = {True: "brown-blue", False: "teal"}[diverging] if name == "auto" else name
    tones = ramp(chosen, dark)
    if chosen == "status" and direction == "down":
        tones = tones[::-1]
    if chosen in DIVERGING and diverging:
        below = sum(upper <= 0 for upper in scheme.uppers)
        most = max(below, count - below) - 0.2
        steps = [k - below + (0.2 if k < below else 0.8) for k in range(count)]
        return [_mix(tones, 0.5 + 0.5 * step / most) for step in steps]
    return [_mix(tones, k / (count - 1) if count > 1 else ALONE) for k in range(count)]


def _mix(tones: tuple[str, ...], share: float) -> str:
    """The colour at a share of the way along a ramp, mixed from the two beside it."""
    place = min(1.0, max(0.0, share)) * (len(tones) - 1)
    at = min(len(tones) - 2, int(place))
    pairs = ((int(tones[at][i : i + 2], 16), int(tones[at + 1][i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{floor(a + (b - a) * (place - at) + 0.5):02x}" for a, b in pairs)
