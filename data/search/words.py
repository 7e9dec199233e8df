"""Words made comparable: case, accents, plurals and typing errors do not count.

Knows nothing of what is searched; data/search/index.py does.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

# Codes such as 10.7.2, BX.TRF.PWKR.DT.GD.ZS and SI_RMT_COST stay one word.
WORD = re.compile(r"[^\W_]+(?:[._][^\W_]+)*")
LONGEST_QUERY = 200
MOST_WORDS = 12
FEWEST_LETTERS = 4  # shorter words must be typed right
TWO_ERRORS_FROM = 7  # letters from which two typing errors are forgiven
MOST_CANDIDATES = 40

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "ı": "i"})
EMPTY_WORDS = frozenset(
    (
        *("a", "an", "and", "are", "as", "at", "by", "for", "from", "how", "in", "is"),
        *("its", "of", "on", "or", "per", "that", "the", "their", "to", "was", "what", "which"),
        *("with", "many", "much", "live", "living", "where", "do", "does"),
        *("au", "aux", "ce", "ces", "d", "dans", "de", "des", "du", "elle", "en", "est"),
        *("et", "il", "ils", "l", "la", "le", "les", "leur", "leurs", "ou", "par", "pour"),
        *("qu", "que", "qui", "s", "sa", "se", "ses", "son", "sont", "sur", "un", "une"),
        *("vers", "combien", "vivent", "vivant"),
    )
)

# Words that ask where the people of a place are, or who the people in it are.
WHERE_WORDS = frozenset(("where", "live", "living", "vivent", "vivant"))


def fold(text: str) -> str:
    """Lower case without accents, one letter per letter where the script allows it."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LIGATURES))
    return "".join(c for c in plain if not unicodedata.combining(c))


def stem(word: str) -> str:
    """A word without its plural ending; codes and short words stay as they are."""
    if len(word) < 4 or not word.isalpha() or word.endswith(("ss", "us")):
        return word
    if word.endswith("aux"):
        return word[:-3] + "al"
    single = word[:-1] if word[-1] in "sx" else word
    return single[:-2] + "y" if single.endswith("ie") else single


def words(text: str, every: bool = False) -> tuple[str, ...]:
    """Folded stems of a text in order, without empty words unless nothing else is there."""
    found = [stem(w) for w in WORD.findall(fold(text))]
    kept = found if every else [w for w in found if w not in EMPTY_WORDS]
    return tuple(kept or found)


class Vocabulary:
    """All known words, to find those a typed word may stand for."""

    def __init__(self, known: Iterable[str]) -> None:
        """Sort the words once; they do not change."""
        self._words = sorted(known)
        self._set = frozenset(self._words)
        self._letters = [w for w in self._words if w.isalpha() and len(w) >= FEWEST_LETTERS]
        self._starts: dict[int, dict[str, list[str]]] = {}

    def __contains__(self, word: str) -> bool:
        """Whether the word is known as it stands."""
        return word in self._set

    def candidates(self, typed: str) -> dict[str, float]:
        """Known words with how well each answers, 1 for the word itself.

        Words that begin as typed count less, words one or two typing errors away (OSA distance)
        less again; errors are looked for only where nothing begins as typed.
        """
        found = {typed: 1.0} if typed in self._set else {}
        if len(typed) >= 2:
            for word in self._begin(typed):
                found.setdefault(word, 0.7 + 0.2 * len(typed) / len(word))
        if found or not typed.isalpha() or len(typed) < FEWEST_LETTERS:
            return found
        errors = 2 if len(typed) >= TWO_ERRORS_FROM else 1
        close = self._close(typed, self._letters, errors)
        fewest = min((distance for _, distance in close), default=0)
        for word, distance in close:
            if distance == fewest:
                found[word] = 0.8 - 0.12 * distance
        return found or self._close_starts(typed)

    def corrected(self, typed: str) -> str:
        """The word itself, or the one known word that it was most likely meant to be."""
        if typed in self._set or self._begin(typed):
            return typed
        return next(iter(self.candidates(typed)), typed)

    def nearest(self, typed: str, most: int = 3) -> list[str]:
        """Known words most like a word that has no candidates."""
        hits = process.extract(typed, self._letters, scorer=OSA.normalized_similarity, limit=most)
        return [word for word, likeness, _ in hits if likeness >= 0.5]

    def _begin(self, typed: str) -> list[str]:
        from_here = bisect_left(self._words, typed)
        out = []
        for word in self._words[from_here : from_here + MOST_CANDIDATES]:
            if not word.startswith(typed):
                break
            out.append(word)
        return out

    def _close(self, typed: str, among: list[str], errors: int) -> list[tuple[str, float]]:
        hits = process.extract(
            typed, among, scorer=OSA.distance, score_cutoff=errors, limit=MOST_CANDIDATES
        )
        return [(hit[0], hit[1]) for hit in hits if hit[0][0] == typed[0] or hit[1] == 1]

    def _close_starts(self, typed: str) -> dict[str, float]:
        """Words whose beginning is one typing error away: someone is still typing."""
        if len(typed) <= FEWEST_LETTERS:
            return {}
        found: dict[str, float] = {}
        for length in (len(typed), len(typed) + 1):
            if length not in self._starts:
                starts: dict[str, list[str]] = {}
                for word in self._letters:
                    if len(word) > length:
                        starts.setdefault(word[:length], []).append(word)
                self._starts[length] = starts
            for start, _ in self._close(typed, list(self._starts[length]), 1):
                found |= dict.fromkeys(self._starts[length][start], 0.55)
        return dict(list(found.items())[:MOST_CANDIDATES])
