"""The links of the chain theme -> objective -> target -> indicator: records and their columns.

A link says what it rests on: the reason, the texts, the paragraph of the Global Compact with its
words, and of which indicators of the target it speaks. Must not read files.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from data.worded import ENGLISH, Worded

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
class Link(Worded):
    """One arrow of the chain, with its reason as text `rationale`.

    The last six are empty but for links from objective to target. `indicator_ids` are the
    indicators of the target that the link speaks of, empty for all of them; the text
    `indicators_why` says why those. `paragraph` and `quote` are of A/RES/73/195, words verbatim in
    English, empty where no words of it say so.
    """

    kind: str
    from_id: str
    to_id: str
    strength: str
    sources: tuple[str, ...]
    evidence: str
    target_evidence: str = ""
    indicator_ids: tuple[str, ...] = ()
    paragraph: str = ""
    quote: str = ""
    quote_evidence: str = ""
    basis: str = ""

    @property
    def counts(self) -> bool:
        """Whether indicators behind it are counted; those of a link of context are only shown."""
        return self.strength != CONTEXT


LINK_TEXTS = ("rationale", "indicators_why")
# What every file of links has. Each text has a column per language, `rationale_fr`; English is due.
LINK_COLUMNS = (
    *("kind", "from_id", "to_id", "strength", f"rationale_{ENGLISH}"),
    *("sources", "evidence", "target_evidence"),
)
# What it may have: absent is empty.
LINK_MORE = ("indicator_ids", "paragraph", "quote", "quote_evidence", "basis")
_LISTS = ("sources", "indicator_ids")


def text_columns(header: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Which columns of a file of links are texts: column -> text and language."""
    split = {c: c.rpartition("_") for c in header}
    return {c: (name, lang) for c, (name, _, lang) in split.items() if name in LINK_TEXTS}


def link_columns(langs: Iterable[str]) -> tuple[str, ...]:
    """The columns of a whole file of links with texts in some languages."""
    why, meant = ([f"{text}_{lang}" for lang in langs] for text in LINK_TEXTS)
    return (*LINK_COLUMNS[:4], *why, *LINK_COLUMNS[5:], LINK_MORE[0], *meant, *LINK_MORE[1:])


def link_of(cells: Mapping[str, str], words: Mapping[str, Mapping[str, str]]) -> Link:
    """The link of one row, by names of fields; columns of LINK_MORE may be absent.

    Raises:
        KeyError: a column that every file of links has is not there.
    """
    names = [f.name for f in fields(Link) if f.name != "words"]
    wanted = [c for c in names if c in cells or c not in LINK_MORE]
    lists = {c: tuple(cells[c].split(";")) if cells[c] else () for c in _LISTS if c in wanted}
    texts = {c: cells[c] for c in wanted if c not in _LISTS}
    blank = dict.fromkeys(LINK_TEXTS, "")
    whole = {lang: {**blank, **words.get(lang, {})} for lang in (ENGLISH, *words)}
    return Link(**texts, **lists, words=whole)  # type: ignore[arg-type]


def link_words(cells: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The texts of one row of a file of links: language -> text -> words."""
    words: dict[str, dict[str, str]] = {}
    for column, (name, lang) in text_columns(cells).items():
        words.setdefault(lang, {})[name] = cells[column]
    return words


def link_cells(link: Link, langs: Iterable[str]) -> tuple[str, ...]:
    """One link as text, by `link_columns`; lists with semicolons."""
    texts = text_columns(columns := link_columns(tuple(langs)))
    return tuple(
        link.own(*texts[name])
        if name in texts
        else ";".join(getattr(link, name))
        if name in _LISTS
        else getattr(link, name)
        for name in columns
    )


def link_languages(links: Iterable[Link]) -> tuple[str, ...]:
    """The languages that the reasons of links are written in, in the order of their texts."""
    return tuple(dict.fromkeys(lang for link in links for lang in link.words))


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
