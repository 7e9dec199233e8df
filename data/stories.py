"""Stories: guided ways through the pages, one file each (data/stories/<id>.toml).

Says what a file holds and what of it is no story. Whether its addresses lead anywhere is checked by
layouts/frame/story_check.py, which knows the pages.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.worded import ENGLISH, Worded

STEPS = 5  # of every story
SENTENCES = 2  # of every step, in every language
LONGEST = 400  # characters of a step's text: what is read in half a minute
MINUTES = range(1, 16)
AREA = "{area}"  # in an address: the place that the reader chooses
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SENTENCE_ENDS = re.compile(r"[.!?][»”’)]*(?=\s|$)")
KEYS = ("theme", "minutes", "title", "about", "steps")
STEP_KEYS = ("address", "text")


@dataclass(frozen=True)
class Step(Worded):
    """One step: the address of a page, and `text`, the two sentences that stand over it."""

    address: str


@dataclass(frozen=True)
class Story(Worded):
    """One story, whose texts are its `title` and what it is `about`.

    Attributes:
        story_id: the name of its file, and of its address.
        theme: the slug of the theme it leads through; "" for none in particular.
        minutes: how long it takes, as its author reckons.
        steps: five of them, in order.
    """

    story_id: str
    theme: str
    minutes: int
    steps: tuple[Step, ...]

    @property
    def chosen(self) -> bool:
        """Whether it is of a place that the reader chooses."""
        return any(AREA in step.address for step in self.steps)


def read_stories(folder: Path, languages: tuple[str, ...]) -> tuple[dict[str, Story], list[str]]:
    """The stories of a folder by id, and every fault of its files: each names file and step.

    Without the folder there are no stories. A file with a fault is left out.
    """
    stories: dict[str, Story] = {}
    faults: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        raw, found = _parsed(path)
        found += [] if found else [*_faults(path.stem, raw, languages)]
        if found:
            faults += [f"{path.name}{fault}" for fault in found]
        else:
            stories[path.stem] = _story(path.stem, raw)
    return stories, faults


def _parsed(path: Path) -> tuple[dict[str, Any], list[str]]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig")), []
    except UnicodeDecodeError as error:
        return {}, [f": expected UTF-8, got byte {error.start} that is none; save it as UTF-8"]
    except tomllib.TOMLDecodeError as error:
        return {}, [f": expected TOML, got: {error}; compare it with another story"]


def _story(name: str, raw: Mapping[str, Any]) -> Story:
    steps = tuple(Step(s["address"], words=_words(s, "text")) for s in raw["steps"])
    return Story(name, raw["theme"], raw["minutes"], steps, words=_words(raw, "title", "about"))


def _words(held: Mapping[str, Any], *columns: str) -> dict[str, dict[str, str]]:
    """Texts by language as `Worded` holds them; what is blank is left to English."""
    words: dict[str, dict[str, str]] = {}
    for column in columns:
        for lang, text in held[column].items():
            words.setdefault(lang, {})[column] = text.strip()
    return words


def _faults(name: str, raw: Mapping[str, Any], languages: tuple[str, ...]) -> Iterator[str]:
    """What of a whole file is no story; every line goes on from the name of the file."""
    if not NAME.fullmatch(name):
        yield ": expected a name of small letters, digits and hyphens; rename the file"
    yield from _unknown("", raw, KEYS)
    if not isinstance(raw.get("theme"), str):
        yield f': theme: expected the slug of a theme or "" for all, got {_got(raw, "theme")}'
    minutes = raw.get("minutes")
    if type(minutes) is not int or minutes not in MINUTES:
        most = f"{MINUTES[0]} to {MINUTES[-1]}"
        yield f": minutes: expected a whole number, {most}, got {_got(raw, 'minutes')}"
    for column in ("title", "about"):
        yield from _texts(f": {column}", raw.get(column), languages)
    steps = raw.get("steps")
    if not isinstance(steps, list) or len(steps) != STEPS:
        got = len(steps) if isinstance(steps, list) else 0
        yield f": expected {STEPS} steps ([[steps]]), got {got}"
    for at, step in enumerate(steps if isinstance(steps, list) else (), 1):
        yield from _step_faults(f", step {at}", step, languages)


def _step_faults(where: str, step: Any, languages: tuple[str, ...]) -> Iterator[str]:
    if not isinstance(step, dict):
        yield f"{where}: expected address and text, got {step!r}; begin each step with [[steps]]"
        return
    yield from _unknown(where, step, STEP_KEYS)
    address = step.get("address")
    if not isinstance(address, str) or not address.startswith("/"):
        got = _got(step, "address")
        yield f"{where}: address: expected one that begins with /, without the host, got {got}"
    text = step.get("text")
    yield from _texts(f"{where}: text", text, languages)
    for lang, words in text.items() if isinstance(text, dict) else ():
        if not isinstance(words, str) or not words.strip():
            continue
        count = len(SENTENCE_ENDS.findall(words))
        if count != SENTENCES:
            yield f"{where}: text.{lang}: expected {SENTENCES} sentences, got {count}"
        if len(words) > LONGEST:
            yield f"{where}: text.{lang}: expected at most {LONGEST} characters, got {len(words)}"


def _unknown(where: str, held: Mapping[str, Any], known: tuple[str, ...]) -> Iterator[str]:
    for key in held.keys() - set(known):
        yield f"{where}: expected only {', '.join(known)}, got {key!r}; correct it or take it out"


def _texts(where: str, held: Any, languages: tuple[str, ...]) -> Iterator[str]:
    """What of a text in several languages is none."""
    if not isinstance(held, dict):
        yield f'{where}: expected a text in each language, such as {ENGLISH} = "…", got {held!r}'
        return
    for lang, text in held.items():
        if lang not in languages:
            yield f"{where}.{lang}: expected a language of {', '.join(languages)}"
        if not isinstance(text, str):
            yield f"{where}.{lang}: expected text in quotes, got {text!r}"
    english = held.get(ENGLISH)
    if not english or (isinstance(english, str) and not english.strip()):
        yield f"{where}.{ENGLISH}: expected text, got nothing; other languages fall back to it"


def _got(held: Mapping[str, Any], key: str) -> str:
    return repr(held[key]) if key in held else "nothing"
