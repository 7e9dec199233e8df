"""Groups of countries: who belongs to one, and which share of countries and people stands where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from data import area_groups
from data.area_groups import JOINED
from data.progress.bands import COMMON
from data.progress.settings import Setting
from data.progress.themes import BEHIND, MIXED, UNJUDGED, ThemeProgress, standing
from data.store import Store
from layouts.progress.of_area import setting_of
from layouts.request.context import Context

ORDER = (*COMMON, MIXED, BEHIND, "")
POPULATION = "ctx-population"


def members(ctx: Context, code: str) -> tuple[str, ...]:
    """The countries of a group, territories left out; empty where its list is not held here."""
    parts = (area_groups.members(ctx.reference, ctx.store, c) for c in JOINED.get(code, (code,)))
    found = frozenset(chain.from_iterable(parts))
    countries = (area for area in ctx.reference.areas.values() if area.kind == "country")
    return tuple(area.area_code for area in countries if area.area_code in found)


@lru_cache(maxsize=512)
def _classes(store: Store, indicator_id: str, setting: Setting) -> dict[str, str]:
    """Common class of each assessed country in one indicator's series."""
    found = store.verdicts.of_indicator(indicator_id, setting)
    return {area: verdict.common for area, verdict in found.items() if verdict.common}


@dataclass(frozen=True)
class Spread:
    """How the countries of a group are spread over classes, "" for not assessed.

    Of `Group.spread`: verdicts by common class, so that over several indicators every country
    counts once for each. Of `Group.standing`: countries, each once, by what most of its verdicts
    say. `people` are the population of the same countries, counted the same way. `on_migrants` of
    the indicators measure migrants; the others show general progress.
    """

    indicators: int
    on_migrants: int
    countries: Counter[str]
    people: Counter[str]

    @property
    def verdicts(self) -> int:
        """How many there are, those not assessed included: countries times indicators."""
        return sum(self.countries.values())

    def shares(self, kind: str) -> list[tuple[str, int]]:
        """Per cent of `countries` or `people` by class, in whole numbers that add up to 100."""
        return whole_shares(getattr(self, kind), ORDER)


def whole_shares(counts: Mapping[str, int], order: Iterable[str]) -> list[tuple[str, int]]:
    """Per cent of a total by class, in whole numbers that add up to 100; [] of nothing.

    The method of largest remainders: what rounding down leaves goes to those it takes most from.
    """
    total = sum(counts.values())
    if not total:
        return []
    exact = {name: 100 * counts[name] / total for name in order if counts.get(name)}
    whole = {name: int(share) for name, share in exact.items()}
    short = sorted(whole, key=lambda name: whole[name] - exact[name])
    for name in short[: 100 - sum(whole.values())]:
        whole[name] += 1
    return list(whole.items())


class Group:
    """The countries and people of the group in focus."""

    def __init__(self, ctx: Context) -> None:
        """Look the members and their latest population up once."""
        self.ctx, self.setting = ctx, setting_of(ctx)
        self.members = members(ctx, ctx.state.focus)
        latest = ctx.store.latest(POPULATION)
        self.population = {code: latest[code][1] for code in self.members if code in latest}

    def spread(self, indicators: Iterable[str]) -> Spread:
        """The spread over the series held here; a country without a row is not assessed."""
        held = [i for i in indicators if self.ctx.store.has_data(i)]
        countries: Counter[str] = Counter()
        people: Counter[str] = Counter()
        for indicator_id in held:
            classes = _classes(self.ctx.store, indicator_id, self.setting)
            for code in self.members:
                name = classes.get(code, "")
                countries[name] += 1
                people[name] += round(self.population.get(code, 0))
        return Spread(len(held), self._on_migrants(held), countries, people)

    def held(self, progress: ThemeProgress) -> list[str]:
        """The indicators of a theme that can be judged and have a series here."""
        voting = (i for i, _, reason in progress.votes if reason not in UNJUDGED)
        return [i for i in voting if self.ctx.store.has_data(i)]

    def standing(self, progress: ThemeProgress) -> Spread:
        """The members, each once, by what more than half of its verdicts in a theme say."""
        held = self.held(progress)
        found: dict[str, Counter[str]] = {code: Counter() for code in self.members}
        for indicator_id in held:
            for code, name in _classes(self.ctx.store, indicator_id, self.setting).items():
                if code in found:
                    found[code][name] += 1
        countries: Counter[str] = Counter()
        people: Counter[str] = Counter()
        for code, classes in found.items():
            name = standing(classes)
            countries[name] += 1
            people[name] += round(self.population.get(code, 0))
        return Spread(len(held), self._on_migrants(held), countries, people)

    def _on_migrants(self, indicators: list[str]) -> int:
        of = self.ctx.reference.indicators
        return sum(of[i].measures == "migrants" for i in indicators)
