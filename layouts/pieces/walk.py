"""Groups of links and buttons of which Tab reaches one: arrow keys go from there to the others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dash import html
from dash.development.base_component import Component

STOPS = (html.A, html.Button, html.Summary)


def one_stop(holder: Component) -> Component:
    """Make a holder such a group (assets/app/pieces/groups.js); what a menu in it holds is none.

    Tab reaches the one that is current, or the first.
    """
    stops = list(_stops(getattr(holder, "children", None)))
    first = next((node for node in stops if getattr(node, "aria-current", None)), stops[0])
    for node in stops:
        vars(node)["tabIndex"] = "0" if node is first else "-1"
    setattr(holder, "data-walk", "list")
    return holder


def _stops(node: Any) -> Iterator[Component]:
    if isinstance(node, list | tuple):
        for child in node:
            yield from _stops(child)
    elif isinstance(node, STOPS):
        yield node
    elif isinstance(node, html.Details):
        yield next(child for child in node.children if isinstance(child, html.Summary))
    elif isinstance(node, Component):
        yield from _stops(getattr(node, "children", None))
