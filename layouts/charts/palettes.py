"""Colours of map classes, from which the browser mixes as many as there are classes.

All can be told apart with the common kinds of colour blindness: sequential ones run from light to
dark, diverging ones avoid red against green, and the status palette runs from orange to blue.
"""

from __future__ import annotations

from typing import Any

SEQUENTIAL: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "teal": (
        ("#d5ebe7", "#9ccfcb", "#62afb2", "#348b97", "#1b6479", "#12374f"),
        ("#1b4254", "#1f6a7d", "#2f8f99", "#5cb4b3", "#98d3cc", "#e0f5ee"),
    ),
    "violet": (
        ("#f6e8c3", "#eebd8f", "#dd8a7f", "#b65f86", "#7c4384", "#3c2a63"),
        ("#3a2b5e", "#6b4186", "#a4588a", "#d17d80", "#eab083", "#f8e6bd"),
    ),
    "amber": (
        ("#fbeccb", "#f4cb88", "#e5a349", "#c47a22", "#935417", "#57300f"),
        ("#4f3212", "#7d4f18", "#ad7324", "#d69a46", "#efc482", "#fbebca"),
    ),
}
DIVERGING: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "brown-blue": (
        ("#8c4a0f", "#c98a45", "#ead2ae", "#c4dcec", "#5f9fcd", "#1c559e"),
        ("#f3ae66", "#b9803f", "#73563a", "#37566f", "#4f8cc0", "#98caf6"),
    ),
    "purple-green": (
        ("#5e2b84", "#a685c0", "#dccbe6", "#cfe6c6", "#74b06f", "#1f6a34"),
        ("#c79be6", "#8a63ab", "#55446a", "#3c5a41", "#5d9c5c", "#a5dc9b"),
    ),
    "status": (
        ("#b3440f", "#e08a45", "#f3d9a4", "#cfdcec", "#6b9bd0", "#1f5496"),
        ("#f58b4c", "#b9682f", "#735335", "#3d5572", "#5a8fce", "#9ccbff"),
    ),
}
NAMES = ("auto", *SEQUENTIAL, *DIVERGING)
BINARY = (("#d99a5b", "#1b6479"), ("#b87a3c", "#5cb4b3"))  # no, yes; light, dark


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
        "binary": BINARY,
        "sequential": SEQUENTIAL,
        "diverging": DIVERGING,
    }
