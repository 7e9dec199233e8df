"""One indicator in one area as a row of a list: its verdict, and behind it what to doubt it by."""

from __future__ import annotations

from collections.abc import Sequence
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
from layouts.verdicts.spread import spread_sentences, spread_strip
from layouts.words.values import Words

Vote = tuple[str, Verdict | None, str]
SAID_FLAGS = (
    *("lost_target", "target_year_passed", "direction_kept", "near_bound", "mean_of_years"),
    *("after_break", "within_noise", "met_worsening", "world_aim", "national_aim"),
    *("two_points", "curves_differ", "covid_decides", "covid_rests"),
)


def row(ctx: Context, theme: Theme, vote: Vote, group: Group | None) -> Component:
    """Verdict, name, course, latest value, change and agreement; all else behind a disclosure."""
    indicator_id, found, reason = vote
    indicator = indicator_of(ctx, indicator_id)
    points = [
        p
        for p in ctx.store.observations(indicator_id, (ctx.state.focus,))
        if p.value is not None and p.obs_status != "F"
    ]
    if reason == NOT_MEANT:  # neither the wanted nor the wrong direction, for this theme
        indicator = replace(indicator, role="context")
    chip = [] if reason in UNJUDGED else [_chip(ctx, found, reason)]
    return html.Li(
        [
            *chip,
            _name(ctx, theme, indicator, group),
            *([_course(ctx, indicator, found)] if len(points) > 1 else []),
            *([_latest(ctx, indicator, points)] if points else []),
            *([_change(ctx, indicator, found, points)] if len(points) > 1 else []),
            *([_agreement(ctx, indicator_id, found)] if found and found.band else []),
            _more(ctx, theme, indicator, vote, group),
        ],
        className="verdict-row",
        **{"data-indicator": indicator_id, "aria-labelledby": f"v-{indicator_id}"},
    )


def _chip(ctx: Context, found: Verdict | None, reason: str) -> Component:
    chip = band_chip(ctx, found.band if found else "", reason, found, brief=True)
    return html.Div(chip, className="verdict-chip")


def _name(ctx: Context, theme: Theme, indicator: Indicator, group: Group | None) -> Component:
    """Code and name, which leads to the calculation; of a group, how its countries are spread."""
    indicator_id, label = indicator.indicator_id, indicator.text("label", ctx.lang)
    judged = indicator.role != "context"
    page = "verdict" if judged else "indicator"
    href = ctx.link_to(page, indicator=indicator_id) if judged else ctx.link_to(page, indicator_id)
    code = ctx.t("progress.code", code=indicator.sdg_indicator) if indicator.sdg_indicator else ""
    marks = []
    if indicator.measures == "migrants":
        marks.append(badge(ctx.t("measures.migrants"), "migrants"))
    if indicator_id not in ctx.reference.theme_indicators(theme.theme_id):
        marks.append(badge(ctx.t("progress.indirect")))
    strip = spread_strip(ctx, group, indicator_id) if group else None
    return html.Div(
        [
            html.H4(
                [
                    *([html.Span(code, className="kicker"), " "] if code else []),
                    html.A(label, href=href),
                    *(part for mark in marks for part in (" ", mark)),
                ],
                id=f"v-{indicator_id}",
            ),
            *([strip] if strip else []),
        ],
        className="verdict-name",
    )


def _course(ctx: Context, indicator: Indicator, found: Verdict | None) -> Component:
    """The values as a small drawing that leads to every country's, and in words."""
    own = {"className": "verdict-course", "title": ctx.t("progress.every_country")}
    href = f"{ctx.href(indicator=indicator.indicator_id, year=None)}#since"
    marks = spark.marks_of(spark.Course(ctx, indicator, found))
    tone = f" tone-{tone_of(found.band)}" if found and found.band else ""
    drawing = {HELD: spark.svg(marks), "aria-hidden": "true"}
    words = f"{ctx.t('progress.every_country')}. {spark.sentence(marks, Words(ctx.lang))}"
    told = html.Span(words, className="visually-hidden")
    return html.A([html.Span(className=f"spark{tone}", **drawing), told], href=href, **own)


