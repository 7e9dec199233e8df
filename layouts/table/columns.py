"""The columns of the table page: which are shown, in which order, and which stay while scrolling.

The address names those shown (`columns`) and those kept in place (`pinned`); it is read here, and
the browser code says what a reader has changed of it.
"""

from __future__ import annotations

import json
from typing import Any

from layouts.request.context import Context
from layouts.table.filters import COLUMNS, SORTABLE, order_of

NUMBERS = ("value", "year")
NARROWER = 0.72  # of the width of a column, on a narrow window
FIRST_NARROW = 140  # pixels of the first column there, at the least
MISSING = "params.data && params.data.exact === false"
TIPS = {"value": "exact", "quality": "quality_reason"}  # what a cell says besides its own text


def usual(ctx: Context) -> list[str]:
    """The columns shown where the address names none."""
    parts = ctx.state.option("breakdowns") == "all"
    known = COLUMNS[ctx.state.option("table")].items()
    return [name for name, (_, shown) in known if shown or (name == "breakdown" and parts)]


def states(ctx: Context) -> list[dict[str, Any]]:
    """What the grid is told of each column, in its order; a hidden one stands where it would come.

    What is not said of a column does not hold: it is neither hidden nor pinned nor sorted by.
    """
    known = list(COLUMNS[ctx.state.option("table")])
    order = shown = _listed(ctx, "columns") or usual(ctx)
    for at, name in enumerate(known):
        if name not in order:
            after = next((order.index(n) + 1 for n in reversed(known[:at]) if n in order), 0)
            order = [*order[:after], name, *order[after:]]
    pinned = _listed(ctx, "pinned")
    found: dict[str, dict[str, Any]] = {name: {"colId": name} for name in order}
    for name, state in found.items():
        state |= {"hide": True} if name not in shown else {}
        state |= {"pinned": "left"} if name in pinned else {}
    for at, (name, descends) in enumerate(order_of(ctx)):
        found[name] |= {"sort": "desc" if descends else "asc", "sortIndex": at}
    return list(found.values())


def definitions(ctx: Context) -> list[dict[str, Any]]:
    """The columns as the grid takes them; `narrow` is what differs on a narrow window."""
    return [_definition(ctx, state["colId"]) | state for state in states(ctx)]


def _listed(ctx: Context, key: str) -> list[str]:
    """The columns that a key of the address names, without those that the table lacks."""
    names = dict.fromkeys(ctx.state.option(key).split(","))
    return [name for name in names if name in COLUMNS[ctx.state.option("table")]]


def _definition(ctx: Context, name: str) -> dict[str, Any]:
    table = ctx.state.option("table")
    width, first = COLUMNS[table][name][0], name == next(iter(COLUMNS[table]))
    column: dict[str, Any] = {
        "field": name,
        "headerName": ctx.t(f"table.column.{name}"),
        "minWidth": 55,
        "sortable": name in SORTABLE[table],
        "tooltipField": TIPS.get(name, name),
    }
    if first:  # it takes what room is left, and says that its row has not come
        waits = json.dumps(ctx.t("table.grid.loading"))
        column["valueFormatter"] = {"function": f"params.data ? params.value : {waits}"}
        column |= {"flex": 1, "minWidth": width, "narrow": {"minWidth": FIRST_NARROW}}
    elif name in NUMBERS:
        column |= {"width": width, "cellClass": "cell-number"}
        column["headerClass"] = "ag-right-aligned-header"
    else:
        column |= {"width": width, "narrow": {"width": round(width * NARROWER)}}
    if name in ("value", "status"):
        column["cellClassRules"] = {"cell-missing": MISSING}
    return column
