"""Frozen records of what states promised: votes, reviews, events, treaties, laws; one per CSV file.

A missing row is never a "no": a table ends on its day, and says of which states it knows.

Must not read files and must not import pandas; data/reference_lists.py loads and checks them.
"""

from __future__ import annotations

from dataclasses import dataclass

from data.worded import Worded

# What a state does to be bound by a treaty; a signature alone does not bind.
BINDING = (
    *("ratification", "accession", "succession", "acceptance", "approval"),
    "ratification_or_accession",
)
SIGNING = ("signature", "succession_to_signature")
VOTES = ("yes", "no", "abstain", "absent")
PRESENTED = "presented"


@dataclass(frozen=True)
class Promise(Worded):
    """One promise that is no treaty. Its text `terms` is words to search, with semicolons."""

    promise_id: str
    evidence: str


@dataclass(frozen=True)
class Vote:
    """How one member State voted on the Compact; `absent` where the roll call has no vote of it."""

    area_code: str
    vote: str
    voted_on: str
    resolution: str
    source: str
    evidence: str


@dataclass(frozen=True)
class Review:
    """One Voluntary National Review; `announced` where only the announcement was read."""

    area_code: str
    year: int
    status: str
    source: str
    evidence: str


@dataclass(frozen=True)
class CountryEvent(Worded):
    """What one state did for the Compact. `on` is a day, month or year as text, "" if not known.

    `before` is `yes` where only that it was before that day is known.
    """

    area_code: str
    event: str
    on: str
    before: str
    source: str
    evidence: str


@dataclass(frozen=True)
class ProcessEvent(Worded):
    """One step of the Compact's follow-up, such as a regional review; days or a year as text."""

    event_id: str
    start_on: str
    end_on: str
    document: str
    source: str
    evidence: str


@dataclass(frozen=True)
class Instrument(Worded):
    """One treaty. `parties` is how many states were bound on the day `as_of`, named here or not."""

    instrument_id: str
    depositary_ref: str
    adopted_on: str
    in_force_on: str
    in_force_evidence: str
    as_of: str
    parties: int
    objective_ids: tuple[str, ...]
    relation_evidence: str
    source: str
    evidence: str


@dataclass(frozen=True)
class Participation:
    """What one state did about one treaty, and when; `as_of` is the day its source stands for."""

    area_code: str
    instrument_id: str
    action: str
    on: str
    as_of: str
    source: str
    evidence: str

    @property
    def binds(self) -> bool:
        """Whether it makes the state a party."""
        return self.action in BINDING


@dataclass(frozen=True)
class CitizenshipLaw:
    """Law on becoming a citizen in one year, as its compilers code it.

    `residence_years` is the residence that ordinary naturalisation asks for, None where there is
    no such way or it is not known. `dual` is who may keep another citizenship: `yes` all, `here`
    those naturalised in the country only, `abroad` citizens naturalised abroad only, `no`
    neither; "" where not known.
    """

    area_code: str
    year: int
    residence_years: float | None
    dual: str
    source: str
    evidence: str
