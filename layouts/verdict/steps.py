"""The steps of a verdict as a numbered list, the limits with the one that applied, the marks."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from data.progress.bands import bands_of
from data.progress.steps import Step
from layouts.progress.bands import lacks_target
from layouts.progress.opened import NO_RATE, OpenedVerdict
from layouts.request.context import Context
from layouts.verdict.words import step_note, why, with_numbers
from layouts.verdicts.limits import limit_that_applied, limits_of_method
from layouts.verdicts.look import band_chip
from layouts.words.formula import formula

SAID = ("met", "no_target")  # marks that the chip says already


def steps_card(ctx: Context, verdict: OpenedVerdict) -> Component:
    """How the verdict came about; for one that is missing, how far the steps go."""
    return html.Article(
        [
            html.H2(ctx.t("verdict.steps"), id="steps-title"),
            html.P(
                [
                    html.A(
                        ctx.t(f"method.{verdict.setting.method}"),
                        href=f"{ctx.link_to('methods')}#method-{verdict.setting.method}",
                    )
                ],
                className="card-sub",
            ),
            html.Ol(
                [_step(ctx, step) for step in verdict.worked.steps if step.id != "limits"],
                className="steps",
            ),
            html.P(why(ctx, verdict)) if verdict.reason else None,
            *_limits(ctx, verdict),
            *_marks(ctx, verdict),
        ],
        className="card card-steps",
        **{"aria-labelledby": "steps-title"},
    )


def _step(ctx: Context, step: Step) -> Component:
    """One step: name, formula, and the formula with its numbers put in."""
    return html.Li(
        [
            html.Span(
                [
                    html.Span(ctx.t(f"verdict.step.{step.id}"), className="step-name"),
                    html.Code(formula(step.formula), className="step-formula"),
                ],
                className="step-row",
            ),
            html.Span(
                [
                    html.Code(formula(with_numbers(ctx, step)), className="step-filled"),
                    html.Span(step_note(ctx, step), className="step-note"),
                ],
                className="step-row",
            ),
        ],
        **{"data-step": step.id, "data-result": repr(step.numbers[-1][1])},
    )


def _limits(ctx: Context, verdict: OpenedVerdict) -> list[Component]:
    """The classes that were possible, best first, with the one that applied."""
    found = verdict.found
    if not found or not found.band:
        return []
    if any(mark in found.flags for mark in NO_RATE):
        return []
    limits = limits_of_method(ctx, verdict.setting.method)
    if decided := limit_that_applied(ctx, found):
        limits[found.band] = decided
    bands = [
        b.id
        for b in bands_of(verdict.setting.method)
        if b.method and lacks_target(b.id) == lacks_target(found.band)
    ]
    rows = [
        html.Li(
            [
                band_chip(ctx, band),
                html.Span(limits.get(band) or ctx.t("methods.limit_met")),
                html.Strong(ctx.t("verdict.applies")) if band == found.band else None,
            ],
            className="applies" if band == found.band else "",
            **({"aria-current": "true"} if band == found.band else {}),
        )
        for band in bands
    ]
    return [
        html.H3(ctx.t("verdict.limits")),
        html.Ul(rows, className="limits", **{"aria-label": ctx.t("verdict.limits")}),
    ]


def _marks(ctx: Context, verdict: OpenedVerdict) -> list[Component]:
    """What marks the verdict, one sentence each."""
    every = verdict.found.flags if verdict.found and verdict.found.band else ()
    flags = [flag for flag in every if flag not in SAID]
    if not flags:
        return []
    return [
        html.H3(ctx.t("verdict.marks")),
        html.Ul([html.Li(ctx.t(f"flag.{flag}")) for flag in flags], className="plain-list marks"),
    ]
