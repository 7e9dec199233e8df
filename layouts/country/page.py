"""One country, territory, region or group on one page, told from the tables."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from data.area_groups import memberships
from layouts.country.figures import figures
from layouts.country.group import group_parts
from layouts.country.links import paragraph, place_link
from layouts.country.sections import section
from layouts.pieces import ids
from layouts.profile.profile import COUNTRY, profile
from layouts.profile.records import Profile
from layouts.progress.words import place
from layouts.request.context import Context

ROWS = (
    ("people",),
    ("money", "deaths"),
    ("displacement",),
    ("verdicts",),
    ("promises", "peers"),
    ("unknown",),
)


def title(ctx: Context) -> str:
    """Document title."""
    return ctx.t("country.document_title", area=_name(ctx))


def _name(ctx: Context) -> str:
    """A country as it is called; the full name of a region or a group."""
    area = ctx.reference.areas[ctx.state.focus]
    return area.text("short" if place(ctx) == COUNTRY else "name", ctx.lang)


def data(ctx: Context) -> dict[str, Any]:
    """Nothing: the page has no view of its own in the browser."""
    return {}


def layout(ctx: Context) -> list[Component]:
    """The page, top to bottom; all but its name follows the setting of verdicts."""
    return [
        html.Div(
            [
                html.P(_kicker(ctx), className="kicker"),
                html.H1(_name(ctx)),
            ],
            className="hero hero-country",
        ),
        html.Div(part(ctx), id=ids.PART, className="profile"),
    ]


def part(ctx: Context) -> list[Component]:
    """What is told of the place."""
    found = profile(ctx, ctx.state.focus)
    first, others = found.headline[:1], found.headline[1:]
    return [
        *([paragraph(ctx, first, "finding")] if first else []),
        *([paragraph(ctx, others, "lead")] if others else []),
        figures(ctx, found.figures),
        _ways(ctx),
        *_sections(ctx, found),
        *(group_parts(ctx) if found.kind != COUNTRY else []),
    ]


def _sections(ctx: Context, found: Profile) -> list[Component]:
    """The sections in their order; two of them side by side where each is short."""
    by_id = {own.id: own for own in found.sections if _is_told(found, own.id)}
    if found.kind != COUNTRY:
        told = [section(ctx, own) for own in by_id.values()]
        return [html.Div(told, className="profile-pair profile-row")]
    rows = [[by_id[name] for name in names if name in by_id] for names in ROWS]
    return [
        section(ctx, row[0])
        if len(row) == 1
        else html.Div([section(ctx, own) for own in row], className="profile-pair")
        for row in rows
        if row
    ]


def _is_told(found: Profile, name: str) -> bool:
    """Whether a section says something: of a group, one without rows is left out."""
    own = found.section(name)
    return found.kind == COUNTRY or bool(own and own.rows)


def _kicker(ctx: Context) -> list[Any]:
    """What kind of place it is, and the groups it belongs to, each with its page."""
    area = ctx.reference.areas[ctx.state.focus]
    parts: list[Any] = [ctx.t(f"country.kind.{area.kind}")]
    known = memberships(ctx.reference, ctx.store).get(area.area_code, ())
    groups = dict.fromkeys(code for code in (area.sdg_region_code, *known[1:2], *known[4:]) if code)
    special = [code for code in groups if code in ctx.reference.group_lists]
    shown = dict.fromkeys((area.sdg_region_code, known[1] if len(known) > 1 else "", *special))
    for code in shown:
        if code:
            parts += [" \u00b7 ", place_link(ctx, code)]
    return parts


def _ways(ctx: Context) -> Component:
    """The same place on other pages, and all rows behind this one as a file."""
    areas = (ctx.state.focus,)
    query = ctx.href().partition("?")[2]
    file = f"/export/profile.csv?page={ctx.state.path}" + (f"&{query}" if query else "")
    pages = [
        html.A(
            ctx.t(f"country.open_{page}"),
            href=ctx.link_to(page, areas=areas),
            className="button-quiet",
            **{"data-areas": "1"},
        )
        for page in ("overview", "compare", "table")
    ]
    return html.Div(
        [
            *_brief(ctx),
            *pages,
            html.A(ctx.t("country.csv"), href=file, className="button-quiet", download=""),
        ],
        className="actions",
    )


def _brief(ctx: Context) -> list[Component]:
    """The way to the two pages on a country; a group has none."""
    if ctx.state.page != COUNTRY:
        return []
    href = ctx.link_to("brief", ctx.state.slug)
    return [html.A(ctx.t("brief.open"), href=href, className="button-quiet")]
