"""Numbers, dates and ranges to text. The only place on the server that formats them."""

from __future__ import annotations

from datetime import date

from layouts.words.text import t

NARROW_SPACE = "\u202f"


def number(value: float, lang: str, decimals: int = 0) -> str:
    """A number with the language's separators, e.g. 12,345.6 or 12 345,6 (narrow spaces)."""
    text = f"{value:,.{decimals}f}"
    if lang == "fr":
        return text.replace(",", NARROW_SPACE).replace(".", ",")
    return text


def day(iso: str, lang: str) -> str:
    """An ISO date in words: 8 May 2017, 8 mai 2017."""
    when = date.fromisoformat(iso)
    return t("format.day", lang, day=when.day, month=t(f"month.{when.month}", lang), year=when.year)


def day_range(start: str, end: str, lang: str) -> str:
    """A span of days as short as it reads: 8-9 May 2017, or one day, or a date not known."""
    if not start:
        return t("format.date_unknown", lang)
    if not end or end == start:
        return day(start, lang)
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if (first.year, first.month) == (last.year, last.month):
        month = t(f"month.{last.month}", lang)
        return t("format.days", lang, first=first.day, last=last.day, month=month, year=last.year)
    return t("format.span", lang, first=day(start, lang), last=day(end, lang))


def plain(value: float | None) -> str:
    """The shortest text that reads back as the same number; "" for none.

    Whole numbers have no point.
    """
    if value is None:
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
