"""Frozen records of the reference tables: one class per CSV file, one field per column.

Their texts stand apart, one file per language and table; see data/worded.py.

Must not read files and must not import pandas; data/reference_lists.py loads and checks them.
"""

from __future__ import annotations

from dataclasses import dataclass

from data.worded import Worded


@dataclass(frozen=True)
class Theme(Worded):
    """One consultation theme: a thematic session of 2017 or a key message."""

    theme_id: str
    kind: str
    order: int
    slug: str
    start_on: str
    end_on: str
    co_chairs: str
    lead_indicator_id: str
    evidence: str
    source: str


@dataclass(frozen=True)
class Panel(Worded):
    """One panel or sub-theme of a theme."""

    theme_id: str
    order: int
    evidence: str


@dataclass(frozen=True)
class Goal(Worded):
    """One Sustainable Development Goal, with its official short names and colour."""

    goal_id: str
    colour: str


@dataclass(frozen=True)
class Objective(Worded):
    """One of the 23 objectives of the Global Compact for Migration."""

    objective_id: str
    imrf_roundtable: str
    evidence: str
    source: str


@dataclass(frozen=True)
class Target(Worded):
    """One SDG target; the labels are ours, not the official text."""

    target_id: str
    goal_id: str


@dataclass(frozen=True)
class Indicator(Worded):
    """One series-level indicator.

    `title` is the official SDG title, verbatim, so several rows may share it; `label` is our
    short name for the one series shown. `target_value` is a number as text: a level, or for
    target_kind `relative` the change in percent from 2015.
    `measures` is `migrants` where people on the move, their money or policy about them are
    measured, `everyone` where the whole population is.
    """

    indicator_id: str
    family: str
    sdg_indicator: str
    target_id: str
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
class Consultation(Worded):
    """One event of the consultation phase, before or after it; the point is a map marker only.

    `evidence` is that of the event; `theme_evidence` that of its themes, "" where they were not
    marked apart. The text `note` says what is not known of its days.
    """

    consultation_id: str
    type: str
    start_on: str
    end_on: str
    area_code: str
    lat: float | None
    lon: float | None
    organiser: str
    theme_ids: tuple[str, ...]
    theme_evidence: str
    source: str
    evidence: str


@dataclass(frozen=True)
class Area(Worded):
    """One country, territory, region, group or other category that a value can belong to.

    `lat`, `lon` is a point inside or near the main part of the area, for markers only.
    """

    area_code: str
    kind: str
    iso2: str
    m49: str
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

    def text(self, name: str, lang: str) -> str:
        """A text as records have it; the full name where a language has no short one."""
        return (
            self.own(name, lang)
            or (self.own("name", lang) if name == "short" else "")
            or super().text(name, lang)
        )


@dataclass(frozen=True)
class Alias:
    """A code that one provider uses for one of our areas; plain ISO 3166-1 alpha-3 has no row."""

    source_id: str
    source_code: str
    area_code: str


@dataclass(frozen=True)
class Source(Worded):
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
