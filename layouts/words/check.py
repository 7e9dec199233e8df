"""What a language lacks: strings of the interface, and texts of the reference tables."""

from __future__ import annotations

from data.missing_texts import missing_texts
from data.reference_lists import Reference
from layouts.words.text import FALLBACK, RULES, locale, offered, plural_families, rules

COUNTS = range(201)  # the plural categories that these take are asked for


def missing_strings(lang: str) -> list[str]:
    """The keys that English has and a language has not.

    Of a text that depends on a count the language's own plural categories are asked for, not those
    of English: two in French, six in Arabic.
    """
    return sorted(wanted_keys(lang) - locale(lang).keys())


def wanted_keys(lang: str) -> set[str]:
    """Every key that a complete language has."""
    families = plural_families()
    english = locale(FALLBACK).keys() - {RULES}
    plurals = {key for key in english if key.rpartition(".")[0] in families and _is_category(key)}
    own = {rules(lang).plural_form(count) for count in COUNTS}
    return (english - plurals) | {f"{family}.{name}" for family in families for name in own}


def report(reference: Reference) -> dict[str, list[str]]:
    """What each language of the pages lacks, one line each; empty lists where it is complete."""
    return {
        lang: [
            *(f"layouts/words/locale/{lang}: {key}" for key in missing_strings(lang)),
            *(f"data/reference/{line}" for line in missing_texts(reference, lang)),
        ]
        for lang in offered(reference.languages)
    }


def _is_category(key: str) -> bool:
    return key.rpartition(".")[2] in ("one", "other")
