"""Reference tables (data/reference/*.csv): loaded once, checked in full, asked by id.

Must not import pandas: every worker of the app loads this module, and memory is per worker.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from data.chain import Chains
from data.dated import ListedGroup, Membership, SeriesWords
from data.links import ChainRow, Link, LinkSource, link_of
from data.providers import SourcePair
from data.quality_rules import QualityRule
from data.records import (
    Alias,
    Area,
    Consultation,
    Defect,
    Goal,
    Indicator,
    Objective,
    Panel,
    Series,
    Source,
    Target,
    Theme,
    WideSeries,
)
from data.records_commitments import (
    CitizenshipLaw,
    CountryEvent,
    Instrument,
    Participation,
    ProcessEvent,
    Promise,
    Review,
    Vote,
)
from data.records_verdicts import VerdictArea, VerdictRule
from data.reference_check import check_tables
from data.reference_links import LINKS
from data.reference_rows import Row, Table, read_table
from data.reference_tables import (
    AS_PUBLISHED,
    EVIDENCE,
    FLAGS,
    FLOATS,
    INTEGERS,
    LISTS,
    PLAIN,
    TABLES,
    UNITS,
)
from data.reference_texts import Words, load_words, text_languages
from data.stories import Story
from data.texts import Texts, load_texts
from data.worded import Worded
from data.wording import Renamed, Synonym, Term

__all__ = [
    "AS_PUBLISHED",
    "EVIDENCE",
    "UNITS",
    "Alias",
    "Area",
    "ChainRow",
    "Consultation",
    "Defect",
    "Goal",
    "Indicator",
    "Link",
    "LinkSource",
    "Objective",
    "Panel",
    "Reference",
    "ReferenceListError",
    "Renamed",
    "Series",
    "Source",
    "Synonym",
    "Target",
    "Term",
    "Theme",
    "VerdictArea",
    "VerdictRule",
    "load_reference",
]


class ReferenceListError(ValueError):
    """The reference tables break their contract; the message lists every problem found."""

    def __init__(self, folder: Path, problems: list[str]) -> None:
        """Keep the problems as a tuple beside the message."""
        super().__init__(f"{folder}: {len(problems)} problem(s)\n" + "\n".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Reference(Chains):
    """Everything the CSV files say; dictionaries are in file order."""

    themes: dict[str, Theme]
    panels: tuple[Panel, ...]
    goals: dict[str, Goal]
    objectives: dict[str, Objective]
    targets: dict[str, Target]
    indicators: dict[str, Indicator]
    series: tuple[Series, ...]
    areas: dict[str, Area]
    sources: dict[str, Source]
    consultations: dict[str, Consultation]
    links: tuple[Link, ...]
    link_sources: dict[str, LinkSource]
    aliases: tuple[Alias, ...]
    defects: tuple[Defect, ...]
    wide: tuple[WideSeries, ...] = ()
    synonyms: tuple[Synonym, ...] = ()
    glossary: dict[str, Term] = field(default_factory=dict)
    renamed: tuple[Renamed, ...] = ()
    quality_rules: dict[str, QualityRule] = field(default_factory=dict)
    texts: Texts = field(default_factory=Texts)
    group_lists: dict[str, ListedGroup] = field(default_factory=dict)
    memberships: tuple[Membership, ...] = ()
    series_words: tuple[SeriesWords, ...] = ()
    verdict_rules: Mapping[str, VerdictRule] = field(default_factory=dict)
    verdict_areas: Mapping[str, VerdictArea] = field(default_factory=dict)
    source_pairs: tuple[SourcePair, ...] = ()
    promises: dict[str, Promise] = field(default_factory=dict)
    votes: Mapping[str, Vote] = field(default_factory=dict)
    reviews: tuple[Review, ...] = ()
    country_events: tuple[CountryEvent, ...] = ()
    process_events: dict[str, ProcessEvent] = field(default_factory=dict)
    instruments: dict[str, Instrument] = field(default_factory=dict)
    participation: tuple[Participation, ...] = ()
    citizenship: Mapping[str, CitizenshipLaw] = field(default_factory=dict)
    languages: tuple[str, ...] = ()  # that have texts, English first
    stories: Mapping[str, Story] = field(default_factory=dict)  # of data/stories, by id

    def theme_by_slug(self, slug: str) -> Theme | None:
        """The theme whose address ends in `slug`, or None."""
        return next((t for t in self.themes.values() if t.slug == slug), None)

    def series_for(self, indicator_id: str) -> tuple[Series, ...]:
        """Provider series of one indicator, preferred first; empty where none is embedded."""
        own = (s for s in self.series if s.indicator_id == indicator_id)
        return tuple(sorted(own, key=lambda s: s.priority))

    def source_pair(self, indicator_id: str, *sources: str) -> SourcePair | None:
        """What the registry says of two sources of an indicator, in either order; or None."""
        for pair in self.source_pairs:
            if pair.indicator_id == indicator_id and {pair.source_id, pair.other_id} == {*sources}:
                return pair
        return None

    @cached_property
    def acts(self) -> dict[tuple[str, str], tuple[Participation, ...]]:
        """What states did about treaties, oldest first, by instrument and area."""
        found: dict[tuple[str, str], tuple[Participation, ...]] = {}
        for act in sorted(self.participation, key=lambda act: act.on):
            key = (act.instrument_id, act.area_code)
            found[key] = (*found.get(key, ()), act)
        return found

    @cached_property
    def catalogue_series(self) -> dict[str, Series]:
        """Catalogue indicators: the series of wide_series.csv by their indicator id.

        A series that a chosen indicator uses under the same source is not among them, so that no
        value is stored twice. They have no theme, no target and the unit `as_published`.
        """
        chosen = {(s.source_id, s.source_code) for s in self.series}
        return {
            w.indicator_id: Series(w.indicator_id, w.source_id, w.source_code, "", 1, "", "", "")
            for w in self.wide
            if (w.source_id, w.source_code) not in chosen
        }

    @cached_property
    def joined(self) -> dict[str, tuple[str, ...]]:
        """Country to the groups of group_lists.csv that it is a member of today."""
        found: dict[str, tuple[str, ...]] = {}
        for row in self.memberships:
            if not row.until:
                found[row.area_code] = (*found.get(row.area_code, ()), row.group_code)
        return found

    @cached_property
    def units(self) -> dict[str, str]:
        """The unit key of every indicator, catalogue ones included."""
        chosen = {i.indicator_id: i.unit for i in self.indicators.values()}
        return chosen | dict.fromkeys(self.catalogue_series, AS_PUBLISHED)

    def countries(self) -> tuple[Area, ...]:
        """Countries and territories, in file order; no regions, groups or other categories."""
        return tuple(a for a in self.areas.values() if a.kind in ("country", "territory"))


def load_reference(folder: Path) -> Reference:
    """All reference tables of one folder, checked.

    Raises:
        ReferenceListError: any file, column, key, reference or value breaks the contract; the
            message names every one of them.
    """
    problems: list[str] = []
    texts, langs = Texts(), text_languages(folder)
    words: dict[str, Words] = {}
    rows = {table.file: read_table(folder, table, problems) for table in TABLES}
    if not problems:  # a file that could not be read would make every reference to it look wrong
        problems = check_tables(rows)
        codes = {r.cells["indicator_id"]: r.cells["sdg_indicator"] for r in rows["indicators"]}
        targets = [row.cells["target_id"] for row in rows["targets"]]
        texts = load_texts(folder, langs, problems, codes, targets)
        words = {t.file: load_words(folder, t, rows[t.file], langs, problems) for t in TABLES}
    if problems:
        raise ReferenceListError(folder, problems)
    found = {
        record: tuple(_record(record, table, row, words) for row in rows[table.file])
        for record, table in PLAIN.items()
    }
    return Reference(
        **{name: _by_id(found[record], PLAIN[record]) for name, record in _BY_ID.items()},
        panels=found[Panel],
        series=found[Series],
        aliases=found[Alias],
        defects=found[Defect],
        wide=found[WideSeries],
        synonyms=found[Synonym],
        renamed=found[Renamed],
        texts=texts,
        memberships=found[Membership],
        series_words=found[SeriesWords],
        source_pairs=found[SourcePair],
        reviews=found[Review],
        country_events=found[CountryEvent],
        participation=found[Participation],
        links=tuple(_link(table, row, words) for table in LINKS for row in rows[table.file]),
        languages=langs,
    )


_BY_ID: dict[str, type] = {
    "themes": Theme,
    "goals": Goal,
    "objectives": Objective,
    "targets": Target,
    "indicators": Indicator,
    "areas": Area,
    "sources": Source,
    "consultations": Consultation,
    "link_sources": LinkSource,
    "glossary": Term,
    "quality_rules": QualityRule,
    "group_lists": ListedGroup,
    "verdict_rules": VerdictRule,
    "verdict_areas": VerdictArea,
    "promises": Promise,
    "votes": Vote,
    "process_events": ProcessEvent,
    "instruments": Instrument,
    "citizenship": CitizenshipLaw,
}


def _by_id(records: tuple[Any, ...], table: Table) -> dict[str, Any]:
    return {getattr(record, table.key[0]): record for record in records}


def _record(record: type, table: Table, row: Row, words: Mapping[str, Words]) -> Any:
    own = {"words": words[table.file][table.key_of(row)]} if issubclass(record, Worded) else {}
    return record(**{column: _value(column, cell) for column, cell in row.cells.items()}, **own)


def _value(column: str, cell: str) -> Any:
    if column in INTEGERS:
        return int(cell)
    if column in FLOATS:
        return float(cell) if cell else None
    if column in FLAGS:
        return cell == "1"
    if column in LISTS:
        return tuple(cell.split(";")) if cell else ()
    return cell


def _link(table: Table, row: Row, words: Mapping[str, Words]) -> Link:
    ends = dict(zip(table.columns[:2], ("from_id", "to_id"), strict=True))
    names = {**ends, "source": "sources", "source_codes": "sources"}
    cells = {names.get(column, column): cell for column, cell in row.cells.items()}
    own = words[table.file][table.key_of(row)]
    return link_of({"target_evidence": "", **cells, "kind": table.file}, own)
