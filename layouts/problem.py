"""The page for an address that does not exist: what was asked, and the nearest valid choices."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from layouts.context import Context
from layouts.urls import Problem


def title(ctx: Context) -> str:
    """Document title."""
    return ctx.t("problem.document_title")


def layout(ctx: Context, problems: tuple[Problem, ...]) -> list[Component]:
    """Every problem of the address, each with links that work."""
    return [
        html.Div(
            [
                html.P(ctx.t("problem.kicker"), className="kicker"),
                html.H1(ctx.t("problem.title")),
                *(_problem(ctx, p) for p in problems),
                html.P(html.A(ctx.t("problem.home"), href=ctx.link_to("overview"))),
            ],
            className="hero problem",
        )
    ]


def _problem(ctx: Context, problem: Problem) -> Component:
    return html.Section(
        [
            html.P(ctx.t(f"problem.{problem.kind}", given=problem.given, name=problem.key)),
            html.P(ctx.t("problem.nearest")) if len(problem.choices) > 1 else None,
            html.Ul(
                [
                    html.Li(html.A(text or ctx.t("problem.without"), href=href))
                    for text, href in problem.choices
                ]
            ),
        ]
    )
