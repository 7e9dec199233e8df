"""Whose list a group is and of which day, in words and as cells of files; what changed in it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from data.area_groups import JOINED, SPECIAL, lists, members, organisations, scheme_of
from data.groups import Change
from layouts.request.context import Context
from layouts.words.format import day

# The World Bank sets income groups on 1 July for the fiscal year that begins then and is named
# after the year in which it ends.
FISCAL_MONTH = 7


def dated(ctx: Context, code: str) -> str:
    """Publisher and day of the list behind a group's members; "" for a group that is no list.

    Regions of the United Nations are geography: they have no list that is revised.
    """
    as_of = dated_cells(ctx, code)[1]
    if not as_of:
        return ""
    words = day(as_of, ctx.lang)
    if code in SPECIAL:
        return ctx.t("groups.dated.un", day=words)
    if listed := ctx.reference.group_lists.get(code):
        return ctx.t("groups.dated.listed", publisher=listed.publisher, day=words)
    if scheme_of(ctx.store, code) == "wb_income":
        return ctx.t("groups.dated.income", year=fiscal_year(as_of), day=words)
    return ctx.t("groups.dated.bank", day=words)


def dated_cells(ctx: Context, code: str) -> tuple[str, str]:
    """Publisher and ISO day of the list behind a group, for a file; two "" where there is none."""
    listed = ctx.reference.group_lists.get(code)
    if listed:
        return listed.publisher, listed.as_of
    scheme = scheme_of(ctx.store, code)
    if not scheme:
        return "", ""
    found = lists(ctx.store)[scheme]
    return ctx.reference.sources[found.source_id].producer, found.as_of


def listed_words(ctx: Context, code: str) -> str:
    """Who names the members of an organisation, and of which day; "" for any other group."""
    return dated(ctx, code) if code in organisations(ctx.reference) else ""


def whose_members(ctx: Context, code: str) -> str:
    """The list behind a group, and that published totals of it need not follow that list.

    An organisation that no provider publishes a figure for has no such totals.
    """
    words = dated(ctx, code)
    if only_members(ctx, code):
        return words
    return f"{words} {ctx.t('groups.own_members')}" if words else ""


def only_members(ctx: Context, code: str) -> bool:
    """Whether a code is an organisation that no table holds a figure of: its members stand for it.

    Nothing is added up for it, so that it is shown country by country everywhere.
    """
    held = ctx.store.mapped.names["area_code"]
    return code in organisations(ctx.reference) and code not in held


def spread(ctx: Context, codes: Iterable[str]) -> tuple[str, ...]:
    """Places as chosen, with the members of an organisation where no figure is published of it."""
    found: list[str] = []
    for code in codes:
        whole = only_members(ctx, code)
        found += members(ctx.reference, ctx.store, code) if whole else [code]
    return tuple(dict.fromkeys(found))


def group_of(ctx: Context) -> str:
    """The organisation that alone decides which places an address is of; "" where none does."""
    areas = ctx.state.areas
    return areas[0] if len(areas) == 1 and only_members(ctx, areas[0]) else ""


def series_href(ctx: Context, indicator_id: str, places: tuple[str, ...] = ()) -> str:
    """The page of an indicator for some places; of an organisation, its members compared."""
    if len(places) == 1 and only_members(ctx, places[0]):
        return ctx.link_to("compare", indicator=indicator_id, among=places[0], areas=())
    return ctx.link_to("indicator", indicator_id, **({"areas": places} if places else {}))


MEMBER_COLUMNS = ("members_of", "members_publisher", "members_as_of")


def member_cells(ctx: Context, code: str) -> tuple[str, ...]:
    """Cells of MEMBER_COLUMNS for a file that a group decides the rows of; () where none does."""
    publisher, as_of = dated_cells(ctx, code)
    return (code, publisher, as_of) if as_of else ()


def kind_label(ctx: Context, kind: str) -> str:
    """Heading of one kind of groups in a chooser, with the day of its list where all share one."""
    found = lists(ctx.store).get(kind)
    words = ctx.t(f"groups.{kind}")
    if found is None:
        return words
    return ctx.t("groups.heading", kind=words, day=day(found.as_of, ctx.lang))


def option_label(ctx: Context, code: str) -> str:
    """Name of a group in a chooser; with its day where its kind has no day in common."""
    name = ctx.reference.areas[code].text("short", ctx.lang)
    listed = ctx.reference.group_lists.get(code)
    if listed is None:
        return name
    return ctx.t("groups.option", name=name, day=day(listed.as_of, ctx.lang))


def note(ctx: Context, code: str) -> str:
    """What the list of a group named in group_lists.csv is known by; "" for others."""
    listed = ctx.reference.group_lists.get(code)
    return listed.text("note", ctx.lang) if listed else ""


def moved(ctx: Context, code: str) -> list[str]:
    """Sentences on who joined and who left a group of the World Bank between two of its lists."""
    scheme = scheme_of(ctx.store, code)
    if not scheme:
        return []
    groups = JOINED.get(code, (code,))
    by_step: dict[tuple[str, str], list[Change]] = {}
    for change in lists(ctx.store)[scheme].changes:
        by_step.setdefault((change.last, change.since), []).append(change)
    found = []
    for (last, since), changes in by_step.items():
        days = {"last": day(last, ctx.lang), "since": day(since, ctx.lang)}
        joined = [c for c in changes if c.after in groups and c.before not in groups]
        left = [c for c in changes if c.before in groups and c.after not in groups]
        for key, part in (("groups.joined", joined), ("groups.left", left)):
            if part:
                found.append(ctx.t(key, areas=_names(ctx, part), **days))
    return found


def _names(ctx: Context, changes: list[Change]) -> str:
    return ctx.listed(ctx.reference.areas[c.area_code].text("short", ctx.lang) for c in changes)


def days_note(ctx: Context) -> str:
    """The days of the lists of the World Bank and the United Nations in one sentence.

    Those of organisations stand beside their names, each with a day of its own.
    """
    bank = sorted({found.as_of for found in lists(ctx.store).values()})
    others = [
        ctx.t(
            "groups.note.one",
            name=ctx.reference.areas[code].text("short", ctx.lang),
            day=day(listed.as_of, ctx.lang),
        )
        for code, listed in ctx.reference.group_lists.items()
        if code in SPECIAL
    ]
    days = ctx.listed(day(as_of, ctx.lang) for as_of in bank)
    return ctx.t("groups.note", bank=days, others="; ".join(others))


def fiscal_year(as_of: str) -> int:
    """The World Bank's fiscal year that a day lies in: 13 July 2026 in that of 2027."""
    when = date.fromisoformat(as_of)
    return when.year + (when.month >= FISCAL_MONTH)
