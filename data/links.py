"""The links of the chain theme -> objective -> target -> indicator: records and their columns.

A link says what it rests on: the reason, the texts, the paragraph of the Global Compact with its
words, and of which indicators of the target it speaks. Must not read files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from data.records import Bilingual

# What a link from objective to target rests on, the strongest first.
LINK_BASES = (
    "published",  # the text of the objective names the target by its number
    "same_words",  # the two texts share a run of at least four words that is no stock phrase
    "one_contributor",  # one person's post on a forum of the United Nations
    "our_reading",  # ours, from the two texts
)
# How the words of a quotation were seen: in the resolution itself, or in a copy of its text.
QUOTE_EVIDENCE = ("verified", "verified_copy")
QUOTE_WORDS = 25  # the most that a link quotes
CONTEXT = "context"  # the strength of links that are shown and never counted


@dataclass(frozen=True)
class Link(Bilingual):
    """One arrow of the chain, with its reason; the fields' order is that of a file of links.

    The last eight are empty but for links from objective to target. `indicator_ids` are the
    indicators of the target that the link speaks of, empty for all of them; `indicators_why` says
    why those. `paragraph` and `quote` are of A/RES/73/195, words verbatim in English, empty where
    no words of it say so.
    """

    kind: str
    from_id: str
    to_id: str
    strength: str
    rationale_en: str
    rationale_fr: str
    sources: tuple[str, ...]
    evidence: str
    target_evidence: str = ""
    indicator_ids: tuple[str, ...] = ()
    indicators_why_en: str = ""
    indicators_why_fr: str = ""
    paragraph: str = ""
    quote: str = ""
    quote_evidence: str = ""
    basis: str = ""

    @property
    def counts(self) -> bool:
        """Whether indicators behind it are counted; those of a link of context are only shown."""
        return self.strength != CONTEXT


LINK_FIELDS = tuple(f.name for f in fields(Link))
LINK_COLUMNS = LINK_FIELDS[: LINK_FIELDS.index("indicator_ids")]  # what every file of links has
LINK_MORE = LINK_FIELDS[len(LINK_COLUMNS) :]  # what it may have: absent is empty
_LISTS = ("sources", "indicator_ids")


def link_of(cells: Mapping[str, str]) -> Link:
    """The link of one row, by names of LINK_FIELDS; columns of LINK_MORE may be absent.

    Raises:
        KeyError: a column that every file of links has is not there.
    """
    wanted = [*LINK_COLUMNS, *(c for c in LINK_MORE if c in cells)]
    lists = {c: tuple(cells[c].split(";")) if cells[c] else () for c in _LISTS if c in wanted}
    texts = {c: cells[c] for c in wanted if c not in _LISTS}
    return Link(**texts, **lists)  # type: ignore[arg-type]


def link_cells(link: Link) -> tuple[str, ...]:
    """One link as text, by LINK_FIELDS; lists with semicolons. The inverse of `link_of`."""
    return tuple(
        ";".join(getattr(link, name)) if name in _LISTS else getattr(link, name)
        for name in LINK_FIELDS
    )


@dataclass(frozen=True)
class LinkSource:
    """One text or authority that a link rests on."""

    code: str
    title: str
    where: str
    evidence: str


@dataclass(frozen=True)
class ChainRow:
    """One path theme -> objective -> target -> indicator, with the link taken at each step.

    `target_id` and `indicator_id` are "" (and their links None) where the path ends early.
    """

    theme_id: str
    objective_id: str
    target_id: str
    indicator_id: str
    theme_link: Link
    objective_link: Link | None
    target_link: Link | None

    @property
    def counts(self) -> bool:
        """Whether the indicator at its end is counted for the theme."""
        return bool(self.indicator_id and self.objective_link and self.objective_link.counts)
