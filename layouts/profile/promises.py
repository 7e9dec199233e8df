"""What the state was asked, in the consultations documented in it; then what it promised."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from data.reference_lists import Consultation
from layouts.profile.promised import promised, treaty_grid
from layouts.profile.reading import Reader
from layouts.profile.records import LISTED, Grid, Row, Section, Sentence, Told
from layouts.words.format import day_range

OWN = ("national_consultation", "programme_country")  # of the country; others only met in it
CONSULTATIONS = "consultations"


def promises(reader: Reader) -> Section:
    """The section of a country; it says so where no consultation of it is documented."""
    found = [c for c in reader.ctx.reference.consultations.values() if c.area_code == reader.code]
    found.sort(key=lambda c: (c.start_on, c.consultation_id))
    own = [c for c in found if c.type in OWN]
    met = [c for c in found if c.type not in OWN]
    sentences = tuple(s for event in own for s in _own(reader, event)) or (
        reader.say("profile.promises.none", here=reader.here),
    )
    return Section(
        "promises",
        "profile.promises.title",
        (*sentences, *promised(reader), *_met(reader, met)),
        (*treaty_grid(reader), *_meetings(reader, met)),
    )


def _own(reader: Reader, event: Consultation) -> Iterator[Sentence]:
    ctx = reader.ctx
    name, when = _told(reader, event)
    yield reader.say(f"profile.promises.{event.type}", name=name, when=when)
    themes = [ctx.reference.themes[theme].text("short", ctx.lang) for theme in event.theme_ids]
    if themes and event.type == OWN[0]:
        names = ctx.t("progress.list_mark").join(themes)
        raised = reader.say("profile.promises.raised", themes=names)
        yield replace(raised, count=len(themes))


def _met(reader: Reader, events: Sequence[Consultation]) -> Iterator[Sentence]:
    """How many other meetings were in the country, which were not about it."""
    if events:
        rows = [_row(reader, event) for event in events]
        told = reader.say("profile.promises.met", number=reader.counted(CONSULTATIONS, rows))
        yield replace(told, count=len(rows))


def _meetings(reader: Reader, events: Sequence[Consultation]) -> tuple[Grid, ...]:
    if not events:
        return ()
    ctx = reader.ctx
    head = (ctx.t("profile.promises.meeting"), ctx.t("profile.promises.when"))
    lines = tuple(_told(reader, event) for event in events)
    return (Grid("meetings", ctx.t("profile.promises.caption"), head, lines),)


def _told(reader: Reader, event: Consultation) -> tuple[Told, Told]:
    """Name and days of an event."""
    lang, rows = reader.ctx.lang, (_row(reader, event),)
    when = day_range(event.start_on, event.end_on, lang)
    return Told(event.text("name", lang), rows), Told(when, rows)


def _row(reader: Reader, event: Consultation) -> Row:
    year = int(event.start_on[:4]) if event.start_on else None
    return Row(
        CONSULTATIONS, area_code=reader.code, year=year, made=LISTED, note=event.consultation_id
    )
