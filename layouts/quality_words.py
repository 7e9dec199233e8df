"""The sentence of one doubt about a value: why it is flagged, with the figures that raised it.

The only place that turns a flag and its figures into words. The page of doubts, the header of a
series and every file take their reasons from here, so that they cannot differ.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date

from layouts.format import day, number
from layouts.text import t

FLAGS = ("bounds", "disagrees", "parts", "jump", "part_year", "small", "old_edition")
SIGNIFICANT = 4  # digits of a figure in a sentence; files hold all of them
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
        flag: one of FLAGS.
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
    words = {name: _figure(name, value, lang, names) for name, value in held.items()}
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


def _figure(name: str, value: Figure, lang: str, sources: Mapping[str, str]) -> str:
    """One figure in words: a year, a day, a source, an edition, or a number."""
    if value is None:
        return "\u2013"
    if name in YEARS:
        return str(int(value))
    if isinstance(value, str):
        if name == "other_source":
            return sources.get(value, value)
        return day(value, lang) if _is_day(value) else value
    return _number(float(value), lang)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == len("2026-01-31")


def _number(value: float, lang: str) -> str:
    """A figure with four significant digits, none of them a zero at the end."""
    if value == 0 or abs(value) >= WHOLE:
        return number(value, lang)
    digits = f"{value:.{SIGNIFICANT}g}"
    if "e" in digits:
        digits = f"{value:.10f}".rstrip("0")
    decimals = len(digits.partition(".")[2])
    return number(value, lang, decimals)
