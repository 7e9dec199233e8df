"""Which places a chart draws: those chosen, those of a group, or a choice that is said in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import isnan

from data.area_groups import WORLD, members, organisations
from data.arithmetic.concepts import Concept
from data.arithmetic.guard import AMOUNTS
from layouts.charts.record import Takes
from layouts.request.context import Context
from layouts.series.cells import Cells
from layouts.series.concepts import populous

FEWEST_OF_GROUP = 3  # places that a chart must have room for to show a group


@dataclass(frozen=True)
class Places:
    """Who is drawn, and how they came to be.

    `codes` are all places drawn, `marked` those that the address names, `absent` those of it that
    the series lacks. `picked` is `chosen`, `group`, `highest`, `populous`, `populous_world` (the
    world first) or `world`. `every` are those asked for, also where a figure has no room for them:
    sums and shares are of them, and table and file hold them.
    """

    codes: tuple[str, ...]
    marked: tuple[str, ...]
    absent: tuple[str, ...]
    among: str
    picked: str
    every: tuple[str, ...]


def places_of(ctx: Context, takes: Takes, cells: Cells, of: Concept, year: int) -> Places:
    """The places that an address asks a chart for. `year` decides who is highest."""
    asked, among = _asked(ctx, takes, cells)
    marked = tuple(code for code in asked if code in cells.column)
    absent = tuple(code for code in asked if code not in cells.column)
    group = among or (WORLD if takes.everyone else "")
    others = (c for c in members(ctx.reference, ctx.store, group) if c in cells.column)
    codes = tuple(dict.fromkeys((*marked, *others)))
    if takes.everyone or codes or asked:
        whole = takes.everyone or ctx.whole
        kept = codes if whole else _limited(takes, cells, codes, marked, year)
        return Places(kept, marked, absent, among, "group" if group else "chosen", codes)
    codes, picked = _opening(ctx, takes, cells, of, year)
    return Places(codes, (), (), among, picked, codes)


def _asked(ctx: Context, takes: Takes, cells: Cells) -> tuple[tuple[str, ...], str]:
    """The places and the group of an address.

    The members of a chosen organisation stand for it where the series has no value of its own: as
    the group where none is named, else beside it. A chart of one or two places takes none.
    """
    asked, among = ctx.state.areas, ctx.state.option("among")
    if takes.most is not None and takes.most < FEWEST_OF_GROUP:
        return asked, among
    listed = without_figures(ctx, cells)
    among = among or next(iter(listed), "")
    own: list[str] = []
    for code in asked:
        if code not in listed:
            own.append(code)
        elif code != among:
            own += members(ctx.reference, ctx.store, code)
    return tuple(dict.fromkeys(own)), among


def without_figures(ctx: Context, cells: Cells) -> tuple[str, ...]:
    """The chosen organisations that a series has no value of."""
    known = organisations(ctx.reference)
    return tuple(c for c in ctx.state.areas if c in known and c not in cells.column)


def _opening(
    ctx: Context, takes: Takes, cells: Cells, of: Concept, year: int
) -> tuple[tuple[str, ...], str]:
    """The places of a chart that none is named for.

    Of amounts the highest; of all else the world and the most populous, whose values say most.
    """
    count = takes.opens
    if of.kind in AMOUNTS:
        led = [c for c in cells.column if ":" not in c and cells.leads(c, year)]
        return tuple(highest(cells, led, year)[:count]), "highest"
    world = any(not isnan(cells.get(WORLD, y)) for y in cells.years)
    led = [c for c in populous(ctx.store) if cells.leads(c, year)]
    if world or led:
        first = (WORLD,) if world else ()
        picked = "populous_world" if world else "populous"
        return (*first, *led[: count - len(first)]), picked
    return tuple(cells.column)[:count], "populous"  # a single region, or groups only


def highest(cells: Cells, codes: Iterable[str], year: int) -> list[str]:
    """Areas with a value by it, the highest first, ties by code."""
    known = ((cells.get(code, year), code) for code in codes)
    held = (pair for pair in known if not isnan(pair[0]))
    return [code for _, code in sorted(held, key=lambda pair: (-pair[0], pair[1]))]


def _limited(
    takes: Takes, cells: Cells, codes: tuple[str, ...], marked: tuple[str, ...], year: int
) -> tuple[str, ...]:
    """At most so many as the chart holds: the chosen, then the highest of those that lead."""
    if takes.most is None or len(codes) <= takes.most:
        return codes
    rest = highest(cells, (code for code in codes if code not in marked), year)
    rest.sort(key=lambda code: not cells.leads(code, year))
    return tuple([*marked, *rest][: takes.most])
