"""A record with texts in several languages, and what stands where a language lacks one.

Must not read files and must not import pandas; data/reference_texts.py reads them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

ENGLISH = "en"  # the language that has every text; the others fall back to it


def in_english(text: str) -> str:
    """An English text on a page of another language: its mark is ` [en]` at the end."""
    return f"{text} [{ENGLISH}]"


@dataclass(frozen=True)
class Worded:
    """A row of a reference table with its texts.

    `words` holds language -> column -> text, as data/reference/texts/<language>/<table>.csv have
    them; English has every column of the table, "" where there is nothing to say.
    """

    words: Mapping[str, Mapping[str, str]] = field(
        default_factory=dict, kw_only=True, hash=False, repr=False
    )

    def text(self, name: str, lang: str) -> str:
        """One text in a language, in English and marked where the language has none.

        Raises:
            KeyError: the table has no such text.
        """
        return self.own(name, lang) or self._fallback(name)

    def own(self, name: str, lang: str) -> str:
        """One text in a language; "" where it has none."""
        return self.words.get(lang, {}).get(name, "")

    def every(self, name: str) -> tuple[str, ...]:
        """One text in each language that has it, English first."""
        return tuple(text for lang in self.words if (text := self.own(name, lang)))

    def _fallback(self, name: str) -> str:
        english = self.words[ENGLISH][name]
        return in_english(english) if english else ""
