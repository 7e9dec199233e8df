"""What a profile is made of: rows, words with the rows behind them, sentences, figures, sections.

No components and no addresses: a page, a printed brief and a file start from the same records.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from layouts.words.text import plural, t

COUNT, SHARE, RANK, SUM = "count", "share", "rank", "sum"
LISTED, JUDGED, ABSENT = "listed", "verdict", "absent"


@dataclass(frozen=True)
class Row:
    """One row of the tables, or one number that is made of some of them.

    Attributes:
        indicator_id: of a flow its measure; of a number made here what is counted.
        source_id: the provider; "" for a number made here.
        area_code: whom it is about; "" for a flow.
        year: None where a number has none, such as a count of indicators.
        value: None where nothing is published.
        unit: key of its words.
        decimals: that its text has.
        obs_status: SDMX letter; "" for a number made here.
        quality: flags of doubts and cautions, joined by `;`.
        vintage: the edition; "" for a number made here.
        origin: of a flow, or of a route the words of the source.
        destination: of a flow.
        made: how a number was made of the rows `of`: COUNT how many they are, SHARE the first as
            a percentage of the second, RANK one more than those higher than the first, SUM. A row
            that stands for something that is no number: LISTED a fact of a reference table, JUDGED
            a verdict (`note` its class), ABSENT an indicator without a number since 2017. "" for a
            row as published.
        note: class, reason or id that `made` speaks of.
        of: the rows that it is made of.
        agreement: of a verdict, `firm` where every setting gives its class, `split` where fewer
            than half do; else "".
    """

    indicator_id: str
    source_id: str = ""
    area_code: str = ""
    year: int | None = None
    value: float | None = None
    unit: str = "count"
    decimals: int = 0
    obs_status: str = ""
    quality: str = ""
    vintage: str = ""
    origin: str = ""
    destination: str = ""
    made: str = ""
    note: str = ""
    of: tuple[Row, ...] = ()
    agreement: str = ""

    @property
    def number(self) -> float:
        """The value, 0 for none: of rows that are known to have one."""
        return self.value or 0.0

    @property
    def key(self) -> tuple[object, ...]:
        """What tells it from any other row."""
        ends = (self.area_code, self.origin, self.destination)
        return (self.indicator_id, self.source_id, *ends, self.year, self.made, self.note)

    def whole(self) -> Iterator[Row]:
        """The row and, before it, all that it is made of."""
        for row in self.of:
            yield from row.whole()
        yield self


@dataclass(frozen=True)
class Told:
    """Words and the rows that every number in them comes from; without rows they hold none."""

    text: str
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Sentence:
    """A text of the locale with its placeholders filled.

    Attributes:
        key: of the text; with a `count`, of a family of plural texts.
        values: what fills each placeholder.
        lang: language of the text.
        count: what its plural follows; None for a text without plurals.
    """

    key: str
    values: Mapping[str, Told]
    lang: str
    count: int | None = None

    @property
    def pieces(self) -> tuple[Told, ...]:
        """The text in pieces: a number stands in one that carries its rows, for a footnote."""
        marks = {name: f"\0{name}\0" for name in self.values}
        if self.count is None:
            marked = t(self.key, self.lang, **marks)
        else:
            marked = plural(self.key, self.count, self.lang, **marks)
        parts = enumerate(marked.split("\0"))
        return tuple(self.values[part] if i % 2 else Told(part) for i, part in parts if part)

    @property
    def text(self) -> str:
        """The sentence as plain text."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows behind its numbers, each once, in the order of the text."""
        return each_once(row for piece in self.pieces for row in piece.rows)


@dataclass(frozen=True)
class Grid:
    """A table of a section, whole. `head` has the words of its columns; the first names a line."""

    id: str
    caption: str
    head: tuple[str, ...]
    lines: tuple[tuple[Told, ...], ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows behind its cells."""
        return each_once(row for line in self.lines for told in line for row in told.rows)


@dataclass(frozen=True)
class Figure:
    """One large number with its course since 2017 and its place among peers.

    Attributes:
        indicator_id: what is measured.
        label: its short name.
        latest: the newest value that may lead; None where there is none since 2017.
        base: the value of 2017, or of the nearest year that has one; None without a second value,
            and where the series breaks in between.
        course: values since the base year, or since 2017, that do not lead among them.
        value: the latest in words; empty without one.
        notes: what is said beside it: year, course, place among peers, what marks the value, or
            why there is none.
    """

    indicator_id: str
    label: str
    latest: Row | None
    base: Row | None
    course: tuple[Row, ...]
    value: Told
    notes: tuple[Sentence, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row behind the figure and its words."""
        noted = (row for note in self.notes for row in note.rows)
        return each_once((*self.course, *self.value.rows, *noted))


@dataclass(frozen=True)
class Section:
    """One part of a profile. `title` is a key of the locale."""

    id: str
    title: str
    sentences: tuple[Sentence, ...]
    grids: tuple[Grid, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row behind it."""
        told = (row for sentence in self.sentences for row in sentence.rows)
        return each_once((*told, *(row for grid in self.grids for row in grid.rows)))


@dataclass(frozen=True)
class Profile:
    """One area: sentences to begin with, six figures, and sections. Made by `profile.profile`."""

    area_code: str
    name: str
    kind: str
    headline: tuple[Sentence, ...]
    figures: tuple[Figure, ...]
    sections: tuple[Section, ...]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence, in the order in which they are read."""
        noted = (note for figure in self.figures for note in figure.notes)
        told = (sentence for section in self.sections for sentence in section.sentences)
        return (*self.headline, *noted, *told)

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row behind the profile, once."""
        parts: tuple[Sentence | Figure | Section, ...]
        parts = (*self.headline, *self.figures, *self.sections)
        return each_once(row for part in parts for row in part.rows)

    def section(self, name: str) -> Section | None:
        """One section by its id; None where the area has none."""
        return next((section for section in self.sections if section.id == name), None)


def each_once(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Rows in their order, each once."""
    return tuple({row.key: row for row in rows}.values())
