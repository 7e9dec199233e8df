"""Formulas as text with real subscripts and exponents: `v_b` and `^(1 / n)` as in print."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from dash import html

LOW = re.compile(r"_([A-Za-z0-9]+)")


def formula(text: str) -> list[Any]:
    """Text and elements of a formula; `_x` is set low, what `^( )` holds is raised."""
    start = text.find("^(")
    if start < 0:
        return _lowered(text)
    end = _closing(text, start + 1)
    raised = html.Sup(_lowered(text[start + 2 : end]))
    return [*_lowered(text[:start]), raised, *formula(text[end + 1 :])]


def fill(text: str, numbers: Mapping[str, str]) -> str:
    """A formula with its symbols replaced by their numbers; those without one stay."""
    if not numbers:
        return text
    names = "|".join(re.escape(n) for n in sorted(numbers, key=len, reverse=True))
    symbol = re.compile(rf"(?<![A-Za-z_])(?:{names})(?![A-Za-z_0-9])")
    return symbol.sub(lambda found: numbers[found.group()], text)


def _closing(text: str, start: int) -> int:
    """Where the parenthesis that opens at `start` is closed; the end where it never is."""
    depth = 0
    for at in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        if not depth:
            return at
    return len(text)


def _lowered(text: str) -> list[Any]:
    parts: list[Any] = []
    at = 0
    for found in LOW.finditer(text):
        parts += [text[at : found.start()], html.Sub(found.group(1))]
        at = found.end()
    return [p for p in (*parts, text[at:]) if p]
