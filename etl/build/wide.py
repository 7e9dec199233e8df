"""Catalogue indicators: series of data/reference/wide_series.csv, embedded as they are published.

They have the unit `as_published` and no theme, target or comparison; a series that an indicator of
the registry uses under the same source is not among them. Pure frames and values; no I/O.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from data.reference_lists import AS_PUBLISHED, Reference, Series
from etl.build.words import without_words, words_of
from etl.model import SeriesInfo, Wanted


def catalogue_series(reference: Reference, source_id: str) -> list[Series]:
    """The catalogue indicators of one source, in file order."""
    return [s for s in reference.catalogue_series.values() if s.source_id == source_id]


def catalogue_wanted(reference: Reference, source_id: str) -> list[Wanted]:
    """What to fetch and tidy for them: every sub-series, none of them a headline."""
    return [
        Wanted(s.source_code, every=True, named=False)
        for s in catalogue_series(reference, source_id)
    ]


def sub_series_owners(
    reference: Reference, source_id: str, chosen: Sequence[Series]
) -> pd.DataFrame:
    """Who holds the sub-series of a code. One row per source_code and indicator_id, with its unit.

    `total` is whether the code's rows without a breakdown belong to the indicator too: so for a
    catalogue indicator; one of the registry has its headline from elsewhere.
    """
    rows = [
        (s.source_code, s.indicator_id, reference.indicators[s.indicator_id].unit, False)
        for s in chosen
        if s.source_code in whole_codes(chosen)
    ]
    rows += [
        (s.source_code, s.indicator_id, AS_PUBLISHED, True)
        for s in catalogue_series(reference, source_id)
    ]
    names = ["source_code", "indicator_id", "unit", "total"]
    text = dict.fromkeys(names[:3], "str")
    return pd.DataFrame(rows, columns=names).astype(text | {"total": "bool"})


def whole_codes(chosen: Sequence[Series]) -> frozenset[str]:
    """Codes of which the registry names one sub-series, the headline: the others are kept too."""
    named: dict[str, set[str]] = {}
    for series in chosen:
        named.setdefault(series.source_code, set()).add(series.breakdown)
    return frozenset(code for code, breakdowns in named.items() if len(breakdowns) == 1)


def catalogue_entries(
    reference: Reference,
    old: Mapping[str, Any],
    infos: Mapping[str, Mapping[str, SeriesInfo]],
    observations: pd.DataFrame,
) -> dict[str, dict[str, Any]]:
    """What catalogue.json says of each catalogue indicator that has rows, by its indicator_id.

    Args:
        reference: the reference tables.
        old: the entries of the last build, carried over for sources that were not built anew.
        infos: per source built anew, what the provider says of each code.
        observations: the joined table.

    Returns:
        source_id, source_code, title, provider_unit, edition, licence, attribution, subjects
        (topics, or goals, targets and indicators), provider_note, known_defects of other
        editions, and of the rows: rows, areas, first_year, last_year, aggregates, breakdowns
        (number of sub-series besides the total), total (whether there is a true one). Where the
        words are not of the edition of the values: words_edition, note_year; see
        etl/build/words.py.
    """
    rows = observations[observations["unit"] == AS_PUBLISHED]
    entries = {}
    for indicator_id, group in rows.groupby("indicator_id", observed=True):
        series = reference.catalogue_series[str(indicator_id)]
        if series.source_id in infos:
            info = infos[series.source_id][series.source_code]
            entry = _described(reference, series, info)
        else:
            entry = without_words(old.get(str(indicator_id), {}))
        entry |= _counted(group)
        entries[str(indicator_id)] = entry | words_of(reference, series.source_id, entry)
    return entries


def _described(reference: Reference, series: Series, info: SeriesInfo) -> dict[str, Any]:
    source = reference.sources[series.source_id]
    return {
        "source_id": series.source_id,
        "source_code": series.source_code,
        "title": info.title,
        "provider_unit": info.provider_unit,
        "edition": info.edition,
        "licence": info.licence or source.licence,
        "attribution": source.attribution,
        "provider_note": info.note,
        "known_defects": [
            f"{d.defect} in edition {d.edition} {d.lost_dimension}".strip()
            for d in reference.defects
            if (d.source_id, d.source_code) == (series.source_id, series.source_code)
        ],
        **{name: list(values) for name, values in info.subjects},
    }


def _counted(rows: pd.DataFrame) -> dict[str, Any]:
    numbers = rows.loc[rows["value"].notna(), "year"]
    breakdowns = set(rows["breakdown"].unique())
    return {
        "aggregates": bool(rows["area_code"].str.contains(":", regex=False).any()),
        "areas": int(rows["area_code"].nunique()),
        "breakdowns": len(breakdowns - {""}),
        "first_year": int(numbers.min()) if len(numbers) else None,
        "last_year": int(numbers.max()) if len(numbers) else None,
        "rows": len(rows),
        "total": "" in breakdowns,
    }
