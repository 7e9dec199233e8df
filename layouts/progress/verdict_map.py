"""Verdicts on one indicator for all countries: what map, table, sentences and file start from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from data.progress.bands import bands_of
from data.progress.rules import why_not
from data.progress.themes import GroupShares, group_shares
from data.reference_lists import Area, Indicator
from data.verdicts import Verdict
from layouts.progress.bands import TONES, WORSENING, lacks_target, tone_of
from layouts.progress.missing import MISSING_KINDS, missing_kind
from layouts.progress.of_area import setting_of
from layouts.request.context import Context
from layouts.series.counted import COUNTRY
from layouts.series.series import indicator_of
from layouts.words.format import sort_key

POPULATION = "ctx-population"


@dataclass(frozen=True)
class Place:
    """One country or territory. `key` is its class: a band, or a kind of missing."""

    area: Area
    found: Verdict | None
    key: str
    reason: str

    @property
    def shown(self) -> str:
        """The class that map and legend show: its own, or "met, but worsening"."""
        worse = self.found is not None and not self.reason and WORSENING in self.found.flags
        return WORSENING if worse else self.key


@dataclass(frozen=True)
class VerdictMap:
    """All places in reading order, and the classes that occur, best first, missing ones last."""

    indicator: Indicator
    places: tuple[Place, ...]
    bands: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def counts(self) -> Counter[str]:
        """Countries and territories in each class that map and legend show."""
        return Counter(place.shown for place in self.places)

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes of verdicts on map and legend, best first; worsening ones after the met."""
        found = [b for b in self.bands if self.counts[b]]
        if self.counts[WORSENING]:
            met = [b for b in self.bands if any(p.key == b != p.shown for p in self.places)]
            at = max((found.index(b) + 1 for b in met if b in found), default=0)
            found.insert(at, WORSENING)
        return tuple(found)

    def shares(self, ctx: Context) -> GroupShares:
        """Share of countries and of their people in each class, territories left out."""
        latest = ctx.store.latest(POPULATION)
        countries = [place for place in self.places if place.area.kind == COUNTRY]
        found = {p.area.area_code: p.found for p in countries if p.found and not p.reason}
        members = [place.area.area_code for place in countries]
        return group_shares(found, members, {code: latest[code][1] for code in latest})


def verdict_map_of(ctx: Context) -> VerdictMap:
    """The verdicts that the address asks for. Every country and territory has a place."""
    indicator = indicator_of(ctx, ctx.indicator)
    found = ctx.store.verdicts.of_indicator(indicator.indicator_id, setting_of(ctx))
    why = why_not(indicator) or ("" if ctx.store.has_data(indicator.indicator_id) else "not_served")
    names = sorted(ctx.reference.countries(), key=lambda a: sort_key(a.text("short", ctx.lang)))
    places = tuple(_place(area, found.get(area.area_code), why) for area in names)
    present = {place.key for place in places}
    bands = [b.id for b in bands_of(ctx.state.option("method")) if b.id in present]
    bands += sorted(present - set(bands) - set(MISSING_KINDS))  # "met" of yes-or-no indicators
    bands.sort(key=lambda b: (lacks_target(b), TONES.index(tone_of(b))))
    missing = tuple(kind for kind in MISSING_KINDS if kind in present)
    return VerdictMap(indicator, places, tuple(bands), missing)


def _place(area: Area, found: Verdict | None, why: str) -> Place:
    if found and found.band:
        return Place(area, found, found.band, "")
    reason = why or (found.reason if found else "no_data")
    return Place(area, found, missing_kind(reason), reason)
