"""What places named in a query lead to: their indicators with figures, and what joins two."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

from data.search.places import Split
from data.search.words import words
from layouts.request.context import Context
from layouts.request.corridor_links import corridor_link
from layouts.search.figures import Between, Figure, between, figure_of
from layouts.search.found import Found, with_figures
from layouts.series.groups import series_href
from layouts.series.series import COUNTRY_KINDS

ORIGIN = "-origin"  # how the ids of indicators end that count people by where they come from
EMIGRANTS = ("ctx-emigrant-stock",)
WEIGHED = 20  # results among which those with a figure come first
# Sides of the corridors of a place, with the indicator that has their total.
CORRIDORS = {"emigrants": "ctx-emigrant-stock", "immigrants": "ctx-migrant-stock"}
# What is offered of a place where nothing else is asked.
OF_A_PLACE = (
    *("ctx-migrant-stock", "ctx-emigrant-stock", "ctx-remit-received-gdp", "ctx-remit-received"),
    *("ctx-refugees-asylum", "ctx-refugees-origin", "ctx-population"),
)


def headlines(ctx: Context, places: tuple[str, ...]) -> list[Found]:
    """The indicators that are offered of places where nothing else is asked."""
    known = [i for i in OF_A_PLACE if i in ctx.reference.indicators and ctx.store.has_data(i)]
    return [
        Found(
            series_href(ctx, key, places),
            ((ctx.reference.indicators[key].text("label", ctx.lang), False),),
            own_areas=True,
            key=key,
        )
        for key in known
    ]


def figures_first(ctx: Context, found: Sequence[Found], split: Split, most: int) -> list[Found]:
    """Indicators with the figures of the places; those that have one come first.

    Of a people alone, what is counted by origin comes before all else: Syrian asylum claims are
    those that Syrians made.
    """
    told = [with_figures(ctx, item, split.codes) for item in found[: max(WEIGHED, most)]]
    rest = list(found[len(told) :])
    alone = split.people and split.names == 1
    told.sort(key=lambda item: (not item.told, alone and not _by_origin(item)))
    return [*told, *rest]


def _by_origin(found: Found) -> bool:
    return found.key.endswith(ORIGIN) or found.key in EMIGRANTS


def both_ways(ctx: Context, split: Split, rest: str) -> dict[str, list[Found]]:
    """What is counted from one of two places named in the other, and back; {} without two.

    Where other words name one of the measures, only that one.
    """
    places = split.codes
    if len(places) != 2 or split.names < 2:
        return {}
    asked = frozenset(words(rest)) if rest else frozenset()
    out = {}
    for kind, (origin, destination) in zip(("between", "back"), permutations(places), strict=True):
        every = [_flow(ctx, flow) for flow in between(ctx, origin, destination)]
        named = [item for item in every if asked & frozenset(words(item.name))]
        out[kind] = named if rest else every
    return out


def _flow(ctx: Context, flow: Between) -> Found:
    return Found(
        corridor_link(ctx, flow.origin, flow.destination, counted=flow.measure),
        ((ctx.t(f"table.measure.{flow.measure}"), False),),
        own_areas=True,
        figures=(Figure("", flow.value, flow.year),),
    )


def of_one(ctx: Context, split: Split) -> list[Found]:
    """Where the people of one place live, and who lives there; of a people the first comes first.

    None of several places, and none of a group, which no corridor joins.
    """
    code = split.codes[0]
    if len(split.codes) != 1 or ctx.reference.areas[code].kind not in COUNTRY_KINDS:
        return []
    place = ctx.reference.areas[code].text("short", ctx.lang)
    found = [
        Found(
            corridor_link(ctx, code, direction=direction),
            ((ctx.t(f"search.corridors.{direction}", place=place), False),),
            own_areas=True,
            figures=(figure_of(ctx, indicator_id, code),),
        )
        for direction, indicator_id in CORRIDORS.items()
    ]
    return found if split.people else found[::-1]


def compared(ctx: Context, places: tuple[str, ...], indicators: Sequence[Found]) -> list[Found]:
    """The comparison of several places in the best indicator; none for one place."""
    if len(places) < 2 or not indicators or not indicators[0].held:
        return []
    best = indicators[0]
    return [
        Found(
            ctx.link_to("compare", indicator=best.key, areas=places),
            ((best.name, False),),
            own_areas=True,
        )
    ]
