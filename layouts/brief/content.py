"""What a brief tells of one country: what a reader chose of its profile, in pieces with notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from data.peers import nearest
from layouts.brief.notes import Notes, Piece, SourceNotes
from layouts.profile.profile import profile
from layouts.profile.reading import Reader
from layouts.profile.records import COUNT, Figure, Grid, Profile, Row, Section, Told, each_once
from layouts.progress.of_area import setting_of
from layouts.request.context import Context
from layouts.words.format import day as in_words

PEERS = 3  # compared with where nobody is named
MOST_PEERS = 4  # that the page has room for
NOTHING = "\u2014"
SEMICOLON = "; "
# The sections of text, in two columns beside each other.
BESIDE = (("people", "displacement", "deaths"), ("money", "promises"))
TOLD = ("people", "money", "displacement", "deaths", "promises", "verdicts")
LONGEST = {"promises": 10}  # sentences of a section; the page of the country has all
USUAL = 6
VERDICTS, UNKNOWN = "verdicts", "unknown"
Paragraph = tuple[Piece, ...]


@dataclass(frozen=True)
class Table:
    """A table: its words, and the notes of each line behind its first cell."""

    caption: str
    head: tuple[str, ...]
    lines: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True)
class Card:
    """A large number; `course` are its rows since 2017, for a drawing, `spoken` says all of it."""

    label: str
    value: Piece
    told: Paragraph
    course: tuple[Row, ...]
    spoken: str


@dataclass(frozen=True)
class Part:
    """A heading, its paragraphs and a table."""

    id: str
    heading: str
    paragraphs: tuple[Paragraph, ...]
    table: Table | None = None


@dataclass(frozen=True)
class Brief:
    """All of a brief.

    Attributes:
        profile: of the country.
        peers: codes of the countries that it is compared with.
        lead: what it begins with.
        cards: the six large numbers.
        parts: its sections.
        limits: what nobody knows and what these data cannot say.
        notes: on every number, by source.
        numbers: the number of a row's note by its key.
        rows: those behind its numbers, with those that they are made of.
        chosen: what the reader chose, in words.
        made: the day it was made and the build of the tables, in words.
        address: where it stands; "" where the site has none.
        build: of the tables.
    """

    profile: Profile
    peers: tuple[str, ...]
    lead: tuple[Paragraph, ...]
    cards: tuple[Card, ...]
    parts: tuple[Part, ...]
    limits: Part
    notes: tuple[SourceNotes, ...]
    numbers: Mapping[tuple[object, ...], int]
    rows: tuple[Row, ...]
    chosen: str
    made: str
    address: str
    build: str

    @property
    def last(self) -> int:
        """The last year of any course: the drawings share their years."""
        return max((row.year or 0 for card in self.cards for row in card.course), default=0)

    def paragraphs(self) -> Iterator[Paragraph]:
        """Every line of text, tables and figures among them."""
        yield from self.lead
        for card in self.cards:
            yield (card.value, *card.told)
        for part in (*self.parts, self.limits):
            yield from part.paragraphs
            yield from (part.table.lines if part.table else ())


def brief(
    ctx: Context, area_code: str, themes: Sequence[str] = (), *, day: str, site: str = ""
) -> Brief:
    """The brief of one country.

    Args:
        ctx: language, setting of verdicts, and `areas`: the countries to compare with, the nearest
            by migration profile where there are none.
        area_code: of the reference; an unknown one raises KeyError.
        themes: whose verdicts stand in it, by id; all without any.
        day: on which it is made, as YYYY-MM-DD.
        site: where the site is reached, such as https://example.org.
    """
    told = profile(ctx, area_code)
    notes = Notes(ctx, area_code)
    peers = _peers(ctx, area_code)
    lead = tuple(notes.sentence(sentence) for sentence in told.headline)
    cards = tuple(_card(notes, figure) for figure in told.figures)
    sections = (told.section(name) for name in TOLD)
    parts = [_part(ctx, notes, section, themes) for section in sections if section]
    parts.insert(-1, _compared(ctx, notes, told, peers))  # short: it fills the first page
    limits = _limits(ctx, notes, told)
    listed = notes.by_source()
    rows = _behind(tuple(row for _, row in notes.rows.values()))
    numbers = {key: number for key, (number, _) in notes.rows.items()}
    build = ctx.store.build_id
    made = ctx.t("brief.made", day=in_words(day, ctx.lang), build=build)
    chosen, address = _chosen(ctx, themes, peers), site and f"{site}{ctx.href()}"
    return Brief(
        told, peers, lead, cards, tuple(parts), limits, listed, numbers, rows,
        chosen, made, address, build,
    )  # fmt: skip


def _chosen(ctx: Context, themes: Sequence[str], peers: tuple[str, ...]) -> str:
    """Themes, countries compared with and the setting of verdicts, in words."""
    of, places = ctx.reference.themes, ctx.reference.areas
    names = ctx.listed(of[theme].text("short", ctx.lang) for theme in of if theme in themes)
    others = ctx.listed(places[code].text("short", ctx.lang) for code in peers)
    told = [ctx.t("brief.themes", names=names) if themes else ctx.t("brief.themes_all")]
    told += [ctx.t("brief.compared_with", names=others)] if peers else []
    method = ctx.t(f"method.{setting_of(ctx).method}.short")
    return " ".join((*told, ctx.t("brief.method", method=method)))


def _behind(noted: tuple[Row, ...]) -> tuple[Row, ...]:
    """All rows that numbers come from; one that is noted stands as it is told."""
    every = {part.key: part for row in noted for part in row.whole()}
    return tuple((every | {row.key: row for row in noted}).values())


def _peers(ctx: Context, area_code: str) -> tuple[str, ...]:
    chosen = tuple(code for code in ctx.state.areas if code != area_code)
    found = chosen or tuple(peer.area_code for peer in nearest(ctx.store, area_code, PEERS))
    return found[:MOST_PEERS]


def _card(notes: Notes, figure: Figure) -> Card:
    spoken = SEMICOLON.join(
        (figure.label, figure.value.text, *(note.text for note in figure.notes))
    )
    value = notes.told(figure.value) if figure.latest else Piece(NOTHING)
    own = set(value.notes)
    told: list[Piece] = []
    for note in figure.notes:
        told += [Piece(SEMICOLON)] if told else []
        for piece in notes.sentence(note):
            told.append(Piece(piece.text, tuple(n for n in piece.notes if n not in own)))
    return Card(figure.label, value, tuple(told), figure.course, spoken)


def _part(ctx: Context, notes: Notes, section: Section, themes: Sequence[str]) -> Part:
    most = LONGEST.get(section.id, USUAL)
    paragraphs = tuple(notes.sentence(sentence) for sentence in section.sentences[:most])
    table = None
    if section.id == VERDICTS and section.grids:
        table = _table(notes, _of_themes(ctx, section.grids[0], themes))
    return Part(section.id, ctx.t(section.title), paragraphs, table)


def _of_themes(ctx: Context, grid: Grid, themes: Sequence[str]) -> Grid:
    """The lines of some themes; they stand in the order of the reference."""
    pairs = zip(ctx.reference.themes, grid.lines, strict=True)
    lines = tuple(line for theme, line in pairs if not themes or theme in themes)
    return Grid(grid.id, grid.caption, grid.head, lines)


def _table(notes: Notes, grid: Grid) -> Table:
    """A table whose lines have their notes behind their names: a number of cells share them."""
    lines = []
    for name, *cells in grid.lines:
        rows = _merged(each_once(row for cell in cells for row in cell.rows), name.text)
        numbers = tuple(sorted(notes.number(row) for row in rows))
        lines.append((Piece(name.text, numbers), *(Piece(cell.text) for cell in cells)))
    return Table(grid.caption, grid.head, tuple(lines))


def _merged(rows: tuple[Row, ...], line: str) -> tuple[Row, ...]:
    """The rows of a line; counts of one thing are one count of all of it, noted once."""
    if not rows or any(row.made != COUNT for row in rows):
        return rows
    of = each_once(part for row in rows for part in row.of)
    return (replace(rows[0], value=len(of), note=line, of=of),)


def _compared(ctx: Context, notes: Notes, told: Profile, peers: tuple[str, ...]) -> Part:
    """The six figures beside those of other countries, each of its own year."""
    readers = [Reader(ctx, code) for code in (told.area_code, *peers)]
    lines = []
    for figure in told.figures:
        cells = [_latest(reader, figure.indicator_id) for reader in readers]
        lines.append((Told(figure.label), *cells))
    head = (ctx.t("brief.compared.figure"), *(reader.name(reader.code) for reader in readers))
    caption = ctx.t("brief.compared.caption")
    grid = Grid("compared", caption, head, tuple(lines))
    return Part("compared", ctx.t("brief.compared.title"), (), _table(notes, grid))


def _latest(reader: Reader, indicator_id: str) -> Told:
    row = reader.latest(indicator_id)
    if row is None:
        return Told(NOTHING)
    value = reader.amount(row).text
    return Told(reader.ctx.t("brief.compared.cell", value=value, year=row.year), (row,))


def _limits(ctx: Context, notes: Notes, told: Profile) -> Part:
    """What nobody knows of the country, and what no number of the page can say."""
    section = told.section(UNKNOWN)
    sentences = section.sentences if section else ()
    known = [notes.sentence(sentence) for sentence in sentences]
    said = [(Piece(ctx.t(f"brief.limits.{name}")),) for name in ("persons", "deaths", "cause")]
    return Part("limits", ctx.t("brief.limits.title"), (*known, *said))
