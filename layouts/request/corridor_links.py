"""The one address of a corridor, for every page and every result that leads to one."""

from __future__ import annotations

from collections.abc import Mapping

from data.arithmetic.measures import BY_SEX, CORRIDORS
from layouts.request.context import Context

PAGE = "corridors"


def corridor_link(ctx: Context, *places: str, counted: str = "", direction: str = "") -> str:
    """The corridors of one place, or the pair of two, origin first.

    A measure of one sex leads to its choice; one that the page lacks leads to what it opens with.
    """
    known = {"counted": counted} if counted in CORRIDORS else {}
    for whole, parts in BY_SEX.items():
        known |= {"counted": whole, "sex": s} if (s := _sex_of(parts, counted)) else {}
    way = {"direction": direction} if direction else {}
    return ctx.link_to(PAGE, areas=places, **known, **way)


def _sex_of(parts: Mapping[str, str], counted: str) -> str:
    return next((sex for sex, measure in parts.items() if measure == counted), "")
