"""Frozen records of how people word things: other words for the same, and retired ids.

Must not read files and must not import pandas; data/reference_lists.py loads and checks them.
"""

from __future__ import annotations

from dataclasses import dataclass

from data.worded import Worded


@dataclass(frozen=True)
class Synonym(Worded):
    """Words that people use for something the tables call otherwise; read by the search.

    The text `terms` is a list with semicolons; `means` is the wording of the tables. Rows with
    `area_codes` are other names of those areas, their people among them; rows with `indicator_ids`
    lead to those; rows with both mean these indicators in these areas. With `group` the words name
    a group of countries that has no figures here: `area_codes` are what comes nearest, if anything.
    """

    synonym_id: str
    indicator_ids: tuple[str, ...]
    area_codes: tuple[str, ...]
    group: str
    evidence: str

    def terms(self) -> tuple[str, ...]:
        """The words of every language, English first."""
        return tuple(term for terms in self.every("terms") for term in terms.split(";"))


@dataclass(frozen=True)
class Renamed(Worded):
    """An id that addresses may still hold, and the one that stands for it now.

    `kind` is indicator, area or theme (its slug). Ids are retired here, never deleted.
    """

    kind: str
    old: str
    new: str
    evidence: str


@dataclass(frozen=True)
class Term(Worded):
    """A word of the field and what it means here, in our words.

    The text `words` is the term and its other forms, with semicolons; `means` says what it is.
    `source` is the text that the meaning follows, `evidence` how far that was checked.
    """

    term_id: str
    source: str
    evidence: str
