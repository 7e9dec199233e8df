"""How each kind of value looks, in every chart: line, mark, bar, cell, and its sign in a legend.

A doubted value looks like no other: hollow and crossed, hatched where it is a bar.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from layouts.charts.record import JSON, KINDS, Item
from layouts.charts.template import SYMBOLS, clear
from layouts.words.values import Words


@dataclass(frozen=True)
class Kind:
    """The look of one kind of value.

    Attributes:
        dash: of a line to it.
        ending: what follows the name of a place's symbol; a whole symbol where it replaces it.
        size: of its mark in a line, in pixels; 0 for that of a plain value.
        hollow: a bar is drawn as an outline.
        pattern: hatching of a bar.
        shape: of a mark where hollow says something else already.
        corner: sign in the corner of a cell; "" for none.
        line_sign, bar_sign, mark_sign, shape_sign, cell_sign: in a legend, by what is drawn.
    """

    dash: str = "solid"
    ending: str = ""
    size: int = 0
    hollow: bool = False
    pattern: str = ""
    shape: str = "circle"
    corner: str = ""
    line_sign: str = ""
    bar_sign: str = ""
    mark_sign: str = ""
    shape_sign: str = ""
    cell_sign: str = ""


LOOKS: dict[str, Kind] = {
    "plain": Kind(),
    "break": Kind(ending="bowtie-open", size=11, corner="▍", line_sign="break", cell_sign="edge"),
    "estimate": Kind(
        "dash", "-open", 6, True, "", "square", "○", "estimate", "hollow", "circle-open",
        "square-open", "corner",
    ),
    "doubt": Kind(
        "dot", "circle-x-open", 9, True, "x", "square-x", "⊗", "doubt", "crossed", "crossed-dot",
        "crossed-square", "corner-cross",
    ),
    "part": Kind(
        "dot", "-open", 8, True, "", "square", "○", "part", "hollow", "circle-open",
        "square-open", "corner",
    ),
    "forecast": Kind(
        "dashdot", "-open-dot", 8, False, "/", "diamond", "◎", "forecast", "hatched",
        "circle-open-dot", "diamond-open", "corner-dot",
    ),
}  # fmt: skip
EDGE_PX = 1.75  # of a bar that is not whole
RANK = {kind: 0 if kind == "break" else place for place, kind in enumerate(KINDS)}
GAP_SIGN = "gap"
SIGNS = ("line", "bar", "mark", "shape", "cell")


def symbol(base: str, kind: str) -> str:
    """The mark of a place's symbol for a kind of value."""
    ending = LOOKS[kind].ending
    return ending if ending and not ending.startswith("-") else base + ending


def least_sure(one: str, other: str) -> str:
    """The less sure of two kinds. A break says nothing of one year alone: it counts as plain."""
    found = one if RANK[one] >= RANK[other] else other
    return "plain" if found == "break" else found


def bar_fill(colours: list[str], kinds: list[str], paper: str) -> JSON:
    """The fill of bars by kind: whole, an outline, or hatched in their colour on paper."""
    found = [LOOKS[kind] for kind in kinds]
    inside = [clear() if own.hollow else tone for own, tone in zip(found, colours, strict=True)]
    return {
        "color": inside,
        "line": {"color": colours, "width": [0 if kind == "plain" else EDGE_PX for kind in kinds]},
        "pattern": {
            "shape": [own.pattern for own in found],
            "fgcolor": colours,
            "bgcolor": [
                paper if own.pattern else tone for own, tone in zip(found, inside, strict=True)
            ],
            "size": 6,
            "solidity": 0.35,
        },
    }


def place_symbol(i: int, colours: int) -> str:
    """Symbol of the i-th place; it differs where the colours begin again."""
    return SYMBOLS[(i + 3 * (i // colours)) % len(SYMBOLS)]


def legend(kinds: Iterable[str], drawn: str, words: Words) -> list[Item]:
    """What the kinds among the marks mean.

    Args:
        kinds: of the rows drawn, in any order.
        drawn: what they are drawn as, one of SIGNS.
        words: of the page's language.
    """
    present = set(kinds)
    signs = [(kind, getattr(LOOKS[kind], f"{drawn}_sign")) for kind in KINDS if kind in present]
    return [Item(sign, words.t(f"charts.kind.{kind}")) for kind, sign in signs if sign]
