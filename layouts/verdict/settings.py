"""What the other settings say about the same series and area, each leading to its calculation."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import Any

from dash import html
from dash.development.base_component import Component

from layouts.pieces.components import badge
from layouts.progress.opened import NO_RATE, Evaluation, OpenedVerdict
from layouts.progress.words import ratio_text
from layouts.request.context import Context
from layouts.request.keys import METHODS
from layouts.verdicts.agreement import agreement
from layouts.verdicts.look import band_chip


def others(ctx: Context, verdict: OpenedVerdict) -> list[Component]:
    """How many settings agree, the table of distinct evaluations, and the settings without one."""
    if not verdict.evaluations:
        return []
    return [
        html.H2(told(ctx, verdict), id="settings-title"),
        html.P(ctx.t("verdict.settings_lead"), className="muted"),
        _table(ctx, verdict),
        *_silent(ctx, verdict),
    ]


def told(ctx: Context, verdict: OpenedVerdict) -> str:
    """How far the settings agree; for a missing verdict, how many others give one."""
    found = verdict.found
    if not found or not found.band:
        return ctx.t("verdict.settings_other", settings=len(verdict.evaluations))
    return agreement(ctx, found)


def _table(ctx: Context, verdict: OpenedVerdict) -> Component:
    keys = ("setting", "base_year", "latest_year", "ratio", "verdict", "agrees")
    caption = ctx.t("verdict.settings_caption")
    ordered = sorted(verdict.evaluations, key=lambda e: METHODS.index(e.found.method))
    return html.Div(
        html.Table(
            [
                html.Caption(caption),
                html.Thead(html.Tr([html.Th(ctx.t(f"verdict.{k}"), scope="col") for k in keys])),
                html.Tbody([_row(ctx, verdict, one) for one in ordered]),
            ],
            className="settings-list",
        ),
        className="table-wrap",
        tabIndex="0",
        role="group",
        **{"aria-label": caption},
    )


def _row(ctx: Context, verdict: OpenedVerdict, one: Evaluation) -> Component:
    here = verdict.setting in one.settings
    common = verdict.found.common if verdict.found else ""
    differs = bool(common) and one.found.common != common
    name = _name(ctx, one)
    cells: list[Any] = [
        name if here else html.A(name, href=ctx.href(**asdict(one.settings[0]))),
        str(one.found.base_year or "\u2014"),
        str(one.found.latest_year),
        ratio_text(ctx, one.found),
        band_chip(ctx, one.found.band, "", one.found),
        badge(ctx.t("verdict.this_one"), "here")
        if here
        else badge(ctx.t("verdict.differs" if differs else "verdict.agrees_yes"), ""),
    ]
    return html.Tr(
        [html.Th(cells[0], scope="row"), *(html.Td(cell) for cell in cells[1:])],
        className="here" if here else "differs" if differs else "",
        **{"data-common": one.found.common},
    )


def _name(ctx: Context, one: Evaluation) -> str:
    """The settings of an evaluation as briefly as they can be said."""
    if any(mark in one.found.flags for mark in NO_RATE):
        return ctx.t("verdict.every_method")
    bases = list(dict.fromkeys(s.base for s in one.settings))
    modelled = list(dict.fromkeys(s.modelled for s in one.settings))
    covid = list(dict.fromkeys(s.covid for s in one.settings))
    parts = [
        ctx.t(f"method.{one.found.method}.short"),
        ctx.t("verdict.or").join(ctx.t(f"base.{b}") for b in bases),
    ]
    if len(modelled) == 1:
        parts.append(ctx.t(f"modelled.{modelled[0]}"))
    if len(covid) == 1:
        parts.append(ctx.t(f"covid.{covid[0]}"))
    return " \u00b7 ".join(parts)


def _silent(ctx: Context, verdict: OpenedVerdict) -> list[Component]:
    """Settings that give no verdict, by reason."""
    reasons = Counter(a.reason for a in verdict.silent)
    if not reasons:
        return []
    words = ctx.listed(
        ctx.t("progress.count", count=n, what=ctx.t(f"reason.{r}"))
        for r, n in reasons.most_common()
    )
    return [
        html.P(
            ctx.plural(
                "verdict.silent",
                len(verdict.silent),
                all=len(verdict.every),
                reasons=words,
            ),
            className="muted",
        )
    ]
