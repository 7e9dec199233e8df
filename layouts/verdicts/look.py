"""How a band looks: its chip, and a bar of counts, each with a symbol. Never by colour alone."""

from __future__ import annotations

from collections.abc import Iterable

from dash import html
from dash.development.base_component import Component

from data.verdicts import Verdict
from layouts.progress.bands import WORSENING, band_name, lacks_target, look, notes
from layouts.request.context import Context


def symbol() -> Component:
    """The symbol of the tone around it; the words beside it carry the meaning."""
    return html.Span(className="tone-symbol", **{"aria-hidden": "true"})


def band_chip(
    ctx: Context, band: str, reason: str = "", found: Verdict | None = None, brief: bool = False
) -> Component:
    """A verdict as symbol and words; without one, why there is none.

    Args:
        ctx: the page.
        band: the class, "" for none.
        reason: why there is none.
        found: the verdict itself, which may have more to say than its class.
        brief: the reason alone, where what is around says that there is no verdict.
    """
    if not band:
        title = ctx.t(f"reason.{reason}.title")
        label = ctx.t("verdict.not_assessed")
        words = ctx.t(f"reason.{reason}")
        words = words if brief else ctx.t("progress.pair", label=label, value=words)
    else:
        title, words = ctx.t(f"band.{band}.title"), ctx.t(f"band.{band}")
    parts = [symbol(), html.Span(words)]
    if lacks_target(band):
        parts.append(
            html.Span(
                ctx.t("verdict.no_target"),
                className="chip-note",
                title=ctx.t("verdict.no_target.title"),
            )
        )
    said = notes(ctx, found)
    parts += [html.Span(note, className="chip-note") for note in said]
    worse = bool(found and band and WORSENING in found.flags)
    tone = f"tone tone-{WORSENING}" if worse else look(band)
    spaced = [piece for part in parts for piece in (part, " ")][:-1]  # read out as words apart
    return html.Span(spaced, className=f"chip {tone}", title=title)


def bar(
    ctx: Context, counts: Iterable[tuple[str, int]], name: str, small: bool = False
) -> Component:
    """Counts side by side, each with its number and symbol; widths follow the counts.

    Args:
        ctx: the page.
        counts: band and count in the order to show; band "" is what is not assessed.
        name: what is counted, for readers who do not see it.
        small: numbers without symbols, for a cell of a table.
    """
    segments, before = [], ""
    for band, count in counts:
        group = "none" if not band else "outlined" if lacks_target(band) else "filled"
        words = band_name(ctx, band)
        segments.append(
            html.Li(
                [
                    *([] if small else [symbol()]),
                    html.Span(str(count)),
                    html.Span(f" {words}", className="visually-hidden"),
                ],
                className=f"segment {look(band)}"
                + (" segment-apart" if before and group != before else ""),
                style={"flexGrow": count},
                title=ctx.t("progress.pair", label=words, value=count),
            )
        )
        before = group
    return html.Ul(segments, className="bar-of-bands", **{"aria-label": name})


def legend(ctx: Context, bands: Iterable[str]) -> Component:
    """What the symbols and outlines of the bands shown mean."""
    items = [
        html.Li(
            [html.Span(symbol(), className=f"key {look(band)}"), band_name(ctx, band)],
            title=ctx.t(f"band.{band}.title") if band else ctx.t("verdict.not_assessed.title"),
        )
        for band in bands
    ]
    return html.Ul(items, className="legend-of-bands", **{"aria-label": ctx.t("progress.legend")})
