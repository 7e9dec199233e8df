"""Numbers of notes: which row of the tables each number of a brief comes from.

A row has one note, wherever it is told. Notes are put together by source and edition, so that a
page has room for all of them; the file that goes with a brief has the rows in full.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from layouts.profile.reading import row_text
from layouts.profile.records import COUNT, LISTED, Row, Sentence, Told
from layouts.request.context import Context
from layouts.series.editions import named_edition
from layouts.series.series import indicator_of
from layouts.words.text import has_text


@dataclass(frozen=True)
class Piece:
    """Words, and the numbers of the notes behind them."""

    text: str
    notes: tuple[int, ...] = ()


@dataclass(frozen=True)
class SourceNotes:
    """The notes on the rows of one source: its name and edition, then number and words of each."""

    source: str
    notes: tuple[tuple[int, str], ...]


@dataclass
class Notes:
    """Notes in the order in which their numbers are first told. `ctx` is that of the brief."""

    ctx: Context
    own: str  # the area that a note need not name
    rows: dict[tuple[object, ...], tuple[int, Row]] = field(default_factory=dict)

    def number(self, row: Row) -> int:
        """The number of a row's note, a new one where it has none yet."""
        if row.key not in self.rows:
            self.rows[row.key] = (len(self.rows) + 1, row)
        return self.rows[row.key][0]

    def sentence(self, sentence: Sentence) -> tuple[Piece, ...]:
        """A sentence in pieces. A row whose year and value both stand in it is noted once."""
        return self.pieces(sentence.pieces)

    def pieces(self, told: tuple[Told, ...]) -> tuple[Piece, ...]:
        """The same of any words: the last that tell of a row, and not its year alone, are noted."""
        last: dict[tuple[object, ...], int] = {}
        for i, piece in enumerate(told):
            for row in piece.rows:
                if row.key not in last or piece.text != str(row.year):
                    last[row.key] = i
        return tuple(
            Piece(
                piece.text,
                tuple(sorted({self.number(r) for r in piece.rows if last[r.key] == i})),
            )
            for i, piece in enumerate(told)
        )

    def told(self, told: Told) -> Piece:
        """Words of a table or a figure."""
        return Piece(told.text, tuple(sorted({self.number(row) for row in told.rows})))

    def by_source(self) -> tuple[SourceNotes, ...]:
        """All notes: published rows by source and edition, then what was worked out here."""
        found: dict[str, list[tuple[int, str]]] = {}
        for number, row in self.rows.values():
            found.setdefault(self._source(row), []).append((number, self._words(row)))
        own = self._own
        names = sorted(found, key=lambda name: (name == own, found[name][0][0]))
        return tuple(SourceNotes(name, tuple(found[name])) for name in names)

    @property
    def _own(self) -> str:
        return self.ctx.t("brief.worked_out")

    def _source(self, row: Row) -> str:
        source = self.ctx.reference.sources.get(row.source_id)
        if source is None or row.of:
            return self.ctx.t("brief.listed") if row.made == LISTED else self._own
        edition = named_edition(self.ctx, row.vintage)
        return f"{source.producer}, {source.title}" + (f" ({edition})" if edition else "")

    def _words(self, row: Row) -> str:
        """What a row is of, where and when, and its value."""
        ctx = self.ctx
        if row.made == COUNT:
            return ctx.t("brief.note.count", what=self._what(row), rows=self._rows(row))
        parts = [self._what(row), *self._where(row)]
        if row.year and row.made != LISTED:
            parts.append(str(row.year))
        told = ctx.listed(parts)
        if row.value is not None:
            told = ctx.t("brief.note.value", of=told, value=row_text(ctx, row))
        if row.of:
            return ctx.t(f"brief.note.{row.made}", of=told, rows=self._rows(row))
        return told

    def _rows(self, row: Row) -> str:
        """How many rows a number is made of."""
        return self.ctx.counted("rows", len(row.of))

    def _what(self, row: Row) -> str:
        """The name of what a row counts."""
        ctx = self.ctx
        if has_text(f"table.measure.{row.indicator_id}"):
            return ctx.t(f"table.measure.{row.indicator_id}")
        if has_text(f"brief.of.{row.indicator_id}"):
            return ctx.t(f"brief.of.{row.indicator_id}")
        if row.indicator_id in ctx.reference.indicators:
            return indicator_of(ctx, row.indicator_id).text("label", ctx.lang)
        return row.indicator_id

    def _where(self, row: Row) -> Iterator[str]:
        """The place where it is not the brief's own; of a flow both ends."""
        if row.area_code and row.area_code != self.own:
            yield self._name(row.area_code)
        areas = self.ctx.reference.areas
        if row.origin in areas or row.destination in areas:
            yield f"{self._name(row.origin)} → {self._name(row.destination)}"
        elif row.origin:
            yield row.origin

    def _name(self, code: str) -> str:
        area = self.ctx.reference.areas.get(code)
        return area.text("short", self.ctx.lang) if area else code or self.ctx.t("brief.all")
