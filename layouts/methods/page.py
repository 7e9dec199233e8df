"""How verdicts come about: methods, points, settings, themes, links, sources, what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from data.progress.settings import ALL_SETTINGS, BASES, COVID, METHODS, MODELLED
from layouts.methods.links import links_section
from layouts.methods.matrix import matrix, meanings
from layouts.methods.rules import rules_section
from layouts.methods.sources import sources_section
from layouts.pieces.components import details, evidence_mark, folded_table, section, table
from layouts.progress.missing import MISSING_KINDS
from layouts.request.context import Context
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
            className="hero hero-tight",
        ),
        html.Div(
            [
                _contents(ctx),
                html.Div(
                    [
                        _part(ctx, "reading", _list(ctx, "reading"), _counting(ctx)),
                        _part(ctx, "methods", *_methods(ctx)),
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


def _methods(ctx: Context) -> list[Component]:
    """All classes in one table, what they mean, then what each method does."""
    cards = html.Div([_method(ctx, m) for m in METHODS], className="method-cards")
    return [matrix(ctx), meanings(ctx), cards]


def _method(ctx: Context, method: str) -> Component:
    """One method: what it asks, its formula, its source, and what it cannot do."""
    return html.Article(
        [
            html.H3([ctx.t(f"method.{method}"), " ", evidence_mark(ctx, EVIDENCE[method])]),
            html.P(ctx.t(f"method.{method}.title")),
            html.P(html.Code(formula(ctx.t(f"methods.formula.{method}"))), className="formula"),
            details(
                ctx.t("methods.more"),
                html.P([html.Strong(ctx.t("methods.source")), ctx.t(f"methods.source.{method}")]),
                html.Ul(
                    [html.Li(ctx.t(f"methods.limit.{method}.{i}")) for i in LIMITS_OF_METHOD],
                    className="plain-list",
                ),
            ),
        ],
        id=f"method-{method}",
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
    return folded_table(head, rows, caption, "settings-table stacked")


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
            ctx.listed(ctx.t(f"reason.{r}") for r in reasons),
        ]
        for kind, reasons in MISSING_KINDS.items()
    ]
    head = [ctx.t(f"methods.{k}") for k in ("kind", "class_means", "covers")]
    return table(head, rows, ctx.t("methods.missing_caption"), "missing-table stacked")
