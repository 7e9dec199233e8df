"""Places named inside a query, such as Kenya in "kenya remittances" or "remittances of Kenyans"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from data.reference_lists import Reference
from data.search.words import (
    EMPTY_WORDS,
    TWO_ERRORS_FROM,
    WHERE_WORDS,
    WORD,
    Vocabulary,
    fold,
    stem,
    words,
)
from data.wording import Synonym

LONGEST_NAME = 6  # words in the name of a place
FEWEST_LETTERS = 5  # of a name typed wrong
LONG_NAME = 7  # letters of a name of several words typed wrong
STILL_TYPING = 3  # letters from which the last word may be the start of a name
PEOPLE = "people-"  # how the ids of rows begin whose terms are names of a people
ORDER = {"country": 0, "territory": 1, "region": 2, "group": 3}


@dataclass(frozen=True)
class Named:
    """What one name of a place stands for: areas, and the row of other words that says so."""

    codes: tuple[str, ...]
    row: Synonym | None = None

    @property
    def people(self) -> bool:
        """Whether it names who comes from a place rather than the place."""
        return bool(self.row and self.row.synonym_id.startswith(PEOPLE))

    @property
    def group(self) -> bool:
        """Whether it names a group of countries that has no figures here."""
        return bool(self.row and self.row.group)


@dataclass(frozen=True)
class Split:
    """A query taken apart.

    Attributes:
        codes: the places it names, in that order.
        rest: its other words; a name that also means something to count, such as OFW, is among
            them.
        groups: groups of countries without figures of their own, whose nearest are in `codes`.
        people: whether a people is named, who then come from their place, not live in it.
        names: how many names of places there are; one, such as Congolese, may stand for two.
        where: whether it asks where people live.
    """

    codes: tuple[str, ...]
    rest: str
    groups: tuple[Synonym, ...] = ()
    people: bool = False
    names: int = 0
    where: bool = False


class Places:
    """Names of all areas and peoples in every language, their ISO codes, other names people use."""

    def __init__(
        self, reference: Reference, vocabulary: Vocabulary, only_places: Callable[[str], bool]
    ) -> None:
        """Collect the names; where two areas share one, countries come before groups."""
        self._codes = frozenset(c for c in reference.areas if len(c) == 3)
        self._vocabulary, self._only_places = vocabulary, only_places
        self._names: dict[tuple[str, ...], Named] = {}
        areas = [a for a in reference.areas.values() if a.kind in ORDER]
        for a in sorted(areas, key=lambda a: ORDER[a.kind]):
            for name in (*a.every("short"), *a.every("name")):
                self._names.setdefault(words(name), Named((a.area_code,)))
        for row in reference.synonyms:
            if row.area_codes or row.group:
                for term in row.terms():
                    self._names.setdefault(words(term), Named(row.area_codes, row))

    @cached_property
    def _single(self) -> dict[str, Named]:
        """Names of one word."""
        return {name[0]: named for name, named in self._names.items() if len(name) == 1}

    @cached_property
    def _several(self) -> dict[str, Named]:
        """Names of several words, joined."""
        return {" ".join(name): named for name, named in self._names.items() if len(name) > 1}

    def split(self, query: str) -> Split:
        """The places that a query names, and its other words."""
        typed = WORD.findall(query)
        kept: list[str] = []
        found: list[Named] = []
        at = 0
        while at < len(typed):
            named, end = self._at(typed, at)
            found += [named] if named else []
            counts = named.row.indicator_ids if named and named.row else ()
            if counts or (named is None and stem(fold(typed[at])) not in EMPTY_WORDS):
                kept += typed[at:end]
            at = end
        codes = tuple(dict.fromkeys(code for named in found for code in named.codes))
        groups = dict.fromkeys(named.row for named in found if named.row and named.group)
        people = any(named.people for named in found)
        where = any(stem(fold(word)) in WHERE_WORDS for word in typed)
        return Split(codes, " ".join(kept), tuple(groups), people, len(found), where)

    def _at(self, typed: Sequence[str], at: int) -> tuple[Named | None, int]:
        """The place whose name starts at one word, and where the query goes on after it."""
        for end in range(min(len(typed), at + LONGEST_NAME), at, -1):
            if named := self._names.get(words(" ".join(typed[at:end]))):
                return named, end
        for end in range(min(len(typed), at + LONGEST_NAME), at + 1, -1):
            phrase = " ".join(words(" ".join(typed[at:end])))
            near = len(phrase) >= LONG_NAME and _close(phrase, self._several, 1)
            if near:
                return self._several[near], end
        word = stem(fold(typed[at]))
        if word in EMPTY_WORDS:
            return None, at + 1
        if typed[at] in self._codes:
            return Named((typed[at],)), at + 1
        if word.upper() in self._codes and self._only_places(word):
            return Named((word.upper(),)), at + 1
        return self._almost(word, last=at + 1 == len(typed)), at + 1

    def _almost(self, word: str, last: bool) -> Named | None:
        """A place whose one-word name was typed wrong, or only begun; None where there is none."""
        if word in self._vocabulary or not word.isalpha():
            return None
        begun = [w for w in self._vocabulary.candidates(word) if w.startswith(word)]
        if last and len(word) >= STILL_TYPING and begun:
            if all(self._only_places(w) for w in begun):
                return next((self._single[w] for w in begun if w in self._single), None)
            return None
        if last and len(word) > STILL_TYPING:
            starts = [name for name in self._single if name.startswith(word)]
            if len({self._single[name].codes for name in starts}) == 1:
                return self._single[starts[0]]
        errors = 2 if len(word) > TWO_ERRORS_FROM else 1
        near = len(word) >= FEWEST_LETTERS and _close(word, self._single, errors)
        named = self._single[near] if near else None
        # Names of peoples are near to everyday words: Finnish to finish.
        return None if named and named.people and len(word) <= TWO_ERRORS_FROM else named


def _close(name: str, names: Iterable[str], errors: int) -> str:
    """The name that differs by the fewest typing errors, at most as many as allowed; or ""."""
    hit = process.extractOne(name, list(names), scorer=OSA.distance, score_cutoff=errors)
    return str(hit[0]) if hit else ""
