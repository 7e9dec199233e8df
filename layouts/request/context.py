"""What every layout function is handed: the reference, the store, and what is asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from data.catalog import Reference
from data.store import Store
from layouts.request.state import ViewState
from layouts.words.text import t


@dataclass(frozen=True)
class Context:
    """One request's view of the world. Immutable."""

    reference: Reference
    store: Store
    state: ViewState
    dark: bool = False

    @property
    def lang(self) -> str:
        """Language of the page."""
        return self.state.lang

    def t(self, key: str, **values: object) -> str:
        """A visible string in the page's language."""
        return t(key, self.lang, **values)

    def href(self, **changes: object) -> str:
        """Address of the current view with some of it changed."""
        return self.state.href(**changes)

    def link_to(self, page: str, slug: str = "", **changes: object) -> str:
        """Address of another page that keeps language, areas and the choices both pages know."""
        return replace(self.state, page=page, slug=slug, indicator="", year=None).href(**changes)
