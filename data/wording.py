"""Frozen records of how people word things: other words for the same, and retired ids.

Must not read files and must not import pandas; data/catalog.py loads and checks them.
"""

from __future__ import annotations

from dataclasses import dataclass

from data.records import Bilingual


@dataclass(frozen=True)
class Synonym(Bilingual):
    """Words that people use for something the tables call otherwise; read by the search.

    `terms_*` and the ids are lists; `means_*` is the wording of the tables. Rows with
    `area_codes` are other names of those areas, rows with `indicator_ids` lead to those.
    """

    synonym_id: str
    terms_en: tuple[str, ...]
    terms_fr: tuple[str, ...]
    means_en: str
    means_fr: str
    indicator_ids: tuple[str, ...]
    area_codes: tuple[str, ...]
    evidence: str


@dataclass(frozen=True)
class Renamed(Bilingual):
    """An id that addresses may still hold, and the one that stands for it now.

    `kind` is indicator, area or theme (its slug). Ids are retired here, never deleted.
    """

    kind: str
    old: str
    new: str
    note_en: str
    note_fr: str
    evidence: str
