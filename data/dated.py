"""Frozen records of reference rows that hold for a time: lists of members, words of an edition.

Must not read files and must not import pandas; data/reference_lists.py loads and checks them.
"""

from __future__ import annotations

from dataclasses import dataclass

from data.worded import Worded


@dataclass(frozen=True)
class ListedGroup(Worded):
    """A group whose members someone lists by name, and the day that list stands for.

    `as_of` is the last day for which the list is known to be right; the text `note` says how it
    is known.
    """

    group_code: str
    as_of: str
    publisher: str
    url: str
    evidence: str


@dataclass(frozen=True)
class Membership:
    """One area in one listed group, with the time it is in it.

    `since` and `until` are days, months or years as text, "" where not known or not over; a row
    with `until` is a former member. A member that comes back has a second row.
    """

    group_code: str
    area_code: str
    since: str
    until: str
    source: str
    evidence: str


@dataclass(frozen=True)
class SeriesWords:
    """The edition that the title and note of one provider series are of.

    It holds for values of `edition` only: with newer values come the words of that day.
    """

    source_id: str
    source_code: str
    edition: str
    words_edition: str
    what: str
    evidence: str
