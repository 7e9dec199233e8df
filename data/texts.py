"""Words about indicators: what each counts in our own words, and the official sentences.

Files stand in data/reference/texts/<language>/: `definitions.csv` in English and whatever language
has them, `official.csv` in those of the United Nations. `indicator_metadata.csv` beside the other
reference tables says what a definition was checked against and where the official metadata are.
Must not import pandas.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path
from typing import Any

from data.reference_check import faults_of
from data.reference_rows import Row, Table, read_table
from data.worded import ENGLISH

LONGEST = 340  # characters of one cell of a definition: two short sentences
KINDS = ("target", "indicator")
MUST = (f"texts/{ENGLISH}/", "indicator_metadata")  # files that are there and whole


@dataclass(frozen=True)
class Definition:
    """What one indicator counts, how it is computed and what it leaves out, in our words."""

    lang: str
    indicator_id: str
    counts: str
    computed: str
    leaves_out: str


@dataclass(frozen=True)
class OfficialText:
    """The official sentence of one SDG target (`10.7`) or indicator (`10.7.1`), as published."""

    lang: str
    kind: str
    id: str
    text: str
    evidence: str
    source: str


@dataclass(frozen=True)
class Metadata:
    """Where the official metadata of one indicator are, and what its definition rests on.

    `definition_evidence` is verified where the English definition was compared with the text
    named in `text_read`, recalled (and `text_read` empty) where it was not.
    """

    indicator_id: str
    definition_evidence: str
    text_read: str
    metadata_url: str
    url_evidence: str


@dataclass(frozen=True)
class Texts:
    """All of them, by language and id."""

    definitions: Mapping[tuple[str, str], Definition] = field(default_factory=dict)
    official: Mapping[tuple[str, str, str], OfficialText] = field(default_factory=dict)
    metadata: Mapping[str, Metadata] = field(default_factory=dict)

    def definition(self, indicator_id: str, lang: str) -> Definition | None:
        """The definition in one language, in English (see its `lang`) where that has none.

        None for an indicator that nobody has described, as those of the catalogue.
        """
        own = self.definitions.get((lang, indicator_id))
        return own or self.definitions.get((ENGLISH, indicator_id))

    def sentence(self, kind: str, id_: str, lang: str) -> OfficialText | None:
        """The official sentence in one language, in English where that has none; or None."""
        own = self.official.get((lang, kind, id_))
        return own or self.official.get((ENGLISH, kind, id_))

    def translations(self, kind: str, id_: str) -> tuple[OfficialText, ...]:
        """The official sentence in each language that has it, English first."""
        found = (self.official.get((lang, kind, id_)) for lang in self.official_in)
        return tuple(text for text in found if text)

    @cached_property
    def described_in(self) -> tuple[str, ...]:
        """The languages that have definitions, English first."""
        return tuple(dict.fromkeys(lang for lang, _ in self.definitions))

    @cached_property
    def official_in(self) -> tuple[str, ...]:
        """The languages that have official sentences, English first."""
        return tuple(dict.fromkeys(lang for lang, _, _ in self.official))


def load_texts(
    folder: Path,
    langs: Iterable[str],
    problems: list[str],
    indicators: Mapping[str, str],
    targets: Iterable[str],
) -> Texts:
    """The words of one reference folder, checked.

    Args:
        folder: data/reference.
        langs: languages with a folder of texts, English first.
        problems: every fault is added here: files, columns, keys, unknown ids, empty or too
            long cells, and what has no English text although it is used.
        indicators: id of every curated indicator, with its SDG code or "".
        targets: id of every SDG target in use.
    """
    codes = {code for code in indicators.values() if code}
    ids = {"indicators": set(indicators), "official": codes | set(targets)}
    tables = _tables(folder, tuple(langs))
    rows = {t.file: read_table(folder, t, problems) for t in tables}
    for table in tables:
        faults = [*faults_of(table, rows[table.file], ids), *_lengths(rows[table.file])]
        problems += [f"{table.file}.csv row {line}, {fault}" for line, fault in faults]
        of_official = table.key[-1] == "id"
        column, wanted = ("id", "official") if of_official else ("indicator_id", "indicators")
        if table.file.startswith(MUST):
            problems += _absent(rows, table.file, column, ids[wanted])
    return Texts() if problems else _built(rows)


def _tables(folder: Path, langs: tuple[str, ...]) -> tuple[Table, ...]:
    """The contract of every file; of a language only those that it has."""
    tables = (*(t for lang in langs for t in _of_language(lang)), _METADATA)
    return tuple(
        t for t in tables if t.file.startswith(MUST) or (folder / f"{t.file}.csv").is_file()
    )


def _of_language(lang: str) -> tuple[Table, Table]:
    return (
        Table(
            f"texts/{lang}/definitions",
            _columns(Definition)[1:],
            ("indicator_id",),
            _columns(Definition)[1:],
            {"indicator_id": "indicators"},
        ),
        Table(
            f"texts/{lang}/official",
            _columns(OfficialText)[1:],
            ("kind", "id"),
            _columns(OfficialText)[1:],
            {"id": "official"},
            {"kind": KINDS},
        ),
    )


def _columns(record: type) -> tuple[str, ...]:
    return tuple(f.name for f in fields(record))


def _lengths(rows: list[Row]) -> Iterator[tuple[int, str]]:
    """Definitions that are no longer short, and evidence that names no text or one too many."""
    for row in rows:
        for column in ("counts", "computed", "leaves_out"):
            if len(row.cells.get(column, "")) > LONGEST:
                size = len(row.cells[column])
                yield (
                    row.line,
                    f"column {column}: expected {LONGEST} characters at most, got {size}; "
                    "shorten it",
                )
        checked = row.cells.get("definition_evidence")
        if checked and (checked == "verified") != bool(row.cells["text_read"]):
            yield (
                row.line,
                f"column text_read: expected a text where the evidence is verified and only "
                f"there, got {row.cells['text_read']!r}; name what was read or say recalled",
            )


def _absent(rows: Mapping[str, list[Row]], file: str, column: str, wanted: set[str]) -> list[str]:
    """What is used and has no row; nothing where the file itself could not be read."""
    held = {row.cells[column] for row in rows[file]}
    return [
        f"{file}.csv: expected a row for {id_}, found none; write it"
        for id_ in sorted(wanted - held)
        if held
    ]


def _built(rows: Mapping[str, list[Row]]) -> Texts:
    def records(record: Any, name: str) -> Iterator[Any]:
        for file, found in rows.items():
            _, _, of = file.partition("texts/")
            if of.endswith(f"/{name}"):
                yield from (record(of.removesuffix(f"/{name}"), **row.cells) for row in found)

    return Texts(
        {(d.lang, d.indicator_id): d for d in records(Definition, "definitions")},
        {(o.lang, o.kind, o.id): o for o in records(OfficialText, "official")},
        {m.indicator_id: m for m in (Metadata(**r.cells) for r in rows[_METADATA.file])},
    )


_METADATA = Table(
    "indicator_metadata",
    _columns(Metadata),
    ("indicator_id",),
    ("definition_evidence", "metadata_url", "url_evidence"),
    {"indicator_id": "indicators"},
)
