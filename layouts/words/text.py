"""Visible strings by key and language. The only reader of `layouts/words/locale`.

A language is a folder; each of its files holds the strings of one part of the site. A string that
it lacks is shown in English with a mark, ` [en]`; layouts/words/check.py lists what is missing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection
from functools import cache
from pathlib import Path

from babel import Locale

from data.worded import ENGLISH, in_english

FOLDER = Path(__file__).parent / "locale"
FALLBACK = ENGLISH
RULES = "language.rules"  # the key of the CLDR locale that a language follows, where not its code
JS = "js."
PLACEHOLDER = re.compile(r"\{\w*\}")


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
    """Codes of the languages that have a folder of strings; English first."""
    found = sorted(p.name for p in FOLDER.iterdir() if p.is_dir())
    return tuple(sorted(found, key=lambda code: (code != FALLBACK, code)))


def offered(texts: Collection[str]) -> tuple[str, ...]:
    """The languages a page can be asked in: those that have texts in the reference tables too."""
    return tuple(code for code in languages() if code in texts)


@cache
def rules(lang: str) -> Locale:
    """How a language forms plurals, numbers, dates and lists (CLDR, through Babel).

    Raises:
        babel.UnknownLocaleError: CLDR has no such language.
    """
    own = locale(lang) if lang in languages() else {}
    return Locale.parse(own.get(RULES, lang))


def language_name(lang: str) -> str:
    """What a language calls itself: English, Français."""
    name = str(rules(lang).get_language_name())
    return name[:1].upper() + name[1:]


def direction(lang: str) -> str:
    """Which way a language is written: ltr or rtl."""
    return str(rules(lang).text_direction)


def t(key: str, lang: str, **values: object) -> str:
    """The text of `key` with its {placeholders} filled; English, marked, where it is missing.

    Raises:
        KeyError: neither the language nor English has the key.
    """
    text = locale(lang).get(key)
    if text is None:
        text = _english(key)
    return text.format(**values) if values else text


def _english(key: str) -> str:
    """The English text of a key, marked; signs and patterns without a word are not marked."""
    text = locale(FALLBACK)[key]
    worded = any(letter.isalpha() for letter in PLACEHOLDER.sub("", text))
    return in_english(text) if worded else text


def plural(key: str, count: int, lang: str, /, **values: object) -> str:
    """The text of `key` for a count: `<key>.one`, `<key>.few` ... as the language forms plurals.

    The category is that of CLDR; a language that has no text for it uses `<key>.other`, and one
    that lacks both the English text, marked. `{count}` is filled with the count unless given.

    Raises:
        KeyError: neither the language nor English has the key.
    """
    name = _for_count(key, count, lang)
    text = locale(lang)[name] if name else _english(_for_count(key, count, FALLBACK))
    return text.format(**{"count": count, **values})


def _for_count(key: str, count: int, lang: str) -> str:
    """The key of the text for a count; "" where the language has none."""
    names = (f"{key}.{rules(lang).plural_form(count)}", f"{key}.other")
    return next((name for name in names if name in locale(lang)), "")


def plural_families() -> frozenset[str]:
    """The keys that have a text for each plural category: those with `.one` and `.other`."""
    keys = locale(FALLBACK)
    ones = (key.removesuffix(".one") for key in keys if key.endswith(".one"))
    return frozenset(key for key in ones if f"{key}.other" in keys)


def has_text(key: str) -> bool:
    """Whether there is a text for a key that is made from data, such as a provider's code."""
    return key in locale(FALLBACK)


def browser_texts(lang: str, asks_for: Callable[[str], bool]) -> dict[str, str]:
    """The strings that the browser's modules ask for, of the keys under `js.`, without that prefix.

    What the language lacks is among them in English, marked, so that no key is ever shown.
    """
    keys = (key for key in locale(FALLBACK) if key.startswith(JS))
    return {key[len(JS) :]: t(key, lang) for key in keys if asks_for(key[len(JS) :])}
