"""Values in words: numbers with units, short ones for axes, lists of names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import floor, log10

from babel import Locale
from babel.numbers import format_compact_decimal

from layouts.words.format import either, number, together
from layouts.words.text import rules, t

LARGE, SMALL = 1e15, 1e-4  # beyond these a number is written with a power of ten
COMPACT = 1e4  # from here on an axis says 12.3K
NARROW_SPACE = "\u202f"  # no break between a number and its per cent sign


@dataclass(frozen=True)
class Unit:
    """How values of a series are written. `short` stands behind a number, `text` in a subtitle."""

    text: str
    short: str
    decimals: int


@dataclass(frozen=True)
class Words:
    """Texts and numbers of one language."""

    lang: str

    def t(self, key: str, **values: object) -> str:
        """A visible string."""
        return t(key, self.lang, **values)

    def value(self, value: float, unit: Unit, most: float = 1e9) -> str:
        """A value with its unit, as in a sentence. From `most` on it is written short."""
        size = abs(value)
        if size >= most or 0 < size < SMALL:
            return f"{self.compact(value)} {unit.short}".strip()
        whole = size >= COMPACT and (most == 1e9 or value.is_integer())
        return _with_unit(_digits(value, 0 if whole else unit.decimals, self.lang), unit)

    def exactly(self, value: float, unit: Unit) -> str:
        """A value as a table writes it: every digit, no unit."""
        return self.value(value, Unit("", "", unit.decimals), LARGE)

    def compact(self, value: float) -> str:
        """A number as an axis writes it: 12.3K, 0.004; never 0 for what is not 0."""
        return compact(value, self.lang)

    def either(self, items: Sequence[str]) -> str:
        """Names of which one is meant: one, two or three."""
        return either(items, self.lang)

    def list(self, items: Sequence[str]) -> str:
        """Names as a list of a sentence: one, two and three."""
        return together(items, self.lang)

    def first(self, items: Sequence[str], most: int) -> str:
        """The same of the first of many, and how many more there are."""
        more = len(items) - most
        if more <= 0:
            return self.list(items)
        return f"{', '.join(items[:most])} {self.t('js.doubts.more', count=more)}"


def _with_unit(digits: str, unit: Unit) -> str:
    space = NARROW_SPACE if unit.short.startswith("%") else " "
    return f"{digits}{space}{unit.short}".strip()


def _digits(value: float, decimals: int, lang: str) -> str:
    """At most so many decimals, and at least one of them; small numbers keep two digits."""
    if value != 0 and abs(value) < 10.0**-decimals:
        return significant(value, 2, lang)
    return _trimmed(value, decimals, min(decimals, 1), lang)


def _trimmed(value: float, most: int, least: int, lang: str) -> str:
    places = most
    if most > least:
        plain = f"{value:.{most}f}"
        places = max(least, len(plain.rstrip("0")) - plain.index(".") - 1)
    return number(value, lang, places)


def significant(value: float, digits: int, lang: str) -> str:
    """A number rounded to so many significant digits, without zeros at the end."""
    if value == 0:
        return number(0.0, lang)
    places = digits - 1 - floor(log10(abs(value)))
    rounded = round(value, places)
    return _trimmed(rounded, max(places, 0), 0, lang)


def compact(value: float, lang: str) -> str:
    """A short number in a language; see Words.compact."""
    size = abs(value)
    if size >= LARGE or 0 < size < SMALL:
        power = floor(log10(size))
        return f"{significant(value / 10.0**power, 3, lang)}E{power}"
    if size < COMPACT:
        return significant(value, 4 if size >= 1000 else 3, lang)
    return _short(round(value, 2 - floor(log10(size))), lang)


@lru_cache(maxsize=4096)
def _short(rounded: float, lang: str) -> str:
    """A number of three digits with the word for its size. Babel takes long, and numbers repeat."""
    places = 2 - floor(log10(abs(rounded))) % 3
    own = Locale(rules(lang).language)  # as browsers do: a million is M, not the British m
    return str(format_compact_decimal(rounded, locale=own, fraction_digits=places))
