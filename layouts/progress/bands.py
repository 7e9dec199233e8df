"""The bands of all methods as they are shown: their tones, their names, their order.

A tone is one look, each with a symbol of its own; bands of all methods share them. Bands without a
numeric target are outlined, not filled, and those that move the wanted way have tones apart from
what is on track. "Met, but worsening" has its own look beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from data.verdicts import Verdict
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


def notes(ctx: Context, found: Verdict | None) -> list[str]:
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


def verdict_name(ctx: Context, found: Verdict) -> str:
    """A verdict in words, with what has to be said beside its class."""
    words = band_name(ctx, found.band)
    for note in notes(ctx, found):
        words = ctx.t("verdict.note", verdict=words, note=note)
    return words


def in_order(
    counts: Mapping[str, int], order: Iterable[str], unassessed: int
) -> list[tuple[str, int]]:
    """Counts from best to worst: with a numeric target, without one, and not assessed."""
    found = [(band, counts[band]) for band in order if counts.get(band)]
    found.sort(key=lambda pair: (lacks_target(pair[0]), TONES.index(tone_of(pair[0]))))
    return [*found, *([("", unassessed)] if unassessed else [])]
