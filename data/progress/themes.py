"""From series to theme and from countries to a group: counts with their denominators, no scores.

One series has one vote. Context indicators have none, nor those of which no link
of the theme speaks. No countries are averaged or ranked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from data.progress.bands import BY_ID, COMMON, ON_TRACK, RIGHT_WAY
from data.progress.rules import why_not
from data.reference_lists import Reference
from data.verdicts import Verdict

DIRECT, ALL = "direct", "all"
ENOUGH_JUDGED = 3  # verdicts, for a bar and a headline; with fewer, each is named
MIXED = "mixed"
BEHIND = "behind"
NOT_MEANT = "not_meant"  # an indicator of a target of which no link of the theme speaks
UNJUDGED = ("context", "no_direction", NOT_MEANT)  # reasons: no verdict is asked for
# Reasons that come to: the provider has published no figure of the area, or none is held here.
UNPUBLISHED = (
    *("no_data", "no_value", "no_record", "not_served"),
    *("summed_here", "counts_countries"),
)
Vote = tuple[str, Verdict | None, str]


@dataclass(frozen=True)
class ThemeProgress:
    """How the indicators of one theme fare in one area, under one setting.

    `counts` by band, best first, without empty ones; `common` by common class. Their sum is
    `assessed`, of `assessable` (series with an agreed good direction of which a link of the theme
    speaks). `not_assessed` says why the others have no verdict. `context` indicators are outside
    of all counts. `headline` is the common class of more than half of the assessed, "mixed" where
    there is none, None where fewer than three are assessed.
    `votes`: indicator, its verdict if there are rows, and the reason where it has no verdict.
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

    @property
    def enough(self) -> bool:
        """Whether enough indicators are assessed for a bar and a headline."""
        return self.assessed >= ENOUGH_JUDGED

    @property
    def summed_up(self) -> str | None:
        """The headline; BEHIND where only too slow and not progressing together are the most."""
        return standing(self.common) if self.headline == MIXED else self.headline

    @property
    def tally(self) -> Tally:
        """The headline in numbers."""
        return tally(self.common, self.not_assessed)

    @property
    def cast(self) -> tuple[tuple[str, Verdict], ...]:
        """The indicators with a verdict, and the verdicts."""
        return tuple((i, found) for i, found, _ in self.votes if found and found.band)


@dataclass(frozen=True)
class Tally:
    """A headline in numbers: what can be judged and how it fares, and what cannot.

    `on_track`, `right_way` (no agreed target) and `behind` add up to what is judged. Those
    `unpublished` have no figure; those `unfit` have figures too few, old or small to be judged.
    """

    on_track: int
    right_way: int
    behind: int
    unpublished: int
    unfit: int

    @property
    def judged(self) -> int:
        """How many have a verdict."""
        return self.on_track + self.right_way + self.behind


def tally(common: Mapping[str, int], not_assessed: Mapping[str, int]) -> Tally:
    """The numbers of a headline, from counts by common class and by reason."""
    good, right = common.get(ON_TRACK, 0), common.get(RIGHT_WAY, 0)
    unpublished = sum(not_assessed.get(reason, 0) for reason in UNPUBLISHED)
    return Tally(
        on_track=good,
        right_way=right,
        behind=sum(common.values()) - good - right,
        unpublished=unpublished,
        unfit=sum(not_assessed.values()) - unpublished,
    )


def theme_progress(
    reference: Reference,
    verdicts: Mapping[str, Verdict],
    theme_id: str,
    links: str = DIRECT,
    served: Callable[[str], bool] = lambda _: True,
) -> ThemeProgress:
    """The progress of one theme in one area.

    Args:
        reference: themes, links and indicators.
        verdicts: the area's verdicts of one setting by indicator, as `Verdicts.of_area`.
        theme_id: the theme.
        links: "direct" for direct links only, "all" for indirect ones too.
        served: whether any series of an indicator is embedded, as `Store.has_data`; tells the
            reason `not_served` from `no_data`.
    """
    votes: list[Vote] = []
    aside = reference.theme_set_aside(theme_id, links == DIRECT)
    for indicator_id in distinct_series(reference, theme_id, links):
        found = verdicts.get(indicator_id)
        reason = why_not(reference.indicators[indicator_id])
        if not reason and indicator_id in aside:
            reason = NOT_MEANT
        if not reason and found is None:
            reason = "no_data" if served(indicator_id) else "not_served"
        votes.append(
            (indicator_id, None if reason else found, reason or (found.reason if found else ""))
        )
    cast = [a for _, a, _ in votes if a is not None and a.band]
    assessable = sum(reason not in UNJUDGED for _, _, reason in votes)
    return ThemeProgress(
        theme_id=theme_id,
        counts=_ordered(Counter(a.band for a in cast)),
        common={c: n for c in COMMON if (n := sum(a.common == c for a in cast))},
        assessed=len(cast),
        assessable=assessable,
        not_assessed=dict(Counter(r for _, _, r in votes if r and r not in UNJUDGED)),
        context=len(votes) - assessable,
        headline=headline([a.common for a in cast]),
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


def headline(classes: Collection[str]) -> str | None:
    """The common class of more than half of the verdicts; None where they are too few."""
    if len(classes) < ENOUGH_JUDGED:
        return None
    name, votes = Counter(classes).most_common(1)[0]
    return name if 2 * votes > len(classes) else MIXED


@dataclass(frozen=True)
class Once:
    """One indicator over all themes: its vote, and the themes it counts in (one or more)."""

    vote: Vote
    theme_ids: tuple[str, ...]


def each_once(found: Iterable[ThemeProgress]) -> tuple[Once, ...]:
    """Every indicator that some theme can judge, once, in order of the themes."""
    votes: dict[str, Vote] = {}
    themes: dict[str, list[str]] = {}
    for progress in found:
        for vote in progress.votes:
            if vote[2] not in UNJUDGED:
                votes.setdefault(vote[0], vote)
                themes.setdefault(vote[0], []).append(progress.theme_id)
    return tuple(Once(vote, tuple(themes[i])) for i, vote in votes.items())


def tally_once(found: Iterable[Once]) -> Tally:
    """The headline of all themes in numbers, each indicator counted once."""
    votes = [once.vote for once in found]
    common = Counter(a.common for _, a, _ in votes if a and a.band)
    return tally(common, Counter(reason for _, _, reason in votes if reason))


def standing(classes: Mapping[str, int]) -> str:
    """Where one country stands in a theme: what more than half of its verdicts say.

    Args:
        classes: number of its verdicts by common class.

    Returns:
        "on_track", "behind" (too slow or not progressing), "mixed" where neither is more than
        half, "" with fewer than three verdicts.
    """
    counted = tally(classes, {})
    if counted.judged < ENOUGH_JUDGED:
        return ""
    if 2 * counted.on_track > counted.judged:
        return ON_TRACK
    return BEHIND if 2 * counted.behind > counted.judged else MIXED


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
    verdicts: Mapping[str, Verdict],
    members: Collection[str],
    population: Mapping[str, float],
) -> GroupShares:
    """Share of countries and share of people per band. Nothing is averaged.

    Args:
        verdicts: one indicator's verdicts by area, as `Verdicts.of_indicator`.
        members: area codes of the group's countries.
        population: people by area code; a member without a number counts as a country only.
    """
    cast = {c: a.band for c in members if (a := verdicts.get(c)) and a.band}
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
