"""From series to theme and from countries to a group: counts with their denominators, no scores.

One series has one vote. Context indicators have none. No countries are averaged or ranked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from data.assessments import Assessment
from data.catalog import Reference
from data.progress.bands import BY_ID, COMMON
from data.progress.rules import why_not

DIRECT, ALL = "direct", "all"
ENOUGH_ASSESSED = 5  # for a headline
ENOUGH_SHARE = 0.5  # of the assessable indicators, for a headline
MIXED = "mixed"
Vote = tuple[str, Assessment | None, str]


@dataclass(frozen=True)
class ThemeProgress:
    """How the indicators of one theme fare in one area, under one setting.

    `counts` by band, best first, without empty ones; `common` by common class. Their sum is
    `assessed`, of `assessable` (series with an agreed good direction). `not_assessed` says why
    the others have no verdict. `context` indicators are outside of all counts. `headline` is the
    common class of more than half of the assessed, "mixed" where there is none, None where fewer
    than five or less than half of the assessable ones are assessed.
    `votes`: indicator, its assessment if there are rows, and the reason where it has no verdict.
    """

    theme_id: str
    counts: Mapping[str, int]
    common: Mapping[str, int]
    assessed: int
    assessable: int
    not_assessed: Mapping[str, int]
    context: int
    headline: str | None
    votes: tuple[Vote, ...]


def theme_progress(
    reference: Reference,
    assessments: Mapping[str, Assessment],
    theme_id: str,
    links: str = DIRECT,
    served: Callable[[str], bool] = lambda _: True,
) -> ThemeProgress:
    """The progress of one theme in one area.

    Args:
        reference: themes, links and indicators.
        assessments: the area's verdicts of one setting by indicator, as `Assessments.of_area`.
        theme_id: the theme.
        links: "direct" for direct links only, "all" for indirect ones too.
        served: whether any series of an indicator is embedded, as `Store.has_data`; tells the
            reason `not_served` from `no_data`.
    """
    votes: list[Vote] = []
    for indicator_id in distinct_series(reference, theme_id, links):
        found = assessments.get(indicator_id)
        reason = why_not(reference.indicators[indicator_id])
        if not reason and found is None:
            reason = "no_data" if served(indicator_id) else "not_served"
        votes.append(
            (indicator_id, None if reason else found, reason or (found.reason if found else ""))
        )
    cast = [a for _, a, _ in votes if a is not None and a.band]
    outside = ("context", "no_direction")
    assessable = sum(reason not in outside for _, _, reason in votes)
    return ThemeProgress(
        theme_id=theme_id,
        counts=_ordered(Counter(a.band for a in cast)),
        common={c: n for c in COMMON if (n := sum(a.common == c for a in cast))},
        assessed=len(cast),
        assessable=assessable,
        not_assessed=dict(Counter(r for _, _, r in votes if r and r not in outside)),
        context=len(votes) - assessable,
        headline=headline([a.common for a in cast], assessable),
        votes=tuple(votes),
    )


def distinct_series(reference: Reference, theme_id: str, links: str = DIRECT) -> tuple[str, ...]:
    """Indicators of a theme, each provider series once: first along the chain, then context."""
    found: dict[tuple[str, ...], str] = {}
    for indicator_id in reference.theme_indicators(theme_id, links == DIRECT):
        first = next(iter(reference.series_for(indicator_id)), None)
        same = (first.source_id, first.source_code, first.breakdown) if first else (indicator_id,)
        found.setdefault(same, indicator_id)
    return tuple(found.values())


def headline(classes: Collection[str], assessable: int) -> str | None:
    """The common class of more than half of the verdicts; None where they are too few."""
    if len(classes) < ENOUGH_ASSESSED or len(classes) < ENOUGH_SHARE * assessable:
        return None
    name, votes = Counter(classes).most_common(1)[0]
    return name if 2 * votes > len(classes) else MIXED


def _ordered(counts: Mapping[str, int]) -> dict[str, int]:
    order = list(BY_ID)
    return {band: counts[band] for band in sorted(counts, key=order.index)}


@dataclass(frozen=True)
class GroupShares:
    """How the members of a group fare on one indicator: countries, and the people in them.

    `countries` and `people` by band, best first. `assessed` countries of `members`, with
    `people_assessed` of `people_known`, the population of the members whose number is known;
    `unknown` members have none.
    """

    countries: Mapping[str, int]
    assessed: int
    members: int
    people: Mapping[str, float]
    people_assessed: float
    people_known: float
    unknown: int

    def country_share(self, band: str) -> float:
        """Share of the assessed countries in a band, 0 to 1; 0 where none is assessed."""
        return self.countries.get(band, 0) / self.assessed if self.assessed else 0.0

    def people_share(self, band: str) -> float:
        """Share of the people of assessed countries in a band, 0 to 1; 0 where there are none."""
        known = self.people_assessed
        return self.people.get(band, 0.0) / known if known else 0.0


def group_shares(
    assessments: Mapping[str, Assessment],
    members: Collection[str],
    population: Mapping[str, float],
) -> GroupShares:
    """Share of countries and share of people per band. Nothing is averaged.

    Args:
        assessments: one indicator's verdicts by area, as `Assessments.of_indicator`.
        members: area codes of the group's countries.
        population: people by area code; a member without a number counts as a country only.
    """
    cast = {c: a.band for c in members if (a := assessments.get(c)) and a.band}
    people: Counter[str] = Counter()
    for code, band in cast.items():
        people[band] += population.get(code, 0.0)  # type: ignore[assignment]
    return GroupShares(
        countries=_ordered(Counter(cast.values())),
        assessed=len(cast),
        members=len(members),
        people=_ordered(people),
        people_assessed=float(sum(people.values())),
        people_known=float(sum(population.get(code, 0.0) for code in members)),
        unknown=sum(code not in population for code in members),
    )
