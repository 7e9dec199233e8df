"""The verdicts of one area, theme by theme; every picture, table and file starts from this."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data.progress.bands import bands_of
from data.progress.settings import Setting
from data.progress.themes import ALL, DIRECT, ThemeProgress, theme_progress
from data.reference_lists import Indicator, Theme
from data.verdicts import Verdict
from layouts.progress.bands import in_order
from layouts.request.context import Context

ByIndicator = Mapping[str, Verdict]


@dataclass(frozen=True)
class ThemeRow:
    """One theme in the area in focus.

    `counts` is what a bar shows: band and count from best to worst, last "" for not assessed.
    `wider` is the theme with indirect links too, where direct ones leave too few to judge for a
    headline; None where they do not, or all links are followed anyway.
    """

    theme: Theme
    progress: ThemeProgress
    counts: tuple[tuple[str, int], ...]
    wider: ThemeProgress | None = None

    @property
    def told(self) -> ThemeProgress:
        """What the headline is about: the theme by the links followed, or by all of them."""
        return self.wider if self.wider and self.wider.enough else self.progress


def setting_of(ctx: Context) -> Setting:
    """The setting of verdicts that the address asks for."""
    return Setting(*(ctx.state.option(name) for name in ("method", "base", "modelled", "covid")))


def verdicts(ctx: Context) -> ByIndicator:
    """Verdicts of the area in focus by indicator, under the setting of the address."""
    return ctx.store.verdicts.of_area(ctx.state.focus, setting_of(ctx))


def theme_row(ctx: Context, theme: Theme, found: ByIndicator) -> ThemeRow:
    """One theme judged by the verdicts of an area."""

    def judged(links: str) -> ThemeProgress:
        return theme_progress(ctx.reference, found, theme.theme_id, links, ctx.store.has_data)

    progress = judged(ctx.state.links)
    narrow = ctx.state.links == DIRECT and not progress.enough
    counts = ordered(ctx, progress.counts, sum(progress.not_assessed.values()))
    return ThemeRow(theme, progress, counts, judged(ALL) if narrow else None)


def theme_rows(ctx: Context) -> tuple[ThemeRow, ...]:
    """Every theme in the area in focus, in the order of the consultations."""
    found = verdicts(ctx)
    return tuple(theme_row(ctx, theme, found) for theme in ctx.reference.themes.values())


def ordered(
    ctx: Context, counts: Mapping[str, int], unassessed: int
) -> tuple[tuple[str, int], ...]:
    """Counts by band in the order of the page's method, and what is not assessed."""
    order = [band.id for band in bands_of(ctx.state.option("method"))]
    return tuple(in_order(counts, order, unassessed))


def goal_of(ctx: Context, indicator: Indicator) -> str:
    """The goal of an indicator's own target; "" for one outside the Goals."""
    target = ctx.reference.targets.get(indicator.target_id)
    return target.goal_id if target else ""
