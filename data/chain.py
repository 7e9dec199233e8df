"""The chain theme -> objective -> target -> indicator, walked along the links.

Must not read files; data/reference_lists.py loads the links.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from data.links import ChainRow, Link


class Chains:
    """What follows from the links alone; the reference inherits it."""

    themes: Mapping[str, Any]
    links: tuple[Link, ...]

    @cached_property
    def _links_from(self) -> dict[tuple[str, str], tuple[Link, ...]]:
        found: dict[tuple[str, str], list[Link]] = defaultdict(list)
        for link in self.links:
            found[link.kind, link.from_id].append(link)
        return {key: tuple(links) for key, links in found.items()}

    def links_from(self, kind: str, from_id: str) -> tuple[Link, ...]:
        """Links of one kind that start at one id, in file order."""
        return self._links_from.get((kind, from_id), ())

    def chain(self, theme_id: str, direct_only: bool = True) -> tuple[ChainRow, ...]:
        """Paths theme -> objective -> target -> indicator. One row per path.

        Args:
            theme_id: the theme to start from.
            direct_only: drop secondary theme-objective links, and indirect objective-target
                links and those of context.

        Returns:
            Rows in file order. `target_id` is "" where an objective keeps no target,
            `indicator_id` is "" where no indicator was chosen for a target. A link that names
            indicators of its target leads to those only.
        """
        return self._chains[theme_id, direct_only]

    @cached_property
    def _chains(self) -> dict[tuple[str, bool], tuple[ChainRow, ...]]:
        return {
            (theme_id, direct): self._chain(theme_id, direct)
            for theme_id in self.themes
            for direct in (True, False)
        }

    def _chain(self, theme_id: str, direct_only: bool) -> tuple[ChainRow, ...]:
        rows = []
        for theme_link in self.links_from("theme_objective", theme_id):
            if direct_only and theme_link.strength != "primary":
                continue
            objective_id = theme_link.to_id
            steps = self.links_from("objective_target", objective_id)
            kept = [s for s in steps if s.strength == "direct" or not direct_only]
            if not kept:
                rows.append(ChainRow(theme_id, objective_id, "", "", theme_link, None, None))
            for step in kept:
                ends = self._ends(step.to_id, step.indicator_ids) or (None,)
                rows += [
                    ChainRow(
                        *(theme_id, objective_id, step.to_id, end.to_id if end else ""),
                        *(theme_link, step, end),
                    )
                    for end in ends
                ]
        return tuple(rows)

    def _ends(self, target_id: str, named: tuple[str, ...] = ()) -> tuple[Link, ...]:
        found = self.links_from("target_indicator", target_id)
        return tuple(end for end in found if not named or end.to_id in named)

    def theme_counted(self, theme_id: str, direct_only: bool = True) -> tuple[str, ...]:
        """Indicator ids that count for one theme, each once, along the chain."""
        rows = self.chain(theme_id, direct_only)
        return tuple(dict.fromkeys(row.indicator_id for row in rows if row.counts))

    def theme_set_aside(self, theme_id: str, direct_only: bool = True) -> tuple[str, ...]:
        """Indicators of the targets of one theme of which no link of it speaks, each once.

        They stand beside the theme as context: refugees by origin, say, where the link to target
        10.7 speaks of recruitment.
        """
        targets = dict.fromkeys(r.target_id for r in self.chain(theme_id, direct_only))
        ends = (end.to_id for target_id in targets for end in self._ends(target_id))
        counted = self.theme_counted(theme_id, direct_only)
        return tuple(dict.fromkeys(i for i in ends if i not in counted))

    def theme_indicators(self, theme_id: str, direct_only: bool = True) -> tuple[str, ...]:
        """Indicator ids of one theme, each once: those that count, those set aside, context."""
        context = (link.to_id for link in self.links_from("theme_indicator", theme_id))
        aside = self.theme_set_aside(theme_id, direct_only)
        return tuple(dict.fromkeys((*self.theme_counted(theme_id, direct_only), *aside, *context)))

    def indicator_themes(self, indicator_id: str, direct_only: bool = True) -> tuple[str, ...]:
        """Ids of the themes that list an indicator, in theme order."""
        return tuple(
            t for t in self.themes if indicator_id in self.theme_indicators(t, direct_only)
        )
