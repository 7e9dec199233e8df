"""What every country answered to one promise: a class, its dates, its evidence and its source.

The grain is one answer per country and promise. `none` says that the table has no row of the
country, and nothing else: never that it made no promise. Must not read files.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from data.commitments import Commitments, of_area
from data.records_commitments import CountryEvent
from data.reference_lists import Reference

NONE = "none"
TREATY = "treaty"  # the kind of every promise that is a treaty
ANSWERS: dict[str, tuple[str, ...]] = {  # by kind, in the order of legends
    "vote": ("yes", "no", "abstain", "absent", NONE),
    "reviews": ("many", "two", "one", "announced", NONE),
    "steps": ("champion_plan", "plan", "champion", "step", NONE),
    TREATY: ("party", "signed", NONE),
    "residence": ("to4", "five", "to9", "ten", "more", "unknown", NONE),
    "dual": ("yes", "here", "abroad", "no", "unknown", NONE),
}
VOTE = "vote"  # what the page of promises opens with
EVERY_ANSWER = tuple(dict.fromkeys(answer for own in ANSWERS.values() for answer in own))
COUNTED = ("one", "two", "many")  # reviews: the last for three and more
LAWS = ("residence", "dual")  # kinds that are no promise of a day, but law
CHAMPION = ("champion_named", "champion_confirmed", "champion_co_chair")
RESIDENCE = ((4, "to4"), (5, "five"), (9, "to9"), (10, "ten"))  # years up to, and the class


@dataclass(frozen=True)
class Answer:
    """What the table of one promise says of one country.

    Attributes:
        area_code: the country.
        answer: its class, one of ANSWERS of the promise's kind.
        dates: days, months or years as text, oldest first.
        as_of: the day or year that the answer stands for.
        acts: what it did, as the table names it: an action of a treaty, or nothing.
        amount: reviews presented, or years of residence; None for other kinds.
        events: the steps themselves, of the kind `steps`.
        evidence: the least sure mark of its rows; "" without a row.
        sources: of its rows, each once.
    """

    area_code: str
    answer: str
    dates: tuple[str, ...] = ()
    as_of: str = ""
    acts: tuple[str, ...] = ()
    amount: float | None = None
    events: tuple[CountryEvent, ...] = ()
    evidence: str = ""
    sources: tuple[str, ...] = ()


def promises(reference: Reference) -> tuple[str, ...]:
    """Ids of all promises: those of promises.csv, then the treaties."""
    return (*reference.promises, *reference.instruments)


def kind_of(reference: Reference, promise: str) -> str:
    """The kind of a promise, a key of ANSWERS."""
    return TREATY if promise in reference.instruments else promise


def name_of(reference: Reference, promise: str, lang: str) -> str:
    """The short name of a promise."""
    treaty = reference.instruments.get(promise)
    return (treaty or reference.promises[promise]).text("short", lang)


def as_of(reference: Reference, promise: str) -> str:
    """The last day or year that the table of a promise stands for."""
    if treaty := reference.instruments.get(promise):
        return treaty.as_of
    return {
        "vote": max(vote.voted_on for vote in reference.votes.values()),
        "reviews": str(max(review.year for review in reference.reviews)),
        "steps": max(event.on for event in reference.country_events),
    }.get(promise) or str(max(law.year for law in reference.citizenship.values()))


def answers(reference: Reference, promise: str) -> tuple[Answer, ...]:
    """One answer per country, and per territory that the table has a row of, by code."""
    found = (
        answer_of(reference, promise, of_area(reference, area.area_code), area.area_code)
        for area in reference.countries()
    )
    areas = reference.areas
    kept = (a for a in found if a.answer != NONE or areas[a.area_code].kind == "country")
    return tuple(sorted(kept, key=lambda answer: answer.area_code))


def answer_of(reference: Reference, promise: str, own: Commitments, area_code: str) -> Answer:
    """What one country answered; `none` with the table's own day where it has no row."""
    kind = kind_of(reference, promise)
    found = _treaty(own, promise, area_code) if kind == TREATY else _OTHERS[kind](own, area_code)
    whole = as_of(reference, promise)
    if found and not found.as_of:
        return replace(found, as_of=whole)
    return found or Answer(area_code, NONE, as_of=whole)


def _vote(own: Commitments, code: str) -> Answer | None:
    if not (vote := own.vote):
        return None
    dates, sources = (vote.voted_on,), (vote.source,)
    return Answer(code, vote.vote, dates, vote.voted_on, evidence=vote.evidence, sources=sources)


def _reviews(own: Commitments, code: str) -> Answer | None:
    if not own.reviews:
        return None
    count = len(own.presented)
    return Answer(
        code,
        COUNTED[min(count, len(COUNTED)) - 1] if count else "announced",
        tuple(str(review.year) for review in own.reviews),
        "",  # the lists of all years together, not the year of the last review
        tuple(review.status for review in own.reviews),
        float(count),
        evidence=_least(review.evidence for review in own.reviews),
        sources=_once(review.source for review in own.reviews),
    )


def _steps(own: Commitments, code: str) -> Answer | None:
    if not own.events:
        return None
    kinds = {event.event for event in own.events}
    champion, plan = bool(kinds & set(CHAMPION)), "plan" in kinds
    parts = [name for name, found in (("champion", champion), ("plan", plan)) if found]
    return Answer(
        code,
        "_".join(parts) or "step",
        tuple(event.on for event in own.events if event.on),
        max(event.on for event in own.events),
        events=own.events,
        evidence=_least(event.evidence for event in own.events),
        sources=_once(event.source for event in own.events),
    )


def _treaty(own: Commitments, promise: str, code: str) -> Answer | None:
    stand = next(t for t in own.treaties if t.instrument.instrument_id == promise)
    told = stand.bound or stand.signed
    if not told:
        return None
    return Answer(
        code,
        "party" if stand.bound else "signed",
        (told.on,),
        told.as_of,
        (told.action,),
        evidence=told.evidence,
        sources=(told.source,),
    )


def _residence(own: Commitments, code: str) -> Answer | None:
    if not (law := own.laws):
        return None
    years = law.residence_years
    known = next((name for most, name in RESIDENCE if years is not None and years <= most), "more")
    return Answer(
        code,
        "unknown" if years is None else known,
        (),
        str(law.year),
        amount=years,
        evidence=law.evidence,
        sources=(law.source,),
    )


def _dual(own: Commitments, code: str) -> Answer | None:
    if not (law := own.laws):
        return None
    return Answer(
        code,
        law.dual or "unknown",
        (),
        str(law.year),
        evidence=law.evidence,
        sources=(law.source,),
    )


_OTHERS = {
    "vote": _vote,
    "reviews": _reviews,
    "steps": _steps,
    "residence": _residence,
    "dual": _dual,
}


def _least(marks: Iterable[str]) -> str:
    """The mark of the least sure row."""
    order = ("verified", "derived", "recalled")
    return max(marks, key=order.index)


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
