"""Rows of the table page as a plain table: for documents without scripts, and for paper."""

from __future__ import annotations

from dash.development.base_component import Component

from data.query import flows_table, observations_table
from layouts.pieces.components import table
from layouts.request.context import Context
from layouts.table.columns import states
from layouts.table.filters import chosen_indicators, read_filters
from layouts.table.rows import BLOCK, area_words, cells, indicator_words, ranks
from layouts.words.format import number

MOST_NAMES = 5  # of indicators and of places, in a caption
TABLES = {"observations": observations_table, "flows": flows_table}


def rows_of(ctx: Context, most: int) -> Component:
    """The first `most` rows that the address asks for, in its order and columns.

    The caption says how many there are in all.
    """
    asked = read_filters(ctx)
    read = TABLES[asked.table](ctx.store.mapped)
    chosen = read.select(asked.filters(), asked.order, ranks(ctx, read, asked.order))
    total, shown = len(chosen), min(len(chosen), most)
    names = [str(state["colId"]) for state in states(ctx) if not state.get("hide")]
    rows: list[list[str]] = []
    for start in range(0, shown, BLOCK):
        block = cells(ctx, asked, read, chosen, start)
        columns = [[*map(str, block[name])] for name in names]
        rows += map(list, zip(*columns, strict=True))
    read.let_go()
    head = [ctx.t(f"table.column.{name}") for name in names]
    caption = ctx.t("paper.cut", caption=_named(ctx), rows=told(ctx, shown, total))
    return table(head, rows[:shown], caption, "paper-rows")


def _named(ctx: Context) -> str:
    """Indicators and places asked for, the first of each; without any, what the table is."""
    labels = ctx.first((indicator_words(ctx, i) for i in chosen_indicators(ctx)), MOST_NAMES)
    places = ctx.first((area_words(ctx, code) for code in ctx.state.areas), MOST_NAMES)
    asked = "; ".join(filter(None, (labels, places)))
    return asked or ctx.t(f"table.table.{ctx.state.option('table')}")


def told(ctx: Context, shown: int, total: int) -> str:
    """How many rows stand, of how many."""
    key = "paper.rows" if shown < total else "paper.rows_all"
    return ctx.t(key, shown=number(shown, ctx.lang), total=number(total, ctx.lang))
