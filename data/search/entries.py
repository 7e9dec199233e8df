"""What can be searched: names, further words and codes of every entry, with their weights."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from data.reference_lists import Indicator, Reference
from data.search.words import words
from data.store import Store
from data.stories import Story
from data.worded import Worded

ABBREVIATED = re.compile(r"\(([A-Z]+[0-9]*)\)$")  # Union africaine (UA)
# What people call any treaty, and what states do about one, in every language.
TREATY_WORDS = (
    "treaty treaties convention protocol ratification ratified accession party parties signed "
    "traité traités protocole adhésion partie parties ratifié signé"
)
TREATY_NAMES = ("treaty", "treaties", "ratification", "traité", "traités")
KINDS = (
    *("indicator", "series", "theme", "objective", "goal", "target"),
    *("promise", "area", "story"),
)


@dataclass(frozen=True)
class Item:
    """One thing with its name in every language, and texts with what a word of each counts."""

    kind: str
    key: str
    names: tuple[str, ...]
    prior: float
    fields: tuple[tuple[str, float], ...]
    codes: tuple[str, ...] = ()

    def label_words(self) -> tuple[frozenset[str], ...]:
        """Words of the name in each language."""
        return tuple(frozenset(words(name)) for name in self.names)


def items(reference: Reference, store: Store) -> Iterable[Item]:
    """Everything that can be found."""
    yield from (_indicator(i, reference, store) for i in reference.indicators.values())
    yield from _series(reference, store)
    for t in reference.themes.values():
        yield _both("theme", t.theme_id, t, "short", 1.1, (("title", 0.7), ("description", 0.25)))
    for o in reference.objectives.values():
        key, more = o.objective_id, (f"objective {o.objective_id} objectif gcm pacte", 0.8)
        codes = tuple(f"{word} {key}" for word in ("objective", "objectif", "gcm"))
        yield _both("objective", key, o, "short", 0.9, (("title", 0.7),), more, codes=codes)
    for g in reference.goals.values():
        names = g.every("short")
        number = f"goal {g.goal_id} sdg odd objectif"
        fields = (*((n, 1.0) for n in names), (number, 1.0))
        codes = tuple(f"{word}{g.goal_id}" for word in ("sdg ", "odd ", "goal ", "sdg", "odd"))
        yield Item("goal", g.goal_id, names, 1.0, fields, codes)
    for x in reference.targets.values():
        more = (f"target {x.target_id} cible", 0.8)
        yield _both("target", x.target_id, x, "label", 0.9, (), more, codes=(x.target_id,))
    yield from _promises(reference)
    yield from _areas(reference)
    yield from (_story(s) for s in reference.stories.values())


def _both(
    kind: str,
    key: str,
    record: Worded,
    name: str,
    prior: float,
    others: tuple[tuple[str, float], ...],
    *more: tuple[str, float],
    codes: Iterable[str] = (),
) -> Item:
    """An item from a record with texts: its name counts 1."""
    names = record.every(name)
    fields = [(n, 1.0) for n in names]
    fields += [(text, weight) for column, weight in others for text in record.every(column)]
    return Item(kind, key, names, prior, (*fields, *more), tuple(codes))


def _indicator(i: Indicator, reference: Reference, store: Store) -> Item:
    held, migrants = store.has_data(i.indicator_id), i.measures == "migrants"
    prior = 1.1 * (1.0 if held else 0.85) * (1.1 if migrants or i.family == "context" else 1.0)
    own = [s.source_code for s in reference.series_for(i.indicator_id)]
    target = reference.targets.get(i.target_id)
    about = [(label, 0.3) for label in target.every("label")] if target else []
    codes = tuple(dict.fromkeys(c for c in (i.indicator_id, i.sdg_indicator, *own) if c))
    return _both(
        *("indicator", i.indicator_id, i, "label", prior, (("title", 0.6),)),
        (i.custodian, 0.4),
        *about,
        codes=codes,
    )


def _story(story: Story) -> Item:
    """A story by its title; what its steps say counts a little."""
    told = [(text, 0.2) for step in story.steps for text in step.every("text")]
    more = ("story stories récit récits", 0.6)
    return _both("story", story.story_id, story, "title", 0.8, (("about", 0.4),), more, *told)


def _series(reference: Reference, store: Store) -> Iterable[Item]:
    """Series of the catalogue, those that are withheld by their code alone."""
    for key, record in reference.catalogue_series.items():
        entry = store.catalogue_indicators.get(key, {})
        title = entry.get("title", record.source_code)
        codes = (key, record.source_code, *entry.get("indicators", ()))
        prior = 0.8 if entry else 0.5
        yield Item("series", key, (title,), prior, ((title, 0.95),), codes)


def _promises(reference: Reference) -> Iterable[Item]:
    """What states promised: found by its name and by the words that people use for it."""
    for promise in reference.promises.values():
        terms = [term for terms in promise.every("terms") for term in terms.split(";")]
        fields = tuple((term, 0.9) for term in terms)
        yield _both("promise", promise.promise_id, promise, "short", 1.0, (), *fields, codes=terms)
    for treaty in reference.instruments.values():
        key, titles = treaty.instrument_id, (("title", 0.7),)
        codes = (key, treaty.depositary_ref, *TREATY_NAMES)
        yield _both("promise", key, treaty, "short", 1.0, titles, (TREATY_WORDS, 0.6), codes=codes)


_AREA_PRIORS = {"country": 1.2, "territory": 1.1, "region": 1.05}


def _areas(reference: Reference) -> Iterable[Item]:
    for area in reference.areas.values():
        if area.kind == "other":
            continue
        names = area.every("short")
        fields = [(n, 1.0) for n in names] + [(n, 0.9) for n in area.every("name")]
        short = (found[1] for name in area.every("name") if (found := ABBREVIATED.search(name)))
        codes = tuple(c for c in dict.fromkeys((area.area_code, area.iso2, area.m49, *short)) if c)
        prior = _AREA_PRIORS.get(area.kind, 0.6)
        yield Item("area", area.area_code, names, prior, tuple(fields), codes)
