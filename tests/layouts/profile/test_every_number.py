"""Every number in the words of a profile stands in the rows attached; every row can be checked."""

import re
from collections.abc import Iterator

import pytest

from app import Throughline
from layouts.profile.profile import profile
from layouts.profile.promised import DAYS
from layouts.profile.reading import row_text
from layouts.profile.records import COUNT, LISTED, RANK, SHARE, SUM, Profile, Row, Sentence
from layouts.profile.tables import LEAST_SHARE
from layouts.request.context import Context
from layouts.request.state import ViewState
from layouts.words.format import dated, day_range

NUMBER = re.compile(r"\d+(?:[.,\u202f]\d+)*")
ALWAYS = {"2017", "2030"}  # the consultations, and the year of the goals
FEW = ("MAR", "PHL", "MEX", "DEU", "TUV", "SSD", "SYR", "BGD", "ECU", "KWT", "VAT", "XKX", "ABW")
GROUPS = ("M49:001", "M49:202", "M49:199", "WB:LIC", "WB:SSF")


def numbers(text: str) -> set[str]:
    return set(NUMBER.findall(text))


def attached(ctx: Context, row: Row) -> Iterator[str]:
    """What a row lets a sentence say."""
    if row.value is not None:
        yield from numbers(row_text(ctx, row))
    yield str(row.year)
    if row.made == LISTED and row.note in ctx.reference.consultations:
        event = ctx.reference.consultations[row.note]
        yield from numbers(day_range(event.start_on, event.end_on, ctx.lang))
        yield from numbers(event.text("name", ctx.lang))
    elif row.made == LISTED:
        name, *days = row.note.split(DAYS)
        for day in days:
            yield from numbers(dated(day, ctx.lang))
        for step in ctx.reference.country_events:
            if (step.area_code, step.event) == (row.area_code, name):
                yield from numbers(step.text("title", ctx.lang))


def loose(ctx: Context, sentence: Sentence) -> set[str]:
    """Numbers of a piece of a sentence that none of its own rows has."""
    found = set()
    for piece in sentence.pieces:
        known = {text for row in piece.rows for text in attached(ctx, row)}
        found |= numbers(piece.text) - known - ALWAYS
    return found


def wrong(ctx: Context, row: Row) -> bool:
    """Whether a row is not what the tables hold, or not what it is said to be made of."""
    of = [part.number for part in row.of]
    if row.made == COUNT:
        return row.value != len(of)
    if row.made == SUM and of:
        return abs(row.number - sum(of)) > 1e-6 * abs(row.number)
    if row.made == SHARE:
        return abs(row.number * of[1] - 100 * of[0]) > 1e-6 * abs(of[0])
    if row.made == RANK:
        return row.value != len(of) or any(other <= of[0] for other in of[1:])
    if row.made:
        return False
    if row.origin:
        flows = ctx.store.flows(row.indicator_id, origin=row.origin, destination=row.destination)
        return row.value not in [flow.value for flow in flows if flow.year == row.year]
    matrix = ctx.store.matrix(row.indicator_id, row.source_id, areas=(row.area_code,))
    return not matrix or matrix.cell(row.area_code, row.year or 0)[0] != row.value


def check(ctx: Context, found: Profile) -> list[str]:
    spoken = [
        f"{found.area_code} {sentence.text}: {sorted(apart)}"
        for sentence in found.sentences
        if (apart := loose(ctx, sentence))
    ]
    cells = [
        f"{found.area_code} {section.id}: {told.text}"
        for section in found.sections
        for grid in section.grids
        for line in grid.lines
        for told in (line[1:-1] if grid.id == "unknown" else line[1:])  # the last are names
        if numbers(told.text) - {text for row in told.rows for text in attached(ctx, row)}
        and not all(row.made == SHARE and row.number < LEAST_SHARE for row in told.rows)
    ]
    return spoken + cells


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_numbers_of_ten_very_different_places_stand_in_their_rows(
    app: Throughline, lang: str
) -> None:
    ctx = Context(app.reference, app.store, ViewState(lang=lang))
    assert not [text for code in (*FEW, *GROUPS) for text in check(ctx, profile(ctx, code))]


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_numbers_of_every_place_stand_in_their_rows(app: Throughline, lang: str) -> None:
    ctx = Context(app.reference, app.store, ViewState(lang=lang))
    places = [area.area_code for area in app.reference.countries()]
    assert len(places) > 240
    assert not [text for code in places for text in check(ctx, profile(ctx, code))]


def test_rows_are_those_of_the_tables_or_made_of_them(app: Throughline) -> None:
    ctx = Context(app.reference, app.store, ViewState())
    for code in FEW:
        rows = {row.key: row for own in profile(ctx, code).rows for row in own.whole()}
        assert len(rows) > 60
        assert not [row for row in rows.values() if wrong(ctx, row)]


def test_a_doubted_value_never_leads(app: Throughline) -> None:
    """Namibia's share of remittances in GDP is doubted in some years: none of them is told."""
    ctx = Context(app.reference, app.store, ViewState())
    for area in app.reference.countries():
        for figure in profile(ctx, area.area_code).figures:
            for row in filter(None, (figure.latest, figure.base)):
                matrix = app.store.matrix(row.indicator_id, areas=(area.area_code,))
                assert matrix
                assert matrix.sure(area.area_code, row.year or 0) == row.value


def test_known_figures(app: Throughline) -> None:
    """World Bank, July 2026: remittances; UNHCR: refugees; UN DESA 2024: migrants."""
    ctx = Context(app.reference, app.store, ViewState())
    told = {code: profile(ctx, code) for code in ("MAR", "PHL", "TUR", "KWT")}
    values = {code: [figure.value.text for figure in own.figures] for code, own in told.items()}
    assert values["MAR"][2] == "12.5 billion\u00a0US$"
    assert values["PHL"][2] == "40.3 billion\u00a0US$"
    assert told["KWT"].figures[2].indicator_id == "ctx-remit-paid"
    grid = told["TUR"].section("displacement").grids[-1]
    assert grid.lines[0][grid.head.index("2022")].text == "3.6 million"
