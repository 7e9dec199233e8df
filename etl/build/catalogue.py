"""Writes catalogue.json: what each table row came from, what is withheld, what was compared.

Keys are sorted and no time of building is inside, so equal inputs give an equal file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from data.reference_lists import AS_PUBLISHED, Reference, Series
from etl.ask.layers import Layer, content_hash
from etl.ask.snapshots import sha256
from etl.build.assemble import Part
from etl.build.wide import catalogue_entries
from etl.build.words import note_prices, without_words, words_of


def source_record(
    layers: Sequence[Layer],
    part: Part,
    closed: bool,
    inputs: Sequence[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """Edition, retrieval and hash of one source; a derived one inherits them from its inputs.

    `closed` says that its values may not be passed on: the record is then marked `restricted`.
    """
    editions = sorted({info.edition for info in part.infos.values() if info.edition})
    edition = editions[0] if len(editions) == 1 else " to ".join(editions[:1] + editions[-1:])
    record = {"edition": edition, "rows": part.rows()}
    if part.notes:
        record["notes"] = part.notes
    if closed:
        record["restricted"] = True
    if not layers:
        # The edition of each row names those of all its parts: here every part once.
        named = dict.fromkeys(part for text in editions for part in text.split("; "))
        record["edition"] = "; ".join(sorted(named))
        hashes = "\n".join(str(r["sha256"]) for r in inputs)
        return record | {
            "bytes": 0,
            "mirror": any(r["mirror"] for r in inputs),
            "requests": 0,
            "retrieved_at": max(str(r["retrieved_at"]) for r in inputs),
            "sha256": sha256(hashes.encode()),
        }
    entries = [e for layer in layers for e in layer.snapshot.entries.values()]
    return record | {
        "bytes": sum(e["bytes"] for e in entries),
        "mirror": any(e["mirror"] for e in entries),
        "requests": len(entries),
        "retrieved_at": max(e["retrieved_at"] for e in entries),
        "sha256": content_hash(layers),
    }


def make_catalogue(
    reference: Reference,
    reference_hash: str,
    old: Mapping[str, Any],
    parts: Mapping[str, Part],
    records: Mapping[str, dict[str, Any]],
    tables: Mapping[str, pd.DataFrame],
    together: Mapping[str, Any],
) -> dict[str, Any]:
    """The catalogue of the joined tables. What was not built anew is carried over from `old`.

    `together` is what the sources make together: `comparisons`, `leading` and `sums`; see
    etl/build/across.py.
    """
    held = {name for frame in tables.values() for name in frame["source_id"].unique()}
    sources = {k: v for k, v in old.get("sources", {}).items() if k in held} | dict(records)
    withheld = [w for w in old.get("withheld", []) if w["source_id"] not in parts]
    withheld += [w for part in parts.values() for w in part.withheld]
    inputs = {k: [v["edition"], v["sha256"]] for k, v in sources.items()}
    text = json.dumps([reference_hash, inputs], sort_keys=True)
    catalogue = {
        "build_id": sha256(text.encode()),
        "sources": sources,
        "series": _series(reference, old, parts, tables["observations"], together["leading"]),
        "indicators": catalogue_entries(
            reference,
            old.get("indicators", {}),
            {source_id: part.infos for source_id, part in parts.items()},
            tables["observations"],
        ),
        "withheld": sorted(withheld, key=lambda w: (w["source_id"], w["indicator_id"])),
        **together,
    }
    note_prices(catalogue)
    return catalogue


def _series(
    reference: Reference,
    old: Mapping[str, Any],
    parts: Mapping[str, Part],
    observations: pd.DataFrame,
    leading: Mapping[str, Sequence[Mapping[str, Any]]],
) -> dict[str, dict[str, Any]]:
    """One entry per indicator and source that has rows, by `indicator_id|source_id`."""
    entries: dict[str, dict[str, Any]] = {}
    chosen = observations[observations["unit"] != AS_PUBLISHED]
    present = {
        (str(i), str(s)): rows
        for (i, s), rows in chosen.groupby(["indicator_id", "source_id"], observed=True)
    }
    for (indicator_id, source_id), rows in sorted(present.items(), key=lambda item: item[0]):
        registry = [s for s in reference.series_for(indicator_id) if s.source_id == source_id]
        key = f"{indicator_id}|{source_id}"
        if source_id in parts and registry:
            first = min(registry, key=lambda s: bool(s.breakdown))
            entries[key] = _entry(reference, first, parts[source_id])
        elif key in old.get("series", {}):
            entries[key] = without_words(old["series"][key])
        else:
            continue
        numbers = rows[rows["value"].notna()]
        entries[key] |= {
            "aggregates": bool(rows["area_code"].str.contains(":").any()),
            "areas": int(rows["area_code"].nunique()),
            "editions": _editions(rows),
            "first_year": int(numbers["year"].min()) if len(numbers) else None,
            "is_default": leading[indicator_id][0]["source_id"] == source_id,
            "last_year": int(numbers["year"].max()) if len(numbers) else None,
            "rows": len(rows),
        }
        entries[key] |= words_of(reference, source_id, entries[key])
    return entries


def _editions(rows: pd.DataFrame) -> dict[str, int]:
    """How many areas have their headline from each edition; one area is never of two."""
    head = rows.loc[rows["breakdown"] == "", ["area_code", "vintage"]].drop_duplicates()
    counts = head["vintage"].astype("str").value_counts()
    return {str(edition): int(count) for edition, count in sorted(counts.items())}


def _entry(reference: Reference, series: Series, part: Part) -> dict[str, Any]:
    info, source = part.infos[series.source_code], reference.sources.get(series.source_id)
    return {
        "attribution": source.attribution if source else "",
        "edition": info.edition,
        "headline": series.breakdown,
        "licence": info.licence or (source.licence if source else ""),
        "provider_note": info.note,
        "source_code": series.source_code,
        "title": info.title,
        "unit": reference.indicators[series.indicator_id].unit,
    }
