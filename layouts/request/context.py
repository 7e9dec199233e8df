"""What every layout function is handed: the reference, the store, and what is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from data.reference_lists import Reference
from data.store import Store
from layouts.request.state import ViewState, default_indicator
from layouts.words.format import listed, number
from layouts.words.text import plural, t


@dataclass(frozen=True)
class Context:
    """One request's view of the world. Immutable.

    `whole` asks charts for every place of the address, also those that a figure has no room for.
    """

    reference: Reference
    store: Store
    state: ViewState
    dark: bool = False
    whole: bool = False

    @property
    def lang(self) -> str:
        """Language of the page."""
        return self.state.lang

    @property
    def indicator(self) -> str:
        """The indicator an address shows, or the one its page opens with; "" without one."""
        return self.state.indicator or default_indicator(self.state, self.reference, self.store)

    def t(self, key: str, **values: object) -> str:
        """A visible string in the page's language."""
        return t(key, self.lang, **values)

    def plural(self, key: str, count: int, /, **values: object) -> str:
        """A visible string that depends on a count, which fills its {count}."""
        return plural(key, count, self.lang, **values)

    def counted(self, what: str, count: int) -> str:
        """A count with its noun, e.g. 1 place, 12 indicators: one of the keys under `count.`."""
        return self.plural(f"count.{what}", count, count=number(count, self.lang))

    def listed(self, items: Iterable[str]) -> str:
        """Things one after the other, with the comma of the page's language."""
        return listed(items, self.lang)

    def first(self, items: Iterable[str], most: int) -> str:
        """The same of the first of many things, and how many more there are."""
        names = list(items)
        if (more := len(names) - most) > 0:
            names[most:] = [self.plural("head.more", more)]
        return self.listed(names)

    def href(self, **changes: object) -> str:
        """Address of the current view with some of it changed."""
        return self.state.href(**changes)

    def link_to(self, page: str, slug: str = "", **changes: object) -> str:
        """Address of another page that keeps language, areas and the choices both pages know."""
        return replace(self.state, page=page, slug=slug, indicator="", year=None).href(**changes)
