"""What a state promised: its vote on the Compact, reviews, steps, treaties and citizenship law.

A table without a row of the state is told as that, with the table's day; never as a refusal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from data.commitments import Commitments, TreatyStand, of_area
from data.records_commitments import CountryEvent, Review
from layouts.profile.reading import Reader
from layouts.profile.records import LISTED, Grid, Row, Sentence, Told
from layouts.words.format import dated, together

DAYS = "|"  # in the note of a row, before the days that it holds
NOTHING = "\u2014"
YEAR = len("2018")


def promised(reader: Reader) -> tuple[Sentence, ...]:
    """Every promise in a sentence, those that the tables know of."""
    held = of_area(reader.ctx.reference, reader.code)
    return tuple(
        sentence
        for part in (_vote, _reviews, _steps, _treaties, _law)
        for sentence in part(reader, held)
    )


def treaty_grid(reader: Reader) -> tuple[Grid, ...]:
    """The treaties of the tables: since when the state is named as a party, in a list of which day.

    () where no table has a row of it.
    """
    held = of_area(reader.ctx.reference, reader.code)
    if not any(own.acts for own in held.treaties):
        return ()
    ctx = reader.ctx
    names = ("treaty", "since", "list")
    head = tuple(ctx.t(f"profile.treaties.{name}") for name in names)
    lines = tuple(_line(reader, own) for own in held.treaties)
    return (Grid("treaties", ctx.t("profile.treaties.caption"), head, lines),)


def _listed(reader: Reader, what: str, name: str, *days: str) -> Row:
    """A row of a reference table. Its note holds what it is of and the days that it tells."""
    first = days[0] if days else ""
    year = int(first[:YEAR]) if first else None
    note = DAYS.join((name, *days))
    return Row(what, area_code=reader.code, year=year, made=LISTED, note=note)


def _day(reader: Reader, row: Row, day: str) -> Told:
    return Told(dated(day, reader.ctx.lang), (row,))


def _vote(reader: Reader, held: Commitments) -> Iterator[Sentence]:
    if vote := held.vote:
        row = _listed(reader, "gcm_votes", vote.vote, vote.voted_on)
        yield reader.say(f"profile.promises.vote.{vote.vote}", day=_day(reader, row, vote.voted_on))


def _reviews(reader: Reader, held: Commitments) -> Iterator[Sentence]:
    announced = [review for review in held.reviews if review not in held.presented]
    for key, found in (("presented", held.presented), ("announced", announced)):
        if found:
            told = reader.say(f"profile.promises.reviews.{key}", years=_years(reader, found))
            yield replace(told, count=len(found))


def _years(reader: Reader, reviews: Sequence[Review]) -> Told:
    rows = tuple(
        _listed(reader, "voluntary_national_reviews", review.status, str(review.year))
        for review in reviews
    )
    return Told(together([str(review.year) for review in reviews], reader.ctx.lang), rows)


def _steps(reader: Reader, held: Commitments) -> Iterator[Sentence]:
    for event in held.events:
        row = _listed(reader, "gcm_country_events", event.event, *filter(None, (event.on,)))
        title = Told(event.text("title", reader.ctx.lang), (row,))
        yield reader.say(_step_key(event), title=title, day=_day(reader, row, event.on))


def _step_key(event: CountryEvent) -> str:
    if not event.on:
        return "profile.promises.step_undated"
    return "profile.promises.step_before" if event.before else "profile.promises.step"


def _treaties(reader: Reader, held: Commitments) -> Iterator[Sentence]:
    """How many treaties name it as a party; of the others nothing is known."""
    rows = [_bound(reader, own) for own in held.treaties if own.bound]
    if rows:
        number = reader.counted("treaties", rows)
        every = [_of_list(reader, own) for own in held.treaties]
        total = reader.counted("treaties", every, "all")
        yield reader.say("profile.promises.treaties", number=number, total=total)


def _bound(reader: Reader, own: TreatyStand) -> Row:
    act = own.bound or own.acts[0]
    return _listed(reader, "treaty_participation", own.instrument.instrument_id, act.on, act.as_of)


def _of_list(reader: Reader, own: TreatyStand) -> Row:
    name = f"list:{own.instrument.instrument_id}"
    return _listed(reader, "treaty_instruments", name, own.instrument.as_of)


def _line(reader: Reader, own: TreatyStand) -> tuple[Told, ...]:
    ctx = reader.ctx
    title = Told(own.instrument.text("short", ctx.lang))
    listed = _of_list(reader, own)
    if own.bound:
        row = _bound(reader, own)
        return (title, _day(reader, row, own.bound.on), _day(reader, row, own.as_of))
    if own.signed:
        name = own.instrument.instrument_id
        row = _listed(reader, "treaty_participation", name, own.signed.on, own.as_of)
        day = dated(own.signed.on, ctx.lang)
        signed = Told(ctx.t("profile.treaties.signed", day=day), (row,))
        return (title, signed, _day(reader, row, own.as_of))
    since = Told(ctx.t("profile.treaties.none"))
    return (title, since, _day(reader, listed, own.instrument.as_of))


def _law(reader: Reader, held: Commitments) -> Iterator[Sentence]:
    """Residence that naturalisation asks for, and who may keep another citizenship."""
    law = held.laws
    if law is None:
        return
    if law.residence_years is not None:
        row = Row(
            "citizenship_law", area_code=reader.code, year=law.year,
            value=law.residence_years, made=LISTED, note="residence",
        )  # fmt: skip
        told = reader.say(
            "profile.promises.residence", years=reader.amount(row), year=reader.year(row)
        )
        yield replace(told, count=round(law.residence_years))
    if law.dual:
        row = _listed(reader, "citizenship_law", f"dual:{law.dual}", str(law.year))
        yield reader.say(f"profile.promises.dual.{law.dual}", year=reader.year(row))
