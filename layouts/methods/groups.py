"""Every group whose members someone lists: by whom, of which day, and what changed."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from data.area_groups import SCHEMES, SPECIAL, groups, members, organisations
from layouts.pieces.components import details, outside, table
from layouts.pieces.members import members_fold
from layouts.request.context import Context
from layouts.series.groups import dated_cells, moved, note
from layouts.words.format import dated, day, number


def groups_part(ctx: Context) -> Component:
    """One row per listed group, folded: publisher, day, members, and how they changed."""
    known = groups(ctx.reference, ctx.store)
    listed = organisations(ctx.reference)
    codes = [*SPECIAL, *listed, *(code for scheme in SCHEMES for code in known[scheme])]
    head = [ctx.t(f"groups.lists.{k}") for k in ("group", "publisher", "as_of", "members", "known")]
    rows = [_row(ctx, code) for code in codes if code in ctx.reference.areas]
    return details(
        ctx.t("groups.lists.title"),
        html.P(ctx.t("groups.lists.lead")),
        table(head, rows, ctx.t("groups.lists.caption"), "groups-table stacked"),
        name="group-lists",
    )


def _row(ctx: Context, code: str) -> list[Any]:
    as_of = dated_cells(ctx, code)[1]
    told = [note(ctx, code), *moved(ctx, code), _former(ctx, code)]
    return [
        ctx.reference.areas[code].text("short", ctx.lang),
        _publisher(ctx, code),
        day(as_of, ctx.lang),
        members_fold(ctx, code) or number(len(members(ctx.reference, ctx.store, code)), ctx.lang),
        " ".join(text for text in told if text),
    ]


def _publisher(ctx: Context, code: str) -> Any:
    """Who names the members: a link to the text read, where there is one."""
    if code in SPECIAL:
        return ctx.t("groups.publisher.un")
    listed = ctx.reference.group_lists.get(code)
    return outside(listed.publisher, listed.url) if listed else ctx.t("groups.publisher.bank")


def _former(ctx: Context, code: str) -> str:
    """Who left a listed group, and when; "" where nobody is known to have."""
    rows = [m for m in ctx.reference.memberships if m.group_code == code and m.until]
    if not rows:
        return ""
    names = [
        ctx.t(
            "groups.lists.former_one",
            name=ctx.reference.areas[row.area_code].text("short", ctx.lang),
            month=dated(row.until, ctx.lang),
        )
        for row in sorted(rows, key=lambda row: row.until)
    ]
    return ctx.t("groups.lists.former", areas=ctx.listed(names))
