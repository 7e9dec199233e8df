"""Results while someone types: the list below the search box, the first of each kind, as markup."""

from __future__ import annotations

from itertools import count

from dash import html
from dash.development.base_component import Component

from layouts.pieces.markup import markup
from layouts.request.context import Context
from layouts.search.found import Found
from layouts.search.results import Results
from layouts.search.rows import beside, group_title, marked, unheld

SHOWN = 5  # results of one kind
SHOWN_FIRST = 6  # of the best kind


def typed(ctx: Context, results: Results) -> dict[str, str]:
    """The list as `html`, and what is `said` of it; "" where the list itself is to be read out."""
    if not results.count:
        return {"html": markup([*unheld(ctx, results), _nothing(ctx, results)]), "said": ""}
    numbers = count()
    found = [
        _group(ctx, results, at, [_option(ctx, item, next(numbers)) for item in items[: _most(at)]])
        for at, (_, items) in enumerate(results.groups)
    ]
    every = ctx.t("search.typed.all", count=results.count)
    href = ctx.link_to("search", q=results.query)
    whole = _link(href, [every], next(numbers), class_name="search-option search-all")
    said = ctx.t("search.typed.count", count=results.count)
    notes = [*unheld(ctx, results), *_without(ctx, results)]
    return {"html": markup([*notes, *found, whole]), "said": said}


def _most(at: int) -> int:
    return SHOWN if at else SHOWN_FIRST


def _group(ctx: Context, results: Results, at: int, options: list[Component]) -> Component:
    kind, items = results.groups[at]
    number = html.Span(str(len(items)), className="search-count")
    name = [group_title(ctx, results, kind), " ", number]
    head = html.P(name, id=f"search-group-{at}", className="search-title")
    return html.Div([head, *options], role="group", **{"aria-labelledby": head.id})


def _option(ctx: Context, found: Found, number: int) -> Component:
    english = {"lang": "en"} if found.english else {}
    name = html.Span(marked(found), className="search-name", **english)
    own = {"data-areas": "1"} if found.own_areas else {}
    return _link(found.href, [name, *beside(ctx, found)], number, **own)


def _link(
    href: str,
    parts: list[Component | str],
    number: int,
    class_name: str = "search-option",
    **own: str,
) -> Component:
    """A result is a link, so that areas are kept and new tabs open as people expect."""
    return html.A(
        parts,
        href=href,
        id=f"search-option-{number}",
        className=class_name,
        role="option",
        tabIndex="-1",
        **{"aria-selected": "false", **own},
    )


def _without(ctx: Context, results: Results) -> list[Component]:
    if not results.left_out:
        return []
    text = ctx.t("search.typed.without", words=ctx.listed(results.left_out))
    return [html.P(text, className="search-nothing", role="presentation")]


def _nothing(ctx: Context, results: Results) -> Component:
    lines = [html.P(ctx.t("search.nothing"))]
    if results.nearest:
        lines.append(html.P(ctx.t("search.typed.nearest", words=", ".join(results.nearest))))
    lines.append(html.P(ctx.t("search.typed.what"), className="muted"))
    return html.Div(lines, className="search-nothing")
