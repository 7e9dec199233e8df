"""The page for an address that does not exist: what was asked, and the nearest valid choices."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from layouts.request.context import Context
from layouts.request.keys import SETTINGS
from layouts.request.problems import Problem


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


def in_words(ctx: Context, problems: tuple[Problem, ...]) -> str:
    """The same as plain sentences, for an address that answers with a file."""
    told = []
    for problem in problems:
        name = _name(ctx, problem)
        told.append(ctx.t(f"problem.{problem.kind}", given=problem.given, name=name))
        if near := ctx.listed(text for text, _ in problem.choices if text):
            told.append(f"{ctx.t('problem.nearest')} {near}.")
    return " ".join(told)


def _problem(ctx: Context, problem: Problem) -> Component:
    return html.Section(
        [
            html.P(ctx.t(f"problem.{problem.kind}", given=problem.given, name=_name(ctx, problem))),
            html.P(ctx.t("problem.nearest")) if any(text for text, _ in problem.choices) else None,
            html.Ul(
                [
                    html.Li(html.A(_choice(ctx, problem, text), href=href))
                    for text, href in problem.choices
                ]
            ),
        ]
    )


def _name(ctx: Context, problem: Problem) -> str:
    """What a key of the address chooses, in words where it is a setting of verdicts."""
    return ctx.t(f"setting.{problem.key}") if problem.key in SETTINGS else problem.key


def _choice(ctx: Context, problem: Problem, text: str) -> str:
    """A choice as pages name it, beside what stands for it in an address."""
    if problem.key not in (*SETTINGS, "links"):
        return text or ctx.t("problem.without")
    known = f"{problem.key}.{text}"
    return ctx.t("problem.choice", label=ctx.t(known), text=text)
