"""Countries and regions named inside a query, such as Kenya in "kenya remittances"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from data.reference_lists import Reference
from data.search.words import EMPTY_WORDS, TWO_ERRORS_FROM, WORD, Vocabulary, fold, stem, words

MOST_PLACES = 6
LONGEST_NAME = 6  # words in the name of a place
FEWEST_LETTERS = 5  # of a name typed wrong
LONG_NAME = 7  # letters of a name of several words typed wrong
STILL_TYPING = 3  # letters from which the last word may be the start of a name
ORDER = {"country": 0, "territory": 1, "region": 2, "group": 3}


class Places:
    """Names of all areas in every language, their ISO codes, and other names people use."""

    def __init__(
        self, reference: Reference, vocabulary: Vocabulary, only_places: Callable[[str], bool]
    ) -> None:
        """Collect the names; where two areas share one, countries come before groups."""
        self._codes = frozenset(c for c in reference.areas if len(c) == 3)
        self._vocabulary, self._only_places = vocabulary, only_places
        self._names: dict[tuple[str, ...], str] = {}
        areas = [a for a in reference.areas.values() if a.kind in ORDER]
        for a in sorted(areas, key=lambda a: ORDER[a.kind]):
            for name in (*a.every("short"), *a.every("name")):
                self._names.setdefault(words(name), a.area_code)
        for row in reference.synonyms:
            for term in row.terms():
                for code in row.area_codes:
                    self._names.setdefault(words(term), code)

    @cached_property
    def _single(self) -> dict[str, str]:
        """Names of one word."""
        return {name[0]: code for name, code in self._names.items() if len(name) == 1}

    @cached_property
    def _several(self) -> dict[str, str]:
        """Names of several words, joined."""
        return {" ".join(name): code for name, code in self._names.items() if len(name) > 1}

    def split(self, query: str) -> tuple[tuple[str, ...], str]:
        """Codes of the places that a query names, and its other words."""
        typed = WORD.findall(query)
        kept: list[str] = []
        codes: list[str] = []
        at = 0
        while at < len(typed):
            code, end = self._at(typed, at)
            if code:
                codes.append(code)
            elif stem(fold(typed[at])) not in EMPTY_WORDS:
                kept.append(typed[at])
            at = end
        return tuple(dict.fromkeys(codes))[:MOST_PLACES], " ".join(kept)

    def _at(self, typed: Sequence[str], at: int) -> tuple[str, int]:
        """The place whose name starts at one word, and where the query goes on after it."""
        for end in range(min(len(typed), at + LONGEST_NAME), at, -1):
            if code := self._names.get(words(" ".join(typed[at:end]))):
                return code, end
        for end in range(min(len(typed), at + LONGEST_NAME), at + 1, -1):
            phrase = " ".join(words(" ".join(typed[at:end])))
            near = len(phrase) >= LONG_NAME and _close(phrase, self._several, 1)
            if near:
                return self._several[near], end
        word = stem(fold(typed[at]))
        if word in EMPTY_WORDS:
            return "", at + 1
        if typed[at] in self._codes:
            return typed[at], at + 1
        if word.upper() in self._codes and self._only_places(word):
            return word.upper(), at + 1
        return self._almost(word, last=at + 1 == len(typed)), at + 1

    def _almost(self, word: str, last: bool) -> str:
        """A place whose one-word name was typed wrong, or only begun; "" where there is none."""
        if word in self._vocabulary or not word.isalpha():
            return ""
        begun = [w for w in self._vocabulary.candidates(word) if w.startswith(word)]
        if last and len(word) >= STILL_TYPING and begun:
            if all(self._only_places(w) for w in begun):
                return next((self._single[w] for w in begun if w in self._single), "")
            return ""
        errors = 2 if len(word) > TWO_ERRORS_FROM else 1
        near = len(word) >= FEWEST_LETTERS and _close(word, self._single, errors)
        return self._single[near] if near else ""


def _close(name: str, names: Iterable[str], errors: int) -> str:
    """The name that differs by the fewest typing errors, at most as many as allowed; or ""."""
    hit = process.extractOne(name, list(names), scorer=OSA.distance, score_cutoff=errors)
    return str(hit[0]) if hit else ""
