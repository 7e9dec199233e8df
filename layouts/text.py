"""Visible strings by key and language. The only reader of `layouts/locale`."""

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
        FileNotFoundError: there is no `layouts/locale/<lang>.json`.
    """
    content: dict[str, str] = json.loads((FOLDER / f"{lang}.json").read_text(encoding="utf-8"))
    return content


@cache
def languages() -> tuple[str, ...]:
    """Codes of the languages that have a locale file; English first."""
    found = sorted(p.stem for p in FOLDER.glob("*.json"))
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


def browser_texts(lang: str) -> dict[str, str]:
    """The strings that the browser code shows: keys under `js.`, without that prefix."""
    return {k.removeprefix("js."): v for k, v in locale(lang).items() if k.startswith("js.")}
