"""Several providers of one indicator: which of them leads, and which pairs the registry explains.

The one place where the rule stands; etl/build/leading.py measures what it asks for. Must not read
files and must not import pandas.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from data.worded import Worded

PRIMARY, OTHER_MEASURE = "primary_compiler", "other_measure"
RELATIONS = (PRIMARY, OTHER_MEASURE)
LIMIT_PCT = 5.0  # a cell or a median that differs by more disagrees
LIMIT_SHARE_PCT = 25.0  # of cells that may differ
WORLD_YEARS = 3  # how much older World values may be than the newest source, to count for the rule
# What decides which provider leads, the first that tells two apart; in words at `provider.step.*`.
STEPS = ("declared", "published", "world", "newer", "countries", "priority")


@dataclass(frozen=True)
class SourcePair(Worded):
    """What the registry says of two sources of one indicator.

    `primary_compiler`: `source_id` compiles the figures that the other passes on or compiles anew;
    it leads, and the two are never joined to one series. `other_measure`: where the two are found
    to disagree, the text `why` is the known reason, so that no value of either is doubted for it.
    """

    indicator_id: str
    source_id: str
    other_id: str
    relation: str
    evidence: str


@dataclass(frozen=True)
class Standing:
    """What one source holds of an indicator, as the rule asks it.

    Attributes:
        source_id: the provider.
        declared: whether the registry calls it the primary compiler.
        published: whether the provider publishes it; a formula of ours does not.
        world: the last year of values for the World that the provider itself publishes; 0 without.
        year: the last year with at least 60 % as many areas as its fullest year; 0 without numbers.
        countries: countries and territories with a number in any year.
        priority: the order of the registry, 1 first.
    """

    source_id: str
    declared: bool
    published: bool
    world: int
    year: int
    countries: int
    priority: int

    def rank(self, newest: int) -> tuple[int, ...]:
        """One number per step of STEPS; the higher leads. `newest` is the newest `year` of all."""
        return (
            self.declared,
            self.published,
            self.world if newest - self.world <= WORLD_YEARS else 0,
            self.year,
            self.countries,
            -self.priority,
        )


def ranked(standings: Iterable[Standing]) -> list[tuple[Standing, str]]:
    """The sources in order, each with the step of STEPS that puts it behind the one before it.

    The first, which screens show, has "".
    """
    given = list(standings)
    newest = max((s.year for s in given), default=0)
    order = sorted(given, key=lambda s: s.rank(newest), reverse=True)
    steps = (_decided_by(*pair, newest) for pair in zip(order, order[1:], strict=False))
    return list(zip(order, ["", *steps], strict=False))


def _decided_by(leading: Standing, other: Standing, newest: int) -> str:
    pairs = zip(STEPS, leading.rank(newest), other.rank(newest), strict=True)
    return next((step for step, one, two in pairs if one != two), STEPS[-1])
