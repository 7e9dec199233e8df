"""Whether the addresses of stories lead where pages are: asked once, when the app starts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

from data.reference_lists import Reference
from data.store import Store
from data.stories import AREA, Story, read_stories
from layouts.frame import problem
from layouts.request.context import Context
from layouts.request.keys import STORY
from layouts.request.pages import PAGES
from layouts.request.state import ViewState
from layouts.request.stories import read_step
from layouts.request.upgrade import renamed_path, upgrade
from layouts.words.text import offered

EVERYWHERE = ("v", "indicator", "year", "areas")  # keys that every page knows, beside its own
READERS = ("lang", *(key.name for key in STORY))  # keys that come from who reads, or from here


class StoryError(ValueError):
    """Files of stories are faulty; the message names every fault by file and step."""

    def __init__(self, folder: Path, faults: list[str]) -> None:
        """Keep the faults as a tuple beside the message."""
        super().__init__(f"{folder}: {len(faults)} fault(s) in stories\n" + "\n".join(faults))
        self.faults = tuple(faults)


def checked_stories(folder: Path, reference: Reference, store: Store) -> Mapping[str, Story]:
    """The stories of a folder by id, every one of whose addresses leads somewhere.

    Raises:
        StoryError: a file is malformed, or an address names what does not exist.
    """
    stories, faults = read_stories(folder, offered(reference.languages))
    for story in stories.values():
        where = f"{story.story_id}.toml"
        if story.theme and not reference.theme_by_slug(story.theme):
            known = ", ".join(theme.slug for theme in reference.themes.values())
            faults.append(f"{where}: theme: expected one of {known}, got {story.theme!r}")
        found = _lost(story, reference, store)
        faults += [f"{where}, step {at}: address: {fault}" for at, fault in found]
    if faults:
        raise StoryError(folder, faults)
    return stories


def _lost(story: Story, reference: Reference, store: Store) -> Iterator[tuple[int, str]]:
    """What the addresses of a story name that does not exist, by step."""
    country = next(iter(reference.countries())).area_code
    for at, step in enumerate(story.steps, 1):
        asked = urlsplit(step.address)
        query = dict(parse_qsl(asked.query, keep_blank_values=True))
        today = upgrade(asked.path, query, reference)
        path = renamed_path(asked.path, reference, today)
        if (path, today) != (asked.path, query):
            yield at, f"has moved; write {path}?{urlencode(today, safe=',:{}')}"
            continue
        if story.chosen and query.get("areas", "").partition(",")[0] != AREA:
            got = query.get("areas", "nothing")
            yield at, f"expected areas={AREA} first, as in the other steps, got {got}"
        state, problems = read_step(step, country, reference, store)
        if problems:
            yield at, problem.in_words(Context(reference, store, state), problems)
        else:
            yield from ((at, fault) for fault in _keys(state, query))


def _keys(state: ViewState, query: Mapping[str, str]) -> Iterator[str]:
    """Keys that the page of an address does not know, and pages that no story may lead to."""
    spec = PAGES[state.page]
    if not spec.step:
        yield f"no story can lead to {state.path}; choose another page"
    for key in query:
        if key in READERS:
            yield f"{key} is the reader's own; take it out"
        elif key not in (*EVERYWHERE, *spec.keys):
            known = ", ".join((*EVERYWHERE, *spec.keys))
            yield f"{spec.path} knows no key {key!r}, only {known}"
