"""What stands around every page: name, navigation, area picker, language, light and dark."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from data.reference_lists import Theme
from layouts.frame.modules import asks_for
from layouts.pieces import ids
from layouts.pieces.components import area_options
from layouts.pieces.dropdowns import dropdown_labels
from layouts.pieces.markup import plain, still
from layouts.pieces.notice import own_rules
from layouts.pieces.walk import one_stop
from layouts.request.context import Context
from layouts.request.pages import NAVIGATION, PAGES
from layouts.words.format import day
from layouts.words.text import browser_texts, language_name, offered

# Pages in the menu of themes.
OF_THEMES = ("themes", "stories", "scoreboard", "coverage", "commitments")


def frame() -> Component:
    """The empty frame that the router fills. The same for every address."""
    return html.Div(
        [
            dcc.Store(id=ids.ROUTE),
            dcc.Store(id=ids.SINK),
            dcc.Store(id=ids.PART_QUERY),
            dcc.Store(id=ids.SHELL_DATA),
            dcc.Store(id=ids.PAGE_DATA),
            html.Header(id=ids.HEADER, className="site-header"),
            html.Main(
                html.Div(id=ids.PAGE, className="page", **{"aria-busy": "true"}),
                id=ids.MAIN,
                tabIndex="-1",
            ),
            html.Footer(id=ids.FOOTER, className="site-footer"),
        ],
        id="frame",
    )


def header(ctx: Context) -> list[Component]:
    """Children of the header: two rows, the second with the area picker."""
    return [
        html.A(ctx.t("shell.skip"), href=f"#{ids.MAIN}", className="skip-link"),
        html.Div(
            [
                one_stop(html.Div([_brand(ctx), _pages(ctx)], className="ways")),
                _phone_menu(ctx),
                one_stop(
                    html.Div([_language_switch(ctx), _theme_switch(ctx)], className="switches")
                ),
            ],
            className="bar",
        ),
        html.Div([_search_box(ctx), *_area_picker(ctx), _tools(ctx)], className="bar bar-areas"),
        *own_rules(ctx),
    ]


def _brand(ctx: Context) -> Component:
    mark = html.Span(className="mark", **{"aria-hidden": "true"})
    return html.A([mark, ctx.t("site.name")], href=ctx.link_to("overview"), className="brand")


def shell_data(ctx: Context) -> dict[str, Any]:
    """What the browser code needs on every page of one language."""
    return {
        "lang": ctx.lang,
        "build": ctx.store.build_id,
        "texts": browser_texts(ctx.lang, asks_for),
    }


def footer(ctx: Context) -> list[Component]:
    """Children of the footer: one line, with the ways to what holds for every page."""
    links = (
        ("stories", "nav.stories"),
        ("coverage", "nav.coverage"),
        ("commitments", "nav.commitments"),
        ("sources", "footer.sources"),
        ("methods", "nav.methods"),
        ("quality", "footer.doubts"),
        ("accessibility", "footer.accessibility"),
    )
    plain = replace(ctx.state, options={}, indicator="", year=None, slug="")
    return [
        html.P(
            [
                html.Span(ctx.t("footer.about")),
                *(html.A(ctx.t(key), href=plain.href(page=page)) for page, key in links),
            ]
        ),
        colophon(ctx),
    ]


def colophon(ctx: Context, printed_on: str = "") -> Component:
    """Of which data and which address a page is, on paper only; and when, where that is known."""
    where = [ctx.t("paper.address"), html.Span(ctx.href(), **{"data-tl": "paper-address"})]
    parts = [html.Span(where), html.Span(ctx.t("paper.data", build=ctx.store.build_id))]
    if printed_on:
        parts.append(html.Span(ctx.t("paper.printed", day=day(printed_on, ctx.lang))))
    return html.P([part for piece in parts for part in (piece, " ")], className="colophon")


def _pages(ctx: Context) -> Component:
    """The bar of pages; where there is no room for it style sheets show the menu instead."""
    first, others = NAVIGATION[0], NAVIGATION[1:]
    bar = [_page_link(ctx, first), _menu(ctx, "nav.themes", _themes(ctx))]
    links = (_page_link(ctx, page) for page in others)
    return html.Nav([*bar, *links], **{"aria-label": ctx.t("nav.label")})


def _phone_menu(ctx: Context) -> Component:
    pages = html.Ul([html.Li(_page_link(ctx, page)) for page in NAVIGATION])
    menu = _menu(ctx, "nav.menu", [pages, *_themes(ctx)])
    return html.Nav(menu, className="phone-nav", **{"aria-label": ctx.t("nav.label")})


def _menu(ctx: Context, title: str, children: list[Component]) -> Component:
    return html.Details(
        [html.Summary(ctx.t(title)), html.Div(children, className="menu")],
        className="menu-holder",
    )


def _themes(ctx: Context) -> list[Component]:
    """The page of all themes, each theme by its kind, and who has numbers of migrants."""
    themes = ctx.reference.themes.values()
    found: list[Component] = [html.Ul([html.Li(_page_link(ctx, page)) for page in OF_THEMES])]
    for title, kind in (("nav.sessions", "thematic_session"), ("nav.messages", "key_message")):
        found.append(html.P(ctx.t(title), className="menu-title"))
        found.append(html.Ul([_menu_item(ctx, x) for x in themes if x.kind == kind]))
    return found


def _page_link(ctx: Context, page: str) -> Component:
    """A page of the bar at the top; one that offers every indicator opens with the one shown."""
    here = ctx.state.page == page
    keeps = PAGES[page].offers == "all" and not here
    own = ctx.state.slug if ctx.state.page == "indicator" else ""
    kept: dict[str, Any] = {"indicator": own or ctx.state.indicator, "year": ctx.state.year}
    return html.A(
        ctx.t(f"nav.{page}"),
        href=ctx.link_to(page, **(kept if keeps else {})),
        className="here" if here else "",
        **({"data-keep": "1"} if keeps and not own else {}),
        **({"aria-current": "page"} if here else {}),
    )


def _menu_item(ctx: Context, theme: Theme) -> Component:
    here = ctx.state.page == "theme" and ctx.state.slug == theme.slug
    return html.Li(
        html.A(
            theme.text("short", ctx.lang),
            href=ctx.link_to("theme", theme.slug),
            className="here" if here else "",
            **({"aria-current": "page"} if here else {}),
        )
    )


def _language_switch(ctx: Context) -> Component:
    """Plain links: another language is another document, with its own `lang` and direction."""
    return html.Ul(
        [
            html.Li(
                html.A(
                    code.upper(),
                    href=ctx.href(lang=code),
                    lang=code,
                    title=language_name(code),
                    className="here" if code == ctx.lang else "",
                    **{"data-lang": code},
                    **({"aria-current": "true"} if code == ctx.lang else {}),
                )
            )
            for code in offered(ctx.reference.languages)
        ],
        className="languages",
        **{"aria-label": ctx.t("shell.languages")},
    )


def _theme_switch(ctx: Context) -> Component:
    return html.Button(
        html.Span(className="sun-moon", **{"aria-hidden": "true"}),
        id=ids.THEME_SWITCH,
        type="button",
        className="icon-button",
        title=ctx.t("shell.dark"),
        **{"aria-label": ctx.t("shell.dark"), "data-action": "theme", "aria-pressed": "false"},
    )


def _search_box(ctx: Context) -> Component:
    """A form that leads to the page of results, with a combobox (ARIA 1.2) in it.

    It is the same markup on every page, so that it stands while pages change; what was searched for
    is beside it. The rows of its list come as one types (layouts/search/typed.py).
    """
    box = plain(
        "input", type="text", id="search", name="q", role="combobox", maxlength=200,
        placeholder=ctx.t("search.box.placeholder"), autocomplete="off", autocapitalize="none",
        spellcheck="false", enterkeyhint="search",
        **{
            "aria-label": ctx.t("search.box.label"), "aria-expanded": "false",
            "aria-controls": "search-list", "aria-autocomplete": "list", "aria-keyshortcuts": "/",
        },
    )  # fmt: skip
    rows = html.Div(
        id="search-list",
        role="listbox",
        className="search-box",
        hidden=True,
        **{"aria-label": ctx.t("search.box.results")},
    )
    told = html.P(className="visually-hidden", role="status", **{"aria-live": "polite"})
    key = html.Span("/", className="search-key", **{"aria-hidden": "true"})
    form = html.Form(
        [key, box, rows, told],
        action="/search",
        method="GET",
        role="search",
        className="search",
        **{"data-search": ctx.state.option("q") if ctx.state.page == "search" else ""},
    )
    return still(form)


def _tools(ctx: Context) -> Component:
    """Copy the address of what is shown; go back to the page without any choice."""
    bare = replace(ctx.state, indicator="", year=None, areas=(), options={})
    tools = html.Div(
        [
            html.Button(
                html.Span(className="tool-icon tool-copy", **{"aria-hidden": "true"}),
                type="button",
                className="icon-button",
                title=ctx.t("shell.copy"),
                **{"data-action": "copy-link", "aria-label": ctx.t("shell.copy.label")},
            ),
            html.A(
                html.Span(className="tool-icon tool-reset", **{"aria-hidden": "true"}),
                href=bare.href(),
                className="icon-button",
                title=ctx.t("shell.reset"),
                **{"data-areas": "1", "data-reset": "1", "aria-label": ctx.t("shell.reset.label")},
            ),
        ],
        className="tools",
    )
    return one_stop(tools)


def _area_picker(ctx: Context) -> list[Component]:
    return [
        html.Label(ctx.t("shell.areas"), htmlFor=ids.AREAS, className="picker-label"),
        dcc.Dropdown(
            id=ids.AREAS,
            options=area_options(ctx),
            value=list(ctx.state.areas),
            multi=True,
            placeholder=ctx.t("shell.areas_placeholder"),
            className="picker",
            maxHeight=360,
            labels=dropdown_labels(ctx),
        ),
    ]
