"""Visible strings by key and language. The only reader of `layouts/words/locale`.

A language is a folder; each of its files holds the strings of one part of the site.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "locale"
FALLBACK = "en"


@cache
def locale(lang: str) -> dict[str, str]:
    """All strings of one language, flat: dotted key to text.

    Raises:
        FileNotFoundError: there is no folder `layouts/words/locale/<lang>`.
        KeyError: two files of the language hold the same key.
    """
    paths = sorted((FOLDER / lang).glob("*.json"))
    if not paths:
        raise FileNotFoundError(f"{FOLDER / lang}: expected files of strings, found none")
    content: dict[str, str] = {}
    for path in paths:
        part: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
        if twice := sorted(content.keys() & part.keys()):
            raise KeyError(f"{path}: {', '.join(twice)} stand in another file too; keep one")
        content |= part
    return content


@cache
def languages() -> tuple[str, ...]:
    """Codes of the languages that have a folder; English first."""
    found = sorted(p.name for p in FOLDER.iterdir() if p.is_dir())
    return tuple(sorted(found, key=lambda code: (code != FALLBACK, code)))


def t(key: str, lang: str, **values: object) -> str:
    """The text of `key` with its {placeholders} filled; English, marked, where it is missing.

    Raises:
        KeyError: neither the language nor English has the key.
    """
    text = locale(lang).get(key)
    if text is None:
        text = f"{locale(FALLBACK)[key]} [{FALLBACK}]"
    return text.format(**values) if values else text


def form(count: int, lang: str) -> str:
    """The ending of a key with a count: `one` or `other`, as the language forms its plural.

    English has the singular for one, French for nought and one (CLDR plural rules).
    """
    return "one" if count == 1 or (lang == "fr" and count == 0) else "other"


def has_text(key: str) -> bool:
    """Whether there is a text for a key that is made from data, such as a provider's code."""
    return key in locale(FALLBACK)


def browser_texts(lang: str) -> dict[str, str]:
    """The strings that the browser code shows: keys under `js.`, without that prefix."""
    return {k.removeprefix("js."): v for k, v in locale(lang).items() if k.startswith("js.")}
