"""Frozen records of the reference tables: one class per CSV file, one field per column.

Must not read files and must not import pandas; data/catalog.py loads and checks them.
"""

from __future__ import annotations

from dataclasses import dataclass


class Bilingual:
    """A record with columns that end in a language."""

    def text(self, name: str, lang: str) -> str:
        """Column `<name>_<lang>`, or `<name>_en` where that language is absent or empty."""
        return getattr(self, f"{name}_{lang}", "") or getattr(self, f"{name}_en")


@dataclass(frozen=True)
class Theme(Bilingual):
    """One consultation theme: a thematic session of 2017 or a key message."""

    theme_id: str
    kind: str
    order: int
    slug: str
    title_en: str
    title_fr: str
    short_en: str
    short_fr: str
    start_on: str
    end_on: str
    venue_en: str
    venue_fr: str
    co_chairs: str
    description_en: str
    description_fr: str
    lead_indicator_id: str
    evidence: str
    translation_evidence: str
    source: str


@dataclass(frozen=True)
class Panel(Bilingual):
    """One panel or sub-theme of a theme."""

    theme_id: str
    order: int
    title_en: str
    title_fr: str
    evidence: str


@dataclass(frozen=True)
class Goal(Bilingual):
    """One Sustainable Development Goal, with its official short names and colour."""

    goal_id: str
    short_en: str
    short_fr: str
    short_es: str
    short_ar: str
    short_ru: str
    short_zh: str
    colour: str


@dataclass(frozen=True)
class Objective(Bilingual):
    """One of the 23 objectives of the Global Compact for Migration."""

    objective_id: str
    title_en: str
    title_fr: str
    short_en: str
    short_fr: str
    imrf_roundtable: str
    evidence: str
    fr_evidence: str
    source: str


@dataclass(frozen=True)
class Target(Bilingual):
    """One SDG target; the labels are ours, not the official text."""

    target_id: str
    goal_id: str
    label_en: str
    label_fr: str


@dataclass(frozen=True)
class Indicator(Bilingual):
    """One series-level indicator.

    `title_*` is the official SDG title, verbatim, so several rows may share it; `label_*` is our
    short name for the one series shown. `target_value` is a number as text: a level, or for
    target_kind `relative` the change in percent from 2015.
    `measures` is `migrants` where people on the move, their money or policy about them are
    measured, `everyone` where the whole population is.
    """

    indicator_id: str
    family: str
    sdg_indicator: str
    target_id: str
    title_en: str
    title_fr: str
    label_en: str
    label_fr: str
    unit: str
    decimals: int
    kind: str
    direction: str
    role: str
    aggregation: str
    target_kind: str
    target_value: str
    target_year: str
    measures: str
    custodian: str
    caveat_en: str
    caveat_fr: str
    evidence: str


@dataclass(frozen=True)
class Series:
    """One provider series that can feed an indicator; priority 1 is preferred."""

    indicator_id: str
    source_id: str
    source_code: str
    breakdown: str
    priority: int
    formula: str
    evidence: str
    note: str


@dataclass(frozen=True)
class Consultation(Bilingual):
    """One event of the consultation phase, before or after it; the point is a map marker only."""

    consultation_id: str
    name_en: str
    name_fr: str
    type: str
    start_on: str
    end_on: str
    place_en: str
    place_fr: str
    area_code: str
    lat: float | None
    lon: float | None
    organiser: str
    theme_ids: tuple[str, ...]
    source: str
    evidence: str


@dataclass(frozen=True)
class Area(Bilingual):
    """One country, territory, region, group or other category that a value can belong to.

    `lat`, `lon` is a point inside or near the main part of the area, for markers only.
    """

    area_code: str
    kind: str
    iso2: str
    m49: str
    name_en: str
    name_fr: str
    name_es: str
    name_ar: str
    name_ru: str
    name_zh: str
    short_en: str
    short_fr: str
    lat: float | None
    lon: float | None
    region_code: str
    sub_region_code: str
    intermediate_region_code: str
    sdg_region_code: str
    ldc: bool
    lldc: bool
    sids: bool
    shape: str
    names_evidence: str
    note_en: str
    note_fr: str


@dataclass(frozen=True)
class Alias:
    """A code that one provider uses for one of our areas; plain ISO 3166-1 alpha-3 has no row."""

    source_id: str
    source_code: str
    area_code: str


@dataclass(frozen=True)
class Source(Bilingual):
    """One data provider, with the licence and the attribution to print."""

    source_id: str
    title: str
    producer: str
    url: str
    terms_url: str
    licence: str
    licence_evidence: str
    attribution: str
    citation: str
    embed: str
    cadence_en: str
    cadence_fr: str
    embedded_note_en: str
    embedded_note_fr: str


@dataclass(frozen=True)
class WideSeries:
    """One provider series that is embedded as it is published, beyond the chosen indicators."""

    source_id: str
    source_code: str

    @property
    def indicator_id(self) -> str:
        """Its id in the tables: `wb-sp-pop-totl` for SP.POP.TOTL, `unsd-si-pov-day1` likewise."""
        prefix = {"worldbank": "wb", "unsdg": "unsd"}.get(self.source_id, self.source_id)
        return f"{prefix}-{self.source_code}".lower().replace(".", "-").replace("_", "-")


@dataclass(frozen=True)
class Defect:
    """One provider series of one edition that must not be charted."""

    source_id: str
    edition: str
    source_code: str
    defect: str
    lost_dimension: str
