"""The browser's modules (assets/app) under one address that changes whenever any of them does.

Modules import each other by relative addresses, which carry no version. A hash of all of them in
the path gives the whole set one: browsers keep it for good, and never mix two versions.
"""

from __future__ import annotations

import re
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "assets" / "app"
ENTRY = "main.js"
HASH_LENGTH = 12
LITERAL = re.compile(r"'([a-z0-9_.]+)'")
FAMILY = re.compile(r"`([a-z0-9_]+\.[a-z0-9_.]*)\$\{")
NEVER_RUN = ("core/types.js",)  # types alone; no module imports it


@cache
def names() -> tuple[str, ...]:
    """Paths of all modules below the folder, with slashes, in order.

    Raises:
        FileNotFoundError: the folder has no entry.
    """
    found = (path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.js"))
    kept = tuple(sorted(name for name in found if name not in NEVER_RUN))
    if ENTRY not in kept:
        raise FileNotFoundError(f"{FOLDER / ENTRY}: expected the entry of the browser's modules")
    return kept


@cache
def _named() -> tuple[frozenset[str], tuple[str, ...]]:
    """Strings that stand in modules, and how those begin that are put together: `status.`."""
    text = "".join((FOLDER / name).read_text(encoding="utf-8") for name in names())
    return frozenset(LITERAL.findall(text)), tuple(FAMILY.findall(text))


def asks_for(key: str) -> bool:
    """Whether some module names the key of a string, or begins to: no other is sent."""
    whole, begun = _named()
    return key in whole or key.startswith(begun)


@cache
def build() -> str:
    """The hash of the names and contents of all modules."""
    found = sha256()
    for name in names():
        content = (FOLDER / name).read_bytes()
        found.update(f"{name}\0{len(content)}\0".encode() + content)
    return found.hexdigest()[:HASH_LENGTH]


def address(name: str) -> str:
    """Where a browser finds a module."""
    return f"/app/{build()}/{name}"


def tags() -> tuple[str, str]:
    """What loads all modules at once, for the head, and what runs the entry, for the body's end."""
    links = (f'<link rel="modulepreload" href="{escape(address(name))}">' for name in names())
    return "".join(links), f'<script type="module" src="{escape(address(ENTRY))}"></script>'
