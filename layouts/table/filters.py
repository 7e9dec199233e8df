"""What the address of the table page asks for: filters of the query layer, and what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from data import area_groups
from data.quality import FLAGS, doubted, flags_of
from data.query import VALUE, Filters
from data.reference_lists import Reference
from data.store import Store
from layouts.request.context import Context
from layouts.series.groups import spread

MISSING = ("M", "L", "Q", "O")  # letters of cells that a provider published without a number
SORTABLE = {
    "observations": (
        *("indicator", "area", "year", "value", "unit", "breakdown", "status", "quality"),
        *("source", "vintage"),
    ),
    "flows": ("measure", "origin", "destination", "year", "value", "status", "source", "vintage"),
}
# Width in pixels, and whether a reader sees the column before asking for it.
COLUMNS = {
    "observations": {
        "indicator": (290, True),
        "sdg": (90, False),
        "area": (160, True),
        "year": (75, True),
        "value": (165, True),
        "unit": (150, True),
        "breakdown": (110, False),  # but where breakdowns are among the rows
        "status": (130, True),
        "quality": (130, True),
        "quality_reason": (320, False),
        "source": (225, True),
        "vintage": (120, False),
    },
    "flows": {
        "measure": (300, True),
        "origin": (160, True),
        "destination": (160, True),
        "year": (75, True),
        "value": (140, True),
        "unit": (100, False),
        "status": (130, True),
        "source": (220, True),
        "vintage": (120, False),
    },
}
# Keys of the address that leave rows out, in the order of the form.
NARROWING = (
    *("theme", "goal", "target", "indicators", "measure", "origin", "destination", "areas"),
    *("members", "source", "breakdowns", "years", "missing", "quality"),
)
MOST_SORTS = 3
Reader = Callable[[Context, str], Filters | None]
COUNTRIES, GROUPS = "countries", "groups"


@dataclass(frozen=True)
class Asked:
    """What an address asks of the table page.

    Attributes:
        table: observations or flows.
        parts: the filters one by one, by the key of the address that sets them.
        order: columns to sort by, each with whether it descends.
        unknown: keys and values that mean nothing and were left out.
    """

    table: str
    parts: dict[str, Filters]
    order: tuple[tuple[str, bool], ...]
    unknown: tuple[tuple[str, str], ...]

    def filters(self, without: str = "") -> Filters:
        """All filters together, or all but one."""
        whole = Filters()
        for key, part in self.parts.items():
            if key == without:
                continue
            whole = replace(whole, names=whole.names + part.names)
            for name in ("first", "last", "kinds", "quality"):
                if (value := getattr(part, name)) is not None:
                    whole = replace(whole, **{name: value})
        places = [p.areas for k, p in self.parts.items() if p.areas is not None and k != without]
        return replace(whole, areas=frozenset().union(*places)) if places else whole


def read_filters(ctx: Context) -> Asked:
    """Read the keys of the page; a value that means nothing leaves no row out and is named."""
    parts: dict[str, Filters] = {}
    unknown: list[tuple[str, str]] = []
    table = ctx.state.option("table")
    readers = _OBSERVATIONS if table == "observations" else _FLOWS
    for key, read in (readers | _BOTH).items():
        given = ctx.state.option(key)
        if given and (part := read(ctx, given)):
            parts[key] = part
        elif given:
            unknown.append((key, given[:60]))
    asked = _asked_indicators(ctx) if table == "observations" else []
    known = chosen_indicators(ctx)
    unknown += [("indicators", name[:60]) for name in asked if name not in known]
    if known:
        parts["indicators"] = Filters((("indicator", frozenset(known)),))
    if ctx.state.areas:
        parts["areas"] = Filters(areas=frozenset(spread(ctx, ctx.state.areas)))
    first, last = (int(text) if (text := ctx.state.option(k)) else None for k in ("from", "to"))
    if first or last:
        parts["years"] = Filters(first=first, last=last)
    unknown += _unknown_columns(ctx, table)
    return Asked(table, parts, order_of(ctx), tuple(unknown))


def order_of(ctx: Context) -> tuple[tuple[str, bool], ...]:
    """`-year,area`: by year, latest first, then by area. Columns that do not exist are skipped."""
    given = ctx.state.option("sort").split(",")
    columns = {name.removeprefix("-"): name.startswith("-") for name in given}
    sortable = SORTABLE[ctx.state.option("table")]
    return tuple(pair for pair in columns.items() if pair[0] in sortable)[:MOST_SORTS]


def _unknown_columns(ctx: Context, table: str) -> list[tuple[str, str]]:
    """Columns that the table lacks, or cannot be sorted by, with the key that names them."""
    known = {"sort": SORTABLE[table], "columns": COLUMNS[table], "pinned": COLUMNS[table]}
    return [
        (key, name[:60])
        for key, columns in known.items()
        for name in ctx.state.option(key).split(",")
        if name and name.removeprefix("-" if key == "sort" else "") not in columns
    ]


def _asked_indicators(ctx: Context) -> list[str]:
    wanted = (ctx.state.indicator, *ctx.state.option("indicators").split(","))
    return list(filter(None, dict.fromkeys(wanted)))


def chosen_indicators(ctx: Context) -> list[str]:
    """The indicators asked for, also by the key of other pages; those without rows left out."""
    if ctx.state.option("table") != "observations":
        return []
    held = known_indicators(ctx)
    return [name for name in _asked_indicators(ctx) if name in held]


def known_indicators(ctx: Context) -> frozenset[str]:
    """Every indicator with rows in the table of observations."""
    return frozenset(ctx.store.mapped.names["indicator_id"])


def members(reference: Reference, store: Store, code: str) -> frozenset[str]:
    """The areas a choice stands for: a group's countries, every country, or every group."""
    countries = area_groups.members(reference, store, area_groups.WORLD)
    if code == COUNTRIES:
        return frozenset(countries)
    if code == GROUPS:
        return frozenset(reference.areas) - frozenset(countries)
    known = area_groups.is_group(reference, store, code) and code != area_groups.WORLD
    return frozenset(area_groups.members(reference, store, code)) if known else frozenset()


