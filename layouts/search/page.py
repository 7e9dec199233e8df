"""All results of a search, as a page that can be linked to."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from data.search.index import SearchIndex
from layouts.request.context import Context
from layouts.search.found import Found
from layouts.search.results import Results, search
from layouts.search.rows import beside, group_title, marked, unheld

SHOWN = 40  # results of one kind


def title(ctx: Context) -> str:
    """Document title."""
    query = ctx.state.option("q").strip()
    return ctx.t("search.document_title", query=query) if query else ctx.t("search.empty_title")


def data(ctx: Context) -> dict[str, Any]:
    """What the browser code needs of the page."""
    return {"page": "search"}


def layout(ctx: Context) -> list[Component]:
    """Results by kind, or what can be searched where nothing was asked or found."""
    index = SearchIndex.of(ctx.reference, ctx.store)
    results = search(ctx, index, ctx.state.option("q"), SHOWN, ctx.state.focus)
    heading = (
        ctx.t("search.title", query=results.query) if results.query else ctx.t("search.empty_title")
    )
    return [
        html.Div(
            [
                html.H1(heading),
                html.P(_summary(ctx, results), className="lead"),
                *unheld(ctx, results),
            ],
            className="hero hero-search",
        ),
        *(_group(ctx, results, kind, items) for kind, items in results.groups),
        *([] if results.count else [_guide(ctx, results)]),
        _shortcut(ctx),
    ]


def _shortcut(ctx: Context) -> Component:
    """A key alone may be pressed by accident or by a voice; whoever wants can switch it off."""
    return html.P(
        html.Button(
            ctx.t("search.shortcut"),
            type="button",
            className="button-quiet",
            **{"data-slash-key": "1", "aria-pressed": "true"},
        )
    )


def _summary(ctx: Context, results: Results) -> str:
    if not results.query:
        return ctx.t("search.what")
    if not results.count:
        return ctx.t("search.nothing")
    if results.left_out:
        return ctx.t("search.left_out", count=results.count, words=ctx.listed(results.left_out))
    return ctx.t("search.count", count=results.count)


def _group(ctx: Context, results: Results, kind: str, items: tuple[Found, ...]) -> Component:
    name = group_title(ctx, results, kind)
    rest = len(items) - SHOWN
    return html.Section(
        [
            html.H2(
                [name, " ", html.Span(str(len(items)), className="search-count")],
                id=f"found-{kind}",
            ),
            html.Ul([_item(ctx, item) for item in items[:SHOWN]], className="search-list"),
            html.P(ctx.t("search.more", count=rest), className="muted") if rest > 0 else None,
        ],
        className="section search-group",
        **{"aria-labelledby": f"found-{kind}"},
    )


def _item(ctx: Context, found: Found) -> Component:
    keeps = {"data-areas": "1"} if found.own_areas else {}
    english = {"lang": "en"} if found.english else {}
    about = [html.Span(found.about, className="search-about")] if found.about else []
    return html.Li(
        [html.A(marked(found), href=found.href, **keeps, **english), *beside(ctx, found, *about)]
    )


def _guide(ctx: Context, results: Results) -> Component:
    """Nearest spellings, and examples of each kind of search."""
    examples = ctx.t("search.examples").split(";")
    near = [html.Li(html.A(text, href=ctx.link_to("search", q=text))) for text in results.nearest]
    return html.Section(
        [
            *(
                [html.H2(ctx.t("search.nearest")), html.Ul(near, className="search-list")]
                * bool(near)
            ),
            html.H2(ctx.t("search.try")),
            html.P(ctx.t("search.what")),
            html.Ul(
                [html.Li(html.A(x, href=ctx.link_to("search", q=x))) for x in examples],
                className="search-list",
            ),
        ],
        className="section search-group",
    )
