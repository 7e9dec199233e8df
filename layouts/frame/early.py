"""The page as the document brings it: read before any script has come, and by who runs none.

It is made of the same components as the page that Dash then puts in its place; charts have their
words, table and a still picture in it. Dash's own controls stand in it as their text alone.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import plotly.graph_objects as go
from dash import dcc, html
from dash.development.base_component import Component

from layouts.charts import charts, template
from layouts.charts.asked import NoNumbers
from layouts.charts.drawn import drawn
from layouts.charts.record import Chart, Look, MarksOf
from layouts.charts.served import drawing, texts
from layouts.charts.still_map import still_map
from layouts.charts.still_picture import still_picture
from layouts.frame import problem, shell
from layouts.frame.story_strip import strip
from layouts.pieces import ids
from layouts.pieces.components import table
from layouts.pieces.markup import HELD, PLAIN, markup
from layouts.pieces.terms import with_terms
from layouts.request.context import Context
from layouts.request.problems import Problem
from layouts.table.paper import rows_of
from layouts.table.paper import told as rows_told
from layouts.views import VIEWS
from layouts.words.values import Words

MOST_ROWS = 300  # of a table in a document; what is cut says so, and a file holds all
MOST_ON_PAPER = 1000  # rows of a table that is printed, about thirty pages


def early(ctx: Context, problems: tuple[Problem, ...]) -> str:
    """Header, page and footer of an address as HTML; dropped once the page itself has come."""
    header, footer = (markup(_readable(part)) for part in (shell.header(ctx), shell.footer(ctx)))
    told = [] if problems else strip(ctx)
    body = markup(_readable(told)) + _page(ctx, problems, MOST_ROWS)
    return (
        f'<div id="early"><header class="site-header">{header}</header>'
        f'<main id="{ids.MAIN}"><div class="page">{body}</div></main>'
        f'<footer class="site-footer">{footer}</footer></div>'
    )


def paper(ctx: Context, problems: tuple[Problem, ...], printed_on: str) -> str:
    """The page of an address as it is printed: its tables longer, and where and when it was.

    `printed_on` is a day such as 2026-11-30.
    """
    return _page(ctx, problems, MOST_ON_PAPER) + markup(shell.colophon(ctx, printed_on))


def _page(ctx: Context, problems: tuple[Problem, ...], most: int) -> str:
    """All of a page as HTML, its tables up to so many rows."""
    page = problem.layout(ctx, problems) if problems else VIEWS[ctx.state.page].layout(ctx)
    page = with_terms(ctx, page)
    for node in [*_parts(page)]:
        if getattr(node, "data-chart", None):
            _fill(ctx, node, most)
        elif getattr(node, "id", "") == ids.TABLE_PLACE:
            vars(node)["children"] = rows_of(ctx, most)
    return markup(_readable(page))


def worded(ctx: Context, page: Any) -> Any:
    """A page with its terms explained, whose first chart has words and height at once.

    So nothing moves once it is drawn.
    """
    page = with_terms(ctx, page)
    card = next((node for node in _parts(page) if getattr(node, "data-chart-card", None)), None)
    if card:
        _fill(ctx, card)
    return page


def _parts(node: Any) -> Iterator[Component]:
    """Every component below some, themselves first."""
    if isinstance(node, list | tuple):
        for child in node:
            yield from _parts(child)
    elif isinstance(node, Component):
        yield node
        yield from _parts(getattr(node, "children", None))


def _fill(ctx: Context, card: Component, most: int = 0) -> None:
    """Put the words of a chart into its card; with its picture and `most` rows, if any."""
    held = _held(ctx, card)
    if held is None:
        return
    (chart, marks), look, words = held, Look(ctx.lang), Words(ctx.lang)
    name, told = str(vars(card)["data-chart"]), texts(chart, marks, look, words)
    slots: dict[str, Any] = {part: told[part] for part in ("title", "subtitle", "summary")}
    slots["source"] = marks.view.source()
    if most:
        slots["table"] = _table(ctx, told["table"], most)
    for node in _parts(card):
        part = str(getattr(node, "data-tl", "")).removeprefix(f"{name}-")
        if part in slots:
            vars(node)["children"] = slots[part]
        elif part == "legend":
            setattr(node, HELD, told["legend"])
            if most:
                vars(node)["children"] = None  # what the browser would fill by itself
        elif part in ("csv", "open"):
            vars(node)["href"] = told[part]
        elif chart.figure and getattr(node, "id", "") == name:
            _picture(node, drawing(chart, marks, look, words), bool(most))


def _table(ctx: Context, told: dict[str, Any], most: int) -> Component:
    """The table of a chart; where it is cut, its caption says so."""
    rows, caption = told["rows"], told["caption"]
    if len(rows) > most:
        left = rows_told(ctx, most, len(rows))
        caption = ctx.t("paper.cut", caption=caption, rows=left)
    return table(told["head"], rows[:most], caption, named=True)


def _held(ctx: Context, card: Component) -> tuple[Chart[Any], MarksOf[Any, Any]] | None:
    """The chart of a card with its marks; None where it has none, or its indicator no numbers."""
    attributes = vars(card)
    chart_id = attributes.get("data-chart-card", attributes["data-chart"])
    if attributes.get("data-chart-key"):
        chart_id = ctx.state.option("chart")
    if chart_id not in charts():
        return None
    try:
        return drawn(ctx, chart_id)
    except NoNumbers:
        return None


def _picture(node: Component, figure: go.Figure, whole: bool) -> None:
    """The height of a figure in its place; its still picture, too, where the `whole` is wanted."""
    height = template.plain(figure)["layout"]["height"]
    vars(node)["style"] = {"--tall": f"{height}px"}
    if whole:
        setattr(node, HELD, still_picture(figure) or still_map(figure))


def _readable(node: Any) -> Any:
    """Components with Dash's own controls as what they show."""
    if isinstance(node, list | tuple):
        return [_readable(child) for child in node]
    if not isinstance(node, Component):
        return node
    if isinstance(node, dcc.Dropdown):
        named = {"id": node.id} if hasattr(node, "id") else {}
        return html.Div(_shown(node), className="dash-dropdown early-control", **named)
    if node._namespace != PLAIN:
        return None
    result = copy.copy(node)
    vars(result)["children"] = _readable(getattr(node, "children", None))
    vars(result).pop("tabIndex", None)  # without scripts no arrow key leads from one to another
    return result


def _shown(control: Any) -> str:
    """The labels of what a list of choices holds, or what it asks for."""
    value = getattr(control, "value", None)
    chosen = set(value if isinstance(value, list) else [value])
    options = getattr(control, "options", None) or []
    labels = [str(o["label"]) for o in options if isinstance(o, dict) and o["value"] in chosen]
    return ", ".join(labels) or str(getattr(control, "placeholder", "") or "")
