"""What a reader can choose beside a verdict: indicator and setting; and addresses of its files."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from data.progress.rules import why_not
from data.reference_lists import Indicator
from layouts.pieces import ids
from layouts.pieces.dropdowns import dropdown_labels
from layouts.request.context import Context
from layouts.request.keys import BASES, COVID, MEASURES, METHODS, MODELLED
from layouts.request.pages import PAGES
from layouts.series.series import indicator_of

CHOICES = {"method": METHODS, "base": BASES, "modelled": MODELLED, "covid": COVID}


def with_state(ctx: Context, **changes: Any) -> Context:
    """The same request with part of its state changed."""
    return replace(ctx, state=replace(ctx.state, **changes))


def page_data(ctx: Context) -> dict[str, Any]:
    """What the browser code needs of a page of verdicts; drawings travel in its part."""
    return {
        "page": ctx.state.page,
        "view": "part",
        "indicators": [],
        "defaultIndicator": default_choice(ctx),
    }


def page_title(ctx: Context, key: str) -> str:
    """Document title of a page of verdicts: the text of `key` with the indicator's name."""
    return ctx.t(key, indicator=indicator_of(ctx, ctx.indicator).text("label", ctx.lang))


def page_head(ctx: Context, kicker: str) -> Component:
    """What the page is about, the indicator's name, and the choice of another."""
    label = indicator_of(ctx, ctx.indicator).text("label", ctx.lang)
    return html.Div(
        [html.Div([html.P(kicker, className="kicker"), html.H1(label)]), chooser(ctx)],
        className="hero hero-tight hero-verdict",
    )


def offered(ctx: Context) -> list[Indicator]:
    """The indicators that can have a verdict, of those the filter asks for; and the chosen one."""
    wanted = _measures(ctx)
    return [
        i
        for i in ctx.reference.indicators.values()
        if i.indicator_id == ctx.indicator
        or (wanted in ("all", i.measures) and not why_not(i) and ctx.store.has_data(i.indicator_id))
    ]


def _measures(ctx: Context) -> str:
    """Which people the listed indicators measure: a choice of MEASURES; all where there is none."""
    known = MEASURES.name in PAGES[ctx.state.page].keys
    return ctx.state.option(MEASURES.name) if known else MEASURES.default


def measures_filter(ctx: Context) -> Component:
    """Which indicators the list offers, as links; to migrants alone with one that measures them."""
    chosen, own = ctx.indicator, ctx.reference.indicators
    stays = chosen in own and own[chosen].measures == "migrants"
    links = []
    for value in MEASURES.choices:
        kept = {"indicator": ctx.state.indicator if stays or value == MEASURES.default else ""}
        here = {"aria-current": "true"} if value == _measures(ctx) else {}
        words = ctx.t("verdict_map.measures.all" if value == "all" else f"measures.{value}")
        href = ctx.href(**{MEASURES.name: value}, **kept)
        links.append(html.Li(html.A(words, href=href, **here)))
    heading = html.Strong(ctx.t("verdict_map.measures"), id="choice-measures")
    pills = html.Ul(links, className="pills", **{"aria-labelledby": "choice-measures"})
    return html.Div(html.Div([heading, pills]), className="settings-bar")


def chooser(ctx: Context) -> Component:
    """The dropdown of the indicators on offer."""
    chosen = ctx.indicator
    options = [
        {"value": i.indicator_id, "label": f"{i.sdg_indicator} {i.text('label', ctx.lang)}".strip()}
        for i in offered(ctx)
    ]
    return html.Div(
        [
            html.Label(ctx.t("explorer.indicator"), htmlFor=ids.INDICATOR),
            dcc.Dropdown(
                id=ids.INDICATOR,
                options=options,
                value=chosen,
                clearable=False,
                optionHeight="auto",
                maxHeight=420,
                labels=dropdown_labels(ctx),
            ),
        ],
        className="chooser",
    )


def settings_bar(ctx: Context) -> Component:
    """The three choices of a verdict as links, the chosen ones marked."""
    return html.Div(
        [_choice(ctx, name, values) for name, values in CHOICES.items()],
        className="settings-bar",
        role="group",
        **{"aria-label": ctx.t("progress.settings.change")},
    )


def _choice(ctx: Context, name: str, values: tuple[str, ...]) -> Component:
    heading = html.Strong(ctx.t(f"setting.{name}"), id=f"choice-{name}")
    links = [html.Li(_link(ctx, name, value)) for value in values]
    return html.Div(
        [heading, html.Ul(links, className="pills", **{"aria-labelledby": f"choice-{name}"})]
    )


def _link(ctx: Context, name: str, value: str) -> Component:
    key = f"{name}.{value}"
    words, explained = key if name == "base" else f"{key}.short", f"{key}.title"
    chosen = ctx.state.option(name) == value
    return html.A(
        ctx.t(words),
        href=ctx.href(**{name: value}),
        title=ctx.t(explained),
        **({"aria-current": "true"} if chosen else {}),
    )


def export_link(ctx: Context, name: str) -> str:
    """Where the file of what this page shows is downloaded, e.g. `verdict.csv`."""
    query = ctx.href(indicator=ctx.indicator).partition("?")[2]
    return f"/export/{name}?{query}&page={PAGES[ctx.state.page].path}"


def default_choice(ctx: Context) -> str:
    """The indicator that the page opens with."""
    return with_state(ctx, indicator="").indicator
