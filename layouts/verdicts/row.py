"""One indicator in one area: its verdict and everything a reader needs to doubt it."""

from __future__ import annotations

from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from data.progress.themes import NOT_MEANT, UNJUDGED
from data.reference_lists import Indicator, Theme
from data.store import Observation
from data.verdicts import Verdict
from layouts.charts import spark
from layouts.pieces.components import badge
from layouts.pieces.markup import HELD
from layouts.progress.bands import tone_of
from layouts.progress.groups import Group
from layouts.progress.words import (
    ORIGINS_ONLY,
    change_judged,
    change_since,
    general_note,
    value_text,
)
from layouts.request.context import Context
from layouts.series.series import indicator_of
from layouts.series.sums import made_here
from layouts.verdicts.agreement import agreement, differing
from layouts.verdicts.look import band_chip
from layouts.verdicts.spread import spread_sentences
from layouts.words.values import Words

SAID_FLAGS = (
    *("lost_target", "target_year_passed", "direction_kept", "near_bound", "mean_of_years"),
    *("after_break", "within_noise", "met_worsening", "world_aim", "national_aim"),
    *("two_points", "curves_differ", "covid_decides", "covid_rests"),
)


def card(
    ctx: Context, theme: Theme, vote: tuple[str, Verdict | None, str], group: Group | None
) -> Component:
    """Name, verdict, course, latest value and agreement of one indicator of a theme."""
    indicator_id, found, reason = vote
    indicator = indicator_of(ctx, indicator_id)
    points = [
        p
        for p in ctx.store.observations(indicator_id, (ctx.state.focus,))
        if p.value is not None and p.obs_status != "F"
    ]
    told = spread_sentences(ctx, group, indicator_id) if group else None
    if reason == NOT_MEANT:  # neither the wanted nor the wrong direction, for this theme
        indicator = replace(indicator, role="context")
    return html.Article(
        [
            _name(ctx, theme, indicator),
            _verdict(ctx, indicator, found, reason),
            *([_course(ctx, indicator, found, points)] if len(points) > 1 or reason == "" else []),
            *([_latest(ctx, indicator, found, points)] if points else []),
            _agreement(ctx, indicator_id, found, reason),
            *([told] if told else []),
        ],
        className="verdict-card",
        **{"data-indicator": indicator_id, "aria-labelledby": f"v-{indicator_id}"},
    )


def _name(ctx: Context, theme: Theme, indicator: Indicator) -> Component:
    note = general_note(ctx, indicator)
    marks = [badge(ctx.t(f"measures.{indicator.measures}"), indicator.measures)]
    rows = ctx.reference.chain(theme.theme_id, direct_only=False)
    direct = ctx.reference.theme_indicators(theme.theme_id)
    if indicator.indicator_id not in direct:
        marks.append(badge(ctx.t("progress.indirect")))
    targets = list(
        dict.fromkeys(r.target_id for r in rows if r.indicator_id == indicator.indicator_id)
    )
    if len(targets) > 1:
        text = ctx.t("progress.one_vote", count=len(targets))
        marks.append(badge(text, "", ctx.t("progress.one_vote.title", targets=ctx.listed(targets))))
    code = ctx.t("progress.code", code=indicator.sdg_indicator) if indicator.sdg_indicator else ""
    return html.Div(
        [
            html.P(code or ctx.t("progress.no_code"), className="kicker"),
            html.H4(
                html.A(
                    indicator.text("label", ctx.lang),
                    href=f"{ctx.href(indicator=indicator.indicator_id, year=None)}#explore",
                )
                if ctx.store.has_data(indicator.indicator_id)
                else indicator.text("label", ctx.lang),
                id=f"v-{indicator.indicator_id}",
            ),
            html.P(marks, className="badges"),
            *([html.P(note, className="card-note")] if note else []),
        ],
        className="verdict-name",
    )


def _verdict(ctx: Context, indicator: Indicator, found: Verdict | None, reason: str) -> Component:
    if reason in UNJUDGED:
        words = ctx.t("progress.not_meant" if reason == NOT_MEANT else "progress.context_short")
        return html.P(words, className="verdict-chip muted")
    notes: list[str] = []
    if found and found.band:
        notes = [ctx.t(f"flag.{flag}") for flag in SAID_FLAGS if flag in found.flags]
    if indicator.sdg_indicator in ORIGINS_ONLY:
        notes.append(ctx.t("progress.origins_only"))
    if not notes and not (found and found.band):
        notes = [ctx.t(f"reason.{reason}.title")]
    return html.Div(
        [
            band_chip(ctx, found.band if found else "", reason, found),
            *(html.P(note, className="card-note") for note in notes),
        ],
        className="verdict-chip",
    )


def _course(
    ctx: Context, indicator: Indicator, found: Verdict | None, points: list[Observation]
) -> Component:
    """The values as a small drawing, and in words."""
    if len(points) < 2:
        return html.Div(ctx.t("progress.spark.none"), className="verdict-course muted")
    marks = spark.marks_of(spark.Course(ctx, indicator, found))
    drawing = {HELD: spark.svg(marks), "aria-hidden": "true"}
    return html.Div(
        [
            html.Div(className=f"spark {_tone_class(found)}", **drawing),
            html.P(spark.sentence(marks, Words(ctx.lang)), className="visually-hidden"),
        ],
        className="verdict-course",
    )


def _tone_class(found: Verdict | None) -> str:
    return f"tone-{tone_of(found.band)}" if found and found.band else ""


def _latest(
    ctx: Context, indicator: Indicator, found: Verdict | None, points: list[Observation]
) -> Component:
    """The latest value that may lead, and what changed between the points of the verdict."""
    last = next((p for p in reversed(points) if p.leads), points[-1])
    own = change_judged(ctx, indicator, found) if found else ""
    mark = None
    if made_here(ctx, indicator.indicator_id, last.year):
        mark = badge(ctx.t("sums.mark"), "", ctx.t("sums.mark.title"))
    return html.Div(
        [
            html.P(
                [
                    html.Strong(value_text(ctx, indicator, last.value or 0.0)),
                    " ",
                    html.Span(ctx.t("progress.in_year", year=last.year)),
                    *([" ", mark] if mark else []),
                ],
                className="latest",
            ),
            html.P(
                [
                    html.Span(
                        ctx.t("progress.since_base" if own else "progress.since"),
                        className="since-label",
                    ),
                    " ",
                    own or change_since(ctx, indicator, points),
                ],
                className="since",
            ),
        ],
        className="verdict-latest",
    )


def _agreement(ctx: Context, indicator_id: str, found: Verdict | None, reason: str) -> Component:
    """How many settings agree and which differ, with the way to the calculation and the map."""
    if reason in (*UNJUDGED, "not_served"):
        return html.Div(className="verdict-agreement")
    parts: list[Component] = []
    apart = ""
    if found:
        words = agreement(ctx, found) if found.band else ctx.t("progress.why")
        every = ctx.store.verdicts.all_settings(indicator_id, ctx.state.focus)
        apart = differing(ctx, found, every) if found.band else ""
        parts.append(
            html.P(
                html.A(
                    words,
                    href=ctx.link_to("verdict", indicator=indicator_id),
                    **{"aria-describedby": f"v-{indicator_id}"},
                )
            )
        )
    if apart:
        parts.append(html.P(apart, className="card-note"))
    parts.append(
        html.P(
            html.A(
                ctx.t("progress.verdict_map"),
                href=ctx.link_to("verdict_map", indicator=indicator_id),
                **{"aria-describedby": f"v-{indicator_id}"},
            )
        )
    )
    return html.Div(parts, className="verdict-agreement")
