"""What a page owes its readers, named where a new page lacks it.

Keyboard, colours and phone: tests/browser/test_accessibility.py opens every page, too.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from app import Throughline
from callbacks.routing import read_address
from layouts.request.pages import PAGES
from layouts.views import VIEWS
from layouts.words.text import languages
from tests.slugs import SLUGS

TAKEN = ("png", "svg", "copy")


def parts(node: Any) -> Iterator[Any]:
    """Every component below some, themselves first."""
    if isinstance(node, list | tuple):
        for child in node:
            yield from parts(child)
    elif hasattr(node, "_prop_names"):
        yield node
        yield from parts(getattr(node, "children", None))


def props(node: Any) -> dict[str, Any]:
    return dict(node.to_plotly_json()["props"])


def path_of(name: str) -> str:
    spec = PAGES[name]
    return spec.path + SLUGS[name] if spec.slug else spec.path


def owed(app: Throughline, name: str, lang: str) -> list[str]:
    """What a page lacks, in words."""
    ctx, problems = read_address(path_of(name), f"?lang={lang}", app.reference, app.store)
    assert not problems
    view = VIEWS[name]
    every = [*parts(view.layout(ctx))]
    found = [] if view.title(ctx).strip() else ["a document title"]
    heads = [node for node in every if type(node).__name__ == "H1"]
    found += [] if len(heads) == 1 else [f"one heading of the first order, not {len(heads)}"]
    for card in (node for node in every if "data-chart" in props(node)):
        found += [f"{lack}, in its card {props(card)['data-chart']}" for lack in card_lacks(card)]
    for frame in (n for n in every if "graph-frame" in str(getattr(n, "className", ""))):
        ids = {props(node).get("id") for node in every}
        for key in ("aria-labelledby", "aria-describedby"):
            if not ids.issuperset(str(props(frame).get(key)).split()):
                found.append(f"{key} of a figure")
    return [f"{name} ({lang}) lacks {lack}" for lack in found]


def card_lacks(card: Any) -> Iterator[str]:
    """What the card of a chart lacks: title, summary, source, files, table."""
    chart, within = props(card)["data-chart"], [*parts(card.children)]
    slots = {props(node).get("data-tl") for node in within}
    for slot in ("title", "summary", "source", "csv", "table"):
        if f"{chart}-{slot}" not in slots:
            yield f"the slot {chart}-{slot}"
    acts = {props(node).get("data-action") for node in within}
    for act in TAKEN:
        if act not in acts:
            yield f"the button {act}"


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("name", PAGES)
def test_a_page_lacks_nothing(app: Throughline, name: str, lang: str) -> None:
    assert owed(app, name, lang) == []


def test_a_card_without_its_words_is_named(app: Throughline) -> None:
    ctx, _ = read_address("/themes/drivers", "", app.reference, app.store)
    card = next(
        node for node in parts(VIEWS["theme"].layout(ctx)) if "data-chart-card" in props(node)
    )
    assert not [*card_lacks(card)]
    card.children = [child for child in card.children if "-source" not in str(props(child))]
    assert [*card_lacks(card)] == [f"the slot {props(card)['data-chart']}-source"]
