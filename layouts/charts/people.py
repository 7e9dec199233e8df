"""Countries side by side, each as wide as its share of the people; and who has no value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.area_groups import WORLD, members
from data.arithmetic.concepts import POPULATION
from layouts.charts import markers
from layouts.charts.asked import Asked
from layouts.charts.record import Mark, Marks
from layouts.series.cells import cells_of
from layouts.series.counted import places
from layouts.series.series import indicator_of
from layouts.words.format import percent, trimmed
from layouts.words.values import Words

DECIMALS = (0, 1, 2, 3)  # of a share in per cent
EXACT = 9  # decimals of a share that sums do not lose
SIZE = "size"  # series of the people that a column is wide by


@dataclass(frozen=True)
class Column:
    """One country: its value, its people, and where its column stands from 0 to 1."""

    main: Mark
    people: Mark
    start: float
    width: float


def columns(marks: Marks) -> list[Column]:
    """The columns from the left, as wide as their share of all people of the places asked for."""
    own = [mark for mark in marks.each if mark.series != SIZE]
    people = [mark for mark in marks.each if mark.series == SIZE]
    total, found, start = everyone(marks), [], 0.0
    for main, size in zip(own, people, strict=True):
        width = size.drawn / total
        found.append(Column(main, size, start, width))
        start += width
    return found


def everyone(marks: Marks) -> float:
    """People of all countries asked for in the year, with or without a value."""
    return sum(people_of(marks).values())


def people_of(marks: Marks) -> dict[str, float]:
    """People of each country of the group asked for, and of those chosen beside it."""
    asked = marks.view
    cells = cells_of(asked.ctx, POPULATION)
    if cells is None or asked.year not in cells.years:
        return {}
    group = members(asked.ctx.reference, asked.ctx.store, asked.places.among or WORLD)
    drawn = [mark.area_code for mark in marks.each]
    found = {code: cells.get(code, asked.year) for code in dict.fromkeys((*drawn, *group))}
    return {code: value for code, value in found.items() if value > 0}


def unknown(marks: Marks) -> list[str]:
    """Countries with people and without a value."""
    drawn = {mark.area_code for mark in marks.each}
    return [code for code in people_of(marks) if code not in drawn]


def unknown_share(marks: Marks) -> float:
    """Share of the people whose country has no value, from 0 to 1."""
    people = people_of(marks)
    return sum(people[code] for code in unknown(marks)) / everyone(marks)


def places_of(found: Sequence[Column], asked: Asked, words: Words) -> str:
    """The countries and territories of some columns, in words."""
    codes = [column.main.area_code for column in found]
    return places(asked.ctx.reference.areas, codes, words.lang)


def half(led: Sequence[Column]) -> float:
    """The value that half of the people of these countries live with or above.

    Columns are given the highest first. The value is that of a country: people within a country
    are not told apart.
    """
    wanted, held = sum(column.width for column in led) / 2, 0.0
    for column in led:
        held += column.width
        if held >= wanted * (1 - 1e-12):
            return column.main.drawn
    return led[-1].main.drawn


def share_words(part: float, words: Words) -> str:
    """A share in per cent, of as few decimals as tell it from none and from all."""
    part = round(part, EXACT)
    enough = (d for d in DECIMALS if part in (0, 1) or 0 < round(part * 100, d) < 100)
    return percent(trimmed(part * 100, words.lang, next(enough, DECIMALS[-1])), words.lang)


def reached(led: Sequence[Column], asked: Asked, words: Words) -> list[str]:
    """How many countries, with how many of the people drawn, are at the target or better."""
    goal = markers.target(asked)
    way = indicator_of(asked.ctx, asked.indicator_id).direction
    if goal is None or way not in ("up", "down"):
        return []
    sign = 1 if way == "up" else -1
    there = [column for column in led if sign * (column.main.drawn - goal.value) >= 0]
    share = sum(column.width for column in there) / sum(column.width for column in led)
    told = places_of(there, asked, words)
    return [words.t("charts.marimekko.reached", places=told, share=share_words(share, words))]
