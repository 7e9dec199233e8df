"""Reads an answer once for all that ask for it while its source is built.

`tidy`, `describe`, `flows`, `incidents` and `notes` are pure and each begins with the raw answers;
what is costly to read is kept between them and let go with the source, since memory is short.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

MOST = 32  # results of one function; more than one source asks for
Asked = ParamSpec("Asked")
Found = TypeVar("Found")
_forget: list[Callable[[], None]] = []


def once(read: Callable[Asked, Found]) -> Callable[Asked, Found]:
    """A pure function whose results are kept until `forget`, by the bytes and texts it is given.

    Who asks shares the result and must not change it.
    """
    kept = functools.lru_cache(maxsize=MOST)(read)
    _forget.append(kept.cache_clear)
    return cast("Callable[Asked, Found]", kept)  # functools forgets what it is called with


def forget() -> None:
    """Let go of everything that is kept."""
    for clear in _forget:
        clear()
