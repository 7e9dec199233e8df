"""How places are counted, on every page: countries and territories apart.

Countries are the 193 Member States of the United Nations and its two observer States: 195. Other
places that providers report are territories and never added to them in one number. Whoever words a
count of places takes its words from here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from data.reference_lists import Area
from layouts.words.format import number
from layouts.words.text import plural, t

COUNTRY, TERRITORY = "country", "territory"


class Counted(NamedTuple):
    """Some places: how many are countries, and how many territories."""

    countries: int
    territories: int

    @property
    def short(self) -> str:
        """Both numbers for a legend: 31, or 31 + 6 with territories."""
        both = f"{self.countries}\u00a0+\u00a0{self.territories}"
        return both if self.territories else str(self.countries)


def counted(areas: Mapping[str, Area], codes: Iterable[str]) -> Counted:
    """How many countries and territories are among some areas; anything else counts as none."""
    kinds = [areas[code].kind for code in codes if code in areas]
    return Counted(kinds.count(COUNTRY), kinds.count(TERRITORY))


def places_text(found: Counted, lang: str) -> str:
    """Some places in words: 188 countries and 38 territories; without the territories if none."""
    kinds = {"countries": found.countries, "territories": found.territories}
    named = {
        name: plural(f"count.{name}", n, lang, count=number(n, lang)) for name, n in kinds.items()
    }
    return _joined(named, found, lang)


def share_text(found: Counted, every: Counted, lang: str) -> str:
    """Some places of others in words: 188 of 195 countries and 38 of 55 territories."""
    pairs = {
        "countries": (found.countries, every.countries),
        "territories": (found.territories, every.territories),
    }
    named = {
        name: plural(
            f"count.of.{name}", total, lang, count=number(n, lang), total=number(total, lang)
        )
        for name, (n, total) in pairs.items()
    }
    return _joined(named, every, lang)


def _joined(named: Mapping[str, str], there: Counted, lang: str) -> str:
    """Both kinds, or the one that there is."""
    if not there.territories:
        return named["countries"]
    return t("count.both", lang, **named) if there.countries else named["territories"]


def places(areas: Mapping[str, Area], codes: Collection[str], lang: str) -> str:
    """The words for some places by their codes; of regions among them one number of places."""
    found = counted(areas, codes)
    if sum(found) < len(codes):
        return plural("count.places", len(codes), lang, count=number(len(codes), lang))
    return places_text(found, lang)


def shared(
    areas: Mapping[str, Area], codes: Collection[str], every: Collection[str], lang: str
) -> str:
    """The words for some places of others, by their codes."""
    return share_text(counted(areas, codes), counted(areas, every), lang)
