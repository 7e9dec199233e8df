"""The profile of one area, worked out of the tables in the language of a page."""

from __future__ import annotations

from collections.abc import Iterator

from layouts.profile.alike import peers
from layouts.profile.deaths import deaths
from layouts.profile.displacement import displacement
from layouts.profile.figures import FLED, HOSTED, STOCK, WITHIN, figures
from layouts.profile.judged import Themes, themes_of, verdict_sentences, verdicts, vote_rows
from layouts.profile.money import money
from layouts.profile.people import both_ways, people
from layouts.profile.promises import promises
from layouts.profile.reading import Reader
from layouts.profile.records import Profile, Section, Sentence
from layouts.profile.unknown import unknown
from layouts.request.context import Context

COUNTRY = "country"
UPROOTED = 1.0  # refugees and displaced people per 100 inhabitants that a headline tells of
POPULATION = "ctx-population"


def profile(ctx: Context, area_code: str) -> Profile:
    """Everything that is told of one country, territory, region or group.

    Args:
        ctx: gives tables, language, links and the setting of verdicts; its areas do not matter.
        area_code: of the reference; an unknown one raises KeyError.
    """
    reader = Reader(ctx, area_code)
    themes = themes_of(reader)
    sections = tuple(_sections(reader, themes))
    return Profile(
        area_code,
        reader.name(area_code),
        reader.kind,
        tuple(_headline(reader, themes, sections)),
        figures(reader),
        sections,
    )


def _sections(reader: Reader, themes: Themes) -> Iterator[Section]:
    yield people(reader)
    yield money(reader)
    yield displacement(reader)
    yield deaths(reader)
    if reader.kind == COUNTRY:
        yield verdicts(reader, themes)
        yield promises(reader)
        yield peers(reader)
        yield unknown(reader)


def _headline(reader: Reader, themes: Themes, sections: tuple[Section, ...]) -> Iterator[Sentence]:
    """Who lives where; what weighs most, displacement or money; how verdicts fare."""
    by_id = {section.id: section.sentences for section in sections}
    here = by_id["people"][:1] if reader.kind == COUNTRY or reader.latest(STOCK) else ()
    yield from both_ways(reader) or here
    yield from _weightiest(reader, by_id["displacement"], by_id["money"])
    if reader.kind == COUNTRY:
        rows = vote_rows(reader, themes.once)
        yield from list(verdict_sentences(reader, rows))[:1]


def _weightiest(
    reader: Reader, displaced: tuple[Sentence, ...], money: tuple[Sentence, ...]
) -> tuple[Sentence, ...]:
    counted = {i: row for i in (HOSTED, FLED, WITHIN) if (row := reader.latest(i))}
    inhabitants = reader.latest(POPULATION)
    most = max(counted, key=lambda i: counted[i].number, default="")
    share = 100 * counted[most].number / inhabitants.number if most and inhabitants else 0.0
    if share >= UPROOTED:
        wanted = f"profile.displacement.{most}"
        return tuple(s for s in displaced if s.key == wanted)
    return tuple(s for s in money[:1] if s.key != "profile.money.none")
