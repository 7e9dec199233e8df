"""The glossary on the word: one source for pages and document, and where a term is explained."""

import re
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest
from dash import html

from app import Throughline
from callbacks.routing import read_address
from layouts.frame.early import early
from layouts.pieces.markup import markup, plain
from layouts.pieces.terms import MOST, with_terms
from layouts.request.context import Context
from layouts.request.state import ViewState

DOCUMENT = Path(__file__).parents[2] / "docs" / "GLOSSARY.md"


def context(app: Throughline, lang: str = "en") -> Context:
    return Context(app.reference, app.store, ViewState(lang=lang))


def explained(ctx: Context, page: object) -> list[str]:
    made = ElementTree.fromstring(f"<div>{markup(with_terms(ctx, page))}</div>")  # noqa: S314
    return [node.text or "" for node in made.iterfind(".//button[@class='term']")]


def test_the_document_has_the_terms_of_the_pages(app: Throughline) -> None:
    rows = [
        f"| {term.text('words', 'en').split(';')[0]} | {term.text('means', 'en')} | {term.source} |"
        for term in app.reference.glossary.values()
    ]
    field = DOCUMENT.read_text(encoding="utf-8").split("## This code")[0]
    assert [line for line in field.splitlines() if line.startswith("| ")][2:] == rows


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_no_form_of_a_word_stands_for_two_terms(app: Throughline, lang: str) -> None:
    forms = Counter(
        form.lower()
        for term in app.reference.glossary.values()
        for form in term.text("words", lang).split(";")
    )
    assert max(forms.values()) == 1


def test_the_first_of_a_section_is_explained_and_no_more(app: Throughline) -> None:
    page = [
        html.Section([html.P("Stock and flow, a stock."), html.P("Another stock of refugees.")]),
        html.Section(html.Ul(html.Li("A stock; stockpile, livestock, non-stock."))),
    ]
    assert explained(context(app), page) == ["Stock", "flow", "refugees", "stock"]


def test_longer_words_come_first_in_both_languages(app: Throughline) -> None:
    page = html.P("Personal remittances of internally displaced persons.")
    assert explained(context(app), page) == ["Personal remittances", "internally displaced persons"]
    page = html.P("Les envois de fonds personnels et les pays d’accueil.")
    assert explained(context(app, "fr"), page) == ["envois de fonds personnels", "pays d’accueil"]


def test_links_headings_and_what_the_browser_fills_are_left_alone(app: Throughline) -> None:
    page = [
        html.H2("Stock"),
        html.P(html.A("stock", href="/")),
        plain("table", html.P("stock")),
        html.P("stock", **{"data-tl": "about-caveat"}),
    ]
    assert explained(context(app), page) == []


def test_nothing_is_explained_before_the_first_chart(app: Throughline) -> None:
    page = [html.P("A stock."), html.Div("", **{"data-chart-card": "line"}), html.P("A flow.")]
    assert explained(context(app), page) == ["flow"]


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize(
    "path", ["/", "/methods", "/indicators/ctx-migrant-stock", "/themes/drivers"]
)
def test_every_term_of_a_page_opens_a_meaning_of_its_own(
    app: Throughline, path: str, lang: str
) -> None:
    ctx, _ = read_address(path, f"lang={lang}", app.reference, app.store)
    document = early(ctx, ())
    opens = re.findall(r'popovertarget="([^"]+)"', document)
    ids = re.findall(r'<span class="term-means" id="([^"]+)" popover="auto"', document)
    assert opens == ids
    assert len(set(ids)) == len(ids)
    assert path == "/" or ids
    sections = Counter(id_.split("-")[1] for id_ in ids)
    assert max(sections.values(), default=0) <= MOST
