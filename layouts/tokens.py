"""Colours, sizes and widths, from assets/tokens.json: the only place where they stand.

Python reads them here. Style sheets and the browser's modules read the same values as CSS custom
properties, from the style sheet that is written here: `--soft` for `colours.<scheme>.soft`,
`--tone-met-on` for `colours.<scheme>.tone.met.on`. Every element that says `data-colours` has the
colours of that scheme; what is printed has those of the light one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parents[1] / "assets" / "tokens.json"
GROUPS = {"fonts": "font", "type": "text", "space": "space", "radius": "radius", "widths": "width"}


@cache
def tokens() -> dict[str, Any]:
    """The whole file.

    Raises:
        FileNotFoundError: assets/tokens.json is missing.
    """
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def colours(dark: bool) -> dict[str, Any]:
    """The colours of a scheme by name, as CSS writes them; groups of them; `series` as a list."""
    found: dict[str, Any] = tokens()["colours"]["dark" if dark else "light"]
    return found


def ramp(name: str, dark: bool) -> tuple[str, ...]:
    """The colours of classes, as hex, from the lowest class to the highest."""
    return tuple(tokens()["ramps"][name]["dark" if dark else "light"])


@cache
def style_sheet() -> str:
    """The custom properties: colours by scheme, then what both schemes share."""
    found = tokens()
    light, dark = (_declared(found["colours"][scheme]) for scheme in ("light", "dark"))
    shared = "".join(_declared(found[group], f"{name}-") for group, name in GROUPS.items())
    return (
        f':root,[data-colours="light"]{{color-scheme:light;{light}}}\n'
        f'@media screen{{[data-colours="dark"]{{color-scheme:dark;{dark}}}}}\n'
        f":root{{{shared}}}\n"
    )


def _declared(group: Mapping[str, Any], before: str = "") -> str:
    return "".join(f"--{before}{name}:{value};" for name, value in _named(group))


def _named(group: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Names and values of a group and of the groups in it. Lists are Python's alone."""
    for name, value in group.items():
        own = name.replace("_", "-")
        if isinstance(value, Mapping):
            yield from ((f"{own}-{inner}", text) for inner, text in _named(value))
        elif isinstance(value, str):
            yield own, value
