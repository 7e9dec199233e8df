"""How a band looks: its tone, its chip, and a bar of counts. Never by colour alone.

A tone is one look, each with a symbol of its own; bands of all methods share them. Bands without a
numeric target are outlined, not filled, and those that move the wanted way have tones apart from
what is on track. "Met, but worsening" has its own look beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dash import html
from dash.development.base_component import Component

from data.assessments import Assessment
from layouts.request.context import Context

TONES = (
    *("met", "on_track", "moderate", "marginal"),
    *("right_fast", "right", "right_slow"),
    *("stagnation", "regression"),
)
WORSENING = "met_worsening"  # a mark of a verdict; its look and its class on the map
_TONE_OF = {
    **{tone: tone for tone in TONES},
    "achieved": "met",
    "substantial": "on_track",
    "fair": "moderate",
    "acceleration": "moderate",
    "too_slow": "moderate",
    "class_up": "moderate",
    "limited": "marginal",
    "not_progressing": "stagnation",
    "class_same": "stagnation",
    "not_met": "stagnation",
    "deterioration": "regression",
    "class_down": "regression",
}
_TONE_WITHOUT_TARGET = {
    "substantial": "right_fast",
    "moderate": "right",
    "fair": "right",
    "acceleration": "right",
    "marginal": "right_slow",
    "limited": "stagnation",
}
_PREFIXES = ("unsd2022_", "unsd2023_", "statcan_", "escap_", "bounded_")
NO_TARGET = "nt_"


def _bare(band: str) -> str:
    for prefix in _PREFIXES:
        band = band.removeprefix(prefix)
    return band


def tone_of(band: str) -> str:
    """The tone of a band of any method.

    Raises:
        KeyError: no method has such a band.
    """
    bare = _bare(band)
    name = bare.removeprefix(NO_TARGET)
    if name != bare and name in _TONE_WITHOUT_TARGET:
        return _TONE_WITHOUT_TARGET[name]
    return _TONE_OF[name]


def lacks_target(band: str) -> bool:
    """Whether a band is one without a numeric target."""
    return _bare(band).startswith(NO_TARGET)


def look(band: str) -> str:
    """The style classes of a band; of what is not assessed for ""."""
    if not band:
        return "tone tone-none"
    return f"tone tone-{tone_of(band)}" + (" tone-outlined" if lacks_target(band) else "")


def band_name(ctx: Context, band: str) -> str:
    """The band in words, with its lack of a numeric target."""
    if not band:
        return ctx.t("verdict.not_assessed")
    name = ctx.t(f"band.{band}")
    return f"{name} ({ctx.t('verdict.no_target')})" if lacks_target(band) else name


def notes(ctx: Context, found: Assessment | None) -> list[str]:
    """What a verdict says beside its class: worsening, noise, another curve, and its year."""
    if not found or not found.band:
        return []
    said = []
    if WORSENING in found.flags:
        said.append(ctx.t("verdict.worsening"))
    if "within_noise" in found.flags:
        said.append(ctx.t("verdict.noise"))
    if "curves_differ" in found.flags:
        said.append(ctx.t("verdict.curves"))
    if "dated" in found.flags:
        said.append(ctx.t("verdict.as_of", year=found.latest_year))
    return said


def verdict_name(ctx: Context, found: Assessment) -> str:
    """A verdict in words, with what has to be said beside its class."""
    words = band_name(ctx, found.band)
    for note in notes(ctx, found):
        words = ctx.t("verdict.note", verdict=words, note=note)
    return words


def symbol() -> Component:
    """The symbol of the tone around it; the words beside it carry the meaning."""
    return html.Span(className="tone-symbol", **{"aria-hidden": "true"})


def band_chip(
    ctx: Context, band: str, reason: str = "", found: Assessment | None = None
) -> Component:
    """A verdict as symbol and words; without one, why there is none.

    Args:
        ctx: the page.
        band: the class, "" for none.
        reason: why there is none.
        found: the verdict itself, which may have more to say than its class.
    """
    if not band:
        title = ctx.t(f"reason.{reason}.title")
        label = ctx.t("verdict.not_assessed")
        words = ctx.t("progress.pair", label=label, value=ctx.t(f"reason.{reason}"))
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
    return html.Span(parts, className=f"chip {tone}", title=title)


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


def in_order(
    counts: Mapping[str, int], order: Iterable[str], unassessed: int
) -> list[tuple[str, int]]:
    """Counts from best to worst: with a numeric target, without one, and not assessed."""
    found = [(band, counts[band]) for band in order if counts.get(band)]
    found.sort(key=lambda pair: (lacks_target(pair[0]), TONES.index(tone_of(pair[0]))))
    return [*found, *([("", unassessed)] if unassessed else [])]


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
