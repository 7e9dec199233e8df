"""Texts of the reference tables: data/reference/texts/<language>/<table>.csv, one row per key.

A language is a folder. English has every text; another language may lack rows, columns and whole
files: data/worded.py says what stands there instead, and `missing` says what it lacks. A row of
something that does not exist is a fault in any language. Must not import pandas.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from data.reference_check import faults_of
from data.reference_rows import Key, Row, Table, read_table
from data.reference_tables import EVIDENCE, MADE
from data.worded import ENGLISH

FOLDER = "texts"
Words = dict[Key, dict[str, dict[str, str]]]  # key of a row -> language -> column -> text


def text_languages(folder: Path) -> tuple[str, ...]:
    """Codes of the languages that data/reference has texts in; English first."""
    found = {p.name for p in (folder / FOLDER).glob("*") if p.is_dir()}
    return (ENGLISH, *sorted(found - {ENGLISH}))


def load_words(
    folder: Path, table: Table, rows: Iterable[Row], langs: Iterable[str], problems: list[str]
) -> Words:
    """The texts of one table in every language, English first.

    Args:
        folder: data/reference.
        table: the contract of the table.
        rows: its rows, whose keys the texts are found by.
        langs: languages with a folder.
        problems: every fault is added here: files, columns, keys, blank or absent English.
    """
    texts = (*table.texts, *table.more_texts)
    sound = not any(problem.startswith(f"{table.file}.csv ") for problem in problems)
    blank = dict.fromkeys(texts, "")
    words: Words = {table.key_of(row): {ENGLISH: blank} for row in rows}
    for lang in langs if texts else ():
        own = _contract(table, lang)
        if own.required or (folder / f"{own.file}.csv").is_file():
            found = read_table(folder, own, problems)
            problems += _cell_faults(own, found)
            if sound:  # a wrong key in the table would make every text of it look wrong
                problems += _key_faults(own, found, words.keys())
            for row in found:
                given = {c: row.cells.get(c, "") for c in texts}
                words.get(table.key_of(row), {})[lang] = given
    return words


def _contract(table: Table, code: str) -> Table:
    """The file of the texts of a table in one language; only English must be whole."""
    texts = (*table.texts, *table.more_texts)
    english = code == ENGLISH
    return Table(
        f"{FOLDER}/{code}/{table.file}",
        (*table.key, *texts),
        table.key,
        table.texts if english else (),
        allowed=dict.fromkeys(MADE, ("", *EVIDENCE)),
        spare=() if english else texts,
    )


def _cell_faults(own: Table, rows: list[Row]) -> Iterator[str]:
    for line, fault in faults_of(own, rows, {}):
        yield f"{own.file}.csv row {line}, {fault}"


def _key_faults(own: Table, rows: list[Row], known: Collection[Key]) -> Iterator[str]:
    """Texts of what does not exist, and what has no English text."""
    held = {own.key_of(row) for row in rows}
    for row in rows:
        if (key := own.key_of(row)) not in known:
            name = "+".join(own.key)
            fault = f"expected a key of the table, got {key}; add it there or take it out"
            yield f"{own.file}.csv row {row.line}, {name}: {fault}"
    for key in sorted(set(known) - held) if own.required and held else ():
        yield f"{own.file}.csv: expected a row for {', '.join(key)}, found none; write it"
