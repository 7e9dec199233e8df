"""The link tables as one file: from themes to objectives, targets and indicators, with reasons.

The CSV is the format that `python -m etl build --links FILE` takes back. Its version is a digest
of the links themselves, so whoever holds a copy can tell which edition it is.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections import Counter
from typing import Any

import orjson

from data.links import LINK_BASES, link_cells, link_columns, link_languages
from data.reference_lists import Link, Reference

KINDS = ("theme_objective", "objective_target", "target_indicator", "theme_indicator")
VERSION_COLUMN = "crosswalk_version"  # further columns are ignored when the file is taken back
VERSION_LENGTH = 12


def rows(reference: Reference) -> tuple[tuple[str, ...], ...]:
    """One row per link, columns as `columns`, in the order of the tables; sources with semicolons.

    The columns from `target_evidence` on are empty but for objective_target links.
    """
    langs = link_languages(reference.links)
    return tuple(link_cells(link, langs) for link in reference.links)


def columns(reference: Reference) -> tuple[str, ...]:
    """The columns of `rows`; a text has one for each language that gives reasons."""
    return link_columns(link_languages(reference.links))


def csv_file(reference: Reference) -> bytes:
    """All links as UTF-8 CSV with a byte order mark for spreadsheets; the version in each row."""
    edition = version(reference)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*columns(reference), VERSION_COLUMN))
    writer.writerows((*row, edition) for row in rows(reference))
    return out.getvalue().encode("utf-8-sig")


def version(reference: Reference) -> str:
    """The first twelve hexadecimal digits of the SHA-256 of all links, as a JSON list of rows."""
    return hashlib.sha256(orjson.dumps(rows(reference))).hexdigest()[:VERSION_LENGTH]


def file_name(reference: Reference, kind: str) -> str:
    """The name of a downloaded copy, which holds the version."""
    return f"throughline-crosswalk-{version(reference)}.{kind}"


def json_file(reference: Reference, address: str) -> bytes:
    """All links with the titles of both ends in every language, the version and the address."""
    return orjson.dumps(
        {
            "title": "Throughline crosswalk",
            "version": version(reference),
            "version_is": "first 12 hexadecimal digits of the SHA-256 of the rows as JSON",
            "licence": "Apache-2.0",
            "link": address,
            "link_sources": {
                source.code: {"title": source.title, "where": source.where}
                for source in reference.link_sources.values()
            },
            "links": [_described(reference, link) for link in reference.links],
        },
        option=orjson.OPT_INDENT_2,
    )


def counts(reference: Reference) -> dict[tuple[str, str, str], int]:
    """How many links there are of each kind, strength and evidence."""
    return dict(Counter((link.kind, link.strength, link.evidence) for link in reference.links))


def counts_by_basis(reference: Reference) -> dict[str, tuple[int, int]]:
    """How many links from objective to target rest on what, and how many of them quote words."""
    steps = [link for link in reference.links if link.kind == "objective_target"]
    found = Counter(link.basis for link in steps)
    quoting = Counter(link.basis for link in steps if link.quote)
    return {basis: (found[basis], quoting[basis]) for basis in LINK_BASES if found[basis]}


def _described(reference: Reference, link: Link) -> dict[str, Any]:
    start, end = link.kind.split("_")
    return {
        "kind": link.kind,
        "from_id": link.from_id,
        "from_title": _title(reference, start, link.from_id),
        "to_id": link.to_id,
        "to_title": _title(reference, end, link.to_id),
        "strength": link.strength,
        "rationale": _by_language(link, "rationale"),
        "sources": link.sources,
        "evidence": link.evidence,
        "target_evidence": link.target_evidence,
        "indicator_ids": link.indicator_ids,
        "indicators_why": _by_language(link, "indicators_why"),
        "paragraph": link.paragraph,
        "quote": link.quote,
        "quote_evidence": link.quote_evidence,
        "basis": link.basis,
    }


def _title(reference: Reference, kind: str, id_: str) -> dict[str, str]:
    column = "label" if kind == "target" else "title"
    thing = getattr(reference, f"{kind}s")[id_]
    return {lang: thing.text(column, lang) for lang in link_languages(reference.links)}


def _by_language(link: Link, text: str) -> dict[str, str]:
    return {lang: link.own(text, lang) for lang in link.words}
