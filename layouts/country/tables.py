"""Tables of a profile on the page: the first lines at once, the others folded below them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from layouts.country.links import place_link
from layouts.pieces.components import details, table
from layouts.profile.records import Grid, Row, Told
from layouts.request.context import Context

SHOWN, SPARE = 5, 2  # lines of a list that stand open; no fold for so few more
BY_PLACE = {"origins": "origin", "destinations": "destination", "hosted": "origin",
            "fled": "destination"}  # fmt: skip


def short_table(ctx: Context, grid: Grid) -> Component:
    """The first lines of a table as they are read; all of it folded where there are more."""
    lines = [_line(ctx, grid, line) for line in grid.lines]
    shown = lines if len(lines) <= SHOWN + SPARE else lines[:SHOWN]
    parts = [table(grid.head, shown, grid.caption, "profile-table", named=True)]
    if len(lines) > len(shown):
        whole = table(grid.head, lines, grid.caption, "profile-table named-above", named=True)
        parts.append(details(ctx.plural("country.all_lines", len(lines)), whole))
    return html.Div(parts, className="profile-list")


def folded(ctx: Context, grid: Grid) -> Component:
    """A table that is opened by its caption."""
    lines = [_line(ctx, grid, line) for line in grid.lines]
    return details(
        grid.caption, table(grid.head, lines, grid.caption, "profile-table named-above", named=True)
    )


def _line(ctx: Context, grid: Grid, line: Sequence[Told]) -> list[Any]:
    name, *cells = line
    return [_name(ctx, grid, name, cells), *(cell.text for cell in cells)]


def _name(ctx: Context, grid: Grid, name: Told, cells: Sequence[Told]) -> Any:
    """The name of a line; of a place it leads to its page."""
    rows: tuple[Row, ...] = cells[0].rows if cells else ()
    if grid.id == "peers" and rows:
        return place_link(ctx, rows[0].area_code, name.text)
    if grid.id in BY_PLACE and rows:
        return place_link(ctx, getattr(rows[0], BY_PLACE[grid.id]), name.text)
    return name.text
