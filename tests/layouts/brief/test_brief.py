"""A brief: two tagged pages, every number of which has a note on rows that hold it."""

import io
import json
import re
from collections import Counter
from pathlib import Path

import pytest
from pypdf import PdfReader

from app import Throughline
from layouts.brief.__main__ import main
from layouts.brief.content import Brief, Table, brief
from layouts.brief.pdf import given, pdf
from layouts.brief.rows import rows_csv
from layouts.brief.sheet import static_page
from layouts.brief.typeset import set_pages
from layouts.profile.judged import FIRM
from layouts.profile.records import Row
from layouts.request.context import Context
from layouts.request.state import ViewState
from tests.layouts.profile.test_every_number import ALWAYS, attached, numbers

DAY, SITE = "2026-12-01", "https://example.org"
TEN = ("MAR", "PHL", "MEX", "DEU", "TUV", "SSD", "SYR", "BGD", "ECU", "KWT", "VAT")


def made(app: Throughline, code: str, lang: str = "en", **asked: object) -> tuple[Context, Brief]:
    areas = asked.get("areas", ())
    state = ViewState(page="brief", slug=code, lang=lang, areas=areas)  # type: ignore[arg-type]
    ctx = Context(app.reference, app.store, state)
    themes = asked.get("themes", ())
    return ctx, brief(ctx, code, themes, day=DAY, site=SITE)  # type: ignore[arg-type]


def held(ctx: Context, row: Row) -> set[str]:
    """Every number that a row, or what it is made of, lets a text say."""
    found = set(attached(ctx, row))
    classes = Counter(part.note.partition(":")[0] for part in row.of)
    firm = sum(part.agreement == FIRM for part in row.of)
    return found | {str(n) for n in (*classes.values(), firm, 0)}


def unfounded(ctx: Context, of: Brief) -> list[str]:
    """Texts with a number that the rows of their notes do not hold."""
    by_number = {of.numbers[row.key]: row for row in of.rows if row.key in of.numbers}
    tables = {line for part in of.parts if part.table for line in part.table.lines}
    wrong = []
    for parts in of.paragraphs():
        of_line = [n for piece in parts for n in piece.notes] if parts in tables else []
        for piece in parts:
            near = {n for other in parts for n in other.notes}  # what else the line is noted with
            rows = [by_number[n] for n in (*piece.notes, *of_line)]
            rows = rows or [by_number[n] for n in near]
            years = {str(by_number[n].year) for n in near}  # a year is noted at its value
            known = {text for row in rows for text in held(ctx, row)} | years | ALWAYS
            if numbers(piece.text) - known:
                wrong.append(f"{of.profile.area_code} {piece.text}")
    return wrong


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_numbers_of_ten_very_different_countries_have_their_notes(
    app: Throughline, lang: str
) -> None:
    assert not [text for code in TEN for text in unfounded(*made(app, code, lang))]


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_numbers_of_every_country_have_their_notes(app: Throughline, lang: str) -> None:
    codes = [a.area_code for a in app.reference.areas.values() if a.kind == "country"]
    assert len(codes) == 195
    assert not [text for code in codes for text in unfounded(*made(app, code, lang))]


@pytest.mark.parametrize("code", TEN)
def test_it_is_two_tagged_pages_with_its_rows(app: Throughline, code: str) -> None:
    for lang in ("en", "fr"):
        ctx, told = made(app, code, lang)
        found = PdfReader(io.BytesIO(set_pages(*given(ctx, told))))
        assert len(found.pages) == 2, code
        root = found.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
        assert root["/Lang"] == lang
        assert found.metadata and told.profile.name in (found.metadata.title or "")
        assert found.attachments["rows.csv"][0].decode() == rows_csv(told)
        text = " ".join(page.extract_text() for page in found.pages)
        assert told.build in text
        assert SITE in text


def test_a_server_sets_it_in_a_process_of_its_own(app: Throughline) -> None:
    assert pdf(*made(app, "MAR")).startswith(b"%PDF-1.7")


def test_notes_are_numbered_without_a_gap_and_each_is_told(app: Throughline) -> None:
    _, told = made(app, "MAR")
    numbers = sorted(n for of in told.notes for n, _ in of.notes)
    assert numbers == [*range(1, len(numbers) + 1)]
    assert {n for parts in told.paragraphs() for p in parts for n in p.notes} == {*numbers}


def test_themes_and_countries_are_those_that_were_chosen(app: Throughline) -> None:
    ctx, told = made(app, "MAR", areas=("SEN", "TUN"), themes=("ts4",))
    tables = {part.id: part.table for part in told.parts}
    verdicts, compared = tables["verdicts"], tables["compared"]
    assert isinstance(verdicts, Table) and isinstance(compared, Table)
    assert [line[0].text for line in verdicts.lines] == [
        ctx.reference.themes["ts4"].text("short", "en")
    ]
    assert compared.head[1:] == ("Morocco", "Senegal", "Tunisia")
    assert "Senegal" in told.chosen


def test_html_needs_no_script_and_no_other_file(app: Throughline) -> None:
    ctx, told = made(app, "TUV", "fr")
    page = static_page(ctx, told, "")
    assert "<script" not in page
    assert not re.findall(r'(?:src|href)="(?!#)', page)
    assert {*re.findall(r'href="#(note-\d+)"', page)} == {*re.findall(r'id="(note-\d+)"', page)}


def test_many_are_written_whole_and_an_unknown_code_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["TUV", "MAR", "--out", str(tmp_path), "--langs", "fr", "--quiet"]) == 0
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["MAR.fr.html", "MAR.fr.pdf", "TUV.fr.html", "TUV.fr.pdf"]
    assert main(["ZZZ", "--out", str(tmp_path)]) == 1
    assert "no country ZZZ" in capsys.readouterr().err


def test_what_typst_is_given_is_plain_data(app: Throughline) -> None:
    json.dumps(given(*made(app, "VAT")))
