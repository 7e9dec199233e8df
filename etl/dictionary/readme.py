"""Writes data/README.md, the data dictionary, from the contract, the catalogue and the sources."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa

from data.arithmetic.measures import MEASURES
from data.groups import GROUP_MEANINGS, GROUPS
from data.reference_lists import Reference, load_reference
from data.schema.contract import STATUS_WITH_VALUE, STATUS_WITHOUT_VALUE, UNIT_BOUNDS
from data.schema.quality import DOUBT_MEANINGS, DOUBTS
from data.schema.tables import TABLES
from data.schema.verdicts import VERDICT_MEANINGS, VERDICTS
from etl.ask.storage import reference_dir
from etl.build.load import read_catalogue
from etl.dictionary.markdown import table as _table
from etl.dictionary.sources import comparisons, leaders, sums
from etl.quality.described import DOUBTED, FLAG_HEADER, RULE_HEADER, flag_rows, rule_rows

REASONS = {
    "defect_mixed": "values of different sub-series stand in one column",
    "defect_suspect": "a dimension is lost, so the sub-series may change from cell to cell",
    "defect_zeros": "many of its zeros stand for values that were never published",
    "licence": "its licence does not allow copies",
    "unreadable": "the provider's answer could not be read as published values",
    "not_served": "not served by the provider, or by the mirror the answers came from",
}


def dictionary(data_dir: Path) -> str:
    """The text of data/README.md for the tables of a data folder. Equal tables, equal text."""
    reference = load_reference(reference_dir(data_dir))
    catalogue = read_catalogue(data_dir)
    sections = [
        INTRODUCTION,
        _tables(),
        _groups(),
        _verdicts(catalogue),
        _measures(),
        _statuses(),
        _bounds(),
        _doubts(reference),
        _sources(reference, catalogue),
        _series(catalogue),
        _catalogue_indicators(catalogue),
        comparisons(catalogue),
        leaders(catalogue),
        sums(catalogue),
        _notes(catalogue),
        _withheld(catalogue),
    ]
    return "\n\n".join(sections) + "\n"


INTRODUCTION = """# Data dictionary

Written by `python -m etl dictionary` (and by every build) from `data/schema/contract.py`,
`data/tables/catalogue.json` and `data/reference/`. Do not edit by hand.

- `tables/observations.parquet`: one row per indicator, source, breakdown, area and year.
- `tables/flows.parquet`: one row per measure, origin, destination and year. Pairs without people
  have no row, except where UN DESA publishes a zero.
- `tables/incidents.parquet`: one row per recorded incident in which migrants died or disappeared.
- `tables/groups.parquet`: one row per economy, classification of the World Bank and group it has
  been in; the row in force is the one of the newest list.
- `tables/verdicts.parquet`: one row per series, area and setting: how the area progresses
  towards the target, or why that cannot be said.
- `tables/doubts.parquet`: one row per doubted value and reason, with the figures behind it.
- `tables/catalogue.json`: editions, licences, what is withheld and why, and the comparisons below;
  `last_change` counts the values that the last build added, revised or withdrew, per series.
- `reference/*.csv`: indicators, areas, themes, links and sources, one row per thing.
- `reference/gcm_votes.csv`, `voluntary_national_reviews.csv`, `gcm_country_events.csv`,
  `gcm_process_events.csv`, `treaty_instruments.csv`, `treaty_participation.csv`,
  `citizenship_law.csv` and `promises.csv` beside them: what states promised, with source and
  evidence on every row; `data/commitments.py` reads them. A country without a row is not known to
  have done anything, nor to have done nothing: each list ends on its `as_of`. What was only
  recalled is left out; what a secondary source says, or codes of a data set mean, is `derived`.
- `raw/<source>/<date>/snapshot.json`: what was asked, when, and the sha256 of each answer. The
  answers themselves stay on the machine that fetched them.

