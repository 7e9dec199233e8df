"""How verdicts come about: methods, points, settings, themes, links, sources, what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from data.progress.bands import BY_ID, bands_of
from data.progress.settings import ALL_SETTINGS, BASES, COVID, METHODS, MODELLED
from layouts.methods.links import links_section
from layouts.methods.rules import rules_section
from layouts.methods.sources import sources_section
from layouts.pieces.components import evidence_mark, section, table
from layouts.progress.missing import MISSING_KINDS
from layouts.request.context import Context
from layouts.verdicts.limits import limits_of_method
from layouts.verdicts.look import band_chip
from layouts.words.formula import formula

SECTIONS = (
    "reading",
    "methods",
    "points",
    "rules",
    "settings",
    "themes",
    "links",
    "sources",
    "missing",
)
# What was seen of each method's text; see the notes beside each.
EVIDENCE = {
    "un5": "derived",
    "unsd2022": "verified",
    "unsd2023": "verified",
    "statcan": "verified",
    "escap": "derived",
    "bounded": "derived",
}
LIMITS_OF_METHOD = ("1", "2")  # two sentences on what each method cannot do
RULES = {"points": 7, "themes": 9, "reading": 4}


def title(ctx: Context) -> str:
    """Document title."""
    return ctx.t("methods.document_title")


def data(ctx: Context) -> dict[str, Any]:
    """Nothing but the page's name: it is text and tables."""
    return {"page": ctx.state.page}


def layout(ctx: Context) -> list[Component]:
    """The page, top to bottom, with a table of contents beside it."""
    return [
        html.Div(
            [
                html.H1(ctx.t("methods.title")),
                html.P(ctx.t("methods.lead"), className="lead"),
            ],
            className="hero",
        ),
        html.Div(
            [
                _contents(ctx),
                html.Div(
                    [
                        _part(ctx, "reading", _list(ctx, "reading"), _counting(ctx)),
                        _part(ctx, "methods", *(_method(ctx, m) for m in METHODS), _agree(ctx)),
                        _part(ctx, "points", _list(ctx, "points")),
                        section(ctx.t("methods.rules.heading"), *rules_section(ctx), id_="rules"),
                        _part(ctx, "settings", _settings(ctx), html.P(ctx.t("methods.agree"))),
                        _part(ctx, "themes", _list(ctx, "themes")),
                        _part(ctx, "links", *links_section(ctx)),
                        _part(ctx, "sources", *sources_section(ctx)),
                        _part(ctx, "missing", _missing(ctx), html.P(ctx.t("note.boundaries"))),
                    ],
                    className="methods-body",
                ),
            ],
            className="methods",
        ),
    ]


def _contents(ctx: Context) -> Component:
    items = [
        html.Li(
            [
                html.A(ctx.t(f"methods.{name}.heading"), href=f"#{name}"),
                html.Ul(
                    [
                        html.Li(html.A(ctx.t(f"method.{m}.short"), href=f"#method-{m}"))
                        for m in METHODS
                    ]
                )
                if name == "methods"
                else None,
            ]
        )
        for name in SECTIONS
    ]
    return html.Nav(
        [html.P(ctx.t("methods.contents"), className="kicker"), html.Ol(items)],
        className="contents",
        **{"aria-label": ctx.t("methods.contents")},
    )


def _part(ctx: Context, name: str, *children: Any) -> Component:
    return section(
        ctx.t(f"methods.{name}.heading"), *children, id_=name, lead=ctx.t(f"methods.{name}.lead")
    )


def _counting(ctx: Context) -> Component:
    """How places are counted."""
    return html.P([html.Strong(f"{ctx.t('count.how')}. "), ctx.t("count.rule")], id="counting")


def _list(ctx: Context, name: str) -> Component:
    """A numbered list of sentences."""
    return html.Ol(
        [html.Li(ctx.t(f"methods.{name}.{i}")) for i in range(1, RULES[name] + 1)],
        className="rules",
    )


def _method(ctx: Context, method: str) -> Component:
    """One method: what it asks, its formula, its limits as the engine has them, its source."""
    return html.Article(
        [
            html.H3([ctx.t(f"method.{method}"), " ", evidence_mark(ctx, EVIDENCE[method])]),
            html.P(ctx.t(f"method.{method}.title")),
            html.P(html.Code(formula(ctx.t(f"methods.formula.{method}"))), className="formula"),
            table(
                [ctx.t(f"methods.{k}") for k in ("class", "class_limits", "class_means", "shared")],
                [*_limit_rows(ctx, method)],
                ctx.t("methods.limits_caption", method=ctx.t(f"method.{method}.short")),
                "limits-table stacked",
            ),
            html.P([html.Strong(ctx.t("methods.source")), ctx.t(f"methods.source.{method}")]),
            html.Ul(
                [html.Li(ctx.t(f"methods.limit.{method}.{i}")) for i in LIMITS_OF_METHOD],
                className="plain-list",
            ),
        ],
        id=f"method-{method}",
        className="card method",
    )


def _limit_rows(ctx: Context, method: str) -> list[list[Any]]:
    """Every class of a method, best first, with its limits; those without a target last."""
    limits = limits_of_method(ctx, method)
    return [
        [
            band_chip(ctx, band.id),
            limits.get(band.id) or ctx.t("methods.limit_met"),
            ctx.t(f"band.{band.id}.title"),
            ctx.t(f"common.{band.common}") if band.common else ctx.t("methods.by_ratio"),
        ]
        for band in bands_of(method)
        if band.method
    ]


def _agree(ctx: Context) -> Component:
    """Classes without a rate, which every method judges alike."""
    rows = [
        [band_chip(ctx, b), ctx.t(f"band.{b}.title"), ctx.t(f"common.{BY_ID[b].common}")]
        for b in BY_ID
        if not BY_ID[b].method
    ]
    head = [ctx.t(f"methods.{k}") for k in ("class", "class_means", "shared")]
    return html.Article(
        [
            html.H3(ctx.t("methods.no_rate")),
            html.P(ctx.t("methods.no_rate_lead")),
            table(head, rows, ctx.t("methods.no_rate"), "limits-table stacked"),
        ],
        className="card method",
    )


def _settings(ctx: Context) -> Component:
    """Every choice a reader has, and how many settings they make together."""
    groups = (("method", METHODS), ("base", BASES), ("modelled", MODELLED), ("covid", COVID))
    rows = []
    for name, values in groups:
        for i, value in enumerate(values):
            key, meaning = f"{name}.{value}", f"{name}.{value}.title"
            rows.append([ctx.t(f"setting.{name}") if i == 0 else "", ctx.t(key), ctx.t(meaning)])
    head = [ctx.t(f"methods.{k}") for k in ("setting", "choice", "class_means")]
    caption = ctx.t("methods.settings_caption", count=len(ALL_SETTINGS))
    return table(head, rows, caption, "settings-table stacked")


def _missing(ctx: Context) -> Component:
    rows: list[Sequence[Any]] = [
        [
            html.Span(
                [
                    html.Span(className=f"swatch swatch-{kind}", **{"aria-hidden": "true"}),
                    ctx.t(f"missing_kind.{kind}"),
                ],
                className="legend-item",
            ),
            ctx.t(f"missing_kind.{kind}.title"),
            html.Ul([html.Li(ctx.t(f"reason.{r}")) for r in reasons]),
        ]
        for kind, reasons in MISSING_KINDS.items()
    ]
    head = [ctx.t(f"methods.{k}") for k in ("kind", "class_means", "covers")]
    return table(head, rows, ctx.t("methods.missing_caption"), "missing-table stacked")
