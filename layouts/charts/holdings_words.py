"""What a cell of the board of what is held says: short in a table, whole to who points at it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from data.holdings import Latest
from layouts.charts.holdings_levels import AGE, THERE
from layouts.words.format import listed
from layouts.words.text import t

Told = tuple[str, str]
Reasons = Sequence[tuple[str, int]]


@lru_cache(maxsize=4096)
def of_country(lang: str, year: int, kind: str) -> Told:
    """The latest number of a country: its year, and how sure it is (see `kind_of`)."""
    told = t("charts.holdings.told.latest", lang, year=year, kind=t(f"holdings.kind.{kind}", lang))
    return str(year), told


@lru_cache(maxsize=256)
def of_none(lang: str, reason: str) -> Told:
    """Why a country has no number."""
    why = t(f"holdings.why.{reason}", lang)
    return why, t("charts.holdings.told.none", lang, why=why)


def kind_of(latest: Latest, marks: bool) -> str:
    """How sure a latest number is, in a series that marks estimates or does not."""
    if latest.doubted:
        return "doubted"
    if latest.waits:
        return "waits"
    return "estimate" if latest.estimated else "plain" if marks else "unmarked"


def of_region(lang: str, shows: str, counts: dict[str, int], reasons: Reasons) -> Told:
    """The countries of a region.

    Args:
        lang: language.
        shows: what the board shows.
        counts: `of` countries, those `since` 2017, `before`, `held` (both), `never`, `estimated`,
            `unmarked`, and the `year` that half of them reach, 0 for none.
        reasons: countries without a number by reason, most first.
    """
    why = listed(
        (
            t(
                "charts.holdings.told.why",
                lang,
                reason=t(f"holdings.why.{reason}", lang),
                count=count,
            )
            for reason, count in reasons
        ),
        lang,
    )
    if not counts["held"]:
        first = t(f"holdings.why.{reasons[0][0]}", lang)
        return first, t("charts.holdings.told.none_of", lang, of=counts["of"], why=why)
    short, key = _shown(lang, shows, counts)
    told = t(f"charts.holdings.told.{key}", lang, **counts)
    if counts["never"]:
        told += " " + t("charts.holdings.told.without", lang, never=counts["never"], why=why)
    return short, told


def _shown(lang: str, shows: str, counts: dict[str, int]) -> Told:
    """The short text, and the key of the sentence."""
    if shows == THERE:
        return t("charts.holdings.told.of", lang, part=counts["since"], whole=counts["of"]), "since"
    if shows == AGE:
        year = counts["year"]
        return (str(year), "half") if year else (t("charts.holdings.told.few_short", lang), "few")
    if counts["unmarked"]:
        return t("charts.holdings.told.unmarked_short", lang), "unmarked"
    return t(
        "charts.holdings.told.of", lang, part=counts["estimated"], whole=counts["held"]
    ), "estimated"
