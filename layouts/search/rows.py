"""The words of a result, for the list below the search box and for the page of results."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from layouts.pieces.components import badge
from layouts.progress.bands import WORSENING
from layouts.request.context import Context
from layouts.search.figures import Figure
from layouts.search.found import Found
from layouts.search.results import Results
from layouts.verdicts.look import band_chip


def group_title(ctx: Context, results: Results, kind: str) -> str:
    """The heading of a kind; that of indicators for places names the places."""
    names = [ctx.reference.areas[code].text("short", ctx.lang) for code in results.places]
    if kind in ("pair", "compare"):
        return ctx.t(f"search.kind.{kind}", places=ctx.listed(names))
    if kind in ("between", "back"):
        origin, destination = names if kind == "between" else reversed(names)
        return ctx.t("search.kind.between", origin=origin, destination=destination)
    return ctx.t(f"search.kind.{kind}")


def unheld(ctx: Context, results: Results) -> list[Component]:
    """That groups of countries have no figures of their own here, and what is shown instead."""
    return [
        html.P(
            ctx.t("search.unheld.near", group=group, places=ctx.listed(near))
            if near
            else ctx.t("search.unheld", group=group),
            className="search-nothing",
            role="presentation",
        )
        for group, near in results.unheld
    ]


def marked(found: Found) -> list[Any]:
    """The name of a result, the words that answered marked."""
    return [html.Mark(text) if hit else text for text, hit in found.pieces]


def beside(ctx: Context, found: Found, *about: Component) -> list[Component]:
    """What stands beside the name: figures, a note, `about`, which synonym led."""
    parts = [html.Span(found.note, className="search-note")] if found.note else []
    if not found.held:
        parts.append(badge(ctx.t("chain.no_data")))
    parts += _figures(ctx, found)
    parts += about
    typed, means = found.reason
    if typed:
        reason = ctx.t("search.reason", typed=typed, means=means)
        parts.append(html.Span(reason, className="search-reason"))
    return parts


def _figures(ctx: Context, found: Found) -> list[Component]:
    """Latest values with year and verdict; where the world has none, how many places have one."""
    if not found.figures:
        return []
    if found.told or found.own_areas:
        named = len(found.figures) > 1 or not found.own_areas  # else the heading names the place
        told = [_figure(ctx, figure, named) for figure in found.figures]
        spaced = [piece for part in told for piece in (part, " ")][:-1]
        return [html.Span(spaced, className="search-figures")]
    info = ctx.store.series_info(found.key) or {}
    places = ctx.counted("places", int(info.get("areas", 0)))
    words = ctx.t("search.figure.places", places=places, year=info.get("last_year", ""))
    return [html.Span(words, className="search-figures search-figure-none")]


def _figure(ctx: Context, figure: Figure, named: bool) -> Component:
    if not figure.value:
        none = ctx.t("search.figure.none", place=figure.place)
        return html.Span(none, className="search-figure search-figure-none")
    words = ctx.t("search.figure", value=figure.value, year=figure.year)
    if named:
        words = ctx.t("search.figure.of", place=figure.place, figure=words)
    verdict = figure.verdict
    worse = verdict if verdict and WORSENING in verdict.flags else None  # the year stands beside
    chip = [" ", band_chip(ctx, verdict.band, found=worse)] if verdict else []
    return html.Span([html.Strong(words), *chip], className="search-figure")