def goal_indicators(reference: Reference, store: Store, goal_id: str) -> set[str]:
    """Indicators of all targets of a goal, and catalogue series that name the goal."""
    targets = (t.target_id for t in reference.targets.values() if t.goal_id == goal_id)
    found = {i for target_id in targets for i in target_indicators(reference, store, target_id)}
    wide = store.catalogue_indicators.items()
    return found | {i for i, entry in wide if goal_id in entry.get("goals", ())}


def target_indicators(reference: Reference, store: Store, target_id: str) -> set[str]:
    """Official indicators of a target, those linked to it, and its catalogue series."""
    found = {i.indicator_id for i in reference.indicators.values() if i.target_id == target_id}
    found |= {link.to_id for link in reference.links_from("target_indicator", target_id)}
    wide = store.catalogue_indicators.items()
    return found | {i for i, entry in wide if target_id in entry.get("targets", ())}


def _theme(ctx: Context, slug: str) -> Filters | None:
    theme = ctx.reference.theme_by_slug(slug)
    if theme is None:
        return None
    return _only("indicator", ctx.reference.theme_indicators(theme.theme_id, False))


def _goal(ctx: Context, goal_id: str) -> Filters | None:
    if goal_id not in ctx.reference.goals:
        return None
    return _only("indicator", goal_indicators(ctx.reference, ctx.store, goal_id))


def _target(ctx: Context, target_id: str) -> Filters | None:
    if target_id not in ctx.reference.targets:
        return None
    return _only("indicator", target_indicators(ctx.reference, ctx.store, target_id))


def _source(ctx: Context, source_id: str) -> Filters | None:
    mapped = ctx.store.mapped
    names = {*mapped.names["source_id"], *mapped.flow_names["source_id"]}
    return _only("source", (source_id,)) if source_id in names else None


def _breakdowns(ctx: Context, which: str) -> Filters | None:
    return _only("breakdown", ("",)) if which == "total" else Filters()


def _measure(ctx: Context, measure: str) -> Filters | None:
    return (
        _only("measure", (measure,)) if measure in ctx.store.mapped.flow_names["measure"] else None
    )


def _end(column: str) -> Reader:
    """The reader of one end of flows: where people come from, or where they are counted."""

    def read(ctx: Context, code: str) -> Filters | None:
        return _only(column, (code,)) if code in flow_ends(ctx, column) else None

    return read


def flow_ends(ctx: Context, column: str) -> Iterable[str]:
    """Codes of the places at one end of the flows."""
    return ctx.store.mapped.flow_names[f"{column}_code"]


def _members(ctx: Context, code: str) -> Filters | None:
    found = members(ctx.reference, ctx.store, code)
    return Filters(areas=found) if found else None


def _missing(ctx: Context, kind: str) -> Filters | None:
    kinds = {"values": (VALUE,), "any": MISSING} | {letter: (letter,) for letter in MISSING}
    return Filters(kinds=frozenset(kinds[kind])) if kind in kinds else None


def _quality(ctx: Context, kind: str) -> Filters | None:
    """Rows with any flag, with one that keeps them from leading, without any, or with one flag."""
    texts = frozenset(ctx.store.mapped.names["quality"])
    kinds = {
        "any": texts - {""},
        "doubt": frozenset(filter(doubted, texts)),
        "none": texts & {""},
        **{flag: frozenset(t for t in texts if flag in flags_of(t)) for flag in FLAGS},
    }
    return Filters(quality=kinds[kind]) if kind in kinds else None


def _only(column: str, names: Iterable[str]) -> Filters:
    return Filters(((column, frozenset(names)),))


_OBSERVATIONS: dict[str, Reader] = {
    "theme": _theme,
    "goal": _goal,
    "target": _target,
    "breakdowns": _breakdowns,
    "quality": _quality,
}
_FLOWS: dict[str, Reader] = {
    "measure": _measure,
    "origin": _end("origin"),
    "destination": _end("destination"),
}
_BOTH: dict[str, Reader] = {"members": _members, "source": _source, "missing": _missing}
