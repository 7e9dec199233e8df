"""What one country, or all of them, promised; read from the reference tables.

Where a table has no row of a country nothing is known of it: `None` and empty tuples never mean
that a state is no party or made no review. Must not read files and must not import pandas.
"""

from __future__ import annotations

from dataclasses import dataclass

from data.records_commitments import (
    PRESENTED,
    CitizenshipLaw,
    CountryEvent,
    Instrument,
    Participation,
    Review,
    Vote,
)
from data.reference_lists import Reference


@dataclass(frozen=True)
class TreatyStand:
    """What the tables hold of one country and one treaty, oldest act first.

    `bound` is the first act that made the country a party, None where no row says so: the list
    of `instrument.as_of` may lack it, or it came later. It never means that it is no party.
    """

    instrument: Instrument
    acts: tuple[Participation, ...]

    @property
    def bound(self) -> Participation | None:
        """The first act that binds, by its date."""
        return next((act for act in self.acts if act.binds), None)

    @property
    def signed(self) -> Participation | None:
        """The signature, which does not bind."""
        return next((act for act in self.acts if not act.binds), None)

    @property
    def as_of(self) -> str:
        """The day that what is told stands for: that of the act, or of the list."""
        told = self.bound or self.signed
        return told.as_of if told else self.instrument.as_of


@dataclass(frozen=True)
class Commitments:
    """All promises of one country.

    Attributes:
        vote: its vote on the Compact; None for who is no member State.
        reviews: its Voluntary National Reviews by year, announced ones among them.
        events: what it did for the Compact, oldest first, those without a date last.
        treaties: one per instrument of the tables, in their order, with a row or without.
        laws: its citizenship law; None where the data set has no row of it.
    """

    vote: Vote | None
    reviews: tuple[Review, ...]
    events: tuple[CountryEvent, ...]
    treaties: tuple[TreatyStand, ...]
    laws: CitizenshipLaw | None

    @property
    def presented(self) -> tuple[Review, ...]:
        """The reviews that were presented, without those only announced."""
        return tuple(review for review in self.reviews if review.status == PRESENTED)

    @property
    def rows(self) -> int:
        """How many rows the tables hold of the country."""
        acts = sum(len(stand.acts) for stand in self.treaties)
        single = (self.vote is not None) + (self.laws is not None)
        return single + len(self.reviews) + len(self.events) + acts


def of_area(reference: Reference, area_code: str) -> Commitments:
    """All promises of one country; empty where the tables hold no row of it.

    Args:
        reference: the loaded reference tables.
        area_code: ISO 3166-1 alpha-3; a region or an unknown code has no rows.
    """
    reviews = [review for review in reference.reviews if review.area_code == area_code]
    events = [event for event in reference.country_events if event.area_code == area_code]
    return Commitments(
        reference.votes.get(area_code),
        tuple(sorted(reviews, key=lambda review: review.year)),
        tuple(sorted(events, key=lambda event: (not event.on, event.on))),
        tuple(stand(reference, i, area_code) for i in reference.instruments.values()),
        reference.citizenship.get(area_code),
    )


def stand(reference: Reference, instrument: Instrument, area_code: str) -> TreatyStand:
    """What the tables hold of one country and one treaty."""
    acts = reference.acts.get((instrument.instrument_id, area_code), ())
    return TreatyStand(instrument, acts)


def listed_parties(reference: Reference, instrument: Instrument) -> tuple[str, ...]:
    """Codes of the countries that the tables name as parties to a treaty, in file order."""
    codes = [code for of, code in reference.acts if of == instrument.instrument_id]
    return tuple(code for code in codes if stand(reference, instrument, code).bound)
