"""A page says what it reads: whatever of the address it is drawn from draws it anew.

Reading is watched: a state notes what is asked of it. Writing an address is no reading, since links
follow the state by themselves. What is read may yet change nothing; that is drawn and compared.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from types import FrameType, ModuleType
from typing import Any

import pytest
from plotly.utils import PlotlyJSONEncoder

from app import Throughline
from callbacks.routing import read_address
from layouts.request.context import Context
from layouts.request.keys import KEYS
from layouts.request.pages import PAGES, PageSpec
from layouts.request.state import ViewState
from layouts.views import VIEWS
from tests.slugs import SLUGS

pytestmark = pytest.mark.slow

OWN = {"areas": ("NPL", "MEX"), "year": (2010, 2015), "indicator": ()}  # values to compare
WRITERS = ("href", "link_to", "with_state")
PASSED_ON = ("option", "replace", "_replace", "focus", "links")  # ask for others
QUERIES = {"table": ("", "table=flows"), "search": ("", "q=nepal"), "compare": ("", "embed=on")}


class Watched(ViewState):
    """A state that notes what is read of it."""

    seen: set[str] = set()

    def __getattribute__(self, name: str) -> Any:
        if name in OWN and not _writes(sys._getframe(1)):
            Watched.seen.add(name)
        return super().__getattribute__(name)

    def option(self, name: str) -> str:
        if not _writes(sys._getframe(1)):
            Watched.seen.add(name)
        return ViewState.option(self, name)


def _writes(frame: FrameType | None) -> bool:
    """Whether an address is being written, or a copy made, rather than something read."""
    for _ in range(6):
        if frame is None:
            return False
        if frame.f_code.co_name in WRITERS:
            return True
        if frame.f_code.co_name not in (*PASSED_ON, "<dictcomp>", "<genexpr>"):
            return False
        frame = frame.f_back
    return False


@contextmanager
def without_part(view: ModuleType) -> Iterator[None]:
    """The page as it stands around its part."""
    own = getattr(view, "part", None)
    if own:
        view.part = lambda ctx: []  # type: ignore[attr-defined]
    try:
        yield
    finally:
        if own:
            view.part = own  # type: ignore[attr-defined]


def contexts(app: Throughline, name: str, own: str = "areas=NPL") -> Iterator[Context]:
    """Requests of a page, each with a state that is watched."""
    spec = PAGES[name]
    path = spec.path + SLUGS.get(name, "") if spec.slug else spec.path
    for query in QUERIES.get(name, ("",)):
        ctx, problems = read_address(path, f"?{own}&{query}", app.reference, app.store)
        assert not problems
        state = Watched(**{f.name: getattr(ctx.state, f.name) for f in fields(ViewState)})
        yield Context(app.reference, app.store, state)


def drawn(name: str, ctx: Context, part: bool) -> Any:
    """A page without its part, or its part, as the browser takes it, without addresses."""
    view = VIEWS[name]
    if part:
        made = view.part(ctx)
    else:
        with without_part(view):
            made = [view.title(ctx), view.layout(ctx), view.data(ctx)]
    text = PlotlyJSONEncoder().encode(made)
    return re.sub(r'"[^" ]*\?v=[^" ]*"', '""', text)


def reads(app: Throughline, name: str, part: bool) -> set[str]:
    """What of the address a page, or its part, reads."""
    Watched.seen = set()
    for ctx in contexts(app, name):
        drawn(name, ctx, part)
    return Watched.seen


def matters(app: Throughline, name: str, key: str, part: bool) -> bool:
    """Whether another value of a key gives another page; what cannot be compared does."""
    if not OWN[key]:
        return True
    each = (
        {
            drawn(name, replace(ctx, state=replace(ctx.state, **{key: value})), part)
            for value in ((OWN[key][:1], OWN[key][1:]) if key == "areas" else OWN[key])
        }
        for ctx in contexts(app, name)
    )
    return any(len(texts) > 1 for texts in each)


def faults(app: Throughline, name: str, spec: PageSpec) -> list[str]:
    """Keys that a page is drawn from and that do not draw it anew."""
    found = []
    for part in (False, True) if hasattr(VIEWS[name], "part") else (False,):
        by_server = {"page", "browser", *(["part"] if part and spec.part else [])}
        own = {*spec.redraws, *spec.follows, *(["areas"] if part and spec.part else [])}
        where = "its part" if part else "the page"
        for key in sorted(reads(app, name, part)):
            if key in KEYS:
                known = key in spec.keys and KEYS[key].draws in by_server
                reason = "" if known or key not in spec.keys else f"draws {KEYS[key].draws}"
            else:
                late = key not in own and matters(app, name, key, part)
                reason = "neither redraws nor follows it" if late else ""
            if reason:
                found.append(f"{name}: {where} reads {key}, which {reason}")
    return found


@pytest.mark.parametrize("name", PAGES)
def test_what_a_page_reads_draws_it_anew(app: Throughline, name: str) -> None:
    assert not faults(app, name, PAGES[name])


@pytest.mark.parametrize(
    ("name", "forgotten", "key"),
    [
        ("quality", {"redraws": ()}, "indicator"),
        ("verdict_map", {"redraws": ()}, "indicator"),
        ("theme", {"follows": ("year",)}, "indicator"),
        ("verdict", {"part": False}, "areas"),
        ("quality", {"part": False}, "areas"),
        ("overview", {"part": False}, "method"),
    ],
)
def test_a_key_that_is_forgotten_is_named(
    app: Throughline, name: str, forgotten: dict[str, Any], key: str
) -> None:
    told = faults(app, name, replace(PAGES[name], **forgotten))
    assert any(f" reads {key}, " in text for text in told), told
