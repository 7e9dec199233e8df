"""One verdict with everything behind it: what page, chart, tables and files of it start from."""

from __future__ import annotations

from dataclasses import astuple, dataclass

from data.progress.calculation import Calculation, Point, calculation
from data.progress.rules import BARS, judged, why_not
from data.progress.settings import Setting, judged_year
from data.reference_lists import Area, Indicator
from data.verdicts import Verdict
from layouts.progress.of_area import setting_of
from layouts.request.context import Context
from layouts.series.series import Series, indicator_of, series_of

DROPPED = (
    "no_number",
    "forecast",
    "part_year",
    "doubted",
    "no_record",
    "pandemic",
    "before_break",
    "modelled",
    "after_target_year",
    "no_mean",
    "no_distance",
)
NO_RATE = ("yes_no", "classes")  # marks of indicators that every method judges alike


@dataclass(frozen=True)
class Evaluation:
    """One distinct evaluation: a method on two points, with every setting that leads to it."""

    found: Verdict
    settings: tuple[Setting, ...]


@dataclass(frozen=True)
class OpenedVerdict:
    """The verdict of the address. `found` is None where the series has no row for the area.

    `reason` is "" where there is a band. `worked` is the same verdict with its points and steps,
    `every` what all settings say.
    """

    indicator: Indicator
    area: Area
    setting: Setting
    found: Verdict | None
    reason: str
    worked: Calculation
    series: Series | None
    every: tuple[Verdict, ...]

    @property
    def state(self) -> str:
        """What is shown, as one word that tests can wait for."""
        keys = (self.indicator.indicator_id, self.area.area_code, *astuple(self.setting))
        return "|".join(("verdict", *keys))

    @property
    def evaluations(self) -> tuple[Evaluation, ...]:
        """The distinct evaluations among all settings."""
        return evaluations(self.every)

    @property
    def silent(self) -> tuple[Verdict, ...]:
        """The settings that give no verdict."""
        return tuple(a for a in self.every if not a.band)

    @property
    def points(self) -> tuple[Point, ...]:
        """Every published cell with a number or a reason, by year."""
        worked = self.worked
        every = (*worked.points_used, *worked.points_between, *worked.points_dropped)
        return tuple(sorted(every, key=lambda p: p.year))

    @property
    def numbers(self) -> tuple[Point, ...]:
        """The cells that hold a number; forecasts are left out."""
        return tuple(p for p in self.points if p.value is not None and p.use != "forecast")


def verdict_of(ctx: Context) -> OpenedVerdict:
    """The verdict that the address asks for: of its first chosen area, else of the world."""
    indicator = indicator_of(ctx, ctx.indicator)
    id_, code = indicator.indicator_id, ctx.state.focus
    setting = setting_of(ctx)
    found = ctx.store.verdicts.one(id_, code, setting)
    cells = ctx.store.observations(id_, (code,))
    year = judged_year(ctx.store.catalogue["sources"])
    return OpenedVerdict(
        indicator,
        ctx.reference.areas[code],
        setting,
        found,
        _reason(ctx, indicator, found, code),
        calculation(
            indicator, cells, setting, year, ctx.reference.verdict_rules.get(id_), _never(found)
        ),
        series_of(ctx, id_),
        ctx.store.verdicts.all_settings(id_, code),
    )


def _never(found: Verdict | None) -> str:
    """Why the area can have no verdict under any setting, which its own values do not show."""
    return found.reason if found and found.reason in BARS else ""


def _reason(ctx: Context, indicator: Indicator, found: Verdict | None, code: str) -> str:
    """Why there is no verdict; "" where there is one."""
    if why := why_not(indicator):
        return why
    source = ctx.store.default_source(indicator.indicator_id)
    if source is None:
        return "not_served"
    if not judged(code, source):
        return "summed_here"
    return found.reason if found else "no_data"


def evaluations(every: tuple[Verdict, ...]) -> tuple[Evaluation, ...]:
    """The distinct evaluations among all settings, as `agree` and `settings` count them.

    Settings with the same method and points are one; so are all methods where there is no rate.
    """
    groups: dict[tuple[object, ...], list[Verdict]] = {}
    for one in every:
        if one.band:
            alike = any(mark in one.flags for mark in NO_RATE)
            points = (one.base_year, one.base_value, one.latest_year, one.latest_value)
            groups.setdefault(("" if alike else one.method, *points), []).append(one)
    return tuple(Evaluation(g[0], tuple(a.setting for a in g)) for g in groups.values())
