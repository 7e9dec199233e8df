"""Who belongs to an organisation: since when, read where, and how far that was checked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from dash import html
from dash.development.base_component import Component

from data.area_groups import member_rows, organisations
from data.dated import Membership
from layouts.pieces.components import details, evidence_mark, outside
from layouts.request.context import Context
from layouts.words.format import dated, day, sort_key


def members_fold(ctx: Context, code: str) -> Component | None:
    """The members of an organisation as a folded list by name; None for any other group.

    Each has the time it joined where that is known, the text it was read in, and the mark of
    that evidence; those that left follow.
    """
    if code not in organisations(ctx.reference):
        return None
    rows = sorted(member_rows(ctx.reference, code), key=lambda row: sort_key(_name(ctx, row)))
    now, gone = ([row for row in rows if bool(row.until) is left] for left in (False, True))
    as_of = day(ctx.reference.group_lists[code].as_of, ctx.lang)
    former = [html.P(ctx.t("groups.members.former")), _list(ctx, gone)] if gone else []
    return details(
        ctx.plural("groups.members", len(now), day=as_of), _list(ctx, now), *former, name="members"
    )


def _list(ctx: Context, rows: Iterable[Membership]) -> Component:
    return html.Ul([_member(ctx, row) for row in rows], className="members")


def _name(ctx: Context, row: Membership) -> str:
    return ctx.reference.areas[row.area_code].text("short", ctx.lang)


def _member(ctx: Context, row: Membership) -> Component:
    known = {"since": row.since, "until": row.until}
    times = {name: dated(text, ctx.lang) for name, text in known.items() if text}
    key = "_".join(("groups.member", *times))
    parts: list[Any] = [
        ctx.t(key, name=_name(ctx, row), **times),
        " ",
        outside(str(urlsplit(row.source).hostname), row.source),
        " ",
        evidence_mark(ctx, row.evidence),
    ]
    return html.Li(parts)
