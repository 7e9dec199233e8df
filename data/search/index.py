"""Everything that can be searched, and how well each thing answers a query.

Built once per app from the reference tables and the catalogue, for all languages together: a
reader of the French pages finds with English words, and the other way round.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from data.reference_lists import Reference
from data.search.entries import KINDS, items
from data.search.places import Places
from data.search.words import Vocabulary, stem, words
from data.store import Store
from data.wording import Synonym

PROPER = ("area", "goal")  # kinds whose names stand for nothing else
ALTERNATIVE = 0.9  # what a synonym's own words count beside the words typed
UNKNOWN = 1.0  # what a word that nothing answers to counts
RARE = 2.5  # the most that a rare word may count beside a common one
_INDEXES: WeakKeyDictionary[Store, SearchIndex] = WeakKeyDictionary()
FEWER_WORDS = 0.5  # the share of the words typed that must be found, by weight
# What people put before the number of a target or indicator of the Goals.
NUMBERED = re.compile(r"^(sdg|odd|target|cible|indicator|indicateur)\s*(?=\d+\.)")
ABOVE_ALL = 3.0  # added where the query is the code or the name itself


@dataclass(frozen=True)
class Entry:
    """One thing that can be found. `labels` are the words of its name, by language."""

    kind: str
    key: str
    prior: float
    labels: tuple[frozenset[str], ...]


@dataclass(frozen=True)
class Phrase:
    """One or more typed words that mean one thing, with a synonym where they are one."""

    typed: tuple[str, ...]
    synonym: Synonym | None = None
    term: str = ""


@dataclass(frozen=True)
class Hit:
    """A thing found, with the words of it that answered, or the phrase whose synonym led to it."""

    entry: Entry
    score: float
    matched: frozenset[str]
    by: Phrase | None = None


@dataclass(frozen=True)
class _Part:
    """How well one entry answers one phrase."""

    score: float
    matched: frozenset[str]
    by_synonym: bool = False
    outright: bool = False  # a synonym names the very entry


class SearchIndex:
    """Words of all entries, and the entries of each word."""

    def __init__(self, reference: Reference, store: Store) -> None:
        """Index the reference tables and the series of the catalogue."""
        self.entries: list[Entry] = []
        self._at: dict[tuple[str, str], int] = {}
        postings: dict[str, dict[int, float]] = defaultdict(dict)
        self.codes: dict[str, list[int]] = defaultdict(list)
        for item in items(reference, store):
            at = len(self.entries)
            self.entries.append(Entry(item.kind, item.key, item.prior, item.label_words()))
            self._at[item.kind, item.key] = at
            for text, weight in item.fields:
                for word in words(text):
                    postings[word][at] = max(weight, postings[word].get(at, 0.0))
            for code in item.codes:
                postings[stem(code.lower())].setdefault(at, 1.1)
                self.codes[code.lower()].append(at)
        self._postings = {word: tuple(found.items()) for word, found in postings.items()}
        self.vocabulary = Vocabulary(self._postings)
        self.synonyms = _synonyms(reference.synonyms)
        self.places = Places(reference, self.vocabulary, self.only_places)

    @classmethod
    def of(cls, reference: Reference, store: Store) -> SearchIndex:
        """The index over one store, built on first use and kept as long as the store."""
        if store not in _INDEXES:
            _INDEXES[store] = cls(reference, store)
        return _INDEXES[store]

    def hit(self, kind: str, key: str) -> Hit:
        """One thing by its id, as if it had been asked for.

        Raises:
            KeyError: there is no such thing.
        """
        return Hit(self.entries[self._at[kind, key]], ABOVE_ALL, frozenset())

    def phrases(self, typed: tuple[str, ...]) -> tuple[Phrase, ...]:
        """The query as phrases of meaning: longest known synonyms first, then single words."""
        out: list[Phrase] = []
        meant = tuple(self.vocabulary.corrected(word) for word in typed)
        at = 0
        while at < len(typed):
            for end in range(len(typed), at, -1):
                known = self.synonyms.get(typed[at:end]) or self.synonyms.get(meant[at:end])
                if not known and end == len(typed):
                    known = self._begun(typed[at:])
                if known or end == at + 1:
                    out.append(Phrase(typed[at:end], *(known or ())))
                    at = end
                    break
        return tuple(out)

    def _begun(self, typed: tuple[str, ...]) -> tuple[Synonym, str] | None:
        """The synonym of several words that someone has begun to type."""
        if len(typed) < 2:
            return None
        whole, last = typed[:-1], len(typed) - 1
        for term, known in self.synonyms.items():
            if len(term) > last and term[:last] == whole and term[last].startswith(typed[last]):
                return known
        return None

    def find(self, query: str, kinds: Iterable[str] = KINDS) -> tuple[list[Hit], tuple[str, ...]]:
        """Hits, best first, and the words that had to be left out for there to be any."""
        typed = words(query)
        if not typed:
            return [], ()
        phrases, wanted = self.phrases(typed), frozenset(kinds)
        answers = [self._answers(phrase) for phrase in phrases]
        weights = [self._weight(phrase, a) for phrase, a in zip(phrases, answers, strict=True)]
        total, exact = sum(weights), self.codes_of(query)
        found = []
        for at in {i for a in answers for i in a} | set(exact):
            if self.entries[at].kind in wanted:
                parts = [a.get(at) for a in answers]
                share = sum(w for w, part in zip(weights, parts, strict=True) if part) / total
                if share >= FEWER_WORDS or at in exact:
                    found.append(
                        (share, self._hit(at, parts, phrases, weights, at in exact, typed))
                    )
        full = [hit for share, hit in found if share > 0.999]
        kept = full or [hit for _, hit in found]
        kept.sort(key=lambda hit: (-hit.score, len(hit.entry.labels[0]), hit.entry.key))
        return kept, () if full or not kept else self._left_out(phrases, answers, kept[0].entry)

    def _left_out(
        self, phrases: tuple[Phrase, ...], answers: list[dict[int, _Part]], entry: Entry
    ) -> tuple[str, ...]:
        at = self._at[entry.kind, entry.key]
        pairs = zip(phrases, answers, strict=True)
        return tuple(" ".join(u.typed) for u, a in pairs if at not in a)

    def _hit(
        self,
        at: int,
        parts: list[_Part | None],
        phrases: tuple[Phrase, ...],
        weights: list[float],
        exact: bool,
        typed: tuple[str, ...],
    ) -> Hit:
        entry = self.entries[at]
        there = [(w, p, u) for w, p, u in zip(weights, parts, phrases, strict=True) if p]
        share = sum(w for w, _, _ in there) / sum(weights)
        score = sum(w * p.score for w, p, _ in there) / sum(weights) * share
        matched = frozenset(word for _, p, _ in there for word in p.matched)
        outright = any(p.outright for _, p, _ in there)
        named = max((len(matched & own) / len(own) for own in entry.labels if own), default=0.0)
        score *= entry.prior * (1.0 if outright else 0.6 + 0.4 * named)
        if exact or (entry.kind in PROPER and frozenset(typed) in entry.labels):
            score += ABOVE_ALL
        return Hit(entry, score, matched, next((u for _, p, u in there if p.by_synonym), None))

    def _answers(self, phrase: Phrase) -> dict[int, _Part]:
        """Entry number -> how it answers: by the words typed, or by what a synonym means."""
        best = {at: _Part(*found) for at, found in self._all_of(phrase.typed).items()}
        synonym = phrase.synonym
        if synonym is None:
            return best
        for means in () if synonym.area_codes or synonym.group else synonym.every("means"):
            for at, (score, matched) in self._all_of(words(means)).items():
                if at not in best or ALTERNATIVE * score > best[at].score:
                    best[at] = _Part(ALTERNATIVE * score, matched, by_synonym=True)
        named = [("indicator", i) for i in synonym.indicator_ids]
        named += [("area", a) for a in synonym.area_codes]
        for order, place in enumerate(named):
            at = self._at[place]
            own = best.get(at, _Part(0.0, frozenset(), by_synonym=True))
            best[at] = replace(own, score=1.0 - 0.01 * order, outright=True)
        return best

    def _all_of(self, typed: tuple[str, ...]) -> dict[int, tuple[float, frozenset[str]]]:
        found: dict[int, tuple[float, frozenset[str]]] | None = None
        for word in typed:
            best: dict[int, tuple[float, frozenset[str]]] = {}
            for candidate, quality in self.vocabulary.candidates(word).items():
                for at, weight in self._postings[candidate]:
                    if quality * weight > best.get(at, (0.0,))[0]:
                        best[at] = (quality * weight, frozenset((candidate,)))
            if found is None:
                found = best
            else:
                found = {
                    at: (found[at][0] + score, found[at][1] | matched)
                    for at, (score, matched) in best.items()
                    if at in found
                }
        return {at: (s / len(typed), m) for at, (s, m) in (found or {}).items()}

    def _weight(self, phrase: Phrase, answers: dict[int, _Part]) -> float:
        """What a phrase counts: words that few entries have say more."""
        if not answers:
            return UNKNOWN
        return len(phrase.typed) * min(RARE, 0.4 + math.log10(len(self.entries) / len(answers)))

    def codes_of(self, query: str) -> list[int]:
        """Numbers of the entries whose code a query is, also as SDG 10.c.1 or target 10.7."""
        asked = query.strip().lower()
        bare = NUMBERED.sub("", asked)
        return self.codes.get(asked) or self.codes.get(bare, [])

    def only_places(self, word: str) -> bool:
        """Whether a word stands in names of places and nowhere else."""
        found = self._postings.get(word, ())
        return bool(found) and all(self.entries[at].kind == "area" for at, _ in found)


def _synonyms(rows: Iterable[Synonym]) -> dict[tuple[str, ...], tuple[Synonym, str]]:
    """Words of every term -> its row and the term as written."""
    out: dict[tuple[str, ...], tuple[Synonym, str]] = {}
    for row in rows:
        for term in row.terms():
            out.setdefault(words(term), (row, term))
    return out
