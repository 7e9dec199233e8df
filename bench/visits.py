"""Page loads: time to the painted map, bytes and requests, first visit and the next one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import median

from playwright.sync_api import Browser

from bench.browser import Visit, fresh_page, visit

NEXT_VISITS = 3


@dataclass
class Loads:
    """The loads of one address: first visits in fresh contexts, next visits with a full cache."""

    first: list[Visit] = field(default_factory=list)
    again: list[Visit] = field(default_factory=list)

    def first_ms(self) -> float:
        """Median ms to the painted map on a first visit."""
        return median(v.first_ms for v in self.first)

    def paired(self, peer: Loads) -> tuple[float, ...]:
        """Time to the painted map over the peer's, round by round."""
        pairs = zip(self.first, peer.first, strict=True)
        return tuple(ours.first_ms / theirs.first_ms for ours, theirs in pairs)

    def again_ms(self) -> float:
        """Median ms to the painted map on the next visit."""
        return median(v.first_ms for v in self.again)

    def first_traffic(self) -> tuple[float, float]:
        """Median bytes and requests of a first visit."""
        return median(v.size for v in self.first), median(v.requests for v in self.first)

    def again_traffic(self) -> tuple[float, float]:
        """Median bytes and requests of the next visit."""
        return median(v.size for v in self.again), median(v.requests for v in self.again)


def load_all(browser: Browser, addresses: Mapping[str, str], rounds: int) -> dict[str, Loads]:
    """Load every address once for warmth, then once a round, in turns.

    The order is reversed every other round, so that no address always comes after the same one.
    """
    loads = {name: Loads() for name in addresses}
    for url in addresses.values():
        with fresh_page(browser) as (page, traffic):
            visit(page, traffic, url)
    for number in range(rounds):
        names = list(addresses) if number % 2 == 0 else list(reversed(addresses))
        for name in names:
            with fresh_page(browser) as (page, traffic):
                loads[name].first.append(visit(page, traffic, addresses[name]))
                if number < NEXT_VISITS:
                    loads[name].again.append(visit(page, traffic))
    return loads
