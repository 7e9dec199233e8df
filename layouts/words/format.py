"""Numbers, dates, ranges and lists to text. The only place on the server that formats them.

Signs, orders and joining words are those of CLDR, through Babel; see `rules` in text.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache

from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import get_decimal_symbol, get_group_symbol

from layouts.words.text import rules, t

THIN_SPACE = "\u2009"
MINUS = "\u2212"  # in every language: the hyphen that some use for it is too short beside digits


@cache
def _signs(lang: str) -> dict[int, str]:
    own = rules(lang)
    return str.maketrans(
        {
            ",": get_group_symbol(own),
            ".": get_decimal_symbol(own),
            "-": MINUS,
        }
    )


def number(value: float, lang: str, decimals: int = 0) -> str:
    """A number with the language's separators, e.g. 12,345.6 or 12 345,6 (narrow spaces).

    The same as Babel's `format_decimal`, without its pattern being read anew for each of the
    hundreds of numbers of a table: Babel gives the signs once. Digits go in threes.
    """
    return f"{value:,.{decimals}f}".translate(_signs(lang))


def trimmed(value: float, lang: str, decimals: int) -> str:
    """A number with at most some decimals, none of them a zero at the end."""
    plain_text = f"{value:,.{decimals}f}"
    kept = plain_text.rstrip("0").rstrip(".") if "." in plain_text else plain_text
    return kept.translate(_signs(lang))


def percent(digits: str, lang: str) -> str:
    """Digits with the per cent sign where the language puts it: 5%, 5 % (no-break space)."""
    return str(rules(lang).percent_formats[None].pattern).replace("#,##0", digits)


def day(iso: str, lang: str) -> str:
    """An ISO date in words: 8 May 2017, 8 mai 2017."""
    return format_date(date.fromisoformat(iso), "long", rules(lang))


def month(iso: str, lang: str) -> str:
    """An ISO month in words: May 2017, mai 2017."""
    return format_skeleton("yMMMM", date.fromisoformat(f"{iso}-01"), locale=rules(lang))


def dated(iso: str, lang: str) -> str:
    """A day, a month or a year as far as it is known: 8 May 2017, May 2017, 2017; "" for ""."""
    return {10: day, 7: month}[len(iso)](iso, lang) if len(iso) > len("2017") else iso


def day_range(start: str, end: str, lang: str) -> str:
    """A span of days as short as it reads: 8-9 May 2017, or one day, or a date not known."""
    if not start:
        return t("format.date_unknown", lang)
    if not end or end == start:
        return day(start, lang)
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    formats = rules(lang).interval_formats
    if (first.year, first.month) == (last.year, last.month):
        parts = formats.get("yMMMMd", formats["yMMMd"])["d"]
        patterns = [re.sub("M+", "MMMM", part).replace(THIN_SPACE, "") for part in parts]
        days = zip((first, last), patterns, strict=True)
        return "".join(format_date(when, pattern, rules(lang)) for when, pattern in days)
    whole = str(formats[None]).replace(THIN_SPACE, " ")
    return whole.format(day(start, lang), day(end, lang))


def listed(items: Iterable[str], lang: str) -> str:
    """Things one after the other, with the comma of the language: a, b, c."""
    joint = str(rules(lang).list_patterns["standard"]["middle"])
    between = joint.replace("{0}", "").replace("{1}", "")
    return between.join(items)


def together(items: Iterable[str], lang: str) -> str:
    """Things as a sentence names them: a, b and c."""
    return format_list(list(items), locale=rules(lang))


def either(items: Iterable[str], lang: str) -> str:
    """Things of which one is meant: a, b or c."""
    return format_list(list(items), style="or", locale=rules(lang))


def plain(value: float | None) -> str:
    """The shortest text that reads back as the same number; "" for none.

    Whole numbers have no point.
    """
    if value is None:
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def sort_key(name: str) -> str:
    """Names in the order readers look for them: accents and case do not count."""
    plain = name.casefold().translate(str.maketrans("àâäéèêëîïôöùûüçåñí’'", "aaaeeeeiioouuucani  "))
    return plain.strip()