A cell that a provider never published has no row. Nothing is interpolated and no missing value is
stored as zero. World and region totals of UNHCR counts are sums made here: World is every row,
stateless people and unknown countries included; a region is the countries that
`reference/areas.csv` places in it. So are those of Missing Migrants, and the World values under
"World values summed here". All other totals are the provider's own. UNHCR rows whose origin
and country of asylum are the same country are left out of every measure that crosses a border."""


def _tables() -> str:
    parts = []
    for name, table in TABLES.items():
        rows = [(f"`{f.name}`", _kind(f.type), table.meanings[f.name]) for f in table.schema]
        parts.append(f"## {name}\n\n" + _table(("column", "type", "meaning"), rows))
    return "\n\n".join(parts)


def _groups() -> str:
    rows = [(f"`{f.name}`", _kind(f.type), GROUP_MEANINGS[f.name]) for f in GROUPS]
    return "## groups\n\n" + _table(("column", "type", "meaning"), rows)


def _verdicts(catalogue: dict[str, Any]) -> str:
    rows = [(f"`{f.name}`", _kind(f.type), VERDICT_MEANINGS[f.name]) for f in VERDICTS]
    record = catalogue.get("verdicts", {})
    made = f"Verdicts of {record['year']}: {record['rows']:,} rows.\n\n" if record else ""
    return f"## verdicts\n\n{JUDGED}\n\n{made}" + _table(("column", "type", "meaning"), rows)


JUDGED = """Made by `python -m etl build` and `python -m etl judge` from the observations and
`reference/indicators.csv` and `reference/verdict_rules.csv`: seventy-two rows per series and area,
one for each setting. The year verdicts are given in is that of the newest retrieval, so that equal
tables give equal verdicts. `reason` is set where there is no verdict: a series of an area without
one still has its seventy-two rows. Ratios and projections are rounded to 12 digits."""


def _measures() -> str:
    rows = [(f"`{name}`", f"`{unit}`", text) for name, (unit, text) in sorted(MEASURES.items())]
    return "## Measures of flows\n\n" + _table(("`measure`", "unit", "meaning"), rows)


def _kind(kind: pa.DataType) -> str:
    text = pa.types.is_dictionary(kind) or pa.types.is_string(kind)
    return "text" if text else str(kind)


def _statuses() -> str:
    rows = [(letter, "yes", text) for letter, text in STATUS_WITH_VALUE.items()]
    rows += [(letter, "no", text) for letter, text in STATUS_WITHOUT_VALUE.items()]
    return "## Status letters\n\n" + _table(("`obs_status`", "has a value", "meaning"), rows)


def _bounds() -> str:
    rows = [(f"`{u}`", f"{low:g}", f"{high:g}") for u, (low, high) in UNIT_BOUNDS.items()]
    return "## Bounds of values\n\n" + _table(("unit", "lowest", "highest"), rows)


def _doubts(reference: Reference) -> str:
    rows = [(f"`{f.name}`", _kind(f.type), DOUBT_MEANINGS[f.name]) for f in DOUBTS]
    parts = [
        _table(("column", "type", "meaning"), rows),
        _table(FLAG_HEADER, flag_rows()),
        "What `reference/quality_rules.csv` declares:",
        _table(RULE_HEADER, rule_rows(reference)),
    ]
    return "\n\n".join([f"## doubts\n\n{DOUBTED}", *parts])


def _sources(reference: Reference, catalogue: dict[str, Any]) -> str:
    rows = []
    for source_id, entry in sorted(catalogue.get("sources", {}).items()):
        source = reference.sources[source_id]
        rows.append(
            (
                f"`{source_id}`",
                source.title,
                entry["edition"],
                entry["retrieved_at"][:10] + (" (mirror)" if entry["mirror"] else ""),
                entry["rows"],
                source.licence,
                source.attribution,
            )
        )
    header = ("source", "title", "edition", "retrieved", "rows", "licence", "attribution")
    return "## Sources\n\n" + _table(header, rows)


def _series(catalogue: dict[str, Any]) -> str:
    rows = []
    for key, entry in sorted(catalogue.get("series", {}).items()):
        indicator_id, _, source_id = key.partition("|")
        years = f"{entry['first_year']}-{entry['last_year']}"
        shown = "yes" if entry["is_default"] else ""
        rows.append(
            (
                f"`{indicator_id}`",
                source_id,
                f"`{entry['source_code']}`",
                entry["title"],
                entry["unit"],
                entry["edition"],
                years,
                entry["areas"],
                entry["rows"],
                shown,
            )
        )
    header = ("indicator", "source", "code", "title", "unit", "edition", "years", "areas", "rows")
    return "## Series\n\n" + _table((*header, "shown"), rows)


def _catalogue_indicators(catalogue: dict[str, Any]) -> str:
    found: dict[str, list[dict[str, Any]]] = {}
    for entry in catalogue.get("indicators", {}).values():
        found.setdefault(entry["source_id"], []).append(entry)
    rows = [
        (
            f"`{source_id}`",
            len(entries),
            sum(entry["rows"] for entry in entries),
            ", ".join(sorted({entry["edition"] for entry in entries})),
            sum(bool(entry["breakdowns"]) for entry in entries),
        )
        for source_id, entries in sorted(found.items())
    ]
    header = ("source", "indicators", "rows", "editions", "with sub-groups")
    return CATALOGUE_INDICATORS + "\n\n" + _table(header, rows)


CATALOGUE_INDICATORS = """## Catalogue indicators

Every series of `reference/wide_series.csv` that no indicator of the registry uses under the same
source, as its provider publishes it: no theme, target or comparison, nothing computed. Their ids
are `wb-` or `unsd-` and the provider's code in small letters with hyphens. `indicators` in
`tables/catalogue.json` has one entry per such indicator, by its id: `source_id`, `source_code`,
`title`, `provider_unit`, `edition`, `licence`, `attribution`, `provider_note`, where the provider
files it (`topics`, or `goals`, `targets` and `indicators`), `known_defects` (of other editions, as
in `reference/series_defects.csv`), and of its rows `rows`, `areas`,
`first_year`, `last_year`, `aggregates`, `breakdowns` (how many sub-groups besides the total) and
`total` (whether there is a true total at all). The World Bank mostly leaves its unit field empty;
`provider_unit` is then what the last brackets of the title say. Of the sub-groups those stand
here that name at most one dimension more than the plainest of the series; crossings beyond are left
out, while a series of the registry has all of them. A series with a known defect, one that is not
served and one that could not be read stand under Withheld.

Where the provider's words are not of the edition of the values, an entry says so: `words_edition`
is the edition of title and note (`reference/series_words.csv`), `note_year` the latest year that
the note names as the state of its source although the values go on, `older_prices` the base year
of a title that other series of no newer edition have left."""


def _notes(catalogue: dict[str, Any]) -> str:
    rows = [
        (f"`{source_id}`", name.replace("_", " "), what)
        for source_id, entry in sorted(catalogue.get("sources", {}).items())
        for name, what in sorted(entry.get("notes", {}).items())
    ]
    return "## Notes of the build\n\n" + _table(("source", "what", "found"), rows)


def _withheld(catalogue: dict[str, Any]) -> str:
    rows = [
        (
            f"`{w['indicator_id']}`",
            w["source_id"],
            f"`{w['source_code']}`",
            REASONS[w["reason"]],
            w["detail"],
        )
        for w in catalogue.get("withheld", [])
    ]
    header = ("indicator", "source", "code", "why", "detail")
    text = "In the registry or in `reference/wide_series.csv`, not in the tables."
    return f"## Withheld\n\n{text}\n\n" + _table(header, rows)
