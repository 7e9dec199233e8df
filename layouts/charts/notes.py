"""Sentences that charts share: from where to where, how places were picked, what is doubted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np

from layouts.charts import markers
from layouts.charts.around import doubts
from layouts.charts.asked import BASED, Asked, Part
from layouts.charts.forms import TOTAL, Floats
from layouts.charts.record import Mark, Marks
from layouts.charts.rows import names_of
from layouts.request.context import Context
from layouts.series.groups import listed_words
from layouts.words.values import Words

SAID = 6  # places named one by one


def sentence(marks: Marks, words: Words, told: Iterable[str], also: Iterable[str] = ()) -> str:
    """What a chart says of its marks, then doubts among them, how it came to be, and its target.

    `also` are notes of the chart's own.
    """
    text = " ".join(
        [*told, *doubts(marks, words), *notes(marks, words), *also, *_goal(marks, words)]
    )
    return re.sub(r"\.\.(?= |$)", ".", text)  # a unit that ends with a stop ends its sentence, too


def trends(marks: Marks, words: Words, codes: Sequence[str]) -> list[str]:
    """From which value to which, for the first of some places; of each series of the chart."""
    asked, told = marks.view, []
    if not marks.each:
        return [words.t("js.compare.sum.none")]
    names = names_of(asked)
    for part in asked.parts:
        held = [c for c in codes if part.name == "main" or c in part.block.codes]
        before = "" if part.name == "main" else f"{part.told.label}, "
        lines: dict[str, list[Mark]] = {}
        for mark in marks.each:
            if mark.series == part.name:
                lines.setdefault(mark.area_code, []).append(mark)
        told += [before + _trend(lines.get(c, []), names[c], part, words) for c in held[:SAID]]
    others = len(codes) if asked.places.among else max(len(codes), len(asked.places.every))
    if others > SAID:
        told.append(words.t("js.compare.sum.more", count=others - SAID))
    return told


def _trend(own: list[Mark], area: str, part: Part, words: Words) -> str:
    """First and last value that leads; where none does, of all."""
    led = [mark for mark in own if mark.leads] or own
    if not led:
        return words.t("js.summary.line_none", area=area)
    key = "js.summary.line_one" if len(led) == 1 else "js.summary.line"
    first, last = led[0], led[-1]
    ends = {"first": first.year, "last": last.year}
    unit = part.told.unit
    values = {"from": words.value(first.drawn, unit), "to": words.value(last.drawn, unit)}
    return words.t(key, area=area, **ends, **values)


def notes(marks: Marks, words: Words) -> list[str]:
    """How the places came to be drawn, what of them could not be, and what the form means."""
    asked = marks.view
    told = [*_picked(asked, words), *_form(asked, words), *_left_out(asked, words)]
    if broken := broken_since_base(asked):
        areas = words.first([names_of(asked)[c] for c in broken], SAID)
        told.append(words.t("js.compare.note.broken", areas=areas, base=asked.base))
    return told


def _goal(marks: Marks, words: Words) -> list[str]:
    """The target, where the chart shows it."""
    asked = marks.view
    goal = markers.target(asked) if "targets" in asked.takes.draws else None
    return [f"{markers.target_text(asked, words, goal)}."] if goal else []


def _picked(asked: Asked, words: Words) -> list[str]:
    places, told = asked.places, []
    count = sum(code != TOTAL for code in places.codes)
    if places.picked == "highest" and count:
        told.append(words.t("js.compare.note.highest", count=count, year=asked.year))
    if places.picked == "populous":
        told.append(words.t("js.compare.note.populous", count=count))
    if places.picked == "populous_world":
        told.append(words.t("js.compare.note.world", count=count - 1))
    if (every := len(places.every)) > count:
        key = "first" if len(places.marked) > count else "limit"
        said = {"count": count, "all": every, "year": asked.year}
        told.append(words.t(f"js.compare.note.{key}", **said))
    if listed := listed_words(asked.ctx, places.among):
        told.append(listed)
    if places.absent:
        areas = asked.ctx.reference.areas
        names = ", ".join(areas[code].text("short", words.lang) for code in places.absent)
        told.append(words.t("js.summary.line_absent", areas=names))
    return told


def _form(asked: Asked, words: Words) -> list[str]:
    told, wanted = [], asked.ctx.state.option("baseyear")
    if asked.based and wanted and int(wanted) != asked.base:
        told.append(words.t("js.compare.note.base_moved", asked=wanted, base=asked.base))
    if asked.form == "index":
        told.append(words.t("js.compare.note.index", base=asked.base))
    if asked.form == "capita":
        told.append(words.t("js.compare.note.capita"))
    if asked.total != "none":
        told.append(words.t(f"js.compare.note.{asked.total}"))
    return told


def _left_out(asked: Asked, words: Words) -> list[str]:
    """Values that the axis cannot hold, and places without a value in the base year."""
    block, told = asked.main.block, []
    if asked.log and (lost := int(np.count_nonzero(_shown(asked) <= 0))):
        told.append(words.t("js.compare.note.log", count=lost))
    if asked.form in BASED:
        empty = ~np.isnan(block.published).all(axis=0) & np.isnan(block.drawn).all(axis=0)
        names = [names_of(asked)[block.codes[i]] for i in np.flatnonzero(empty)]
        if names:
            areas = words.first(names, SAID)
            told.append(words.t("js.compare.note.no_base", areas=areas, base=asked.base))
    return told


def _shown(asked: Asked) -> Floats:
    """Values of the years that the chart draws."""
    block = asked.main.block
    if asked.takes.years == "all":
        return block.drawn
    years = {asked.year, asked.base} if asked.takes.years == "two" else {asked.year}
    return block.drawn[[row for year in sorted(years) if (row := block.at(year)) is not None]]


def broken_since_base(asked: Asked) -> list[str]:
    """Places whose series breaks between the base and the last year drawn."""
    if not asked.based:
        return []
    block = asked.main.block
    last = int(block.years[-1]) if asked.takes.years == "all" else asked.year
    first, last = sorted((asked.base, last))
    within = (block.years > first) & (block.years <= last)
    breaks = (block.letters[within] == ord("B")).any(axis=0)
    return [block.codes[i] for i in np.flatnonzero(breaks) if block.codes[i] != TOTAL]


def group_name(asked: Asked) -> str:
    """The group whose countries are drawn; "" where none is."""
    ctx: Context = asked.ctx
    area = ctx.reference.areas.get(asked.places.among)
    return area.text("short", ctx.lang) if area else ""
