"""What charts of two years share: who is drawn, whose change is not one of the thing itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from layouts.charts import notes, ranked, tables
from layouts.charts.asked import Asked, at_year
from layouts.charts.record import Item, Mark, Marks
from layouts.words.values import Words

APART = ("doubt", "part", "forecast")  # kinds of values that lead nothing, whoever reads
DOTTED = "dotted"  # sign of a legend


@dataclass(frozen=True)
class Pair:
    """One place: its value of the base year, that of the year, and whether it breaks between."""

    start: Mark
    end: Mark
    broken: bool

    @property
    def leads(self) -> bool:
        """Whether both values may lead."""
        return self.start.leads and self.end.leads

    @property
    def loose(self) -> bool:
        """Whether the change may be one of method or of a doubtful value."""
        return self.broken or self.start.kind in APART or self.end.kind in APART


def marks_of(asked: Asked) -> Marks:
    """Two rows per place with a value in both years, the highest of the later first."""
    return Marks(ranked.ranked(asked, (asked.base, asked.year)), asked)


def in_year(marks: Marks, year: int) -> Marks:
    """The same from the base year to another one."""
    return marks_of(at_year(marks.view, year))


def pairs(marks: Marks) -> list[Pair]:
    """The places drawn, in their order."""
    broken = set(notes.broken_since_base(marks.view))
    both = zip(marks.each[::2], marks.each[1::2], strict=True)
    return [Pair(start, end, start.area_code in broken) for start, end in both]


def table(marks: Marks, words: Words) -> tables.Table:
    """A row per place, in the order drawn, with the value of both years."""
    return tables.by_place(marks, (marks.view.base, marks.view.year), words)


def told(marks: Marks, words: Words) -> list[str]:
    """How many rose and fell, whose change is largest, and those of the chosen places."""
    asked = marks.view
    years, unit = (asked.base, asked.year), asked.main.told.unit
    if not marks.each:
        return [ranked.nothing(asked, years, words)]
    led = [pair for pair in pairs(marks) if pair.leads]
    gaps = {pair.end.area_code: pair.end.drawn - pair.start.drawn for pair in led}
    up, down = sum(gap > 0 for gap in gaps.values()), sum(gap < 0 for gap in gaps.values())
    same = len(gaps) - up - down
    text = words.t(
        "js.compare.sum.two", base=asked.base, year=asked.year, up=up, down=down, same=same
    )

    def say(key: str, pair: Pair) -> str:
        ends = (words.value(mark.drawn, unit) for mark in (pair.start, pair.end))
        first, last = ends
        return words.t(f"js.compare.sum.{key}", area=pair.end.area, **{"from": first, "to": last})

    most = min(led, key=lambda p: (-abs(gaps[p.end.area_code]), p.end.area_code), default=None)
    largest = [say("most", most)] if most and gaps[most.end.area_code] else []
    chosen = [p for p in led if p != most and p.end.area_code in asked.places.marked]
    own = (say("pair", pair) for pair in chosen[: notes.SAID])
    return [text, *largest, *own, *ranked.left_out(marks, years, words)]


def broken_item(marks: Marks, words: Words) -> Iterator[Item]:
    """What a dotted line means, where a series breaks."""
    if any(pair.broken for pair in pairs(marks)):
        yield Item(DOTTED, words.t("js.compare.legend.broken"))
