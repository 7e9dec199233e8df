"""A finding: what the tables say of one area, in a sentence of numbers that lead to their rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import html
from dash.development.base_component import Component

from data.progress.bands import COMMON, ON_TRACK, RIGHT_WAY
from layouts.charts.board_rows import UNKNOWN, BoardMarks
from layouts.progress.groups import whole_shares
from layouts.request.context import Context
from layouts.words.format import percent

BEHIND = "behind"
PARTS = (ON_TRACK, RIGHT_WAY, BEHIND, "unknown")
TOTAL = "total"


def finding(ctx: Context, marks: BoardMarks, key: str, rows: Mapping[str, str]) -> Component:
    """What can be said of how many verdicts, as a paragraph.

    Args:
        ctx: the page.
        marks: the rows that are counted.
        key: of the text, which is another for each kind of place.
        rows: address of the rows that a number counts, by its name in PARTS, and TOTAL.
    """
    links = {name: html.A(text, href=rows[name]) for name, text in _numbers(ctx, marks).items()}
    return html.P(
        _filled(ctx, key, links, area=marks.view.area, held=str(len(marks.held))),
        className="finding",
    )


def scope(ctx: Context, marks: BoardMarks) -> Component:
    """How many of the indicators measure migrants."""
    words = ctx.plural("finding.scope", marks.migrants, total=len(marks.once))
    return html.P(words, className="lead")


def part_of(common: str) -> str:
    """The number of the sentence in which a class counts."""
    if common == UNKNOWN:
        return "unknown"
    return common if common in PARTS else BEHIND


def _numbers(ctx: Context, marks: BoardMarks) -> dict[str, str]:
    """The numbers of the sentence: shares of a group add up to 100, counts of a country to all."""
    found = dict.fromkeys(PARTS, 0)
    for common in (*COMMON, UNKNOWN):
        found[part_of(common)] += marks.counts[common]
    if not marks.view.members:
        return {name: str(n) for name, n in found.items()} | {TOTAL: str(len(marks.held))}
    shares = dict(whole_shares(found, PARTS))
    told = {name: percent(str(shares.get(name, 0)), ctx.lang) for name in PARTS}
    return told | {TOTAL: str(len(marks.view.members))}


def _filled(ctx: Context, key: str, links: dict[str, Component], **values: str) -> list[Any]:
    """A text whose placeholders are elements: what is not a link is text around them."""
    marked = ctx.t(key, **values, **{name: f"\0{name}\0" for name in links})
    return [links[part] if i % 2 else part for i, part in enumerate(marked.split("\0")) if part]
