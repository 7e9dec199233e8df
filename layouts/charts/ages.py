"""Bands of ages: whom a mark of the pyramid counts, told from the name of its series."""

from __future__ import annotations

from typing import NamedTuple

from data.arithmetic.concepts import AGED
from layouts.charts.record import Mark, Marks
from layouts.words.values import Words

GROUPS = dict(zip(("migrants", "everyone"), AGED, strict=True))  # with the indicator of each
SEXES = ("M", "F")
LAST = 75  # first age of the last band, which has no end
AGES = tuple(range(0, LAST + 1, 5))


class Band(NamedTuple):
    """People of a group, a sex and five years of age."""

    group: str  # one of GROUPS
    sex: str  # one of SEXES
    age: int  # the first of the years

    @property
    def name(self) -> str:
        """As Mark.series has it."""
        return f"{self.group}-{self.sex}-{self.age}"

    @property
    def breakdown(self) -> str:
        """As the tables have it."""
        code = f"Y_GE{self.age}" if self.age == LAST else f"Y{self.age}T{self.age + 4}"
        return f"age={code};sex={self.sex}"


BANDS = {
    band.name: band
    for band in (Band(group, sex, age) for group in GROUPS for sex in SEXES for age in AGES)
}


def groups(marks: Marks) -> dict[str, dict[str, list[Mark]]]:
    """The marks by place and group, in their order; only what is drawn."""
    found: dict[str, dict[str, list[Mark]]] = {}
    for mark in marks.each:
        own = found.setdefault(mark.area_code, {})
        own.setdefault(BANDS[mark.series].group, []).append(mark)
    return found


def band_name(age: int, words: Words) -> str:
    """A band by its first age: 20–24; the last is open."""
    if age == LAST:
        return words.t("charts.pyramid.band_last", first=age)
    return words.t("charts.pyramid.band", first=age, last=age + 4)
