"""The sentence of one doubt about a value: why it is flagged, with the figures that raised it.

The only place that turns a flag and its figures into words. The page of doubts, the header of a
series and every file take their reasons from here, so that they cannot differ.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from layouts.words.format import day, number
from layouts.words.text import FALLBACK, t

SIGNIFICANT = 4  # digits of a figure in a sentence, more where two figures would look alike
MOST_DIGITS = 12
WHOLE = 1000.0  # from here on a figure has no decimals
YEARS = ("before_year", "after_year")

Figure = float | str | None


def flag_name(flag: str, lang: str) -> str:
    """The short name of a flag, for lists and filters.

    Raises:
        KeyError: there is no such flag.
    """
    return t(f"quality.flag.{flag}", lang)


def reason(
    flag: str,
    figures: str | Mapping[str, Figure],
    lang: str,
    sources: Mapping[str, str] | None = None,
) -> str:
    """Why a cell is flagged, as one sentence with the figures that raised the flag.

    Args:
        flag: one of data/quality.py: FLAGS.
        figures: the figures of the doubt, as JSON text or read; values are in the unit of the
            indicator, differences in per cent.
        lang: language of the sentence.
        sources: what a source is called, by its id; an id without a name is shown as it is.

    Raises:
        KeyError: no such flag, or one of its figures is missing.
        ValueError: `figures` is not JSON.
    """
    held: Mapping[str, Figure] = json.loads(figures) if isinstance(figures, str) else figures
    names = sources or {}
    digits = _digits([float(v) for v in held.values() if isinstance(v, int | float)])
    words = {name: _figure(name, value, lang, names, digits) for name, value in held.items()}
    return t(f"quality.reason.{_variant(flag, held)}", lang, **words)


def reasons(
    doubts: Iterable[tuple[str, str]], lang: str, sources: Mapping[str, str] | None = None
) -> str:
    """The sentences of several doubts about one cell, each given as its flag and figures."""
    return " ".join(reason(flag, figures, lang, sources) for flag, figures in doubts)


def _variant(flag: str, figures: Mapping[str, Figure]) -> str:
    """The template of a flag: bounds may lack an end, and a part-year the day it ends."""
    if flag == "bounds":
        ends = [end for end in ("low", "high") if figures.get(end) is not None]
        return "bounds" if len(ends) == 2 else f"bounds_{ends[0]}" if ends else "bounds"
    if flag == "part_year" and not figures.get("until"):
        return "part_year_open"
    return flag


def _digits(figures: list[float]) -> int:
    """As few digits as keep different figures apart: 100.003 is not 100."""
    for digits in range(SIGNIFICANT, MOST_DIGITS):
        if len({figure(v, FALLBACK, digits) for v in figures}) == len(set(figures)):
            return digits
    return MOST_DIGITS


def _figure(name: str, value: Figure, lang: str, sources: Mapping[str, str], digits: int) -> str:
    """One figure in words: a year, a day, a source, an edition, or a number."""
    if value is None:
        return "\u2013"
    if name in YEARS:
        return str(int(value))
    if isinstance(value, str):
        if name == "other_source":
            return sources.get(value, value)
        return day(value, lang) if _is_day(value) else value
    return figure(float(value), lang, digits)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == len("2026-01-31")


def figure(value: float, lang: str, digits: int = SIGNIFICANT) -> str:
    """A figure with some significant digits, none of them a zero at the end.

    From a thousand on it has no decimals with the digits of a sentence.
    """
    if value == 0 or (abs(value) >= WHOLE and digits == SIGNIFICANT):
        return number(value, lang)
    plain = format(Decimal(f"{value:.{digits}g}"), "f")
    decimals = len(plain.partition(".")[2].rstrip("0"))
    return number(value, lang, decimals)
