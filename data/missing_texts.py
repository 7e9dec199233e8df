"""What a language lacks of the texts of the reference tables. Must not import pandas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from data.links import Link
from data.reference_lists import Reference
from data.reference_tables import PLAIN
from data.worded import ENGLISH, Worded


def missing_texts(reference: Reference, lang: str) -> list[str]:
    """Every text that English has and a language has not.

    Returns:
        One line each, `texts/es/themes.csv ts1: title`. Official sentences are asked for where the
        language has any: the United Nations write them in six.
    """
    texts = [
        f"texts/{lang}/{_place(record)}: {name}"
        for record in _records(reference)
        for name, text in record.words.get(ENGLISH, {}).items()
        if text and not record.own(name, lang)
    ]
    own, official = reference.texts.definitions, reference.texts.official
    texts += [f"texts/{lang}/definitions.csv {' '.join(key)}" for key in _absent(own, lang)]
    if lang in reference.texts.official_in:
        texts += [f"texts/{lang}/official.csv {' '.join(key)}" for key in _absent(official, lang)]
    return texts


def _absent(found: Mapping[Any, object], lang: str) -> Iterator[tuple[str, ...]]:
    """The keys that English has and a language has not, without the language."""
    for of, *key in found:
        if of == ENGLISH and (lang, *key) not in found:
            yield tuple(key)


def _records(reference: Reference) -> Iterator[Worded]:
    for held in vars(reference).values():
        listed: Iterable[Any] = held.values() if isinstance(held, dict) else held
        if isinstance(held, dict | tuple):
            yield from (record for record in listed if isinstance(record, Worded))


def _place(record: Worded) -> str:
    """The file of the texts of a record, and its key there."""
    if isinstance(record, Link):
        return f"{record.kind}.csv {record.from_id}, {record.to_id}"
    table = PLAIN[type(record)]
    return f"{table.file}.csv {', '.join(str(getattr(record, c)) for c in table.key)}"