def _latest(ctx: Context, indicator: Indicator, points: list[Observation]) -> Component:
    """The latest value that may lead, and its year."""
    last = next((p for p in reversed(points) if p.leads), points[-1])
    mark = None
    if made_here(ctx, indicator.indicator_id, last.year):
        mark = badge(ctx.t("sums.mark"), "", ctx.t("sums.mark.title"))
    return html.P(
        [
            html.Strong(value_text(ctx, indicator, last.value or 0.0)),
            " ",
            html.Span(ctx.t("progress.in_year", year=last.year)),
            *([" ", mark] if mark else []),
        ],
        className="latest",
    )


def _change(
    ctx: Context, indicator: Indicator, found: Verdict | None, points: list[Observation]
) -> Component:
    """What changed between the points of the verdict; without one since the consultations."""
    own = change_judged(ctx, indicator, found) if found else ""
    label = ctx.t("progress.since_base" if own else "progress.since")
    told = own or change_since(ctx, indicator, points)
    return html.P([html.Span(label, className="since-label"), " ", told], className="since")


def _agreement(ctx: Context, indicator_id: str, found: Verdict) -> Component:
    """How many settings agree; the way to what they are and say."""
    link = html.A(
        agreement(ctx, found),
        href=ctx.link_to("verdict", indicator=indicator_id),
        **{"aria-describedby": f"v-{indicator_id}"},
    )
    return html.P(link, className="verdict-agreement")


def _more(
    ctx: Context, theme: Theme, indicator: Indicator, vote: Vote, group: Group | None
) -> Component:
    """What a reader needs to doubt the verdict, folded."""
    indicator_id = indicator.indicator_id
    name = html.Span(indicator.text("label", ctx.lang), className="visually-hidden")
    notes = [general_note(ctx, indicator), *_notes(ctx, indicator, vote)]
    told = spread_sentences(ctx, group, indicator_id) if group else None
    return html.Details(
        [
            html.Summary([ctx.t("progress.more"), " ", name]),
            html.P(_badges(ctx, theme, indicator), className="badges"),
            *(html.P(note, className="row-note") for note in notes if note),
            *([told] if told and vote[2] not in UNJUDGED else []),
            html.P(_links(ctx, indicator_id, vote), className="row-links"),
        ],
        className="verdict-more",
    )


def _badges(ctx: Context, theme: Theme, indicator: Indicator) -> list[Component | str]:
    marks = [badge(ctx.t(f"measures.{indicator.measures}"), indicator.measures)]
    if not indicator.sdg_indicator:
        marks.append(badge(ctx.t("progress.no_code")))
    rows = ctx.reference.chain(theme.theme_id, direct_only=False)
    targets = list(
        dict.fromkeys(r.target_id for r in rows if r.indicator_id == indicator.indicator_id)
    )
    if len(targets) > 1:
        text = ctx.t("progress.one_vote", count=len(targets))
        marks.append(badge(text, "", ctx.t("progress.one_vote.title", targets=ctx.listed(targets))))
    return [part for mark in marks for part in (mark, " ")]


def _notes(ctx: Context, indicator: Indicator, vote: Vote) -> Sequence[str]:
    """What has to be said beside the class, or why there is none; then which settings differ."""
    indicator_id, found, reason = vote
    if reason in UNJUDGED:
        return [ctx.t("progress.not_meant" if reason == NOT_MEANT else "progress.context_short")]
    notes = []
    if found and found.band:
        notes = [ctx.t(f"flag.{flag}") for flag in SAID_FLAGS if flag in found.flags]
    if indicator.sdg_indicator in ORIGINS_ONLY:
        notes.append(ctx.t("progress.origins_only"))
    if not (found and found.band):
        return notes or [ctx.t(f"reason.{reason}.title")]
    every = ctx.store.verdicts.all_settings(indicator_id, ctx.state.focus)
    return [*notes, differing(ctx, found, every)]


def _links(ctx: Context, indicator_id: str, vote: Vote) -> list[Component | str]:
    """Ways on: why there is no verdict, the map of verdicts, the indicator itself."""
    _, found, reason = vote
    own = {"aria-describedby": f"v-{indicator_id}"}
    links = []
    if reason not in (*UNJUDGED, "not_served"):
        if found and not found.band:
            href = ctx.link_to("verdict", indicator=indicator_id)
            links.append(html.A(ctx.t("progress.why"), href=href, **own))
        href = ctx.link_to("verdict_map", indicator=indicator_id)
        links.append(html.A(ctx.t("progress.verdict_map"), href=href, **own))
    href = ctx.link_to("indicator", indicator_id)
    links.append(html.A(ctx.t("progress.about_indicator"), href=href, **own))
    return [part for link in links for part in (link, " ")]
