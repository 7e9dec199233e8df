"""What stands around the rows found, as markup: it comes with the first block of rows.

A button carries the change of the address that it asks for, as JSON in `data-go`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from dash import html
from dash.development.base_component import Component

from data.query import Selection, Table
from layouts.pieces.markup import markup
from layouts.request.context import Context
from layouts.table.charts import charts, places
from layouts.table.columns import states, usual
from layouts.table.filters import NARROWING, Asked, chosen_indicators
from layouts.words.format import number

# The keys behind a filter that is not a key of its own name, and what they are without it.
LOOSE: dict[str, dict[str, Any]] = {
    "years": {"from": "", "to": ""},
    "areas": {"areas": []},
    "breakdowns": {"breakdowns": "all"},
    "indicators": {"indicator": "", "indicators": ""},
}


def first(
    ctx: Context, asked: Asked, table: Table, chosen: Selection, without: Callable[[str], int]
) -> dict[str, Any]:
    """What comes with the first block of rows beside its cells.

    `parts` is what stands around the rows, `states` what the grid is told of its columns, `usual`
    those shown where an address names none; `indicators` are those of the form; `drawn` says what
    is on screen, for whoever waits until it is. `without` counts the rows without one filter.
    """
    order = ",".join(f"-{name}" if down else name for name, down in asked.order)
    drawn = ("table", asked.table, len(chosen), order, ctx.state.option("labels"))
    return {
        "parts": _parts(ctx, asked, table, chosen, without),
        "states": states(ctx),
        "usual": ",".join(usual(ctx)),
        "indicators": chosen_indicators(ctx),
        "drawn": "|".join(map(str, drawn)),
    }


def _parts(
    ctx: Context, asked: Asked, table: Table, chosen: Selection, without: Callable[[str], int]
) -> dict[str, str]:
    """Markup by the slot it stands in; "" hides the slot."""
    count, total = number(len(chosen), ctx.lang), number(len(table), ctx.lang)
    key = "count_all" if len(chosen) == len(table) else "count"
    offered = charts(ctx, asked, table, chosen)
    items = offered["items"]
    empty = [] if len(chosen) else _empty(ctx, looser(asked, without))
    found: dict[str, Any] = {
        "table-count": ctx.t(f"table.{key}", count=count, total=total),
        "data-chart": _links(ctx, items[0]) if len(items) == 1 else [],
        "table-charts": _charts(ctx, offered) if len(items) > 1 else [],
        "table-differs": offered["differs"] if items else "",
        "table-places": _places(ctx, places(ctx, asked)),
        "table-note": _unknown(ctx, asked),
        "table-empty": empty,
    }
    return {name: markup(part) for name, part in found.items()}


def go(text: str, change: Mapping[str, Any], **attributes: Any) -> Component:
    """A button that changes the address."""
    return html.Button(text, type="button", **{"data-go": json.dumps(change)}, **attributes)


def reset(ctx: Context) -> Component:
    """The button that lets all filters go."""
    change = {k: v for key in NARROWING for k, v in LOOSE.get(key, {key: ""}).items()}
    return go(ctx.t("table.reset"), change | {"breakdowns": ""})


def looser(asked: Asked, count: Callable[[str], int]) -> dict[str, int]:
    """How many rows each filter alone keeps out: rows found without it, most first."""
    found = {key: count(key) for key in asked.parts}
    return dict(sorted(((k, n) for k, n in found.items() if n), key=lambda pair: -pair[1]))


def _links(ctx: Context, item: Mapping[str, str], named: bool = False) -> list[Component]:
    """The charts of one indicator; among others, each link says of which it is."""
    texts = {page: ctx.t(f"table.{page}") for page in ("compare", "map") if page in item}
    return [
        html.A(
            text,
            href=item[page],
            **{"data-areas": "1"},
            **({"aria-label": f"{text}: {item['label']}"} if named else {}),
        )
        for page, text in texts.items()
    ]


def _charts(ctx: Context, offered: Mapping[str, Any]) -> list[Component]:
    """Charts of several indicators."""
    both, more = offered["both"], offered["more"]
    rows = [
        html.Li([html.Span(item["label"]), html.Span(_links(ctx, item, named=True))])
        for item in offered["items"]
    ]
    against = html.A(ctx.t("table.against"), href=both, **{"data-areas": "1"}) if both else None
    further = ctx.t("table.more_charts", count=number(more, ctx.lang))
    inner = [against, html.Ul(rows), html.P(further, className="muted") if more else None]
    return [html.Summary(ctx.t("table.charts")), html.Div(inner)]


def _places(ctx: Context, said: Mapping[str, str]) -> list[Component]:
    """Places chosen at the top and a group chosen here: either can be let go where both are."""
    ways = [("members", {"members": ""}), ("areas", LOOSE["areas"])]
    buttons = [go(said[k], change, className="button-quiet") for k, change in ways if k in said]
    return [html.Span(said["text"]), *buttons] if said else []


def _unknown(ctx: Context, asked: Asked) -> str:
    """What of the address was not understood."""
    names = {key: ctx.t(f"table.filter.{key}") for key in NARROWING}
    what = "; ".join(f"{names.get(key, key)}: {given}" for key, given in asked.unknown)
    return ctx.t("table.unknown", what=what) if what else ""


def _empty(ctx: Context, found: Mapping[str, int]) -> list[Component]:
    """Filters to loosen, each with the rows that there were."""
    items = []
    for key, count in found.items():
        name, rows = ctx.t(f"table.filter.{key}"), number(count, ctx.lang)
        text = ctx.t("table.loosen", filter=name, count=rows)
        items.append(html.Li(go(text, LOOSE.get(key, {key: ""}), className="button-quiet")))
    hint = ctx.t("table.empty_hint" if found else "table.none_alone")
    return [html.H2(ctx.t("table.empty")), html.P(hint), html.Ul(items)]
