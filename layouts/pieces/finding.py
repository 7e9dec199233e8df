"""The finding of the front page: what the tables say of one area, in a sentence of numbers."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from data.progress.bands import COMMON, ON_TRACK, RIGHT_WAY
from layouts.charts.board_rows import UNKNOWN, BoardMarks
from layouts.progress.groups import whole_shares
from layouts.progress.words import place
from layouts.request.context import Context
from layouts.words.format import percent

BOARD = "#board-details"  # the table whose rows the numbers count
BEHIND = "behind"
PARTS = (ON_TRACK, RIGHT_WAY, BEHIND, "unknown")


def finding(ctx: Context, marks: BoardMarks) -> Component:
    """What can be said of how many verdicts; the numbers are links to the rows they count."""
    links = {name: html.A(text, href=BOARD) for name, text in _numbers(ctx, marks).items()}
    return html.P(
        _filled(ctx, f"finding.{place(ctx)}", links, area=marks.view.area), className="finding"
    )


def scope(ctx: Context, marks: BoardMarks) -> Component:
    """How many of the indicators measure migrants."""
    words = ctx.plural("finding.scope", marks.migrants, total=len(marks.once))
    more = html.A(ctx.t("overview.scoreboard"), href=ctx.link_to("scoreboard"))
    return html.P([words, " ", more], className="lead")


def _numbers(ctx: Context, marks: BoardMarks) -> dict[str, str]:
    """The numbers of the sentence: shares of a group add up to 100, counts of a country to all."""
    counts = marks.counts
    behind = sum(counts[name] for name in COMMON if name not in (ON_TRACK, RIGHT_WAY))
    numbers = (counts[ON_TRACK], counts[RIGHT_WAY], behind, counts[UNKNOWN])
    found = dict(zip(PARTS, numbers, strict=True))
    if not marks.view.members:
        return {name: str(n) for name, n in found.items()} | {"total": str(len(marks.held))}
    shares = dict(whole_shares(found, PARTS))
    told = {name: percent(str(shares.get(name, 0)), ctx.lang) for name in PARTS}
    return told | {"total": str(len(marks.view.members))}


def _filled(ctx: Context, key: str, links: dict[str, Component], **values: str) -> list[Any]:
    """A text whose placeholders are elements: what is not a link is text around them."""
    marked = ctx.t(key, **values, **{name: f"\0{name}\0" for name in links})
    return [links[part] if i % 2 else part for i, part in enumerate(marked.split("\0")) if part]
