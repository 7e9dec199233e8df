"""The glossary on the word: a term of the field says what it means where it stands.

The first of each in a section is a button; its meaning is a popover, which the browser itself opens
by tap and key and closes by Escape, without any script. assets/app/pieces/terms.js opens it by
pointing and by focus, too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from dash import html
from dash.development.base_component import Component

from data.reference_lists import Reference
from layouts.pieces.markup import plain
from layouts.request.context import Context

MOST = 4  # terms of one section: a page is no sea of dots
TEXTS = ("p", "li", "dd")  # elements whose words are explained
# Elements that lead somewhere, name something, or are no text of ours.
CLOSED = (
    *("a", "button", "summary", "label", "nav", "table", "code", "q", "select", "header"),
    *("h1", "h2", "h3", "h4", "h5", "h6"),
)
CARD = "data-chart-card"


@dataclass
class _Walk:
    """How far the walk through a page has come: names of its sections, and past the first chart."""

    ctx: Context
    part: str
    past: bool
    sections: int = 0

    def section(self) -> _Section:
        """A section of its own, whose terms have ids of their own."""
        self.sections += 1
        return _Section(f"{self.part}{self.sections}")


@dataclass
class _Section:
    """The terms of one section that were met already."""

    name: str
    met: set[str] = field(default_factory=set)


def with_terms(ctx: Context, page: Any, part: str = "page") -> Any:
    """A page, or a part of it, with its terms explained; changed in place.

    Before the first chart nothing is: who walks by the Tab key comes to the picture soon.
    """
    walk = _Walk(ctx, part, past=not _has_chart(page))
    _explain(walk, page, walk.section())
    return page


def _has_chart(node: Any) -> bool:
    if isinstance(node, list | tuple):
        return any(_has_chart(child) for child in node)
    if not isinstance(node, Component):
        return False
    return hasattr(node, CARD) or _has_chart(getattr(node, "children", None))


def _explain(walk: _Walk, node: Any, section: _Section) -> None:
    """Explain the terms below a node, in the order in which they are read."""
    if isinstance(node, list | tuple):
        for child in node:
            _explain(walk, child, section)
    elif isinstance(node, Component):
        kind, children = str(node._type).lower(), getattr(node, "children", None)
        walk.past = walk.past or hasattr(node, CARD)
        filled = hasattr(node, "data-tl") and isinstance(children, str)  # by the browser
        if kind in CLOSED or filled or hasattr(node, CARD):
            return
        if walk.past and kind in TEXTS:
            node.children = children = _explained(walk.ctx, children, section)
        _explain(walk, children, walk.section() if kind == "section" else section)


def _explained(ctx: Context, children: Any, section: _Section) -> Any:
    """The texts among the children of an element with their terms explained."""
    several = children if isinstance(children, list | tuple) else [children]
    out: list[Any] = []
    for child in several:
        out += _cut(ctx, child, section) if isinstance(child, str) else [child]
    return out if len(out) != len(several) else children


def _cut(ctx: Context, text: str, section: _Section) -> list[Any]:
    """A text cut at its terms that the section has not met."""
    pattern, terms = _terms(ctx.reference, ctx.lang)
    out: list[Any] = []
    at = 0
    for found in pattern.finditer(text):
        term_id = terms[found[0].lower()]
        if term_id not in section.met and len(section.met) < MOST:
            section.met.add(term_id)
            out += [text[at : found.start()], _term(ctx, found[0], term_id, section.name)]
            at = found.end()
    return [piece for piece in (*out, text[at:]) if piece != ""]


def _term(ctx: Context, word: str, term_id: str, where: str) -> Component:
    """The word as it stands in the text, and its meaning with the source that it follows."""
    term, id_ = ctx.reference.glossary[term_id], f"term-{where}-{term_id}"
    source = ctx.t("terms.source", source=term.source)
    opens = {"popovertarget": id_, "popovertargetaction": "show", "aria-describedby": id_}
    means = [term.text("means", ctx.lang), " ", html.Span(source, className="term-source")]
    pair = [
        plain("button", word, type="button", className="term", **opens),
        plain("span", means, id=id_, className="term-means", popover="auto", role="note"),
    ]
    return plain("span", pair, className="term-place")


@lru_cache(maxsize=16)
def _terms_of(rows: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], Mapping[str, str]]:
    forms = {form: term_id for term_id, words in rows for form in words.split(";")}
    longest = sorted(forms, key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])", re.I)
    return pattern, {form.lower(): term_id for form, term_id in forms.items()}


def _terms(reference: Reference, lang: str) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """What finds the terms of a language, and the term of each form in lower case."""
    rows = ((term.term_id, term.text("words", lang)) for term in reference.glossary.values())
    return _terms_of(tuple(rows))
