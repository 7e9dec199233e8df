"""What is wrong with an address, and where to go instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from layouts.request.state import ViewState


@dataclass(frozen=True)
class Problem:
    """One thing in an address that does not exist, and where to go instead."""

    kind: str
    given: str
    choices: tuple[tuple[str, str], ...]  # (what to show, address)
    key: str = ""  # the query key, where the kind alone does not say it


@dataclass(frozen=True)
class Doubt:
    """A problem while the rest is still being read: offers are changes to what is right so far."""

    kind: str
    given: str
    offers: tuple[tuple[str, Mapping[str, object]], ...] = ()
    key: str = ""

    def told(self, state: ViewState) -> Problem:
        """The problem with the addresses of its offers; without any, the address without it."""
        offers = self.offers or (("", {}),)
        choices = tuple((text, state.href(**changes)) for text, changes in offers)
        return Problem(self.kind, self.given, choices, self.key)
