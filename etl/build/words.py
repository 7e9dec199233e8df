"""Whether a provider's title and note are of the edition of the values they stand beside.

A service hands out one title and one note per series, and values of whatever edition it holds. Two
things are known of words: what data/reference/series_words.csv says of their edition, and the
latest day that the note itself names as the state of its source. Neither says that the words are
wrong; both are put beside them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from data.reference_lists import Reference

OF_WORDS = ("words_edition", "note_year", "older_prices")  # keys of a catalogue entry
DATED_NOTES = frozenset({"worldbank"})  # providers whose notes name the state of their sources
_YEAR = r"(?:19|20)\d\d"
# How a note says of when its source is; the last year of a match is the year meant. A year in a
# title of method ("World Bank (2018)") or of prices ("2021 PPP") says nothing of the kind.
STATES = tuple(
    re.compile(text, re.IGNORECASE)
    for text in (
        rf"\b{_YEAR} Revision\b",
        rf"\bProspects:? (?:the )?{_YEAR}\b",
        rf"\bdate (?:accessed|published): [^,;]*?(?:, )?{_YEAR}",
        rf"\bretrieved on [A-Z][a-z]+ \d{{1,2}}, {_YEAR}",
        rf"\b(?:data|updated?)(?: as)? of (?:[A-Z][a-z]+ )?{_YEAR}",
        rf"\bupdated [A-Z][a-z]+ \d{{1,2}}(?:th|st|nd|rd)?, {_YEAR}",
        rf"\b{_YEAR}(?: to |-|–){_YEAR}\b",
        rf"/\d\d-\d\d-{_YEAR}\b",
    )
)
PRICES = {
    "usd": re.compile(rf"constant ({_YEAR}) US\$"),
    "ppp": re.compile(rf"constant ({_YEAR}) international \$|\b({_YEAR}) PPP\b"),
}
_DAY_IN_ADDRESS = re.compile(r"/\d\d-\d\d-((?:19|20)\d\d)\b")


def note_year(note: str, last_year: int | None) -> str:
    """The latest year that a note names as the state of its source, where values go beyond it.

    Args:
        note: the provider's words on where the values come from.
        last_year: the last year with a number; None where there is none.

    Returns:
        The year as text; "" where the note names none, or one that may cover every value. A day in
        the address of a publication cannot cover the year it lies in.
    """
    named = [(_last(m.group()), bool(_DAY_IN_ADDRESS.search(m.group()))) for m in _states(note)]
    if last_year is None or not named:
        return ""
    latest, within = max(named, key=lambda pair: (pair[0], not pair[1]))
    return str(latest) if latest < last_year or (within and latest == last_year) else ""


def _states(note: str) -> list[re.Match[str]]:
    return [match for pattern in STATES for match in pattern.finditer(note)]


def _last(text: str) -> int:
    return int(re.findall(_YEAR, text)[-1])


def words_of(reference: Reference, source_id: str, entry: Mapping[str, Any]) -> dict[str, str]:
    """What a catalogue entry adds on its words: `words_edition`, `note_year`; nothing if all fits.

    Args:
        reference: the reference tables.
        source_id: the provider.
        entry: source_code, edition, provider_note and last_year of one series.
    """
    found = {}
    key = (source_id, entry["source_code"], entry["edition"])
    for row in reference.series_words:
        if (row.source_id, row.source_code, row.edition) == key:
            found["words_edition"] = row.words_edition
    if source_id in DATED_NOTES:
        found["note_year"] = note_year(str(entry["provider_note"]), entry["last_year"])
    return {name: text for name, text in found.items() if text}


def without_words(entry: Mapping[str, Any]) -> dict[str, Any]:
    """A catalogue entry of an earlier build without what it says of its words."""
    return {k: v for k, v in entry.items() if k not in OF_WORDS}


def note_prices(catalogue: Mapping[str, Any]) -> None:
    """Mark the series of a catalogue whose title names older prices than its values can have.

    A provider moves all series of one kind of price to a new base at once. So a title that names
    an older base than another of an edition no newer than its own is of an earlier day. The entry
    gets `older_prices`: kind of price, base of its title and newest base, joined by slashes.
    """
    entries = [*catalogue["series"].items(), *catalogue["indicators"].items()]
    for name, pattern in PRICES.items():
        found = []
        for key, entry in entries:
            source = str(entry.get("source_id") or key.partition("|")[2])
            if source in DATED_NOTES and (match := pattern.search(str(entry["title"]))):
                base = next(group for group in match.groups() if group)
                found.append((str(entry["edition"]), base, entry))
        for edition, base, entry in found:
            newest = max(b for e, b, _ in found if e <= edition)
            if newest > base:
                entry["older_prices"] = f"{name}/{base}/{newest}"
